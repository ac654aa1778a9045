package main

import (
	"io"

	"github.com/jedib0t/go-pretty/v6/table"

	"backchannel/sim/study"
)

// forecastTable holds the optimism announced against what came of it: all
// sides and envoys together, by target and occasion.
func forecastTable(w io.Writer, list []study.Forecast) {
	t := newTable(34, table.Row{"announced optimism", "came true", "overstated by"})
	target := ""
	for _, f := range list {
		if f.Side != "" || f.Envoy != "" {
			continue
		}
		if f.Target != target {
			if target != "" {
				t.AppendSeparator()
			}
			target = f.Target
			t.AppendRow(table.Row{target})
		}
		excess, _ := f.Measures.Get("excess")
		value, interval := shown(excess)
		if interval != "" {
			value += " (" + interval + ")"
		}
		t.AppendRow(table.Row{"  " + f.Channel, rate(f.Measures.Get("happened")), value})
	}
	if t.Length() > 0 {
		render(w, t)
	}
}

// byTarget puts the forecasts of one target after one another.
func byTarget(list []study.Forecast) []study.Forecast {
	var targets []string
	of := map[string][]study.Forecast{}
	for _, f := range list {
		if _, known := of[f.Target]; !known {
			targets = append(targets, f.Target)
		}
		of[f.Target] = append(of[f.Target], f)
	}
	out := make([]study.Forecast, 0, len(list))
	for _, t := range targets {
		out = append(out, of[t]...)
	}
	return out
}
