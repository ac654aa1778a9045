package main

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"backchannel/plots"
	"backchannel/scenarios"
	"backchannel/sim/study"
)

// verdictsInOneChart is how many claims share a chart, with their two headings.
const verdictsInOneChart = 18

// claimsDrawing is what the charts of claims are drawn from.
type claimsDrawing struct {
	found   *study.ClaimsResult
	version string // of the program that played them
}

// claimKinds are the kinds of chart that claims are drawn as: the effects of all
// tests, and the worlds in which each claim holds.
func claimKinds() []string { return []string{"verdicts", "worlds"} }

// asked makes the charts of the kinds asked for; nil: all that there are.
func (d *claimsDrawing) asked(kinds []string) ([]picture, error) {
	for _, k := range kinds {
		switch {
		case !slices.Contains(claimKinds(), k):
			return nil, fmt.Errorf("no chart of kind %s: claims have %s", k, strings.Join(claimKinds(), ", "))
		case k == "worlds" && d.found.Worlds == nil:
			return nil, fmt.Errorf("no chart of kind %s: nothing was varied; play the claims with --vary", k)
		}
	}
	var index []int
	for i := range d.found.Claims {
		index = append(index, i)
	}
	var out []picture
	for _, k := range claimKinds() {
		worlds := k == "worlds"
		if kinds != nil && !slices.Contains(kinds, k) || worlds && d.found.Worlds == nil {
			continue
		}
		out = append(out, inParts(k, index, verdictsInOneChart, func(part []int) plots.Chart { return d.verdicts(part, worlds) })...)
	}
	return out, nil
}

func (d *claimsDrawing) verdicts(part []int, worlds bool) plots.Chart {
	found := d.found
	c := plots.Verdicts{Words: plots.Words{
		Title:    verdictsTitle(found),
		Subtitle: "Each claim by the tests it stands or falls with. Grey: too small to matter",
		Caption: plots.Caption{
			Measure: fmt.Sprintf("Paired differences; intervals hold at %s%% for all tests together; seed %d", fixed(100*found.Level, 0), found.Seed),
			Source:  "Backchannel simulation, no forecast", N: found.Runs, Unit: "runs of each scenario", Version: d.version,
		},
	}}
	if worlds {
		w := found.Worlds
		c.Words.Title = worldsTitle(w)
		c.Words.Subtitle = "A world draws every assumption from its plausible range"
		c.Words.Caption.Measure = fmt.Sprintf("%s drawn; %s of each scenario in each world; 95%% Wilson intervals; seed %d", plural(w.Assumptions, "assumption"), plural(w.Runs, "run"), w.Seed)
		c.Words.Caption.N, c.Words.Caption.Unit = w.Worlds, "worlds"
	}
	for _, against := range []bool{false, true} {
		g := plots.VerdictGroup{Name: "Claims of the story"}
		if against {
			g.Name = "What cuts against it"
		}
		for _, i := range part {
			if found.Claims[i].Against == against {
				g.Rows = append(g.Rows, verdictRow(found, i, worlds))
			}
		}
		if len(g.Rows) > 0 {
			c.Groups = append(c.Groups, g)
		}
	}
	return c
}

func verdictRow(found *study.ClaimsResult, claim int, worlds bool) plots.VerdictRow {
	c := &found.Claims[claim]
	r := plots.VerdictRow{ID: c.ID, Name: c.Title, Verdict: judgement(c.Verdict)}
	for i := range c.Tests {
		r.Tests = append(r.Tests, plots.VerdictTest{Effect: inLeasts(&c.Tests[i]), Verdict: judgement(c.Tests[i].Verdict)})
	}
	if worlds {
		f := &found.Worlds.Claims[claim]
		r.Worlds = &plots.WorldShares{
			Holds: plots.Interval{Value: f.Holds.Value, Low: f.Holds.Low, High: f.Holds.High},
			Shown: f.Shown.Value, Refuted: f.Refuted.Value,
		}
	}
	return r
}

// inLeasts is an effect in units of the smallest that matters, above 0 on the
// claimed side. Of effects said to be alike, more is to the right.
func inLeasts(t *study.TestResult) plots.Interval {
	e := plots.Interval{Value: t.Effect.Value / t.Least, Low: t.Effect.Low / t.Least, High: t.Effect.High / t.Least}
	if t.Expect == scenarios.ExpectLess || t.Expect == scenarios.ExpectNotMore {
		e.Value, e.Low, e.High = -e.Value, -e.High, -e.Low
	}
	if !(t.Least > 0) { // any effect matters: there is no unit
		nan := math.NaN()
		e.Value, e.Low, e.High = nan, nan, nan
	}
	return e
}

func judgement(v study.Verdict) plots.Judgement {
	switch v {
	case study.Supported:
		return plots.Supported
	case study.NotSupported:
		return plots.NotSupported
	case study.Reversed:
		return plots.Reversed
	default:
		return plots.CannotTell
	}
}

// verdictsTitle counts what is supported.
func verdictsTitle(found *study.ClaimsResult) string {
	n, yes := map[bool]int{}, map[bool]int{}
	for i := range found.Claims {
		c := &found.Claims[i]
		n[c.Against]++
		if c.Verdict == study.Supported {
			yes[c.Against]++
		}
	}
	switch {
	case n[false] == 0:
		return fmt.Sprintf("%d of %s against the story supported", yes[true], plural(n[true], "finding"))
	case n[true] == 0:
		return fmt.Sprintf("%d of %s supported", yes[false], plural(n[false], "claim"))
	}
	return fmt.Sprintf("%d of %s supported, %d of %s against", yes[false], plural(n[false], "claim"), yes[true], plural(n[true], "finding"))
}

// worldsTitle counts the claims that surely hold in more than half of all
// worlds.
func worldsTitle(w *study.ClaimWorlds) string {
	n := 0
	for i := range w.Claims {
		if w.Claims[i].Holds.Low > 0.5 {
			n++
		}
	}
	return fmt.Sprintf("%d of %s hold in most plausible worlds", n, plural(len(w.Claims), "claim"))
}
