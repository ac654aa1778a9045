package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"backchannel/sim/record"
	"backchannel/sim/stats"
	"backchannel/sim/study"
)

const compareHelp = `Play two or more scenarios on the same luck and say what differs, by how much,
and how surely. Run i of every scenario has the same random numbers, so that a
difference is the scenario's and not the dice's.

Each of A, B, C... is a file, a name from the library, - for standard input, or
a results folder of backchannel run, of which nothing is played again; what is
played then takes the folder's seed and runs. All are held against the first, on
what they share: the talks that all have, and as many days as the shortest runs.

In the table, ~ stands before the p of a difference that chance may well have
made: p allows for the number of figures compared (Holm 1979). "pairs" is what the
pairing is worth: how many runs on luck of its own one run tells as much as. The
table of runs counts those with a deal, and those whose first deal stood a year,
in both scenarios, in one alone or in neither, with McNemar's test. Runs listed
below it turned: trace them one by one. comparison.json has all of it.

With --until the number of runs is not fixed: the difference in METRIC is looked at
after --min-runs and whenever about half as many again are played, and all ends
once its interval is within ± W in every scenario, or at --runs.

What a scenario expects ([[expect]] in its file) is answered too, of a results
folder as it was when that was played: met, not met, or cannot tell.

Examples:
  backchannel compare us-russia-2025 us-russia-2025-professionals-only
  backchannel compare us-russia-2025 mine.toml --runs 10000
  backchannel compare results/us-russia-2025 mine.toml
  backchannel compare us-russia-2025 mine.toml --until 0.01 --on standing_365
  backchannel compare us-russia-2025 mine.toml --metric standing_365 --json`

// compareOptions are the flags of compare.
type compareOptions struct {
	runs, workers  int
	minRuns        int
	seed, first    uint64
	until          float64
	on, out        string
	set, metrics   []string
	json, csv      bool
	force, noChart bool
	must           bool // that no expectation is not met

	given map[string]bool // the flags that were given
}

// mostCompared bounds the runs of an arm: a comparison keeps what every run
// came to, some hundred bytes a run and arm.
const mostCompared = 1_000_000

func (a *app) compareCommand() *cobra.Command {
	var o compareOptions
	c := &cobra.Command{
		Use:   "compare A B [C ...] [flags]",
		Short: "Hold scenarios against each other on the same luck",
		Long:  compareHelp,
		Args:  arguments(2, 12, "A or B"),
		RunE: func(c *cobra.Command, args []string) error {
			o.given = map[string]bool{}
			for _, name := range []string{"runs", "seed", "first", "until", "on", "min-runs", "set"} {
				o.given[name] = c.Flags().Changed(name)
			}
			if err := o.check(args); err != nil {
				return err
			}
			return a.compare(c.Context(), args, o)
		},
	}
	f := c.Flags()
	f.IntVarP(&o.runs, "runs", "n", 4000, "how many runs to play of each; with --until, the most")
	f.Float64Var(&o.until, "until", 0, "play on until the difference in METRIC is known to ± `W`, in its unit: 0.01 of a share is 1 point")
	f.StringVar(&o.on, "on", "", "`METRIC` that --until goes by (default standing_365)")
	f.IntVar(&o.minRuns, "min-runs", 1000, "with --until: runs before the first look")
	f.Uint64Var(&o.seed, "seed", 1, "seed of all random numbers")
	f.Uint64Var(&o.first, "first", 0, "number of the first run")
	f.IntVarP(&o.workers, "workers", "w", 0, "runs to play side by side; 0: one for each processor")
	f.StringArrayVar(&o.metrics, "metric", nil, "compare `METRIC` instead of the usual figures; may be repeated")
	f.StringArrayVar(&o.set, "set", nil, "override an entry of every scenario, as `path=value`; may be repeated")
	f.StringVarP(&o.out, "out", "o", "", "results folder (default results/compare-A-B)")
	f.BoolVar(&o.json, "json", false, "print the comparison as one JSON object instead of tables")
	f.BoolVar(&o.csv, "csv", false, "write every table as CSV too")
	f.BoolVar(&o.force, "force", false, "replace the results folder if it exists")
	f.BoolVar(&o.noChart, "no-charts", false, "draw no charts")
	f.BoolVar(&o.must, "check", false, "exit with code 4 if an expectation of any scenario is not met")
	c.ValidArgsFunction = completeRefs(-1)
	return c
}

