package main

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"html/template"
	"strings"

	"backchannel/scenarios"
	"backchannel/sim/record"
	"backchannel/sim/study"
)

//go:embed report.tmpl
var reportTemplate string

// reportPage is all that the template shows.
type reportPage struct {
	Title, Description string
	Lead               string
	Paper              string
	Optimism           []string
	Charts             []reportChart
	Sections           []reportTable
	Forecasts          []reportTable
	Talks              []reportTalk
	Assumptions        []reportTable
	Again              [][2]string
	Command            string
	Level              string
	Interrupted        bool
	Findings           []string
}

// reportTalk is a talk of the scenario in words.
type reportTalk struct {
	Name      string
	Sentences []string
}

// reportTable is a table; the first cell of a row is its heading.
type reportTable struct {
	ID, Caption string
	Head        []string
	Rows        [][]string
}

// reportOf writes the report of a batch from the files of its results folder.
// It depends on them and on what the manifest says of the study, never on its
// times. paper is "a4", "letter" or, where whoever prints chooses, empty.
func reportOf(files map[string][]byte, m record.Manifest, paper string) ([]byte, error) {
	for _, name := range []string{"summary.json", "scenario.toml"} {
		if files[name] == nil {
			return nil, fmt.Errorf("no report without %s: it is not in the results folder; run the study again", name)
		}
	}
	var s study.Summary
	if err := json.Unmarshal(files["summary.json"], &s); err != nil {
		return nil, fmt.Errorf("summary.json: %w", err)
	}
	played, err := scenarios.Load("-", scenarios.Options{Stdin: bytes.NewReader(files["scenario.toml"])})
	if err != nil {
		return nil, fmt.Errorf("scenario.toml is not one that this version reads: %w", err)
	}
	charts, err := reportCharts(files)
	if err != nil {
		return nil, err
	}
	page := newPage(&s, played, m)
	page.Charts, page.Paper = charts, paper
	page.Assumptions = assumptions(files["scenario.toml"])
	t, err := template.New(reportFile).Parse(reportTemplate)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := t.Execute(&b, page); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func newPage(s *study.Summary, played *scenarios.Scenario, m record.Manifest) *reportPage {
	p := &reportPage{
		Title: s.Scenario.Title, Description: played.Description,
		Findings: s.InWords, Optimism: optimismInWords(s),
		Level: fixed(100*s.Level, 0) + "%", Interrupted: s.Interrupted,
	}
	if p.Title == "" {
		p.Title = s.Scenario.Name
	}
	p.Lead = fmt.Sprintf("%s of %s, seed %d. Simulation, not a forecast.", plural(s.Runs, "run"), days(s.HorizonDays), s.Seed)
	if len(s.Talks) > 1 {
		p.Sections = append(p.Sections, measureTable("All talks of a run", s.All, p.Level))
	}
	for _, group := range []struct {
		what string
		list []study.Section
	}{{"Talk", s.Talks}, {"Envoy", s.Envoys}, {"Side", s.Sides}} {
		for _, x := range group.list {
			p.Sections = append(p.Sections, measureTable(group.what+": "+x.Name, x.Measures, p.Level))
		}
	}
	for i := range p.Sections {
		p.Sections[i].ID = fmt.Sprintf("table-%d", i+1)
	}
	p.Forecasts = forecastTables(s.Forecasts)
	for i := range played.Sim.Talks {
		t := &played.Sim.Talks[i]
		p.Talks = append(p.Talks, reportTalk{t.Name, talkInWords(played, t)})
	}
	p.again(s, m)
	return p
}

// again says what is needed to make these results again.
func (p *reportPage) again(s *study.Summary, m record.Manifest) {
	words := make([]string, len(m.Command))
	for i, w := range m.Command {
		words[i] = quote(w)
	}
	p.Command = strings.Join(words, " ")
	p.Again = [][2]string{
		{"Seed", fmt.Sprint(s.Seed)},
		{"Runs", fmt.Sprintf("%s, the first of them number %d", count(s.Runs), s.FirstRun)},
		{"Version", strings.TrimSpace("backchannel " + m.Version + " " + m.Commit)},
		{"Built with", m.Go + " for " + m.Arch},
		{"Scenario", s.Scenario.Name},
		{"Scenario SHA-256", s.Scenario.SHA256},
	}
}
