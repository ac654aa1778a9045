package main

import (
	"cmp"
	"fmt"
	"slices"

	"backchannel/scenarios"
	"backchannel/sim"
	"backchannel/sim/record"
	"backchannel/sim/study"
)

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
