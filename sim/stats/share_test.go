package stats_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"backchannel/sim/stats"

	"pgregory.net/rapid"
)

// The schools of TestRatioDistricts by level. svymean of R's survey package
// prints standard errors 0.0463, 0.0268 and 0.0296, with the correction for a
// population of 757 districts. Its design effects are of a simple random
// sample without replacement, so not compared.
func TestShareDistricts(t *testing.T) {
	schools := []int{13, 34, 4, 13, 16, 2, 1, 4, 12, 21, 9, 11, 37, 2, 4}
	for _, c := range []struct {
		what          string
		yes           []int
		share, stdErr float64
	}{
		{"elementary", []int{10, 34, 2, 10, 13, 2, 1, 2, 9, 16, 4, 8, 30, 1, 2}, 0.786885246, 0.04633655365},
		{"high", []int{0, 0, 1, 0, 0, 0, 0, 1, 1, 2, 4, 1, 3, 0, 1}, 0.076502732, 0.02681021905},
		{"middle", []int{3, 0, 1, 3, 3, 0, 0, 1, 2, 3, 1, 2, 4, 1, 1}, 0.136612022, 0.02964904664},
	} {
		var s stats.Share
		for i, yes := range c.yes {
			s.Add(yes, schools[i])
		}
		e := s.Estimate(0.95)
		near(t, c.what, e.Value, c.share, 1e-9)
		near(t, "standard error", s.StdErr()*math.Sqrt(1-15.0/757), c.stdErr, 1e-10)
		near(t, "design effect", s.DesignEffect(), s.StdErr()*s.StdErr()*183/(e.Value*(1-e.Value)), 1e-12)
		ordered(t, c.what, e)
		if e.N != 183 || s.N() != 183 || s.Runs() != 15 {
			t.Errorf("n = %d, %d cases in %d runs", e.N, s.N(), s.Runs())
		}
	}
}

// Korn & Graubard's and Rao & Scott's reduction: the limits are Wilson's of a
// sample of n/deff (z/t)², which is whole here.
func TestShareEffectiveSample(t *testing.T) {
	var s stats.Share
	for i := range 16 { // all or nothing: the cases of a run count as one
		s.Add(i%2*7, 7)
	}
	near(t, "design effect", s.DesignEffect(), 7*16.0/15, 1e-9)
	e := s.Estimate(0.95)
	worth := 15 * math.Pow(1.959963984540054/2.131449545559, 2) // t on 15 degrees
	half := 1.959963984540054 * math.Sqrt(worth/4+math.Pow(1.959963984540054, 2)/4) / (worth + math.Pow(1.959963984540054, 2))
	near(t, "low", e.Low, 0.5-half, 1e-9)
	near(t, "high", e.High, 0.5+half, 1e-9)
}

func TestShareEdges(t *testing.T) {
	var s stats.Share
	s.Add(0, 0) // a run without cases
	if e := s.Estimate(0.95); !math.IsNaN(e.Value) || !math.IsNaN(e.Low) || e.N != 0 || s.Runs() != 0 || !math.IsNaN(s.DesignEffect()) {
		t.Errorf("of no runs: %v", e)
	}
	s.Add(1, 2)
	if e := s.Estimate(0.95); e.Value != 0.5 || !math.IsNaN(e.Low) || !math.IsNaN(e.High) || !math.IsNaN(s.StdErr()) || e.N != 2 {
		t.Errorf("of one run: %v", e)
	}
	for _, c := range [][2]int{{3, 2}, {-1, 2}, {0, -1}} {
		panics(t, "share", "share of", func() { s.Add(c[0], c[1]) })
	}
	panics(t, "level", "confidence level", func() { s.Estimate(0) })
	var none, all stats.Share
	for range 30 {
		none.Add(0, 4)
		all.Add(4, 4)
	}
	// As if the cases of a run were one, and less for Student's t.
	if e := none.Estimate(0.95); e.Value != 0 || e.Low != 0 || e.High <= stats.Wilson(0, 30, 0.95).High || e.High > 0.13 {
		t.Errorf("of none: %v", e)
	}
	if e := all.Estimate(0.95); e.Value != 1 || e.High != 1 || e.Low >= stats.Wilson(30, 30, 0.95).Low || e.Low < 0.87 {
		t.Errorf("of all: %v", e)
	}
}

