package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"backchannel/scenarios"
)

const checkHelp = `Read scenarios and say all that is wrong with them, or what in them is not known:
the numbers that have a distribution. FILE is a file, a name from the library, or -
for standard input. The exit code is 3 if any is not valid.

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
		if _, err := fmt.Fprint(a.stdout, checked(ref, p)); err != nil {
			return err
		}
	}
	if worst == exitFine {
		return nil
	}
	return silent(worst)
}

// checked says what a sound scenario is, and what in it is not known.
func checked(ref string, p *played) string {
	s, x := p.model.Scenario(), p.scenario
	is := []string{plural(len(s.Talks), "talk"), plural(len(s.Envoys), "envoy"), days(s.Clock.Horizon)}
	var unknown, levers int
	for i := range x.Inputs {
		if x.Inputs[i].Role == scenarios.Lever {
			levers++
		} else {
			unknown++
		}
	}
	if unknown > 0 {
		is = append(is, plural(unknown, "uncertain input"))
	}
	if levers > 0 {
		is = append(is, plural(levers, "lever"))
	}
	var b strings.Builder
	fmt.Fprintf(&b, "ok: %s (%s)\n", ref, strings.Join(is, ", "))
	for i := range x.Inputs {
		in := &x.Inputs[i]
		line := in.Path + ": " + in.Words()
		if len(in.Follows) > 0 {
			line += "; the same: " + strings.Join(in.Follows, ", ")
		}
		fmt.Fprintln(&b, wrapTo(line, width-2, "  "))
	}
	for _, c := range x.Correlations {
		fmt.Fprintln(&b, wrapTo(fmt.Sprintf("correlated by %v: %s and %s", c.Rho, c.Between[0], c.Between[1]), width-2, "  "))
	}
	return b.String()
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
