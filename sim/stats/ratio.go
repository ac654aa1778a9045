package stats

import (
	"fmt"
	"math"
)

// Ratio estimates a ratio of totals over all runs, such as the mean life of
// all deals of all runs: the total of their lives over their number. The deals
// of a run share its luck and are not independent; the runs are. So the
// interval takes the run for its unit, and one run of a hundred deals for one
// observation. The zero value is empty and ready.
//
// Like that of [Moments], the result depends in its last digits on the order
// of the runs. For a ratio of counts, which merge exactly, use [Share].
type Ratio struct {
	n            int // runs
	mean, per    float64
	squares      float64 // sums of squared deviations from the means: of the part,
	perSquares   float64 // of the whole,
	crossProduct float64 // and of both
}

// Add takes in one run: the sum of a quantity over the run's cases, and what
// it is to be divided by, such as their number. A run without cases (whole 0)
// tells nothing of the ratio and is left out. It panics unless both are finite,
// whole is not negative, and part is 0 where whole is.
func (r *Ratio) Add(part, whole float64) {
	if !(whole >= 0) || math.IsInf(whole, 1) || math.IsNaN(part) || math.IsInf(part, 0) || whole == 0 && part != 0 {
		panic(fmt.Sprintf("stats: ratio of %v to %v", part, whole))
	}
	if whole == 0 {
		return
	}
	r.n++
	gap, perGap := part-r.mean, whole-r.per
	r.mean += gap / float64(r.n)
	r.per += perGap / float64(r.n)
	r.squares += float64(gap * (part - r.mean))
	r.perSquares += float64(perGap * (whole - r.per))
	r.crossProduct += float64(gap * (whole - r.per))
}

// Estimate estimates the ratio, with the interval of its linearisation on
// Student's t with one degree of freedom less than there are runs (Cochran
// 1977: the variance of the sum of part - ratio whole). N is the number of runs
// that had cases. The limits are NaN at one run. It needs some tens of runs, and
// more where whole varies much.
func (r *Ratio) Estimate(level float64) Estimate {
	checkLevel(level)
	e := unknown(r.n)
	if r.n == 0 {
		return e
	}
	e.Value = r.mean / r.per
	if r.n > 1 {
		half := float64(studentQuantile(float64(r.n-1), level) * r.StdErr())
		e.Low, e.High = e.Value-half, e.Value+half
	}
	return e
}

// StdErr returns the standard error of the ratio, by linearisation. NaN below
// two runs.
func (r *Ratio) StdErr() float64 {
	if r.n < 2 {
		return math.NaN()
	}
	ratio := r.mean / r.per
	residual := r.squares - float64(2*ratio*r.crossProduct) + float64(ratio*ratio*r.perSquares)
	n := float64(r.n)
	return math.Sqrt(max(residual, 0)/(n-1)/n) / r.per
}
