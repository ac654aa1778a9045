package stats_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"backchannel/sim/stats"

	"pgregory.net/rapid"
)

// Of as many proportions or Poisson counts as will do for Student's t to be
// normal, the limits are Wilson's, and those of the score test of a Poisson
// mean: x + z²/2 ± z sqrt(x + z²/4).
func TestScoreIntervalsInClosedForm(t *testing.T) {
	const n, many = 50, math.MaxInt32
	p := 4.0 / n
	e, w := stats.BoundedMean(p, math.Sqrt(p*(1-p)/n), many, n, 0.95), stats.Wilson(4, n, 0.95)
	near(t, "low", e.Low, w.Low, 1e-7)
	near(t, "high", e.High, w.High, 1e-7)
	const x, z = 9, 1.959963984540054
	c := stats.CountMean(x, 3, many, 1, 0.95)
	near(t, "low", c.Low, x+z*z/2-z*math.Sqrt(x+z*z/4), 1e-5)
	near(t, "high", c.High, x+z*z/2+z*math.Sqrt(x+z*z/4), 1e-5)
}

// The limits solve the equations that define them, hold the value and stay
// where the values are.
func TestScoreIntervalsSolveTheirEquations(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.Float64Range(0.001, 0.999).Draw(t, "value")
		se := rapid.Float64Range(0.0001, 1).Draw(t, "standard error")
		const freedom, student = 10, 2.2281388519649385 // Student's table: 2.228
		b, c := stats.BoundedMean(value, se, freedom, 11, 0.95), stats.CountMean(value, se, freedom, 11, 0.95)
		ordered(t, "bounded mean", b)
		ordered(t, "mean of counts", c)
		for _, x := range []float64{b.Low, b.High} {
			near(t, "bounded mean", math.Pow(x-value, 2), math.Pow(student*se, 2)*x*(1-x)/(value*(1-value)), 1e-7)
		}
		for _, x := range []float64{c.Low, c.High} {
			near(t, "mean of counts", math.Pow(x-value, 2)/(1+x*x), math.Pow(student*se, 2)*x/value/(1+x*x), 1e-7)
		}
		if b.Low < 0 || b.High > 1 || c.Low < 0 {
			t.Fatalf("%v, %v", b, c)
		}
	})
}

func TestScoreIntervalsEdges(t *testing.T) {
	for _, e := range []stats.Estimate{
		stats.BoundedMean(0, 0, 10, 11, 0.95), stats.BoundedMean(1, 0, 10, 11, 0.95), stats.BoundedMean(0.5, 0, 10, 11, 0.95),
		stats.BoundedMean(0.5, math.NaN(), 10, 11, 0.95), stats.BoundedMean(0.5, 0.1, 0, 1, 0.95), stats.BoundedMean(-0.1, 0.1, 10, 11, 0.95),
		stats.CountMean(0, 0, 10, 11, 0.95), stats.CountMean(3, 0, 10, 11, 0.95), stats.CountMean(math.NaN(), math.NaN(), 10, 0, 0.95),
	} {
		if !math.IsNaN(e.Low) || !math.IsNaN(e.High) {
			t.Errorf("%+v", e)
		}
	}
	panics(t, "level", "confidence level", func() { stats.BoundedMean(0.5, 0.1, 10, 11, 1) })
	panics(t, "level", "confidence level", func() { stats.CountMean(0.5, 0.1, 10, 11, 0) })
}

// Means of 300 values of which few are not 0: counts of mean 0.02, and values of
// 0 or, in one of 40, between 0 and 1. Student's interval covers less.
func TestScoreCoverage(t *testing.T) {
	long(t)
	rng := rand.New(rand.NewPCG(71, 1))
	counts, values, plainCounts, plainValues := 0, 0, 0, 0
	for range samples {
		var c, v stats.Moments
		for range 300 {
			events, value := 0.0, 0.0
			for rng.Float64() < 0.02/1.02 { // geometric, of mean 0.02
				events++
			}
			if rng.IntN(40) == 0 {
				value = rng.Float64()
			}
			c.Add(events)
			v.Add(value)
		}
		ce, ve := c.Mean(0.95), v.Mean(0.95)
		counts += holds(stats.CountMean(ce.Value, c.StdErr(), 299, 300, 0.95), 0.02)
		values += holds(stats.BoundedMean(ve.Value, v.StdErr(), 299, 300, 0.95), 0.5/40)
		plainCounts += holds(ce, 0.02)
		plainValues += holds(ve, 0.5/40)
	}
	t.Logf("counts %d (Student's %d), values %d (Student's %d)", counts, plainCounts, values, plainValues)
	nominal(t, "a mean of rare counts", counts, samples)
	nominal(t, "a mean of rare values", values, samples)
	if share := float64(max(plainCounts, plainValues)) / samples; share > 0.93 {
		t.Errorf("Student's interval covers %v: nothing is rare here", share)
	}
}
