package stats

import (
	"fmt"
	"math"
	"math/bits"
	"math/rand/v2"
)

// Measured is the value of a model at one point of its inputs, and the variance
// of the error of that value. Of a mean over independent runs the variance is
// the square of its standard error, as by [Moments]; of a model without chance
// it is 0.
//
// Errors must be independent between rows or walks: runs of their own in each.
// Where all share their luck, pass 0: what is estimated is then the sensitivity
// of the mean over just those runs.
type Measured struct{ Value, Variance float64 }

// SobolRow is what the model gave for one row of the design of Saltelli et al.
// (2010): at the points A and B, and by group of inputs at A with that group
// taken from B. The error of B must be independent of the others; those of A and
// AB may share their luck, which then cancels in the step from one to the other.
type SobolRow struct {
	A, B Measured
	AB   []Measured
	// StepVariance is the variance of the error of AB less A, by group. Nil: the
	// sum of the variances of both, as of independent errors.
	StepVariance []float64
}

// stepVariance is that of a group.
func (r *SobolRow) stepVariance(group int) float64 {
	if r.StepVariance != nil {
		return r.StepVariance[group]
	}
	return r.A.Variance + r.AB[group].Variance
}

// Precision says how intervals are made and when a figure is good enough.
type Precision struct {
	Level     float64 // of confidence, as Level95
	Resamples int     // of the bootstrap; 2000 or more for Level95
	Width     float64 // of the interval, at most: 0.05 for Sarrazin, Pianosi & Wagener (2016)
}

// SobolIndex is the share of a variance, from 0 to 1, and how much is missing.
type SobolIndex struct {
	Share Estimate
	More  int // rows that it takes more, at least; 0 where the share has converged
}

// SobolIndices are shares of the variance of a model's value over its uncertain
// inputs (Sobol 1993), chance within a point left out. N of each estimate is the
// number of rows.
type SobolIndices struct {
	First []SobolIndex // by group: what would go, were the group known
	Total []SobolIndex // by group: what would stay, were all else known
	// Together is the sum of First over the groups, as estimated: neither it nor what
	// it is a sum of is cut to [0,1].
	Together Estimate
	Noise    Estimate // share of the variance of the measured values that is chance
	StdDev   float64  // of the model's value over the inputs, without chance
}

// Sobol estimates the first-order index of each group of inputs by estimator (b)
// of Saltelli et al. (2010), and the total index by that of Jansen (1999). With a
// and b the values at A and B, c_g that at A with group g from B, and m the mean
// of all a and b,
//
//	V       = var(a, b) - mean of the variances of a and b
//	S_g  V  = mean of (b - m)(c_g - a)
//	ST_g V  = mean of ((c_g - a)² - the variance of the error of c_g - a) / 2
//
// As the error of b is independent of that of a and c_g, errors add their
// variance to var(a, b) and to (c_g - a)² and nothing to the product; it is
// subtracted, so that all three are unbiased however few runs each value is a
// mean over. Where a and c_g share their luck, less of it is left in both
// indices. Centring by m leaves the expectation as it is and makes the error
// smaller.
//
// Limits are from the BCa bootstrap of rows (Efron 1987). Rows of a Sobol sequence
// are resampled as if they were independent, which errs on the wide side.
//
// An index has converged when its interval is at most as wide as p.Width
// (Sarrazin, Pianosi & Wagener 2016). If it has not, More is the number of rows
// missing to the power of two at which an interval that shrinks with the root
// of the number of rows would be as narrow, and at least to the next one; so it is
// where the resamples tell no limits. The truth lies in [0,1], and an index outside
// it says only that rows are too few: limits are cut to [0,1]; an interval that
// lies wholly outside keeps its width and is moved to the edge; a value outside
// is moved to the edge if the index has converged, and else is NaN (modelling
// choices). A group that changed the value in no row has 0 for share and limits,
// and has converged.
//
// All shares are NaN where the values vary no more than their errors. It panics
// unless every row has as many groups, and if a value is not finite, or there are
// too few resamples for the level, or the width is not above 0. The time is
// that of rows * groups * resamples additions.
func Sobol(rows []SobolRow, p Precision, src rand.Source) SobolIndices {
	checkLevel(p.Level)
	checkBootstrap(len(rows), p.Resamples, p.Level)
	if !(p.Width > 0) {
		panic(fmt.Sprintf("stats: interval of width %v is not above 0", p.Width))
	}
	groups := checkRows(rows)
	terms := sobolTerms(rows, groups)
	estimates := terms.bootstrap(p, src)
	s := SobolIndices{Together: estimates[len(estimates)-1], Noise: estimates[0], StdDev: math.Sqrt(terms.variance(terms.sums(), len(rows)))}
	for g := range groups {
		if inert(rows, g) {
			for _, k := range []int{1 + g, 1 + groups + g} {
				// Without a value there is no variance to have a share of.
				none := min(math.Abs(estimates[k].Value), 0)
				estimates[k] = Estimate{Value: none, Low: none, High: none, N: len(rows)}
			}
		}
		s.First = append(s.First, sobolIndex(estimates[1+g], p.Width))
		s.Total = append(s.Total, sobolIndex(estimates[1+groups+g], p.Width))
	}
	return s
}

