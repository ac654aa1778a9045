package study

import (
	"cmp"
	"iter"
	"slices"

	"backchannel/sim"
	"backchannel/sim/record"
)

// standings are the numbers of the seats: the standing of who held each at the
// start.
type standings struct {
	first   int
	holders []int // envoys, by seat
}

func newStandings(m *sim.Model, first int) standings {
	return standings{first: first, holders: m.Holders()}
}

func (g *standings) end() int { return g.first + len(g.holders) }

func (g *standings) read(x []float64, e *sim.Engine) []float64 {
	for seat := range g.holders {
		x = append(x, e.StandingOfFirst(seat))
	}
	return x
}

// Standing yields, by envoy and day, the standing of each who holds a seat at
// the start, 0 once he has fallen, with quantiles of the given probabilities
// (ascending, in [0, 1]) and the path of the traced run, which must be of the
// same model.
func (s *Series) Standing(probs []float64, traced *Traced) iter.Seq[record.StandingRow] {
	p, g := s.paths, &s.paths.standing
	return func(yield func(record.StandingRow) bool) {
		for seat, holder := range g.holders {
			envoy := &p.model.Scenario().Envoys[holder]
			for day := range p.days {
				h := s.at(day, g.first+seat)
				if !yield(record.StandingRow{
					Person: cmp.Or(envoy.Person, envoy.Name), Side: envoy.Side,
					Day: p.days[day], N: int64(h.N()), Mean: h.Mean(),
					Levels: slices.Clone(probs), Quantiles: quantiles(h, probs),
					Traced: traced.at(day, g.first+seat),
				}) {
					return
				}
			}
		}
	}
}
