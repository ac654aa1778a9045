package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"time"

	"backchannel/sim/record"
	"backchannel/sim/study"
)

// sweepStudy is what the manifest of a sweep calls it.
const sweepStudy = "sweep"

// finishSweep stores the sweep in the folder and gives it its name.
func (a *app) finishSweep(f *record.Folder, s *sweptFolder, cells *record.Cells, m record.Manifest, charts bool) error {
	text, err := json.MarshalIndent(s.summary, "", "  ")
	if err != nil {
		return err
	}
	kept := newKeeper(f)
	err = errors.Join(
		s.swept.Write(f, cells),
		kept.WriteFile(study.SweepFile, append(text, '\n')),
		kept.WriteFile(scenarioFile, s.plan.scenario.Resolved()),
	)
	if err != nil {
		return err
	}
	if charts {
		if err := a.drawSweep(kept, s.drawing(), m); err != nil {
			return err
		}
	}
	if a.aborted() {
		return study.ErrAborted
	}
	for i := range s.swept.Points {
		m.RunsDone += uint64(s.swept.Points[i].Runs)
	}
	m.Finished = time.Now().UTC().Truncate(time.Second)
	return f.Commit(m)
}

// drawing is what the charts and the page of a sweep just played are made of.
func (s *sweptFolder) drawing() *sweepDrawing {
	return &sweepDrawing{swept: s.swept, summary: s.summary, scenario: s.plan.scenario, version: shortVersion(version(), commit())}
}

// drawSweep draws the charts of a sweep and writes its page.
func (a *app) drawSweep(kept *keeper, d *sweepDrawing, m record.Manifest) error {
	list, err := d.asked(nil)
	if err != nil {
		return err
	}
	if err := a.draw(list, slides(), a.aborted, kept.chart); err != nil {
		return err
	}
	page, err := sweepReportOf(d, kept.files, m, "")
	if err != nil {
		return err
	}
	return kept.folder.WriteFile(reportFile, page)
}

// manifest says where the results come from.
func (p *sweepPlan) manifest(ref string, o *sweepOptions) record.Manifest {
	s := p.scenario
	scenario := record.Scenario{Name: s.Name, Title: s.Title, SHA256: s.Hash()}
	if !s.Start.IsZero() {
		scenario.Start = s.Start.Format(time.DateOnly)
	}
	return record.Manifest{
		Version: version(), Commit: commit(), Build: build(), Go: runtime.Version(), Arch: runtime.GOARCH,
		Command: o.command(ref, false), Study: sweepStudy, Scenarios: []record.Scenario{scenario},
		Seed: o.seed, RunsAsked: uint64(p.total()),
		Workers: o.workers, Started: time.Now().UTC().Truncate(time.Second),
	}
}

// command is the command line that makes these results, without what does not bear
// on them; or all of it, to be pasted into a shell.
func (o *sweepOptions) command(ref string, paste bool) []string {
	words := []string{"backchannel", "sweep", ref}
	add := func(flag string, values ...string) {
		for _, v := range values {
			words = append(words, flag, v)
		}
	}
	add("--vary", o.vary...)
	if o.assumptions {
		words = append(words, "--assumptions")
	}
	add("--lever", o.lever...)
	if o.design != "" {
		add("--design", o.design)
	}
	if o.given("points") {
		add("--points", fmt.Sprint(o.points))
	}
	if o.given("runs") || !paste {
		add("--runs", fmt.Sprint(o.runs))
	}
	add("--on", o.on...)
	if o.luck != study.LuckShared {
		add("--luck", o.luck)
	}
	add("--set", o.set...)
	if o.seed != 1 || !paste {
		add("--seed", fmt.Sprint(o.seed))
	}
	if o.better != "" {
		add("--better", o.better)
	}
	if o.given("enough") {
		add("--enough", fmt.Sprint(o.enough))
	}
	if o.csv {
		words = append(words, "--csv")
	}
	if o.noChart {
		words = append(words, "--no-charts")
	}
	if !paste {
		return words
	}
	add("--out", o.out)
	if o.workers != 0 {
		add("--workers", fmt.Sprint(o.workers))
	}
	if o.resume {
		words = append(words, "--resume")
	}
	for i := range words {
		words[i] = quote(words[i])
	}
	return words
}
