package plots

import (
	"strconv"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// side says on which side of the base an end of an input stands: an end that does
// not move the metric, or has no value, stands across from the other, the low one
// at the left.
func (in TornadoInput) side(end int) (right bool) {
	of := func(x float64) int {
		switch {
		case x > 0:
			return 1
		case x < 0:
			return -1
		}
		return 0 // NaN, too
	}
	own, other := of(in.end(end).Change.Value), of(in.end(1-end).Change.Value)
	switch {
	case own != 0:
		return own > 0
	case other != 0:
		return other < 0
	}
	return end == 1
}

func (in TornadoInput) end(i int) TornadoEnd {
	if i == 0 {
		return in.Low
	}
	return in.High
}

// split says whether both ends stand on one side.
func (in TornadoInput) split() bool { return in.side(0) == in.side(1) }

// both draws the bars of an input, with their whiskers.
func (d *tornadoDrawing) both(in TornadoInput, middle vg.Length) {
	half := d.pitch * 0.34
	for end := range 2 {
		x := in.end(end).Change
		if !finite(x.Value) {
			continue
		}
		low, high := middle-half, middle+half
		if in.split() && end == 0 {
			low = middle
		} else if in.split() {
			high = middle
		}
		from, to := d.x(d.Base.Value), d.x(d.Base.Value+x.Value)
		r := vg.Rectangle{Min: vg.Point{X: min(from, to), Y: low}, Max: vg.Point{X: max(from, to), Y: high}}
		d.bar(r, d.fill(end), !in.clear())
		d.p.taken(r)
		if x.known() {
			a, b := d.x(d.Base.Value+x.Low), d.x(d.Base.Value+x.High)
			d.whisker(a, b, (low+high)/2, (high-low)*0.22)
			d.p.taken(vg.Rectangle{Min: vg.Point{X: a, Y: (low + high) / 2}, Max: vg.Point{X: b, Y: (low + high) / 2}})
		}
	}
}

// bar draws a full or a hollow bar.
func (d *tornadoDrawing) bar(r vg.Rectangle, fill rgb, hollow bool) {
	p := d.p
	p.SetColor(fill)
	p.Fill(r.Path())
	if edge := p.m.line * 0.6; hollow && r.Size().X > 2*edge && r.Size().Y > 2*edge {
		p.SetColor(p.colours.paper)
		p.Fill(inset(r, edge).Path())
	}
}

// whisker draws an interval in ink on an edge of paper.
func (d *tornadoDrawing) whisker(from, to, y, foot vg.Length) {
	p := d.p
	dc := draw.Canvas{Canvas: p.canvas}
	for _, st := range []draw.LineStyle{
		{Color: p.colours.paper, Width: p.m.line * 1.5}, {Color: p.colours.ink, Width: p.m.line * 0.55},
	} {
		dc.StrokeLine2(st, from, y, to, y)
		dc.StrokeLine2(st, from, y-foot, from, y+foot)
		dc.StrokeLine2(st, to, y-foot, to, y+foot)
	}
}

// labels returns what stands at the ends of the bars of a row.
func (d *tornadoDrawing) labels(row int) []tornadoLabel {
	in := d.bars[row]
	if !in.split() {
		return []tornadoLabel{{row, in.side(0), []int{0}}, {row, in.side(1), []int{1}}}
	}
	l := tornadoLabel{row, in.side(0), []int{0, 1}}
	if in.Low.Change.Value > in.High.Change.Value { // in the order of the bars' ends
		l.ends = []int{1, 0}
	}
	return []tornadoLabel{l}
}

// markWidth is the width of a mark in a label, with the space after it.
func (d *tornadoDrawing) markWidth() vg.Length { return d.text.size * 1.1 }

// words returns the text of one end.
func (d *tornadoDrawing) words(row, end int) string {
	v := d.bars[row].end(end).At
	if short, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 3, 64), 64); err == nil && d.brief {
		v = short
	}
	return endValue(v)
}

// labelWidth returns the width of a label, with the space before it.
func (d *tornadoDrawing) labelWidth(l tornadoLabel) vg.Length {
	w := d.text.size * 0.6
	for i, end := range l.ends {
		if i > 0 {
			w += d.text.size * 0.7
		}
		w += d.markWidth() + d.p.width(d.text, d.words(l.row, end))
	}
	return w
}

// reach returns how far the bars and whiskers of a row reach on one side, at
// least to the base.
func (d *tornadoDrawing) reach(l tornadoLabel) float64 {
	far, in := 0.0, d.bars[l.row]
	for end := range 2 {
		x := in.end(end).Change
		if !finite(x.Value) {
			continue
		}
		list := []float64{x.Value}
		if x.known() {
			list = append(list, x.Low, x.High)
		}
		for _, v := range list {
			if l.right {
				far = max(far, v)
			} else {
				far = min(far, v)
			}
		}
	}
	return d.Base.Value + far
}

// label writes the values of the input at the outer end of the bars and whiskers
// of one side.
func (d *tornadoDrawing) label(l tornadoLabel) {
	p, in, middle := d.p, d.bars[l.row], d.middle(l.row)
	from := d.x(d.reach(l))
	pad := d.text.size * 0.6
	x := from + pad
	if !l.right {
		x = from - d.labelWidth(l)
	}
	half := d.text.size * (capHeight/2 + 0.12)
	p.SetColor(p.colours.paper)
	p.Fill(vg.Rectangle{Min: vg.Point{X: x - pad/3, Y: middle - half}, Max: vg.Point{X: x + d.labelWidth(l) - pad*2/3, Y: middle + half}}.Path())
	for i, end := range l.ends {
		if i > 0 {
			x += d.text.size * 0.7
		}
		r := d.text.size * 0.36
		at := vg.Point{X: x + r, Y: middle}
		if finite(in.end(end).Change.Value) {
			p.mark(d.shape(end), at, r, false)
		} else {
			p.gapMark(true, at, r*0.8, p.colours.ink)
		}
		x += d.markWidth()
		words := d.words(l.row, end)
		p.inside(d.text, x, middle+d.text.size*capHeight/2, 0, []string{words})
		x += p.width(d.text, words)
	}
}
