package main

import (
	"fmt"
	"math/bits"
	"slices"

	"backchannel/scenarios"
	"backchannel/sim"
	"backchannel/sim/study"
)

// sweepPlan is what a sweep is to play.
type sweepPlan struct {
	scenario *scenarios.Scenario
	model    *sim.Model // of the scenario as it is
	space    *study.Space
	design   study.Design
	points   [][]float64
	metrics  []string // in full
	runs     int      // of each point
	ownLuck  bool
	notes    []string // what the user should know before it starts
}

// total is how many runs it is to play.
func (p *sweepPlan) total() int { return len(p.points) * p.runs }

// what says which scenario it is.
func (p *sweepPlan) what() study.Scenario {
	return study.Scenario{Name: p.scenario.Name, Title: p.scenario.Title, SHA256: p.scenario.Hash()}
}

// plan works out what is to be played, from the flags and then from the file.
func (o *sweepOptions) plan(s *scenarios.Scenario) (*sweepPlan, error) {
	m, err := sim.Compile(s.Sim)
	if err != nil {
		return nil, &coded{exitInvalid, fmt.Sprintf("scenario not valid: %s; %v", s.Name, err)}
	}
	file := s.Sweep
	if file == nil {
		file = &scenarios.SweepPlan{}
	}
	if file.Runs > 0 && !o.given("runs") {
		o.runs = file.Runs
	}
	p := &sweepPlan{scenario: s, model: m, runs: o.runs, ownLuck: o.luck == study.LuckOwn}
	if err := study.CheckSweep(s, m); err != nil {
		return nil, &coded{exitInvalid, fmt.Sprintf("scenario not valid: %s; %v", s.Name, err)}
	}
	if p.metrics, err = sweptMetrics(m, o.on, file.Metrics); err != nil {
		return nil, usage("--on: %v", err)
	}
	if first, err := study.FindMetric(m, p.metrics[0]); err == nil {
		if err := checkShare("enough", first.Unit, o.enough); err != nil {
			return nil, err
		}
	}
	listed := &pointList{}
	if o.fromFile() {
		if listed, err = readPoints(o.design, s); err != nil {
			return nil, err
		}
	}
	factors, err := o.factors(s, file, listed)
	if err != nil {
		return nil, err
	}
	if p.space, err = study.NewSpace(s, factors); err != nil {
		return nil, usage("%v", err)
	}
	return p, o.choose(p, file, listed)
}

// choose chooses the points.
func (o *sweepOptions) choose(p *sweepPlan, file *scenarios.SweepPlan, listed *pointList) (err error) {
	if o.fromFile() {
		p.design = study.DesignList
		p.points, err = p.space.Cross(listed.points)
		return asUsage("--design", err)
	}
	if p.design = study.Design(o.design); o.design == "" {
		p.design = study.Design(file.Design)
	}
	if p.design == "" {
		p.design = usualDesign(p.space.Factors())
	}
	n := o.points
	if file.Points > 0 && !o.given("points") {
		n = file.Points
	}
	if o.given("points") && !p.design.Spread() {
		return usage("--points: the design %s has as many points as it has; leave --points out, or give --design sobol", p.design)
	}
	if p.design == study.DesignSobol && bits.OnesCount(uint(n)) != 1 {
		below := 1 << (bits.Len(uint(n)) - 1)
		p.notes = append(p.notes, fmt.Sprintf("%s points of a Sobol sequence are spread less evenly than %s or %s", count(n), count(below), count(2*below)))
	}
	p.points, err = p.space.Points(p.design, n, o.seed)
	return asUsage("--design", err)
}

// asUsage is an error in how the program was called, told with the flag.
func asUsage(flag string, err error) error {
	if err == nil {
		return nil
	}
	return usage("%s: %v", flag, err)
}

// usualDesign is a grid where all that is uncertain has levels.
func usualDesign(factors []scenarios.Factor) study.Design {
	free := func(f scenarios.Factor) bool { return f.Role != scenarios.Lever && len(f.Levels) == 0 }
	if slices.ContainsFunc(factors, free) {
		return study.DesignSobol
	}
	return study.DesignGrid
}

// sweptMetrics finds the metrics by their full names, each once: those asked for,
// else those of the file, else whether first deals stand a year.
func sweptMetrics(m *sim.Model, asked, file []string) ([]string, error) {
	names := asked
	if len(names) == 0 {
		names = file
	}
	if len(names) == 0 {
		names = []string{usualMetric(m)}
	}
	var list []string
	for _, name := range names {
		x, err := study.FindMetric(m, name)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(list, x.Name) {
			list = append(list, x.Name)
		}
	}
	return list, nil
}

// usualMetric is what a study asks for unless told otherwise.
func usualMetric(m *sim.Model) string {
	if len(m.Scenario().Talks) == 1 {
		return "standing_365"
	}
	return "all.standing_365"
}

// factors says what varies: what the flags say, or else the file. Levers stand
// last.
func (o *sweepOptions) factors(s *scenarios.Scenario, file *scenarios.SweepPlan, listed *pointList) ([]scenarios.Factor, error) {
	levers, err := specified(s, "--lever", o.lever)
	if err != nil {
		return nil, err
	}
	for i := range levers {
		levers[i].Role = scenarios.Lever
	}
	var list []scenarios.Factor
	switch {
	case o.fromFile():
		list = listed.factors
	case len(o.vary) > 0 || o.assumptions:
		list, err = specified(s, "--vary", o.vary)
	case len(file.Vary) > 0:
		list, err = specified(s, "sweep.vary", file.Vary)
		list = without(list, levers)
	default:
		list, err = specified(s, "uncertain", pathsOf(s.Inputs))
		list = without(list, levers)
	}
	if err == nil && o.assumptions {
		var more []scenarios.Factor
		more, err = specified(s, "--assumptions", pathsOf(s.Plausible()))
		list = append(list, without(more, slices.Concat(list, levers))...)
	}
	if err != nil {
		return nil, err
	}
	if list = append(list, levers...); len(list) == 0 {
		return nil, usage("nothing varies: %s says of nothing that it is uncertain; give --assumptions, or for example --vary sides.%s.clarity=0:1:6",
			s.Name, tomlKey(busiest(s.Sim)))
	}
	return list, nil
}

// specified reads specifications of what varies.
func specified(s *scenarios.Scenario, from string, specs []string) ([]scenarios.Factor, error) {
	var list []scenarios.Factor
	for _, spec := range specs {
		f, err := s.Vary(spec)
		if err != nil {
			return nil, usage("%s: %v", from, err)
		}
		list = append(list, f)
	}
	return list, nil
}

func pathsOf(inputs []scenarios.Input) []string {
	var paths []string
	for i := range inputs {
		paths = append(paths, inputs[i].Path)
	}
	return paths
}

// without leaves out the factors that are among others.
func without(list, others []scenarios.Factor) []scenarios.Factor {
	return slices.DeleteFunc(list, func(f scenarios.Factor) bool {
		return slices.ContainsFunc(others, func(x scenarios.Factor) bool { return x.Path == f.Path })
	})
}
