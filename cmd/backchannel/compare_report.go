package main

import (
	"bytes"
	"cmp"
	_ "embed"
	"encoding/json"
	"fmt"
	"html/template"
	"math"
	"slices"
	"strings"

	"backchannel/scenarios"
	"backchannel/sim/record"
	"backchannel/sim/study"
)

//go:embed compare.tmpl
var compareTemplate string

// comparisonPage is all that the template of a comparison shows.
type comparisonPage struct {
	Title, Lead, Baseline string
	Style                 template.CSS
	Paper                 string
	Seed                  uint64
	Arms                  []comparisonPart
	Expected              []*reportTable // by scenario that expects anything
	Precision             string
	Warnings              []string
	Charts                []reportChart
	Method                []reportWords
	Command               string
	Again                 [][2]string
}

// comparisonPart is what the page says of one arm against the baseline.
type comparisonPart struct {
	Heading               string
	Finding, Unclear      string
	Clear, Turned         []string
	Changes               reportTable
	Differences, Crosstab reportTable
}

// comparisonReportOf writes the report of a comparison from the files of its
// folder.
func comparisonReportOf(files map[string][]byte, m record.Manifest, paper string) ([]byte, error) {
	var kept keptComparison
	if err := json.Unmarshal(files[comparisonFile], &kept); err != nil {
		return nil, fmt.Errorf("%s: %w", comparisonFile, err)
	}
	if kept.Comparison == nil || len(kept.Arms) != len(kept.Changes)+1 || len(kept.InWords) != len(kept.Changes) {
		return nil, fmt.Errorf("no report without %s: the folder has none that this version reads; run the study again", comparisonFile)
	}
	charts, err := reportCharts(files)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(charts, func(a, b reportChart) int {
		return cmp.Compare(slices.Index(comparisonKindWords(), a.kind), slices.Index(comparisonKindWords(), b.kind))
	})
	page := newComparisonPage(&kept, m)
	page.Charts, page.Paper = charts, paper
	page.Method = comparisonMethod(kept.Comparison, charts)
	t, err := template.New(reportFile).Parse(reportTemplate)
	if err == nil {
		t, err = t.Parse(compareTemplate)
	}
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := t.ExecuteTemplate(&b, "comparison", page); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func newComparisonPage(kept *keptComparison, m record.Manifest) *comparisonPage {
	f := kept.Comparison
	base := f.Arms[0]
	p := &comparisonPage{
		Title: comparisonTitle(f), Baseline: titled(base.Name, base.Scenario.Title), Style: template.CSS(reportStyle), Seed: f.Seed,
		Lead: fmt.Sprintf("%s of each scenario on the same luck, seed %d. Simulation, not a forecast.", plural(f.Runs, "run"), f.Seed),
	}
	for i, x := range f.InWords {
		arm := f.Arms[i+1]
		part := comparisonPart{
			Heading: titled(arm.Name, arm.Scenario.Title), Finding: x.Lead + ": " + x.InShort + ".",
			Changes:     changesReport(fmt.Sprintf("table-changes-%d", i+1), kept.Changes[i].Changes),
			Differences: differencesReport(fmt.Sprintf("table-differences-%d", i+1), f, arm.Name),
			Crosstab:    crosstabReport(fmt.Sprintf("table-runs-%d", i+1), f, arm.Name),
			Turned:      turnedReport(f, arm.Name),
		}
		for _, said := range x.Clear {
			part.Clear = append(part.Clear, capitalized(said)+".")
		}
		if len(x.Unclear) > 0 {
			part.Unclear = "Chance may have made the differences in " + listed(unclearLabels(f, x.Unclear)) + "."
		}
		p.Arms = append(p.Arms, part)
	}
	for i, x := range f.Arms {
		if t := expectations(x.Expectations, fixed(100*f.Level, 0)+"%"); t != nil {
			t.ID, t.Caption = fmt.Sprintf("table-expected-%d", i+1), "What "+x.Name+" expects"
			p.Expected = append(p.Expected, t)
		}
	}
	if f.Precision != nil {
		p.Precision = pairPrecisionText(f.Precision)
	}
	for _, w := range f.Warnings {
		p.Warnings = append(p.Warnings, capitalized(w.Text)+".")
	}
	words := make([]string, len(m.Command))
	for i, w := range m.Command {
		words[i] = quote(w)
	}
	p.Command = strings.Join(words, " ")
	p.Again = [][2]string{
		{"Seed", fmt.Sprint(f.Seed)},
		{"Runs", fmt.Sprintf("%s of each, the first of them number %d", count(f.Runs), f.FirstRun)},
		{"Version", strings.TrimSpace("backchannel " + m.Version + " " + m.Commit)},
		{"Built with", m.Go + " for " + m.Arch},
	}
	for _, arm := range f.Arms {
		p.Again = append(p.Again, [2]string{"SHA-256 of " + arm.Name, arm.Scenario.SHA256})
	}
	return p
}

func comparisonTitle(f *study.Comparison) string {
	if len(f.Arms) == 2 {
		return f.Arms[1].Name + " against " + f.Arms[0].Name
	}
	return fmt.Sprintf("%d scenarios against %s", len(f.Arms)-1, f.Arms[0].Name)
}

// unclearLabels are metrics as the tables have them.
func unclearLabels(f *study.Comparison, metrics []string) []string {
	var list []string
	for _, name := range metrics {
		i := slices.IndexFunc(f.Rows, func(d study.Difference) bool { return d.Metric == name })
		label := labelOf(&f.Rows[i])
		if owned(f) {
			label += " (" + ownerText(f.Rows[i].Owner()) + ")"
		}
		list = append(list, label)
	}
	return list
}

// changesReport is what is different between two files.
func changesReport(id string, list []scenarios.Change) reportTable {
	t := reportTable{ID: id, Caption: "Differences between the files", Class: "stacked", Head: []string{"Entry", "Baseline", "Here", "What it is"}}
	last := "\x00"
	for _, x := range list {
		if x.Of != last {
			t.Groups = append(t.Groups, rowGroup{Title: x.Of})
			last = x.Of
		}
		g := &t.Groups[len(t.Groups)-1]
		row := []cell{{Text: strings.TrimPrefix(x.Path, x.Of+".")}, {Text: cmp.Or(x.Old, "left out")}, {Text: cmp.Or(x.New, "left out")}, {Text: capital(x.Meaning)}}
		switch x.Kind {
		case scenarios.Added:
			row[1], row[2] = cell{Text: "–"}, cell{Text: "only here"}
		case scenarios.Removed:
			row[1], row[2] = cell{Text: "only here"}, cell{Text: "–"}
		}
		g.Rows = append(g.Rows, row)
	}
	return t
}

// differencesReport has every figure of an arm, under what it is of or the
// sample that it rests on.
func differencesReport(id string, f *study.Comparison, arm string) reportTable {
	level := fixed(100*f.Level, 0) + "% interval"
	t := reportTable{
		ID: id, Caption: arm + " against " + f.Arms[0].Name, Class: "stacked",
		Head: []string{"Figure", "Baseline", "Here", "Difference (" + level + ")", "p (Holm)", "Correlation", "Pairs worth"},
	}
	for _, g := range differenceGroups(f, arm) {
		group := rowGroup{Title: capital(g.title)}
		if g.baseline > 0 || g.here > 0 {
			group.Title += fmt.Sprintf(": n = %s in the baseline, %s here", count(g.baseline), count(g.here))
		}
		for _, d := range g.rows {
			group.Rows = append(group.Rows, []cell{
				{Text: capital(d.Meaning)},
				{Text: figure(d, d.Baseline.Value)},
				{Text: figure(d, d.Value.Value)},
				{Text: change(d)},
				{Text: surely(d, f.Level)},
				{Text: correlation(d)},
				{Text: worth(d, f.Runs)},
			})
		}
		t.Groups = append(t.Groups, group)
	}
	return t
}

func correlation(d *study.Difference) string {
	if math.IsNaN(float64(d.Correlation)) {
		return "–"
	}
	return fixed(float64(d.Correlation), 2)
}

// crosstabReport counts runs by what came about in either arm.
func crosstabReport(id string, f *study.Comparison, arm string) reportTable {
	t := reportTable{
		ID: id, Caption: "Runs of " + arm + " and " + f.Arms[0].Name, Class: "stacked",
		Head: []string{"Runs in which", "In both", "Baseline only", "Here only", "Neither", "p (McNemar)"},
	}
	for i := range f.Crosstabs {
		x := &f.Crosstabs[i]
		if x.Arm != arm {
			continue
		}
		if n := len(t.Groups); n == 0 || t.Groups[n-1].Title != "Talk "+x.Talk {
			t.Groups = append(t.Groups, rowGroup{Title: "Talk " + x.Talk})
		}
		g := &t.Groups[len(t.Groups)-1]
		g.Rows = append(g.Rows, []cell{
			{Text: capital(x.What)},
			{Text: count(x.Both)},
			{Text: count(x.OnlyBaseline)},
			{Text: count(x.OnlyArm)},
			{Text: count(x.Neither)},
			{Text: pValue(float64(x.P))},
		})
	}
	return t
}

// mostRunsReported is how many runs that turned are listed on the page.
const mostRunsReported = 60

func turnedReport(f *study.Comparison, arm string) []string {
	var out []string
	tell := func(how, talk string, runs []uint64) {
		if len(runs) > 0 {
			out = append(out, fmt.Sprintf("Talk %s, %s in %s: %s.", talk, how, plural(len(runs), "run"), someRuns(runs, mostRunsReported)))
		}
	}
	for _, t := range f.Turned {
		if t.Arm == arm {
			tell("stood a year in the baseline and broke here", t.Talk, t.Broke)
			tell("stood a year here and broke in the baseline", t.Talk, t.Held)
		}
	}
	return out
}
