package main

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"backchannel/plots"
	"backchannel/scenarios"
	"backchannel/sim/stats"
	"backchannel/sim/study"
)

// sweepKinds are the kinds of chart of a sweep, in the order in which a report tells
// them, and why a sweep has none of them, if it has none.
func sweepKinds() []sweepKind {
	return []sweepKind{
		{"conditions", (*sweepDrawing).conditionCharts, "no conditions were found, or not looked for: that takes a design of sobol or lhs and two inputs or more"},
		{"tradeoff", (*sweepDrawing).tradeOffCharts, "no conditions were looked for: that takes a design of sobol or lhs and two inputs or more"},
		{"choice", (*sweepDrawing).choiceCharts, "nothing was chosen between: that takes a --lever, and something uncertain"},
		{"response", (*sweepDrawing).responseCharts, "it shows one input, or two of which one has up to 4 levels, in a grid"},
		{"heatmap", (*sweepDrawing).heatCharts, "it shows two or three inputs in a grid, of up to 15 levels"},
		{"tornado", (*sweepDrawing).tornadoCharts, "it shows inputs moved alone: give --design one-at-a-time"},
	}
}

type sweepKind struct {
	name string
	of   func(d *sweepDrawing, metric int) plots.Chart // nil: none
	why  string
}

func sweepKindWords() []string {
	var names []string
	for _, k := range sweepKinds() {
		names = append(names, k.name)
	}
	return names
}

// asked makes the charts of the kinds asked for; nil: all that the sweep can feed.
func (d *sweepDrawing) asked(kinds []string) ([]picture, error) {
	var out []picture
	for _, k := range sweepKinds() {
		if kinds != nil && !slices.Contains(kinds, k.name) {
			continue
		}
		list := d.ofKind(k)
		if kinds != nil && len(list) == 0 {
			return nil, fmt.Errorf("no chart of kind %s: %s", k.name, k.why)
		}
		out = append(out, list...)
	}
	for _, k := range kinds {
		if !slices.Contains(sweepKindWords(), k) {
			return nil, fmt.Errorf("no chart of kind %s: a sweep has %s", k, strings.Join(sweepKindWords(), ", "))
		}
	}
	return out, nil
}

// ofKind makes a chart of each metric, with its name in that of the file where there
// are several.
func (d *sweepDrawing) ofKind(k sweepKind) []picture {
	var out []picture
	for m := range d.swept.Metrics {
		if c := k.of(d, m); c != nil {
			name := k.name
			if len(d.swept.Metrics) > 1 {
				name += "-" + slug(d.swept.Metrics[m].Name)
			}
			out = append(out, picture{name, c})
		}
	}
	return out
}

// words are the texts of a chart.
func (d *sweepDrawing) words(title, subtitle, measure string) plots.Words {
	return plots.Words{
		Title: title, Subtitle: subtitle,
		Caption: plots.Caption{
			Measure: measure, Source: "Backchannel simulation of " + d.summary.Scenario.Name + ", no forecast",
			N: d.swept.Runs, Unit: fmt.Sprintf("%s at each of %s", pick(d.swept.Runs == 1, "run", "runs"), plural(len(d.swept.Points), "point")),
			Seed: d.summary.Seed, Version: d.version, Scenario: d.summary.Scenario.SHA256,
		},
	}
}

// name is an input as a chart names it.
func (d *sweepDrawing) name(factor int) string {
	return capitalized(d.inputName(d.swept.Factors[factor].Path))
}

// input is an input as the axis of a chart, with its levels.
func (d *sweepDrawing) input(factor int, levels []float64) plots.SweepInput {
	return plots.SweepInput{Name: d.name(factor), Unit: axisUnit(d.swept.Factors[factor].Unit), Levels: levels, Own: float64(d.summary.Factors[factor].Value)}
}

