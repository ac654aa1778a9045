package stats_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"backchannel/sim/stats"
)

// These simulations draw samples of known truth and count how often the
// interval holds it. Seeds are fixed. Coverage may differ from the claim by 4
// standard errors, which a right estimator with another seed does in
// 6 of 100,000 cases for each line tested.

const samples = 20_000

// long leaves out a simulation where tests are to be short, as under the race
// detector, to which one goroutine has nothing to show; else it runs it beside
// the others.
func long(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("long, and one goroutine: nothing for the race detector")
	}
	t.Parallel() // each has a generator of its own
}

// covers fails the test unless hits out of samples agree with the coverage
// claimed, which is known but for slack.
func covers(t *testing.T, what string, hits int, claim, slack float64) {
	t.Helper()
	share := float64(hits) / samples
	t.Logf("%s: claimed %.4f, covered %.4f of %d", what, claim, share, samples)
	near(t, "coverage of "+what, share, claim, slack+4*math.Sqrt(claim*(1-claim)/samples))
}

func holds(e stats.Estimate, truth float64) int {
	if e.Low <= truth && (truth <= e.High || math.IsNaN(e.High)) {
		return 1
	}
	return 0
}

// Exact for normal values, whatever n.
func TestMeanCoverage(t *testing.T) {
	long(t)
	rng := rand.New(rand.NewPCG(1, 1))
	for _, n := range []int{2, 5, 30} {
		hits := 0
		for range samples {
			var m stats.Moments
			for range n {
				m.Add(40 + 7*rng.NormFloat64())
			}
			hits += holds(m.Mean(0.9), 40)
		}
		covers(t, "the mean", hits, 0.9, 0)
	}
}

// Exponential times with a horizon that some never reach. The claim is the
// binomial probability of the ranks; a day is 1/1000 of the mean time, so
// that ties raise it by less than 0.001.
func TestQuantileCoverage(t *testing.T) {
	long(t)
	rng := rand.New(rand.NewPCG(2, 1))
	const n, mean, horizon = 40, 1000, 1500
	for _, c := range []struct {
		p         float64
		low, high int // ranks
	}{
		{0.5, 14, 27}, // Nair's (1940)
		{0.25, 5, 17},
		{0.75, 24, 36},
	} {
		claim := 0.0
		for x := c.low; x < c.high; x++ {
			claim += binomial(n, x, c.p)
		}
		if claim < 0.95 {
			t.Fatalf("the ranks %d and %d claim %v", c.low, c.high, claim)
		}
		truth := math.Ceil(-mean * math.Log(1-c.p))
		hits := 0
		for range samples {
			counts := stats.NewCounts(horizon)
			for range n {
				counts.Add(mean * rng.ExpFloat64())
			}
			hits += holds(counts.Quantile(c.p, 0.95), truth)
		}
		covers(t, "a quantile", hits, claim, 0.001)
	}
}

// Exponential lives with watches spread over a range. The intervals are
// approximate: at this size they cover within 0.004 of the level. That of
// the median is closed and ends on whole days, which adds the chance that a
// limit falls on the very day of the median: up to 0.011.
func TestSurvivalCoverage(t *testing.T) {
	long(t)
	rng := rand.New(rand.NewPCG(3, 1))
	const n, mean, horizon = 400, 100, 250
	early, late, median, restricted := 0, 0, 0, 0
	for range samples {
		l := stats.NewLives(horizon, 1)
		for range n {
			x, watch := mean*rng.ExpFloat64(), 50+(horizon-50)*rng.Float64()
			if x <= watch {
				l.Add(x, watch, 0)
			} else {
				l.Add(watch, watch, -1)
			}
		}
		c := stats.KaplanMeier(l, 0.95)
		early += holds(c.At(30), math.Exp(-0.3))
		late += holds(c.At(150), math.Exp(-1.5))
		median += holds(c.Median(), math.Ceil(mean*math.Ln2))
		// The sum of exp(-day/mean) over the first 120 days.
		restricted += holds(c.RestrictedMean(120), (1-math.Exp(-1.2))/(1-math.Exp(-0.01)))
	}
	covers(t, "survival on day 30", early, 0.95, 0.004)
	covers(t, "survival on day 150", late, 0.95, 0.004)
	covers(t, "the median", median, 0.9555, 0.0055)
	covers(t, "the restricted mean", restricted, 0.95, 0.004)
}

// nominal fails the test unless 0.93 to 0.97 of the intervals of level 0.95
// held the truth. With 4000 tries or more, an interval that covers 0.945 to
// 0.955 fails by chance in at most 2 of 100,000 cases, and one that covers 0.94
// in 4 of 1000.
func nominal(t *testing.T, what string, hits, tries int) {
	t.Helper()
	share := float64(hits) / float64(tries)
	t.Logf("%s: claimed 0.95, covered %.4f of %d", what, share, tries)
	near(t, "coverage of "+what, share, 0.95, 0.02)
}
