package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"

	"backchannel/sim/stats"
	"backchannel/sim/study"
)

// mostListed is how many inputs a table of the terminal has; sensitivity.parquet
// and the report have them all.
const mostListed = 12

// inputColumns is how wide the path of an input may be in a table.
const inputColumns = 28

// printSensitivity prints what was found: in words, then in tables.
func (a *app) printSensitivity(found *study.Sensitivity) error {
	b := a.page()
	fmt.Fprintln(b, a.bold(b.wrap(sensitivityLead(found))))
	for m := range found.Metrics {
		fmt.Fprintln(b)
		a.printDependence(b, found, m)
	}
	for _, note := range found.Notes {
		fmt.Fprintln(b, b.wrap(note))
	}
	fmt.Fprintln(b, b.wrap("This is what follows from the mechanisms of the model under its assumptions, not how the world works."))
	_, err := io.WriteString(a.stdout, b.String())
	return err
}

// sensitivityLead says what was asked.
func sensitivityLead(found *study.Sensitivity) string {
	runs := 0
	for _, m := range found.Methods {
		runs += m.Points * m.Runs
	}
	return fmt.Sprintf("%s: %s in %s, %s in all, seed %d", found.Scenario.Name,
		plural(len(found.Inputs), "input"), plural(len(found.Groups), "group"), plural(runs, "run"), found.Seed)
}

// printDependence prints what a metric depends on.
func (a *app) printDependence(b *page, found *study.Sensitivity, m int) {
	metric := &found.Metrics[m]
	fmt.Fprintln(b, a.bold(b.wrap(metric.Name+": "+metric.Meaning)))
	for _, said := range found.InWords[m].Sentences {
		fmt.Fprintln(b, hangingItem(b, "-", said))
	}
	for _, said := range found.InWords[m].Warnings {
		fmt.Fprintln(b, hangingItem(b, "!", said))
	}
	fmt.Fprintln(b)
	if t := groupTable(found, m); t != nil {
		render(b, t)
	}
	if len(found.Tornado) > 0 {
		render(b, tornadoTable(found, m))
	}
	if len(found.Morris) > 0 {
		render(b, morrisTable(found, m))
	}
	if len(found.Quick) > 0 && len(found.Quick[m].Inputs) > 0 {
		render(b, quickTable(found, m))
	}
}

// hangingItem is a sentence behind a sign.
func hangingItem(b *page, sign, said string) string {
	return sign + " " + strings.TrimLeft(wrapTo(said, b.columns-2, "  "), " ")
}

// brokenPath breaks a name that is too long for its column: between words or, if
// it is a path, after a dot.
func brokenPath(name string) string {
	if len([]rune(name)) <= inputColumns {
		return name
	}
	if at := strings.LastIndex(name, " + "); at > 0 {
		return brokenPath(name[:at+2]) + "\n  " + name[at+3:]
	}
	for _, part := range []string{name[:inputColumns], name} {
		if at := strings.LastIndexByte(part, '.'); at > 0 {
			return name[:at+1] + "\n  " + name[at+1:]
		}
	}
	return strings.TrimLeft(wrapTo(name, inputColumns-2, "  "), " ")
}

// groupTable has a row for each group of inputs, those that account for most
// first; nil: there is nothing to tell.
func groupTable(found *study.Sensitivity, m int) table.Writer {
	head := table.Row{"share of what is uncertain"}
	byLine, sobol := len(found.Quick) > 0 && len(found.Quick[m].Groups) > 0, len(found.Sobol) > 0
	if byLine {
		head = append(head, "by a line")
	}
	if sobol {
		head = append(head, "by itself", "in all")
	}
	if len(head) == 1 {
		return nil
	}
	t := newTable(inputColumns, head)
	asBroken(t, len(head))
	order := groupOrder(found, m)
	for _, g := range order {
		row := table.Row{brokenPath(found.Groups[g].Name)}
		if byLine {
			row = append(row, shareWithin(found.Quick[m].Groups[g].Share))
		}
		if sobol {
			row = append(row, sobolCell(found.Sobol[m].Groups[g].First), sobolCell(found.Sobol[m].Groups[g].Total))
		}
		t.AppendRow(row)
	}
	return t
}

// groupOrder puts the groups in the order of what they account for: by a line that
// can be trusted, else in all.
func groupOrder(found *study.Sensitivity, m int) []int {
	size := func(g int) float64 {
		if len(found.Sobol) == 0 || len(found.Quick) > 0 && found.Quick[m].Sure {
			return found.Quick[m].Groups[g].Share.Value
		}
		return found.Sobol[m].Groups[g].Total.Share.Value
	}
	order := make([]int, len(found.Groups))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return descending(size(a), size(b)) })
	return order
}

