package sim

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// table is an engine with one talk whose sides sit in person, at the ideal
// points and weights of the duel, and what they concede.
func table(t *testing.T, change func(*Scenario)) (*Engine, *talkState) {
	s := still()
	change(s)
	e := NewEngine(mustCompile(t, s))
	e.Run(1, 1)
	talk := &e.talks[0]
	for s := range talk.spec.sides {
		e.inPerson(talk, s)
	}
	return e, talk
}

// TestConcessionTactic: nothing before the first round, the limit from the
// last on, and between them (n/rounds)^(1/e) of it: Boulware below linear
// below conceder (Faratin, Sierra & Jennings 1998).
func TestConcessionTactic(t *testing.T) {
	e, talk := table(t, func(s *Scenario) { s.Rules.Meeting.Logroll = 0 })
	at := func(exponent, rounds float64) float64 {
		talk.tactic[0] = tactic{exponent: exponent, rounds: 8, limit: 0.6}
		talk.rounds[0] = rounds
		return e.concession(talk, 0, 0)
	}
	for _, exponent := range []float64{0.25, 1, 4} {
		for _, c := range []struct{ rounds, want float64 }{
			{0, 0}, {8, 0.6}, {9, 0.6}, {1e9, 0.6}, {2, 0.6 * math.Pow(0.25, 1/exponent)},
		} {
			if got := at(exponent, c.rounds); math.Abs(got-c.want) > 1e-12 {
				t.Errorf("exponent %v, %v rounds: concedes %v, want %v", exponent, c.rounds, got, c.want)
			}
		}
	}
	if !(at(0.25, 4) < at(1, 4) && at(1, 4) < at(4, 4)) {
		t.Error("Boulware concedes no later than linear, or linear no later than conceder")
	}
}

// TestLogroll: the offer is multiplied by (K w)^-g.
func TestLogroll(t *testing.T) {
	const g = 0.7
	e, talk := table(t, func(s *Scenario) { s.Rules.Meeting.Logroll = g })
	talk.tactic[0] = tactic{exponent: 1, rounds: 10, limit: 0.5}
	for k, w := range talk.spec.weight[0] {
		talk.rounds[k] = 5
		want := 0.25 * math.Pow(float64(len(talk.spec.issues))*w, -g)
		if got := e.concession(talk, 0, k); math.Abs(got-want) > 1e-12 {
			t.Errorf("issue %d: concedes %v, want %v", k, got, want)
		}
	}
}

// TestWeightlessIssue: what has no weight is never NaN, not even where nothing
// has been or may be conceded.
func TestWeightlessIssue(t *testing.T) {
	e, talk := table(t, func(s *Scenario) { s.Sides[0].Weight[0] = 0 })
	for _, c := range []struct{ limit, rounds, want float64 }{{0.5, 0, 0}, {0, 4, 0}, {0.5, 1, 1}} {
		talk.tactic[0] = tactic{exponent: 1, rounds: 8, limit: c.limit}
		talk.rounds[0] = c.rounds
		if got := e.concession(talk, 0, 0); got != c.want {
			t.Errorf("limit %v, %v rounds: concedes %v, want %v", c.limit, c.rounds, got, c.want)
		}
	}
}

// TestLimitIsWalkAway: a side that concedes exactly its limit on every issue is
// left with its reservation utility, unless it could concede everything.
func TestLimitIsWalkAway(t *testing.T) {
	for _, reservation := range []float64{0.2, 0.6, 0.75, 0.9, 1} {
		e, talk := table(t, func(s *Scenario) { s.Sides[0].Reservation = reservation })
		e.limits(talk)
		limit := talk.tactic[0].limit
		own, other := talk.positions(0), talk.positions(1)
		terms := make([]float64, len(own))
		for k := range terms {
			terms[k] = own[k] + limit*(other[k]-own[k])
		}
		got := utility(talk.spec.weight[0], terms, own)
		if limit == 1 && got >= reservation {
			continue
		}
		if math.Abs(got-reservation) > 1e-12 {
			t.Errorf("reservation %v: limit %v leaves %v", reservation, limit, got)
		}
	}
}

