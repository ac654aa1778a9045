package stats

import (
	"fmt"
	"math"
	"slices"
)

// Cases are the cases of one arm, by run: the sum of a quantity over the run's
// cases, and their number or whatever else it is to be divided by, as of
// [Ratio]. A mean over runs has a Bottom of 1 throughout. A run without cases
// has 0 for both.
type Cases struct{ Top, Bottom []float64 }

// PairedRatio compares the ratio of totals, Top to Bottom, of two arms on the
// same random numbers. A and B are the estimates of [Ratio].
//
// The difference is linearised (Cochran 1977): a run moves a ratio R by
// (top - R bottom) over the sum of bottoms, and the variance of the difference
// is the sum over runs of (v - u)² for these influences u and v of a run on both
// arms, each times n/(n-1) for the n runs with cases in its arm. The interval
// is that of Student's t with n-1 degrees of freedom, n the lesser of the two.
// Where all bottoms are 1, it is the t interval of the paired differences. It
// needs some tens of runs, and more where bottoms vary much.
//
// Where every case is a yes or a no (each Top a whole number from 0 to a whole
// Bottom), few of them may differ between the arms, and the variance is then
// often too small. So the limits and P of a difference of shares, but not
// StdErr, take in two cases more that differ, a yes in A alone and one in B alone
// (modelling choice, after what Bonett & Price 2012 do where all bottoms are 1;
// there, [Crosstab] does better).
//
// All is NaN but the arms where an arm has no cases. With fewer than two runs
// with cases in an arm there is a difference but no more. Where all runs agree
// on a difference, as where one arm leads by exactly 5 in each of m runs, the
// spread tells nothing. P is then 2^(1-m), the sign test's, and the limits are
// the value itself if that is below 1 - level, and NaN if not; P of a
// difference of 0 is 1. If all cases of an arm are a yes, or all a no, the limits
// are those of [Difference] for estimates by [Share]. Of arms that are the Same,
// the difference, its limits and its standard error are exactly 0 and P is 1,
// even for one run.
//
// The result depends in its last digits on the order of the runs: feed them in
// their order. It panics if the four slices differ in length, and on what
// Ratio.Add refuses.
func PairedRatio(a, b Cases, level float64) Paired {
	checkLevel(level)
	n := len(a.Top)
	if len(a.Bottom) != n || len(b.Top) != n || len(b.Bottom) != n {
		panic(fmt.Sprintf("stats: paired ratio of %d, %d, %d and %d runs", n, len(a.Bottom), len(b.Top), len(b.Bottom)))
	}
	x, y := a.ratio(), b.ratio()
	if x.n == 0 || y.n == 0 {
		return unknownPair(x.Estimate(level), y.Estimate(level))
	}
	var runs overlap
	for i, bottom := range a.Bottom {
		runs.count(bottom > 0, b.Bottom[i] > 0)
	}
	u, v := a.influence(x), b.influence(y)
	shares := a.yesOrNo() && b.yesOrNo()
	if shares {
		u.more, v.more = x.oneCase(), y.oneCase()
	}
	p := pair(x.Estimate(level), y.Estimate(level), u, v, runs, level)
	if shares {
		p.withoutSpread(a.share(level), b.share(level), 1, level)
	}
	if slices.Equal(a.Top, b.Top) && slices.Equal(a.Bottom, b.Bottom) {
		p.same()
	}
	return p
}

// ratio takes in every run.
func (c Cases) ratio() *Ratio {
	r := new(Ratio)
	for i, top := range c.Top {
		r.Add(top, c.Bottom[i])
	}
	return r
}

// influence is that of every run on the ratio.
func (c Cases) influence(r *Ratio) influence {
	value, n := r.mean/r.per, float64(r.n)
	scale := math.Sqrt(n/max(n-1, 1)) / (n * r.per)
	of := make([]float64, len(c.Top))
	squares := 0.0 // of the terms before one is taken from the other
	for i, top := range c.Top {
		part := float64(value * c.Bottom[i])
		of[i] = (top - part) * scale
		size := (math.Abs(top) + math.Abs(part)) * scale
		squares += float64(size * size)
	}
	return influence{of: of, runs: r.n, noise: relativeNoise * math.Sqrt(squares)}
}

// yesOrNo reports whether tops may count how many of as many cases as bottoms
// say are a yes.
func (c Cases) yesOrNo() bool {
	for i, top := range c.Top {
		bottom := c.Bottom[i]
		if top < 0 || top > bottom || top != math.Trunc(top) || bottom != math.Trunc(bottom) {
			return false
		}
	}
	return true
}

// share is that of the cases that are a yes.
func (c Cases) share(level float64) Estimate {
	var s Share
	for i, top := range c.Top {
		s.Add(int(top), int(c.Bottom[i]))
	}
	return s.Estimate(level)
}

// oneCase is the square of how far one case that turns over moves a share.
func (r *Ratio) oneCase() float64 {
	total := float64(r.n) * r.per
	return 1 / float64(total*total)
}
