package docs

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// blocks returns the fenced blocks of a language in a Markdown text.
func blocks(text, language string) []string {
	fence := regexp.MustCompile("(?ms)^```" + language + "\n(.*?)^```")
	var out []string
	for _, m := range fence.FindAllStringSubmatch(text, -1) {
		out = append(out, m[1])
	}
	return out
}

// TestCommandsOfTheReadmeRun runs every command of the README in an empty
// folder, as a newcomer would, in order. Targets of make are what CI calls
// anyway: here they must exist, and CI must call them.
func TestCommandsOfTheReadmeRun(t *testing.T) {
	if testing.Short() {
		t.Skip("plays thousands of runs")
	}
	commandsRun(t, "../README.md", "plain.toml")
}

// TestCommandsOfThePageOfSweepsRun runs those of the page on sweeps likewise.
func TestCommandsOfThePageOfSweepsRun(t *testing.T) {
	if testing.Short() {
		t.Skip("plays thousands of runs")
	}
	commandsRun(t, "sweeps.md", "unsure.toml")
}

// commandsRun runs every command of a page in an empty folder that has its scenario.
func commandsRun(t *testing.T, page, scenario string) {
	t.Helper()
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	makefile, err := os.ReadFile("../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	ci, err := os.ReadFile("../.ci/run")
	if err != nil {
		t.Fatal(err)
	}
	home := t.TempDir()
	bin := filepath.Join(home, "bin")
	work := filepath.Join(home, "work")
	if !strings.Contains(string(text), "\ngo install ") { // else the page does so
		build := exec.CommandContext(t.Context(), "go", "build", "-o", filepath.Join(bin, "backchannel"), "backchannel/cmd/backchannel")
		if out, err := build.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	if err := os.Mkdir(work, 0o777); err != nil {
		t.Fatal(err)
	}
	for _, toml := range blocks(string(text), "toml") {
		if err := os.WriteFile(filepath.Join(work, scenario), []byte(toml), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for line := range strings.Lines(strings.Join(blocks(string(text), "sh"), "")) {
		words := strings.Fields(line)
		switch {
		case len(words) == 0:
			continue
		case words[0] == "make":
			if !strings.Contains(string(makefile), "\n"+words[1]+":") || !strings.Contains(string(ci), "make "+words[1]) {
				t.Errorf("%s: the Makefile has no such target, or CI does not call it", line)
			}
			continue
		}
		c := exec.CommandContext(t.Context(), words[0], words[1:]...)
		c.Dir = work
		if words[0] == "go" {
			c.Dir = ".."
			c.Env = append(os.Environ(), "GOBIN="+bin)
		} else {
			if words[0] != "backchannel" {
				t.Errorf("%s runs %s, which this test does not know", page, words[0])
				continue
			}
			c.Path = filepath.Join(bin, words[0])
			c.Err = nil
		}
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", strings.TrimSpace(line), err, out)
		}
	}
}

// TestReadmeFilesExist holds the files and pictures that the documentation
// links to.
func TestReadmeFilesExist(t *testing.T) {
	pages, err := filepath.Glob("*.md")
	if err != nil {
		t.Fatal(err)
	}
	pages = append(pages, "../README.md")
	link := regexp.MustCompile(`\]\(([^)#:]+)\)`)
	for _, page := range pages {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllStringSubmatch(string(text), -1) {
			if _, err := os.Stat(filepath.Join(filepath.Dir(page), m[1])); err != nil {
				t.Errorf("%s links to %s, which is not there", page, m[1])
			}
		}
	}
}

// TestReadmeTellsEveryFileOfAResultsFolder plays a few runs of a scenario in which
// something is not known, looked at, and holds the table of the README to what is in
// the folder.
func TestReadmeTellsEveryFileOfAResultsFolder(t *testing.T) {
	text, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "r")
	c := exec.CommandContext(t.Context(), "go", "run", "backchannel/cmd/backchannel", "run", "us-russia-2025-uncertain", "--runs", "20", "--on", "signed", "--out", out, "--quiet")
	if msg, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, msg)
	}
	entries, err := os.ReadDir(out)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		name := e.Name()
		if e.IsDir() {
			name += "/"
		}
		names = append(names, name)
		if !strings.Contains(string(text), "`"+name+"`") {
			t.Errorf("the README does not tell what %s is", name)
		}
	}
	for _, m := range regexp.MustCompile("(?m)^\\| (`[^|]+`) \\| [^|]+ \\|$").FindAllStringSubmatch(string(text), -1) {
		for name := range strings.SplitSeq(m[1], ", ") {
			name = strings.Trim(name, "`")
			if strings.HasSuffix(name, ".parquet") && !slices.Contains(names, name) {
				t.Errorf("the README tells of %s, which is not there", name)
			}
		}
	}
}

// TestReadmeShowsWhatMakeRunShows holds the table in the README to what its
// first command prints; -update rewrites it and the pictures.
func TestReadmeShowsWhatMakeRunShows(t *testing.T) {
	if testing.Short() {
		t.Skip("plays thousands of runs")
	}
	if runtime.GOARCH != "amd64" {
		t.Skip("the figures shown are those of amd64; elsewhere the last digit may differ")
	}
	out := filepath.Join(t.TempDir(), "r")
	c := exec.CommandContext(t.Context(), "go", "run", "backchannel/cmd/backchannel", "run", "us-russia-2025", "--runs", "4000", "--out", out)
	table, err := c.Output()
	if err != nil {
		t.Fatal(err)
	}
	if !generated(t, "../README.md", "table", "```\n"+string(table)+"```\n") {
		t.Error("the table in the README is out of date; run make charts and look at the pictures")
	}
	if !*update {
		return
	}
	for _, chart := range []string{"survival", "optimism", "reliability-365", "outcomes", "incidence"} {
		picture, err := os.ReadFile(filepath.Join(out, "charts", chart+".png"))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join("images", chart+".png"), picture, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// TestReadmeQuotesItsComparison holds what the README quotes of its comparison to
// what that says; -update takes its picture over.
func TestReadmeQuotesItsComparison(t *testing.T) {
	if testing.Short() {
		t.Skip("plays thousands of runs")
	}
	text, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	told := strings.Join(strings.Fields(string(text)), " ")
	command := regexp.MustCompile("```sh backchannel (compare [^`]+) ```").FindStringSubmatch(told)
	quote := regexp.MustCompile("told in words, such as “([^”]+)”").FindStringSubmatch(told)
	if command == nil || quote == nil {
		t.Fatal("the README has no comparison, or quotes nothing of it")
	}
	out := filepath.Join(t.TempDir(), "c")
	words := append([]string{"run", "backchannel/cmd/backchannel"}, strings.Fields(command[1])...)
	words = append(words, "--out", out)
	if !*update {
		words = append(words, "--no-charts")
	}
	said, err := exec.CommandContext(t.Context(), "go", words...).Output()
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(said), "  - "+quote[1]+"\n") {
		t.Errorf("the README quotes %q, which this does not say:\n%s", quote[1], said)
	}
	if *update {
		picture, err := os.ReadFile(filepath.Join(out, "charts", "survival.png"))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join("images", "comparison.png"), picture, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}
