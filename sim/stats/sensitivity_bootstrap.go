package stats

import (
	"math"
	"math/rand/v2"
)

// termsOfSobol holds, row by row, the terms whose sums give all indices, so that
// a resample is a sum of rows.
type termsOfSobol struct {
	groups int
	rows   [][]float64 // each as the constants below say, then First and Total by group
}

const (
	sumOfValues    = iota // of a and b, centred
	sumOfSquares          // the same, squared
	sumOfVariances        // of a and b
	sumOfGroups           // the first of First; those of Total follow
)

func sobolTerms(rows []SobolRow, groups int) termsOfSobol {
	mean := 0.0
	for _, row := range rows {
		mean += (row.A.Value + row.B.Value) / float64(2*len(rows))
	}
	t := termsOfSobol{groups: groups, rows: make([][]float64, len(rows))}
	for i, row := range rows {
		a, b := row.A.Value-mean, row.B.Value-mean
		terms := make([]float64, sumOfGroups+2*groups)
		terms[sumOfValues] = a + b
		terms[sumOfSquares] = float64(a*a) + float64(b*b)
		terms[sumOfVariances] = row.A.Variance + row.B.Variance
		for g, mixed := range row.AB {
			step := mixed.Value - row.A.Value
			terms[sumOfGroups+g] = b * step
			terms[sumOfGroups+groups+g] = (float64(step*step) - row.stepVariance(g)) / 2
		}
		t.rows[i] = terms
	}
	return t
}

// sums adds up all rows.
func (t termsOfSobol) sums() []float64 {
	sums := make([]float64, sumOfGroups+2*t.groups)
	for _, row := range t.rows {
		for k, x := range row {
			sums[k] += x
		}
	}
	return sums
}

// observed is the variance of the measured values of so many rows, errors
// included; variance is without them.
func (t termsOfSobol) observed(sums []float64, rows int) float64 {
	n := float64(2 * rows)
	return (sums[sumOfSquares] - float64(sums[sumOfValues]*sums[sumOfValues])/n) / (n - 1)
}

func (t termsOfSobol) variance(sums []float64, rows int) float64 {
	return t.observed(sums, rows) - sums[sumOfVariances]/float64(2*rows)
}

// figures puts the share of noise, First and Total by group, and the sum of First,
// of so many rows with these sums into dst. They are NaN where the values vary no more than
// their errors.
func (t termsOfSobol) figures(dst, sums []float64, rows int) {
	dst[0] = shareOf(sums[sumOfVariances]/float64(2*rows), t.observed(sums, rows))
	v := t.variance(sums, rows)
	together := 0.0
	for k, x := range sums[sumOfGroups:] {
		dst[1+k] = shareOf(x/float64(rows), v)
		if k < t.groups {
			together += x
		}
	}
	dst[len(dst)-1] = shareOf(together/float64(rows), v)
}

// shareOf is x/y, and NaN unless y is above 0.
func shareOf(x, y float64) float64 {
	if !(y > 0) {
		return math.NaN()
	}
	return x / y
}

// bootstrap estimates all figures with BCa limits (Efron 1987), from the same
// resamples of rows.
func (t termsOfSobol) bootstrap(p Precision, src rand.Source) []Estimate {
	n, figures := len(t.rows), 2+2*t.groups
	estimates := make([]Estimate, figures)
	for k := range estimates {
		estimates[k] = unknown(n)
	}
	if n < 2 {
		return estimates
	}
	all, one := t.sums(), make([]float64, figures)
	t.figures(one, all, n)
	for k := range estimates {
		estimates[k].Value = one[k]
	}
	without, draws := zeros(figures, n), zeros(figures, p.Resamples)
	sums := make([]float64, len(all))
	for out, row := range t.rows {
		for k := range sums {
			sums[k] = all[k] - row[k]
		}
		t.figures(one, sums, n-1)
		for k, x := range one {
			without[k][out] = x
		}
	}
	rng := rand.New(src)
	for draw := range p.Resamples {
		clear(sums)
		for range n {
			for k, x := range t.rows[rng.IntN(n)] {
				sums[k] += x
			}
		}
		t.figures(one, sums, n)
		for k, x := range one {
			draws[k][draw] = x
		}
	}
	for k := range estimates {
		e := &estimates[k]
		e.Low, e.High = bcaLimits(draws[k], e.Value, acceleration(without[k]), p.Level)
	}
	return estimates
}

// zeros makes so many rows of so many numbers.
func zeros(rows, columns int) [][]float64 {
	t := make([][]float64, rows)
	for i := range t {
		t[i] = make([]float64, columns)
	}
	return t
}
