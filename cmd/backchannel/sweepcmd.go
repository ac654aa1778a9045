package main

import (
	"context"
	"math"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"backchannel/scenarios"
	"backchannel/sim/study"
)

const sweepHelp = `Play a scenario at many points of what is not known, or can be chosen, and say what
comes of each. Without --vary, the file says what varies: its table [sweep], or
else all that it says is uncertain.

SPEC is PATH=LOW:HIGH:N for N levels, PATH=A,B,C for these, PATH=LOW:HIGH for any
value between, or PATH for the range that the file has, or else a plausible one.
A --lever is what can be chosen: each of its levels is played at every point of the
rest. --assumptions varies every number that could as well be another.

Where there are levers, each setting of them is judged over all that is uncertain: by
its mean, its worst tenth, its regret against the best setting at the same point,
and by how often it is good --enough. Of lhs and sobol designs, the conditions under
which an outcome comes often are looked for too, as backchannel discover does.

Designs: grid is every combination of the levels; sobol and lhs spread --points
over the space, and more points of sobol go on where fewer ended; one-at-a-time
moves each number by itself; a CSV file has a column for each number, with its
path on top, and a row for each point.

Every point plays the same runs, so that a difference between two is theirs and not
the dice's, unless --luck is own. A point whose numbers contradict each other is
noted and costs no other.

Ctrl-C, a crash or an error loses next to nothing: what was played is kept beside
the results folder, and the same command with --resume goes on. With --resume, also
finished results take more points or runs, and nothing is played twice.

Examples:
  backchannel sweep us-russia-2025 --vary sides.Russia.clarity=0:1:11
  backchannel sweep us-russia-2025 --vary sides.Russia.clarity=0:1:6 \
    --vary envoys.Witkoff.lean=0:1:6 --runs 400
  backchannel sweep us-russia-2025 --assumptions --points 512 --dry-run
  backchannel sweep us-russia-2025 --assumptions --points 512
  backchannel sweep us-russia-2025 --assumptions --points 1024 --resume
  backchannel sweep us-russia-2025 --assumptions --points 64 \
    --lever talks.ukraine.meeting.every=14d,28d,56d --out results/rhythm
  backchannel sweep mine.toml --design points.csv --on signed --on standing_365`

// sweepOptions are the flags of sweep.
type sweepOptions struct {
	vary, lever, on, set  []string
	design, luck, out     string
	points, runs, workers int
	seed                  uint64
	assumptions, dryRun   bool
	resume, force         bool
	json, csv, noChart    bool
	better                string
	enough                float64

	given func(flag string) bool
}

// Bounds and defaults of a sweep.
const (
	mostSweepRuns  = 1_000_000
	usualPoints    = 256
	usualSweepRuns = 100
)

func (a *app) sweepCommand() *cobra.Command {
	var o sweepOptions
	c := &cobra.Command{
		Use:   "sweep SCENARIO [flags]",
		Short: "Play a scenario at many points of what is not known or can be chosen",
		Long:  sweepHelp,
		Args:  arguments(1, 1, "SCENARIO"),
		RunE: func(c *cobra.Command, args []string) error {
			o.given = c.Flags().Changed
			if err := o.check(); err != nil {
				return err
			}
			return a.sweep(c.Context(), args[0], &o)
		},
	}
	f := c.Flags()
	f.StringArrayVar(&o.vary, "vary", nil, "vary a number as `SPEC` says; may be repeated")
	f.StringArrayVar(&o.lever, "lever", nil, "vary what can be chosen, as `SPEC` says; may be repeated")
	f.BoolVar(&o.assumptions, "assumptions", false, "vary every number that could as well be another too")
	f.StringVar(&o.design, "design", "", "`DESIGN` by which points are chosen: grid, lhs, sobol, one-at-a-time or a .csv file (default grid where all have levels, else sobol)")
	f.IntVar(&o.points, "points", usualPoints, "how many points of what is uncertain, with lhs and sobol")
	f.IntVarP(&o.runs, "runs", "n", usualSweepRuns, "how many runs of each point")
	f.StringArrayVar(&o.on, "on", nil, "`METRIC` to play for (default standing_365); may be repeated")
	f.StringVar(&o.luck, "luck", study.LuckShared, "shared: the same runs at every point; own: other runs at each")
	f.StringVar(&o.better, "better", "", "whether more or less of the first METRIC is better, to judge levers by (default more, or less of what goes wrong)")
	f.Float64Var(&o.enough, "enough", 0, "what the first METRIC must reach to be good enough, to judge levers by: 0.4 of a share is 40%")
	f.BoolVar(&o.dryRun, "dry-run", false, "say how many points and runs, how long and how much disk; write nothing")
	f.BoolVar(&o.resume, "resume", false, "go on with an unfinished sweep, or add to a finished one")
	f.StringArrayVar(&o.set, "set", nil, "override an entry of the scenario, as `path=value`; may be repeated")
	f.Uint64Var(&o.seed, "seed", 1, "seed of all random numbers, those of the design too")
	f.IntVarP(&o.workers, "workers", "w", 0, "runs to play side by side; 0: one for each processor")
	f.StringVarP(&o.out, "out", "o", "", "results folder (default results/sweep-NAME)")
	f.BoolVar(&o.json, "json", false, "print points and figures as one JSON object instead of tables")
	f.BoolVar(&o.csv, "csv", false, "write every table as CSV too")
	f.BoolVar(&o.noChart, "no-charts", false, "draw no charts, and write no report")
	f.BoolVar(&o.force, "force", false, "replace the results folder if it exists, and what an unfinished sweep left")
	c.ValidArgsFunction = completeRefs(1)
	// They fail only for a flag there is not, or twice for one: neither is so.
	_ = c.RegisterFlagCompletionFunc("on", completeSwept)
	_ = c.RegisterFlagCompletionFunc("vary", completeVaried)
	_ = c.RegisterFlagCompletionFunc("lever", completeVaried)
	_ = c.RegisterFlagCompletionFunc("design", completeDesign)
	_ = c.RegisterFlagCompletionFunc("better", cobra.FixedCompletions(betterWords(), cobra.ShellCompDirectiveNoFileComp))
	_ = c.RegisterFlagCompletionFunc("luck", cobra.FixedCompletions([]string{study.LuckShared, study.LuckOwn}, cobra.ShellCompDirectiveNoFileComp))
	return c
}

