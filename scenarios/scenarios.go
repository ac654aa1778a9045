// Package scenarios reads scenario files: the library embedded in the program
// and files of the user's own. It resolves what a file extends, applies
// overrides, checks everything against the declarations in package sim, and
// reports all that is wrong at once, with the place and the fix. Diff says in
// what two scenarios differ; Assumptions and With vary the numbers of one over
// what is plausible.
package scenarios

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"backchannel/sim"
)

//go:embed *.toml
var library embed.FS

// Scenario is a scenario that has been read and checked.
type Scenario struct {
	Name        string // of the file or library entry, without folder and ending
	Title       string // Name if none is given
	Description string
	Start       time.Time // midnight UTC
	Sim         *sim.Scenario
	Expect      []Expectation // of this scenario alone: they are not taken over by those that extend it

	// Inputs are the numbers of Sim that the file says are uncertain, in the
	// order of Params, actors in order of name. Sim has each at the median of its
	// distribution.
	Inputs       []Input
	Correlations []Correlation // between Inputs, in their order
	Sweep        *SweepPlan    // nil: the file says nothing of it

	ties         []tie         // in order of their followers
	declarations *declarations // nil: not asked for yet
}

// Names lists the library, in alphabetical order.
func Names() []string {
	entries, err := library.ReadDir(".")
	if err != nil {
		panic(err) // the files are part of the program
	}
	names := make([]string, 0, len(entries))
	for _, e := range entries {
		names = append(names, strings.TrimSuffix(e.Name(), ".toml"))
	}
	slices.Sort(names) // the files were in the order of their names with the ending
	return names
}

// Options say how a scenario is read.
type Options struct {
	Set   []string  // overrides, as "sides.Russia.clarity=0.4"
	Stdin io.Reader // what the reference "-" reads; nil: nothing
}

// Load reads a scenario: ref is "-", the path of a file (anything with a
// path separator or the ending .toml), or a name from the library. An error
// about the scenario's text is of type Problems; all of them are reported at
// once. A name or a file that is not there is reported in the same way.
func Load(ref string, o Options) (*Scenario, error) {
	l := &loader{added: map[string][]string{}}
	root := l.open(ref, o.Stdin)
	if root == nil {
		return nil, l.problems()
	}
	tree := l.resolve(root, []*file{root})
	if tree == nil || len(l.faults) > 0 {
		return nil, l.problems()
	}
	l.findVersus(root)
	for i, set := range o.Set {
		l.override(tree, &source{name: "--set", text: set, order: i})
	}
	r := &reader{root: tree, rescaled: l.rescaled, added: l.added}
	s := r.read()
	if all := append(l.faults, r.faults...); len(all) > 0 {
		return nil, all.problems()
	}
	s.Name = nameOf(ref)
	if s.Title == "" {
		s.Title = s.Name
	}
	return s, nil
}

// nameOf is the name that a reference gives a scenario: fit to be a title,
// whatever the file is called.
func nameOf(ref string) string {
	if ref == "-" {
		return "stdin"
	}
	name := strings.ToValidUTF8(strings.TrimSuffix(filepath.Base(ref), ".toml"), "_")
	name = strings.Map(func(c rune) rune {
		if unseen(c) {
			return '_'
		}
		return c
	}, name)
	return strings.ToValidUTF8(name[:min(len(name), longestLine)], "")
}

// isPath tells a file from a name of the library. A file without the ending
// counts if it is there and the library has no scenario of that name.
func isPath(ref string) bool {
	if strings.ContainsRune(ref, '/') || strings.ContainsRune(ref, os.PathSeparator) || strings.HasSuffix(ref, ".toml") {
		return true
	}
	if slices.Contains(Names(), ref) {
		return false
	}
	_, err := os.Stat(ref)
	return err == nil
}

// Resolved returns the whole scenario as a file that stands alone: what it
// extends and the overrides worked in, every entry written out with its unit,
// tables in order of name. Loading it gives the same scenario, but for
// expectations versus another file, which are left in a comment: the file they
// speak of does not come along.
func (s *Scenario) Resolved() []byte { return newWriter(s).all() }

// Hash returns the SHA-256 of the resolved scenario, in hexadecimal, without
// its name, title, description, expectations, reasons and plan of a sweep:
// scenarios of one hash play the same runs.
func (s *Scenario) Hash() string {
	sum := sha256.Sum256(s.bare().Resolved())
	return hex.EncodeToString(sum[:])
}

// bare returns the scenario without all that makes no difference to its runs.
// What is the same as a number that is known is as good as known itself.
func (s *Scenario) bare() *Scenario {
	bare := *s
	bare.Title, bare.Description, bare.Expect, bare.Sweep = "", "", nil, nil
	bare.Inputs, bare.Correlations, bare.ties = slices.Clone(s.Inputs), slices.Clone(s.Correlations), nil
	for i := range bare.Inputs {
		bare.Inputs[i].Why = ""
	}
	for i := range bare.Correlations {
		bare.Correlations[i].Why = ""
	}
	for _, t := range s.ties {
		if s.input(t.leader) != nil {
			bare.ties = append(bare.ties, t)
		}
	}
	return &bare
}
