package study

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"backchannel/sim"
)

// TestMetricsAreTheMeasures plays a batch and holds every metric, summed over
// its runs, to the measure of the same name, which is worked out otherwise.
func TestMetricsAreTheMeasures(t *testing.T) {
	m := compiled(t, theatres())
	c := Config{Model: m, Seed: 5, First: 40, Runs: 300, Workers: 2, Panel: NewPanel(m, Metrics(m), 300)}
	r, err := Run(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	s := Summarize(Scenario{}, c, r, 0.95)
	measures := map[string]Measure{}
	add := func(of string, list Measures) {
		for _, x := range list {
			measures[of+"."+x.Key] = x
		}
	}
	add("all", s.All)
	for _, x := range s.Talks {
		add(x.Name, x.Measures)
	}
	for _, x := range s.Envoys {
		add("envoys."+nameOf(x.Name), x.Measures)
	}
	for _, x := range s.Sides {
		add("sides."+x.Name, x.Measures)
	}
	found := 0
	for i, x := range c.Panel.Metrics {
		if x.Meaning == "" || x.Unit == "" || x.Sample == "" {
			t.Errorf("%s has no words: %+v", x.Name, x)
		}
		top, bottom := 0.0, 0.0
		for run := range c.Panel.Runs() {
			top, bottom = top+c.Panel.Top[i][run], bottom+c.Panel.Bottom[i][run]
		}
		want, ok := measures[x.Name]
		if !ok {
			continue
		}
		found++
		if got := top / bottom; math.Abs(got-want.Value) > 1e-7 || int(bottom) != want.N {
			t.Errorf("%s: %v of %v, measured %v of %d", x.Name, got, bottom, want.Value, want.N)
		}
	}
	// All but medians of times and what allows for censoring, which are no means
	// over runs, are metrics too.
	for name, x := range measures {
		other := slices.Contains([]string{"understanding_day", "deal_day", "median_life", "restricted_life_365", "all_standing_365"}, x.Key)
		if !other && !slices.ContainsFunc(Metrics(m), func(y Metric) bool { return y.Name == name }) {
			t.Errorf("no metric for measure %s", name)
		}
	}
	if found < 60 {
		t.Errorf("only %d metrics are measures", found)
	}
}

// TestPanelIsTheSameForAnyWorkers holds run i of the panel to a replay of run i
// alone.
func TestPanelIsTheSameForAnyWorkers(t *testing.T) {
	m := compiled(t, theatres())
	p := NewPanel(m, Metrics(m), 150)
	if _, err := Run(t.Context(), Config{Model: m, Seed: 8, First: 3, Runs: 150, Workers: 2, Panel: p}); err != nil {
		t.Fatal(err)
	}
	e := sim.NewEngine(m)
	for _, run := range []int{0, 1, 77, 149} {
		o := e.Run(8, uint64(run+3))
		for i, x := range p.Metrics {
			if top, bottom := x.Of(m, o); top != p.Top[i][run] || bottom != p.Bottom[i][run] {
				t.Errorf("run %d, %s: %v/%v, alone %v/%v", run, x.Name, p.Top[i][run], p.Bottom[i][run], top, bottom)
			}
		}
	}
}

// TestFindMetric looks metrics up by name.
func TestFindMetric(t *testing.T) {
	s := theatres()
	m := compiled(t, s)
	for _, name := range []string{
		"capital.standing_365", "all.signed", `envoys."A. Developer".fell`, "sides.North.honoured", "frontier.in_force_250", "capital.in_force_end",
	} {
		x, err := FindMetric(m, name)
		if err != nil || !strings.HasSuffix(strings.ReplaceAll(name, `"`, ""), x.Key) || x.Meaning == "" {
			t.Errorf("%s: %+v, %v", name, x, err)
		}
	}
	for name, hint := range map[string]string{
		"standing_365": "capital", "capital.stands": "standing_365", "nowhere.signed": "frontier", "capital.in_force_-1": "in_force_end",
		"a..b": "empty", "capital.in_force_2.5": "all", `capital."in_force_2.5"`: "in_force_end",
	} {
		if _, err := FindMetric(m, name); err == nil || !strings.Contains(err.Error(), hint) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := FindMetric(m, "x.y"); !errors.As(err, new(*MetricError)) {
		t.Errorf("%T", err)
	}
	s.Talks, s.Deals = s.Talks[:1], nil
	s.Envoys = s.Envoys[:3]
	if x, err := FindMetric(compiled(t, s), "standing_365"); err != nil || x.Name != "capital.standing_365" {
		t.Errorf("of the only talk: %+v, %v", x, err)
	}
}
