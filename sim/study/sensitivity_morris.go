package study

import (
	"backchannel/sim"
	"backchannel/sim/design"
	"backchannel/sim/stats"
)

// MorrisResult is what elementary effects say of a metric (Morris 1991): which
// inputs matter at all.
type MorrisResult struct {
	Metric string        `json:"metric"`
	Left   Left          `json:"left_out"`
	Inputs []MorrisInput `json:"inputs"` // in the order of the inputs
}

// MorrisInput is by how much a metric changes when an input moves from its 5th to
// its 95th percentile, in the metric's unit, over all that the others may be.
type MorrisInput struct {
	Path   string         `json:"path"`
	MuStar stats.Estimate `json:"mu_star"` // mean size of the change; N counts the effects seen
	Mu     stats.Estimate `json:"mu"`      // mean change
	Sigma  stats.Estimate `json:"sigma"`   // how unlike the changes are, chance left out
	Floor  Number         `json:"floor"`   // mu* of an input without effect, by chance
}

// Matters reports whether the effect is told from chance and from none.
func (m *MorrisInput) Matters() bool { return m.MuStar.Low > max(0, float64(m.Floor)) }

// Bounds of how trajectories are chosen (modelling choice): out of so many, which
// are the same however many are chosen, so that a larger study goes on where a
// smaller one ended.
const (
	morrisLevels     = 4
	morrisCandidates = 100
)

// morris lays out trajectories that lie far apart. Inputs are moved each by
// itself, so correlations between them are left out.
func (c *SensitivityConfig) morris() (*plan, error) {
	n := c.Sizes[Morris].N
	all, err := design.Morris(max(morrisCandidates, 2*n), len(c.Space.factors), morrisLevels, sim.Source(c.Seed, "sensitivity", "design of morris"))
	if err != nil {
		return nil, err
	}
	p := &plan{}
	chosen := design.Spread(all, n)
	next := 0
	for candidate := range all {
		if next == len(chosen) || &all[candidate].Points[0] != &chosen[next].Points[0] {
			continue
		}
		for _, u := range chosen[next].Points {
			p.points = append(p.points, c.Space.between(u))
			p.luck = append(p.luck, candidate) // the same, however many are chosen
		}
		next++
	}
	p.judge = func(out *Sensitivity, s *Swept, metric int) {
		out.Morris = append(out.Morris, morrisResult(chosen, s, metric, out.Level))
	}
	return p, nil
}

// between turns coordinates from 0 to 1 into values from the low to the high end
// of each factor, whatever the others are.
func (x *Space) between(u []float64) []float64 {
	values := make([]float64, len(u))
	for i, v := range u {
		values[i] = x.value(i, lowEnd+float64(v*(highEnd-lowEnd)))
	}
	return values
}

// morrisResult sums up the effects along the trajectories, whose points were
// played in their order.
func morrisResult(trajectories []design.Trajectory, s *Swept, metric int, level float64) MorrisResult {
	r := MorrisResult{Metric: s.Metrics[metric].Name, Left: s.left(metric)}
	var walks []stats.Walk
	at := 0
	for _, t := range trajectories {
		w := stats.Walk{Order: t.Order, Steps: t.Steps}
		for k := range t.Points {
			kept := s.keptAt(at, metric)
			w.Values = append(w.Values, measuredOf(kept))
			if k > 0 {
				w.StepVariance = append(w.StepVariance, stepVarianceAt(s, at-1, at, metric))
			}
			at++
		}
		walks = append(walks, w)
	}
	for i, e := range stats.Morris(walks, level) {
		r.Inputs = append(r.Inputs, MorrisInput{s.Factors[i].Path, e.MuStar, e.Mu, e.Sigma, Number(e.Floor)})
	}
	return r
}

// stepVarianceAt is that of two points; 0 where one could not be played.
func stepVarianceAt(s *Swept, a, b, metric int) float64 {
	x, y := s.keptAt(a, metric), s.keptAt(b, metric)
	if x == nil || y == nil {
		return 0
	}
	return stepVariance(x, y)
}
