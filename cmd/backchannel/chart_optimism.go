package main

import (
	"cmp"
	"slices"

	"backchannel/plots"
	"backchannel/sim"
	"backchannel/sim/record"
)

// fanProbs are the quantiles of the fan chart and of the optimism table.
func fanProbs() []float64 {
	return []float64{0.05, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85, 0.95}
}

// optimismCharts draws the optimism of every side of the only talk, or of each
// talk's sides on average.
func (d *drawing) optimismCharts() (list []picture, why string) {
	if len(d.summary.Talks) == 1 {
		return inParts("optimism", d.sides(0), inOneChart, func(sides []string) plots.Chart {
			var panels []plots.OptimismPanel
			for _, side := range sides {
				panels = append(panels, d.panel(0, side))
			}
			return d.optimism(panels)
		}), ""
	}
	return inParts("optimism", d.talks(), inOneChart, func(talks []int) plots.Chart {
		var panels []plots.OptimismPanel
		for _, t := range talks {
			panels = append(panels, d.panel(t, ""))
		}
		return d.optimism(panels)
	}), ""
}

func (d *drawing) optimism(panels []plots.OptimismPanel) plots.Chart {
	c := plots.Optimism{Panels: panels, Probs: fanProbs(), Start: d.start, Horizon: d.summary.HorizonDays}
	c.Words = d.words(d.optimismTitle(panels), d.subtitle("Announced optimism, all runs and one of them"),
		"Quantiles over runs by day", d.summary.Runs, "runs")
	c.Reading = d.tracedInWords()
	return c
}

// panel is the fan of a side of a talk, or of the mean over its sides (""),
// with the traced run on top.
func (d *drawing) panel(talk int, side string) plots.OptimismPanel {
	out := plots.OptimismPanel{Name: cmp.Or(side, d.talk(talk)), Quantiles: make([][]float64, len(fanProbs()))}
	for i := range d.fan {
		r := &d.fan[i]
		if r.Talk != d.talk(talk) || r.Side != side {
			continue
		}
		out.Day = append(out.Day, r.Day)
		for q := range out.Quantiles {
			out.Quantiles[q] = append(out.Quantiles[q], r.Quantiles[q])
		}
		out.MeanRealism = append(out.MeanRealism, orNaN(r.Realism))
	}
	d.traceOnto(&out, talk, side)
	return out
}

// sides are the names of a talk's sides, in order.
func (d *drawing) sides(talk int) []string {
	var names []string
	for i := range d.fan {
		r := &d.fan[i]
		if r.Talk == d.talk(talk) && r.Side != "" && !slices.Contains(names, r.Side) {
			names = append(names, r.Side)
		}
	}
	return names
}

// traceOnto adds the traced run. Its days are the chart's, so what is known on
// the days of the fan's grid is carried over to them.
func (d *drawing) traceOnto(out *plots.OptimismPanel, talk int, side string) {
	grid := out.Day
	out.Day = nil
	byDay := map[float64]int{}
	var count []float64
	for i := range d.trace {
		r := &d.trace[i]
		if r.Talk != d.talk(talk) || side != "" && r.Side != side {
			continue
		}
		at, ok := byDay[r.Day]
		if !ok {
			at = len(out.Day)
			byDay[r.Day] = at
			out.Day, out.Run, out.Realism = append(out.Day, r.Day), append(out.Run, 0), append(out.Realism, r.Realism)
			count = append(count, 0)
		}
		out.Run[at] += r.Optimism
		count[at]++
	}
	for i := range out.Run {
		out.Run[i] /= count[i]
	}
	for i, column := range out.Quantiles {
		out.Quantiles[i] = carried(grid, column, out.Day)
	}
	out.MeanRealism = carried(grid, out.MeanRealism, out.Day)
	out.Meetings = d.happened(sim.Meeting, func(e *record.DiaryRow) bool { return e.Talk == d.talk(talk) })
	out.Contacts = d.happened(sim.Contact, func(e *record.DiaryRow) bool { return e.Talk == d.talk(talk) })
}

// happened are the days of such events in the traced run.
func (d *drawing) happened(kind sim.Kind, such func(*record.DiaryRow) bool) []float64 {
	var days []float64
	for i := range d.diary {
		if e := &d.diary[i]; e.Kind == kind.String() && such(e) {
			days = append(days, e.Day)
		}
	}
	return days
}

// carried is a column over the days of a grid, carried over to other days.
func carried(grid, column, days []float64) []float64 {
	out := make([]float64, len(days))
	next := 0
	for i, day := range days {
		for next < len(grid)-1 && grid[next] < day {
			next++
		}
		out[i] = onLine(grid, column, next, day)
	}
	return out
}

// onLine is the column at a day, on the straight line between two days of
// the grid; before the first of them it is the first.
func onLine(days, column []float64, next int, day float64) float64 {
	if next == 0 || day >= days[next] {
		return column[next]
	}
	share := (day - days[next-1]) / (days[next] - days[next-1])
	return column[next-1] + float64(share*(column[next]-column[next-1]))
}
