package plots

import (
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

func (r Reliability) draw(p *page) {
	p.key(r.key(p))
	scores := r.scores(p)
	axisText, small := p.axisStyle(), p.smallStyle()
	names := p.oneLine(axisText, orElse(r.YLabel, "Share that came true")+", by "+orElse(r.XLabel, "what was forecast"), p.wide())
	p.top = p.block(axisText, p.left, p.top, 0, []string{names}) - p.m.gap

	g := &grid{p: p, aspect: 1.1, label: p.width(axisText, "100%")}
	for _, pn := range r.Panels {
		g.heads = append(g.heads, head{name: pn.Name, values: pn.headings(), shorts: []string{percent(pn.BaseRate.Value)}})
	}
	g.gutter = p.width(axisText, "100%") + p.m.gap*0.6
	bars := p.m.small * 2.2
	title := p.m.gap*0.7 + small.height(1) + p.m.gap*0.6
	g.strip = title + bars + p.m.gap*0.8 + axisText.height(1) // each strip has its axis
	for i, c := range g.cells() {
		r.panel(p, r.Panels[i], c)
		top := c.area.Min.Y - title
		words := r.Panels[i].stripWords(p, c.area.Size().X)
		p.block(small, c.area.Min.X, c.area.Min.Y-p.m.gap*0.7, 0, []string{words})
		strip := vg.Rectangle{Min: vg.Point{X: c.area.Min.X, Y: top - bars}, Max: vg.Point{X: c.area.Max.X, Y: top}}
		p.countStrip(strip, r.Panels[i])
	}
	p.right = p.m.width - p.m.margin
	scores(p)
}

// key names the marks that the panels have.
func (r Reliability) key(p *page) []keyItem {
	items := []keyItem{p.sampleItem("came true, with 95% interval", 14, func(dc draw.Canvas, x vg.Length, box vg.Rectangle) {
		p.observed(dc, x, box.Min.Y, (box.Min.Y+box.Max.Y)/2, box.Max.Y)
	})}
	if slices.ContainsFunc(r.Panels, func(pn ReliabilityPanel) bool { return slices.ContainsFunc(pn.Bins, ReliabilityBin.bare) }) {
		items = append(items, p.sampleItem("too few for one", 14, func(dc draw.Canvas, x vg.Length, box vg.Rectangle) {
			p.observedBare(dc, vg.Point{X: x, Y: (box.Min.Y + box.Max.Y) / 2})
		}))
	}
	return append(items,
		p.sampleItem("range if reliable", 8, func(dc draw.Canvas, x vg.Length, box vg.Rectangle) {
			dc.StrokeLine2(p.consistencyStyle(), x, box.Min.Y, x, box.Max.Y)
		}),
		p.lineItem("isotonic fit", p.isotonicStyle()),
		p.lineItem("perfectly reliable", p.diagonalStyle()),
	)
}

// panel draws the data of one panel.
func (r Reliability) panel(p *page, pn ReliabilityPanel, c cell) {
	a := p.panel(c.area, 1, 1)
	at := []float64{0, 0.5, 1}
	a.grid(at)
	a.Add(consistency{pn.Bins, p.consistencyStyle()})
	if pn.N > 0 {
		a.line(plotter.XYs{{X: 0, Y: 0}, {X: 1, Y: 1}}, p.diagonalStyle(), false)
	}
	var pts plotter.XYs
	for i, x := range pn.Forecast {
		if finite(x) && finite(pn.Isotonic[i]) {
			pts = append(pts, plotter.XY{X: unit(x), Y: unit(pn.Isotonic[i])})
		}
	}
	a.line(pts, p.isotonicStyle(), true)
	a.Add(observations{pn.Bins, p})
	a.show()
	if pn.N == 0 {
		p.note(c.area, "No data")
	}
	if c.first {
		a.yTicks(at, percent)
	}
}

// fullest returns the number of forecasts in the fullest bin.
func (pn ReliabilityPanel) fullest() int {
	n := 0
	for _, b := range pn.Bins {
		n = max(n, b.N)
	}
	return n
}

// stripWords names the strip of counts and the end of its scale.
func (pn ReliabilityPanel) stripWords(p *page, width vg.Length) string {
	most := "up to " + count(pn.fullest())
	if words := "Forecasts in each bin, " + most; p.width(p.smallStyle(), words) <= width {
		return words
	}
	return p.oneLine(p.smallStyle(), most+" in a bin", width)
}

// countStrip draws how many forecasts fell into each bin, with an axis beneath.
// Panels have scales of their own, since one channel may forecast fifty times as
// often as another and the strip is there to show the shape.
func (p *page) countStrip(area vg.Rectangle, pn ReliabilityPanel) {
	fullest := pn.fullest()
	a := &panel{Plot: plot.New(), p: p, area: area}
	a.X.Min, a.X.Max, a.Y.Min, a.Y.Max = 0, 1, 0, float64(max(1, fullest))
	p.strips = append(p.strips, area)
	for _, b := range pn.Bins {
		pad := (a.x(b.To) - a.x(b.From)) * 0.08
		r := vg.Rectangle{
			Min: vg.Point{X: a.x(b.From) + pad, Y: area.Min.Y},
			Max: vg.Point{X: a.x(b.To) - pad, Y: a.y(float64(b.N))},
		}
		p.SetColor(p.colours.slate)
		p.Fill(r.Path())
	}
	dc := draw.Canvas{Canvas: p.canvas, Rectangle: area}
	dc.StrokeLine2(draw.LineStyle{Color: p.colours.axis, Width: p.m.hairline * 1.4}, area.Min.X, area.Min.Y, area.Max.X, area.Min.Y)
	a.xTicks([]tick{{0, []string{"0%"}}, {0.5, []string{"50%"}}, {1, []string{"100%"}}})
}

// consistency is a plotter of the ranges in which reliable forecasts lie.
type consistency struct {
	bins  []ReliabilityBin
	style draw.LineStyle
}

// Plot draws a bar for each bin that has a range.
func (k consistency) Plot(c draw.Canvas, pl *plot.Plot) {
	x, y := pl.Transforms(&c)
	for _, b := range k.bins {
		if finite(b.Forecast) && finite(b.ConsistencyLow) && finite(b.ConsistencyHigh) {
			at := x(unit(b.Forecast))
			c.StrokeLine2(k.style, at, y(unit(b.ConsistencyLow)), at, y(unit(b.ConsistencyHigh)))
		}
	}
}

// observations is a plotter of what came true.
type observations struct {
	bins []ReliabilityBin
	p    *page
}

// shown reports whether there is anything to draw of what came true.
func (b ReliabilityBin) shown() bool { return finite(b.Forecast) && finite(b.Observed) }

// bare reports whether what came true has no interval, as where all forecasts
// of the bin are of one run.
func (b ReliabilityBin) bare() bool { return b.shown() && (!finite(b.Low) || !finite(b.High)) }

// Plot draws a point for each bin, with its interval; hollow where it has none,
// lest it look surer than the others.
func (o observations) Plot(c draw.Canvas, pl *plot.Plot) {
	x, y := pl.Transforms(&c)
	for _, b := range o.bins {
		switch {
		case b.bare():
			o.p.observedBare(c, vg.Point{X: x(unit(b.Forecast)), Y: y(unit(b.Observed))})
		case b.shown():
			o.p.observed(c, x(unit(b.Forecast)), y(unit(b.Low)), y(unit(b.Observed)), y(unit(b.High)))
		}
	}
}

// observed draws a point on its interval, both edged with paper.
func (p *page) observed(c draw.Canvas, x, low, middle, high vg.Length) {
	r := p.m.line * 1.3
	for _, st := range []struct {
		colour rgb
		more   vg.Length
	}{{p.colours.paper, p.m.line * 0.5}, {p.colours.main(), 0}} {
		c.StrokeLine2(draw.LineStyle{Color: st.colour, Width: p.m.line*0.7 + st.more}, x, low, x, high)
		c.DrawGlyphNoClip(draw.GlyphStyle{Color: st.colour, Radius: r + st.more, Shape: draw.CircleGlyph{}}, vg.Point{X: x, Y: middle})
	}
}

// observedBare draws a point without an interval: a ring.
func (p *page) observedBare(c draw.Canvas, at vg.Point) {
	r := p.m.line * 1.3
	for _, disc := range []struct {
		colour rgb
		radius vg.Length
	}{{p.colours.paper, r + p.m.line*0.5}, {p.colours.main(), r}, {p.colours.paper, r - p.m.line*0.55}} {
		c.DrawGlyphNoClip(draw.GlyphStyle{Color: disc.colour, Radius: disc.radius, Shape: draw.CircleGlyph{}}, at)
	}
}

func (p *page) consistencyStyle() draw.LineStyle {
	return draw.LineStyle{Color: p.colours.tint(p.colours.slate, 0.3), Width: p.m.line * 3}
}

func (p *page) isotonicStyle() draw.LineStyle {
	return draw.LineStyle{Color: p.colours.run, Width: p.m.line * 0.8}
}

func (p *page) diagonalStyle() draw.LineStyle {
	w := p.m.line * 0.5
	return draw.LineStyle{Color: p.colours.slate, Width: w, Dashes: []vg.Length{5 * w, 3 * w}}
}

// sampleItem is a key entry with a sample drawn upright in the middle of a box.
func (p *page) sampleItem(words string, width vg.Length, sample func(dc draw.Canvas, x vg.Length, box vg.Rectangle)) keyItem {
	return keyItem{words: words, width: width, sample: func(box vg.Rectangle) {
		sample(draw.Canvas{Canvas: p.canvas, Rectangle: box}, (box.Min.X+box.Max.X)/2, box)
	}}
}
