package docs

import (
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"backchannel/scenarios"
)

var unknownFolder = flag.String("unknown", "", "write what the README says of uncertain inputs from this `folder`, which holds the results sensitivity and sweep of us-russia-2025 --assumptions")

// assumptionsDigest is of a scenario and of all that can vary in it, with its
// plausible range: words and pictures of another are out of date.
func assumptionsDigest(t *testing.T, name string) string {
	t.Helper()
	s, err := scenarios.Load(name, scenarios.Options{})
	if err != nil {
		t.Fatal(err)
	}
	h := sha256.New()
	fmt.Fprintln(h, s.Hash())
	for _, in := range s.Plausible() {
		fmt.Fprintln(h, in.Path, in.Dist)
	}
	return fmt.Sprintf("%x", h.Sum(nil)[:8])
}

// TestUnknownOfTheReadme holds what the README says and shows of uncertain inputs to
// the scenario that there is, without playing it; -unknown rewrites it.
func TestUnknownOfTheReadme(t *testing.T) {
	digest := assumptionsDigest(t, "us-russia-2025")
	text, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	const begin, end = "<!-- generated: unknown ", "<!-- end generated -->"
	head, rest, ok1 := strings.Cut(string(text), begin)
	part, tail, ok2 := strings.Cut(rest, end)
	if !ok1 || !ok2 {
		t.Fatalf("README.md has lost its marks %q and %q", begin, end)
	}
	if *unknownFolder != "" {
		part = digest + " -->\n\n" + unknownWords(t) + "\n"
		if err := os.WriteFile("../README.md", []byte(head+begin+part+end+tail), 0o666); err != nil {
			t.Fatal(err)
		}
		for picture, of := range map[string]string{"tornado": "sensitivity", "sobol": "sensitivity", "conditions": "sweep"} {
			copyPicture(t, filepath.Join(*unknownFolder, of, "charts"), picture)
		}
	}
	if !strings.HasPrefix(part, digest+" -->") {
		t.Error("what the README says of uncertain inputs is of another scenario: run make charts")
	}
	for _, picture := range []string{"tornado", "sobol", "conditions"} {
		if !strings.Contains(part, "docs/images/"+picture+".png") {
			t.Errorf("the README does not show %s.png: run make charts", picture)
		}
	}
}

func copyPicture(t *testing.T, from, name string) {
	t.Helper()
	picture, err := os.ReadFile(filepath.Join(from, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join("images", name+".png"), picture, 0o666); err != nil {
		t.Fatal(err)
	}
}

// unknownWords are the findings of both studies, above their pictures.
func unknownWords(t *testing.T) string {
	t.Helper()
	var sensitivity struct {
		InWords []struct {
			Sentences []string `json:"sentences"`
		} `json:"in_words"`
		Inputs  []struct{} `json:"inputs"`
		Methods []struct {
			Points int `json:"points"`
			Runs   int `json:"runs"`
		} `json:"methods"`
	}
	var sweep struct {
		Points    int `json:"points"`
		Runs      int `json:"runs"`
		Discovery []struct {
			InWords []string `json:"in_words"`
		} `json:"discovery"`
	}
	readJSON(t, filepath.Join(*unknownFolder, "sensitivity", "sensitivity.json"), &sensitivity)
	readJSON(t, filepath.Join(*unknownFolder, "sweep", "sweep.json"), &sweep)
	runs := 0
	for _, m := range sensitivity.Methods {
		runs += m.Points * m.Runs
	}
	english := message.NewPrinter(language.English)
	var b strings.Builder
	english.Fprintf(&b, "With each of the %d assumptions of `us-russia-2025` anywhere in its plausible range, on\n%d runs, `sensitivity --assumptions` says:\n\n", len(sensitivity.Inputs), runs)
	for _, s := range sensitivity.InWords[0].Sentences {
		fmt.Fprintf(&b, "- %s\n", s)
	}
	b.WriteString("\n![Sobol bars: the share of what is uncertain in whether a first deal stands a year that each group of inputs accounts for, by itself and in all, with intervals](docs/images/sobol.png)\n\n")
	b.WriteString("Each input alone, moved from its 5th to its 95th percentile:\n\n")
	b.WriteString("![Tornado: by how much the share of first deals that stand a year moves with each input](docs/images/tornado.png)\n\n")
	english.Fprintf(&b, "And when deals hold, says `sweep --assumptions` of %d points of %d runs each, by points\nthat were not used to find the conditions:\n\n", sweep.Points, sweep.Runs)
	for _, s := range sweep.Discovery[0].InWords {
		fmt.Fprintf(&b, "> %s\n", s)
	}
	b.WriteString("\n![Box of conditions: the range of each input that it restricts, and how often deals stand a year in it and elsewhere](docs/images/conditions.png)\n")
	return b.String()
}

func readJSON(t *testing.T, file string, to any) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, to); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
}