// check says what is wrong with the flags by themselves.
func (o *sweepOptions) check() error {
	switch {
	case o.points < 1 || o.points > study.MostSweepPoints:
		return usage("--points: %d is not between 1 and %s", o.points, count(study.MostSweepPoints))
	case o.runs < 1 || o.runs > mostSweepRuns:
		return usage("--runs: %d is not between 1 and %s", o.runs, count(mostSweepRuns))
	case o.workers < 0 || o.workers > mostWorkers:
		return usage("--workers: %d is not between 0 and %d", o.workers, mostWorkers)
	case o.fromFile() && o.given("points"):
		return usage("--points: %s has the points that it has; leave --points out", o.design)
	case o.fromFile() && (len(o.vary) > 0 || o.assumptions):
		return usage("--vary and --assumptions: %s says what varies; leave them out", o.design)
	}
	if o.given("design") && !o.fromFile() {
		if _, err := oneOf("design", o.design, designWords()); err != nil {
			return err
		}
	}
	if _, err := oneOf("luck", o.luck, []string{study.LuckShared, study.LuckOwn}); err != nil {
		return err
	}
	if o.given("better") {
		if _, err := oneOf("better", o.better, betterWords()); err != nil {
			return err
		}
	}
	if math.IsNaN(o.enough) || math.IsInf(o.enough, 0) {
		return usage("--enough: %v; give a number, in the unit of the metric", o.enough)
	}
	return checkSet(o.set)
}

// betterWords are what --better takes.
func betterWords() []string { return []string{"more", "less"} }

// fromFile reports whether the points come from a file.
func (o *sweepOptions) fromFile() bool {
	return strings.HasSuffix(strings.ToLower(o.design), ".csv") || strings.ContainsRune(o.design, filepath.Separator)
}

// takeList takes the list of points that a scenario names, which is beside it, unless
// the flags say what to vary or how.
func (o *sweepOptions) takeList(s *scenarios.Scenario, ref string) {
	if s.Sweep == nil || !scenarios.SweepFile(s.Sweep.Design) {
		return
	}
	if o.design == "" && len(o.vary) == 0 && !o.assumptions && !o.given("points") {
		home := filepath.Dir(ref)
		if isResults(ref) {
			home = ref
		}
		o.design = filepath.Join(home, filepath.FromSlash(s.Sweep.Design))
	}
	plan := *s.Sweep
	plan.Design = ""
	s.Sweep = &plan
}

// designWords are the designs that are no file.
func designWords() []string {
	var words []string
	for _, d := range study.Designs() {
		words = append(words, string(d))
	}
	return words
}

// sweep is the command: read, choose points, play, write, tell. What is played is
// kept until the results folder is complete, whatever ends it.
func (a *app) sweep(ctx context.Context, ref string, o *sweepOptions) error {
	s, err := a.referred(ref, o.set)
	if err != nil {
		return err
	}
	o.takeList(s, ref)
	p, err := o.plan(s)
	if err != nil {
		return err
	}
	if o.out == "" {
		o.out = filepath.Join("results", "sweep-"+s.Name)
	}
	if o.dryRun {
		return a.rehearse(ctx, p, o)
	}
	for _, note := range p.notes {
		a.say("%s", note)
	}
	done, err := a.playSweep(ctx, ref, p, o)
	if err != nil {
		return err
	}
	return a.tellSweep(done, ref, o)
}
