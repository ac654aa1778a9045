package stats_test

import (
	"math"
	"testing"

	"backchannel/sim/stats"

	"pgregory.net/rapid"
)

// Newcombe, R. G. (1998). Two-sided confidence intervals for the single
// proportion: comparison of seven methods. Statistics in Medicine 17,
// 857-872, table I, method 3.
func TestWilsonNewcombe(t *testing.T) {
	for _, c := range []struct {
		x, n      int
		low, high float64
	}{
		{81, 263, 0.2553, 0.3662},
		{15, 148, 0.0624, 0.1605},
		{0, 20, 0, 0.1611},
		{1, 29, 0.0061, 0.1718},
	} {
		e := stats.Wilson(c.x, c.n, 0.95)
		near(t, "value", e.Value, float64(c.x)/float64(c.n), 1e-15)
		near(t, "low", e.Low, c.low, 0.5e-4)
		near(t, "high", e.High, c.high, 0.5e-4)
		if e.N != c.n {
			t.Errorf("n = %d, want %d", e.N, c.n)
		}
	}
}

// The limits are the p at which the score statistic equals z: the definition,
// not the formula.
func TestWilsonInvertsScoreTest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 1_000_000).Draw(t, "n")
		x := rapid.IntRange(0, n).Draw(t, "x")
		e := stats.Wilson(x, n, 0.95)
		ordered(t, "Wilson", e)
		const z = 1.959963984540054
		m := float64(n)
		for _, p := range []float64{e.Low, e.High} {
			if p == 0 || p == 1 {
				continue // at x = 0 or n, where the statistic is 0/0
			}
			score := (float64(x) - m*p) / math.Sqrt(m*p*(1-p))
			near(t, "score at the limit", math.Abs(score), z, 1e-6)
		}
		mirror := stats.Wilson(n-x, n, 0.95)
		near(t, "mirrored low", 1-mirror.High, e.Low, 1e-12)
		near(t, "mirrored high", 1-mirror.Low, e.High, 1e-12)
	})
}

// Coverage by enumeration, so that no chance enters. Newcombe (1998) reports
// a mean coverage of 0.952 for this method.
func TestWilsonCoverage(t *testing.T) {
	for _, n := range []int{20, 50, 200} {
		mean := 0.0
		const steps = 500
		for i := range steps {
			p := (float64(i) + 0.5) / steps
			for x := range n + 1 {
				if e := stats.Wilson(x, n, 0.95); e.Low <= p && p <= e.High {
					mean += binomial(n, x, p) / steps
				}
			}
		}
		near(t, "mean coverage", mean, 0.9515, 0.0025)
	}
}

func TestWilsonEdges(t *testing.T) {
	if e := stats.Wilson(0, 0, 0.95); !math.IsNaN(e.Value) || !math.IsNaN(e.Low) || !math.IsNaN(e.High) || e.N != 0 {
		t.Errorf("of no trials: %v", e)
	}
	for _, n := range []int{1, 3, 7, 49, 1000} {
		if e := stats.Wilson(0, n, 0.95); e.Low != 0 || e.High <= 0 {
			t.Errorf("0 of %d: %v", n, e)
		}
		if e := stats.Wilson(n, n, 0.95); e.High != 1 || e.Low >= 1 {
			t.Errorf("%d of %d: %v", n, n, e)
		}
	}
	panics(t, "3 of 2", "3 successes out of 2", func() { stats.Wilson(3, 2, 0.95) })
	panics(t, "-1 of 2", "-1 successes", func() { stats.Wilson(-1, 2, 0.95) })
	for _, level := range []float64{0, 1, 95, math.NaN()} {
		panics(t, "level", "confidence level", func() { stats.Wilson(1, 2, level) })
	}
}

// binomial is the probability of x successes in n trials.
func binomial(n, x int, p float64) float64 {
	lg := func(k int) float64 { v, _ := math.Lgamma(float64(k + 1)); return v }
	return math.Exp(lg(n) - lg(x) - lg(n-x) + float64(x)*math.Log(p) + float64(n-x)*math.Log1p(-p))
}
