package main

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"backchannel/sim/study"
)

const sensitivityHelp = `Find out on which of its numbers an outcome depends, by how much, and how surely.

What varies is what the scenario file says is not known, or whatever --vary names,
as backchannel sweep takes it; with --assumptions, every number that could as well
be another too, over its plausible range. Levers are not varied: each is held at the
middle of what can be chosen. Four methods ask in different ways:
  quick    a straight line through points spread over all inputs
  morris   elementary effects: which inputs matter at all, and which interact
  sobol    shares of variance of groups of inputs: by themselves, and in all
  tornado  one input at a time, from its 5th to its 95th percentile

Inputs are grouped by whom or what they belong to (--group actor), each by itself
(--group each), or under a name: --group 'envoys=envoys.Witkoff,envoys.Dmitriev'.
What is correlated is one group in any case. Chance between runs is told apart from
what the inputs do. A share of variance that is not known as surely as --width asks
says how many more rows it takes, and is never shown below 0.

Ctrl-C, a crash or an error loses next to nothing: the same command with --resume
goes on, also with more points, trajectories, rows or runs.

Examples:
  backchannel sensitivity us-russia-2025 --assumptions --dry-run
  backchannel sensitivity us-russia-2025 --assumptions
  backchannel sensitivity us-russia-2025 --assumptions --method quick --on honoured
  backchannel sensitivity us-russia-2025 --vary sides.Russia.clarity=0:1 \
    --vary meeting.agenda --method tornado,sobol
  backchannel sensitivity mine.toml --rows 4096 --width 0.1 --resume`

// sensitivityOptions are the flags of sensitivity.
type sensitivityOptions struct {
	vary, on, set, methods, groups     []string
	points, trajectories, rows, runs   int
	width                              float64
	workers                            int
	seed                               uint64
	out                                string
	assumptions, dryRun, resume, force bool
	json, csv, noChart                 bool
	given                              func(flag string) bool
}

// usualSizes are how much of each method is played unless told otherwise: of the
// 139 assumptions of us-russia-2025, about as much of each as tells what it is
// for, and a few minutes of two processors in all.
func usualSizes() map[study.Method]study.MethodSize {
	return map[study.Method]study.MethodSize{
		study.Quick:   {N: 1024, Runs: 20},
		study.Morris:  {N: 16, Runs: 50},
		study.Sobol:   {N: 1024, Runs: 20},
		study.Tornado: {Runs: 400},
	}
}

func (a *app) sensitivityCommand() *cobra.Command {
	var o sensitivityOptions
	c := &cobra.Command{
		Use:   "sensitivity SCENARIO [flags]",
		Short: "Find out on which of its numbers an outcome depends",
		Long:  sensitivityHelp,
		Args:  arguments(1, 1, "SCENARIO"),
		RunE: func(c *cobra.Command, args []string) error {
			o.given = c.Flags().Changed
			if err := o.check(); err != nil {
				return err
			}
			return a.sensitivity(c.Context(), args[0], &o)
		},
	}
	f, usual := c.Flags(), usualSizes()
	f.StringArrayVar(&o.vary, "vary", nil, "vary a number as `SPEC` says; may be repeated")
	f.BoolVar(&o.assumptions, "assumptions", false, "vary every number that could as well be another too")
	f.StringArrayVar(&o.on, "on", nil, "`METRIC` to explain (default standing_365); may be repeated")
	f.StringSliceVar(&o.methods, "method", methodWords(), "methods, with commas between")
	f.StringArrayVar(&o.groups, "group", nil, "group inputs as `HOW` says: actor, each or NAME=path,path; may be repeated (default each up to 12 inputs, else actor)")
	f.IntVar(&o.points, "points", usual[study.Quick].N, "points of quick")
	f.IntVar(&o.trajectories, "trajectories", usual[study.Morris].N, "trajectories of morris, of as many points as inputs and one more")
	f.IntVar(&o.rows, "rows", usual[study.Sobol].N, "rows of sobol, of as many points as groups and two more; a power of two")
	f.IntVarP(&o.runs, "runs", "n", 0, "runs of each point, in every method (default quick 20, morris 50, sobol 20, tornado 400)")
	f.Float64Var(&o.width, "width", 0.25, "how wide the interval of a share of variance may be")
	f.BoolVar(&o.dryRun, "dry-run", false, "say how many points and runs, how long and how much disk; write nothing")
	f.BoolVar(&o.resume, "resume", false, "go on with an unfinished study, or add to a finished one")
	f.StringArrayVar(&o.set, "set", nil, "override an entry of the scenario, as `path=value`; may be repeated")
	f.Uint64Var(&o.seed, "seed", 1, "seed of all random numbers, those of the designs too")
	f.IntVarP(&o.workers, "workers", "w", 0, "runs to play side by side; 0: one for each processor")
	f.StringVarP(&o.out, "out", "o", "", "results folder (default results/sensitivity-NAME)")
	f.BoolVar(&o.json, "json", false, "print what was found as one JSON object instead of tables")
	f.BoolVar(&o.csv, "csv", false, "write every table as CSV too")
	f.BoolVar(&o.force, "force", false, "replace the results folder if it exists, and what an unfinished study left")
	f.BoolVar(&o.noChart, "no-charts", false, "draw no charts")
	c.ValidArgsFunction = completeRefs(1)
	// They fail only for a flag there is not, or twice for one: neither is so.
	_ = c.RegisterFlagCompletionFunc("on", completeSwept)
	_ = c.RegisterFlagCompletionFunc("vary", completeVaried)
	_ = c.RegisterFlagCompletionFunc("method", cobra.FixedCompletions(methodWords(), cobra.ShellCompDirectiveNoFileComp))
	_ = c.RegisterFlagCompletionFunc("group", cobra.FixedCompletions([]string{byActor, byInput}, cobra.ShellCompDirectiveNoFileComp))
	return c
}

