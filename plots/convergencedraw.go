package plots

import (
	"math"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// scale is a vertical axis from low to high with its grid lines.
type scale struct {
	low, high, step float64
}

// newScale returns the scale of about n steps that reaches from low to high.
func newScale(low, high float64, n int) scale {
	if !(high-low > 1e-12*math.Max(1, math.Abs(high))) {
		low, high = low-0.5, high+0.5
	}
	step := niceStep(high-low, n)
	return scale{math.Floor(low/step+1e-9) * step, math.Ceil(high/step-1e-9) * step, step}
}

func (s scale) at() []float64 {
	n := int(math.Round((s.high - s.low) / s.step))
	out := make([]float64, 0, n+1)
	for i := range n + 1 {
		out = append(out, s.low+float64(i)*s.step)
	}
	return out
}

// settled says whether a row lies in the last nineteen twentieths of the batch.
// Before that the interval is so wide that it would flatten all the rest.
func (c Convergence) settled(i int) bool { return c.Runs[i]*20 >= c.Runs[len(c.Runs)-1] }

// scales returns the scales of the estimate and of the half-width: near the
// last estimate, since what matters is a small share of its value.
func (c Convergence) scales() (estimate, half scale) {
	i := c.last()
	if i < 0 {
		return newScale(0, 1, 4), newScale(0, 1, 4)
	}
	reach, widest := max(c.Target, c.half(i))*1.2, max(c.Target, c.half(i))*1.1
	for j := range c.Runs {
		if h := c.half(j); c.settled(j) && finite(h) {
			widest = max(widest, h)
			if finite(c.Estimate[j]) {
				reach = max(reach, math.Abs(c.Estimate[j]-c.Estimate[i]), min(h, 3*max(c.half(i), c.Target)))
			}
		}
	}
	low, high := c.Estimate[i]-reach, c.Estimate[i]+reach
	if c.Share {
		low, high = max(0, low), min(1, high)
	}
	return newScale(low, high, 4), newScale(0, widest, 3)
}

func (c Convergence) draw(p *page) {
	target := draw.LineStyle{Color: p.colours.run, Width: p.m.line * 0.7, Dashes: seriesDash(1, p.m.line*0.7)}
	items := []keyItem{p.lineItem("as runs are added", p.series(0)), {words: "95% interval", width: 24, sample: func(box vg.Rectangle) {
		p.SetColor(p.colours.tint(p.colours.main(), 0.2))
		p.Fill(box.Path())
	}}}
	if c.Target > 0 {
		items = append(items, p.lineItem("target half-width", target))
	}
	p.key(items)
	estimate, half := c.scales()
	st := p.axisStyle()
	most := 1
	if n := len(c.Runs); n > 0 {
		most = c.Runs[n-1]
	}
	g := &grid{
		p: p, label: p.width(st, count(most)), foot: p.m.gap*1.2 + st.height(2),
		heads: []head{
			{name: "Estimate: " + orElse(c.Name, "one number"), values: []string{c.estimated()}},
			{name: c.widthName(), values: []string{c.reached()}},
		},
	}
	scales := []scale{estimate, half}
	write := func(i int, v float64) string {
		if i == 0 {
			return c.write(v, estimate.step)
		}
		return strings.TrimSuffix(c.write(v, half.step), "%")
	}
	for i, s := range scales {
		for _, v := range s.at() {
			g.gutter = max(g.gutter, p.width(st, write(i, v))+p.m.gap*0.6)
		}
	}
	g.apart = g.gutter
	for i, cl := range g.cells() {
		s := scales[i]
		a := p.panel(cl.area, float64(most), s.high)
		a.Y.Min = s.low
		a.grid(s.at())
		if i == 0 {
			c.estimate(a, target)
		} else {
			c.halves(a, target)
		}
		a.show()
		if c.last() < 0 {
			p.note(cl.area, "No runs")
		}
		a.yTicks(s.at(), func(v float64) string { return write(i, v) })
		if cl.lowest {
			bottom := a.xTicks(runTicks(float64(most), tickCount(cl.area, p.width(st, count(most))*1.5)))
			p.block(st, cl.area.Min.X, bottom-p.m.gap*0.4, 0, []string{"Runs"})
		}
	}
}

// runTicks puts ticks at round numbers of runs.
func runTicks(most float64, n int) []tick {
	step := max(1, niceStep(most, n))
	var out []tick
	for i := 0; float64(i)*step <= most*(1+1e-9); i++ {
		out = append(out, tick{at: float64(i) * step, label: []string{count(int(math.Round(float64(i) * step)))}})
	}
	return out
}

// estimate adds the interval, the target around the last estimate, and the
// estimate.
func (c Convergence) estimate(a *panel, target draw.LineStyle) {
	last := c.last()
	if last < 0 {
		return
	}
	colours := a.p.colours
	inside := func(v float64) float64 { return min(a.Y.Max, max(a.Y.Min, v)) }
	var low, high plotter.XYs
	flush := func() {
		a.ribbon(low, high, colours.tint(colours.main(), 0.2))
		low, high = nil, nil
	}
	for i, n := range c.Runs {
		if !finite(c.half(i)) {
			flush()
			continue
		}
		low = append(low, plotter.XY{X: float64(n), Y: inside(c.Low[i])})
		high = append(high, plotter.XY{X: float64(n), Y: inside(c.High[i])})
	}
	flush()
	if c.Target > 0 {
		for _, sign := range []float64{-1, 1} {
			if y := c.Estimate[last] + sign*c.Target; y == inside(y) {
				a.line(plotter.XYs{{X: 0, Y: y}, {X: a.X.Max, Y: y}}, target, false)
			}
		}
	}
	a.inside(c.Runs, func(i int) float64 { return c.Estimate[i] })
}

// halves adds the target and the half-widths.
func (c Convergence) halves(a *panel, target draw.LineStyle) {
	if c.Target > 0 && c.Target <= a.Y.Max {
		a.line(plotter.XYs{{X: 0, Y: c.Target}, {X: a.X.Max, Y: c.Target}}, target, false)
	}
	a.inside(c.Runs, c.half)
}

// inside adds a line where it lies within the panel, with a dot at each look
// where they have room: between looks nothing is known.
func (a *panel) inside(runs []int, value func(i int) float64) {
	var pts plotter.XYs
	flush := func() {
		if len(pts) > 1 || !a.p.dotted(a.area, runs) {
			a.line(pts, a.p.series(0), false)
		}
		if a.p.dotted(a.area, runs) {
			a.Add(looks{pts, a.p.lookStyle()})
		}
		pts = nil
	}
	for i, n := range runs {
		if v := value(i); finite(v) && v >= a.Y.Min && v <= a.Y.Max {
			pts = append(pts, plotter.XY{X: float64(n), Y: v})
			continue
		}
		flush()
	}
	flush()
}

// looks is a plotter of dots.
type looks struct {
	pts   plotter.XYs
	style draw.GlyphStyle
}

// Plot draws the dots.
func (l looks) Plot(c draw.Canvas, pl *plot.Plot) {
	x, y := pl.Transforms(&c)
	for _, pt := range l.pts {
		c.DrawGlyphNoClip(l.style, vg.Point{X: x(pt.X), Y: y(pt.Y)})
	}
}

func (p *page) lookStyle() draw.GlyphStyle {
	return draw.GlyphStyle{Color: p.colours.main(), Radius: p.m.line * 1.3, Shape: draw.CircleGlyph{}}
}

// dotted says whether a dot for each look leaves the line between them to be
// seen.
func (p *page) dotted(area vg.Rectangle, runs []int) bool {
	return vg.Length(len(runs))*p.lookStyle().Radius*4 <= area.Size().X
}
