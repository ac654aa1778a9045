package plots

import (
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// maxArms is how many scenarios one chart compares with the baseline.
const maxArms = maxSeries

// arm is how a scenario of a comparison looks: its shape tells it without
// colour. The baseline is a diamond in ink.
type arm struct {
	shape  draw.GlyphDrawer
	colour rgb
}

// arm returns the looks of arm i of those held against the baseline; -1 is the
// baseline itself.
func (p *page) arm(i int) arm {
	if i < 0 {
		return arm{diamondGlyph{}, p.colours.ink}
	}
	shape := [maxArms]draw.GlyphDrawer{draw.CircleGlyph{}, squareGlyph{}, draw.PyramidGlyph{}, downGlyph{}}[i]
	return arm{shape, p.colours.series[i]}
}

// mark draws the shape of an arm, hollow or full, on an edge of paper.
func (p *page) mark(a arm, at vg.Point, r vg.Length, hollow bool) {
	dc := draw.Canvas{Canvas: p.canvas}
	shape := func(colour rgb, r vg.Length) {
		dc.DrawGlyphNoClip(draw.GlyphStyle{Color: colour, Radius: r, Shape: a.shape}, at)
	}
	shape(p.colours.paper, r*1.3)
	shape(a.colour, r)
	if hollow {
		shape(p.colours.paper, r*0.55)
	}
}

// markItem is a key entry for the shape of an arm.
func (p *page) markItem(words string, a arm, hollow bool) keyItem {
	r := p.markRadius()
	return keyItem{words: words, width: 2.4 * r, sample: func(box vg.Rectangle) {
		p.mark(a, vg.Point{X: (box.Min.X + box.Max.X) / 2, Y: (box.Min.Y + box.Max.Y) / 2}, r, hollow)
	}}
}

// markRadius is the size of a shape where there is room.
func (p *page) markRadius() vg.Length { return p.m.label * 0.36 }

// squareGlyph is a full square of about the area of a circle.
type squareGlyph struct{}

// DrawGlyph draws the square.
func (squareGlyph) DrawGlyph(c *draw.Canvas, style draw.GlyphStyle, at vg.Point) {
	r := style.Radius * 0.89
	c.FillPolygon(style.Color, []vg.Point{
		{X: at.X - r, Y: at.Y - r}, {X: at.X + r, Y: at.Y - r},
		{X: at.X + r, Y: at.Y + r}, {X: at.X - r, Y: at.Y + r},
	})
}

// diamondGlyph is a full square that stands on its corner.
type diamondGlyph struct{}

// DrawGlyph draws the diamond.
func (diamondGlyph) DrawGlyph(c *draw.Canvas, style draw.GlyphStyle, at vg.Point) {
	r := style.Radius * 1.3
	c.FillPolygon(style.Color, []vg.Point{
		{X: at.X - r, Y: at.Y}, {X: at.X, Y: at.Y - r}, {X: at.X + r, Y: at.Y}, {X: at.X, Y: at.Y + r},
	})
}
