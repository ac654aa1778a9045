package main

import (
	"encoding/json"
	"errors"
	"maps"
	"runtime"
	"slices"
	"sync"
	"time"

	"backchannel/sim/record"
	"backchannel/sim/stats"
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
		record.Write(f, "", slices.Values(p.optimismRows())),
		record.Write(f, "", slices.Values(p.trace)),
		record.Write(f, "", slices.Values(p.diary)),
		record.Write(f, "", p.result.Tally.Forecasts(stats.Level95)),
	)
	if err != nil {
		return err
	}
	if charts {
		if err := a.draw(kept, p.pictures()); err != nil {
			return err
		}
	}
	if a.aborted() {
		return study.ErrAborted
	}
	m.RunsDone, m.Interrupted = uint64(p.result.Runs), p.result.Interrupted
	if charts {
		if err := kept.report(m); err != nil {
			return err
		}
	}
	m.Finished = time.Now().UTC().Truncate(time.Second)
	return f.Commit(m)
}

// draw writes the charts, as many at a time as there are processors.
func (a *app) draw(f fileWriter, list []picture) error {
	errs := make([]error, len(list))
	turn := make(chan struct{}, runtime.GOMAXPROCS(0))
	var wg sync.WaitGroup
	for i, pic := range list {
		turn <- struct{}{}
		wg.Go(func() {
			defer func() { <-turn }()
			if a.aborted() {
				errs[i] = study.ErrAborted
				return
			}
			files, err := pic.files()
			for _, name := range slices.Sorted(maps.Keys(files)) {
				err = errors.Join(err, f.WriteFile("charts/"+name, files[name]))
			}
			errs[i] = err
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
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
