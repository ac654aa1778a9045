package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"backchannel/scenarios"
)

const diffHelp = `Say in what two scenarios differ, once all that they extend and every override
is worked in. A and B are files, names from the library, results folders (what
was played there), or one of them - for standard input. Only what can change a
run is told: not titles, and not how a value is written ("3w" is "21d").
The exit code is 0 whether they differ or not.

Examples:
  backchannel diff us-russia-2025 us-russia-2025-envoys-only
  backchannel diff us-russia-2025 mine.toml
  backchannel diff results/monday results/friday
  backchannel diff us-russia-2025 mine.toml --set clock.horizon=1y
  backchannel diff us-russia-2025 mine.toml --json`

// difference is what diff --json prints.
type difference struct {
	A       compared           `json:"a"`
	B       compared           `json:"b"`
	Changes []scenarios.Change `json:"changes"`
}

// compared is one of the scenarios that diff holds against each other.
type compared struct {
	Ref    string `json:"ref"` // as given
	Name   string `json:"name"`
	Title  string `json:"title"`
	SHA256 string `json:"sha256"`
}

// line says which scenario a column is of.
func (c compared) line(column string) string {
	return strings.Replace(wrapTo(fmt.Sprintf("%s: %s", c.Ref, c.Title), width-3, "   "), "  ", column+" ", 1)
}

func (a *app) diffCommand() *cobra.Command {
	var set []string
	var asJSON bool
	c := &cobra.Command{
		Use:   "diff A B [flags]",
		Short: "Say in what two scenarios differ",
		Long:  diffHelp,
		Args:  arguments(2, 2, "A or B"),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := checkSet(set); err != nil {
				return err
			}
			d, err := a.difference(args, set)
			switch {
			case err != nil:
				return err
			case asJSON:
				return a.printJSON(d)
			}
			return a.printDifference(d)
		},
	}
	c.Flags().StringArrayVar(&set, "set", nil, "override an entry of both scenarios, as `path=value`; may be repeated")
	c.Flags().BoolVar(&asJSON, "json", false, "print the differences as one JSON object")
	c.ValidArgsFunction = completeRefs(2)
	return c
}

func (a *app) difference(refs, set []string) (*difference, error) {
	if err := onceStdin(refs); err != nil {
		return nil, err
	}
	list := make([]*scenarios.Scenario, len(refs))
	what := make([]compared, len(refs))
	for i, ref := range refs {
		s, err := a.referred(ref, set)
		if err != nil {
			return nil, err
		}
		list[i], what[i] = s, compared{Ref: ref, Name: s.Name, Title: s.Title, SHA256: s.Hash()}
	}
	changes := scenarios.Diff(list[0], list[1])
	if changes == nil {
		changes = []scenarios.Change{} // [] in JSON, and not null
	}
	return &difference{A: what[0], B: what[1], Changes: changes}, nil
}

// printDifference prints a table of what changed and a list of who is in one
// scenario only.
func (a *app) printDifference(d *difference) error {
	b := a.page()
	fmt.Fprintf(b, "%s\n%s\n\n", d.A.line("A"), d.B.line("B"))
	changesTable(b, d.Changes)
	a.onlyIn(b, "only in A", d.Changes, scenarios.Removed)
	a.onlyIn(b, "only in B", d.Changes, scenarios.Added)
	fmt.Fprintln(b, a.bold(b.wrap(inWords(d.Changes))))
	if _, err := fmt.Fprint(a.stdout, b.String()); err != nil {
		return err
	}
	if i := slices.IndexFunc(d.Changes, func(c scenarios.Change) bool { return c.Kind == scenarios.Changed }); i >= 0 {
		a.say("next: backchannel params %s", quote(d.Changes[i].Path))
	}
	return nil
}
