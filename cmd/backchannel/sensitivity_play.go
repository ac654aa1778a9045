package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"backchannel/sim/record"
	"backchannel/sim/study"
)

// playSensitivity plays the plan and stores what comes of it. Whatever ends it,
// what was played is kept, and the user is told how to go on.
func (a *app) playSensitivity(ctx context.Context, ref string, p *sensitivityPlan, o *sensitivityOptions) (*study.Sensitivity, error) {
	about := p.manifest(ref, o)
	old, err := o.finished(p)
	if err != nil {
		return nil, err
	}
	clock := p.scenario.Sim.Clock
	cells, err := record.OpenCells(o.out, record.KeyOf(&about, p.metrics), record.CellOptions{
		Resume: o.resume, Restart: o.force, Least: max(ticksInPart/max(int(clock.Horizon/clock.Tick), 1), p.total()/mostParts, 1),
	})
	if err != nil {
		return nil, o.storeError(err)
	}
	found, err := a.fillSensitivity(ctx, p, o, cells, about, old)
	kept := cells.Kept()
	err = errors.Join(err, cells.Close())
	if err == nil || !kept {
		return found, folderError(err)
	}
	return nil, a.unfinishedSensitivity(err, ref, cells.Path(), o)
}

// fillSensitivity plays, judges and completes the results folder. old are the
// methods of finished results that are there.
func (a *app) fillSensitivity(ctx context.Context, p *sensitivityPlan, o *sensitivityOptions, cells *record.Cells, about record.Manifest, old []string) (*study.Sensitivity, error) {
	folder, err := record.Create(o.out, record.Options{Replace: o.force || len(old) > 0, CSV: o.csv, Aside: cells.Aside()})
	if err != nil {
		return nil, o.storeError(err)
	}
	defer folder.Abort()
	if len(old) > 0 {
		if err := a.addFrom(o.out, cells, old); err != nil {
			return nil, err
		}
	}
	if err := a.tellParts(cells, o.out, o.force); err != nil {
		return nil, err
	}
	bars := &methodBars{app: a}
	config := p.config
	config.Store, config.Progress, config.Abort = cells, bars.done, a.abort
	found, sweeps, err := study.FindSensitivity(ctx, config)
	bars.bar.clear()
	switch {
	case err != nil && ctx.Err() != nil && !a.aborted():
		return nil, errInterrupted
	case err != nil:
		return nil, err
	}
	found.Scenario = study.Scenario{Name: p.scenario.Name, Title: p.scenario.Title, SHA256: p.scenario.Hash()}
	found.Notes = append(found.Notes, p.notes...)
	if err := a.finishSensitivity(folder, p, found, sweeps, cells, about, !o.noChart); err != nil {
		return nil, err
	}
	return found, cells.Remove()
}

// methodBars shows the progress of one method after the other.
type methodBars struct {
	app    *app
	method study.Method
	bar    *progress
}

func (b *methodBars) done(m study.Method, done, of int) {
	if m != b.method {
		b.bar.clear()
		b.method, b.bar = m, b.app.progressOf(string(m), "runs", of)
	}
	b.bar.done(done)
}

// finished says of which methods there are finished results to add to, if there
// are and they are to be added to.
func (o *sensitivityOptions) finished(p *sensitivityPlan) ([]string, error) {
	m, err := record.ReadManifest(o.out)
	if err != nil || !o.resume || o.force {
		return nil, nil // what is there, if anything, record.Create judges
	}
	refuse := func(why string) ([]string, error) {
		return nil, fmt.Errorf("%s cannot be added to: %s; choose another folder with --out, or replace the results with --force", o.out, why)
	}
	if m.Study != sensitivityStudy {
		return refuse("it has results of backchannel " + m.Study)
	}
	before := &study.Sensitivity{}
	if err := readJSON(filepath.Join(o.out, sensitivityFile), before); err != nil {
		return refuse(err.Error())
	}
	if why := p.lacks(before); why != "" {
		return refuse(why)
	}
	var methods []string
	for _, m := range before.Methods {
		methods = append(methods, string(m.Method))
	}
	return methods, nil
}

// lacks says what of earlier results a study would not have; "" if it has all.
func (p *sensitivityPlan) lacks(before *study.Sensitivity) string {
	paths := func(n int, path func(int) string) []string {
		var list []string
		for i := range n {
			list = append(list, path(i))
		}
		return list
	}
	factors := p.config.Space.Factors()
	switch {
	case before.Scenario.SHA256 != p.scenario.Hash():
		return "they are of another scenario"
	case before.Seed != p.config.Seed:
		return "they are of another seed"
	case !slices.Equal(paths(len(factors), func(i int) string { return factors[i].Path }), paths(len(before.Inputs), func(i int) string { return before.Inputs[i].Path })):
		return "other numbers vary in them"
	case !slices.Equal(p.metrics, paths(len(before.Metrics), func(i int) string { return before.Metrics[i].Name })):
		return "they are of other metrics"
	}
	for _, old := range before.Methods {
		at := slices.IndexFunc(p.methods, func(m study.PlayedMethod) bool { return m.Method == old.Method })
		switch {
		case at < 0:
			return fmt.Sprintf("they have the method %s, which --method leaves out", old.Method)
		case p.methods[at].N < old.N || p.methods[at].Runs < old.Runs:
			return fmt.Sprintf("they have more of the method %s", old.Method)
		}
	}
	return ""
}

// addFrom takes over the runs of finished results.
func (a *app) addFrom(results string, cells *record.Cells, methods []string) error {
	other, err := cells.ImportIn(results, methods...)
	switch {
	case err != nil:
		return fmt.Errorf("results folder not whole: %w; play the study again, with --force and without --resume", err)
	case other != "":
		a.say("the runs in %s are of %s, and are not used", results, other)
	}
	return nil
}

// storeError says in terms of flags what to do about a folder that is taken.
func (o *sensitivityOptions) storeError(err error) error {
	if left, ok := errors.AsType[*record.UnfinishedError](err); ok {
		return fmt.Errorf("an unfinished study is in %s; go on with --resume, start over with --force, or choose another folder with --out", left.Path)
	}
	if busy, ok := errors.AsType[*record.BusyError](err); ok {
		return fmt.Errorf("another study is at work on %s; let it end, or choose another folder with --out", busy.Path)
	}
	if taken, ok := errors.AsType[*record.ExistsError](err); ok && taken.Results {
		return fmt.Errorf("results folder exists: %s; add to it with --resume, choose another with --out, or replace it with --force", taken.Path)
	}
	return folderError(err)
}

// unfinishedSensitivity tells how to go on with a study that did not come to its
// end.
func (a *app) unfinishedSensitivity(err error, ref, kept string, o *sensitivityOptions) error {
	again := *o
	again.resume = true
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
	a.say("go on: %s", strings.Join(again.command(ref, true), " "))
	return &coded{code, text}
}
