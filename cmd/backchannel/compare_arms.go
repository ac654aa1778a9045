package main

import (
	"context"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"backchannel/sim"
	"backchannel/sim/record"
	"backchannel/sim/stats"
	"backchannel/sim/study"
)

// comparison is a comparison under way.
type comparison struct {
	arms        []*arm
	seed, first uint64
	runs        int
	metrics     []string
	until       *study.PairPlan
	precision   *study.Precision
	warnings    []study.Warning
	found       *study.Comparison
}

// arm is one scenario of a comparison: played here, or in a results folder.
type arm struct {
	played
	ref      string // as given
	name     string // unlike that of any other arm
	folder   string // within that of the comparison
	stored   bool
	manifest *record.Manifest // of a stored one
	panel    *study.Panel
	drawing  *drawing
}

// comparisonOf reads the scenarios, and what is said of those in results
// folders.
func (a *app) comparisonOf(refs []string, o *compareOptions) (*comparison, error) {
	c := &comparison{seed: o.seed, first: o.first, runs: o.runs}
	for _, ref := range refs {
		x, err := a.armOf(ref, o.set)
		if err != nil {
			return nil, err
		}
		c.add(x)
	}
	if err := c.share(); err != nil {
		return nil, err
	}
	c.settle()
	if err := c.takeStored(o); err != nil {
		return nil, err
	}
	if err := c.choose(o); err != nil {
		return nil, err
	}
	for _, x := range c.arms {
		var list []study.Metric
		for _, name := range c.metrics {
			m, err := study.FindMetric(x.model, name)
			if err != nil {
				return nil, usage("--metric: %s: %v%s", x.name, err, nearestMetric(err))
			}
			list = append(list, m)
		}
		x.panel = study.NewPanel(x.model, list, c.runs)
	}
	return c, nil
}

func (a *app) armOf(ref string, set []string) (*arm, error) {
	x := &arm{ref: ref, stored: isResults(ref)}
	if x.stored {
		m, err := record.ReadManifest(ref)
		if err != nil {
			return nil, err
		}
		if m.Study != "run" {
			return nil, fmt.Errorf("no runs to compare in the results of a study of kind %q: %s; give the results of backchannel run", m.Study, ref)
		}
		x.manifest = m
	}
	s, err := a.referred(ref, set)
	if err != nil {
		return nil, err
	}
	m, err := sim.Compile(s.Sim)
	if err != nil {
		return nil, &coded{exitInvalid, fmt.Sprintf("scenario not valid: %s; %v", ref, err)}
	}
	if !x.stored { // else they were answered when it was played
		if err := study.CheckExpectations(s, set, m); err != nil {
			return nil, &coded{exitInvalid, fmt.Sprintf("scenario not valid: %s\n%v", ref, err)}
		}
	}
	x.name, x.scenario, x.set = s.Name, s, set
	if ref == "-" {
		x.name = "standard input"
	}
	x.plays(s, m)
	return x, nil
}

// add gives an arm a name of its own: a second of one name is "NAME (2)".
func (c *comparison) add(x *arm) {
	name := x.name
	for n := 2; slices.ContainsFunc(c.arms, func(y *arm) bool { return y.name == x.name }); n++ {
		x.name = fmt.Sprintf("%s (%d)", name, n)
	}
	c.arms = append(c.arms, x)
}

// settle gives every arm its folder.
func (c *comparison) settle() {
	var names []string
	for _, x := range c.arms {
		names = append(names, x.name)
	}
	for i, folder := range armFolders(names) {
		c.arms[i].folder = folder
	}
}

// defaultFolder is where a comparison goes unless told otherwise.
func (c *comparison) defaultFolder() string {
	list := []string{"compare"}
	for _, x := range c.arms {
		list = append(list, path.Base(x.folder))
	}
	return filepath.Join("results", strings.Join(list, "-"))
}

// choose settles what is compared, and when to stop.
func (c *comparison) choose(o *compareOptions) error {
	c.metrics = o.metrics
	if len(c.metrics) == 0 {
		var models []*sim.Model
		for _, x := range c.arms {
			models = append(models, x.model)
		}
		c.metrics = study.Headline(models...)
	}
	if !o.given["until"] {
		return nil
	}
	on := o.on
	if on == "" {
		on = "all.standing_365"
		if len(c.arms[0].model.Scenario().Talks) == 1 {
			on = "standing_365"
		}
	}
	m, err := study.FindMetric(c.arms[0].model, on)
	if err != nil {
		return usage("--on: %v%s", err, nearestMetric(err))
	}
	if !slices.Contains(c.metrics, m.Name) {
		c.metrics = append(c.metrics, m.Name)
	}
	c.until = &study.PairPlan{Metric: m.Name, Half: o.until, Min: o.minRuns, Level: stats.Level95}
	return nil
}

// playArms plays the arms that are not stored, and reads those that are.
func (a *app) playArms(ctx context.Context, f *record.Folder, c *comparison, o *compareOptions) error {
	var configs []study.Config
	var live []*arm
	var tables []*record.Tables
	var points []*record.Wide[record.DrawRow] // nil where nothing is drawn
	bar := a.newProgress(c.runs * len(c.arms))
	defer bar.clear()
	done := make([]int, len(c.arms))
	for i, x := range c.arms {
		if x.stored {
			if err := x.read(c.runs); err != nil {
				return err
			}
			done[i] = c.runs
			continue
		}
		t, err := record.NewTables(f, x.folder)
		if err != nil {
			return err
		}
		draws, err := study.NewDraws(x.scenario, c.seed, 1)
		if err != nil {
			return err
		}
		x.config = study.Config{
			Model: x.model, Seed: c.seed, First: c.first, Runs: c.runs, Workers: o.workers, Abort: a.abort, Write: t.Append, Panel: x.panel,
			Draws: draws, Progress: func(n int) {
				done[i] = n
				sum := 0
				for _, n := range done {
					sum += n
				}
				bar.done(sum)
			},
		}
		p, err := x.pointsTable(f, x.folder)
		if err != nil {
			return err
		}
		configs, live, tables, points = append(configs, x.config), append(live, x), append(tables, t), append(points, p)
	}
	if len(live) == 0 {
		return nil
	}
	results, precision, err := study.PlayArms(ctx, configs, c.until)
	if err != nil {
		return a.interrupted(err)
	}
	c.precision = precision
	for i, x := range live {
		x.traceRun = c.first
		err := x.sum(results[i], nil)
		if points[i] != nil {
			err = errors.Join(err, points[i].Close())
		}
		if err := errors.Join(err, tables[i].Close()); err != nil {
			return err
		}
		x.drawing = x.played.drawing()
	}
	return nil
}

// interrupted says what becomes of a comparison that Ctrl-C has ended; any other
// error it leaves.
func (a *app) interrupted(err error) error {
	if errors.Is(err, study.ErrAborted) && !a.aborted() {
		return &coded{exitInterrupted, "interrupted; nothing was kept, as only runs that every scenario has played can be compared"}
	}
	return err
}
