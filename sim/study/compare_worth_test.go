package study

import (
	"math"
	"slices"
	"testing"

	"backchannel/scenarios"
	"backchannel/sim"
	"backchannel/sim/stats"
)

// libraryModel is a scenario of the library with entries set.
func libraryModel(t testing.TB, name string, set ...string) *sim.Model {
	t.Helper()
	s, err := scenarios.Load(name, scenarios.Options{Set: set})
	if err != nil {
		t.Fatal(err)
	}
	return compiled(t, s.Sim)
}

// armFrom plays runs of a model from a given one on, by the headline metrics.
func armFrom(t testing.TB, name string, m *sim.Model, first uint64, runs int) Arm {
	t.Helper()
	var metrics []Metric
	for _, n := range Headline(m) {
		x, err := FindMetric(m, n)
		if err != nil {
			t.Fatal(err)
		}
		metrics = append(metrics, x)
	}
	p := NewPanel(m, metrics, runs)
	if _, err := Run(t.Context(), Config{Model: m, Seed: 1, First: first, Runs: runs, Panel: p}); err != nil {
		t.Fatal(err)
	}
	return Arm{Name: name, What: Scenario{Name: name, SHA256: name}, Model: m, Panel: p}
}

// pairOfRow works out again what a row of a comparison is of.
func pairOfRow(d *Difference, a, b *Arm) stats.Paired {
	if a.Panel.index(d.Metric) >= 0 {
		return pairOf(a.Panel.cases(d.Metric), b.Panel.cases(d.Metric), stats.Level95)
	}
	talk := a.Model.Scenario().Talks[0].Name
	curves := stats.PairedKaplanMeier(a.lives(talk), b.lives(talk), int(math.Ceil(a.Model.Scenario().Clock.Horizon)), stats.Level95)
	switch d.Key() {
	case "survival_180":
		return curves.At(180)
	case "survival_365":
		return curves.At(365)
	}
	return curves.RestrictedMean(365)
}

// ceiling is the most that pairing could be worth to a figure that every run has;
// NaN of any other: the variance of independent arms over that of the arms paired
// in the order of the figure.
func ceiling(d *Difference, a, b *Arm) float64 {
	if a.Panel.index(d.Metric) < 0 {
		return math.NaN()
	}
	x, y := a.Panel.cases(d.Metric), b.Panel.cases(d.Metric)
	if slices.Min(x.Bottom) < 1 || slices.Min(y.Bottom) < 1 {
		return math.NaN()
	}
	p, q := slices.Sorted(slices.Values(x.Top)), slices.Sorted(slices.Values(y.Top))
	var apart, ordered stats.Moments
	for i := range p {
		ordered.Add(q[i] - p[i])
	}
	for _, list := range [][]float64{p, q} {
		var m stats.Moments
		for _, v := range list {
			m.Add(v)
		}
		apart.Add(math.Pow(m.StdErr(), 2))
	}
	return 2 * apart.Mean(stats.Level95).Value / math.Pow(ordered.StdErr(), 2)
}

// TestPairingIsWorthIt measures how far common luck cuts the variance of each
// headline difference, for a small change in one dial: the variance on luck of
// its own, from playing the second arm with other run numbers, over the variance
// on common luck. The bounds are below what was measured, by a quarter or more;
// the log (-v) has the figures, and of figures that every run has, the ceiling: what
// the pairing would be worth if the runs of both arms were paired in the order of the
// figure, which no sharing of luck exceeds (Hoeffding 1940). It is worth least for
// deals lost to misreading, which is what the change is of, and there the ceiling is
// low: runs that lose one deal fewer are the difference, and they vary.
//
// What a comparison says that its pairing is worth, from its own runs, must agree
// with that measurement.
func TestPairingIsWorthIt(t *testing.T) {
	long(t)
	const runs = 4000
	least := map[string]float64{
		"understanding_wait": 100, "signed": 2, "deal_wait": 20, "deals": 7, "standing_365": 7, "in_force_end": 5, "honoured": 8,
		"core": 12, "excess": 10, "leaks": 100, "falls": 300,
		"lost_misread": 3, "lost_drift": 4, "lost_fall": 8, "lost_leak": 8,
		"survival_180": 6, "survival_365": 7, "restricted_life_365": 7,
	}
	dials := func(clarity string) []string {
		return []string{"sides.Russia.clarity=" + clarity, `sides."United States".clarity=` + clarity}
	}
	vague, clear := libraryModel(t, "us-russia-2025", dials("0.40")...), libraryModel(t, "us-russia-2025", dials("0.45")...)
	a, b := armFrom(t, "vague", vague, 0, runs), armFrom(t, "clear", clear, 0, runs)
	other := armFrom(t, "other", clear, runs, runs)
	c, err := Compare([]Arm{a, b}, CompareConfig{Seed: 1, Level: stats.Level95})
	if err != nil {
		t.Fatal(err)
	}
	held := 0
	for i := range c.Rows {
		d := &c.Rows[i]
		paired, apart := pairOfRow(d, &a, &b), pairOfRow(d, &a, &other)
		said, measured := float64(d.Worth)/runs, math.Pow(apart.StdErr/paired.StdErr, 2)
		most := ceiling(d, &a, &b)
		t.Logf("%-28s %8.4f ± %.4f, correlation %.3f, worth %7.1f as said, %7.1f as measured, at most %.1f",
			d.Metric, d.Difference.Value, paired.StdErr, float64(d.Correlation), said, measured, most)
		if said > most*(1+1e-9) {
			t.Errorf("%s: worth %v, more than can be", d.Metric, said)
		}
		bound, ok := least[d.Key()]
		if !ok {
			continue // rivals spoil nothing here
		}
		held++
		if !(measured >= bound) {
			t.Errorf("%s: pairing cuts the variance to 1 in %.1f, less than 1 in %.1f", d.Metric, measured, bound)
		}
		if !(math.Abs(math.Log(said/measured)) < 0.1) {
			t.Errorf("%s: the pairing is said to be worth %.1f, and measured it is %.1f", d.Metric, said, measured)
		}
	}
	if held != len(least) {
		t.Errorf("%d of %d figures were measured", held, len(least))
	}
}
