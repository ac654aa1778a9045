package stats_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"backchannel/sim/stats"

	"pgregory.net/rapid"
)

// life is one argument list of Lives.Add.
type life struct {
	life, watch float64
	cause       int
}

func table(horizon, causes int, parts ...[]life) *stats.Lives {
	l := stats.NewLives(horizon, causes)
	for _, part := range parts {
		for _, x := range part {
			l.Add(x.life, x.watch, x.cause)
		}
	}
	return l
}

func TestLivesDays(t *testing.T) {
	const horizon = 365
	for _, c := range []struct {
		what            string
		add             life
		ended, censored int // day; -1: not
	}{
		{"ended at the signature", life{0, 365, 0}, 0, -1},
		{"ended within a day", life{100.2, 365, 0}, 101, -1},
		{"ended at the close of a day", life{100, 365, 0}, 100, -1},
		{"ended at the close but for rounding", life{100 + 1e-10, 365, 0}, 100, -1},
		{"stood when last seen", life{100.5, 100.5, -1}, -1, 100},
		{"stood at the close of a day", life{100, 100, -1}, -1, 100},
		{"stood at the close but for rounding", life{100 - 1e-10, 100 - 1e-10, -1}, -1, 100},
		{"ended on the last day watched to its close", life{99.9, 100.5, 0}, 100, -1},
		{"ended on a day not watched to its close", life{100.2, 100.5, 0}, -1, 100},
		{"lost to follow-up", life{50.5, 100, -1}, -1, 50},
		{"ended after the horizon", life{365.2, 1000, 0}, -1, 365},
		{"ended on the horizon", life{364.2, math.Inf(1), 0}, 365, -1},
		{"never ended", life{math.Inf(1), math.Inf(1), -1}, -1, 365},
	} {
		l := table(horizon, 2, []life{c.add})
		day := func(upTo func(day int) int) int {
			for d := range horizon + 1 {
				if upTo(d) == 1 {
					return d
				}
			}
			return -1
		}
		if got := day(func(d int) int { return l.Ended(d, 0) }); got != c.ended {
			t.Errorf("%s: ended on day %d, want %d", c.what, got, c.ended)
		}
		if got := day(l.Censored); got != c.censored {
			t.Errorf("%s: censored on day %d, want %d", c.what, got, c.censored)
		}
		if l.N() != 1 || l.Ended(horizon, 1) != 0 {
			t.Errorf("%s: n = %d, of another cause %d", c.what, l.N(), l.Ended(horizon, 1))
		}
	}
}

func TestLivesMisuse(t *testing.T) {
	l := stats.NewLives(10, 2)
	for _, c := range []struct {
		message string
		add     life
	}{
		{"life of -1", life{-1, 5, 0}},
		{"life of NaN", life{math.NaN(), 5, 0}},
		{"watched for NaN", life{1, math.NaN(), 0}},
		{"life of 6 days watched for 5", life{6, 5, 0}},
		{"cause 2 of 2", life{1, 5, 2}},
	} {
		panics(t, c.message, c.message, func() { l.Add(c.add.life, c.add.watch, c.add.cause) })
	}
	panics(t, "no causes", "0 causes", func() { stats.NewLives(10, 0) })
	panics(t, "horizon", "horizon of -2", func() { stats.NewLives(-2, 1) })
	if l.N() != 0 {
		t.Errorf("a refused life was counted: n = %d", l.N())
	}
	for _, other := range []*stats.Lives{stats.NewLives(11, 2), stats.NewLives(10, 3)} {
		if err := l.Merge(other); err == nil {
			t.Errorf("a table of %d days, %d causes was merged into one of 10, 2", other.Horizon(), other.Causes())
		}
	}
}

var someLives = rapid.SliceOf(rapid.Custom(func(t *rapid.T) life {
	watch := rapid.Float64Range(0, 30).Draw(t, "watch")
	return life{
		life:  watch * rapid.Float64Range(0, 1).Draw(t, "part"),
		watch: watch,
		cause: rapid.IntRange(-1, 2).Draw(t, "cause"),
	}
}))

func TestLivesMerge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := someLives.Draw(t, "a"), someLives.Draw(t, "b"), someLives.Draw(t, "c")
		merged := func(first *stats.Lives, rest ...*stats.Lives) *stats.Lives {
			for _, l := range rest {
				if err := first.Merge(l); err != nil {
					t.Fatal(err)
				}
			}
			return first
		}
		part := func(x []life) *stats.Lives { return table(25, 3, x) }
		want := table(25, 3, a, b, c)
		if want.N() != len(a)+len(b)+len(c) {
			t.Fatalf("n = %d, want %d", want.N(), len(a)+len(b)+len(c))
		}
		for name, got := range map[string]*stats.Lives{
			"(a+b)+c": merged(part(a), part(b), part(c)),
			"a+(b+c)": merged(part(a), merged(part(b), part(c))),
			"c+b+a":   merged(part(c), part(b), part(a)),
		} {
			for day := -1; day <= 26; day++ {
				for cause := range 3 {
					if g, w := got.Ended(day, cause), want.Ended(day, cause); g != w {
						t.Fatalf("%s: %d ended of %d by day %d, want %d", name, g, cause, day, w)
					}
				}
				if g, w := got.Censored(day), want.Censored(day); g != w {
					t.Fatalf("%s: %d censored by day %d, want %d", name, g, day, w)
				}
			}
		}
	})
}

// Watches that end within a day do not bias the curve, even where few are left:
// the survival of exponential lives comes out as exp(-t/mean). Counting the
// ends of days not watched to their close would put day 57 six standard errors
// low. False alarm: 4 standard errors on 3 days, 2 in 10,000.
func TestLivesPartDays(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 1))
	const mean, longest = 50, 60
	l := stats.NewLives(longest, 1)
	for range 200_000 {
		x, watch := mean*rng.ExpFloat64(), longest*rng.Float64()
		if x <= watch {
			l.Add(x, watch, 0)
		} else {
			l.Add(watch, watch, -1)
		}
	}
	curve := stats.KaplanMeier(l, 0.95)
	for _, day := range []int{20, 45, 57} {
		near(t, "survival", curve.At(day).Value, math.Exp(-float64(day)/mean), 4*curve.StdErr(day))
	}
}
