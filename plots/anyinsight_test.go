package plots

import (
	"errors"
	"math"
	"testing"

	"gonum.org/v1/plot/vg"
	"pgregory.net/rapid"
)

// anyInsight returns a chart of what an outcome depends on, when it comes, or what
// to do about it, sound or unsound.
func anyInsight(t *rapid.T, words Words, name *rapid.Generator[string]) Chart {
	nan := math.NaN()
	share := rapid.OneOf(rapid.Float64Range(0, 1), rapid.SampledFrom([]float64{0, 1, nan, math.Inf(1), 1e-300, 1 - 1e-12}))
	amount := rapid.OneOf(rapid.Float64Range(0, 100), rapid.SampledFrom([]float64{0, 1e-300, 1e12, nan, math.Inf(1), 0.1}))
	interval := func(of *rapid.Generator[float64]) Interval {
		a, b := of.Draw(t, "low"), of.Draw(t, "high")
		return Interval{Value: of.Draw(t, "value"), Low: min(a, b), High: max(a, b), Unclear: rapid.Bool().Draw(t, "unclear")}
	}
	index := func() SobolShare {
		return SobolShare{interval(share), rapid.SampledFrom([]int{0, 0, 0, 1, 1 << 40, -1}).Draw(t, "more")}
	}
	switch rapid.IntRange(0, 4).Draw(t, "insight") {
	case 0:
		chart := SobolBars{Words: words, Noise: interval(share)}
		for range rapid.IntRange(0, 30).Draw(t, "inputs") {
			chart.Inputs = append(chart.Inputs, SobolInput{name.Draw(t, "name"), index(), index()})
		}
		return chart
	case 1:
		chart := MorrisPlane{Words: words, Axis: name.Draw(t, "axis"), Share: rapid.Bool().Draw(t, "share")}
		for range rapid.IntRange(0, 12).Draw(t, "inputs") {
			chart.Inputs = append(chart.Inputs, MorrisInput{
				Name: name.Draw(t, "name"), MuStar: interval(amount), Sigma: interval(amount), Floor: rapid.SampledFrom([]float64{0, 1, 1e12, nan}).Draw(t, "floor"),
			})
		}
		return chart
	case 2:
		chart := TradeOff{Words: words, Cases: name.Draw(t, "cases"), Chosen: rapid.IntRange(-2, 12).Draw(t, "chosen"), BaseRate: share.Draw(t, "base")}
		for range rapid.IntRange(0, 12).Draw(t, "boxes") {
			chart.Boxes = append(chart.Boxes, TradeOffBox{share.Draw(t, "coverage"), share.Draw(t, "density"), share.Draw(t, "mass"), rapid.IntRange(0, 9).Draw(t, "restricted")})
		}
		return chart
	case 3:
		return anyBox(t, words, name, share, interval)
	}
	chart := RobustChoice{
		Words: words, Outcome: name.Draw(t, "outcome"), Share: rapid.Bool().Draw(t, "share"), Less: rapid.Bool().Draw(t, "less"), Enough: name.Draw(t, "enough"),
	}
	for range rapid.IntRange(1, maxChoices).Draw(t, "settings") {
		of := amount
		if chart.Share {
			of = share
		}
		chart.Settings = append(chart.Settings, ChoiceSetting{name.Draw(t, "name"), interval(of), interval(of), interval(of), interval(share)})
	}
	return chart
}

// anyBox returns a box of conditions.
func anyBox(t *rapid.T, words Words, name *rapid.Generator[string], share *rapid.Generator[float64], interval func(*rapid.Generator[float64]) Interval) Chart {
	chart := BoxRanges{Words: words, Cases: name.Draw(t, "cases"), Density: interval(share), Elsewhere: interval(share), Coverage: interval(share)}
	at := rapid.OneOf(rapid.Float64Range(-10, 10), rapid.SampledFrom([]float64{0, 1e-300, 1e12, -1e12, math.Inf(1), math.Inf(-1), math.NaN()}))
	limits := func() (low, high BoxLimit) {
		a, b := at.Draw(t, "low"), at.Draw(t, "high")
		return BoxLimit{min(a, b), name.Draw(t, "text")}, BoxLimit{max(a, b), ""}
	}
	for range rapid.IntRange(0, maxBoxInputs).Draw(t, "inputs") {
		in := BoxInput{
			Name: name.Draw(t, "name"), Unit: name.Draw(t, "unit"), Log: rapid.Bool().Draw(t, "log"),
			QuasiP: share.Draw(t, "quasi-p"), Again: share.Draw(t, "again"),
		}
		in.Low, in.High = limits()
		in.From, in.To = limits()
		for range rapid.IntRange(-9, 9).Draw(t, "levels") {
			in.Levels = append(in.Levels, BoxLevel{name.Draw(t, "level"), rapid.Bool().Draw(t, "kept")})
		}
		chart.Inputs = append(chart.Inputs, in)
	}
	return chart
}

// TestAnyInsightKeepsItsTextsApart draws random charts of these kinds: texts never
// touch and stay within the margins, whatever the numbers and names.
func TestAnyInsightKeepsItsTextsApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{kiriyenko, unbroken, "", "Russia: clarity"}))
		title := rapid.SampledFrom([]string{"Title", unbroken, kiriyenko}).Draw(t, "title")
		chart := anyInsight(t, Words{Title: title, Subtitle: name.Draw(t, "subtitle"), Caption: Caption{Measure: name.Draw(t, "measure")}}, name)
		if errors.Join(chart.words().check(), chart.check()) != nil {
			return
		}
		d := drawIn(chart, Size(rapid.IntRange(0, 2).Draw(t, "size")), Light)
		if d.err != nil {
			t.Fatalf("a checked chart failed: %v", d.err)
		}
		keepApart(t, d)
	})
}

// keepApart fails where texts touch or leave the margins.
func keepApart(t *rapid.T, d drawing) {
	const rounding = 0.01
	inside := grown(vg.Rectangle{Max: vg.Point{X: d.m.width, Y: d.m.height}}, rounding-d.m.margin)
	for i, a := range d.boxes {
		if a.Min.X < inside.Min.X || a.Max.X > inside.Max.X || a.Min.Y < inside.Min.Y || a.Max.Y > inside.Max.Y {
			t.Fatalf("%q at %v leaves the margins", a.text, a.Rectangle)
		}
		for _, b := range d.boxes[i+1:] {
			if overlap(a.Rectangle, b.Rectangle, 0) {
				t.Fatalf("%q at %v touches %q at %v", a.text, a.Rectangle, b.text, b.Rectangle)
			}
		}
	}
}
