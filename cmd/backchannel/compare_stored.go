package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"backchannel/sim/record"
	"backchannel/sim/study"
)

// comparisonFile is where a comparison is kept in its folder.
const comparisonFile = "comparison.json"

// compareStudy is the kind of a comparison in its manifest.
const compareStudy = "compare"

// armFolders are the folders of arms within that of their comparison.
func armFolders(names []string) []string {
	var list []string
	taken := map[string]bool{}
	for _, name := range names {
		file := slug(name)
		for taken[file] {
			file += "-"
		}
		taken[file] = true
		list = append(list, path.Join("arms", file))
	}
	return list
}

// write keeps beside each other, of the arm: the scenario, the summary, and what
// charts are drawn from. The tables of one that was played are there already; of
// a stored one, the deals of the runs that are compared are copied.
func (x *arm) write(f *record.Folder, kept *keeper, first uint64, runs int) error {
	summary, err := json.MarshalIndent(x.drawing.summary, "", "  ")
	if err != nil {
		return err
	}
	err = errors.Join(
		f.WriteFile(path.Join(x.folder, "scenario.toml"), x.resolved),
		kept.WriteFile(path.Join(x.folder, "summary.json"), append(summary, '\n')),
		record.Write(f, x.folder, slices.Values(x.drawing.fan)),
		record.Write(f, x.folder, slices.Values(x.drawing.trace)),
		record.Write(f, x.folder, slices.Values(x.drawing.diary)),
	)
	if err != nil || !x.stored {
		return err
	}
	var failed error
	err = record.Write(f, x.folder, func(yield func(record.DealRow) bool) {
		for r, err := range record.Read[record.DealRow](x.ref) {
			if failed = err; err != nil || uint64(r.Run) >= first+uint64(runs) || !yield(r) {
				return
			}
		}
	})
	return errors.Join(failed, err)
}

// keptComparison is comparison.json.
type keptComparison struct {
	*study.Comparison
	Changes []armChanges `json:"changes"`
}

// comparisonDrawingOf is what a stored comparison is drawn from.
func comparisonDrawingOf(folder string, m *record.Manifest) (*comparisonDrawing, error) {
	files := []string{"summary.json"}
	for _, r := range []record.Row{record.DealRow{}, record.OptimismRow{}, record.TraceRow{}, record.DiaryRow{}} {
		files = append(files, r.Table()+".parquet")
	}
	drawn := func(name string) bool {
		return name == comparisonFile || strings.HasPrefix(name, "arms/") && slices.Contains(files, path.Base(name))
	}
	if err := checkStored(folder, m, drawn); err != nil {
		return nil, err
	}
	var kept keptComparison
	if err := readJSON(filepath.Join(folder, comparisonFile), &kept); err != nil {
		return nil, err
	}
	if kept.Comparison == nil || len(kept.Arms) < 2 || len(kept.Arms) != len(m.Scenarios) {
		return nil, fmt.Errorf("no comparison in %s: another version wrote it; play it again", filepath.Join(folder, comparisonFile))
	}
	d := &comparisonDrawing{found: kept.Comparison, version: shortVersion(m.Version, m.Commit)}
	var names []string
	for _, x := range kept.Arms {
		names = append(names, x.Name)
	}
	for i, dir := range armFolders(names) {
		a, err := armDrawing(filepath.Join(folder, filepath.FromSlash(dir)), m.Scenarios[i].Start)
		if err != nil {
			return nil, err
		}
		d.arms = append(d.arms, a)
	}
	return d, nil
}

// armDrawing is the part of a comparison's drawing that is of one arm.
func armDrawing(folder, start string) (d *drawing, err error) {
	d = &drawing{summary: &study.Summary{}}
	if start != "" {
		if d.start, err = time.Parse(time.DateOnly, start); err != nil {
			return nil, fmt.Errorf("%s: start of the scenario: %w", folder, err)
		}
	}
	if err := readJSON(filepath.Join(folder, "summary.json"), d.summary); err != nil {
		return nil, err
	}
	if d.fan, err = quantileTable(folder, fanProbs(), func(r *record.OptimismRow) []float64 { return r.Quantiles }); err != nil {
		return nil, err
	}
	if d.trace, err = wholeTable[record.TraceRow](folder); err != nil {
		return nil, err
	}
	if d.diary, err = wholeTable[record.DiaryRow](folder); err != nil {
		return nil, err
	}
	if len(d.trace) > 0 {
		d.traceRun = uint64(d.trace[0].Run)
	}
	return d, d.readLives(folder)
}

func readJSON(path string, into any) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(text, into); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}
