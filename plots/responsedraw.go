package plots

import (
	"slices"

	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// responseDrawing is a response being drawn.
type responseDrawing struct {
	Response
	p      *page
	x      levelAxis
	y      scale
	strip  vg.Length // beneath the data, for the marks of gaps
	places int
}

func (r Response) draw(p *page) {
	all := r.points()
	d := &responseDrawing{Response: r, p: p, x: newLevelAxis(r.Input), y: r.span(), places: r.Metric.group(all).places()}
	if failed, nothing := gaps(all); failed+nothing > 0 {
		d.strip = p.m.small * 0.75
	}
	p.keyAndAxis(d.key(all), p.cut(p.axisStyle(), r.Metric.name(), r.Metric.unit(), p.wide()))
	st := p.axisStyle()
	under := p.m.gap*1.3 + st.height(1)*2
	if len(r.Panels) == 1 {
		d.lone(under)
		return
	}
	d.multiples(under)
}

// key explains what is drawn beside the lines, and the lines themselves where
// several panels share them.
func (d *responseDrawing) key(all []SweepValue) []keyItem {
	p := d.p
	var items []keyItem
	if len(d.Panels) > 1 && len(d.Lines) > 1 {
		for k, name := range d.Lines {
			item := p.lineItem(p.armWords(name, ""), p.series(k))
			item.width = p.sampleWidth()
			line := item.sample
			item.sample = func(box vg.Rectangle) {
				line(box)
				p.mark(p.arm(k), vg.Point{X: (box.Min.X + box.Max.X) / 2, Y: (box.Min.Y + box.Max.Y) / 2}, p.dotRadius(), false)
			}
			items = append(items, item)
		}
	}
	if slices.ContainsFunc(all, func(v SweepValue) bool { return v.known() }) {
		items = append(items, keyItem{words: "95% interval", width: 24, sample: func(box vg.Rectangle) {
			p.SetColor(p.colours.tint(p.colours.main(), 0.2))
			p.Fill(box.Path())
		}})
	}
	if d.Threshold.given() {
		items = append(items, p.lineItem(p.thresholdWords(d.Metric, d.Threshold), p.thresholdStyle()))
	}
	if _, ok, off := d.x.own(); ok {
		items = append(items, p.ownItem(d.Input, off))
	}
	return append(items, p.gapItems(all)...)
}

// gutter is the width of the labels of the metric.
func (d *responseDrawing) gutter() vg.Length {
	var w vg.Length
	for _, v := range d.y.at() {
		w = max(w, d.p.width(d.p.axisStyle(), d.Metric.tick(v, d.y.step)))
	}
	return w + d.p.m.gap*0.6
}

// lone draws the only panel, with the lines named at their ends.
func (d *responseDrawing) lone(under vg.Length) {
	p := d.p
	levels := d.Input.Levels
	half := func(v float64) vg.Length { return p.width(p.axisStyle(), d.Input.write(v)) / 2 }
	area := vg.Rectangle{ // the labels of the ends stand out by their halves
		Min: vg.Point{X: p.left + max(d.gutter(), half(levels[0])), Y: p.bottom + under + d.strip},
		Max: vg.Point{X: p.right - max(p.m.gap, half(levels[len(levels)-1])), Y: p.top},
	}
	labels := d.labels(area.Size().Y)
	area.Max.X -= labels.width
	a := d.panel(area, 0)
	d.axis(a)
	labels.draw(a)
	p.underTitle(area.Min.X, d.Input.name(), d.x.after())
}

// multiples draws several panels on shared axes.
func (d *responseDrawing) multiples(under vg.Length) {
	p := d.p
	g := &grid{p: p, gutter: d.gutter(), strip: d.strip, foot: under, aspect: 1.5, label: d.x.widest(p)}
	for _, pn := range d.Panels {
		g.heads = append(g.heads, head{name: pn.Name})
	}
	for i, c := range g.cells() {
		a := d.panel(c.area, i)
		if c.first {
			a.yTicks(d.y.at(), func(v float64) string { return d.Metric.tick(v, d.y.step) })
		}
		if c.lowest {
			d.xTicks(a)
		}
	}
	p.underTitle(p.left+g.gutter, d.Input.name(), d.x.after())
}

// underTitle names the input along the axis at the foot of what is free.
func (p *page) underTitle(x vg.Length, name, after string) {
	st := p.axisStyle()
	p.text(st, x, p.bottom+st.size*descent, 0, p.cut(st, name, after, p.right-x))
}

// axis draws both axes of a lone panel.
func (d *responseDrawing) axis(a *panel) {
	a.yTicks(d.y.at(), func(v float64) string { return d.Metric.tick(v, d.y.step) })
	d.xTicks(a)
}

// xTicks draws the axis of the input, beneath the strip of gaps.
func (d *responseDrawing) xTicks(a *panel) {
	below := *a
	below.area.Min.Y -= d.strip
	below.xTicks(d.x.ticks(d.p, a.area.Size().X))
	if at, ok, off := d.x.own(); ok && !off {
		d.p.ownMark(vg.Point{X: a.x(at), Y: below.area.Min.Y - d.p.m.gap*0.42})
	}
}

// panel draws the data of panel i, and the marks beneath them.
func (d *responseDrawing) panel(area vg.Rectangle, i int) *panel {
	p := d.p
	a := p.panel(area, 1, d.y.high)
	a.Y.Min = d.y.low
	a.grid(d.y.at())
	if a.Y.Min != 0 { // the foot of the panel is an axis also where it is not 0
		a.Add(rules{at: []float64{a.Y.Min}, style: draw.LineStyle{Color: p.colours.axis, Width: p.m.hairline * 1.4}})
	}
	at, own, off := d.x.own()
	if own && !off {
		a.Add(rules{at: []float64{at}, down: true, style: draw.LineStyle{Color: p.colours.axis, Width: p.m.hairline * 1.4, Dashes: []vg.Length{3, 3}}})
	}
	lines := d.Panels[i].Values
	found := false
	for k, line := range lines {
		for _, run := range d.runs(line, true) {
			a.ribbon(run.low, run.high, p.colours.tint(p.colours.series[k], 0.17))
		}
	}
	for k, line := range lines {
		hair := draw.LineStyle{Color: p.colours.tint(p.colours.series[k], 0.45), Width: p.m.hairline}
		for _, run := range d.runs(line, true) {
			a.line(run.low, hair, false)
			a.line(run.high, hair, false)
		}
	}
	if d.Threshold.given() {
		a.line(plotter.XYs{{X: 0, Y: d.Threshold.Value}, {X: 1, Y: d.Threshold.Value}}, p.thresholdStyle(), false)
	}
	for k, line := range lines {
		for _, run := range d.runs(line, false) {
			found = true
			if len(run.middle) > 1 {
				a.line(run.middle, p.series(k), false)
			}
		}
	}
	a.show()
	for k, line := range lines {
		d.dots(a, k, line)
	}
	d.gaps(a, lines)
	if !found {
		p.note(area, "No values")
	}
	return a
}

// stretch is a part of a line without a gap.
type stretch struct{ low, middle, high plotter.XYs }

// runs splits a line where it has gaps; with bands, where it has no interval.
func (d *responseDrawing) runs(line []SweepValue, bands bool) []stretch {
	var out []stretch
	open := false
	for j, v := range line {
		if !finite(v.Value) || bands && !v.known() {
			open = false
			continue
		}
		if !open {
			out, open = append(out, stretch{}), true
		}
		x := d.x.place(d.Input.Levels[j])
		s := &out[len(out)-1]
		s.middle = append(s.middle, plotter.XY{X: x, Y: v.Value})
		if bands {
			s.low = append(s.low, plotter.XY{X: x, Y: v.Low})
			s.high = append(s.high, plotter.XY{X: x, Y: v.High})
		}
	}
	return out
}

// dots marks each level of a line, where there is room, and each that stands
// alone.
func (d *responseDrawing) dots(a *panel, k int, line []SweepValue) {
	r := d.p.dotRadius()
	all := vg.Length(len(line))*r*3.2 <= a.area.Size().X
	for _, run := range d.runs(line, false) {
		for _, pt := range run.middle {
			if all || len(run.middle) == 1 {
				d.p.mark(d.p.arm(k), vg.Point{X: a.x(pt.X), Y: a.y(pt.Y)}, r, false)
			}
		}
	}
}

// gaps marks levels without a value in the strip beneath the data.
func (d *responseDrawing) gaps(a *panel, lines [][]SweepValue) {
	if d.strip == 0 {
		return
	}
	r := min(d.strip*0.36, a.area.Size().X*(1-2*edge)/vg.Length(len(d.Input.Levels))*0.4)
	for j, level := range d.Input.Levels {
		var column []SweepValue
		for _, line := range lines {
			column = append(column, line[j])
		}
		if failed, nothing := gaps(column); failed+nothing > 0 {
			d.p.gapMark(failed > 0, vg.Point{X: a.x(d.x.place(level)), Y: a.area.Min.Y - d.strip/2}, r, d.p.colours.ink)
		}
	}
}
