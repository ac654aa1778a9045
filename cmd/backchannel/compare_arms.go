package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"backchannel/scenarios"
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

// plays notes what the arm is played as.
func (x *arm) plays(s *scenarios.Scenario, m *sim.Model) {
	x.what = study.Scenario{Name: s.Name, Title: s.Title, SHA256: s.Hash()}
	x.start, x.resolved, x.model = s.Start, s.Resolved(), m
}

// share has every arm watched for as long as the shortest is, and says so:
// arms are compared on what they share. What is stored was watched for as long
// as it was; where an arm is, the comparison warns of it and leaves all as it is.
func (c *comparison) share() error {
	horizon := func(x *arm) float64 { return x.model.Scenario().Clock.Horizon }
	shortest := slices.MinFunc(c.arms, func(x, y *arm) int { return cmp.Compare(horizon(x), horizon(y)) })
	if slices.ContainsFunc(c.arms, func(x *arm) bool { return x.stored }) {
		return nil
	}
	for _, x := range c.arms {
		if horizon(x) == horizon(shortest) {
			continue
		}
		const path = "clock.horizon"
		s, err := x.scenario.With(scenarios.Setting{Path: path, Value: horizon(shortest)})
		if err != nil {
			return invalid(x.ref, err)
		}
		m, err := sim.Compile(s.Sim)
		if err != nil {
			return &coded{exitInvalid, fmt.Sprintf("scenario not valid: %s; %v", x.ref, err)}
		}
		c.warnings = append(c.warnings, study.Warning{
			Code: "horizon", Arm: x.name,
			Text: fmt.Sprintf("%s runs for %s and %s for %s: compared on the days that both have", x.name, days(horizon(x)), shortest.name, days(horizon(shortest))),
		})
		x.set = append(slices.Clone(x.set), fmt.Sprintf("%s=%vd", path, horizon(shortest)))
		x.plays(s, m)
	}
	return nil
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

// takeStored lets results folders say which runs are compared: those that all
// of them have.
func (c *comparison) takeStored(o *compareOptions) error {
	var first *arm
	for _, x := range c.arms {
		if !x.stored {
			continue
		}
		m := x.manifest
		if m.Version != version() || m.Commit != commit() {
			c.warnings = append(c.warnings, study.Warning{
				Code: "version", Arm: x.name,
				Text: fmt.Sprintf("%s was played by another version (%s %s): what differs may be the program's doing", x.name, m.Version, m.Commit),
			})
		}
		if first == nil {
			first, c.seed, c.first, c.runs = x, m.Seed, m.FirstRun, int(m.RunsDone)
		}
		if m.Seed != c.seed || m.FirstRun != c.first {
			return fmt.Errorf("not the same luck: %s has seed %d from run %d, %s has seed %d from run %d; play them with the same --seed and --first",
				first.ref, c.seed, c.first, x.ref, m.Seed, m.FirstRun)
		}
		c.runs = min(c.runs, int(m.RunsDone))
	}
	if first == nil {
		return nil
	}
	if o.given["seed"] && o.seed != c.seed || o.given["first"] && o.first != c.first || o.given["runs"] && o.runs > c.runs {
		return usage("--seed, --first, --runs: %s has seed %d and %s from run %d; leave them out, or give its scenario instead", first.ref, c.seed, plural(c.runs, "run"), c.first)
	}
	if o.given["runs"] {
		c.runs = o.runs
	}
	return nil
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

// read fills the panel from a results folder.
func (x *arm) read(runs int) (err error) {
	if err := x.panel.Fill(record.Outcomes(x.ref, x.model)); err != nil {
		return err
	}
	if x.panel.Runs() < runs {
		return fmt.Errorf("results in %s: %s of %d are in its tables; run the study again", x.ref, plural(x.panel.Runs(), "run"), runs)
	}
	if x.drawing, _, err = drawingOf(x.ref); err != nil {
		return err
	}
	if u := x.drawing.summary.Unknown; u != nil && u.Repeats > 1 {
		return fmt.Errorf("several runs on each draw in %s: %d; runs are compared one by one, so play it again without --repeats", x.ref, u.Repeats)
	}
	for talk := range x.drawing.lives { // of the runs that are compared alone
		x.drawing.lives[talk] = x.panel.Lives(talk)
	}
	return nil
}

// finishComparison writes what was found into the folder and gives it its name.
func (a *app) finishComparison(f *record.Folder, c *comparison, o *compareOptions) error {
	text, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		return err
	}
	kept := newKeeper(f)
	errs := []error{kept.WriteFile(comparisonFile, append(text, '\n'))}
	for _, x := range c.arms {
		errs = append(errs, x.write(f, kept, c.first, c.found.Runs))
	}
	if err := errors.Join(errs...); err != nil {
		return err
	}
	if !o.noChart {
		list, err := c.drawing().asked(nil)
		if err != nil {
			return err
		}
		if err := a.draw(list, slides(), a.aborted, kept.chart); err != nil {
			return err
		}
	}
	if a.aborted() {
		return study.ErrAborted
	}
	m := c.about(o)
	if !o.noChart {
		if err := kept.report(m); err != nil {
			return err
		}
	}
	m.Finished = time.Now().UTC().Truncate(time.Second)
	return f.Commit(m)
}

// about says where the results come from.
func (c *comparison) about(o *compareOptions) record.Manifest {
	m := manifest(&c.arms[0].played, o.command(c), o.workers)
	m.Study, m.Scenarios = compareStudy, nil
	for _, x := range c.arms {
		s := record.Scenario{Name: x.name, Title: x.what.Title, SHA256: x.what.SHA256}
		if !x.start.IsZero() {
			s.Start = x.start.Format(time.DateOnly)
		}
		m.Scenarios = append(m.Scenarios, s)
	}
	m.Seed, m.FirstRun, m.RunsAsked, m.RunsDone = c.seed, c.first, uint64(c.runs), uint64(c.found.Runs)
	return m
}

// command is the command line that makes these results again.
func (o *compareOptions) command(c *comparison) []string {
	list := []string{"backchannel", "compare"}
	for _, x := range c.arms {
		list = append(list, x.ref)
	}
	list = append(list, "--runs", fmt.Sprint(c.runs), "--seed", fmt.Sprint(c.seed))
	if c.first != 0 {
		list = append(list, "--first", fmt.Sprint(c.first))
	}
	if c.until != nil {
		list = append(list, "--until", fmt.Sprint(c.until.Half), "--on", c.until.Metric, "--min-runs", fmt.Sprint(c.until.Min))
	}
	for _, s := range o.set {
		list = append(list, "--set", s)
	}
	for _, m := range o.metrics {
		list = append(list, "--metric", m)
	}
	if o.csv {
		list = append(list, "--csv")
	}
	if o.noChart {
		list = append(list, "--no-charts")
	}
	return list
}
