package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"backchannel/scenarios"
	"backchannel/sim"
	"backchannel/sim/study"
)

// load reads a scenario and makes it ready to play.
func (a *app) load(ref string, set []string) (*played, error) {
	if ref == "-" && isTerminal(a.stdin) {
		a.say("reading a scenario from the terminal; end it with Ctrl-D")
	}
	s, err := scenarios.Load(ref, scenarios.Options{Set: set, Stdin: a.stdin})
	if err != nil {
		return nil, err
	}
	m, err := sim.Compile(s.Sim)
	if err != nil {
		return nil, &coded{exitInvalid, fmt.Sprintf("scenario not valid: %s; %v", ref, err)}
	}
	if err := errors.Join(study.CheckExpectations(s, set, m), study.CheckSweep(s, m)); err != nil {
		return nil, &coded{exitInvalid, fmt.Sprintf("scenario not valid: %s\n%v", ref, err)}
	}
	return &played{
		scenario: s, set: set,
		what:  study.Scenario{Name: s.Name, Title: s.Title, SHA256: s.Hash()},
		start: s.Start, resolved: s.Resolved(), model: m,
	}, nil
}

// invalid turns the problems of a scenario into an error with its exit code.
func invalid(ref string, err error) error {
	if p, ok := errors.AsType[scenarios.Problems](err); ok {
		return &coded{exitInvalid, problemText(ref, p)}
	}
	return err
}

// problemText shows every problem and then says which scenario has them.
// A problem that is in no line, such as a file that is not there, is told in
// one.
func problemText(ref string, list scenarios.Problems) string {
	if p := list[0]; len(list) == 1 && p.Line == 0 {
		return fmt.Sprintf("%s: %s; %s", p.What, p.File, p.Fix)
	}
	return fmt.Sprintf("scenario not valid: %s; %s\n\n%v", ref, plural(len(list), "problem"), list)
}

// checkSet says whether overrides have the form of one.
func checkSet(set []string) error {
	for _, s := range set {
		if path, _, ok := strings.Cut(s, "="); !ok || strings.TrimSpace(path) == "" {
			return usage("--set: %q is not of the form path=value; for example --set clock.horizon=365d", s)
		}
	}
	return nil
}

// completeScenario offers the names of the library to the shell, and files.
func completeScenario(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return scenarios.Names(), cobra.ShellCompDirectiveDefault
}
