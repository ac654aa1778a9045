package sim

import (
	"math"
	"slices"
)

// SigningRules are the dials of the principals' decision.
type SigningRules struct {
	SignAt   float64
	FormalAt float64
	Gloss    float64
}

func signingParams() []Param[Rules] {
	return []Param[Rules]{
		{
			Key: "signing.sign_at", Meaning: "coverage, the weight of the issues understood, from which a package is put to the principals", Unit: Share,
			Min: 0, Max: 1, Default: 0.6, Source: assumption,
			Number: func(r *Rules) *float64 { return &r.Signing.SignAt },
		},
		{
			Key: "signing.formal_at", Meaning: "share of the text drafted from which professionals sign on their own account", Unit: Share,
			Min: 0, Max: 1, Default: 0.6, Source: assumption,
			Number: func(r *Rules) *float64 { return &r.Signing.FormalAt },
		},
		{
			Key: "signing.gloss", Meaning: "utility that full optimism adds to what a principal thinks he gets", Unit: Share,
			Min: 0, Max: 1, Default: 0.12, Source: assumption,
			Number: func(r *Rules) *float64 { return &r.Signing.Gloss },
		},
	}
}

// signing is phase 5: where a meeting or a contact in this tick has given
// cause to, the principals decide on the package as it stands. Deciding on
// occasions, and not at every tick, keeps the result free of the tick.
func (e *Engine) signing() {
	for i := range e.talks {
		e.conclude(&e.talks[i])
	}
}

// conclude lets the principals decide, if there is cause to. It is called too
// before a further meeting or contact in the same tick.
func (e *Engine) conclude(t *talkState) {
	if math.IsNaN(t.occasion) {
		return
	}
	if cover := e.coverage(t); t.deal < 0 && cover > 0 && cover >= e.rules.Signing.SignAt-1e-12 {
		e.put(t)
	}
	t.occasion = math.NaN()
}

// put puts the package to the principals.
func (e *Engine) put(t *talkState) {
	if t.professional() && e.formality(t) >= e.rules.Signing.FormalAt && e.approved(t, e.onTheText) < 0 {
		e.sign(t, ByProfessionals, e.onTheText)
		return
	}
	if !e.spokenFor(t) {
		return
	}
	if s := e.approved(t, e.onTheWord); s >= 0 {
		ev := happened(t.occasion, Refused, t.index)
		ev.Side = t.spec.sides[s]
		e.tell(ev)
		return
	}
	e.sign(t, ByEnvoys, e.asPromised)
}

// spokenFor reports whether an envoy still sits who spoke at the last meeting,
// and no side's speaker has gone since.
func (e *Engine) spokenFor(t *talkState) bool {
	any := false
	for s, o := range t.voice {
		if o >= 0 {
			if !e.offices[o].seated {
				return false
			}
			any = true
		} else if len(t.offices[s]) > 0 {
			return false
		}
	}
	return any
}

// worth is what the package seems worth to the s-th side.
type worth func(t *talkState, s int) float64

// onTheText is the true utility of the drafted package.
func (e *Engine) onTheText(t *talkState, s int) float64 {
	return e.trueUtility(t, s, t.terms)
}

// asPromised is the utility that a principal is promised. He weighs his
// envoy's word against the professionals' by their standing (modelling
// choice).
func (e *Engine) asPromised(t *talkState, s int) float64 {
	real := e.trueUtility(t, s, t.terms)
	if t.voice[s] < 0 {
		return real
	}
	o := &e.offices[t.voice[s]]
	trust := e.trust(t, s, o)
	told := utility(t.spec.weight[s], t.terms, o.reading[t.index])
	return float64(trust*told) + float64((1-trust)*real)
}

// onTheWord is the utility on which a principal decides: what he is promised,
// glossed over by the optimism announced as far as he trusts his envoy. The
// gloss makes him sign; it is not a promise that he will hold the deal to
// (modelling choice).
func (e *Engine) onTheWord(t *talkState, s int) float64 {
	promised := e.asPromised(t, s)
	if t.voice[s] < 0 {
		return promised
	}
	trust := e.trust(t, s, &e.offices[t.voice[s]])
	return promised + float64(trust*e.rules.Signing.Gloss*e.faded(t, t.optimism[s], t.occasion))
}

// trust is the weight of the envoy's word against the professionals'.
func (e *Engine) trust(t *talkState, s int, o *officeState) float64 {
	list := t.spec.corps[s]
	if len(list) == 0 {
		return 1
	}
	var sum float64
	for _, c := range list {
		sum += e.corps[c].standing
	}
	if o.standing+sum == 0 {
		return 0
	}
	return o.standing / (o.standing + sum/float64(len(list)))
}

// approved returns the first side that declines, or -1. A side asks for its
// reservation utility, and for more of partners it thinks unreliable.
func (e *Engine) approved(t *talkState, w worth) int {
	for s, side := range t.spec.sides {
		doubt := 0.0
		for p := range t.spec.sides {
			if p != s {
				doubt += 1 - e.reliability(t, s, p)
			}
		}
		doubt /= float64(len(t.spec.sides) - 1)
		need := t.spec.reservation[s] + float64(e.model.scenario.Sides[side].Caution*doubt)
		if w(t, s) < need-1e-12 {
			return s
		}
	}
	return -1
}

// sign makes the package a deal.
func (e *Engine) sign(t *talkState, route Route, w worth) {
	d := e.newDeal(t, t.occasion, route)
	for s := range t.spec.sides {
		d.Promised[s] = w(t, s)
	}
	if route == ByEnvoys {
		for _, o := range t.voice {
			if o >= 0 {
				d.Signers = append(d.Signers, e.offices[o].person)
			}
		}
		slices.Sort(d.Signers)
	}
	out := &e.out.Talks[t.index]
	if math.IsNaN(out.FirstDeal) {
		out.FirstDeal = d.Day
	}
	ev := happened(d.Day, Signed, t.index)
	ev.Deal = t.deal
	e.tell(ev)
	e.credit(t, d)
}

// newDeal adds a deal on the package as it stands to the outcome, with all
// that is known at signature; the slices of earlier runs are used again.
func (e *Engine) newDeal(t *talkState, day float64, route Route) *DealOutcome {
	e.fade(t, day)
	out := &e.out.Talks[t.index]
	out.Deals++
	n := len(e.out.Deals)
	e.out.Deals = slices.Grow(e.out.Deals, 1)[:n+1]
	d := &e.out.Deals[n]
	old := *d
	*d = DealOutcome{
		Talk: t.index, Number: out.Deals, Day: day, End: e.model.scenario.Clock.Horizon,
		Breaker: -1, Route: route,
		Formality: e.formality(t), Coverage: e.coverage(t), Core: e.core(t), Realism: e.realism(t),
		Optimism: append(old.Optimism[:0], t.optimism...),
		Promised: append(old.Promised[:0], t.optimism...), // filled in by the caller
		Utility:  old.Utility[:0], Terms: old.Terms[:0], Signers: old.Signers[:0],
	}
	for s := range t.spec.sides {
		d.Utility = append(d.Utility, e.trueUtility(t, s, t.terms))
		e.out.Sides[t.spec.sides[s]].Signed++
	}
	for k := range t.terms {
		x := t.terms[k]
		if !t.understood[k] {
			x = math.NaN()
		}
		d.Terms = append(d.Terms, x)
	}
	t.deal = n
	return d
}
