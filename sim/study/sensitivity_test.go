package study

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"backchannel/scenarios"
)

// varied is a space of some inputs of a scenario of the library.
func varied(t *testing.T, specs ...string) *Space {
	t.Helper()
	s, err := scenarios.Load("us-russia-2025", scenarios.Options{})
	if err != nil {
		t.Fatal(err)
	}
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

// small asks for a little of everything.
func small(x *Space, groups []InputGroup) SensitivityConfig {
	return SensitivityConfig{
		Space: x, Groups: groups, Metrics: []string{"standing_365", "leaks"}, Methods: Methods(),
		Sizes: map[Method]MethodSize{Quick: {16, 6}, Morris: {4, 6}, Sobol: {8, 6}, Tornado: {0, 20}},
		Width: 0.2, Seed: 3,
	}
}

// An input that no talk has any use for is found to do nothing by every method;
// the result is the same whatever the workers, and that of a study that was
// interrupted, taken up and enlarged is that of one played in one go.
func TestSensitivityEndsAlike(t *testing.T) {
	x := varied(t, "sides.Russia.patience", `sides."United States".patience`, "reputation.spill", "collapse.leak_break")
	groups, _, err := GroupInputs(x, true, nil)
	if err != nil {
		t.Fatal(err)
	}
	bytesOf := func(c SensitivityConfig) []byte {
		t.Helper()
		out, _, err := FindSensitivity(t.Context(), c)
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(out)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	c := small(x, groups)
	c.Workers = 1
	want := bytesOf(c)
	c.Workers = 3
	if got := bytesOf(c); !bytes.Equal(got, want) {
		t.Errorf("three workers:\n%s\none:\n%s", got, want)
	}
	kept := &shelf{}
	ctx, cancel := context.WithCancel(t.Context())
	kept.after = func() {
		if kept.taken > 300 {
			cancel()
		}
	}
	c.Store = kept
	if _, _, err := FindSensitivity(ctx, c); !errors.Is(err, ErrAborted) || kept.taken == 0 {
		t.Fatalf("interrupted: %v, with %d runs kept", err, kept.taken)
	}
	kept.after = nil
	if got := bytesOf(c); !bytes.Equal(got, want) {
		t.Errorf("taken up:\n%s\nin one go:\n%s", got, want)
	}
	before := kept.taken
	c.Sizes = map[Method]MethodSize{Quick: {32, 6}, Morris: {6, 6}, Sobol: {16, 6}, Tornado: {0, 20}}
	larger := bytesOf(c)
	// 16 points, 2 trajectories of 5 points and 8 rows of 2 points and a group each.
	if more, most := kept.taken-before, 6*(16+2*5+8*(2+len(groups))); more > most {
		t.Errorf("%d more runs were played, and %d are new", more, most)
	}
	c.Store = nil
	if got := bytesOf(c); !bytes.Equal(got, larger) {
		t.Error("a study that was enlarged is not the larger study")
	}
	var out Sensitivity
	if err := json.Unmarshal(larger, &out); err != nil {
		t.Fatal(err)
	}
	again, err := json.Marshal(&out)
	if err != nil || !bytes.Equal(again, larger) {
		t.Errorf("read back and written: %v\n%s\nwant\n%s", err, again, larger)
	}
	out.idle(t, "reputation.spill", "reputation")
}

// idle holds an input and its group to have done nothing.
func (s *Sensitivity) idle(t *testing.T, path, group string) {
	t.Helper()
	for m := range s.Metrics {
		for _, in := range s.Morris[m].Inputs {
			if in.Path == path && (in.MuStar.Value != 0 || in.Sigma.Value != 0 || in.Floor != 0 || in.Matters()) {
				t.Errorf("morris: %+v", in)
			}
		}
		for _, in := range s.Tornado[m].Inputs {
			if in.Path == path && (in.Length != 0 || in.Clear) {
				t.Errorf("tornado: %+v", in)
			}
		}
		for _, g := range s.Sobol[m].Groups {
			if g.Name == group && (g.First.Share.Value != 0 || g.Total.Share.High != 0 || g.Total.More != 0) {
				t.Errorf("sobol: %+v", g)
			}
		}
	}
}

func TestGroupInputs(t *testing.T) {
	x := varied(t, "sides.Russia.patience", "sides.Russia.clarity", "envoys.Witkoff.lean", "envoys.Dmitriev.lean", "careers.rub", "collapse.shock")
	names := func(byActor bool, named ...NamedInputs) string {
		t.Helper()
		groups, notes, err := GroupInputs(x, byActor, named)
		if err != nil {
			t.Fatal(err)
		}
		var list []string
		for _, g := range groups {
			list = append(list, g.Name+": "+strings.Join(g.Inputs, " "))
		}
		return strings.Join(append(list, notes...), "\n")
	}
	for _, c := range []struct{ got, want string }{
		{names(true), `what Vladimir Putin wants: sides.Russia.patience sides.Russia.clarity
Steve Witkoff: envoys.Witkoff.lean
Kirill Dmitriev: envoys.Dmitriev.lean
careers: careers.rub
collapse: collapse.shock`},
		{names(false, NamedInputs{"envoys", []string{"envoys"}}), `sides.Russia.patience: sides.Russia.patience
sides.Russia.clarity: sides.Russia.clarity
envoys: envoys.Witkoff.lean envoys.Dmitriev.lean
careers.rub: careers.rub
collapse.shock: collapse.shock`},
	} {
		if c.got != c.want {
			t.Errorf("got\n%s\nwant\n%s", c.got, c.want)
		}
	}
	for want, named := range map[string][]NamedInputs{
		"group empty has no input": {{"empty", []string{"talks"}}},
		"is in two groups":         {{"a", []string{"envoys"}}, {"b", []string{"envoys.Witkoff.lean"}}},
	} {
		if _, _, err := GroupInputs(x, true, named); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", want, err)
		}
	}
	// Correlated inputs of two groups make one of them, and it is said.
	x.scenario.Correlations = []scenarios.Correlation{{Between: [2]string{"envoys.Dmitriev.lean", "sides.Russia.clarity"}, Rho: 0.5}}
	got := names(true)
	if want := "what Vladimir Putin wants + Kirill Dmitriev: sides.Russia.patience sides.Russia.clarity envoys.Dmitriev.lean\n"; !strings.HasPrefix(got, want) || !strings.Contains(got, "are correlated") {
		t.Errorf("got\n%s", got)
	}
}

// What cannot be asked for is refused before anything is played.
func TestSensitivityRefuses(t *testing.T) {
	x := varied(t, "sides.Russia.patience")
	groups, _, _ := GroupInputs(x, true, nil)
	for want, change := range map[string]func(*SensitivityConfig){
		"by no method":      func(c *SensitivityConfig) { c.Methods = nil },
		`no method "guess"`: func(c *SensitivityConfig) { c.Methods = []Method{"guess"} },
		"play at least 2": func(c *SensitivityConfig) {
			c.Sizes = map[Method]MethodSize{Tornado: {0, 1}}
			c.Methods = []Method{Tornado}
		},
		"size of 1": func(c *SensitivityConfig) {
			c.Sizes = map[Method]MethodSize{Quick: {1, 5}}
			c.Methods = []Method{Quick}
		},
		"width of 0":         func(c *SensitivityConfig) { c.Width = 0 },
		"is not varied":      func(c *SensitivityConfig) { c.Groups = []InputGroup{{Name: "a", Inputs: []string{"careers.rub"}}} },
		"are no groups":      func(c *SensitivityConfig) { c.Groups = []InputGroup{} },
		"no metric \"joy\"":  func(c *SensitivityConfig) { c.Metrics = []string{"joy"} },
		"is in group 1 and ": func(c *SensitivityConfig) { c.Groups = slices.Concat(groups, groups) },
	} {
		c := small(x, groups)
		change(&c)
		if _, _, err := FindSensitivity(t.Context(), c); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", want, err)
		}
	}
}

