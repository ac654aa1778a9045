package study

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"backchannel/scenarios"
	"backchannel/sim"
	"backchannel/sim/design"
)

// Design is a way to choose the points of a sweep.
type Design string

// The designs. Each is of what is uncertain; levers are crossed with it in full:
// every setting of them is played at each of its points.
const (
	DesignGrid       Design = "grid"          // every combination of the levels
	DesignLatin      Design = "lhs"           // Latin hypercube
	DesignSobol      Design = "sobol"         // scrambled Sobol sequence; more points go on where fewer ended
	DesignOneAtATime Design = "one-at-a-time" // the scenario as it is, and each factor moved alone
	DesignList       Design = "list"          // points that somebody else chose
)

// Designs lists the designs by which Space.Points chooses.
func Designs() []Design { return []Design{DesignGrid, DesignLatin, DesignSobol, DesignOneAtATime} }

// Spread reports whether the design spreads a number of points, to be said, over
// what is uncertain.
func (d Design) Spread() bool { return d == DesignLatin || d == DesignSobol }

// MostSweepPoints is how many points a sweep has at most.
const MostSweepPoints = design.MaxGrid

// tails are the quantiles to which a factor without levels is moved alone
// (modelling choice: far, and not to the very ends, which some distributions do
// not have).
func tails() []float64 { return []float64{0.05, 0.25, 0.75, 0.95} }

// Points chooses points of the space, as values by factor. n is how many points of
// what is uncertain a design that spreads them has; the others ignore it. The
// last lever changes fastest, then the other levers, then what is uncertain. The
// same seed gives the same points, and with DesignSobol the first of more.
//
// It is an error if a lever, or with DesignGrid any factor, has no levels, if all are
// levers and the design is not DesignGrid, or if there are more than MostSweepPoints.
func (x *Space) Points(d Design, n int, seed uint64) ([][]float64, error) {
	unknown, levers := x.parts()
	settings, err := x.levels(levers)
	if err != nil {
		return nil, err
	}
	worlds := [][]float64{nil}
	switch {
	case len(unknown) == 0 && d != DesignGrid:
		return nil, fmt.Errorf("all that varies is a lever, and levers are crossed in full: the design is %s", DesignGrid)
	case len(unknown) == 0:
	case d.Spread() && (n < 1 || n > MostSweepPoints):
		return nil, fmt.Errorf("%d points: give between 1 and %d", n, MostSweepPoints)
	default:
		if worlds, err = x.worlds(d, unknown, n, seed); err != nil {
			return nil, err
		}
	}
	return x.crossed(unknown, worlds, levers, settings)
}

// Cross plays every combination of the levels of the last factors at each of some
// points, which have the values of the factors before those.
func (x *Space) Cross(points [][]float64) ([][]float64, error) {
	if len(points) == 0 {
		return nil, fmt.Errorf("no points")
	}
	var first, last []int
	for i := range x.factors {
		if i < len(points[0]) {
			first = append(first, i)
		} else {
			last = append(last, i)
		}
	}
	settings, err := x.levels(last)
	if err != nil {
		return nil, err
	}
	return x.crossed(first, points, last, settings)
}

// parts tells the levers from what is uncertain.
func (x *Space) parts() (unknown, levers []int) {
	for i := range x.factors {
		if x.factors[i].Role == scenarios.Lever {
			levers = append(levers, i)
		} else {
			unknown = append(unknown, i)
		}
	}
	return unknown, levers
}

// levels lists every combination of the levels of some factors.
func (x *Space) levels(of []int) ([][]float64, error) {
	if len(of) == 0 {
		return [][]float64{nil}, nil
	}
	places := make([][]float64, len(of))
	for i, f := range of {
		n := len(x.factors[f].Levels)
		if n == 0 {
			return nil, fmt.Errorf("%s has no levels: write %s=low:high:n or %s=a,b,c", x.factors[f].Path, x.factors[f].Path, x.factors[f].Path)
		}
		for j := range n {
			places[i] = append(places[i], float64(j)/float64(n))
		}
	}
	points, err := design.Grid(places)
	if err != nil {
		return nil, err
	}
	for _, p := range points {
		for i, f := range of {
			levels := x.factors[f].Levels
			p[i] = levels[slices.Index(places[i], p[i])]
		}
	}
	return points, nil
}

