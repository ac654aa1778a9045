package study

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"backchannel/scenarios"
	"backchannel/sim"
	"backchannel/sim/stats"
)

// shortScenario is one of the library, cut short so that a run takes little.
func shortScenario(t testing.TB, set ...string) *scenarios.Scenario {
	t.Helper()
	s, err := scenarios.Load("us-russia-2025", scenarios.Options{Set: append([]string{"clock.horizon=250d"}, set...)})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func spaceOf(t testing.TB, s *scenarios.Scenario, specs ...string) *Space {
	t.Helper()
	var factors []scenarios.Factor
	for _, spec := range specs {
		f, err := s.Vary(spec)
		if err != nil {
			t.Fatal(err)
		}
		factors = append(factors, f)
	}
	x, err := NewSpace(s, factors)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func swept(t testing.TB, c SweepConfig) *Swept {
	t.Helper()
	x, err := Sweep(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// A point that changes nothing comes to what a batch of the same runs comes to:
// every metric that a summary has is the same there, interval and all, and every
// run is the one that a panel has.
func TestAPointIsWhatABatchIs(t *testing.T) {
	for _, name := range []string{"us-russia-2025", "kremlin-2025"} {
		s, err := scenarios.Load(name, scenarios.Options{Set: []string{"clock.horizon=500d"}})
		if err != nil {
			t.Fatal(err)
		}
		m := compiled(t, s.Sim)
		const runs = 60
		metrics := Metrics(m)
		panel := NewPanel(m, metrics, runs)
		c := Config{Model: m, Seed: 3, Runs: runs, Workers: 1, Panel: panel}
		r, err := Run(t.Context(), c)
		if err != nil {
			t.Fatal(err)
		}
		summary := Summarize(Scenario{}, c, r, stats.Level95)

		space := spaceOf(t, s, "sides.Russia.clarity=0:1")
		var names []string
		for _, x := range metrics {
			names = append(names, x.Name)
		}
		i := slices.IndexFunc(s.Sim.Sides, func(x sim.Side) bool { return x.Name == "Russia" })
		got := swept(t, SweepConfig{
			Space: space, Points: [][]float64{{s.Sim.Sides[i].Clarity}}, Metrics: names, Seed: 3, Runs: runs, Workers: 2, Keep: true,
		})
		p := got.Points[0]
		if p.SHA256 != s.Hash() || p.Error != "" || p.Runs != runs || got.Interrupted {
			t.Fatalf("%s: the point is %+v", name, p)
		}
		held := 0
		for i, x := range metrics {
			for run, v := range p.Kept[i] {
				if want := panel.Top[i][run]; panel.Bottom[i][run] == 1 && v != want || math.IsNaN(v) != (panel.Bottom[i][run] == 0) {
					t.Fatalf("%s: run %d of %s is %v, want %v of %v", name, run, x.Name, v, want, panel.Bottom[i][run])
				}
			}
			if want, ok := ofSummary(summary, x); ok {
				held++
				if !sameEstimate(p.Figures[i].Estimate, want.Estimate) {
					t.Errorf("%s: %s is %v, and %v in the summary", name, x.Name, p.Figures[i].Estimate, want.Estimate)
				}
			}
		}
		if held < 50 {
			t.Errorf("%s: only %d metrics were held against the summary", name, held)
		}
	}
}

// ofSummary is the measure of a summary with the name of a metric.
func ofSummary(s *Summary, x Metric) (Measure, bool) {
	if x.Name == "all."+x.Key {
		return s.All.Get(x.Key)
	}
	for prefix, list := range map[string][]Section{"": s.Talks, "envoys.": s.Envoys, "sides.": s.Sides} {
		for _, section := range list {
			if x.Name == prefix+nameOf(section.Name)+"."+x.Key {
				return section.Measures.Get(x.Key)
			}
		}
	}
	return Measure{}, false
}

// Where a sweep is cut short, no point is more than a block ahead of another.
func TestASweepCutShortIsBalanced(t *testing.T) {
	space := spaceOf(t, shortScenario(t), "sides.Russia.clarity=0:1")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	cells := -1 // before the first
	x, err := Sweep(ctx, SweepConfig{
		Space: space, Points: [][]float64{{0.1}, {0.5}, {0.9}, {0.3}}, Metrics: []string{"signed"}, Runs: 500, Workers: 2,
		Progress: func(done, of int) {
			if of != 2000 || done != min(cells+1, 80)*block {
				t.Errorf("%d of %d are done after %d cells", done, of, cells+1)
			}
			if cells++; cells == 10 {
				cancel()
			}
		},
	})
	if err != nil || !x.Interrupted {
		t.Fatalf("interrupted is %v, %v", x.Interrupted, err)
	}
	least, most := x.Points[0].Runs, x.Points[0].Runs
	for _, p := range x.Points {
		least, most = min(least, p.Runs), max(most, p.Runs)
		if p.Figures[0].N != p.Runs {
			t.Errorf("a figure of %d runs has n %d", p.Runs, p.Figures[0].N)
		}
	}
	if least < 2*block || most-least > block {
		t.Errorf("points have %d to %d runs", least, most)
	}
}

// One bad point, whichever way, is recorded and costs no other.
func TestBadPointsLoseNoOthers(t *testing.T) {
	s := shortScenario(t)
	space := spaceOf(t, s, "sides.Russia.clarity=0:1")
	c := SweepConfig{Space: space, Points: [][]float64{{0.2}, {7}, {0.8}}, Metrics: []string{"signed"}, Seed: 2, Runs: 40, Keep: true}
	x := swept(t, c)
	if p := x.Points[1]; !strings.Contains(p.Error, "sides.Russia.clarity is out of range") || strings.Contains(p.Error, "\n") ||
		p.Runs != 0 || p.SHA256 != "" || p.Figures[0].N != 0 || !math.IsNaN(p.Figures[0].Value) || !math.IsNaN(p.Figures[0].StdErr) {
		t.Errorf("the bad point is %+v", p)
	}
	c.Points = [][]float64{{0.2}, {0.8}}
	want := swept(t, c)
	for i, at := range []int{0, 2} {
		if got := x.Points[at]; got.Figures[0] != want.Points[i].Figures[0] || got.Runs != 40 {
			t.Errorf("beside a bad point, point %d is %+v, want %+v", at, got, want.Points[i])
		}
	}
}

// A model that fails in one run takes its point's figures with it, and is told
// of with the run; workers play no part in which.
func TestAFailingRunIsThePointsError(t *testing.T) {
	space := spaceOf(t, shortScenario(t), "sides.Russia.clarity=0:1")
	for workers := range 3 {
		c := SweepConfig{
			Space: space, Points: [][]float64{{0.2}, {0.8}}, Metrics: []string{"signed"}, Seed: 5, Runs: 120, Workers: workers + 1, OwnLuck: true,
		}
		s, err := newSweeper(c)
		if err != nil {
			t.Fatal(err)
		}
		whole := s.metrics[0].of
		s.metrics[0].of = func(r *facts) (_, _ float64) {
			if run := r.outcome.Run; run == ownLuck+33 || run == ownLuck+80 {
				panic("out of order")
			}
			return whole(r)
		}
		if err := s.all(t.Context()); err != nil {
			t.Fatal(err)
		}
		x := s.result()
		if p := x.Points[1]; p.Error != "run 1000000033 of seed 5 failed: out of order" || p.Runs != 0 || p.Figures[0].N != 0 || p.SHA256 == "" {
			t.Errorf("with %d workers the failing point is %+v", workers+1, p)
		}
		if p := x.Points[0]; p.Error != "" || p.Runs != 120 || x.Interrupted {
			t.Errorf("with %d workers the other point is %+v", workers+1, p)
		}
	}
}

// Points of the same luck play the same runs; with luck of their own, others.
func TestLuckOfPoints(t *testing.T) {
	space := spaceOf(t, shortScenario(t), "sides.Russia.clarity=0:1")
	c := SweepConfig{Space: space, Points: [][]float64{{0.4}, {0.4}, {0.4}}, Metrics: []string{"optimism"}, Seed: 5, Runs: 30, Keep: true}
	same := func(a, b int) bool {
		x := swept(t, c)
		return slices.Equal(x.Points[a].Kept[0], x.Points[b].Kept[0])
	}
	if !same(0, 1) || !same(0, 2) {
		t.Error("points that share their luck differ")
	}
	c.OwnLuck = true
	if same(0, 1) || same(1, 2) {
		t.Error("points with luck of their own are alike")
	}
	c.Luck = []int{0, 7, 0}
	if same(0, 1) || !same(0, 2) {
		t.Error("points do not share their luck by its number")
	}
}

func TestSweepsRefuse(t *testing.T) {
	space := spaceOf(t, shortScenario(t), "sides.Russia.clarity=0:1")
	good := SweepConfig{Space: space, Points: [][]float64{{0.4}}, Metrics: []string{"signed"}, Runs: 1}
	for says, change := range map[string]func(c *SweepConfig){
		"no points":           func(c *SweepConfig) { c.Points = nil },
		"2 values for 1":      func(c *SweepConfig) { c.Points = [][]float64{{1, 2}} },
		"0 runs":              func(c *SweepConfig) { c.Runs = 0 },
		"no metric":           func(c *SweepConfig) { c.Metrics = nil },
		"no metric \"sined\"": func(c *SweepConfig) { c.Metrics = []string{"sined"} },
		"-1 workers":          func(c *SweepConfig) { c.Workers = -1 },
		"luck for 2 of 1":     func(c *SweepConfig) { c.Luck = []int{0, 1} },
	} {
		c := good
		change(&c)
		if _, err := Sweep(t.Context(), c); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("the error is %v, and should say %q", err, says)
		}
	}
	stop := make(chan struct{})
	close(stop)
	good.Abort, good.Runs = stop, 5000
	if _, err := Sweep(t.Context(), good); !errors.Is(err, ErrAborted) {
		t.Errorf("stopped at once, the error is %v", err)
	}
	full := errors.New("disk full")
	good.Abort, good.Store = nil, &shelf{broken: full}
	if _, err := Sweep(t.Context(), good); !errors.Is(err, full) {
		t.Errorf("with a store that fails the error is %v", err)
	}
}
