package scenarios_test

import (
	"bytes"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"backchannel/scenarios"
	"backchannel/sim"
	"backchannel/sim/uncertain"
)

// harbour is a scenario in which much is not known.
const harbour = `
[clock]
start = 2025-03-01
[issues.gas]
[issues.border]
irritant = { choice = [0.8, 0.2], weights = [1, 3] }
[sides.East]
clarity = { uniform = [0.2, 0.6], why = "nobody asked him" }
drift = { loguniform = ["0.1/sqrt(year)", "0.4/sqrt(year)"] }
ideal = { gas = { triangular = [0.1, 0.2, 0.3] }, border = 0.3 }
weight = { gas = { uniform = [0.2, 0.6] }, border = 0.5 }
[sides."Far West"]
clarity = { same_as = "sides.East.clarity" }
caution = { same_as = 'sides."Far West".reservation' }
reservation = 0.4
weight = { gas = 0.5, border = 0.5 }
[envoys.Ann]
side = "East"
lean = { normal = [0.3, 0.2] }
fall_rate = { beta = [2, 2] }
briefing_every = { lognormal = ["21d", 0.5] }
[talks.peace]
sides = ["East", "Far West"]
envoys = ["Ann"]
contact = { every = { uniform = ["2w", "60d"], role = "lever" } }
[[correlate]]
between = ["sides.East.drift", "sides.East.clarity"]
rho = -0.5
why = "who is unclear is so because he wavers"
[sweep]
design = "grid"
points = 64
runs = 100
metric = "signed"
vary = { "sides.East.clarity" = "0:1:3", sides.East.caution = [0.1, 0.2], "envoys.Ann.lean" = "" }
`

