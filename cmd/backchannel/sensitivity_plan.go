package main

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"

	"backchannel/scenarios"
	"backchannel/sim"
	"backchannel/sim/study"
)

// The ways to group inputs that need no name.
const (
	byActor = "actor"
	byInput = "each"
)

// mostAlone is how many inputs are told apart one by one unless told otherwise:
// each takes a point of every row.
const mostAlone = 12

// sensitivityPlan is what is to be played, and how it is judged.
type sensitivityPlan struct {
	scenario *scenarios.Scenario
	config   study.SensitivityConfig
	methods  []study.PlayedMethod
	metrics  []string // in full
	notes    []string
}

// total is how many runs that is.
func (p *sensitivityPlan) total() int {
	n := 0
	for _, m := range p.methods {
		n += m.Points * m.Runs
	}
	return n
}

// plan works out what is to be played.
func (o *sensitivityOptions) plan(s *scenarios.Scenario) (*sensitivityPlan, error) {
	m, err := sim.Compile(s.Sim)
	if err != nil {
		return nil, &coded{exitInvalid, fmt.Sprintf("scenario not valid: %s; %v", s.Name, err)}
	}
	p := &sensitivityPlan{scenario: s}
	if p.metrics, err = sweptMetrics(m, o.on, nil); err != nil {
		return nil, usage("--on: %v%s", err, nearestMetric(err))
	}
	factors, err := o.factors(s)
	if err != nil {
		return nil, err
	}
	space, err := study.NewSpace(s, factors)
	if err != nil {
		return nil, usage("%v", err)
	}
	if n := len(factors); slices.Contains(o.methods, string(study.Quick)) && o.points < n+2 {
		return nil, usage("--points: %s tell nothing of a line through %s; give at least %d", plural(o.points, "point"), plural(n, "input"), n+2)
	}
	p.config = study.SensitivityConfig{
		Space: space, Metrics: p.metrics, Sizes: o.sizes(), Width: o.width, Seed: o.seed, Workers: o.workers,
	}
	for _, m := range o.methods {
		p.config.Methods = append(p.config.Methods, study.Method(m))
	}
	if p.config.Groups, p.notes, err = o.grouped(space, len(factors)); err != nil {
		return nil, usage("--group: %v", err)
	}
	p.notes = append(p.notes, leversHeld(study.UnknownIn(s))...)
	if p.methods, err = study.PlanSensitivity(p.config); err != nil {
		return nil, usage("%v", err)
	}
	return p, nil
}

// sizes are the usual ones but for what the flags say.
func (o *sensitivityOptions) sizes() map[study.Method]study.MethodSize {
	sizes := usualSizes()
	for m, n := range map[study.Method]int{study.Quick: o.points, study.Morris: o.trajectories, study.Sobol: o.rows} {
		sizes[m] = study.MethodSize{N: n, Runs: sizes[m].Runs}
	}
	if o.given("runs") {
		for _, m := range study.Methods() {
			sizes[m] = study.MethodSize{N: sizes[m].N, Runs: o.runs}
		}
	}
	return sizes
}

// factors says what varies. What the file calls a lever is chosen by somebody: it
// is not uncertain, and so has no share in what is.
func (o *sensitivityOptions) factors(s *scenarios.Scenario) ([]scenarios.Factor, error) {
	list, err := specified(s, "--vary", o.vary)
	if err != nil {
		return nil, err
	}
	for _, f := range list {
		if f.Role == scenarios.Lever {
			return nil, usage("--vary: %s is a lever, and sensitivity varies no levers, which are chosen and not uncertain: leave it out, or compare its settings with backchannel sweep", f.Path)
		}
	}
	unknown := func(from string, inputs []scenarios.Input) error {
		inputs = slices.DeleteFunc(slices.Clone(inputs), func(in scenarios.Input) bool { return in.Role == scenarios.Lever })
		more, err := specified(s, from, pathsOf(inputs))
		list = append(list, without(more, list)...)
		return err
	}
	switch {
	case o.assumptions:
		err = unknown("--assumptions", s.Plausible())
	case len(o.vary) == 0:
		err = unknown("uncertain", s.Inputs)
	}
	if err == nil && len(list) == 0 {
		err = usage("nothing varies: %s says of nothing that it is uncertain; give --assumptions, or for example --vary sides.%s.clarity=0:1",
			s.Name, tomlKey(busiest(s.Sim)))
	}
	return list, err
}

