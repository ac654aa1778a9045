package main

import (
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"backchannel/scenarios"
	"backchannel/sim/stats"
	"backchannel/sim/study"
)

// printClaims prints what was found: the claims of the story, what cuts against
// it, in what share of worlds each holds, and a sentence.
func (a *app) printClaims(found *study.ClaimsResult) error {
	b := a.page()
	fmt.Fprintln(b, a.bold(b.wrap(claimsLead(found))))
	fmt.Fprintln(b)
	claimTables(found, func(against bool, what string) {
		t := newTable(claimColumns, table.Row{what, "effect (interval)", "verdict"})
		asBroken(t, 3)
		for i := range found.Claims {
			if c := &found.Claims[i]; c.Against == against {
				claimRows(t, c)
			}
		}
		render(b, t)
	})
	if found.Worlds != nil {
		claimTables(found, func(against bool, what string) { worldsTable(b, found, against, what) })
	}
	for _, sentence := range claimsInWords(found) {
		fmt.Fprintln(b, b.wrap(sentence))
	}
	_, err := io.WriteString(a.stdout, b.String())
	return err
}

// claimsLead says what was played.
func claimsLead(found *study.ClaimsResult) string {
	tests := 0
	for i := range found.Claims {
		tests += len(found.Claims[i].Tests)
	}
	return fmt.Sprintf("%s by %s, on %s of each scenario, seed %d",
		plural(len(found.Claims), "claim"), plural(tests, "test"), plural(found.Runs, "run"), found.Seed)
}

// claimTables writes a table of the claims of the story, if there are any, and
// one of those that cut against it.
func claimTables(found *study.ClaimsResult, write func(against bool, what string)) {
	for _, x := range []struct {
		against bool
		what    string
	}{{false, "claim"}, {true, "what cuts against the story"}} {
		for i := range found.Claims {
			if found.Claims[i].Against == x.against {
				write(x.against, x.what)
				break
			}
		}
	}
}

func claimRows(t table.Writer, c *study.ClaimResult) {
	t.AppendRow(table.Row{heading(c), "", string(c.Verdict)})
	for i := range c.Tests {
		x := &c.Tests[i]
		verdict := string(x.Verdict)
		if len(c.Tests) == 1 {
			verdict = ""
		}
		t.AppendRow(table.Row{hanging(x.Says, claimColumns), effectOf(x), verdict})
	}
	t.AppendSeparator()
}

// claimColumns is how wide a claim may be in a table.
const claimColumns = 34

// margin is how far what belongs to a claim stands to the right of its id.
const margin = "    "

// heading is a claim with its id hanging in front.
func heading(c *study.ClaimResult) string {
	text := hanging(c.Title, claimColumns)
	return c.ID + strings.Repeat(" ", max(len(margin)-len(c.ID), 1)) + strings.TrimPrefix(text, margin)
}

// hanging breaks a text into lines with a margin.
func hanging(words string, columns int) string { return wrapTo(words, columns-len(margin), margin) }

// asBroken leaves lines as they are broken in the cells of the first column, and
// sets the others to the right.
func asBroken(t table.Writer, columns int) {
	var list []table.ColumnConfig
	for i := 2; i <= columns; i++ {
		list = append(list, table.ColumnConfig{Number: i, Align: text.AlignRight, AlignHeader: text.AlignRight})
	}
	t.SetColumnConfigs(list)
}

// effectOf is "+51.5 points (45.4 to 57.7)".
func effectOf(x *study.TestResult) string { return estimateIn(x.Effect, x.Unit) }

// estimateIn writes an effect and its interval, with two digits of the latter.
func estimateIn(e stats.Estimate, unit string) string {
	if math.IsNaN(e.Value) {
		return "nothing to compare"
	}
	scale, name := 1.0, ""
	switch unit {
	case "share":
		scale, name = 100, " points"
	case "days":
		name = " days"
	}
	half := (e.High - e.Low) / 2 * scale
	if !(half > 0) || math.IsInf(half, 0) {
		half = math.Abs(e.Value*scale) / 10
	}
	digits := 1
	if half > 0 {
		digits = min(max(int(math.Ceil(-math.Log10(half))), 0), 4)
	}
	value := signed(fixed(e.Value*scale, digits)) + name
	if math.IsNaN(e.Low) || math.IsNaN(e.High) {
		return value
	}
	return fmt.Sprintf("%s (%s to %s)", value, fixed(e.Low*scale, digits), fixed(e.High*scale, digits))
}

