package scenarios_test

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"backchannel/scenarios"
	"backchannel/sim"
)

// TestWithIsLoadWithSet: numbers set in memory come to what the same overrides
// come to when a file is read, accepted or refused.
func TestWithIsLoadWithSet(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		s := scenario(rt)
		hash := s.Hash()
		b := again(rt, s)
		redraw(rt, b.Sim)
		b.Sim.Clock.Horizon = rapid.SampledFrom([]float64{1, 400, b.Sim.Clock.Horizon}).Draw(rt, "horizon")
		var settings []scenarios.Setting
		var set []string
		for _, c := range scenarios.Diff(s, b) {
			v, err := strconv.ParseFloat(strings.TrimRight(c.New, "adehqrty()/sw"), 64)
			if strings.HasSuffix(c.New, "h") {
				v /= 24
			}
			if err != nil || c.Unit == "" {
				continue // never, or a calendar that was cut
			}
			settings = append(settings, scenarios.Setting{Path: c.Path, Value: v})
			set = append(set, c.Path+"="+c.New)
		}
		want, wantErr := scenarios.Load("-", scenarios.Options{Stdin: bytes.NewReader(s.Resolved()), Set: set})
		got, err := s.With(settings...)
		if (err == nil) != (wantErr == nil) {
			rt.Fatalf("With: %v, Load: %v", err, wantErr)
		}
		if err == nil && (got.Hash() != want.Hash() || len(settings) > 0 && got.Hash() == hash) {
			rt.Fatalf("With and Load differ in %v", scenarios.Diff(got, want))
		}
		if s.Hash() != hash {
			rt.Fatal("setting numbers changed the original")
		}
	})
}

// TestWithSaysWhatIsWrong holds errors to the word.
func TestWithSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	s := load(t, "us-russia-2025")
	for _, c := range []struct {
		path  string
		value float64
		want  string
	}{
		{"sides.Rusia.clarity", 0.5, "path \"sides.Rusia.clarity\": there is no \"Rusia\" in sides; did you mean `Russia`?"},
		{"sides.Russia.clarity", 2, "sides.Russia.clarity is out of range"},
		{"sides.Russia.clarity", math.NaN(), "sides.Russia.clarity is out of range"},
		{"sides.Russia.principal", 1, "sides.Russia.principal is not a number"},
		{"sides.Russia.weight", 1, `path "sides.Russia.weight" leads to a table; add a name from issues`},
		{"sides.Russia.reliability.Russia", 0.5, "`Russia` says how reliable it holds itself"},
		{"issues.arctic.irritant", 0.5, "`arctic` is a sweetener, which irritates no one"},
		{"clock.tick", 1.0 / 24, ""},
		{"clock.horizon", 36525, ""},
		{"clock.horizon", 1, ""},
		{"title", 1, "path \"title\": no such entry; there are"},
		{"", 1, `path "": a part is empty`},
	} {
		_, err := s.With(scenarios.Setting{Path: c.path, Value: c.value})
		problems, ok := errors.AsType[scenarios.Problems](err)
		switch {
		case c.want == "":
			if err != nil {
				t.Errorf("%s=%g: %v", c.path, c.value, err)
			}
		case !ok || !strings.HasPrefix(problems[0].What, c.want):
			t.Errorf("%s=%g: %v", c.path, c.value, err)
		default:
			wellFormed(t, problems[0])
		}
	}
	if _, err := s.With(scenarios.Setting{Path: "clock.tick", Value: 1.0 / 24}, scenarios.Setting{Path: "clock.horizon", Value: 36525}); err == nil {
		t.Error("a run of 876,600 ticks is let pass")
	}
	var none []scenarios.Setting
	for _, name := range []string{"ceasefire", "territory", "guarantees", "sanctions", "arctic", "resources", "space"} {
		none = append(none, scenarios.Setting{Path: "sides.Russia.weight." + name, Value: 0})
	}
	if _, err := s.With(none...); err == nil || !strings.Contains(err.Error(), "gives no weight to any issue") {
		t.Errorf("no weight at all: %v", err)
	}
}

// TestAssumptionsCanBeDrawn: whatever is drawn from the plausible ranges is a
// scenario, and the value that a scenario has is in its range.
func TestAssumptionsCanBeDrawn(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		s := scenario(rt)
		draws := rand.New(rand.NewPCG(1, rapid.Uint64().Draw(rt, "seed")))
		drawn(rt, s, func(a scenarios.Assumption) float64 { return a.Low })
		drawn(rt, s, func(a scenarios.Assumption) float64 { return a.High })
		drawn(rt, s, func(a scenarios.Assumption) float64 {
			if a.Log {
				return min(a.High, max(a.Low, a.Low*math.Pow(a.High/a.Low, draws.Float64())))
			}
			return a.Low + (a.High-a.Low)*draws.Float64()
		})
		same := drawn(rt, s, func(a scenarios.Assumption) float64 { return a.Value })
		if same.Hash() != s.Hash() {
			rt.Fatalf("the values listed are not those of the scenario: %v", scenarios.Diff(s, same))
		}
	})
}

