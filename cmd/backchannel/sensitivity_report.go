package main

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"backchannel/sim/record"
	"backchannel/sim/study"
)

//go:embed sensitivity.tmpl
var sensitivityTemplate string

// sensitivityPage is all that the page of a study of sensitivity shows.
type sensitivityPage struct {
	Title, Lead string
	Style       template.CSS
	Paper       string // of a PDF; empty: whoever prints chooses
	Several     bool   // metrics
	Metrics     []dependencePart
	Notes       []string
	Inputs      reportTable
	Method      []reportWords
	Command     string
	Again       [][2]string
}

// dependencePart is what the page says of one metric.
type dependencePart struct {
	ID, Name, Meaning string
	Finding           string
	Sentences         []string
	Warnings          []string
	Charts            []reportChart
	Tables            []reportTable
	Forecasts         []reportTable // none: for the template that shows tables
}

// sensitivityReportOf writes the page from the files of its folder.
func sensitivityReportOf(files map[string][]byte, m record.Manifest, paper string) ([]byte, error) {
	found := &study.Sensitivity{}
	if err := json.Unmarshal(files[sensitivityFile], found); err != nil {
		return nil, fmt.Errorf("%s: %w", sensitivityFile, err)
	}
	if len(found.Metrics) == 0 || len(found.InWords) != len(found.Metrics) {
		return nil, fmt.Errorf("no report without %s: the folder has none that this version reads; run the study again", sensitivityFile)
	}
	charts, err := reportCharts(files)
	if err != nil {
		return nil, err
	}
	p := &sensitivityPage{
		Title: "What the outcome depends on: " + found.Scenario.Name, Style: template.CSS(reportStyle), Paper: paper, // the style is our own
		Lead:    sensitivityLead(found) + ". Simulation, not a forecast.",
		Several: len(found.Metrics) > 1, Notes: found.Notes, Inputs: inputsReport(found), Method: sensitivityMethod(found),
	}
	if t := found.Scenario.Title; t != "" {
		p.Title = "What the outcome depends on: " + t
	}
	for i := range found.Metrics {
		p.Metrics = append(p.Metrics, dependenceOf(found, i, charts, paper))
	}
	words := make([]string, len(m.Command))
	for i, w := range m.Command {
		words[i] = quote(w)
	}
	p.Command = strings.Join(words, " ")
	p.Again = [][2]string{
		{"Seed", fmt.Sprint(found.Seed)},
		{"Version", strings.TrimSpace("backchannel " + m.Version + " " + m.Commit)},
		{"Built with", m.Go + " for " + m.Arch},
		{"Scenario", found.Scenario.Name},
		{"Scenario SHA-256", found.Scenario.SHA256},
	}
	t, err := template.New(reportFile).Parse(reportTemplate)
	if err == nil {
		t, err = t.Parse(sensitivityTemplate)
	}
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := t.ExecuteTemplate(&b, "sensitivity", p); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// dependenceOf is the part of a metric: the first sentence leads.
func dependenceOf(found *study.Sensitivity, i int, charts []reportChart, paper string) dependencePart {
	m, w := &found.Metrics[i], &found.InWords[i]
	p := dependencePart{ID: fmt.Sprintf("metric-%d", i+1), Name: m.Name, Meaning: capital(m.Meaning), Warnings: w.Warnings, Sentences: w.Sentences}
	if len(w.Sentences) > 0 {
		p.Finding, p.Sentences = w.Sentences[0], w.Sentences[1:]
	}
	for _, kind := range sensitivityKinds() {
		for _, c := range charts {
			if c.name == kind || c.name == kind+"-"+slug(m.Name) {
				p.Charts = append(p.Charts, c)
			}
		}
	}
	for _, t := range []*reportTable{groupsReport(found, i), tornadoReport(found, i), morrisReport(found, i), quickReport(found, i)} {
		if t != nil {
			t.ID, t.Open = fmt.Sprintf("table-%d-%d", i+1, len(p.Tables)+1), paper != ""
			p.Tables = append(p.Tables, *t)
		}
	}
	return p
}

// inputsReport says what was varied, by group.
func inputsReport(found *study.Sensitivity) reportTable {
	t := reportTable{ID: "table-inputs", Caption: "Inputs", Class: "stacked paths", Head: []string{"Input", "What it is", "What it may be", "5th percentile", "In the scenario", "95th percentile"}}
	for _, g := range found.Groups {
		group := rowGroup{Title: g.Name}
		if len(g.Inputs) == 1 && g.Inputs[0] == g.Name {
			group.Title = ""
		}
		for _, path := range g.Inputs {
			in := &found.Inputs[slices.IndexFunc(found.Inputs, func(x study.VariedInput) bool { return x.Path == path })]
			name := cell{Text: path}
			if len(in.Follows) > 0 {
				name.Lines = []string{"and what is the same: " + strings.Join(in.Follows, ", ")}
			}
			group.Rows = append(group.Rows, []cell{name, {Text: capital(in.Meaning)}, {Text: in.Spread}, {Text: in.LowText}, {Text: in.BaseText}, {Text: in.HighText}})
		}
		t.Groups = append(t.Groups, group)
	}
	return t
}
