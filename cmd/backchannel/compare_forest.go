package main

import (
	"fmt"
	"slices"

	"backchannel/plots"
	"backchannel/sim/stats"
	"backchannel/sim/study"
)

// Limits of a chart of metrics, as package plots has them: an axis takes the room
// of two rows.
const (
	roomInForest = 16
	axesInForest = 4
)

// forests draws the differences of some arms from the baseline.
func (d *comparisonDrawing) forests(arms []int, suffix string) []picture {
	groups := d.groups(arms[1:], func(x *study.Difference) stats.Estimate { return x.Difference })
	title := d.inShortTitle(arms)
	return paged("forest", suffix, packGroups(groups), func(page []plots.MetricGroup) plots.Chart {
		return plots.Forest{
			Words:    d.words(arms, title, d.subtitle(arms, ""), pairedMeasure),
			Baseline: d.found.Arms[0].Name, Arms: d.names(arms[1:]), Groups: page,
		}
	})
}

// pairedMeasure is how a caption describes a paired difference.
const pairedMeasure = "Differences run by run on the same luck, with 95% intervals; clear by p-values that allow for the number of figures (Holm)"

// dumbbells draws what each arm came to.
func (d *comparisonDrawing) dumbbells(arms []int, suffix string) []picture {
	groups := d.groups(arms[1:], func(x *study.Difference) stats.Estimate { return x.Value })
	for i := range groups {
		if groups[i].Share && groups[i].Axis == "" {
			groups[i].Axis = "share"
		}
		for j := range groups[i].Rows {
			row := &groups[i].Rows[j]
			base := d.row(groups[i].keys[j], arms[1]).Baseline
			row.Values = append([]plots.Interval{{Value: base.Value, Low: base.Low, High: base.High}}, row.Values...)
		}
	}
	return paged("dumbbell", suffix, packGroups(groups), func(page []plots.MetricGroup) plots.Chart {
		return plots.Dumbbell{
			Words: d.words(arms, "What each scenario came to", d.subtitle(arms, ""), "Means and shares over runs, with 95% intervals of each scenario alone"),
			Arms:  d.names(arms), Groups: page,
		}
	})
}

// metricGroup is a group of rows with the metrics that they are of.
type metricGroup struct {
	plots.MetricGroup
	keys []string
}

// groups are the metrics by unit; of several talks, those of all talks by unit,
// and then each figure with a row for each talk.
func (d *comparisonDrawing) groups(arms []int, of func(*study.Difference) stats.Estimate) []*metricGroup {
	several := len(d.talks()) > 1
	var names []string
	var list []*metricGroup
	for i := range d.found.Rows {
		x := &d.found.Rows[i]
		if x.Arm != d.found.Arms[arms[0]].Name {
			continue
		}
		name, axis, label := axisOf(x), axisOf(x), capitalized(labelOf(x))
		if several && x.Owner() != "all" {
			name, axis, label = x.Key(), labelOf(x), unquoted(x.Owner())
		}
		row := plots.MetricRow{Name: label}
		for _, arm := range arms {
			y := d.row(x.Metric, arm)
			e := of(y)
			row.Values = append(row.Values, plots.Interval{Value: e.Value, Low: e.Low, High: e.High, Unclear: !y.Clear(d.found.Level)})
		}
		at := slices.Index(names, name)
		if at < 0 {
			at = len(names)
			names, list = append(names, name), append(list, &metricGroup{MetricGroup: plots.MetricGroup{Axis: axis, Share: x.Unit == "share"}})
		}
		list[at].Rows, list[at].keys = append(list[at].Rows, row), append(list[at].keys, x.Metric)
	}
	return list
}

// axisOf names the axis of metrics of a unit; shares name themselves.
func axisOf(x *study.Difference) string {
	switch x.Unit {
	case "share":
		return ""
	case "number":
		return "number in a run"
	case "0 to 1", "-1 to 1":
		return "on a scale of 1"
	}
	return x.Unit
}

// packGroups spreads groups over charts that have room for them. A group that
// is too large for one chart is cut.
func packGroups(list []*metricGroup) [][]plots.MetricGroup {
	var pages [][]plots.MetricGroup
	var page []plots.MetricGroup
	room := roomInForest
	next := func() {
		if len(page) > 0 {
			pages = append(pages, page)
		}
		page, room = nil, roomInForest
	}
	for _, g := range list {
		for rows := range slices.Chunk(g.Rows, roomInForest-2) {
			if len(page) == axesInForest || room < len(rows)+2 {
				next()
			}
			part := g.MetricGroup
			part.Rows = rows
			page, room = append(page, part), room-len(rows)-2
		}
	}
	next()
	return pages
}

// paged numbers the charts of a kind where there are several.
func paged(kind, suffix string, pages [][]plots.MetricGroup, of func([]plots.MetricGroup) plots.Chart) []picture {
	var out []picture
	for i, page := range pages {
		name := kind + suffix
		if len(pages) > 1 {
			name = fmt.Sprintf("%s-%d%s", kind, i+1, suffix)
		}
		out = append(out, picture{name, of(page)})
	}
	return out
}
