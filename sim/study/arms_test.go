package study

import (
	"context"
	"encoding/json"
	"errors"
	"reflect"
	"testing"

	"backchannel/sim/record"
	"backchannel/sim/stats"
)

// armConfig plays a scenario into a panel and keeps the rows it writes.
func armConfig(t *testing.T, clarity float64, runs int) (Config, *[]string) {
	t.Helper()
	s := theatres()
	for i := range s.Sides {
		s.Sides[i].Clarity = clarity
	}
	m := compiled(t, s)
	var metrics []Metric
	for _, x := range Metrics(m) {
		if x.Name == "capital.signed" || x.Name == "capital.deals" || x.Name == "capital.life_180" {
			metrics = append(metrics, x)
		}
	}
	var rows []string
	return Config{
		Model: m, Seed: 5, First: 20, Runs: runs, Workers: 3, Panel: NewPanel(m, metrics, runs),
		Write: func(b *record.Batch) error {
			for _, list := range []any{b.Runs, b.Deals, b.Envoys, b.Sides} {
				text, err := json.Marshal(list)
				if err != nil {
					return err
				}
				rows = append(rows, string(text))
			}
			return nil
		},
	}, &rows
}

// TestArmsArePlayedAsIfAlone holds what PlayArms plays, sums up and writes of
// each arm to what Run does.
func TestArmsArePlayedAsIfAlone(t *testing.T) {
	const runs = 150
	vague, vagueRows := armConfig(t, 0.3, runs)
	clear, clearRows := armConfig(t, 0.8, runs)
	results, precision, err := PlayArms(t.Context(), []Config{vague, clear}, nil)
	if err != nil || precision != nil || len(results) != 2 {
		t.Fatal(results, precision, err)
	}
	for i, c := range []Config{vague, clear} {
		alone, rows := armConfig(t, []float64{0.3, 0.8}[i], runs)
		want, err := Run(t.Context(), alone)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(c.Panel.Top, alone.Panel.Top) || !reflect.DeepEqual(c.Panel.Bottom, alone.Panel.Bottom) {
			t.Errorf("arm %d: the panel is another", i)
		}
		for talk := range c.Panel.First {
			if !reflect.DeepEqual(c.Panel.Lives(talk), want.Tally.FirstLives(talk)) {
				t.Errorf("arm %d, talk %d: the lives are others", i, talk)
			}
		}
		if got := []*[]string{vagueRows, clearRows}[i]; !reflect.DeepEqual(*got, *rows) {
			t.Errorf("arm %d: the rows are others", i)
		}
		got, _ := json.Marshal(Summarize(Scenario{}, c, results[i], stats.Level95))
		if text, _ := json.Marshal(Summarize(Scenario{}, alone, want, stats.Level95)); string(got) != string(text) {
			t.Errorf("arm %d: the summary is another", i)
		}
	}
}

// TestArmsArePlayedUntilTheDifferenceIsKnown ends where the difference is known
// as well as asked for, at the first look where it is, in all arms.
func TestArmsArePlayedUntilTheDifferenceIsKnown(t *testing.T) {
	play := func(half float64, most int) (*Precision, []Config) {
		a, _ := armConfig(t, 0.3, most)
		b, _ := armConfig(t, 0.8, most)
		c, _ := armConfig(t, 0.5, most)
		configs := []Config{a, b, c}
		results, found, err := PlayArms(t.Context(), configs, &PairPlan{Metric: "capital.life_180", Half: half, Min: 60, Level: stats.Level95})
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range results {
			if r.Runs != found.Runs || configs[i].Panel.Runs() != found.Runs || r.Interrupted && found.Met {
				t.Fatalf("arm %d: %d runs, and %d at the last look", i, r.Runs, found.Runs)
			}
		}
		return found, configs
	}
	const half, most = 3, 2000
	found, configs := play(half, most)
	if !found.Met || found.Runs >= most || found.Runs <= 60 || *found.HalfWidth > half {
		t.Fatalf("%+v", found)
	}
	widest := func(runs int) float64 {
		w := 0.0
		for i := range configs[1:] {
			e := pairOf(configs[0].Panel.upTo("capital.life_180", runs), configs[i+1].Panel.upTo("capital.life_180", runs), found.LookLevel).Difference
			w = max(w, (e.High-e.Low)/2)
		}
		return w
	}
	if w := widest(found.Runs); w != *found.HalfWidth {
		t.Errorf("half-width %v, and of the worst arm %v", *found.HalfWidth, w)
	}
	p := Plan{Min: 60, Max: most}
	for i, size := range p.sizes() {
		if size >= found.Runs {
			if i+1 != found.Looks || size != found.Runs {
				t.Errorf("%d runs at look %d, planned %v", found.Runs, found.Looks, p.sizes())
			}
			break
		}
		if widest(size) <= half {
			t.Errorf("it was known at %d runs already", size)
		}
	}
	if found, _ := play(0.01, 100); found.Met || found.Runs != 100 {
		t.Errorf("%+v", found)
	}
}

// TestArmsThatAreNotOfTheSameRuns are refused, and an interrupted comparison
// has no result.
func TestArmsThatAreNotOfTheSameRuns(t *testing.T) {
	a, _ := armConfig(t, 0.3, 20)
	b, _ := armConfig(t, 0.3, 20)
	other := b
	other.Seed++
	later := b
	later.First++
	without := b
	without.Panel = nil
	for _, c := range []Config{other, later, without} {
		if _, _, err := PlayArms(t.Context(), []Config{a, c}, nil); err == nil {
			t.Errorf("%+v was played", c)
		}
	}
	for _, plan := range []PairPlan{
		{Metric: "capital.nothing", Half: 1, Min: 5, Level: 0.95},
		{Metric: "capital.signed", Half: 2, Min: 5, Level: 0.95},
		{Metric: "capital.signed", Half: 0.1, Min: 0, Level: 0.95},
	} {
		if _, _, err := PlayArms(t.Context(), []Config{a, b}, &plan); err == nil {
			t.Errorf("%+v was accepted", plan)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := PlayArms(ctx, []Config{a, b}, nil); !errors.Is(err, ErrAborted) {
		t.Errorf("cancelled: %v", err)
	}
}