// TestOverreachStretchesTheLimit by 1 + overreach*ambition, up to everything.
func TestOverreachStretchesTheLimit(t *testing.T) {
	e, talk := table(t, func(s *Scenario) { s.Sides[0].Reservation = 0.8 })
	e.limits(talk)
	mandate := talk.tactic[0].limit
	for _, stretch := range []float64{0, 0.5, 1, 1.2, 100} {
		talk.tactic[0].stretch = stretch
		e.limits(talk)
		if got, want := talk.tactic[0].limit, min(1, stretch*mandate); math.Abs(got-want) > 1e-12 {
			t.Errorf("stretched by %v: %v, want %v", stretch, got, want)
		}
	}
}

// TestCrossing: with ideals a and b and linear tactics of limits l and m over r
// rounds, two sides understand each other in the first round n at which
// n/r (l+m) >= 1, at the middle of the overlap.
func TestCrossing(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		l, m := rapid.Float64Range(0.1, 1).Draw(rt, "l"), rapid.Float64Range(0.1, 1).Draw(rt, "m")
		r := float64(rapid.IntRange(1, 10).Draw(rt, "rounds"))
		e, talk := table(t, func(s *Scenario) { s.Rules.Meeting.Logroll = 0 })
		talk.tactic[0] = tactic{exponent: 1, rounds: r, limit: l}
		talk.tactic[1] = tactic{exponent: 1, rounds: r, limit: m}
		a, b := talk.positions(0)[0], talk.positions(1)[0]
		for n := 1.0; n <= r+1; n++ {
			talk.rounds[0] = n
			e.cross(talk, 0, n)
			p := min(1, n/r)
			if meet := p * (l + m); math.Abs(meet-1) < 1e-9 {
				return // a tie is decided by rounding
			} else if talk.understood[0] != (meet > 1) {
				rt.Fatalf("round %v of %v, limits %v and %v: understood is %t", n, r, l, m, talk.understood[0])
			}
			if talk.understood[0] {
				want := (a + p*l*(b-a) + b - p*m*(b-a)) / 2
				if math.Abs(talk.terms[0]-want) > 1e-12 {
					rt.Fatalf("understood at %v, want %v", talk.terms[0], want)
				}
				return
			}
		}
	})
}

// TestReflect folds into [0, 1], keeps what is there, and is even, and of
// period 2.
func TestReflect(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		x := rapid.Float64Range(-50, 50).Draw(rt, "x")
		got := reflect(x)
		if !(got >= 0 && got <= 1) || math.Abs(reflect(-x)-got) > 1e-9 || math.Abs(reflect(x+2)-got) > 1e-9 ||
			math.Abs(reflect(2-x)-got) > 1e-9 {
			rt.Fatalf("reflect(%v) = %v", x, got)
		}
		if x >= 0 && x <= 1 && got != x {
			rt.Fatalf("reflect(%v) = %v", x, got)
		}
	})
}

// TestDrift: after a year ideal points far from the ends have moved by a normal
// distance of standard deviation drift, at any tick. False alarms: alpha over
// the three ticks.
func TestDrift(t *testing.T) {
	const sd = 0.03
	for _, tick := range []float64{0.5, 1, 7} {
		s := still()
		s.Clock.Horizon, s.Clock.Tick = DaysPerYear, tick
		s.Sides[0].Drift = sd
		s.Sides[0].Ideal = []float64{0.5, 0.5, 0.5, 0.5}
		e := NewEngine(mustCompile(t, s))
		var moved []float64
		for run := range uint64(1000) {
			e.Run(1, run)
			for _, x := range e.sides[0].theta {
				moved = append(moved, (x-0.5)/sd)
			}
			if e.sides[1].theta[0] != 0.2 {
				t.Fatal("a side without drift moved")
			}
		}
		plausible(t, "drift", followsP(moved, func(v float64) float64 { return math.Erfc(-v/math.Sqrt2) / 2 }), 3)
	}
}
