package design

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

// Trajectory is a walk through the grid in which each input is moved once:
// Points[k+1] is Points[k] with input Order[k] moved by Steps[k].
type Trajectory struct {
	Points [][]float64 // one more than inputs
	Order  []int
	Steps  []float64 // +Δ or -Δ
}

// Morris returns r independent trajectories of d inputs over a grid of so many
// levels (Morris 1991): the coordinates 0, 1/(levels-1), ..., 1. A trajectory
// starts at a point of the grid, each with the same probability, and moves the
// inputs in random order, each by
//
//	Δ = levels / (2(levels-1))
//
// up or down, whichever stays on the grid. With that Δ, which Morris advises,
// each level of an input is met equally often. levels must be even; 4 is usual.
//
// It is an error if levels is odd or below 2. It panics if r or d is below 1.
func Morris(r, d, levels int, src rand.Source) ([]Trajectory, error) {
	checkSize(r, d)
	if levels < 2 || levels%2 != 0 {
		return nil, fmt.Errorf("%d levels; the trajectories of Morris need an even number of them, such as 4", levels)
	}
	rng := rand.New(src)
	trajectories := make([]Trajectory, r)
	for t := range trajectories {
		trajectories[t] = walk(d, levels, rng)
	}
	return trajectories, nil
}

func walk(d, levels int, rng *rand.Rand) Trajectory {
	at := make([]int, d)
	for i := range at {
		at[i] = rng.IntN(levels)
	}
	coordinate := func(level int) float64 { return float64(level) / float64(levels-1) }
	start := make([]float64, d)
	for i, level := range at {
		start[i] = coordinate(level)
	}
	w := Trajectory{Points: [][]float64{start}, Order: rng.Perm(d), Steps: make([]float64, d)}
	for k, i := range w.Order {
		jump := levels / 2
		if at[i] >= jump {
			jump = -jump
		}
		next := slices.Clone(w.Points[k])
		next[i] = coordinate(at[i] + jump)
		w.Points = append(w.Points, next)
		w.Steps[k] = float64(jump) / float64(levels-1)
	}
	return w
}

// Spread chooses r of the trajectories such that they lie far apart, and returns
// them in the order in which they were given. How far two are apart is the sum of
// the distances between all points of the one and all of the other, and the
// choice has a great sum of the squares of that over its pairs (Campolongo,
// Cariboni & Saltelli 2007). It is built up as Ruano et al. (2012) do, from the
// pair farthest apart, adding the one that adds most, and so is not always the
// greatest of all. Of those that add the same, the first is taken.
//
// Chosen trajectories are no longer independent of each other: standard errors
// that take them for it are about right, not exact. The time is that of
// len(trajectories)² * inputs² steps. It panics unless 1 <= r <=
// len(trajectories).
func Spread(trajectories []Trajectory, r int) []Trajectory {
	m := len(trajectories)
	if r < 1 || r > m {
		panic(fmt.Sprintf("design: a choice of %d out of %d trajectories", r, m))
	}
	if r == m {
		return slices.Clone(trajectories)
	}
	apart := squaredDistances(trajectories)
	var chosen []int
	gain := make([]float64, m)
	for i := range apart {
		gain[i] = slices.Max(apart[i]) // the first is one of the farthest pair
	}
	for range r {
		best := -1
		for i := range m {
			if !slices.Contains(chosen, i) && (best < 0 || gain[i] > gain[best]) {
				best = i
			}
		}
		if len(chosen) == 0 {
			clear(gain)
		}
		chosen = append(chosen, best)
		for i := range gain {
			gain[i] += apart[best][i]
		}
	}
	slices.Sort(chosen)
	result := make([]Trajectory, r)
	for k, i := range chosen {
		result[k] = trajectories[i]
	}
	return result
}

// squaredDistances is the square of how far each two trajectories are apart.
func squaredDistances(trajectories []Trajectory) [][]float64 {
	apart := make([][]float64, len(trajectories))
	for i := range apart {
		apart[i] = make([]float64, len(trajectories))
		for j := range i {
			sum := distances(trajectories[i], trajectories[j])
			apart[i][j] = sum * sum
			apart[j][i] = apart[i][j]
		}
	}
	return apart
}

// distances is the sum of the distances between all points of a and all of b. As
// each point differs from the one before in one coordinate, so does the square of a
// distance.
func distances(a, b Trajectory) float64 {
	squares := make([]float64, len(b.Points)) // from the point of a to each of b
	for l, q := range b.Points {
		for i, x := range a.Points[0] {
			squares[l] += square(x - q[i])
		}
	}
	sum := 0.0
	for k := range a.Points {
		if k > 0 {
			i := a.Order[k-1]
			before, after := a.Points[k-1][i], a.Points[k][i]
			for l, q := range b.Points {
				squares[l] += square(after-q[i]) - square(before-q[i])
			}
		}
		for _, s := range squares {
			sum += math.Sqrt(max(0, s)) // rounding may leave less than 0
		}
	}
	return sum
}

// square is not fused with what follows, so that the choice is the same on every
// machine.
func square(x float64) float64 { return float64(x * x) }
