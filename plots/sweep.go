package plots

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// SweepInput is an input that a sweep varied, as the axis of a chart.
type SweepInput struct {
	Name string // short: "Russia's clarity"
	// Unit is the unit of Levels and Own: "days", "per year". Plain numbers have
	// none: "", "share" and "number" are not written.
	Unit   string
	Levels []float64 // ascending
	// Own is the value of the scenario itself, which is marked; NaN: none is.
	Own float64
}

// SweepMetric is what a sweep measured at its points.
type SweepMetric struct {
	Name  string // "Share of deals standing a year on"
	Unit  string // of values that are no shares: "days"
	Share bool   // the values are shares: they are written in percent
}

// SweepValue is a metric at one point of a sweep.
type SweepValue struct {
	// Interval is the value with its 95% interval. A Value of NaN says that the
	// point was played but that its runs had nothing to count, as the life of
	// deals where none was signed.
	Interval
	N      int  // how many were counted; 0: not given
	Failed bool // the point could not be played; Value is NaN then
}

// Threshold is a value of the metric that matters.
type Threshold struct {
	Value float64
	Name  string // "half of the deals last a year"; empty: there is no threshold
}

// given reports whether there is a threshold.
func (t Threshold) given() bool { return clean(t.Name) != "" }

// Limits of the charts of a sweep.
const (
	maxSweepPanels = 6
	maxHeatLevels  = 15
	maxLineLevels  = 1000
)

func (in SweepInput) check(what string, most int) error {
	if n := len(in.Levels); n < 1 || n > most {
		return fmt.Errorf("%s %q has %d levels: give 1 to %d", what, in.Name, n, most)
	}
	for i, v := range in.Levels {
		if !finite(v) || math.Abs(v) > maxMetric {
			return fmt.Errorf("%s %q, level %d is %g: give numbers within %g of 0", what, in.Name, i+1, v, maxMetric)
		}
		if i > 0 && v <= in.Levels[i-1] {
			return fmt.Errorf("%s %q, level %d: %g comes after %g: sort the levels, each once", what, in.Name, i+1, v, in.Levels[i-1])
		}
	}
	if math.Abs(in.Own) > maxMetric {
		return fmt.Errorf("%s %q: Own is %g: give the scenario's own value, or NaN", what, in.Name, in.Own)
	}
	return nil
}

// title names the input with its unit.
func (in SweepInput) title() string { return in.name() + in.unit() }

func (in SweepInput) name() string { return orElse(in.Name, "unnamed input") }

// unit is written behind a name; it is never cut off.
func (in SweepInput) unit() string {
	if unit := clean(in.Unit); unit != "" && unit != "share" && unit != "number" {
		return " (" + unit + ")"
	}
	return ""
}

// level returns which level a value is, to a millionth of what lies between
// its neighbours, or -1.
func (in SweepInput) level(v float64) int {
	slack := 1e-6 * (in.Levels[len(in.Levels)-1] - in.Levels[0]) / float64(len(in.Levels))
	for i, l := range in.Levels {
		if math.Abs(l-v) <= max(slack, math.Abs(l)*1e-9) {
			return i
		}
	}
	return -1
}

// value writes a value of an input: six figures at most, without idle zeros.
func value(v float64) string {
	s := strconv.FormatFloat(math.Abs(v), 'g', 6, 64)
	if strings.Contains(s, "e+") {
		s = strconv.FormatFloat(math.Abs(v), 'f', 0, 64)
	}
	whole, fraction, dot := strings.Cut(s, ".")
	if n, err := strconv.Atoi(whole); err == nil {
		whole = count(n)
	}
	if dot {
		whole += "." + fraction
	}
	if v < 0 {
		return "−" + whole
	}
	return whole
}

// axis names the metric with its unit.
func (m SweepMetric) axis() string { return m.name() + m.unit() }

func (m SweepMetric) name() string { return orElse(m.Name, "unnamed metric") }

func (m SweepMetric) unit() string {
	if unit := clean(m.Unit); unit != "" && unit != "number" && !m.Share {
		return " (" + unit + ")"
	}
	return ""
}

// cut returns name and after on one line no wider than width: only the name is
// cut, unless what comes after it takes more than half of the line.
func (p *page) cut(st textStyle, name, after string, width vg.Length) string {
	after = p.oneLine(st, after, width/2)
	if after != "" && after[0] == '(' {
		after = " " + after
	}
	return p.oneLine(st, name, width-p.width(st, after)) + after
}

// group is the metric as the charts of metrics know it, for its way to write
// numbers.
func (m SweepMetric) group(values []SweepValue) MetricGroup {
	g := MetricGroup{Share: m.Share}
	for _, v := range values {
		g.Rows = append(g.Rows, MetricRow{Values: []Interval{v.Interval}})
	}
	return g
}

