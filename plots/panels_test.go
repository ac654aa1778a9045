package plots

import (
	"math"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg/recorder"
)

// TestSmallMultiplesShareTheirAxes: the panels of a chart have one size, in
// every size of page, so that heights in different panels compare.
func TestSmallMultiplesShareTheirAxes(t *testing.T) {
	for _, d := range drawings() {
		switch kind, _, _ := strings.Cut(d.name, "-"); strings.Split(kind, "/")[0] {
		case "multiples", "incidence", "standing", "reputation", "reliability", "response":
		default:
			continue
		}
		first := d.panels[0].Size()
		for _, panel := range d.panels {
			if size := panel.Size(); math.Abs(float64(size.X-first.X)) > 1e-6 || math.Abs(float64(size.Y-first.Y)) > 1e-6 {
				t.Errorf("%s: panels of %v and %v", d.name, first, size)
			}
		}
	}
}

// TestIncidencePoints: a curve starts at 0 on day 0, steps up on its own days
// and is held until the last day of any cause, since to that day nothing more
// came of it.
func TestIncidencePoints(t *testing.T) {
	chart := Incidence{N: 10, Horizon: 100, Causes: []Cause{
		{Name: "leak", Day: []float64{5, 20}, Share: []float64{0.1, 0.3}},
		{Name: "drift", Day: []float64{60}, Share: []float64{0.5}},
	}}
	got := chart.points(chart.Causes[0])
	want := [][2]float64{{0, 0}, {5, 0.1}, {20, 0.3}, {60, 0.3}}
	if len(got) != len(want) {
		t.Fatalf("%d corners, want %d", len(got), len(want))
	}
	for i, w := range want {
		if got[i].X != w[0] || got[i].Y != w[1] {
			t.Errorf("corner %d is %v, want %v", i, got[i], w)
		}
	}
	if _, rows := chart.Data(); rows[0][0] != "drift" {
		t.Errorf("first comes %q, want the commonest", rows[0][0])
	}
	// All deals followed and none ended: each curve lies at 0 to the horizon.
	chart = Incidence{N: 10, Horizon: 100, Causes: []Cause{{Name: "leak"}}}
	if got := chart.points(chart.Causes[0]); len(got) != 2 || got[1].X != 100 || got[1].Y != 0 {
		t.Errorf("the curve of a cause that never came is %v", got)
	}
}

// TestConvergenceMet: the target counts as met at the first look within it.
func TestConvergenceMet(t *testing.T) {
	c := Convergence{
		Runs: []int{10, 20, 30, 40}, Estimate: []float64{5, 5, 5, 5},
		Low: []float64{1, math.NaN(), 4, 4.5}, High: []float64{9, 6, 6, 5.5},
	}
	for target, want := range map[float64]string{
		0.1: "±0.50, target ±0.10 not met", 0.5: "target ±0.50 met after 40 runs",
		1: "target ±1.0 met after 30 runs", 4: "target ±4.0 met after 10 runs", 0: "±0.50",
	} {
		if c.Target = target; c.reached() != want {
			t.Errorf("target %g: %q, want %q", target, c.reached(), want)
		}
	}
}

// TestBarePointsAreTold: what came true of too few forecasts for an interval is
// drawn unlike the rest, and the key says so where there is such a bin.
func TestBarePointsAreTold(t *testing.T) {
	all := samples()
	for name, want := range map[string]bool{"reliability": false, "reliability-none": true} {
		cv, _ := drawSample(t, all[name], Square)
		told := slices.ContainsFunc(cv.boxes, func(b textBox) bool { return b.text == "too few for one" })
		if told != want {
			t.Errorf("%s: the key tells of points without an interval: %v, want %v", name, told, want)
		}
	}
}

// TestReliabilityMarks: a sound bin is drawn where its numbers say, and the
// strip of counts stands right beneath the data.
func TestReliabilityMarks(t *testing.T) {
	chart := sampleReliability("After envoy meetings")
	d := drawIn(chart, Square, Light)
	if d.err != nil || len(d.panels) != 1 || len(d.strips) != 1 {
		t.Fatalf("%d panels and %d strips: %v", len(d.panels), len(d.strips), d.err)
	}
	data, strip := d.panels[0], d.strips[0]
	if data.Min.X != strip.Min.X || data.Max.X != strip.Max.X || strip.Max.Y >= data.Min.Y {
		t.Errorf("strip %v does not stand beneath the data %v", strip, data)
	}
	// The fullest bin reaches the top of the strip, and no bin overtops it.
	top := 0.0
	for _, action := range d.on.Actions {
		fill, ok := action.(*recorder.Fill)
		if !ok || len(fill.Path) != 5 {
			continue
		}
		low, high := fill.Path[0].Pos, fill.Path[0].Pos
		for _, part := range fill.Path[:4] {
			low.X, low.Y = min(low.X, part.Pos.X), min(low.Y, part.Pos.Y)
			high.X, high.Y = max(high.X, part.Pos.X), max(high.Y, part.Pos.Y)
		}
		if low.Y == strip.Min.Y && low.X >= strip.Min.X && high.X <= strip.Max.X {
			top = max(top, float64(high.Y))
		}
	}
	if math.Abs(top-float64(strip.Max.Y)) > 1e-6 {
		t.Errorf("bars reach %g, want %g", top, float64(strip.Max.Y))
	}
}
