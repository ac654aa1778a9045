package plots

import (
	"math"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// cellWriter is a way to write numbers in cells: in letters of a size, of a
// length. The last writes none.
type cellWriter struct {
	size   vg.Length
	text   func(v float64) string
	widest vg.Length
	note   string // what the page must then say
	sign   bool   // the percent sign is left out: the title has it
}

// fits says whether every number has room in a cell, clear of its edges; with
// hatched, so that hatching is seen at its sides.
func (w cellWriter) fits(p *page, cell vg.Point, hatched bool) bool {
	pad := p.m.line // the line of the threshold runs along the edges
	beside := 3 * pad
	if hatched {
		beside += w.size
	}
	return w.text == nil || w.widest <= cell.X-beside && w.size*capHeight <= cell.Y-2*pad
}

// writers returns the ways to write the numbers, the best first.
func (d *heatDrawing) writers() []cellWriter {
	all := d.points()
	g := d.Metric.group(all)
	places := g.places()
	largest := 0.0
	for _, v := range all {
		if finite(v.Value) {
			largest = max(largest, math.Abs(v.Value))
		}
	}
	forms := []func(v float64) string{func(v float64) string { return decimal(v, places, false) }}
	switch {
	case d.Metric.Share:
		forms = []func(v float64) string{percent, func(v float64) string { return strings.TrimSuffix(percent(v), "%") }}
	case largest > 0 && decimals(largest, 2) < places:
		few := decimals(largest, 2)
		forms = append(forms, func(v float64) string { return decimal(v, few, false) })
	}
	var out []cellWriter
	for i, form := range forms {
		for _, size := range []vg.Length{d.p.m.label, d.p.m.small} {
			w := cellWriter{size: size, text: form, sign: d.Metric.Share && i == 1}
			for _, v := range all {
				if finite(v.Value) {
					w.widest = max(w.widest, d.p.width(textStyle{size: size}, form(v.Value)))
				}
			}
			out = append(out, w)
		}
	}
	return append(out, cellWriter{note: "cells too small for numbers: see the table of data"})
}

// cell draws one cell.
func (d *heatDrawing) cell(r vg.Rectangle, v SweepValue) {
	p := d.p
	fill := p.colours.paper
	if finite(v.Value) {
		fill = d.colour(v.Value)
	}
	p.SetColor(fill)
	p.Fill(r.Path())
	p.cells = append(p.cells, inkCell{r, fill})
	ink := inkOn(fill)
	if d.unsure(v) {
		p.hatch(r, fill)
	}
	dc := draw.Canvas{Canvas: p.canvas}
	dc.StrokeLines(draw.LineStyle{Color: p.colours.paper, Width: p.m.hairline}, outline(r))
	middle := r.Min.Add(r.Size().Scale(0.5))
	if !finite(v.Value) {
		dc.StrokeLines(draw.LineStyle{Color: p.colours.axis, Width: p.m.hairline}, outline(inset(r, p.m.hairline)))
		p.gapMark(v.Failed, middle, min(p.markRadius()*0.8, r.Size().X*0.25, r.Size().Y*0.25), p.colours.ink)
		return
	}
	if d.write.text == nil {
		return
	}
	st := textStyle{size: d.write.size, colour: ink}
	words := d.write.text(v.Value)
	if d.unsure(v) { // the number stands clear of the hatching
		half := vg.Point{X: p.width(st, words)/2 + st.size*0.16, Y: st.size * (capHeight/2 + 0.14)}
		p.SetColor(fill)
		p.Fill(vg.Rectangle{Min: middle.Sub(half), Max: middle.Add(half)}.Path())
	}
	p.text(st, middle.X, middle.Y-st.size*capHeight/2, 0.5, words)
}

// colour returns the colour of a value.
func (d *heatDrawing) colour(v float64) rgb {
	return d.p.colours.ramp.at((v - d.scale.low) / (d.scale.high - d.scale.low))
}

// outline returns the edge of a rectangle as a closed line.
func outline(r vg.Rectangle) []vg.Point {
	return []vg.Point{r.Min, {X: r.Max.X, Y: r.Min.Y}, r.Max, {X: r.Min.X, Y: r.Max.Y}, r.Min}
}

// inset returns a rectangle smaller by a margin on each side.
func inset(r vg.Rectangle, by vg.Length) vg.Rectangle {
	d := vg.Point{X: by, Y: by}
	return vg.Rectangle{Min: r.Min.Add(d), Max: r.Max.Sub(d)}
}

// hatch draws lines from lower left to upper right over a rectangle, in a shade
// that stands out from its fill.
func (p *page) hatch(r vg.Rectangle, fill rgb) {
	dc := draw.Canvas{Canvas: p.canvas}
	st := draw.LineStyle{Color: mix(fill, inkOn(fill), 0.6), Width: p.m.hairline * 1.2}
	w, h := r.Size().X, r.Size().Y
	step := min(p.m.label*0.6, max(p.m.small*0.3, min(w, h)*0.4))
	for c := step/2 - h; c < w; c += step { // the line x - y = c, from the lower left corner
		from, to := max(0, c), min(w, c+h)
		if to > from {
			dc.StrokeLine2(st, r.Min.X+from, r.Min.Y+from-c, r.Min.X+to, r.Min.Y+to-c)
		}
	}
}

// threshold draws the line of a threshold, on an edge of paper so that it stands
// out from every colour.
func (p *page) threshold(lines []edgeLine, place func(corner) vg.Point) {
	dc := draw.Canvas{Canvas: p.canvas}
	for _, st := range []draw.LineStyle{
		{Color: p.colours.paper, Width: p.m.line * 2}, {Color: p.colours.ink, Width: p.m.line * 1.1},
	} {
		for _, l := range lines {
			from, to := place(l.from), place(l.to)
			along := st.Width / 2 // to close the corners
			if from.X == to.X {
				from.Y, to.Y = from.Y-along, to.Y+along
			} else {
				from.X, to.X = from.X-along, to.X+along
			}
			dc.StrokeLine2(st, from.X, from.Y, to.X, to.Y)
		}
	}
}

// ownOutline marks the scenario's own cell, within its edges, where the line of a
// threshold may run.
func (p *page) ownOutline(r vg.Rectangle) {
	dc := draw.Canvas{Canvas: p.canvas}
	r = inset(r, p.m.line*1.5)
	for _, st := range []draw.LineStyle{
		{Color: p.colours.paper, Width: p.m.line * 1.5}, {Color: p.colours.ink, Width: p.m.line * 0.7},
	} {
		dc.StrokeLines(st, outline(r))
	}
}
