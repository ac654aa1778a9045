package plots

import (
	"slices"
	"strconv"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

func (ps Paths) draw(p *page, w pathWords) {
	if len(ps.Panels) <= maxSeries { // the key says nearly the same, in less room
		p.foot(p.labelStyle(), p.wrap(p.labelStyle(), ps.reading(), p.wide(), p.m.subtitleLines+1))
	}
	g := &grid{p: p}
	marks := slices.ContainsFunc(ps.Panels, func(pn Path) bool { return len(pn.Marks) > 0 })
	if marks {
		g.strip = p.m.gap*0.3 + p.m.small*1.1
	}
	for _, pn := range ps.Panels {
		h := head{name: pn.Name}
		if finite(pn.Marked) {
			h.shorts = []string{percent(pn.Marked)}
			h.values = []string{w.marked + " " + percent(pn.Marked) + " of runs"}
		}
		g.heads = append(g.heads, h)
	}
	time := timeAxis{start: ps.Start, horizon: ps.horizon()}
	y := shareAxis{limit: 1, at: []float64{0, 0.5, 1}, label: func(v float64) string {
		return strconv.FormatFloat(v, 'g', 2, 64)
	}}
	label := "day"
	if !ps.Start.IsZero() {
		label = "date"
	}
	panels := y.panels(g, ps.key(p, w), w.axis+", by "+label, time, func(a *panel, i int) bool { return ps.fan(a, ps.Panels[i]) })
	if !marks {
		return
	}
	for i, a := range panels {
		middle := a.area.Min.Y - p.m.gap*0.3 - p.m.small*0.55
		a.rug(ps.mark(p, w).glyph, ps.Panels[i].Marks, middle)
	}
}

// fan adds the bands, the run and the median, and says whether there was
// anything to draw.
func (ps Paths) fan(a *panel, pn Path) bool {
	horizon, drawn := ps.horizon(), false
	bands := centralBands(ps.Probs)
	for i, b := range bands {
		drawn = a.fanBand(pieces(pn.Day, horizon, pn.Quantiles[b.low], pn.Quantiles[b.high]), i, len(bands)) || drawn
	}
	drawn = a.haloed(pieces(pn.Day, horizon, pn.Run), a.p.pathRunStyle()) || drawn
	if i := ps.median(); i >= 0 {
		drawn = a.haloed(pieces(pn.Day, horizon, pn.Quantiles[i]), a.p.medianStyle()) || drawn
	}
	return drawn
}

func (p *page) medianStyle() draw.LineStyle {
	return draw.LineStyle{Color: p.colours.ink, Width: p.m.line}
}

// pathRunStyle is half as wide as the median, to be told from it without colour.
func (p *page) pathRunStyle() draw.LineStyle {
	return draw.LineStyle{Color: p.colours.run, Width: p.m.line * 0.5}
}

// mark is the shape of a fall or a break: a triangle on its point.
func (ps Paths) mark(p *page, w pathWords) rug {
	return rug{name: w.mark, glyph: draw.GlyphStyle{
		Color: p.colours.run, Radius: p.m.small * 0.4, Shape: downGlyph{},
	}}
}

// key explains what the panels hold, and only that.
func (ps Paths) key(p *page, w pathWords) (items []keyItem) {
	if ps.median() >= 0 {
		items = append(items, p.lineItem("median of runs", p.medianStyle()))
	}
	if bands := centralBands(ps.Probs); len(bands) > 0 {
		items = append(items, p.bandItem(bands))
	}
	if slices.ContainsFunc(ps.Panels, func(pn Path) bool { return len(pn.Run) > 0 }) {
		items = append(items, p.lineItem("one run", p.pathRunStyle()))
	}
	if slices.ContainsFunc(ps.Panels, func(pn Path) bool { return len(pn.Marks) > 0 }) {
		items = append(items, p.glyphItem(ps.mark(p, w)))
	}
	return items
}

// downGlyph is a triangle that stands on its point.
type downGlyph struct{}

// DrawGlyph draws the triangle.
func (downGlyph) DrawGlyph(c *draw.Canvas, style draw.GlyphStyle, at vg.Point) {
	r := style.Radius
	c.FillPolygon(style.Color, []vg.Point{
		{X: at.X - r, Y: at.Y + r*0.8}, {X: at.X + r, Y: at.Y + r*0.8}, {X: at.X, Y: at.Y - r*0.9},
	})
}
