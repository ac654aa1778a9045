package main

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"backchannel/plots"
	"backchannel/sim/record"
	"backchannel/sim/study"
)

const chartHelp = `Draw the charts of a results folder again, from what is stored: no run is
repeated. Beside each chart stand its numbers as CSV and its text for who cannot
see it. They go into a new folder beside the results, which stay as they are:
RESULTS-charts-SIZE, or RESULTS-charts-SIZE-THEME for a theme other than light.

Kinds of chart, where there is more than one talk a file for each:
  outcomes     what became of first deals within a year
  survival     how long first deals stand, of one talk
  multiples    the same of several talks, a panel each
  incidence    what ends first deals, and when
  reliability  announced optimism against what came of it
  optimism     announced optimism over time
  dots         how long a deal takes and how long it lasts, to be counted
  standing     envoys' standing with their principals over time
  reputation   how reliable the others hold each side, over time
  convergence  how the figure of run --until or --on settled
and of the results of compare, beside survival and optimism of each scenario:
  forest       by how much the scenarios differ, and how surely
  dumbbell     what each scenario came to
  causes       what became of first deals within a year
and of the results of claims:
  verdicts     the effect of every test of every claim
  worlds       in what share of plausible worlds each holds
and of the results of sensitivity, of each metric:
  sobol        how much each group of inputs accounts for
  tornado      one input at a time, low and high
  morris       which inputs matter at all, and which interact
and of the results of sweep, as far as its points can feed them:
  conditions   under which conditions an outcome comes often
  tradeoff     what each condition gains and gives up
  choice       settings of what can be chosen, over what is not known
  response     how a figure goes with one input, or with two
  heatmap      a figure over two inputs, or three
  tornado      how far each input alone moves a figure

Examples:
  backchannel chart results/us-russia-2025 --size page --format svg
  backchannel chart results/us-russia-2025 --kind survival --theme print
  backchannel chart results/us-russia-2025 --format pdf,png --out briefing`

// chartOptions are the flags of chart.
type chartOptions struct {
	kinds, formats   []string
	size, theme, out string
	force            bool
}

func (a *app) chartCommand() *cobra.Command {
	var o chartOptions
	c := &cobra.Command{
		Use:   "chart RESULTS [flags]",
		Short: "Draw the charts of stored results again",
		Long:  chartHelp,
		Args:  arguments(1, 1, "RESULTS"),
		RunE: func(c *cobra.Command, args []string) error {
			l, err := o.look()
			if err != nil {
				return err
			}
			return a.chart(c.Context(), args[0], l, o)
		},
	}
	f := c.Flags()
	f.StringSliceVarP(&o.kinds, "kind", "k", nil, "kinds of chart, with commas between (default all that the results can feed)")
	f.StringSliceVarP(&o.formats, "format", "f", formatWords(), "formats, with commas between")
	f.StringVar(&o.size, "size", "slide", "slide, page or square")
	f.StringVar(&o.theme, "theme", "light", "light, dark or print")
	f.StringVarP(&o.out, "out", "o", "", "folder to make for the charts (default as above)")
	f.BoolVar(&o.force, "force", false, "replace the folder if it holds charts drawn before and nothing else")
	c.ValidArgsFunction = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return nil, cobra.ShellCompDirectiveFilterDirs
	}
	for flag, words := range map[string][]string{
		"kind": kindWords(), "format": formatWords(), "size": sizeWords(), "theme": themeWords(),
	} {
		// It fails only for a flag there is not, or twice for one: neither is so.
		_ = c.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
	}
	return c
}

// kindWords are the names of all kinds of chart, of a batch and of a comparison.
func kindWords() []string {
	var names []string
	for _, k := range chartKinds() {
		names = append(names, k.name)
	}
	for _, k := range comparisonKindWords() {
		if !slices.Contains(names, k) {
			names = append(names, k)
		}
	}
	for _, k := range slices.Concat(claimKinds(), sensitivityKinds(), sweepKindWords()) {
		if !slices.Contains(names, k) {
			names = append(names, k)
		}
	}
	return names
}

// The words that the flags take stand in the order of the constants.

func formatWords() []string {
	return []string{plots.PNG.String(), plots.SVG.String(), plots.PDF.String()}
}

func sizeWords() []string {
	return []string{plots.Slide.String(), plots.Page.String(), plots.Square.String()}
}

func themeWords() []string {
	return []string{plots.Light.String(), plots.Dark.String(), plots.Print.String()}
}

