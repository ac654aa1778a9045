package study

import (
	"fmt"
	"slices"

	"gonum.org/v1/gonum/mat"

	"backchannel/scenarios"
	"backchannel/sim/uncertain"
)

// Space is what a study varies in a scenario: the values that its factors can
// have together. Points of the unit cube, as package design makes them, are
// turned into values by it.
type Space struct {
	scenario *scenarios.Scenario
	factors  []scenarios.Factor
	copula   *uncertain.Copula // nil: no two factors are correlated
}

// NewSpace returns the space of some factors of a scenario, of which there is
// at least one and no entry is varied twice. Correlations of the scenario hold
// between the factors; one with an input that is none of them says nothing here.
func NewSpace(s *scenarios.Scenario, factors []scenarios.Factor) (*Space, error) {
	if len(factors) == 0 {
		return nil, fmt.Errorf("nothing varies: give at least one input")
	}
	x := &Space{scenario: s, factors: slices.Clone(factors)}
	if err := x.checkPaths(); err != nil {
		return nil, err
	}
	return x, x.correlate()
}

// checkPaths makes sure that no entry gets two values.
func (x *Space) checkPaths() error {
	by := map[string]string{}
	for i := range x.factors {
		f := &x.factors[i]
		for _, path := range append([]string{f.Path}, f.Follows...) {
			if other, twice := by[path]; twice {
				return fmt.Errorf("%s is varied twice, by %s and by %s: leave one out", path, other, f.Path)
			}
			by[path] = f.Path
		}
	}
	return nil
}

// correlate makes the copula of the correlations between the factors.
func (x *Space) correlate() (err error) {
	n := len(x.factors)
	rho, any := mat.NewSymDense(n, nil), false
	for i := range n {
		rho.SetSym(i, i, 1)
	}
	for _, c := range x.scenario.Correlations {
		if i, j := x.index(c.Between[0]), x.index(c.Between[1]); i >= 0 && j >= 0 {
			rho.SetSym(i, j, c.Rho)
			any = true
		}
	}
	if any {
		x.copula, err = uncertain.NewCopula(rho)
	}
	return err
}

// index is the place of the factor with that path; -1: there is none.
func (x *Space) index(path string) int {
	return slices.IndexFunc(x.factors, func(f scenarios.Factor) bool { return f.Path == path })
}

// Factors returns what varies, in the order given to NewSpace.
func (x *Space) Factors() []scenarios.Factor { return slices.Clone(x.factors) }

// Scenario returns the scenario that it is varied in.
func (x *Space) Scenario() *scenarios.Scenario { return x.scenario }

// At returns the values, by factor, at a point of the unit cube, which has a
// coordinate in [0,1] for each factor. Coordinates are first correlated, then
// each is turned into a value by the inverse of the factor's distribution; of a
// factor with levels, each level has an equal part of the interval, in their
// order. It panics if the point has another number of coordinates.
func (x *Space) At(u []float64) []float64 {
	if len(u) != len(x.factors) {
		panic(fmt.Sprintf("study: a point of %d coordinates in a space of %d factors", len(u), len(x.factors)))
	}
	values := slices.Clone(u)
	if x.copula != nil {
		x.copula.Correlate(values)
	}
	for i := range x.factors {
		values[i] = x.value(i, values[i])
	}
	return values
}

// value is that of a factor at a coordinate, whatever the others are.
func (x *Space) value(factor int, u float64) float64 {
	f := &x.factors[factor]
	if n := len(f.Levels); n > 0 {
		return f.Levels[min(int(u*float64(n)), n-1)]
	}
	return f.Dist.Quantile(u)
}

// Settings returns the values, by factor, as settings of the scenario: those of
// the factors and of all that follow them.
func (x *Space) Settings(values []float64) []scenarios.Setting {
	var list []scenarios.Setting
	for i := range x.factors {
		list = append(list, scenarios.Setting{Path: x.factors[i].Path, Value: values[i]})
		for _, path := range x.factors[i].Follows {
			list = append(list, scenarios.Setting{Path: path, Value: values[i]})
		}
	}
	return list
}