// inert reports whether moving the group never changed the value.
func inert(rows []SobolRow, group int) bool {
	for _, row := range rows {
		if row.AB[group].Value != row.A.Value {
			return false
		}
	}
	return true
}

// checkRows panics unless all rows have as many groups and finite values, and
// returns how many.
func checkRows(rows []SobolRow) int {
	if len(rows) == 0 {
		return 0
	}
	groups := len(rows[0].AB)
	for i, row := range rows {
		if len(row.AB) != groups {
			panic(fmt.Sprintf("stats: row %d has %d groups, and row 0 has %d", i, len(row.AB), groups))
		}
		checkMeasured(row.A, row.B)
		checkMeasured(row.AB...)
		checkSteps(row.StepVariance, groups)
	}
	return groups
}

func checkMeasured(values ...Measured) {
	for _, v := range values {
		if math.IsNaN(v.Value) || math.IsInf(v.Value, 0) || !(v.Variance >= 0) || math.IsInf(v.Variance, 0) {
			panic(fmt.Sprintf("stats: measured %v with variance %v", v.Value, v.Variance))
		}
	}
}

// checkSteps panics unless there are no variances of steps or one for each.
func checkSteps(variances []float64, steps int) {
	if variances != nil && len(variances) != steps {
		panic(fmt.Sprintf("stats: variances of %d steps, and there are %d", len(variances), steps))
	}
	for _, v := range variances {
		checkMeasured(Measured{Variance: v})
	}
}

// sobolIndex applies the rule of convergence.
func sobolIndex(e Estimate, width float64) SobolIndex {
	has := e.High - e.Low
	i := SobolIndex{Share: e}
	if !(has <= width) {
		i.More = rowsMissing(e.N, has/width)
		if !(e.Value >= 0 && e.Value <= 1) {
			i.Share.Value = math.NaN()
		}
	}
	i.Share.Value = clip(i.Share.Value)
	switch {
	case e.High < 0:
		i.Share.Low, i.Share.High = 0, clip(has)
	case e.Low > 1:
		i.Share.Low, i.Share.High = clip(1-has), 1
	default:
		i.Share.Low, i.Share.High = clip(e.Low), clip(e.High)
	}
	return i
}

// clip moves x to the nearest number of [0,1]; NaN stays.
func clip(x float64) float64 { return max(0, min(1, x)) }

// rowsMissing is how many rows n is short of the power of two at which an
// interval that is so many times too wide is narrow enough.
func rowsMissing(n int, times float64) int {
	needed := n + 1
	// A factor beyond 2^20 rows for one tells only that n is far too few.
	if times > 1 {
		needed = max(needed, int(math.Ceil(float64(n)*min(times*times, 1<<20))))
	}
	return 1<<bits.Len(uint(needed-1)) - n
}
