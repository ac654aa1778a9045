package plots

import (
	"math"
)

// shareAxis is a vertical axis of shares from 0.
type shareAxis struct {
	limit float64
	at    []float64 // grid lines
	// label writes a grid line's value; percentages when nil.
	label func(float64) string
}

// newShareAxis returns the axis that ends at the least round share beyond most,
// for a number of panels: the fewer, the more room have they for grid lines.
func newShareAxis(most float64, panels int) shareAxis {
	if !(most > 0) {
		return shareAxis{limit: 1, at: []float64{0, 0.5, 1}}
	}
	steps := 3
	if panels <= 2 {
		steps = 5
	}
	step := max(0.01, niceStep(min(1, most), steps))
	limit := max(1, math.Ceil(most/step-1e-9)) * step
	s := shareAxis{limit: limit}
	for i := range int(math.Round(limit/step)) + 1 {
		s.at = append(s.at, float64(i)*step)
	}
	return s
}

func (s shareAxis) write(v float64) string {
	if s.label != nil {
		return s.label(v)
	}
	return percent(v)
}

// panels draws small multiples over time: the key and the names of both axes
// above them, the data of panel i by fill, which says whether there were any.
func (s shareAxis) panels(g *grid, key []keyItem, names string, time timeAxis, fill func(a *panel, i int) bool) []*panel {
	p := g.p
	axisText := p.axisStyle()
	p.keyAndAxis(key, names)
	for _, v := range s.at {
		g.gutter = max(g.gutter, p.width(axisText, s.write(v))+p.m.gap*0.6)
	}
	g.label, g.foot = time.tickWidth(p), time.height(p)
	if time.start.IsZero() {
		g.foot -= axisText.height(2) - axisText.height(1)
	}
	var out []*panel
	for i, c := range g.cells() {
		a := p.panel(c.area, time.horizon, s.limit)
		a.grid(s.at)
		drawn := fill(a, i)
		a.show()
		if !drawn {
			p.note(c.area, "No data")
		}
		if c.first {
			a.yTicks(s.at, s.write)
		}
		if c.lowest {
			below := *a
			below.area.Min.Y -= g.strip
			below.xTicks(time.ticks(a))
		}
		out = append(out, a)
	}
	return out
}

// most returns the greatest finite number of the columns, or 0.
func most(columns ...[]float64) float64 {
	m := 0.0
	for _, c := range columns {
		for _, x := range c {
			if finite(x) {
				m = max(m, x)
			}
		}
	}
	return m
}
