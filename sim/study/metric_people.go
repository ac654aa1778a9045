package study

import (
	"fmt"

	"backchannel/sim"
)

// allMetrics lists the metrics of all talks of a run together.
func allMetrics(m *sim.Model) []Metric {
	talks := len(m.Scenario().Talks)
	list := []Metric{
		{Key: "signed", yes: true, of: func(r *facts) (_, _ float64) { return whether(signedInAll(r) > 0) }},
		{Key: "reached", of: func(r *facts) (_, _ float64) {
			n := 0
			for _, d := range r.first {
				if d != nil {
					n++
				}
			}
			return once(float64(n) / float64(talks))
		}},
		{Key: "deals", of: func(r *facts) (_, _ float64) { return once(float64(signedInAll(r))) }},
		{
			Key: "deal_wait", Meaning: "days to the first deal, at most the horizon, mean over the talks and over runs", Unit: inDays, Sample: allRuns,
			of: func(r *facts) (_, _ float64) {
				var days float64
				for i := range r.outcome.Talks {
					days += orHorizon(r.outcome.Talks[i].FirstDeal, r)
				}
				return once(days / float64(talks))
			},
		},
		{Key: "honoured", of: honouredByAll},
		{Key: "falls", of: func(r *facts) (_, _ float64) {
			n := 0.0
			for i := range r.outcome.Envoys {
				if e := &r.outcome.Envoys[i]; e.Fell && m.Engaged(e.Office) {
					n++
				}
			}
			return once(n)
		}},
		{Key: "leaks", of: func(r *facts) (_, _ float64) {
			n := 0.0
			for i := range r.outcome.Talks {
				n += float64(r.outcome.Talks[i].Leaks)
			}
			return once(n)
		}},
		{Key: "envoy_standing", of: func(r *facts) (_, _ float64) { return standingOfAll(m, r.outcome) }},
		{Key: "reliability", of: func(r *facts) (_, _ float64) {
			return known(meanReliability(m, r.outcome))
		}},
	}
	for _, days := range windows {
		list = append(list, Metric{Key: fmt.Sprintf("standing_%d", days), of: func(r *facts) (_, _ float64) {
			n, stood := 0.0, 0.0
			for talk, d := range r.first {
				if r.watched(talk, days) {
					n++
					if d.Life() >= float64(days) {
						stood++
					}
				}
			}
			return known(stood / n) // 0/0 without any
		}})
	}
	return described(list, allMeasures())
}

func signedInAll(r *facts) int {
	n := 0
	for talk := range r.first {
		n += signedIn(r, talk)
	}
	return n
}

func honouredByAll(r *facts) (_, _ float64) {
	var honoured, promised float64
	for i := range r.outcome.Talks {
		honoured += r.outcome.Talks[i].HonouredTime
		promised += r.outcome.Talks[i].PromisedTime
	}
	return known(honoured / promised) // 0/0 without a deal
}

// standingOfAll is the mean standing at the end of those who held a seat at
// the start.
func standingOfAll(m *sim.Model, o *sim.Outcome) (_, _ float64) {
	var sum, n float64
	for i := range o.Envoys {
		if e := &o.Envoys[i]; e.Generation == 0 && m.Engaged(e.Office) {
			sum += e.Standing
			n++
		}
	}
	return known(sum / n)
}

// envoyMetrics lists the metrics of an envoy who holds a seat at the start.
func envoyMetrics(envoy int) []Metric {
	of := func(key string, figure func(e *sim.EnvoyOutcome) (_, _ float64)) Metric {
		return Metric{Key: key, of: func(r *facts) (_, _ float64) {
			for i := range r.outcome.Envoys {
				if e := &r.outcome.Envoys[i]; e.Generation == 0 && e.Person == envoy {
					return figure(e)
				}
			}
			return nothing()
		}}
	}
	fell := of("fell", func(e *sim.EnvoyOutcome) (_, _ float64) { return whether(e.Fell) })
	fell.yes = true
	return described([]Metric{
		fell,
		of("tenure", func(e *sim.EnvoyOutcome) (_, _ float64) { return once(e.Until - e.From) }),
		of("standing", func(e *sim.EnvoyOutcome) (_, _ float64) { return once(e.Standing) }),
		of("peak", func(e *sim.EnvoyOutcome) (_, _ float64) { return once(e.Peak) }),
		of("portfolio", func(e *sim.EnvoyOutcome) (_, _ float64) { return once(float64(e.Portfolio)) }),
		of("signed", func(e *sim.EnvoyOutcome) (_, _ float64) { return once(float64(e.Signed)) }),
		of("lost", func(e *sim.EnvoyOutcome) (_, _ float64) { return once(float64(e.Lost)) }),
		of("leaks", func(e *sim.EnvoyOutcome) (_, _ float64) { return once(float64(e.Leaks)) }),
	}, envoyMeasures())
}

// sideMetrics lists the metrics of a side.
func sideMetrics(side int) []Metric {
	of := func(key string, figure func(s *sim.SideOutcome) (_, _ float64)) Metric {
		return Metric{Key: key, of: func(r *facts) (_, _ float64) { return figure(&r.outcome.Sides[side]) }}
	}
	return described([]Metric{
		of("reliability", func(s *sim.SideOutcome) (_, _ float64) { return known(s.Reliability) }),
		of("broken", func(s *sim.SideOutcome) (_, _ float64) { return known(float64(s.Broken) / float64(s.Signed)) }),
		of("honoured", func(s *sim.SideOutcome) (_, _ float64) { return known(s.Honoured) }),
	}, sideMeasures())
}
