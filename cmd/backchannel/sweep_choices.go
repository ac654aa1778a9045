package main

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"backchannel/plots"
	"backchannel/sim/study"
	"backchannel/sim/uncertain"
)

// discovery is what was looked for of a metric; nil: nothing was.
func (d *sweepDrawing) discovery(metric int) *study.Discovery {
	i := slices.IndexFunc(d.summary.Discovery, func(x *study.Discovery) bool { return x.Metric.Name == d.swept.Metrics[metric].Name })
	if i < 0 {
		return nil
	}
	return d.summary.Discovery[i]
}

// conditionCharts draw the box of conditions that was found.
func (d *sweepDrawing) conditionCharts(metric int) plots.Chart {
	x := d.discovery(metric)
	if x == nil || x.Box == nil || len(x.Box.Limits) > 8 {
		return nil
	}
	c := plots.BoxRanges{
		Cases: x.Cases, Density: intervalOf(x.Box.Inside), Elsewhere: intervalOf(x.Box.Elsewhere),
		Coverage: plots.Interval{Value: float64(x.Box.Covers), Low: math.NaN(), High: math.NaN()},
	}
	for i := range x.Box.Limits {
		c.Inputs = append(c.Inputs, d.boxInput(x, &x.Box.Limits[i]))
	}
	title := fmt.Sprintf("%.0f in 100 under these conditions, %.0f elsewhere", math.Round(100*x.Box.Inside.Value), math.Round(100*x.Box.Elsewhere.Value))
	c.Words = d.words(title, d.subtitle(), "How many "+x.Outcome+", on points not used to find the box, with 95% intervals")
	return c
}

func (d *sweepDrawing) boxInput(x *study.Discovery, l *study.Limit) plots.BoxInput {
	in := x.Inputs[slices.IndexFunc(x.Inputs, func(in study.SearchedInput) bool { return in.Path == l.Path })]
	f := slices.IndexFunc(d.summary.Factors, func(f study.SweptFactor) bool { return f.Path == l.Path })
	limit := func(v float64) plots.BoxLimit {
		return plots.BoxLimit{At: v, Text: d.scenario.FormatValue(l.Path, v)}
	}
	from, to := math.Inf(-1), math.Inf(1)
	if !math.IsNaN(float64(l.Above)) {
		from = float64(l.Above)
	}
	if !math.IsNaN(float64(l.Below)) {
		to = float64(l.Below)
	}
	out := plots.BoxInput{
		Name: d.name(f), Low: limit(rounder(in.Low, in.High)), High: limit(rounder(in.High, in.Low)), From: plots.BoxLimit{At: from}, To: plots.BoxLimit{At: to},
		Log: d.summary.Factors[f].Dist.Kind == uncertain.Loguniform && in.Low > 0, QuasiP: float64(l.QuasiP), Again: l.Again,
	}
	if levels := d.swept.Factors[f].Levels; len(levels) > 0 && len(levels) <= mostLevelsTold {
		for _, x := range levels { // no value between them was played
			out.Levels = append(out.Levels, plots.BoxLevel{Name: d.format(l.Path, x), Kept: x >= from && x <= to})
		}
	}
	if !math.IsInf(from, 0) {
		out.From = limit(from)
	}
	if !math.IsInf(to, 0) {
		out.To = limit(to)
	}
	return out
}

// rounder is an end of what was played with three digits of the whole range.
func rounder(end, other float64) float64 {
	span := math.Abs(end - other)
	if span == 0 {
		return end
	}
	step := math.Pow10(int(math.Floor(math.Log10(span))) - 2)
	return math.Round(end/step) * step
}

// tradeOffCharts draw the trajectory of the search.
func (d *sweepDrawing) tradeOffCharts(metric int) plots.Chart {
	x := d.discovery(metric)
	if x == nil || len(x.Path) < 2 {
		return nil
	}
	c := plots.TradeOff{Cases: x.Cases, Chosen: -1, BaseRate: x.Overall.Value}
	for i := range x.Path {
		b := &x.Path[i]
		c.Boxes = append(c.Boxes, plots.TradeOffBox{Coverage: float64(b.Coverage), Density: b.Density, Mass: b.Mass, Restricted: b.Inputs})
	}
	if x.Box != nil {
		c.Chosen = x.Box.Number - 1
	}
	c.Words = d.words("What conditions gain in density and give up in coverage", d.subtitle(), "Boxes of the search, as found: more conditions to the left; new points show less")
	return c
}