// tick writes a value of the metric on an axis of that step.
func (m SweepMetric) tick(v, step float64) string {
	if m.Share {
		return decimal(v*100, decimals(step*100, 1), false) + "%"
	}
	return decimal(v, decimals(step, 1), false)
}

// told writes a value with its interval and its unit.
func (m SweepMetric) told(v SweepValue, places int) string {
	switch {
	case v.Failed:
		return notPlayed
	case !finite(v.Value):
		return nothingToCount
	}
	value, between := m.group(nil).level(v.Interval, places)
	if between != "" {
		value += " (" + between + ")"
	}
	return value
}

// What is said of points without a value.
const (
	notPlayed      = "could not be played"
	nothingToCount = "nothing to count"
)

func (m SweepMetric) check(v SweepValue) error {
	if v.Failed && finite(v.Value) {
		return fmt.Errorf("failed and has the value %g: give NaN", v.Value)
	}
	if v.N < 0 {
		return fmt.Errorf("sample is %d: give 0 or more", v.N)
	}
	if v.Low > v.High {
		return fmt.Errorf("Low is %g and High is %g: give Low no greater than High", v.Low, v.High)
	}
	for _, x := range []float64{v.Value, v.Low, v.High} {
		if finite(x) && math.Abs(x) > maxMetric {
			return fmt.Errorf("%g: give numbers within %g of 0", x, maxMetric)
		}
		if m.Share {
			if err := checkShare("share or bound", x); err != nil {
				return err
			}
		}
	}
	return nil
}

func (m SweepMetric) checkThreshold(t Threshold) error {
	if !t.given() {
		return nil
	}
	if !finite(t.Value) || math.Abs(t.Value) > maxMetric {
		return fmt.Errorf("threshold %q is %g: give a number within %g of 0", t.Name, t.Value, maxMetric)
	}
	if m.Share {
		return checkShare(fmt.Sprintf("threshold %q", t.Name), t.Value)
	}
	return nil
}

// checkSwept says whether a table has a sound value for each row and column.
func (m SweepMetric) checkSwept(table [][]SweepValue, rows, columns int, ofRows string) error {
	if len(table) != rows {
		return fmt.Errorf("%d rows of values for %s: give as many", len(table), plural(rows, ofRows))
	}
	var problems []error
	for i, row := range table {
		if len(row) != columns {
			return fmt.Errorf("row %d has %d values for %s: give as many", i+1, len(row), plural(columns, "level"))
		}
		for j, v := range row {
			if err := m.check(v); err != nil {
				problems = append(problems, fmt.Errorf("row %d, column %d: %w", i+1, j+1, err))
			}
		}
	}
	return errors.Join(problems...)
}

// gaps counts the points that have no value, by why.
func gaps(values []SweepValue) (failed, nothing int) {
	for _, v := range values {
		switch {
		case v.Failed:
			failed++
		case !finite(v.Value):
			nothing++
		}
	}
	return failed, nothing
}

// gapItems explains the marks of points without a value.
func (p *page) gapItems(values []SweepValue) []keyItem {
	failed, nothing := gaps(values)
	var items []keyItem
	for _, gap := range []struct {
		n     int
		what  string
		cross bool
	}{{failed, notPlayed, true}, {nothing, nothingToCount, false}} {
		if gap.n == 0 {
			continue
		}
		r := p.markRadius()
		items = append(items, keyItem{
			words: fmt.Sprintf("%s: %s of %s", gap.what, count(gap.n), plural(len(values), "point")),
			width: 2 * r,
			sample: func(box vg.Rectangle) {
				p.gapMark(gap.cross, vg.Point{X: (box.Min.X + box.Max.X) / 2, Y: (box.Min.Y + box.Max.Y) / 2}, r*0.8, p.colours.ink)
			},
		})
	}
	return items
}

// gapMark draws a cross where a point could not be played, and a dash where its
// runs had nothing to count.
func (p *page) gapMark(cross bool, at vg.Point, r vg.Length, ink rgb) {
	dc := draw.Canvas{Canvas: p.canvas}
	st := draw.LineStyle{Color: ink, Width: max(p.m.line*0.7, r*0.3)}
	if !cross {
		dc.StrokeLine2(st, at.X-r, at.Y, at.X+r, at.Y)
		return
	}
	dc.StrokeLine2(st, at.X-r, at.Y-r, at.X+r, at.Y+r)
	dc.StrokeLine2(st, at.X-r, at.Y+r, at.X+r, at.Y-r)
}
