package study

import (
	"context"
	"fmt"
	"iter"
	"math"

	"backchannel/sim"
	"backchannel/sim/record"
)

// block is how many runs of a point are played at a time: so many that making
// the scenario ready costs some hundredths of them, so few that a sweep cut short
// has about as many of every point.
const block = 25

// Sweep plays some points of a space and says what each came to. Runs are
// interleaved over the points, a block of each at a time. Its result is the same
// whatever the number of workers, and whatever the store had already.
//
// A point whose numbers contradict each other, or at which the model fails, has
// an Error and no figures; the others are played all the same.
//
// When ctx is cancelled, runs already begun are finished, and the result has
// those and no others. That is no error.
func Sweep(ctx context.Context, c SweepConfig) (*Swept, error) {
	s, err := newSweeper(c)
	if err != nil {
		return nil, err
	}
	if err := s.all(ctx); err != nil {
		return nil, err
	}
	return s.result(), nil
}

// all plays what is to be played.
func (s *sweeper) all(ctx context.Context) error {
	if err := s.resolve(ctx); err != nil {
		return err
	}
	if err := s.reuse(ctx); err != nil {
		return err
	}
	if s.config.Progress != nil {
		s.config.Progress(0, s.todo)
	}
	return inOrder(ctx, s.config.Abort, s.config.Workers, s.cells(), s.play, s.collect)
}

// cell is some consecutive runs of a point, to be played by one worker.
type cell struct {
	point, from, to int // runs of the point, counted from 0
	values          [][]float64
	err             error
}

// cells lists what is to be played, a block of every point at a time.
func (s *sweeper) cells() iter.Seq[*cell] {
	return func(yield func(*cell) bool) {
		for from := 0; from < s.config.Runs; from += block {
			for i := range s.points {
				p := &s.points[i]
				k := &cell{point: i, from: max(from, p.had), to: min(from+block, s.config.Runs)}
				if p.sha256 != "" && k.from < k.to && !yield(k) {
					return
				}
			}
		}
	}
}

// play plays a cell. What goes wrong inside the model becomes an error that names
// the run.
func (s *sweeper) play(k *cell, quit <-chan struct{}) {
	if s.points[k.point].bad.Load() {
		return
	}
	run := s.config.First(k.point) + uint64(k.from)
	defer func() {
		if wrong := recover(); wrong != nil {
			k.err = fmt.Errorf("run %d of seed %d failed: %v", run, s.config.Seed, wrong)
		}
	}()
	at, err := s.config.Space.scenario.With(s.config.Space.Settings(s.config.Points[k.point])...)
	if err != nil {
		k.err = err // it was none when the point was resolved
		return
	}
	m, err := sim.Compile(at.Sim)
	if err != nil {
		k.err = err
		return
	}
	e, r := sim.NewEngine(m), newFacts(m)
	k.values = make([][]float64, len(s.metrics))
	for range k.to - k.from {
		select {
		case <-quit:
			return
		default:
		}
		r.read(e.Run(s.config.Seed, run))
		for i := range s.metrics {
			k.values[i] = append(k.values[i], s.metrics[i].value(r))
		}
		run++
	}
}

// value is what a run has to say: a single number, or NaN for nothing.
func (m *Metric) value(r *facts) float64 {
	top, bottom := m.of(r)
	if bottom == 0 {
		return math.NaN()
	}
	return top / bottom
}

// collect takes in a cell that has been played.
func (s *sweeper) collect(k *cell) error {
	p := &s.points[k.point]
	if s.done += k.to - k.from; s.config.Progress != nil {
		defer func() { s.config.Progress(s.done, s.todo) }()
	}
	switch {
	case p.err != "":
		return nil
	case k.err != nil:
		p.fail(k.err.Error())
		p.empty(len(s.metrics), false)
		return nil
	}
	p.add(k.values)
	if s.config.Store == nil {
		return nil
	}
	return s.config.Store.Append(&record.Cell{
		SHA256: p.sha256, First: s.config.First(k.point) + uint64(k.from), Values: k.values,
	})
}

// result is what it came to.
func (s *sweeper) result() *Swept {
	out := &Swept{
		Factors: s.config.Space.Factors(), Seed: s.config.Seed, Runs: s.config.Runs, OwnLuck: s.config.OwnLuck, LuckNumbers: s.config.Luck,
		Interrupted: s.done < s.todo, Reused: s.reused, Points: make([]SweptPoint, len(s.points)),
	}
	for _, m := range s.metrics {
		out.Metrics = append(out.Metrics, SweptMetric{m.Name, m.Meaning, m.Unit, m.Sample})
	}
	for i := range s.points {
		p := &s.points[i]
		if p.err == "" && p.sha256 == "" {
			out.Interrupted = true // before it came to this point at all
		}
		x := SweptPoint{Values: s.config.Points[i], SHA256: p.sha256, Error: p.err, Runs: p.done, Kept: p.kept}
		for m := range s.metrics {
			x.Figures = append(x.Figures, s.metrics[m].figure(&p.sums[m]))
		}
		out.Points[i] = x
	}
	return out
}