// worlds chooses points of what is uncertain alone.
func (x *Space) worlds(d Design, of []int, n int, seed uint64) ([][]float64, error) {
	switch d {
	case DesignGrid:
		return x.levels(of)
	case DesignOneAtATime:
		return x.oneAtATime(of)
	}
	var factors []scenarios.Factor
	for _, i := range of {
		factors = append(factors, x.factors[i])
	}
	part, err := NewSpace(x.scenario, factors)
	if err != nil {
		return nil, err
	}
	src := sim.Source(seed, string(d), "design of a sweep")
	points, err := spread(d, n, len(of), src)
	for i, u := range points {
		points[i] = part.At(u)
	}
	return points, err
}

// spread chooses points of the unit cube.
func spread(d Design, n, inputs int, src interface{ Uint64() uint64 }) ([][]float64, error) {
	switch d {
	case DesignLatin:
		return design.LatinHypercube(n, inputs, src), nil
	case DesignSobol:
		sequence, err := design.NewSobol(inputs, src)
		if err != nil {
			return nil, err
		}
		points := make([][]float64, n)
		for i := range points {
			points[i] = sequence.At(i)
		}
		return points, nil
	}
	var known []string
	for _, k := range Designs() {
		known = append(known, string(k))
	}
	return nil, fmt.Errorf("no design %q; there are %s", d, strings.Join(known, ", "))
}

// oneAtATime lists the scenario as it is, and each factor moved alone.
func (x *Space) oneAtATime(of []int) ([][]float64, error) {
	all, err := x.Base()
	if err != nil {
		return nil, err
	}
	base := make([]float64, len(of))
	for i, f := range of {
		base[i] = all[f]
	}
	points := [][]float64{base}
	for i, f := range of {
		levels := x.factors[f].Levels
		if len(levels) == 0 {
			for _, p := range tails() {
				levels = append(levels, x.factors[f].Dist.Quantile(p))
			}
			levels = slices.Compact(levels) // of a choice, several may be one
		}
		for _, v := range levels {
			if v != base[i] {
				moved := slices.Clone(base)
				moved[i] = v
				points = append(points, moved)
			}
		}
	}
	return points, nil
}

// Base returns the value of each factor in the scenario as it is.
func (x *Space) Base() ([]float64, error) {
	base := make([]float64, len(x.factors))
	for i := range x.factors {
		v, err := x.scenario.Number(x.factors[i].Path)
		if err != nil {
			return nil, err
		}
		base[i] = v
	}
	return base, nil
}

// crossed plays every setting of the levers at every point of what is uncertain.
func (x *Space) crossed(unknown []int, worlds [][]float64, levers []int, settings [][]float64) ([][]float64, error) {
	if len(worlds)*len(settings) > MostSweepPoints {
		return nil, fmt.Errorf("%d settings of the levers at each of %d points are more than %d points together: give the levers fewer levels",
			len(settings), len(worlds), MostSweepPoints)
	}
	points := make([][]float64, 0, len(worlds)*len(settings))
	for _, w := range worlds {
		for _, s := range settings {
			values := make([]float64, len(x.factors))
			for i, f := range unknown {
				values[f] = w[i]
			}
			for i, f := range levers {
				values[f] = s[i]
			}
			points = append(points, values)
		}
	}
	return points, nil
}

// CheckSweep makes sure that the model has the figures that the scenario names for
// sweeps. The error names all that it has not.
func CheckSweep(s *scenarios.Scenario, m *sim.Model) error {
	if s.Sweep == nil {
		return nil
	}
	var errs []error
	for _, name := range s.Sweep.Metrics {
		if _, err := FindMetric(m, name); err != nil {
			errs = append(errs, fmt.Errorf("sweep.metric: %w", err))
		}
	}
	return errors.Join(errs...)
}
