package uncertain

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// The least and the greatest probability that stand for 0 and 1 where a
// distribution has no end there: half a step of the draws of 53 bits beyond
// them, some 8 standard deviations of a normal distribution out.
const (
	nearZero = 0x1p-54
	nearOne  = 1 - 0x1p-53
)

// Quantile returns the value below which the share p of the distribution lies,
// cut off at Low and High. It does not descend in p, lies in Support, and is
// finite also for p = 0 and 1. For p outside [0, 1], or a distribution that
// Check refuses, it means nothing.
//
// A design with points at 0 and 1 (Morris's, a grid) takes a distribution
// without ends to some 8 standard deviations out: let it keep away from them.
func (d Dist) Quantile(p float64) float64 {
	v := d.inverse(p)
	low, high := d.Support()
	return min(max(v, low), high)
}

// inverse is Quantile up to rounding. The sources of random numbers that
// package distuv takes are left out: only their quantiles are asked for.
func (d Dist) inverse(p float64) float64 {
	a := d.Args
	switch d.Kind {
	case Uniform:
		return distuv.Uniform{Min: a[0], Max: a[1]}.Quantile(p)
	case Loguniform:
		return math.Exp(distuv.Uniform{Min: math.Log(a[0]), Max: math.Log(a[1])}.Quantile(p))
	case Triangular:
		return distuv.NewTriangle(a[0], a[2], a[1], nil).Quantile(p)
	case Normal:
		return d.normal().Quantile(d.within(p))
	case Lognormal:
		return math.Exp(d.normal().Quantile(d.within(p)))
	case Beta:
		low, high := d.bounds()
		return distuv.Uniform{Min: low, Max: high}.Quantile(distuv.Beta{Alpha: a[0], Beta: a[1]}.Quantile(p))
	}
	return d.chosen(p)
}

// normal is the normal distribution of the number, or of its logarithm, before
// it is cut off.
func (d Dist) normal() distuv.Normal {
	if d.Kind == Lognormal {
		return distuv.Normal{Mu: math.Log(d.Args[0]), Sigma: d.Args[1]}
	}
	return distuv.Normal{Mu: d.Args[0], Sigma: d.Args[1]}
}

// kept returns which quantiles of the distribution the ends of what is allowed
// are.
func (d Dist) kept() (from, to float64) {
	low, high := d.bounds()
	if d.Kind == Lognormal {
		low, high = math.Log(max(low, 0)), math.Log(max(high, 0))
	}
	n := d.normal()
	return n.CDF(low), n.CDF(high)
}

// within turns a quantile of what is kept into one of the whole.
func (d Dist) within(p float64) float64 {
	from, to := d.kept()
	return min(max(from+float64(p*(to-from)), nearZero), nearOne)
}

// chosen returns a value of a choice.
func (d Dist) chosen(p float64) float64 {
	weight := func(i int) float64 {
		if d.Weights == nil {
			return 1
		}
		return d.Weights[i]
	}
	var all, sum float64
	for i := range d.Args {
		all += weight(i)
	}
	for i, v := range d.Args {
		if sum += weight(i); sum >= p*all {
			return v
		}
	}
	return d.Args[len(d.Args)-1]
}
