package plots

import (
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// rug is a strip of events: a shape and a colour of its own.
type rug struct {
	name  string // beside the strip, or in the key
	glyph draw.GlyphStyle
}

// rugs returns the two strips, meetings above contacts.
func (p *page) rugs() [2]rug {
	r := p.m.small * 0.34
	return [2]rug{
		{"Meetings", draw.GlyphStyle{Color: p.colours.run, Radius: r, Shape: draw.PyramidGlyph{}}},
		{"Contacts", draw.GlyphStyle{Color: p.colours.truth, Radius: r, Shape: draw.BoxGlyph{}}},
	}
}

// rug draws one strip of events: smaller where they crowd.
func (a *panel) rug(glyph draw.GlyphStyle, days []float64, middle vg.Length) {
	inside := 0
	for _, d := range days {
		if finite(d) && d >= 0 && d <= a.X.Max {
			inside++
		}
	}
	room := a.area.Size().X / vg.Length(max(1, inside))
	glyph.Radius = max(glyph.Radius*0.45, min(glyph.Radius, room*0.5))
	dc := draw.Canvas{Canvas: a.p.canvas, Rectangle: a.area}
	for _, d := range days {
		if finite(d) && d >= 0 && d <= a.X.Max {
			dc.DrawGlyphNoClip(glyph, vg.Point{X: a.x(d), Y: middle})
		}
	}
}

// drawKey draws the key above the panels: only what the panels hold.
func (o Optimism) drawKey(p *page) {
	var items []keyItem
	bands := o.bands()
	if len(bands) > 0 {
		items = append(items, p.bandItem(bands))
	}
	has := func(column func(OptimismPanel) []float64) bool {
		return slices.ContainsFunc(o.Panels, func(pn OptimismPanel) bool { return len(column(pn)) > 0 })
	}
	if has(func(pn OptimismPanel) []float64 { return pn.MeanRealism }) {
		items = append(items, p.hollowItem("mean realism of all runs"))
	}
	if has(func(pn OptimismPanel) []float64 { return pn.Run }) {
		items = append(items, p.lineItem("optimism of one run", p.runStyle()))
	}
	if has(func(pn OptimismPanel) []float64 { return pn.Realism }) {
		items = append(items, p.lineItem("realism of that run", p.realismStyle()))
	}
	if len(items) > 0 {
		p.key(items)
	}
}

// lineItem is a key entry for a line.
func (p *page) lineItem(words string, style draw.LineStyle) keyItem {
	return keyItem{words: words, width: 24, sample: func(box vg.Rectangle) {
		dc := draw.Canvas{Canvas: p.canvas, Rectangle: box}
		y := (box.Min.Y + box.Max.Y) / 2
		dc.StrokeLine2(style, box.Min.X, y, box.Max.X, y)
	}}
}

// hollowItem is a key entry for a hollow line.
func (p *page) hollowItem(words string) keyItem {
	return keyItem{words: words, width: 24, sample: func(box vg.Rectangle) {
		dc := draw.Canvas{Canvas: p.canvas, Rectangle: box}
		y := (box.Min.Y + box.Max.Y) / 2
		for _, style := range p.hollowStyles() {
			dc.StrokeLine2(style, box.Min.X, y, box.Max.X, y)
		}
	}}
}

// bandItem is a key entry for the bands of a fan.
func (p *page) bandItem(bands []band) keyItem {
	n := len(bands)
	return keyItem{
		words: "central " + bandShares(bands) + " of runs", width: 34,
		sample: func(box vg.Rectangle) { p.fanSample(box, n) },
	}
}

// bandShares lists the shares of the bands, as "10, 50 and 90%": a range, "10
// to 90%", would be read as that between the tenth and the ninetieth
// percentile.
func bandShares(bands []band) string {
	var shares []string
	for _, b := range slices.Backward(bands) {
		shares = append(shares, strings.TrimSuffix(percent(b.share), "%"))
	}
	last := len(shares) - 1
	if last == 0 {
		return shares[0] + "%"
	}
	rest := shares[:last]
	if len(rest) > 4 {
		rest = []string{shares[0], shares[1], "…"}
	}
	return strings.Join(rest, ", ") + " and " + shares[last] + "%"
}

// glyphItem is a key entry for a strip of events.
func (p *page) glyphItem(r rug) keyItem {
	return keyItem{words: r.name, width: 2 * r.glyph.Radius, sample: func(box vg.Rectangle) {
		dc := draw.Canvas{Canvas: p.canvas, Rectangle: box}
		dc.DrawGlyphNoClip(r.glyph, vg.Point{X: (box.Min.X + box.Max.X) / 2, Y: (box.Min.Y + box.Max.Y) / 2})
	}}
}

// fanSample draws the bands of the fan as nested boxes.
func (p *page) fanSample(box vg.Rectangle, n int) {
	mid := (box.Min.Y + box.Max.Y) / 2
	for i := range n {
		half := (box.Max.Y - mid) * vg.Length(n-i) / vg.Length(n)
		p.SetColor(p.colours.fanTint(i, n))
		r := vg.Rectangle{Min: vg.Point{X: box.Min.X, Y: mid - half}, Max: vg.Point{X: box.Max.X, Y: mid + half}}
		p.Fill(r.Path())
	}
}