// methodWords are the methods as the flag takes them.
func methodWords() []string {
	var list []string
	for _, m := range study.Methods() {
		list = append(list, string(m))
	}
	return list
}

// Bounds of what may be asked for: beyond these it is a typing error.
const (
	mostDesigned     = 1 << 20 // points of quick, rows of sobol
	mostTrajectories = 2000    // they are chosen from twice as many, pair by pair
)

// check says what is wrong with the flags by themselves.
func (o *sensitivityOptions) check() error {
	for _, m := range o.methods {
		if _, err := oneOf("method", m, methodWords()); err != nil {
			return err
		}
	}
	for _, x := range []struct {
		flag        string
		of          study.Method
		value, most int
	}{
		{"points", study.Quick, o.points, mostDesigned},
		{"trajectories", study.Morris, o.trajectories, mostTrajectories},
		{"rows", study.Sobol, o.rows, mostDesigned},
	} {
		switch {
		case x.value < 2 || x.value > x.most:
			return usage("--%s: %d is not between 2 and %s", x.flag, x.value, count(x.most))
		case o.given(x.flag) && !slices.Contains(o.methods, string(x.of)):
			return usage("--%s: it is of the method %s, which --method leaves out", x.flag, x.of)
		}
	}
	switch {
	case len(o.methods) == 0:
		return usage("--method: give at least one of %s", strings.Join(methodWords(), ", "))
	case o.rows&(o.rows-1) != 0:
		return usage("--rows: %d is no power of two, and other numbers of rows are spread less evenly; for example 1024", o.rows)
	case o.given("runs") && (o.runs < 2 || o.runs > mostSweepRuns):
		return usage("--runs: %d is not between 2 and %s", o.runs, count(mostSweepRuns))
	case !(o.width > 0 && o.width < 1):
		return usage("--width: %v is not between 0 and 1; for example 0.1", o.width)
	case o.workers < 0 || o.workers > mostWorkers:
		return usage("--workers: %d is not between 0 and %d", o.workers, mostWorkers)
	}
	return checkSet(o.set)
}

// sensitivity is the command: read, lay out, play, judge, write, tell.
func (a *app) sensitivity(ctx context.Context, ref string, o *sensitivityOptions) error {
	s, err := a.referred(ref, o.set)
	if err != nil {
		return err
	}
	p, err := o.plan(s)
	if err != nil {
		return err
	}
	if o.out == "" {
		o.out = filepath.Join("results", "sensitivity-"+s.Name)
	}
	if o.dryRun {
		return a.rehearseSensitivity(ctx, p, o)
	}
	found, err := a.playSensitivity(ctx, ref, p, o)
	if err != nil {
		return err
	}
	if o.json {
		err = a.printJSON(found)
	} else {
		err = a.printSensitivity(found)
	}
	if err != nil {
		return err
	}
	a.say("results: %s", o.out)
	a.say("next: %s", o.next(ref, found))
	return nil
}
