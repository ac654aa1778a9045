package scenarios_test

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"backchannel/scenarios"
	"backchannel/sim"
	"backchannel/sim/study"
)

// TestExpectations reads what a scenario expects, and finds the scenarios that
// it is held against from wherever it is read.
func TestExpectations(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("main.toml", `
extends = "us-russia-2025"
[[expect]]
metric = "signed"
comparison = ">="
value = 0.9
why = "envoys open doors"
[[expect]]
metric = "envoys.Steve Witkoff.fell"
comparison = "<"
value = 1
versus = "us-russia-2025-envoys-only"
[[expect]]
value = -30
comparison = "<="
metric = "all.deal_day"
versus = "sub/other.toml"
`)
	write("sub/other.toml", "extends = \"us-russia-2025\"\n")
	write("child.toml", "extends = \"main.toml\"\n[[expect]]\nmetric = \"signed\"\ncomparison = \">\"\nvalue = 0\nversus = \"main.toml\"")
	main := filepath.Join(dir, "main.toml")
	want := []scenarios.Expectation{
		{Metric: "signed", Comparison: scenarios.AtLeast, Value: 0.9, Why: "envoys open doors"},
		{Metric: "envoys.Steve Witkoff.fell", Comparison: scenarios.Less, Value: 1, Versus: "us-russia-2025-envoys-only"},
		{Metric: "all.deal_day", Comparison: scenarios.AtMost, Value: -30, Versus: filepath.Join(dir, "sub", "other.toml")},
	}
	s := load(t, main)
	if !slices.Equal(s.Expect, want) {
		t.Errorf("got %+v", s.Expect)
	}
	if got := s.Expect[1].String(); got != "envoys.Steve Witkoff.fell minus that of us-russia-2025-envoys-only < 1" {
		t.Error(got)
	}
	load(t, s.Expect[2].Versus)
	t.Run("an override leaves them", func(t *testing.T) {
		if got := load(t, main, "sides.Russia.clarity=0.9").Expect; !slices.Equal(got, want) {
			t.Errorf("got %+v", got)
		}
		if got, err := s.With(scenarios.Setting{Path: "sides.Russia.clarity", Value: 0.9}); err != nil || !slices.Equal(got.Expect, want) {
			t.Errorf("got %+v, %v", got, err)
		}
	})
	t.Run("they change no run", func(t *testing.T) {
		if base := load(t, "us-russia-2025"); base.Hash() != s.Hash() || len(scenarios.Diff(base, s)) > 0 {
			t.Error("an expectation is part of the hash")
		}
	})
	t.Run("the resolved file has those that stand alone", func(t *testing.T) {
		if got := reload(t, s).Expect; !slices.Equal(got, want[:2]) {
			t.Errorf("got %+v", got)
		}
		if text := string(s.Resolved()); !strings.Contains(text, "does not come along: all.deal_day minus that of other.toml <= -30\n") || strings.Contains(text, dir) {
			t.Error(text)
		}
	})
	t.Run("who extends the scenario does not take them over", func(t *testing.T) {
		child := []scenarios.Expectation{{Metric: "signed", Comparison: scenarios.More, Versus: main}}
		if got := load(t, filepath.Join(dir, "child.toml")).Expect; !slices.Equal(got, child) {
			t.Errorf("got %+v", got)
		}
		write("silent.toml", "extends = [\"us-russia-2025\", \"main.toml\"]")
		if got := load(t, filepath.Join(dir, "silent.toml")).Expect; got != nil {
			t.Errorf("got %+v", got)
		}
	})
	t.Run("two that refer to each other are no loop", func(t *testing.T) {
		for one, other := range map[string]string{"a.toml": "./b.toml", "b.toml": "a.toml"} {
			write(one, "extends = \"us-russia-2025\"\n[[expect]]\nmetric = \"signed\"\ncomparison = \">\"\nvalue = 0\nversus = \""+other+"\"")
		}
		t.Chdir(dir)
		if got := load(t, load(t, "a.toml").Expect[0].Versus).Expect[0].Versus; got != "a.toml" {
			t.Error(got)
		}
	})
}

// TestHolds: the comparisons are those of arithmetic, and nothing is known of
// what is not a number.
func TestHolds(t *testing.T) {
	t.Parallel()
	for c, want := range map[scenarios.Comparison][3]bool{
		scenarios.Less: {true, false, false}, scenarios.AtMost: {true, true, false},
		scenarios.More: {false, false, true}, scenarios.AtLeast: {false, true, true},
		"": {}, "=": {},
	} {
		for i, x := range []float64{-1, 0, 1} {
			if c.Holds(x, 0) != want[i] {
				t.Errorf("%g %s 0 is %v", x, c, !want[i])
			}
		}
		if c.Holds(math.NaN(), 0) || c.Holds(0, math.NaN()) {
			t.Errorf("NaN %s 0", c)
		}
	}
}

// TestMetricsCanBeExpected: whatever figure a study has of a scenario of the
// library can be expected there, under the name that the study gives it.
func TestMetricsCanBeExpected(t *testing.T) {
	t.Parallel()
	for _, name := range scenarios.Names() {
		m, err := sim.Compile(load(t, name).Sim)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		b.WriteString("extends = \"" + name + "\"\n")
		list := study.Metrics(m)
		for _, x := range list[:min(len(list), 200)] {
			b.WriteString("[[expect]]\nmetric = '" + x.Name + "'\ncomparison = \">\"\nvalue = 0\n")
		}
		s, err := scenarios.Load("-", scenarios.Options{Stdin: strings.NewReader(b.String())})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, e := range s.Expect {
			if _, err := study.FindMetric(m, e.Metric); err != nil {
				t.Error(err)
			}
		}
	}
}
