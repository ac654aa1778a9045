package study

import (
	"encoding/json"
	"math"
	"reflect"
	"slices"
	"testing"

	"backchannel/sim"
	"backchannel/sim/stats"
)

// TestTalliesMergeExactly deals the runs of a batch to three tallies, merges
// them in every order and must get the tally of the whole.
func TestTalliesMergeExactly(t *testing.T) {
	m := compiled(t, theatres())
	engine := sim.NewEngine(m)
	const runs = 90
	whole := NewTally(m)
	for run := range uint64(runs) {
		whole.Add(engine.Run(2, run))
	}
	for _, order := range [][]int{{0, 1, 2}, {2, 0, 1}, {1, 2, 0}, {2, 1, 0}} {
		parts := []*Tally{NewTally(m), NewTally(m), NewTally(m)}
		for run := range uint64(runs) {
			parts[run*run%3].Add(engine.Run(2, run))
		}
		merged := NewTally(m)
		for _, i := range order {
			if err := merged.Merge(parts[i]); err != nil {
				t.Fatal(err)
			}
		}
		if !reflect.DeepEqual(merged, whole) {
			t.Errorf("order %v: the merged tally is not that of the whole", order)
		}
	}
	if whole.Runs() != runs {
		t.Errorf("%d runs", whole.Runs())
	}
}

func TestTalliesOfOtherShapesDoNotMerge(t *testing.T) {
	s := theatres()
	s.Clock.Horizon = 500
	for _, other := range []*sim.Scenario{s, {
		Clock: s.Clock, Rules: s.Rules, Issues: s.Issues, Sides: s.Sides, Envoys: s.Envoys[:3],
		Talks: s.Talks[:1], Corps: s.Corps,
	}} {
		if err := NewTally(compiled(t, theatres())).Merge(NewTally(compiled(t, other))); err == nil {
			t.Error("tallies of different scenarios were merged")
		}
	}
}

// sample is all the outcomes of some runs, copied.
func sample(m *sim.Model, runs uint64) []sim.Outcome {
	var out []sim.Outcome
	for run := range runs {
		o := sim.NewEngine(m).Run(3, run)
		out = append(out, *o) // an engine each, so nothing is overwritten
	}
	return out
}

// firstDeal is the first deal of a talk; nil if there is none.
func firstDeal(o *sim.Outcome, talk int) *sim.DealOutcome {
	for i := range o.Deals {
		if o.Deals[i].Talk == talk && o.Deals[i].Number == 1 {
			return &o.Deals[i]
		}
	}
	return nil
}

