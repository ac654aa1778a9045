package study

import (
	"backchannel/sim"
	"backchannel/sim/stats"
)

// Announced optimism is a forecast. This file holds each announcement against
// what came of the talk. An announcement whose day of reckoning lies beyond
// the horizon is not scored.

// channel is the occasion of an announcement.
type channel int

const (
	afterMeetings channel = iota // of envoys
	afterContacts                // of professionals
	atSignature
	numChannels
)

// String names the channel.
func (c channel) String() string {
	return [...]string{"after envoy meetings", "after professional contacts", "at signature"}[c]
}

// target is what an announcement is held against.
type target int

const (
	signedSoon target = iota // a deal is signed within 90 days, where none stands
	standsHalf               // a deal stands 180 days later
	standsYear               // a deal stands 365 days later
	numTargets
)

// days is how long after the announcement the target is looked at.
func (t target) days() float64 { return [...]float64{90, 180, 365}[t] }

// String names the target.
func (t target) String() string {
	return [...]string{"a deal is signed within 90 days", "a deal stands 180 days later", "a deal stands 365 days later"}[t]
}

// forecastBins is the number of bins of equal width that the announcements
// are sorted into for the reliability diagram (modelling choice).
const forecastBins = 10

// scored holds the announcements of one kind against what came of them, with
// realism for the reference: what a fully informed assessor would have
// announced. Its run is over at close.
type scored struct {
	all *stats.Forecasts // nil before the first: most kinds stay empty
	run []stats.Forecast // of the run at hand
}

// ready makes room before the first announcement.
func (s *scored) ready() {
	if s.all == nil {
		s.all, s.run = stats.NewForecasts(forecastBins), []stats.Forecast{}
	}
}

func (s *scored) add(f stats.Forecast) {
	s.ready()
	s.run = append(s.run, f)
}

// close takes in the announcements of a run that is over.
func (s *scored) close() {
	if len(s.run) > 0 {
		s.all.AddRun(s.run)
		s.run = s.run[:0]
	}
}

func (s *scored) merge(other *scored) error {
	if other.all == nil {
		return nil
	}
	s.ready()
	return s.all.Merge(other.all)
}

// forecasts scores the announcements of one talk by who spoke, channel and
// target: all together, by side, and those after meetings by the envoy who
// spoke, for envoys who held a seat at the start.
type forecasts struct {
	sides int
	kinds []scored // by speaker, channel and target: see of
}

// everyone stands for all speakers together, before the sides and the envoys.
const everyone = 0

func newForecasts(sides, envoys int) forecasts {
	speakers := 1 + sides + envoys
	return forecasts{sides: sides, kinds: make([]scored, speakers*int(numChannels)*int(numTargets))}
}

func (f *forecasts) side(i int) (speaker int)  { return 1 + i }
func (f *forecasts) envoy(i int) (speaker int) { return 1 + f.sides + i }

// of is what a speaker announced on one kind of occasion, against one target.
func (f *forecasts) of(speaker int, c channel, t target) *scored {
	return &f.kinds[(speaker*int(numChannels)+int(c))*int(numTargets)+int(t)]
}

// add scores one announcement of a side; envoy is who spoke, -1 if no one
// whose announcements are told apart.
func (f *forecasts) add(c channel, t target, side, envoy int, x stats.Forecast) {
	f.of(everyone, c, t).add(x)
	f.of(f.side(side), c, t).add(x)
	if envoy >= 0 {
		f.of(f.envoy(envoy), c, t).add(x)
	}
}

// close takes in the announcements of a sample that is over.
func (f *forecasts) close() {
	for i := range f.kinds {
		f.kinds[i].close()
	}
}

func (f *forecasts) merge(other *forecasts) error {
	for i := range f.kinds {
		if err := f.kinds[i].merge(&other.kinds[i]); err != nil {
			return err
		}
	}
	return nil
}

