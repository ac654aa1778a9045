package plots

import (
	"errors"
	"fmt"
	"strings"

	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg/draw"
)

// SmallMultiples shows how long deals last, one Kaplan-Meier curve to a panel
// on shared axes: for more groups than the four that one panel of [Survival]
// holds, as the talks of a scenario.
type SmallMultiples struct {
	Words
	Curves []Curve // 1 to 12, drawn in this order
	// Reference is drawn dashed in every panel, to compare with: all talks
	// together. A curve without a name and without rows is left out.
	Reference Curve
	// Horizon is the last day shown. 0 shows up to the last day of any curve.
	Horizon float64
	// YLabel and XLabel name the axes; when empty they are "Share of deals
	// still standing" and "days since signing".
	YLabel, XLabel string
}

func (s SmallMultiples) words() Words { return s.Words }

func (s SmallMultiples) check() error {
	if n := len(s.Curves); n < 1 || n > maxMultiples {
		return fmt.Errorf("chart of small multiples has %d curves: give 1 to %d", n, maxMultiples)
	}
	if err := checkHorizon(s.Horizon); err != nil {
		return err
	}
	var problems []error
	for _, c := range s.all() {
		if err := c.check(); err != nil {
			problems = append(problems, fmt.Errorf("curve %q: %w", c.Name, err))
		}
	}
	return errors.Join(problems...)
}

// all returns the curves and the reference, if there is one.
func (s SmallMultiples) all() []Curve {
	if !s.compares() {
		return s.Curves
	}
	return append(s.Curves[:len(s.Curves):len(s.Curves)], s.Reference)
}

// compares says whether there is a reference.
func (s SmallMultiples) compares() bool {
	return clean(s.Reference.Name) != "" || len(s.Reference.Day) > 0
}

// survival returns the same curves as one chart, for what the two share.
func (s SmallMultiples) survival() Survival {
	return Survival{Words: s.Words, Curves: s.all(), Horizon: s.Horizon}
}

// Alt tells the chart in words.
func (s SmallMultiples) Alt() string {
	var out strings.Builder
	out.WriteString(sentence(s.Title) + " Survival curves in " + plural(len(s.Curves), "panel") + ".")
	horizon := s.survival().horizon()
	for _, c := range s.all() {
		out.WriteString(" " + orElse(c.Name, "unnamed") + ": " + c.finding(horizon) + ".")
	}
	return clean(out.String())
}

// Data returns one row for each curve and day, the reference last.
func (s SmallMultiples) Data() (header []string, rows [][]string) { return s.survival().Data() }

func (s SmallMultiples) draw(p *page) {
	horizon := s.survival().horizon()
	reference := draw.LineStyle{Color: p.colours.slate, Width: p.m.line * 0.6, Dashes: seriesDash(1, p.m.line*0.6)}
	var key []keyItem
	if s.compares() {
		key = []keyItem{p.lineItem(orElse(s.Reference.Name, "all together"), reference)}
	}
	g := &grid{p: p}
	for _, c := range s.Curves {
		h := head{name: c.Name, values: []string{"nothing observed"}, shorts: []string{"none"}}
		if day, share, low, high, ok := c.end(horizon); ok {
			// Curves end on days of their own, so a figure comes with its day.
			parts := ending(day, share, low, high)
			whole := strings.Join(parts, " ")
			h.values = []string{
				whole + ", " + unbreakable("n = "+count(c.N)), whole, parts[0] + nbsp + parts[len(parts)-1],
			}
			h.shorts = []string{percent(share) + unbreakable(", day "+count(int(day))), percent(share)}
		}
		g.heads = append(g.heads, h)
	}
	y := shareAxis{limit: 1, at: []float64{0, 0.5, 1}}
	names := orElse(s.YLabel, "Share of deals still standing") + ", by " + orElse(s.XLabel, "days since signing")
	y.panels(g, key, names, timeAxis{horizon: horizon}, func(a *panel, i int) bool {
		return s.curve(a, s.Curves[i], reference, horizon)
	})
}

// curve adds one curve with its band, above the reference, and says whether
// there was anything to draw.
func (s SmallMultiples) curve(a *panel, c Curve, reference draw.LineStyle, horizon float64) bool {
	low, high := c.bands(horizon)
	a.stepBand(low, high)
	if s.compares() {
		a.line(s.Reference.points(horizon), reference, true)
	}
	pts := c.points(horizon)
	a.line(pts, a.p.series(0), true)
	return len(pts) > 0
}

// stepBand adds the pieces of a confidence band in the main colour.
func (a *panel) stepBand(low, high []plotter.XYs) {
	colours := a.p.colours
	edge := draw.LineStyle{Color: colours.tint(colours.main(), 0.4), Width: a.p.m.hairline}
	for i := range low {
		a.ribbon(low[i], high[i], colours.tint(colours.main(), 0.16))
		a.line(low[i], edge, false)
		a.line(high[i], edge, false)
	}
}
