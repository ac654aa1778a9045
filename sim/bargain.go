package sim

import (
	"errors"
	"fmt"
	"slices"
)

// ErrNotTwoSided is returned where a solution is defined for two sides only.
var ErrNotTwoSided = errors.New("defined for a talk of two sides only")

// ErrNoZone is returned where no package leaves every side at or above its
// reservation utility.
var ErrNoZone = errors.New("no zone of possible agreement")

// zoneTolerance is the shortfall of utility that is put down to rounding.
const zoneTolerance = 1e-9

// Agreement is a package on every issue of a talk and what it is worth under
// the ideal points of the start.
type Agreement struct {
	Terms   []float64 // position by issue of the talk, in [0, 1]
	Utility []float64 // by side of the talk, in [0, 1]
	Gain    float64   // least utility over reservation utility of any side
}

// Frontier returns the vertices of the Pareto frontier of a two-sided talk,
// from the package that suits its first side best to the one that suits its
// second side best. With weighted city-block utilities the frontier is
// piecewise linear: the first side concedes issue by issue, and first where
// the other gains most for each unit of utility that it costs (Raiffa 1982,
// ch. 11). The error is ErrNotTwoSided.
func (m *Model) Frontier(talk int) ([]Agreement, error) {
	t := &m.talks[talk]
	if len(t.sides) != 2 {
		return nil, fmt.Errorf("frontier of talk %s: %w", t.name, ErrNotTwoSided)
	}
	first, second := m.ideals(t, 0), m.ideals(t, 1)
	own, other := t.weight[0], t.weight[1]
	terms := slices.Clone(first)
	var order []int // the issues that one side can only gain at the other's cost
	for k := range terms {
		switch {
		case own[k] > 0 && other[k] > 0 && first[k] != second[k]:
			order = append(order, k)
		case own[k] == 0:
			terms[k] = second[k]
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		left, right := other[a]*own[b], other[b]*own[a]
		switch {
		case left > right:
			return -1
		case left < right:
			return 1
		}
		return 0
	})
	vertices := []Agreement{m.agreement(t, terms)}
	for _, k := range order {
		terms[k] = second[k]
		vertices = append(vertices, m.agreement(t, terms))
	}
	return vertices, nil
}

// NashSolution returns the package of a two-sided talk that maximises the
// product of the gains over the reservation utilities (Nash 1950), with the
// ideal points of the start. The error is ErrNotTwoSided or ErrNoZone.
func (m *Model) NashSolution(talk int) (Agreement, error) {
	vertices, err := m.Frontier(talk)
	if err != nil {
		return Agreement{}, err
	}
	t := &m.talks[talk]
	best, most := Agreement{}, -1.0
	for i, from := range vertices {
		to := vertices[min(i+1, len(vertices)-1)]
		share, ok := nashShare(from, to, t.reservation)
		if !ok {
			continue
		}
		a := m.agreement(t, between(from.Terms, to.Terms, share))
		product := max(0, a.Utility[0]-t.reservation[0]) * max(0, a.Utility[1]-t.reservation[1])
		if product > most {
			best, most = a, product
		}
	}
	if most < 0 {
		return Agreement{}, fmt.Errorf("talk %s: %w", t.name, ErrNoZone)
	}
	return best, nil
}

// nashShare returns how far along the straight line between two agreements
// the product of gains is greatest, as a share; ok is false where the line
// holds no point at which neither side loses.
func nashShare(from, to Agreement, reservation []float64) (share float64, ok bool) {
	low, high := 0.0, 1.0
	var gain, slope [2]float64
	for s := range gain {
		gain[s] = from.Utility[s] - reservation[s]
		slope[s] = to.Utility[s] - from.Utility[s]
		switch at := -gain[s] / slope[s]; {
		case slope[s] > 0:
			low = max(low, at)
		case slope[s] < 0:
			high = min(high, at)
		case gain[s] < -zoneTolerance:
			return 0, false
		}
	}
	if low > high+zoneTolerance {
		return 0, false
	}
	share = low
	if curve := slope[0] * slope[1]; curve < 0 {
		share = -(gain[0]*slope[1] + gain[1]*slope[0]) / (2 * curve)
	}
	return max(low, min(share, high)), true
}

// Egalitarian returns the package of a two-sided talk that maximises the least
// gain of either side over its reservation utility (Kalai 1977), with the ideal
// points of the start. The talk has a zone of possible agreement if and only if
// the Gain of this package is not negative. The error is ErrNotTwoSided: for
// more sides the package solves a linear programme, and the simplex method at
// hand does not always end on its degenerate corners.
func (m *Model) Egalitarian(talk int) (Agreement, error) {
	vertices, err := m.Frontier(talk)
	if err != nil {
		return Agreement{}, err
	}
	t := &m.talks[talk]
	best := vertices[0]
	for i, to := range vertices[1:] {
		from := vertices[i]
		// The first side's lead in gain falls along the frontier; where it is
		// used up the least gain is greatest.
		lead := from.lead(t.reservation)
		share := max(0, min(lead/(lead-to.lead(t.reservation)), 1))
		if a := m.agreement(t, between(from.Terms, to.Terms, share)); a.Gain > best.Gain {
			best = a
		}
	}
	return best, nil
}

// lead is by how much the first of two sides gains more than the second.
func (a Agreement) lead(reservation []float64) float64 {
	return (a.Utility[0] - reservation[0]) - (a.Utility[1] - reservation[1])
}

// between returns the terms a share of the way from one package to another.
func between(from, to []float64, share float64) []float64 {
	terms := make([]float64, len(from))
	for k := range terms {
		terms[k] = clamp(from[k] + float64(share*(to[k]-from[k])))
	}
	return terms
}

// Possible reports whether every side gets its reservation utility.
func (a Agreement) Possible() bool { return a.Gain >= -zoneTolerance }

// ideals returns the ideal points of the s-th side of a talk, by its issues.
func (m *Model) ideals(t *talkSpec, s int) []float64 {
	ideal := make([]float64, len(t.issues))
	for k, issue := range t.issues {
		ideal[k] = m.scenario.Sides[t.sides[s]].Ideal[issue]
	}
	return ideal
}

// agreement works out what terms are worth; it keeps a copy of them.
func (m *Model) agreement(t *talkSpec, terms []float64) Agreement {
	a := Agreement{Terms: slices.Clone(terms)}
	for s := range t.sides {
		u := utility(t.weight[s], terms, m.ideals(t, s))
		a.Utility = append(a.Utility, u)
		if gain := u - t.reservation[s]; s == 0 || gain < a.Gain {
			a.Gain = gain
		}
	}
	return a
}
