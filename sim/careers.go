package sim

import "slices"

// CareerRules are the dials of standing, leaks, falls and successions.
type CareerRules struct {
	Recovery    float64
	Applause    float64
	Credit      float64
	Claim       float64
	Rub         float64
	Letdown     float64
	Disgrace    float64
	LeakCost    float64
	LeakChill   float64
	Scrutiny    float64
	Rivalry     float64
	Vacancy     float64
	Newcomer    float64
	Reach       float64
	ReviewEvery float64
}

func careerParams() []Param[Rules] {
	return []Param[Rules]{
		{
			Key: "careers.recovery", Meaning: "half-life with which standing relaxes to its home level", Unit: Days,
			Min: 1, Max: inf, Default: 240, Source: assumption,
			Number: func(r *Rules) *float64 { return &r.Careers.Recovery },
		},
		{
			Key: "careers.applause", Meaning: "share of the missing standing that a meeting gains a perfect showman", Unit: Share,
			Min: 0, Max: 1, Default: 0.05, Source: assumption,
			Number: func(r *Rules) *float64 { return &r.Careers.Applause },
		},
		{
			Key: "careers.credit", Meaning: "share of the missing standing that signing a deal gains an envoy of ambition 1", Unit: Share,
			Min: 0, Max: 1, Default: 0.4, Source: assumption,
			Number: func(r *Rules) *float64 { return &r.Careers.Credit },
		},
		{
			Key: "careers.claim", Meaning: "share of the credit for meetings and signatures that goes by ambition: an envoy without any gets the rest", Unit: Share,
			Min: 0, Max: 1, Default: 0.7, Source: assumption,
			Number: func(r *Rules) *float64 { return &r.Careers.Claim },
		},
		{
			Key: "careers.rub", Meaning: "share of what one envoy gains in standing that all his rivals together lose, and his side's professionals in the talk as much", Unit: Share,
			Min: 0, Max: 1, Default: 0.3, Source: assumption,
			Number: func(r *Rules) *float64 { return &r.Careers.Rub },
		},
		{
			Key: "careers.letdown", Meaning: "share of his standing that an envoy loses when optimism falls from 1 to 0", Unit: Share,
			Min: 0, Max: 1, Default: 0.15, Source: assumption,
			Number: func(r *Rules) *float64 { return &r.Careers.Letdown },
		},
		{
			Key: "careers.disgrace", Meaning: "share of his standing that an envoy loses when a deal of his ends", Unit: Share,
			Min: 0, Max: 1, Default: 0.25, Source: assumption,
			Number: func(r *Rules) *float64 { return &r.Careers.Disgrace },
		},
		{
			Key: "careers.leak_cost", Meaning: "share of his standing that a leak costs an envoy", Unit: Share,
			Min: 0, Max: 1, Default: 0.15, Source: assumption,
			Number: func(r *Rules) *float64 { return &r.Careers.LeakCost },
		},
		{
			Key: "careers.leak_chill", Meaning: "share of the announced optimism that a leak takes away", Unit: Share,
			Min: 0, Max: 1, Default: 0.3, Source: assumption,
			Number: func(r *Rules) *float64 { return &r.Careers.LeakChill },
		},
		{
			Key: "careers.scrutiny", Meaning: "how many times his own fall rate the lack of all standing adds", Unit: Number,
			Min: 0, Max: 100, Default: 0.5, Source: "small by choice: performance hardly moves ambassadors' tenure (Arias & Smith 2018)",
			Number: func(r *Rules) *float64 { return &r.Careers.Scrutiny },
		},
		{
			Key: "careers.rivalry", Meaning: "how many times his own fall rate each rival for his principal's favour adds", Unit: Number,
			Min: 0, Max: 100, Default: 0.3, Source: assumption,
			Number: func(r *Rules) *float64 { return &r.Careers.Rivalry },
		},
		{
			Key: "careers.vacancy", Meaning: "time for which a seat stays vacant after a fall", Unit: Days,
			Min: 0, Max: 36525, Default: 30, Source: assumption,
			Number: func(r *Rules) *float64 { return &r.Careers.Vacancy },
		},
		{
			Key: "careers.newcomer", Meaning: "half-width of the uniform spread of a newcomer's traits around those of the seat's first holder", Unit: Share,
			Min: 0, Max: 1, Default: 0.2, Source: assumption,
			Number: func(r *Rules) *float64 { return &r.Careers.Newcomer },
		},
		{
			Key: "careers.reach", Meaning: "standing above which an envoy wins a talk he covets", Unit: Share,
			Min: 0, Max: 1, Default: 0.7, Source: assumption,
			Number: func(r *Rules) *float64 { return &r.Careers.Reach },
		},
		{
			Key: "careers.review_every", Meaning: "mean interval at which a principal thinks of giving an envoy more to do", Unit: Days,
			Min: 0.25, Max: inf, Default: 90, Source: assumption,
			Number: func(r *Rules) *float64 { return &r.Careers.ReviewEvery },
		},
	}
}

