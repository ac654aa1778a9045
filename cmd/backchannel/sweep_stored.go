package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"backchannel/scenarios"
	"backchannel/sim/record"
	"backchannel/sim/study"
)

// sweepDrawing is what the charts and the page of a sweep are made of: no more than
// its folder holds.
type sweepDrawing struct {
	swept    *study.Swept
	summary  *study.SweepSummary
	scenario *scenarios.Scenario
	version  string
}

// storedSweep reads a sweep back from its results folder, once its files are as they
// were written; with its runs, if need be.
func storedSweep(folder string, m *record.Manifest, runs bool) (*sweepDrawing, error) {
	if m.Study != sweepStudy {
		return nil, fmt.Errorf("no sweep in %s, but a study of kind %q; give the results of backchannel sweep", folder, m.Study)
	}
	needed := []string{study.SweepFile, scenarioFile}
	for _, r := range []record.Row{record.PointRow{}, record.FigureRow{}} {
		needed = append(needed, r.Table()+".parquet")
	}
	if runs {
		needed = append(needed, record.PlayedRow{}.Table()+".parquet")
	}
	for _, name := range needed {
		if !stored(m, name) {
			return nil, fmt.Errorf("no %s among the results in %s: another version wrote them; play the sweep again", name, folder)
		}
	}
	if err := checkStored(folder, m, func(name string) bool { return slices.Contains(needed, name) }); err != nil {
		return nil, err
	}
	d := &sweepDrawing{version: shortVersion(m.Version, m.Commit)}
	var err error
	if d.swept, d.summary, err = study.ReadSwept(folder); err != nil {
		return nil, err
	}
	d.scenario, err = scenarios.Load(filepath.Join(folder, scenarioFile), scenarios.Options{})
	if err != nil {
		return nil, fmt.Errorf("scenario of the sweep: %w", err)
	}
	d.scenario.Name = d.summary.Scenario.Name
	return d, nil
}

// format writes a value of an input in a sentence: lengths of time in words.
func (d *sweepDrawing) format(path string, x float64) string {
	return valueInWords(d.scenario, path, x)
}

// valueInWords writes a value of a number of the scenario as a sentence has it: "10
// days" in place of "10d".
func valueInWords(s *scenarios.Scenario, path string, x float64) string {
	text := s.FormatValue(path, x)
	if n, ok := strings.CutSuffix(text, "d"); ok && n != "" && strings.Trim(n, "0123456789.") == "" {
		if n == "1" {
			return "1 day"
		}
		return n + " days"
	}
	return text
}

// onlyTalk is the name of the only talk of a scenario; "": it has several.
func onlyTalk(s *scenarios.Scenario) string {
	if len(s.Sim.Talks) == 1 {
		return s.Sim.Talks[0].Name
	}
	return ""
}

// inputName is an input as a chart or a table names it: without the name of the only
// talk.
func (d *sweepDrawing) inputName(path string) string {
	name := strings.TrimPrefix(study.InputName(path), "the ")
	if talk := onlyTalk(d.scenario); talk != "" {
		name = strings.TrimSuffix(strings.TrimSuffix(name, " on "+talk), " of "+talk)
	}
	return name
}
