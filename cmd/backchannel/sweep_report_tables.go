package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"backchannel/scenarios"
	"backchannel/sim/stats"
	"backchannel/sim/study"
)

// variedTable says of each input what it was varied over, and why.
func (d *sweepDrawing) variedTable() reportTable {
	t := reportTable{
		ID: "table-varied", Caption: plural(len(d.summary.Factors), "input"), Class: "stacked",
		Head: []string{"Entry", "Values", "As the scenario has it", "Where this is from"},
	}
	of := map[scenarios.Role]*rowGroup{scenarios.Lever: {Title: "What can be chosen"}, scenarios.Uncertainty: {Title: "What is not known"}}
	plausible := map[string]string{}
	for _, in := range d.scenario.Plausible() {
		plausible[in.Path] = in.Dist.String()
	}
	for i := range d.summary.Factors {
		f := &d.summary.Factors[i]
		role := scenarios.Uncertainty
		if f.Role == scenarios.Lever {
			role = scenarios.Lever
		}
		meaning := capital(f.Meaning)
		if len(f.Follows) > 0 {
			meaning += "; the same for " + listed(f.Follows)
		}
		dist := f.Factor().Dist.String()
		from := "Assumption: a range given for this sweep, or by the scenario."
		switch {
		case f.Why != "":
			from = capital(f.Why)
		case role == scenarios.Lever:
			from = "Choices to be held against each other."
		case plausible[f.Path] == dist:
			from = "Assumption: the range in which the program holds it plausible."
		}
		of[role].Rows = append(of[role].Rows, []cell{
			{Text: f.Path, Lines: []string{meaning}}, {Text: d.valuesInWords(f)}, {Text: d.scenario.FormatValue(f.Path, threeDigits(float64(f.Value)))}, {Text: from},
		})
	}
	for _, role := range []scenarios.Role{scenarios.Lever, scenarios.Uncertainty} {
		if len(of[role].Rows) > 0 {
			t.Groups = append(t.Groups, *of[role])
		}
	}
	return t
}

// mostLevelsTold is how many levels are told one by one.
const mostLevelsTold = 12

// valuesInWords says which values an input was given.
func (d *sweepDrawing) valuesInWords(f *study.SweptFactor) string {
	tell := func(x float64) string { return d.scenario.FormatValue(f.Path, threeDigits(x)) }
	if n := len(f.Levels); n > mostLevelsTold {
		return fmt.Sprintf("%d levels from %s to %s", n, tell(slices.Min(f.Levels)), tell(slices.Max(f.Levels)))
	} else if n > 0 {
		var list []string
		for _, x := range f.Levels {
			list = append(list, tell(x))
		}
		return strings.Join(list, ", ")
	}
	dist := f.Factor().Dist
	low, high := dist.Support()
	if math.IsInf(low, 0) || math.IsInf(high, 0) {
		low, high = dist.Quantile(0.05), dist.Quantile(0.95)
		return fmt.Sprintf("%s, 9 in 10 from %s to %s", dist.Kind, tell(low), tell(high))
	}
	return fmt.Sprintf("%s, %s to %s", dist.Kind, tell(low), tell(high))
}

// correlationsInWords says which inputs go together.
func (d *sweepDrawing) correlationsInWords() []string {
	var out []string
	varies := func(path string) bool {
		return slices.ContainsFunc(d.swept.Factors, func(f scenarios.Factor) bool { return f.Path == path })
	}
	for _, c := range d.scenario.Correlations {
		if !varies(c.Between[0]) || !varies(c.Between[1]) {
			continue
		}
		text := fmt.Sprintf("%s and %s go together, with a correlation of %v of their normal scores.", capitalized(d.inputName(c.Between[0])), d.inputName(c.Between[1]), c.Rho)
		if c.Why != "" {
			text += " " + capital(c.Why)
		}
		out = append(out, text)
	}
	return out
}

// choiceTable has a row for each setting of the levers.
func (d *sweepDrawing) choiceTable(id string, r *study.Robust) reportTable {
	t := reportTable{
		ID: id, Caption: fmt.Sprintf("%s, over %s; %s is better", metricName(&r.Metric), plural(r.Points, "uncertain point"), r.Better), Class: "stacked",
		Head: []string{"Setting", "Mean", "Worst tenth", "Mean regret", "Greatest regret"},
	}
	regret := regretUnit(r.Metric.Unit)
	if regret == points {
		t.Head[3], t.Head[4] = t.Head[3]+", points", t.Head[4]+", points"
	}
	if r.Enough != nil {
		t.Head = append(t.Head, "Good enough")
	}
	var g rowGroup
	for i := range r.Settings {
		s := &r.Settings[i]
		row := []cell{{Text: capitalized(d.setting(r, i))}}
		row = append(row, judgedCell(s.Expected, r.Metric.Unit), judgedCell(s.Worst, r.Metric.Unit), judgedCell(s.MeanRegret, regret), judgedCell(s.MaxRegret, regret))
		if r.Enough != nil {
			row = append(row, judgedCell(s.Enough, "share"))
		}
		g.Rows = append(g.Rows, row)
	}
	t.Groups = []rowGroup{g}
	return t
}

func judgedCell(e stats.Estimate, unit string) cell {
	value, interval, _ := strings.Cut(judgedFigure(e, unit), "\n")
	return cell{Text: value, Range: interval}
}

