package plots

import (
	"strconv"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// verdictRows is a chart of verdicts being drawn.
type verdictRows struct {
	Verdicts
	p      *page
	text   textStyle
	pitch  vg.Length
	ids    vg.Length // width of the column of ids
	area   vg.Rectangle
	x      func(v float64) vg.Length
	answer func(r VerdictRow) string // at the right
}

func (v Verdicts) draw(p *page) {
	d := &verdictRows{Verdicts: v, p: p, answer: func(r VerdictRow) string { return r.Verdict.String() }}
	if v.worlds() {
		d.answer = func(r VerdictRow) string {
			return withInterval(r.Worlds.Holds.Value, r.Worlds.Holds.Low, r.Worlds.Holds.High)
		}
	}
	p.keyAndAxis(d.key(), v.measure())
	d.layout()
	if d.area.Size().X < p.wide()*0.2 || d.pitch < p.m.small*0.7 {
		p.fail(errNoRoom())
		return
	}
	d.axis()
	top := d.area.Max.Y
	for _, g := range v.Groups {
		if g.Name != "" {
			st := d.text
			st.bold = true
			p.text(st, p.left, top-d.pitch*0.5-st.size*capHeight/2, 0, p.oneLine(st, g.Name, d.area.Min.X-p.left-p.m.gap))
			top -= d.pitch
		}
		for _, r := range g.Rows {
			d.row(r, top)
			top -= d.pitch
		}
	}
}

// key explains the shapes, or the parts of the bars.
func (d *verdictRows) key() []keyItem {
	p := d.p
	if !d.worlds() {
		var items []keyItem
		for j := Supported; j <= Reversed; j++ {
			shape, hollow := p.judged(j)
			items = append(items, p.markItem(j.String(), shape, hollow))
		}
		return items
	}
	part := func(words string, fill rgb) keyItem {
		return keyItem{words: words, width: p.m.label, sample: func(box vg.Rectangle) {
			p.SetColor(fill)
			p.Fill(box.Path())
		}}
	}
	fills := p.fates()
	return []keyItem{
		part("shown", fills[0]), part("cannot tell", fills[1]), part("refuted", fills[2]),
		p.markItem("right sign, with 95% interval", p.arm(-1), false),
	}
}

// fates are the fills of shown, cannot tell and refuted: dark, pale and the
// second accent, which differ without colour too.
func (p *page) fates() [3]rgb {
	return [3]rgb{p.colours.series[0], p.colours.tint(p.colours.axis, 0.8), p.colours.tint(p.colours.series[2], 0.35)}
}

// judged is how a judgement looks.
func (p *page) judged(j Judgement) (shape arm, hollow bool) {
	switch j {
	case Supported:
		return p.arm(0), false
	case CannotTell:
		return arm{p.arm(0).shape, p.colours.slate}, true
	case NotSupported:
		return arm{squareGlyph{}, p.colours.slate}, false
	default:
		return arm{downGlyph{}, p.colours.series[2]}, false
	}
}

// layout finds the columns, and how high a row is.
func (d *verdictRows) layout() {
	p := d.p
	n := 0
	for _, g := range d.Groups {
		n += len(g.Rows)
		if g.Name != "" {
			n++
		}
	}
	foot := p.m.gap*0.8 + p.axisStyle().height(1)
	free := p.top - p.bottom - foot
	for _, size := range []vg.Length{p.m.label, p.m.small} {
		d.text = textStyle{size: size, colour: p.colours.ink}
		d.pitch = min(free/vg.Length(n), size*3.4)
		if d.pitch >= size*1.25 {
			break
		}
	}
	most := p.wide() * 0.46
	if !p.m.wide {
		most = p.wide() * 0.36
	}
	answers, names := d.columns()
	if two := (textStyle{size: p.m.small}).height(2) * 1.15; names > most && d.pitch >= two && d.pitch < d.text.height(2)*1.1 {
		d.text.size = p.m.small // two lines of small words tell more than one
		answers, names = d.columns()
	}
	left := p.left + d.ids + min(names, most) + p.m.gap
	right := p.right - answers - p.m.gap
	d.area = vg.Rectangle{
		Min: vg.Point{X: left, Y: p.top - d.pitch*vg.Length(n)},
		Max: vg.Point{X: right, Y: p.top},
	}
}

// columns finds the width of the ids and of the answers, and what the names
// would take.
func (d *verdictRows) columns() (answers, names vg.Length) {
	p := d.p
	d.ids = 0
	for _, g := range d.Groups {
		for _, r := range g.Rows {
			d.ids = max(d.ids, p.width(d.text, clean(r.ID))+p.m.gap*0.7)
			names = max(names, p.width(d.text, orElse(clean(r.Name), "unnamed")))
			strong := d.text
			strong.bold = true
			answers = max(answers, p.width(strong, d.answer(r)))
		}
	}
	d.ids = min(d.ids, p.wide()*0.15)
	return answers, names
}

// axis draws the grid and the ticks.
func (d *verdictRows) axis() {
	p := d.p
	low, high := 0.0, 1.0
	at := []float64{0, 0.25, 0.5, 0.75, 1}
	place, label := func(v float64) float64 { return v }, percent
	if !d.worlds() {
		low, high = d.span()
		at, place = powers(low, high), evenLog
		label = func(v float64) string { return strconv.FormatFloat(v, 'f', 0, 64) }
	}
	// The first and the last shape stand within the area.
	pad := p.markRadius() * 1.2
	if d.worlds() {
		pad = 0
	}
	from, width := d.area.Min.X+pad, d.area.Size().X-2*pad
	d.x = func(v float64) vg.Length {
		v = min(max(v, low), high)
		return from + width*vg.Length((place(v)-place(low))/(place(high)-place(low)))
	}
	dc := draw.Canvas{Canvas: p.canvas, Rectangle: d.area}
	p.strips = append(p.strips, d.area)
	if !d.worlds() { // what is too small to matter
		p.SetColor(p.colours.tint(p.colours.faint, 0.5))
		p.Fill(vg.Rectangle{Min: vg.Point{X: d.x(-1), Y: d.area.Min.Y}, Max: vg.Point{X: d.x(1), Y: d.area.Max.Y}}.Path())
	}
	st := p.axisStyle()
	line := draw.LineStyle{Color: p.colours.faint, Width: p.m.hairline}
	axis := draw.LineStyle{Color: p.colours.axis, Width: p.m.hairline * 1.4}
	dc.StrokeLine2(axis, d.area.Min.X, d.area.Min.Y, d.area.Max.X, d.area.Min.Y)
	mark := p.m.gap * 0.4
	for _, v := range at {
		dc.StrokeLine2(line, d.x(v), d.area.Min.Y, d.x(v), d.area.Max.Y)
		if v == 0 {
			dc.StrokeLine2(axis, d.x(v), d.area.Min.Y, d.x(v), d.area.Max.Y)
		}
		dc.StrokeLine2(axis, d.x(v), d.area.Min.Y, d.x(v), d.area.Min.Y-mark)
		p.block(st, d.x(v), d.area.Min.Y-mark*2, 0.5, []string{label(v)})
	}
}

// row draws one claim.
func (d *verdictRows) row(r VerdictRow, top vg.Length) {
	p := d.p
	middle := top - d.pitch*0.5
	base := middle - d.text.size*capHeight/2
	strong := d.text
	strong.bold = true
	p.text(d.text, p.left, base, 0, p.oneLine(d.text, r.ID, d.ids-p.m.gap*0.7))
	lines := 1
	if d.pitch >= d.text.height(2)*1.1 {
		lines = 2
	}
	names := p.wrap(d.text, orElse(r.Name, "unnamed"), d.area.Min.X-p.left-d.ids-p.m.gap, lines)
	p.block(d.text, p.left+d.ids, d.text.middleTop(middle, len(names)), 0, names)
	p.text(strong, p.right, base, 1, d.answer(r))
	if d.worlds() {
		d.bar(r.Worlds, middle)
		return
	}
	n := vg.Length(len(r.Tests))
	step := min(d.pitch*0.86/n, d.pitch*0.3)
	for i, t := range r.Tests {
		d.test(t, middle+step*((n-1)/2-vg.Length(i)), min(p.markRadius()*0.8, d.pitch*0.16))
	}
}

// test draws the effect of a test upon its interval.
func (d *verdictRows) test(t VerdictTest, y, radius vg.Length) {
	if !finite(t.Effect.Value) {
		return
	}
	p := d.p
	shape, hollow := p.judged(t.Verdict)
	if t.Effect.known() {
		dc := draw.Canvas{Canvas: p.canvas, Rectangle: d.area}
		dc.StrokeLine2(draw.LineStyle{Color: shape.colour, Width: p.m.line * 0.6}, d.x(t.Effect.Low), y, d.x(t.Effect.High), y)
	}
	p.mark(shape, vg.Point{X: d.x(t.Effect.Value), Y: y}, radius, hollow)
}

// bar draws the shares of worlds, and upon it the share with the right sign.
func (d *verdictRows) bar(w *WorldShares, middle vg.Length) {
	p := d.p
	if !finite(w.Shown) || !finite(w.Refuted) {
		return
	}
	half := d.pitch * 0.31
	ends := [4]float64{0, w.Shown, 1 - w.Refuted, 1}
	for i, fill := range p.fates() {
		if ends[i+1] <= ends[i] {
			continue
		}
		p.SetColor(fill)
		p.Fill(vg.Rectangle{Min: vg.Point{X: d.x(ends[i]), Y: middle - half}, Max: vg.Point{X: d.x(ends[i+1]), Y: middle + half}}.Path())
	}
	if !finite(w.Holds.Value) {
		return
	}
	dc := draw.Canvas{Canvas: p.canvas, Rectangle: d.area}
	if w.Holds.known() {
		for _, st := range []draw.LineStyle{{Color: p.colours.paper, Width: p.m.line * 2}, {Color: p.colours.ink, Width: p.m.line * 0.8}} {
			dc.StrokeLine2(st, d.x(w.Holds.Low), middle, d.x(w.Holds.High), middle)
		}
	}
	p.mark(p.arm(-1), vg.Point{X: d.x(w.Holds.Value), Y: middle}, min(p.markRadius()*0.8, half*0.8), false)
}
