package sim

import "math"

// kept is the share that is left after span days of what halves every half
// days.
func kept(span, half float64) float64 { return math.Exp(-math.Ln2 * span / half) }

// faded returns the optimism o of a talk carried from when it was last set
// to day at: it fades to the talk's mood with the half-life of the rules.
func (e *Engine) faded(t *talkState, o, at float64) float64 {
	mood := e.model.scenario.Talks[t.index].Mood
	return mood + float64((o-mood)*kept(at-t.fadedAt, e.rules.Meeting.FadeHalfLife))
}

// fade brings the optimism of a talk up to day at.
func (e *Engine) fade(t *talkState, at float64) {
	if at <= t.fadedAt {
		return
	}
	mood := e.model.scenario.Talks[t.index].Mood
	keep := kept(at-t.fadedAt, e.rules.Meeting.FadeHalfLife)
	for s, o := range t.optimism {
		t.optimism[s] = mood + float64((o-mood)*keep)
	}
	t.fadedAt = at
}

// decay is the share kept of something over one tick. Ticks are all of one
// length but for the last, so it is worked out once.
type decay struct {
	half, span, share float64
}

func (d *decay) over(span float64) float64 {
	if span != d.span {
		d.span, d.share = span, kept(span, d.half)
	}
	return d.share
}
