package sim

import "math"

// MeetingRules are the dials of envoy meetings and of what is announced of
// them.
type MeetingRules struct {
	Agenda       float64
	Cold         float64
	Bond         float64
	Logroll      float64
	Overreach    float64
	Rise         float64
	OwnVoice     float64
	FadeHalfLife float64
	Spread       float64
}

func meetingParams() []Param[Rules] {
	return []Param[Rules]{
		{
			Key: "meeting.agenda", Meaning: "chance that an open issue that irritates no one is taken up at a meeting of envoys who know each other", Unit: Share,
			Min: 0, Max: 1, Default: 0.6, Source: assumption,
			Number: func(r *Rules) *float64 { return &r.Meeting.Agenda },
		},
		{
			Key: "meeting.cold", Meaning: "share of that chance that is left between envoys who have no rapport yet", Unit: Share,
			Min: 0, Max: 1, Default: 0.5, Source: assumption,
			Number: func(r *Rules) *float64 { return &r.Meeting.Cold },
		},
		{
			Key: "meeting.bond", Meaning: "share of the missing rapport that one meeting adds", Unit: Share,
			Min: 0, Max: 1, Default: 0.3, Source: assumption,
			Number: func(r *Rules) *float64 { return &r.Meeting.Bond },
		},
		{
			Key: "meeting.logroll", Meaning: "exponent by which more is conceded on what matters less; 0: the same on everything", Unit: Number,
			Min: 0, Max: 5, Default: 0.3, Source: assumption,
			Number: func(r *Rules) *float64 { return &r.Meeting.Logroll },
		},
		{
			Key: "meeting.overreach", Meaning: "how far beyond his mandate an envoy of ambition 1 concedes", Unit: Number,
			Min: 0, Max: 5, Default: 0.3, Source: assumption,
			Number: func(r *Rules) *float64 { return &r.Meeting.Overreach },
		},
		{
			Key: "meeting.rise", Meaning: "share of the missing optimism that a meeting of perfect showmen adds", Unit: Share,
			Min: 0, Max: 1, Default: 0.5, Source: assumption,
			Number: func(r *Rules) *float64 { return &r.Meeting.Rise },
		},
		{
			Key: "meeting.own_voice", Meaning: "weight of its own envoy's showmanship in a side's optimism; the other envoys' have the rest", Unit: Share,
			Min: 0, Max: 1, Default: 0.6, Source: assumption,
			Number: func(r *Rules) *float64 { return &r.Meeting.OwnVoice },
		},
		{
			Key: "meeting.fade_half_life", Meaning: "half-life with which announced optimism fades to the talk's mood", Unit: Days,
			Min: 0.1, Max: inf, Default: 60, Source: assumption,
			Number: func(r *Rules) *float64 { return &r.Meeting.FadeHalfLife },
		},
		{
			Key: "meeting.spread", Meaning: "an envoy with n talks keeps n^-spread of the random meetings in each", Unit: Number,
			Min: 0, Max: 2, Default: 0.7, Source: assumption,
			Number: func(r *Rules) *float64 { return &r.Meeting.Spread },
		},
	}
}

// meeting is phase 3: envoys meet, take up issues, come to understandings,
// and announce a success. A contact of the same tick that comes before a
// meeting is held before it, and what they gave cause to decide is decided:
// were that left to the later phases, a longer tick would let contacts have the
// last word more often and packages grow before they are signed.
func (e *Engine) meeting() {
	for i := range e.talks {
		t := &e.talks[i]
		t.occasion = math.NaN()
		t.found = t.found[:0]
		for {
			c, ok := t.meeting.before(e.now)
			if !ok {
				break
			}
			e.event.seed(c.key)
			if e.convene(t) && (c.dated || c.mark < e.attention()/e.model.scenario.Talks[i].MeetingEvery) {
				e.contactsUntil(t, c.at)
				e.conclude(t)
				copy(t.voice, e.called)
				e.event.seed(mix64(c.key))
				e.meet(t, c.at)
			}
		}
	}
}

// convene chooses who is to speak for each side, in e.called: one of its seated envoys, in
// proportion to standing. A side that never had an envoy sits in person; a
// side whose envoys' seats are all vacant cancels the meeting, and without
// any envoy there is none.
func (e *Engine) convene(t *talkState) bool {
	envoys, vacant := false, false
	e.called = e.called[:0]
	for s, list := range t.offices {
		luck := e.event.uniform()
		e.called = append(e.called, -1)
		if len(list) == 0 {
			continue
		}
		var all float64
		for _, o := range list {
			all += e.weightOf(o)
		}
		if all == 0 {
			vacant = true
			continue
		}
		envoys = true
		for _, o := range list {
			if w := e.weightOf(o); w > 0 {
				e.called[s] = o
				if luck -= w / all; luck < 0 {
					break
				}
			}
		}
	}
	return envoys && !vacant
}

