package study

import (
	"fmt"
	"math"

	"backchannel/scenarios"
	"backchannel/sim"
)

// quantileOf is where in its plausible range an assumption lies in a world,
// from 0 to 1: the same in every arm that has it. Each path has a stream of its
// own in each world, so that a further assumption, arm or world moves no other.
//
// The draws are independent of one another. A Latin hypercube would spread them
// more evenly, which tells a mean better; but whether a claim holds is a yes or
// a no that hangs on many assumptions at once, and of independent worlds it is
// known exactly how far their share may be from that of all.
func quantileOf(seed uint64, world int, path string) float64 {
	return drawn(seed, path, fmt.Sprintf("world %d", world))
}

// drawn is the first number, from 0 up to 1, of the stream that a path has for
// some purpose.
func drawn(seed uint64, path, purpose string) float64 {
	const bits = 53 // of a float64
	x := sim.Source(seed, path, purpose).Uint64() >> (64 - bits)
	return float64(x) / (1 << bits)
}

// plausibleAt is the value so far up the plausible range.
func plausibleAt(a *scenarios.Assumption, q float64) float64 {
	if a.Log {
		return math.Exp(math.Log(a.Low) + float64(q*(math.Log(a.High)-math.Log(a.Low))))
	}
	return a.Low + float64(q*(a.High-a.Low))
}

// inWorld is the arm with every assumption drawn that the arm does not itself
// set. The error says what is wrong with that world.
func (a *claimArm) inWorld(seed uint64, world int) (*sim.Model, error) {
	settings := make([]scenarios.Setting, len(a.free))
	for i := range a.free {
		x := &a.free[i]
		v := plausibleAt(x, quantileOf(seed, world, x.Path))
		settings[i] = scenarios.Setting{Path: x.Path, Value: min(max(v, x.Low), x.High)} // exp(log) may round beyond
	}
	s, err := a.scenario.With(settings...)
	if err != nil {
		return nil, err
	}
	return sim.Compile(s.Sim)
}

// freed notes the assumptions that the arm leaves open: all but those it sets.
func (a *claimArm) freed() {
	a.free = []scenarios.Assumption{}
	for _, x := range a.scenario.Assumptions() {
		if !a.Sets(x.Path) {
			a.free = append(a.free, x)
		}
	}
}
