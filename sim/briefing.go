package sim

// briefing is phase 2: at his briefings an envoy's reading of his principal
// moves toward what he is inclined to hear, by the effective clarity
// c = 1-(1-clarity)(1-access), and picks up an error of standard deviation
// (1-c)*noise (modelling choice). What he is inclined to hear is the
// principal's ideal point, shifted by his lean toward the counterpart's and
// by his bias.
func (e *Engine) briefing() {
	for i := range e.offices {
		o := &e.offices[i]
		for {
			c, ok := o.briefed.before(e.now)
			if !ok {
				break
			}
			if !o.seated || c.mark >= 1/o.traits.BriefingEvery {
				continue
			}
			e.event.seed(c.key)
			for _, t := range o.talks {
				e.brief(o, t, e.event)
			}
		}
	}
}

// clarity is the effective clarity between an envoy and his principal.
func (e *Engine) clarity(o *officeState) float64 {
	return 1 - float64((1-e.model.scenario.Sides[o.spec.side].Clarity)*(1-o.traits.Access))
}

// brief updates an envoy's reading for one of his talks.
func (e *Engine) brief(o *officeState, talk int, luck *stream) {
	c := e.clarity(o)
	t := &e.talks[talk]
	for k := range t.spec.issues {
		target := e.inclination(o, t, k)
		m := o.reading[talk][k]
		m += float64(c*(target-m)) + float64((1-c)*o.traits.Noise*luck.normal())
		o.reading[talk][k] = clamp(m)
	}
}

// acquaint gives an envoy his first reading for a talk: one full hearing,
// with the error that the lack of clarity leaves in it.
func (e *Engine) acquaint(o *officeState, talk int, luck *stream) {
	c := e.clarity(o)
	t := &e.talks[talk]
	for k := range t.spec.issues {
		o.reading[talk][k] = clamp(e.inclination(o, t, k) + float64((1-c)*o.traits.Noise*luck.normal()))
	}
	o.rapport[talk] = 0
}

// inclination is the ideal point as the envoy is inclined to hear it: the
// principal's, moved toward the mean of the other sides' by his lean, plus
// his bias.
func (e *Engine) inclination(o *officeState, t *talkState, k int) float64 {
	issue := t.spec.issues[k]
	own := e.sides[o.spec.side].theta[issue]
	var others float64
	for _, s := range t.spec.sides {
		if s != o.spec.side {
			others += e.sides[s].theta[issue]
		}
	}
	others /= float64(len(t.spec.sides) - 1)
	return clamp(own + float64(o.traits.Lean*(others-own)) + o.traits.Bias[issue])
}
