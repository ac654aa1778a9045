package study

import (
	"math"
	"math/rand/v2"
	"slices"

	"backchannel/sim/stats"
)

// picking says which box of a trajectory is taken, and whether it is mended.
type picking struct {
	mass float64 // the box is that of the nearest
	mend bool    // paste, drop and round; else the box is taken as it is
}

// search is what was found in some points.
type search struct {
	points     stats.PrimPoints // by the inputs that were kept
	inputs     []int            // their places among all
	all        int              // how many there are
	trajectory []stats.PrimBox  // by the inputs that were kept
}

// searched looks for boxes in three steps. It peels along all inputs, and notes
// which matter: those that random halves of the points restrict again, and those that
// the outcome goes up or down with by itself. From these it then takes one input
// after the other, each time that which lets a box explain most, as long as its
// restriction is not likely to be chance: peeling along all inputs at once spends
// most slices on what does not matter, where there are many. Then it peels along what
// it took.
func searched(p stats.PrimPoints, src rand.Source) search {
	first := peeled(p)
	s := search{all: len(p.Inputs[0])}
	left := mattering(p, first.box, src)
	most := 0.0
	for len(left) > 0 {
		at, with := bestOf(p, s.inputs, left, most)
		if at < 0 {
			break
		}
		most = explained(with, first.trajectory[0].Density)
		s.inputs = append(s.inputs, left[at])
		left = slices.Delete(left, at, at+1)
	}
	slices.Sort(s.inputs)
	s.points = only(p, s.inputs)
	s.trajectory = stats.Peel(s.points, primRules(len(p.Outcomes)))
	return s
}

// take is the box whose mass is nearest: as it is, or with what it lost too much of
// pasted on, without limits that may be chance, and in round numbers.
func (s *search) take(pick picking) stats.PrimBox {
	box := s.trajectory[ofMass(s.trajectory, pick.mass)]
	if pick.mend && len(s.inputs) > 0 {
		box = inRoundNumbers(s.points, withoutChance(s.points, stats.Paste(s.points, box, primRules(len(s.points.Outcomes)))))
	}
	return s.among(box)
}

// among gives a box a range for each of all inputs, those that were left out among
// them.
func (s *search) among(b stats.PrimBox) stats.PrimBox {
	ranges := make([]stats.PrimRange, s.all)
	for j := range ranges {
		ranges[j] = stats.PrimRange{Low: math.Inf(-1), High: math.Inf(1)}
	}
	for k, j := range s.inputs {
		ranges[j] = b.Ranges[k]
	}
	b.Ranges = ranges
	return b
}

// inRoundNumbers is the box with limits that can be told, which up to one point in a
// hundred may lie beyond.
func inRoundNumbers(p stats.PrimPoints, box stats.PrimBox) stats.PrimBox {
	ranges := slices.Clone(box.Ranges)
	for _, j := range box.Restricted() {
		ranges[j] = roundLimits(p, j, ranges[j], len(p.Outcomes)/100)
	}
	return p.Box(ranges)
}
