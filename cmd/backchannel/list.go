package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"backchannel/scenarios"
	"backchannel/sim"
)

// showcase is the scenario to begin with.
const showcase = "us-russia-2025"

// entry is a scenario of the library as list shows it.
type entry struct {
	Name        string   `json:"name"`
	Title       string   `json:"title"`
	Description string   `json:"description"`
	Start       string   `json:"start"` // as 2006-01-02
	HorizonDays float64  `json:"horizon_days"`
	Talks       []string `json:"talks"`
	Envoys      []string `json:"envoys"` // names to print
}

func (a *app) listCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "list",
		Short: "List the scenarios that are built in",
		Long: lines("List the scenarios that are built in, the talks in them and who carries these.", "",
			"Examples:", "  backchannel list", "  backchannel list --json"),
		Args: arguments(0, 0, ""),
		RunE: func(*cobra.Command, []string) error {
			var list []entry
			for _, name := range scenarios.Names() {
				s, err := scenarios.Load(name, scenarios.Options{})
				if err != nil {
					return invalid(name, err)
				}
				list = append(list, entryOf(s))
			}
			if asJSON {
				return a.printJSON(list)
			}
			return a.printList(list)
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print a JSON list")
	return c
}

func entryOf(s *scenarios.Scenario) entry {
	e := entry{
		Name: s.Name, Title: s.Title, Description: s.Description,
		Start: s.Start.Format("2006-01-02"), HorizonDays: s.Sim.Clock.Horizon,
		Talks: []string{}, Envoys: []string{},
	}
	for i := range s.Sim.Talks {
		e.Talks = append(e.Talks, s.Sim.Talks[i].Name)
	}
	for i := range s.Sim.Envoys {
		e.Envoys = append(e.Envoys, personOf(&s.Sim.Envoys[i]))
	}
	return e
}

// personOf is an envoy's name to print.
func personOf(e *sim.Envoy) string {
	if e.Person == "" {
		return e.Name
	}
	return e.Person
}

// printList tells of each scenario in a few lines.
func (a *app) printList(list []entry) error {
	var b strings.Builder
	for _, e := range list {
		fmt.Fprintf(&b, "%s\n%s\n", a.bold(e.Name), indent(e.Title))
		fmt.Fprintln(&b, indent("talks: "+strings.Join(e.Talks, ", ")))
		who := "no envoys: professionals alone"
		if len(e.Envoys) > 0 {
			who = "envoys: " + strings.Join(e.Envoys, ", ")
		}
		fmt.Fprintf(&b, "%s\n\n", indent(who))
	}
	if _, err := fmt.Fprint(a.stdout, b.String()); err != nil {
		return err
	}
	a.say("next: backchannel run %s", showcase)
	return nil
}
