package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"time"

	"backchannel/sim"
	"backchannel/sim/record"
	"backchannel/sim/stats"
	"backchannel/sim/study"
)

// drawing is what charts are drawn from: no more than a results folder holds,
// so that they can be drawn again from it without playing a run.
type drawing struct {
	start    time.Time // date of day 0; zero: none
	summary  *study.Summary
	lives    []*stats.Lives // of first deals, by talk
	fan      []record.OptimismRow
	traceRun uint64
	trace    []record.TraceRow
	diary    []record.DiaryRow
}

// drawing is what a batch just played is drawn from.
func (p *played) drawing() *drawing {
	d := &drawing{
		start: p.start, summary: p.summary, fan: p.optimismRows(),
		traceRun: p.traceRun, trace: p.trace, diary: p.diary,
	}
	for talk := range p.summary.Talks {
		d.lives = append(d.lives, p.result.Tally.FirstLives(talk))
	}
	return d
}

// pictures makes the charts of a batch just played.
func (p *played) pictures() []picture { return p.drawing().pictures() }

// drawingOf is what the results of a batch in a folder are drawn from.
func drawingOf(folder string) (*drawing, error) {
	m, err := record.ReadManifest(folder)
	if err != nil {
		return nil, err
	}
	if m.Study != "run" || len(m.Scenarios) != 1 {
		return nil, fmt.Errorf("no charts for a study of kind %q: %s; give the results of backchannel run", m.Study, folder)
	}
	d := &drawing{summary: &study.Summary{}}
	if start := m.Scenarios[0].Start; start != "" {
		if d.start, err = time.Parse(time.DateOnly, start); err != nil {
			return nil, fmt.Errorf("%s: start of the scenario: %w", filepath.Join(folder, record.ManifestFile), err)
		}
	}
	path := filepath.Join(folder, "summary.json")
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(text, d.summary); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return d, d.readTables(folder)
}

func (d *drawing) readTables(folder string) (err error) {
	if d.fan, err = wholeTable[record.OptimismRow](folder); err != nil {
		return err
	}
	for i := range d.fan {
		if n := len(d.fan[i].Quantiles); n != len(fanProbs()) {
			return fmt.Errorf("results table optimism in %s: row %d has %d quantiles, not %d; play the scenario again with this version",
				folder, i+1, n, len(fanProbs()))
		}
	}
	if d.trace, err = wholeTable[record.TraceRow](folder); err != nil {
		return err
	}
	if d.diary, err = wholeTable[record.DiaryRow](folder); err != nil {
		return err
	}
	d.traceRun = d.summary.FirstRun
	if len(d.trace) > 0 {
		d.traceRun = uint64(d.trace[0].Run)
	}
	return d.readLives(folder)
}

// wholeTable reads a whole table: one whose size does not grow with the runs.
func wholeTable[R record.Row](folder string) ([]R, error) {
	var list []R
	for r, err := range record.Read[R](folder) {
		if err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, nil
}

// readLives counts the lives of first deals as study.Tally does.
func (d *drawing) readLives(folder string) error {
	talks, horizon := map[string]*stats.Lives{}, d.summary.HorizonDays
	for i := range d.summary.Talks {
		lives := stats.NewLives(int(math.Ceil(horizon)), int(sim.NumCauses)-1)
		d.lives = append(d.lives, lives)
		talks[d.talk(i)] = lives
	}
	causes := map[string]int{}
	for cause := range sim.NumCauses {
		causes[cause.String()] = int(cause) - 1
	}
	for r, err := range record.Read[record.DealRow](folder) {
		if err != nil {
			return err
		}
		if r.Deal != 1 {
			continue
		}
		lives := talks[r.Talk]
		cause, ok := causes[r.Cause]
		watch := horizon - r.Day
		if lives == nil || !ok || r.Life < 0 || r.Life > watch {
			return fmt.Errorf("results table deals in %s: run %d has a deal that the summary does not allow for; play the scenario again", folder, r.Run)
		}
		lives.Add(r.Life, watch, cause)
	}
	return nil
}