func (o *compareOptions) check(refs []string) error {
	switch {
	case o.runs < 1 || o.runs > mostCompared:
		return usage("--runs: %d is not between 1 and %s", o.runs, count(mostCompared))
	case o.workers < 0 || o.workers > mostWorkers:
		return usage("--workers: %d is not between 0 and %d", o.workers, mostWorkers)
	case o.given["until"] && !(o.until > 0):
		return usage("--until: %v is no half-width; give a number above 0", o.until)
	case !o.given["until"] && (o.given["on"] || o.given["min-runs"]):
		return usage("--on and --min-runs say how to look at a comparison while it goes on; give --until too")
	case o.minRuns < 1:
		return usage("--min-runs: %d; give at least 1", o.minRuns)
	case o.given["until"] && slices.ContainsFunc(refs, isResults):
		return usage("--until: a results folder has the runs it has; give its scenario instead")
	case o.given["set"] && slices.ContainsFunc(refs, isResults):
		return usage("--set: what a results folder holds was played as it was; give its scenario instead")
	}
	if err := onceStdin(refs); err != nil {
		return err
	}
	return checkSet(o.set)
}

// compare is the command: read, play, hold against each other, write, tell.
// Nothing is left on disk unless it comes to its end.
func (a *app) compare(ctx context.Context, refs []string, o compareOptions) error {
	c, err := a.comparisonOf(refs, &o)
	if err != nil {
		return err
	}
	if o.out == "" {
		o.out = c.defaultFolder()
	}
	folder, err := record.Create(o.out, record.Options{Replace: o.force, CSV: o.csv})
	if err != nil {
		return folderError(err)
	}
	defer folder.Abort()
	if err := a.playArms(ctx, folder, c, &o); err != nil {
		return err
	}
	if err := c.hold(); err != nil {
		return err
	}
	if err := c.expect(ctx); err != nil {
		return a.interrupted(err)
	}
	if err := a.finishComparison(folder, c, &o); err != nil {
		return folderError(err)
	}
	return a.tellComparison(c, &o)
}

// hold works the comparison out.
func (c *comparison) hold() (err error) {
	var arms []study.Arm
	for _, x := range c.arms {
		arms = append(arms, study.Arm{Name: x.name, What: x.what, Model: x.model, Panel: x.panel})
	}
	c.found, err = study.Compare(arms, study.CompareConfig{Seed: c.seed, First: c.first, Level: stats.Level95})
	if err != nil {
		return err
	}
	c.found.Precision = c.precision
	c.found.Warnings = append(c.found.Warnings, c.warnings...)
	for i, x := range c.changes() {
		if said := turnedInWords(x.Changes); said != "" {
			f := &c.found.InWords[i]
			f.Lead = fmt.Sprintf("%s (%s)", capitalized(said), f.Lead)
		}
	}
	return nil
}

// tellComparison prints what was found, and what to do next.
func (a *app) tellComparison(c *comparison, o *compareOptions) error {
	if o.json {
		if err := a.printJSON(c); err != nil {
			return err
		}
	} else if err := a.printComparison(c); err != nil {
		return err
	}
	a.say("results: %s", o.out)
	if next := c.next(); next != "" {
		a.say("next: %s", next)
	}
	return unmet(o.must, expected(c.found))
}

// next is the command that follows one run that turned, told in full.
func (c *comparison) next() string {
	for _, t := range c.found.Turned {
		run := uint64(0)
		switch {
		case len(t.Broke) > 0:
			run = t.Broke[0]
		case len(t.Held) > 0:
			run = t.Held[0]
		default:
			continue
		}
		for _, x := range c.arms {
			if x.name == t.Arm && !x.stored && x.ref != "-" {
				var set strings.Builder
				for _, s := range x.set {
					set.WriteString(" --set " + quote(s))
				}
				return fmt.Sprintf("backchannel run %s --runs 1 --first %d --seed %d%s --trace-run %d --out results/run-%d", quote(x.ref), run, c.seed, set.String(), run, run)
			}
		}
	}
	return ""
}
