package main

import (
	"bytes"
	"cmp"
	_ "embed"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"backchannel/sim/record"
	"backchannel/sim/study"
)

//go:embed sweep.tmpl
var sweepTemplate string

// sweepPage is all that the template of a sweep shows.
type sweepPage struct {
	Title, Lead string
	Style       template.CSS
	Paper       string
	Findings    []string // conditions and choices
	Also        []string // how each metric lies over the points
	Charts      []reportChart
	Choices     []reportTable
	Conditions  []reportTable
	Varied      reportTable
	VariedOpen  bool
	Together    []string // what goes with what
	Points      reportTable
	Shown       string // which points the table has
	Method      []reportWords
	Command     string
	Again       [][2]string
}

// sweepReportOf writes the report of a sweep from what its folder holds and the
// charts among the files. It depends on them and on what the manifest says of the
// study, never on its times.
func sweepReportOf(d *sweepDrawing, files map[string][]byte, m record.Manifest, paper string) ([]byte, error) {
	charts, err := reportCharts(files)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(charts, func(a, b reportChart) int {
		return cmp.Compare(slices.Index(sweepKindWords(), a.kind), slices.Index(sweepKindWords(), b.kind))
	})
	p := &sweepPage{
		Title: d.subtitle(), Style: template.CSS(reportStyle), Paper: paper, Charts: charts, // the style is our own
		Lead: fmt.Sprintf("A sweep: %s of %s (%s), %s of each, seed %d. Simulation, not a forecast.",
			plural(len(d.swept.Points), "point"), plural(len(d.swept.Factors), "input"), designInWords(d.summary.Design), plural(d.swept.Runs, "run"), d.summary.Seed),
		Varied: d.variedTable(), Together: d.correlationsInWords(), Method: d.method(),
	}
	p.Findings, p.Also = d.findings()
	p.VariedOpen = paper != "" || len(d.swept.Factors) <= 12
	for i, r := range d.summary.Robust {
		p.Choices = append(p.Choices, d.choiceTable(fmt.Sprintf("table-choice-%d", i+1), r))
	}
	for i, x := range d.summary.Discovery {
		if x.Box != nil {
			p.Conditions = append(p.Conditions, d.conditionTable(fmt.Sprintf("table-conditions-%d", i+1), x))
		}
	}
	p.Points, p.Shown = d.pointsTable()
	p.Points.Open = paper != "" || len(d.swept.Points) <= 12
	words := make([]string, len(m.Command))
	for i, w := range m.Command {
		words[i] = quote(w)
	}
	p.Command = strings.Join(words, " ")
	p.Again = [][2]string{
		{"Seed", fmt.Sprint(d.summary.Seed)},
		{"Version", strings.TrimSpace("backchannel " + m.Version + " " + m.Commit)},
		{"Built with", m.Go + " for " + m.Arch},
		{"Scenario", d.summary.Scenario.Name},
		{"Scenario SHA-256", d.summary.Scenario.SHA256},
	}
	return p.render()
}

func (p *sweepPage) render() ([]byte, error) {
	t, err := template.New(reportFile).Parse(reportTemplate)
	if err == nil {
		t, err = t.Parse(sweepTemplate)
	}
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := t.ExecuteTemplate(&b, "sweep", p); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// findings are, of what the sweep says in words, the choices and conditions; also
// the rest.
func (d *sweepDrawing) findings() (found, also []string) {
	for _, r := range d.summary.Robust {
		found = append(found, r.InWords...)
	}
	for _, x := range d.summary.Discovery {
		found = append(found, x.InWords...)
	}
	for _, s := range d.summary.InWords {
		if !slices.Contains(found, s) {
			also = append(also, s)
		}
	}
	if len(found) == 0 {
		return also, nil
	}
	return found, also
}

// designInWords names a design.
func designInWords(design study.Design) string {
	switch design {
	case study.DesignGrid:
		return "every combination of their levels"
	case study.DesignLatin:
		return "a Latin hypercube"
	case study.DesignSobol:
		return "a Sobol sequence"
	case study.DesignOneAtATime:
		return "one moved at a time"
	}
	return "points from a file"
}

// method explains what the page shows.
func (d *sweepDrawing) method() []reportWords {
	s := d.summary
	list := []struct {
		used bool
		name string
		text string
	}{
		{true, "Figures", "Each point is the scenario with other values, played so many times with random numbers from one seed. The interval of a figure has a level of 95%: of a share of cases Wilson's (1927), else of score type or Student's t. It tells how far the figure might move if other runs were drawn, not how far the model is from the world."},
		{s.Luck == study.LuckShared, "The same luck", "Every point plays the same runs (common random numbers; Kahn & Marshall 1953), so that a difference between two points is theirs and not the dice's. What luck does to all points alike does not show in the differences, but it does in the figures."},
		{s.Design == study.DesignSobol, "The points", "They are from a scrambled Sobol sequence (Sobol' 1967; Owen 1995), which fills the space of the inputs evenly. Each input takes its values by the inverse of its distribution, and inputs that go together are tied by a Gaussian copula."},
		{s.Design == study.DesignLatin, "The points", "They are a Latin hypercube (McKay, Beckman & Conover 1979): in each input, one point in each of as many slices of equal probability."},
		{len(s.Discovery) > 0, "Conditions", "The patient rule induction method (Friedman & Fisher 1999; for scenario discovery Bryant & Lempert 2010) peels off the points, slice by slice, where the outcome is rare. Inputs are kept if random halves of the points lead to them again, or the outcome goes up or down with them by itself, and if their limit is not likely to be chance. Of the boxes that explain nearly most of the outcome's variance, as far as points tell that were not used to find them, the smallest is taken. What it comes to is told of points that were not used to find it (cross-validation), with intervals that allow for the points that happened to be played, for luck that they share, and for the box that other points would have led to. Where these do not show a difference, no conditions are told."},
		{len(s.Robust) > 0, "What can be chosen", "Settings are held against each other at the same uncertain points (Lempert & Collins 2007; McPhail et al. 2018): by their mean, by the mean of their worst tenth (Rockafellar & Uryasev 2000), by regret (Savage 1951), and by how often they are good enough (Simon 1956). What is picked out of noisy figures for being best or worst is partly picked for its luck, which makes regret too great; judged by the half of the runs that did not pick it, it is too small. The middle of both is told, with an interval that spans both. Intervals are from 1000 bootstrap samples of the points and, where luck is shared, of the runs; of shares that are the same in all of these, as where none was seen, they are those of Wilson (1927). That a setting leads is said if its lead over every other is beyond chance, for all of them together."},
		{len(s.Moved) > 0, "One at a time", "Bars reach from the least to the greatest value that an input was moved to, all else being as the scenario has it. Their intervals are of paired runs and hold at 95% for all of them together (Bonferroni). What inputs do together does not show."},
		{true, "What it does not say", "How likely any of the points is. Where the inputs are spread as they are assumed to be, shares of points are shares of what is assumed, and not of the world."},
	}
	var out []reportWords
	for _, x := range list {
		if x.used {
			out = append(out, reportWords{x.name, []string{x.text}})
		}
	}
	return out
}
