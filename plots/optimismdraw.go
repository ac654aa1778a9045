package plots

import (
	"math"

	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// fanTint is the tint of band i of n, the widest and palest first.
func fanTint(i, n int) rgb {
	const palest, darkest = 0.14, 0.58
	if n < 2 {
		return navy.tint(darkest / 2)
	}
	return navy.tint(palest + (darkest-palest)*float64(i)/float64(n-1))
}

func (o Optimism) draw(p *page) {
	p.foot(p.labelStyle(), p.wrap(p.labelStyle(), o.reading(), p.wide(), 3))
	o.drawKey(p)

	axisText := p.axisStyle()
	p.top = p.block(axisText, p.left, p.top, 0, []string{
		p.oneLine(axisText, "Optimism, from 0 (none) to 1 (sure of a deal that holds)", p.wide()),
	}) - p.m.gap

	columns := o.columns(p)
	rows := (len(o.Panels) + columns - 1) / columns
	xlabel := o.xAxisHeight(p)
	gutter := max(p.width(axisText, "1.0"), p.rugNames()) + p.m.gap*0.6
	between := p.m.gap * 1.6
	width := (p.wide() - gutter - between*vg.Length(columns-1)) / vg.Length(columns)
	// Half a date label may stand out at the right.
	width -= p.width(axisText, "30 Sep") / 2 / vg.Length(columns)
	height := (p.top - p.bottom - xlabel - between*vg.Length(rows-1)*0.6) / vg.Length(rows)
	for i, pn := range o.Panels {
		column, row := i%columns, i/columns
		left := p.left + gutter + (width+between)*vg.Length(column)
		top := p.top - (height+between*0.6)*vg.Length(row)
		bottommost := i+columns >= len(o.Panels)
		o.drawPanel(p, pn, vg.Rectangle{
			Min: vg.Point{X: left, Y: top - height},
			Max: vg.Point{X: left + width, Y: top},
		}, column == 0, bottommost)
	}
}

// columns returns how many panels stand side by side.
func (o Optimism) columns(p *page) int {
	switch n := len(o.Panels); {
	case n == 1 || !p.m.wide && n == 2:
		return 1
	case n == 4 || !p.m.wide:
		return 2
	default:
		return n
	}
}

func (o Optimism) xAxisHeight(p *page) vg.Length {
	st := p.axisStyle()
	return p.m.gap*0.8 + st.height(2)
}

// rugNames returns the width of the names of the rug strips.
func (p *page) rugNames() vg.Length {
	st := p.smallStyle()
	return max(p.width(st, "Meetings"), p.width(st, "Contacts"))
}

// drawPanel draws the name, the fan and the rug strips of one panel into a box
// that leaves out the labels of the time axis.
func (o Optimism) drawPanel(p *page, pn OptimismPanel, box vg.Rectangle, first, bottommost bool) {
	name := p.strongStyle()
	top := p.block(name, box.Min.X, box.Max.Y, 0, []string{p.oneLine(name, orElse(pn.Name, "unnamed"), box.Size().X)})
	strip := p.m.small * 1.5
	area := vg.Rectangle{
		Min: vg.Point{X: box.Min.X, Y: box.Min.Y + 2*strip + p.m.gap*0.4},
		Max: vg.Point{X: box.Max.X, Y: top - p.m.gap*0.5},
	}
	a := p.panel(area, o.horizon(), 1)
	at := []float64{0, 0.5, 1}
	a.grid(at)
	drawn := o.fan(a, pn)
	a.show()
	if !drawn {
		p.note(area, "No runs to show")
	}
	if first {
		a.yTicks(at, func(v float64) string { return []string{"0", "0.5", "1"}[int(math.Round(v*2))] })
	}

	rugs := a.area.Min.Y - p.m.gap*0.4
	for i, rug := range p.rugs() {
		days := [][]float64{pn.Meetings, pn.Contacts}[i]
		middle := rugs - strip*(vg.Length(i)+0.5)
		if first {
			st := p.smallStyle()
			p.text(st, area.Min.X-p.m.gap*0.6, middle-st.size*capHeight/2, 1, rug.name)
		}
		o.drawRug(a, rug, days, middle)
	}
	if bottommost {
		a.area.Min.Y = box.Min.Y
		a.xTicks(o.ticks(a))
	}
}

// ticks returns the dates, or the days, that fit under the panel.
func (o Optimism) ticks(a *panel) []tick {
	st := a.p.axisStyle()
	if o.Start.IsZero() {
		n := tickCount(a.area, a.p.width(st, count(int(o.horizon())))*1.8)
		ticks := dayTicks(o.horizon(), n)
		ticks[0].label = []string{"Day" + nbsp + "0"}
		return ticks
	}
	return dateTicks(o.Start, o.horizon(), tickCount(a.area, a.p.width(st, "30 Sep")*1.5))
}

// fan adds the bands, the run and its realism, and says whether there was
// anything to draw.
func (o Optimism) fan(a *panel, pn OptimismPanel) bool {
	drawn := false
	bands := o.bands()
	for i, b := range bands {
		for _, piece := range pn.pieces(o.horizon(), pn.Quantiles[b.low], pn.Quantiles[b.high]) {
			a.ribbon(piece[0], piece[1], fanTint(i, len(bands)))
			drawn = true
		}
	}
	for i, column := range [][]float64{pn.Realism, pn.Run} {
		style := []draw.LineStyle{a.p.realismStyle(), a.p.runStyle()}[i]
		for _, piece := range pn.pieces(o.horizon(), column) {
			halo := draw.LineStyle{Color: white, Width: style.Width * 2}
			a.line(piece[0], halo, false)
			a.line(piece[0], style, false)
			drawn = true
		}
	}
	return drawn
}

// runStyle and realismStyle are the lines of the run shown.
func (p *page) runStyle() draw.LineStyle {
	return draw.LineStyle{Color: orange, Width: p.m.line * 0.8}
}

func (p *page) realismStyle() draw.LineStyle {
	w := p.m.line * 0.8
	return draw.LineStyle{Color: plum, Width: w, Dashes: []vg.Length{4 * w, 2.5 * w}}
}

// pieces returns the columns as lines, cut where any of them is missing.
func (pn OptimismPanel) pieces(horizon float64, columns ...[]float64) [][]plotter.XYs {
	var out [][]plotter.XYs
	open := false
	for i, day := range pn.Day {
		known := finite(day) && day <= horizon
		for _, c := range columns {
			known = known && i < len(c) && finite(c[i])
		}
		if !known {
			open = false
			continue
		}
		if !open {
			out = append(out, make([]plotter.XYs, len(columns)))
			open = true
		}
		for j, c := range columns {
			last := out[len(out)-1]
			last[j] = append(last[j], plotter.XY{X: day, Y: unit(c[i])})
		}
	}
	return out
}

// rug is a strip of events: a shape and a colour of its own.
type rug struct {
	name, words string
	glyph       draw.GlyphStyle
}

// rugs returns the two strips, meetings above contacts.
func (p *page) rugs() [2]rug {
	r := p.m.small * 0.34
	return [2]rug{
		{"Meetings", "envoy meetings", draw.GlyphStyle{Color: orange, Radius: r, Shape: draw.PyramidGlyph{}}},
		{"Contacts", "professional contacts", draw.GlyphStyle{Color: plum, Radius: r, Shape: draw.BoxGlyph{}}},
	}
}

// drawRug draws one strip of events: smaller where they crowd.
func (o Optimism) drawRug(a *panel, r rug, days []float64, middle vg.Length) {
	inside := 0
	for _, d := range days {
		if finite(d) && d >= 0 && d <= o.horizon() {
			inside++
		}
	}
	room := a.area.Size().X / vg.Length(max(1, inside))
	r.glyph.Radius = max(r.glyph.Radius*0.45, min(r.glyph.Radius, room*0.5))
	dc := draw.Canvas{Canvas: a.p.canvas, Rectangle: a.area}
	for _, d := range days {
		if finite(d) && d >= 0 && d <= o.horizon() {
			dc.DrawGlyphNoClip(r.glyph, vg.Point{X: a.x(d), Y: middle})
		}
	}
}

// drawKey draws the key above the panels: only what the panels hold.
func (o Optimism) drawKey(p *page) {
	var items []keyItem
	bands := o.bands()
	if n := len(bands); n > 0 {
		items = append(items, keyItem{
			words: "middle " + percent(bands[n-1].share) + " to " + percent(bands[0].share) + " of runs",
			width: 34, sample: func(box vg.Rectangle) { p.fanSample(box, n) },
		})
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
		items = append(items, p.lineItem("its realism", p.realismStyle()))
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
		p.SetColor(fanTint(i, n))
		r := vg.Rectangle{Min: vg.Point{X: box.Min.X, Y: mid - half}, Max: vg.Point{X: box.Max.X, Y: mid + half}}
		p.Fill(r.Path())
	}
}
