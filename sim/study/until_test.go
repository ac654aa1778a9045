package study

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"backchannel/sim"
	"backchannel/sim/record"
	"backchannel/sim/stats"
)

// planned is a plan on a metric of a model.
func planned(t *testing.T, m *sim.Model, name string, half float64, least, most int) Plan {
	t.Helper()
	x, err := FindTarget(m, name)
	if err != nil {
		t.Fatal(err)
	}
	return Plan{Target: x, Half: half, Min: least, Max: most, Level: stats.Level95}
}

// looked is a batch played until a precision: its rows, and what was seen.
type looked struct {
	result    *Result
	precision *Precision
	rows      *kept
	looks     []record.LookRow
}

func mustRunUntil(t *testing.T, ctx context.Context, c Config, p Plan) looked {
	t.Helper()
	out := looked{rows: &kept{}}
	c.Write = out.rows.write
	p.Look = func(r record.LookRow) { out.looks = append(out.looks, r) }
	var err error
	if out.result, out.precision, err = RunUntil(ctx, c, p); err != nil {
		t.Fatal(err)
	}
	return out
}

// TestUntilIsAFixedBatch stops at a precision, on one worker and on three, and
// holds rows, tallies and series to those of a fixed batch of as many runs.
func TestUntilIsAFixedBatch(t *testing.T) {
	m := compiled(t, theatres())
	c := Config{Model: m, Seed: 5, First: 3, Workers: 1}
	p := planned(t, m, "capital.signed", 0.1, 30, 5000)
	got := mustRunUntil(t, t.Context(), c, p)
	runs := got.result.Runs
	if f := got.precision; !f.Met || *f.HalfWidth > 0.1 || f.Runs != runs || got.result.Interrupted || runs <= 30 || runs == 5000 {
		t.Fatalf("%d runs, %+v", runs, f)
	}
	whole := c
	whole.Runs = runs
	r, rows := mustRun(t, t.Context(), whole)
	c.Runs = runs
	if digest(t, c, got.result) != digest(t, whole, r) || !reflect.DeepEqual(got.result.Tally, r.Tally) {
		t.Errorf("what %d runs came to is not what a fixed batch of as many does", runs)
	}
	if a, b := byTable(t, got.rows), byTable(t, rows); !reflect.DeepEqual(a, b) {
		t.Error("rows differ")
	}
	c.Workers = 3
	if again := mustRunUntil(t, t.Context(), c, p); !reflect.DeepEqual(again.precision, got.precision) ||
		!reflect.DeepEqual(again.looks, got.looks) || digest(t, c, again.result) != digest(t, whole, r) {
		t.Error("three workers stop elsewhere, or come to something else")
	}
}

// byTable joins the rows of batches, table by table, however they were cut.
func byTable(t *testing.T, k *kept) [4][]json.RawMessage {
	t.Helper()
	var out [4][]json.RawMessage
	for i, text := range k.rows {
		var rows []json.RawMessage
		if err := json.Unmarshal([]byte(text), &rows); err != nil {
			t.Fatal(err)
		}
		out[i%4] = append(out[i%4], rows...)
	}
	return out
}

// TestLooks holds each look to the interval that a fixed batch of as many runs
// has at the level of a look, the last to what the precision says, and all but
// the last to not being narrow enough.
func TestLooks(t *testing.T) {
	m := compiled(t, theatres())
	for _, name := range []string{"capital.standing_180", "all.deals", `envoys."A. Developer".fell`, "sides.North.reliability", "capital.deal_day"} {
		c := Config{Model: m, Seed: 2}
		p := planned(t, m, name, 0.06, 40, 130)
		got := mustRunUntil(t, t.Context(), c, p)
		f := got.precision
		if f.Looks != len(got.looks) || f.Measure != name || f.LookLevel != stats.Pocock(p.sizes(), 0.95) {
			t.Errorf("%s: %d looks, %+v", name, len(got.looks), f)
		}
		for i, l := range got.looks {
			c.Runs = p.sizes()[i]
			r, err := Run(t.Context(), c)
			if err != nil {
				t.Fatal(err)
			}
			want := measureNamed(t, Summarize(Scenario{}, c, r, f.LookLevel), p.Target)
			if int(l.Runs) != c.Runs || l.Measure != name || int(l.N) != want.N ||
				!same(l.Value, want.Value) || !same(l.Low, want.Low) || !same(l.High, want.High) {
				t.Errorf("%s: look %d is %+v, want %+v", name, i+1, l, want)
			}
			if last := i == len(got.looks)-1; !last && (want.High-want.Low)/2 <= 0.04 {
				t.Errorf("%s: went on after look %d, %+v", name, i+1, want)
			} else if last && !sameEstimate(f.Estimate, want.Estimate) {
				t.Errorf("%s: ended with %+v, want %+v", name, f.Estimate, want)
			}
		}
	}
}

