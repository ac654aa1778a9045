package plots

import (
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

func (d Dots) draw(p *page) {
	p.foot(p.labelStyle(), p.wrap(p.labelStyle(), d.reading(), p.wide(), p.m.subtitleLines+1))
	r := p.m.label * 0.42
	p.key([]keyItem{
		p.sampleItem("happened by then", 2*r, func(dc draw.Canvas, x vg.Length, box vg.Rectangle) {
			p.dot(dc, x, (box.Min.Y+box.Max.Y)/2, r, true)
		}),
		p.sampleItem("later, or not at all", 2*r, func(dc draw.Canvas, x vg.Length, box vg.Rectangle) {
			p.dot(dc, x, (box.Min.Y+box.Max.Y)/2, r, false)
		}),
	})
	st := p.axisStyle()
	// Each panel has a time axis of its own, with its name beneath.
	g := &grid{p: p, aspect: 2.4, beside: 1.6, gutter: p.width(st, "0") / 2, strip: p.m.gap*1.2 + st.height(2)}
	for _, pn := range d.Panels {
		on, _ := pn.split()
		h := head{name: pn.Name, values: []string{pn.finding()}}
		if len(pn.At) > 0 {
			h.shorts = []string{percent(float64(len(on)) / float64(len(pn.At)))}
		}
		g.heads = append(g.heads, h)
		g.label = max(g.label, p.width(st, count(int(pn.horizon()))))
	}
	cells := g.cells()
	sizes := make([]vg.Length, len(cells))
	for i, c := range cells {
		sizes[i] = d.Panels[i].dotSize(p, c.area)
	}
	// A dot means the same in every panel, so it has one size, unless one panel
	// would shrink all dots to specks.
	if least := slices.Min(sizes); least > p.m.label*0.3 {
		for i := range sizes {
			sizes[i] = least
		}
	}
	// Low stacks do not fill the page: the axes stand right below them.
	tallest := p.m.label * 6
	for i, c := range cells {
		tallest = max(tallest, sizes[i]*vg.Length(d.Panels[i].rows(p, c.area, sizes[i])+1))
	}
	for i, c := range cells {
		c.area.Min.Y = max(c.area.Min.Y, c.area.Max.Y-tallest)
		d.panel(p, d.Panels[i], c.area, sizes[i])
	}
}

// rows returns the height of the tallest stack, in dots.
func (pn DotsPanel) rows(p *page, whole vg.Rectangle, size vg.Length) int {
	area, side := pn.areas(p, whole)
	on, beyond := pn.split()
	columns := max(1, int(side.Size().X/size))
	return max((beyond+columns-1)/columns, slices.Max(dotStacks(on, pn.horizon(), float64(area.Size().X/size))))
}

// areas splits a panel into what is on the axis, at the left, and beyond it.
func (pn DotsPanel) areas(p *page, whole vg.Rectangle) (area, side vg.Rectangle) {
	st := p.axisStyle()
	area, side = whole, whole
	side.Min.X = whole.Max.X - max(whole.Size().X*0.2, p.width(st, "not at all"))
	if _, beyond := pn.split(); beyond > 0 {
		area.Max.X = side.Min.X - p.m.gap - p.width(st, count(int(pn.horizon())))/2
	}
	return area, side
}

// panel draws the dots of one panel, all of one size.
func (d Dots) panel(p *page, pn DotsPanel, whole vg.Rectangle, size vg.Length) {
	st := p.axisStyle()
	on, beyond := pn.split()
	area, side := pn.areas(p, whole)
	a := p.panel(area, pn.horizon(), 1)
	a.Add(dotPlot{p: p, stacks: dotStacks(on, pn.horizon(), float64(area.Size().X/size)), size: size})
	a.show()
	base := draw.LineStyle{Color: p.colours.axis, Width: p.m.hairline * 1.4}
	dc := draw.Canvas{Canvas: p.canvas, Rectangle: whole}
	dc.StrokeLine2(base, area.Min.X, area.Min.Y, area.Max.X, area.Min.Y)
	if len(pn.At) == 0 {
		p.note(area, "No data")
	}
	bottom := a.xTicks(dayTicks(pn.horizon(), tickCount(area, p.width(st, count(int(pn.horizon())))*1.5)))
	name := p.oneLine(st, orElse(pn.XLabel, "Days"), area.Size().X)
	p.block(st, area.Min.X, bottom-p.m.gap*0.4, 0, []string{name})
	if beyond == 0 {
		return
	}
	base.Dashes = []vg.Length{p.m.hairline * 4, p.m.hairline * 4}
	dc.StrokeLine2(base, side.Min.X, side.Min.Y, side.Max.X, side.Min.Y)
	columns := max(1, int(side.Size().X/size))
	for i := range beyond {
		p.dot(dc, side.Min.X+size*(vg.Length(i%columns)+0.5), side.Min.Y+size*(vg.Length(i/columns)+0.5), size*0.46, false)
	}
	p.block(st, side.Min.X, side.Min.Y-p.m.gap*0.8, 0, []string{"Later, or", "not at all"})
}

// fewestBins keeps dots so small that their days can be read off: few dots may
// be larger than many, for else their stacks would stay low on an empty page.
func (pn DotsPanel) fewestBins() int { return max(12, min(18, len(pn.At)*3/5)) }

// dotSize returns the largest size at which every stack fits.
func (pn DotsPanel) dotSize(p *page, whole vg.Rectangle) vg.Length {
	area, _ := pn.areas(p, whole)
	const shrink = 0.97
	for size := max(p.m.label, area.Size().X/vg.Length(pn.fewestBins())); size > 0.5; size *= shrink {
		if size*vg.Length(pn.rows(p, whole, size)) <= whole.Size().Y {
			return size
		}
	}
	return 0.5
}

// dotPlot is a plotter of stacks of dots.
type dotPlot struct {
	p      *page
	stacks []int
	size   vg.Length
}

// Plot draws each stack from the axis upwards.
func (d dotPlot) Plot(c draw.Canvas, _ *plot.Plot) {
	pitch := c.Size().X / vg.Length(len(d.stacks))
	for i, n := range d.stacks {
		for j := range n {
			d.p.dot(c, c.Min.X+pitch*(vg.Length(i)+0.5), c.Min.Y+d.size*(vg.Length(j)+0.5), d.size*0.46, true)
		}
	}
}

// dot draws a full dot, or a hollow one.
func (p *page) dot(c draw.Canvas, x, y, r vg.Length, full bool) {
	at := vg.Point{X: x, Y: y}
	c.DrawGlyphNoClip(draw.GlyphStyle{Color: p.colours.main(), Radius: r, Shape: draw.CircleGlyph{}}, at)
	if !full {
		c.DrawGlyphNoClip(draw.GlyphStyle{Color: p.colours.paper, Radius: r * 0.72, Shape: draw.CircleGlyph{}}, at)
	}
}
