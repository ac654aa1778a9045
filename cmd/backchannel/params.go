package main

import (
	"fmt"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"backchannel/scenarios"
)

const paramsHelp = `Say what the entries of a scenario mean: unit, range, default and where the
default is from. PATH is an entry, or the beginning of some; without it, all are
listed. In a path, * stands for a name of your own.

Examples:
  backchannel params
  backchannel params sides
  backchannel params sides.*.clarity
  backchannel params sides.Russia.clarity
  backchannel params collapse --json`

func (a *app) paramsCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "params [PATH]",
		Short: "Say what every dial of a scenario means",
		Long:  paramsHelp,
		Args:  arguments(0, 1, ""),
		RunE: func(_ *cobra.Command, args []string) error {
			path := ""
			if len(args) > 0 {
				path = args[0]
			}
			docs, err := findParams(scenarios.Params(), path)
			if err != nil {
				return err
			}
			switch {
			case asJSON:
				return a.printJSON(docs)
			case len(docs) == 1:
				return a.printParam(docs[0])
			default:
				return a.printParams(docs)
			}
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print a JSON list")
	c.ValidArgsFunction = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		var paths []string
		for _, d := range scenarios.Params() {
			paths = append(paths, d.Path)
		}
		return paths, cobra.ShellCompDirectiveNoFileComp
	}
	return c
}

// findParams returns the entry of that path, or else those that begin with it.
func findParams(docs []scenarios.Doc, path string) ([]scenarios.Doc, error) {
	parts := strings.Split(path, ".")
	if path == "" {
		parts = nil
	}
	var found []scenarios.Doc
	for _, d := range docs {
		if known := strings.Split(d.Path, "."); fits(known, parts) {
			if len(known) == len(parts) {
				return []scenarios.Doc{d}, nil
			}
			found = append(found, d)
		}
	}
	if len(found) > 0 {
		return found, nil
	}
	return nil, usage("no such entry: %s%s", path, suggestParam(docs, parts))
}

// fits reports whether an entry's path begins with the given parts. A name may
// stand where the entry has *, or be left out there: sides.clarity.
func fits(known, parts []string) bool {
	if len(parts) == 0 {
		return true
	}
	if len(known) == 0 {
		return false
	}
	if known[0] == "*" {
		return fits(known[1:], parts[1:]) || fits(known[1:], parts)
	}
	return known[0] == parts[0] && fits(known[1:], parts[1:])
}

// suggestParam proposes the nearest entry to a path that there is not.
func suggestParam(docs []scenarios.Doc, parts []string) string {
	var tables, keys []string
	for _, d := range docs {
		first, _, _ := strings.Cut(d.Path, ".")
		tables = append(tables, first)
		if first == parts[0] {
			keys = append(keys, strings.ReplaceAll(d.Path, ".*", ""))
		}
	}
	if len(keys) == 0 {
		if hint := suggest(parts[0], tables); hint != "" {
			return hint
		}
		return "; backchannel params lists them all"
	}
	key := []string{parts[0]}
	if len(parts) > 2 {
		parts = parts[1:] // a name of an actor
	}
	key = append(key, parts[1:]...)
	if hint := suggest(strings.Join(key, "."), keys); hint != "" {
		return hint
	}
	return "; see backchannel params " + key[0]
}

func (a *app) printParam(d scenarios.Doc) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s\n\n", a.bold(d.Path), wrap(capital(d.Meaning)+"."))
	for _, row := range [][2]string{
		{"kind", string(d.Kind)}, {"unit", d.Unit}, {"range", d.Range}, {"default", d.Default}, {"source", d.Source},
	} {
		if row[1] != "" {
			fmt.Fprintf(&b, "%-8s  %s\n", row[0], row[1])
		}
	}
	_, err := fmt.Fprint(a.stdout, b.String())
	return err
}

func (a *app) printParams(docs []scenarios.Doc) error {
	var b strings.Builder
	t := newTable(32, table.Row{"entry", "range", "default"})
	t.SetColumnConfigs([]table.ColumnConfig{{Number: 2, WidthMax: 18}, {Number: 3, WidthMax: 22}})
	for _, d := range docs {
		t.AppendRow(table.Row{d.Path, d.Range, d.Default})
	}
	render(&b, t)
	if _, err := fmt.Fprint(a.stdout, b.String()); err != nil {
		return err
	}
	a.say("next: backchannel params %s", quote(docs[len(docs)/2].Path))
	return nil
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
