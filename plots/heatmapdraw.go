package plots

import (
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// heatDrawing is a heat map being drawn.
type heatDrawing struct {
	HeatMap
	p     *page
	scale scale
	lines [][]edgeLine // of the threshold, by panel
	label []string     // of the threshold, beside or above a lone map
	exit  corner       // where its line leaves the map

	gutter vg.Length  // for the labels of the levels of Y
	write  cellWriter // how numbers stand in cells
}

func (h HeatMap) draw(p *page) {
	d := &heatDrawing{HeatMap: h, p: p, scale: h.span()}
	for _, pn := range h.Panels {
		var lines []edgeLine
		if h.Threshold.given() {
			lines = contour(pn.Values, h.Threshold.Value)
		}
		d.lines = append(d.lines, lines)
	}
	for _, v := range h.Y.Levels {
		d.gutter = max(d.gutter, p.width(p.strongStyle(), d.Y.write(v)))
	}
	d.gutter += d.labelGap()
	if len(h.Panels) == 1 {
		d.direct()
	}
	d.write = d.writer()
	d.head()
	if len(h.Panels) == 1 {
		d.lone()
	} else {
		d.multiples()
	}
}

// writer returns the best way to write numbers that has room: beside hatching, or
// else upon it, or else none.
func (d *heatDrawing) writer() cellWriter {
	p, top := d.p, d.p.top
	defer func() { p.top = top }()
	list := d.writers()
	last := len(list) - 1
	var height vg.Length
	var cell vg.Point
	for _, hatched := range []bool{slices.ContainsFunc(d.points(), d.unsure), false} {
		for _, w := range list[:last] {
			d.write = w
			if h := d.headHeight(w); h != height { // small multiples are arranged with much measuring
				height, p.top = h, top-h
				cell = d.cellSize()
			}
			if w.fits(p, cell, hatched) {
				return w
			}
		}
	}
	return list[last]
}

// direct finds the words of the threshold that stand at the end of its line. Where
// the line leaves the map at the left or beneath alone, or not at all, the key
// names it.
func (d *heatDrawing) direct() {
	at, ok := exit(d.lines[0], len(d.X.Levels), len(d.Y.Levels))
	if !ok {
		return
	}
	p := d.p
	share := vg.Length(0.24)
	if p.m.wide {
		share = 0.19
	}
	d.exit = at
	st, after := p.labelStyle(), unbreakable(" ("+d.Metric.write(d.Threshold.Value)+")")
	if at.x < len(d.X.Levels) {
		d.label = []string{p.cut(st, d.Threshold.Name, after, p.wide()*0.5)}
		return
	}
	const most = 4
	width := p.wide() * share
	d.label = p.balance(st, clean(d.Threshold.Name)+after, width, 0)
	if len(d.label) > most { // the value is never cut off
		d.label = append(p.wrap(st, d.Threshold.Name, width, most-1), strings.TrimPrefix(after, nbsp))
	}
}

// beside says whether the threshold is named at the right of the map, above
// whether over it.
func (d *heatDrawing) beside() bool { return len(d.label) > 0 && d.exit.x == len(d.X.Levels) }
func (d *heatDrawing) above() bool  { return len(d.label) > 0 && !d.beside() }

// over returns the height of what stands over a lone map beneath the key: the
// name of the input upwards, and the threshold where its line ends there.
func (d *heatDrawing) over() vg.Length {
	h := d.p.axisStyle().height(1) + d.p.m.gap*0.8
	if d.above() && !d.sharesRow() {
		h *= 2
	}
	return h
}

// sharesRow says whether the name of the input upwards leaves room on its row for
// that of a threshold over the map.
func (d *heatDrawing) sharesRow() bool {
	p := d.p
	left, half := d.aboveAt()
	return p.left+p.width(p.axisStyle(), d.upwards())+p.m.gap < left-half
}

// aboveAt returns the middle of the words of a threshold over the map, and half
// of their width.
func (d *heatDrawing) aboveAt() (x, half vg.Length) {
	p := d.p
	half = p.widest(p.labelStyle(), d.label) / 2
	return max(p.left+half, min(d.corner(d.across(), d.exit).X, p.right-half)), half
}

// upwards names the input upwards.
func (d *heatDrawing) upwards() string {
	return d.p.cut(d.p.axisStyle(), d.Y.name(), d.Y.unit()+", upwards", d.p.wide())
}

// foot is the height of what stands under the maps.
func (d *heatDrawing) foot() vg.Length { return d.p.m.gap*1.3 + d.p.axisStyle().height(1)*2 }

// area returns the place of a lone map.
func (d *heatDrawing) area() vg.Rectangle {
	r := d.across()
	r.Max.Y -= d.over()
	return r
}

// across is the place of a lone map and of what stands over it.
func (d *heatDrawing) across() vg.Rectangle {
	p := d.p
	right := p.right - p.m.gap*0.3
	if d.beside() {
		right -= p.widest(p.labelStyle(), d.label) + p.m.gap*1.4
	}
	return vg.Rectangle{
		Min: vg.Point{X: p.left + d.gutter, Y: p.bottom + d.foot()},
		Max: vg.Point{X: right, Y: p.top},
	}
}

// grid returns several maps as small multiples.
func (d *heatDrawing) grid() *grid {
	p := d.p
	g := &grid{p: p, gutter: d.gutter, foot: d.foot(), aspect: 1.5}
	for _, pn := range d.Panels {
		g.heads = append(g.heads, head{name: pn.Name})
	}
	return g
}

// cellSize returns the size of a cell, as far as the page is free.
func (d *heatDrawing) cellSize() vg.Point {
	size := d.area().Size()
	if len(d.Panels) > 1 {
		d.p.top -= d.over()
		g := d.grid()
		g.arrange()
		size.X, size.Y = g.size()
		d.p.top += d.over()
	}
	return vg.Point{X: size.X / vg.Length(len(d.X.Levels)), Y: size.Y / vg.Length(len(d.Y.Levels))}
}

// lone draws the only map.
func (d *heatDrawing) lone() {
	p := d.p
	area := d.area()
	st := p.axisStyle()
	p.block(st, p.left, p.top, 0, []string{d.upwards()})
	if size := area.Size(); size.X < p.wide()*0.2 || size.Y < 4*p.m.label {
		p.fail(errNoRoom())
		return
	}
	d.cellsOf(area, 0)
	d.yAxis(area)
	d.xAxis(area)
	d.named(area)
	p.underTitle(area.Min.X, d.X.name(), d.X.unit()+", across")
}

// multiples draws several maps.
func (d *heatDrawing) multiples() {
	p := d.p
	st := p.axisStyle()
	p.block(st, p.left, p.top, 0, []string{d.upwards()})
	p.top -= d.over()
	for i, c := range d.grid().cells() {
		if size := c.area.Size(); size.X < 1 || size.Y < 1 {
			p.fail(errNoRoom())
			return
		}
		d.cellsOf(c.area, i)
		if c.first {
			d.yAxis(c.area)
		}
		if c.lowest {
			d.xAxis(c.area)
		}
	}
	p.underTitle(p.left+d.gutter, d.X.name(), d.X.unit()+", across")
}

// named writes the threshold at the end of its line.
func (d *heatDrawing) named(area vg.Rectangle) {
	if len(d.label) == 0 {
		return
	}
	p := d.p
	st := p.labelStyle()
	end := d.corner(area, d.exit)
	dc := draw.Canvas{Canvas: p.canvas}
	lead := draw.LineStyle{Color: p.colours.ink, Width: p.m.hairline * 1.6}
	if d.beside() {
		top := min(st.middleTop(end.Y, len(d.label)), area.Max.Y)
		top = max(top, area.Min.Y+st.height(len(d.label)))
		x := end.X + p.m.gap*1.2
		dc.StrokeLine2(lead, end.X+p.m.line, end.Y, x-p.m.gap*0.3, end.Y)
		p.block(st, x, top, 0, d.label)
		return
	}
	x, _ := d.aboveAt()
	dc.StrokeLine2(lead, end.X, end.Y+p.m.line, end.X, end.Y+p.m.gap*0.7)
	p.block(st, x, area.Max.Y+p.axisStyle().height(1)+p.m.gap*0.8, 0.5, d.label)
}

// corner returns where edges of cells meet on the page.
func (d *heatDrawing) corner(area vg.Rectangle, c corner) vg.Point {
	size := area.Size()
	return vg.Point{
		X: area.Min.X + size.X*vg.Length(c.x)/vg.Length(len(d.X.Levels)),
		Y: area.Min.Y + size.Y*vg.Length(c.y)/vg.Length(len(d.Y.Levels)),
	}
}

// cellsOf draws the cells of a panel, the line of the threshold and the scenario's
// own cell.
func (d *heatDrawing) cellsOf(area vg.Rectangle, panel int) {
	for y, row := range d.Panels[panel].Values {
		for x, v := range row {
			d.cell(vg.Rectangle{Min: d.corner(area, corner{x, y}), Max: d.corner(area, corner{x + 1, y + 1})}, v)
		}
	}
	d.p.threshold(d.lines[panel], func(c corner) vg.Point { return d.corner(area, c) })
	if x, y, ok := d.ownCell(); ok {
		d.p.ownOutline(vg.Rectangle{Min: d.corner(area, corner{x, y}), Max: d.corner(area, corner{x + 1, y + 1})})
	}
}
