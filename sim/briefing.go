package sim

// briefing is phase 2: at his briefings an envoy's reading of his principal
// moves toward what he hears, by the effective clarity
// c = 1-(1-clarity)(1-access), and picks up an error of standard deviation
// (1-c)*noise. What he hears is the principal's ideal point where the
// principal is clear and his own inclination where he is not: a reading in
// proportion c to 1-c (modelling choice, in the manner of a Bayesian reader
// whose prior is his inclination).
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
			for _, t := range o.talks {
				e.event.seedIn(c.key, e.talks[t].spec)
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
		heard := e.heard(o, t, k, c)
		m := o.reading[talk][k]
		m += float64(c*(heard-m)) + float64((1-c)*o.traits.Noise*luck.normal())
		o.reading[talk][k] = clamp(m)
	}
}

// acquaint gives an envoy his first reading for a talk: one full hearing,
// with the error that the lack of clarity leaves in it.
func (e *Engine) acquaint(o *officeState, talk int, luck *stream) {
	c := e.clarity(o)
	t := &e.talks[talk]
	for k := range t.spec.issues {
		o.reading[talk][k] = clamp(e.heard(o, t, k, c) + float64((1-c)*o.traits.Noise*luck.normal()))
	}
	o.rapport[talk] = 0
}

// heard is the ideal point as the envoy hears it at effective clarity c. The
// room that clarity leaves is filled by his inclination: his lean toward the
// mean of the other sides' ideal points, and his bias.
func (e *Engine) heard(o *officeState, t *talkState, k int, c float64) float64 {
	issue := t.spec.issues[k]
	own := e.sides[o.spec.side].theta[issue]
	var others float64
	for _, s := range t.spec.sides {
		if s != o.spec.side {
			others += e.sides[s].theta[issue]
		}
	}
	others /= float64(len(t.spec.sides) - 1)
	inclination := float64(o.traits.Lean*(others-own)) + o.traits.Bias[issue]
	return clamp(own + float64((1-c)*inclination))
}
