package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"backchannel/scenarios"
	"backchannel/sim/record"
	"backchannel/sim/stats"
	"backchannel/sim/study"
)

const claimsHelp = `Test claims about envoys and ministries, each by what must differ between pairs of
scenarios on the same luck: C1 to C11 of the story that the model was built to
test, and F1 to F5, findings of the literature that cut against it. A claim that
the model does not support is shown as such, and the exit code is 0 all the same.

A claim is supported if each of its tests is: if the whole interval of the effect
is on the claimed side, and the effect is not surely too small to matter. It is
reversed if the whole interval is on the other side, and not supported if the
effect is surely too small. The intervals hold at 95% for all tests together.
What this shows is what follows from the mechanisms of the model under its
assumptions, not that the world works this way.

With --vary, every number that is an assumption is drawn from its plausible range,
the same in both scenarios of a test, and the claims are tested in each of so many
such worlds. The answer is the share of worlds in which a claim holds.

Claims of your own are .toml files in a folder, as docs/claims.md describes.

Examples:
  backchannel claims
  backchannel claims C3 F3 --runs 8000
  backchannel claims --vary
  backchannel claims --list
  backchannel claims --claims mine/ --json`

// claimsOptions are the flags of claims.
type claimsOptions struct {
	runs, workers     int
	worlds, worldRuns int
	seed              uint64
	dir, out          string
	vary              bool
	json, list        bool
	force, noChart    bool
}

// Bounds of what may be asked for: claims are kept in memory run by run.
const (
	mostClaimRuns = 200_000
	mostWorlds    = 100_000
)

func (a *app) claimsCommand() *cobra.Command {
	var o claimsOptions
	c := &cobra.Command{
		Use:   "claims [ID ...] [flags]",
		Short: "Test the claims of the story, and what cuts against it",
		Long:  claimsHelp,
		Args:  arguments(0, -1, ""),
		RunE: func(c *cobra.Command, args []string) error {
			if err := o.check(c.Flags().Changed); err != nil {
				return err
			}
			list, err := o.claims(args)
			if err != nil {
				return err
			}
			if o.list {
				return a.listClaims(list, o.json)
			}
			return a.claims(c.Context(), list, args, &o)
		},
	}
	f := c.Flags()
	f.IntVarP(&o.runs, "runs", "n", 2000, "how many runs to play of each scenario")
	f.Uint64Var(&o.seed, "seed", 1, "seed of all random numbers")
	f.IntVarP(&o.workers, "workers", "w", 0, "runs to play side by side; 0: one for each processor")
	f.StringVar(&o.dir, "claims", "", "test the claims in this `folder` instead of those that are built in")
	f.BoolVar(&o.vary, "vary", false, "test them in worlds drawn from the plausible ranges of all assumptions too")
	f.IntVar(&o.worlds, "worlds", 100, "with --vary: how many worlds to draw")
	f.IntVar(&o.worldRuns, "world-runs", 100, "with --vary: how many runs to play of each scenario in each world")
	f.StringVarP(&o.out, "out", "o", "", "results folder (default results/claims)")
	f.BoolVar(&o.json, "json", false, "print what was found as one JSON object instead of a table")
	f.BoolVar(&o.list, "list", false, "list the claims and how they are tested; play nothing")
	f.BoolVar(&o.force, "force", false, "replace the results folder if it exists")
	f.BoolVar(&o.noChart, "no-charts", false, "draw no charts")
	c.ValidArgsFunction = o.complete
	return c
}

// check says what is wrong with the flags by themselves.
func (o *claimsOptions) check(given func(flag string) bool) error {
	switch {
	case o.runs < 2 || o.runs > mostClaimRuns:
		return usage("--runs: %d is not between 2 and %s", o.runs, count(mostClaimRuns))
	case o.workers < 0 || o.workers > mostWorkers:
		return usage("--workers: %d is not between 0 and %d", o.workers, mostWorkers)
	case o.worlds < 1 || o.worlds > mostWorlds:
		return usage("--worlds: %d is not between 1 and %s", o.worlds, count(mostWorlds))
	case o.worldRuns < 2 || o.worldRuns > mostClaimRuns:
		return usage("--world-runs: %d is not between 2 and %s", o.worldRuns, count(mostClaimRuns))
	case !o.vary && (given("worlds") || given("world-runs")):
		return usage("--worlds and --world-runs say how to vary; give --vary too")
	}
	return nil
}

// complete offers the ids of the claims to the shell.
func (o *claimsOptions) complete(_ *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
	list, err := o.all()
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var ids []string
	for i := range list {
		if id := list[i].ID; strings.HasPrefix(strings.ToLower(id), strings.ToLower(begun)) && !slices.Contains(args, id) {
			ids = append(ids, id+"\t"+list[i].Title)
		}
	}
	return ids, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
}

