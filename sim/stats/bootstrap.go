package stats

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// BCa estimates a statistic of n runs with the bias-corrected and accelerated
// bootstrap interval (Efron 1987). statistic returns its value for a sample of
// runs, given by their numbers from 0 to n-1, in which a run may come several
// times or not at all; it must not keep or change the slice, nor depend on the
// order of the runs. A run is resampled with all that happened in it, so that
// cases of one run need not be independent: a statistic over all deals goes
// through the deals of each run it is given.
//
// The Value is the statistic of runs 0 to n-1. The limits are those quantiles
// of the statistic over so many resamples (2000 or more for level 0.95; Efron
// & Tibshirani 1993, chapter 14) that Efron's formula names, with the bias
// correction from the share of resamples below the Value, those equal to it
// counted half, and the acceleration from the jackknife. Between two order
// statistics the quantile is interpolated on the normal scale (Davison &
// Hinkley 1997), and it does not go beyond the extreme ones. N is n. In all,
// statistic is called 1 + resamples + n times.
//
// The interval follows a skewed statistic as that of [Moments] does not, but
// with less than a hundred or so runs it is a little too narrow. The limits are NaN where the resamples do not tell
// them: the statistic is NaN for one of them, or the same for all (none of
// few runs showed the rare thing looked for), or below the Value in all or in
// none. It panics if n is negative or there are too few resamples for level:
// fewer than 2/(1-level).
func BCa(n int, statistic func(runs []int) float64, resamples int, level float64, src rand.Source) Estimate {
	checkLevel(level)
	checkBootstrap(n, resamples, level)
	if n == 0 {
		return unknown(0)
	}
	runs := make([]int, n)
	for i := range runs {
		runs[i] = i
	}
	e := unknown(n)
	e.Value = statistic(runs)
	if n == 1 || math.IsNaN(e.Value) {
		return e
	}
	skew := jackknifeAcceleration(n, statistic)
	rng := rand.New(src)
	draws := make([]float64, resamples)
	for i := range draws {
		for j := range runs {
			runs[j] = rng.IntN(n)
		}
		draws[i] = statistic(runs)
	}
	e.Low, e.High = bcaLimits(draws, e.Value, skew, level)
	return e
}

// checkBootstrap panics unless there are enough resamples for level.
func checkBootstrap(n, resamples int, level float64) {
	if n < 0 || float64(resamples)*(1-level) < 2-1e-9 {
		panic(fmt.Sprintf("stats: bootstrap of %d runs, %d resamples for level %v", n, resamples, level))
	}
}

// bcaLimits are the limits that draws of a statistic give for its value (Efron
// 1987); NaN where they do not tell. It sorts the draws.
func bcaLimits(draws []float64, value, acceleration, level float64) (low, high float64) {
	slices.Sort(draws) // NaN first
	if math.IsNaN(draws[0]) || math.IsNaN(acceleration) || draws[0] == draws[len(draws)-1] {
		return math.NaN(), math.NaN()
	}
	bias := distuv.UnitNormal.Quantile(shareBelow(draws, value))
	z := normalQuantile(level)
	low = bootstrapQuantile(draws, bcaProbability(bias, acceleration, -z))
	high = bootstrapQuantile(draws, bcaProbability(bias, acceleration, z))
	// A bias beyond z would leave the value outside.
	return min(low, value), max(high, value) // NaN stays
}

// jackknifeAcceleration is the acceleration by the values of the statistic
// without each of n runs.
func jackknifeAcceleration(n int, statistic func(runs []int) float64) float64 {
	without := make([]float64, n)
	rest := make([]int, n-1)
	for out := range without {
		for i := range rest {
			rest[i] = i
			if i >= out {
				rest[i]++
			}
		}
		without[out] = statistic(rest)
	}
	return acceleration(without)
}

// acceleration is a sixth of the skewness of the jackknife influence values
// (Efron 1987), from the statistic without each one of the runs. 0 where all
// are alike.
func acceleration(without []float64) float64 {
	mean := 0.0
	for _, x := range without {
		mean += x / float64(len(without))
	}
	squares, cubes := 0.0, 0.0
	for _, x := range without {
		gap := mean - x
		squares += float64(gap * gap)
		cubes += float64(gap * gap * gap)
	}
	if squares == 0 {
		return 0
	}
	return cubes / (6 * squares * math.Sqrt(squares))
}

// shareBelow is the share of sorted draws below x, those equal counted half.
func shareBelow(draws []float64, x float64) float64 {
	below, found := slices.BinarySearch(draws, x)
	equal := 0
	for found && below+equal < len(draws) && draws[below+equal] == x {
		equal++
	}
	return (float64(below) + float64(equal)/2) / float64(len(draws))
}

// bcaProbability is the probability whose quantile stands for that of z; NaN
// where bias or acceleration is too great for there to be one.
func bcaProbability(bias, acceleration, z float64) float64 {
	shifted := bias + z
	scale := 1 - float64(acceleration*shifted)
	if math.IsInf(bias, 0) || !(scale > 0) {
		return math.NaN()
	}
	return distuv.UnitNormal.CDF(bias + shifted/scale)
}

// bootstrapQuantile is the p-quantile of sorted draws: the order statistic of
// rank (B+1)p, interpolated.
func bootstrapQuantile(draws []float64, p float64) float64 {
	b := len(draws)
	rank := float64(b+1) * p
	switch k := math.Floor(rank); {
	case math.IsNaN(p):
		return p
	case k < 1:
		return draws[0]
	case k >= float64(b):
		return draws[b-1]
	default:
		at := func(k float64) float64 { return distuv.UnitNormal.Quantile(k / float64(b+1)) }
		part := (distuv.UnitNormal.Quantile(p) - at(k)) / (at(k+1) - at(k))
		low, high := draws[int(k)-1], draws[int(k)]
		return low + float64(part*(high-low))
	}
}