func read(t testing.TB, text string, set ...string) *scenarios.Scenario {
	t.Helper()
	s, err := scenarios.Load("-", scenarios.Options{Stdin: strings.NewReader(text), Set: set})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func inputAt(s *scenarios.Scenario, path string) *scenarios.Input {
	if i := slices.IndexFunc(s.Inputs, func(x scenarios.Input) bool { return x.Path == path }); i >= 0 {
		return &s.Inputs[i]
	}
	return nil
}

func TestUncertainNumbersAreRead(t *testing.T) {
	t.Parallel()
	s := read(t, strings.ReplaceAll(harbour, "fall_rate = { beta = [2, 2] }\n", "noise = { beta = [2, 2] }\n"))
	var got []string
	for _, in := range s.Inputs {
		if err := in.Dist.Check(); err != nil || in.Meaning == "" {
			t.Errorf("%s: %v", in.Path, err)
		}
		got = append(got, in.Path+": "+in.Words())
	}
	want := []string{
		"issues.border.irritant: one of 0.2 (weight 3), 0.8 (weight 1)",
		"sides.East.ideal.gas: triangular 0.1 to 0.3, most likely 0.2",
		"sides.East.weight.gas: uniform 0.2 to 0.6",
		"sides.East.clarity: uniform 0.2 to 0.6",
		"sides.East.drift: loguniform 0.1/sqrt(year) to 0.4/sqrt(year)",
		"envoys.Ann.lean: normal 0.3 ± 0.2",
		"envoys.Ann.noise: beta 2, 2 on 0 to 1",
		"envoys.Ann.briefing_every: lognormal, median 21d, sigma 0.5",
		"talks.peace.contact.every: uniform 14d to 60d, a lever",
	}
	if !slices.Equal(got, want) {
		t.Errorf("inputs are\n%s", strings.Join(got, "\n"))
	}
	east, west := &s.Sim.Sides[0], &s.Sim.Sides[1]
	if east.Name != "East" {
		east, west = west, east
	}
	for _, c := range [][2]float64{
		{east.Clarity, 0.4}, {west.Clarity, 0.4}, {west.Caution, 0.4}, {east.Drift, 0.2}, {s.Sim.Talks[0].ContactEvery, 37}, {s.Sim.Envoys[0].BriefingEvery, 21},
	} {
		if math.Abs(c[0]-c[1]) > 1e-12 {
			t.Errorf("a median is %v, want %v", c[0], c[1])
		}
	}
	if in := inputAt(s, "sides.East.clarity"); !slices.Equal(in.Follows, []string{`sides."Far West".clarity`}) || in.Why != "nobody asked him" || in.Role != scenarios.Uncertainty {
		t.Errorf("clarity is %+v", in)
	}
	if len(s.Correlations) != 1 || s.Correlations[0].Between != [2]string{"sides.East.clarity", "sides.East.drift"} || s.Correlations[0].Rho != -0.5 {
		t.Errorf("correlations are %+v", s.Correlations)
	}
	p := s.Sweep
	if p == nil || p.Design != "grid" || p.Points != 64 || p.Runs != 100 || !slices.Equal(p.Metrics, []string{"signed"}) ||
		!slices.Equal(p.Vary, []string{"envoys.Ann.lean", "sides.East.caution=0.1,0.2", "sides.East.clarity=0:1:3"}) {
		t.Errorf("the plan of a sweep is %+v", p)
	}
	play(t, s)
}

// A length of time has no upper end.
func TestBetaNeedsTwoEnds(t *testing.T) {
	t.Parallel()
	_, err := scenarios.Load("-", scenarios.Options{Stdin: strings.NewReader(strings.ReplaceAll(harbour, "fall_rate = { beta", "briefing_every = { beta"))})
	if err == nil {
		t.Error("a beta distribution without an upper end is let pass")
	}
}

func TestUncertainScenariosAreWrittenAsTheyAreRead(t *testing.T) {
	t.Parallel()
	s := read(t, harbour)
	again := reload(t, s)
	if again.Hash() != s.Hash() || !same(s, again) || !bytes.Equal(again.Resolved(), s.Resolved()) {
		t.Errorf("the resolved file is another scenario:\n%s\n%s", s.Resolved(), again.Resolved())
	}
	if d := scenarios.Diff(s, again); len(d) > 0 {
		t.Errorf("differs from itself in %+v", d)
	}
	if f, err := again.Vary(`sides."Far West".reservation=0.1:0.2`); err != nil || !slices.Equal(f.Follows, []string{`sides."Far West".caution`}) {
		t.Errorf("what is the same as a known number is forgotten: %+v, %v", f, err)
	}
	rapid.Check(t, func(rt *rapid.T) {
		s := scenario(rt)
		unsettle(rt, s)
		again, err := scenarios.Load("-", scenarios.Options{Stdin: bytes.NewReader(s.Resolved())})
		if err != nil {
			rt.Fatalf("%v\nin\n%s", err, s.Resolved())
		}
		if s.Title == "" {
			s.Title = "stdin"
		}
		if s.Description = strings.TrimSpace(s.Description); !same(s, again) || s.Hash() != again.Hash() {
			rt.Fatalf("wrote\n%s\nread\n%s", s.Resolved(), again.Resolved())
		}
	})
}

// unsettle makes some numbers of a scenario uncertain, within what is plausible,
// and ties the first two.
func unsettle(rt *rapid.T, s *scenarios.Scenario) {
	for _, in := range s.Plausible() {
		if rapid.IntRange(0, 5).Draw(rt, "certain") > 0 {
			continue
		}
		low, high := in.Dist.Support()
		mid := in.Dist.Median()
		switch rapid.SampledFrom([]uncertain.Kind{uncertain.Uniform, uncertain.Triangular, uncertain.Choice, uncertain.Normal, uncertain.Lognormal}).Draw(rt, "kind") {
		case uncertain.Triangular:
			in.Dist.Kind, in.Dist.Args = uncertain.Triangular, []float64{low, mid, high}
		case uncertain.Choice:
			in.Dist.Kind, in.Dist.Args, in.Dist.Weights = uncertain.Choice, []float64{low, high}, []float64{1, 3}
		case uncertain.Normal:
			in.Dist.Kind, in.Dist.Args = uncertain.Normal, []float64{mid, high - low}
		case uncertain.Lognormal:
			in.Dist.Kind, in.Dist.Args = uncertain.Lognormal, []float64{max(mid, 1e-9), 0.5}
		}
		in.Role = rapid.SampledFrom([]scenarios.Role{scenarios.Uncertainty, scenarios.Lever}).Draw(rt, "role")
		in.Why = word().Draw(rt, "why")
		if in.Dist.Check() != nil {
			continue
		}
		set, err := s.With(scenarios.Setting{Path: in.Path, Value: in.Dist.Median()})
		if err != nil {
			continue // its median contradicts something else
		}
		s.Sim, s.Inputs = set.Sim, append(s.Inputs, in)
	}
	var free []string
	for _, in := range s.Inputs {
		if in.Role == scenarios.Uncertainty {
			free = append(free, in.Path)
		}
	}
	if len(free) > 1 {
		s.Correlations = []scenarios.Correlation{{Between: [2]string{free[0], free[1]}, Rho: rapid.Float64Range(-0.99, 0.99).Draw(rt, "rho") + 0, Why: word().Draw(rt, "why")}}
	}
	s.Sweep = &scenarios.SweepPlan{Design: rapid.SampledFrom(append(scenarios.Designs(), "")).Draw(rt, "design"), Points: rapid.IntRange(0, 9).Draw(rt, "points")}
}

// What is written of a scenario says nothing more of its runs than its hash: a
// reason or a plan of a sweep makes no difference, a distribution does.
func TestHashOfWhatIsNotKnown(t *testing.T) {
	t.Parallel()
	s := read(t, harbour)
	for _, same := range [][2]string{
		{`, why = "nobody asked him"`, ""},
		{"points = 64", "points = 65"},
		{"why = \"who is", "why = \"he is"},
		{"choice = [0.8, 0.2], weights = [1, 3]", "choice = [0.2, 0.8], weights = [3, 1]"},
		{`"2w"`, `"14d"`},
		{`between = ["sides.East.drift", "sides.East.clarity"]`, `between = ["sides.East.clarity", "sides.East.drift"]`},
		{`{ same_as = 'sides."Far West".reservation' }`, "0.4"},
	} {
		other := read(t, strings.Replace(harbour, same[0], same[1], 1))
		if other.Hash() != s.Hash() || len(scenarios.Diff(s, other)) > 0 {
			t.Errorf("%q for %q changes the hash, or %v", same[1], same[0], scenarios.Diff(s, other))
		}
	}
	for _, differs := range [][2]string{
		{"uniform = [0.2, 0.6], why", "uniform = [0.2, 0.7], why"},
		{"rho = -0.5", "rho = 0.5"},
		{`, role = "lever"`, ""},
		{`{ same_as = "sides.East.clarity" }`, "{ uniform = [0.2, 0.6] }"},
		{"weights = [1, 3]", "weights = [1, 2]"},
		{"{ normal = [0.3, 0.2] }", "0.3"},
	} {
		other := read(t, strings.Replace(harbour, differs[0], differs[1], 1))
		if d := scenarios.Diff(s, other); other.Hash() == s.Hash() || len(d) != 1 {
			t.Errorf("%q for %q does not change the hash, or %v", differs[1], differs[0], d)
		}
	}
}

func TestDiffAndGetTellWhatIsNotKnown(t *testing.T) {
	t.Parallel()
	s := read(t, harbour)
	known := read(t, harbour, "sides.East.clarity=0.4")
	var got []string
	for _, c := range scenarios.Diff(known, s) {
		got = append(got, c.Path+": "+c.Old+" -> "+c.New)
	}
	want := []string{
		"sides.East.clarity: 0.4 -> uniform 0.2 to 0.6",
		`sides."Far West".clarity: 0.4 -> the same as sides.East.clarity`,
		"correlate.rho: none -> -0.5 between sides.East.clarity and sides.East.drift",
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("the difference is\n%s", strings.Join(got, "\n"))
	}
	for path, want := range map[string]string{
		"sides.East.clarity": "uniform 0.2 to 0.6", "sides.'Far West'.clarity": "the same as sides.East.clarity", "sides.East.weight.gas": "uniform 0.2 to 0.6",
	} {
		if got, err := s.Get(path); err != nil || got != want {
			t.Errorf("%s is %q, %v", path, got, err)
		}
	}
}

// A scenario of which all inputs have been set is the one that has these
// numbers in its file.
func TestWithDecidesWhatIsNotKnown(t *testing.T) {
	t.Parallel()
	s := read(t, harbour)
	hash := s.Hash()
	rapid.Check(t, func(rt *rapid.T) {
		var settings []scenarios.Setting
		var set []string
		for _, in := range s.Inputs {
			v := in.Dist.Quantile(rapid.Float64Range(0, 1).Draw(rt, in.Path)) + 0
			if f, err := s.ParseValue(in.Path, s.FormatValue(in.Path, v)); err == nil {
				v = f // as it can be written
			}
			settings = append(settings, scenarios.Setting{Path: in.Path, Value: v})
			set = append(set, in.Path+"="+s.FormatValue(in.Path, v))
		}
		got, err := s.With(settings...)
		if err != nil {
			rt.Fatal(err)
		}
		want := read(t, harbour, set...)
		if got.Hash() != want.Hash() || len(got.Inputs) > 0 || len(got.Correlations) > 0 || strings.Contains(string(got.Resolved()), "uniform") {
			rt.Fatalf("With and Load differ in %+v", scenarios.Diff(got, want))
		}
	})
	half, err := s.With(scenarios.Setting{Path: "sides.East.clarity", Value: 0.5})
	if err != nil {
		t.Fatal(err)
	}
	if v, _ := half.Get(`sides."Far West".clarity`); len(half.Inputs) != len(s.Inputs)-1 || len(half.Correlations) != 0 || half.Sim.Sides[0].Clarity != 0.5 || half.Sim.Sides[1].Clarity != 0.5 {
		t.Errorf("the follower is %s of %+v", v, half.Inputs)
	}
	alone, err := s.With(scenarios.Setting{Path: `sides."Far West".clarity`, Value: 0.5})
	if err != nil || len(inputAt(alone, "sides.East.clarity").Follows) != 0 || len(inputAt(s, "sides.East.clarity").Follows) != 1 {
		t.Errorf("the leader is still followed: %+v, %v", alone.Inputs, err)
	}
	if s.Hash() != hash {
		t.Error("setting numbers changed the original")
	}
}

func TestUncertainNumbersAreTakenOverAndReplaced(t *testing.T) {
	t.Chdir(t.TempDir())
	write := func(name, text string) {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("base.toml", harbour)
	write("child.toml", `extends = "base.toml"
[sides.East]
clarity = { normal = [0.5, 0.1] }
drift = "0.3/sqrt(year)"
[talks.peace.contact]
every = "40d"
`)
	s := load(t, "child.toml")
	if in := inputAt(s, "sides.East.clarity"); in == nil || in.Words() != "normal 0.5 ± 0.1" || in.Why != "" {
		t.Errorf("the distribution was not replaced as a whole: %+v", in)
	}
	if inputAt(s, "sides.East.drift") != nil || inputAt(s, "talks.peace.contact.every") != nil || len(s.Correlations) != 0 || s.Sweep == nil {
		t.Errorf("%+v, %+v", s.Inputs, s.Correlations)
	}
	write("fewer.toml", "extends = \"base.toml\"\nremove = [\"envoys.Ann\", \"issues.gas\"]\n")
	s = load(t, "fewer.toml")
	if slices.ContainsFunc(s.Inputs, func(in scenarios.Input) bool {
		return strings.Contains(in.Path, "Ann") || strings.Contains(in.Path, "gas")
	}) ||
		len(s.Correlations) != 1 || slices.ContainsFunc(s.Sweep.Vary, func(v string) bool { return strings.Contains(v, "Ann") }) {
		t.Errorf("%+v, %+v", s.Inputs, s.Sweep)
	}
	s = load(t, "base.toml", "sides.East.clarity={triangular=[0.2,0.3,0.4]}", "envoys.Ann.briefing_every={uniform=[14d, 60d]}", "talks.peace.contact.every=3w", "sides.East.drift={same_as='sides.\"Far West\".drift'}", "envoys.Ann.lean.role=lever")
	for path, want := range map[string]string{
		"sides.East.clarity": "triangular 0.2 to 0.4, most likely 0.3", "envoys.Ann.briefing_every": "uniform 14d to 60d", "talks.peace.contact.every": "21d",
		"sides.East.drift": `the same as sides."Far West".drift`, "envoys.Ann.lean": "normal 0.3 ± 0.2, a lever",
	} {
		if got, err := s.Get(path); err != nil || got != want {
			t.Errorf("%s is %q, %v", path, got, err)
		}
	}
}

// Numbers of a file may be whatever its distributions are: a draw of all inputs
// gives a scenario that can be played.
func TestDrawsCanBePlayed(t *testing.T) {
	t.Parallel()
	s := read(t, harbour)
	rapid.Check(t, func(rt *rapid.T) {
		var settings []scenarios.Setting
		for _, in := range s.Inputs {
			p := rapid.Float64Range(0, 1).Draw(rt, in.Path)
			settings = append(settings, scenarios.Setting{Path: in.Path, Value: in.Dist.Quantile(p)})
		}
		x, err := s.With(settings...)
		if err != nil {
			rt.Fatal(err)
		}
		if _, err := sim.Compile(x.Sim); err != nil {
			rt.Fatal(err)
		}
	})
}
