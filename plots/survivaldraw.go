package plots

import (
	"slices"

	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// points returns the corners of the curve up to the horizon: one at day 0, one
// at each row, one where it ends.
func (c Curve) points(horizon float64) plotter.XYs {
	end, share, _, _, ok := c.end(horizon)
	if !ok {
		return nil
	}
	return append(stepPoints(1, c.Day, c.Survival, horizon), plotter.XY{X: end, Y: share})
}

// stepPoints returns the corners of right-continuous steps up to the horizon,
// from the given share on day 0.
func stepPoints(from float64, days, shares []float64, horizon float64) plotter.XYs {
	pts := plotter.XYs{{X: 0, Y: from}}
	for i, d := range days {
		if finite(d) && d <= horizon && finite(shares[i]) {
			pts = append(pts, plotter.XY{X: d, Y: unit(shares[i])})
		}
	}
	return pts
}

// bands returns the pieces of the confidence band, each an upper and a lower
// line of steps; where a bound is missing the band has a gap.
func (c Curve) bands(horizon float64) (low, high []plotter.XYs) {
	return stepBands(c.Day, c.Low, c.High, horizon, min(lastDay(c.Day), horizon))
}

// stepBands returns the pieces between two columns of steps, the last held
// until the given end.
func stepBands(days, lows, highs []float64, horizon, end float64) (low, high []plotter.XYs) {
	var l, h plotter.XYs
	flush := func(until float64) {
		if len(l) > 0 {
			l = append(l, plotter.XY{X: until, Y: l[len(l)-1].Y})
			h = append(h, plotter.XY{X: until, Y: h[len(h)-1].Y})
			low, high = append(low, steps(l)), append(high, steps(h))
		}
		l, h = nil, nil
	}
	for i := range lows {
		switch d := days[i]; {
		case !finite(d) || d > horizon:
		case finite(lows[i]) && finite(highs[i]):
			l = append(l, plotter.XY{X: d, Y: unit(lows[i])})
			h = append(h, plotter.XY{X: d, Y: unit(highs[i])})
		default:
			flush(d)
		}
	}
	flush(end)
	return low, high
}

// curves adds bands and curves to the panel: all bands first, since they are
// opaque, then their edges, so that a band hidden by another can still be
// followed, then the curves.
func (s Survival) curves(a *panel, horizon float64) {
	colours := a.p.colours
	edge := draw.LineStyle{Width: a.p.m.hairline}
	for i, c := range s.Curves {
		low, high := c.bands(horizon)
		for j := range low {
			a.ribbon(low[j], high[j], colours.tint(colours.series[i], 0.16))
		}
	}
	for i, c := range s.Curves {
		edge.Color = colours.tint(colours.series[i], 0.4)
		low, high := c.bands(horizon)
		for j := range low {
			a.line(low[j], edge, false)
			a.line(high[j], edge, false)
		}
	}
	for i, c := range s.Curves {
		a.line(c.points(horizon), a.p.series(i), true)
	}
}

// series returns the line style of series i.
func (p *page) series(i int) draw.LineStyle {
	return draw.LineStyle{Color: p.colours.series[i], Width: p.m.line, Dashes: seriesDash(i, p.m.line)}
}

func (s Survival) draw(p *page) {
	horizon := s.horizon()
	table := s.table(p)

	axisText := p.axisStyle()
	ylabel := p.oneLine(axisText, orElse(s.YLabel, "Share of deals still standing"), p.wide()*0.6)

	numbers := p.width(axisText, "100%") + p.m.gap*0.6
	xlabel := orElse(s.XLabel, "Days since signing")
	gutter := max(numbers, table.gutter)
	if table.beside { // room for the name of the time axis, unless it is long
		gutter = max(gutter, min(p.width(axisText, xlabel), p.wide()*0.2)+p.m.gap+table.cell/2)
	}
	left := p.left + gutter
	p.top = p.block(axisText, left-numbers, p.top, 0, []string{ylabel}) - p.m.gap*1.2

	// The name of the time axis stands before its numbers where the table leaves
	// room, beneath them elsewhere.
	axisHeight := p.m.gap*0.8 + axisText.height(1)
	room := p.wide() * 0.4
	if table.beside {
		room = left - p.left - p.m.gap - table.cell/2
	} else {
		axisHeight += p.m.gap*0.6 + axisText.height(1)
	}
	xlabel = p.oneLine(axisText, xlabel, room)
	foot := p.bottom + table.height + axisHeight
	labels := s.labels(p, horizon, p.top-foot)
	a := p.panel(vg.Rectangle{
		Min: vg.Point{X: left, Y: foot},
		Max: vg.Point{X: p.right - labels.width, Y: p.top},
	}, horizon, 1)
	shares := []float64{0, 0.25, 0.5, 0.75, 1}
	if a.area.Size().Y < p.m.label*8 {
		shares = []float64{0, 0.5, 1}
	}
	a.grid(shares)
	s.curves(a, horizon)
	a.show()
	if !slices.ContainsFunc(labels.labels, func(l endLabel) bool { return l.drawn }) {
		p.note(a.area, "No deals to follow")
	}
	a.yTicks(shares, percent)

	ticks := dayTicks(horizon, tickCount(a.area, max(table.cell, p.width(axisText, count(int(horizon))))*1.35))
	bottom := a.xTicks(ticks)
	if table.beside {
		p.block(axisText, p.left, bottom+axisText.height(1), 0, []string{xlabel})
	} else {
		bottom = p.block(axisText, left, bottom-p.m.gap*0.6, 0, []string{xlabel})
	}
	labels.draw(a)
	table.draw(a, ticks, bottom-p.m.gap)
}

// tickCount returns how many steps of at least the given width fit, at least
// one and at most eight.
func tickCount(area vg.Rectangle, width vg.Length) int {
	return max(1, min(8, int(area.Size().X/width)))
}

// orElse returns s, or other when s is empty.
func orElse(s, other string) string {
	if clean(s) == "" {
		return other
	}
	return s
}

// unit brings a rounding error back into [0, 1].
func unit(x float64) float64 { return min(1, max(0, x)) }
