package sim

import (
	"fmt"
	"math"
	"slices"

	"pgregory.net/rapid"
)

// scenarios generates valid scenarios of every shape: two to four sides, one
// to six issues, up to six envoys some of whom wait as successors, up to four
// corps, one to five talks that share them, deals that stand at the start, and
// every number anywhere in its declared range, ends included.
func scenarios() *rapid.Generator[*Scenario] {
	return rapid.Custom(func(rt *rapid.T) *Scenario {
		s := defaults(
			shuffled(rt, "issue", rapid.IntRange(1, 6).Draw(rt, "issues")),
			shuffled(rt, "side", rapid.IntRange(2, 4).Draw(rt, "sides")),
		)
		vary(rt, RuleParams(), &s.Rules)
		s.Clock.Horizon = rapid.Float64Range(1, 500).Draw(rt, "horizon")
		s.Clock.Tick = rapid.SampledFrom([]float64{0.5, 1, 1, 1, 7, 31}).Draw(rt, "tick")
		for i := range s.Issues {
			vary(rt, IssueParams(), &s.Issues[i])
			s.Issues[i].Sweetener = rapid.Bool().Draw(rt, "sweetener")
		}
		for i := range s.Sides {
			vary(rt, SideParams(), &s.Sides[i])
		}
		generateCorps(rt, s)
		generateEnvoys(rt, s)
		generateTalks(rt, s)
		generateCovets(rt, s)
		generateDeals(rt, s)
		return s
	})
}

// shuffled returns n names of a kind in any order.
func shuffled(rt *rapid.T, kind string, n int) []string {
	names := make([]string, n)
	for i := range names {
		names[i] = fmt.Sprintf("%s %c", kind, 'a'+i)
	}
	return rapid.Permutation(names).Draw(rt, kind)
}

// vary draws every number of x that params declare.
func vary[T any](rt *rapid.T, params []Param[T], x *T) {
	for _, p := range params {
		draw := func() float64 { return inRange(rt, p.Key, p.Min, p.Max, p.Default) }
		switch {
		case p.Number != nil:
			*p.Number(x) = draw()
		case p.Each != nil:
			values := *p.Each(x)
			for i := range values {
				values[i] = draw()
			}
		}
	}
}

func inRange(rt *rapid.T, key string, low, high, def float64) float64 {
	if high > 100 { // lengths of time and other wide ranges: stay near the default
		high = 200
		if !math.IsInf(def, 0) {
			high = max(low, min(4*def, 1000))
		}
	}
	switch rapid.IntRange(0, 9).Draw(rt, key+" kind") {
	case 0:
		return low
	case 1:
		return high
	case 2, 3, 4:
		return def
	}
	return rapid.Float64Range(low, high).Draw(rt, key)
}

func generateCorps(rt *rapid.T, s *Scenario) {
	for _, name := range shuffled(rt, "corps", rapid.IntRange(0, 4).Draw(rt, "corps")) {
		vary(rt, CorpsParams(), s.addCorps(name, sideOf(rt, s)))
	}
}

func sideOf(rt *rapid.T, s *Scenario) string {
	return s.Sides[rapid.IntRange(0, len(s.Sides)-1).Draw(rt, "side")].Name
}

// generateEnvoys also lets some envoys wait behind one of the same side.
func generateEnvoys(rt *rapid.T, s *Scenario) {
	for _, name := range shuffled(rt, "envoy", rapid.IntRange(0, 6).Draw(rt, "envoys")) {
		vary(rt, EnvoyParams(), s.envoy(name, sideOf(rt, s)))
	}
	for i := range s.Envoys {
		e := &s.Envoys[i]
		if !some(rt, "waits", 4) || len(e.Successors) > 0 {
			continue
		}
		for j := range s.Envoys[:i] {
			if holder := &s.Envoys[j]; holder.Side == e.Side && !waits(s, holder.Name) {
				holder.Successors = append(holder.Successors, e.Name)
				break
			}
		}
	}
}

// some is true in about one of n draws.
func some(rt *rapid.T, label string, n int) bool { return rapid.IntRange(1, n).Draw(rt, label) == n }

func waits(s *Scenario, name string) bool {
	return slices.ContainsFunc(s.Envoys, func(e Envoy) bool { return slices.Contains(e.Successors, name) })
}

func generateTalks(rt *rapid.T, s *Scenario) {
	for _, name := range shuffled(rt, "talk", rapid.IntRange(1, 5).Draw(rt, "talks")) {
		sides := make([]string, len(s.Sides))
		for i := range s.Sides {
			sides[i] = s.Sides[i].Name
		}
		sides = rapid.Permutation(sides).Draw(rt, "sides")[:rapid.IntRange(2, len(sides)).Draw(rt, "sides of talk")]
		t := s.talk(name, sides...)
		vary(rt, TalkParams(), t)
		if some(rt, "some issues", 2) {
			for i := range s.Issues {
				if rapid.Bool().Draw(rt, "issue") {
					t.Issues = append(t.Issues, s.Issues[i].Name)
				}
			}
		}
		for i := range s.Envoys {
			if e := &s.Envoys[i]; slices.Contains(sides, e.Side) && !waits(s, e.Name) && !some(rt, "absent", 3) {
				t.Envoys = append(t.Envoys, e.Name)
			}
		}
		for i := range s.Corps {
			if slices.Contains(sides, s.Corps[i].Side) && !some(rt, "absent", 3) {
				t.Corps = append(t.Corps, s.Corps[i].Name)
			}
		}
		dates := rapid.SliceOfN(rapid.Float64Range(0, s.Clock.Horizon), 0, 4)
		t.MeetingDates, t.ContactDates = dates.Draw(rt, "meeting dates"), dates.Draw(rt, "contact dates")
		giveWeight(s, t)
	}
}

// giveWeight sees to it that each side of a talk cares for an issue of it.
func giveWeight(s *Scenario, t *Talk) {
	for i := range s.Sides {
		var sum float64
		first := -1
		for k := range s.Issues {
			if len(t.Issues) == 0 || slices.Contains(t.Issues, s.Issues[k].Name) {
				sum += s.Sides[i].Weight[k]
				if first < 0 {
					first = k
				}
			}
		}
		if sum < 1e-3 {
			s.Sides[i].Weight[first] = 1
		}
	}
}

func generateCovets(rt *rapid.T, s *Scenario) {
	for i := range s.Envoys {
		for j := range s.Talks {
			if slices.Contains(s.Talks[j].Sides, s.Envoys[i].Side) && some(rt, "covets", 3) {
				s.Envoys[i].Covets = append(s.Envoys[i].Covets, s.Talks[j].Name)
			}
		}
	}
}

func generateDeals(rt *rapid.T, s *Scenario) {
	for i := range s.Talks {
		t := &s.Talks[i]
		if !some(rt, "stands", 4) {
			continue
		}
		d := StandingDeal{Name: "deal on " + t.Name, Talk: t.Name, Terms: make([]float64, len(s.Issues))}
		vary(rt, DealParams(), &d)
		for k := range d.Terms {
			if len(t.Issues) == 0 || s.Issues[k].Name == t.Issues[0] {
				d.Terms[k] = rapid.Float64Range(0, 1).Draw(rt, "term") // cover one at least
			}
		}
		for j := range s.Envoys {
			if e := &s.Envoys[j]; slices.Contains(t.Sides, e.Side) && !waits(s, e.Name) && rapid.Bool().Draw(rt, "signed") {
				d.Signers = append(d.Signers, e.Name)
			}
		}
		s.Deals = append(s.Deals, d)
	}
}