// TestMeasuresCountedByHand works out measures from the outcomes in the most
// obvious way.
func TestMeasuresCountedByHand(t *testing.T) {
	m := compiled(t, theatres())
	c := Config{Model: m, Seed: 3, Runs: 120, Workers: 2}
	r, err := Run(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	outcomes := sample(m, 120)
	s := Summarize(Scenario{}, c, r, 0.95)
	for talk, section := range s.Talks {
		var signed, eligible, stood, misread, withDeal int
		var excess, honoured, leaks, life []float64
		var least, most float64 // days stood of the first 365, of all first deals
		for i := range outcomes {
			o := &outcomes[i]
			new := 0
			for j := range o.Deals {
				if o.Deals[j].Talk == talk && o.Deals[j].Route != sim.AtStart {
					new = 1
				}
			}
			signed += new
			tk := o.Talks[talk]
			excess, leaks = append(excess, tk.MeanExcess), append(leaks, float64(tk.Leaks))
			d := firstDeal(o, talk)
			if d == nil {
				continue
			}
			withDeal++
			life = append(life, d.Life())
			stands := min(d.Life(), 365)
			least, most = least+stands, most+stands
			if d.Cause == sim.Standing {
				most += 365 - stands
			}
			honoured = append(honoured, tk.HonouredTime/tk.PromisedTime)
			if d.Day <= 600-365 {
				eligible++
				if d.Life() >= 365 {
					stood++
				} else if d.Cause == sim.Misread {
					misread++
				}
			}
		}
		if signed == 0 || eligible == 0 || talk == 0 && misread == 0 || stood == 0 {
			t.Fatalf("talk %s: the sample tells nothing: %d signed, %d watched, %d stood, %d misread", section.Name, signed, eligible, stood, misread)
		}
		expect(t, section, "signed", stats.Wilson(signed, 120, 0.95))
		expect(t, section, "standing_365", stats.Wilson(stood, eligible, 0.95))
		expect(t, section, "ended_misread_365", stats.Wilson(misread, eligible, 0.95))
		expect(t, section, "excess", mean(nil, excess))
		expect(t, section, "honoured", mean(stats.BoundedMean, honoured))
		expect(t, section, "leaks", mean(stats.CountMean, leaks))
		// The censored may have ended at once or stood for the rest of the year; ends
		// count at the close of their day.
		if m, ok := section.Measures.Get("restricted_life_365"); !ok || m.N != withDeal || !(m.Low < m.Value && m.Value < m.High) ||
			m.Value < least/float64(withDeal) || m.Value > most/float64(withDeal)+1 {
			t.Errorf("talk %s: %+v, want %v to %v", section.Name, m, least/float64(withDeal), most/float64(withDeal)+1)
		}
		if n := r.Tally.FirstLives(talk).N(); n != withDeal || n != len(life) {
			t.Errorf("talk %s: %d first lives, want %d", section.Name, n, withDeal)
		}
	}
}

// TestPeopleCountedByHand does the same for envoys, sides and all talks.
func TestPeopleCountedByHand(t *testing.T) {
	m := compiled(t, theatres())
	c := Config{Model: m, Seed: 3, Runs: 80}
	r, err := Run(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	s := Summarize(Scenario{}, c, r, 0.95)
	fell, broken := 0, []float64{}
	var standing, falls, stood []float64
	for _, o := range sample(m, 80) {
		n := 0.0
		for _, e := range o.Envoys {
			if e.Fell {
				n++
			}
			if e.Generation == 0 && e.Person == 0 {
				standing = append(standing, e.Standing)
				if e.Fell {
					fell++
				}
			}
		}
		falls = append(falls, n)
		if side := o.Sides[1]; side.Signed > 0 {
			broken = append(broken, float64(side.Broken)/float64(side.Signed))
		}
		watched, up := 0.0, 0.0
		for talk := range o.Talks {
			if d := firstDeal(&o, talk); d != nil && d.Day <= 420 {
				watched++
				if d.Life() >= 180 {
					up++
				}
			}
		}
		if watched > 0 {
			stood = append(stood, up/watched)
		}
	}
	if names := sectionNames(s.Envoys); !slices.Equal(names, []string{"banker", "A. Developer", "guest"}) {
		t.Fatalf("envoys %v", names) // the cousin waits for the banker's fall
	}
	expect(t, s.Envoys[0], "fell", stats.Wilson(fell, 80, 0.95))
	expect(t, s.Envoys[0], "standing", mean(stats.BoundedMean, standing))
	expect(t, s.Sides[1], "broken", mean(stats.BoundedMean, broken))
	all := Section{"all", s.All}
	expect(t, all, "falls", mean(stats.CountMean, falls))
	expect(t, all, "standing_180", mean(stats.BoundedMean, stood))
}

func sectionNames(list []Section) []string {
	var names []string
	for _, s := range list {
		names = append(names, s.Name)
	}
	return names
}

// interval is how the limits of a mean are found.
type interval func(value, stdErr, freedom float64, n int, level float64) stats.Estimate

// mean is the mean of values, with limits of that kind, or Student's for nil.
func mean(limits interval, xs []float64) stats.Estimate {
	var m stats.Moments
	for _, x := range xs {
		m.Add(x)
	}
	e := m.Mean(0.95)
	if limits != nil {
		return limits(e.Value, m.StdErr(), float64(len(xs)-1), len(xs), 0.95)
	}
	if slices.Min(xs) == slices.Max(xs) {
		e.Low, e.High = math.NaN(), math.NaN() // no spread, no limits
	}
	return e
}

func expect(t *testing.T, s Section, key string, want stats.Estimate) {
	t.Helper()
	got, ok := s.Measures.Get(key)
	if !ok {
		t.Errorf("%s: no measure %s", s.Name, key)
		return
	}
	same := func(a, b float64) bool { return math.IsNaN(a) && math.IsNaN(b) || math.Abs(a-b) < 1e-7 }
	if got.N != want.N || !same(got.Value, want.Value) || !same(got.Low, want.Low) || !same(got.High, want.High) {
		t.Errorf("%s, %s: %+v, want %+v", s.Name, key, got.Estimate, want)
	}
}

// TestSharesOfAWatchAddUp: what was watched for a year stood or ended, of one
// cause.
func TestSharesOfAWatchAddUp(t *testing.T) {
	c := Config{Model: compiled(t, theatres()), Runs: 100}
	r, err := Run(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	for _, talk := range Summarize(Scenario{}, c, r, 0.95).Talks {
		sum := 0.0
		for _, m := range talk.Measures {
			if m.Key == "standing_365" || len(m.Key) > 11 && m.Key[:6] == "ended_" {
				sum += m.Value
			}
		}
		if math.Abs(sum-1) > 1e-12 {
			t.Errorf("talk %s: shares add up to %v", talk.Name, sum)
		}
	}
}

// TestMeasuresAreNamed: keys are unique, stable in form, and every measure
// says what it is and what it rests on.
func TestMeasuresAreNamed(t *testing.T) {
	c := Config{Model: compiled(t, theatres()), Runs: 1}
	r, err := Run(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	s := Summarize(Scenario{}, c, r, 0.95)
	lists := []Measures{s.All}
	for _, sections := range [][]Section{s.Talks, s.Envoys, s.Sides} {
		for _, section := range sections {
			lists = append(lists, section.Measures)
		}
	}
	for _, f := range s.Forecasts {
		lists = append(lists, f.Measures)
	}
	for _, list := range lists {
		seen := map[string]bool{}
		for _, m := range list {
			if seen[m.Key] || m.Key == "" || m.Meaning == "" || m.Unit == "" || m.Sample == "" {
				t.Errorf("measure %+v", m)
			}
			seen[m.Key] = true
		}
	}
}

func TestSummaryAsJSON(t *testing.T) {
	c := Config{Model: compiled(t, theatres()), Seed: math.MaxUint64, Runs: 3}
	r, err := Run(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	want := Summarize(Scenario{Name: "theatres", SHA256: "00"}, c, r, 0.95)
	text, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got Summary
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	again, err := json.Marshal(&got)
	if err != nil || string(again) != string(text) {
		t.Errorf("read back and written again, it differs:\n%s\n%s", text, again)
	}
	if got.Seed != math.MaxUint64 || got.Talks[1].Measures[0].Key != want.Talks[1].Measures[0].Key {
		t.Error("the seed or the order of measures was lost")
	}
	for _, bad := range []string{`[1]`, `{"a": 3}`, `{"a": {"value": "x"}}`, `{"a"`} {
		if err := json.Unmarshal([]byte(bad), new(Measures)); err == nil {
			t.Errorf("%s was read as measures", bad)
		}
	}
}

// TestIntervalsStayPossible: of two runs, one of which honoured everything and
// one nothing, the t interval of the share reaches far beyond 0 and 1.
func TestIntervalsStayPossible(t *testing.T) {
	wild := stats.Estimate{Value: 0.5, Low: -5.9, High: 6.9, N: 2}
	for unit, want := range map[string][2]float64{
		aShare: {0, 1}, zeroToOne: {0, 1}, "-1 to 1": {-1, 1}, upToOne: {-5.9, 1}, aNumber: {0, 6.9}, inDays: {0, 6.9},
	} {
		if e := possible(wild, unit); e.Low != want[0] || e.High != want[1] || e.Value != 0.5 || e.N != 2 {
			t.Errorf("%s: %+v", unit, e)
		}
	}
	if e := possible(stats.Estimate{Low: math.NaN(), High: math.NaN()}, aShare); !math.IsNaN(e.Low) || !math.IsNaN(e.High) {
		t.Errorf("unknown limits became %+v", e)
	}
}
