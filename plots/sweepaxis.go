package plots

import (
	"math"

	"gonum.org/v1/plot/vg"
)

// levelAxis places the levels of an input along an axis of length 1, by their
// logarithms where they are spaced so.
type levelAxis struct {
	in        SweepInput
	low, high float64 // of what is to be seen, on the scale of place
	log       bool
}

// edge is kept clear at both ends of the axis, for the marks there.
const edge = 0.025

// newLevelAxis returns the axis that reaches over the levels, and to the
// scenario's own value where that is no farther off than the levels are wide.
func newLevelAxis(in SweepInput) levelAxis {
	a := levelAxis{in: in, log: spacedByRatio(in.Levels)}
	a.low, a.high = a.scale(in.Levels[0]), a.scale(in.Levels[len(in.Levels)-1])
	if a.high == a.low {
		half := max(1, math.Abs(a.low)) / 2
		a.low, a.high = a.low-half, a.high+half
	}
	if own := a.scale(in.Own); finite(own) {
		if wide := a.high - a.low; own > a.low-wide && own < a.high+wide {
			a.low, a.high = min(a.low, own), max(a.high, own)
		}
	}
	return a
}

// spacedByRatio reports whether levels lie more evenly by ratio than by
// difference.
func spacedByRatio(levels []float64) bool {
	if len(levels) < 3 || levels[0] <= 0 {
		return false
	}
	uneven := func(step func(i int) float64) float64 {
		least, most := math.Inf(1), 0.0
		for i := 1; i < len(levels); i++ {
			least, most = min(least, step(i)), max(most, step(i))
		}
		return most / least
	}
	byRatio := uneven(func(i int) float64 { return math.Log(levels[i] / levels[i-1]) })
	byDifference := uneven(func(i int) float64 { return levels[i] - levels[i-1] })
	const fair = 2.5 // 1, 2, 5, 10: ratios differ by the logarithm of 2.5 over that of 2
	return byRatio < byDifference && byRatio < fair
}

// after is written behind the name of the input: its unit, and whether equal
// steps are equal ratios.
func (a levelAxis) after() string {
	if a.log {
		return a.in.unit() + ", logarithmic"
	}
	return a.in.unit()
}

func (a levelAxis) scale(v float64) float64 {
	if !a.log {
		return v
	}
	return math.Log(v)
}

// place returns where a value lies along the axis, from 0 to 1.
func (a levelAxis) place(v float64) float64 {
	return edge + (1-2*edge)*(a.scale(v)-a.low)/(a.high-a.low)
}

// own returns where the scenario's own value lies. ok is false where there is
// none, off where it lies beyond the axis.
func (a levelAxis) own() (at float64, ok, off bool) {
	if !finite(a.in.Own) {
		return 0, false, false
	}
	at = a.place(a.in.Own)
	return at, true, !(at >= 0 && at <= 1)
}

// ticks labels the levels where they have room, and round values or every few
// levels where not.
func (a levelAxis) ticks(p *page, width vg.Length) []tick {
	all := a.ticksAt(a.in.Levels, a.in.writer())
	if p.haveRoom(all, width) {
		return all
	}
	for _, ticks := range a.rounds() {
		if p.haveRoom(ticks, width) {
			return ticks
		}
	}
	for stride := 2; stride < len(all); stride++ {
		var few []tick
		for i := 0; i < len(all); i += stride {
			few = append(few, all[i])
		}
		if p.haveRoom(few, width) {
			return few
		}
	}
	return all[:1]
}

// rounds returns ticks at round values, ever fewer; none on a logarithmic axis.
func (a levelAxis) rounds() (out [][]tick) {
	for n := 10; n > 1 && !a.log; n-- {
		s := newScale(a.low, a.high, n)
		var at []float64
		for _, v := range s.at() {
			if math.Abs(v) < s.step*1e-6 {
				v = 0 // but for a rounding error
			}
			if x := a.place(v); x >= 0 && x <= 1 {
				at = append(at, v)
			}
		}
		if len(at) > 1 {
			out = append(out, a.ticksAt(at, value))
		}
	}
	return out
}

// widest returns the width of the widest label that the axis may have.
func (a levelAxis) widest(p *page) (w vg.Length) {
	for _, ticks := range append(a.rounds(), a.ticksAt(a.in.Levels, a.in.writer())) {
		for _, t := range ticks {
			w = max(w, p.widest(p.axisStyle(), t.label))
		}
	}
	return w
}

// ticksAt labels values.
func (a levelAxis) ticksAt(values []float64, write func(v float64) string) []tick {
	var out []tick
	for _, v := range values {
		out = append(out, tick{at: a.place(v), label: []string{write(v)}})
	}
	return out
}

// haveRoom reports whether the labels of ticks stand apart on an axis that long.
func (p *page) haveRoom(ticks []tick, width vg.Length) bool {
	st := p.axisStyle()
	end := vg.Length(math.Inf(-1))
	for _, t := range ticks {
		x, half := width*vg.Length(t.at), p.widest(st, t.label)/2
		if x-half < end {
			return false
		}
		end = x + half + st.size*0.6
	}
	return true
}
