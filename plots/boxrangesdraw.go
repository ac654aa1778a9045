package plots

import (
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// boxRows is a box being drawn.
type boxRows struct {
	BoxRanges
	p     *page
	text  rowText
	names vg.Length
	judge []judged
	heads vg.Length    // height of the heads of the columns
	ends  [2]vg.Length // widths of the least and the greatest values
	area  vg.Rectangle
}

// judged is a column of judgements on restrictions.
type judged struct {
	head  string
	write func(in BoxInput) string
	lines []string // of the head
	width vg.Length
}

func (b BoxRanges) draw(p *page) {
	d := &boxRows{BoxRanges: b, p: p}
	d.key()
	d.layout()
	if height := d.sharesHeight(); (d.area.Max.Y-height-p.bottom)/vg.Length(len(b.Inputs)) >= p.m.small*2.1 {
		d.shares()
	} else {
		d.sharesInWords()
	}
	d.layout()
	if d.area.Size().X < p.wide()*0.15 || d.text.pitch < d.text.size*1.9 {
		p.fail(errNoRoom())
		return
	}
	right := p.right
	for i := len(d.judge) - 1; i >= 0; i-- {
		c := d.judge[i]
		for j, line := range c.lines { // on the foot of the heads
			p.text(p.axisStyle(), right, p.top-d.heads+p.axisStyle().height(len(c.lines))-p.axisStyle().size*(capHeight+leading*vg.Length(j)), 1, line)
		}
		right -= c.width + p.m.gap
	}
	for i, in := range d.Inputs {
		d.row(in, d.area.Max.Y-d.text.pitch*vg.Length(i))
	}
}

// key explains the lines and the names.
func (d *boxRows) key() {
	p := d.p
	var ranges, names bool
	for _, in := range d.Inputs {
		ranges, names = ranges || len(in.Levels) == 0, names || len(in.Levels) > 0
	}
	var items []keyItem
	bar := func(words string, width vg.Length, st draw.LineStyle) {
		items = append(items, keyItem{words: words, width: width, sample: func(box vg.Rectangle) {
			y := (box.Min.Y + box.Max.Y) / 2
			dc := draw.Canvas{Canvas: p.canvas, Rectangle: box}
			dc.StrokeLine2(st, box.Min.X, y, box.Max.X, y)
		}})
	}
	if ranges {
		bar("values in the box", 24, p.boxStyle())
		bar("all values tried", 24, p.triedStyle())
	}
	if names {
		items = append(items, keyItem{words: "framed: kept", width: 18, sample: func(box vg.Rectangle) { p.frameBox(box) }})
		st := p.axisStyle()
		items = append(items, keyItem{words: "struck out: left out", width: p.width(st, "name"), sample: func(box vg.Rectangle) {
			y := (box.Min.Y + box.Max.Y) / 2
			p.text(st, box.Min.X, y-st.size*capHeight/2, 0, "name")
			dc := draw.Canvas{Canvas: p.canvas, Rectangle: box}
			dc.StrokeLine2(p.triedStyle(), box.Min.X-1, y, box.Max.X+1, y)
		}})
	}
	p.key(items)
}

func (p *page) boxStyle() draw.LineStyle {
	return draw.LineStyle{Color: p.colours.main(), Width: p.m.label * 0.55}
}

func (p *page) triedStyle() draw.LineStyle {
	return draw.LineStyle{Color: p.colours.slate, Width: p.m.hairline * 1.6}
}

func (p *page) frameBox(box vg.Rectangle) {
	dc := draw.Canvas{Canvas: p.canvas, Rectangle: box}
	st := draw.LineStyle{Color: p.colours.main(), Width: p.m.line * 0.7}
	dc.StrokeLines(st, []vg.Point{box.Min, {X: box.Max.X, Y: box.Min.Y}, box.Max, {X: box.Min.X, Y: box.Max.Y}, box.Min})
}

// columns returns the judgements that are known of any restriction.
func (d *boxRows) columns() []judged {
	all := []judged{
		{head: "Quasi-p", write: func(in BoxInput) string { return quasi(in.QuasiP) }},
		{head: "Found again", write: func(in BoxInput) string { return again(in.Again) }},
	}
	st := d.p.axisStyle()
	var out []judged
	for _, c := range all {
		known := false
		for _, in := range d.Inputs {
			known = known || c.write(in) != "–"
			c.width = max(c.width, d.p.width(d.text.textStyle, c.write(in)))
		}
		c.width = max(c.width, d.p.width(st, "Quasi-p"))
		if d.p.m.wide {
			c.width = max(c.width, d.p.width(st, "Found again"))
		}
		if c.lines = d.p.balance(st, c.head, c.width, 0); known {
			out = append(out, c)
		}
	}
	return out
}

// layout finds the columns and how high a row is.
func (d *boxRows) layout() {
	p := d.p
	d.text = rowText{textStyle: p.labelStyle()}
	d.judge = d.columns()
	d.heads = 0
	for _, c := range d.judge {
		d.heads = max(d.heads, p.axisStyle().height(len(c.lines)))
	}
	n := len(d.Inputs)
	free := p.top - d.heads - p.m.gap*0.4 - p.bottom
	for _, size := range []vg.Length{p.m.label, p.m.small} {
		d.text = rowText{textStyle{size: size, colour: p.colours.ink}, min(free/vg.Length(n), size*5)}
		if d.text.pitch >= size*2.5 {
			break
		}
	}
	var names []string
	for _, in := range d.Inputs {
		names = append(names, in.Name)
		if len(in.Levels) == 0 {
			for i, l := range []BoxLimit{in.Low, in.High} {
				d.ends[i] = min(max(d.ends[i], p.width(p.smallStyle(), l.end())), p.wide()*0.12)
			}
		}
	}
	d.names = d.text.names(p, names, p.wide()*0.26)
	right := p.right
	for _, c := range d.judge {
		right -= c.width + p.m.gap
	}
	d.area = vg.Rectangle{
		Min: vg.Point{X: p.left + d.names + p.m.gap, Y: p.top - d.heads - p.m.gap*0.4 - d.text.pitch*vg.Length(n)},
		Max: vg.Point{X: right - p.m.gap*0.5, Y: p.top - d.heads - p.m.gap*0.4},
	}
}

// row draws one restriction between its name and the judgements on it.
func (d *boxRows) row(in BoxInput, top vg.Length) {
	p := d.p
	middle := top - d.text.pitch/2
	dc := draw.Canvas{Canvas: p.canvas, Rectangle: d.area}
	dc.StrokeLine2(draw.LineStyle{Color: p.colours.faint, Width: p.m.hairline}, p.left, top, p.right, top)
	d.text.name(p, in.Name, p.left, middle, d.names)
	right := p.right
	for i := len(d.judge) - 1; i >= 0; i-- {
		c := d.judge[i]
		p.text(d.text.textStyle, right, d.text.base(middle), 1, c.write(in))
		right -= c.width + p.m.gap
	}
	if len(in.Levels) > 0 {
		d.chips(in, top)
		return
	}
	d.bar(in, middle)
}

// bar draws all values tried as a line between the least and the greatest, and
// those in the box as a bar beneath its limits.
func (d *boxRows) bar(in BoxInput, middle vg.Length) {
	p, small, strong := d.p, d.p.smallStyle(), d.text.strong()
	from, to := d.area.Min.X+d.ends[0]+p.m.gap*0.5, d.area.Max.X-d.ends[1]-p.m.gap*0.5
	y := middle - d.text.size*0.5
	thick := p.boxStyle().Width
	strip := vg.Rectangle{Min: vg.Point{X: from, Y: y - thick/2}, Max: vg.Point{X: to, Y: y + thick/2}}
	p.strips = append(p.strips, strip)
	base := y - small.size*capHeight/2
	p.text(small, from-p.m.gap*0.5, base, 1, p.oneLine(small, in.Low.end(), d.ends[0]))
	p.text(small, to+p.m.gap*0.5, base, 0, p.oneLine(small, in.High.end(), d.ends[1]))
	place := func(v float64) vg.Length {
		low, high := in.Low.At, in.High.At
		v = min(max(v, low), high)
		if in.Log {
			low, high, v = math.Log(low), math.Log(high), math.Log(v)
		}
		return from + (to-from)*vg.Length((v-low)/(high-low))
	}
	dc := draw.Canvas{Canvas: p.canvas, Rectangle: d.area}
	dc.StrokeLine2(p.triedStyle(), from, y, to, y)
	for _, x := range []vg.Length{from, to} {
		dc.StrokeLine2(p.triedStyle(), x, strip.Min.Y, x, strip.Max.Y)
	}
	left, right := place(in.From.At), place(in.To.At)
	if least := thick * 0.5; right-left < least { // a box of one value is seen, too
		left, right = max(from, (left+right-least)/2), min(to, (left+right+least)/2)
	}
	dc.StrokeLine2(p.boxStyle(), left, y, right, y)
	words := in.limits()
	if p.width(strong, words) > d.area.Size().X { // what the limit is says more than its unit
		in.Unit = ""
		words = p.oneLine(strong, in.limits(), d.area.Size().X)
	}
	width := p.width(strong, words)
	x := min(max((left+right-width)/2, d.area.Min.X), d.area.Max.X-width)
	p.text(strong, x, strip.Max.Y+d.text.size*0.3, 0, words)
}