// grouped groups the inputs as the flags say.
func (o *sensitivityOptions) grouped(x *study.Space, inputs int) ([]study.InputGroup, []string, error) {
	actor := inputs > mostAlone
	var named []study.NamedInputs
	for _, g := range o.groups {
		name, paths, ok := strings.Cut(g, "=")
		name = strings.TrimSpace(name)
		switch {
		case g == byActor || g == byInput:
			actor = g == byActor
		case !ok || name == "" || strings.TrimSpace(paths) == "":
			hint := suggest(g, []string{byActor, byInput})
			if hint == "" {
				hint = "; give actor, each or NAME=path,path"
			}
			return nil, nil, fmt.Errorf("no way to group: %q%s", g, hint)
		default:
			n := study.NamedInputs{Name: name}
			for p := range strings.SplitSeq(paths, ",") {
				n.Paths = append(n.Paths, strings.TrimSpace(p))
			}
			named = append(named, n)
		}
	}
	return study.GroupInputs(x, actor, named)
}

// sensitivityRehearsal is what a study would take.
type sensitivityRehearsal struct {
	Methods     []study.PlayedMethod `json:"methods"`
	Points      int                  `json:"points"` // of all methods
	Runs        int                  `json:"runs"`   // of all points
	Inputs      []string             `json:"inputs"` // paths
	Groups      []study.InputGroup   `json:"groups"`
	Metrics     []string             `json:"metrics"`
	Workers     int                  `json:"workers"`
	Seconds     float64              `json:"seconds"` // about, by a few points played now
	KeptBytes   int64                `json:"kept_bytes"`
	StoredBytes int64                `json:"stored_bytes"`
}

// rehearseSensitivity is the command with --dry-run: it plays a few points to see
// how long all would take, and keeps nothing.
func (a *app) rehearseSensitivity(ctx context.Context, p *sensitivityPlan, o *sensitivityOptions) error {
	r := sensitivityRehearsal{Methods: p.methods, Runs: p.total(), Groups: p.config.Groups, Metrics: p.metrics, Workers: o.workers}
	if r.Workers == 0 {
		r.Workers = runtime.GOMAXPROCS(0)
	}
	cells := 0
	for _, m := range p.methods {
		r.Points += m.Points
		cells += m.Points * ((m.Runs + blockRuns - 1) / blockRuns)
	}
	for _, f := range p.config.Space.Factors() {
		r.Inputs = append(r.Inputs, f.Path)
	}
	values := int64(r.Runs) * int64(len(p.metrics)) * 8
	r.KeptBytes = values + 44*int64(cells)
	r.StoredBytes = values + int64(r.Points)*int64(100+8*len(r.Inputs)+60*len(p.metrics))
	var err error
	if r.Seconds, err = a.trialOf(ctx, p, o, r.Workers); err != nil {
		return err
	}
	if o.json {
		return a.printJSON(r)
	}
	return a.printSensitivityRehearsal(p, &r)
}

// trialOf plays some points of a line through all inputs, as a sweep's trial does,
// and says how many seconds all runs would take.
func (a *app) trialOf(ctx context.Context, p *sensitivityPlan, o *sensitivityOptions, workers int) (float64, error) {
	points, err := p.config.Space.Points(study.DesignSobol, tried*workers, o.seed)
	if err != nil {
		return 0, err
	}
	sweep := &sweepPlan{scenario: p.scenario, space: p.config.Space, points: points, metrics: p.metrics, runs: blockRuns}
	seconds, err := a.trial(ctx, sweep, &sweepOptions{seed: o.seed}, workers)
	return seconds * float64(p.total()) / float64(sweep.total()), err
}

func (a *app) printSensitivityRehearsal(p *sensitivityPlan, r *sensitivityRehearsal) error {
	b := a.page()
	title := p.scenario.Title
	if title == "" {
		title = p.scenario.Name
	}
	fmt.Fprintln(b, a.bold(b.wrap(title)))
	line := func(what, text string) {
		fmt.Fprintf(b, "  %-8s %s\n", what, strings.TrimLeft(wrapTo(text, b.columns-11, strings.Repeat(" ", 11)), " "))
	}
	line("inputs", fmt.Sprintf("%s in %s", plural(len(r.Inputs), "input"), plural(len(r.Groups), "group")))
	for _, m := range r.Methods {
		line(string(m.Method), fmt.Sprintf("%s, %s of each", plural(m.Points, "point"), plural(m.Runs, "run")))
	}
	line("runs", count(r.Runs))
	line("metrics", strings.Join(r.Metrics, ", "))
	line("time", fmt.Sprintf("about %s with %s", roughly(r.Seconds), plural(r.Workers, "worker")))
	line("disk", fmt.Sprintf("about %s while it goes on, then at most %s", diskSize(r.KeptBytes), diskSize(r.StoredBytes)))
	for _, note := range p.notes {
		line("note", note)
	}
	_, err := fmt.Fprint(a.stdout, b.String())
	return err
}