// forecaster scores the announcements of runs of one model, by talk.
type forecaster struct {
	talks   []forecasts
	deals   [][]*sim.DealOutcome // by talk, of the run at hand
	horizon float64
	byDraw  bool // a draw, and not each run, is closed
}

func newForecaster(m *sim.Model) forecaster {
	s := m.Scenario()
	f := forecaster{deals: make([][]*sim.DealOutcome, len(s.Talks)), horizon: s.Clock.Horizon}
	for i := range s.Talks {
		f.talks = append(f.talks, newForecasts(len(m.TalkSides(i)), len(s.Envoys)))
		f.deals[i] = make([]*sim.DealOutcome, 0, 8)
	}
	return f
}

// add scores all that was announced in a run. It keeps nothing of o.
func (f *forecaster) add(o *sim.Outcome) {
	for i := range o.Deals {
		d := &o.Deals[i]
		f.deals[d.Talk] = append(f.deals[d.Talk], d)
		f.signature(d)
	}
	for i := range o.Readouts {
		f.readout(o, &o.Readouts[i])
	}
	for i := range f.deals {
		clear(f.deals[i]) // nothing of the outcome stays
		f.deals[i] = f.deals[i][:0]
	}
	if !f.byDraw {
		f.close()
	}
}

// close ends a sample that is independent of the next: a run, or several on one
// draw.
func (f *forecaster) close() {
	for i := range f.talks {
		f.talks[i].close()
	}
}

// signature scores what was announced when a deal was signed against how long
// that deal stood.
func (f *forecaster) signature(d *sim.DealOutcome) {
	if d.Route == sim.AtStart {
		return
	}
	for t := standsHalf; t < numTargets; t++ {
		if d.Day+t.days() > f.horizon {
			continue
		}
		for side, o := range d.Optimism {
			f.talks[d.Talk].add(atSignature, t, side, -1,
				stats.Forecast{Probability: o, Reference: d.Realism, Came: d.Life() >= t.days()})
		}
	}
}

// readout scores what a side announced after a meeting or a contact.
func (f *forecaster) readout(o *sim.Outcome, r *sim.Readout) {
	c, envoy := afterContacts, -1
	if r.After == sim.Meeting {
		c = afterMeetings
		if r.Speaker >= 0 && o.Envoys[r.Speaker].Generation == 0 {
			envoy = o.Envoys[r.Speaker].Person
		}
	}
	for t := range numTargets {
		if r.Day+t.days() > f.horizon {
			continue
		}
		happened := f.standing(r.Talk, r.Day+t.days())
		if t == signedSoon {
			if f.stood(r.Talk, r.Day) {
				continue
			}
			happened = f.signed(r.Talk, r.Day, r.Day+t.days())
		}
		f.talks[r.Talk].add(c, t, r.Side, envoy,
			stats.Forecast{Probability: r.Optimism, Reference: r.Realism, Came: happened})
	}
}

// standing reports whether a deal of the talk stands on a day.
func (f *forecaster) standing(talk int, day float64) bool {
	for _, d := range f.deals[talk] {
		if d.Day <= day && (day < d.End || d.Cause == sim.Standing) {
			return true
		}
	}
	return false
}

// stood reports whether a deal stood already before what happened on a day.
func (f *forecaster) stood(talk int, day float64) bool {
	for _, d := range f.deals[talk] {
		if (d.Day < day || d.Route == sim.AtStart) && (day < d.End || d.Cause == sim.Standing) {
			return true
		}
	}
	return false
}

// signed reports whether a deal of the talk is signed from one day to another,
// the first included: a package may be signed on the spot.
func (f *forecaster) signed(talk int, from, to float64) bool {
	for _, d := range f.deals[talk] {
		if d.Day >= from && d.Day <= to && d.Route != sim.AtStart {
			return true
		}
	}
	return false
}

func (f *forecaster) merge(other *forecaster) error {
	for i := range f.talks {
		if err := f.talks[i].merge(&other.talks[i]); err != nil {
			return err
		}
	}
	return nil
}
