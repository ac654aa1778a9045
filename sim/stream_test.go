package sim

import (
	"fmt"
	"math"
	"testing"

	"gonum.org/v1/gonum/stat"
)

const draws = 20000

// series draws one uniform from each of many streams, set by set.
func series(set func(i uint64) *stream) []float64 {
	x := make([]float64, draws)
	for i := range x {
		x[i] = set(uint64(i)).uniform()
	}
	return x
}

// TestStreamsDoNotCorrelate tests streams against each other: over runs,
// seeds, entities, purposes and event keys, near and far. False alarms: alpha
// over all pairs.
func TestStreamsDoNotCorrelate(t *testing.T) {
	one, other := newStream("North", "meeting/a"), newStream("South", "meeting/a")
	purpose, event := newStream("North", "meeting/b"), newStream("", "event")
	reset := func(s *stream, seed, run uint64) *stream { s.reset(seed, run); return s }
	base := series(func(i uint64) *stream { return reset(one, 1, i) })
	others := map[string][]float64{
		"the next run":           series(func(i uint64) *stream { return reset(one, 1, i+1) }),
		"the run 1000 later":     series(func(i uint64) *stream { return reset(one, 1, i+1000) }),
		"the next seed":          series(func(i uint64) *stream { return reset(one, 2, i) }),
		"seed 0":                 series(func(i uint64) *stream { return reset(one, 0, i) }),
		"the highest seed":       series(func(i uint64) *stream { return reset(one, math.MaxUint64, i) }),
		"seed and run exchanged": series(func(i uint64) *stream { return reset(one, i, 1) }),
		"another entity":         series(func(i uint64) *stream { return reset(other, 1, i) }),
		"another purpose":        series(func(i uint64) *stream { return reset(purpose, 1, i) }),
		"the key of an event":    series(func(i uint64) *stream { event.seed(i); return event }),
		"the next key":           series(func(i uint64) *stream { event.seed(i + 1); return event }),
		"the stream's next number": series(func(i uint64) *stream {
			reset(one, 1, i).uniform()
			return one
		}),
	}
	for name, x := range others {
		r := stat.Correlation(base, x, nil)
		plausible(t, "correlation with "+name, normalP(r*math.Sqrt(draws)), 2*len(others))
		plausible(t, "pairs with "+name, pairsP(base, x), 2*len(others))
	}
}

// pairsP tests that pairs of uniforms fill the unit square evenly.
func pairsP(x, y []float64) float64 {
	const side = 10
	counts, expected := make([]int, side*side), make([]float64, side*side)
	for i := range x {
		counts[int(x[i]*side)*side+int(y[i]*side)]++
	}
	for i := range expected {
		expected[i] = float64(len(x)) / (side * side)
	}
	return chiSquareP(counts, expected, 0)
}

// TestUniformAndNormal tests the distributions, first within one stream, then
// across the first numbers of many. False alarms: alpha over all.
func TestUniformAndNormal(t *testing.T) {
	s := newStream("North", "intent/war")
	for _, across := range []bool{false, true} {
		u, x, z := make([]float64, draws), make([]float64, draws), make([]float64, draws)
		for i := range u {
			if across || i == 0 {
				s.reset(3, uint64(i))
			}
			u[i], x[i], z[i] = s.uniform(), s.exponential(), s.normal()
		}
		label := fmt.Sprintf(" (across streams: %t)", across)
		plausible(t, "uniform"+label, followsP(u, func(v float64) float64 { return v }), 8)
		plausible(t, "exponential"+label, followsP(x, func(v float64) float64 { return -math.Expm1(-v) }), 8)
		plausible(t, "normal"+label, followsP(z, func(v float64) float64 { return math.Erfc(-v/math.Sqrt2) / 2 }), 8)
		var fourth float64
		for _, v := range z {
			fourth += v * v * v * v / draws
		}
		// E z^4 = 3 and Var z^4 = 105 - 9 = 96.
		plausible(t, "fourth moment"+label, normalP((fourth-3)/math.Sqrt(96.0/draws)), 8)
	}
}

// TestStreamsRepeat: the same seed and run give the same numbers, whatever was
// drawn before.
func TestStreamsRepeat(t *testing.T) {
	s := newStream("North", "meeting")
	s.reset(1, 2)
	want := [3]float64{s.uniform(), s.exponential(), s.normal()}
	s.reset(9, 9)
	s.normal()
	s.reset(1, 2)
	if got := [3]float64{s.uniform(), s.exponential(), s.normal()}; got != want {
		t.Errorf("again: %v, want %v", got, want)
	}
}

// TestSource: a source repeats, and its numbers are not those of another name or
// seed.
func TestSource(t *testing.T) {
	want := Source(1, "border", "resampling").Uint64()
	if got := Source(1, "border", "resampling").Uint64(); got != want {
		t.Errorf("again: %x, want %x", got, want)
	}
	for what, other := range map[string]uint64{
		"seed":    Source(2, "border", "resampling").Uint64(),
		"entity":  Source(1, "coast", "resampling").Uint64(),
		"purpose": Source(1, "border", "resamplings").Uint64(),
	} {
		if other == want {
			t.Errorf("another %s gives the same numbers", what)
		}
	}
}

// TestSeedInSetsTalksApart: the parts of one event differ by talk and repeat.
func TestSeedInSetsTalksApart(t *testing.T) {
	m := mustCompile(t, theatres())
	s := newStream("", "event")
	seen := map[float64]string{}
	for i := range m.talks {
		s.seedIn(42, &m.talks[i])
		x := s.uniform()
		if other, ok := seen[x]; ok {
			t.Errorf("talks %s and %s have the same luck", other, m.talks[i].name)
		}
		seen[x] = m.talks[i].name
	}
}
