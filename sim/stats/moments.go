package stats

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Moments holds the running mean and sum of squares of a quantity, by the
// update of Welford (1962), which does not lose digits when the mean is large
// beside the spread. The zero value is empty and ready.
//
// The result depends, in its last digits, on the order of the values: add
// them in the order of the runs.
type Moments struct {
	n       int
	mean    float64
	squares float64 // sum of squared deviations from the mean
}

// Add takes in one value. It panics unless x is finite: a run in which the
// quantity does not exist is for the caller to leave out, and N says so.
func (m *Moments) Add(x float64) {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		panic(fmt.Sprintf("stats: moment of %v, which is not finite", x))
	}
	m.n++
	gap := x - m.mean
	m.mean += gap / float64(m.n)
	// The conversion keeps machines that fuse x*y+z to the same rounding.
	m.squares += float64(gap * (x - m.mean))
}

// Mean estimates the mean, with the t interval (Student 1908) on n-1 degrees
// of freedom. Its coverage is exact for normal values and approaches level as
// n grows for any with a finite variance. The limits are NaN at n = 1.
func (m *Moments) Mean(level float64) Estimate {
	checkLevel(level)
	e := unknown(m.n)
	if m.n == 0 {
		return e
	}
	e.Value = m.mean
	if m.n == 1 {
		return e
	}
	half := float64(studentQuantile(float64(m.n-1), level) * m.StdErr())
	e.Low, e.High = m.mean-half, m.mean+half
	return e
}

// StdErr returns the standard error of the mean: the standard deviation, of
// divisor n-1, over the square root of n. For values that are one per run it
// is the Monte Carlo standard error of the mean, which more runs make smaller
// (Koehler, Brown & Haneuse 2009). NaN below two values.
func (m *Moments) StdErr() float64 {
	if m.n < 2 {
		return math.NaN()
	}
	return math.Sqrt(m.squares / float64(m.n-1) / float64(m.n))
}

// studentQuantile is the t for which a variate of Student's distribution lies
// within +-t with probability level.
func studentQuantile(freedom, level float64) float64 {
	checkLevel(level)
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: freedom}.Quantile((1 + level) / 2)
}
