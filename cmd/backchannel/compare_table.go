package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"

	"backchannel/scenarios"
	"backchannel/sim/study"
)

// MarshalJSON writes what was found, and what is different between the files.
func (c *comparison) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		*study.Comparison
		Changes []armChanges `json:"changes"`
	}{c.found, c.changes()})
}

// armChanges is what an arm has that the baseline has not.
type armChanges struct {
	Arm     string             `json:"arm"`
	Changes []scenarios.Change `json:"changes"`
}

func (c *comparison) changes() []armChanges {
	list := []armChanges{}
	for _, x := range c.arms[1:] {
		list = append(list, armChanges{x.name, scenarios.Diff(c.arms[0].scenario, x.scenario)})
	}
	return list
}

// printComparison prints what is different between the files, then what came
// of it, then a sentence for each clear difference.
func (a *app) printComparison(c *comparison) error {
	var b strings.Builder
	f := c.found
	fmt.Fprintf(&b, "%s\n", a.bold(wrap(fmt.Sprintf("%s of each scenario on the same luck, seed %d", plural(f.Runs, "run"), f.Seed))))
	fmt.Fprintf(&b, "%s\n\n", wrap("baseline: "+titled(c.arms[0].name, c.arms[0].what.Title)))
	for i, x := range c.arms[1:] {
		fmt.Fprintln(&b, a.bold(wrap(titled(x.name, x.what.Title))))
		changesInLines(&b, c.changes()[i].Changes)
		fmt.Fprintln(&b)
		differencesTable(&b, f, x.name)
		crosstabTable(&b, f, x.name)
	}
	for _, text := range f.InWords {
		fmt.Fprintln(&b, wrap(text))
	}
	if text := precisionInWords(f.Precision); text != "" {
		fmt.Fprintln(&b, wrap(text))
	}
	c.turnedInLines(&b)
	for _, w := range f.Warnings {
		fmt.Fprintln(&b, wrap("Warning: "+w.Text+"."))
	}
	_, err := io.WriteString(a.stdout, b.String())
	return err
}

// titled is a name with the title behind it.
func titled(name, title string) string {
	if title == "" || title == name {
		return name
	}
	return name + ": " + title
}

// mostChanges is how many differences of files are printed (modelling choice
// of the command: what is beyond, diff prints).
const mostChanges = 12

func changesInLines(w io.Writer, list []scenarios.Change) {
	if len(list) == 0 {
		fmt.Fprintln(w, "  no difference that changes a run")
		return
	}
	for _, x := range list[:min(len(list), mostChanges)] {
		text := string(x.Kind) + " " + x.Path
		if x.Kind == scenarios.Changed {
			text = fmt.Sprintf("%s: %s, was %s", x.Path, cmp.Or(x.New, "left out"), cmp.Or(x.Old, "left out"))
		}
		fmt.Fprintln(w, indent(text))
	}
	if more := len(list) - mostChanges; more > 0 {
		fmt.Fprintln(w, indent(fmt.Sprintf("and %s more: see backchannel diff", count(more))))
	}
}

// differencesTable has a row for each metric of an arm.
func differencesTable(w io.Writer, f *study.Comparison, arm string) {
	t := newTable(24, table.Row{"", "baseline", "here", "difference (95% interval)", "p"})
	for i := range f.Rows {
		d := &f.Rows[i]
		if d.Arm == arm {
			t.AppendRow(table.Row{label(d), figure(d, d.Baseline.Value), figure(d, d.Value.Value), change(d), surely(d, f.Level)})
		}
	}
	render(w, t)
}

// label is a metric's name, without that of the only talk.
func label(d *study.Difference) string { return strings.ReplaceAll(d.Metric, ".", " ") }

