package main

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"backchannel/plots"
	"backchannel/scenarios"
	"backchannel/sim/stats"
	"backchannel/sim/study"
)

// sensitivityDrawing is what the charts of a study of sensitivity are drawn from.
type sensitivityDrawing struct {
	found   *study.Sensitivity
	version string // of the program that played it
}

// sensitivityKinds are the kinds of chart of such a study, which have the names of
// its methods.
func sensitivityKinds() []string {
	return []string{string(study.Sobol), string(study.Tornado), string(study.Morris)}
}

// asked makes the charts of the kinds asked for; nil: all that there are.
func (d *sensitivityDrawing) asked(kinds []string) ([]picture, error) {
	for _, k := range kinds {
		switch {
		case !slices.Contains(sensitivityKinds(), k):
			return nil, fmt.Errorf("no chart of kind %s: a study of sensitivity has %s", k, strings.Join(sensitivityKinds(), ", "))
		case !slices.ContainsFunc(d.found.Methods, func(m study.PlayedMethod) bool { return string(m.Method) == k }):
			return nil, fmt.Errorf("no chart of kind %s: the study left that method out; play it with --method %s", k, k)
		}
	}
	var out []picture
	for _, k := range sensitivityKinds() {
		if kinds != nil && !slices.Contains(kinds, k) {
			continue
		}
		for m := range d.found.Metrics {
			name := k
			if len(d.found.Metrics) > 1 {
				name += "-" + slug(d.found.Metrics[m].Name)
			}
			if c := d.chart(study.Method(k), m); c != nil {
				out = append(out, picture{name, c})
			}
		}
	}
	return out, nil
}

// chart is that of a method and metric; nil: the method was left out.
func (d *sensitivityDrawing) chart(m study.Method, metric int) plots.Chart {
	switch {
	case m == study.Sobol && len(d.found.Sobol) > 0:
		return d.sobol(&d.found.Sobol[metric], metric)
	case m == study.Tornado && len(d.found.Tornado) > 0:
		return d.tornado(&d.found.Tornado[metric], metric)
	case m == study.Morris && len(d.found.Morris) > 0:
		return d.morris(&d.found.Morris[metric], metric)
	}
	return nil
}

// words are the texts of a chart.
func (d *sensitivityDrawing) words(m study.Method, title, subtitle, measure string, n int, unit string) plots.Words {
	if n == 1 {
		unit = strings.TrimSuffix(unit, "s")
	}
	f := d.found
	return plots.Words{
		Title: title, Subtitle: subtitle,
		Caption: plots.Caption{
			Measure: measure + "; " + plural(f.Played(m).Runs, "run") + " of each point",
			Source:  "Backchannel simulation of " + f.Scenario.Name + ", no forecast",
			N:       n, Unit: unit, Seed: f.Seed, Version: d.version, Scenario: f.Scenario.SHA256,
		},
	}
}

// of says how a chart asks, and of what.
func (d *sensitivityDrawing) of(how string, metric int) string {
	return how + ": " + d.found.Metrics[metric].Meaning
}

func (d *sensitivityDrawing) sobol(r *study.SobolResult, metric int) plots.Chart {
	c := plots.SobolBars{
		Words: d.words(study.Sobol, d.sobolTitle(r),
			d.of("What each group of inputs accounts for", metric),
			"First-order and total indices (Saltelli et al. 2010; Jansen 1999), 95% bootstrap intervals", d.found.Played(study.Sobol).N, "rows"),
		Noise: interval(r.Noise),
	}
	for _, g := range r.Groups {
		c.Inputs = append(c.Inputs, plots.SobolInput{Name: d.groupName(g.Name), First: sobolShare(g.First), Total: sobolShare(g.Total)})
	}
	return c
}

func sobolShare(s study.SobolShare) plots.SobolShare {
	return plots.SobolShare{Interval: interval(s.Share), More: s.More}
}

func interval(e stats.Estimate) plots.Interval {
	return plots.Interval{Value: e.Value, Low: e.Low, High: e.High}
}

