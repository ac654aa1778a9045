package study

import (
	"math/rand/v2"
	"slices"

	"backchannel/sim/stats"
)

// foundAgain is, by input, the share of random halves of the points in which the
// search restricts it again (Bryant & Lempert 2010).
func foundAgain(p stats.PrimPoints, pick picking, src rand.Source) []float64 {
	rng := rand.New(src)
	again := make([]float64, len(p.Inputs[0]))
	for range resamples {
		var half stats.PrimPoints
		for _, i := range rng.Perm(len(p.Inputs))[:len(p.Inputs)/2] {
			half.Inputs, half.Outcomes = append(half.Inputs, p.Inputs[i]), append(half.Outcomes, p.Outcomes[i])
		}
		found := searched(half, src)
		for _, j := range found.take(pick).Restricted() {
			again[j] += 1.0 / resamples
		}
	}
	return again
}

// folds is into how many parts so many points are cut, each of which is judged by a
// box that was found without it (modelling choice; Hastie, Tibshirani & Friedman
// 2009, section 7.10, advise 5 or 10): of few points, fewer are left out at a time,
// for a box is the wider the fewer it is found in.
func folds(points int) int {
	if points < 1000 {
		return 20
	}
	return 10
}

// fold is a part of the points, and what was found without it.
type fold struct {
	out []int // the points
	search
}

// foldsOf searches without each part of the points in turn. Points of one cluster stay
// together.
func foldsOf(p stats.PrimPoints, cluster []int, src rand.Source) []fold {
	order := rand.New(src).Perm(slices.Max(cluster) + 1)
	parts := folds(len(p.Outcomes))
	var list []fold
	for k := range parts {
		var rest stats.PrimPoints
		var f fold
		for i := range p.Outcomes {
			if order[cluster[i]]%parts == k {
				f.out = append(f.out, i)
				continue
			}
			rest.Inputs, rest.Outcomes = append(rest.Inputs, p.Inputs[i]), append(rest.Outcomes, p.Outcomes[i])
		}
		if len(f.out) > 0 && len(rest.Outcomes) > 0 {
			f.search = searched(rest, src)
			list = append(list, f)
		}
	}
	return list
}

// heldOut says of every point whether it lies in the box that was found without
// its part of the points, and returns these boxes. They are of the size of the one
// that is judged: a box twice as large is another answer.
func heldOut(p stats.PrimPoints, list []fold, pick picking) ([]bool, []stats.PrimBox) {
	inside := make([]bool, len(p.Outcomes))
	var boxes []stats.PrimBox
	for k := range list {
		box := list[k].take(pick)
		boxes = append(boxes, box)
		for _, i := range list[k].out {
			inside[i] = box.Holds(p.Inputs[i])
		}
	}
	return inside, boxes
}

// bestSize is the place on the trajectory of the box to take: as far as points that
// were not used to find them tell, that is the smallest of the boxes that explain
// nearly most. In the points that they were found in, small boxes explain too much.
func bestSize(p stats.PrimPoints, list []fold, trajectory []stats.PrimBox) int {
	told := make([]float64, len(trajectory))
	for t, b := range trajectory {
		inside, _ := heldOut(p, list, picking{mass: b.Mass})
		sum, n := 0.0, 0.0
		for i, in := range inside {
			if in {
				sum, n = sum+p.Outcomes[i], n+1
			}
		}
		if density := sum / n; density > trajectory[0].Density { // false for NaN
			told[t] = explained(stats.PrimBox{Density: density, Mass: n / float64(len(inside))}, trajectory[0].Density)
		}
	}
	if slices.Max(told) == 0 {
		return 0 // none does
	}
	return smallestTold(told)
}
