package design

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// What makes a trajectory: points of the grid, each a step of Δ in one input
// from the one before, every input once (Morris 1991).
func TestMorris(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, d := rapid.IntRange(1, 5).Draw(t, "r"), rapid.IntRange(1, 12).Draw(t, "d")
		levels := 2 * rapid.IntRange(1, 6).Draw(t, "half the levels")
		walks, err := Morris(r, d, levels, rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		if err != nil || len(walks) != r {
			t.Fatalf("%d walks, %v", len(walks), err)
		}
		delta := float64(levels) / float64(2*(levels-1))
		for _, w := range walks {
			order := slices.Sorted(slices.Values(w.Order))
			for i := range order {
				if order[i] != i {
					t.Fatalf("order %v", w.Order)
				}
			}
			if len(w.Points) != d+1 || len(w.Steps) != d {
				t.Fatalf("%d points, %d steps", len(w.Points), len(w.Steps))
			}
			for k, p := range w.Points {
				for i, x := range p {
					grid := x * float64(levels-1)
					if math.Abs(grid-math.Round(grid)) > 1e-9 || x < 0 || x > 1 {
						t.Fatalf("%v is not on the grid", x)
					}
					if k == 0 {
						continue
					}
					moved, before := i == w.Order[k-1], w.Points[k-1][i]
					if !moved && x != before || moved && math.Abs(x-before-w.Steps[k-1]) > 1e-12 {
						t.Fatalf("step %d, input %d: from %v to %v", k-1, i, before, x)
					}
				}
				if k < d && math.Abs(math.Abs(w.Steps[k])-delta) > 1e-12 {
					t.Fatalf("step %v, Δ %v", w.Steps[k], delta)
				}
			}
		}
	})
	for _, levels := range []int{0, 1, 5, -2} {
		if _, err := Morris(1, 1, levels, rand.NewPCG(1, 1)); err == nil {
			t.Errorf("%d levels: no error", levels)
		}
	}
	panics(t, "no trajectory", func() { _, _ = Morris(0, 1, 4, rand.NewPCG(1, 1)) })
}

// Each level of an input is met equally often, before its step and after, and
// each input is moved first equally often: chi-square tests, each with 1 false
// alarm in 10,000.
func TestMorrisIsUniform(t *testing.T) {
	const r, d = 4096, 4
	walks, err := Morris(r, d, 4, rand.NewPCG(7, 8))
	if err != nil {
		t.Fatal(err)
	}
	before, after, first := make([]float64, 4), make([]float64, 4), make([]float64, d)
	for _, w := range walks {
		before[int(math.Round(w.Points[0][2]*3))]++
		after[int(math.Round(w.Points[d][2]*3))]++
		first[w.Order[0]]++
	}
	for what, counts := range map[string][]float64{"before": before, "after": after, "first": first} {
		if x := chiSquare(counts, r); x > 21.11 { // 0.9999 quantile on 3 degrees of freedom
			t.Errorf("%s: chi-square of %v from %v", what, x, counts)
		}
	}
}

// Two are the pair farthest apart. More are some of those given, in order, and
// farther apart than the mean of all choices, by the criterion of Campolongo,
// Cariboni & Saltelli (2007), written anew here.
func TestSpread(t *testing.T) {
	walks, err := Morris(12, 3, 4, rand.NewPCG(9, 1))
	if err != nil {
		t.Fatal(err)
	}
	apart := func(a, b Trajectory) float64 {
		sum := 0.0
		for _, p := range a.Points {
			for _, q := range b.Points {
				sum += math.Sqrt((p[0]-q[0])*(p[0]-q[0]) + (p[1]-q[1])*(p[1]-q[1]) + (p[2]-q[2])*(p[2]-q[2]))
			}
		}
		return sum * sum
	}
	total := func(chosen []Trajectory) (sum float64) {
		for i := range chosen {
			for j := range i {
				sum += apart(chosen[i], chosen[j])
			}
		}
		return sum
	}
	most := 0.0
	for i := range walks {
		for j := range i {
			most = max(most, apart(walks[i], walks[j]))
		}
	}
	if got := total(Spread(walks, 2)); math.Abs(got-most) > 1e-9 {
		t.Errorf("a pair %v apart, and another is %v", got, most)
	}
	chosen := Spread(walks, 5)
	last := -1
	for _, w := range chosen {
		at := slices.IndexFunc(walks, func(o Trajectory) bool { return &o.Points[0] == &w.Points[0] })
		if at <= last {
			t.Errorf("trajectory %d after %d", at, last)
		}
		last = at
	}
	// The mean over choices is that over pairs, times the pairs of a choice.
	if mean := total(walks) / 66 * 10; len(chosen) != 5 || total(chosen) < 1.1*mean {
		t.Errorf("%d trajectories, %v apart; the mean of all choices is %v", len(chosen), total(chosen), mean)
	}
	if all := Spread(walks, 12); len(all) != 12 || &all[3].Points[0] != &walks[3].Points[0] {
		t.Error("all of them are not all of them")
	}
	panics(t, "too many", func() { Spread(walks, 13) })
}
