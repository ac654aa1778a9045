package sim

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"
)

// problem is a scenario with one talk of the given shape and nothing else.
func problem(rt *rapid.T, sides, issues int) *Scenario {
	s := defaults(shuffled(rt, "issue", issues), shuffled(rt, "side", sides))
	share := rapid.Map(rapid.IntRange(0, 64), func(i int) float64 { return float64(i) / 64 })
	var names []string
	for i := range s.Sides {
		x := &s.Sides[i]
		names = append(names, x.Name)
		x.Reservation = 1 - share.Draw(rt, "room")/2
		for k := range x.Ideal {
			x.Ideal[k] = share.Draw(rt, "ideal")
			x.Weight[k] = rapid.SampledFrom([]float64{0, 0.2, 0.5, 1}).Draw(rt, "weight")
		}
	}
	giveWeight(s, s.talk("talk", names...))
	return s
}

// steps is the fineness of the grid of packages.
const steps = 16

// grid calls f with the utilities of every package whose positions are
// multiples of 1/steps.
func grid(m *Model, f func(u []float64)) {
	t := &m.talks[0]
	terms, u := make([]float64, len(t.issues)), make([]float64, len(t.sides))
	ideals := make([][]float64, len(t.sides))
	for s := range ideals {
		ideals[s] = m.ideals(t, s)
	}
	var fill func(k int)
	fill = func(k int) {
		if k == len(terms) {
			for s := range u {
				u[s] = utility(t.weight[s], terms, ideals[s])
			}
			f(u)
			return
		}
		for i := range steps + 1 {
			terms[k] = float64(i) / steps
			fill(k + 1)
		}
	}
	fill(0)
}

// slip is the most that a utility changes when terms are rounded to the grid.
const slip = 0.5/steps + 1e-9

// TestFrontierAgainstGrid: no package of the grid is better for both sides
// than a point of the frontier, and none of its vertices leaves the unit cube.
func TestFrontierAgainstGrid(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		m := mustCompileRapid(rt, problem(rt, 2, rapid.IntRange(1, 3).Draw(rt, "issues")))
		line, err := m.Frontier(0)
		if err != nil {
			rt.Fatal(err)
		}
		grid(m, func(u []float64) {
			for i, v := range line {
				to := line[min(i+1, len(line)-1)]
				for _, share := range []float64{0, 0.3, 0.7} {
					x := v.Utility[0] + share*(to.Utility[0]-v.Utility[0])
					y := v.Utility[1] + share*(to.Utility[1]-v.Utility[1])
					if u[0] >= x-1e-12 && u[1] >= y-1e-12 && max(u[0]-x, u[1]-y) > 1e-9 {
						rt.Fatalf("package worth %v beats (%v, %v) of the frontier", u, x, y)
					}
				}
			}
		})
		for i := 1; i < len(line); i++ {
			a, b := line[i-1].Utility, line[i].Utility
			if !(a[0] > b[0] && a[1] < b[1]) {
				rt.Fatalf("vertex %d: from %v to %v is no trade", i, a, b)
			}
		}
		if a, z := line[0].Utility[0], line[len(line)-1].Utility[1]; math.Abs(a-1) > 1e-12 || math.Abs(z-1) > 1e-12 {
			rt.Fatalf("the ends are worth %v and %v to those they suit best", a, z)
		}
	})
}

// TestNashAgainstGrid: no package of the grid has a greater product of gains,
// and rounding the solution to the grid loses no more than rounding can.
func TestNashAgainstGrid(t *testing.T) {
	zones := 0
	rapid.Check(t, func(rt *rapid.T) {
		m := mustCompileRapid(rt, problem(rt, 2, rapid.IntRange(1, 3).Draw(rt, "issues")))
		r := m.talks[0].reservation
		best := math.Inf(-1)
		grid(m, func(u []float64) {
			if a, b := u[0]-r[0], u[1]-r[1]; a >= 0 && b >= 0 {
				best = max(best, a*b)
			}
		})
		got, err := m.NashSolution(0)
		if err != nil {
			if !errors.Is(err, ErrNoZone) || best > -1 {
				rt.Fatalf("%v, yet a package has the product %v", err, best)
			}
			return
		}
		zones++
		if !got.Possible() {
			rt.Fatalf("the solution %+v leaves a side below its reservation utility", got)
		}
		a, b := max(0, got.Utility[0]-r[0]), max(0, got.Utility[1]-r[1])
		if best > a*b+1e-9 {
			rt.Fatalf("product %v, the grid has %v", a*b, best)
		}
		if a > slip && b > slip && best < (a-slip)*(b-slip) {
			rt.Fatalf("product %v, the grid has no more than %v", a*b, best)
		}
	})
	if !testing.Short() && zones < 100 {
		t.Errorf("only %d zones of agreement: the test shows little", zones)
	}
}

