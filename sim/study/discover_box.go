package study

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"

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

// chooser picks a box of a trajectory.
type chooser func(trajectory []stats.PrimBox) int

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

// densestTold picks the densest of the boxes that explain nearly as much as the one
// that explains most: along the trajectory many do, and of these it is the one by
// whose conditions the outcome differs most from what it is elsewhere.
func densestTold(trajectory []stats.PrimBox) int {
	most, overall := 0.0, trajectory[0].Density
	for _, b := range trajectory {
		most = max(most, explained(b, overall))
	}
	at := 0
	for i, b := range trajectory {
		if explained(b, overall) >= nearly*most && b.Density > trajectory[at].Density {
			at = i
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
	trajectory []stats.PrimBox // of the last round
	chosen     int             // its place on the trajectory
	box        stats.PrimBox
}

// searched finds a box in three steps. It peels along all inputs, and notes which
// matter: those that random halves of the points restrict again, and those that the
// outcome goes up or down with by itself. From these it then takes one input after
// the other, each time that which lets a box explain most, as long as its
// restriction is not likely to be chance: peeling along all inputs at once spends
// most slices on what does not matter, where there are many. And it mends the box.
// If choose is given, the box is the one that it picks from the last trajectory, as
// it is.
func searched(p stats.PrimPoints, choose chooser, src rand.Source) search {
	s := peeled(p)
	var inputs []int
	left := mattering(p, s.box, src)
	most := 0.0
	for len(left) > 0 {
		at, with := bestOf(p, inputs, left, most)
		if at < 0 {
			break
		}
		most = explained(with, s.trajectory[0].Density)
		inputs = append(inputs, left[at])
		left = slices.Delete(left, at, at+1)
	}
	if len(inputs) == 0 {
		s.chosen, s.box = 0, s.trajectory[0]
		return s
	}
	slices.Sort(inputs)
	q := only(p, inputs)
	s = peeled(q)
	s.box = inRoundNumbers(q, withoutChance(q, stats.Paste(q, s.box, primRules(len(q.Outcomes)))))
	if choose != nil {
		s.chosen = choose(s.trajectory)
		s.box = s.trajectory[s.chosen]
	}
	return s.among(inputs, len(p.Inputs[0]))
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

// foundAgain is, by input, the share of random halves of the points in which the
// search restricts it again (Bryant & Lempert 2010).
func foundAgain(p stats.PrimPoints, choose chooser, src rand.Source) []float64 {
	rng := rand.New(src)
	again := make([]float64, len(p.Inputs[0]))
	for range resamples {
		var half stats.PrimPoints
		for _, i := range rng.Perm(len(p.Inputs))[:len(p.Inputs)/2] {
			half.Inputs, half.Outcomes = append(half.Inputs, p.Inputs[i]), append(half.Outcomes, p.Outcomes[i])
		}
		for _, j := range searched(half, choose, src).box.Restricted() {
			again[j] += 1.0 / resamples
		}
	}
	return again
}

// bestOf is the place of the input, of those left, that lets a box explain most
// together with those that were taken, and that box; -1: none lets it explain more,
// by a restriction that is not likely to be chance.
func bestOf(p stats.PrimPoints, taken, left []int, most float64) (at int, box stats.PrimBox) {
	at = -1
	for k, j := range left {
		q := only(p, append(slices.Clone(taken), j))
		found := peeled(q)
		b := found.box
		if t := explained(b, found.trajectory[0].Density); t > most && b.Ranges[len(taken)].Restricted() {
			at, most, box = k, t, b
		}
	}
	if at >= 0 {
		q := only(p, append(slices.Clone(taken), left[at]))
		if !(stats.QuasiP(q, box)[len(taken)] <= mostQuasiP) {
			return -1, box
		}
	}
	return at, box
}

// mattering are the inputs that a box restricts and random halves of the points
// restrict again, and those that the outcome goes up or down with.
func mattering(p stats.PrimPoints, box stats.PrimBox, src rand.Source) []int {
	list := append(reproducedInputs(p, box, src), monotone(p)...)
	slices.Sort(list)
	return slices.Compact(list)
}

// reproducedInputs are the inputs that a box restricts and that random halves of the
// points restrict again.
func reproducedInputs(p stats.PrimPoints, box stats.PrimBox, src rand.Source) []int {
	var list []int
	again := stats.Reproduce(p, box, primRules(len(p.Outcomes)), screening, src)
	for _, j := range box.Restricted() {
		if max(again[j].ByCoverage, again[j].ByDensity) >= reproduced {
			list = append(list, j)
		}
	}
	return list
}

// monotone are the inputs whose rank correlation with the outcome (Spearman 1904) is
// told from chance, for all inputs together (Bonferroni).
func monotone(p stats.PrimPoints) []int {
	n, d := len(p.Outcomes), len(p.Inputs[0])
	least := distuv.UnitNormal.Quantile(1-mostQuasiP/2/float64(d)) / math.Sqrt(float64(n-1))
	var list []int
	y, x := ranks(p.Outcomes), make([]float64, n)
	for j := range d {
		for i := range x {
			x[i] = p.Inputs[i][j]
		}
		if math.Abs(stat.Correlation(ranks(x), y, nil)) > least { // false for NaN
			list = append(list, j)
		}
	}
	return list
}

// ranks are the ranks of values, in the middle of those that are the same.
func ranks(values []float64) []float64 {
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(cmp.Compare(values[a], values[b]), a-b) })
	out := make([]float64, len(values))
	for i := 0; i < len(order); {
		k := i + 1
		for k < len(order) && values[order[k]] == values[order[i]] {
			k++
		}
		for _, at := range order[i:k] {
			out[at] = float64(i+k-1) / 2
		}
		i = k
	}
	return out
}

// peeled is a trajectory, and the box on it that is taken.
func peeled(p stats.PrimPoints) search {
	s := search{trajectory: stats.Peel(p, primRules(len(p.Outcomes)))}
	s.chosen = densestTold(s.trajectory)
	s.box = s.trajectory[s.chosen]
	return s
}

// only has the points by some of their inputs.
func only(p stats.PrimPoints, inputs []int) stats.PrimPoints {
	q := stats.PrimPoints{Outcomes: p.Outcomes}
	for _, x := range p.Inputs {
		values := make([]float64, len(inputs))
		for k, j := range inputs {
			values[k] = x[j]
		}
		q.Inputs = append(q.Inputs, values)
	}
	return q
}

// among gives the boxes a range for each of all inputs, those that were left out
// among them.
func (s search) among(inputs []int, all int) search {
	widen := func(b stats.PrimBox) stats.PrimBox {
		ranges := make([]stats.PrimRange, all)
		for j := range ranges {
			ranges[j] = stats.PrimRange{Low: math.Inf(-1), High: math.Inf(1)}
		}
		for k, j := range inputs {
			ranges[j] = b.Ranges[k]
		}
		b.Ranges = ranges
		return b
	}
	for i := range s.trajectory {
		s.trajectory[i] = widen(s.trajectory[i])
	}
	s.box = widen(s.box)
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

// heldOut says of every point whether it lies in the box that was found without
// its part of the points, and returns these boxes. Points of one cluster stay
// together.
func heldOut(p stats.PrimPoints, cluster []int, choose chooser, src rand.Source) ([]bool, []stats.PrimBox) {
	fold := rand.New(src).Perm(slices.Max(cluster) + 1)
	inside := make([]bool, len(p.Outcomes))
	var boxes []stats.PrimBox
	parts := folds(len(p.Outcomes))
	for k := range parts {
		var rest stats.PrimPoints
		var out []int
		for i := range p.Outcomes {
			if fold[cluster[i]]%parts == k {
				out = append(out, i)
				continue
			}
			rest.Inputs, rest.Outcomes = append(rest.Inputs, p.Inputs[i]), append(rest.Outcomes, p.Outcomes[i])
		}
		if len(out) == 0 || len(rest.Outcomes) == 0 {
			continue
		}
		box := searched(rest, choose, src).box
		boxes = append(boxes, box)
		for _, i := range out {
			inside[i] = box.Holds(p.Inputs[i])
		}
	}
	return inside, boxes
}
