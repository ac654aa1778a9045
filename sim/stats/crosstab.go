package stats

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Crosstab counts runs by whether something happened in them, in two arms on
// the same random numbers. It merges by adding the counts.
type Crosstab struct{ Both, OnlyA, OnlyB, Neither int }

// CrosstabOf counts cases that are one yes (Top 1) or one no (Top 0) in every
// run of both arms (Bottom 1). If they are not, it reports false.
func CrosstabOf(a, b Cases) (Crosstab, bool) {
	var c Crosstab
	if len(a.Top) != len(b.Top) || len(a.Bottom) != len(a.Top) || len(b.Bottom) != len(b.Top) {
		return Crosstab{}, false
	}
	for i, x := range a.Top {
		y := b.Top[i]
		if a.Bottom[i] != 1 || b.Bottom[i] != 1 || x != 0 && x != 1 || y != 0 && y != 1 {
			return Crosstab{}, false
		}
		c.Add(x == 1, y == 1)
	}
	return c, true
}

// Add takes in one run: whether it happened in arm A and in arm B.
func (c *Crosstab) Add(a, b bool) {
	switch {
	case a && b:
		c.Both++
	case a:
		c.OnlyA++
	case b:
		c.OnlyB++
	default:
		c.Neither++
	}
}

// N returns the number of runs.
func (c Crosstab) N() int { return c.Both + c.OnlyA + c.OnlyB + c.Neither }

// Paired compares the two shares. A and B are those of [Wilson]. StdErr,
// Correlation and Equivalent are those of [PairedRatio].
//
// The limits of the difference are the score limits of Tango (1998): the
// differences that the score test does not reject at 1 - level. They stay
// within [-1,1], and are of use however few runs differ between the arms, where
// the interval of PairedRatio is not: if 3 of 1000 runs differ, all in one
// direction, or none. P is that of the same test for a difference of 0, which
// is McNemar's (1947) without continuity correction, so that it never
// contradicts the interval. From 25 runs on, fewer than 0.055 of its tests at
// 0.05 are false alarms, whatever the truth, and it finds as much as the test of
// MidP or more, and more than that of ExactP (Fagerland, Lydersen & Laake 2013).
//
// Where no run differs P is 1 and Same is true, but the limits are not 0: they
// are those of two scenarios that have not yet been seen to differ,
// ±z²/(n + z²). Of a scenario held against itself the difference is 0, and the
// caller, who knows, should say so.
//
// All is NaN of no runs. It panics if a count is negative.
func (c Crosstab) Paired(level float64) Paired {
	z := normalQuantile(level)
	c.check()
	n := c.N()
	p := unknownPair(Wilson(c.Both+c.OnlyA, n, level), Wilson(c.Both+c.OnlyB, n, level))
	if n == 0 {
		return p
	}
	differ := float64(c.OnlyA + c.OnlyB)
	lead := float64(c.OnlyB - c.OnlyA)
	runs := float64(n)
	p.Difference = Estimate{Value: lead / runs, N: n}
	p.Difference.Low, p.Difference.High = -tangoHigh(c.OnlyA, c.OnlyB, n, z), tangoHigh(c.OnlyB, c.OnlyA, n, z)
	if n > 1 {
		p.StdErr = math.Sqrt((differ - float64(lead*lead)/runs) / runs / (runs - 1))
	}
	p.P, p.Same = 1, differ == 0
	if differ > 0 {
		p.P = math.Erfc(math.Abs(lead) / math.Sqrt(2*differ))
	}
	c.weigh(&p)
	return p
}

// weigh sets how much the pairing is worth, from the counts: n² times the
// variance of a yes in A and in B, and their covariance.
func (c Crosstab) weigh(p *Paired) {
	n, a, b := float64(c.N()), float64(c.Both+c.OnlyA), float64(c.Both+c.OnlyB)
	varA, varB := float64(a*(n-a)), float64(b*(n-b))
	cov := float64(float64(c.Both)*float64(c.Neither)) - float64(float64(c.OnlyA)*float64(c.OnlyB))
	if varA > 0 && varB > 0 {
		p.Correlation = cov / math.Sqrt(varA) / math.Sqrt(varB)
	}
	p.Equivalent = n * (varA + varB) / (varA + varB - float64(2*cov)) // 0/0 where runs do not differ
}

// ExactP is McNemar's test in its exact conditional form: if the runs that
// differ did so either way with the same probability, how probable would a lead
// be that is as great, on either side. False alarms never exceed the level, and
// stay far below it if few runs differ. 1 where none does.
func (c Crosstab) ExactP() float64 {
	c.check()
	atMost, _ := c.lesser()
	return min(1, 2*atMost)
}

// MidP is ExactP with only half of the probability of the lead that was seen
// (Fagerland, Lydersen & Laake 2013): its false alarms keep closer to the
// level than those of ExactP, and go above it by little. 1 where no run differs.
func (c Crosstab) MidP() float64 {
	c.check()
	if c.OnlyA+c.OnlyB == 0 {
		return 1
	}
	atMost, just := c.lesser()
	if c.OnlyA == c.OnlyB {
		return 1 - just/2
	}
	return 2*atMost - just
}

// lesser is the probability that the lesser of the two discordant counts is at
// most what it is, on one given side, and that it is just that.
func (c Crosstab) lesser() (atMost, just float64) {
	coin := distuv.Binomial{N: float64(c.OnlyA + c.OnlyB), P: 0.5}
	k := float64(min(c.OnlyA, c.OnlyB))
	return coin.CDF(k), coin.Prob(k)
}

func (c Crosstab) check() {
	if min(c.Both, c.OnlyA, c.OnlyB, c.Neither) < 0 {
		panic(fmt.Sprintf("stats: counts of runs %+v", c))
	}
}

// tangoHigh is the upper limit of Tango (1998) for the difference of two paired
// proportions, of which more runs out of n speak for a difference and less
// against it.
func tangoHigh(more, less, n int, z float64) float64 {
	runs, lead := float64(n), float64(more-less)
	low, high := lead/runs, 1.0
	for {
		mid := low + (high-low)/2
		if mid <= low || mid >= high {
			return high
		}
		// The score test of the difference mid rejects it when the lead falls
		// short of n mid by more than z standard errors.
		variance := runs * (2*tangoLess(more, less, n, mid) + float64(mid*(1-mid)))
		if float64(runs*mid)-lead < z*math.Sqrt(variance) {
			low = mid
		} else {
			high = mid
		}
	}
}

// tangoLess is the maximum-likelihood estimate of the probability of a run that
// speaks against the difference, if the difference is d.
func tangoLess(more, less, n int, d float64) float64 {
	m, l := float64(more), float64(less)
	b := float64((float64(2*n)-m+l)*d) - m - l
	c := -float64(l * d * (1 - d))
	root := math.Sqrt(float64(b*b) - float64(float64(8*n)*c))
	// The greater root of 2n q² + b q + c, in the form that loses no digits.
	if b < 0 {
		return (root - b) / float64(4*n)
	}
	if root+b == 0 {
		return 0
	}
	return -2 * c / (root + b)
}
