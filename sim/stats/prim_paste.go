package stats

import (
	"cmp"
	"math"
	"slices"
)

// Paste makes a box larger where that does not lower its density, to mend what
// peeling, which never looks back, cut off too much (Friedman & Fisher 1999). At
// each limit it considers the floor((n-1) rules.Paste) + 1 points that come next,
// of those that only this limit keeps out, for n points in the box, and all whose
// value is the same as that of one of them; of an unordered input, each category
// left out. It pastes on what raises density most for each point added, or, where
// density does not change, the most points, until all that is left would lower it by
// more than 1e-12. A limit that keeps no point out is dropped. It panics as [Peel]
// does.
func Paste(p PrimPoints, box PrimBox, rules PrimRules) PrimBox {
	p.check()
	rules.check()
	ranges := p.Box(box.Ranges).Ranges // a copy
	for {
		outside, n, sum := p.keptOut(ranges)
		best, found := primSlice{}, false
		gain := 0.0
		target := int(float64(max(n, 1)-1)*rules.Paste) + 1
		for j, points := range outside {
			for _, c := range p.additions(j, points, ranges[j], target) {
				change := shareOf(sum+c.sum, float64(n+c.removed)) - shareOf(sum, float64(n))
				if change < -rise {
					continue
				}
				g := math.Max(change, 0) / float64(max(c.removed, 1))
				if !found || g > gain || g == gain && c.removed > best.removed {
					best, gain, found = c, g, true
				}
			}
		}
		if !found {
			return p.Box(ranges)
		}
		ranges[best.input] = best.to
	}
}

// keptOut lists, by input, the points that the range of this input alone keeps
// out of the box, and returns the number of points in the box and the sum of their
// outcomes.
func (p PrimPoints) keptOut(ranges []PrimRange) (outside [][]int, n int, sum float64) {
	outside = make([][]int, len(ranges))
	for i, point := range p.Inputs {
		misses, by := 0, 0
		for j, x := range point {
			if !ranges[j].holds(x) {
				misses++
				by = j
			}
		}
		switch misses {
		case 0:
			n++
			sum += p.Outcomes[i]
		case 1:
			outside[by] = append(outside[by], i)
		}
	}
	return outside, n, sum
}

// additions returns what may be pasted on along one input, of the points that
// its range alone keeps out. In an addition, removed and sum count what is added.
func (p PrimPoints) additions(input int, points []int, r PrimRange, target int) []primSlice {
	if p.unordered(input) {
		return p.categoriesBack(input, points, r)
	}
	var result []primSlice
	if !math.IsInf(r.Low, -1) {
		c, limit := p.next(input, points, target, func(x float64) bool { return x < r.Low }, -1)
		c.to = PrimRange{Low: limit, High: r.High}
		result = append(result, c)
	}
	if !math.IsInf(r.High, 1) {
		c, limit := p.next(input, points, target, func(x float64) bool { return x > r.High }, 1)
		c.to = PrimRange{Low: r.Low, High: limit}
		result = append(result, c)
	}
	return result
}

// next is the addition of the nearest points beyond a limit, and the limit after
// it; side is -1 for a lower limit and 1 for an upper one.
func (p PrimPoints) next(input int, points []int, target int, beyond func(x float64) bool, side int) (primSlice, float64) {
	var near []int
	for _, i := range points {
		if beyond(p.Inputs[i][input]) {
			near = append(near, i)
		}
	}
	slices.SortStableFunc(near, func(a, b int) int {
		return side * cmp.Compare(p.Inputs[a][input], p.Inputs[b][input])
	})
	c := primSlice{input: input}
	last := math.NaN()
	for _, i := range near {
		x := p.Inputs[i][input]
		if c.removed >= target && x != last {
			return c, between(last, x)
		}
		last = x
		c.removed++
		c.sum += p.Outcomes[i]
	}
	return c, math.Inf(side)
}

// categoriesBack are the additions of one category each. A category that has no
// points here keeps none out, and comes back at no cost.
func (p PrimPoints) categoriesBack(input int, points []int, r PrimRange) []primSlice {
	var result []primSlice
	for k, value := range r.Without {
		c := primSlice{input: input, to: PrimRange{Low: r.Low, High: r.High, Without: slices.Delete(slices.Clone(r.Without), k, k+1)}}
		for _, i := range points {
			if p.Inputs[i][input] == value {
				c.removed++
				c.sum += p.Outcomes[i]
			}
		}
		result = append(result, c)
	}
	return result
}
