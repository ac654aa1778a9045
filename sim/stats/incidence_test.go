package stats_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"backchannel/sim/stats"

	"pgregory.net/rapid"
)

// transplants are the months to relapse (cause 0) or to death in remission
// (cause 1) of 35 patients after a transplant for acute leukaemia, the censored
// apart: Scrucca, Santucci & Aversa (2010), Regression modeling of competing
// risk using R: an in depth guide for clinicians, Bone Marrow Transplantation
// 45, 1388-1395.
func transplants() *stats.Lives {
	l := stats.NewLives(80, 2)
	for _, month := range []float64{1, 3, 4, 4, 3, 3, 8, 0, 12} {
		l.Add(month, math.Inf(1), 0)
	}
	for _, month := range []float64{13, 7, 8, 9, 5, 1, 10, 7, 22, 2, 0, 4, 14, 26, 3} {
		l.Add(month, math.Inf(1), 1)
	}
	for _, month := range []float64{72, 67, 70, 4, 7, 68, 35, 35, 2, 8, 32} {
		l.Add(month, month, -1)
	}
	return l
}

// Incidence and standard errors as survfit of R's survival package 3.5-3
// prints them for these data (Surv(ftime, factor(status)) ~ 1). The incidences
// are those of cuminc of R's cmprsk package too.
func TestAalenJohansenTransplants(t *testing.T) {
	c := stats.AalenJohansen(transplants(), 0.95)
	for _, row := range []struct {
		month                                  int
		relapse, death, relapseErr, deathError float64
	}{
		{0, 0.02857142857, 0.02857142857, 0.02816030745, 0.02816030745},
		{1, 0.05714285714, 0.05714285714, 0.03923466070, 0.03923466070},
		{3, 0.14581280788, 0.11527093596, 0.06030700400, 0.05423957371},
		{4, 0.20492610837, 0.14482758621, 0.06910628593, 0.05994053424},
		{8, 0.23771163638, 0.27050544356, 0.07360519492, 0.07732901125},
		{12, 0.27283898781, 0.34076014642, 0.07809068788, 0.08415192368},
		{26, 0.27283898781, 0.48126955216, 0.07809068788, 0.09001679566},
		{70, 0.27283898781, 0.48126955216, 0.07809068788, 0.09001679566},
	} {
		near(t, "relapse", c.At(0, row.month).Value, row.relapse, 1e-10)
		near(t, "death", c.At(1, row.month).Value, row.death, 1e-10)
		near(t, "standard error of relapse", c.StdErr(0, row.month), row.relapseErr, 1e-10)
		near(t, "standard error of death", c.StdErr(1, row.month), row.deathError, 1e-10)
	}
	if e := c.At(0, 72); e.N != 35 || e != c.At(0, 12) {
		t.Errorf("in the last month watched: %v", e)
	}
	if e := c.At(0, 73); !math.IsNaN(e.Value) || !math.IsNaN(c.StdErr(0, 73)) || e.N != 35 {
		t.Errorf("a month after the last patient was seen: %v", e)
	}
}

// The limits invert the test that they are named for: at each, the distance
// from the estimate on the scale log(-log(1-F)), in standard errors by the
// delta method, is z.
func TestAalenJohansenLimits(t *testing.T) {
	c := stats.AalenJohansen(transplants(), 0.95)
	scale := func(f float64) float64 { return math.Log(-math.Log1p(-f)) }
	for month := range 73 {
		for cause := range 2 {
			e := c.At(cause, month)
			const h = 1e-6
			slope := (scale(e.Value+h) - scale(e.Value-h)) / (2 * h)
			half := 1.959963984540054 * slope * c.StdErr(cause, month)
			near(t, "distance to low", scale(e.Value)-scale(e.Low), half, 1e-6)
			near(t, "distance to high", scale(e.High)-scale(e.Value), half, 1e-6)
		}
	}
}

func TestAalenJohansenEdges(t *testing.T) {
	empty := stats.AalenJohansen(stats.NewLives(5, 2), 0.95)
	for _, e := range []stats.Estimate{empty.At(0, -1), empty.At(1, 0), empty.At(1, 9)} {
		if !math.IsNaN(e.Value) || !math.IsNaN(e.Low) || !math.IsNaN(e.High) || e.N != 0 {
			t.Errorf("of no lives: %v", e)
		}
	}
	l := stats.NewLives(5, 2)
	for range 20 {
		l.Add(2.5, 5, 1)
	}
	c := stats.AalenJohansen(l, 0.95)
	none, all := stats.Wilson(0, 20, 0.95), stats.Wilson(20, 20, 0.95)
	for _, day := range []int{3, 4, 5, 99} { // none is left to end later
		if e := c.At(0, day); e.Value != 0 || e.Low != 0 || e.High != none.High || c.StdErr(0, day) != 0 {
			t.Errorf("day %d, cause 0 never came: %v, want an upper limit of %v", day, e, none.High)
		}
		if e := c.At(1, day); e.Value != 1 || e.Low != all.Low || e.High != 1 || c.StdErr(1, day) != 0 {
			t.Errorf("day %d, all ended of cause 1: %v, want a lower limit of %v", day, e, all.Low)
		}
	}
	if e := c.At(1, -1); e.Value != 0 || e.High != 0 || e.N != 20 || c.StdErr(1, -1) != 0 {
		t.Errorf("before day 0: %v", e)
	}
	for _, cause := range []int{-1, 2} {
		panics(t, "cause", "of 2", func() { c.At(cause, 1) })
		panics(t, "cause", "of 2", func() { c.StdErr(cause, 1) })
	}
	panics(t, "level", "confidence level", func() { stats.AalenJohansen(l, 1) })
}

