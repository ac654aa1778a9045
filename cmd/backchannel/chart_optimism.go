package main

import (
	"cmp"
	"fmt"
	"slices"

	"backchannel/plots"
	"backchannel/sim"
	"backchannel/sim/record"
	"backchannel/sim/stats"
)

// fanProbs are the quantiles of the fan chart and of the optimism table.
func fanProbs() []float64 {
	return []float64{0.05, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85, 0.95}
}

func (d *drawing) optimism(talks []int) plots.Chart {
	c := plots.Optimism{Probs: fanProbs(), Start: d.start, Horizon: d.summary.HorizonDays}
	if len(talks) == 1 {
		sides := d.sides(talks[0])
		for _, side := range sides[:min(len(sides), inOneChart)] {
			c.Panels = append(c.Panels, d.panel(talks[0], side))
		}
	} else {
		for _, t := range talks {
			c.Panels = append(c.Panels, d.panel(t, ""))
		}
	}
	c.Words = d.words(d.optimismTitle(talks), d.subtitle("Announced optimism, all runs and one of them"),
		"Quantiles over runs by day", d.summary.Runs, "runs")
	c.Reading = fmt.Sprintf("The line is run %d, the first of the batch, not a chosen one", d.traceRun)
	if d.traceRun != d.summary.FirstRun {
		c.Reading = fmt.Sprintf("The line is run %d", d.traceRun)
	}
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

// traceOnto adds the traced run. Its days are the chart's, so the fan is
// carried from each day of its grid to the next.
func (d *drawing) traceOnto(out *plots.OptimismPanel, talk int, side string) {
	days := out.Day
	var all []float64
	byDay := map[float64]int{}
	var sum, count, truth []float64
	for i := range d.trace {
		r := &d.trace[i]
		if r.Talk != d.talk(talk) || side != "" && r.Side != side {
			continue
		}
		at, ok := byDay[r.Day]
		if !ok {
			at = len(all)
			byDay[r.Day] = at
			all, sum, count, truth = append(all, r.Day), append(sum, 0), append(count, 0), append(truth, r.Realism)
		}
		sum[at] += r.Optimism
		count[at]++
	}
	for i := range sum {
		out.Run = append(out.Run, sum[i]/count[i])
	}
	out.Realism = truth
	for i, column := range out.Quantiles {
		wide := make([]float64, len(all))
		next := 0
		for j, day := range all {
			for next < len(days)-1 && days[next] < day {
				next++
			}
			wide[j] = onLine(days, column, next, day)
		}
		out.Quantiles[i] = wide
	}
	out.Day = all
	for i := range d.diary {
		e := &d.diary[i]
		switch {
		case e.Talk != d.talk(talk):
		case e.Kind == sim.Meeting.String():
			out.Meetings = append(out.Meetings, e.Day)
		case e.Kind == sim.Contact.String():
			out.Contacts = append(out.Contacts, e.Day)
		}
	}
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

// optimismRows are the fan as a table.
func (p *played) optimismRows() []record.OptimismRow {
	fan, s := p.result.Optimism, p.model.Scenario()
	var rows []record.OptimismRow
	row := func(talk, day int, side string, h *stats.Histogram) {
		r := record.OptimismRow{
			Talk: s.Talks[talk].Name, Side: side, Day: fan.Days()[day], N: int64(h.N()), Mean: h.Mean(),
			Realism: new(fan.Realism(talk, day, stats.Level95).Value), Levels: fanProbs(),
		}
		for _, prob := range fanProbs() {
			r.Quantiles = append(r.Quantiles, h.Quantile(prob))
		}
		rows = append(rows, r)
	}
	for talk := range s.Talks {
		for day := range fan.Days() {
			for i, side := range p.model.TalkSides(talk) {
				row(talk, day, s.Sides[side].Name, fan.Side(talk, i, day))
			}
			row(talk, day, "", fan.Talk(talk, day))
		}
	}
	return rows
}
