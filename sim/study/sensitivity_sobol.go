package study

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"backchannel/sim"
	"backchannel/sim/design"
	"backchannel/sim/stats"
)

// SobolResult is how much of what the inputs leave uncertain about a metric each
// group of them accounts for (Sobol 1993).
type SobolResult struct {
	Metric string `json:"metric"`
	Left   Left   `json:"left_out"`
	// Mean and StdDev are of the metric over the inputs, chance within a point left
	// out.
	Mean   stats.Estimate `json:"mean"`
	StdDev Number         `json:"std_dev"`
	Noise  stats.Estimate `json:"noise"`  // share of the variance of the measured means that is chance
	Groups []SobolGroup   `json:"groups"` // in the order of the groups
	// Together is the sum of the first-order shares, not cut to [0,1]; NaN where they
	// are not all of the same rows.
	Together stats.Estimate `json:"first_together"`
}

// SobolGroup is what a group of inputs accounts for.
type SobolGroup struct {
	Name  string     `json:"name"`
	First SobolShare `json:"first"` // by itself: what would go, were it known
	Total SobolShare `json:"total"` // with what it does together with others: what would stay, were all else known
}

// SobolShare is a share of a variance.
type SobolShare struct {
	Share stats.Estimate `json:"share"`     // N counts the rows that are known
	More  int            `json:"more_rows"` // that it takes, at least; 0: it has converged
}

// sobolResamples are those of the bootstrap of rows.
const sobolResamples = 2000

// sobol lays out the rows of Saltelli et al. (2010), A, B and by group AB. A and
// all of AB share their luck, which then cancels in the steps between them; B has
// luck of its own, as the estimators ask for.
func (c *SensitivityConfig) sobol() (*plan, error) {
	groups, err := c.groupsOfFactors()
	switch {
	case err != nil:
		return nil, err
	case len(groups) == 0:
		return nil, errors.New("there are no groups of inputs")
	}
	rows, err := design.NewSaltelli(len(c.Space.factors), groups, sim.Source(c.Seed, "sensitivity", "design of sobol"))
	if err != nil {
		return nil, err
	}
	p := &plan{}
	for i := range c.Sizes[Sobol].N {
		row := rows.At(i)
		p.points = append(p.points, c.Space.At(row.A), c.Space.At(row.B))
		p.luck = append(p.luck, 2*i, 2*i+1)
		for _, u := range row.AB {
			p.points = append(p.points, c.Space.At(u))
			p.luck = append(p.luck, 2*i)
		}
	}
	p.judge = func(out *Sensitivity, s *Swept, metric int) {
		precision := stats.Precision{Level: out.Level, Resamples: sobolResamples, Width: c.Width}
		out.Sobol = append(out.Sobol, sobolResult(c.Groups, s, metric, precision, c.Seed))
	}
	return p, nil
}

// groupsOfFactors are the groups by the places of their factors.
func (c *SensitivityConfig) groupsOfFactors() ([][]int, error) {
	var groups [][]int
	for _, g := range c.Groups {
		var list []int
		for _, path := range g.Inputs {
			i := c.Space.index(path)
			if i < 0 {
				return nil, fmt.Errorf("group %s has %s, which is not varied", g.Name, path)
			}
			list = append(list, i)
		}
		groups = append(groups, list)
	}
	return groups, nil
}

// sobolResult estimates the indices group by group, each from the rows whose
// points A, B and that of the group all have a mean.
func sobolResult(groups []InputGroup, s *Swept, metric int, p stats.Precision, seed uint64) SobolResult {
	r := SobolResult{Metric: s.Metrics[metric].Name, Left: s.left(metric)}
	rows := sobolRows(len(groups), s, metric)
	indices := func(rows []stats.SobolRow) stats.SobolIndices {
		return stats.Sobol(rows, p, sim.Source(seed, "sensitivity", "bootstrap of "+r.Metric))
	}
	known := rowsOf(rows, -1)
	both := indices(known)
	r.Noise, r.StdDev = both.Noise, Number(both.StdDev)
	r.Noise.Value, r.Noise.Low, r.Noise.High = min(1, r.Noise.Value), min(1, r.Noise.Low), min(1, r.Noise.High)
	var mean stats.Moments
	for _, row := range known {
		mean.Add((row.A.Value + row.B.Value) / 2)
	}
	r.Mean = mean.Mean(p.Level)
	nan := math.NaN()
	all := stats.SobolIndices{Together: stats.Estimate{Value: nan, Low: nan, High: nan}}
	if s.left(metric).Points == 0 && s.Bad() == 0 {
		all = indices(rows) // the same, at once
	}
	r.Together = all.Together
	for g := range groups {
		one := stats.SobolIndices{}
		if len(all.First) > 0 {
			one.First, one.Total = all.First[g:g+1], all.Total[g:g+1]
		} else if one = indices(rowsOf(rows, g)); len(one.First) == 0 { // no row is known
			one.First = []stats.SobolIndex{{Share: r.Noise, More: 1}}
			one.Total = one.First
		}
		r.Groups = append(r.Groups, SobolGroup{groups[g].Name, shareOf(one.First[0], len(rows)), shareOf(one.Total[0], len(rows))})
	}
	return r
}

// shareOf says how many rows are missing of those that the design has, of which
// some have no value.
func shareOf(x stats.SobolIndex, rows int) SobolShare {
	s := SobolShare{x.Share, x.More}
	if n := x.Share.N; x.More > 0 && n < rows {
		needed := float64(n+x.More) * float64(rows) / float64(max(n, 1))
		s.More = 1<<int(math.Ceil(math.Log2(max(needed, float64(rows+1))))) - rows
	}
	return s
}

// sobolRows are the rows as measured, NaN where a point has no mean.
func sobolRows(groups int, s *Swept, metric int) []stats.SobolRow {
	var rows []stats.SobolRow
	for at := 0; at < len(s.Points); at += 2 + groups {
		value := func(k int) stats.Measured { return measuredOf(s.keptAt(at+k, metric)) }
		row := stats.SobolRow{A: value(0), B: value(1)}
		for k := range groups {
			row.AB = append(row.AB, value(2+k))
			row.StepVariance = append(row.StepVariance, stepVarianceAt(s, at, at+2+k, metric))
		}
		rows = append(rows, row)
	}
	return rows
}

// rowsOf are the rows that are known of a group, or, for -1, those of which A
// and B are known, without groups.
func rowsOf(rows []stats.SobolRow, group int) []stats.SobolRow {
	var list []stats.SobolRow
	for _, row := range rows {
		one := stats.SobolRow{A: row.A, B: row.B}
		if group >= 0 {
			one.AB, one.StepVariance = row.AB[group:group+1], row.StepVariance[group:group+1]
		}
		if !slices.ContainsFunc(append([]stats.Measured{one.A, one.B}, one.AB...), func(m stats.Measured) bool { return math.IsNaN(m.Value) }) {
			list = append(list, one)
		}
	}
	return list
}
