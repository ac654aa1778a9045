package sim

import "math"

// ReputationRules are the dials of who is held to keep his word.
type ReputationRules struct {
	Prior       float64
	Weight      float64
	Forgetting  float64
	HonourRate  float64
	BreakWeight float64
	Spill       float64
	Scapegoat   float64
}

func reputationParams() []Param[Rules] {
	return []Param[Rules]{
		{
			Key: "reputation.prior", Meaning: "how reliable a side is held to be by those who have seen nothing of it (mean of a Beta belief)", Unit: Share,
			Min: 0.01, Max: 0.99, Default: 0.6, Source: assumption,
			Number: func(r *Rules) *float64 { return &r.Reputation.Prior },
		},
		{
			Key: "reputation.weight", Meaning: "weight of that belief, in observations", Unit: Number,
			Min: 0.01, Max: 1000, Default: 4, Source: assumption,
			Number: func(r *Rules) *float64 { return &r.Reputation.Weight },
		},
		{
			Key: "reputation.forgetting", Meaning: "half-life with which what was observed is forgotten", Unit: Days,
			Min: 1, Max: inf, Default: 1095, Source: "form: Josang & Ismail (2002); value: modelling choice",
			Number: func(r *Rules) *float64 { return &r.Reputation.Forgetting },
		},
		{
			Key: "reputation.honour_rate", Meaning: "good observations that one year of an honoured deal is worth", Unit: PerYear,
			Min: 0, Max: 100, Default: 1, Source: assumption,
			Number: func(r *Rules) *float64 { return &r.Reputation.HonourRate },
		},
		{
			Key: "reputation.break_weight", Meaning: "bad observations that one broken deal is worth", Unit: Number,
			Min: 0, Max: 100, Default: 2, Source: assumption,
			Number: func(r *Rules) *float64 { return &r.Reputation.BreakWeight },
		},
		{
			Key: "reputation.spill", Meaning: "share of an observation that sides outside the deal make too", Unit: Share,
			Min: 0, Max: 1, Default: 0.4, Source: assumption,
			Number: func(r *Rules) *float64 { return &r.Reputation.Spill },
		},
		{
			Key: "reputation.scapegoat", Meaning: "share of the blame for a deal of which nothing is formal that goes to the envoy, and leaves with him", Unit: Share,
			Min: 0, Max: 1, Default: 0.3, Source: "mechanism: McGillivray & Smith (2000); value: modelling choice",
			Number: func(r *Rules) *float64 { return &r.Reputation.Scapegoat },
		},
	}
}

// RuleParams declares the tables of the mechanisms, one a phase.
func RuleParams() []Param[Rules] {
	var all []Param[Rules]
	for _, phase := range [][]Param[Rules]{
		meetingParams(), contactParams(), signingParams(), collapseParams(), careerParams(), reputationParams(),
	} {
		all = append(all, phase...)
	}
	return all
}

// belief is a Beta belief about how reliable a side is: its prior and the
// observations added to it (Josang & Ismail 2002, with forgetting).
type belief struct {
	good, bad           float64
	priorGood, priorBad float64
}

// prior is the belief of someone who has seen nothing yet.
func (r *ReputationRules) prior(mean float64) belief {
	if math.IsNaN(mean) {
		mean = r.Prior
	}
	good, bad := mean*r.Weight, (1-mean)*r.Weight
	return belief{good: good, bad: bad, priorGood: good, priorBad: bad}
}

// reputation is phase 8: what was seen is slowly forgotten, and each deal
// that still stands speaks for its sides. Breaks have been counted as they
// came, by blame.
func (e *Engine) reputation() {
	span := e.now - e.start
	keep := e.forgetting.over(span)
	for i := range e.sides {
		for j := range e.sides[i].belief {
			b := &e.sides[i].belief[j]
			b.good = b.priorGood + float64(keep*(b.good-b.priorGood))
			b.bad = b.priorBad + float64(keep*(b.bad-b.priorBad))
		}
	}
	for i := range e.offices {
		e.offices[i].blame *= keep
	}
	for i := range e.talks {
		t := &e.talks[i]
		if t.deal < 0 {
			continue
		}
		e.honour(t, e.now)
	}
}

// honour counts the part of this tick up to day at on which a talk's deal
// stood in favour of its sides.
func (e *Engine) honour(t *talkState, at float64) {
	stood := at - max(e.start, e.out.Deals[t.deal].Day)
	worth := e.rules.Reputation.HonourRate * max(0, stood) / DaysPerYear
	for _, about := range t.spec.sides {
		e.observe(t, about, worth, 0)
	}
}

// observe adds what a talk showed of one side to the beliefs of all others:
// in full for its partners, in part for onlookers.
func (e *Engine) observe(t *talkState, about int, good, bad float64) {
	for i := range e.sides {
		if i == about {
			continue
		}
		share := e.rules.Reputation.Spill
		for _, partner := range t.spec.sides {
			if partner == i {
				share = 1
			}
		}
		b := &e.sides[i].belief[about]
		b.good += share * good
		b.bad += share * bad
	}
}

// blame counts the end of a deal against the side on whose account it ended.
// For a personal deal a share of it goes to the envoys of that side who
// signed: it is held against those who still sit, and has left with those who
// do not (McGillivray & Smith 2000).
func (e *Engine) blame(t *talkState, d *DealOutcome) {
	if d.Breaker < 0 {
		return
	}
	weight := e.rules.Reputation.BreakWeight
	share := e.rules.Reputation.Scapegoat * (1 - e.formality(t))
	personal := 0.0
	for _, person := range d.Signers {
		o := &e.offices[e.out.Envoys[person].Office]
		if o.spec.side != d.Breaker {
			continue
		}
		personal = share * weight
		if o.seated && o.person == person {
			o.blame += personal
		}
	}
	e.observe(t, d.Breaker, 0, weight-personal)
}

// reliability is what side s of a talk expects of side p of it: the belief
// about the side, and what is held against the envoy who speaks for it.
func (e *Engine) reliability(t *talkState, s, p int) float64 {
	b := e.sides[t.spec.sides[s]].belief[t.spec.sides[p]]
	bad := b.bad
	if v := t.voice[p]; v >= 0 && e.offices[v].seated {
		bad += e.offices[v].blame
	}
	return b.good / (b.good + bad)
}
