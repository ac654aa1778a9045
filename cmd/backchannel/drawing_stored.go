package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"time"

	"backchannel/sim"
	"backchannel/sim/record"
	"backchannel/sim/stats"
	"backchannel/sim/study"
)

// drawingOf is what the results of a batch in a folder are drawn from, and
// what they say of themselves.
func drawingOf(folder string) (*drawing, *record.Manifest, error) {
	m, err := record.ReadManifest(folder)
	if err != nil {
		return nil, nil, err
	}
	if m.Study != "run" || len(m.Scenarios) != 1 {
		return nil, nil, fmt.Errorf("no charts for a study of kind %q: %s; give the results of backchannel run", m.Study, folder)
	}
	if err := chartTables(folder, m); err != nil {
		return nil, nil, err
	}
	d := &drawing{version: shortVersion(m.Version, m.Commit), summary: &study.Summary{}}
	if start := m.Scenarios[0].Start; start != "" {
		if d.start, err = time.Parse(time.DateOnly, start); err != nil {
			return nil, nil, fmt.Errorf("%s: start of the scenario: %w", filepath.Join(folder, record.ManifestFile), err)
		}
	}
	path := filepath.Join(folder, "summary.json")
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, err
	}
	if err := json.Unmarshal(text, d.summary); err != nil {
		return nil, nil, fmt.Errorf("%s: %w", path, err)
	}
	return d, m, d.readTables(folder)
}

// chartTables checks that the files that charts are drawn from are there, and
// as they were written.
func chartTables(folder string, m *record.Manifest) error {
	names := []string{"summary.json"}
	for _, r := range []record.Row{
		record.RunRow{},
		record.DealRow{},
		record.OptimismRow{},
		record.ForecastRow{},
		record.CalibrationRow{},
		record.StandingRow{},
		record.ReputationRow{},
		record.TraceRow{},
		record.DiaryRow{},
	} {
		names = append(names, r.Table()+".parquet")
	}
	for _, name := range names {
		if !stored(m, name) {
			return fmt.Errorf("no %s among the results in %s: another version wrote them; play the scenario again", name, folder)
		}
	}
	names = append(names, record.LookRow{}.Table()+".parquet") // of some results
	return checkStored(folder, m, func(name string) bool { return slices.Contains(names, name) })
}

// stored says whether a file is part of the results.
func stored(m *record.Manifest, name string) bool {
	return slices.ContainsFunc(m.Files, func(f record.File) bool { return f.Name == name })
}

// checkStored holds those files of a results folder that are wanted to what
// its manifest says: what is told of them must be of the results that were
// stored.
func checkStored(folder string, m *record.Manifest, wanted func(name string) bool) error {
	part := *m
	part.Files = slices.DeleteFunc(slices.Clone(m.Files), func(f record.File) bool { return !wanted(f.Name) })
	if err := part.Verify(folder); err != nil {
		return fmt.Errorf("results folder not whole: %w; run the study again", err)
	}
	return nil
}

func (d *drawing) readTables(folder string) (err error) {
	if d.fan, err = quantileTable(folder, fanProbs(), func(r *record.OptimismRow) []float64 { return r.Quantiles }); err != nil {
		return err
	}
	if d.standing, err = quantileTable(folder, pathProbs(), func(r *record.StandingRow) []float64 { return r.Quantiles }); err != nil {
		return err
	}
	if d.reputation, err = quantileTable(folder, pathProbs(), func(r *record.ReputationRow) []float64 { return r.Quantiles }); err != nil {
		return err
	}
	if d.forecasts, err = wholeTable[record.ForecastRow](folder); err != nil {
		return err
	}
	if d.calibration, err = wholeTable[record.CalibrationRow](folder); err != nil {
		return err
	}
	if d.trace, err = wholeTable[record.TraceRow](folder); err != nil {
		return err
	}
	if d.diary, err = wholeTable[record.DiaryRow](folder); err != nil {
		return err
	}
	if seen := d.summary.Precision; seen != nil && seen.Looks > 0 {
		if d.looks, err = wholeTable[record.LookRow](folder); err != nil {
			return err
		}
	}
	d.traceRun = d.summary.FirstRun
	if len(d.trace) > 0 {
		d.traceRun = uint64(d.trace[0].Run)
	}
	return errors.Join(d.readLives(folder), d.readDeals(folder))
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

// quantileTable reads a whole table whose rows have the quantiles of these
// probabilities.
func quantileTable[R record.Row](folder string, probs []float64, quantiles func(*R) []float64) ([]R, error) {
	list, err := wholeTable[R](folder)
	if err != nil {
		return nil, err
	}
	for i := range list {
		if n := len(quantiles(&list[i])); n != len(probs) {
			return nil, fmt.Errorf("results table %s in %s: row %d has %d quantiles, not %d; play the scenario again with this version",
				list[i].Table(), folder, i+1, n, len(probs))
		}
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
	ends := d.drawEnds(func() { closeAll(d.lives) })
	if ends != nil {
		for _, lives := range d.lives {
			lives.ByCluster()
		}
	}
	for r, err := range record.Read[record.DealRow](folder) {
		if err != nil {
			return err
		}
		ends.at(r.Run)
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
	ends.last()
	return nil
}

// readDeals counts the days to the first deals as study.Tally does.
func (d *drawing) readDeals(folder string) error {
	talks := map[string]*stats.Counts{}
	for i := range d.summary.Talks {
		deals := stats.NewCounts(int(math.Ceil(d.summary.HorizonDays)))
		d.deals = append(d.deals, deals)
		talks[d.talk(i)] = deals
	}
	ends := d.drawEnds(func() { closeAll(d.deals) })
	if ends != nil {
		for _, deals := range d.deals {
			deals.ByCluster()
		}
	}
	for r, err := range record.Read[record.RunRow](folder) {
		if err != nil {
			return err
		}
		ends.at(r.Run)
		deals, day := talks[r.Talk], math.NaN()
		if r.FirstDealDay != nil {
			day = *r.FirstDealDay
		}
		if deals == nil || day < 0 {
			return fmt.Errorf("results table runs in %s: run %d has a talk that the summary does not allow for; play the scenario again", folder, r.Run)
		}
		deals.Add(day)
	}
	ends.last()
	return nil
}
