package main

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// help is what the program says of itself, examples first.
const help = `A wind tunnel for channel diplomacy: say who carries the messages between the
principals, press run, and see how often the deals hold and what breaks them.

Examples:
  backchannel list                                    what there is to run
  backchannel run us-russia-2025                      4,000 runs, table, charts
  backchannel run mine.toml --runs 500 --seed 7       a file of your own
  backchannel run us-russia-2025 --set clock.horizon=365d --out results/short
  backchannel sweep us-russia-2025 --vary sides.Russia.clarity=0:1:11
  backchannel check mine.toml                         all that is wrong with it
  backchannel params clarity                          what a dial means`

const exitCodes = `Exit codes:
  0    fine
  1    failed
  2    wrong usage
  3    a scenario cannot be read or is not valid
  4    an expectation was not met
  130  interrupted`

const usageTemplate = `Usage:
  {{if .HasAvailableSubCommands}}{{.CommandPath}} COMMAND{{else}}{{.UseLine}}{{end}}
{{- if .HasAvailableSubCommands}}

Commands:
{{- range .Commands}}{{if (or .IsAvailableCommand (eq .Name "help"))}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}
{{- if .HasAvailableLocalFlags}}

Flags:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}
{{- if .HasAvailableInheritedFlags}}

Flags of every command:
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}
{{- if .HasAvailableSubCommands}}

"backchannel COMMAND --help" tells more of a command.{{end}}
`

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:               "backchannel",
		Short:             "Simulate negotiations carried by informal envoys",
		Long:              help + "\n\n" + exitCodes,
		Version:           version(),
		SilenceErrors:     true,
		SilenceUsage:      true,
		Args:              oneOfTheCommands,
		RunE:              func(c *cobra.Command, _ []string) error { return c.Help() },
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: false},
	}
	root.SetUsageTemplate(usageTemplate)
	root.SetVersionTemplate("backchannel {{.Version}}\n")
	root.SetFlagErrorFunc(flagError)
	root.PersistentFlags().BoolVarP(&a.quiet, "quiet", "q", false, "say nothing but errors on standard error")
	root.PersistentFlags().BoolVar(&a.noColor, "no-color", false, "no colours, as with NO_COLOR set")
	root.AddCommand(a.chartCommand(), a.diffCommand(), a.compareCommand(), a.claimsCommand(), a.sweepCommand(), a.discoverCommand())
	root.AddCommand(a.runCommand(), a.listCommand(), a.checkCommand(), a.paramsCommand(), a.versionCommand(), a.reportCommand())
	root.AddCommand(a.sensitivityCommand())
	return root
}

// oneOfTheCommands says what is wrong with a command there is not.
func oneOfTheCommands(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var known []string
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() {
			known = append(known, sub.Name())
		}
	}
	hint := suggest(args[0], known)
	if hint == "" {
		slices.Sort(known)
		hint = "; the commands are " + strings.Join(known, ", ")
	}
	return usage("unknown command: %s%s", args[0], hint)
}

// flagError says what is wrong with a flag.
func flagError(c *cobra.Command, err error) error {
	hint := "; see " + c.CommandPath() + " --help"
	if unknown, ok := errors.AsType[*pflag.NotExistError](err); ok {
		name := "--" + unknown.GetSpecifiedName()
		if letters := unknown.GetSpecifiedShortnames(); letters != "" {
			return usage("unknown flag: -%s%s", unknown.GetSpecifiedName(), hint)
		}
		var known []string
		c.Flags().VisitAll(func(f *pflag.Flag) { known = append(known, "--"+f.Name) })
		return usage("unknown flag: %s%s", name, cmp.Or(suggest(name, known), hint))
	}
	if bad, ok := errors.AsType[*pflag.InvalidValueError](err); ok {
		f := bad.GetFlag()
		return usage("--%s: %q is not %s%s", f.Name, bad.GetValue(), kind(f.Value.Type()), hint)
	}
	if bare, ok := errors.AsType[*pflag.ValueRequiredError](err); ok {
		return usage("--%s: a value is missing%s", bare.GetFlag().Name, hint)
	}
	return usage("%v%s", err, hint)
}

// kind says what a flag of that type takes.
func kind(flag string) string {
	switch flag {
	case "bool":
		return "true or false"
	case "uint64":
		return "a whole number of 0 or more"
	case "int", "int64":
		return "a whole number"
	case "float64":
		return "a number"
	}
	return "a " + flag
}

// arguments checks their number: from least to most (-1: any number).
func arguments(least, most int, what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return usage("missing %s; usage: %s", what, c.UseLine())
		case most >= 0 && len(args) > most:
			return usage("unexpected argument: %q; usage: %s", args[most], c.UseLine())
		}
		return nil
	}
}
