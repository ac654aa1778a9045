package study

import (
	"backchannel/sim"
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

// scores sums announcements and what came of them.
type scores struct {
	announced clustered // optimism
	realism   clustered
	happened  clustered // 1 or 0
	excess    clustered // optimism minus what happened
	brier     clustered // (optimism - happened)²: Brier (1950)
	informed  clustered // the same of realism
}

// runScores are the sums of one run.
type runScores struct {
	n                                             int
	announced, realism, happened, brier, informed float64
}

func (r *runScores) add(optimism, realism, happened float64) {
	r.n++
	r.announced += optimism
	r.realism += realism
	r.happened += happened
	r.brier += float64((optimism - happened) * (optimism - happened))
	r.informed += float64((realism - happened) * (realism - happened))
}

// take adds the sums of a run and empties them.
func (s *scores) take(r *runScores) {
	s.announced.add(r.announced, r.n)
	s.realism.add(r.realism, r.n)
	s.happened.add(r.happened, r.n)
	s.excess.add(r.announced-r.happened, r.n)
	s.brier.add(r.brier, r.n)
	s.informed.add(r.informed, r.n)
	*r = runScores{}
}

func (s *scores) merge(other *scores) {
	s.announced.merge(&other.announced)
	s.realism.merge(&other.realism)
	s.happened.merge(&other.happened)
	s.excess.merge(&other.excess)
	s.brier.merge(&other.brier)
	s.informed.merge(&other.informed)
}

// bin is one bin of the reliability diagram.
type bin struct {
	announced, happened clustered
	run                 runScores
}

// forecasts scores the announcements of one talk by channel and target: all
// together, by bin, by side, and those after meetings by the envoy who spoke,
// for envoys who held a seat at the start.
type forecasts struct {
	all    [numChannels][numTargets]scores
	bins   [numChannels][numTargets][forecastBins]bin
	sides  [][numChannels][numTargets]scores
	envoys [][numTargets]scores

	run       [numChannels][numTargets]runScores
	runSides  [][numChannels][numTargets]runScores
	runEnvoys [][numTargets]runScores
}

func newForecasts(sides, envoys int) forecasts {
	return forecasts{
		sides:     make([][numChannels][numTargets]scores, sides),
		envoys:    make([][numTargets]scores, envoys),
		runSides:  make([][numChannels][numTargets]runScores, sides),
		runEnvoys: make([][numTargets]runScores, envoys),
	}
}

// add scores one announcement of a side; envoy is who spoke, -1 if no one
// whose announcements are told apart.
func (f *forecasts) add(c channel, t target, side, envoy int, optimism, realism float64, happened bool) {
	y := 0.0
	if happened {
		y = 1
	}
	f.run[c][t].add(optimism, realism, y)
	f.runSides[side][c][t].add(optimism, realism, y)
	if envoy >= 0 {
		f.runEnvoys[envoy][t].add(optimism, realism, y)
	}
	b := min(forecastBins-1, int(optimism*forecastBins))
	f.bins[c][t][b].run.add(optimism, realism, y)
}

// close takes in the sums of a run that is over.
func (f *forecasts) close() {
	for c := range f.all {
		for t := range f.all[c] {
			f.all[c][t].take(&f.run[c][t])
			for s := range f.sides {
				f.sides[s][c][t].take(&f.runSides[s][c][t])
			}
			for b := range f.bins[c][t] {
				x := &f.bins[c][t][b]
				x.announced.add(x.run.announced, x.run.n)
				x.happened.add(x.run.happened, x.run.n)
				x.run = runScores{}
			}
		}
	}
	for e := range f.envoys {
		for t := range f.envoys[e] {
			f.envoys[e][t].take(&f.runEnvoys[e][t])
		}
	}
}

func (f *forecasts) merge(other *forecasts) {
	for c := range f.all {
		for t := range f.all[c] {
			f.all[c][t].merge(&other.all[c][t])
			for s := range f.sides {
				f.sides[s][c][t].merge(&other.sides[s][c][t])
			}
			for b := range f.bins[c][t] {
				f.bins[c][t][b].announced.merge(&other.bins[c][t][b].announced)
				f.bins[c][t][b].happened.merge(&other.bins[c][t][b].happened)
			}
		}
	}
	for e := range f.envoys {
		for t := range f.envoys[e] {
			f.envoys[e][t].merge(&other.envoys[e][t])
		}
	}
}

// forecaster scores the announcements of runs of one model, by talk.
type forecaster struct {
	talks   []forecasts
	deals   [][]*sim.DealOutcome // by talk, of the run at hand
	horizon float64
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
	for i := range f.talks {
		f.talks[i].close()
		clear(f.deals[i]) // nothing of the outcome stays
		f.deals[i] = f.deals[i][:0]
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
			f.talks[d.Talk].add(atSignature, t, side, -1, o, d.Realism, d.Life() >= t.days())
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
		f.talks[r.Talk].add(c, t, r.Side, envoy, r.Optimism, r.Realism, happened)
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

func (f *forecaster) merge(other *forecaster) {
	for i := range f.talks {
		f.talks[i].merge(&other.talks[i])
	}
}
