package stats

import (
	"cmp"
	"math"
	"slices"
)

// rise is the difference of densities above which one counts as greater: what
// lies below may be rounding.
const rise = 1e-12

// primSearch is the state of a peeling: the box so far and the points in it.
type primSearch struct {
	PrimPoints
	order  [][]int // by input: the numbers of the points, by rising value
	in     []bool
	n      int     // points in the box
	sum    float64 // of their outcomes
	ranges []PrimRange
}

func newPrimSearch(p PrimPoints) *primSearch {
	d := len(p.Inputs[0])
	s := &primSearch{PrimPoints: p, order: make([][]int, d), in: make([]bool, len(p.Inputs)), n: len(p.Inputs), ranges: openRanges(d)}
	for i, y := range p.Outcomes {
		s.in[i] = true
		s.sum += y
	}
	for j := range s.order {
		s.order[j] = make([]int, len(p.Inputs))
		for i := range s.order[j] {
			s.order[j][i] = i
		}
		slices.SortFunc(s.order[j], func(a, b int) int { // what sorts stably is slower by far
			switch x, y := p.Inputs[a][j], p.Inputs[b][j]; {
			case x < y:
				return -1
			case x > y:
				return 1
			}
			return a - b
		})
	}
	return s
}

func openRanges(d int) []PrimRange {
	ranges := make([]PrimRange, d)
	for j := range ranges {
		ranges[j] = PrimRange{Low: math.Inf(-1), High: math.Inf(1)}
	}
	return ranges
}

func (s *primSearch) box() PrimBox { return s.Box(s.ranges) }

// primSlice is a part of the box that may be peeled off.
type primSlice struct {
	input   int
	removed int     // points
	sum     float64 // of their outcomes
	to      PrimRange
}

// gain is by how much density rises for each point removed.
func (s *primSearch) gain(c primSlice) float64 {
	kept := float64(s.n - c.removed)
	return ((s.sum-c.sum)/kept - s.sum/float64(s.n)) / float64(c.removed)
}

// bestSlice returns the slice to peel off next, if there is one.
func (s *primSearch) bestSlice(rules PrimRules) (best primSlice, ok bool) {
	least := max(1, int(math.Ceil(rules.MinMass*float64(len(s.in))-1e-9)))
	target := int(float64(s.n-1)*rules.Peel) + 1
	gain := 0.0
	for j := range s.order {
		for _, c := range s.slices(j, target) {
			if c.removed == 0 || s.n-c.removed < least {
				continue
			}
			g := s.gain(c)
			if !rules.Onward && float64(g*float64(c.removed)) <= rise {
				continue
			}
			// Equal but for rounding: the fewer restrictions, the better.
			equal := ok && math.Abs(g-gain) <= rise*max(math.Abs(g), math.Abs(gain))
			fewer := s.ranges[c.input].Restricted() && ok && !s.ranges[best.input].Restricted()
			if !ok || equal && fewer || !equal && g > gain {
				best, gain, ok = c, g, true
			}
		}
	}
	return best, ok
}

// slices returns what may be peeled off along one input.
func (s *primSearch) slices(input, target int) []primSlice {
	if s.unordered(input) {
		return []primSlice{s.categories(input, target)}
	}
	order := s.order[input]
	high := s.end(input, target, func(k int) int { return order[len(order)-1-k] })
	high.to.High = high.to.Low
	high.to.Low = s.ranges[input].Low
	low := s.end(input, target, func(k int) int { return order[k] })
	low.to.High = s.ranges[input].High
	return []primSlice{high, low}
}

// end is the slice at one end of an input, of at least target points and whole
// ties; at gives the points from that end on. Its new limit is in Low. If all
// points have one value, there is none, and nothing is removed.
func (s *primSearch) end(input, target int, at func(k int) int) primSlice {
	c := primSlice{input: input}
	last := math.NaN()
	for k := range s.in {
		i := at(k)
		if !s.in[i] {
			continue
		}
		x := s.Inputs[i][input]
		if c.removed >= target && x != last {
			c.to.Low = between(x, last)
			return c
		}
		last = x
		c.removed++
		c.sum += s.Outcomes[i]
	}
	return primSlice{input: input}
}

// categories is the slice of the categories with the lowest mean outcome. If it
// takes all of them, nothing is removed.
func (s *primSearch) categories(input, target int) primSlice {
	groups := s.groups(input)
	slices.SortStableFunc(groups, func(a, b primGroup) int {
		return cmp.Compare(a.sum/float64(a.n), b.sum/float64(b.n))
	})
	c := primSlice{input: input, to: PrimRange{Low: math.Inf(-1), High: math.Inf(1), Without: slices.Clone(s.ranges[input].Without)}}
	for _, g := range groups[:max(0, len(groups)-1)] {
		if c.removed >= target {
			break
		}
		c.removed += g.n
		c.sum += g.sum
		c.to.Without = append(c.to.Without, g.value)
	}
	if c.removed < target {
		return primSlice{input: input}
	}
	slices.Sort(c.to.Without)
	return c
}

// primGroup is the points of the box that have one value of an input.
type primGroup struct {
	value float64
	n     int
	sum   float64
}

func (s *primSearch) groups(input int) []primGroup {
	var groups []primGroup
	for _, i := range s.order[input] {
		if !s.in[i] {
			continue
		}
		x := s.Inputs[i][input]
		if len(groups) == 0 || groups[len(groups)-1].value != x {
			groups = append(groups, primGroup{value: x})
		}
		g := &groups[len(groups)-1]
		g.n++
		g.sum += s.Outcomes[i]
	}
	return groups
}

// cut peels a slice off.
func (s *primSearch) cut(c primSlice) {
	s.ranges[c.input] = c.to
	s.n, s.sum = 0, 0
	for i, point := range s.Inputs {
		s.in[i] = s.in[i] && c.to.holds(point[c.input])
		if s.in[i] {
			s.n++
			s.sum += s.Outcomes[i]
		}
	}
}
