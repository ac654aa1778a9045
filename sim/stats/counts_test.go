package stats_test

import (
	"math"
	"slices"
	"testing"

	"backchannel/sim/stats"

	"gonum.org/v1/gonum/stat"
	"pgregory.net/rapid"
)

// Ranks of the limits for the median: Nair, K. R. (1940). Table of confidence
// interval for the median in samples from any continuous population.
// Sankhya 4, 551-558. The limits are the k-th values from either end.
func TestQuantileNair(t *testing.T) {
	for _, c := range []struct {
		n, k95, k99 int
	}{
		{8, 1, 1},
		{10, 2, 1},
		{15, 4, 3},
		{20, 6, 4},
		{25, 8, 6},
		{30, 10, 8},
		{40, 14, 12},
		{50, 18, 16},
		{65, 25, 22},
	} {
		counts := stats.NewCounts(100)
		for day := range c.n {
			counts.Add(float64(day + 1))
		}
		for level, k := range map[float64]int{0.95: c.k95, 0.99: c.k99} {
			e := counts.Quantile(0.5, level)
			if e.Low != float64(k) || e.High != float64(c.n+1-k) || e.Value != float64((c.n+1)/2) || e.N != c.n {
				t.Errorf("median of %d at %v: %v, want limits %d and %d", c.n, level, e, k, c.n+1-k)
			}
		}
	}
	// Five values cannot bound a median at 95 %: 1-2/2^5 is 93.75 %.
	counts := stats.NewCounts(9)
	for day := range 5 {
		counts.Add(float64(day + 3))
	}
	if e := counts.Quantile(0.5, 0.95); e.Low != 0 || e.Value != 5 || !math.IsNaN(e.High) {
		t.Errorf("median of five: %v", e)
	}
}

func TestQuantileOfWhatMayNeverCome(t *testing.T) {
	c := stats.NewCounts(30)
	if e := c.Quantile(0.5, 0.95); !math.IsNaN(e.Value) || !math.IsNaN(e.Low) || !math.IsNaN(e.High) || e.N != 0 {
		t.Errorf("of none: %v", e)
	}
	for range 45 {
		c.Add(12)
	}
	for range 30 {
		c.Add(math.NaN())
		c.Add(30.5) // beyond the horizon
	}
	e := c.Quantile(0.4, 0.95) // rank 42 of 105
	if e.Value != 12 || e.Low != 12 || !math.IsNaN(e.High) || e.N != 105 {
		t.Errorf("0.4 quantile: %v", e)
	}
	e = c.Quantile(0.5, 0.95) // rank 53: never; but not surely never
	if !math.IsNaN(e.Value) || e.Low != 12 || !math.IsNaN(e.High) {
		t.Errorf("median: %v", e)
	}
	if e := c.Quantile(0.9, 0.95); !math.IsNaN(e.Low) {
		t.Errorf("0.9 quantile: %v", e)
	}
	if got, want := c.ShareBy(11, 0.95), stats.Wilson(0, 105, 0.95); got != want {
		t.Errorf("share by day 11: %v, want %v", got, want)
	}
	if got, want := c.ShareBy(12, 0.95), stats.Wilson(45, 105, 0.95); got != want {
		t.Errorf("share by day 12: %v, want %v", got, want)
	}
	if e := c.ShareBy(31, 0.95); !math.IsNaN(e.Value) || e.N != 105 {
		t.Errorf("share beyond the horizon: %v", e)
	}
	if e := c.ShareBy(-1, 0.95); e.Value != 0 {
		t.Errorf("share before day 0: %v", e)
	}
}

// A time counts on the day by which it has come, and the noise of a subtraction
// does not move it.
func TestDays(t *testing.T) {
	for time, day := range map[float64]float64{
		0: 0, 1e-9: 0, 0.5: 1, 1: 1, 1 + 1e-12: 1, 1.001: 2, 364.5: 365, 365: 365, 365 + 1e-9: 365,
	} {
		c := stats.NewCounts(365)
		c.Add(time)
		if got := c.Quantile(0.5, 0.95).Value; got != day {
			t.Errorf("time %v counts on day %v, want %v", time, got, day)
		}
	}
	panics(t, "negative time", "time of -1", func() { stats.NewCounts(3).Add(-1) })
	panics(t, "negative horizon", "horizon of -1", func() { stats.NewCounts(-1) })
	panics(t, "quantile 0", "probability 0", func() { stats.NewCounts(3).Quantile(0, 0.95) })
}

// The value agrees with gonum's empirical quantile of the days themselves.
func TestQuantileValue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const horizon = 40
		days := rapid.SliceOfN(rapid.Float64Range(0, 60), 1, 80).Draw(t, "days")
		p := float64(rapid.IntRange(1, 99).Draw(t, "percent")) / 100
		c := stats.NewCounts(horizon)
		for i, d := range days {
			c.Add(d)
			if days[i] = math.Ceil(d - 1e-6); days[i] > horizon {
				days[i] = math.Inf(1)
			}
		}
		slices.Sort(days)
		want := stat.Quantile(p-1e-12, stat.Empirical, days, nil)
		if math.IsInf(want, 1) {
			want = math.NaN()
		}
		e := c.Quantile(p, 0.95)
		ordered(t, "quantile", e)
		near(t, "quantile", e.Value, math.Abs(want), 0)
	})
}

func TestCountsMerge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		times := rapid.SliceOf(rapid.OneOf(rapid.Float64Range(0, 30), rapid.Just(math.NaN())))
		a, b := times.Draw(t, "a"), times.Draw(t, "b")
		table := func(parts ...[]float64) *stats.Counts {
			c := stats.NewCounts(20)
			for _, x := range slices.Concat(parts...) {
				c.Add(x)
			}
			return c
		}
		all, ab, ba := table(a, b), table(a), table(b)
		if err := ab.Merge(ba); err != nil {
			t.Fatal(err)
		}
		if err := ba.Merge(table(a)); err != nil {
			t.Fatal(err)
		}
		if all.N() != len(a)+len(b) {
			t.Fatalf("n = %d, want %d", all.N(), len(a)+len(b))
		}
		for _, p := range []float64{0.1, 0.5, 0.9} {
			want := all.Quantile(p, 0.9)
			if !same(ab.Quantile(p, 0.9), want) || !same(ba.Quantile(p, 0.9), want) {
				t.Fatalf("merged: %v and %v, want %v", ab.Quantile(p, 0.9), ba.Quantile(p, 0.9), want)
			}
		}
	})
	if err := stats.NewCounts(3).Merge(stats.NewCounts(4)); err == nil {
		t.Error("tables of 3 and 4 days were merged")
	}
}
