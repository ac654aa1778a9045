package study

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"backchannel/scenarios"
	"backchannel/sim/design"
	"backchannel/sim/stats"
	"backchannel/sim/uncertain"
)

// negotiation is a sweep without noise: deals last where the first side is clear
// and professionals meet often. The last input has one value.
func negotiation(t *testing.T) (*Swept, *Replicates) {
	t.Helper()
	s := &Swept{Seed: 3, Runs: 50, Metrics: []SweptMetric{
		{Name: "ukraine.standing_365", Meaning: "the first deal stood 365 days after its signature", Unit: aShare, Sample: signedBefore(365)},
		{Name: "ukraine.leaks", Meaning: "leaks in a run, mean", Unit: aNumber, Sample: allRuns},
	}}
	for _, path := range []string{"sides.Russia.clarity", "talks.ukraine.contact.every", "envoys.Witkoff.lean", "meeting.agenda"} {
		s.Factors = append(s.Factors, scenarios.Factor{Input: scenarios.Input{Path: path, Unit: "0 to 1", Dist: uncertain.Dist{Kind: "uniform", Args: []float64{0, 1}}}})
	}
	noise := NewReplicates(256, 50)
	for i, u := range design.LatinHypercube(256, 3, rand.New(rand.NewPCG(77, 1))) {
		x := []float64{u[0], 5 + 30*u[1], u[2], 0.6}
		yes := 11
		if x[0] > 0.55 && x[1] < 10 {
			yes = 39
		}
		for run := range 50 {
			y, _ := whether((run*7+i)%50 < yes)
			noise.Add(i, run, y)
		}
		s.Points = append(s.Points, SweptPoint{Values: x, Runs: 50, Figures: []Figure{
			{Estimate: stats.Wilson(yes, 50, stats.Level95)}, {Estimate: stats.Estimate{Value: float64(yes) / 10, Low: float64(yes-2) / 10, High: float64(yes+2) / 10, N: 50}},
		}})
	}
	return s, noise
}

func TestDiscoverySentence(t *testing.T) {
	s, noise := negotiation(t)
	s.Points = append(s.Points,
		SweptPoint{Values: []float64{0.9, 6, 0.5, 0.6}, Error: "contradicts itself", Figures: []Figure{{Estimate: unknownEstimate(0)}, {Estimate: unknownEstimate(0)}}},
		SweptPoint{Values: []float64{0.9, 6, 0.5, 0.6}, Figures: []Figure{{Estimate: unknownEstimate(0)}, {Estimate: unknownEstimate(0)}}},
	)
	format := func(path string, x float64) string {
		if strings.HasSuffix(path, ".every") {
			return plainNumber(x) + " days"
		}
		return plainNumber(x)
	}
	c := DiscoverConfig{Metric: "ukraine.standing_365", Noise: noise, Seed: 3, Level: stats.Level95, Format: format}
	d, err := Discover(s, c)
	if err != nil {
		t.Fatal(err)
	}
	const conditions = "Where Russia's clarity is above 0.55 and professionals on ukraine meet at least every 10 days, "
	const want = conditions + "78 in 100 first deals stood a year (75 to 81), against 22 elsewhere (22 to 23)."
	if len(d.InWords) != 1 || d.InWords[0] != want {
		t.Errorf("says %q", d.InWords)
	}
	if d.Points != 256 || d.Bad != 1 || d.Silent != 1 || len(d.Constant) != 1 || d.Constant[0] != "meeting.agenda" || len(d.Inputs) != 3 {
		t.Errorf("%+v", d)
	}
	again, err := Discover(s, c)
	if err != nil || again.InWords[0] != d.InWords[0] || again.Box.Inside != d.Box.Inside {
		t.Errorf("again: %v %v", again.InWords, err)
	}
	c.Metric, c.Above = "ukraine.leaks", new(2.25)
	d, err = Discover(s, c)
	if err != nil || d.Near != 0 || len(d.InWords) != 1 ||
		d.InWords[0] != conditions+"100 in 100 points have a figure above 2.25 in ukraine.leaks (85 to 100), against fewer than 1 elsewhere (0 to 3)." {
		t.Errorf("says %q, %v", d.InWords, err)
	}
	c.Above, c.Below = nil, new(1.2)
	d, err = Discover(s, c)
	if err != nil || d.Near < 200 || !strings.Contains(d.InWords[0], "have a figure below 1.2") || !strings.Contains(d.InWords[len(d.InWords)-1], "so near the threshold") {
		t.Errorf("%d near; says %q, %v", d.Near, d.InWords, err)
	}
}