// sobolTitle names the group that accounts for most, if that is sure: if it has a
// higher share than the whole interval of any other allows.
func (d *sensitivityDrawing) sobolTitle(r *study.SobolResult) string {
	for _, g := range r.Groups {
		others := slices.ContainsFunc(r.Groups, func(x study.SobolGroup) bool { return x.Name != g.Name && !(x.Total.Share.High < g.Total.Share.Low) })
		if name := d.groupName(g.Name); g.Total.More == 0 && !others && len(strings.Fields(name)) <= plots.MaxTitleWords-2 {
			return "Greatest share: " + name
		}
	}
	return "On what the outcome depends, group by group"
}

// groupName is a group as a chart has it: where it is one input, as inputs are.
func (d *sensitivityDrawing) groupName(name string) string {
	if slices.ContainsFunc(d.found.Inputs, func(x study.VariedInput) bool { return x.Path == name }) {
		return inputName(name)
	}
	return name
}

// inputName is the path of an input for reading: "United States: weight territory".
func inputName(path string) string {
	parts, err := scenarios.SplitPath(path)
	if err != nil || len(parts) < 2 {
		return path
	}
	words := func(list []string) string { return strings.ReplaceAll(strings.Join(list, " "), "_", " ") }
	switch parts[0] {
	case "issues", "sides", "envoys", "corps", "talks", "deals":
		if len(parts) > 2 {
			return parts[1] + ": " + words(parts[2:])
		}
	}
	return parts[0] + ": " + words(parts[1:])
}

func (d *sensitivityDrawing) tornado(r *study.TornadoResult, metric int) plots.Chart {
	m := &d.found.Metrics[metric]
	clear := 0
	c := plots.Tornado{
		Metric: plots.SweepMetric{Name: capital(m.Meaning), Unit: m.Unit, Share: m.Unit == "share"}, Base: interval(r.Base),
	}
	for _, in := range r.Inputs {
		at := slices.IndexFunc(d.found.Inputs, func(x study.VariedInput) bool { return x.Path == in.Path })
		swing := interval(in.Swing)
		bar := plots.TornadoInput{Name: inputName(in.Path), Unit: d.found.Inputs[at].Unit, Swing: swing}
		bar.Low = plots.TornadoEnd{At: threeDigits(in.Low.Setting), Change: interval(in.Low.Difference)}
		bar.High = plots.TornadoEnd{At: threeDigits(in.High.Setting), Change: interval(in.High.Difference)}
		c.Inputs = append(c.Inputs, bar)
		if in.Clear {
			clear++
		}
	}
	c.Words = d.words(study.Tornado, toldOf(clear, len(r.Inputs)),
		d.of("One input at a time, 5th to 95th percentile", metric),
		fmt.Sprintf("Differences on the same luck; intervals hold at %s%% for all inputs together", fixed(100*d.found.Level, 0)), len(r.Inputs), "inputs")
	return c
}

// threeDigits rounds what is written beside a bar.
func threeDigits(x float64) float64 {
	short, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 3, 64), 64)
	if err != nil {
		return x
	}
	return short
}

func (d *sensitivityDrawing) morris(r *study.MorrisResult, metric int) plots.Chart {
	m := &d.found.Metrics[metric]
	c := plots.MorrisPlane{Share: m.Unit == "share"}
	switch m.Unit {
	case "share":
		c.Axis = "percentage points"
	case "days":
		c.Axis = "days"
	}
	matter := 0
	for i := range r.Inputs {
		in := &r.Inputs[i]
		x := plots.MorrisInput{Name: inputName(in.Path), MuStar: interval(in.MuStar), Sigma: interval(in.Sigma), Floor: float64(in.Floor)}
		if math.IsNaN(x.Floor) {
			x.Floor = 0 // it has no place in the plane
		}
		c.Inputs = append(c.Inputs, x)
		if in.Matters() {
			matter++
		}
	}
	c.Words = d.words(study.Morris, toldOf(matter, len(r.Inputs)),
		d.of("Effect of each input, 5th to 95th percentile", metric),
		"Elementary effects (Morris 1991; Campolongo et al. 2007), 95% intervals", d.found.Played(study.Morris).N, "trajectories")
	return c
}

// toldOf counts the inputs whose effect is told from chance.
func toldOf(n, of int) string {
	switch {
	case n == 0:
		return fmt.Sprintf("None of %s has a clear effect", plural(of, "input"))
	case n == 1:
		return fmt.Sprintf("1 of %s has a clear effect", plural(of, "input"))
	}
	return fmt.Sprintf("%d of %s have a clear effect", n, plural(of, "input"))
}
