package study

import (
	"math"
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
	nearly     = 0.8  // of what the best box explains, which the box taken explains at least
	screening  = 10   // halves of the points that say which inputs matter, as Bryant & Lempert take
	reproduced = 0.5  // of the halves restrict an input again that can be relied on
	mostQuasiP = 0.05 // of a restriction that is kept
)

func primRules(points int) stats.PrimRules {
	return stats.PrimRules{Peel: peelShare, Paste: pasteShare, MinMass: min(max(leastMass, float64(leastInBox)/float64(points)), 0.5), Onward: true}
}

// explained is the share of the variance of the outcome over points that it explains
// whether a point lies in the box: what regression trees split by (Breiman, Friedman,
// Olshen & Stone 1984), but for the variance itself, which is left out: it is the
// same for all boxes. 0 for a box that holds all.
func explained(b stats.PrimBox, overall float64) float64 {
	if b.Mass >= 1 {
		return 0
	}
	return (b.Density - overall) * (b.Density - overall) * b.Mass / (1 - b.Mass)
}

// smallestTold is the last, and so the smallest, of the boxes of a trajectory that
// explain nearly as much as the one that explains most: many do, and of these it is
// the one by whose conditions the outcome differs most from what it is elsewhere.
func smallestTold(told []float64) int {
	at, most := 0, slices.Max(told)
	for i, t := range told {
		if t >= nearly*most {
			at = i
		}
	}
	return at
}

// ofMass is the box whose mass is nearest.
func ofMass(trajectory []stats.PrimBox, mass float64) int {
	at, least := 0, math.Inf(1)
	for i, b := range trajectory {
		if far := math.Abs(b.Mass - mass); far < least {
			at, least = i, far
		}
	}
	return at
}

// peeling is a trajectory and the box on it that explains enough.
type peeling struct {
	trajectory []stats.PrimBox
	box        stats.PrimBox
}

func peeled(p stats.PrimPoints) peeling {
	s := peeling{trajectory: stats.Peel(p, primRules(len(p.Outcomes)))}
	var told []float64
	for _, b := range s.trajectory {
		told = append(told, explained(b, s.trajectory[0].Density))
	}
	s.box = s.trajectory[smallestTold(told)]
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
