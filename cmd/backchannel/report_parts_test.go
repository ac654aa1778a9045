package main

import (
	"math"
	"slices"
	"strings"
	"testing"

	"backchannel/scenarios"
	"backchannel/sim/stats"
	"backchannel/sim/study"
)

// TestChartsStandWithTheirTalk: by the name of the file, which ends in the
// talk's, however names overlap.
func TestChartsStandWithTheirTalk(t *testing.T) {
	talks := []study.Section{{Name: "ossetia"}, {Name: "south-ossetia"}, {Name: "a b"}, {Name: "a-b"}}
	for name, want := range map[string]string{
		"outcomes-ossetia": "ossetia", "outcomes-south-ossetia": "south-ossetia", "reliability-365-ossetia": "ossetia",
		"dots-a-b": "a b", "dots-a-b-": "a-b", "new-kind-ossetia": "ossetia",
		"optimism-1": "together", "multiples": "together", "survival": "together",
		"standing": "people", "standing-2": "people", "reputation": "people", "convergence": "precision",
	} {
		s := &study.Summary{Talks: talks}
		p := &reportPage{Talks: make([]reportPart, len(talks)), Precision: &reportPart{}}
		p.place([]reportChart{{name: name, kind: kindOfAnyVersion(name)}}, s)
		var got []string
		for i := range p.Talks {
			if len(p.Talks[i].Charts) > 0 {
				got = append(got, talks[i].Name)
			}
		}
		for where, part := range map[string]*reportPart{"together": &p.Together, "people": &p.People, "precision": p.Precision} {
			if len(part.Charts) > 0 {
				got = append(got, where)
			}
		}
		if !slices.Equal(got, []string{want}) {
			t.Errorf("%s stands in %v, want %s", name, got, want)
		}
	}
	alone := &reportPage{Talks: make([]reportPart, 1)}
	alone.place([]reportChart{{name: "survival"}, {name: "optimism"}}, &study.Summary{Talks: talks[:1]})
	if n := len(alone.Talks[0].Charts); n != 2 {
		t.Errorf("%d of 2 charts stand with the only talk", n)
	}
}

// kindOfAnyVersion names kinds that a folder of another version may hold too.
func kindOfAnyVersion(name string) string {
	kind, _, _ := strings.Cut(name, "-")
	return kind
}

// told makes the forecast of a talk at signature: what was said on average, what
// came true, and by how much that may be off.
func told(talk string, said, came, off float64) study.Forecast {
	of := func(key, unit string, value, off float64) study.Measure {
		return study.Measure{Key: key, Unit: unit, Estimate: stats.Estimate{Value: value, Low: value - off, High: value + off, N: 500}}
	}
	return study.Forecast{
		Talk: talk, Channel: "at signature", Target: "a deal stands 365 days later",
		Measures: study.Measures{of("announced", "0 to 1", said, 0), of("happened", "share", came, off), of("excess", "-1 to 1", said-came, off)},
	}
}

// TestOptimismOfManyTalks: of more than two, the talk that overstated most is
// told, and called so only as far as the intervals go.
func TestOptimismOfManyTalks(t *testing.T) {
	for _, c := range []struct {
		name string
		list []study.Forecast
		want string
	}{
		{
			"clear",
			[]study.Forecast{told("a", 0.5, 0.4, 0.01), told("b", 0.7, 0.4, 0.02), told("c", 0.3, 0.5, 0.01)},
			"At signature, optimism overstated most in talk b. There the sides sounded 70% sure on average; that a deal stands 365 days later came true 40% of the time. That is 30.0 points too sure (95% interval 28.0 to 32.0). Over the 3 talks, what was said less what came true goes from -20.0 points (talk c) to 30.0.",
		},
		{
			"overlapping",
			[]study.Forecast{told("a", 0.5, 0.4, 0.05), told("b", 0.5, 0.35, 0.05), told("c", 0.3, 0.5, 0.01)},
			"overstated most in talk b, by the estimate: the interval overlaps that of 1 other talk. There",
		},
		{
			"never",
			[]study.Forecast{told("a", 0.3, 0.4, 0.01), told("b", 0.3, 0.5, 0.01), told("c", 0.3, 0.6, 0.01)},
			"At signature, in no talk was optimism clearly overstated; it came nearest to it in talk a. There",
		},
		{
			"one run",
			[]study.Forecast{told("a", 0.3, 0.4, math.NaN()), told("b", 0.3, 0.2, math.NaN()), told("c", 0.3, 0.6, math.NaN())},
			"in no talk was optimism clearly overstated; it came nearest to it in talk b. There the sides sounded 30% sure on average; that a deal stands 365 days later came true 20% of the time. There are too few runs",
		},
	} {
		s := &study.Summary{Talks: make([]study.Section, 3), Forecasts: c.list, Level: 0.95}
		if got := optimismInWords(s); len(got) != 1 || !strings.Contains(got[0], c.want) {
			t.Errorf("%s:\n%q, want\n%q", c.name, got, c.want)
		}
	}
	two := &study.Summary{Talks: make([]study.Section, 2), Forecasts: []study.Forecast{told("a", 0.5, 0.4, 0.01), told("b", 0.7, 0.4, 0.02)}, Level: 0.95}
	if got := optimismInWords(two); len(got) != 2 || !strings.HasPrefix(got[1], "At signature in talk b, the sides sounded 70% sure") {
		t.Errorf("two talks: %q", got)
	}
}

