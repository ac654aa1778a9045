package plots

import (
	"math"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"
	"pgregory.net/rapid"
)

// TestHeatMapRefused names the fault of a map.
func TestHeatMapRefused(t *testing.T) {
	fault := func(want string, spoil func(h *HeatMap)) refusedSweep {
		h := sampleHeat(4, 3, 100, "One rival")
		spoil(&h)
		return refusedSweep{h, want}
	}
	refuse(t, []refusedSweep{
		fault("0 panels", func(h *HeatMap) { h.Panels = nil }),
		fault("7 panels", func(h *HeatMap) { h.Panels = slices.Repeat(h.Panels, 7) }),
		fault(`input across "Russia's clarity" has 16 levels: give 1 to 15`, func(h *HeatMap) { h.X.Levels = levels(0, 1, 16) }),
		fault(`input upwards "Time between meetings" has 0 levels`, func(h *HeatMap) { h.Y.Levels = nil }),
		fault(`panel 1 "One rival": 3 rows of values for 2 levels`, func(h *HeatMap) { h.Y.Levels = h.Y.Levels[:2] }),
		fault("row 2 has 1 values for 4 levels", func(h *HeatMap) { h.Panels[0].Values[1] = h.Panels[0].Values[1][:1] }),
		fault("row 3, column 4: share or bound is -0.5", func(h *HeatMap) { h.Panels[0].Values[2][3].Low = -0.5 }),
		fault("Widest is -1", func(h *HeatMap) { h.Widest = -1 }),
		fault("is NaN: give a number", func(h *HeatMap) { h.Threshold.Value = math.NaN() }),
	})
}

// TestBatlow: the scale goes through the colours that Crameri's table has a tenth
// apart, here as another program quotes them, and keeps its order in grey.
func TestBatlow(t *testing.T) {
	for share, want := range map[float64]rgb{
		0: 0x011959, 0.098: 0x0F3B5F, 0.196: 0x175362, 0.294: 0x2E675C, 0.392: 0x537449, 0.49: 0x7C8033,
		0.588: 0xAC8C2D, 0.686: 0xDA954B, 0.784: 0xF8A27F, 0.882: 0xFDB5B7, 0.98: 0xFBC8EE, 1: 0xFACCFA,
	} {
		got := batlow().at(share)
		for _, shift := range []uint{16, 8, 0} {
			if a, b := int(got>>shift&0xFF), int(want>>shift&0xFF); a-b > 3 || b-a > 3 {
				t.Errorf("batlow at %g is #%06X, want about #%06X", share, got, want)
			}
		}
	}
	for _, theme := range themes {
		colours, _ := theme.palette()
		way := 1.0
		if luminance(colours.ramp.at(0)) > luminance(colours.ramp.at(1)) {
			way = -1
		}
		last := math.Inf(-1)
		for i := range 101 {
			l := way * luminance(colours.ramp.at(float64(i)/100))
			if l <= last {
				t.Errorf("%v: the scale turns back at %d%%", theme, i)
			}
			last = l
		}
	}
}

// TestInkOn: a number stands out from every colour there is.
func TestInkOn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		fill := rgb(rapid.Uint32Range(0, 0xFFFFFF).Draw(t, "fill"))
		if got := contrast(fill, inkOn(fill)); got < 4.5 {
			t.Fatalf("#%06X has an ink of contrast %g", fill, got)
		}
	})
}

// TestCellsHoldTheirNumbers: in every size and theme, each text in a map lies
// within one cell, clear of its edges, in an ink that stands out from it, and no
// smaller than the small print.
func TestCellsHoldTheirNumbers(t *testing.T) {
	for name, chart := range heatSamples() {
		for _, size := range allSizes {
			for _, theme := range themes {
				d := drawIn(chart, size, theme)
				if d.err != nil {
					t.Fatalf("%s: %v", name, d.err)
				}
				numbers := cellsHold(t, name+"/"+size.String()+"/"+theme.String(), d)
				note := slices.ContainsFunc(d.boxes, func(b textBox) bool { return strings.HasPrefix(b.text, "cells too small") })
				known := slices.ContainsFunc(chart.(HeatMap).points(), func(v SweepValue) bool { return finite(v.Value) })
				if known && (numbers == 0) != note {
					t.Errorf("%s, %v: %d numbers stand in the cells, and the key says that there is no room: %t", name, size, numbers, note)
				}
			}
		}
	}
}

