package main

import (
	"encoding/json"
	"errors"
	"runtime"
	"slices"
	"time"

	"backchannel/sim/record"
	"backchannel/sim/study"
)

// finish writes all that follows from the tables into the folder and gives it
// its name.
func (a *app) finish(f *record.Folder, p *played, m record.Manifest, charts bool) error {
	summary, err := json.MarshalIndent(p.summary, "", "  ")
	if err != nil {
		return err
	}
	kept := newKeeper(f)
	err = errors.Join(
		kept.WriteFile("scenario.toml", p.resolved),
		kept.WriteFile("summary.json", append(summary, '\n')),
		record.Write(f, "", slices.Values(p.fan)),
		record.Write(f, "", slices.Values(p.standing)),
		record.Write(f, "", slices.Values(p.reputation)),
		record.Write(f, "", slices.Values(p.trace)),
		record.Write(f, "", slices.Values(p.diary)),
		record.Write(f, "", slices.Values(p.forecasts)),
		record.Write(f, "", slices.Values(p.calibration)),
	)
	if len(p.looks) > 0 {
		err = errors.Join(err, record.Write(f, "", slices.Values(p.looks)))
	}
	if err != nil {
		return err
	}
	if charts {
		if err := a.draw(p.pictures(), slides(), a.aborted, kept.chart); err != nil {
			return err
		}
	}
	if a.aborted() {
		return study.ErrAborted
	}
	m.RunsAsked = uint64(p.config.Runs) // as the batch found it to be
	m.RunsDone, m.Interrupted = uint64(p.result.Runs), p.result.Interrupted
	if charts {
		if err := kept.report(m); err != nil {
			return err
		}
	}
	m.Finished = time.Now().UTC().Truncate(time.Second)
	return f.Commit(m)
}

// aborted reports whether the user has asked to stop at once.
func (a *app) aborted() bool {
	select {
	case <-a.abort:
		return true
	default:
		return false
	}
}

// manifest says where the results of a study come from.
func manifest(p *played, command []string, workers int) record.Manifest {
	start := ""
	if !p.start.IsZero() {
		start = p.start.Format(time.DateOnly)
	}
	return record.Manifest{
		Version: version(), Commit: commit(), Go: runtime.Version(), Arch: runtime.GOARCH,
		Command: command, Study: "run",
		Scenarios: []record.Scenario{{Name: p.what.Name, Title: p.what.Title, Start: start, SHA256: p.what.SHA256}},
		Seed:      p.config.Seed, FirstRun: p.config.First, RunsAsked: uint64(p.config.Runs),
		Workers: workers, Started: time.Now().UTC().Truncate(time.Second),
	}
}
