package stats

import (
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// QuasiP returns, by input, how probable it is that a box has come by its density
// by chance, if the restriction of this one input meant nothing: the quasi-p-value
// of Bryant & Lempert (2010). NaN for an input that is not restricted. Let the
// box have n points with density d, and without that restriction density p. For
// outcomes of 0 and 1 it is
//
//	P(B >= n d)  for B binomial (n, p)
//
// and for shares of runs, which are not counts of independent points, that of the
// normal distribution with the same mean and the variance of the outcomes in the
// box without the restriction, over n (modelling choice). The box was searched
// for, so these are no p-values of a test: use them to rank, and to see which
// restriction can go. It panics as [Peel] does.
func QuasiP(p PrimPoints, box PrimBox) []float64 {
	p.check()
	inside := p.outcomesIn(box.Ranges)
	result := make([]float64, len(box.Ranges))
	for j, r := range box.Ranges {
		result[j] = math.NaN()
		if !r.Restricted() || len(inside) == 0 {
			continue
		}
		without := append([]PrimRange(nil), box.Ranges...)
		without[j] = PrimRange{Low: math.Inf(-1), High: math.Inf(1)}
		result[j] = quasiP(inside, p.outcomesIn(without))
	}
	return result
}

// QuasiPWithin is the quasi-p-value of a box against a larger one that it lies in,
// such as the same without one of the two limits of an input: see [QuasiP]. NaN if
// the box is empty.
func QuasiPWithin(p PrimPoints, box, larger PrimBox) float64 {
	p.check()
	inside := p.outcomesIn(box.Ranges)
	if len(inside) == 0 {
		return math.NaN()
	}
	return quasiP(inside, p.outcomesIn(larger.Ranges))
}

// outcomesIn are the outcomes of the points within the ranges.
func (p PrimPoints) outcomesIn(ranges []PrimRange) []float64 {
	var outcomes []float64
	box := PrimBox{Ranges: ranges}
	for i, point := range p.Inputs {
		if box.Holds(point) {
			outcomes = append(outcomes, p.Outcomes[i])
		}
	}
	return outcomes
}

// quasiP is the probability of a sum as great as that of the outcomes inside, by
// those of the larger box.
func quasiP(inside, larger []float64) float64 {
	var m Moments
	binary := true
	for _, y := range larger {
		m.Add(y)
		binary = binary && (y == 0 || y == 1)
	}
	sum, n := 0.0, float64(len(inside))
	for _, y := range inside {
		sum += y
	}
	variance := m.squares / float64(m.n)
	switch {
	case sum == 0 || variance == 0:
		return 1
	case binary:
		return mathext.RegIncBeta(sum, n-sum+1, m.mean) // P(B >= sum), exact in the tail
	default:
		return distuv.UnitNormal.Survival((sum/n - m.mean) / math.Sqrt(variance/n))
	}
}

// PrimShare says in how many resamples an input is restricted, by the box that
// comes nearest in coverage, and by that nearest in density.
type PrimShare struct{ ByCoverage, ByDensity float64 }

// Reproduce returns, by input, the share of so many resamples in which the method
// restricts it again (Bryant & Lempert 2010). Each is a random half of the points,
// drawn without replacement, on which [Peel] is run anew; from its trajectory are
// taken the box whose coverage is nearest that of the box given, and that whose
// density is. A restriction that few halves show is not to be relied on. Bryant &
// Lempert take ten resamples. It panics as Peel does, and if there are none.
func Reproduce(p PrimPoints, box PrimBox, rules PrimRules, resamples int, src rand.Source) []PrimShare {
	p.check()
	if resamples < 1 {
		panic("stats: no resamples")
	}
	shares := make([]PrimShare, len(box.Ranges))
	rng := rand.New(src)
	for range resamples {
		half := PrimPoints{Unordered: p.Unordered}
		for _, i := range rng.Perm(len(p.Inputs))[:len(p.Inputs)/2] {
			half.Inputs = append(half.Inputs, p.Inputs[i])
			half.Outcomes = append(half.Outcomes, p.Outcomes[i])
		}
		trajectory := Peel(half, rules)
		for _, j := range nearest(trajectory, func(b PrimBox) float64 { return math.Abs(b.Coverage - box.Coverage) }) {
			shares[j].ByCoverage++
		}
		for _, j := range nearest(trajectory, func(b PrimBox) float64 { return math.Abs(b.Density - box.Density) }) {
			shares[j].ByDensity++
		}
	}
	for j := range shares {
		shares[j].ByCoverage /= float64(resamples)
		shares[j].ByDensity /= float64(resamples)
	}
	return shares
}

// nearest returns the inputs that the nearest box restricts, the largest of equal
// ones.
func nearest(trajectory []PrimBox, far func(PrimBox) float64) []int {
	var best PrimBox
	least := math.Inf(1)
	for _, b := range trajectory {
		if d := far(b); d < least {
			best, least = b, d
		}
	}
	return best.Restricted()
}
