package main

import (
	"strings"

	"github.com/spf13/cobra"

	"backchannel/scenarios"
	"backchannel/sim"
	"backchannel/sim/study"
)

// completeSwept offers the metrics of the scenario to the shell.
func completeSwept(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	return ofScenario(args, func(s *scenarios.Scenario) (names []string) {
		m, err := sim.Compile(s.Sim)
		if err != nil {
			return nil
		}
		for _, x := range study.Metrics(m) {
			names = append(names, x.Name+"\t"+x.Meaning)
		}
		return names
	}), cobra.ShellCompDirectiveNoFileComp
}

// completeVaried offers the numbers of the scenario that may be varied.
func completeVaried(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	return ofScenario(args, func(s *scenarios.Scenario) (paths []string) {
		for _, in := range s.Plausible() {
			paths = append(paths, in.Path+"\t"+in.Meaning)
		}
		return paths
	}), cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

// completeDesign offers the designs, and files.
func completeDesign(_ *cobra.Command, _ []string, begun string) ([]string, cobra.ShellCompDirective) {
	var words []string
	for _, w := range designWords() {
		if strings.HasPrefix(w, begun) {
			words = append(words, w)
		}
	}
	return words, cobra.ShellCompDirectiveDefault
}