// The incidences of all causes and the survival of Kaplan-Meier sum to 1, and
// none falls.
func TestAalenJohansenSumsToOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := table(25, 3, someLives.Draw(t, "lives"))
		c, curve := stats.AalenJohansen(l, 0.95), stats.KaplanMeier(l, 0.95)
		for day := -1; day <= 26; day++ {
			sum := curve.At(day).Value
			for cause := range 3 {
				e := c.At(cause, day)
				ordered(t, "incidence", e)
				if before := c.At(cause, day-1).Value; e.Value < before || e.Low < 0 || e.High > 1 {
					t.Fatalf("day %d: %v after %v", day, e, before)
				}
				sum += e.Value
			}
			if known := !math.IsNaN(curve.At(day).Value); known || !math.IsNaN(sum) {
				near(t, "sum", sum, 1, 1e-12)
			}
		}
	})
}

// Of one cause, the incidence is 1 less the survival of Kaplan-Meier, limits
// and all.
func TestAalenJohansenOfOneCause(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lives := someLives.Draw(t, "lives")
		for i := range lives {
			lives[i].cause = min(lives[i].cause, 0)
		}
		l := table(25, 1, lives)
		c, curve := stats.AalenJohansen(l, 0.95), stats.KaplanMeier(l, 0.95)
		for day := range 27 {
			e, s := c.At(0, day), curve.At(day)
			near(t, "value", 1-e.Value, s.Value, 1e-12)
			near(t, "low", 1-e.Low, s.High, 1e-9)
			near(t, "high", 1-e.High, s.Low, 1e-9)
			near(t, "standard error", c.StdErr(0, day), curve.StdErr(day), 1e-9)
		}
	})
}

// The variance by the infinitesimal jackknife (Jaeckel 1972), straight from
// its definition: the sum over lives of the squared change in the estimate per
// unit of weight on that life. Greenwood's variance is known to equal it.
// Lives that shared their day and cause share one derivative.
func TestAalenJohansenVariance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lives := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) life {
			return life{
				life:  float64(rapid.IntRange(0, 12).Draw(t, "day")),
				watch: math.Inf(1),
				cause: rapid.IntRange(-1, 2).Draw(t, "cause"),
			}
		}), 2, 40).Draw(t, "lives")
		c := stats.AalenJohansen(table(12, 3, lives), 0.95)
		weights := make([]float64, len(lives))
		for i := range weights {
			weights[i] = 1
		}
		for cause := range 3 {
			for day := range 13 {
				if math.IsNaN(c.At(cause, day).Value) {
					continue
				}
				variance := 0.0
				for i := range lives {
					const h = 1e-5
					weights[i] = 1 + h
					up := weightedIncidence(lives, weights, cause, day)
					weights[i] = 1 - h
					down := weightedIncidence(lives, weights, cause, day)
					weights[i] = 1
					variance += math.Pow((up-down)/(2*h), 2)
				}
				near(t, "standard error", c.StdErr(cause, day), math.Sqrt(variance), 1e-6)
			}
		}
	})
}

// weightedIncidence is the estimate as its definition has it, of lives that
// count for their weights.
func weightedIncidence(lives []life, weights []float64, cause, day int) float64 {
	survival, incidence := 1.0, 0.0
	for d := range day + 1 {
		risk, ends, ours := 0.0, 0.0, 0.0
		for i, x := range lives {
			if x.life >= float64(d) {
				risk += weights[i]
			}
			if x.life == float64(d) && x.cause >= 0 {
				ends += weights[i]
				if x.cause == cause {
					ours += weights[i]
				}
			}
		}
		if risk > 0 {
			incidence += survival * ours / risk
			survival *= 1 - ends/risk
		}
	}
	return incidence
}

// Two causes with exponential hazards, watched for spans spread over a range.
func TestIncidenceCoverage(t *testing.T) {
	long(t)
	rng := rand.New(rand.NewPCG(31, 1))
	const n, horizon = 300, 250
	const first, second = 1.0 / 150, 1.0 / 400 // hazards per day
	truth := func(hazard, day float64) float64 {
		return hazard / (first + second) * -math.Expm1(-(first+second)*day)
	}
	const tries = 8000
	hits := [4]int{}
	for range tries {
		l := stats.NewLives(horizon, 2)
		for range n {
			a, b := rng.ExpFloat64()/first, rng.ExpFloat64()/second
			watch := 50 + (horizon-50)*rng.Float64()
			switch x := min(a, b); {
			case x > watch:
				l.Add(watch, watch, -1)
			case a < b:
				l.Add(x, watch, 0)
			default:
				l.Add(x, watch, 1)
			}
		}
		c := stats.AalenJohansen(l, 0.95)
		for i, day := range []int{40, 180} {
			hits[2*i] += holds(c.At(0, day), truth(first, float64(day)))
			hits[2*i+1] += holds(c.At(1, day), truth(second, float64(day)))
		}
	}
	for i, what := range []string{"cause 0 by day 40", "cause 1 by day 40", "cause 0 by day 180", "cause 1 by day 180"} {
		nominal(t, what, hits[i], tries)
	}
}
