package sim

import "math"

// ContactRules are the dials of professional contacts.
type ContactRules struct {
	Agenda     float64
	Pace       float64
	Rounds     float64
	Concession float64
	Draft      float64
	SettleDown float64
	SettleUp   float64
	Tau        float64
	Setback    float64
}

func contactParams() []Param[Rules] {
	return []Param[Rules]{
		{
			Key: "contact.agenda", Meaning: "chance that an open issue is worked on at a contact; irritants are not avoided", Unit: Share,
			Min: 0, Max: 1, Default: 0.5, Source: assumption,
			Number: func(r *Rules) *float64 { return &r.Contact.Agenda },
		},
		{
			Key: "contact.pace", Meaning: "rounds by which such work advances an issue", Unit: Number,
			Min: 0, Max: 10, Default: 0.4, Source: assumption,
			Number: func(r *Rules) *float64 { return &r.Contact.Pace },
		},
		{
			Key: "contact.rounds", Meaning: "rounds on one issue after which professionals, or a side in person, have conceded all they will", Unit: Number,
			Min: 1, Max: 1000, Default: 6, Source: assumption,
			Number: func(r *Rules) *float64 { return &r.Contact.Rounds },
		},
		{
			Key: "contact.concession", Meaning: "exponent of the professionals' concession tactic: below 1 Boulware, 1 linear, above 1 conceder", Unit: Number,
			Min: 0.05, Max: 20, Default: 1, Source: "Faratin, Sierra & Jennings (1998)",
			Number: func(r *Rules) *float64 { return &r.Contact.Concession },
		},
		{
			Key: "contact.draft", Meaning: "share of what is understood and not yet drafted that one contact drafts", Unit: Share,
			Min: 0, Max: 1, Default: 0.15, Source: assumption,
			Number: func(r *Rules) *float64 { return &r.Contact.Draft },
		},
		{
			Key: "contact.settle_down", Meaning: "share of the excess of optimism over realism that one contact takes away", Unit: Share,
			Min: 0, Max: 1, Default: 0.6, Source: assumption,
			Number: func(r *Rules) *float64 { return &r.Contact.SettleDown },
		},
		{
			Key: "contact.settle_up", Meaning: "share of the lack of optimism against realism that one contact makes up", Unit: Share,
			Min: 0, Max: 1, Default: 0.3, Source: assumption,
			Number: func(r *Rules) *float64 { return &r.Contact.SettleUp },
		},
		{
			Key: "contact.tau", Meaning: "softness of realism: the margin over the reservation utility that takes its odds from 1 to e", Unit: Share,
			Min: 0.001, Max: 1, Default: 0.05, Source: assumption,
			Number: func(r *Rules) *float64 { return &r.Contact.Tau },
		},
		{
			Key: "contact.setback", Meaning: "share of the rounds on an issue that is lost when it is reopened", Unit: Share,
			Min: 0, Max: 1, Default: 0.5, Source: assumption,
			Number: func(r *Rules) *float64 { return &r.Contact.Setback },
		},
	}
}

// contact is phase 4: professionals talk. They work on what is open, draft
// what is understood, say what does not hold, and optimism moves to realism.
func (e *Engine) contact() {
	for i := range e.talks {
		e.contactsUntil(&e.talks[i], e.now)
	}
}

// contactsUntil holds the contacts of a talk that come before day until.
func (e *Engine) contactsUntil(t *talkState, until float64) {
	if !t.professional() {
		return
	}
	for {
		c, ok := t.contact.before(until)
		if !ok {
			return
		}
		if c.dated || c.mark < 1/e.model.scenario.Talks[t.index].ContactEvery {
			e.talkShop(t, c)
		}
	}
}

// professional reports whether any side has professionals in the talk.
func (t *talkState) professional() bool {
	for _, list := range t.spec.corps {
		if len(list) > 0 {
			return true
		}
	}
	return false
}

