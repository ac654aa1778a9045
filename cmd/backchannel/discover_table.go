package main

import (
	"fmt"
	"io"
	"math"
	"slices"

	"github.com/jedib0t/go-pretty/v6/table"

	"backchannel/sim/study"
)

// mostBoxes is how many boxes of a trajectory the table shows: --json has all.
const mostBoxes = 14

// printDiscovery prints what was found: the trajectory, the box and the sentence.
func (a *app) printDiscovery(d *sweepDrawing, found *study.Discovery) error {
	b := a.page()
	fmt.Fprintf(b, "%s\n%s\n\n", a.bold(b.wrap("Where more "+found.Outcome)), b.wrap(discoveryLead(d, found)))
	if len(found.Path) > 1 {
		trajectoryTable(b, found)
	}
	if box := found.Box; box != nil {
		limitsTable(b, d, found, box)
	}
	for _, sentence := range found.InWords {
		fmt.Fprintln(b, b.wrap(sentence))
	}
	if found.Unproven != nil {
		fmt.Fprintln(b, b.wrap(unproven(found)))
	}
	_, err := io.WriteString(a.stdout, b.String())
	return err
}

// discoveryLead says what was searched.
func discoveryLead(d *sweepDrawing, found *study.Discovery) string {
	text := fmt.Sprintf("%s by %s (%s), %s of each, seed %d", plural(found.Points, "point"), plural(len(found.Inputs), "input"),
		d.summary.Design, plural(d.swept.Runs, "run"), d.summary.Seed)
	if found.Silent > 0 {
		text += fmt.Sprintf("; %s besides have nothing to say", plural(found.Silent, "point"))
	}
	if found.Bad > 0 {
		text += fmt.Sprintf("; %s besides could not be played", plural(found.Bad, "point"))
	}
	return text
}

// trajectoryTable shows the boxes on the way, those first that restrict one input
// more, and the one that was taken.
func trajectoryTable(b *page, found *study.Discovery) {
	t := newTable(narrow, table.Row{"box", "points", "mass", "coverage", "density", "inputs restricted"})
	for _, i := range toldBoxes(found) {
		x := &found.Path[i]
		name := fmt.Sprint(x.Number)
		if taken := takenFrom(found); taken == x.Number {
			name += " taken"
		}
		t.AppendRow(table.Row{name, count(x.N), percent(x.Mass, 0) + "%", sharePercent(float64(x.Coverage)), percent(x.Density, 0) + "%", x.Inputs})
	}
	render(b, t)
}

// takenFrom is the number of the box on the trajectory that the box was made from; 0:
// there is none.
func takenFrom(found *study.Discovery) int {
	switch {
	case found.Box != nil:
		return found.Box.Number
	case found.Unproven != nil:
		return found.Unproven.Number
	}
	return 0
}

// toldBoxes are the places of the boxes to show: the ends, the first of each number
// of inputs, the one taken, and others evenly between.
func toldBoxes(found *study.Discovery) []int {
	n := len(found.Path)
	list := []int{0, n - 1}
	if taken := takenFrom(found); taken > 0 {
		list = append(list, taken-1)
	}
	for i := 1; i < n && len(list) < mostBoxes; i++ {
		if found.Path[i].Inputs > found.Path[i-1].Inputs {
			list = append(list, i)
		}
	}
	left := mostBoxes - len(list)
	for k := range left {
		list = append(list, (k+1)*n/(left+1))
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func sharePercent(x float64) string {
	if math.IsNaN(x) {
		return "–"
	}
	return percent(x, 0) + "%"
}

// limitsTable says what the box takes of each input, how surely, and what it comes
// to in points that were not used to find it.
func limitsTable(b *page, d *sweepDrawing, found *study.Discovery, box *study.Box) {
	t := newTable(pathWide, table.Row{"input", "played", "in the box", "found again", "quasi-p"})
	for i := range box.Limits {
		l := &box.Limits[i]
		at := slices.IndexFunc(found.Inputs, func(x study.SearchedInput) bool { return x.Path == l.Path })
		x := found.Inputs[at]
		t.AppendRow(table.Row{
			l.Path, d.scenario.FormatValue(l.Path, x.Low) + "–" + d.scenario.FormatValue(l.Path, x.High), d.limit(l),
			sharePercent(l.Again), pValue(float64(l.QuasiP)),
		})
	}
	render(b, t)
	t = newTable(narrow, table.Row{"", "as found", "on other points", "95% interval"})
	row := func(name string, as float64, e study.Measure) {
		value, interval := shown(e)
		t.AppendRow(table.Row{name, sharePercent(as), value, interval})
	}
	row("in the box", box.Density, study.Measure{Unit: "share", Estimate: box.Inside})
	t.AppendRow(table.Row{"elsewhere", "", sharePercent(box.Elsewhere.Value), between(study.Measure{Unit: "share", Estimate: box.Elsewhere}, func(x float64) string { return percent(x, 0) })})
	t.AppendRow(table.Row{"share covered", sharePercent(float64(box.Coverage)), sharePercent(float64(box.Covers)), ""})
	render(b, t)
}

// limit is what a box takes of an input: "above 0.55", "7d to 20d".
func (d *sweepDrawing) limit(l *study.Limit) string {
	low, high := d.scenario.FormatValue(l.Path, float64(l.Above)), d.scenario.FormatValue(l.Path, float64(l.Below))
	switch {
	case math.IsNaN(float64(l.Above)):
		return "below " + high
	case math.IsNaN(float64(l.Below)):
		return "above " + low
	}
	return low + " to " + high
}

// unproven says what the box would have been.
func unproven(found *study.Discovery) string {
	u := found.Unproven
	var names []string
	for i := range u.Limits {
		names = append(names, study.InputName(u.Limits[i].Path))
	}
	return fmt.Sprintf("The box that was found, and is not borne out, limits %s: %s as found, %s on points that were not used to find it, %s elsewhere.",
		listed(names), sharePercent(u.Density), sharePercent(u.Inside.Value), sharePercent(u.Elsewhere.Value))
}
