package sim

import "math"

// CollapseRules are the dials of how deals end.
type CollapseRules struct {
	DiscoveryEvery float64
	SpoilRate      float64
	Personal       float64
	LeakBreak      float64
	Setback        float64
	Shock          float64
}

func collapseParams() []Param[Rules] {
	return []Param[Rules]{
		{
			Key: "collapse.discovery_every", Meaning: "mean interval at which principals look at what a deal is really worth to them, contacts apart", Unit: Days,
			Min: 0.25, Max: inf, Default: 240, Source: assumption,
			Number: func(r *Rules) *float64 { return &r.Collapse.DiscoveryEvery },
		},
		{
			Key: "collapse.spoil_rate", Meaning: "rate at which one rival of ambition and standing 1 spoils a deal of which nothing is formal", Unit: PerYear,
			Min: 0, Max: 50, Default: 0.8, Source: assumption,
			Number: func(r *Rules) *float64 { return &r.Collapse.SpoilRate },
		},
		{
			Key: "collapse.personal", Meaning: "chance that a deal of which nothing is formal lapses when an envoy whose deal it is falls", Unit: Share,
			Min: 0, Max: 1, Default: 0.6, Source: assumption,
			Number: func(r *Rules) *float64 { return &r.Collapse.Personal },
		},
		{
			Key: "collapse.leak_break", Meaning: "chance that a leak ends a deal of which nothing is formal", Unit: Share,
			Min: 0, Max: 1, Default: 0.15, Source: assumption,
			Number: func(r *Rules) *float64 { return &r.Collapse.LeakBreak },
		},
		{
			Key: "collapse.setback", Meaning: "share of the rounds on every issue that is lost when a deal ends", Unit: Share,
			Min: 0, Max: 1, Default: 0.7, Source: assumption,
			Number: func(r *Rules) *float64 { return &r.Collapse.Setback },
		},
		{
			Key: "collapse.shock", Meaning: "share of the announced optimism that is lost when a deal ends", Unit: Share,
			Min: 0, Max: 1, Default: 0.6, Source: assumption,
			Number: func(r *Rules) *float64 { return &r.Collapse.Shock },
		},
	}
}

// deals is phase 6: competing risks of the deals that stand. Principals find
// out what they signed, at contacts and of themselves; rivals spoil. Falls
// and leaks follow in phase 7.
func (e *Engine) deals() {
	for i := range e.talks {
		t := &e.talks[i]
		for _, f := range t.found {
			e.event.seed(f.key)
			if luck := e.event.uniform(); luck < e.frankness(t) {
				e.discover(t, f.at)
			}
		}
		for {
			c, ok := t.discovery.before(e.now)
			if !ok {
				break
			}
			if c.mark < 1/e.rules.Collapse.DiscoveryEvery {
				e.discover(t, c.at)
			}
		}
		for {
			c, ok := t.spoiling.before(e.now)
			if !ok {
				break
			}
			if rate, by := e.spoilRate(t); c.mark < rate/DaysPerYear && c.at >= e.out.Deals[t.deal].Day {
				e.end(t, c.at, Spoiler, by)
			}
		}
	}
}

// frankness is the candour of the franker side: whoever says it, it is out.
func (e *Engine) frankness(t *talkState) float64 {
	most := 0.0
	for s := range t.spec.sides {
		most = max(most, e.candour(t, s))
	}
	return most
}

// discover holds the standing deal against what each principal wants now. He
// breaks it if it is worth less than walking away, or than he was promised
// less his patience: as misread if that was so when he signed, as drift if it
// has become so.
func (e *Engine) discover(t *talkState, at float64) {
	if t.deal < 0 || at < e.out.Deals[t.deal].Day {
		return
	}
	d := &e.out.Deals[t.deal]
	worst, breaker := 0.0, -1
	for s := range t.spec.sides {
		short := e.floor(t, d, s) - e.trueUtility(t, s, t.terms)
		if short > 1e-9 && short > worst {
			worst, breaker = short, s
		}
	}
	if breaker < 0 {
		return
	}
	cause := Drift
	if d.Utility[breaker] < e.floor(t, d, breaker)-1e-9 {
		cause = Misread
	}
	e.end(t, at, cause, t.spec.sides[breaker])
}

// floor is the utility below which a principal breaks a deal.
func (e *Engine) floor(t *talkState, d *DealOutcome, s int) float64 {
	patience := e.model.scenario.Sides[t.spec.sides[s]].Patience
	return max(t.spec.reservation[s], d.Promised[s]-patience)
}

// spoilRate is the rate, per year, at which rivals of the signers spoil the
// standing deal, in proportion to their ambition and standing and to what of
// it is not formal; by is the side of the strongest rival.
func (e *Engine) spoilRate(t *talkState) (rate float64, by int) {
	if t.deal < 0 {
		return 0, -1
	}
	strongest := 0.0
	by = -1
	for i := range e.offices {
		o := &e.offices[i]
		if !e.rivalOfSigners(t, o) {
			continue
		}
		push := float64(o.traits.Ambition * o.standing)
		rate += push
		if push > strongest {
			strongest, by = push, o.spec.side
		}
	}
	return rate * e.rules.Collapse.SpoilRate * (1 - e.formality(t)), by
}

// rivalOfSigners reports whether an office is the rival of anyone who signed
// the standing deal, and did not sign it too.
func (e *Engine) rivalOfSigners(t *talkState, o *officeState) bool {
	for _, person := range e.out.Deals[t.deal].Signers {
		if e.rivals(&e.offices[e.out.Envoys[person].Office], o) {
			return !e.signed(t, o)
		}
	}
	return false
}

// signed reports whether whoever sits in the office signed the standing deal.
func (e *Engine) signed(t *talkState, o *officeState) bool {
	for _, person := range e.out.Deals[t.deal].Signers {
		if o.seated && o.person == person {
			return true
		}
	}
	return false
}

// end ends the standing deal of a talk, on account of side by (-1: no one's).
func (e *Engine) end(t *talkState, at float64, cause Cause, by int) {
	d := &e.out.Deals[t.deal]
	d.End, d.Cause, d.Breaker = max(at, d.Day), cause, by
	ev := happened(d.End, Ended, t.index)
	ev.Deal, ev.Cause, ev.Side = t.deal, cause, by
	e.tell(ev)
	if by >= 0 {
		e.out.Sides[by].Broken++
	}
	e.honour(t, d.End)
	e.fade(t, at)
	for s := range t.optimism {
		t.optimism[s] -= float64(e.rules.Collapse.Shock * t.optimism[s])
	}
	e.disgrace(d)
	e.blame(t, d)
	for k := range t.rounds {
		e.reopen(t, k)
		t.rounds[k] *= 1 - e.rules.Collapse.Setback
	}
	t.deal = -1
}

// standing puts a deal of the scenario in place on day 0.
func (e *Engine) standing(spec *dealSpec) {
	t := &e.talks[spec.talk]
	for k, x := range spec.terms {
		if !math.IsNaN(x) {
			t.understood[k], t.terms[k], t.formal[k] = true, x, spec.formal
		}
	}
	d := e.newDeal(t, 0, AtStart)
	copy(d.Promised, d.Utility)
	for _, o := range spec.signers {
		d.Signers = append(d.Signers, e.offices[o].person)
		e.out.Envoys[e.offices[o].person].Signed++
	}
	e.out.Talks[t.index].FirstDeal = 0
}
