package study

import (
	"fmt"
	"slices"

	"backchannel/scenarios"
	"backchannel/sim"
	"backchannel/sim/record"
)

// Draws are what a batch draws of what its scenario does not know: one value of
// every uncertain input for each draw, and some runs on it. Levers are not drawn;
// they stay at the median of their values. It may be used by several goroutines.
type Draws struct {
	space   *Space
	seed    uint64
	repeats uint64
}

// NewDraws returns the draws of a scenario, of so many runs each, at least 1; nil
// if nothing in it is uncertain. Run r is run r mod repeats of draw r / repeats.
//
// Each input has a stream of its own in each draw, named by its path, so that
// scenarios that are compared on one seed draw the same for what they share, and a
// further input moves no other but what it is correlated with.
func NewDraws(s *scenarios.Scenario, seed uint64, repeats int) (*Draws, error) {
	if repeats < 1 {
		return nil, fmt.Errorf("draws of %d runs: give each at least 1", repeats)
	}
	var factors []scenarios.Factor
	for _, in := range s.Inputs {
		if in.Role != scenarios.Lever {
			factors = append(factors, scenarios.Factor{Input: in})
		}
	}
	if len(factors) == 0 {
		return nil, nil
	}
	space, err := NewSpace(s, factors)
	if err != nil {
		return nil, err
	}
	return &Draws{space: space, seed: seed, repeats: uint64(repeats)}, nil
}

// Repeats returns how many runs there are to a draw; 1 for no draws.
func (d *Draws) Repeats() int {
	if d == nil {
		return 1
	}
	return int(d.repeats)
}

// Inputs returns what is drawn, in order.
func (d *Draws) Inputs() []scenarios.Input {
	list := make([]scenarios.Input, len(d.space.factors))
	for i := range list {
		list[i] = d.space.factors[i].Input
	}
	return list
}

// Of returns the number of the draw that a run is on.
func (d *Draws) Of(run uint64) uint64 { return run / d.repeats }

// Values returns what is drawn, by input.
func (d *Draws) Values(draw uint64) []float64 {
	u := make([]float64, len(d.space.factors))
	for i := range u {
		u[i] = drawn(d.seed, d.space.factors[i].Path, fmt.Sprintf("draw %d", draw))
	}
	return d.space.At(u)
}

// Model returns the model of a draw. The error says what in it contradicts
// itself.
func (d *Draws) Model(draw uint64) (*sim.Model, error) { return d.model(draw, d.Values(draw)) }

func (d *Draws) model(draw uint64, values []float64) (*sim.Model, error) {
	s, err := d.space.scenario.With(d.space.Settings(values)...)
	if err != nil {
		return nil, fmt.Errorf("draw %d of seed %d, of which run %d is the first, contradicts itself; narrow its distributions:\n%w", draw, d.seed, draw*d.repeats, err)
	}
	return sim.Compile(s.Sim)
}

// ModelOf returns the model that a run of the batch is played on.
func (c *Config) ModelOf(run uint64) (*sim.Model, error) {
	if c.Draws == nil {
		return c.Model, nil
	}
	return c.Draws.Model(c.Draws.Of(run))
}

// checkDraws holds the runs of a batch to whole draws.
func (c *Config) checkDraws() error {
	n := uint64(c.Draws.Repeats())
	if c.First%n != 0 || uint64(c.Runs)%n != 0 {
		return fmt.Errorf("study of %d runs from run %d: draws have %d runs each, and none is played in part", c.Runs, c.First, n)
	}
	return nil
}

// drawnRow is a draw that has been played.
type drawnRow struct {
	number uint64
	runs   int
	values []float64
	groups []group // by metric of the split
}

// group is what a metric came to in the runs of one draw.
type group struct {
	n             int
	mean, squares float64 // of those that have something to say, and their squared deviations from it
}

// add takes in one run.
func (g *group) add(x float64) {
	g.n++
	gap := x - g.mean
	g.mean += gap / float64(g.n)
	g.squares += float64(gap * (x - g.mean))
}

// wholeDraws rounds numbers of runs up to whole draws.
func wholeDraws(sizes []int, repeats int) []int {
	list := make([]int, 0, len(sizes))
	for _, n := range sizes {
		list = append(list, (n+repeats-1)/repeats*repeats)
	}
	return slices.Compact(list)
}

// newTally makes an empty tally for the runs of a batch.
func newTally(c *Config) *Tally {
	t := NewTally(c.Model)
	if c.Draws.Repeats() > 1 {
		t.ByDraw()
	}
	return t
}

// collectDraws takes in the draws of a chunk.
func (b *batch) collectDraws(k *chunk) error {
	for i := range k.drawn {
		d := &k.drawn[i]
		if b.split != nil {
			b.split.add(d)
		}
		if b.config.Drawn == nil {
			continue
		}
		row := record.DrawRow{Point: int64(d.number), FirstRun: int64(d.number * b.config.Draws.repeats), Runs: int64(d.runs)}
		if err := b.config.Drawn(row, d.values); err != nil {
			return err
		}
	}
	return nil
}
