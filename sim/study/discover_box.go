package study

import (
	"math"
	"math/rand/v2"
	"slices"

	"backchannel/sim/stats"
)

// The rules by which a box is found (modelling choices, but for the first two,
// which are those of Friedman & Fisher 1999, and the significance, which is what
// Bryant & Lempert 2010 drop restrictions by).
const (
	peelShare  = 0.05 // of a box's points that are peeled off at a time
	pasteShare = 0.05
	leastMass  = 0.05 // of all points that a box holds
	leastInBox = 10   // points that a box holds
	mostQuasiP = 0.05 // of a restriction that is kept
)

func primRules(points int) stats.PrimRules {
	return stats.PrimRules{Peel: peelShare, Paste: pasteShare, MinMass: min(max(leastMass, float64(leastInBox)/float64(points)), 0.5)}
}

// chooser picks a box of a trajectory.
type chooser func(trajectory []stats.PrimBox) int

// mostBeyondChance picks the box whose share of the outcome exceeds its share of the
// points by most: coverage less mass, which is the weighted relative accuracy of
// Lavrač, Flach & Zupan (1999) but for a factor that is the same for all boxes. Of
// equal ones it is the larger.
func mostBeyondChance(trajectory []stats.PrimBox) int {
	at, most := 0, 0.0
	for i, b := range trajectory {
		if beyond := b.Coverage - b.Mass; beyond > most { // false for NaN
			at, most = i, beyond
		}
	}
	return at
}

// likeBox picks the box whose coverage is nearest to that of a box that somebody
// chose.
func likeBox(coverage float64) chooser {
	return func(trajectory []stats.PrimBox) int {
		at, least := 0, math.Inf(1)
		for i, b := range trajectory {
			if far := math.Abs(b.Coverage - coverage); far < least {
				at, least = i, far
			}
		}
		return at
	}
}

// search is what was found in some points.
type search struct {
	trajectory []stats.PrimBox
	chosen     int // its place on the trajectory
	box        stats.PrimBox
}

// searched finds a box: it peels, chooses, and mends what it chose, unless
// somebody else chose it: pastes on what it lost too much of, and drops one
// restriction after the other that may be chance, the most doubtful first.
func searched(p stats.PrimPoints, choose chooser, mend bool) search {
	rules := primRules(len(p.Outcomes))
	s := search{trajectory: stats.Peel(p, rules)}
	s.chosen = choose(s.trajectory)
	s.box = s.trajectory[s.chosen]
	if mend {
		s.box = withoutChance(p, stats.Paste(p, s.box, rules))
	}
	return s
}

// withoutChance drops limits that may be chance, the most doubtful first, until
// none is left: those with a quasi-p-value above mostQuasiP, against the box
// without that one limit.
func withoutChance(p stats.PrimPoints, box stats.PrimBox) stats.PrimBox {
	for {
		best, doubt := box, mostQuasiP
		for _, larger := range withoutOne(p, box) {
			if q := stats.QuasiPWithin(p, box, larger); q > doubt {
				best, doubt = larger, q
			}
		}
		if doubt == mostQuasiP {
			return box
		}
		box = best
	}
}

// withoutOne are the boxes that have one limit less.
func withoutOne(p stats.PrimPoints, box stats.PrimBox) []stats.PrimBox {
	var list []stats.PrimBox
	for j, r := range box.Ranges {
		for _, wider := range []stats.PrimRange{{Low: math.Inf(-1), High: r.High}, {Low: r.Low, High: math.Inf(1)}} {
			if wider.Low != r.Low || wider.High != r.High {
				ranges := slices.Clone(box.Ranges)
				ranges[j] = wider
				list = append(list, p.Box(ranges))
			}
		}
	}
	return list
}

// folds is into how many parts the points are cut, each of which is judged by a
// box that was found without it (modelling choice; Hastie, Tibshirani & Friedman
// 2009, section 7.10, advise 5 or 10).
const folds = 10

// heldOut says of every point whether it lies in the box that was found without
// its part of the points, and returns these boxes. Points of one cluster stay
// together.
func heldOut(p stats.PrimPoints, cluster []int, choose chooser, mend bool, src rand.Source) ([]bool, []stats.PrimBox) {
	fold := rand.New(src).Perm(slices.Max(cluster) + 1)
	inside := make([]bool, len(p.Outcomes))
	var boxes []stats.PrimBox
	for k := range folds {
		rest := stats.PrimPoints{Unordered: p.Unordered}
		var out []int
		for i := range p.Outcomes {
			if fold[cluster[i]]%folds == k {
				out = append(out, i)
				continue
			}
			rest.Inputs, rest.Outcomes = append(rest.Inputs, p.Inputs[i]), append(rest.Outcomes, p.Outcomes[i])
		}
		if len(out) == 0 || len(rest.Outcomes) == 0 {
			continue
		}
		box := searched(rest, choose, mend).box
		boxes = append(boxes, box)
		for _, i := range out {
			inside[i] = box.Holds(p.Inputs[i])
		}
	}
	return inside, boxes
}
