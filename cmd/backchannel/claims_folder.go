package main

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"backchannel/sim/record"
	"backchannel/sim/study"
)

// claimsFile is where claims are kept in their folder.
const claimsFile = "claims.json"

// claimsStudy is the kind of claims in their manifest.
const claimsStudy = "claims"

// finishClaims writes what was found into the folder and gives it its name.
func (a *app) finishClaims(f *record.Folder, found *study.ClaimsResult, m record.Manifest, o *claimsOptions) error {
	text, err := json.MarshalIndent(found, "", "  ")
	if err != nil {
		return err
	}
	kept := newKeeper(f)
	if err := kept.WriteFile(claimsFile, append(text, '\n')); err != nil {
		return err
	}
	for _, arm := range found.Arms {
		m.Scenarios = append(m.Scenarios, record.Scenario{Name: armName(&arm), Title: arm.Title, SHA256: arm.SHA256})
	}
	if !o.noChart {
		d := &claimsDrawing{found, shortVersion(version(), commit())}
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

// claimsDrawingOf is what stored claims are drawn from.
func claimsDrawingOf(folder string, m *record.Manifest) (*claimsDrawing, error) {
	if err := checkStored(folder, m, func(name string) bool { return name == claimsFile }); err != nil {
		return nil, err
	}
	d := &claimsDrawing{&study.ClaimsResult{}, shortVersion(m.Version, m.Commit)}
	return d, readJSON(filepath.Join(folder, claimsFile), d.found)
}

// armName is an arm as what is done to a scenario.
func armName(a *study.PlayedArm) string {
	var name strings.Builder
	name.WriteString(a.Scenario)
	for _, r := range a.Remove {
		name.WriteString(" without " + r)
	}
	for _, s := range a.Set {
		name.WriteString(" " + s)
	}
	return name.String()
}

// manifest says where the results come from.
func (o *claimsOptions) manifest(ids []string) record.Manifest {
	command := append([]string{"backchannel", "claims"}, ids...)
	if o.dir != "" {
		command = append(command, "--claims", o.dir)
	}
	command = append(command, "--runs", fmt.Sprint(o.runs), "--seed", fmt.Sprint(o.seed))
	if o.vary {
		command = append(command, "--vary", "--worlds", fmt.Sprint(o.worlds), "--world-runs", fmt.Sprint(o.worldRuns))
	}
	if o.noChart {
		command = append(command, "--no-charts")
	}
	return record.Manifest{
		Version: version(), Commit: commit(), Go: runtime.Version(), Arch: runtime.GOARCH,
		Command: command, Study: claimsStudy,
		Seed: o.seed, RunsAsked: uint64(o.runs), RunsDone: uint64(o.runs),
		Workers: o.workers, Started: time.Now().UTC().Truncate(time.Second),
	}
}
