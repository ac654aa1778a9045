package plots

import (
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// ray is a line from the corner of the plane that parts it.
type ray struct {
	slope       float64 // σ over μ*
	name, words string
}

func rays() [3]ray {
	return [3]ray{
		{1, "σ = μ*", "above: interacting or not monotone"},
		{0.5, "σ = μ*/2", "below: monotone"},
		{0.1, "σ = μ*/10", "below: nearly linear"},
	}
}

// morrisMost is how many inputs are tried to be named.
const morrisMost = 24

// morrisPage is a plane of effects being drawn.
type morrisPage struct {
	MorrisPlane
	p      *page
	g      MetricGroup
	xs, ys scale
	area   vg.Rectangle
	a      *panel
}

func (m MorrisPlane) draw(p *page) {
	matter, others, lost := m.parted()
	d := &morrisPage{MorrisPlane: m, p: p, g: m.group()}
	d.xs, d.ys = m.scales(matter, others)
	st := p.axisStyle()
	// How many names find room is known last; the line that tells it is kept free.
	foot := p.bottom
	p.bottom += st.height(len(p.wrap(st, m.rest(len(matter), len(others), lost), p.wide(), 2))) + p.m.gap
	d.key(len(others) > 0)
	d.layout()
	if size := d.area.Size(); size.X < p.wide()*0.2 || size.Y < p.m.label*4 {
		p.fail(errNoRoom())
		return
	}
	d.back()
	for _, in := range others {
		d.point(in, false)
	}
	for _, in := range matter {
		d.point(in, true)
	}
	if len(matter)+len(others) == 0 {
		p.note(d.area, "No effects to show")
	}
	lines := p.wrap(st, m.rest(len(matter)-d.names(matter), len(others), lost), p.wide(), 2)
	p.block(st, p.left, foot+st.height(len(lines)), 0, lines)
}

// scales returns axes that hold every point, and each interval as far as it does
// not squeeze the points.
func (m MorrisPlane) scales(matter, others []MorrisInput) (xs, ys scale) {
	x, y := m.floor()*1.25, 0.0
	for _, list := range [][]MorrisInput{matter, others} {
		for _, in := range list {
			x, y = max(x, in.MuStar.Value), max(y, in.Sigma.Value)
		}
	}
	wide := [2]float64{x * 1.04, y * 1.04}
	for _, in := range matter {
		for i, v := range []float64{in.MuStar.High, in.Sigma.High} {
			if finite(v) {
				wide[i] = max(wide[i], min(v, 1.5*[]float64{x, y}[i]))
			}
		}
	}
	return newScale(0, orOne(wide[0]), 5), newScale(0, orOne(wide[1]), 4)
}

// orOne returns x, or 1 where there is nothing to scale by.
func orOne(x float64) float64 {
	const least = 1e-9 // below which an axis would have no figures to show
	if x > least {
		return x
	}
	return 1
}

func (d *morrisPage) write(s scale, v float64) string {
	return decimal(v*d.g.factor(), decimals(s.step*d.g.factor(), 1), false)
}

// key explains the points, the strip and the rays.
func (d *morrisPage) key(grey bool) {
	p := d.p
	items := []keyItem{p.markItem("matters, with 95% intervals", p.arm(0), false)}
	if grey {
		items = append(items, p.markItem("hollow: interval reaches what chance gives it", p.greyMark(), true))
	}
	if d.floor() > 0 {
		items = append(items, keyItem{words: "highest of what chance gives", width: 24, sample: func(box vg.Rectangle) {
			p.SetColor(p.colours.faint)
			p.Fill(box.Path())
		}})
	}
	for i, r := range rays() {
		items = append(items, p.lineItem(r.name+", "+r.words, p.rayStyle(i)))
	}
	p.key(items)
}

func (p *page) greyMark() arm { return arm{draw.CircleGlyph{}, p.colours.axis} }

func (p *page) rayStyle(i int) draw.LineStyle {
	width := p.m.line * 0.5
	return draw.LineStyle{Color: p.colours.slate, Width: width, Dashes: seriesDash([3]int{0, 1, 2}[i], width*1.6)}
}

// exit returns where a ray leaves the plane, and whether at its right.
func (d *morrisPage) exit(r ray) (x, y float64, right bool) {
	if y = r.slope * d.xs.high; y <= d.ys.high {
		return d.xs.high, y, true
	}
	return d.ys.high / r.slope, d.ys.high, false
}

// layout writes the names of the axes and finds the plane between them.
func (d *morrisPage) layout() {
	p, st := d.p, d.p.axisStyle()
	unit := ""
	if d.g.Axis != "" {
		unit = ", " + d.g.Axis
	}
	p.top = p.block(st, p.left, p.top, 0, []string{p.oneLine(st, "Up: how much the effect varies with the other inputs, σ"+unit, p.wide())}) - p.m.gap*0.8
	name := p.oneLine(st, "Mean size of the effect over the whole range of an input, μ*"+unit, p.wide())
	var gutter, margin, above vg.Length
	for _, v := range d.ys.at() {
		gutter = max(gutter, p.width(st, d.write(d.ys, v))+p.m.gap*0.6)
	}
	last := p.width(st, d.write(d.xs, d.xs.high)) / 2
	for _, r := range rays() {
		if _, _, right := d.exit(r); right {
			margin = max(margin, p.width(st, r.name)+p.m.gap*0.5)
		} else {
			above = st.height(1) + p.m.gap*0.5
		}
	}
	bottom := p.bottom + st.height(2) + p.m.gap*1.6
	d.area = vg.Rectangle{
		Min: vg.Point{X: p.left + gutter, Y: bottom},
		Max: vg.Point{X: p.right - max(margin, last), Y: p.top - above},
	}
	p.block(st, p.left+gutter, p.bottom+p.m.gap*0.4+st.height(1), 0, []string{p.oneLine(st, name, p.wide()-gutter)})
}

// back draws the strip, the grid, the rays and the axes.
func (d *morrisPage) back() {
	p, st := d.p, d.p.axisStyle()
	d.a = p.panel(d.area, d.xs.high, d.ys.high)
	p.SetColor(p.colours.faint)
	if floor := d.floor(); floor > 0 {
		p.Fill(vg.Rectangle{Min: d.area.Min, Max: vg.Point{X: d.a.x(floor), Y: d.area.Max.Y}}.Path())
	}
	d.a.grid(d.ys.at())
	d.a.show()
	dc := draw.Canvas{Canvas: p.canvas, Rectangle: d.area}
	axis := draw.LineStyle{Color: p.colours.axis, Width: p.m.hairline * 1.4}
	dc.StrokeLine2(axis, d.area.Min.X, d.area.Min.Y, d.area.Min.X, d.area.Max.Y)
	// Where names of rays would meet, the key alone tells them.
	lowest, written := vg.Length(math.Inf(1)), d.area.Min.X
	for i, r := range rays() {
		x, y, right := d.exit(r)
		dc.StrokeLine2(p.rayStyle(i), d.area.Min.X, d.area.Min.Y, d.a.x(x), d.a.y(y))
		width := p.width(st, r.name)
		switch base := d.a.y(y) - st.size*capHeight/2; {
		case right && base+st.size <= lowest && base-st.size*descent >= d.area.Min.Y-st.size*0.5:
			p.text(st, d.area.Max.X+p.m.gap*0.5, base, 0, r.name)
			lowest = base - st.size*0.2
		case !right:
			at := min(max(d.a.x(x)-width/2, d.area.Min.X), p.right-width)
			if at >= written {
				p.text(st, at, d.area.Max.Y+p.m.gap*0.5, 0, r.name)
				written = at + width + p.m.gap
			}
		}
	}
	d.a.yTicks(d.ys.at(), func(v float64) string { return d.write(d.ys, v) })
	var ticks []tick
	for _, v := range d.xs.at() {
		ticks = append(ticks, tick{at: v, label: []string{d.write(d.xs, v)}})
	}
	d.a.xTicks(ticks)
}

// point draws an input, upon its intervals if it matters.
func (d *morrisPage) point(in MorrisInput, matters bool) {
	p := d.p
	at := vg.Point{X: d.a.x(in.MuStar.Value), Y: d.a.y(in.Sigma.Value)}
	a, r := p.arm(0), p.markRadius()*0.9
	if !matters {
		a, r = p.greyMark(), r*0.75
	} else {
		dc := draw.Canvas{Canvas: p.canvas, Rectangle: d.area}
		st := draw.LineStyle{Color: p.colours.tint(a.colour, 0.55), Width: p.m.line * 0.5}
		bar := func(from, to vg.Point) {
			dc.StrokeLine2(st, from.X, from.Y, to.X, to.Y)
			p.taken(grown(vg.Rectangle{Min: from, Max: to}, st.Width/2))
		}
		if x := in.MuStar; x.known() {
			bar(vg.Point{X: d.a.x(min(x.Low, d.xs.high)), Y: at.Y}, vg.Point{X: d.a.x(min(x.High, d.xs.high)), Y: at.Y})
		}
		if x := in.Sigma; x.known() {
			bar(vg.Point{X: at.X, Y: d.a.y(min(x.Low, d.ys.high))}, vg.Point{X: at.X, Y: d.a.y(min(x.High, d.ys.high))})
		}
	}
	p.mark(a, at, r, !matters)
	p.taken(grown(vg.Rectangle{Min: at, Max: at}, r))
}

// names writes names beside the points of inputs that matter, the greatest first,
// and returns how many found room.
func (d *morrisPage) names(matter []MorrisInput) int {
	p, st := d.p, d.p.labelStyle()
	l := &labeller{p: p, area: d.area}
	for _, r := range rays() {
		x, y, _ := d.exit(r)
		l.lines = append(l.lines, segment{d.area.Min, {X: d.a.x(x), Y: d.a.y(y)}})
	}
	n := 0
	for _, in := range matter[:min(len(matter), morrisMost)] {
		at := vg.Point{X: d.a.x(in.MuStar.Value), Y: d.a.y(in.Sigma.Value)}
		if l.place(st, at, p.markRadius()*0.9, p.balance(st, orElse(in.Name, "unnamed"), d.area.Size().X*0.3, 2)) {
			n++
		}
	}
	return n
}