// all reads the claims that there are.
func (o *claimsOptions) all() ([]scenarios.Claim, error) {
	if o.dir == "" {
		return scenarios.Claims()
	}
	info, err := os.Stat(o.dir)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, fmt.Errorf("no folder of claims: %s; give one with a .toml file for each claim", o.dir)
	case err != nil:
		return nil, err
	case !info.IsDir():
		return nil, fmt.Errorf("not a folder: %s; give the folder that the claim is in", o.dir)
	}
	return scenarios.ReadClaimsIn(o.dir)
}

// claims are those with the ids given, or all, in their order.
func (o *claimsOptions) claims(ids []string) ([]scenarios.Claim, error) {
	list, err := o.all()
	if err != nil {
		return nil, &coded{exitInvalid, err.Error()}
	}
	if len(ids) == 0 {
		return list, nil
	}
	var known []string
	for i := range list {
		known = append(known, list[i].ID)
	}
	for _, id := range ids {
		if !slices.ContainsFunc(known, func(k string) bool { return strings.EqualFold(k, id) }) {
			hint := suggest(strings.ToUpper(id), known)
			if hint == "" {
				hint = "; there are " + strings.Join(known, ", ")
			}
			return nil, usage("no claim %s%s", id, hint)
		}
	}
	return slices.DeleteFunc(list, func(c scenarios.Claim) bool {
		return !slices.ContainsFunc(ids, func(id string) bool { return strings.EqualFold(id, c.ID) })
	}), nil
}

// claims is the command: play, judge, write, tell. Nothing is left on disk
// unless it comes to its end.
func (a *app) claims(ctx context.Context, list []scenarios.Claim, ids []string, o *claimsOptions) error {
	if o.out == "" {
		o.out = filepath.Join("results", "claims")
	}
	folder, err := record.Create(o.out, record.Options{Replace: o.force})
	if err != nil {
		return folderError(err)
	}
	defer folder.Abort()
	about := o.manifest(ids)
	found, err := a.testClaims(ctx, list, o)
	if err != nil {
		return err
	}
	if err := a.finishClaims(folder, found, about, o); err != nil {
		return folderError(err)
	}
	if o.json {
		err = a.printJSON(found)
	} else {
		err = a.printClaims(found)
	}
	if err != nil {
		return err
	}
	a.say("results: %s", o.out)
	if next := o.next(found, ids); next != "" {
		a.say("next: %s", next)
	}
	return nil
}

// testClaims plays the claims as they are, then, if asked, in other worlds.
func (a *app) testClaims(ctx context.Context, list []scenarios.Claim, o *claimsOptions) (*study.ClaimsResult, error) {
	bar := &counter{app: a, doing: "playing", unit: "runs"}
	found, err := study.TestClaims(ctx, list, study.ClaimsConfig{
		Seed: o.seed, Runs: o.runs, Workers: o.workers, Level: stats.Level95, Progress: bar.done, Abort: a.abort,
	})
	bar.clear()
	if err != nil || !o.vary {
		return found, claimsError(err)
	}
	bar = &counter{app: a, doing: "varying", unit: "worlds"}
	defer bar.clear()
	found.Worlds, err = study.VaryClaims(ctx, list, study.WorldsConfig{
		Seed: o.seed, Worlds: o.worlds, Runs: o.worldRuns, Workers: o.workers, Level: stats.Level95, Progress: bar.done, Abort: a.abort,
	})
	return found, claimsError(err)
}

// claimsError is an error of claims with its exit code: an arm that cannot be
// read is a scenario that is not valid.
func claimsError(err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(err, study.ErrAborted) {
		return &coded{exitInterrupted, "interrupted: nothing was kept; claims are told of all runs or none"}
	}
	if _, ok := errors.AsType[*study.ClaimError](err); ok {
		return &coded{exitInvalid, err.Error()}
	}
	return err
}

// counter is a progress that learns its total when something is done.
type counter struct {
	app         *app
	doing, unit string
	bar         *progress
}

func (c *counter) done(n, of int) {
	if c.bar == nil {
		c.bar = c.app.progressOf(c.doing, c.unit, of)
	}
	c.bar.done(n)
}

func (c *counter) clear() { c.bar.clear() }

// next is the command that tells more.
func (o *claimsOptions) next(found *study.ClaimsResult, ids []string) string {
	if !o.vary {
		words := append([]string{"backchannel", "claims"}, ids...)
		if o.dir != "" {
			words = append(words, "--claims", quote(o.dir))
		}
		return strings.Join(append(words, "--vary", "--out", quote(o.out+"-varied")), " ")
	}
	for i := range found.Claims {
		if c := &found.Claims[i]; c.Verdict == study.CannotTell {
			words := []string{"backchannel", "claims", quote(c.ID)}
			if o.dir != "" {
				words = append(words, "--claims", quote(o.dir))
			}
			return fmt.Sprintf("%s --runs %d --out %s", strings.Join(words, " "), min(4*o.runs, mostClaimRuns), quote(o.out+"-"+slug(c.ID)))
		}
	}
	return ""
}
