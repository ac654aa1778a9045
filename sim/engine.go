// Package sim is the model: principals, their envoys and their professionals,
// the talks they carry and the deals that come of them, played tick by tick.
//
// Compile turns a Scenario into a Model; an Engine plays one run of it at a
// time and returns an Outcome. The package knows no file, no wall clock and no
// global generator: the same model, seed and run number give the same bytes.
// docs/ODD.md describes every rule in words.
package sim

import "math"

// phase is one step of a tick.
type phase struct {
	name string
	run  func(*Engine)
}

// phases lists the eight phases in the order in which each tick runs them.
// Intent moves before anyone is briefed on it; envoys meet before the
// professionals see what they made of it; both come before the principals
// decide; a deal signed today can be found out today; careers feel the day's
// successes and failures, and reputation comes last because it is what the
// others make of all that.
func phases() []phase {
	return []phase{
		{"intent", (*Engine).intent},         // ideal points drift
		{"briefing", (*Engine).briefing},     // envoys learn what is wanted
		{"meeting", (*Engine).meeting},       // envoys meet: understandings, optimism
		{"contact", (*Engine).contact},       // professionals talk: text, realism
		{"signing", (*Engine).signing},       // principals approve or decline
		{"deals", (*Engine).deals},           // deals are found out or spoiled
		{"careers", (*Engine).careers},       // standing, leaks, falls, successions
		{"reputation", (*Engine).reputation}, // who keeps his word
	}
}

// Engine plays runs of one model. It is not safe for concurrent use; make one
// for each worker. Once warm it allocates nothing.
type Engine struct {
	model     *Model
	rules     *Rules
	phases    []phase
	observers []Observer

	start, now float64 // the tick is [start, now), days
	sides      []sideState
	offices    []officeState
	corps      []corpsState
	talks      []talkState
	event      *stream // variates of the event at hand
	called     []int   // by side: who is to speak at the meeting at hand
	named      []int   // room for the issue that each side objects to
	recovery   decay   // of standing
	forgetting decay   // of what was observed
	out        Outcome
}

// NewEngine makes an engine for the model.
func NewEngine(m *Model) *Engine {
	e := &Engine{model: m, rules: &m.scenario.Rules, phases: phases(), event: newStream("", "event")}
	e.build()
	return e
}

// Run plays run number run under seed and returns what came of it; the result
// is overwritten by the next run. Observers are told what happens on the way.
func (e *Engine) Run(seed, run uint64, observers ...Observer) *Outcome {
	e.observers = observers
	e.reset(seed, run)
	for _, o := range e.observers {
		o.Start(e)
	}
	clock := e.model.scenario.Clock
	for tick := 0; e.now < clock.Horizon; tick++ {
		e.start = e.now
		e.now = min(float64(tick+1)*clock.Tick, clock.Horizon)
		for _, p := range e.phases {
			p.run(e)
		}
		e.measure()
		for _, o := range e.observers {
			o.Tick(e)
		}
	}
	e.finish()
	return &e.out
}

// Model returns the model that the engine plays.
func (e *Engine) Model() *Model { return e.model }

// Now returns the day reached: 0 at the start, then the end of the current tick.
func (e *Engine) Now() float64 { return e.now }

// Optimism returns the announced optimism of the side-th side of a talk now.
func (e *Engine) Optimism(talk, side int) float64 {
	t := &e.talks[talk]
	return e.faded(t, t.optimism[side], e.now)
}

// Realism returns what a fully informed assessor would say of a talk now: the
// weight of what is understood times a logistic function of the margin by
// which the package clears the reservation utility of the side it suits
// least. Range [0, 1]; modelling choice.
func (e *Engine) Realism(talk int) float64 { return e.realism(&e.talks[talk]) }

// StandingOf returns the standing of the person in an envoy's seat now; 0
// while the seat is vacant.
func (e *Engine) StandingOf(office int) float64 {
	o := &e.offices[office]
	if !o.seated {
		return 0
	}
	return o.standing
}

// StandingOfFirst returns the standing now of the person who held an envoy's
// seat at the start; 0 once he has fallen, whoever sits there since.
func (e *Engine) StandingOfFirst(office int) float64 {
	if e.out.Envoys[e.offices[office].person].Generation > 0 {
		return 0
	}
	return e.StandingOf(office)
}

// ReliabilityOf returns how reliable the other sides hold a side to be now:
// the mean of their Beta beliefs about it, over those that are party to a talk,
// without what is held against an envoy in person. Range [0, 1]; NaN if there
// is no other such side.
func (e *Engine) ReliabilityOf(side int) float64 {
	var held, n float64
	for i := range e.sides {
		if i != side && e.model.Involved(i) {
			b := &e.sides[i].belief[side]
			held += b.good / (b.good + b.bad)
			n++
		}
	}
	return held / n
}

func (e *Engine) tell(ev Event) {
	for _, o := range e.observers {
		o.Event(ev)
	}
}

// happened is an event of which nothing is known yet but when, what and where.
func happened(day float64, kind Kind, talk int) Event {
	return Event{Day: day, Kind: kind, Talk: talk, Side: -1, Envoy: -1, Issue: -1, Deal: -1, Value: math.NaN()}
}
