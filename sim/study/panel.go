package study

import (
	"iter"
	"math"

	"backchannel/sim"
)

// Panel keeps metrics run by run, and the first deal of every talk: what
// paired comparisons are made from. Unlike a Tally it grows with the runs, by
// 16 bytes a run and metric.
type Panel struct {
	Metrics []Metric
	Top     [][]float64   // by metric, run
	Bottom  [][]float64   // by metric, run
	First   [][]FirstDeal // by talk, run
	model   *sim.Model
}

// FirstDeal is the first deal of a talk in one run.
type FirstDeal struct {
	Day   float64 // of signature; NaN: none
	Life  float64 // days from signature to its end or the horizon
	Cause sim.Cause
}

// NewPanel makes room for runs of a model.
func NewPanel(m *sim.Model, metrics []Metric, runs int) *Panel {
	p := &Panel{Metrics: metrics, model: m}
	for range metrics {
		p.Top, p.Bottom = append(p.Top, make([]float64, runs)), append(p.Bottom, make([]float64, runs))
	}
	for range m.Scenario().Talks {
		p.First = append(p.First, make([]FirstDeal, runs))
	}
	return p
}

// Runs returns how many runs it has room for.
func (p *Panel) Runs() int { return len(p.First[0]) }

// cut keeps the first runs alone.
func (p *Panel) cut(runs int) {
	for i := range p.Top {
		p.Top[i], p.Bottom[i] = p.Top[i][:runs], p.Bottom[i][:runs]
	}
	for i := range p.First {
		p.First[i] = p.First[i][:runs]
	}
}

// set fills in one run. Workers may set different runs at the same time.
func (p *Panel) set(run int, r *facts) {
	for i, m := range p.Metrics {
		p.Top[i][run], p.Bottom[i][run] = m.of(r)
	}
	for talk, d := range r.first {
		p.First[talk][run] = FirstDeal{Day: math.NaN()}
		if d != nil {
			p.First[talk][run] = FirstDeal{Day: d.Day, Life: d.Life(), Cause: d.Cause}
		}
	}
}

// Fill reads runs into the panel, as many as it has room for, and gives up the
// room that is left over. An error of the runs is returned.
func (p *Panel) Fill(outcomes iter.Seq2[*sim.Outcome, error]) error {
	r, run := newFacts(p.model), 0
	for o, err := range outcomes {
		if err != nil {
			return err
		}
		if run == p.Runs() {
			break
		}
		r.read(o)
		p.set(run, r)
		run++
	}
	p.cut(run)
	return nil
}
