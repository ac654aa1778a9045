package study

import (
	"context"
	"testing"

	"backchannel/scenarios"
	"backchannel/sim"
)

// BenchmarkDraw times what a run costs more when it has a draw of its own: the
// numbers drawn and set, the scenario checked, the model and the engine made.
func BenchmarkDraw(b *testing.B) {
	s := uncertainScenario(b)
	d, err := NewDraws(s, 1, 1)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for i := range b.N {
		m, err := d.Model(uint64(i))
		if err != nil {
			b.Fatal(err)
		}
		sim.NewEngine(m)
	}
}

// BenchmarkRunsOnDraws times whole runs, each on a draw of its own, on one worker.
func BenchmarkRunsOnDraws(b *testing.B) {
	s := uncertainScenario(b)
	m, err := sim.Compile(s.Sim)
	if err != nil {
		b.Fatal(err)
	}
	d, err := NewDraws(s, 1, 1)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	if _, err := Run(context.Background(), Config{Model: m, Draws: d, Seed: 1, Runs: b.N, Workers: 1}); err != nil {
		b.Fatal(err)
	}
}

// uncertainScenario is one in which much is not known.
func uncertainScenario(t testing.TB) *scenarios.Scenario {
	t.Helper()
	s, err := scenarios.Load("us-russia-2025", scenarios.Options{Set: []string{
		"sides.Russia.clarity={uniform=[0.1,0.7]}", "envoys.Witkoff.lean={triangular=[0.1,0.3,0.5]}",
		"talks.ukraine.contact.every={loguniform=[14d,60d]}", "sides.Russia.weight.arctic={uniform=[0.02,0.1]}",
	}})
	if err != nil {
		t.Fatal(err)
	}
	return s
}