// A metric that few runs have a case of is judged on the points that have, and
// the others are counted; one that none has is said not to be known.
func TestSensitivityWithoutCases(t *testing.T) {
	x := varied(t, "sides.Russia.reservation=0.69:0.9", `sides."United States".reservation=0.69:0.9`)
	groups, _, _ := GroupInputs(x, false, nil)
	c := small(x, groups)
	c.Metrics = []string{"standing_365"}
	out, _, err := FindSensitivity(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	s := out.Sobol[0]
	if s.Left.Points == 0 || s.Left.Points == s.Left.Of || s.Left.Of != 8*4 || s.Mean.N >= 8 || s.Mean.N == 0 {
		t.Errorf("left out %+v, and %d rows are known", s.Left, s.Mean.N)
	}
	if len(out.InWords[0].Warnings) == 0 || !strings.Contains(out.InWords[0].Warnings[0], "fewer than 2 cases") {
		t.Errorf("warnings %q", out.InWords[0].Warnings)
	}
	c.Space = varied(t, "sides.Russia.reservation=0.98:1", `sides."United States".reservation=0.98:1`)
	out, _, err = FindSensitivity(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(out)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%s", text)
	for _, said := range out.InWords[0].Sentences {
		t.Log(said)
		if strings.Contains(said, "NaN") {
			t.Error(said)
		}
	}
}
