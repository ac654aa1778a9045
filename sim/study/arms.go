package study

import (
	"context"
	"fmt"
	"math"

	"backchannel/sim/stats"
)

// PairPlan says when arms that are played side by side have been played enough:
// when the paired difference of a metric is known precisely enough, in every
// arm, from the first.
type PairPlan struct {
	Metric string  // in the panel of every arm
	Half   float64 // half-width that ends the comparison, in the metric's unit, above 0
	Min    int     // runs of each arm before the first look
	Level  float64 // probability with which the intervals of all looks hold the truth together
}

// PlayArms plays the same runs of several models. The configurations must agree
// in Seed, First and Runs, and each have a Panel with room for Runs. With a
// plan, it looks after Min runs of every arm and then as RunUntil does, up to
// Runs. Without, the precision is nil.
//
// A comparison is of the same runs in every arm: when ctx is cancelled nothing
// is kept, and the error is ErrAborted.
func PlayArms(ctx context.Context, configs []Config, plan *PairPlan) ([]*Result, *Precision, error) {
	batches, err := batchesOf(configs)
	if err != nil {
		return nil, nil, err
	}
	runs := configs[0].Runs
	sizes, found := []int{runs}, (*Precision)(nil)
	if plan != nil {
		p := Plan{Min: min(plan.Min, runs), Max: runs, Half: plan.Half, Level: plan.Level}
		if p.Target, err = plan.target(configs[0].Panel); err == nil {
			err = p.check()
		}
		if err != nil {
			return nil, nil, err
		}
		sizes = p.sizes()
		found = p.begin(sizes)
	}
	for _, size := range sizes {
		for _, b := range batches {
			if err := b.play(ctx, size); err != nil {
				return nil, nil, err
			}
			if b.done < size {
				return nil, nil, ErrAborted
			}
		}
		if found != nil {
			if plan.look(found, configs, size); found.Met {
				break
			}
		}
	}
	var results []*Result
	for _, b := range batches {
		r, err := b.result(b.done)
		if err != nil {
			return nil, nil, err
		}
		results = append(results, r)
	}
	return results, found, nil
}

func batchesOf(configs []Config) ([]*batch, error) {
	var list []*batch
	for i := range configs {
		c, first := &configs[i], &configs[0]
		if err := c.check(); err != nil {
			return nil, err
		}
		if c.Seed != first.Seed || c.First != first.First || c.Runs != first.Runs || c.Panel == nil || c.Panel.Runs() != c.Runs {
			return nil, fmt.Errorf("arms %d and 1 are not of the same runs", i+1)
		}
		if c.Draws.Repeats() > 1 {
			return nil, fmt.Errorf("arm %d has %d runs a draw; pairs are independent with one", i+1, c.Draws.Repeats())
		}
		list = append(list, newBatch(*c))
	}
	return list, nil
}

// target is the metric as what is looked at.
func (p *PairPlan) target(panel *Panel) (Target, error) {
	i := panel.index(p.Metric)
	if i < 0 {
		return Target{}, fmt.Errorf("metric %q is not one of those compared", p.Metric)
	}
	m := panel.Metrics[i]
	return Target{Name: m.Name, Meaning: m.Meaning + ", difference between arms", Unit: m.Unit}, nil
}

// look notes the least precise difference of any arm from the first.
func (p *PairPlan) look(found *Precision, configs []Config, runs int) {
	found.Looks, found.Runs = found.Looks+1, runs
	worst := math.Inf(-1)
	for i := range configs[1:] {
		d := pairOf(configs[0].Panel.upTo(p.Metric, runs), configs[i+1].Panel.upTo(p.Metric, runs), found.LookLevel).Difference
		half := (d.High - d.Low) / 2
		if math.IsNaN(half) {
			half = math.Inf(1) // not known at all
		}
		if half > worst {
			worst, found.Estimate = half, d
		}
	}
	found.HalfWidth, found.Met = nil, worst <= p.Half
	if !math.IsInf(worst, 1) {
		found.HalfWidth = new(worst)
	}
}

// upTo are the cases of a metric in the first runs.
func (p *Panel) upTo(name string, runs int) stats.Cases {
	c := p.cases(name)
	return stats.Cases{Top: c.Top[:runs], Bottom: c.Bottom[:runs]}
}
