package plots

import (
	"math"

	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// fanTint is the tint of band i of n, the widest and palest first. Few bands
// stay pale, so that lines upon them can be seen.
func (c palette) fanTint(i, n int) rgb {
	const palest, darkest, step = 0.14, 0.58, 0.2
	if n < 2 {
		return c.tint(c.main(), darkest/2)
	}
	return c.tint(c.main(), palest+min(step, (darkest-palest)/float64(n-1))*float64(i))
}

func (o Optimism) draw(p *page) {
	p.foot(p.labelStyle(), p.wrap(p.labelStyle(), o.reading(), p.wide(), p.m.subtitleLines+1))
	o.drawKey(p)

	axisText := p.axisStyle()
	p.top = p.block(axisText, p.left, p.top, 0, []string{
		p.oneLine(axisText, "Optimism, from 0 (none) to 1 (sure of a deal that holds)", p.wide()),
	}) - p.m.gap

	columns := o.columns(p)
	rows := (len(o.Panels) + columns - 1) / columns
	xlabel := o.axis().height(p)
	gutter := max(p.width(axisText, "1.0"), p.rugNames()) + p.m.gap*0.6
	tickWidth := o.axis().tickWidth(p)
	// Half a label of the time axis may stand out on either side of a panel.
	between, under := tickWidth+p.m.gap, p.m.gap
	width := (p.wide() - gutter - tickWidth/2 - between*vg.Length(columns-1)) / vg.Length(columns)
	height := (p.top - p.bottom - xlabel - under*vg.Length(rows-1)) / vg.Length(rows)
	for i, pn := range o.Panels {
		column, row := i%columns, i/columns
		left := p.left + gutter + (width+between)*vg.Length(column)
		top := p.top - (height+under)*vg.Length(row)
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
	case p.m.wide:
		return n
	case n <= 2:
		return 1
	default:
		return 2
	}
}

// axis returns the time axis that all panels share.
func (o Optimism) axis() timeAxis { return timeAxis{start: o.Start, horizon: o.horizon()} }

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
		a.rug(rug.glyph, days, middle)
	}
	if bottommost {
		a.area.Min.Y = box.Min.Y
		a.xTicks(o.axis().ticks(a))
	}
}

// fan adds the bands, the run and its realism, and says whether there was
// anything to draw.
func (o Optimism) fan(a *panel, pn OptimismPanel) bool {
	drawn := false
	bands := o.bands()
	for i, b := range bands {
		drawn = a.fanBand(pieces(pn.Day, o.horizon(), pn.Quantiles[b.low], pn.Quantiles[b.high]), i, len(bands)) || drawn
	}
	drawn = a.hollow(pieces(pn.Day, o.horizon(), pn.MeanRealism)) || drawn
	for i, column := range [][]float64{pn.Realism, pn.Run} {
		style := []draw.LineStyle{a.p.realismStyle(), a.p.runStyle()}[i]
		drawn = a.haloed(pieces(pn.Day, o.horizon(), column), style) || drawn
	}
	return drawn
}

// fanBand adds the pieces of band i of n and says whether there were any.
func (a *panel) fanBand(pieces [][]plotter.XYs, i, n int) bool {
	colours := a.p.colours
	for _, piece := range pieces {
		a.ribbon(piece[0], piece[1], colours.fanTint(i, n))
		if i == 0 { // the palest band is hard to see on the paper
			edge := draw.LineStyle{Color: colours.tint(colours.main(), 0.4), Width: a.p.m.hairline}
			a.line(piece[0], edge, false)
			a.line(piece[1], edge, false)
		}
	}
	return len(pieces) > 0
}

// haloed adds the pieces of a line with an edge of paper, to be seen on a fan,
// and says whether there were any.
func (a *panel) haloed(pieces [][]plotter.XYs, style draw.LineStyle) bool {
	for _, piece := range pieces {
		a.line(piece[0], draw.LineStyle{Color: a.p.colours.paper, Width: style.Width + a.p.m.line*0.9}, false)
		a.line(piece[0], style, false)
	}
	return len(pieces) > 0
}

// hollow adds the pieces of a hollow line, and says whether there were any.
func (a *panel) hollow(pieces [][]plotter.XYs) bool {
	for _, piece := range pieces {
		for _, style := range a.p.hollowStyles() {
			a.line(piece[0], style, false)
		}
	}
	return len(pieces) > 0
}

// hollowStyles are the strokes of a hollow line, one upon the other: an edge of
// paper, ink, and a core of paper. It is told from every other line without
// colour.
func (p *page) hollowStyles() [3]draw.LineStyle {
	w := p.m.line
	return [...]draw.LineStyle{
		{Color: p.colours.paper, Width: w * 2.5},
		{Color: p.colours.ink, Width: w * 1.8},
		{Color: p.colours.paper, Width: w * 0.8},
	}
}

// runStyle and realismStyle are the lines of the run shown: of one colour or
// weight, since they belong together.
func (p *page) runStyle() draw.LineStyle {
	return draw.LineStyle{Color: p.colours.run, Width: p.m.line * 0.7}
}

func (p *page) realismStyle() draw.LineStyle {
	w := p.m.line * 0.7
	return draw.LineStyle{Color: p.colours.truth, Width: w, Dashes: []vg.Length{4 * w, 2.5 * w}}
}

// pieces returns the columns as lines, cut where any of them is missing.
func pieces(days []float64, horizon float64, columns ...[]float64) [][]plotter.XYs {
	var out [][]plotter.XYs
	open := false
	for i, day := range days {
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
