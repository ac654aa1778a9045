package sim

import "slices"

// fallRate is the rate, per year, at which the envoy in a seat falls.
func (e *Engine) fallRate(i int) float64 {
	o := &e.offices[i]
	rivals := 0.0
	for j := range e.offices {
		if e.rivals(o, &e.offices[j]) {
			rivals++
		}
	}
	c := &e.rules.Careers
	return o.traits.FallRate * (1 + float64(c.Scrutiny*(1-o.standing)) + float64(c.Rivalry*rivals))
}

// topple lets the envoy in a seat fall; each deal he signed may lapse.
func (e *Engine) topple(i int, c candidate) {
	o := &e.offices[i]
	out := &e.out.Envoys[o.person]
	out.Until, out.Fell, out.Portfolio = c.at, true, len(o.talks)
	ev := happened(c.at, Fell, -1)
	ev.Envoy, ev.Side = o.person, o.spec.side
	e.tell(ev)
	o.seated, o.until = false, c.at+e.rules.Careers.Vacancy
	o.standing, o.blame = 0, 0
	for j := range e.talks {
		t := &e.talks[j]
		e.event.seedIn(c.key, t.spec)
		luck := e.event.uniform()
		if slices.Contains(o.talks, j) {
			e.out.Talks[j].Falls++
		}
		if s := slices.Index(t.voice, i); s >= 0 {
			t.voice[s] = -1 // his successor did not speak
		}
		if t.deal < 0 || !slices.Contains(e.out.Deals[t.deal].Signers, o.person) {
			continue
		}
		if luck < e.rules.Collapse.Personal*(1-e.formality(t)) {
			e.end(t, c.at, Fall, o.spec.side)
		}
	}
}

// seat puts the next person into a seat: the next named successor, or a
// newcomer whose traits are drawn around those of the first holder.
func (e *Engine) seat(i int, at float64) {
	o := &e.offices[i]
	s := &e.model.scenario
	key := mix64(o.luck + uint64(o.next))
	e.event.seed(key)
	person := -1
	bias := o.traits.Bias
	if o.next < len(o.spec.people) {
		person = o.spec.people[o.next]
		o.traits = s.Envoys[person]
		copy(bias, o.traits.Bias)
	} else {
		o.traits = s.Envoys[o.spec.people[0]]
		e.newcomer(o, bias)
	}
	o.traits.Bias = bias
	o.seated, o.standing, o.blame = true, o.traits.Standing, 0
	o.person = len(e.out.Envoys)
	e.out.Envoys = append(e.out.Envoys, EnvoyOutcome{
		Office: i, Person: person, Generation: o.next, From: at,
		Until: s.Clock.Horizon, Standing: o.standing, Peak: o.standing,
	})
	for _, t := range o.talks {
		e.event.seedIn(key, e.talks[t].spec)
		e.acquaint(o, t, e.event)
	}
	if o.next > 0 {
		ev := happened(at, Seated, -1)
		ev.Envoy, ev.Side = o.person, o.spec.side
		e.tell(ev)
	}
	o.next++
}

// newcomer draws the traits of a successor no one has named.
func (e *Engine) newcomer(o *officeState, bias []float64) {
	width := e.rules.Careers.Newcomer
	around := func(x float64) float64 { return clamp(x + float64(width*(2*e.event.uniform()-1))) }
	o.traits.Lean = around(o.traits.Lean)
	o.traits.Access = around(o.traits.Access)
	o.traits.Showmanship = around(o.traits.Showmanship)
	o.traits.Ambition = around(o.traits.Ambition)
	o.traits.Avoidance = around(o.traits.Avoidance)
	o.traits.Standing = around(o.traits.Standing)
	for k := range bias {
		bias[k] = 0
	}
}

// promote gives an envoy one of the talks he covets, chosen at random.
func (e *Engine) promote(i int, c candidate) {
	o := &e.offices[i]
	e.event.seed(c.key)
	luck := e.event.uniform()
	open := 0.0
	for _, t := range o.spec.covets {
		if !slices.Contains(o.talks, t) {
			open++
		}
	}
	at := int(luck * open)
	for _, talk := range o.spec.covets {
		if slices.Contains(o.talks, talk) {
			continue
		}
		if at--; at >= 0 {
			continue
		}
		o.talks = insert(o.talks, talk)
		t := &e.talks[talk]
		s := slices.Index(t.spec.sides, o.spec.side)
		t.offices[s] = insert(t.offices[s], i)
		e.acquaint(o, talk, e.event)
		ev := happened(c.at, Won, talk)
		ev.Envoy, ev.Side = o.person, o.spec.side
		e.tell(ev)
		return
	}
}

// insert adds x to an ascending list that does not hold it.
func insert(list []int, x int) []int {
	at, _ := slices.BinarySearch(list, x)
	return slices.Insert(list, at, x)
}