// cellsHold tests the texts in cells and returns how many there are.
func cellsHold(t *testing.T, name string, d drawing) (numbers int) {
	t.Helper()
	for _, box := range d.boxes {
		for _, c := range d.cells {
			// What stands beneath the line is for tails, and figures have none.
			figures := box.Rectangle
			figures.Min.Y += descent * box.size
			if !overlap(figures, c.Rectangle, 0) {
				continue
			}
			numbers++
			in := inset(c.Rectangle, 1)
			if figures.Min.X < in.Min.X || figures.Max.X > in.Max.X || figures.Min.Y < in.Min.Y || figures.Max.Y > in.Max.Y {
				t.Errorf("%s: %q at %v leaves its cell %v", name, box.text, figures, c.Rectangle)
			}
			if got := contrast(box.colour, c.fill); got < 4.5 {
				t.Errorf("%s: %q has contrast %.2f", name, box.text, got)
			}
			if box.size < d.m.small {
				t.Errorf("%s: %q has letters of %v points", name, box.text, box.size)
			}
		}
	}
	return numbers
}

// TestContour: the line runs between cells of either side and nowhere else.
func TestContour(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		columns, rows := rapid.IntRange(1, 6).Draw(t, "columns"), rapid.IntRange(1, 6).Draw(t, "rows")
		value := rapid.SampledFrom([]float64{0, 1, 2, math.NaN()})
		table := make([][]SweepValue, rows)
		for y := range table {
			for range columns {
				table[y] = append(table[y], SweepValue{Interval: Interval{Value: value.Draw(t, "value")}})
			}
		}
		lines := contour(table, 1)
		want := 0
		side := func(x, y int) int { // -1 beneath, 1 at or above, 0 unknown
			switch v := table[y][x].Value; {
			case math.IsNaN(v):
				return 0
			case v < 1:
				return -1
			}
			return 1
		}
		for y := range rows {
			for x := range columns {
				for _, next := range []struct {
					x, y int
					edge edgeLine
				}{{x + 1, y, edgeLine{corner{x + 1, y}, corner{x + 1, y + 1}}}, {x, y + 1, edgeLine{corner{x, y + 1}, corner{x + 1, y + 1}}}} {
					if next.x == columns || next.y == rows || side(x, y)*side(next.x, next.y) != -1 {
						continue
					}
					want++
					if !slices.Contains(lines, next.edge) {
						t.Fatalf("%v: no line between cells %d,%d and %d,%d", table, x, y, next.x, next.y)
					}
				}
			}
		}
		if len(lines) != want {
			t.Fatalf("%d pieces, want %d", len(lines), want)
		}
		if at, ok := exit(lines, columns, rows); ok && at.x != columns && at.y != rows {
			t.Fatalf("the line leaves a map of %d by %d at %v", columns, rows, at)
		}
	})
}

// TestThresholdIsNamed: at the end of its line, at the right or else above; in
// the key where it has no such end, and where every cell is on one side.
func TestThresholdIsNamed(t *testing.T) {
	all := heatSamples()
	for name, want := range map[string]struct {
		at   corner
		ok   bool
		says string
	}{
		"heatmap-days":   {corner{8, 4}, true, "a year (365)"},
		"heatmap-top":    {corner{3, 5}, true, "half of the deals last a year (50%)"},
		"heatmap-island": {corner{}, false, "half of the deals last a year (50%)"},
		"heatmap-above":  {corner{}, false, "half of the deals last a year (50%): reached in every cell"},
		"heatmap-one":    {corner{}, false, "half of the deals last a year (50%): reached in no cell"},
	} {
		h := all[name].(HeatMap)
		if at, ok := exit(contour(h.Panels[0].Values, h.Threshold.Value), len(h.X.Levels), len(h.Y.Levels)); at != want.at || ok != want.ok {
			t.Errorf("%s: the line leaves at %v (%t), want %v (%t)", name, at, ok, want.at, want.ok)
		}
		for _, size := range allSizes {
			d := drawIn(h, size, Light)
			var texts []string
			for _, box := range d.boxes {
				texts = append(texts, strings.ReplaceAll(box.text, nbsp, " "))
			}
			if got := strings.Join(texts, " "); !strings.Contains(got, want.says) {
				t.Errorf("%s, %v: %q is not said in %q", name, size, want.says, got)
			}
		}
	}
}

