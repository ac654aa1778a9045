package scenarios_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"backchannel/scenarios"
	"backchannel/sim/uncertain"
)

func TestVaryReadsEachForm(t *testing.T) {
	t.Parallel()
	s := load(t, "us-russia-2025")
	for _, c := range []struct {
		spec   string
		levels []float64
		dist   string
	}{
		{"sides.Russia.clarity=0:1:11", []float64{0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1}, "uniform 0 to 1"},
		{"sides.Russia.clarity = 0.2 : 0.6", nil, "uniform 0.2 to 0.6"},
		{"sides.Russia.clarity=0.6,0.2,0.4", []float64{0.2, 0.4, 0.6}, "one of 0.2, 0.4, 0.6"},
		{"talks.ukraine.contact.every=14d:60d:3", []float64{14, 37, 60}, "uniform 14 to 60"},
		{"talks.ukraine.contact.every=1w,2w", []float64{7, 14}, "one of 7, 14"},
		{`sides."United States".weight.arctic=0.1:0.2`, nil, "uniform 0.1 to 0.2"},
		{"envoys.Witkoff.fall_rate=0.1/year:0.1/month:2", []float64{0.1, 1.2000000000000002}, "uniform 0.1 to 1.2000000000000002"},
	} {
		f, err := s.Vary(c.spec)
		if err != nil {
			t.Errorf("%s: %v", c.spec, err)
			continue
		}
		if !slices.Equal(f.Levels, c.levels) || f.Dist.String() != c.dist || f.Role != scenarios.Uncertainty || f.Meaning == "" || f.Dist.Check() != nil {
			t.Errorf("%s came out as %v on levels %v", c.spec, f.Dist, f.Levels)
		}
	}
}

func TestVarySaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	s := load(t, "us-russia-2025")
	for spec, want := range map[string]string{
		"sides.Rusia.clarity=0:1:3":               "did you mean `Russia`?",
		"sides.Russia.clarty=0:1:3":               "did you mean `clarity`?",
		"sides.Russia.clarity=0:1:1":              "whole number from 2 to 10000",
		"sides.Russia.clarity=0:1:2:3":            "too many colons",
		"sides.Russia.clarity=0:2:3":              `"2" is out of range; give 0 to 1`,
		"sides.Russia.clarity=1:0":                "the first number must be below the second",
		"sides.Russia.clarity=0.3":                "is one value",
		"sides.Russia.clarity=0.3,0.30":           "given twice",
		"sides.Russia.clarity=a,b":                `"a" is not a number; give 0 to 1`,
		"sides.Russia.clarity=":                   "no values",
		"sides.Russia.principal=1,2":              "is not a number",
		"clock.horizon":                           "how long one watches is a question",
		"issues.arctic.irritant":                  "no plausible range",
		"talks.ukraine.contact.every=14:60:3":     `"14" has no unit; write "14d"`,
		"talks.ukraine.contact.every=14d:never:3": "finite",
		"": "a part is empty",
	} {
		if _, err := s.Vary(spec); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: the error is %v, and should say %q", spec, err, want)
		}
	}
}

func TestPlausibleInputsAreTheAssumptions(t *testing.T) {
	t.Parallel()
	for _, name := range scenarios.Names() {
		s := load(t, name)
		inputs, assumptions := s.Plausible(), s.Assumptions()
		if len(s.Inputs) > 0 {
			continue // some have a distribution of their own
		}
		if len(inputs) != len(assumptions) || len(inputs) < 50 {
			t.Fatalf("%s: %d inputs of %d assumptions", name, len(inputs), len(assumptions))
		}
		for i, a := range assumptions {
			in := inputs[i]
			low, high := in.Dist.Support()
			if in.Path != a.Path || low != a.Low || high != a.High || (in.Dist.Kind == uncertain.Loguniform) != a.Log || in.Unit != a.Unit {
				t.Errorf("%s: %+v is not %+v", name, in, a)
			}
			if err := in.Dist.Check(); err != nil {
				t.Errorf("%s: %s: %v", name, in.Path, err)
			}
			if f, err := s.Vary(a.Path); err != nil || f.Dist.String() != in.Dist.String() {
				t.Errorf("%s: Vary(%q) gives %v, %v", name, a.Path, f.Dist, err)
			}
		}
	}
}

// What FormatValue writes, ParseValue reads, to six digits.
func TestValuesAreWrittenAsTheyAreRead(t *testing.T) {
	t.Parallel()
	s := load(t, "us-russia-2025")
	inputs := s.Plausible()
	rapid.Check(t, func(rt *rapid.T) {
		in := rapid.SampledFrom(inputs).Draw(rt, "input")
		v := in.Dist.Quantile(rapid.Float64Range(0, 1).Draw(rt, "p"))
		got, err := s.ParseValue(in.Path, s.FormatValue(in.Path, v))
		if err != nil || math.Abs(got-v) > 1e-5*math.Abs(v) {
			rt.Fatalf("%s: %v is written %q and read as %v, %v", in.Path, v, s.FormatValue(in.Path, v), got, err)
		}
	})
	if got := s.FormatValue("talks.ukraine.contact.every", 21); got != "21d" {
		t.Errorf("21 days are written %q", got)
	}
	for _, c := range [][2]string{{"sides.Russia", "leads to a table"}, {"talks.ukraine.sides", "not a number"}} {
		if _, err := s.ParseValue(c[0], "1"); err == nil || !strings.Contains(err.Error(), c[1]) {
			t.Errorf("%s: %v", c[0], err)
		}
	}
}
