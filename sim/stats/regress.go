package stats

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"
)

// Regression is a linear fit of a model's value to its inputs, each scaled to
// mean 0 and standard deviation 1.
type Regression struct {
	// Coefficients says, by input, how many standard deviations the value moves
	// with one of the input. If the inputs are not correlated, their squares add
	// up to R2.
	Coefficients []Estimate
	// R2 is the share of the variance of the values that the fit explains.
	// Coefficients rank the inputs if it is great: from 0.7 on, by a usual rule
	// of thumb (Saltelli et al. 2006). If it is not, the model is not linear or
	// chance prevails, and they say little.
	R2 float64
}

// Standardized fits values to inputs by least squares: x holds the inputs point
// by point, y the values. Limits are those of the classical linear model with
// Student's quantile on n - inputs - 1 degrees of freedom, the standard deviations
// taken as known. All is NaN if the values are all the same.
//
// It is an error if there are fewer than inputs + 2 points, an input is the same
// at all points, or inputs depend linearly on each other. It panics if x and y
// differ in length, points have different numbers of inputs, or a number is not
// finite.
func Standardized(x [][]float64, y []float64, level float64) (Regression, error) {
	checkLevel(level)
	columns := columnsOf(x, y)
	return regress(columns, y, level)
}

// RankStandardized is [Standardized] on the ranks of inputs and values, equal
// ones having the mean of their ranks: for a model that rises or falls with its
// inputs, but not linearly (Iman & Conover 1979).
func RankStandardized(x [][]float64, y []float64, level float64) (Regression, error) {
	checkLevel(level)
	columns := columnsOf(x, y)
	for j, column := range columns {
		columns[j] = ranks(column)
	}
	return regress(columns, ranks(y), level)
}

// columnsOf turns points into inputs.
func columnsOf(x [][]float64, y []float64) [][]float64 {
	if len(x) != len(y) {
		panic(fmt.Sprintf("stats: regression of %d values on %d points", len(y), len(x)))
	}
	if len(x) == 0 {
		return nil
	}
	columns := zeros(len(x[0]), len(x))
	for i, point := range x {
		if len(point) != len(columns) {
			panic(fmt.Sprintf("stats: point %d has %d inputs, and point 0 has %d", i, len(point), len(columns)))
		}
		checkMeasured(Measured{Value: y[i]})
		for j, v := range point {
			checkMeasured(Measured{Value: v})
			columns[j][i] = v
		}
	}
	return columns
}

// collinear is the condition number of the scaled inputs above which they count
// as dependent: beyond it fewer than three digits of a coefficient are left.
const collinear = 1e12

func regress(columns [][]float64, y []float64, level float64) (Regression, error) {
	n, d := len(y), len(columns)
	if n < d+2 {
		return Regression{}, fmt.Errorf("a regression on %d inputs needs %d points or more, and there are %d", d, d+2, n)
	}
	a := mat.NewDense(n, max(d, 1), nil)
	for j, column := range columns {
		scaled, sd := scale(column)
		if sd == 0 {
			return Regression{}, fmt.Errorf("input %d is %v at all points; leave it out", j+1, column[0])
		}
		a.SetCol(j, scaled)
	}
	values, sd := scale(y)
	r := Regression{Coefficients: make([]Estimate, d), R2: math.NaN()}
	for j := range r.Coefficients {
		r.Coefficients[j] = unknown(n)
	}
	if sd == 0 || d == 0 {
		return r, nil
	}
	return r, r.fit(a, values, level)
}

// fit fills in the coefficients of scaled inputs for scaled values.
func (r *Regression) fit(a *mat.Dense, values []float64, level float64) error {
	n, d := a.Dims()
	var qr mat.QR
	qr.Factorize(a)
	if qr.Cond() > collinear {
		return fmt.Errorf("the %d inputs depend linearly on each other over the %d points; vary them independently", d, n)
	}
	var b, fitted, gram mat.Dense
	if err := qr.SolveTo(&b, false, mat.NewDense(n, 1, values)); err != nil {
		return fmt.Errorf("regression on %d inputs: %w", d, err)
	}
	fitted.Mul(a, &b)
	residual := 0.0
	for i, v := range values {
		gap := v - fitted.At(i, 0)
		residual += float64(gap * gap)
	}
	r.R2 = 1 - residual/float64(n-1) // the scaled values have n-1 for sum of squares
	gram.Mul(a.T(), a)
	if err := gram.Inverse(&gram); err != nil {
		return fmt.Errorf("regression on %d inputs: %w", d, err)
	}
	freedom := n - d - 1
	t := studentQuantile(float64(freedom), level)
	for j := range r.Coefficients {
		e := &r.Coefficients[j]
		half := t * math.Sqrt(residual/float64(freedom)*gram.At(j, j))
		e.Value = b.At(j, 0)
		e.Low, e.High = e.Value-half, e.Value+half
	}
	return nil
}

// scale returns the values moved to mean 0 and stretched to standard deviation
// 1, and the standard deviation they had. 0 says that all are the same.
func scale(values []float64) (scaled []float64, sd float64) {
	if len(values) == 0 || floats.Max(values) == floats.Min(values) {
		return values, 0
	}
	mean, sd := stat.MeanStdDev(values, nil)
	scaled = make([]float64, len(values))
	for i, v := range values {
		scaled[i] = (v - mean) / sd
	}
	return scaled, sd
}

// ranks returns the rank of each value, from 1, equal ones having the mean.
func ranks(values []float64) []float64 {
	sorted, order := append([]float64(nil), values...), make([]int, len(values))
	floats.Argsort(sorted, order)
	r := make([]float64, len(values))
	for from := 0; from < len(sorted); {
		to := from
		for to < len(sorted) && sorted[to] == sorted[from] {
			to++
		}
		for _, i := range order[from:to] {
			r[i] = float64(from+1+to) / 2
		}
		from = to
	}
	return r
}