// TestMethodTellsWhatThePageShows, and nothing that it does not.
func TestMethodTellsWhatThePageShows(t *testing.T) {
	headings := func(s *study.Summary, charts ...reportChart) string {
		var out []string
		for _, w := range method(s, charts) {
			out = append(out, w.Name)
			if len(w.Sentences) != 1 || len(w.Sentences[0]) < 80 {
				t.Errorf("%s: %q", w.Name, w.Sentences)
			}
		}
		return strings.Join(out, ", ")
	}
	if got := headings(&study.Summary{}); got != "Shares, Means" {
		t.Errorf("of an empty batch: %s", got)
	}
	life := study.Summary{Talks: []study.Section{{Measures: study.Measures{{Key: "median_life", Estimate: stats.Estimate{N: 3}}}}}}
	if got := headings(&life); got != "Shares, Means, How long deals last, Median life" {
		t.Errorf("with a median life: %s", got)
	}
	life.Talks[0].Measures[0].Key = "restricted_life_365"
	if got := headings(&life); got != "Shares, Means, How long deals last, Days stood of the first 365" {
		t.Errorf("with a restricted mean life: %s", got)
	}
	looked := study.Summary{Precision: &study.Precision{}, Forecasts: make([]study.Forecast, 1)}
	if got := headings(&looked, reportChart{kind: "incidence"}, reportChart{kind: "dots"}, reportChart{kind: "standing"}, reportChart{kind: "reliability"}); got !=
		"Shares, Means, What ended deals, over time, Dots, Fans, Announced optimism, Reliability diagrams, Parts of the Brier score, Looking while runs go on" {
		t.Errorf("with all charts: %s", got)
	}
}

