package sim

import (
	"math"
	"testing"
)

// TestBetaBelief: without forgetting, after one honoured year and one break on
// account of North, the partner's belief about it is the mean of Beta(prior*W +
// honour, (1-prior)*W + break), the onlooker's has spill times both, and the
// belief about South only gains.
func TestBetaBelief(t *testing.T) {
	s := still()
	s.Clock.Tick, s.Clock.Horizon = 0.25, 370
	x := s.Sides[0]
	x.Name, x.Reservation = "Onlooker", 0
	s.Sides = append(s.Sides, x)
	for i := range s.Sides {
		s.Sides[i].Reliability = []float64{math.NaN(), math.NaN(), math.NaN()}
	}
	s.Talks[0].Reservation = nil
	s.Sides[0].Reservation = 1 // North finds out that it never was what he meant
	s.Talks[0].ContactDates = []float64{DaysPerYear}
	for i := range s.Corps {
		s.Corps[i].Candour = 1
	}
	s.Rules.Reputation.Forgetting = inf
	s.begin(1).Signers = nil
	// Only the views of who is party to a talk count: the onlooker is to one in
	// which nothing happens.
	quiet := s.Talks[0]
	quiet.Name, quiet.Sides, quiet.Envoys, quiet.Corps = "quiet", []string{"Onlooker", "South"}, nil, nil
	quiet.MeetingEvery, quiet.ContactEvery, quiet.MeetingDates, quiet.ContactDates = inf, inf, nil, nil
	s.Talks = append(s.Talks, quiet)
	e := NewEngine(mustCompile(t, s))
	o := e.Run(1, 1)
	if d := o.Deals[0]; d.Cause != Misread || d.End != DaysPerYear || d.Breaker != 0 {
		t.Fatalf("the deal did not end as meant: %+v", d)
	}
	r := s.Rules.Reputation
	belief := func(share, bad float64) float64 {
		good := r.Prior*r.Weight + share*r.HonourRate
		return good / (good + (1-r.Prior)*r.Weight + share*bad)
	}
	// In the canonical order: North, Onlooker, South.
	north, south := 0, 2
	for _, c := range []struct {
		what      string
		got, want float64
	}{
		{"about North", o.Sides[north].Reliability, (belief(1, r.BreakWeight) + belief(r.Spill, r.BreakWeight)) / 2},
		{"about South", o.Sides[south].Reliability, (belief(1, 0) + belief(r.Spill, 0)) / 2},
		{"about the onlooker", o.Sides[1].Reliability, r.Prior},
	} {
		if math.Abs(c.got-c.want) > 1e-12 {
			t.Errorf("belief %s: %v, want %v", c.what, c.got, c.want)
		}
	}
}

// TestForgetting: what was observed halves every half-life; the prior stays.
func TestForgetting(t *testing.T) {
	s := still()
	s.Clock.Horizon = 900
	s.Rules.Reputation.Forgetting = 300
	e := NewEngine(mustCompile(t, s))
	w := &tracer{tick: func(e *Engine, _, _ int) {
		b := &e.sides[0].belief[1]
		if e.Now() == 1 {
			b.bad += 8
			return
		}
		if want := 8 * math.Exp2(-(e.Now()-1)/300); math.Abs(b.bad-b.priorBad-want) > 1e-9 || b.good != b.priorGood {
			t.Fatalf("day %v: %+v, want %v bad observations", e.Now(), b, want)
		}
	}}
	e.Run(1, 1, w)
}

// TestScapegoat: of the blame for a deal of formality f the share
// scapegoat*(1-f) is held against the envoy who signed and speaks for the side,
// and goes with him.
func TestScapegoat(t *testing.T) {
	const f = 0.25
	s := still()
	s.Rules.Reputation.Forgetting, s.Rules.Reputation.HonourRate = inf, 0
	s.begin(f)
	e := NewEngine(mustCompile(t, s))
	e.reset(1, 1)
	e.start, e.now = 10, 11
	talk := &e.talks[0]
	talk.voice[0], talk.voice[1] = 0, 1
	r := s.Rules.Reputation
	good, bad := r.Prior*r.Weight, (1-r.Prior)*r.Weight
	check := func(when string, counted float64) {
		t.Helper()
		if got, want := e.reliability(talk, 1, 0), good/(good+bad+counted); math.Abs(got-want) > 1e-12 {
			t.Errorf("%s: reliability of North %v, want %v", when, got, want)
		}
	}
	check("before", 0)
	e.end(talk, 10.5, Drift, 0)
	check("while he sits", r.BreakWeight)
	e.topple(0, candidate{at: 10.7, key: 1})
	check("once he has fallen", r.BreakWeight*(1-r.Scapegoat*(1-f)))
	if got := e.reliability(talk, 0, 1); math.Abs(got-good/(good+bad)) > 1e-12 {
		t.Errorf("reliability of South %v, who broke nothing", got)
	}
}
