package stats

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Paired is a figure of two arms, A and B, that were run on the same random
// numbers: run i of one arm had the luck of run i of the other. What luck does
// to both cancels in the difference, so that its interval is narrower than that
// of [Difference], which takes the arms for independent.
//
// Interval and P are of one test: Difference leaves out 0 just where P is below
// 1 - level.
type Paired struct {
	A, B       Estimate // each arm alone
	Difference Estimate // B - A; N is the number of runs with cases in either arm
	StdErr     float64  // standard error of the difference
	P          float64  // two-sided, of no difference, as if it were the only figure tested: see Holm

	// Correlation is how alike the arms fare, run by run: the correlation of
	// what each run contributes to the figure of one arm with what it
	// contributes to that of the other. Independent arms have 0, but for
	// chance. NaN where the runs of an arm do not differ.
	Correlation float64

	// Equivalent is how many independent runs of each arm would give the same
	// standard error. Over the number of runs played it is the factor by which
	// the pairing has cut the variance: above 1 where Correlation is positive.
	// +Inf where runs differ but the difference is the same in all of them, NaN
	// where runs do not differ.
	Equivalent float64

	// Same says that there are cases and that no run differs between the arms.
	// Of a scenario held against itself that is sure to stay so. Of two
	// scenarios it says only that runs that differ are rare: with 3 in n of
	// them, a sample of n shows none in 5 of 100 cases.
	Same bool
}

// unknownPair is what two arms tell of their difference where it has no value.
func unknownPair(a, b Estimate) Paired {
	nan := math.NaN()
	return Paired{A: a, B: b, Difference: unknown(0), StdErr: nan, P: nan, Correlation: nan, Equivalent: nan}
}

// influence is how far each run moves the figure of one arm. To first order,
// its values sum to the figure's deviation from the truth; here they sum to 0,
// and their squares to the variance of the figure.
type influence struct {
	of    []float64 // by run; 0 where it has no cases
	runs  int       // that have cases
	more  float64   // what one run more that differs adds to the variance for the limits; 0: not allowed for
	noise float64   // bound of what rounding leaves of the root of the sum of squares where that is 0
}

// relativeNoise is how small a root of a sum of squares must be, beside that of
// the terms that were taken from each other, to be put down to rounding
// (modelling choice: some thousand times the error of one operation).
const relativeNoise = 1e-12

// overlap counts the runs with cases in either arm and in both.
type overlap struct{ either, both int }

func (o *overlap) count(inA, inB bool) {
	if inA || inB {
		o.either++
	}
	if inA && inB {
		o.both++
	}
}

// pair makes the Paired of two arms whose figures are known, from the influence
// of every run on them.
//
// The standard error is the root of the sum of squared differences of
// influence, and the interval that of Student's t with one degree of freedom
// less than there are runs with cases in the arm that has fewer, after one run
// more of what each arm's influence has for that. Where all runs
// agree on the difference there is no spread to judge it by, and the sign test
// stands in: if the sign of a run's difference were the toss of a coin, all of m
// runs would agree with probability 2^(1-m).
func pair(a, b Estimate, u, v influence, runs overlap, level float64) Paired {
	p := unknownPair(a, b)
	p.Difference.N = runs.either
	p.Difference.Value = b.Value - a.Value
	value, fewest := p.Difference.Value, min(u.runs, v.runs)
	if fewest < 2 {
		return p
	}
	if variance := p.weigh(u, v); variance > 0 {
		p.StdErr = math.Sqrt(variance)
		cautious := math.Sqrt(variance + (u.more + v.more))
		half := float64(studentQuantile(float64(fewest-1), level) * cautious)
		p.Difference.Low, p.Difference.High = value-half, value+half
		p.P = studentTails(value/cautious, fewest-1)
		return p
	}
	agree := min(1, math.Exp2(float64(1-runs.both)))
	p.StdErr, p.P = 0, agree
	if value == 0 {
		p.P = 1
	}
	if agree < 1-level {
		p.Difference.Low, p.Difference.High = value, value
	}
	return p
}

// weigh sets how much the pairing is worth and returns the variance of the
// difference.
func (p *Paired) weigh(u, v influence) float64 {
	var uu, vv, uv, gaps float64
	for i, x := range u.of {
		y := v.of[i]
		uu += float64(x * x)
		vv += float64(y * y)
		uv += float64(x * y)
		gaps += float64((y - x) * (y - x))
	}
	uu, vv = unlessNoise(uu, u.noise), unlessNoise(vv, v.noise)
	gaps = unlessNoise(gaps, u.noise+v.noise)
	if uu > 0 && vv > 0 {
		p.Correlation = max(-1, min(uv/math.Sqrt(uu)/math.Sqrt(vv), 1))
	}
	p.Equivalent = float64(len(u.of)) * (uu + vv) / gaps // 0/0 where runs do not differ
	return gaps
}

// withoutSpread gives a difference of figures from 0 to most its limits where
// the runs of each arm are all alike, as where all deals stand: those of
// Difference, which take the arms for independent and err on the wide side. It
// leaves those that the sign test has not enough runs for. Any limits are cut to
// what the figures can be.
func (p *Paired) withoutSpread(a, b Estimate, most, level float64) {
	d := &p.Difference
	if p.StdErr == 0 && (d.Value == 0 || p.P < 1-level) {
		apart := Difference(b, a)
		d.Low, d.High = apart.Low, apart.High
	}
	d.Low, d.High = max(d.Low, -most), min(d.High, most) // NaN stays
}

// same makes the Paired of two arms that do not differ in any run.
func (p *Paired) same() {
	p.Difference.Value, p.Difference.Low, p.Difference.High = 0, 0, 0
	p.StdErr, p.P, p.Same = 0, 1, true
}

func unlessNoise(squares, noise float64) float64 {
	if math.Sqrt(squares) <= noise {
		return 0
	}
	return squares
}

// studentTails is the probability that a variate of Student's distribution lies
// as far from 0 as t, on either side.
func studentTails(t float64, freedom int) float64 {
	return 2 * distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(freedom)}.CDF(-math.Abs(t))
}
