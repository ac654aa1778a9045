package main

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"strings"
	"time"

	"backchannel/sim/study"
)

// rehearsal is what a sweep would take.
type rehearsal struct {
	Points  int          `json:"points"`
	Runs    int          `json:"runs"` // of all points
	Each    int          `json:"runs_of_each"`
	Design  study.Design `json:"design"`
	Inputs  []string     `json:"inputs"` // paths
	Metrics []string     `json:"metrics"`
	Workers int          `json:"workers"`
	Seconds float64      `json:"seconds"` // about, by a few points played now
	// KeptBytes are those of what is kept while it goes on, StoredBytes at most those
	// of the tables that remain.
	KeptBytes   int64 `json:"kept_bytes"`
	StoredBytes int64 `json:"stored_bytes"`
}

// blockRuns is how many runs of a point are played at a time, and tried are how many
// points a rehearsal plays for each worker.
const (
	blockRuns = 25
	tried     = 4
)

// rehearse is the command with --dry-run: it plays a few points to see how long
// all would take, and keeps nothing.
func (a *app) rehearse(ctx context.Context, p *sweepPlan, o *sweepOptions) error {
	r := rehearsal{
		Points: len(p.points), Runs: p.total(), Each: p.runs, Design: p.design, Metrics: p.metrics, Workers: o.workers,
	}
	if r.Workers == 0 {
		r.Workers = runtime.GOMAXPROCS(0)
	}
	for _, f := range p.space.Factors() {
		r.Inputs = append(r.Inputs, f.Path)
	}
	cells := int64(len(p.points) * ((p.runs + blockRuns - 1) / blockRuns))
	values := int64(p.total()) * int64(len(p.metrics)) * 8
	r.KeptBytes = values + 44*cells
	r.StoredBytes = values + int64(len(p.points))*int64(100+8*len(r.Inputs)+60*len(p.metrics))
	var err error
	if r.Seconds, err = a.trial(ctx, p, o, r.Workers); err != nil {
		return err
	}
	if o.json {
		return a.printJSON(r)
	}
	return a.printRehearsal(p, &r)
}

// trial plays a block of some points, spread over all, and says how many seconds
// all blocks of all points would take.
func (a *app) trial(ctx context.Context, p *sweepPlan, o *sweepOptions, workers int) (float64, error) {
	n := min(len(p.points), tried*workers)
	var some [][]float64
	for i := range n {
		some = append(some, p.points[i*len(p.points)/n])
	}
	runs := min(p.runs, blockRuns)
	began := time.Now()
	x, err := study.Sweep(ctx, study.SweepConfig{
		Space: p.space, Points: some, Metrics: p.metrics, Seed: o.seed, Runs: runs, Workers: workers, Abort: a.abort,
	})
	if err != nil {
		return 0, err
	}
	if x.Interrupted {
		return 0, &coded{exitInterrupted, "interrupted"}
	}
	blocks := float64(p.total()) / float64(n*runs)
	return time.Since(began).Seconds() * blocks, nil
}

func (a *app) printRehearsal(p *sweepPlan, r *rehearsal) error {
	b := a.page()
	fmt.Fprintln(b, a.bold(b.wrap(p.scenario.Title)))
	line := func(what, text string) {
		fmt.Fprintf(b, "  %-8s %s\n", what, strings.TrimLeft(wrapTo(text, b.columns-11, strings.Repeat(" ", 11)), " "))
	}
	line("points", fmt.Sprintf("%s of %s, design %s", count(r.Points), plural(len(r.Inputs), "input"), r.Design))
	line("runs", fmt.Sprintf("%s, %s of each point", count(r.Runs), count(r.Each)))
	line("metrics", strings.Join(r.Metrics, ", "))
	line("time", fmt.Sprintf("about %s with %s", roughly(r.Seconds), plural(r.Workers, "worker")))
	line("disk", fmt.Sprintf("about %s while it goes on, then at most %s", diskSize(r.KeptBytes), diskSize(r.StoredBytes)))
	for _, note := range p.notes {
		line("note", note)
	}
	_, err := fmt.Fprint(a.stdout, b.String())
	return err
}

// roughly tells a time to two digits.
func roughly(seconds float64) string {
	d := time.Duration(math.Ceil(seconds*10)/10*1000) * time.Millisecond
	switch {
	case d >= 10*time.Hour:
		return d.Round(time.Hour).String()[:strings.IndexByte(d.Round(time.Hour).String(), 'h')+1]
	case d >= 10*time.Minute:
		return strings.TrimSuffix(d.Round(time.Minute).String(), "0s")
	case d >= 10*time.Second:
		return d.Round(time.Second).String()
	}
	return d.String()
}

// diskSize tells a size in decimal units.
func diskSize(n int64) string {
	x, unit := float64(n), "bytes"
	for _, larger := range []string{"kB", "MB", "GB", "TB"} {
		if x < 1000 {
			break
		}
		x, unit = x/1000, larger
	}
	if x < 10 && unit != "bytes" {
		return fmt.Sprintf("%.1f %s", x, unit)
	}
	return fmt.Sprintf("%.0f %s", x, unit)
}