// look says how to draw, or what is wrong with the flags.
func (o *chartOptions) look() (l look, err error) {
	if o.kinds != nil && len(o.kinds) == 0 || len(o.formats) == 0 {
		return l, usage("--kind and --format: each takes at least one word; leave the flag out for all")
	}
	for _, k := range o.kinds {
		if _, err := oneOf("kind", k, kindWords()); err != nil {
			return l, err
		}
	}
	for _, f := range o.formats {
		i, err := oneOf("format", f, formatWords())
		if err != nil {
			return l, err
		}
		l.formats = append(l.formats, plots.Format(i))
	}
	size, err := oneOf("size", o.size, sizeWords())
	if err != nil {
		return l, err
	}
	theme, err := oneOf("theme", o.theme, themeWords())
	l.size, l.theme = plots.Size(size), plots.Theme(theme)
	return l, err
}

// oneOf is the place of a word among those that a flag takes.
func oneOf(flag, word string, known []string) (int, error) {
	if i := slices.Index(known, word); i >= 0 {
		return i, nil
	}
	hint := suggest(word, known)
	if hint == "" {
		hint = "; give one of " + strings.Join(known, ", ")
	}
	return 0, usage("--%s: unknown %s: %q%s", flag, flag, word, hint)
}

// chart is the command: read, draw, write. The new folder is there whole or
// not at all.
func (a *app) chart(ctx context.Context, results string, l look, o chartOptions) error {
	started := time.Now()
	out, err := o.folder(results)
	if err != nil {
		return err
	}
	folder, err := createCharts(out, o.force)
	if err != nil {
		return err
	}
	defer folder.Abort()
	list, m, err := picturesOf(results, o.kinds)
	if err != nil {
		return err
	}
	stop := func() bool { return a.aborted() || ctx.Err() != nil }
	if err := a.draw(list, l, stop, folder.WriteFile); err != nil {
		return err
	}
	if stop() {
		return study.ErrAborted
	}
	if err := folder.Commit(o.manifest(results, m, started)); err != nil {
		return err
	}
	a.say("charts: %s", out)
	return nil
}

// picturesOf makes the charts of the kinds asked for from what is stored of a
// batch, a comparison, claims or a study of sensitivity, and returns what the
// results say of themselves.
func picturesOf(results string, kinds []string) ([]picture, *record.Manifest, error) {
	m, err := record.ReadManifest(results)
	if err != nil {
		return nil, nil, err
	}
	var from interface {
		asked(kinds []string) ([]picture, error)
	}
	switch m.Study {
	case compareStudy:
		from, err = comparisonDrawingOf(results, m)
	case claimsStudy:
		from, err = claimsDrawingOf(results, m)
	case sensitivityStudy:
		from, err = sensitivityDrawingOf(results, m)
	case sweepStudy:
		from, err = storedSweep(results, m, false)
	default:
		from, m, err = drawingOf(results)
	}
	if err != nil {
		return nil, nil, err
	}
	list, err := from.asked(kinds)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", results, err)
	}
	if len(list) == 0 {
		why := ""
		if d, ok := from.(*sweepDrawing); ok {
			why = strings.Join(append([]string{"."}, d.swept.Unjudged(d.summary.Design)...), " ")
		}
		return nil, nil, fmt.Errorf("nothing to draw in %s: its points or runs feed none of the charts that backchannel chart --help lists%s", results, strings.TrimSuffix(why, "."))
	}
	return list, m, nil
}

// asked makes the charts of the kinds asked for, in the order of a report; no
// kinds are all that the results can feed.
func (d *drawing) asked(kinds []string) ([]picture, error) {
	if kinds == nil {
		return d.pictures(), nil
	}
	var out []picture
	for _, k := range chartKinds() {
		if !slices.Contains(kinds, k.name) {
			continue
		}
		list, why := k.of(d)
		if len(list) == 0 {
			return nil, fmt.Errorf("no chart of kind %s: %s", k.name, why)
		}
		out = append(out, list...)
	}
	for _, kind := range kinds {
		if !slices.ContainsFunc(chartKinds(), func(k chartKind) bool { return k.name == kind }) {
			return nil, fmt.Errorf("no chart of kind %s: it is of the results of backchannel compare, claims or sensitivity", kind)
		}
	}
	return out, nil
}

// manifest says where the charts come from: all that the results say of
// themselves, but for how and when.
func (o *chartOptions) manifest(results string, m *record.Manifest, started time.Time) record.Manifest {
	out := *m
	out.Version, out.Commit, out.Go, out.Arch = version(), commit(), runtime.Version(), runtime.GOARCH
	out.Study, out.Command, out.Workers = chartStudy, o.command(results), 0
	out.Started, out.Finished = started.UTC().Truncate(time.Second), time.Now().UTC().Truncate(time.Second)
	return out
}

// command is the command line that draws these charts again.
func (o *chartOptions) command(results string) []string {
	list := []string{"backchannel", "chart", results}
	if o.kinds != nil {
		list = append(list, "--kind", strings.Join(o.kinds, ","))
	}
	return append(list, "--format", strings.Join(o.formats, ","), "--size", o.size, "--theme", o.theme)
}
