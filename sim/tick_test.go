package sim

import (
	"fmt"
	"math"
	"testing"
)

// sample holds the features of many runs by which two ways of playing a
// scenario are compared.
type sample struct {
	firstDay, firstLife, deals, excess, standing, reliability []float64
	causes                                                    []int
	meetings                                                  []float64
}

// collect plays runs of the first talk. What never came is put beyond the
// horizon: the sample is of all runs. envoy and side say whose standing and
// reliability to note.
func collect(t testing.TB, s *Scenario, seed uint64, runs, envoy, side int) sample {
	e := NewEngine(mustCompile(t, s))
	x := sample{causes: make([]int, NumCauses+1)}
	for run := range uint64(runs) {
		o := e.Run(seed, run)
		day, life, cause := 2*s.Clock.Horizon, 2*s.Clock.Horizon, NumCauses
		if len(o.Deals) > 0 {
			d := &o.Deals[0]
			day, life, cause = d.Day, d.Life(), d.Cause
		}
		x.firstDay = append(x.firstDay, day)
		x.firstLife = append(x.firstLife, life)
		x.causes[cause]++
		x.deals = append(x.deals, float64(len(o.Deals)))
		x.meetings = append(x.meetings, float64(o.Talks[0].Meetings))
		x.excess = append(x.excess, o.Talks[0].MeanExcess)
		x.standing = append(x.standing, e.StandingOf(envoy))
		x.reliability = append(x.reliability, o.Sides[side].Reliability)
	}
	return x
}

// compare tests feature by feature that two samples come from one
// distribution; n is how many such comparisons the test makes in all.
func compare(t *testing.T, what string, a, b sample, n int) {
	t.Helper()
	for _, f := range []struct {
		name string
		a, b []float64
	}{
		{"day of the first deal", a.firstDay, b.firstDay},
		{"life of the first deal", a.firstLife, b.firstLife},
		{"deals", a.deals, b.deals},
		{"meetings", a.meetings, b.meetings},
		{"mean excess of optimism", a.excess, b.excess},
		{"standing at the end", a.standing, b.standing},
		{"reliability at the end", a.reliability, b.reliability},
	} {
		p := sameP(f.a, f.b)
		t.Logf("%s, %s: means %.4g and %.4g, p = %.3g", what, f.name, mean(f.a), mean(f.b), p)
		plausible(t, what+", "+f.name, p, 8*n)
	}
	p := homogeneityP(a.causes, b.causes)
	t.Logf("%s, cause of the first end: %v and %v, p = %.3g", what, a.causes, b.causes, p)
	plausible(t, what+", cause of the first end", p, 8*n)
}

func mean(x []float64) float64 { return sum(x) / float64(len(x)) }

// TestTick: 6 hours, a day and a week give the same distribution of outcomes.
// Each has a seed of its own, so that the samples are independent. False
// alarms: alpha over the sixteen comparisons.
func TestTick(t *testing.T) {
	const runs = 4000
	play := func(tick float64, seed uint64) sample {
		s := duel()
		s.Clock.Tick = tick
		return collect(t, s, seed, runs, 0, 0)
	}
	day := play(1, 100)
	for i, tick := range []float64{0.25, 7} {
		compare(t, fmt.Sprintf("ticks of 1 and %v days", tick), day, play(tick, uint64(101+i)), 2)
	}
}

// TestMirror: two sides who swap all their properties swap their outcomes. The
// names, and with them the luck and the order, stay where they are. False
// alarms: alpha over the eight comparisons.
func TestMirror(t *testing.T) {
	const runs = 6000
	compare(t, "mirrored", collect(t, uneven(0), 200, runs, 0, 0), collect(t, uneven(1), 201, runs, 1, 1), 1)
}

// uneven is the duel with sides that differ in everything; at says which of
// the two is the weaker.
func uneven(at int) *Scenario {
	s := duel()
	weak, strong := at, 1-at
	s.Sides[weak].Ideal, s.Sides[strong].Ideal = []float64{0.9, 0.8, 0.7, 0.1}, []float64{0.2, 0.9, 0.3, 0.8}
	s.Sides[weak].Weight, s.Sides[strong].Weight = []float64{0.4, 0.1, 0.2, 0.3}, []float64{0.2, 0.2, 0.4, 0.2}
	s.Sides[weak].Reservation, s.Sides[strong].Reservation = 0.52, 0.56
	s.Sides[weak].Clarity, s.Sides[strong].Clarity = 0.2, 0.5
	s.Sides[weak].Drift = 0.12
	s.Envoys[weak].Lean, s.Envoys[weak].Ambition, s.Envoys[weak].FallRate = 0.5, 0.9, 0.6
	s.Corps[weak].Candour, s.Corps[strong].Candour = 0.9, 0.8
	s.Corps[weak].LeakRate = 2
	return s
}

// TestTickOfHonour: a side's record does not depend on the tick. One deal
// stands for the whole run; its honour is worth honour_rate a year (to 1e-9).
func TestTickOfHonour(t *testing.T) {
	for _, tick := range []float64{0.25, 1, 7, 31} {
		s := still()
		s.Clock.Tick, s.Clock.Horizon = tick, 500
		s.Rules.Reputation.Forgetting = inf
		s.begin(1)
		o := NewEngine(mustCompile(t, s)).Run(1, 1)
		r := s.Rules.Reputation
		good := r.Prior*r.Weight + r.HonourRate*500/DaysPerYear
		want := good / (good + (1-r.Prior)*r.Weight)
		if got := o.Sides[0].Reliability; math.Abs(got-want) > 1e-9 {
			t.Errorf("tick %v: reliability %v, want %v", tick, got, want)
		}
	}
}
