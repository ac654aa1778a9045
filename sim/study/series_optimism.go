package study

import (
	"iter"
	"slices"

	"backchannel/sim"
	"backchannel/sim/record"
)

// opinions are the numbers of each talk: the optimism of each side, their
// mean, and realism.
type opinions struct {
	first int
	sides []int // how many, by talk
}

func newOpinions(m *sim.Model, first int) opinions {
	o := opinions{first: first}
	for t := range m.Scenario().Talks {
		o.sides = append(o.sides, len(m.TalkSides(t)))
	}
	return o
}

// of is the first place of a talk: its sides', before their mean's and realism's.
func (o *opinions) of(talk int) int {
	place := o.first
	for _, n := range o.sides[:talk] {
		place += n + 2
	}
	return place
}

func (o *opinions) end() int { return o.of(len(o.sides)) }

func (o *opinions) read(x []float64, e *sim.Engine) []float64 {
	for t, n := range o.sides {
		var sum float64
		for s := range n {
			now := e.Optimism(t, s)
			sum += now
			x = append(x, now)
		}
		x = append(x, sum/float64(n), e.Realism(t))
	}
	return x
}

// Optimism yields, by talk and day, the announced optimism of each side and
// then their mean, with quantiles of the given probabilities (ascending, in
// [0, 1]).
func (s *Series) Optimism(probs []float64) iter.Seq[record.OptimismRow] {
	p, o := s.paths, &s.paths.optimism
	return func(yield func(record.OptimismRow) bool) {
		for t, n := range o.sides {
			for day := range p.days {
				for i := range n + 1 {
					h := s.at(day, o.of(t)+i)
					row := record.OptimismRow{
						Talk: p.model.Scenario().Talks[t].Name, Day: p.days[day], N: int64(h.N()), Mean: h.Mean(),
						Realism: new(s.at(day, o.of(t)+n+1).Mean()),
						Levels:  slices.Clone(probs), Quantiles: quantiles(h, probs),
					}
					if i < n {
						row.Side = p.model.Scenario().Sides[p.model.TalkSides(t)[i]].Name
					}
					if !yield(row) {
						return
					}
				}
			}
		}
	}
}
