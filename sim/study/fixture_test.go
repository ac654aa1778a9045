package study

import (
	"testing"

	"backchannel/sim"
)

// filled returns a value with every number at its declared default.
func filled[T any](params []sim.Param[T], x T) T {
	sim.Fill(params, &x, map[string]int{"issues": 3, "sides": 3})
	return x
}

// theatres is a scenario of three sides and two talks that share an envoy; one
// deal stands at the start, one envoy has a named successor, and every
// mechanism is at work.
func theatres() *sim.Scenario {
	s := &sim.Scenario{}
	s.Clock = sim.Clock{Horizon: 600, Tick: 1}
	sim.Fill(sim.RuleParams(), &s.Rules, nil)
	for i, name := range []string{"border", "trade", "war"} {
		x := filled(sim.IssueParams(), sim.Issue{Name: name, Sweetener: i == 1})
		x.StatusQuo, x.Irritant = 0.2, []float64{0.2, 0, 0.7}[i]
		s.Issues = append(s.Issues, x)
	}
	ideals := [][]float64{{0.9, 0.7, 0.3}, {0.3, 0.9, 0.8}, {0.4, 0.6, 0.6}}
	for i, name := range []string{"East", "North", "South"} {
		x := filled(sim.SideParams(), sim.Side{Name: name})
		x.Ideal, x.Weight, x.Clarity = ideals[i], []float64{0.4, 0.2, 0.4}, 0.3
		s.Sides = append(s.Sides, x)
	}
	envoy := func(name, side string) *sim.Envoy {
		x := filled(sim.EnvoyParams(), sim.Envoy{Name: name, Side: side})
		x.Lean, x.FallRate, x.Showmanship = 0.3, 0.6, 0.8
		s.Envoys = append(s.Envoys, x)
		return &s.Envoys[len(s.Envoys)-1]
	}
	envoy("banker", "North").Successors = []string{"cousin"}
	envoy("cousin", "North")
	envoy("developer", "South").Person = "A. Developer"
	envoy("guest", "East")
	for _, side := range []string{"North", "South"} {
		x := filled(sim.CorpsParams(), sim.Corps{Name: side + " ministry", Side: side})
		s.Corps = append(s.Corps, x)
	}
	talk := func(name string, sides ...string) *sim.Talk {
		x := filled(sim.TalkParams(), sim.Talk{Name: name, Sides: sides})
		x.MeetingEvery, x.ContactEvery = 15, 25
		s.Talks = append(s.Talks, x)
		return &s.Talks[len(s.Talks)-1]
	}
	t := talk("capital", "North", "South")
	t.Envoys, t.Corps = []string{"banker", "developer"}, []string{"North ministry", "South ministry"}
	t = talk("frontier", "East", "North")
	t.Envoys = []string{"banker", "guest"}
	deal := filled(sim.DealParams(), sim.StandingDeal{Name: "old pact", Talk: "frontier", Signers: []string{"banker"}})
	deal.Terms = []float64{0.5, 0.7, 0.5}
	s.Deals = append(s.Deals, deal)
	return s
}

func compiled(t testing.TB, s *sim.Scenario) *sim.Model {
	t.Helper()
	m, err := sim.Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	return m
}
