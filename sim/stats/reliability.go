package stats

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// ReliabilityBin is a point of a reliability diagram: the forecasts of one
// bin, and what came of them.
type ReliabilityBin struct {
	From, To float64  // edges of the bin
	Forecast float64  // mean of its forecasts
	Observed Estimate // share that came, as of Share; N is the number of forecasts
	Runs     int      // that they come from
}

// Reliability returns the points of the reliability diagram, in rising order:
// the bins that hold forecasts.
func (f *Forecasts) Reliability(level float64) []ReliabilityBin {
	checkLevel(level)
	var out []ReliabilityBin
	sums := make([]uint64, len(f.bins))
	for step, c := range f.counts {
		sums[f.binOf(step)] += uint64(step) * (uint64(c[0]) + uint64(c[1]))
	}
	for i := range f.bins {
		b, width := &f.bins[i], float64(len(f.bins))
		if b.N() == 0 {
			continue
		}
		out = append(out, ReliabilityBin{
			From: float64(i) / width, To: float64(i+1) / width,
			Forecast: float64(sums[i]) / float64(b.N()) / grid,
			Observed: b.Estimate(level),
			Runs:     b.Runs(),
		})
	}
	return out
}

// Consistency returns, for each point of [Forecasts.Reliability], where its
// Observed would lie with probability level if the forecasts were reliable
// (Bröcker & Smith 2007). A point outside its bar speaks against that; one in
// twenty bars of level 0.95 misses by chance. Value is the mean forecast, N the
// number of forecasts.
//
// As Bröcker & Smith do, it draws forecasts anew from those that were made,
// and outcomes with the probability that each forecast names: so many samples,
// 1000 or more. In a bin, that is a binomial number of forecasts, and a
// binomial number that come with the probability of the bin's mean. Theirs are
// independent; ours come in runs, and outcomes are drawn for as many forecasts
// as a bin's are worth, as [Share.Estimate] has it (modelling choice, after Rao
// & Scott 1992). That needs some tens of runs in a bin; of a bin of one run the
// bar is unknown. It panics if there are too few samples for level: fewer than
// 2/(1-level).
func (f *Forecasts) Consistency(level float64, samples int, src rand.Source) []Estimate {
	if float64(samples)*(1-level) < 2-1e-9 {
		panic(fmt.Sprintf("stats: consistency bars from %d samples for level %v", samples, level))
	}
	points := f.Reliability(level)
	out := make([]Estimate, 0, len(points))
	for _, p := range points {
		bin := f.bins[f.binOf(onGrid((p.From+p.To)/2))]
		bar := unknown(bin.N())
		bar.Value = p.Forecast
		if bin.Runs() > 1 {
			effect := float64(bin.N()) / bin.worth(level)
			draws := consistencyDraws(f.N(), bin.N(), effect, p.Forecast, samples, src)
			bar.Low = min(quantileOf(draws, (1-level)/2), p.Forecast)
			bar.High = max(quantileOf(draws, (1+level)/2), p.Forecast)
		}
		out = append(out, bar)
	}
	return out
}

// consistencyDraws are the sorted shares that come in resamples of a bin that
// holds some of all forecasts, of mean p, effect of which are worth one.
func consistencyDraws(all, some int, effect, p float64, samples int, src rand.Source) []float64 {
	size := distuv.Binomial{N: float64(all), P: float64(some) / float64(all), Src: src}
	draws := make([]float64, 0, samples)
	for range samples {
		n := float64(some)
		if some < all {
			n = size.Rand()
		}
		worth := math.Round(n / effect)
		if worth < 1 {
			continue // no forecast, no share
		}
		came := worth * p // where p is 0 or 1
		if p > 0 && p < 1 {
			came = distuv.Binomial{N: worth, P: p, Src: src}.Rand()
		}
		draws = append(draws, came/worth)
	}
	slices.Sort(draws)
	return draws
}

// quantileOf is the order statistic of rank ceil(n p) of sorted draws; NaN if
// there are none.
func quantileOf(draws []float64, p float64) float64 {
	if len(draws) == 0 {
		return math.NaN()
	}
	return draws[sampleRank(len(draws), p)-1]
}
