package sim

import (
	"math"
	"testing"
)

// never is the interval of a clock that does not ring.
var never = math.Inf(1)

// defaults returns a scenario with the given names and every number at its
// declared default.
func defaults(issues, sides []string) *Scenario {
	s := &Scenario{}
	lengths := map[string]int{"issues": len(issues), "sides": len(sides)}
	Fill(ClockParams(), &s.Clock, lengths)
	Fill(RuleParams(), &s.Rules, lengths)
	for _, name := range issues {
		i := Issue{Name: name}
		Fill(IssueParams(), &i, lengths)
		s.Issues = append(s.Issues, i)
	}
	for _, name := range sides {
		x := Side{Name: name}
		Fill(SideParams(), &x, lengths)
		for k := range x.Weight {
			x.Weight[k] = 1 / float64(len(issues))
		}
		s.Sides = append(s.Sides, x)
	}
	return s
}

func (s *Scenario) envoy(name, side string) *Envoy {
	e := Envoy{Name: name, Side: side}
	Fill(EnvoyParams(), &e, map[string]int{"issues": len(s.Issues)})
	s.Envoys = append(s.Envoys, e)
	return &s.Envoys[len(s.Envoys)-1]
}

func (s *Scenario) addCorps(name, side string) *Corps {
	c := Corps{Name: name, Side: side}
	Fill(CorpsParams(), &c, nil)
	s.Corps = append(s.Corps, c)
	return &s.Corps[len(s.Corps)-1]
}

func (s *Scenario) talk(name string, sides ...string) *Talk {
	t := Talk{Name: name, Sides: sides}
	Fill(TalkParams(), &t, map[string]int{"sides": len(s.Sides)})
	s.Talks = append(s.Talks, t)
	return &s.Talks[len(s.Talks)-1]
}

func mustCompile(t testing.TB, s *Scenario) *Model {
	t.Helper()
	m, err := Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// duel is a two-sided talk with an envoy and a corps on either side, three
// issues and a sweetener: small, and every mechanism is at work in it.
func duel() *Scenario {
	s := defaults([]string{"border", "pipeline", "trade", "war"}, []string{"North", "South"})
	s.Clock.Horizon = 1095
	s.Issues[1].Sweetener = true
	s.Issues[3].Irritant = 0.8
	s.Sides[0].Ideal = []float64{0.9, 0.8, 0.7, 0.1}
	s.Sides[0].Weight = []float64{0.3, 0.15, 0.25, 0.3}
	s.Sides[1].Ideal = []float64{0.2, 0.9, 0.3, 0.8}
	s.Sides[1].Weight = []float64{0.3, 0.15, 0.25, 0.3}
	s.Issues[0].StatusQuo, s.Issues[3].StatusQuo = 0.5, 0.2
	for i, side := range []string{"North", "South"} {
		s.Sides[i].Reservation = 0.5
		e := s.envoy(side+" envoy", side)
		e.Lean = 0.25
		s.addCorps(side+" ministry", side)
	}
	t := s.talk("main", "North", "South")
	t.Envoys = []string{"North envoy", "South envoy"}
	t.Corps = []string{"North ministry", "South ministry"}
	t.MeetingEvery, t.ContactEvery = 21, 28
	return s
}
