package plots

import (
	"fmt"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// gaps counts the points that have no value, by why.
func gaps(values []SweepValue) (failed, nothing int) {
	for _, v := range values {
		switch {
		case v.Failed:
			failed++
		case !finite(v.Value):
			nothing++
		}
	}
	return failed, nothing
}

// gapItems explains the marks of points without a value.
func (p *page) gapItems(values []SweepValue) []keyItem {
	failed, nothing := gaps(values)
	var items []keyItem
	for _, gap := range []struct {
		n     int
		what  string
		cross bool
	}{{failed, notPlayed, true}, {nothing, nothingToCount, false}} {
		if gap.n == 0 {
			continue
		}
		r := p.markRadius()
		items = append(items, keyItem{
			words: fmt.Sprintf("%s: %s of %s", gap.what, count(gap.n), plural(len(values), "point")),
			width: 2 * r,
			sample: func(box vg.Rectangle) {
				p.gapMark(gap.cross, vg.Point{X: (box.Min.X + box.Max.X) / 2, Y: (box.Min.Y + box.Max.Y) / 2}, r*0.8, p.colours.ink)
			},
		})
	}
	return items
}

// gapMark draws a cross where a point could not be played, and a dash where its
// runs had nothing to count.
func (p *page) gapMark(cross bool, at vg.Point, r vg.Length, ink rgb) {
	dc := draw.Canvas{Canvas: p.canvas}
	st := draw.LineStyle{Color: ink, Width: max(p.m.line*0.7, r*0.3)}
	if !cross {
		dc.StrokeLine2(st, at.X-r, at.Y, at.X+r, at.Y)
		return
	}
	dc.StrokeLine2(st, at.X-r, at.Y-r, at.X+r, at.Y+r)
	dc.StrokeLine2(st, at.X-r, at.Y+r, at.X+r, at.Y-r)
}

// thresholdWords names a threshold for a key, with its value.
func (p *page) thresholdWords(m SweepMetric, t Threshold) string {
	return p.armWords(t.Name, " ("+m.write(t.Value)+")")
}

// thresholdStyle is the line of a threshold: dotted ink, unlike any series.
func (p *page) thresholdStyle() draw.LineStyle {
	w := p.m.line * 0.8
	return draw.LineStyle{Color: p.colours.ink, Width: w, Dashes: []vg.Length{w * 1.2, w * 1.6}}
}

// ownItem is the key entry for the scenario's own value.
func (p *page) ownItem(in SweepInput, off bool) keyItem {
	words := "this scenario: " + value(in.Own)
	if off {
		words += ", beyond the axis"
	}
	r := p.ownRadius()
	return keyItem{words: words, width: 2 * r, sample: func(box vg.Rectangle) {
		p.ownMark(vg.Point{X: (box.Min.X + box.Max.X) / 2, Y: (box.Min.Y + box.Max.Y) / 2})
	}}
}

// ownRadius is the size of the mark of the scenario's own value: it stands
// between an axis and its labels.
func (p *page) ownRadius() vg.Length { return p.m.gap * 0.38 }

// ownMark draws the mark of the scenario's own value.
func (p *page) ownMark(at vg.Point) {
	dc := draw.Canvas{Canvas: p.canvas}
	dc.DrawGlyphNoClip(draw.GlyphStyle{Color: p.colours.ink, Radius: p.ownRadius(), Shape: draw.PyramidGlyph{}}, at)
}

// dotRadius is the size of the mark at a level.
func (p *page) dotRadius() vg.Length { return p.m.line * 1.5 }