// Cases that differ within runs more than chance has it count as independent,
// and no more.
func TestShareOfOpposites(t *testing.T) {
	var s stats.Share
	for range 50 {
		s.Add(1, 2)
	}
	if s.StdErr() > 1e-9 || s.DesignEffect() != 1 {
		t.Errorf("standard error %v, design effect %v", s.StdErr(), s.DesignEffect())
	}
	if e, w := s.Estimate(0.95), stats.Wilson(50, 100, 0.95); e.Low >= w.Low || e.Low < w.Low-0.01 {
		t.Errorf("%v, want a little wider than %v", e, w)
	}
}

func TestShareMerge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		runs := rapid.SliceOf(rapid.Custom(func(t *rapid.T) [2]int {
			n := rapid.IntRange(0, 1000).Draw(t, "n")
			return [2]int{rapid.IntRange(0, n).Draw(t, "yes"), n}
		}))
		a, b := runs.Draw(t, "a"), runs.Draw(t, "b")
		of := func(parts ...[][2]int) *stats.Share {
			var s stats.Share
			for _, part := range parts {
				for _, r := range part {
					s.Add(r[0], r[1])
				}
			}
			return &s
		}
		one, other := of(a), of(b)
		one.Merge(of(b))
		other.Merge(of(a))
		if want := of(a, b); *one != *want || *other != *want {
			t.Fatal("the merged shares differ from one made of all runs")
		}
		e := one.Estimate(0.95)
		ordered(t, "share", e)
		if e.Low < 0 || e.High > 1 {
			t.Fatalf("%v", e)
		}
		// The same ratio by another way.
		var r stats.Ratio
		for _, x := range append(a, b...) {
			r.Add(float64(x[0]), float64(x[1]))
		}
		if one.Runs() > 1 {
			near(t, "standard error", one.StdErr(), r.StdErr(), 1e-6)
		}
	})
}

// Cases whose chance varies from run to run, in runs of unequal size; the same
// where it does not vary; and a rare thing. Wilson's interval, which takes the
// cases for independent, would cover 0.85 of the first.
func TestShareCoverage(t *testing.T) {
	long(t)
	rng := rand.New(rand.NewPCG(52, 1))
	varied, steady, rare, naive := 0, 0, 0, 0
	for range samples {
		var a, b, c stats.Share
		yes, n := 0, 0
		for range 120 {
			size := 1 + rng.IntN(5)
			p := 0.3 + 0.55*(rng.Float64()-0.5) // 0.025 to 0.575
			if rng.Float64() < 0.2 {
				p = 0.9
			}
			x := binomialDraw(rng, size, p)
			a.Add(x, size)
			yes, n = yes+x, n+size
			b.Add(binomialDraw(rng, size, 0.3), size)
			c.Add(binomialDraw(rng, size, []float64{0.01, 0.11}[rng.IntN(2)]), size)
		}
		varied += holds(a.Estimate(0.95), 0.8*0.3+0.2*0.9)
		naive += holds(stats.Wilson(yes, n, 0.95), 0.8*0.3+0.2*0.9)
		steady += holds(b.Estimate(0.95), 0.3)
		rare += holds(c.Estimate(0.95), 0.06)
	}
	nominal(t, "a share of clustered cases", varied, samples)
	nominal(t, "a share of independent cases", steady, samples)
	nominal(t, "a share of rare cases", rare, samples)
	if share := float64(naive) / samples; share > 0.9 {
		t.Errorf("the cases are as good as independent: Wilson covers %v", share)
	}
}

func binomialDraw(rng *rand.Rand, n int, p float64) int {
	x := 0
	for range n {
		if rng.Float64() < p {
			x++
		}
	}
	return x
}
