package study

import (
	"iter"
	"slices"

	"backchannel/sim"
	"backchannel/sim/record"
)

// reputations are the numbers of the sides: how reliable the others hold each
// to be.
type reputations struct {
	first int
	sides int // with another to know them: all, or none
}

func newReputations(m *sim.Model, first int) reputations {
	g := reputations{first: first, sides: len(m.Scenario().Sides)}
	if g.sides < 2 {
		g.sides = 0
	}
	return g
}

func (g *reputations) end() int { return g.first + g.sides }

func (g *reputations) read(x []float64, e *sim.Engine) []float64 {
	for side := range g.sides {
		x = append(x, e.ReliabilityOf(side))
	}
	return x
}

// Reputation yields, by side and day, how reliable the other sides hold each
// to be, on average over them, with quantiles of the given probabilities
// (ascending, in [0, 1]) and the path of the traced run, which must be of the
// same model. A side that is alone in its scenario yields nothing.
func (s *Series) Reputation(probs []float64, traced *Traced) iter.Seq[record.ReputationRow] {
	p, g := s.paths, &s.paths.reputation
	return func(yield func(record.ReputationRow) bool) {
		for side := range g.sides {
			for day := range p.days {
				h := s.at(day, g.first+side)
				if !yield(record.ReputationRow{
					Side: p.model.Scenario().Sides[side].Name,
					Day:  p.days[day], N: int64(h.N()), Mean: h.Mean(),
					Levels: slices.Clone(probs), Quantiles: quantiles(h, probs),
					Traced: traced.at(day, g.first+side),
				}) {
					return
				}
			}
		}
	}
}