// choiceCharts draw the settings of the levers.
func (d *sweepDrawing) choiceCharts(metric int) plots.Chart {
	i := slices.IndexFunc(d.summary.Robust, func(r *study.Robust) bool { return r.Metric.Name == d.swept.Metrics[metric].Name })
	if i < 0 {
		return nil
	}
	r := d.summary.Robust[i]
	c := plots.RobustChoice{Outcome: metricName(&r.Metric), Share: r.Metric.Unit == "share", Less: r.Better == "less"}
	if r.Enough != nil {
		c.Enough = d.enough(metric)
	}
	told := d.toldSettings(r)
	if len(told) < 2 {
		return nil
	}
	for _, l := range told {
		s := &r.Settings[l]
		mark := func(e plots.Interval, by string) plots.Interval {
			e.Unclear = unclearBy(r, by, l)
			return e
		}
		c.Settings = append(c.Settings, plots.ChoiceSetting{
			Name:     capitalized(d.setting(r, l)),
			Expected: mark(intervalOf(s.Expected), study.ByExpected), Worst: mark(intervalOf(s.Worst), study.ByWorst),
			MaxRegret: mark(intervalOf(s.MaxRegret), study.ByMaxRegret), Enough: mark(intervalOf(s.Enough), study.ByEnough),
		})
	}
	subtitle := d.subtitle()
	if len(told) < len(r.Settings) {
		subtitle = fmt.Sprintf("The %d of %d settings that are best on average. %s", len(told), len(r.Settings), subtitle)
	}
	c.Words = d.words(d.choiceTitle(r), subtitle, fmt.Sprintf("Each setting over %s, with 95%% intervals", plural(r.Points, "uncertain point")))
	return c
}

// setting names a setting of the levers, without the name of the only talk.
func (d *sweepDrawing) setting(r *study.Robust, i int) string {
	name := r.Setting(i, d.format)
	if talk := onlyTalk(d.scenario); talk != "" {
		name = strings.ReplaceAll(name, " on "+talk+" meet", " meet")
	}
	return name
}

// mostSettings is how many settings a chart has room for.
const mostSettings = 16

// toldSettings are the settings to draw, in their order: the best on average.
func (d *sweepDrawing) toldSettings(r *study.Robust) []int {
	var list []int
	for l := range r.Settings {
		if !math.IsNaN(r.Settings[l].Expected.Value) {
			list = append(list, l)
		}
	}
	slices.SortStableFunc(list, func(a, b int) int {
		x, y := r.Settings[a].Expected.Value, r.Settings[b].Expected.Value
		if x == y {
			return 0
		}
		if (x > y) == (r.Better == "more") {
			return -1
		}
		return 1
	})
	list = list[:min(len(list), mostSettings)]
	slices.Sort(list)
	return list
}

// unclearBy reports whether chance may have made the distance of a setting from the
// best by that measure or, of the best, its lead.
func unclearBy(r *study.Robust, by string, setting int) bool {
	i := slices.IndexFunc(r.Best, func(b study.RobustBest) bool { return b.By == by })
	if i < 0 {
		return false
	}
	if r.Best[i].Setting == setting {
		return !r.Best[i].Clear
	}
	return !r.Best[i].Behind[setting]
}

// choiceTitle names the setting that leads clearly, if one does.
func (d *sweepDrawing) choiceTitle(r *study.Robust) string {
	leads, setting := 0, -1
	for _, b := range r.Best {
		if b.Clear && (setting < 0 || setting == b.Setting) {
			leads++
			setting = b.Setting
		}
	}
	switch {
	case leads == 0:
		return "No setting is surely better than the others"
	case leads == len(r.Best):
		return firstShort("By every measure: "+d.setting(r, setting), "One setting is best by every measure")
	}
	for _, b := range r.Best {
		if b.By == study.ByExpected && b.Clear {
			return firstShort("Best on average: "+d.setting(r, b.Setting), "One setting is best on average")
		}
	}
	return "The best setting hangs on what counts"
}

// tornadoCharts draw how far each input alone moves a metric.
func (d *sweepDrawing) tornadoCharts(metric int) plots.Chart {
	i := slices.IndexFunc(d.summary.Moved, func(t study.TornadoResult) bool { return t.Metric == d.swept.Metrics[metric].Name })
	if i < 0 {
		return nil
	}
	t := &d.summary.Moved[i]
	c := plots.Tornado{Metric: d.metricOf(metric), Base: intervalOf(t.Base)}
	clear := 0
	for f := range t.Inputs {
		in := &t.Inputs[f]
		end := func(e study.TornadoEnd) plots.TornadoEnd {
			return plots.TornadoEnd{At: threeDigits(e.Setting), Change: intervalOf(e.Difference)}
		}
		if in.Clear {
			clear++
		}
		c.Inputs = append(c.Inputs, plots.TornadoInput{
			Name: d.name(f), Unit: axisUnit(d.swept.Factors[f].Unit), Low: end(in.Low), High: end(in.High), Swing: intervalOf(in.Swing),
		})
	}
	title := fmt.Sprintf("%d of %s move it more than chance could", clear, plural(len(t.Inputs), "input"))
	c.Words = d.words(title, "One input at a time. "+d.subtitle(), "Differences from the scenario as it is; intervals hold at 95% for all together")
	return c
}
