package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

const checkHelp = `Read scenarios and say all that is wrong with them. FILE is a file, a name from
the library, or - for standard input. The exit code is 3 if any is not valid.

Examples:
  backchannel check mine.toml
  backchannel check *.toml
  backchannel check us-russia-2025 --set sides.Russia.clarity=2`

func (a *app) checkCommand() *cobra.Command {
	var set []string
	c := &cobra.Command{
		Use:   "check FILE ...",
		Short: "Say all that is wrong with scenario files",
		Long:  checkHelp,
		Args:  arguments(1, -1, "FILE"),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := checkSet(set); err != nil {
				return err
			}
			return a.checkAll(args, set)
		},
	}
	c.Flags().StringArrayVar(&set, "set", nil, "check with an entry overridden, as `path=value`; may be repeated")
	return c
}

// checkAll checks every file, whatever is wrong with those before.
func (a *app) checkAll(refs, set []string) error {
	worst := exitFine
	for _, ref := range refs {
		p, err := a.load(ref, set)
		if err != nil {
			err = invalid(ref, err)
			fmt.Fprintln(a.stderr, message(err))
			worst = max(worst, exitCode(err))
			continue
		}
		s := p.model.Scenario()
		if _, err := fmt.Fprintf(a.stdout, "ok: %s (%s, %s, %s)\n", ref, plural(len(s.Talks), "talk"),
			plural(len(s.Envoys), "envoy"), days(s.Clock.Horizon)); err != nil {
			return err
		}
	}
	if worst == exitFine {
		return nil
	}
	return silent(worst)
}

// days writes a length of time in whole days: "1 day", "1449 days".
func days(n float64) string {
	if text := fixed(n, 0); text != "1" {
		return text + " days"
	}
	return "1 day"
}

// plural writes "1 talk", "2 talks".
func plural(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return count(n) + " " + one + "s"
}
