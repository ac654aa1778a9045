package sim

import "math"

// Range is where a number plausibly lies, ends included.
type Range struct {
	Low, High float64
	// Log says that the number was taken times a factor, and not that much up
	// and down: it is to be spread evenly over its logarithm.
	Log bool
}

// Plausible returns the range in which an entry that is given as v could as
// well lie. Studies of robustness and sensitivity draw from it. It is a rule
// around the value, not a list of bounds, because each scenario has values of
// its own; all of it is a modelling choice:
//
//   - a length of time, a rate, a count or a ratio: from half to twice v;
//   - a share: half of the way from v to 0 or to 1, whichever is nearer, to
//     either side, so that v is the middle, and it makes no difference which
//     of two parts that sum to 1 is given;
//   - an entry with Within: so much to either side;
//   - a value inside From, which a source gives: From itself.
//
// Nothing leads out of Min to Max. It reports false for what is not to be
// varied: what is Fixed, what is not given (NaN) or never (infinite), and
// what has no room by the rule: a rate of 0, a share of 0 or 1. These say
// that there is none of something, or nothing but it.
func (p Param[T]) Plausible(v float64) (Range, bool) {
	if p.Fixed != "" || math.IsNaN(v) || math.IsInf(v, 0) {
		return Range{}, false
	}
	r := p.around(v)
	r.Low, r.High = max(r.Low, p.Min), min(r.High, p.Max)
	if p.Open && r.Low == p.Min {
		r.Low = math.Nextafter(p.Min, math.Inf(1))
	}
	return r, r.Low < r.High
}

// around is the plausible range before it is cut to what is allowed.
func (p Param[T]) around(v float64) Range {
	log := p.Unit != Share
	switch {
	case p.From.Low <= v && v <= p.From.High && p.From.Low < p.From.High:
		return Range{p.From.Low, p.From.High, log}
	case p.Within > 0:
		return Range{v - p.Within, v + p.Within, false}
	case log:
		return Range{v / 2, 2 * v, true}
	}
	room := min(math.Abs(v), 1-math.Abs(v)) / 2
	return Range{v - room, v + room, false}
}
