package study

import "backchannel/sim"

// envoyTally counts what became of one envoy who held a seat at the start,
// once a run.
type envoyTally struct {
	fell                                share
	tenure, standing, peak              moments
	portfolio, signed, lost, leaksOnHim moments
}

func (t *envoyTally) add(o *sim.EnvoyOutcome) {
	t.fell.add(o.Fell)
	t.tenure.add(o.Until - o.From)
	t.standing.add(o.Standing)
	t.peak.add(o.Peak)
	t.portfolio.add(float64(o.Portfolio))
	t.signed.add(float64(o.Signed))
	t.lost.add(float64(o.Lost))
	t.leaksOnHim.add(float64(o.Leaks))
}

func (t *envoyTally) merge(other *envoyTally) {
	t.fell.merge(&other.fell)
	t.tenure.merge(&other.tenure)
	t.standing.merge(&other.standing)
	t.peak.merge(&other.peak)
	t.portfolio.merge(&other.portfolio)
	t.signed.merge(&other.signed)
	t.lost.merge(&other.lost)
	t.leaksOnHim.merge(&other.leaksOnHim)
}

// sideTally counts what became of one side, once a run.
type sideTally struct {
	reliability, broken, honoured moments
}

func (t *sideTally) add(o *sim.SideOutcome) {
	t.reliability.add(o.Reliability)
	t.broken.addKnown(float64(o.Broken) / float64(o.Signed)) // 0/0 without a deal
	t.honoured.addKnown(o.Honoured)
}

func (t *sideTally) merge(other *sideTally) {
	t.reliability.merge(&other.reliability)
	t.broken.merge(&other.broken)
	t.honoured.merge(&other.honoured)
}

// allTally counts what became of all talks of a run together. Talks of one run
// share envoys and reputations, so everything in it is first made one number
// a run.
type allTally struct {
	signed                            share
	deals, falls, leaks, reach        moments
	stood                             [len(windows)]moments // share of the run's first deals
	honoured, envoyStanding, reliable moments
}

func (t *allTally) add(m *sim.Model, o *sim.Outcome, first []*sim.DealOutcome) {
	horizon := m.Scenario().Clock.Horizon
	signed := 0
	for i := range o.Deals {
		if o.Deals[i].Route != sim.AtStart {
			signed++
		}
	}
	t.signed.add(signed > 0)
	t.deals.add(float64(signed))
	reached, promised, honoured, leaks := 0, 0.0, 0.0, 0
	for i := range o.Talks {
		promised += o.Talks[i].PromisedTime
		honoured += o.Talks[i].HonouredTime
		leaks += o.Talks[i].Leaks
		if first[i] != nil {
			reached++
		}
	}
	t.reach.add(float64(reached) / float64(len(first)))
	t.leaks.add(float64(leaks))
	t.honoured.addKnown(honoured / promised)
	for i, days := range windows {
		n, stood := 0, 0
		for _, d := range first {
			if d != nil && horizon-d.Day >= float64(days) {
				n++
				if d.Life() >= float64(days) {
					stood++
				}
			}
		}
		t.stood[i].addKnown(float64(stood) / float64(n))
	}
	t.addPeople(m, o)
}

func (t *allTally) addPeople(m *sim.Model, o *sim.Outcome) {
	falls, holders, standing := 0, 0, 0.0
	for i := range o.Envoys {
		if !m.Engaged(o.Envoys[i].Office) {
			continue
		}
		if o.Envoys[i].Fell {
			falls++
		}
		if o.Envoys[i].Generation == 0 {
			holders++
			standing += o.Envoys[i].Standing
		}
	}
	t.falls.add(float64(falls))
	t.envoyStanding.addKnown(standing / float64(holders))
	t.reliable.addKnown(meanReliability(m, o))
}

// meanReliability is the mean over the sides that are party to a talk.
func meanReliability(m *sim.Model, o *sim.Outcome) float64 {
	sum, n := 0.0, 0.0
	for i := range o.Sides {
		if m.Involved(o.Sides[i].Side) {
			sum += o.Sides[i].Reliability
			n++
		}
	}
	return sum / n
}

func (t *allTally) merge(other *allTally) {
	t.signed.merge(&other.signed)
	t.deals.merge(&other.deals)
	t.falls.merge(&other.falls)
	t.leaks.merge(&other.leaks)
	t.reach.merge(&other.reach)
	for i := range t.stood {
		t.stood[i].merge(&other.stood[i])
	}
	t.honoured.merge(&other.honoured)
	t.envoyStanding.merge(&other.envoyStanding)
	t.reliable.merge(&other.reliable)
}
