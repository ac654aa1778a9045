package plots

import (
	"errors"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// panel is an area of data: a gonum plot without axes, since its axes would
// turn the label and put ticks at odd places. Its edges are exactly the limits
// of x and y.
type panel struct {
	*plot.Plot
	p    *page
	area vg.Rectangle
}

func (p *page) panel(area vg.Rectangle, xmax, ymax float64) *panel {
	pl := plot.New()
	pl.HideAxes()
	pl.BackgroundColor = nil // the page has its colour already
	pl.X.Padding, pl.Y.Padding = 0, 0
	pl.X.Min, pl.X.Max, pl.Y.Min, pl.Y.Max = 0, xmax, 0, ymax
	p.panels = append(p.panels, area)
	if size := area.Size(); size.X < 1 || size.Y < 1 {
		p.fail(errNoRoom())
	}
	return &panel{Plot: pl, p: p, area: area}
}

// errNoRoom says that the texts of a page have left nothing for its data.
func errNoRoom() error { return errors.New("no room left for the data: shorten the texts") }

// x and y place a value on the page.
func (a *panel) x(v float64) vg.Length {
	return a.area.Min.X + a.area.Size().X*vg.Length(v/a.X.Max)
}

func (a *panel) y(v float64) vg.Length {
	return a.area.Min.Y + a.area.Size().Y*vg.Length((v-a.Y.Min)/(a.Y.Max-a.Y.Min))
}

// bare hides all of a plotter but its Plot method: gonum would otherwise shrink
// the panel to make room for the width of the lines.
type bare struct{ plot.Plotter }

// rules is a plotter of straight grid lines.
type rules struct {
	at    []float64
	down  bool // lines of constant x
	style draw.LineStyle
}

// Plot draws the lines across the whole panel.
func (r rules) Plot(c draw.Canvas, pl *plot.Plot) {
	x, y := pl.Transforms(&c)
	for _, v := range r.at {
		if r.down {
			c.StrokeLine2(r.style, x(v), c.Min.Y, x(v), c.Max.Y)
		} else {
			c.StrokeLine2(r.style, c.Min.X, y(v), c.Max.X, y(v))
		}
	}
}

// grid adds thin lines at the y values, with a stronger one at zero.
func (a *panel) grid(at []float64) {
	a.Add(rules{at: at, style: draw.LineStyle{Color: a.p.colours.faint, Width: a.p.m.hairline}})
	if slices.Contains(at, 0) {
		a.Add(rules{at: []float64{0}, style: draw.LineStyle{Color: a.p.colours.axis, Width: a.p.m.hairline * 1.4}})
	}
}

// dash makes a short dash of a lone point, within the panel: a batch of one day
// has no line, and must not look as if it had no data.
func (a *panel) dash(pts plotter.XYs) plotter.XYs {
	if len(pts) != 1 {
		return pts
	}
	const half = 0.015
	low, high := pts[0], pts[0]
	low.X, high.X = max(0, low.X-half*a.X.Max), min(a.X.Max, high.X+half*a.X.Max)
	return plotter.XYs{low, high}
}

// line adds a line through the points, or a dash at a lone one; with step it
// holds each value until the next point.
func (a *panel) line(pts plotter.XYs, style draw.LineStyle, step bool) {
	if pts = a.dash(pts); len(pts) == 0 {
		return
	}
	if !step {
		pts = a.thin(pts)
	}
	l, err := plotter.NewLine(pts)
	if err != nil {
		a.p.fail(err)
		return
	}
	l.LineStyle = style
	if step {
		l.StepStyle = plotter.PostStep
	}
	a.Add(bare{l})
}

// ribbon adds the area between two lines over the same x values.
func (a *panel) ribbon(low, high plotter.XYs, fill rgb) {
	if low, high = a.dash(low), a.dash(high); len(low) == 0 {
		return
	}
	low, high = a.thin(low), a.thin(high)
	ring := slices.Clone(low)
	for _, pt := range slices.Backward(high) {
		ring = append(ring, pt)
	}
	poly, err := plotter.NewPolygon(ring)
	if err != nil {
		a.p.fail(err)
		return
	}
	poly.Color, poly.LineStyle.Width = fill, 0
	a.Add(bare{poly})
}

// show draws what was added.
func (a *panel) show() {
	a.Draw(draw.Canvas{Canvas: a.p.canvas, Rectangle: a.area})
}

// steps turns right-continuous steps into the points of a polyline.
func steps(pts plotter.XYs) plotter.XYs {
	out := make(plotter.XYs, 0, 2*len(pts))
	for i, pt := range pts {
		if i > 0 {
			out = append(out, plotter.XY{X: pt.X, Y: pts[i-1].Y})
		}
		out = append(out, pt)
	}
	return out
}

// yTicks labels the y values to the left of the panel.
func (a *panel) yTicks(at []float64, label func(float64) string) {
	st := a.p.axisStyle()
	for _, v := range at {
		a.p.text(st, a.area.Min.X-a.p.m.gap*0.6, a.y(v)-st.size*capHeight/2, 1, label(v))
	}
}

// xTicks marks and labels the x values below the panel and returns the bottom
// of the labels.
func (a *panel) xTicks(ticks []tick) vg.Length {
	st := a.p.axisStyle()
	mark := a.p.m.gap * 0.4
	bottom := a.area.Min.Y
	style := draw.LineStyle{Color: a.p.colours.axis, Width: a.p.m.hairline * 1.4}
	dc := draw.Canvas{Canvas: a.p.canvas, Rectangle: a.area}
	for _, t := range ticks {
		x := a.x(t.at)
		dc.StrokeLine2(style, x, a.area.Min.Y, x, a.area.Min.Y-mark)
		bottom = min(bottom, a.p.block(st, x, a.area.Min.Y-mark*2, 0.5, t.label))
	}
	return bottom
}
