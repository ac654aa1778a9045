package study

import (
	"fmt"

	"backchannel/sim"
	"backchannel/sim/stats"
)

// windows are the spans, in days from signature, after which first deals are
// looked at: half a year and a year (modelling choice).
var windows = [...]int{180, 365}

// Tally counts what became of many runs of one model. Its size does not grow
// with their number. It holds whole numbers only: tallies of parts of a batch
// merge to exactly the tally of the whole, in any order.
type Tally struct {
	model  *sim.Model
	runs   int
	talks  []talkTally
	envoys []envoyTally // by envoy; only those who hold a seat at the start fill
	sides  []sideTally
	all    allTally
	told   forecaster
	first  []*sim.DealOutcome // by talk, of the run at hand
}

// NewTally makes an empty tally for outcomes of the model.
func NewTally(m *sim.Model) *Tally {
	s := m.Scenario()
	t := &Tally{
		model:  m,
		talks:  make([]talkTally, len(s.Talks)),
		envoys: make([]envoyTally, len(s.Envoys)),
		sides:  make([]sideTally, len(s.Sides)),
		told:   newForecaster(m),
		first:  make([]*sim.DealOutcome, len(s.Talks)),
	}
	for i := range t.talks {
		t.talks[i] = newTalkTally(s.Clock.Horizon)
	}
	return t
}

// Add counts one run. It keeps nothing of o.
func (t *Tally) Add(o *sim.Outcome) {
	t.runs++
	clear(t.first)
	for i := range o.Deals {
		d := &o.Deals[i]
		t.talks[d.Talk].addDeal(d)
		if t.first[d.Talk] == nil {
			t.first[d.Talk] = d
		}
	}
	for i := range o.Talks {
		t.talks[i].add(&o.Talks[i], t.first[i])
	}
	for i := range o.Envoys {
		if e := &o.Envoys[i]; e.Generation == 0 {
			t.envoys[e.Person].add(e)
		}
	}
	for i := range o.Sides {
		t.sides[i].add(&o.Sides[i])
	}
	t.told.add(o)
	t.all.add(t.model, o, t.first)
	clear(t.first) // nothing of the outcome stays
}

// Merge adds the runs of another tally. It is an error if the other is of
// another model's shape; the tally is then of no further use.
func (t *Tally) Merge(other *Tally) error {
	if len(t.talks) != len(other.talks) || len(t.envoys) != len(other.envoys) || len(t.sides) != len(other.sides) {
		return fmt.Errorf("merge of tallies: they differ in talks, envoys or sides; merge parts of the same study")
	}
	t.runs += other.runs
	for i := range t.talks {
		if err := t.talks[i].merge(&other.talks[i]); err != nil {
			return err
		}
	}
	for i := range t.envoys {
		t.envoys[i].merge(&other.envoys[i])
	}
	for i := range t.sides {
		t.sides[i].merge(&other.sides[i])
	}
	t.all.merge(&other.all)
	return t.told.merge(&other.told)
}

// Runs returns how many runs were counted.
func (t *Tally) Runs() int { return t.runs }

// FirstLives returns the lives of the first deals of a talk in whole days,
// ended by cause sim.Misread (as cause 0) and those after it, or censored at
// the horizon.
func (t *Tally) FirstLives(talk int) *stats.Lives { return t.talks[talk].lives }

// FirstDeals returns by which whole day, up to the horizon, the first deal of a
// talk came in each run.
func (t *Tally) FirstDeals(talk int) *stats.Counts { return t.talks[talk].deal }

// share is a count of successes in a number of trials.
type share struct {
	yes, n int
	draws  *shareDraws // nil: the trials are independent
}

func (s *share) add(yes bool) {
	s.n++
	if yes {
		s.yes++
	}
}

func (s *share) merge(other *share) {
	s.yes += other.yes
	s.n += other.n
	if s.draws != nil {
		s.draws.of.Merge(&other.draws.of)
	}
}

// wilson estimates the share; it takes it that the trials are independent, or
// those of different draws.
func (s *share) wilson(level float64) stats.Estimate {
	if s.draws != nil {
		return s.draws.of.Estimate(level)
	}
	return stats.Wilson(s.yes, s.n, level)
}
