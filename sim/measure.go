package sim

import "math"

// measure adds one tick to the averages of each talk. It watches and changes
// nothing.
func (e *Engine) measure() {
	span := e.now - e.start
	for i := range e.talks {
		t := &e.talks[i]
		var mean float64
		for _, o := range t.optimism {
			mean += o
		}
		// Fading is linear in optimism, so the mean fades as each side does.
		mean = e.faded(t, mean/float64(len(t.optimism)), e.now)
		t.sums.optimism += span * mean
		t.sums.excess += span * (mean - e.realism(t))
	}
}

// announce notes what each side says of a talk after a meeting or a contact
// on day at.
func (e *Engine) announce(t *talkState, at float64, after Kind) {
	real := e.realism(t)
	for s := range t.optimism {
		speaker := -1
		if o := t.voice[s]; after == Meeting && o >= 0 {
			speaker = e.offices[o].person
		}
		e.out.Readouts = append(e.out.Readouts, Readout{
			Talk: t.index, Side: s, Day: at, After: after, Speaker: speaker,
			Optimism: t.optimism[s], Realism: real,
		})
	}
}

// finish fills in what can only be said at the horizon.
func (e *Engine) finish() {
	horizon := e.model.scenario.Clock.Horizon
	for i := range e.talks {
		t, out := &e.talks[i], &e.out.Talks[i]
		out.MeanOptimism = t.sums.optimism / horizon
		out.MeanExcess = t.sums.excess / horizon
		if out.Meetings == 0 {
			out.Rise = math.NaN()
		}
		if out.Contacts == 0 {
			out.Sawtooth = math.NaN()
		}
	}
	for i := range e.out.Deals {
		d := &e.out.Deals[i]
		out := &e.out.Talks[d.Talk]
		out.PromisedTime += horizon - d.Day
		out.HonouredTime += d.End - d.Day
	}
	for i := range e.offices {
		if o := &e.offices[i]; o.seated {
			out := &e.out.Envoys[o.person]
			out.Standing, out.Portfolio = o.standing, len(o.talks)
		}
	}
	for i := range e.out.Envoys {
		if out := &e.out.Envoys[i]; out.Fell {
			out.Standing = 0
		}
	}
	for i := range e.sides {
		e.finishSide(i)
	}
}

func (e *Engine) finishSide(i int) {
	out := &e.out.Sides[i]
	out.Reliability = e.ReliabilityOf(i)
	var promised, honoured float64
	for k := range e.out.Deals {
		d := &e.out.Deals[k]
		for _, s := range e.model.talks[d.Talk].sides {
			if s == i {
				promised += e.model.scenario.Clock.Horizon - d.Day
				honoured += d.End - d.Day
			}
		}
	}
	out.Honoured = honoured / promised // NaN without a deal
}