// measureNamed finds a measure in a summary by its parts.
func measureNamed(t *testing.T, s *Summary, x Target) Measure {
	t.Helper()
	lists := map[string]Measures{"all": s.All}
	for prefix, sections := range map[string][]Section{"": s.Talks, "envoys.": s.Envoys, "sides.": s.Sides} {
		for _, section := range sections {
			lists[prefix+nameOf(section.Name)] = section.Measures
		}
	}
	m, ok := lists[x.Name[:len(x.Name)-len(x.Key)-1]].Get(x.Key)
	if !ok {
		t.Fatalf("no %s in the summary", x.Name)
	}
	if m.Meaning != x.Meaning || m.Unit != x.Unit {
		t.Errorf("%s: %+v, in the summary %+v", x.Name, x, m)
	}
	return m
}

func same(x *float64, want float64) bool {
	return x == nil && math.IsNaN(want) || x != nil && *x == want
}

func sameEstimate(a, b stats.Estimate) bool {
	return fmt.Sprintf("%b", a) == fmt.Sprintf("%b", b) // NaN and all
}

// TestEveryTargetIsInTheSummary, and the summary has no measure that is none.
func TestEveryTargetIsInTheSummary(t *testing.T) {
	c := Config{Model: compiled(t, theatres()), Seed: 3, Runs: 30}
	r, err := Run(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	s := Summarize(Scenario{}, c, r, 0.9)
	n := len(s.All)
	for _, section := range slices.Concat(s.Talks, s.Envoys, s.Sides) {
		n += len(section.Measures)
	}
	list := Targets(c.Model)
	if len(list) != n {
		t.Errorf("%d targets, %d measures", len(list), n)
	}
	for _, x := range list {
		if m := measureNamed(t, s, x); !sameEstimate(x.of(r.Tally, 0.9), m.Estimate) {
			t.Errorf("%s: %+v, in the summary %+v", x.Name, x.of(r.Tally, 0.9), m.Estimate)
		}
		if found, err := FindTarget(c.Model, x.Name); err != nil || found.Name != x.Name {
			t.Errorf("%s: found %s, %v", x.Name, found.Name, err)
		}
	}
}

// TestDefaultTarget and the name of the only talk left out.
func TestDefaultTarget(t *testing.T) {
	s := theatres()
	if x, err := FindTarget(compiled(t, s), ""); err != nil || x.Name != "all.standing_365" {
		t.Errorf("%+v, %v", x.Name, err)
	}
	if _, err := FindTarget(compiled(t, s), "standing_365"); !errors.As(err, new(*MetricError)) {
		t.Errorf("a key of no talk: %v", err)
	}
	s.Talks, s.Deals, s.Envoys = s.Talks[:1], nil, s.Envoys[:3]
	s.Talks[0].Name = "the capital. Again"
	for _, name := range []string{"", "standing_365", `'the capital. Again'.standing_365`} {
		if x, err := FindTarget(compiled(t, s), name); err != nil || x.Name != `"the capital. Again".standing_365` {
			t.Errorf("%q: %+v, %v", name, x.Name, err)
		}
	}
}

// TestMaxEndsABatch that does not reach its aim, and one that has none.
func TestMaxEndsABatch(t *testing.T) {
	m := compiled(t, theatres())
	for _, half := range []float64{0.001, 0} {
		got := mustRunUntil(t, t.Context(), Config{Model: m}, planned(t, m, "capital.signed", half, 10, 100))
		f := got.precision
		if f.Met || got.result.Interrupted || got.result.Runs != 100 || f.Looks != f.MaxLooks || f.Runs != 100 || (f.Aim == nil) != (half == 0) {
			t.Errorf("half-width %v: %d runs, %+v", half, got.result.Runs, f)
		}
	}
}

// TestAMeasureWithoutLimitsIsNotMet: no deal of this scenario can be watched
// for a year.
func TestAMeasureWithoutLimitsIsNotMet(t *testing.T) {
	s := theatres()
	s.Clock.Horizon, s.Deals = 300, nil
	m := compiled(t, s)
	got := mustRunUntil(t, t.Context(), Config{Model: m}, planned(t, m, "capital.standing_365", 0.4, 10, 40))
	if f := got.precision; f.Met || f.HalfWidth != nil || f.Estimate.N != 0 || got.looks[0].Value != nil || got.looks[0].Low != nil {
		t.Errorf("%+v, %+v", f, got.looks)
	}
}

// TestCancelledUntil cancels in the midst of a segment: what is kept is a
// prefix, and the precision that of the looks before.
func TestCancelledUntil(t *testing.T) {
	m := compiled(t, theatres())
	for _, at := range []int{64, 550} {
		p := planned(t, m, "capital.signed", 0.0001, 500, 1_000_000)
		ctx, cancel := context.WithCancel(t.Context())
		c := Config{Model: m, Seed: 9, Workers: 1, Progress: func(done int) {
			if done >= at {
				cancel()
			}
		}}
		got := mustRunUntil(t, ctx, c, p)
		runs, f := got.result.Runs, got.precision
		before := 0
		for before < len(got.looks) && int(got.looks[before].Runs) <= runs {
			before++
		}
		if !got.result.Interrupted || runs < at || (before == 0) != (at == 64) || f.Met || f.Looks != before || before != len(got.looks) || f.Runs > runs {
			t.Errorf("%d runs, %+v", runs, f)
		}
		if f.Looks == 0 && (f.Runs != 0 || f.HalfWidth != nil || !math.IsNaN(f.Estimate.Value)) {
			t.Errorf("before a look: %+v", f)
		}
		fixed := Config{Model: m, Seed: 9, Runs: runs}
		r, rows := mustRun(t, t.Context(), fixed)
		c.Runs = runs
		got.result.Interrupted = false
		if digest(t, c, got.result) != digest(t, fixed, r) || !reflect.DeepEqual(byTable(t, got.rows), byTable(t, rows)) {
			t.Errorf("cancelled after %d runs: not what a batch of as many does", runs)
		}
		cancel()
	}
}

// TestLooksArePlanned: the sizes of looks ascend from the first to the last, by
// at most half as many again but for rounding, and never closer than need be.
func TestLooksArePlanned(t *testing.T) {
	if got, want := (&Plan{Min: 500, Max: 4000}).sizes(), []int{500, 707, 1000, 1414, 2000, 2828, 4000}; !slices.Equal(got, want) {
		t.Errorf("looks at %v, want %v", got, want)
	}
	rapid.Check(t, func(t *rapid.T) {
		p := Plan{Min: rapid.IntRange(1, 1000).Draw(t, "min")}
		p.Max = p.Min + rapid.OneOf(rapid.IntRange(0, 50), rapid.IntRange(0, 1_000_000_000)).Draw(t, "more")
		sizes := p.sizes()
		if sizes[0] != p.Min || sizes[len(sizes)-1] != p.Max {
			t.Fatalf("from %d to %d: %v", p.Min, p.Max, sizes)
		}
		for i := 1; i < len(sizes); i++ {
			if a, b := sizes[i-1], sizes[i]; b <= a || float64(b)-0.5 > lookFactor*(float64(a)+0.5) {
				t.Fatalf("%v: %d follows %d", sizes, b, a)
			}
		}
		if most := 2 + int(math.Log(float64(p.Max)/float64(p.Min))/math.Log(lookFactor)); len(sizes) > most {
			t.Fatalf("%d looks, at most %d", len(sizes), most)
		}
	})
}

// TestPlansThatMakeNoSense are refused before a run is played.
func TestPlansThatMakeNoSense(t *testing.T) {
	m := compiled(t, theatres())
	share, excess := planned(t, m, "capital.signed", 0.1, 10, 20), planned(t, m, "capital.excess", 0.1, 10, 20)
	with := func(p Plan, half float64, least, most int) Plan {
		p.Half, p.Min, p.Max = half, least, most
		return p
	}
	for _, p := range []Plan{
		with(share, 0.1, 0, 20), with(share, 0.1, 21, 20), with(share, -0.1, 10, 20), with(share, math.NaN(), 10, 20),
		with(share, math.Inf(1), 10, 20), with(share, 0.5, 10, 20), with(excess, 1, 10, 20),
	} {
		if r, _, err := RunUntil(t.Context(), Config{Model: m}, p); err == nil || r != nil {
			t.Errorf("%+v was played", p)
		}
	}
	if _, _, err := RunUntil(t.Context(), Config{Model: m, Panel: NewPanel(m, nil, 20)}, share); err == nil {
		t.Error("a panel was accepted")
	}
	if _, _, err := RunUntil(t.Context(), Config{Model: m}, with(excess, 0.99, 10, 20)); err != nil {
		t.Error(err)
	}
}

// TestPrecisionAsJSON reads back what is written, known or not.
func TestPrecisionAsJSON(t *testing.T) {
	m := compiled(t, theatres())
	for _, p := range []Plan{planned(t, m, "capital.signed", 0.3, 5, 20), planned(t, m, "capital.signed", 0, 5, 5)} {
		want := mustRunUntil(t, t.Context(), Config{Model: m}, p).precision
		text, err := json.Marshal(&Summary{Precision: want})
		if err != nil {
			t.Fatal(err)
		}
		var got Summary
		if err := json.Unmarshal(text, &got); err != nil || !reflect.DeepEqual(got.Precision, want) {
			t.Errorf("%v: %s", err, text)
		}
	}
}
