package stats

import (
	"fmt"
	"math"
)

// grid is in how many steps a probability is kept, so that forecasts are
// counted by value and merge exactly: each is rounded to the nearest 1/10,000
// (modelling choice; far finer than any forecaster tells apart). It changes a
// Brier score by less than 10^-4, and on average by nothing.
const grid = 10_000

// Forecast is a probability forecast of something that then came or did not.
type Forecast struct {
	Probability float64 // announced, 0 to 1
	Reference   float64 // another forecast of the same, 0 to 1, to measure skill against; 0 where there is none
	Came        bool
}

// Forecasts holds forecasts and what came of them, run by run: for the Brier
// score and its parts, for skill and for the reliability diagram. It holds
// whole numbers only and merges exactly, in any order; its size does not grow
// with the number of runs. It holds up to 10^6 runs of up to 10^6 forecasts.
//
// Forecasts of one run share its luck: every interval takes the run for its
// unit.
type Forecasts struct {
	counts [][2]uint32 // by value in steps of the grid: did not come, came; nil if none
	bins   []Share     // of those that came, by bin
	runs   int         // that had forecasts
	totals tally
	square [tallyLen][tallyLen]wide // sums over runs of products of their tallies; above the diagonal, 0
}

// A tally sums what the scores of one run, or of all, are made of.
type tally [tallyLen]uint64

const (
	ofBrier         = iota // squared errors, in 1/grid²
	ofReference            // the same of the reference
	ofForecast             // forecasts, in 1/grid
	ofReferenceMean        // references, in 1/grid
	ofCame                 // number that came
	ofAll                  // number of forecasts
	tallyLen
)

// tallyUnit is what 1 of a tally stands for.
var tallyUnit = [tallyLen]float64{1.0 / (grid * grid), 1.0 / (grid * grid), 1.0 / grid, 1.0 / grid, 1, 1}

// NewForecasts makes an empty collection whose reliability diagram has so many
// bins of equal width, from 1 to 100; ten is usual. A bin holds its lower edge,
// and the last its upper too.
func NewForecasts(bins int) *Forecasts {
	if bins < 1 || bins > 100 {
		panic(fmt.Sprintf("stats: reliability diagram of %d bins", bins))
	}
	return &Forecasts{bins: make([]Share, bins)}
}

// AddRun takes in all forecasts of one run. A run without any tells nothing
// and is left out. It panics, and takes in nothing, unless every probability
// and reference is from 0 to 1.
func (f *Forecasts) AddRun(run []Forecast) {
	for _, x := range run {
		if !(x.Probability >= 0 && x.Probability <= 1 && x.Reference >= 0 && x.Reference <= 1) {
			panic(fmt.Sprintf("stats: forecast of %v with reference %v", x.Probability, x.Reference))
		}
	}
	if len(run) == 0 {
		return
	}
	if f.counts == nil {
		f.counts = make([][2]uint32, grid+1)
	}
	var sums tally
	var came, all [100]int // by bin
	for _, x := range run {
		step, outcome := onGrid(x.Probability), 0
		if x.Came {
			outcome = 1
		}
		f.counts[step][outcome]++
		bin := f.binOf(step)
		all[bin]++
		came[bin] += outcome
		sums[ofBrier] += squareError(step, outcome)
		reference := onGrid(x.Reference)
		sums[ofReference] += squareError(reference, outcome)
		sums[ofForecast] += uint64(step)
		sums[ofReferenceMean] += uint64(reference)
		sums[ofCame] += uint64(outcome)
		sums[ofAll]++
	}
	for i := range f.bins {
		f.bins[i].Add(came[i], all[i])
	}
	f.runs++
	for i, x := range sums {
		f.totals[i] += x
		for j, y := range sums[:i+1] {
			f.square[i][j].addProduct(x, y)
		}
	}
}

// onGrid is the nearest step of the grid.
func onGrid(p float64) int { return int(math.Round(p * grid)) }

// squareError is (p - outcome)² in 1/grid².
func squareError(step, outcome int) uint64 {
	gap := step - grid*outcome
	return uint64(gap * gap)
}

// binOf is the bin of a step of the grid.
func (f *Forecasts) binOf(step int) int { return min(step*len(f.bins)/grid, len(f.bins)-1) }

// Merge adds the runs of the other to this one's. It is an error if the
// numbers of bins differ; nothing is then changed.
func (f *Forecasts) Merge(other *Forecasts) error {
	if len(f.bins) != len(other.bins) {
		return fmt.Errorf("merge of forecasts: reliability diagrams of %d and %d bins differ; merge parts of the same study",
			len(f.bins), len(other.bins))
	}
	if f.counts == nil && other.counts != nil {
		f.counts = make([][2]uint32, grid+1)
	}
	for step, n := range other.counts {
		f.counts[step][0] += n[0]
		f.counts[step][1] += n[1]
	}
	for i := range f.bins {
		f.bins[i].Merge(&other.bins[i])
	}
	f.runs += other.runs
	for i, x := range other.totals {
		f.totals[i] += x
		for j := range i + 1 {
			f.square[i][j].add(other.square[i][j])
		}
	}
	return nil
}

// N returns the number of forecasts.
func (f *Forecasts) N() int { return int(f.totals[ofAll]) }

// Runs returns the number of runs that had forecasts.
func (f *Forecasts) Runs() int { return f.runs }
