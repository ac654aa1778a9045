package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"path/filepath"

	"github.com/spf13/cobra"

	"backchannel/sim/record"
	"backchannel/sim/study"
)

const runHelp = `Play a scenario many times over and say how often the deals hold.

SCENARIO is a name from the library, a file, or - for standard input. Tables,
a summary and charts go into a results folder; the same scenario and seed give
the same files, whatever the number of workers. Ctrl-C ends the batch early
and keeps the runs played so far; a second one stops at once and keeps nothing.

Where the scenario says that numbers are not known, each run has a draw of its own
of them. --draws D --repeats R plays R runs on each of D draws, and says how much
of the spread comes from what is not known and how much is chance.

With --until the number of runs is not fixed: the batch is looked at after
--min-runs and whenever about half as many again are played, and ends once the
interval of METRIC is within ± W, or at --max-runs; the line after the tables says
which. Its interval allows for the looks. METRIC is a key of summary.json: KEY of
the only talk, TALK.KEY, all.KEY, envoys.PERSON.KEY or sides.SIDE.KEY, names with
dots or blanks in quotes. One that is not there lists those that are.

Examples:
  backchannel run us-russia-2025
  backchannel run us-russia-2025 --runs 20000 --seed 7 --out results/long
  backchannel run us-russia-2025 --until 0.01 --on standing_365
  backchannel run mine.toml --set envoys.Witkoff.lean=0.2 --set clock.horizon=3y
  backchannel run mine.toml --set 'sides.Russia.clarity={uniform=[0.2,0.6]}' --draws 400 --repeats 10
  backchannel run mine.toml --json --no-charts | jq .talks[0].measures.standing_365
  cat mine.toml | backchannel run -`

// Bounds of what may be asked for: beyond these a batch is a typing error.
const (
	mostRuns    = 1_000_000_000
	mostWorkers = 4096
)

// runOptions are the flags of run.
type runOptions struct {
	runs, workers  int
	seed, first    uint64
	trace          int64
	out            string
	set            []string
	json, csv      bool
	force, noChart bool
	must           bool // that no expectation is not met
	look           lookOptions
	draw           drawOptions
}

func (a *app) runCommand() *cobra.Command {
	var o runOptions
	c := &cobra.Command{
		Use:   "run SCENARIO [flags]",
		Short: "Play a scenario many times: table, results folder, charts",
		Long:  runHelp,
		Args:  arguments(1, 1, "SCENARIO"),
		RunE: func(c *cobra.Command, args []string) error {
			if err := o.check(); err != nil {
				return err
			}
			return a.runBatch(c.Context(), args[0], o)
		},
	}
	f := c.Flags()
	f.IntVarP(&o.runs, "runs", "n", 4000, "how many runs to play")
	f.Uint64Var(&o.seed, "seed", 1, "seed of all random numbers")
	f.Uint64Var(&o.first, "first", 0, "number of the first run; any run can be played again alone")
	f.IntVarP(&o.workers, "workers", "w", 0, "runs to play side by side; 0: one for each processor")
	f.StringVarP(&o.out, "out", "o", "", "results folder (default results/NAME)")
	f.StringArrayVar(&o.set, "set", nil, "override an entry of the scenario, as `path=value`; may be repeated")
	f.Int64Var(&o.trace, "trace-run", -1, "run to record in full and to draw over the fan; -1: the first")
	f.BoolVar(&o.json, "json", false, "print the summary as one JSON object instead of tables")
	f.BoolVar(&o.csv, "csv", false, "write every table as CSV too")
	f.BoolVar(&o.force, "force", false, "replace the results folder if it exists")
	f.BoolVar(&o.noChart, "no-charts", false, "draw no charts")
	f.BoolVar(&o.must, "check", false, "exit with code 4 if an expectation of the scenario is not met")
	o.look.add(f)
	o.draw.add(f)
	c.ValidArgsFunction = completeScenario
	// It fails only for a flag there is not, or twice for one: neither is so.
	_ = c.RegisterFlagCompletionFunc("on", completeMetric)
	return c
}

