package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"backchannel/sim/record"
	"backchannel/sim/study"
)

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
