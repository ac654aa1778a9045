package docs

import (
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"backchannel/scenarios"
	"backchannel/sim/stats"
	"backchannel/sim/study"
)

var claimsFile = flag.String("claims", "", "write the README's table of claims from this `file`, a claims.json of backchannel claims --vary")

// claimsDigest is of every claim and of every scenario that it plays: a table of
// others is out of date.
func claimsDigest(t *testing.T, list []scenarios.Claim) string {
	t.Helper()
	h := sha256.New()
	for i := range list {
		for _, x := range list[i].Tests {
			arms := []scenarios.ClaimArm{x.Arm}
			if x.Than != nil {
				arms = append(arms, *x.Than)
			}
			for _, a := range arms {
				s, err := a.Load()
				if err != nil {
					t.Fatal(err)
				}
				fmt.Fprintln(h, s.Hash())
			}
			value := "" // not the address
			if x.Value != nil {
				value = fmt.Sprint(*x.Value)
			}
			fmt.Fprintln(h, list[i].ID, x.Metric, x.Expect, value, x.Least, x.Portion)
		}
	}
	return fmt.Sprintf("%x", h.Sum(nil)[:8])
}

// TestClaimsOfTheReadme holds the README's table of claims to the claims and
// scenarios that there are, without playing them; -claims rewrites it.
func TestClaimsOfTheReadme(t *testing.T) {
	list, err := scenarios.Claims()
	if err != nil {
		t.Fatal(err)
	}
	digest := claimsDigest(t, list)
	text, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	const begin, end = "<!-- generated: claims ", "<!-- end generated -->"
	head, rest, ok1 := strings.Cut(string(text), begin)
	part, tail, ok2 := strings.Cut(rest, end)
	if !ok1 || !ok2 {
		t.Fatalf("README.md has lost its marks %q and %q", begin, end)
	}
	if *claimsFile != "" {
		part = digest + " -->\n\n" + claimsTable(t, list) + "\n"
		if err := os.WriteFile("../README.md", []byte(head+begin+part+end+tail), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if !strings.HasPrefix(part, digest+" -->") {
		t.Errorf("the README's table is of other claims or scenarios: run make claims")
	}
	at := 0
	for i := range list {
		row := fmt.Sprintf("\n| %s | %s |", list[i].ID, list[i].Title)
		next := strings.Index(part[at:], row)
		if next < 0 {
			t.Fatalf("the README's table lacks %s, or has it out of order: run make claims", list[i].ID)
		}
		at += next
	}
	if rows := strings.Count(part, "\n|") - 2; rows != len(list) {
		t.Errorf("the README's table has %d claims, and there are %d: run make claims", rows, len(list))
	}
}

// claimsTable is the table of what was found in worlds.
func claimsTable(t *testing.T, list []scenarios.Claim) string {
	t.Helper()
	text, err := os.ReadFile(*claimsFile)
	if err != nil {
		t.Fatal(err)
	}
	var found study.ClaimsResult
	if err := json.Unmarshal(text, &found); err != nil {
		t.Fatal(err)
	}
	w := found.Worlds
	if w == nil || len(w.Claims) != len(list) || len(found.Claims) != len(list) {
		t.Fatalf("%s is not of all claims in worlds: make it by backchannel claims --vary", *claimsFile)
	}
	whole := func(x float64) string { // never all or none where it is not
		switch {
		case x < 1 && x > 0.995:
			return ">99"
		case x > 0 && x < 0.005:
			return "<1"
		}
		return fmt.Sprintf("%.0f", 100*x)
	}
	percent := func(e stats.Estimate) string { return whole(e.Value) + " %" }
	var b strings.Builder
	fmt.Fprintln(&b, "| | claim | as written | holds in | shown in | refuted in |")
	fmt.Fprintln(&b, "|---|---|---|---|---|---|")
	for i := range list {
		c, f := &found.Claims[i], &w.Claims[i]
		if c.ID != list[i].ID || f.ID != c.ID {
			t.Fatalf("%s has %s in place of %s", *claimsFile, c.ID, list[i].ID)
		}
		holds := fmt.Sprintf("%s (%s–%s)", percent(f.Holds), whole(f.Holds.Low), whole(f.Holds.High))
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s |\n", c.ID, list[i].Title, c.Verdict, holds, percent(f.Shown), percent(f.Refuted))
	}
	english := message.NewPrinter(language.English)
	english.Fprintf(&b, "\n“As written”: on %d runs of each scenario, with intervals that hold at 95 %% for all\n", found.Runs)
	english.Fprintf(&b, "tests together. The rest: shares of %d worlds, with 95 %% Wilson intervals; in each,\n", w.Worlds)
	english.Fprintf(&b, "%d assumptions are drawn and %d runs of each scenario played.\n", w.Assumptions, w.Runs)
	return b.String()
}