// A box that somebody chose is taken as it is.
func TestDiscoveryOfChosenBox(t *testing.T) {
	s, noise := negotiation(t)
	c := DiscoverConfig{Metric: "ukraine.standing_365", Noise: noise, Seed: 3, Level: stats.Level95, Box: 30}
	d, err := Discover(s, c)
	if err != nil {
		t.Fatal(err)
	}
	if d.Box == nil || d.Box.BoxOnPath != d.Path[29] {
		t.Errorf("box %+v, asked for %+v", d.Box, d.Path[29])
	}
	c.Box = len(d.Path) + 1
	if _, err := Discover(s, c); err == nil || !strings.Contains(err.Error(), "the trajectory has") {
		t.Errorf("box beyond the last: %v", err)
	}
	c.Box = 1
	if _, err := Discover(s, c); err == nil || !strings.Contains(err.Error(), "box 1 is all points and restricts nothing; give one from 2 to ") {
		t.Errorf("box of all: %v", err)
	}
}

func TestDiscoveryRefuses(t *testing.T) {
	s, noise := negotiation(t)
	for _, c := range []DiscoverConfig{
		{Metric: "ukraine.stood", Noise: noise},
		{Metric: "ukraine.leaks", Noise: noise},
		{Metric: "ukraine.leaks", Noise: noise, Above: new(1.0), Below: new(2.0)},
		{Metric: "ukraine.standing_365"},
	} {
		c.Level = stats.Level95
		if d, err := Discover(s, c); err == nil {
			t.Errorf("%+v: %q", c, d.InWords)
		}
	}
	s.Points = s.Points[:leastSearched-1]
	d, err := Discover(s, DiscoverConfig{Metric: "ukraine.standing_365", Noise: noise, Level: stats.Level95})
	if err != nil || d.Box != nil || !strings.Contains(d.InWords[0], "too few") {
		t.Errorf("%+v, %v", d, err)
	}
	for i := range s.Points {
		s.Points[i].Error = "contradicts itself"
	}
	if d, err = Discover(s, DiscoverConfig{Metric: "ukraine.standing_365", Noise: noise, Level: stats.Level95}); err != nil || d.Bad != len(s.Points) {
		t.Errorf("%+v, %v", d, err)
	}
}

func TestSimplest(t *testing.T) {
	for _, c := range []struct{ low, high, want float64 }{
		{0.5467, 0.5512, 0.55},
		{9.8, 10.3, 10},
		{28.3, 35, 30},
		{-0.42, -0.41, -0.415},
		{0, 1, 0.5},
		{0.3, 0.30000000001, 0.300000000005},
		{1e-9, 2e-9, 1.5e-9},
		{-1, 1, 0},
	} {
		if got := simplest(c.low, c.high); math.Abs(got-c.want) > 1e-12*math.Abs(c.want) {
			t.Errorf("between %v and %v: %v", c.low, c.high, got)
		}
	}
}

func TestInputName(t *testing.T) {
	for path, want := range map[string]string{
		"sides.Russia.clarity":          "Russia's clarity",
		"sides.Russia.ideal.truce":      "Russia's ideal (truce)",
		"envoys.\"A. B\".fall_rate":     "A. B's fall rate",
		"corps.MFA.leak_rate":           "the leak rate of MFA",
		"talks.ukraine.mood":            "the mood of ukraine",
		"meeting.agenda":                "meeting agenda",
		"sides.\"United States\".drift": "United States' drift",
		"talks.ukraine.contact.every":   "the time between contacts on ukraine",
		"issues.truce.status_quo":       "the status quo of truce",
		"collapse.x.y":                  "collapse.x.y",
		"not a path..":                  "not a path..",
		"talks.ukraine.contact.seed":    "the contact (seed) of ukraine",
	} {
		if got := InputName(path); got != want {
			t.Errorf("%s: %q", path, got)
		}
	}
}