// sobolCell is a share with its interval, or how many rows it takes more.
func sobolCell(s study.SobolShare) string {
	if s.More > 0 {
		return fmt.Sprintf("≥%s rows more", count(s.More))
	}
	return shareWithin(s.Share)
}

// tornadoTable has the longest bars.
func tornadoTable(found *study.Sensitivity, m int) table.Writer {
	r, unit := &found.Tornado[m], found.Metrics[m].Unit
	t := newTable(inputColumns, table.Row{"moved alone", "at 5th percentile", "at 95th", "high less low"})
	asBroken(t, 4)
	ranked := r.Ranked()
	for _, in := range ranked[:min(mostListed, len(ranked))] {
		v := found.Inputs[slices.IndexFunc(found.Inputs, func(x study.VariedInput) bool { return x.Path == in.Path })]
		swing := differenceText(in.Swing.Value, unit)
		if !in.Clear {
			swing = "~ " + swing
		}
		t.AppendRow(table.Row{
			brokenPath(in.Path), metricText(in.Low.Value.Value, unit) + " at " + briefly(v.LowText),
			metricText(in.High.Value.Value, unit) + " at " + briefly(v.HighText), swing,
		})
	}
	return t
}

// briefly writes a value in less room than --set takes.
func briefly(setting string) string { return strings.Replace(setting, "/sqrt(year)", "/√y", 1) }

// morrisTable has the inputs of the greatest effects.
func morrisTable(found *study.Sensitivity, m int) table.Writer {
	unit := found.Metrics[m].Unit
	t := newTable(inputColumns, table.Row{"effect, whatever others are", "mean size", "chance alone", "mean", "unlike by"})
	asBroken(t, 5)
	list := slices.Clone(found.Morris[m].Inputs)
	slices.SortStableFunc(list, func(a, b study.MorrisInput) int { return descending(a.MuStar.Value, b.MuStar.Value) })
	for _, in := range list[:min(mostListed, len(list))] {
		size := sizeText(in.MuStar.Value, unit)
		if !in.Matters() {
			size = "~ " + size
		}
		t.AppendRow(table.Row{brokenPath(in.Path), size, sizeText(float64(in.Floor), unit), differenceText(in.Mu.Value, unit), sizeText(in.Sigma.Value, unit)})
	}
	return t
}

// quickTable has the greatest coefficients.
func quickTable(found *study.Sensitivity, m int) table.Writer {
	q := &found.Quick[m]
	t := newTable(inputColumns, table.Row{"straight line", "coefficient (interval)", "of ranks"})
	asBroken(t, 3)
	list := slices.Clone(q.Inputs)
	slices.SortStableFunc(list, func(a, b study.QuickInput) int {
		return descending(math.Abs(a.Coefficient.Value), math.Abs(b.Coefficient.Value))
	})
	for _, in := range list[:min(mostListed, len(list))] {
		t.AppendRow(table.Row{brokenPath(in.Path), coefficientText(in.Coefficient), signed(fixed(in.Rank.Value, 2))})
	}
	return t
}

// coefficientText is a coefficient with its interval, after ~ where it may be
// chance.
func coefficientText(e stats.Estimate) string {
	text := signed(fixed(e.Value, 2))
	if math.IsNaN(e.Low) {
		return text
	}
	if !(e.Low > 0 || e.High < 0) {
		text = "~ " + text
	}
	return fmt.Sprintf("%s (%s to %s)", text, fixed(e.Low, 2), fixed(e.High, 2))
}

// descending compares for the greater first, NaN last.
func descending(a, b float64) int {
	switch {
	case math.IsNaN(a) && math.IsNaN(b) || a == b:
		return 0
	case math.IsNaN(b) || a > b:
		return -1
	}
	return 1
}

// metricText is a value of a metric: "36%", "120 days", "0.42".
func metricText(x float64, unit string) string {
	switch {
	case math.IsNaN(x):
		return "–"
	case unit == "share":
		return percent(x, 0) + "%"
	case unit == "days":
		return fixed(x, 0) + " days"
	}
	return strconv.FormatFloat(x, 'g', 3, 64)
}

// sizeText is the size of a difference of a metric, a share in points.
func sizeText(x float64, unit string) string {
	switch {
	case math.IsNaN(x):
		return "–"
	case unit == "share":
		return fixed(100*x, 1) + " pts"
	}
	return metricText(x, unit)
}

// differenceText is the same with its sign.
func differenceText(x float64, unit string) string {
	if math.IsNaN(x) {
		return "–"
	}
	return signed(sizeText(x, unit))
}