// TestPrecisionInWords: what was asked, what came of it, and what its interval
// allows for.
func TestPrecisionInWords(t *testing.T) {
	p := &study.Precision{
		Measure: "ukraine.standing_365", Meaning: "the first deal stood 365 days after its signature", Unit: "share",
		MaxLooks: 9, Looks: 4, Runs: 1688, Aim: new(0.03), Met: true, Level: 0.95, LookLevel: 0.9867,
		Estimate: stats.Estimate{Value: 0.37, Low: 0.341, High: 0.4, N: 1650},
	}
	got := strings.Join(lookedInWords(p), "\n")
	for _, want := range []string{
		"the first deal stood 365 days after its signature (ukraine.standing_365). After 1,688 runs, at look 4 of at most 9, it was 37.0% (34.1 to 40.0).",
		"The half-width asked for, 3 percentage points, was reached.",
		"with a probability of 95%; to make it so, each has a level of 98.67%.",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	p.Met = false
	if got := strings.Join(lookedInWords(p), " "); !strings.Contains(got, "was not reached by the last look") {
		t.Errorf("not met: %s", got)
	}
	p.Aim = nil
	if got := lookedInWords(p); len(got) != 2 {
		t.Errorf("without an aim: %q", got)
	}
}

// TestReportTellsWhatWasExpected, in the unit that the figure is shown in.
func TestReportTellsWhatWasExpected(t *testing.T) {
	if got := expectations(nil, "95%"); got != nil {
		t.Errorf("nothing was expected, and told: %v", got)
	}
	s := &study.Summary{Expectations: []study.Expected{{
		Metric: "ukraine.standing_365", Meaning: "the first deal stood 365 days after its signature", Unit: "share",
		Versus: "us-russia-2025-professionals-only", Comparison: "<", Why: "personal deals lapse",
		Figure: stats.Estimate{Value: -0.41, Low: -0.54, High: -0.28, N: 300}, Answer: study.Met,
	}}}
	var got []string
	for _, c := range expectations(s.Expectations, "95%").Groups[0].Rows[0] {
		got = append(append(got, c.Text), c.Lines...)
	}
	want := []string{
		"ukraine.standing_365 less that of us-russia-2025-professionals-only < 0 points",
		"The first deal stood 365 days after its signature.", "Why: personal deals lapse", "-41 points", "-54 to -28", "met",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestMethodKnowsEveryKind: a chart on the page is explained, or needs no more
// than its own caption.
func TestMethodKnowsEveryKind(t *testing.T) {
	least := len(method(&study.Summary{}, nil))
	plain := []string{"outcomes", "convergence"} // shares; the precision of a batch that was looked at
	for _, k := range chartKinds() {
		kind := k.name
		if told := len(method(&study.Summary{}, []reportChart{{kind: kind}})); told == least && !slices.Contains(plain, kind) {
			t.Errorf("the method says nothing of %s", kind)
		}
	}
}

// TestAssumptionsSayWhoseTheyAre: the value that was played, and whether it is
// the scenario's or the default, of which the source is named.
func TestAssumptionsSayWhoseTheyAre(t *testing.T) {
	s, err := scenarios.Load("us-russia-2025", scenarios.Options{Set: []string{"signing.gloss=0.2"}})
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string][]cell{}
	for _, table := range assumptions(s) {
		for _, row := range table.Groups[0].Rows {
			if len(row) != len(table.Head) {
				t.Errorf("%s %s: %d cells under %d heads", table.Caption, row[0].Text, len(row), len(table.Head))
			}
			rows[table.Caption+" "+row[0].Text] = row
		}
	}
	for _, c := range []struct{ entry, value, source string }{
		{"signing gloss", "0.2", "Assumption: given by the scenario."},
		{"signing sign_at", "0.6", "Assumption: the default, a modelling choice."},
		{"contact concession", "1", "Default: Faratin, Sierra & Jennings (1998)."},
		{"envoys lean", "0.35: Dmitriev; 0.45: Witkoff", "Assumption: given by the scenario."},
		{"envoys bias", "Dmitriev: sanctions -0.1, the rest 0; Witkoff: 0 for all", "Assumption: given by the scenario, or the default."},
		{"envoys fall_rate", "0.3/year: Dmitriev; 0.35/year: Witkoff", "Assumption where given by the scenario.; Default 0.3/year: 0.25 to 0.56 a year: published turnover of senior White House staff, 0.021 to 0.047 a month."},
		{"sides patience", "0.06 for all", "Assumption: the default, a modelling choice."},
		{"sides reliability", "reputation.prior for all", "Assumption: the default, a modelling choice."},
	} {
		row := rows[c.entry]
		if row == nil {
			t.Errorf("%s is not told", c.entry)
			continue
		}
		if got := strings.Join(row[1].Lines, "; "); got != c.value {
			t.Errorf("%s: %q, want %q", c.entry, got, c.value)
		}
		if got := strings.Join(row[2].Lines, "; "); got != c.source {
			t.Errorf("%s: %q, want %q", c.entry, got, c.source)
		}
	}
	// Whatever has a source is told, but for deals, of which it has none.
	for _, d := range scenarios.Params() {
		table, entry, _ := strings.Cut(d.Path, ".")
		entry = strings.TrimSuffix(strings.TrimPrefix(entry, "*."), ".*")
		if d.Source != "" && table != "deals" && rows[table+" "+entry] == nil {
			t.Errorf("%s is not told", d.Path)
		}
	}
}

// TestScenarioInWords: what stands at the start, and who would like to carry
// more.
func TestScenarioInWords(t *testing.T) {
	s, err := scenarios.Load("-", scenarios.Options{Stdin: strings.NewReader(`extends = "kremlin-2025"
[deals.old]
talk = "ukraine"
terms = { ceasefire = 0.5, arctic = 0.25 }
formality = 0.3
signers = ["Dmitriev", "Witkoff"]
`)})
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, w := range scenarioInWords(s) {
		all = append(all, w.Name)
		all = append(all, w.Sentences...)
	}
	text := strings.Join(all, "\n")
	for _, want := range []string{
		"Talk: china\nChina (Xi Jinping) and Russia (Vladimir Putin) negotiate over far-east, payments and pipeline.\n",
		"Sergei Shoigu carries messages for Russia (Vladimir Putin)",
		"Kirill Dmitriev would like to carry it too: whoever stands above 0.7 with his principal at a review may win it.",
		"At the start no envoy carries messages: professionals negotiate alone.\nSergei Kiriyenko and Sergei Shoigu would like to carry it too",
		"Deals that stand at the start\nold, in talk ukraine: arctic at 0.25 and ceasefire at 0.5; signed by Kirill Dmitriev and Steve Witkoff; 30% of its text is in professionals' hands.",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
}

// TestSandboxIsOffForRootAlone: root cannot have it, everyone else keeps it.
func TestSandboxIsOffForRootAlone(t *testing.T) {
	for uid, want := range map[int]bool{0: true, 1000: false, -1: false} {
		if got := slices.Contains(browserFlags("f", "f/p.html", "f/p.pdf", uid), "--no-sandbox"); got != want {
			t.Errorf("user %d: --no-sandbox is %v", uid, got)
		}
	}
}
