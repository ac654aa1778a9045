package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"backchannel/sim/record"
	"backchannel/sim/study"
)

// sensitivityFile is where a study of sensitivity is kept in its folder.
const sensitivityFile = "sensitivity.json"

// sensitivityStudy is the kind of such a study in its manifest.
const sensitivityStudy = "sensitivity"

// finishSensitivity stores what was found in the folder and gives it its name.
func (a *app) finishSensitivity(f *record.Folder, p *sensitivityPlan, found *study.Sensitivity, sweeps []study.MethodSweep, cells *record.Cells, m record.Manifest, charts bool) error {
	text, err := json.MarshalIndent(found, "", "  ")
	if err != nil {
		return err
	}
	kept := newKeeper(f)
	err = errors.Join(
		kept.WriteFile(sensitivityFile, append(text, '\n')),
		kept.WriteFile(scenarioFile, p.scenario.Resolved()),
		record.Write(f, "", slices.Values(found.Rows())),
	)
	for _, s := range sweeps {
		if err == nil {
			err = s.WriteIn(f, string(s.Method), cells)
		}
		for i := range s.Points {
			m.RunsDone += uint64(s.Points[i].Runs)
		}
	}
	if err != nil {
		return err
	}
	if charts {
		d := &sensitivityDrawing{found, shortVersion(version(), commit())}
		list, err := d.asked(nil)
		if err != nil {
			return err
		}
		if err := a.draw(list, slides(), a.aborted, kept.chart); err != nil {
			return err
		}
		if err := kept.report(m); err != nil {
			return err
		}
	}
	if a.aborted() {
		return study.ErrAborted
	}
	m.Finished = time.Now().UTC().Truncate(time.Second)
	return f.Commit(m)
}

// sensitivityDrawingOf is what a stored study is drawn from.
func sensitivityDrawingOf(folder string, m *record.Manifest) (*sensitivityDrawing, error) {
	if err := checkStored(folder, m, func(name string) bool { return name == sensitivityFile }); err != nil {
		return nil, err
	}
	d := &sensitivityDrawing{&study.Sensitivity{}, shortVersion(m.Version, m.Commit)}
	return d, readJSON(filepath.Join(folder, sensitivityFile), d.found)
}

// manifest says where the results come from.
func (p *sensitivityPlan) manifest(ref string, o *sensitivityOptions) record.Manifest {
	s := p.scenario
	scenario := record.Scenario{Name: s.Name, Title: s.Title, SHA256: s.Hash()}
	if !s.Start.IsZero() {
		scenario.Start = s.Start.Format(time.DateOnly)
	}
	return record.Manifest{
		Version: version(), Commit: commit(), Build: build(), Go: runtime.Version(), Arch: runtime.GOARCH,
		Command: o.command(ref, false), Study: sensitivityStudy, Scenarios: []record.Scenario{scenario},
		Seed: o.seed, RunsAsked: uint64(p.total()),
		Workers: o.workers, Started: time.Now().UTC().Truncate(time.Second),
	}
}

// command is the command line that makes these results, without what does not bear
// on them; or all of it, to be pasted into a shell.
func (o *sensitivityOptions) command(ref string, paste bool) []string {
	words := []string{"backchannel", "sensitivity", ref}
	add := func(flag string, values ...string) {
		for _, v := range values {
			words = append(words, flag, v)
		}
	}
	add("--vary", o.vary...)
	if o.assumptions {
		words = append(words, "--assumptions")
	}
	add("--on", o.on...)
	if o.given("method") {
		add("--method", strings.Join(o.methods, ","))
	}
	add("--group", o.groups...)
	for _, x := range []struct {
		flag   string
		value  int
		method study.Method
	}{{"points", o.points, study.Quick}, {"trajectories", o.trajectories, study.Morris}, {"rows", o.rows, study.Sobol}} {
		if o.given(x.flag) || !paste && slices.Contains(o.methods, string(x.method)) {
			add("--"+x.flag, fmt.Sprint(x.value))
		}
	}
	if o.given("runs") {
		add("--runs", fmt.Sprint(o.runs))
	}
	if o.given("width") || !paste {
		add("--width", fmt.Sprint(o.width))
	}
	add("--set", o.set...)
	if o.seed != 1 || !paste {
		add("--seed", fmt.Sprint(o.seed))
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

// next is the command that tells more: the rows that are missing, or a closer look
// at the input that moves the first metric most.
func (o *sensitivityOptions) next(ref string, found *study.Sensitivity) string {
	if ref == "-" {
		ref = filepath.Join(o.out, scenarioFile) // what was read is gone
	}
	if len(found.Sobol) > 0 {
		if open, more := found.Sobol[0].Open(); open > 0 && o.rows+more <= mostDesigned {
			again, given := *o, o.given
			again.rows, again.resume, again.force = o.rows+more, true, false
			again.given = func(flag string) bool { return flag == "rows" || given(flag) }
			return strings.Join(again.command(ref, true), " ")
		}
	}
	path := found.Leading(0)
	words := []string{"backchannel", "sweep", quote(ref)}
	for _, set := range o.set {
		words = append(words, "--set", quote(set))
	}
	at := slices.IndexFunc(found.Inputs, func(x study.VariedInput) bool { return x.Path == path })
	in := found.Inputs[at]
	words = append(words, "--vary", quote(fmt.Sprintf("%s=%s:%s:6", path, in.LowText, in.HighText)))
	for _, on := range o.on {
		words = append(words, "--on", quote(on))
	}
	return strings.Join(words, " ")
}
