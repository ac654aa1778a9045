package scenarios_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"backchannel/scenarios"
	"backchannel/sim"
)

// FuzzLoad holds the reader to what must be true of any text: it ends with a
// scenario or with problems that are well formed; what it lets through can be
// compiled and played; and the resolved file is the same scenario.
func FuzzLoad(f *testing.F) {
	seed(f, "*.toml", func(text []byte) { f.Add(text) })
	seed(f, "testdata/broken/*.txtar", func(text []byte) {
		for _, file := range txtar.Parse(text).Files {
			if strings.HasSuffix(file.Name, ".toml") {
				f.Add(file.Data)
			}
		}
	})
	f.Add([]byte(harbour))
	f.Fuzz(func(t *testing.T, text []byte) {
		if bytes.Contains(text, []byte(".toml")) {
			t.Skip("it may name a file of this folder")
		}
		s, err := scenarios.Load("-", scenarios.Options{Stdin: bytes.NewReader(text)})
		if err != nil {
			complain(t, err)
			return
		}
		again := reload(t, s)
		if again.Hash() != s.Hash() || !same(again, s) {
			t.Errorf("the resolved file is another scenario:\n%s\n%s", s.Resolved(), again.Resolved())
		}
		play(t, s)
	})
}

// FuzzSet does the same for overrides of a good scenario.
func FuzzSet(f *testing.F) {
	seed(f, "testdata/broken/*.txtar", func(text []byte) {
		for _, file := range txtar.Parse(text).Files {
			if file.Name == "set" {
				for line := range strings.Lines(string(file.Data)) {
					f.Add(strings.TrimSuffix(line, "\n"))
				}
			}
		}
	})
	for _, set := range []string{
		"clock.start=2025-03-01", "sides.Russia.clarity=-0.0", `sides.'United States'.weight.arctic = 0.9`, "talks.ukraine.meeting.dates=[2025-04-01T09:30:00]",
		"envoys.Witkoff.person=Steve", "envoys.Dmitriev.fall_rate=0.4/year", "careers.vacancy=14d", "rescale=true", `description="a\u000Db\tc\n\"d\""`, "title=x", "issues.arctic.sweetener=false",
		"sides.Russia.clarity={uniform=[0.2,0.6]}", "envoys.Witkoff.lean={choice=[0.1,0.3],weights=[2,1],role='lever'}", "talks.ukraine.meeting.every={lognormal=[21d,0.5]}",
		`sides.Russia.clarity={same_as='sides."United States".clarity'}`, "sides.Russia.weight.arctic={beta=[2,5]}", "sweep={design='lhs',points=64}",
	} {
		f.Add(set)
	}
	f.Fuzz(func(t *testing.T, set string) {
		s, err := scenarios.Load("us-russia-2025", scenarios.Options{Set: []string{set}})
		if err != nil {
			complain(t, err)
			return
		}
		if again := reload(t, s); again.Hash() != s.Hash() || !same(again, s) {
			t.Errorf("the resolved file is another scenario:\n%s", s.Resolved())
		}
		play(t, s)
	})
}

// seed feeds the files of a pattern to add.
func seed(f *testing.F, pattern string, add func([]byte)) {
	f.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		f.Fatal(pattern, err)
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		add(text)
	}
}

// complain holds an error of Load to the rules for problems.
func complain(t *testing.T, err error) {
	t.Helper()
	problems, ok := errors.AsType[scenarios.Problems](err)
	if !ok || len(problems) == 0 || len(problems) > 101 {
		t.Fatalf("%T: %v", err, err)
	}
	for _, p := range problems {
		wellFormed(t, p)
	}
}

// reload reads what a scenario resolves to.
func reload(t testing.TB, s *scenarios.Scenario) *scenarios.Scenario {
	t.Helper()
	again, err := scenarios.Load("-", scenarios.Options{Stdin: bytes.NewReader(s.Resolved())})
	if err != nil {
		t.Fatalf("%v\nin\n%s", err, s.Resolved())
	}
	return again
}

// same reports whether two scenarios are the same but for their names and for
// what is expected versus another file.
func same(a, b *scenarios.Scenario) bool {
	elsewhere := func(e scenarios.Expectation) bool {
		return e.Versus != "" && !slices.Contains(scenarios.Names(), e.Versus)
	}
	expect := func(s *scenarios.Scenario) reflect.Value {
		return reflect.ValueOf(slices.DeleteFunc(slices.Clone(s.Expect), elsewhere))
	}
	known := func(x, y any) bool { return equal(reflect.ValueOf(x), reflect.ValueOf(y)) }
	return equal(expect(a), expect(b)) && known(a.Inputs, b.Inputs) && known(a.Correlations, b.Correlations) && known(a.Sweep, b.Sweep) && a.Title == b.Title && a.Description == b.Description && a.Start.Equal(b.Start) && equal(reflect.ValueOf(a.Sim), reflect.ValueOf(b.Sim))
}

// equal is reflect.DeepEqual, with two exceptions: NaN equals NaN, and a list
// without entries equals none.
func equal(a, b reflect.Value) bool {
	switch a.Kind() {
	case reflect.Pointer:
		if a.IsNil() || b.IsNil() {
			return a.IsNil() == b.IsNil()
		}
		return equal(a.Elem(), b.Elem())
	case reflect.Struct:
		for i := range a.NumField() {
			if !equal(a.Field(i), b.Field(i)) {
				return false
			}
		}
		return true
	case reflect.Slice:
		if a.Len() != b.Len() {
			return false
		}
		for i := range a.Len() {
			if !equal(a.Index(i), b.Index(i)) {
				return false
			}
		}
		return true
	case reflect.Float64:
		x, y := a.Float(), b.Float()
		return x == y || x != x && y != y
	}
	return a.Equal(b)
}

// play plays one short run.
func play(t *testing.T, s *scenarios.Scenario) {
	t.Helper()
	short := *s.Sim
	short.Clock.Horizon = min(short.Clock.Horizon, 60*short.Clock.Tick)
	m, err := sim.Compile(&short)
	if err != nil {
		t.Fatal(err)
	}
	out := sim.NewEngine(m).Run(1, 1)
	if len(out.Talks) != len(short.Talks) || len(out.Sides) != len(short.Sides) {
		t.Errorf("%d talks and %d sides came out of %d and %d", len(out.Talks), len(out.Sides), len(short.Talks), len(short.Sides))
	}
}
