package plots

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"gonum.org/v1/plot/vg"
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

// write writes a level.
func (in SweepInput) write(v float64) string { return in.writer()(v) }

// writer returns how levels are written: with as few decimals as keep each within
// a hundredth of a step, so that a third is 0.333.
func (in SweepInput) writer() func(v float64) string {
	gap := math.Inf(1)
	for i := 1; i < len(in.Levels); i++ {
		gap = min(gap, in.Levels[i]-in.Levels[i-1])
	}
	if !finite(gap) {
		return value
	}
	for places := range 6 {
		unit := math.Pow10(places)
		round := func(v float64) float64 { return math.Round(v*unit) / unit }
		if !slices.ContainsFunc(in.Levels, func(v float64) bool { return math.Abs(round(v)-v) > gap/100 }) {
			return func(v float64) string { return value(round(v)) }
		}
	}
	return value
}

// value writes a value of an input: six figures at most, without idle zeros, and
// as a power of ten from ten million on and below a ten-thousandth.
func value(v float64) string {
	s := strconv.FormatFloat(math.Abs(v), 'g', 6, 64)
	figures, exponent, power := strings.Cut(s, "e")
	if power && math.Abs(v) < 1e7 && math.Abs(v) >= 1 {
		figures, power = strconv.FormatFloat(math.Abs(v), 'f', 0, 64), false
	}
	whole, fraction, dot := strings.Cut(figures, ".")
	if n, err := strconv.Atoi(whole); err == nil {
		whole = count(n)
	}
	if dot {
		whole += "." + fraction
	}
	if power {
		n, _ := strconv.Atoi(exponent) // as FormatFloat wrote it
		whole += "e" + count(n)
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
