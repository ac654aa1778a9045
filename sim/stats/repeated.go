package stats

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/integrate/quad"
	"gonum.org/v1/gonum/stat/distuv"
)

// Pocock returns the confidence level that each of several looks at a growing
// sample must have so that all of their intervals hold the truth together with
// probability level: the repeated confidence intervals of Jennison & Turnbull
// (1989), with the same critical value at every look (Pocock 1977). Whoever
// stops at one of these looks, for whatever reason, may then report its interval
// at the given level.
//
// sizes are the samples of all looks that may be taken, in ascending order, from
// 1 up. The critical value c is that for which
//
//	P(|Z_1| <= c, ..., |Z_K| <= c) = level
//
// where the Z are standard normal, each the standardised error of an estimate,
// with correlations sqrt(n_j/n_k) for j < k; what is returned is P(|Z| <= c). It
// rests on the estimate being about normal and on its information being
// proportional to the size: so it is, in large samples, for means over
// independent runs, shares, quantiles and survival, whose errors are sums over
// runs. The looks may be fewer than planned, which errs on the wide side, but
// not others.
//
// It panics if there are no sizes or they are not in ascending order. Ten looks,
// each at half as many again as the one before, take some milliseconds; it
// takes the longer the closer two looks are to each other.
func Pocock(sizes []int, level float64) float64 {
	checkLevel(level)
	checkSizes(sizes)
	if len(sizes) == 1 {
		return level
	}
	// The secant method, kept between no correction and that of Bonferroni.
	low, high := normalQuantile(level), normalQuantile(1-(1-level)/float64(len(sizes)))
	c, last := high, low
	miss, missed := staysWithin(sizes, c)-level, staysWithin(sizes, last)-level
	for math.Abs(c-last) > 1e-10 && miss != missed {
		next := c - miss*(c-last)/(miss-missed)
		last, missed = c, miss
		c = min(max(next, low), high)
		miss = staysWithin(sizes, c) - level
	}
	return math.Erf(c / math.Sqrt2)
}

func checkSizes(sizes []int) {
	if len(sizes) == 0 {
		panic("stats: no looks are planned")
	}
	for i, n := range sizes {
		if n < 1 || i > 0 && n <= sizes[i-1] {
			panic(fmt.Sprintf("stats: looks at samples of %v, which do not ascend from 1", sizes))
		}
	}
}

// staysWithin is the probability that the standardised error is within ±c at
// every look, by the recursive integration of Armitage, McPherson & Rowe (1969):
// the density of Z at a look and of having stayed within ±c before is the
// integral over ±c of that of the look before, times the normal density of Z
// given what it was then, of mean sqrt(r) times that and variance 1-r for
// r = n_{k-1}/n_k.
func staysWithin(sizes []int, c float64) float64 {
	x, w := nodes(sizes, c)
	density := make([]float64, len(x))
	for i := range x {
		density[i] = distuv.UnitNormal.Prob(x[i])
	}
	next := make([]float64, len(x))
	for k := 1; k < len(sizes); k++ {
		r := float64(sizes[k-1]) / float64(sizes[k])
		step := distuv.Normal{Mu: 0, Sigma: math.Sqrt(1 - r)}
		for i := range x {
			next[i] = 0
			for j := first(x, (x[i]-10*step.Sigma)/math.Sqrt(r)); j < len(x); j++ {
				gap := x[i] - float64(math.Sqrt(r)*x[j])
				if gap < -10*step.Sigma {
					break // beyond 10 standard deviations there is nothing to add
				}
				next[i] += float64(w[j] * density[j] * step.Prob(gap))
			}
		}
		density, next = next, density
	}
	var total float64
	for i := range x {
		total += float64(w[i] * density[i])
	}
	return total
}

// first is the index of the first of ascending places from which on they are
// at least least.
func first(x []float64, least float64) int {
	i, _ := slices.BinarySearch(x, least)
	return i
}

// nodes are the places and weights of a Gauss-Legendre rule over ±c, in ascending
// order. Beside 20
// points, it has 6 for each standard deviation of the least step between looks:
// doubling them changes nothing in the ninth decimal.
func nodes(sizes []int, c float64) (x, w []float64) {
	least := 1.0
	for k := 1; k < len(sizes); k++ {
		least = min(least, math.Sqrt(1-float64(sizes[k-1])/float64(sizes[k])))
	}
	n := 20 + int(math.Ceil(6*c/least))
	x, w = make([]float64, n), make([]float64, n)
	quad.Legendre{}.FixedLocations(x, w, -c, c)
	slices.Sort(x) // they come in descending order; the weights are the same from either end
	return x, w
}
