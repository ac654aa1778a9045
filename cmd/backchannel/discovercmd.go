package main

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/spf13/cobra"

	"backchannel/sim/record"
	"backchannel/sim/stats"
	"backchannel/sim/study"
)

const discoverHelp = `Look in the points of a sweep for the conditions under which an outcome comes often,
and say them in a sentence: scenario discovery by the patient rule induction method
(Friedman & Fisher 1999; Bryant & Lempert 2010). Nothing is played again.

METRIC is one that the sweep was played for. Of a share, such as standing_365, the
outcome of a point is that share of its runs or deals. With --above or --below it is
whether the figure of the point is above or below X, in the unit of the metric: 0.4
of a share is 40%.

The method peels off slices of the points, so that what is left, a box, is denser in
the outcome. The table shows this trajectory: density is the outcome in a box,
coverage the box's part of all of it, mass its part of the points. The box taken is
the smallest of those that explain nearly most of the differences between points,
mended where too much was peeled off and freed of limits that may be chance; --box
takes another, as it is. What is said of it was checked on points that were not used
to find it, and where these, or random halves of the points, do not bear it out, no
box is told.

Examples:
  backchannel discover results/sweep-us-russia-2025
  backchannel discover results/sweep-us-russia-2025 --above 0.5
  backchannel discover results/sweep-us-russia-2025 --on leaks --below 2
  backchannel discover results/sweep-us-russia-2025 --box 12 --json`

// discoverOptions are the flags of discover.
type discoverOptions struct {
	on           string
	above, below float64
	box          int
	seed         uint64
	json         bool

	given func(flag string) bool
}

func (a *app) discoverCommand() *cobra.Command {
	var o discoverOptions
	c := &cobra.Command{
		Use:   "discover RESULTS [flags]",
		Short: "Find the conditions under which an outcome of a sweep comes often",
		Long:  discoverHelp,
		Args:  arguments(1, 1, "RESULTS"),
		RunE: func(c *cobra.Command, args []string) error {
			o.given = c.Flags().Changed
			if err := o.check(); err != nil {
				return err
			}
			return a.discover(args[0], &o)
		},
	}
	f := c.Flags()
	f.StringVar(&o.on, "on", "", "`METRIC` to look at (default the first of the sweep)")
	f.Float64Var(&o.above, "above", 0, "look for points whose figure is above `X`")
	f.Float64Var(&o.below, "below", 0, "look for points whose figure is below `X`")
	f.IntVar(&o.box, "box", 0, "take the box of this `NUMBER` on the trajectory, as it is")
	f.Uint64Var(&o.seed, "seed", 0, "seed of the checks (default that of the sweep)")
	f.BoolVar(&o.json, "json", false, "print what was found as one JSON object instead of tables")
	c.ValidArgsFunction = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return nil, cobra.ShellCompDirectiveFilterDirs
	}
	// It fails only for a flag there is not, or twice for one: neither is so.
	_ = c.RegisterFlagCompletionFunc("on", completeStored)
	return c
}

// completeStored offers the metrics of a stored sweep to the shell.
func completeStored(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) == 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var names []string
	if _, s, err := study.ReadSwept(args[0]); err == nil {
		for _, m := range s.Metrics {
			names = append(names, m.Name+"\t"+m.Meaning)
		}
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}

// check says what is wrong with the flags by themselves.
func (o *discoverOptions) check() error {
	switch {
	case o.given("above") && o.given("below"):
		return usage("--above and --below: give one of them")
	case math.IsNaN(o.above) || math.IsInf(o.above, 0) || math.IsNaN(o.below) || math.IsInf(o.below, 0):
		return usage("--above and --below: give a number")
	case o.given("box") && o.box < 1:
		return usage("--box: %d; boxes are numbered from 1, which holds all points", o.box)
	}
	return nil
}

// discover is the command: read, search, tell. Nothing is written.
func (a *app) discover(results string, o *discoverOptions) error {
	m, err := record.ReadManifest(results)
	if err != nil {
		return err
	}
	d, err := storedSweep(results, m, true)
	if err != nil {
		return err
	}
	found, err := d.discover(results, o)
	if err != nil {
		return err
	}
	if o.json {
		return a.printJSON(found)
	}
	return a.printDiscovery(d, found)
}

func (d *sweepDrawing) discover(results string, o *discoverOptions) (*study.Discovery, error) {
	if why := noDiscovery(d.summary); why != "" {
		return nil, fmt.Errorf("no conditions to be found in %s: %s", results, why)
	}
	at, err := d.metric(o.on)
	if err != nil {
		return nil, err
	}
	unit := d.swept.Metrics[at].Unit
	if err := errors.Join(checkShare("above", unit, o.above), checkShare("below", unit, o.below)); err != nil {
		return nil, err
	}
	noise, err := d.swept.ReadReplicates(results, at)
	if err != nil {
		return nil, err
	}
	c := study.DiscoverConfig{
		Metric: d.swept.Metrics[at].Name, Noise: noise[0], Box: o.box, Seed: d.summary.Seed,
		Level: stats.Level95, Format: d.format, OnlyTalk: onlyTalk(d.scenario),
	}
	if o.given("seed") {
		c.Seed = o.seed
	}
	if o.given("above") {
		c.Above = &o.above
	}
	if o.given("below") {
		c.Below = &o.below
	}
	found, err := study.Discover(d.swept, c)
	if err != nil { // of what was asked for, or it would have been found out before
		return nil, usage("%v", discoverError(err))
	}
	return found, nil
}

// discoverError says what to do in terms of flags.
func discoverError(err error) error {
	if _, ok := errors.AsType[*study.NoShareError](err); ok {
		return fmt.Errorf("--on: %w; give --above X or --below X", err)
	}
	if _, ok := errors.AsType[*study.NoBoxError](err); ok {
		return fmt.Errorf("--box: %w", err)
	}
	return err
}

// noDiscovery says why conditions cannot be looked for in a sweep; "": they can.
func noDiscovery(s *study.SweepSummary) string {
	switch {
	case s.Design == study.DesignOneAtATime:
		return "its points move one number at a time, so no combination was played; play it with --design sobol"
	case len(s.Factors) < 2:
		return "one input varies, and the table of the sweep shows how the figure goes with it"
	}
	return ""
}

// metric is the place of a metric among those of the sweep. The talk may be left out
// where no other metric has the same last word.
func (d *sweepDrawing) metric(name string) (int, error) {
	if name == "" {
		return 0, nil
	}
	var short []int
	var known []string
	for i, m := range d.swept.Metrics {
		if m.Name == name {
			return i, nil
		}
		if strings.HasSuffix(m.Name, "."+name) {
			short = append(short, i)
		}
		known = append(known, m.Name)
	}
	if len(short) == 1 {
		return short[0], nil
	}
	hint := suggest(name, known)
	if hint == "" {
		hint = "; it has " + strings.Join(known, ", ")
	}
	return 0, usage("--on: the sweep was not played for %s%s", name, hint)
}
