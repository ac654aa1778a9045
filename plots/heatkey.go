package plots

import (
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// key explains what is drawn on the cells.
func (d *heatDrawing) key(w cellWriter) []keyItem {
	p := d.p
	all := d.points()
	var items []keyItem
	if failed, nothing := gaps(all); d.Threshold.given() && len(d.label) == 0 && failed+nothing < len(all) {
		items = append(items, d.thresholdItem(all))
	}
	box := p.m.label * 1.5
	if slices.ContainsFunc(all, d.unsure) {
		items = append(items, keyItem{words: d.unsureWords(), width: box, sample: func(r vg.Rectangle) {
			fill := p.colours.ramp.at(0.35)
			p.SetColor(fill)
			p.Fill(r.Path())
			p.hatch(r, fill)
		}})
	}
	items = append(items, d.ownItems(box)...)
	items = append(items, p.gapItems(all)...)
	if w.note != "" {
		items = append(items, keyItem{words: w.note, width: -samplePad, sample: func(vg.Rectangle) {}})
	}
	for i := range items {
		items[i].words = p.oneLine(p.labelStyle(), items[i].words, p.wide()-items[i].width-samplePad)
	}
	return items
}

// thresholdItem names the line, or says that there is none since all cells lie on
// one side.
func (d *heatDrawing) thresholdItem(all []SweepValue) keyItem {
	p := d.p
	if slices.ContainsFunc(d.lines, func(l []edgeLine) bool { return len(l) > 0 }) {
		return keyItem{words: p.thresholdWords(d.Metric, d.Threshold), width: 24, sample: func(r vg.Rectangle) {
			y := (r.Min.Y + r.Max.Y) / 2
			p.threshold([]edgeLine{{corner{0, 0}, corner{1, 0}}}, func(c corner) vg.Point {
				return vg.Point{X: r.Min.X + r.Size().X*vg.Length(c.x), Y: y}
			})
		}}
	}
	reached, n := 0, 0
	for _, v := range all {
		if finite(v.Value) {
			n++
			if v.Value >= d.Threshold.Value {
				reached++
			}
		}
	}
	in := count(reached) + " of " + plural(n, "cell") // of which no two of both sides meet
	switch reached {
	case 0:
		in = "no cell"
	case n:
		in = "every cell"
	}
	after := " (" + d.Metric.write(d.Threshold.Value) + "): reached in " + in
	words := p.oneLine(p.labelStyle(), d.Threshold.Name, p.wide()*0.8-p.width(p.labelStyle(), after)) + after
	return keyItem{words: words, width: -samplePad, sample: func(vg.Rectangle) {}}
}

// ownItems explains the outline of the scenario's own cell, or the marks beside
// the axes where its values are not both levels.
func (d *heatDrawing) ownItems(width vg.Length) []keyItem {
	p := d.p
	if _, _, ok := d.ownCell(); ok {
		return []keyItem{{words: "this scenario", width: width, sample: func(r vg.Rectangle) {
			p.SetColor(p.colours.ramp.at(0.35))
			p.Fill(r.Path())
			p.ownOutline(inset(r, -p.m.line))
		}}}
	}
	words := ""
	for _, in := range []struct {
		of  SweepInput
		way string
	}{{d.X, "across"}, {d.Y, "upwards"}} {
		if !finite(in.of.Own) {
			continue
		}
		if words != "" {
			words += ", "
		}
		words += value(in.of.Own) + " " + in.way
		if _, ok := levelPlace(in.of); !ok {
			words += " (beyond the map)"
		}
	}
	if words == "" {
		return nil
	}
	r := p.ownRadius()
	return []keyItem{{words: "this scenario: " + words, width: 2 * r, sample: func(box vg.Rectangle) {
		p.ownMark(vg.Point{X: (box.Min.X + box.Max.X) / 2, Y: (box.Min.Y + box.Max.Y) / 2})
	}}}
}

// levelPlace returns where the scenario's own value lies among cells of equal
// size, counted in cells from the first edge.
func levelPlace(in SweepInput) (at float64, ok bool) {
	if i := in.level(in.Own); i >= 0 {
		return float64(i) + 0.5, true
	}
	i := slices.IndexFunc(in.Levels, func(l float64) bool { return l > in.Own })
	if i <= 0 {
		return 0, false
	}
	low, high, own := in.Levels[i-1], in.Levels[i], in.Own
	if spacedByRatio(in.Levels) {
		low, high, own = math.Log(low), math.Log(high), math.Log(own)
	}
	return float64(i) - 0.5 + (own-low)/(high-low), true
}

// headHeight returns the height of the colour bar and the key.
func (d *heatDrawing) headHeight(w cellWriter) vg.Length {
	items := d.key(w)
	h := d.barHeight()
	if len(items) > 0 && !d.keyBeside(items) {
		h += d.p.keyHeight(len(d.p.keyRows(items, d.p.wide())))
	}
	return h
}

// keyBeside says whether the key stands beneath the title, beside the bar.
func (d *heatDrawing) keyBeside(items []keyItem) bool {
	width, beside := d.barShape()
	return beside && d.p.keyWidth(items)+d.p.apart() <= d.p.wide()-width
}

// head draws the colour bar and the key.
func (d *heatDrawing) head() {
	p := d.p
	top, items := p.top, d.key(d.write)
	d.bar()
	switch {
	case len(items) == 0:
	case d.keyBeside(items):
		p.keyRow(items, p.left, top-p.axisStyle().height(1)-p.m.gap*0.6)
	default:
		p.key(items)
	}
}

// barShape returns the width of the colour bar with its labels, and whether its
// title stands beside it.
func (d *heatDrawing) barShape() (width vg.Length, beside bool) {
	p := d.p
	width = p.wide() * 0.42
	title := p.width(p.axisStyle(), d.Metric.name()+d.after())
	return width, title+p.m.gap*2 <= p.wide()-width
}

// after is written behind the name of the metric.
func (d *heatDrawing) after() string {
	if d.write.sign {
		return " (%)"
	}
	return d.Metric.unit()
}

// barHeight returns what bar takes.
func (d *heatDrawing) barHeight() vg.Length {
	p := d.p
	h := p.m.label*1.1 + p.m.gap*0.5 + p.axisStyle().height(1) + p.m.gap
	if _, beside := d.barShape(); !beside {
		h += p.axisStyle().height(1) + p.m.gap*0.5
	}
	return h
}

// bar draws the colours with their values, the title at their left or above.
func (d *heatDrawing) bar() {
	p := d.p
	st := p.axisStyle()
	width, beside := d.barShape()
	title := p.cut(st, d.Metric.name(), d.after(), p.wide())
	bottom := p.top - d.barHeight() + p.m.gap
	p.block(st, p.left, p.top, 0, []string{title})
	var half vg.Length
	for _, v := range d.scale.at() {
		half = max(half, p.width(st, d.Metric.tick(v, d.scale.step))/2)
	}
	left := p.left
	if beside {
		left = p.right - width
	}
	r := vg.Rectangle{
		Min: vg.Point{X: left + half, Y: bottom + st.height(1) + p.m.gap*0.5},
		Max: vg.Point{X: left + width - half, Y: bottom + st.height(1) + p.m.gap*0.5 + p.m.label*1.1},
	}
	d.colours(r)
	dc := draw.Canvas{Canvas: p.canvas}
	mark := draw.LineStyle{Color: p.colours.axis, Width: p.m.hairline * 1.4}
	x := func(v float64) vg.Length {
		return r.Min.X + r.Size().X*vg.Length((v-d.scale.low)/(d.scale.high-d.scale.low))
	}
	end := vg.Length(math.Inf(-1))
	for _, v := range d.scale.at() {
		words := d.Metric.tick(v, d.scale.step)
		w := p.width(st, words)
		if v > d.scale.high || x(v)-w/2 < end+st.size*0.5 {
			continue
		}
		end = x(v) + w/2
		dc.StrokeLine2(mark, x(v), r.Min.Y, x(v), r.Min.Y-p.m.gap*0.25)
		p.block(st, x(v), r.Min.Y-p.m.gap*0.5, 0.5, []string{words})
	}
	if t := d.Threshold; t.given() && t.Value > d.scale.low && t.Value < d.scale.high {
		for _, st := range []draw.LineStyle{
			{Color: p.colours.paper, Width: p.m.line * 2}, {Color: p.colours.ink, Width: p.m.line * 1.1},
		} {
			dc.StrokeLine2(st, x(t.Value), r.Min.Y, x(t.Value), r.Max.Y)
		}
	}
	p.top = bottom - p.m.gap
}

// colours fills a bar with the scale, in strips that each reach to its right end
// so that no seam shows between them.
func (d *heatDrawing) colours(r vg.Rectangle) {
	const strips = 96
	for i := range strips {
		part := r
		part.Min.X += r.Size().X * vg.Length(i) / strips
		d.p.SetColor(d.p.colours.ramp.at((float64(i) + 0.5) / strips))
		d.p.Fill(part.Path())
	}
	dc := draw.Canvas{Canvas: d.p.canvas}
	dc.StrokeLines(draw.LineStyle{Color: d.p.colours.axis, Width: d.p.m.hairline}, outline(r))
}