// TestEgalitarianAgainstGrid: the least gain is between the best of the grid
// and what rounding can lose; it has the sign of the zone of agreement, in
// which Nash's solution lies too.
func TestEgalitarianAgainstGrid(t *testing.T) {
	var possible, impossible int
	rapid.Check(t, func(rt *rapid.T) {
		m := mustCompileRapid(rt, problem(rt, 2, rapid.IntRange(1, 3).Draw(rt, "issues")))
		r := m.talks[0].reservation
		best := math.Inf(-1)
		grid(m, func(u []float64) {
			least := math.Inf(1)
			for s := range u {
				least = min(least, u[s]-r[s])
			}
			best = max(best, least)
		})
		got, err := m.Egalitarian(0)
		if err != nil {
			rt.Fatal(err)
		}
		if best > got.Gain+1e-9 || best < got.Gain-slip {
			rt.Fatalf("least gain %v, on the grid %v", got.Gain, best)
		}
		if got.Possible() {
			possible++
		} else {
			impossible++
		}
		if math.Abs(got.Gain) > 1e-6 {
			if _, err := m.NashSolution(0); (err == nil) != got.Possible() {
				rt.Fatalf("egalitarian gain %v, Nash: %v", got.Gain, err)
			}
		}
	})
	if !testing.Short() && (possible < 100 || impossible < 100) {
		t.Errorf("%d with a zone, %d without: the test shows little", possible, impossible)
	}
}

// TestNashSplitsThePie: one issue, ideals 0 and 1, reservations a and b: the
// gains are equal, (1-a-b)/2 each (Nash 1950).
func TestNashSplitsThePie(t *testing.T) {
	s := defaults([]string{"pie"}, []string{"A", "B"})
	s.Sides[0].Ideal, s.Sides[1].Ideal = []float64{0}, []float64{1}
	s.Sides[0].Reservation, s.Sides[1].Reservation = 0.2, 0.5
	s.talk("talk", "A", "B")
	m := mustCompile(t, s)
	got, err := m.NashSolution(0)
	if err != nil || math.Abs(got.Terms[0]-0.65) > 1e-12 || math.Abs(got.Gain-0.15) > 1e-12 {
		t.Errorf("solution %+v, %v; want terms 0.65 and gain 0.15", got, err)
	}
	if e, err := m.Egalitarian(0); err != nil || math.Abs(e.Gain-0.15) > 1e-9 {
		t.Errorf("egalitarian %+v, %v; want gain 0.15", e, err)
	}
	s.Sides[1].Reservation = 0.9
	if got, err := mustCompile(t, s).NashSolution(0); !errors.Is(err, ErrNoZone) {
		t.Errorf("without a zone: %+v, %v", got, err)
	}
}

// TestTwoSidedOnly: frontier and Nash solution say so where there are more.
func TestTwoSidedOnly(t *testing.T) {
	s := defaults([]string{"pie"}, []string{"A", "B", "C"})
	s.talk("talk", "A", "B", "C")
	m := mustCompile(t, s)
	if _, err := m.Frontier(0); !errors.Is(err, ErrNotTwoSided) {
		t.Errorf("frontier: %v", err)
	}
	if _, err := m.NashSolution(0); !errors.Is(err, ErrNotTwoSided) {
		t.Errorf("Nash: %v", err)
	}
	if _, err := m.Egalitarian(0); !errors.Is(err, ErrNotTwoSided) {
		t.Errorf("egalitarian: %v", err)
	}
}
