package plots

import (
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// rug is a strip of events: a shape and a colour of its own.
type rug struct {
	name, words string
	glyph       draw.GlyphStyle
}

// rugs returns the two strips, meetings above contacts.
func (p *page) rugs() [2]rug {
	r := p.m.small * 0.34
	return [2]rug{
		{"Meetings", "envoy meetings", draw.GlyphStyle{Color: p.colours.run, Radius: r, Shape: draw.PyramidGlyph{}}},
		{"Contacts", "professional contacts", draw.GlyphStyle{Color: p.colours.truth, Radius: r, Shape: draw.BoxGlyph{}}},
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
	has := func(get func(OptimismPanel) int) bool {
		for _, pn := range o.Panels {
			if get(pn) > 0 {
				return true
			}
		}
		return false
	}
	if has(func(pn OptimismPanel) int { return len(pn.Run) }) {
		items = append(items, p.lineItem("one run", p.runStyle()))
	}
	if has(func(pn OptimismPanel) int { return len(pn.Realism) }) {
		items = append(items, p.lineItem("realism of that run", p.realismStyle()))
	}
	for i, r := range p.rugs() {
		if has(func(pn OptimismPanel) int { return len([][]float64{pn.Meetings, pn.Contacts}[i]) }) {
			items = append(items, p.glyphItem(r))
		}
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

// bandItem is a key entry for the bands of a fan.
func (p *page) bandItem(bands []band) keyItem {
	n := len(bands)
	words := "middle " + percent(bands[0].share) + " of runs"
	if n > 1 {
		words = "middle " + percent(bands[n-1].share) + " to " + percent(bands[0].share) + " of runs"
	}
	return keyItem{words: words, width: 34, sample: func(box vg.Rectangle) { p.fanSample(box, n) }}
}

// glyphItem is a key entry for a strip of events.
func (p *page) glyphItem(r rug) keyItem {
	return keyItem{words: r.words, width: 2 * r.glyph.Radius, sample: func(box vg.Rectangle) {
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
