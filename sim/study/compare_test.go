package study

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"backchannel/sim"
)

// armOf plays a scenario for a comparison.
func armOf(t *testing.T, name string, s *sim.Scenario, seed uint64, runs int) Arm {
	t.Helper()
	m := compiled(t, s)
	var metrics []Metric
	for _, n := range Headline(m) {
		x, err := FindMetric(m, n)
		if err != nil {
			t.Fatal(err)
		}
		metrics = append(metrics, x)
	}
	p := NewPanel(m, metrics, runs)
	if _, err := Run(t.Context(), Config{Model: m, Seed: seed, Runs: runs, Panel: p}); err != nil {
		t.Fatal(err)
	}
	return Arm{Name: name, What: Scenario{Name: name, SHA256: fingerprint(t, m)}, Model: m, Panel: p}
}

// fingerprint tells whether two scenarios play the same runs, as their hash does.
func fingerprint(t *testing.T, m *sim.Model) string {
	t.Helper()
	text := fmt.Sprintf("%+v", m.Scenario())
	return fmt.Sprintf("%x", sha256.Sum256([]byte(text)))
}

func compared(t *testing.T, arms ...Arm) *Comparison {
	t.Helper()
	c, err := Compare(arms, CompareConfig{Seed: 3, Level: 0.95})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestAScenarioDoesNotDifferFromItself compares a scenario with itself, and
// with copies in which nothing has changed that takes part in anything: every
// difference is exactly 0, and no test finds one.
func TestAScenarioDoesNotDifferFromItself(t *testing.T) {
	const runs = 120
	base := armOf(t, "base", theatres(), 3, runs)
	reordered := theatres()
	slices.Reverse(reordered.Talks)
	slices.Reverse(reordered.Envoys)
	slices.Reverse(reordered.Corps)
	crowded := theatres()
	crowded.Envoys = append(crowded.Envoys, filled(sim.EnvoyParams(), sim.Envoy{Name: "idler", Side: "South"}))
	crowded.Sides = append(crowded.Sides, filled(sim.SideParams(), sim.Side{Name: "Island", Ideal: []float64{0, 1, 0}, Weight: []float64{0.2, 0.4, 0.4}}))
	for i := range crowded.Sides {
		x := &crowded.Sides[i]
		x.Reliability = append(slices.Clone(x.Reliability[:3]), x.Reliability[0])
	}
	for i := range crowded.Talks {
		crowded.Talks[i].Reservation = append(slices.Clone(crowded.Talks[i].Reservation), math.NaN())
	}
	crowded.Sides[3].Reliability = slices.Repeat(crowded.Sides[0].Reliability[:1], 4)
	crowded.Corps = append(crowded.Corps, filled(sim.CorpsParams(), sim.Corps{Name: "idle office", Side: "East"}))
	c := compared(t, base, armOf(t, "same", theatres(), 3, runs), armOf(t, "reordered", reordered, 3, runs), armOf(t, "crowded", crowded, 3, runs))
	for _, d := range c.Rows {
		if d.Baseline.N == 0 {
			continue
		}
		if d.Difference.Value != 0 || d.Arm != "crowded" && (d.Difference.Low != 0 || d.Difference.High != 0) || d.P != 1 || d.Adjusted != 1 {
			t.Errorf("%s, %s: %+v, p %v", d.Arm, d.Metric, d.Difference, d.P)
		}
	}
	for _, x := range c.Crosstabs {
		if x.OnlyArm != 0 || x.OnlyBaseline != 0 || x.P != 1 || x.Both+x.Neither != runs {
			t.Errorf("%+v", x)
		}
	}
	for _, x := range c.Turned {
		if len(x.Broke)+len(x.Held) != 0 {
			t.Errorf("%+v", x)
		}
	}
	for _, said := range c.InWords {
		if !strings.HasPrefix(said.InShort, "no clear difference") || len(said.Clear) != 0 || len(said.Unclear) < 10 {
			t.Errorf("said %+v", said)
		}
	}
}

// TestTheComparisonIsWhatTheRunsSay works a comparison out again from the
// runs of either arm.
func TestTheComparisonIsWhatTheRunsSay(t *testing.T) {
	const runs = 400
	clear := theatres()
	for i := range clear.Sides {
		clear.Sides[i].Clarity = 0.9
	}
	a, b := armOf(t, "vague", theatres(), 3, runs), armOf(t, "clear", clear, 3, runs)
	c := compared(t, a, b)
	if c.Runs != runs || c.Arms[1].Name != "clear" {
		t.Errorf("%+v", c.Arms)
	}
	checked := 0
	for _, d := range c.Rows {
		i := a.Panel.index(d.Metric)
		if i < 0 {
			continue // of survival
		}
		mean := func(p *Panel) float64 {
			var top, bottom float64
			for run := range runs {
				top, bottom = top+p.Top[i][run], bottom+p.Bottom[i][run]
			}
			return top / bottom
		}
		if want := mean(b.Panel) - mean(a.Panel); math.Abs(d.Difference.Value-want) > 1e-12 {
			t.Errorf("%s: %v, want %v", d.Metric, d.Difference.Value, want)
		}
		if d.Adjusted < d.P {
			t.Errorf("%s: adjusted %v below %v", d.Metric, d.Adjusted, d.P)
		}
		checked++
	}
	if checked < 10 {
		t.Errorf("%d metrics", checked)
	}
	held, broke := 0, 0
	for _, x := range c.Turned {
		held, broke = held+len(x.Held), broke+len(x.Broke)
		talk := a.talk(x.Talk)
		for _, run := range x.Held {
			if before, after := a.Panel.First[talk][run], b.Panel.First[talk][run]; before.Life >= 365 || after.Life < 365 {
				t.Errorf("run %d: %+v, then %+v", run, before, after)
			}
		}
	}
	if held == 0 || broke == 0 {
		t.Errorf("%d runs held, %d broke: nothing was checked", held, broke)
	}
}

// TestAComparisonSurvivesJSON writes a comparison and reads it back.
func TestAComparisonSurvivesJSON(t *testing.T) {
	never := theatres()
	for i := range never.Talks {
		never.Talks[i].MeetingEvery, never.Talks[i].ContactEvery = math.Inf(1), math.Inf(1)
	}
	never.Clock.Horizon = 300
	c := compared(t, armOf(t, "a", theatres(), 3, 40), armOf(t, "never", never, 3, 40))
	text, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	var back Comparison
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatal(err)
	}
	again, err := json.Marshal(&back)
	if err != nil || string(again) != string(text) {
		t.Errorf("%v\n%s\n%s", err, text, again)
	}
	codes := map[string]bool{}
	for _, w := range c.Warnings {
		codes[w.Code] = true
	}
	if want := map[string]bool{"few_runs": true, "no_deals": true, "few_deals": true, "horizon": true}; !reflect.DeepEqual(codes, want) {
		t.Errorf("warnings %+v", c.Warnings)
	}
}

