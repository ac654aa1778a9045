package plots

import (
	"strconv"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// tradeOffPage is a trade-off being drawn.
type tradeOffPage struct {
	TradeOff
	p  *page
	ys scale
	a  *panel
}

func (t TradeOff) draw(p *page) {
	d := &tradeOffPage{TradeOff: t, p: p, ys: t.top()}
	st := p.axisStyle()
	d.key()
	up := p.oneLine(st, "Density: in the box, the share of "+t.cases(), p.wide())
	p.top = p.block(st, p.left, p.top, 0, []string{up}) - p.m.gap*0.8
	gutter := p.m.gap * 0.6
	for _, v := range d.ticks() {
		gutter = max(gutter, p.width(st, d.write(v))+p.m.gap*0.6)
	}
	margin := p.width(st, "100%") / 2
	base := []string{"base rate", rare(t.BaseRate)}
	if finite(t.BaseRate) {
		margin = max(margin, p.widest(st, base)+p.m.gap*0.7)
	}
	area := vg.Rectangle{
		Min: vg.Point{X: p.left + gutter, Y: p.bottom + st.height(2) + p.m.gap*1.6},
		Max: vg.Point{X: p.right - margin, Y: p.top},
	}
	if size := area.Size(); size.X < p.wide()*0.2 || size.Y < p.m.label*4 {
		p.fail(errNoRoom())
		return
	}
	across := p.oneLine(st, "Coverage: the part of all "+t.cases()+" that lie in the box", p.wide()-gutter)
	p.block(st, area.Min.X, p.bottom+p.m.gap*0.4+st.height(1), 0, []string{across})
	d.axes(area)
	if finite(t.BaseRate) {
		y := d.a.y(unit(t.BaseRate))
		dc := draw.Canvas{Canvas: p.canvas, Rectangle: area}
		dc.StrokeLine2(p.baseStyle(), area.Min.X, y, area.Max.X, y)
		top := min(max(st.middleTop(y, len(base)), area.Min.Y+st.height(len(base))-st.size*0.5), area.Max.Y+st.size*0.4)
		p.block(st, area.Max.X+p.m.gap*0.7, top, 0, base)
	}
	d.steps()
	d.labels()
}

func (p *page) baseStyle() draw.LineStyle {
	width := p.m.line * 0.6
	return draw.LineStyle{Color: p.colours.slate, Width: width, Dashes: seriesDash(1, width*1.4)}
}

func (p *page) chosenMark() arm { return arm{diamondGlyph{}, p.colours.series[2]} }

// key explains the marks that the trajectory has.
func (d *tradeOffPage) key() {
	p := d.p
	items := []keyItem{p.markItem("box, one step of the search each", p.arm(0), false)}
	if d.chosen() {
		items = append(items, p.markItem("the box chosen", p.chosenMark(), false))
	}
	p.key(append(items, keyItem{words: "inputs that it restricts, where that changes", width: p.width(p.strongStyle(), "2"), sample: func(box vg.Rectangle) {
		st := p.strongStyle()
		p.text(st, box.Min.X, (box.Min.Y+box.Max.Y)/2-st.size*capHeight/2, 0, "2")
	}}))
}

func (d *tradeOffPage) chosen() bool {
	return d.Chosen >= 0 && d.Chosen < len(d.Boxes) && d.Boxes[d.Chosen].placed()
}

// axes draws the grid and the numbers of both axes.
func (d *tradeOffPage) axes(area vg.Rectangle) {
	p, st := d.p, d.p.axisStyle()
	d.a = p.panel(area, 1, d.ys.high)
	at := d.ticks()
	d.a.grid(at)
	d.a.show()
	dc := draw.Canvas{Canvas: p.canvas, Rectangle: area}
	dc.StrokeLine2(draw.LineStyle{Color: p.colours.axis, Width: p.m.hairline * 1.4}, area.Min.X, area.Min.Y, area.Min.X, area.Max.Y)
	d.a.yTicks(at, d.write)
	step := 0.2
	if tickCount(area, p.width(st, "100%")*1.5) < 5 {
		step = 0.5
	}
	var ticks []tick
	for i := 0; float64(i)*step <= 1+1e-9; i++ {
		ticks = append(ticks, tick{at: float64(i) * step, label: []string{percent(float64(i) * step)}})
	}
	d.a.xTicks(ticks)
}

// ticks returns the places of the grid lines of density, and write their labels.
func (d *tradeOffPage) ticks() (at []float64) {
	for i := 0; float64(i)*d.ys.step <= d.ys.high*(1+1e-9); i++ {
		at = append(at, float64(i)*d.ys.step)
	}
	return at
}

func (d *tradeOffPage) write(v float64) string {
	return decimal(v*100, decimals(d.ys.step*100, 1), false) + "%"
}

// at returns the place of a box.
func (d *tradeOffPage) at(i int) vg.Point {
	return vg.Point{X: d.a.x(unit(d.Boxes[i].Coverage)), Y: d.a.y(unit(d.Boxes[i].Density))}
}

// radius is that of a box's mark: many have to stand side by side.
func (d *tradeOffPage) radius() vg.Length {
	return min(d.p.markRadius()*0.8, max(d.p.m.line*0.9, d.a.area.Size().X/vg.Length(len(d.Boxes))*0.6))
}

// steps draws the trajectory and its boxes.
func (d *tradeOffPage) steps() {
	p := d.p
	dc := draw.Canvas{Canvas: p.canvas, Rectangle: d.a.area}
	line := draw.LineStyle{Color: p.colours.tint(p.colours.main(), 0.45), Width: p.m.line * 0.5}
	last := -1
	for i, b := range d.Boxes {
		if !b.placed() {
			continue
		}
		if at := d.at(i); last >= 0 {
			from := d.at(last)
			dc.StrokeLine2(line, from.X, from.Y, at.X, at.Y)
		}
		last = i
	}
	for i, b := range d.Boxes {
		if b.placed() && i != d.Chosen {
			p.mark(p.arm(0), d.at(i), d.radius(), false)
			p.taken(grown(vg.Rectangle{Min: d.at(i), Max: d.at(i)}, d.radius()))
		}
	}
	if d.chosen() {
		r := p.markRadius() * 1.3
		p.mark(p.chosenMark(), d.at(d.Chosen), r, false)
		p.taken(grown(vg.Rectangle{Min: d.at(d.Chosen), Max: d.at(d.Chosen)}, r*1.2))
	}
	if last < 0 {
		p.note(d.a.area, "No boxes to show")
	}
}

// labels tells the box chosen, and where the number of inputs changes.
func (d *tradeOffPage) labels() {
	p := d.p
	l := &labeller{p: p, area: d.a.area}
	last := -1
	for i, b := range d.Boxes {
		if !b.placed() {
			continue
		}
		if last >= 0 {
			l.lines = append(l.lines, segment{d.at(last), d.at(i)})
		}
		last = i
	}
	if finite(d.BaseRate) {
		y := d.a.y(unit(d.BaseRate))
		l.lines = append(l.lines, segment{{X: d.a.area.Min.X, Y: y}, {X: d.a.area.Max.X, Y: y}})
	}
	strong, plain := p.strongStyle(), p.labelStyle()
	if d.chosen() {
		b := d.Boxes[d.Chosen]
		long := "Chosen: " + inputs(b.Restricted) + ", coverage " + percent(b.Coverage) + ", density " + rare(b.Density)
		for _, words := range []string{long, inputs(b.Restricted) + ", " + percent(b.Coverage) + ", " + rare(b.Density), inputs(b.Restricted)} {
			if l.place(plain, d.at(d.Chosen), p.markRadius()*1.6, p.balance(plain, words, d.a.area.Size().X*0.4, 3)) {
				break
			}
		}
	}
	for _, i := range d.firsts() {
		if i != d.Chosen {
			l.place(strong, d.at(i), d.radius(), []string{strconv.Itoa(d.Boxes[i].Restricted)})
		}
	}
}
