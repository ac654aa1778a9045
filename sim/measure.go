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

// finish fills in what can only be said at the horizon.
func (e *Engine) finish() {
	horizon := e.model.scenario.Clock.Horizon
	for i := range e.talks {
		t, out := &e.talks[i], &e.out.Talks[i]
		out.MeanOptimism = t.sums.optimism / horizon
		out.MeanExcess = t.sums.excess / horizon
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
	var held, n float64
	for j := range e.sides {
		if j != i {
			b := e.sides[j].belief[i]
			held += b.good / (b.good + b.bad)
			n++
		}
	}
	out.Reliability = held / n
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
