package sim

import "math"

// sideState is a principal now.
type sideState struct {
	theta  []float64 // ideal points
	drift  []*stream // one an issue
	belief []belief  // about every side
}

// officeState is an envoy's seat now, with whoever sits in it.
type officeState struct {
	spec     *officeSpec
	traits   Envoy // of the holder; Bias is the office's own slice
	seated   bool
	until    float64 // vacant: when a successor sits down
	person   int     // index into Outcome.Envoys
	standing float64
	blame    float64     // breaks held against him and not against his side
	talks    []int       // portfolio, ascending
	reading  [][]float64 // by talk, issue of the talk: what he takes his principal to want
	rapport  []float64   // by talk
	briefed  clock
	fall     clock
	review   clock
	initial  *stream
	luck     uint64 // of this run's holders: their traits and first readings
	next     int    // place in spec.people of the next successor
}

// corpsState is a corps now.
type corpsState struct {
	spec     *Corps
	standing float64
	leak     []clock // by talk; only those it takes part in ring
}

// talkState is a talk now.
type talkState struct {
	spec       *talkSpec
	index      int
	rounds     []float64 // by issue
	understood []bool    // by issue
	terms      []float64 // by issue; the status quo where not understood
	formal     []float64 // by issue: share drafted
	optimism   []float64 // by side, as of fadedAt
	fadedAt    float64
	offices    [][]int   // by side: who carries it now
	voice      []int     // by side: the office that spoke last; -1: none
	position   []float64 // on the table, by side and issue: see positions
	tactic     []tactic  // by side
	meeting    agenda
	contact    agenda
	discovery  clock
	spoiling   clock
	occasion   float64 // when principals were last given cause to decide; NaN: not in this tick
	found      []found // contacts in this tick that may bring a deal's truth out
	deal       int     // standing deal; -1: none
	sums       sums
}

// found is a chance that the truth about a deal comes out.
type found struct {
	at  float64
	key uint64
}

// sums gathers what a TalkOutcome averages.
type sums struct {
	optimism, excess float64 // integrals over time
	rises, falls     float64 // of optimism, at meetings and at contacts
}

// build makes the state once; reset puts it at the start of a run.
func (e *Engine) build() {
	s := &e.model.scenario
	for i := range s.Sides {
		e.sides = append(e.sides, e.newSide(&s.Sides[i]))
	}
	for i := range e.model.offices {
		e.offices = append(e.offices, e.newOffice(&e.model.offices[i]))
	}
	for i := range s.Corps {
		e.corps = append(e.corps, e.newCorps(&s.Corps[i], i))
	}
	for i := range e.model.talks {
		e.talks = append(e.talks, e.newTalk(&e.model.talks[i], i))
	}
	e.recovery.half = e.rules.Careers.Recovery
	e.forgetting.half = e.rules.Reputation.Forgetting
	e.out.Talks = make([]TalkOutcome, len(e.talks))
	e.out.Sides = make([]SideOutcome, len(e.sides))
}

func (e *Engine) newSide(spec *Side) sideState {
	s := sideState{
		theta:  make([]float64, len(spec.Ideal)),
		belief: make([]belief, len(e.model.scenario.Sides)),
	}
	for k := range spec.Ideal {
		s.drift = append(s.drift, newStream(spec.Name, "intent/"+e.model.scenario.Issues[k].Name))
	}
	return s
}

func (e *Engine) newOffice(spec *officeSpec) officeState {
	s := &e.model.scenario
	holder := &s.Envoys[spec.people[0]]
	o := officeState{
		spec:    spec,
		rapport: make([]float64, len(s.Talks)),
		talks:   make([]int, 0, len(s.Talks)),
		reading: make([][]float64, len(s.Talks)),
		initial: newStream(holder.Name, "succession"),
	}
	o.traits.Bias = make([]float64, len(s.Issues))
	for t := range o.reading {
		o.reading[t] = make([]float64, len(e.model.talks[t].issues))
	}
	var brief, fall float64
	for _, p := range spec.people {
		brief = max(brief, 1/s.Envoys[p].BriefingEvery)
		fall = max(fall, s.Envoys[p].FallRate)
	}
	o.briefed = newClock(holder.Name, "briefing", brief)
	worst := 1 + e.rules.Careers.Scrutiny + float64(e.rules.Careers.Rivalry*float64(e.model.rivalsAtMost(spec)))
	o.fall = newClock(holder.Name, "fall", fall*worst/DaysPerYear)
	o.review = newClock(holder.Name, "review", 1/e.rules.Careers.ReviewEvery)
	return o
}

// rivalsAtMost counts the other seats of the same side that have or covet a
// talk: an envoy with no part in anything competes with no one.
func (m *Model) rivalsAtMost(spec *officeSpec) int {
	n := 0
	for i := range m.offices {
		o := &m.offices[i]
		if o != spec && o.side == spec.side && len(o.talks)+len(o.covets) > 0 {
			n++
		}
	}
	return n
}

