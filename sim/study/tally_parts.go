package study

import (
	"math"

	"backchannel/sim"
	"backchannel/sim/stats"
)

// talkTally counts what became of one talk. A share or a life in it has at
// most one case a run, so that its cases are independent; what a run may have
// several of goes into means over runs.
type talkTally struct {
	horizon       float64
	signed        share // runs in which a deal was signed
	lives         *stats.Lives
	understanding *stats.Counts // days to the first understanding
	deal          *stats.Counts // days to the first deal
	watched       [len(windows)]watch
	byEnvoys      share // first deals signed on the envoys' word

	// Means over first deals, one a run.
	announced, realism, core, formality moments

	// Means over runs.
	deals, meetings, contacts, leaks, falls moments
	honoured                                moments
	optimism, excess, rise, sawtooth        moments
	lost                                    [sim.NumCauses]moments // deals by cause
	laterStood                              moments                // of all deals of a run, later ones too

	ended             [sim.NumCauses]int // deals of the run at hand
	followed, stillUp int                // of the run at hand
}

// watch is what became, within a window, of the first deals signed that long
// before the horizon.
type watch struct {
	n     int
	ended [sim.NumCauses]int // sim.Standing: those that stood
	draws *watchDraws        // nil: the deals are independent
}

func newTalkTally(horizon float64) talkTally {
	days := int(math.Ceil(horizon))
	return talkTally{
		horizon:       horizon,
		lives:         stats.NewLives(days, int(sim.NumCauses)-1),
		understanding: stats.NewCounts(days),
		deal:          stats.NewCounts(days),
	}
}

// addDeal notes one deal of the run at hand; add closes the run.
func (t *talkTally) addDeal(d *sim.DealOutcome) {
	t.ended[d.Cause]++
	if year := float64(windows[len(windows)-1]); t.horizon-d.Day >= year {
		t.followed++
		if d.Life() >= year {
			t.stillUp++
		}
	}
}

// add closes one run of the talk; first is its first deal, nil for none.
func (t *talkTally) add(o *sim.TalkOutcome, first *sim.DealOutcome) {
	t.understanding.Add(o.FirstUnderstanding)
	t.deal.Add(o.FirstDeal)
	signed := 0
	for cause, n := range t.ended {
		signed += n
		t.lost[cause].add(float64(n))
	}
	if first != nil {
		t.addFirst(first)
		if first.Route == sim.AtStart {
			signed--
		}
	}
	t.signed.add(signed > 0)
	t.deals.add(float64(signed))
	t.meetings.add(float64(o.Meetings))
	t.contacts.add(float64(o.Contacts))
	t.leaks.add(float64(o.Leaks))
	t.falls.add(float64(o.Falls))
	t.optimism.add(o.MeanOptimism)
	t.excess.add(o.MeanExcess)
	t.rise.addKnown(o.Rise)
	t.sawtooth.addKnown(o.Sawtooth)
	t.honoured.addKnown(o.HonouredTime / o.PromisedTime) // 0/0 without a deal
	t.laterStood.addKnown(float64(t.stillUp) / float64(t.followed))
	t.ended, t.followed, t.stillUp = [sim.NumCauses]int{}, 0, 0
}

func (t *talkTally) addFirst(d *sim.DealOutcome) {
	span := t.horizon - d.Day
	t.lives.Add(d.Life(), span, int(d.Cause)-1)
	for i, days := range windows {
		if w := &t.watched[i]; span >= float64(days) {
			w.n++
			if d.Life() >= float64(days) {
				w.ended[sim.Standing]++
			} else {
				w.ended[d.Cause]++
			}
		}
	}
	if d.Route != sim.AtStart {
		t.byEnvoys.add(d.Route == sim.ByEnvoys)
	}
	var announced float64
	for _, o := range d.Optimism {
		announced += o / float64(len(d.Optimism))
	}
	t.announced.add(announced)
	t.realism.add(d.Realism)
	t.core.add(d.Core)
	t.formality.add(d.Formality)
}

func (t *talkTally) merge(other *talkTally) error {
	if err := t.lives.Merge(other.lives); err != nil {
		return err
	}
	if err := t.understanding.Merge(other.understanding); err != nil {
		return err
	}
	if err := t.deal.Merge(other.deal); err != nil {
		return err
	}
	t.signed.merge(&other.signed)
	t.byEnvoys.merge(&other.byEnvoys)
	for i := range t.watched {
		w, o := &t.watched[i], &other.watched[i]
		w.n += o.n
		for cause := range w.ended {
			w.ended[cause] += o.ended[cause]
		}
		w.mergeDraws(o)
	}
	theirs := other.moments()
	for i, m := range t.moments() {
		m.merge(theirs[i])
	}
	return nil
}

// moments lists all the means of the tally.
func (t *talkTally) moments() []*moments {
	list := []*moments{
		&t.announced, &t.realism, &t.core, &t.formality,
		&t.deals, &t.meetings, &t.contacts, &t.leaks, &t.falls,
		&t.optimism, &t.excess, &t.rise, &t.sawtooth, &t.honoured, &t.laterStood,
	}
	for i := range t.lost {
		list = append(list, &t.lost[i])
	}
	return list
}
