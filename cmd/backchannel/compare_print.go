package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"backchannel/scenarios"
	"backchannel/sim/study"
)

// MarshalJSON writes what was found, and what is different between the files.
func (c *comparison) MarshalJSON() ([]byte, error) {
	return json.Marshal(keptComparison{c.found, c.changes()})
}

// armChanges is in what an arm differs from the baseline as a scenario.
type armChanges struct {
	Arm     string             `json:"arm"`
	Changes []scenarios.Change `json:"changes"`
}

func (c *comparison) changes() []armChanges {
	list := []armChanges{}
	for _, x := range c.arms[1:] {
		found := scenarios.Diff(c.arms[0].scenario, x.scenario)
		if found == nil {
			found = []scenarios.Change{}
		}
		list = append(list, armChanges{x.name, found})
	}
	return list
}

// printComparison prints, of each arm, what is different in its file and what
// came of it, run by run; then what is clear, in words.
func (a *app) printComparison(c *comparison) error {
	p := a.page()
	f := c.found
	fmt.Fprintln(p, a.bold(p.wrap(fmt.Sprintf("%s of each scenario on the same luck, seed %d", plural(f.Runs, "run"), f.Seed))))
	fmt.Fprintf(p, "%s\n\n", p.wrap("baseline: "+titled(c.arms[0].name, c.arms[0].what.Title)))
	if said := c.drawnAlike(); said != "" {
		fmt.Fprintf(p, "%s\n\n", p.wrap(said))
	}
	changes := c.changes()
	for i, x := range c.arms[1:] {
		fmt.Fprintln(p, a.bold(p.wrap(titled(x.name, x.what.Title))))
		changesInLines(p, changes[i].Changes)
		fmt.Fprintln(p)
		differencesTable(p, f, x.name)
		crosstabTable(p, f, x.name)
		turnedInLines(p, f, x.name)
	}
	for _, x := range f.Arms {
		expectTable(p, "expected of "+x.Name, x.Expectations)
	}
	a.findingsInLines(p, f)
	if f.Precision != nil {
		fmt.Fprintf(p, "\n%s\n", p.wrap(pairPrecisionText(f.Precision)))
	}
	for i, w := range f.Warnings {
		if i == 0 {
			fmt.Fprintln(p)
		}
		fmt.Fprintln(p, p.wrap("Warning: "+w.Text+"."))
	}
	_, err := io.WriteString(a.stdout, p.String())
	return err
}

// pairPrecisionText says how surely a difference came to be known.
func pairPrecisionText(p *study.Precision) string {
	seen := *p
	seen.Measure = "difference in " + seen.Measure
	return precisionText(&seen, false, "--runs")
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

func changesInLines(p *page, list []scenarios.Change) {
	if len(list) == 0 {
		fmt.Fprintln(p, "  no difference that changes a run")
		return
	}
	for _, x := range list[:min(len(list), mostChanges)] {
		fmt.Fprintln(p, wrapTo(changeText(x), p.columns-2, "  "))
	}
	if more := len(list) - mostChanges; more > 0 {
		fmt.Fprintln(p, wrapTo(fmt.Sprintf("and %s more: see backchannel diff", count(more)), p.columns-2, "  "))
	}
}

// changeText is a difference between files in a line.
func changeText(x scenarios.Change) string {
	switch x.Kind {
	case scenarios.Changed:
		return fmt.Sprintf("%s: %s, was %s", x.Path, cmp.Or(x.New, "left out"), cmp.Or(x.Old, "left out"))
	case scenarios.Added:
		return "only here: " + x.Path
	default:
		return "not here: " + x.Path
	}
}

// mostFindings is how many clear differences of an arm are printed; in
// comparison.json and the report are all.
const mostFindings = 6

// findingsInLines tells what is clear of each arm.
func (a *app) findingsInLines(p *page, f *study.Comparison) {
	for i, x := range f.InWords {
		if i > 0 {
			fmt.Fprintln(p)
		}
		end := "."
		if len(x.Clear) > 0 {
			end = ":"
		}
		fmt.Fprintln(p, a.bold(p.wrap(x.Lead+": "+x.InShort+end)))
		for _, said := range x.Clear[:min(len(x.Clear), mostFindings)] {
			lines := wrapTo(said, p.columns-4, "    ")
			fmt.Fprintln(p, "  - "+strings.TrimPrefix(lines, "    "))
		}
		if more := len(x.Clear) - mostFindings; more > 0 {
			fmt.Fprintf(p, "  - and %s more in the table\n", count(more))
		}
	}
}

// mostRunsListed is how many runs that turned are printed; comparison.json has
// all.
const mostRunsListed = 8

// turnedInLines lists runs whose first deal held under one scenario and broke
// under the other.
func turnedInLines(p *page, f *study.Comparison, arm string) {
	said := false
	tell := func(how, talk string, runs []uint64) {
		if len(runs) == 0 {
			return
		}
		in := ""
		if len(f.Turned) > len(f.Arms)-1 {
			in = " (" + talk + ")"
		}
		fmt.Fprintln(p, p.wrap(fmt.Sprintf("%s%s: %s %s", how, in, nounFor(len(runs), "run"), someRuns(runs, mostRunsListed))))
		said = true
	}
	for _, t := range f.Turned {
		if t.Arm == arm {
			tell("stood a year in the baseline, broke here", t.Talk, t.Broke)
			tell("stood a year here, broke in the baseline", t.Talk, t.Held)
		}
	}
	if said {
		fmt.Fprintln(p)
	}
}

func nounFor(n int, noun string) string {
	if n == 1 {
		return noun
	}
	return noun + "s"
}

// someRuns lists runs, up to so many.
func someRuns(runs []uint64, most int) string {
	var words []string
	for _, r := range runs[:min(len(runs), most)] {
		words = append(words, fmt.Sprint(r))
	}
	text := strings.Join(words, ", ")
	if more := len(runs) - most; more > 0 {
		text += fmt.Sprintf(" and %s more", count(more))
	}
	return text
}

// drawnAlike says how arms draw what is not known; "" if all is.
func (c *comparison) drawnAlike() string {
	most := 0
	for _, x := range c.arms {
		if u := x.drawing.summary.Unknown; u != nil {
			most = max(most, len(u.Inputs))
		}
	}
	if most == 0 {
		return ""
	}
	return notKnown(most) + ", and each run has a draw of its own; what scenarios share they draw alike."
}
