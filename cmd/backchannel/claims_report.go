package main

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"html/template"
	"strings"

	"backchannel/scenarios"
	"backchannel/sim/record"
	"backchannel/sim/study"
)

//go:embed claims.tmpl
var claimsTemplate string

// claimsPage is all that the page of claims shows. It is set as a report of a
// batch is.
type claimsPage struct {
	Title, Lead, Level string
	Style              template.CSS
	Paper              string // of a PDF; empty: whoever prints chooses
	Findings           []string
	Charts             []reportChart
	Claims             []claimPart
	Worlds             *study.ClaimWorlds
	WorldsTable        *reportTable
	Command            string
	Again              [][2]string
	Arms               reportTable
}

// claimPart is one claim.
type claimPart struct {
	ID, Title, Source, Verdict string
	Against                    bool
	Table                      reportTable
	Why                        [][2]string
}

// claimsReportOf writes the page of claims from the files of its folder.
func claimsReportOf(files map[string][]byte, m record.Manifest, paper string) ([]byte, error) {
	found := &study.ClaimsResult{}
	if err := json.Unmarshal(files[claimsFile], found); err != nil {
		return nil, fmt.Errorf("%s: %w", claimsFile, err)
	}
	charts, err := reportCharts(files)
	if err != nil {
		return nil, err
	}
	p := &claimsPage{
		Title: "Claims, and what the model says of them", Lead: claimsLead(found) + ". Simulation, not a forecast.",
		Level: fixed(100*found.Level, 0) + "%", Style: template.CSS(reportStyle), Paper: paper, // the style is our own
		Findings: claimsInWords(found), Charts: charts, Worlds: found.Worlds, Arms: armsTable(found),
	}
	for i := range found.Claims {
		p.Claims = append(p.Claims, claimPartOf(&found.Claims[i], i))
	}
	if found.Worlds != nil {
		t := worldsReport(found)
		p.WorldsTable = &t
	}
	words := make([]string, len(m.Command))
	for i, w := range m.Command {
		words[i] = quote(w)
	}
	p.Command = strings.Join(words, " ")
	p.Again = [][2]string{
		{"Seed", fmt.Sprint(found.Seed)},
		{"Version", strings.TrimSpace("backchannel " + m.Version + " " + m.Commit)},
		{"Built with", m.Go + " for " + m.Arch},
	}
	t, err := template.New(reportFile).Parse(reportTemplate)
	if err == nil {
		t, err = t.New("claims").Parse(claimsTemplate)
	}
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := t.Execute(&b, p); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func claimPartOf(c *study.ClaimResult, at int) claimPart {
	p := claimPart{ID: fmt.Sprintf("claim-%d", at+1), Title: c.ID + ". " + c.Title, Source: c.Source, Verdict: string(c.Verdict), Against: c.Against}
	p.Table = reportTable{
		ID: p.ID + "-tests", Caption: "Tests of " + c.ID, Class: "stacked",
		Head: []string{"What must be seen", "How", "Effect", "Smallest that matters", "Verdict"},
	}
	var g rowGroup
	for i := range c.Tests {
		x := &c.Tests[i]
		how := fmt.Sprintf("%s (%s): %s %s %s, on %s", x.Meaning, x.Metric, x.Arm, expectedWords(x.Expect), x.Than, plural(x.Runs, "run"))
		g.Rows = append(g.Rows, []cell{
			{Text: capital(x.Says)}, {Text: capital(how)}, {Text: effectOf(x)}, {Text: leastOf(x)}, {Text: string(x.Verdict)},
		})
		if x.Why != "" {
			p.Why = append(p.Why, [2]string{capital(x.Says), x.Why})
		}
	}
	p.Table.Groups = []rowGroup{g}
	return p
}

// expectedWords stands between the two arms of a test.
func expectedWords(expect string) string {
	if expect == scenarios.ExpectAlike {
		return "much as"
	}
	return expect + " than"
}

func leastOf(x *study.TestResult) string {
	switch x.Unit {
	case "share":
		return fmt.Sprintf("%v points", 100*x.Least)
	case "days":
		return fmt.Sprintf("%v days", x.Least)
	}
	return fmt.Sprint(x.Least)
}

// worldsReport is the table of worlds, by claim and test.
func worldsReport(found *study.ClaimsResult) reportTable {
	t := reportTable{
		ID: "table-worlds", Caption: "In what share of plausible worlds each claim holds", Class: "stacked",
		Head: []string{"Claim or test", "Holds in", "Shown in", "Refuted in", "Nothing to measure in", "Effect: median, 5% to 95% of worlds"},
	}
	row := func(name string, f *study.Fates, effect string) []cell {
		return []cell{{Text: name}, {Text: shareWithin(f.Holds)}, {Text: wholePercent(f.Shown)}, {Text: wholePercent(f.Refuted)}, {Text: plural(f.Silent, "world")}, {Text: effect}}
	}
	for i := range found.Worlds.Claims {
		c, f := &found.Claims[i], &found.Worlds.Claims[i]
		g := rowGroup{Title: c.ID + ". " + c.Title, Rows: [][]cell{row("All of it", &f.Fates, "")}}
		for j := range f.Tests {
			x := &f.Tests[j]
			g.Rows = append(g.Rows, row(capital(x.Says), &x.Fates, estimateIn(x.Effect, x.Unit)))
		}
		t.Groups = append(t.Groups, g)
	}
	return t
}

// armsTable says what was played.
func armsTable(found *study.ClaimsResult) reportTable {
	t := reportTable{ID: "table-arms", Caption: "Scenarios as they were played", Class: "stacked", Head: []string{"Scenario", "Runs", "SHA-256"}}
	var g rowGroup
	for i := range found.Arms {
		a := &found.Arms[i]
		g.Rows = append(g.Rows, []cell{{Text: armName(a)}, {Text: count(a.Runs)}, {Text: a.SHA256[:12]}})
	}
	t.Groups = []rowGroup{g}
	return t
}