// TestArmsAreComparedOnWhatTheyShare compares scenarios of other talks, sides
// and issues.
func TestArmsAreComparedOnWhatTheyShare(t *testing.T) {
	alone := theatres()
	alone.Talks, alone.Deals, alone.Envoys = alone.Talks[:1], nil, alone.Envoys[:3]
	alone.Talks[0].Issues = []string{"war"}
	c := compared(t, armOf(t, "both", theatres(), 3, 150), armOf(t, "alone", alone, 3, 150))
	for _, d := range c.Rows {
		if !strings.HasPrefix(d.Metric, "capital.") {
			t.Errorf("%s is compared", d.Metric)
		}
	}
	codes := map[string]string{}
	for _, w := range c.Warnings {
		codes[w.Code] = w.Text
	}
	if !strings.Contains(codes["talks"], "frontier") || !strings.Contains(codes["issues"], "war") {
		t.Errorf("warnings %+v", c.Warnings)
	}
	if _, err := Compare([]Arm{armOf(t, "a", theatres(), 3, 5)}, CompareConfig{}); err == nil {
		t.Error("one arm was compared")
	}
	if _, err := Compare([]Arm{armOf(t, "a", theatres(), 3, 5), armOf(t, "b", theatres(), 3, 6)}, CompareConfig{Level: 0.95}); err == nil {
		t.Error("5 runs were held against 6")
	}
}