// axisUnit is the unit of an input on an axis: of plain numbers none.
func axisUnit(unit string) string {
	switch unit {
	case "d", "days":
		return "days"
	case "1/year", "/year":
		return "per year"
	}
	if strings.Contains(unit, " to ") {
		return ""
	}
	return unit
}

// metricOf is a metric as the charts of sweeps know it.
func (d *sweepDrawing) metricOf(metric int) plots.SweepMetric {
	m := &d.swept.Metrics[metric]
	return plots.SweepMetric{Name: metricName(m), Unit: pick(m.Unit == "days", "days", ""), Share: m.Unit == "share"}
}

// metricName is a metric as an axis has it.
func metricName(m *study.SweptMetric) string {
	key := m.Name[strings.LastIndexByte(m.Name, '.')+1:]
	names := map[string]string{
		"standing_365": "Share of first deals that stood a year",
		"standing_180": "Share of first deals that stood 180 days",
		"signed":       "Share of runs with a deal",
		"understood":   "Share of runs with an understanding",
		"honoured":     "Share of promised deal-time honoured",
		"leaks":        "Leaks in a run",
		"falls":        "Falls from grace in a run",
		"deals":        "Deals in a run",
		"deal_wait":    "Days to the first deal",
		"excess":       "Announced optimism above realism",
	}
	if name, ok := names[key]; ok {
		return name
	}
	return capitalized(strings.TrimSuffix(m.Meaning, ", mean"))
}

// value is a metric at a point, as a chart has it.
func (d *sweepDrawing) value(point, metric int) plots.SweepValue {
	p := &d.swept.Points[point]
	if p.Error != "" {
		nan := math.NaN()
		return plots.SweepValue{Interval: plots.Interval{Value: nan, Low: nan, High: nan}, Failed: true}
	}
	f := p.Figures[metric]
	return plots.SweepValue{Interval: intervalOf(f.Estimate), N: f.N}
}

// threshold is what is good enough, of the first metric.
func (d *sweepDrawing) threshold(metric int) plots.Threshold {
	if metric > 0 || d.summary.Enough == nil {
		return plots.Threshold{}
	}
	return plots.Threshold{Value: *d.summary.Enough, Name: "good enough"}
}

// enough says what is good enough: "40% or more".
func (d *sweepDrawing) enough(metric int) string {
	text := fixed(*d.summary.Enough, 2)
	text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	if d.swept.Metrics[metric].Unit == "share" {
		text = strings.TrimSuffix(fixed(100**d.summary.Enough, 1), ".0") + "%"
	}
	if less := d.less(metric); less {
		return text + " or less"
	}
	return text + " or more"
}

func (d *sweepDrawing) less(metric int) bool {
	for _, r := range d.summary.Robust {
		if r.Metric.Name == d.swept.Metrics[metric].Name {
			return r.Better == "less"
		}
	}
	return study.LessIsBetter(d.swept.Metrics[metric].Name)
}

// levelsOf are the values of a factor that the points have, ascending.
func (d *sweepDrawing) levelsOf(factor int) []float64 {
	var list []float64
	for i := range d.swept.Points {
		list = append(list, d.swept.Points[i].Values[factor])
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// at finds the points by their values.
func (d *sweepDrawing) at() map[string]int {
	by := map[string]int{}
	for i := range d.swept.Points {
		by[fmt.Sprintf("%x", d.swept.Points[i].Values)] = i
	}
	return by
}

func intervalOf(e stats.Estimate) plots.Interval {
	return plots.Interval{Value: e.Value, Low: e.Low, High: e.High}
}

// level names a level of an input: "Russia's clarity 0.4".
func (d *sweepDrawing) level(factor int, v float64) string {
	f := d.swept.Factors[factor]
	return capitalized(d.inputName(f.Path)) + " " + valueInWords(d.scenario, f.Path, threeDigits(v))
}

// lever reports whether an input can be chosen.
func lever(f *scenarios.Factor) bool { return f.Role == scenarios.Lever }
