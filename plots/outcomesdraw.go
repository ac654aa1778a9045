package plots

import (
	"math"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// xmax returns the end of the axis: the least round share beyond every bar and
// whisker.
func (o Outcomes) xmax() (limit, step float64) {
	most := 0.0
	for _, b := range o.Outcomes {
		for _, v := range []float64{b.Share, b.High} {
			if finite(v) {
				most = max(most, v)
			}
		}
	}
	if most <= 0 {
		return 1, 0.25
	}
	step = max(0.01, niceStep(most, 5))
	return max(1, math.Ceil(most/step-1e-9)) * step, step
}

// bar is a plotter of one outcome.
type bar struct {
	Outcome
	middle, thick vg.Length // on the page
	fill          rgb
	width         vg.Length // of the whisker
	colours       palette
}

// Plot draws the bar and its whisker, ink on an edge of paper so that it can be
// seen both on the bar and beside it.
func (b bar) Plot(c draw.Canvas, pl *plot.Plot) {
	x, _ := pl.Transforms(&c)
	half := b.thick / 2
	if finite(b.Share) && b.Share > 0 {
		to := x(unit(b.Share))
		c.FillPolygon(b.fill, []vg.Point{
			{X: c.Min.X, Y: b.middle - half},
			{X: to, Y: b.middle - half},
			{X: to, Y: b.middle + half},
			{X: c.Min.X, Y: b.middle + half},
		})
	}
	if !finite(b.Low) || !finite(b.High) {
		return
	}
	low, high, foot := x(unit(b.Low)), x(unit(b.High)), min(half*0.45, b.width*3.2)
	for _, st := range []draw.LineStyle{
		{Color: b.colours.paper, Width: b.width * 2.6},
		{Color: b.colours.ink, Width: b.width},
	} {
		c.StrokeLine2(st, low, b.middle, high, b.middle)
		c.StrokeLine2(st, low, b.middle-foot, low, b.middle+foot)
		c.StrokeLine2(st, high, b.middle-foot, high, b.middle+foot)
	}
}

func (o Outcomes) draw(p *page) {
	bars := o.sorted()
	axisText := p.axisStyle()
	axisHeight := p.m.gap*0.8 + axisText.height(1)
	measure := p.oneLine(axisText, o.measure(), p.wide()*0.66)
	names, gutter := o.names(p, bars, p.top-axisText.height(1)-p.m.gap-p.bottom-axisHeight)
	shares, intervals := o.values(p, bars)

	half := p.width(axisText, "100%") / 2
	left := p.left + max(half, gutter+p.m.gap)
	p.top = p.block(axisText, left, p.top, 0, []string{measure}) - p.m.gap
	limit, step := o.xmax()
	foot := p.bottom + axisHeight
	if n := vg.Length(len(bars)); n > 0 {
		// A few bars do not fill the page: the axis stands right below them.
		foot = max(foot, p.top-n*p.m.label*7)
	}
	a := p.panel(vg.Rectangle{
		Min: vg.Point{X: left, Y: foot},
		Max: vg.Point{X: p.right - max(half, p.m.gap+shares+intervals), Y: p.top},
	}, limit, 1)
	var ticks []tick
	var at []float64
	for i := range int(math.Round(limit/step)) + 1 {
		v := float64(i) * step
		at = append(at, v)
		ticks = append(ticks, tick{at: v, label: []string{percent(v)}})
	}
	a.Add(rules{at: at, down: true, style: draw.LineStyle{Color: p.colours.faint, Width: p.m.hairline}})
	o.bars(a, bars, names, shares)
	a.Add(rules{at: []float64{0}, down: true, style: draw.LineStyle{Color: p.colours.axis, Width: p.m.hairline * 1.4}})
	a.show()
	if len(bars) == 0 {
		p.note(a.area, "No deals to show")
	}
	a.xTicks(ticks)
}

// measure names the axis.
func (o Outcomes) measure() string {
	out := orElse(o.XLabel, "Share of deals")
	if slices.ContainsFunc(o.Outcomes, func(b Outcome) bool { return finite(b.Low) && finite(b.High) }) {
		out += ", with 95% intervals"
	}
	return out
}

// nameOf is the style of an outcome's name: strong where its bar alone is.
func (o Outcomes) nameOf(p *page, b Outcome) textStyle {
	if b.Accent {
		return p.strongStyle()
	}
	return p.labelStyle()
}

// paleBar is the tint of bars beside the accent: the palest that has 3:1 against
// the paper of every theme.
const paleBar = 0.6

// names wraps the names to two lines, or to one where bars of that height do
// not fit, and returns the width that they take.
func (o Outcomes) names(p *page, bars []Outcome, height vg.Length) (names [][]string, width vg.Length) {
	label := p.labelStyle()
	most := 2
	if label.height(2)*1.1*vg.Length(len(bars)) > height {
		most = 1
	}
	for _, b := range bars {
		label = o.nameOf(p, b)
		lines := p.balance(label, orElse(b.Name, "unnamed"), p.wide()*0.34, most)
		names = append(names, lines)
		width = max(width, p.widest(label, lines))
	}
	return names, width
}

// values returns the widths of the two columns of text at the right: shares,
// with the space after them, and intervals.
func (o Outcomes) values(p *page, bars []Outcome) (shares, intervals vg.Length) {
	for _, b := range bars {
		shares = max(shares, p.width(p.strongStyle(), percent(b.Share))+p.m.gap*0.7)
		intervals = max(intervals, p.width(p.axisStyle(), interval(b.Low, b.High)))
	}
	return shares, intervals
}

// bars adds the bars and writes their names and values beside them.
func (o Outcomes) bars(a *panel, bars []Outcome, names [][]string, shares vg.Length) {
	p := a.p
	accents := slices.ContainsFunc(bars, func(b Outcome) bool { return b.Accent })
	value, axisText := p.strongStyle(), p.axisStyle()
	pitch := a.area.Size().Y / vg.Length(max(1, len(bars)))
	for i, b := range bars {
		middle := a.area.Max.Y - pitch*(vg.Length(i)+0.5)
		fill := p.colours.main()
		if accents && !b.Accent {
			fill = p.colours.tint(fill, paleBar)
		}
		a.Add(bar{
			Outcome: b, middle: middle, thick: pitch * 0.58,
			fill: fill, width: p.m.line * 0.6, colours: p.colours,
		})
		label := o.nameOf(p, b)
		p.block(label, a.area.Min.X-p.m.gap, label.middleTop(middle, len(names[i])), 1, names[i])
		y := middle - value.size*capHeight/2
		x := a.area.Max.X + p.m.gap
		p.text(value, x, y, 0, percent(b.Share))
		p.text(axisText, x+shares, y, 0, interval(b.Low, b.High))
	}
}
