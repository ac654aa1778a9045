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

//go:embed report.css
var reportStyle string

// reportPage is all that the template shows.
type reportPage struct {
	Title, Lead, Level string
	Style              template.CSS
	Paper              string // of a PDF; empty: whoever prints chooses
	Interrupted        bool

	Finding   string       // the whole in a sentence or two
	Glance    *reportTable // the talks side by side, if there are several
	Optimism  []string
	Expected  *reportTable // what the scenario expects, if anything
	Several   bool         // talks
	Together  reportPart
	Talks     []reportPart
	People    reportPart
	Unknown   *reportPart // where something is
	Precision *reportPart // in a batch that was looked at while it went on

	Description string
	Scenario    []reportWords
	Assumptions []reportTable
	Method      []reportWords
	Command     string
	Again       [][2]string
}

// reportPart is a part of the page with charts, figures and tables of its own.
type reportPart struct {
	ID, Name  string
	Words     []string
	Charts    []reportChart
	Overview  []reportTable // always in sight
	Tables    []reportTable // behind a line that opens them
	Forecasts []reportTable // likewise, together
}

// reportWords are some sentences under a heading.
type reportWords struct {
	Name      string
	Sentences []string
}

// reportOf writes the report of a batch from the files of its results folder.
// It depends on them and on what the manifest says of the study, never on its
// times. paper is "a4", "letter" or, where whoever prints chooses, empty.
func reportOf(files map[string][]byte, m record.Manifest, paper string) ([]byte, error) {
	switch m.Study {
	case compareStudy:
		return comparisonReportOf(files, m, paper)
	case claimsStudy:
		return claimsReportOf(files, m, paper)
	case sensitivityStudy:
		return sensitivityReportOf(files, m, paper)
	}
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
	page.place(charts, &s)
	page.Method = method(&s, charts)
	page.Paper = paper
	page.open()
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

// newPage is the page but for its charts and what is said of them.
func newPage(s *study.Summary, played *scenarios.Scenario, m record.Manifest) *reportPage {
	p := &reportPage{
		Title: s.Scenario.Title, Description: played.Description, Style: template.CSS(reportStyle), // our own
		Optimism: optimismInWords(s), Several: len(s.Talks) > 1,
		Level: fixed(100*s.Level, 0) + "%", Interrupted: s.Interrupted,
	}
	if p.Title == "" {
		p.Title = s.Scenario.Name
	}
	if len(s.InWords) > 0 {
		p.Finding = s.InWords[0]
	}
	p.Lead = fmt.Sprintf("%s, seed %d. Simulation, not a forecast.", playedText(s), s.Seed)
	for i, talk := range s.Talks {
		part := reportPart{ID: fmt.Sprintf("talk-%d", i+1), Name: talk.Name}
		if i+1 < len(s.InWords) { // of several talks, each has a sentence
			part.Words = []string{capital(strings.TrimPrefix(s.InWords[i+1], talk.Name+": "))}
		}
		part.Tables = []reportTable{figureTable("Every figure of talk "+talk.Name, talk.Measures, p.Level)}
		part.Forecasts = forecastTables(s.Forecasts, talk.Name)
		p.Talks = append(p.Talks, part)
	}
	p.people(s)
	if p.Several {
		p.Glance = glance(s)
		p.Together.Tables = []reportTable{figureTable("Every figure of all talks of a run", s.All, p.Level)}
	}
	p.Expected = expectations(s.Expectations, p.Level)
	p.Unknown = unknownPart(s)
	if s.Precision != nil {
		p.Precision = &reportPart{ID: "precision", Words: lookedInWords(s.Precision)}
	}
	p.Scenario = scenarioInWords(played)
	p.Assumptions = assumptions(played)
	p.again(s, m)
	p.number()
	return p
}

// number gives every table an id of its own.
func (p *reportPage) number() {
	n := 0
	each := func(list []reportTable) {
		for i := range list {
			n++
			list[i].ID = fmt.Sprintf("table-%d", n)
		}
	}
	if p.Glance != nil {
		p.Glance.ID = "table-talks"
	}
	each(p.Together.Tables)
	for i := range p.Talks {
		each(p.Talks[i].Tables)
		each(p.Talks[i].Forecasts)
	}
	each(p.People.Overview)
	each(p.People.Tables)
	if p.Unknown != nil {
		each(p.Unknown.Overview)
	}
	each(p.Assumptions)
}

// open opens the tables that can be opened: all on paper, and those of a
// single talk, which are not too many to look at.
func (p *reportPage) open() {
	parts := []*reportPart{&p.Together, &p.People}
	for i := range p.Talks {
		parts = append(parts, &p.Talks[i])
	}
	for _, part := range parts {
		for _, list := range [][]reportTable{part.Tables, part.Forecasts} {
			for i := range list {
				list[i].Open = p.Paper != "" || !p.Several && part != &p.People
			}
		}
	}
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
