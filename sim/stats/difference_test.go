package stats_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"backchannel/sim/stats"
)

// Newcombe, R. G. (1998). Interval estimation for the difference between
// independent proportions: comparison of eleven methods. Statistics in
// Medicine 17, 873-890, table II, method 10.
func TestDifferenceNewcombe(t *testing.T) {
	for _, c := range []struct {
		a, m, b, n int
		low, high  float64
	}{
		{56, 70, 48, 80, 0.0524, 0.3339},
		{9, 10, 3, 10, 0.1705, 0.8090},
		{6, 7, 2, 7, 0.0582, 0.8062},
		{5, 56, 0, 29, -0.0381, 0.1926},
		{0, 10, 0, 20, -0.1611, 0.2775},
		{0, 10, 0, 10, -0.2775, 0.2775},
		{10, 10, 0, 20, 0.6791, 1},
		{10, 10, 0, 10, 0.6075, 1},
	} {
		e := stats.Difference(stats.Wilson(c.a, c.m, 0.95), stats.Wilson(c.b, c.n, 0.95))
		near(t, "value", e.Value, float64(c.a)/float64(c.m)-float64(c.b)/float64(c.n), 1e-15)
		near(t, "low", e.Low, c.low, 0.5001e-4)
		near(t, "high", e.High, c.high, 0.5001e-4)
		if e.N != c.m+c.n {
			t.Errorf("n = %d, want %d", e.N, c.m+c.n)
		}
	}
}

// Restricted means and standard errors as survfit of R's survival package
// 3.5-3 prints them for these data with rmean = 22: 17.371 (1.45996) and 8.619
// (1.35439).
func TestDifferenceOfRestrictedMeans(t *testing.T) {
	a := stats.KaplanMeier(remissions(), 0.95).RestrictedMean(22)
	b := stats.KaplanMeier(placebo(), 0.95).RestrictedMean(22)
	e := stats.Difference(a, b)
	near(t, "value", e.Value, 17.371428571-8.619047619, 1e-8)
	half := 1.959963984540054 * math.Hypot(1.459958762, 1.354385152)
	near(t, "low", e.Low, e.Value-half, 1e-7)
	near(t, "high", e.High, e.Value+half, 1e-7)
}

func TestDifferenceUnknown(t *testing.T) {
	few, none := stats.Estimate{Value: 2, Low: 1, High: math.NaN(), N: 3}, stats.Wilson(0, 0, 0.95)
	if e := stats.Difference(few, stats.Estimate{Value: 1, Low: 0, High: 2, N: 1}); e.Value != 1 || math.IsNaN(e.Low) || !math.IsNaN(e.High) {
		t.Errorf("of a limit unknown: %v", e)
	}
	if e := stats.Difference(few, none); !math.IsNaN(e.Value) || !math.IsNaN(e.Low) || !math.IsNaN(e.High) || e.N != 3 {
		t.Errorf("less what is unknown: %v", e)
	}
}

// Of shares and of restricted means of unequal samples. Within 0.006 of the
// level at these sizes.
func TestDifferenceCoverage(t *testing.T) {
	long(t)
	rng := rand.New(rand.NewPCG(33, 1))
	share := func(n int, p float64) stats.Estimate {
		yes := 0
		for range n {
			if rng.Float64() < p {
				yes++
			}
		}
		return stats.Wilson(yes, n, 0.95)
	}
	const tau = 120
	life := func(n int, mean float64) stats.Estimate {
		l := stats.NewLives(tau, 1)
		for range n {
			l.Add(mean*rng.ExpFloat64(), math.Inf(1), 0)
		}
		return stats.KaplanMeier(l, 0.95).RestrictedMean(tau)
	}
	truth := func(mean float64) float64 { return -math.Expm1(-tau/mean) / -math.Expm1(-1/mean) }
	shares, lives := 0, 0
	for range samples {
		shares += holds(stats.Difference(share(80, 0.3), share(120, 0.15)), 0.15)
		lives += holds(stats.Difference(life(150, 100), life(100, 60)), truth(100)-truth(60))
	}
	covers(t, "a difference of shares", shares, 0.95, 0.006)
	covers(t, "a difference of restricted means", lives, 0.95, 0.006)
}
