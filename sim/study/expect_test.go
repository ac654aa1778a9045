package study

import (
	"math"
	"strings"
	"testing"

	"backchannel/scenarios"
	"backchannel/sim"
	"backchannel/sim/stats"
)

func TestAnswers(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		comparison scenarios.Comparison
		low, high  float64
		want       Answer
	}{
		{scenarios.More, 0.51, 0.6, Met},
		{scenarios.More, 0.5, 0.6, Unclear}, // not above 0.5
		{scenarios.AtLeast, 0.5, 0.6, Met},
		{scenarios.More, 0.4, 0.5, NotMet},
		{scenarios.AtLeast, 0.4, 0.5, Unclear},
		{scenarios.More, 0.4, 0.6, Unclear},
		{scenarios.Less, 0.4, 0.49, Met},
		{scenarios.Less, 0.5, 0.6, NotMet},
		{scenarios.AtMost, 0.5, 0.6, Unclear},
		{scenarios.Less, nan, 0.1, Unclear},
		{scenarios.Less, nan, nan, Unclear},
	} {
		if got := answerOf(c.comparison, 0.5, stats.Estimate{Low: c.low, High: c.high}); got != c.want {
			t.Errorf("%v to %v %s 0.5: %s, want %s", c.low, c.high, c.comparison, got, c.want)
		}
	}
}

// played plays a library scenario and holds it against what it is to expect.
func expectedOf(t *testing.T, list ...scenarios.Expectation) []Expected {
	t.Helper()
	set := []string{"clock.horizon=900d", "clock.tick=7d"}
	s, err := scenarios.Load("us-russia-2025", scenarios.Options{Set: set})
	if err != nil {
		t.Fatal(err)
	}
	s.Expect = list
	m, err := sim.Compile(s.Sim)
	if err != nil {
		t.Fatal(err)
	}
	if err := CheckExpectations(s, set, m); err != nil {
		t.Fatal(err)
	}
	c := Config{Model: m, Seed: 4, First: 7, Runs: 200}
	r, err := Run(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	out, err := Expectations(t.Context(), s, set, c, r, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestExpectationsAreAnswered asks for what is known to be so, what is known
// not to be, and what so few runs cannot tell, of each way to come by a figure.
func TestExpectationsAreAnswered(t *testing.T) {
	list := expectedOf(
		t,
		scenarios.Expectation{Metric: "signed", Comparison: scenarios.More, Value: 0.2},
		scenarios.Expectation{Metric: "deal_day", Comparison: scenarios.More, Value: 5000, Why: "a median, which no metric is"},
		scenarios.Expectation{Metric: "ukraine.in_force_600", Comparison: scenarios.AtMost, Value: 1},
		scenarios.Expectation{Metric: "all.deals", Comparison: scenarios.More, Value: 0.1, Versus: "us-russia-2025-professionals-only"},
		scenarios.Expectation{Metric: "signed", Comparison: scenarios.Less, Value: 0, Versus: "us-russia-2025-professionals-only"},
	)
	var answers []string
	for _, x := range list {
		answers = append(answers, string(x.Answer))
		if x.Meaning == "" || x.Unit == "" || math.IsNaN(x.Figure.Value) {
			t.Errorf("%+v", x)
		}
	}
	if got := strings.Join(answers, ", "); got != "met, not met, met, met, not met" {
		t.Errorf("%s\n%+v", got, list)
	}
	// At the figure itself, an interval cannot tell.
	at := expectedOf(t, scenarios.Expectation{Metric: "signed", Comparison: scenarios.More, Value: list[0].Figure.Value})
	if at[0].Answer != Unclear {
		t.Errorf("%+v", at[0])
	}
}

// TestExpectationsOfNothing says which metric there is not, before a run.
func TestExpectationsOfNothing(t *testing.T) {
	s, err := scenarios.Load("us-russia-2025", scenarios.Options{})
	if err != nil {
		t.Fatal(err)
	}
	m, err := sim.Compile(s.Sim)
	if err != nil {
		t.Fatal(err)
	}
	for metric, e := range map[string]scenarios.Expectation{
		"standing_366":                {Metric: "standing_366"},
		"deal_day":                    {Metric: "deal_day", Versus: "us-russia-2025-envoys-only"},
		"envoys.Kirill Dmitriev.fell": {Metric: `envoys."Kirill Dmitriev".fell`, Versus: "us-russia-2025-professionals-only"},
	} {
		s.Expect = []scenarios.Expectation{e}
		if err := CheckExpectations(s, nil, m); err == nil || !strings.Contains(err.Error(), "expectation 1") {
			t.Errorf("%s: %v", metric, err)
		}
	}
}
