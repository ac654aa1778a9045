package study

import (
	"math"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/gonum/stat"

	"backchannel/scenarios"
	"backchannel/sim/design"
	"backchannel/sim/uncertain"
)

// factors of a scenario by hand: one of each kind of value.
func someFactors() []scenarios.Factor {
	uniform := func(path string, low, high float64) scenarios.Factor {
		return scenarios.Factor{Input: scenarios.Input{Path: path, Dist: uncertain.Dist{Kind: uncertain.Uniform, Args: []float64{low, high}}}}
	}
	a, b, c := uniform("sides.Russia.clarity", 0.2, 0.6), uniform("envoys.Witkoff.lean", 0, 1), uniform("collapse.hazard", 0.5, 2)
	a.Follows = []string{`sides."United States".clarity`}
	b.Levels = []float64{0.1, 0.3, 0.8}
	return []scenarios.Factor{a, b, c}
}

func TestAPointOfTheCubeIsTurnedIntoValues(t *testing.T) {
	x, err := NewSpace(&scenarios.Scenario{}, someFactors())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ u, want []float64 }{
		{[]float64{0, 0, 0}, []float64{0.2, 0.1, 0.5}},
		{[]float64{0.5, 0.33, 1}, []float64{0.4, 0.1, 2}},
		{[]float64{1, 0.34, 0.5}, []float64{0.6, 0.3, 1.25}},
		{[]float64{0.25, 1, 0}, []float64{0.3, 0.8, 0.5}},
	} {
		u := slices.Clone(c.u)
		got := x.At(u)
		if !slices.EqualFunc(got, c.want, func(a, b float64) bool { return math.Abs(a-b) < 1e-12 }) || !slices.Equal(u, c.u) {
			t.Errorf("%v becomes %v, want %v", c.u, got, c.want)
		}
	}
	want := []scenarios.Setting{
		{Path: "sides.Russia.clarity", Value: 0.3},
		{Path: `sides."United States".clarity`, Value: 0.3},
		{Path: "envoys.Witkoff.lean", Value: 0.8},
		{Path: "collapse.hazard", Value: 1},
	}
	if got := x.Settings([]float64{0.3, 0.8, 1}); !slices.Equal(got, want) {
		t.Errorf("settings %v, want %v", got, want)
	}
}

// Spearman's correlation of values under a Gaussian copula is 6/π asin(ρ/2)
// (Kruskal 1958), whatever their distributions. With the even spread of 4096
// points of a Sobol sequence the error is far below the bound, which is 4
// standard errors of as many independent ones.
func TestCorrelationsHoldBetweenFactors(t *testing.T) {
	factors := someFactors()
	factors[1].Levels = nil
	s := &scenarios.Scenario{Correlations: []scenarios.Correlation{
		{Between: [2]string{"sides.Russia.clarity", "collapse.hazard"}, Rho: -0.6},
		{Between: [2]string{"sides.Russia.clarity", "talks.main.difficulty"}, Rho: 0.9}, // no factor: says nothing here
	}}
	x, err := NewSpace(s, factors)
	if err != nil {
		t.Fatal(err)
	}
	sequence, err := design.NewSobol(3, nil)
	if err != nil {
		t.Fatal(err)
	}
	const n = 4096
	var values [3][]float64
	for i := range n {
		for j, v := range x.At(sequence.At(i)) {
			values[j] = append(values[j], v)
		}
	}
	for _, c := range []struct {
		i, j int
		rho  float64
	}{{0, 2, -0.6}, {0, 1, 0}, {1, 2, 0}} {
		// All three are uniform, so that ranks and values correlate alike.
		want := 6 / math.Pi * math.Asin(c.rho/2)
		if got := stat.Correlation(values[c.i], values[c.j], nil); math.Abs(got-want) > 4/math.Sqrt(n) {
			t.Errorf("factors %d and %d correlate by %.4f, want %.4f", c.i, c.j, got, want)
		}
	}
}

func TestSpacesRefuse(t *testing.T) {
	if _, err := NewSpace(&scenarios.Scenario{}, nil); err == nil || !strings.Contains(err.Error(), "nothing varies") {
		t.Errorf("without factors the error is %v", err)
	}
	twice := someFactors()
	twice[2].Path = twice[0].Follows[0]
	_, err := NewSpace(&scenarios.Scenario{}, twice)
	if err == nil || !strings.Contains(err.Error(), `sides."United States".clarity is varied twice, by sides.Russia.clarity and by`) {
		t.Errorf("of an entry that follows and is varied the error is %v", err)
	}
	between := func(i, j int, rho float64) scenarios.Correlation {
		f := someFactors()
		return scenarios.Correlation{Between: [2]string{f[i].Path, f[j].Path}, Rho: rho}
	}
	s := &scenarios.Scenario{Correlations: []scenarios.Correlation{between(0, 1, 0.9), between(1, 2, 0.9), between(0, 2, -0.9)}}
	if _, err := NewSpace(s, someFactors()); err == nil {
		t.Error("correlations that contradict each other are taken")
	}
}
