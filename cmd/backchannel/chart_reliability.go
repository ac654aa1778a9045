package main

import (
	"fmt"
	"math"

	"backchannel/plots"
	"backchannel/sim/record"
	"backchannel/sim/stats"
	"backchannel/sim/study"
)

// foretold is a target that announcements are drawn against.
type foretold struct {
	target string // as in summary.json
	name   string // of the files
	what   string // had come true, in a title
}

// allForetold are the targets that have a chart: the near one and the one that
// counts.
func allForetold() []foretold {
	return []foretold{
		{"a deal is signed within 90 days", "reliability-90", "a deal's chance"},
		{"a deal stands 365 days later", "reliability-365", "what held"},
	}
}

// reliabilityCharts draws of each talk and target how far announced optimism
// came true, where there was time to see.
func (d *drawing) reliabilityCharts() (list []picture, why string) {
	for _, f := range allForetold() {
		for talk, name := range d.fileNames(f.name) {
			if scored := d.scored(talk, f.target); len(scored) > 0 {
				list = append(list, picture{name, d.reliability(talk, f, scored)})
			}
		}
	}
	if len(list) == 0 {
		return nil, "nothing was announced 90 days or more before the horizon; play a longer one, as with --set clock.horizon=3y"
	}
	return list, ""
}

// scored are the scores of all that was announced in a talk, by occasion.
func (d *drawing) scored(talk int, target string) []study.Forecast {
	var out []study.Forecast
	for _, f := range d.summary.Forecasts {
		if f.Talk == d.talk(talk) && f.Target == target && f.Side == "" && f.Envoy == "" {
			out = append(out, f)
		}
	}
	return out
}

func (d *drawing) reliability(talk int, f foretold, scored []study.Forecast) plots.Chart {
	c := plots.Reliability{YLabel: "Share that came true", XLabel: "what was announced"}
	n := 0
	for i := range scored {
		p := d.reliabilityPanel(&scored[i])
		n += p.N
		c.Panels = append(c.Panels, p)
	}
	c.Words = d.words(reliabilityTitle(f, &scored[0]), d.ofTalk("Optimism as a forecast: "+f.target, talk),
		"One announcement a side; 95% intervals and consistency bars by run; isotonic fit but for the outermost 1% of announcements; parts of the Brier score by that fit",
		n, "announcements")
	return c
}

// reliabilityPanel is what was announced on one kind of occasion.
func (d *drawing) reliabilityPanel(f *study.Forecast) plots.ReliabilityPanel {
	of := func(key string) stats.Estimate {
		return measureOf([]study.Section{{Measures: f.Measures}}, "", key)
	}
	drawn := func(key string) plots.Interval {
		e := of(key)
		return plots.Interval{Value: e.Value, Low: e.Low, High: e.High}
	}
	brier := of("brier")
	p := plots.ReliabilityPanel{
		Name: f.Channel, N: brier.N, MeanForecast: of("announced").Value, BaseRate: drawn("happened"),
		Excess: drawn("excess"),
		Brier:  brier.Value, BrierLow: brier.Low, BrierHigh: brier.High,
		Miscalibration: of("miscalibration").Value, Discrimination: of("discrimination").Value, Uncertainty: of("uncertainty").Value,
	}
	for i := range d.forecasts {
		if r := &d.forecasts[i]; r.Talk == f.Talk && r.Channel == f.Channel && r.Target == f.Target {
			p.Bins = append(p.Bins, reliabilityBin(r))
		}
	}
	p.Forecast, p.Isotonic = d.isotonic(f, p.N)
	return p
}

// fringe is the share of announcements at either end of the isotonic fit that
// is not drawn (modelling choice): a fit that may only rise follows the last
// few to 0 and to 1, whatever they are (Dimitriadis, Gneiting & Jordan 2021
// show by how much).
const fringe = 0.005

// isotonic are the steps of the fit to n announcements, and its end.
func (d *drawing) isotonic(f *study.Forecast, n int) (forecast, share []float64) {
	before, end := 0.0, math.NaN()
	for i := range d.calibration {
		r := &d.calibration[i]
		if r.Talk != f.Talk || r.Channel != f.Channel || r.Target != f.Target {
			continue
		}
		after := before + float64(r.N)
		if after > fringe*float64(n) && before < (1-fringe)*float64(n) {
			forecast, share, end = append(forecast, r.From), append(share, r.Happened), r.To
		}
		before = after
	}
	if len(share) == 0 {
		return nil, nil
	}
	return append(forecast, end), append(share, share[len(share)-1])
}

func reliabilityBin(r *record.ForecastRow) plots.ReliabilityBin {
	return plots.ReliabilityBin{
		From: r.From, To: r.To, N: int(r.N), Forecast: r.Announced,
		Observed: r.Happened, Low: orNaN(r.Low), High: orNaN(r.High),
		ConsistencyLow: orNaN(r.ReliableLow), ConsistencyHigh: orNaN(r.ReliableHigh),
	}
}

// reliabilityTitle says by how much what was announced on the first occasion of
// the chart missed what came of it, where the interval leaves no doubt.
func reliabilityTitle(f foretold, first *study.Forecast) string {
	excess, _ := first.Measures.Get("excess")
	const least = 0.005 // rounds to 0.01
	switch {
	case excess.Low > 0 && excess.Value >= least:
		return fmt.Sprintf("%s, optimism overstated %s by %.2f", capital(first.Channel), f.what, excess.Value)
	case excess.High < 0 && excess.Value <= -least:
		return fmt.Sprintf("%s, optimism understated %s by %.2f", capital(first.Channel), f.what, -excess.Value)
	case excess.Low <= 0 && excess.High >= 0: // false where there is no interval
		return capital(first.Channel) + ", optimism showed no clear bias"
	}
	return "Announced optimism against what came of it"
}
