package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"

	"backchannel/scenarios"
	"backchannel/sim/stats"
	"backchannel/sim/study"
)

// Bounds of what a table shows; all of it is in the folder.
const (
	mostRows  = 50 // levels of the only input
	mostNamed = 4  // inputs whose values at a point are told
	cellWide  = 8  // columns of the terminal that a cell of a grid takes
	nameWide  = 18 // and its first column
	pathWide  = 42 // and that of a table with one row a level
)

// printSweep prints what the sweep came to.
func (a *app) printSweep(s *sweptFolder) error {
	b := a.page()
	title := s.plan.scenario.Title
	fmt.Fprintf(b, "%s\n%s\n\n", a.bold(b.wrap(title)), b.wrap(sweepLead(s)))
	for m := range s.swept.Metrics {
		s.metricTable(b, m)
	}
	s.judged(b)
	if bad := badPoints(s.swept); bad != "" {
		fmt.Fprintln(b, b.wrap(bad))
	}
	_, err := io.WriteString(a.stdout, b.String())
	return err
}

// sweepLead says what was played.
func sweepLead(s *sweptFolder) string {
	x := s.swept
	return fmt.Sprintf("%s of %s (%s), %s of each, seed %d",
		plural(len(x.Points), "point"), plural(len(x.Factors), "input"), s.plan.design, plural(x.Runs, "run"), x.Seed)
}

// badPoints says how many points could not be played, and why the first.
func badPoints(x *study.Swept) string {
	bad := x.Bad()
	if bad == 0 {
		return ""
	}
	first := slices.IndexFunc(x.Points, func(p study.SweptPoint) bool { return p.Error != "" })
	return fmt.Sprintf("%s of %s could not be played; the first, number %d: %s", count(bad), plural(len(x.Points), "point"), first, x.Points[first].Error)
}

// metricTable writes a metric by level where one input varies, as a grid where two
// do, else how it lies over the points.
func (s *sweptFolder) metricTable(b *page, m int) {
	x := s.swept
	fmt.Fprintf(b, "%s\n\n", b.wrap(x.Metrics[m].Name+": "+x.Metrics[m].Meaning))
	rows, columns := s.gridOf(b.columns)
	switch {
	case len(x.Factors) == 1 && len(x.Points) <= mostRows:
		s.levelTable(b, m)
	case columns >= 0:
		s.gridTable(b, m, rows, columns)
	default:
		s.spreadTable(b, m)
	}
}

// measure is a figure as the tables of a batch show it.
func (s *sweptFolder) measure(point, m int) study.Measure {
	return study.Measure{Unit: s.swept.Metrics[m].Unit, Estimate: s.swept.Points[point].Figures[m].Estimate}
}

// at is the value of a factor at a point, for reading.
func (s *sweptFolder) at(point, factor int) string {
	return s.plan.scenario.FormatValue(s.swept.Factors[factor].Path, s.swept.Points[point].Values[factor])
}

// levelTable has a row for each point of the only input.
func (s *sweptFolder) levelTable(b *page, m int) {
	x := s.swept
	t := newTable(pathWide, table.Row{x.Factors[0].Path, "value", "95% interval", "n"})
	for i := range x.Points {
		value, interval := shown(s.measure(i, m))
		if x.Points[i].Error != "" {
			value = "failed"
		}
		t.AppendRow(table.Row{s.at(i, 0), value, interval, count(x.Points[i].Figures[m].N)})
	}
	render(b, t)
}

// gridOf says which of two factors make the rows and the columns of a grid that
// fits; -1: none does.
func (s *sweptFolder) gridOf(width int) (rows, columns int) {
	f := s.swept.Factors
	if s.plan.design != study.DesignGrid || len(f) != 2 {
		return -1, -1
	}
	rows, columns = 0, 1
	if len(f[0].Levels) < len(f[1].Levels) {
		rows, columns = 1, 0
	}
	if nameWide+cellWide*len(f[columns].Levels) > width || len(f[rows].Levels) > mostRows {
		return -1, -1
	}
	return rows, columns
}

// gridTable has a row for each level of one factor and a column for each of the
// other.
func (s *sweptFolder) gridTable(b *page, m, rows, columns int) {
	x := s.swept
	fmt.Fprintf(b, "%s\n", b.wrap(fmt.Sprintf("down: %s; across: %s", x.Factors[rows].Path, x.Factors[columns].Path)))
	name := func(f scenarios.Factor, level float64) string { return s.plan.scenario.FormatValue(f.Path, level) }
	head := table.Row{""}
	for _, level := range x.Factors[columns].Levels {
		head = append(head, name(x.Factors[columns], level))
	}
	t := newTable(narrow, head)
	for _, level := range x.Factors[rows].Levels {
		row := table.Row{name(x.Factors[rows], level)}
		for _, other := range x.Factors[columns].Levels {
			row = append(row, s.cell(m, func(v []float64) bool { return v[rows] == level && v[columns] == other }))
		}
		t.AppendRow(row)
	}
	render(b, t)
}

// cell is a metric at the point with such values.
func (s *sweptFolder) cell(m int, is func(values []float64) bool) string {
	i := slices.IndexFunc(s.swept.Points, func(p study.SweptPoint) bool { return is(p.Values) })
	if i < 0 {
		return ""
	}
	if s.swept.Points[i].Error != "" {
		return "failed"
	}
	value, _ := shown(s.measure(i, m))
	return value
}

// spreadTable says how a metric lies over the points, and where it is least and
// greatest.
func (s *sweptFolder) spreadTable(b *page, m int) {
	x, over := s.swept, s.swept.Spread(m)
	if over.N == 0 {
		fmt.Fprintf(b, "%s\n\n", b.wrap("No point has anything to say of it."))
		return
	}
	tell := func(v float64) string {
		text, _ := shown(study.Measure{Unit: x.Metrics[m].Unit, Estimate: stats.Estimate{Value: v, Low: math.NaN(), High: math.NaN(), N: x.Runs}})
		return text
	}
	t := newTable(narrow, table.Row{"over " + plural(over.N, "point"), "least", "5th pct", "median", "95th pct", "greatest"})
	least, _ := shown(s.measure(over.Least, m))
	greatest, _ := shown(s.measure(over.Greatest, m))
	t.AppendRow(table.Row{"value", least, tell(over.Low), tell(over.Median), tell(over.Top), greatest})
	render(b, t)
	if over.Least == over.Greatest {
		return // it is the same everywhere
	}
	for _, end := range []struct {
		what  string
		point int
	}{{"least", over.Least}, {"greatest", over.Greatest}} {
		fmt.Fprintln(b, b.wrap(fmt.Sprintf("%s: %s at %s", end.what, rate(s.measure(end.point, m), true), s.where(end.point))))
	}
	fmt.Fprintln(b)
}

// where tells a point by its values, if they are few.
func (s *sweptFolder) where(point int) string {
	if len(s.swept.Factors) > mostNamed {
		return fmt.Sprintf("point %d of points.parquet", point)
	}
	var list []string
	for f := range s.swept.Factors {
		list = append(list, s.swept.Factors[f].Path+"="+s.at(point, f))
	}
	return fmt.Sprintf("point %d, %s", point, strings.Join(list, ", "))
}