// weightOf is an envoy's claim to speak for his side. Even one without any
// standing has some.
func (e *Engine) weightOf(office int) float64 {
	o := &e.offices[office]
	if !o.seated {
		return 0
	}
	return 0.01 + o.standing
}

// attention is the share of its meetings that a talk keeps: that of the
// busiest envoy who is called to it.
func (e *Engine) attention() float64 {
	share := 1.0
	for _, o := range e.called {
		if o >= 0 {
			n := max(1, len(e.offices[o].talks))
			share = min(share, math.Pow(float64(n), -e.rules.Meeting.Spread))
		}
	}
	return share
}

// meet holds one meeting on day at.
func (e *Engine) meet(t *talkState, at float64) {
	e.fade(t, at)
	e.out.Talks[t.index].Meetings++
	e.tell(happened(at, Meeting, t.index))
	avoidance, rapport := e.atTheTable(t)
	e.envoyPositions(t)
	warmth := e.rules.Meeting.Cold + float64((1-e.rules.Meeting.Cold)*rapport)
	for k, issue := range t.spec.issues {
		raised := e.event.uniform() < e.rules.Meeting.Agenda*warmth*(1-float64(avoidance*e.model.scenario.Issues[issue].Irritant))
		if raised && !t.understood[k] && t.deal < 0 {
			t.rounds[k]++
			e.cross(t, k, at)
		}
	}
	for s := range t.optimism {
		rise := float64(e.rules.Meeting.Rise * e.show(t, s) * (1 - t.optimism[s]))
		t.optimism[s] += rise
		t.sums.rises += rise / float64(len(t.optimism))
	}
	out := &e.out.Talks[t.index]
	out.Rise = t.sums.rises / float64(out.Meetings)
	e.peak(t)
	e.announce(t, at, Meeting)
	e.applaud(t)
	t.decide(at)
}

// decide notes that the principals were given cause to decide on day at. Where
// several events of a tick do, the last of them is the occasion, whichever
// phase it came in.
func (t *talkState) decide(at float64) {
	if math.IsNaN(t.occasion) || at > t.occasion {
		t.occasion = at
	}
}

// atTheTable averages the traits of the envoys who speak.
func (e *Engine) atTheTable(t *talkState) (avoidance, rapport float64) {
	n := 0.0
	for _, i := range t.voice {
		if i < 0 {
			continue
		}
		o := &e.offices[i]
		n++
		avoidance += o.traits.Avoidance
		rapport += o.rapport[t.index]
		o.rapport[t.index] += float64(e.rules.Meeting.Bond * (1 - o.rapport[t.index]))
	}
	return avoidance / n, rapport / n
}

// show is how bright a meeting looks to the s-th side: the showmanship of its
// own envoy and the mean of the others', weighed by own_voice. Where only one
// of the two is there, it is all that the side hears.
func (e *Engine) show(t *talkState, s int) float64 {
	var others, n float64
	for p, i := range t.voice {
		if i >= 0 && p != s {
			others += e.offices[i].traits.Showmanship
			n++
		}
	}
	if t.voice[s] < 0 {
		return others / n
	}
	own := e.offices[t.voice[s]].traits.Showmanship
	if n == 0 {
		return own
	}
	w := e.rules.Meeting.OwnVoice
	return float64(w*own) + float64((1-w)*others/n)
}

// envoyPositions puts each speaker's reading, and how far he will go, on the
// table. A side in person knows what it wants and does not overreach.
func (e *Engine) envoyPositions(t *talkState) {
	for s, i := range t.voice {
		if i < 0 {
			e.inPerson(t, s)
			continue
		}
		o := &e.offices[i]
		copy(t.positions(s), o.reading[t.index])
		t.tactic[s] = tactic{
			exponent: o.traits.Concession, rounds: o.traits.Rounds,
			stretch: 1 + float64(e.rules.Meeting.Overreach*o.traits.Ambition),
		}
	}
	e.limits(t)
}

// inPerson is a principal at the table himself.
func (e *Engine) inPerson(t *talkState, s int) {
	theta := e.sides[t.spec.sides[s]].theta
	for k, issue := range t.spec.issues {
		t.positions(s)[k] = theta[issue]
	}
	t.tactic[s] = tactic{exponent: 1, rounds: e.rules.Contact.Rounds, stretch: 1}
}

// peak keeps the highest optimism of the run.
func (e *Engine) peak(t *talkState) {
	out := &e.out.Talks[t.index]
	for _, o := range t.optimism {
		out.PeakOptimism = max(out.PeakOptimism, o)
	}
}