// worldsTable says in what share of worlds claims hold, and each of their tests
// by itself.
func worldsTable(w io.Writer, found *study.ClaimsResult, against bool, what string) {
	t := newTable(claimColumns, table.Row{what, "holds in", "shown", "refuted"})
	asBroken(t, 4)
	for i := range found.Claims {
		c, f := &found.Claims[i], &found.Worlds.Claims[i]
		if c.Against != against {
			continue
		}
		t.AppendRow(append(table.Row{heading(c)}, fatesRow(&f.Fates)...))
		for j := range f.Tests {
			if len(f.Tests) > 1 {
				t.AppendRow(append(table.Row{hanging(f.Tests[j].Says, claimColumns)}, fatesRow(&f.Tests[j].Fates)...))
			}
		}
		t.AppendSeparator()
	}
	render(w, t)
}

func fatesRow(f *study.Fates) table.Row {
	return table.Row{shareWithin(f.Holds), wholePercent(f.Shown), wholePercent(f.Refuted)}
}

// shareWithin is "82% (76–87)".
func shareWithin(e stats.Estimate) string {
	if math.IsNaN(e.Value) {
		return "–"
	}
	return fmt.Sprintf("%s%% (%s–%s)", percent(e.Value, 0), percent(e.Low, 0), percent(e.High, 0))
}

func wholePercent(e stats.Estimate) string {
	if math.IsNaN(e.Value) {
		return "–"
	}
	return percent(e.Value, 0) + "%"
}

// claimsInWords counts the verdicts, and says what the shares of worlds mean.
func claimsInWords(found *study.ClaimsResult) []string {
	var out []string
	for _, against := range []bool{false, true} {
		n, by := 0, map[study.Verdict]int{}
		for i := range found.Claims {
			if found.Claims[i].Against == against {
				n++
				by[found.Claims[i].Verdict]++
			}
		}
		if n == 0 {
			continue
		}
		what := plural(n, "claim")
		if against {
			what = plural(n, "finding") + " against"
		}
		var parts []string
		for _, v := range study.Verdicts() {
			if by[v] > 0 {
				parts = append(parts, fmt.Sprintf("%s %d", v, by[v]))
			}
		}
		out = append(out, fmt.Sprintf("Of %s: %s.", what, strings.Join(parts, ", ")))
	}
	if w := found.Worlds; w != nil {
		out = append(out, fmt.Sprintf("Varied: %s, each drawn from its plausible range in %s, with %s of each scenario in each. "+
			"A claim holds in a world if the effect of each of its tests is on the claimed side there, however small, and it is shown if each is supported. "+
			"It is refuted if one is reversed, or surely too small to matter. In the other worlds so few runs cannot tell, and the dice decide on which side an effect near 0 lies.",
			plural(w.Assumptions, "assumption"), plural(w.Worlds, "world"), plural(w.Runs, "run")))
		if n := invalidWorlds(w); n > 0 {
			out = append(out, fmt.Sprintf("In up to %s a scenario contradicted itself: these are not counted.", plural(n, "world")))
		}
	}
	return append(out, "This is what follows from the mechanisms of the model under its assumptions, not how the world works.")
}

// invalidWorlds is the most worlds that any claim lost.
func invalidWorlds(w *study.ClaimWorlds) int {
	n := 0
	for i := range w.Claims {
		n = max(n, w.Claims[i].Invalid)
	}
	return n
}

// listClaims prints the claims and how they are tested.
func (a *app) listClaims(list []scenarios.Claim, asJSON bool) error {
	if asJSON {
		return a.printJSON(list)
	}
	b := a.page()
	for i := range list {
		c := &list[i]
		fmt.Fprintln(b, a.bold(b.wrap(c.ID+"  "+c.Title)))
		if c.Source != "" {
			fmt.Fprintln(b, wrapTo("source: "+c.Source, b.columns-4, "    "))
		}
		for _, t := range c.Tests {
			fmt.Fprintln(b, wrapTo(testInWords(&t), b.columns-4, "    "))
			if t.Why != "" {
				fmt.Fprintln(b, wrapTo(t.Why, b.columns-6, "      "))
			}
		}
		fmt.Fprintln(b)
	}
	_, err := io.WriteString(a.stdout, b.String())
	return err
}

// testInWords is "- envoys sign more deals: ukraine.deals, envoys more than ministries, by 0.1".
func testInWords(t *scenarios.ClaimTest) string {
	than := ""
	if t.Than != nil {
		than = t.Than.Name
	} else {
		than = fmt.Sprint(*t.Value)
	}
	how := t.Expect + " than"
	if t.Expect == scenarios.ExpectAlike {
		how = "alike to"
	}
	return fmt.Sprintf("- %s: %s, %s %s %s; at least %v matters", t.Says, t.Metric, t.Arm.Name, how, than, t.Least)
}
