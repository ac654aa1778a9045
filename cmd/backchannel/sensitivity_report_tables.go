package main

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"backchannel/sim/stats"
	"backchannel/sim/study"
)

// groupsReport is the table of shares of what is uncertain; nil: there are none.
func groupsReport(found *study.Sensitivity, m int) *reportTable {
	t := &reportTable{Caption: "Share of what the inputs leave uncertain", Class: "stacked paths", Head: []string{"Group of inputs"}}
	byLine, sobol := len(found.Quick) > 0 && len(found.Quick[m].Groups) > 0, len(found.Sobol) > 0
	if byLine {
		t.Head = append(t.Head, "By a straight line")
	}
	if sobol {
		t.Head = append(t.Head, "By itself (first-order index)", "In all (total index)")
	}
	if len(t.Head) == 1 {
		return nil
	}
	var g rowGroup
	for _, i := range groupOrder(found, m) {
		row := []cell{{Text: found.Groups[i].Name}}
		if byLine {
			row = append(row, cell{Text: shareWithin(found.Quick[m].Groups[i].Share)})
		}
		if sobol {
			row = append(row, cell{Text: sobolText(found.Sobol[m].Groups[i].First)}, cell{Text: sobolText(found.Sobol[m].Groups[i].Total)})
		}
		g.Rows = append(g.Rows, row)
	}
	t.Groups = []rowGroup{g}
	return t
}

// sobolText is a share with its interval, or what is missing of it.
func sobolText(s study.SobolShare) string {
	if s.More > 0 {
		return fmt.Sprintf("not converged: at least %s more rows", count(s.More))
	}
	return shareWithin(s.Share)
}

// tornadoReport has every bar; nil: there are none.
func tornadoReport(found *study.Sensitivity, m int) *reportTable {
	if len(found.Tornado) == 0 {
		return nil
	}
	r, unit := &found.Tornado[m], found.Metrics[m].Unit
	t := &reportTable{
		Caption: "One input at a time, from " + metricText(r.Base.Value, unit) + " in the scenario as it is", Class: "stacked paths",
		Head: []string{"Input", "At its 5th percentile", "Change", "At its 95th percentile", "Change", "High less low"},
	}
	var g rowGroup
	for _, in := range r.Ranked() {
		v := found.Inputs[slices.IndexFunc(found.Inputs, func(x study.VariedInput) bool { return x.Path == in.Path })]
		swing := estimateCell(in.Swing, unit)
		if !in.Clear {
			swing.Text = "~ " + swing.Text
		}
		g.Rows = append(g.Rows, []cell{
			{Text: in.Path},
			{Text: metricText(in.Low.Value.Value, unit) + " at " + v.LowText},
			estimateCell(in.Low.Difference, unit),
			{Text: metricText(in.High.Value.Value, unit) + " at " + v.HighText},
			estimateCell(in.High.Difference, unit),
			swing,
		})
	}
	t.Groups = []rowGroup{g}
	return t
}

// morrisReport has the effects of every input; nil: there are none.
func morrisReport(found *study.Sensitivity, m int) *reportTable {
	if len(found.Morris) == 0 {
		return nil
	}
	unit := found.Metrics[m].Unit
	t := &reportTable{
		Caption: "Elementary effects, from the 5th to the 95th percentile of an input", Class: "stacked paths",
		Head: []string{"Input", "Mean size (μ*)", "By chance alone", "Mean (μ)", "How unlike (σ)", "Effects seen"},
	}
	list := slices.Clone(found.Morris[m].Inputs)
	slices.SortStableFunc(list, func(a, b study.MorrisInput) int { return descending(a.MuStar.Value, b.MuStar.Value) })
	var g rowGroup
	for _, in := range list {
		size := estimateCell(in.MuStar, unit)
		if size.Text = strings.TrimPrefix(size.Text, "+"); !in.Matters() {
			size.Text = "~ " + size.Text
		}
		g.Rows = append(g.Rows, []cell{
			{Text: in.Path},
			size,
			{Text: sizeText(float64(in.Floor), unit)},
			estimateCell(in.Mu, unit),
			{Text: sizeText(in.Sigma.Value, unit)},
			{Text: count(in.MuStar.N)},
		})
	}
	t.Groups = []rowGroup{g}
	return t
}

// quickReport has every coefficient; nil: there are none.
func quickReport(found *study.Sensitivity, m int) *reportTable {
	if len(found.Quick) == 0 || len(found.Quick[m].Inputs) == 0 {
		return nil
	}
	t := &reportTable{
		Caption: "Coefficients of a straight line through all inputs", Class: "stacked paths",
		Head: []string{"Input", "Coefficient, in standard deviations", "The same of ranks"},
	}
	list := slices.Clone(found.Quick[m].Inputs)
	slices.SortStableFunc(list, func(a, b study.QuickInput) int {
		return descending(math.Abs(a.Coefficient.Value), math.Abs(b.Coefficient.Value))
	})
	var g rowGroup
	for _, in := range list {
		g.Rows = append(g.Rows, []cell{{Text: in.Path}, {Text: coefficientText(in.Coefficient)}, {Text: coefficientText(in.Rank)}})
	}
	t.Groups = []rowGroup{g}
	return t
}

// estimateCell is a difference with its interval, in the unit of the former.
func estimateCell(e stats.Estimate, unit string) cell {
	c := cell{Text: differenceText(e.Value, unit)}
	if !math.IsNaN(e.Low) && !math.IsNaN(e.High) {
		bare := func(x float64) string {
			text, _, _ := strings.Cut(sizeText(x, unit), " ")
			return text
		}
		c.Range = bare(e.Low) + " to " + bare(e.High)
	}
	return c
}
