package main

import (
	"fmt"
	"math"
	"slices"

	"backchannel/plots"
	"backchannel/sim"
	"backchannel/sim/record"
	"backchannel/sim/stats"
	"backchannel/sim/study"
)

// inPaths is how many envoys or sides share a chart.
const inPaths = 8

// standingCharts draws the standing of each envoy who held a seat at the start.
func (d *drawing) standingCharts() (list []picture, why string) {
	var panels []plots.Path
	last := record.StandingRow{Day: math.Inf(1)}
	for _, r := range d.standing {
		if r.Person != last.Person || r.Side != last.Side || r.Day <= last.Day {
			panels = append(panels, d.standingPanel(r.Person))
		}
		addDay(&panels[len(panels)-1], r.Day, r.Quantiles, r.Traced)
		last = r
	}
	if len(panels) == 0 {
		return nil, "no envoy holds a seat in it"
	}
	return inParts("standing", panels, inPaths, func(panels []plots.Path) plots.Chart {
		return plots.Standing{
			Words: d.words(d.standingTitle(panels), d.subtitle("Standing with their principals, all runs and one"),
				"Quantiles over runs by day, of who held the seat at the start, 0 once he has fallen. "+d.tracedInWords(), d.summary.Runs, "runs"),
			Paths: d.paths(panels),
		}
	}), ""
}

// standingPanel is an envoy's panel without its days.
func (d *drawing) standingPanel(person string) plots.Path {
	return plots.Path{
		Name: person, Marked: measureOf(d.summary.Envoys, person, "fell").Value,
		Marks: d.happened(sim.Fell, func(e *record.DiaryRow) bool { return e.Envoy == person }),
	}
}

// standingTitle says who of all envoys most often fell, on the chart that has
// him, where that is clear.
func (d *drawing) standingTitle(panels []plots.Path) string {
	const unclear = "How envoys' standing with their principals moved"
	var fell []stats.Estimate
	for _, s := range d.summary.Envoys {
		fell = append(fell, measureOf(d.summary.Envoys, s.Name, "fell"))
	}
	best := clearlyGreatest(fell)
	if best < 0 || fell[best].Value == 0 || !drawn(panels, d.summary.Envoys[best].Name) {
		return unclear
	}
	name, often := d.summary.Envoys[best].Name, ofHundred(fell[best])+" runs"
	if len(fell) == 1 {
		return firstShort(name+" fell from grace in "+often, unclear)
	}
	return firstShort(name+" fell most often: in "+often, unclear)
}

// drawn says whether someone has a panel.
func drawn(panels []plots.Path, name string) bool {
	return slices.ContainsFunc(panels, func(p plots.Path) bool { return p.Name == name })
}

// reputationCharts draws how reliable the others hold each side.
func (d *drawing) reputationCharts() (list []picture, why string) {
	var panels []plots.Path
	for _, r := range d.reputation {
		if n := len(panels); n == 0 || panels[n-1].Name != r.Side {
			panels = append(panels, plots.Path{
				Name: r.Side, Marked: math.NaN(),
				Marks: d.happened(sim.Ended, func(e *record.DiaryRow) bool { return e.Side == r.Side }),
			})
		}
		addDay(&panels[len(panels)-1], r.Day, r.Quantiles, r.Traced)
	}
	if len(panels) == 0 {
		return nil, "it has no two sides that could hold each other reliable"
	}
	return inParts("reputation", panels, inPaths, func(panels []plots.Path) plots.Chart {
		return plots.Reputation{
			Words: d.words(d.reputationTitle(panels), d.subtitle("How reliable the others hold each side, all runs and one"),
				"Quantiles over runs by day, of the mean belief of the other sides. "+d.tracedInWords(), d.summary.Runs, "runs"),
			Paths: d.paths(panels),
		}
	}), ""
}

// reputationTitle says who of all sides was held least reliable at the end, on
// the chart that has it, where that is clear.
func (d *drawing) reputationTitle(panels []plots.Path) string {
	const unclear = "How reliable the others held each side to be"
	var doubt []stats.Estimate
	for _, s := range d.summary.Sides {
		e := measureOf(d.summary.Sides, s.Name, "reliability")
		doubt = append(doubt, stats.Estimate{Value: 1 - e.Value, Low: 1 - e.High, High: 1 - e.Low, N: e.N})
	}
	worst := clearlyGreatest(doubt)
	if worst < 0 || !drawn(panels, d.summary.Sides[worst].Name) {
		return unclear
	}
	return firstShort("Least trusted at the end: "+d.summary.Sides[worst].Name, unclear)
}

func addDay(p *plots.Path, day float64, quantiles []float64, traced float64) {
	if p.Day == nil {
		p.Quantiles = make([][]float64, len(pathProbs()))
	}
	p.Day, p.Run = append(p.Day, day), append(p.Run, traced)
	for i := range p.Quantiles {
		p.Quantiles[i] = append(p.Quantiles[i], quantiles[i])
	}
}

func (d *drawing) paths(panels []plots.Path) plots.Paths {
	return plots.Paths{Panels: panels, Probs: pathProbs(), Start: d.start, Horizon: d.summary.HorizonDays}
}

// tracedInWords says which run is drawn over all of them.
func (d *drawing) tracedInWords() string {
	if d.traceRun != d.summary.FirstRun {
		return fmt.Sprintf("The line is run %d", d.traceRun)
	}
	return fmt.Sprintf("The line is run %d, the first of the batch, not a chosen one", d.traceRun)
}

// measureOf is a measure of the section of that name, unknown if there is none.
func measureOf(list []study.Section, name, key string) stats.Estimate {
	for _, s := range list {
		if m, ok := s.Measures.Get(key); ok && s.Name == name {
			return m.Estimate
		}
	}
	return stats.Estimate{Value: math.NaN(), Low: math.NaN(), High: math.NaN()}
}
