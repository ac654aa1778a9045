package record

import (
	"math"
	"path/filepath"
	"slices"
	"testing"

	"backchannel/sim"
)

// model is three talks between three sides, one of which never meets, one of
// which seldom comes to a deal, with a bench and a person whose printed name
// is not his key. Everything is listed out of canonical order.
func model(tb testing.TB) *sim.Model {
	tb.Helper()
	s := &sim.Scenario{}
	issues, sides := []string{"war", "arctic", "trade"}, []string{"South", "North", "East"}
	lengths := map[string]int{"issues": len(issues), "sides": len(sides)}
	sim.Fill(sim.ClockParams(), &s.Clock, lengths)
	sim.Fill(sim.RuleParams(), &s.Rules, lengths)
	s.Clock.Horizon = 720
	for _, name := range issues {
		x := sim.Issue{Name: name}
		sim.Fill(sim.IssueParams(), &x, lengths)
		s.Issues = append(s.Issues, x)
	}
	for i, name := range sides {
		x := sim.Side{Name: name}
		sim.Fill(sim.SideParams(), &x, lengths)
		x.Ideal = []float64{0.2 + 0.3*float64(i), 0.8, 0.7 - 0.2*float64(i)}
		x.Weight, x.Reservation = []float64{0.4, 0.2, 0.4}, 0.3
		s.Sides = append(s.Sides, x)
	}
	envoy := func(name, person, side string, next ...string) {
		x := sim.Envoy{Name: name}
		sim.Fill(sim.EnvoyParams(), &x, lengths)
		x.Person, x.Side, x.Successors, x.FallRate = person, side, next, 2
		s.Envoys = append(s.Envoys, x)
	}
	envoy("south-envoy", "Sam South", "South")
	envoy("north-envoy", "", "North", "deputy")
	envoy("deputy", "Dana Deputy", "North")
	envoy("east-envoy", "Ève East", "East")
	for _, side := range sides {
		x := sim.Corps{Name: side + " ministry"}
		sim.Fill(sim.CorpsParams(), &x, lengths)
		x.Side = side
		s.Corps = append(s.Corps, x)
	}
	talk := func(name string, every float64, issues, sides, envoys []string) {
		x := sim.Talk{Name: name}
		sim.Fill(sim.TalkParams(), &x, lengths)
		x.Issues, x.Sides, x.Envoys = issues, sides, envoys
		x.MeetingEvery, x.ContactEvery = every, 15*every
		for _, side := range sides {
			x.Corps = append(x.Corps, side+" ministry")
		}
		s.Talks = append(s.Talks, x)
	}
	talk("quiet", math.Inf(1), nil, []string{"East", "South"}, nil)
	talk("main", 10, nil, []string{"South", "North"}, []string{"north-envoy", "south-envoy"})
	talk("ice", 45, []string{"trade", "arctic"}, []string{"East", "North"}, []string{"east-envoy", "north-envoy"})
	m, err := sim.Compile(s)
	if err != nil {
		tb.Fatal(err)
	}
	return m
}

// outcomes plays runs first to first+n-1 and fills one batch with them.
func outcomes(m *sim.Model, first, n uint64) *Batch {
	e, b := newEngine(m), NewBatch(m)
	for run := range n {
		b.Add(e.Run(7, first+run))
	}
	return b
}

func collect[R Row](tb testing.TB, folder string) []R {
	tb.Helper()
	var rows []R
	for row, err := range Read[R](folder) {
		if err != nil {
			tb.Fatal(err)
		}
		rows = append(rows, row)
	}
	return rows
}

// save writes the batches to a new folder and returns its path.
func save(tb testing.TB, o Options, batches ...*Batch) string {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "results")
	saveTo(tb, path, o, batches...)
	return path
}

func saveTo(tb testing.TB, path string, o Options, batches ...*Batch) {
	tb.Helper()
	f, err := Create(path, o)
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Abort()
	tables, err := NewTables(f, "")
	if err != nil {
		tb.Fatal(err)
	}
	for _, b := range batches {
		if err := tables.Append(b); err != nil {
			tb.Fatal(err)
		}
	}
	if err := tables.Close(); err != nil {
		tb.Fatal(err)
	}
	if err := f.Commit(Manifest{}); err != nil {
		tb.Fatal(err)
	}
}

func newEngine(m *sim.Model) *sim.Engine { return sim.NewEngine(m) }

func concat[R any](batches []*Batch, rows func(*Batch) []R) []R {
	var all []R
	for _, b := range batches {
		all = slices.Concat(all, rows(b))
	}
	return all
}
