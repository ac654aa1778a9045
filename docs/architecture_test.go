// Package docs tests the documentation: that the architecture it draws is the
// one that is built, that its commands run, and that its generated parts are
// up to date.
package docs

import (
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"
)

// imports says which packages of ours each package may import.
const imports = `
sim             :
sim/stats       :
sim/design      :
sim/uncertain   :
scenarios       : sim sim/uncertain
sim/record      : sim
sim/study       : sim sim/uncertain sim/stats sim/design sim/record scenarios
plots           : sim/stats sim/record
cmd/backchannel : sim sim/uncertain sim/stats sim/record sim/study scenarios plots
`

// alone says which packages are the only ones to use a library or a part of
// the standard library. Resampling in sim/stats and sim/study and the points of
// sim/design take their generator from the caller, or from a named stream of sim.
const alone = `
golang.org/x/exp/rand                     : sim
github.com/BurntSushi/toml                : scenarios
github.com/pelletier/go-toml/v2/unstable  : scenarios
github.com/parquet-go/parquet-go          : sim/record
github.com/gofrs/flock                    : sim/record
gonum.org/v1/plot                         : plots
github.com/spf13/cobra                    : cmd/backchannel
golang.org/x/term                         : cmd/backchannel
github.com/schollz/progressbar/v3         : cmd/backchannel
github.com/jedib0t/go-pretty/v6/table     : cmd/backchannel
os/signal                                 : cmd/backchannel
log/slog                                  : cmd/backchannel
math/rand                                 :
math/rand/v2                              : sim/stats sim/design sim/study
`

// table parses lines of the form "key : words".
func table(t *testing.T, text string) map[string][]string {
	t.Helper()
	rows := map[string][]string{}
	for line := range strings.Lines(strings.TrimSpace(text)) {
		key, words, ok := strings.Cut(line, ":")
		if !ok {
			t.Fatalf("no colon in %q", line)
		}
		rows[strings.TrimSpace(key)] = strings.Fields(words)
	}
	return rows
}

// built lists the packages of the module, by path below it, with what each
// imports outside its tests.
func built(t *testing.T) map[string][]string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "list", "-f",
		`{{if .GoFiles}}{{.ImportPath}}: {{join .Imports " "}}{{end}}`, "backchannel/...").Output()
	if err != nil {
		t.Fatal(err)
	}
	packages := map[string][]string{}
	for name, words := range table(t, string(out)) {
		packages[strings.TrimPrefix(name, "backchannel/")] = words
	}
	return packages
}

func TestImportsPointOneWay(t *testing.T) {
	may := table(t, imports)
	for name, uses := range built(t) {
		allowed, known := may[name]
		if !known {
			t.Errorf("package %s is not in the table of docs/architecture.md; add it there and here", name)
		}
		for _, use := range uses {
			if ours, ok := strings.CutPrefix(use, "backchannel/"); ok && !slices.Contains(allowed, ours) {
				t.Errorf("%s imports %s; it may import %v", name, ours, allowed)
			}
		}
	}
}

func TestLibrariesHaveOneRoom(t *testing.T) {
	rooms := table(t, alone)
	for name, uses := range built(t) {
		for _, use := range uses {
			for library, room := range rooms {
				if (use == library || library == "gonum.org/v1/plot" && strings.HasPrefix(use, library+"/")) && !slices.Contains(room, name) {
					t.Errorf("%s uses %s, which belongs in %v", name, use, room)
				}
			}
		}
	}
}

func TestTopLevelPackagesOfTheTableExist(t *testing.T) {
	have := built(t)
	for name := range table(t, imports) {
		if _, ok := have[name]; !ok {
			t.Errorf("package %s, of which the table speaks, does not exist (%s)", name, path.Base(name))
		}
	}
}
