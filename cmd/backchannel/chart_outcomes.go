package main

import (
	"math"

	"backchannel/plots"
	"backchannel/sim"
	"backchannel/sim/study"
)

// outcomesCharts draws of each talk what became of its first deals in a year.
func (d *drawing) outcomesCharts() (list []picture, why string) {
	return d.byTalk("outcomes", d.outcomes), ""
}

func (d *drawing) outcomes(talk int) plots.Chart {
	list := d.summary.Talks[talk].Measures
	c := plots.Outcomes{}
	n := 0
	for _, key := range append([]string{"standing_365"}, endKeys()...) {
		m, _ := list.Get(key)
		n = m.N
		if m.N == 0 {
			continue
		}
		c.Outcomes = append(c.Outcomes, plots.Outcome{
			Name: endName(key), Count: int(math.Round(m.Value * float64(m.N))),
			Share: m.Value, Low: m.Low, High: m.High,
		})
	}
	title, accent := outcomesTitle(list)
	for i := range c.Outcomes {
		c.Outcomes[i].Accent = c.Outcomes[i].Name == endName(accent)
	}
	c.Words = d.words(title, d.ofTalk("What became of first deals within a year", talk),
		"Shares with 95% Wilson intervals, of first deals signed at least 365 days before the horizon", n, "first deals")
	c.XLabel = "Share of first deals"
	return c
}

func endKeys() []string {
	var keys []string
	for cause := sim.Misread; cause < sim.NumCauses; cause++ {
		keys = append(keys, "ended_"+cause.String()+"_365")
	}
	return keys
}

// endName is a bar's name for a measure's key.
func endName(key string) string {
	if key == "standing_365" {
		return "Still stood after a year"
	}
	for cause := sim.Misread; cause < sim.NumCauses; cause++ {
		if key == "ended_"+cause.String()+"_365" {
			return capital(study.EndOf(cause))
		}
	}
	return ""
}
