package main

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"backchannel/scenarios"
	"backchannel/sim"
	"backchannel/sim/record"
	"backchannel/sim/stats"
	"backchannel/sim/study"
)

// lookOptions are the flags of run that say at what to look while a batch goes
// on, and what ends it.
type lookOptions struct {
	until    float64 // half-width to reach, in the unit of the metric
	on       string  // the metric
	min, max int     // runs
	given    func(flag string) bool
}

func (o *lookOptions) add(f *pflag.FlagSet) {
	f.Float64Var(&o.until, "until", 0, "play on until a metric is known to ± `W`, in its unit: 0.01 of a share is 1 point")
	f.StringVar(&o.on, "on", "", "`METRIC` that --until goes by (default standing_365), or to look at now and then")
	f.IntVar(&o.min, "min-runs", 500, "runs before the first look")
	f.IntVar(&o.max, "max-runs", 100_000, "runs after which --until ends in any case")
	o.given = f.Changed
}

// wanted reports whether there are to be looks at all.
func (o *lookOptions) wanted() bool { return o.given("until") || o.given("on") }

// check says what is wrong with the flags by themselves.
func (o *lookOptions) check() error {
	switch {
	case o.given("until") && !(o.until > 0 && !math.IsInf(o.until, 1)):
		return usage("--until: %v is no half-width; give a number above 0, such as 0.01", o.until)
	case o.given("until") && o.given("runs"):
		return usage("--runs: --until says when to end; give the most runs to play with --max-runs")
	case o.given("max-runs") && !o.given("until"):
		return usage("--max-runs: it goes with --until; without, give the number of runs with --runs")
	case o.given("min-runs") && !o.wanted():
		return usage("--min-runs: it goes with --until or --on")
	case o.max < 1 || o.max > mostRuns:
		return usage("--max-runs: %d is not between 1 and %s", o.max, count(mostRuns))
	case o.min < 1 || o.min > mostRuns:
		return usage("--min-runs: %d is not between 1 and %s", o.min, count(mostRuns))
	}
	return nil
}

// plan is what the flags ask for of a model, in a batch of so many runs unless
// --until ends it; nil: nothing. It fills in what was left to choose.
func (o *lookOptions) plan(m *sim.Model, runs int) (*study.Plan, error) {
	if !o.wanted() {
		return nil, nil
	}
	target, err := study.FindTarget(m, o.on)
	if err != nil {
		return nil, usage("--on: %v%s", err, nearestMetric(err))
	}
	p := &study.Plan{Target: target, Half: o.until, Min: o.min, Max: runs, Level: stats.Level95}
	most := "--runs"
	if o.given("until") {
		p.Max, most = o.max, "--max-runs"
	}
	if !o.given("min-runs") {
		p.Min = min(p.Min, p.Max)
	}
	o.on, o.min = target.Name, p.Min
	switch widest := target.Widest(); {
	case p.Min > p.Max:
		return nil, usage("--min-runs: %s is more than %s, %s", count(p.Min), most, count(p.Max))
	case p.Half >= widest:
		return nil, usage("--until: %v says nothing of %s, in units of %s; give less than %v, such as 0.01", p.Half, target.Name, target.Unit, widest)
	}
	return p, nil
}

// nearestMetric is "; did you mean X?", or nothing, for a metric there is not.
func nearestMetric(err error) string {
	e, ok := errors.AsType[*study.MetricError](err)
	if !ok {
		return ""
	}
	word := e.Name[strings.LastIndexByte(e.Name, '.')+1:]
	return suggest(word, e.Known)
}

// words are the flags again, for a command line that does the same.
func (o *lookOptions) words() []string {
	if !o.wanted() {
		return nil
	}
	list := []string{"--on", o.on, "--min-runs", fmt.Sprint(o.min)}
	if o.given("until") {
		list = append([]string{"--until", strconv.FormatFloat(o.until, 'f', -1, 64), "--max-runs", fmt.Sprint(o.max)}, list...)
	}
	return list
}

// completeMetric offers the metrics of the scenario that was given.
func completeMetric(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	return ofScenario(args, func(s *scenarios.Scenario) (names []string) {
		m, err := sim.Compile(s.Sim)
		if err != nil {
			return nil
		}
		for _, x := range study.Targets(m) {
			names = append(names, x.Name+"\t"+x.Meaning)
		}
		return names
	}), cobra.ShellCompDirectiveNoFileComp
}

// ofScenario lists what a scenario that was given, if it can be read, has to
// offer to the shell.
func ofScenario(args []string, list func(*scenarios.Scenario) []string) []string {
	if len(args) == 0 {
		return nil
	}
	s, err := scenarios.Load(args[0], scenarios.Options{})
	if err != nil {
		return nil
	}
	return list(s)
}

// looking keeps the looks at a batch while it goes on and, if they may end it,
// shows how near the last was.
func (p *played) looking(bar *progress) func(record.LookRow) {
	if p.plan.Half == 0 {
		return func(r record.LookRow) { p.looks = append(p.looks, r) }
	}
	f := newPlusMinus(p.plan.Target.Unit, p.plan.Half, 0)
	aim := "aim " + f.half(p.plan.Half, true)
	bar.note(aim)
	return func(r record.LookRow) {
		p.looks = append(p.looks, r)
		if r.Low != nil && r.High != nil {
			bar.note(f.half((*r.High-*r.Low)/2, false) + ", " + aim)
		}
	}
}