// TestEveryAssumptionOfTheLibrary: of scenarios whose weights sum to 1, numbers
// at either end of their ranges, weights among them, are let pass, and come to
// what overrides come to.
func TestEveryAssumptionOfTheLibrary(t *testing.T) {
	t.Parallel()
	for _, name := range scenarios.Names() {
		s := load(t, name)
		for end, of := range map[string]func(scenarios.Assumption) float64{
			"low": func(a scenarios.Assumption) float64 { return a.Low }, "high": func(a scenarios.Assumption) float64 { return a.High },
		} {
			got := drawn(t, s, of)
			var set []string
			for _, c := range scenarios.Diff(s, got) {
				if c.Of == "correlate" || strings.HasPrefix(c.Old, "the same as ") {
					continue // it follows
				}
				set = append(set, c.Path+"="+c.New)
			}
			moved := slices.DeleteFunc(s.Assumptions(), func(a scenarios.Assumption) bool { return of(a) == a.Value }) // a position at its end
			if len(set) != len(moved) || len(moved) < 100 {
				t.Errorf("%s: %d numbers of %d are another at the %s end", name, len(set), len(moved), end)
			}
			if load(t, name, set...).Hash() != got.Hash() {
				t.Errorf("%s: set to the %s ends, With and Load differ", name, end)
			}
		}
	}
}

func drawn(rt rapid.TB, s *scenarios.Scenario, draw func(scenarios.Assumption) float64) *scenarios.Scenario {
	var settings []scenarios.Setting
	for _, a := range s.Assumptions() {
		if v := draw(a); v < a.Low || v > a.High || a.Value < a.Low || a.Value > a.High || a.Low >= a.High || a.Log && a.Low <= 0 {
			rt.Fatalf("%v: %g", a, v)
		} else {
			settings = append(settings, scenarios.Setting{Path: a.Path, Value: v})
		}
	}
	out, err := s.With(settings...)
	if err != nil {
		rt.Fatal(err)
	}
	if _, err := sim.Compile(out.Sim); err != nil {
		rt.Fatal(err)
	}
	return out
}

// TestAssumptionsOfTheShowcase: what may vary is what is uncertain, and is
// told in the order of the tables.
func TestAssumptionsOfTheShowcase(t *testing.T) {
	t.Parallel()
	list := load(t, "us-russia-2025").Assumptions()
	var paths []string
	ranges := map[string]string{}
	for _, a := range list {
		paths = append(paths, a.Path)
		ranges[a.Path] = fmt.Sprintf("%.4g in %.4g to %.4g %s, log %v", a.Value, a.Low, a.High, a.Unit, a.Log)
	}
	for path, want := range map[string]string{
		"sides.Russia.clarity":               "0.2 in 0.1 to 0.3 share, log false",
		"sides.Russia.reservation":           "0.69 in 0.64 to 0.74 share, log false",
		`sides."United States".drift`:        "0.12 in 0.06 to 0.24 per √year, log true",
		"talks.ukraine.meeting.every":        "28 in 14 to 56 days, log true",
		"envoys.Witkoff.fall_rate":           "0.35 in 0.25 to 0.56 per year, log true",
		`corps."Foreign Ministry".leak_rate`: "1.5 in 0.75 to 3 per year, log true",
		"clock.horizon":                      "",
		"clock.tick":                         "",
		"issues.arctic.irritant":             "",
		"talks.ukraine.optimism":             "",
		"envoys.Witkoff.bias.arctic":         "",
		"reputation.prior":                   "0.6 in 0.4 to 0.8 share, log false",
	} {
		if ranges[path] != want {
			t.Errorf("%s: %s, want %s", path, ranges[path], want)
		}
	}
	if !slices.Equal(paths[:2], []string{"issues.arctic.status_quo", "issues.ceasefire.status_quo"}) || paths[len(paths)-1] != "reputation.scapegoat" || len(paths) < 100 {
		t.Errorf("%d: %q", len(paths), paths)
	}
}

func BenchmarkWith(b *testing.B) {
	for _, name := range []string{"us-russia-2025", "kremlin-2025"} {
		s := load(b, name)
		var settings []scenarios.Setting
		var set []string
		for _, a := range s.Assumptions() {
			settings = append(settings, scenarios.Setting{Path: a.Path, Value: a.Low})
			text, err := s.Get(a.Path)
			if err != nil {
				b.Fatal(err)
			}
			set = append(set, a.Path+"="+text)
		}
		b.Run(fmt.Sprintf("%s, %d numbers", name, len(settings)), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := s.With(settings...); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("%s, loaded anew", name), func(b *testing.B) {
			for b.Loop() {
				load(b, name, set...)
			}
		})
	}
}