func (e *Engine) newCorps(spec *Corps, index int) corpsState {
	c := corpsState{spec: spec, leak: make([]clock, len(e.model.talks))}
	for t := range e.model.talks {
		for _, list := range e.model.talks[t].corps {
			for _, member := range list {
				if member == index {
					c.leak[t] = newClock(spec.Name, "leak/"+e.model.talks[t].name, spec.LeakRate/DaysPerYear)
				}
			}
		}
		c.leak[t].rewind()
	}
	return c
}

func (e *Engine) newTalk(spec *talkSpec, index int) talkState {
	d := &e.model.scenario.Talks[index]
	issues, sides := len(spec.issues), len(spec.sides)
	t := talkState{
		spec: spec, index: index,
		rounds: make([]float64, issues), understood: make([]bool, issues),
		terms: make([]float64, issues), formal: make([]float64, issues),
		optimism: make([]float64, sides), voice: make([]int, sides),
		position: make([]float64, sides*issues), tactic: make([]tactic, sides),
		offices: make([][]int, sides),
		meeting: agenda{
			clock:    newClock(spec.name, "meeting", 1/d.MeetingEvery),
			calendar: newCalendar(spec.name, "meeting dates", d.MeetingDates),
		},
		contact: agenda{
			clock:    newClock(spec.name, "contact", 1/d.ContactEvery),
			calendar: newCalendar(spec.name, "contact dates", d.ContactDates),
		},
		discovery: newClock(spec.name, "discovery", 1/e.rules.Collapse.DiscoveryEvery),
		spoiling:  newClock(spec.name, "spoiler", e.rules.Collapse.SpoilRate*float64(e.model.rivalsInTalk(spec))/DaysPerYear),
	}
	for i := range t.offices {
		t.offices[i] = make([]int, 0, len(e.model.offices))
	}
	return t
}

// rivalsInTalk bounds how many rivals there can be to the signers of a deal.
func (m *Model) rivalsInTalk(spec *talkSpec) int {
	n := 0
	for i := range m.offices {
		for _, side := range spec.sides {
			if m.offices[i].side == side {
				n++
			}
		}
	}
	return n
}

// reset puts everything at the start of one run.
func (e *Engine) reset(seed, run uint64) {
	e.start, e.now = 0, 0
	e.out.Run = run
	e.out.Deals = e.out.Deals[:0]
	e.out.Envoys = e.out.Envoys[:0]
	e.out.Readouts = e.out.Readouts[:0]
	for i := range e.sides {
		e.resetSide(i, seed, run)
	}
	for i := range e.corps {
		c := &e.corps[i]
		c.standing = c.spec.Standing
		for t := range c.leak {
			c.leak[t].reset(seed, run)
		}
	}
	for i := range e.talks {
		e.resetTalk(i, seed, run)
	}
	for i := range e.offices {
		e.resetOffice(i, seed, run)
	}
	for i := range e.model.deals {
		e.standing(&e.model.deals[i])
	}
}

func (e *Engine) resetSide(i int, seed, run uint64) {
	s, spec := &e.sides[i], &e.model.scenario.Sides[i]
	copy(s.theta, spec.Ideal)
	for _, d := range s.drift {
		d.reset(seed, run)
	}
	for j := range s.belief {
		s.belief[j] = e.rules.Reputation.prior(spec.Reliability[j])
	}
	e.out.Sides[i] = SideOutcome{Side: i}
}

func (e *Engine) resetTalk(i int, seed, run uint64) {
	t, d := &e.talks[i], &e.model.scenario.Talks[i]
	for k := range t.rounds {
		e.reopen(t, k)
		t.rounds[k] = 0
	}
	for s := range t.optimism {
		t.optimism[s] = d.Optimism
		if math.IsNaN(d.Optimism) {
			t.optimism[s] = d.Mood
		}
		t.voice[s] = -1
		t.offices[s] = append(t.offices[s][:0], t.spec.offices[s]...)
	}
	t.fadedAt, t.deal, t.sums = 0, -1, sums{}
	t.meeting.reset(seed, run)
	t.contact.reset(seed, run)
	t.discovery.reset(seed, run)
	t.spoiling.reset(seed, run)
	e.out.Talks[i] = TalkOutcome{
		Talk: i, FirstUnderstanding: math.NaN(), FirstDeal: math.NaN(),
	}
	e.peak(t)
}

func (e *Engine) resetOffice(i int, seed, run uint64) {
	o := &e.offices[i]
	o.briefed.reset(seed, run)
	o.fall.reset(seed, run)
	o.review.reset(seed, run)
	o.initial.reset(seed, run)
	o.luck = o.initial.src.Uint64()
	o.talks = append(o.talks[:0], o.spec.talks...)
	o.next = 0
	e.seat(i, 0)
}

// reopen puts an issue back to the status quo.
func (e *Engine) reopen(t *talkState, k int) {
	t.understood[k] = false
	t.terms[k] = e.model.scenario.Issues[t.spec.issues[k]].StatusQuo
	t.formal[k] = 0
}