// TestUnsure: hatched are cells whose interval reaches across the threshold, is
// too wide, or is missing where others have one.
func TestUnsure(t *testing.T) {
	nan := math.NaN()
	for _, tc := range []struct {
		x         Interval
		threshold Threshold
		widest    float64
		want      bool
	}{
		{Interval{Value: 0.4, Low: 0.3, High: 0.5}, half(), 0, true}, // 0.5 is on the other side
		{Interval{Value: 0.4, Low: 0.3, High: 0.49}, half(), 0, false},
		{Interval{Value: 0.6, Low: 0.5, High: 0.7}, half(), 0, false},
		{Interval{Value: 0.6, Low: 0.49, High: 0.7}, half(), 0, true},
		{Interval{Value: 0.4, Low: 0.3, High: 0.5}, Threshold{}, 0, false},
		{Interval{Value: 0.4, Low: 0.3, High: 0.5}, Threshold{}, 0.2, false},
		{Interval{Value: 0.4, Low: 0.3, High: 0.51}, Threshold{}, 0.2, true},
		{Interval{Value: 0.4, Low: nan, High: nan}, half(), 0, true},
		{Interval{Value: nan, Low: nan, High: nan}, half(), 0, false},
	} {
		h := sampleHeat(2, 2, 100, "")
		h.Threshold, h.Widest = tc.threshold, tc.widest
		if got := h.unsure(SweepValue{Interval: tc.x}); got != tc.want {
			t.Errorf("%+v, %+v, %g: hatched %t, want %t", tc.x, tc.threshold, tc.widest, got, tc.want)
		}
	}
	bare := sampleHeat(2, 2, 100, "")
	for _, row := range bare.Panels[0].Values {
		for x := range row {
			row[x].Low, row[x].High = nan, nan
		}
	}
	if v := bare.Panels[0].Values[0][0]; bare.unsure(v) {
		t.Error("a cell is hatched for want of an interval that no cell has")
	}
}

// TestColoursAreNotChance: a map of cells that differ by less than their
// intervals uses a small part of the colours.
func TestColoursAreNotChance(t *testing.T) {
	h := sampleHeat(3, 3, 100, "")
	for y, row := range h.Panels[0].Values {
		for x := range row {
			row[x].Interval = around(0.5+0.004*float64(x-y), 0.1)
		}
	}
	if s := h.span(); s.high-s.low < 0.4-1e-9 {
		t.Errorf("colours go from %g to %g for intervals 0.2 wide", s.low, s.high)
	}
}

// TestLevelPlace: the scenario's own value lies among equal cells as it lies
// among their levels.
func TestLevelPlace(t *testing.T) {
	for _, tc := range []struct {
		levels []float64
		own    float64
		want   float64
		ok     bool
	}{
		{[]float64{0, 1, 2}, 1, 1.5, true},
		{[]float64{0, 1, 2}, 0.5, 1, true},
		{[]float64{0, 1, 2}, 0.25, 0.75, true},
		{[]float64{1, 10, 100}, math.Sqrt(10), 1, true}, // half-way by ratio
		{[]float64{0, 1, 2}, 2, 2.5, true},
		{[]float64{0, 1, 2}, 2.1, 0, false},
		{[]float64{0, 1, 2}, -0.1, 0, false},
		{[]float64{0, 1, 2}, math.NaN(), 0, false},
		{[]float64{0.1 + 0.2, 0.4}, 0.3, 0.5, true},
	} {
		if got, ok := levelPlace(SweepInput{Levels: tc.levels, Own: tc.own}); ok != tc.ok || math.Abs(got-tc.want) > 1e-9 {
			t.Errorf("%g among %v lies at %g (%t), want %g (%t)", tc.own, tc.levels, got, ok, tc.want, tc.ok)
		}
	}
	in := SweepInput{Levels: levels(0, 1, 8)}
	if got := in.write(in.Levels[1]); got != "0.143" {
		t.Errorf("a seventh is written %q", got)
	}
}

// TestHeatMapTold: words and table tell what is drawn.
func TestHeatMapTold(t *testing.T) {
	small, large := sampleHeat(3, 2, 100, ""), heatSamples()["heatmap-gappy"].(HeatMap)
	for alt, wants := range map[string][]string{
		small.Alt(): {"22% (14 to 30%) at 0 and 7.", "96% (92 to >99%) at 1 and 14.", "4 of 6 cells at or above the threshold.", "Threshold: half of the deals last a year, 50%."},
		large.Alt(): {
			"corners could not be played at 0 and 7.", "least 6% (1 to 11%) at 0 and 35.", "most 98%", "2 of 30 points could not be played.", "2 of 30 points had nothing to count.",
			"too few runs to say which side, or interval over 17 points wide: 10.",
		},
		sampleHeat(6, 5, 100, "").Alt(): {"The scenario's own cell is 0.4 and 21."},
	} {
		for _, want := range wants {
			if !strings.Contains(alt, want) {
				t.Errorf("%q is not in %q", want, alt)
			}
		}
	}
	head, rows := small.Data()
	if got := strings.Join(head[:4], ","); got != "panel,Time between meetings,Russia's clarity,value" || len(rows) != 6 {
		t.Errorf("table of %d rows begins %q", len(rows), got)
	}
}

// TestCellsShareTheirSize: the maps of several panels are of one size.
func TestCellsShareTheirSize(t *testing.T) {
	for _, size := range allSizes {
		d := drawIn(heatSamples()["heats-six"], size, Light)
		first := d.cells[0].Size()
		for _, c := range d.cells {
			if s := c.Size().Sub(first); math.Abs(float64(s.X))+math.Abs(float64(s.Y)) > 1e-6*float64(vg.Inch) {
				t.Errorf("%v: cells of %v and %v", size, first, c.Size())
			}
		}
	}
}
