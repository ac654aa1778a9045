package main

import (
	"fmt"

	"backchannel/plots"
	"backchannel/sim"
	"backchannel/sim/record"
	"backchannel/sim/stats"
)

// fanProbs are the quantiles of the fan chart and of the optimism table.
func fanProbs() []float64 {
	return []float64{0.05, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85, 0.95}
}

func (p *played) optimism(talks []int) plots.Chart {
	c := plots.Optimism{Probs: fanProbs(), Start: p.start, Horizon: p.model.Scenario().Clock.Horizon}
	if len(talks) == 1 {
		sides := p.model.TalkSides(talks[0])
		for s := range sides[:min(len(sides), inOneChart)] {
			c.Panels = append(c.Panels, p.panel(talks[0], s))
		}
	} else {
		for _, t := range talks {
			c.Panels = append(c.Panels, p.panel(t, -1))
		}
	}
	c.Words = p.words(p.optimismTitle(talks), p.subtitle("Announced optimism, all runs and one of them"),
		"Quantiles over runs by day", p.result.Runs, "runs")
	c.Reading = fmt.Sprintf("The line is run %d, the first of the batch, not a chosen one", p.traceRun)
	if p.traceRun != p.config.First {
		c.Reading = fmt.Sprintf("The line is run %d", p.traceRun)
	}
	return c
}

// panel is the fan of a side of a talk, or of the mean over its sides (-1),
// with the traced run on top.
func (p *played) panel(talk, side int) plots.OptimismPanel {
	fan := p.result.Optimism
	name, at := p.talk(talk), fan.Talk
	if side >= 0 {
		name = p.model.Scenario().Sides[p.model.TalkSides(talk)[side]].Name
		at = func(talk, day int) *stats.Histogram { return fan.Side(talk, side, day) }
	}
	out := plots.OptimismPanel{Name: name}
	quantiles := make([][]float64, len(fanProbs()))
	for i, prob := range fanProbs() {
		for day := range fan.Days() {
			quantiles[i] = append(quantiles[i], at(talk, day).Quantile(prob))
		}
	}
	out.Day, out.Quantiles = fan.Days(), quantiles
	p.traceOnto(&out, talk, side, name)
	return out
}

// traceOnto adds the traced run. Its days are the chart's, so the fan is
// carried from each day of its grid to the next.
func (p *played) traceOnto(out *plots.OptimismPanel, talk, side int, name string) {
	days := out.Day
	var all []float64
	byDay := map[float64]int{}
	var sum, count, truth []float64
	for i := range p.trace {
		r := &p.trace[i]
		if r.Talk != p.talk(talk) || side >= 0 && r.Side != name {
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
	for i := range p.diary {
		e := &p.diary[i]
		switch {
		case e.Talk != p.talk(talk):
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
