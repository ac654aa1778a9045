package stats

import (
	"fmt"
	"math"
	"slices"
)

// PrimPoints is what a sweep found: at which points of the inputs the outcome of
// interest came.
type PrimPoints struct {
	Inputs   [][]float64 // point by point
	Outcomes []float64   // by point: 1 if it came and 0 if not, or the share of runs in which it came
	// Unordered marks, by input, values that are names and not amounts, of which a
	// box may leave out any; nil if there are none.
	Unordered []bool
}

// PrimRules steer the search for boxes.
type PrimRules struct {
	Peel    float64 // share of a box's points to peel off at a time: 0.05 for Friedman & Fisher (1999)
	Paste   float64 // the same, to paste on: 0.05
	MinMass float64 // share of all points that a box holds at least: 0.05
	// Onward peels on where no slice raises density any more, down to MinMass, as
	// Friedman & Fisher (1999) do: with few inputs and noise, a slice that happens to
	// be dense would else end it early.
	Onward bool
}

// PrimRange says which values of an input a box takes: from Low to High, both
// included, less those in Without. An input that is not restricted has -Inf and
// +Inf, and none in Without.
type PrimRange struct {
	Low, High float64
	Without   []float64
}

// Restricted reports whether the range leaves anything out.
func (r PrimRange) Restricted() bool {
	return !math.IsInf(r.Low, -1) || !math.IsInf(r.High, 1) || len(r.Without) > 0
}

func (r PrimRange) holds(x float64) bool {
	return r.Low <= x && x <= r.High && !slices.Contains(r.Without, x)
}

// PrimBox is a part of the space of inputs, and what it holds.
type PrimBox struct {
	Ranges   []PrimRange // by input
	N        int         // points in it
	Mass     float64     // their share of all points
	Density  float64     // mean outcome of the points in it
	Coverage float64     // its share of the outcome's sum over all points; NaN if that is 0
}

// Restricted returns the inputs that the box restricts, in order, from 0.
func (b PrimBox) Restricted() []int {
	var inputs []int
	for j, r := range b.Ranges {
		if r.Restricted() {
			inputs = append(inputs, j)
		}
	}
	return inputs
}

// Holds reports whether a point lies in the box.
func (b PrimBox) Holds(point []float64) bool {
	for j, x := range point {
		if !b.Ranges[j].holds(x) {
			return false
		}
	}
	return true
}

// Peel finds boxes in which an outcome comes often: the patient rule induction
// method (Friedman & Fisher 1999), as used for scenario discovery (Bryant &
// Lempert 2010). From the box of all points it peels off one slice after the
// other, and returns every box on the way, each within the one before: the peeling
// trajectory, from which a person chooses, as density rises where coverage and
// mass fall.
//
// A slice is the lowest or the highest floor((n-1) p.Peel) + 1 of the box's n
// points in one input, and all points whose value is the same as that of one of
// them. Of an unordered input it is the categories with the lowest mean outcome,
// as many as it takes to get that many points. Peeled is the slice by which
// density rises most for each point removed: for slices of the same size this
// is the rule of Friedman & Fisher, and for those of different sizes, as ties
// and categories make them, their more lenient one (their section 14, equation
// 14.5; Kwakkel & Jaxa-Rozen 2016). Of equal ones it is that which restricts no
// further input, and then the first input and its upper end. A new limit lies
// halfway between the last value removed and the first kept.
//
// It ends where no slice raises density by more than 1e-12 and leaves MinMass of
// all points or, with Onward, where none leaves MinMass. It panics unless there is one outcome from 0 to 1 for each point, all
// points have as many inputs, inputs are finite, and the rules lie strictly
// between 0 and 1 (MinMass may be 0). There are none of no points.
func Peel(p PrimPoints, rules PrimRules) []PrimBox {
	p.check()
	rules.check()
	if len(p.Outcomes) == 0 {
		return nil
	}
	s := newPrimSearch(p)
	trajectory := []PrimBox{s.box()}
	for {
		best, ok := s.bestSlice(rules)
		if !ok {
			return trajectory
		}
		s.cut(best)
		trajectory = append(trajectory, s.box())
	}
}

func (p PrimPoints) check() {
	if len(p.Inputs) != len(p.Outcomes) {
		panic(fmt.Sprintf("stats: %d outcomes of %d points", len(p.Outcomes), len(p.Inputs)))
	}
	for i, point := range p.Inputs {
		if len(point) != len(p.Inputs[0]) || p.Unordered != nil && len(p.Unordered) != len(point) {
			panic(fmt.Sprintf("stats: point %d has %d inputs, and point 0 has %d, of which %d are said to be ordered or not",
				i, len(point), len(p.Inputs[0]), len(p.Unordered)))
		}
		if y := p.Outcomes[i]; !(y >= 0 && y <= 1) {
			panic(fmt.Sprintf("stats: outcome %v of point %d is not between 0 and 1", y, i))
		}
		for _, x := range point {
			checkMeasured(Measured{Value: x})
		}
	}
}

func (r PrimRules) check() {
	checkProbability(r.Peel)
	checkProbability(r.Paste)
	if r.MinMass != 0 {
		checkProbability(r.MinMass)
	}
}

func (p PrimPoints) unordered(input int) bool {
	return p.Unordered != nil && p.Unordered[input]
}

// Box describes the box with these ranges, one for each input: what the points
// in it come to.
func (p PrimPoints) Box(ranges []PrimRange) PrimBox {
	b := PrimBox{Ranges: make([]PrimRange, len(ranges))}
	for j, r := range ranges {
		b.Ranges[j] = PrimRange{Low: r.Low, High: r.High, Without: slices.Clone(r.Without)}
	}
	in, all := 0.0, 0.0
	for i, point := range p.Inputs {
		all += p.Outcomes[i]
		if b.Holds(point) {
			in += p.Outcomes[i]
			b.N++
		}
	}
	b.Mass = float64(b.N) / float64(len(p.Inputs))
	b.Density, b.Coverage = shareOf(in, float64(b.N)), shareOf(in, all)
	return b
}

// between is a limit that keeps one value and not the other: halfway, or the value
// kept if rounding leaves nothing between them.
func between(kept, removed float64) float64 {
	middle := kept/2 + removed/2
	if middle == removed || (middle < kept) != (removed < kept) {
		return kept
	}
	return middle
}