// careers is phase 7: standing relaxes; resentful professionals leak; envoys
// fall and are followed; the successful are given more to do.
func (e *Engine) careers() {
	e.relax()
	e.leaks()
	for i := range e.offices {
		o := &e.offices[i]
		for {
			c, ok := o.fall.before(e.now)
			if !ok {
				break
			}
			e.succeed(i, c.at)
			if o.seated && c.mark < e.fallRate(i)/DaysPerYear {
				e.topple(i, c)
			}
		}
		e.succeed(i, e.now)
		for {
			c, ok := o.review.before(e.now)
			if !ok {
				break
			}
			if o.seated && c.mark < 1/e.rules.Careers.ReviewEvery && o.standing > e.rules.Careers.Reach && c.at >= e.out.Envoys[o.person].From {
				e.promote(i, c)
			}
		}
	}
}

// succeed ends the vacancy of a seat if it is over by day at.
func (e *Engine) succeed(i int, at float64) {
	if o := &e.offices[i]; !o.seated && at >= o.until {
		e.seat(i, o.until)
	}
}

// relax moves every standing toward its home level.
func (e *Engine) relax() {
	keep := e.recovery.over(e.now - e.start)
	for i := range e.offices {
		o := &e.offices[i]
		o.standing = o.traits.Standing + float64(keep*(o.standing-o.traits.Standing))
	}
	for i := range e.corps {
		c := &e.corps[i]
		c.standing = c.spec.Standing + float64(keep*(c.standing-c.spec.Standing))
	}
}

// rivals reports whether two seats compete for one principal's favour.
func (e *Engine) rivals(a, b *officeState) bool {
	return a != b && b.seated && a.spec.side == b.spec.side && len(b.talks)+len(b.spec.covets) > 0
}

// raise adds gain to an envoy's standing; what he gains, his rivals lose in
// part, and so do the professionals whose talk it was.
func (e *Engine) raise(t *talkState, office int, gain float64) {
	o := &e.offices[office]
	o.standing = min(1, o.standing+gain)
	e.out.Envoys[o.person].Peak = max(e.out.Envoys[o.person].Peak, o.standing)
	loss := e.rules.Careers.Rub * gain
	n := 0.0
	for i := range e.offices {
		if e.rivals(o, &e.offices[i]) {
			n++
		}
	}
	for i := range e.offices {
		if r := &e.offices[i]; e.rivals(o, r) {
			r.standing = max(0, r.standing-loss/n)
		}
	}
	s := slices.Index(t.spec.sides, o.spec.side)
	for _, c := range t.spec.corps[s] {
		e.corps[c].standing = max(0, e.corps[c].standing-loss)
	}
}

// earned is the share of a success that an envoy of this ambition claims.
func (e *Engine) earned(o *officeState) float64 {
	return 1 - float64(e.rules.Careers.Claim*(1-o.traits.Ambition))
}

// applaud credits the envoys who spoke at a meeting.
func (e *Engine) applaud(t *talkState) {
	for _, i := range t.voice {
		if i >= 0 {
			o := &e.offices[i]
			e.raise(t, i, e.rules.Careers.Applause*o.traits.Showmanship*e.earned(o)*(1-o.standing))
		}
	}
}

// credit rewards the signers of a deal.
func (e *Engine) credit(t *talkState, d *DealOutcome) {
	for _, person := range d.Signers {
		e.out.Envoys[person].Signed++
		i := e.out.Envoys[person].Office
		o := &e.offices[i]
		e.raise(t, i, e.rules.Careers.Credit*e.earned(o)*(1-o.standing))
	}
}

// disappoint makes an envoy pay for a fall of optimism.
func (e *Engine) disappoint(office int, drop float64) {
	if o := &e.offices[office]; o.seated {
		o.standing -= float64(e.rules.Careers.Letdown * drop * o.standing)
	}
}

// disgrace makes the signers who still sit pay for the end of their deal.
func (e *Engine) disgrace(d *DealOutcome) {
	for _, person := range d.Signers {
		out := &e.out.Envoys[person]
		out.Lost++
		if o := &e.offices[out.Office]; o.seated && o.person == person {
			o.standing -= float64(e.rules.Careers.Disgrace * o.standing)
		}
	}
}
