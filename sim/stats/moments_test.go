package stats_test

import (
	"math"
	"testing"

	"backchannel/sim/stats"

	"gonum.org/v1/gonum/stat"
	"pgregory.net/rapid"
)

// The additional hours of sleep of ten patients: Student (1908), The probable
// error of a mean, Biometrika 6, the difference of the two drugs. The interval
// is the one that R prints in the example of its t.test.
func TestMeanStudentSleep(t *testing.T) {
	var m stats.Moments
	for _, x := range []float64{1.2, 2.4, 1.3, 1.3, 0, 1.0, 1.8, 0.8, 4.6, 1.4} {
		m.Add(x)
	}
	e := m.Mean(0.95)
	near(t, "mean", e.Value, 1.58, 1e-12)
	near(t, "low", e.Low, 0.7001142, 0.5e-7)
	near(t, "high", e.High, 2.4598858, 0.5e-7)
	near(t, "t", e.Value/m.StdErr(), 4.0621, 0.5e-4) // which it prints too
	if e.N != 10 {
		t.Errorf("n = %d, want 10", e.N)
	}
}

func TestMomentsAgreeWithTwoPasses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		offset := rapid.Float64Range(-1e6, 1e6).Draw(t, "offset")
		values := rapid.SliceOfN(rapid.Float64Range(-1, 1), 2, 200).Draw(t, "values")
		var m stats.Moments
		for i := range values {
			values[i] += offset
			m.Add(values[i])
		}
		e := m.Mean(0.95)
		ordered(t, "mean", e)
		mean, sd := stat.MeanStdDev(values, nil)
		near(t, "mean", e.Value, mean, 1e-8)
		near(t, "standard error", m.StdErr(), stat.StdErr(sd, float64(len(values))), 1e-9)
		// The half-width over the standard error is the t quantile: never less
		// than the normal one, and 12.7062 on one degree of freedom.
		if se := stat.StdErr(sd, float64(len(values))); se > 1e-3 {
			ratio := (e.High - e.Low) / 2 / se
			if ratio < 1.9599 || ratio > 12.7063 {
				t.Fatalf("half-width is %v standard errors", ratio)
			}
		}
	})
}

func TestMomentsEdges(t *testing.T) {
	var m stats.Moments
	if e := m.Mean(0.95); !math.IsNaN(e.Value) || e.N != 0 {
		t.Errorf("mean of none: %v", e)
	}
	m.Add(3)
	if e := m.Mean(0.95); e.Value != 3 || !math.IsNaN(e.Low) || !math.IsNaN(e.High) || e.N != 1 || !math.IsNaN(m.StdErr()) {
		t.Errorf("mean of one: %v", e)
	}
	panics(t, "NaN", "not finite", func() { m.Add(math.NaN()) })
	panics(t, "infinity", "not finite", func() { m.Add(math.Inf(-1)) })
	if e := m.Mean(0.95); e.Value != 3 || e.N != 1 {
		t.Errorf("a refused value was counted: %v", e)
	}
	panics(t, "level", "confidence level", func() { m.Mean(95) })
}
