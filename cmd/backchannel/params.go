package main

import (
	"fmt"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"backchannel/scenarios"
)

const paramsHelp = `Say what the entries of a scenario mean: unit, range, default, where the default
is from, and in which range a value is plausible, which is what studies of
robustness draw from. PATH is an entry, the beginning of some, or the last word
of one; without it, all are listed. In a path, * stands for a name of your own.

A number may be a distribution instead: clarity = { uniform = [0.2, 0.6] }, also
loguniform, triangular, normal, lognormal, beta and choice, or { same_as = "PATH" }.
Those of the clock may not. docs/scenarios.md has the whole of it.

Examples:
  backchannel params
  backchannel params sides
  backchannel params clarity
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
			docs := scenarios.Params()
			if len(args) > 0 {
				var err error
				if docs, err = scenarios.Lookup(args[0]); err != nil {
					return usage("%v", err)
				}
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

func (a *app) printParam(d scenarios.Doc) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s\n\n", a.bold(d.Path), wrap(capital(d.Meaning)+"."))
	for _, row := range [][2]string{
		{"kind", string(d.Kind)},
		{"unit", d.Unit},
		{"range", d.Range},
		{"default", d.Default},
		{"plausible", d.Plausible},
		{"source", d.Source},
	} {
		if row[1] != "" {
			fmt.Fprintf(&b, "%-9s  %s\n", row[0], row[1])
		}
	}
	_, err := fmt.Fprint(a.stdout, b.String())
	return err
}

func (a *app) printParams(docs []scenarios.Doc) error {
	b := a.page()
	t := newTable(0, table.Row{"entry", "range", "default", "plausible"})
	columns := make([]table.ColumnConfig, 4)
	for i, most := range []int{24, 14, 16, 18} {
		columns[i] = table.ColumnConfig{Number: i + 1, WidthMax: most, WidthMaxEnforcer: text.WrapSoft}
	}
	t.SetColumnConfigs(columns)
	for _, d := range docs {
		plausible, _, _ := strings.Cut(d.Plausible, ":") // why an entry is fixed is told of it alone
		t.AppendRow(table.Row{d.Path, d.Range, d.Default, plausible})
	}
	render(b, t)
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