// digitsOf is how many decimals tell a difference: two digits of its interval.
func digitsOf(d *study.Difference) int {
	half := (d.Difference.High - d.Difference.Low) / 2 * scaleOf(d)
	if !(half > 0) || math.IsInf(half, 0) {
		half = math.Abs(d.Difference.Value) * scaleOf(d)
	}
	if !(half > 0) || math.IsInf(half, 0) {
		return 1
	}
	return min(max(int(math.Ceil(-math.Log10(half))), 0), 4)
}

func scaleOf(d *study.Difference) float64 {
	if d.Unit == "share" {
		return 100
	}
	return 1
}

func figure(d *study.Difference, x float64) string {
	if math.IsNaN(x) {
		return "–"
	}
	sign := ""
	if d.Unit == "share" {
		sign = "%"
	}
	return fixed(x*scaleOf(d), digitsOf(d)) + sign
}

// change is "+9.1 (7.0 to 11.2)".
func change(d *study.Difference) string {
	e, digits := d.Difference, digitsOf(d)
	if math.IsNaN(e.Value) {
		return "–"
	}
	text := signed(e.Value*scaleOf(d), digits)
	if e.Low == 0 && e.High == 0 {
		return text + " (exactly)"
	}
	if math.IsNaN(e.Low) || math.IsNaN(e.High) {
		return text
	}
	return fmt.Sprintf("%s (%s to %s)", text, fixed(e.Low*scaleOf(d), digits), fixed(e.High*scaleOf(d), digits))
}

// signed has a sign in front of all but 0.
func signed(x float64, digits int) string {
	text := fixed(x, digits)
	if x > 0 && strings.Trim(text, "0.") != "" {
		return "+" + text
	}
	return text
}

// surely is the adjusted P, after ~ where chance may have made the difference.
func surely(d *study.Difference, level float64) string {
	p := float64(d.Adjusted)
	switch {
	case math.IsNaN(p):
		return "–"
	case p < 0.001:
		return "<0.001"
	case !d.Clear(level):
		return "~ " + fixed(p, 2)
	default:
		return fixed(p, 3)
	}
}

// crosstabTable counts the runs by what came of them in either scenario.
func crosstabTable(w io.Writer, f *study.Comparison, arm string) {
	t := newTable(34, table.Row{"runs in which", "both", "baseline only", "here only", "neither"})
	for _, x := range f.Crosstabs {
		if x.Arm != arm {
			continue
		}
		what := x.What
		if several := slices.ContainsFunc(f.Crosstabs, func(y study.Crosstab) bool { return y.Talk != x.Talk }); several {
			what = x.Talk + ": " + what
		}
		t.AppendRow(table.Row{what, count(x.Both), count(x.OnlyBaseline), count(x.OnlyArm), count(x.Neither)})
	}
	if t.Length() > 0 {
		render(w, t)
	}
}

// mostRunsListed is how many runs that turned are printed; comparison.json has
// all.
const mostRunsListed = 8

// turnedInLines lists runs whose first deal held under one scenario and broke
// under the other.
func (c *comparison) turnedInLines(w io.Writer) {
	list := func(runs []uint64) string {
		var words []string
		for _, r := range runs[:min(len(runs), mostRunsListed)] {
			words = append(words, fmt.Sprint(r))
		}
		if more := len(runs) - mostRunsListed; more > 0 {
			words = append(words, fmt.Sprintf("and %s more", count(more)))
		}
		return strings.Join(words, ", ")
	}
	for _, t := range c.found.Turned {
		in := ""
		if len(c.arms[0].model.Scenario().Talks) > 1 {
			in = " in " + t.Talk
		}
		if len(t.Broke) > 0 {
			fmt.Fprintln(w, wrap(fmt.Sprintf("The first deal%s stood a year under %s and broke under %s in runs %s.", in, c.arms[0].name, t.Arm, list(t.Broke))))
		}
		if len(t.Held) > 0 {
			fmt.Fprintln(w, wrap(fmt.Sprintf("The first deal%s stood a year under %s and broke under %s in runs %s.", in, t.Arm, c.arms[0].name, list(t.Held))))
		}
	}
}
