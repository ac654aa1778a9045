package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"backchannel/sim/record"
	"backchannel/sim/study"
)

// sweptFolder is a sweep that has been played and stored.
type sweptFolder struct {
	plan    *sweepPlan
	swept   *study.Swept
	summary *study.SweepSummary
}

// ticksInPart is about how many ticks of the model make a part of what is kept: some
// tenths of a second on one processor, which is what a crash may lose.
const ticksInPart = 1 << 19

// longSearch is from how many values of inputs on the search for conditions takes so
// long that it is announced: some seconds.
const longSearch = 100_000

// mostParts is about how many parts a sweep is kept in.
const mostParts = 2000

// playSweep plays the plan and stores what comes of it. Whatever ends it, what
// was played is kept, and the user is told how to go on.
func (a *app) playSweep(ctx context.Context, ref string, p *sweepPlan, o *sweepOptions) (*sweptFolder, error) {
	about := p.manifest(ref, o)
	old, err := o.finished(p, &about)
	if err != nil {
		return nil, err
	}
	cells, err := record.OpenCells(o.out, record.KeyOf(&about, p.metrics), record.CellOptions{
		Resume: o.resume, Restart: o.force, Least: p.runsInPart(),
	})
	if err != nil {
		return nil, o.storeError(err)
	}
	done, err := a.fillSweep(ctx, p, o, cells, about, old)
	kept := cells.Kept()
	err = errors.Join(err, cells.Close())
	switch {
	case err == nil:
		return done, nil
	case errors.Is(err, errInterrupted) && !kept:
		return nil, &coded{exitInterrupted, "interrupted before a run was played; nothing was kept"}
	case !kept:
		return nil, err
	}
	return nil, a.unfinished(err, ref, cells.Path(), o)
}

// runsInPart is how many runs are kept at a time.
func (p *sweepPlan) runsInPart() int {
	c := p.scenario.Sim.Clock
	return max(ticksInPart/max(int(c.Horizon/c.Tick), 1), p.total()/mostParts, 1)
}

// finished says whether there are finished results to add to.
func (o *sweepOptions) finished(p *sweepPlan, about *record.Manifest) (bool, error) {
	old, err := record.ReadManifest(o.out)
	if err != nil || !o.resume {
		return false, nil // what is there, if anything, record.Create judges
	}
	if o.force {
		return old.Study == sweepStudy, nil
	}
	refuse := func(why string) (bool, error) {
		return false, fmt.Errorf("%s cannot be added to: %s; choose another folder with --out, or replace the results with --force", o.out, why)
	}
	if old.Study != sweepStudy {
		return refuse("it has results of backchannel " + old.Study)
	}
	before, summary, err := study.ReadSwept(o.out)
	if err != nil {
		return refuse(err.Error())
	}
	key, want := record.KeyOf(old, nil), record.KeyOf(about, p.metrics)
	for _, m := range before.Metrics {
		key.Metrics = append(key.Metrics, m.Name)
	}
	if other := want.Differs(&key); other != "" {
		return refuse("its runs are of " + other)
	}
	if why := p.lacks(before, summary); why != "" {
		return refuse(why)
	}
	return true, nil
}

// lacks says what of earlier results a sweep would not have; "" if it has all.
func (p *sweepPlan) lacks(before *study.Swept, summary *study.SweepSummary) string {
	factors := p.space.Factors()
	switch {
	case summary.Scenario.SHA256 != p.scenario.Hash():
		return "they are of another scenario"
	case len(factors) != len(before.Factors):
		return "other numbers vary in them"
	case before.OwnLuck != p.ownLuck:
		return "their luck is " + summary.Luck
	case before.Runs > p.runs:
		return fmt.Sprintf("they have %s of each point, and this sweep asks for %s", plural(before.Runs, "run"), count(p.runs))
	}
	for i := range factors {
		if factors[i].Path != before.Factors[i].Path {
			return "other numbers vary in them"
		}
	}
	there := map[[sha256.Size]byte]bool{}
	for i, values := range p.points {
		there[p.pointKey(i, values)] = true
	}
	lost := 0
	for i := range before.Points {
		if !there[p.pointKey(i, before.Points[i].Values)] {
			lost++
		}
	}
	if lost > 0 {
		return fmt.Sprintf("they have %s that this sweep has not, and that would be lost", plural(lost, "point"))
	}
	return ""
}

// pointKey tells points apart: by their values and, where each has luck of its
// own, by their place.
func (p *sweepPlan) pointKey(i int, values []float64) [sha256.Size]byte {
	key := fmt.Appendf(nil, "%b", values)
	if p.ownLuck {
		key = fmt.Append(key, i)
	}
	return sha256.Sum256(key)
}

