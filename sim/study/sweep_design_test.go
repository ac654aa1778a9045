package study

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"backchannel/scenarios"
)

// levered is a space of one lever of two settings between two uncertain inputs.
func levered(t *testing.T, specs ...string) *Space {
	t.Helper()
	x := spaceOf(t, shortScenario(t), specs...)
	for i := range x.factors {
		if x.factors[i].Path == "envoys.Witkoff.lean" {
			x.factors[i].Role = scenarios.Lever
		}
	}
	return x
}

func TestGridsCrossEverything(t *testing.T) {
	x := levered(t, "sides.Russia.clarity=0.1,0.2", "envoys.Witkoff.lean=0,1", `sides."United States".clarity=0.5,0.7,0.9`)
	got, err := x.Points(DesignGrid, 0, 1)
	if err != nil {
		t.Fatal(err)
	}
	var want [][]float64
	for _, a := range []float64{0.1, 0.2} {
		for _, b := range []float64{0.5, 0.7, 0.9} {
			for _, lever := range []float64{0, 1} { // fastest, wherever it stands among the factors
				want = append(want, []float64{a, lever, b})
			}
		}
	}
	if !slices.EqualFunc(got, want, slices.Equal) {
		t.Errorf("the grid is %v, want %v", got, want)
	}
}

// Whatever spreads the points, levers are crossed with them; a Sobol sequence of
// more points begins as one of fewer, and a Latin hypercube has one point in each
// n-th of every input.
func TestSpreadDesignsAreCrossedWithLevers(t *testing.T) {
	x := levered(t, "sides.Russia.clarity=0.2:0.6", "envoys.Witkoff.lean=0,1", `sides."United States".clarity=0:1`)
	const n = 16
	for _, d := range []Design{DesignSobol, DesignLatin} {
		got, err := x.Points(d, n, 1)
		if err != nil || len(got) != 2*n {
			t.Fatalf("%s: %d points, %v", d, len(got), err)
		}
		parts := map[string]int{}
		for i, p := range got {
			if p[1] != float64(i%2) || i%2 == 1 && (p[0] != got[i-1][0] || p[2] != got[i-1][2]) {
				t.Errorf("%s: point %d is %v", d, i, p)
			}
			for f, low := range map[int][2]float64{0: {0.2, 0.6}, 2: {0, 1}} {
				parts[fmt.Sprint(f, int(math.Floor((p[f]-low[0])/(low[1]-low[0])*n)))]++
			}
		}
		for part, count := range parts {
			if count != 2 { // settings of the lever
				t.Errorf("%s: part %s has %d points, want 2", d, part, count)
			}
		}
		more, _ := x.Points(d, 2*n, 1)
		if same := slices.EqualFunc(got, more[:2*n], slices.Equal); same != (d == DesignSobol) {
			t.Errorf("%s: that more points begin as fewer is %v", d, same)
		}
		if again, _ := x.Points(d, n, 1); !slices.EqualFunc(got, again, slices.Equal) {
			t.Errorf("%s: the same seed gives other points", d)
		}
		if other, _ := x.Points(d, n, 2); slices.EqualFunc(got, other, slices.Equal) {
			t.Errorf("%s: another seed gives the same points", d)
		}
	}
}

func TestOneAtATimeMovesOneFromWhereItIs(t *testing.T) {
	s := shortScenario(t, "sides.Russia.clarity=0.3", `sides."United States".clarity=0.4`)
	x := spaceOf(t, s, "sides.Russia.clarity=0.1,0.3,0.5", `sides."United States".clarity=0:1`)
	got, err := x.Points(DesignOneAtATime, 0, 1)
	want := [][]float64{{0.3, 0.4}, {0.1, 0.4}, {0.5, 0.4}, {0.3, 0.05}, {0.3, 0.25}, {0.3, 0.75}, {0.3, 0.95}}
	if err != nil || !slices.EqualFunc(got, want, slices.Equal) {
		t.Errorf("points %v, %v; want %v", got, err, want)
	}
}

func TestDesignsRefuse(t *testing.T) {
	free := []string{"sides.Russia.clarity=0:1", "envoys.Witkoff.lean=0,1"}
	for _, c := range []struct {
		says  string
		d     Design
		n     int
		specs []string
	}{
		{"sides.Russia.clarity has no levels: write sides.Russia.clarity=low:high:n", DesignGrid, 0, free},
		{"envoys.Witkoff.lean has no levels", DesignSobol, 8, []string{"sides.Russia.clarity=0:1", "envoys.Witkoff.lean=0:1"}},
		{"all that varies is a lever", DesignSobol, 8, free[1:]},
		{"0 points", DesignLatin, 0, free},
		{`no design "cube"; there are grid, lhs, sobol, one-at-a-time`, "cube", 8, free},
		{"2 settings of the levers at each of 1000000 points are more than 1048576 points", DesignLatin, 1_000_000, free},
		{"more than 1048576 points", DesignGrid, 0, []string{"sides.Russia.clarity=0:1:2000", `sides."United States".clarity=0:1:2000`}},
	} {
		if _, err := levered(t, c.specs...).Points(c.d, c.n, 1); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("the error is %v, and should say %q", err, c.says)
		}
	}
}
