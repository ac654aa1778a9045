package sim

import "testing"

// theatres is a scenario of several talks: three sides, four talks, five
// envoys of one side who compete for its principal's favour, and a bench.
func theatres() *Scenario {
	s := defaults([]string{"aid", "bases", "trade", "war"}, []string{"East", "North", "South"})
	s.Clock.Horizon = 1095
	s.Issues[3].Irritant = 0.7
	s.Sides[0].Ideal = []float64{0.2, 0.4, 0.8, 0.3}
	s.Sides[1].Ideal = []float64{0.8, 0.9, 0.6, 0.2}
	s.Sides[2].Ideal = []float64{0.5, 0.2, 0.9, 0.7}
	for _, name := range []string{"n1", "n2", "n3", "n4"} {
		s.envoy(name, "North")
	}
	s.envoy("e1", "East")
	s.envoy("s1", "South")
	s.envoy("bench", "North")
	s.Envoys[0].Successors = []string{"bench"}
	s.Envoys[0].Covets = []string{"north-east", "all"}
	s.Envoys[2].Standing = 0.8
	s.Envoys[2].Covets = []string{"north-south"}
	for _, side := range []string{"East", "North", "South"} {
		s.addCorps(side+" ministry", side)
	}
	add := func(name string, every float64, sides, envoys []string) {
		t := s.talk(name, sides...)
		t.Envoys, t.MeetingEvery, t.ContactEvery = envoys, every, 35
		for _, side := range sides {
			t.Corps = append(t.Corps, side+" ministry")
		}
	}
	add("north-south", 21, []string{"North", "South"}, []string{"n1", "n2", "s1"})
	add("north-east", 30, []string{"North", "East"}, []string{"n3", "e1"})
	add("east-south", 40, []string{"East", "South"}, []string{"e1", "s1"})
	add("all", 45, []string{"East", "North", "South"}, []string{"n4", "e1", "s1"})
	return s
}

// BenchmarkEngine measures one run of three years, a tick a day.
func BenchmarkEngine(b *testing.B) {
	for _, bench := range []struct {
		name     string
		scenario *Scenario
	}{{"duel", duel()}, {"theatres", theatres()}} {
		b.Run(bench.name, func(b *testing.B) {
			e := NewEngine(mustCompile(b, bench.scenario))
			b.ReportAllocs()
			run := uint64(0)
			for b.Loop() {
				e.Run(1, run%1000)
				run++
			}
			ticks := bench.scenario.Clock.Horizon / bench.scenario.Clock.Tick
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/ticks, "ns/tick")
		})
	}
}
