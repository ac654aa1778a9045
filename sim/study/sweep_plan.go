package study

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"

	"backchannel/scenarios"
	"backchannel/sim"
)

// sweeper is a sweep under way.
type sweeper struct {
	config  SweepConfig
	metrics []Metric
	points  []sweptPoint
	reused  int
	todo    int // runs to be played
	done    int // of these, played or given up
}

// sweptPoint is a point of a sweep under way: what is held of its runs is sums.
type sweptPoint struct {
	sha256 string
	err    string
	bad    atomic.Bool // that there is an error, for those who are to play it
	had    int         // runs that the store had
	done   int
	sums   []moments // by metric
	kept   [][]float64
}

func newSweeper(c SweepConfig) (*sweeper, error) {
	switch {
	case c.Space == nil || len(c.Points) == 0:
		return nil, fmt.Errorf("a sweep of no points: give at least one")
	case c.Runs < 1 || c.Runs > MostSweepRuns:
		return nil, fmt.Errorf("a sweep of %d runs a point: give between 1 and %d", c.Runs, MostSweepRuns)
	case len(c.Metrics) == 0:
		return nil, fmt.Errorf("a sweep for no metric: give at least one")
	case c.Luck != nil && (len(c.Luck) != len(c.Points) || slices.Min(c.Luck) < 0):
		return nil, fmt.Errorf("luck for %d of %d points: give each point a number of 0 or more", len(c.Luck), len(c.Points))
	case c.Workers < 0:
		return nil, fmt.Errorf("a sweep with %d workers: use at least 1, or 0 for all processors", c.Workers)
	}
	if c.Workers == 0 {
		c.Workers = runtime.GOMAXPROCS(0)
	}
	for i, values := range c.Points {
		if len(values) != len(c.Space.factors) {
			return nil, fmt.Errorf("point %d has %d values for %d factors", i, len(values), len(c.Space.factors))
		}
	}
	m, err := sim.Compile(c.Space.scenario.Sim)
	if err != nil {
		return nil, err
	}
	s := &sweeper{config: c, points: make([]sweptPoint, len(c.Points))}
	for _, name := range c.Metrics {
		metric, err := FindMetric(m, name)
		if err != nil {
			return nil, err
		}
		s.metrics = append(s.metrics, metric)
	}
	for i := range s.points {
		s.points[i].empty(len(s.metrics), c.Keep)
	}
	return s, nil
}

// empty takes back what is known of the runs of a point.
func (p *sweptPoint) empty(metrics int, keep bool) {
	p.done, p.sums, p.kept = 0, make([]moments, metrics), nil
	if keep {
		p.kept = make([][]float64, metrics)
	}
}

// resolve makes the scenario of every point and takes its hash. Those that
// cannot be are known then, before anything is played.
func (s *sweeper) resolve(ctx context.Context) error {
	places := func(yield func(int) bool) {
		for i := range s.points {
			if !yield(i) {
				return
			}
		}
	}
	resolve := func(i int, _ <-chan struct{}) {
		p := &s.points[i]
		at, err := s.config.Space.scenario.With(s.config.Space.Settings(s.config.Points[i])...)
		if err == nil {
			_, err = sim.Compile(at.Sim)
		}
		if err != nil {
			p.fail(inOneLine(err))
			return
		}
		p.sha256 = at.Hash()
	}
	return inOrder(ctx, s.config.Abort, s.config.Workers, places, resolve, func(int) error { return nil })
}

// inOneLine is an error as it fits into a table: of problems, what is wrong and
// what to do.
func inOneLine(err error) string {
	list, ok := errors.AsType[scenarios.Problems](err)
	if !ok {
		return strings.Join(strings.Fields(err.Error()), " ")
	}
	var says []string
	for _, p := range list {
		says = append(says, p.What+", "+p.Fix)
	}
	return strings.Join(says, "; ")
}

func (p *sweptPoint) fail(why string) {
	p.err = why
	p.bad.Store(true)
}

// reuse takes over the runs that the store has, and counts those that it has not.
func (s *sweeper) reuse(ctx context.Context) error {
	for i := range s.points {
		p := &s.points[i]
		if p.sha256 == "" {
			continue // bad, or there was no time for it
		}
		if s.config.Store != nil && ctx.Err() == nil {
			values, err := s.config.Store.Read(p.sha256, s.config.First(i), s.config.Runs)
			if err != nil {
				return err
			}
			if len(values) > 0 {
				p.had = len(values[0])
				p.add(values)
			}
		}
		s.reused += p.had
		s.todo += s.config.Runs - p.had
	}
	return nil
}

// add takes in the next runs of a point.
func (p *sweptPoint) add(values [][]float64) {
	for m, list := range values {
		for _, x := range list {
			p.sums[m].addKnown(x)
		}
		if p.kept != nil {
			p.kept[m] = append(p.kept[m], list...)
		}
	}
	p.done += len(values[0])
}