// check says what is wrong with the flags by themselves.
func (o *runOptions) check() error {
	switch {
	case o.runs < 1 || o.runs > mostRuns:
		return usage("--runs: %d is not between 1 and %s", o.runs, count(mostRuns))
	case o.workers < 0 || o.workers > mostWorkers:
		return usage("--workers: %d is not between 0 and %d", o.workers, mostWorkers)
	case o.first > math.MaxInt64-mostRuns:
		return usage("--first: %d is too large; the greatest is %d", o.first, int64(math.MaxInt64-mostRuns))
	case o.trace < -1:
		return usage("--trace-run: %d is no run; give 0 or more, or -1 for the first", o.trace)
	}
	if err := o.look.check(); err != nil {
		return err
	}
	if err := o.checkDraws(); err != nil {
		return err
	}
	return checkSet(o.set)
}

// runBatch is the command: read, play, write, tell. Nothing is left on disk
// unless it comes to its end.
func (a *app) runBatch(ctx context.Context, ref string, o runOptions) error {
	p, err := a.load(ref, o.set)
	if err != nil {
		return invalid(ref, err)
	}
	if p.plan, err = o.look.plan(p.model, o.runs); err != nil {
		return err
	}
	p.config.Seed, p.config.First, p.config.Runs, p.config.Workers = o.seed, o.first, o.runs, o.workers
	if err := p.draws(&o.draw); err != nil {
		return err
	}
	if p.plan != nil {
		p.config.Runs = p.plan.Max
	}
	p.traceRun = o.first
	if o.trace >= 0 {
		p.traceRun = uint64(o.trace)
	}
	if o.out == "" {
		o.out = filepath.Join("results", p.what.Name)
	}
	folder, err := record.Create(o.out, record.Options{Replace: o.force, CSV: o.csv})
	if err != nil {
		return folderError(err)
	}
	defer folder.Abort()
	if err := a.fill(ctx, folder, p, o, ref); err != nil {
		return err
	}
	return a.tell(p, o, ref)
}

// fill plays the batch and completes the folder.
func (a *app) fill(ctx context.Context, folder *record.Folder, p *played, o runOptions, ref string) error {
	about := manifest(p, o.command(ref), o.workers)
	tables, err := record.NewTables(folder, "")
	if err != nil {
		return err
	}
	points, err := p.pointsTable(folder, "")
	if err != nil {
		return err
	}
	if err := a.play(ctx, p, tables); err != nil {
		return err
	}
	if p.result.Runs == 0 {
		return &coded{exitInterrupted, "interrupted before a run was played; nothing was kept"}
	}
	if err := tables.Close(); err != nil {
		return err
	}
	if points != nil {
		if err := points.Close(); err != nil {
			return err
		}
	}
	return folderError(a.finish(folder, p, about, !o.noChart))
}

// tell prints what came of the batch, and what to do next.
func (a *app) tell(p *played, o runOptions, ref string) error {
	if o.json {
		if err := a.printJSON(p.summary); err != nil {
			return err
		}
	} else if err := a.printSummary(p.summary); err != nil {
		return err
	}
	if p.result.Interrupted {
		a.say("interrupted: the first %s of %s runs are kept in %s", count(p.result.Runs), count(p.config.Runs), o.out)
		return silent(exitInterrupted)
	}
	a.say("results: %s", o.out)
	if ref == "-" {
		ref = filepath.Join(o.out, "scenario.toml") // what was read is gone
	}
	a.say("next: %s", o.next(ref, p))
	return unmet(o.must, p.summary.Expectations)
}

// folderError says in terms of flags what to do about a folder that is there.
func folderError(err error) error {
	taken, ok := errors.AsType[*record.ExistsError](err)
	switch {
	case !ok:
		return err
	case taken.Results:
		return fmt.Errorf("results folder exists: %s; choose another with --out, or replace it with --force", taken.Path)
	default:
		return fmt.Errorf("not a results folder, so never replaced: %s; choose another with --out", taken.Path)
	}
}

// printSummary prints the tables and the sentence.
func (a *app) printSummary(s *study.Summary) error {
	p := a.page()
	title := s.Scenario.Title
	if title == "" {
		title = s.Scenario.Name
	}
	fmt.Fprintf(p, "%s\n%s\n\n", a.bold(p.wrap(title)), p.wrap(fmt.Sprintf("%s, seed %d", playedText(s), s.Seed)))
	tables(p, s)
	unknownTable(p, s)
	expectTable(p, "expected", s.Expectations)
	fmt.Fprintln(p, a.bold(p.wrap(s.InWords[0]))) // of several talks, the tables say the rest
	if s.Precision != nil {
		fmt.Fprintf(p, "\n%s\n", p.wrap(precisionText(s.Precision, s.Interrupted, "--max-runs")))
	}
	_, err := fmt.Fprint(a.stdout, p.String())
	return err
}
