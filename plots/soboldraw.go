package plots

import (
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// sobolRows is a chart of Sobol indices being drawn.
type sobolRows struct {
	SobolBars
	p      *page
	text   rowText
	drawn  []SobolInput
	more   string // of the inputs that are not drawn
	names  vg.Length
	values [2]vg.Length // widths of the columns of numbers: first-order, total
	full   bool         // numbers have their intervals
	area   vg.Rectangle
	limit  float64
	x      func(share float64) vg.Length
}

func (s SobolBars) draw(p *page) {
	d := &sobolRows{SobolBars: s, p: p}
	p.foot(p.axisStyle(), p.wrap(p.axisStyle(), s.unsettled(), p.wide(), 2))
	p.key([]keyItem{p.markItem(sobolFirst, p.sobolMark(0), true), p.markItem(sobolTotal, p.sobolMark(1), false)})
	// Where texts leave too little height, fewer rows are drawn and more counted.
	drawn, rest := s.sorted()
	for n := len(drawn); n > 0; n-- {
		d.drawn, d.more = drawn[:n], left(slices.Concat(drawn[n:], rest))
		if d.layout(); d.text.roomy() {
			break
		}
	}
	if d.area.Size().X < p.wide()*0.2 || !d.text.roomy() {
		p.fail(errNoRoom())
		return
	}
	d.heads()
	d.axis()
	names := make([]string, len(d.drawn))
	for i, in := range d.drawn {
		names[i] = in.Name
	}
	for i, name := range d.text.shortened(p, names, d.names) {
		middle := d.area.Max.Y - d.text.pitch*(vg.Length(i)+0.5)
		d.text.name(p, name, p.left, middle, d.names)
		d.row(d.drawn[i], middle)
	}
	d.beneath()
}

// sobolMark is how the first-order (0) and the total index (1) look: a hollow
// circle and a full square.
func (p *page) sobolMark(i int) arm {
	if i == 0 {
		return arm{draw.CircleGlyph{}, p.colours.series[1]}
	}
	return arm{squareGlyph{}, p.colours.main()}
}

// below returns what is told of the inputs left out, beside the axis, and the name
// of the strip of chance; and the height of what stands beneath the rows.
func (d *sobolRows) below() (more, chance []string, height vg.Length) {
	p, st := d.p, d.p.axisStyle()
	more = p.balance(d.text.textStyle, d.more, d.names, 3)
	height = p.m.gap*0.8 + max(st.height(1), d.text.height(len(more)))
	if finite(d.Noise.Value) {
		chance = p.balance(d.text.textStyle, chanceName, d.names, 3)
		height += p.m.gap*0.9 + max(d.text.height(len(chance)), d.stripHeight())
	}
	return more, chance, height
}

// layout finds the columns and how high a row is.
func (d *sobolRows) layout() {
	p := d.p
	n := float64(len(d.drawn))
	heads := p.axisStyle().height(1) + p.m.gap*0.8
	names := []string{d.more, chanceName}
	if few := 12; !p.m.wide || len(d.drawn) <= few { // more need the height of a second line
		names[1] = chanceName[:len("Chance between runs,")]
	}
	for _, in := range d.drawn {
		names = append(names, in.Name)
	}
	d.text = rowText{textStyle: p.labelStyle()}
	for range 2 { // the names beneath the rows wrap as the text of the rows is large
		d.names = d.text.names(p, names, p.wide()*0.34)
		_, _, below := d.below()
		d.text = p.rowText(n, p.top-heads-p.bottom-below, 3.6)
	}
	for _, d.full = range []bool{true, false} {
		d.columns()
		if d.area.Size().X >= p.wide()*0.36 {
			break
		}
	}
	d.area.Max.Y = p.top - heads
	d.area.Min.Y = d.area.Max.Y - d.text.pitch*vg.Length(n)
}

// columns finds the width of the numbers, beside the rows and the strip of chance,
// and of the data between names and numbers.
func (d *sobolRows) columns() {
	p := d.p
	d.values = [2]vg.Length{p.width(p.axisStyle(), "First"), p.width(p.axisStyle(), "Total")}
	for _, in := range d.drawn {
		for i, x := range []SobolShare{in.First, in.Total} {
			d.values[i] = max(d.values[i], p.width(d.text.strong(), d.value(x)))
		}
	}
	half := p.width(p.axisStyle(), "100%") / 2
	d.area.Min.X = p.left + d.names + p.m.gap*1.2
	numbers := d.values[0] + p.m.gap + d.values[1]
	if finite(d.Noise.Value) {
		numbers = max(numbers, p.width(d.text.strong(), d.chanceTold()))
	}
	d.area.Max.X = p.right - numbers - p.m.gap - half
}

// value writes an index in its column, where words have no room.
func (d *sobolRows) value(x SobolShare) string {
	switch {
	case x.More > 0:
		return "–"
	case d.full:
		return x.told()
	}
	return percent(x.Value)
}

// heads names the axis and the columns.
func (d *sobolRows) heads() {
	p, st := d.p, d.p.axisStyle()
	base := p.top - st.size*capHeight
	p.text(st, p.right, base, 1, "Total")
	p.text(st, p.right-d.values[1]-p.m.gap, base, 1, "First")
	room := p.right - d.values[1] - d.values[0] - p.m.gap*2 - p.left
	p.text(st, p.left, base, 0, p.oneLine(st, sobolMeasure, room))
}

// axis draws the grid and the ticks beneath what is left out.
func (d *sobolRows) axis() {
	p, st := d.p, d.p.axisStyle()
	most := 0.0
	for _, in := range d.drawn {
		for _, x := range []SobolShare{in.First, in.Total} {
			if x.settled() {
				for _, v := range []float64{x.Value, x.High} {
					if finite(v) {
						most = max(most, v)
					}
				}
			}
		}
	}
	if most <= 0 {
		most = 1
	}
	step := max(0.01, niceStep(most, max(1, min(5, int(d.area.Size().X/(p.width(st, "100%")*1.5))))))
	d.limit = min(1, max(1, math.Ceil(most/step-1e-9))*step)
	d.x = func(v float64) vg.Length {
		return d.area.Min.X + d.area.Size().X*vg.Length(min(unit(v), d.limit)/d.limit)
	}
	p.strips = append(p.strips, d.area)
	dc := draw.Canvas{Canvas: p.canvas, Rectangle: d.area}
	axis := draw.LineStyle{Color: p.colours.axis, Width: p.m.hairline * 1.4}
	foot := d.area.Min.Y
	dc.StrokeLine2(axis, d.area.Min.X, foot, d.area.Max.X, foot)
	mark := p.m.gap * 0.4
	for i := 0; float64(i)*step <= d.limit*(1+1e-9); i++ {
		v := float64(i) * step
		line := draw.LineStyle{Color: p.colours.faint, Width: p.m.hairline}
		if i == 0 {
			line = axis
		}
		dc.StrokeLine2(line, d.x(v), foot, d.x(v), d.area.Max.Y)
		dc.StrokeLine2(axis, d.x(v), foot, d.x(v), foot-mark)
		p.block(st, d.x(v), foot-mark*2, 0.5, []string{percent(v)})
	}
}

// row draws the two indices of an input, the total beneath, and its words.
func (d *sobolRows) row(in SobolInput, middle vg.Length) {
	p := d.p
	right := p.right
	for i, st := range []textStyle{d.text.strong(), d.text.textStyle} {
		x := []SobolShare{in.Total, in.First}[i]
		p.text(st, right, d.text.base(middle), 1, d.value(x))
		right -= d.values[1] + p.m.gap
	}
	guide := draw.LineStyle{Color: p.colours.faint, Width: p.m.hairline}
	dc := draw.Canvas{Canvas: p.canvas, Rectangle: d.area}
	dc.StrokeLine2(guide, d.area.Min.X, middle-d.text.pitch/2, d.area.Max.X, middle-d.text.pitch/2)
	from := len(p.marks)
	d.index(0, in.First, middle+d.text.pitch*0.2)
	d.index(1, in.Total, middle-d.text.pitch*0.2)
	d.lacking(in, middle, p.marks[from:])
}

// index draws one index upon its interval at the end of a stem.
func (d *sobolRows) index(i int, s SobolShare, y vg.Length) {
	if !s.settled() {
		return
	}
	p := d.p
	dc := draw.Canvas{Canvas: p.canvas, Rectangle: d.area}
	a, r := p.sobolMark(i), min(p.markRadius()*0.85, d.text.pitch*0.19)
	at, to := d.x(s.Value), d.x(s.Value)
	stem := draw.LineStyle{Color: p.colours.tint(a.colour, 0.35), Width: r * 0.9}
	dc.StrokeLine2(stem, d.area.Min.X, y, at, y)
	if s.known() {
		to = d.x(s.High)
		for _, st := range []draw.LineStyle{{Color: p.colours.paper, Width: p.m.line * 1.3}, {Color: a.colour, Width: p.m.line * 0.65}} {
			dc.StrokeLine2(st, d.x(s.Low), y, to, y)
		}
	}
	p.mark(a, vg.Point{X: at, Y: y}, r, i == 0)
	p.taken(vg.Rectangle{Min: vg.Point{X: d.area.Min.X, Y: y - r}, Max: vg.Point{X: max(at+r, to), Y: y + r}})
}

// lacking says in the place of marks that an index has not converged.
func (d *sobolRows) lacking(in SobolInput, middle vg.Length, marks []vg.Rectangle) {
	more := max(in.First.More, in.Total.More)
	if more == 0 {
		return
	}
	which := ""
	if len(marks) > 0 {
		which = []string{"first-order ", "total "}[map[bool]int{true: 1}[in.Total.More > 0]]
	}
	p, st := d.p, d.text.textStyle
	st.colour = p.colours.slate
	from := d.area.Min.X
	for _, r := range marks {
		from = max(from, r.Max.X)
	}
	from += p.m.gap * 0.7
	for _, words := range []string{which + missing(more), missing(more), "at least " + plural(more, "more row"), "not converged"} {
		lines := p.balance(st, words, d.area.Max.X-from-p.m.gap*0.3, 0)
		if len(lines) == 1 || len(lines) == 2 && d.text.pitch >= d.text.height(2)*1.1 {
			p.inside(st, from, st.middleTop(middle, len(lines)), 0, lines)
			return
		}
	}
}
