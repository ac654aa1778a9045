package plots

import (
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// shorten cuts names to a width. Those too long lose what they begin with alike,
// since scenarios are often named after the one that they change.
func (p *page) shorten(st textStyle, names []string, width vg.Length) []string {
	out := make([]string, len(names))
	var long []string
	for i, name := range names {
		out[i] = orElse(clean(name), "unnamed")
		if p.width(st, out[i]) > width {
			long = append(long, out[i])
		}
	}
	alike := len(commonStart(long))
	for i, name := range out {
		if p.width(st, name) <= width {
			continue
		}
		if alike > 0 {
			name = "…" + name[alike:]
		}
		out[i] = p.oneLine(st, name, width)
	}
	return out
}

// commonStart returns what several names begin with alike, up to the last mark
// between words; nothing when it is all of a name.
func commonStart(names []string) string {
	if len(names) < 2 {
		return ""
	}
	start := names[0]
	for _, name := range names[1:] {
		for !strings.HasPrefix(name, start) {
			start = start[:strings.LastIndexAny(start[:len(start)-1], " -_./")+1]
			if start == "" {
				return ""
			}
		}
	}
	start = start[:strings.LastIndexAny(start, " -_./")+1]
	if slices.Contains(names, start) {
		return ""
	}
	return start
}

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
	shape(p.colours.paper, r*1.2)
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
		{X: at.X - r, Y: at.Y - r},
		{X: at.X + r, Y: at.Y - r},
		{X: at.X + r, Y: at.Y + r},
		{X: at.X - r, Y: at.Y + r},
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
