package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"backchannel/scenarios"
	"backchannel/sim/record"
)

// scenarioFile is where a results folder keeps the scenario as it was played.
const scenarioFile = "scenario.toml"

// referred reads the scenario that an argument refers to: a file, a name from
// the library, - for standard input, or a results folder, whose scenario then
// bears the folder's name. An error has the exit code of the program.
func (a *app) referred(ref string, set []string) (*scenarios.Scenario, error) {
	file := ref
	if isResults(ref) {
		file = filepath.Join(ref, scenarioFile)
	}
	if ref == "-" && isTerminal(a.stdin) {
		a.say("reading a scenario from the terminal; end it with Ctrl-D")
	}
	s, err := scenarios.Load(file, scenarios.Options{Set: set, Stdin: a.stdin})
	if err != nil {
		return nil, invalid(file, err)
	}
	if file != ref {
		s.Name = filepath.Base(filepath.Clean(ref))
	}
	return s, nil
}

// isResults reports whether an argument refers to a results folder. A name of
// the library goes before a folder of that name.
func isResults(ref string) bool {
	if slices.Contains(scenarios.Names(), ref) {
		return false
	}
	_, err := os.Stat(filepath.Join(ref, record.ManifestFile))
	return err == nil
}

// onceStdin checks that no more than one argument is standard input.
func onceStdin(refs []string) error {
	first := slices.Index(refs, "-")
	if first >= 0 && slices.Contains(refs[first+1:], "-") {
		return usage("standard input can be read once only; give a file in place of one -")
	}
	return nil
}

// completeRefs offers the names of the library to the shell, and files and
// folders, for as many arguments as the command takes; -1: any number.
func completeRefs(most int) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
		if most >= 0 && len(args) >= most {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		var names []string
		for _, n := range scenarios.Names() {
			if strings.HasPrefix(n, begun) {
				names = append(names, n)
			}
		}
		return names, cobra.ShellCompDirectiveDefault
	}
}
