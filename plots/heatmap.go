package plots

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// HeatMap shows a metric over two inputs: a cell for each pair of levels, with
// its number where it has room. Up to six panels, on one colour scale, are levels
// of a third input.
//
// The threshold is a line along the edges of cells, between those at or above it
// and those below: between the levels that were played nothing is known, so
// nothing is interpolated. A cell is hatched where its runs are too few to say:
// where its interval reaches across the threshold, or is wider than Widest.
type HeatMap struct {
	Words
	Metric    SweepMetric
	X, Y      SweepInput  // across and upwards, 1 to 15 levels each
	Panels    []HeatPanel // 1 to 6
	Threshold Threshold
	// Widest is the widest 95% interval that says enough, in the unit of the
	// metric: 0.2 is 20 percentage points of a share. 0: any does.
	Widest float64
}

// HeatPanel is one level of a third input, or all there is.
type HeatPanel struct {
	Name   string         // a lone panel needs none
	Values [][]SweepValue // by level of Y, then of X
}

func (h HeatMap) words() Words { return h.Words }

func (h HeatMap) check() error {
	if n := len(h.Panels); n < 1 || n > maxSweepPanels {
		return fmt.Errorf("heat map has %d panels: give 1 to %d", n, maxSweepPanels)
	}
	if !(h.Widest >= 0 && h.Widest <= maxMetric) {
		return fmt.Errorf("heat map: Widest is %g: give the widest interval that says enough, or 0", h.Widest)
	}
	problems := []error{
		h.X.check("input across", maxHeatLevels), h.Y.check("input upwards", maxHeatLevels), h.Metric.checkThreshold(h.Threshold),
	}
	for i, pn := range h.Panels {
		if err := h.Metric.checkSwept(pn.Values, len(h.Y.Levels), len(h.X.Levels), "level"); err != nil {
			problems = append(problems, fmt.Errorf("panel %d %q: %w", i+1, pn.Name, err))
		}
	}
	return errors.Join(problems...)
}

// points returns all values in one list.
func (h HeatMap) points() []SweepValue {
	var out []SweepValue
	for _, pn := range h.Panels {
		out = append(out, slices.Concat(pn.Values...)...)
	}
	return out
}

// unsure reports whether runs are too few to say: the interval reaches across
// the threshold, is too wide, or is missing where others are not.
func (h HeatMap) unsure(v SweepValue) bool {
	switch {
	case !finite(v.Value):
		return false
	case !v.known():
		return slices.ContainsFunc(h.points(), func(v SweepValue) bool { return v.known() })
	case h.Threshold.given() && v.Low < h.Threshold.Value && v.High >= h.Threshold.Value:
		return true
	}
	return h.Widest > 0 && v.High-v.Low > h.Widest*(1+1e-9)
}

// unsureWords says what is hatched.
func (h HeatMap) unsureWords() string {
	wide := ""
	if h.Widest > 0 {
		wide = "interval over " + value(h.Widest) + h.Metric.unit() + " wide"
		if h.Metric.Share {
			wide = "interval over " + value(h.Widest*100) + " points wide"
		}
	}
	switch {
	case h.Threshold.given() && wide != "":
		return "too few runs to say which side, or " + wide
	case h.Threshold.given():
		return "too few runs to say which side of the line"
	case wide != "":
		return "too few runs to say: " + wide
	}
	return "no interval"
}

// span returns the scale of the colours: from the least to the greatest value,
// but at least twice as long as the middle one of the intervals, so that what
// chance makes of equal cells does not look like a pattern (a modelling choice).
func (h HeatMap) span() scale {
	low, high := math.Inf(1), math.Inf(-1)
	var widths []float64
	for _, v := range h.points() {
		if finite(v.Value) {
			low, high = min(low, v.Value), max(high, v.Value)
		}
		if v.known() {
			widths = append(widths, v.High-v.Low)
		}
	}
	if low > high {
		return newScale(0, 1, 5)
	}
	if len(widths) > 0 {
		if short := 2*median(widths) - (high - low); short > 0 {
			low, high = low-short/2, high+short/2
		}
	}
	if !h.Metric.Share {
		return newScale(low, high, 5)
	}
	if low == high {
		low, high = low-0.05, high+0.05
	}
	s := newScale(max(0, low), min(1, high), 5)
	s.low, s.high = max(0, s.low), min(1, s.high)
	return s
}

// ownCell returns the cell of the scenario's own values. ok is false where they
// are not both levels.
func (h HeatMap) ownCell() (x, y int, ok bool) {
	x, y = h.X.level(h.X.Own), h.Y.level(h.Y.Own)
	return x, y, x >= 0 && y >= 0
}