// talkShop holds one contact.
func (e *Engine) talkShop(t *talkState, c candidate) {
	e.conclude(t)
	e.fade(t, c.at)
	e.out.Talks[t.index].Contacts++
	e.tell(happened(c.at, Contact, t.index))
	e.event.seed(c.key)
	e.professionalPositions(t)
	for k := range t.spec.issues {
		worked := e.event.uniform() < e.rules.Contact.Agenda
		switch {
		case t.understood[k]:
			t.formal[k] += float64(e.rules.Contact.Draft * (1 - t.formal[k]))
		case worked && t.deal < 0:
			t.rounds[k] += e.rules.Contact.Pace
			e.cross(t, k, c.at)
		}
	}
	e.object(t, c.at)
	e.settle(t)
	e.announce(t, c.at, Contact)
	t.decide(c.at)
	if t.deal >= 0 {
		t.found = append(t.found, found{at: c.at, key: mix64(c.key)})
	}
}

// professionalPositions puts accurate readings on the table, with the small
// error of the corps, and concessions short of the mandate by its caution.
func (e *Engine) professionalPositions(t *talkState) {
	for s := range t.spec.sides {
		e.inPerson(t, s)
		noise, caution, n := 0.0, 0.0, 0.0
		for _, c := range t.spec.corps[s] {
			noise += e.corps[c].spec.Noise
			caution += e.corps[c].spec.Caution
			n++
		}
		table := t.positions(s)
		for k := range table {
			z := e.event.normal()
			if n > 0 {
				table[k] = clamp(table[k] + float64(noise/n*z))
			}
		}
		if n > 0 {
			t.tactic[s].stretch = 1 - caution/n
			t.tactic[s].exponent = e.rules.Contact.Concession
		}
	}
	e.limits(t)
}

// candour is the mean candour of a side's professionals in a talk; 0 without.
func (e *Engine) candour(t *talkState, s int) float64 {
	var sum float64
	for _, c := range t.spec.corps[s] {
		sum += e.corps[c].spec.Candour
	}
	return sum / max(1, float64(len(t.spec.corps[s])))
}

// object lets the professionals of a side for which the package is worth less
// than walking away reopen the understanding that costs it most. A deal that
// stands is not theirs to reopen: what they find out about it is phase 6. All
// judge the package that lies on the table, so that no side gains by its place
// in the order.
func (e *Engine) object(t *talkState, at float64) {
	e.named = e.named[:0]
	for s := range t.spec.sides {
		k := -1
		luck := e.event.uniform()
		if t.deal < 0 && luck < e.candour(t, s) && e.trueUtility(t, s, t.terms) < t.spec.reservation[s] {
			k = e.dearest(t, s)
		}
		e.named = append(e.named, k)
	}
	for s, k := range e.named {
		if k < 0 || !t.understood[k] {
			continue
		}
		e.reopen(t, k)
		t.rounds[k] *= 1 - e.rules.Contact.Setback
		ev := happened(at, Reopened, t.index)
		ev.Side, ev.Issue = t.spec.sides[s], t.spec.issues[k]
		e.tell(ev)
	}
}

// dearest is the understood issue that costs a side most against its status
// quo; -1 if none costs anything.
func (e *Engine) dearest(t *talkState, s int) int {
	theta := e.sides[t.spec.sides[s]].theta
	worst, most := -1, 0.0
	for k, issue := range t.spec.issues {
		if !t.understood[k] {
			continue
		}
		quo := e.model.scenario.Issues[issue].StatusQuo
		loss := t.spec.weight[s][k] * (math.Abs(t.terms[k]-theta[issue]) - math.Abs(quo-theta[issue]))
		if loss > most {
			worst, most = k, loss
		}
	}
	return worst
}

// settle moves each side's optimism toward realism and makes its envoys pay
// for the disappointment.
func (e *Engine) settle(t *talkState) {
	real := e.realism(t)
	out := &e.out.Talks[t.index]
	for s, list := range t.offices {
		before := t.optimism[s]
		share := e.rules.Contact.SettleDown
		if real > before {
			share = e.rules.Contact.SettleUp
		}
		t.optimism[s] += float64(share * (real - before))
		drop := max(0, before-t.optimism[s])
		t.sums.falls += drop / float64(len(t.optimism))
		for _, o := range list {
			e.disappoint(o, drop)
		}
	}
	e.peak(t)
	out.Sawtooth = t.sums.falls / float64(out.Contacts)
}