// conditionTable has a row for each limit of a box.
func (d *sweepDrawing) conditionTable(id string, x *study.Discovery) reportTable {
	t := reportTable{
		ID: id, Caption: fmt.Sprintf("Where more %s: %s inside, %s elsewhere", x.Outcome, sharePercent(x.Box.Inside.Value), sharePercent(x.Box.Elsewhere.Value)),
		Class: "stacked", Head: []string{"Input", "Played", "In the box", "Found again", "Quasi-p"},
	}
	var g rowGroup
	for i := range x.Box.Limits {
		l := &x.Box.Limits[i]
		in := x.Inputs[slices.IndexFunc(x.Inputs, func(in study.SearchedInput) bool { return in.Path == l.Path })]
		played := d.scenario.FormatValue(l.Path, rounder(in.Low, in.High)) + " to " + d.scenario.FormatValue(l.Path, rounder(in.High, in.Low))
		g.Rows = append(g.Rows, []cell{
			{Text: capitalized(d.inputName(l.Path)), Lines: []string{l.Path}}, {Text: played}, {Text: d.limit(l)}, {Text: sharePercent(l.Again)}, {Text: pValue(float64(l.QuasiP))},
		})
	}
	t.Groups = []rowGroup{g}
	return t
}

// Bounds of the table of points.
const (
	mostPointRows    = 40
	mostPointInputs  = 5
	mostPointMetrics = 3
)

// pointsTable has the points, or those where the first metric is least and greatest,
// and says which.
func (d *sweepDrawing) pointsTable() (t reportTable, shown string) {
	inputs := d.toldInputs()
	t = reportTable{ID: "table-points", Caption: "Points and what came of them", Class: "stacked", Head: []string{"Point"}}
	for _, f := range inputs {
		t.Head = append(t.Head, d.name(f))
	}
	metrics := min(len(d.swept.Metrics), mostPointMetrics)
	for m := range metrics {
		t.Head = append(t.Head, metricName(&d.swept.Metrics[m]))
	}
	all := make([]int, len(d.swept.Points))
	for i := range all {
		all[i] = i
	}
	if len(all) <= mostPointRows {
		t.Groups = []rowGroup{d.pointRows("", all, inputs, metrics)}
		return t, "All of them, and of each all runs, are in points.parquet, figures.parquet and runs.parquet too."
	}
	ranked := slices.DeleteFunc(all, func(i int) bool { return math.IsNaN(d.swept.Points[i].Figures[0].Value) })
	slices.SortStableFunc(ranked, func(a, b int) int {
		return cmp.Compare(d.swept.Points[a].Figures[0].Value, d.swept.Points[b].Figures[0].Value)
	})
	n := min(mostPointRows/2, len(ranked)/2)
	top := slices.Clone(ranked[len(ranked)-n:])
	slices.Reverse(top)
	name := metricName(&d.swept.Metrics[0])
	t.Groups = []rowGroup{
		d.pointRows(name+": the greatest", top, inputs, metrics), d.pointRows(name+": the least", ranked[:n], inputs, metrics),
	}
	shown = fmt.Sprintf("Of %s, the %d with the greatest and the %d with the least of the first figure, which is partly luck: the greatest of many noisy figures is too great. All points are in points.parquet and figures.parquet, all runs in runs.parquet.", plural(len(d.swept.Points), "point"), n, n)
	if len(inputs) < len(d.swept.Factors) {
		shown += fmt.Sprintf(" Of %s the table shows %d.", plural(len(d.swept.Factors), "input"), len(inputs))
	}
	return t, shown
}

// toldInputs are the inputs that the table of points has room for: levers first, then
// those that conditions limit, then others in their order.
func (d *sweepDrawing) toldInputs() []int {
	var list []int
	add := func(f int) {
		if f >= 0 && !slices.Contains(list, f) && len(list) < mostPointInputs {
			list = append(list, f)
		}
	}
	at := func(path string) int {
		return slices.IndexFunc(d.swept.Factors, func(f scenarios.Factor) bool { return f.Path == path })
	}
	for f := range d.swept.Factors {
		if lever(&d.swept.Factors[f]) {
			add(f)
		}
	}
	for _, x := range d.summary.Discovery {
		if x.Box != nil {
			for i := range x.Box.Limits {
				add(at(x.Box.Limits[i].Path))
			}
		}
	}
	for f := range d.swept.Factors {
		add(f)
	}
	return list
}

func (d *sweepDrawing) pointRows(title string, points, inputs []int, metrics int) rowGroup {
	g := rowGroup{Title: title}
	for _, i := range points {
		p := &d.swept.Points[i]
		row := []cell{{Text: count(i)}}
		for _, f := range inputs {
			row = append(row, cell{Text: d.scenario.FormatValue(d.swept.Factors[f].Path, threeDigits(p.Values[f]))})
		}
		for m := range metrics {
			if p.Error != "" {
				row = append(row, cell{Text: "could not be played"})
				continue
			}
			row = append(row, rateCell(study.Measure{Unit: d.swept.Metrics[m].Unit, Estimate: p.Figures[m].Estimate}, true))
		}
		g.Rows = append(g.Rows, row)
	}
	return g
}