// fillSweep plays the sweep and completes its results folder.
func (a *app) fillSweep(ctx context.Context, p *sweepPlan, o *sweepOptions, cells *record.Cells, about record.Manifest, old bool) (*sweptFolder, error) {
	folder, err := record.Create(o.out, record.Options{Replace: o.force || o.resume && old, CSV: o.csv, Aside: cells.Aside()})
	if err != nil {
		return nil, o.storeError(err)
	}
	defer folder.Abort()
	if old {
		if err := a.addTo(o.out, cells); err != nil {
			return nil, err
		}
	}
	if err := a.tellParts(cells, o.out, o.force); err != nil {
		return nil, err
	}
	bar := &counter{app: a, doing: "playing", unit: "runs"}
	swept, err := study.Sweep(ctx, study.SweepConfig{
		Space: p.space, Points: p.points, Metrics: p.metrics, Seed: o.seed, Runs: p.runs, OwnLuck: p.ownLuck,
		Workers: o.workers, Store: cells, Abort: a.abort, Progress: func(done, of int) {
			if done == 0 && cells.Kept() {
				a.say("%s of %s runs are still to be played", count(of), count(p.total()))
			}
			bar.done(done, of)
		},
	})
	bar.clear()
	switch {
	case err != nil:
		return nil, err
	case swept.Interrupted:
		return nil, errInterrupted
	case swept.Bad() == len(swept.Points):
		return nil, fmt.Errorf("no point could be played; the first: %s", swept.Points[0].Error)
	}
	done := &sweptFolder{plan: p, swept: swept}
	if done.summary, err = study.SummarizeSweep(p.what(), p.design, p.space, swept); err != nil {
		return nil, err
	}
	if p.design.Spread() && len(swept.Points)*len(swept.Factors) > longSearch {
		a.say("looking for conditions in %s of %s", plural(len(swept.Points), "point"), plural(len(swept.Factors), "input"))
	}
	if err := done.judge(cells, o); err != nil {
		return nil, err
	}
	if err := a.finishSweep(folder, done, cells, about, !o.noChart); err != nil {
		return nil, err
	}
	return done, cells.Remove()
}

// errInterrupted is of a sweep that ended at the first interrupt.
var errInterrupted = errors.New("interrupted")

// addTo takes over the runs of finished results.
func (a *app) addTo(results string, cells *record.Cells) error {
	other, err := cells.Import(results)
	switch {
	case err != nil:
		return fmt.Errorf("results folder not whole: %w; play the sweep again, with --force and without --resume", err)
	case other != "":
		a.say("the runs in %s are of %s, and are not used", results, other)
	}
	return nil
}

// tellParts says which of the parts that an unfinished sweep left are of no use. Those
// of other runs are what somebody played: they go only if that was asked for.
func (a *app) tellParts(cells *record.Cells, out string, force bool) error {
	if cells.Damaged > 0 {
		a.say("left out of what was kept: %s, damaged; the runs are played again", plural(cells.Damaged, "part"))
	}
	for _, other := range slices.Sorted(maps.Keys(cells.Other)) {
		n := plural(cells.Other[other], "part")
		if !force {
			return fmt.Errorf("what was played before is kept in %s, and %s of it of %s, which would be lost; go on as it was begun, choose another folder with --out, or drop it with --force",
				record.Unfinished(out), n, other)
		}
		a.say("left out of what was kept: %s, of %s", n, other)
	}
	return nil
}

// storeError says in terms of flags what to do about a folder that is taken.
func (o *sweepOptions) storeError(err error) error {
	if left, ok := errors.AsType[*record.UnfinishedError](err); ok {
		return fmt.Errorf("an unfinished sweep is in %s; go on with --resume, start over with --force, or choose another folder with --out", left.Path)
	}
	if busy, ok := errors.AsType[*record.BusyError](err); ok {
		return fmt.Errorf("another sweep is at work on %s; let it end, or choose another folder with --out", busy.Path)
	}
	if taken, ok := errors.AsType[*record.ExistsError](err); ok && taken.Results {
		return fmt.Errorf("results folder exists: %s; add to it with --resume, choose another with --out, or replace it with --force", taken.Path)
	}
	return folderError(err)
}

// unfinished tells how to go on with a sweep that did not come to its end.
func (a *app) unfinished(err error, ref, kept string, o *sweepOptions) error {
	again := *o
	again.resume = true
	next := strings.Join(again.command(ref, true), " ")
	code, text := exitCode(err), ""
	switch {
	case errors.Is(err, errInterrupted):
		code = exitInterrupted
		a.say("interrupted: what was played is kept in %s", kept)
	case errors.Is(err, study.ErrAborted):
		a.say("stopped at once: what was played before is kept in %s", kept)
	default:
		text = err.Error()
		a.say("what was played is kept in %s", kept)
	}
	a.say("go on: %s", next)
	return &coded{code, text}
}
