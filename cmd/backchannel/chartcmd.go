package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"backchannel/plots"
	"backchannel/sim/study"
)

const chartHelp = `Draw the charts of a results folder again, from what is stored: no run is
repeated. Beside each chart stand its numbers as CSV and its text for who cannot
see it. They go into a new folder beside the results, which stay as they are:
RESULTS-charts-SIZE, or RESULTS-charts-SIZE-THEME for a theme other than light.

Examples:
  backchannel chart results/us-russia-2025 --size page --format svg
  backchannel chart results/us-russia-2025 --kind survival --theme print
  backchannel chart results/us-russia-2025 --format pdf,png --out briefing`

// chartOptions are the flags of chart.
type chartOptions struct {
	kinds, formats   []string
	size, theme, out string
}

// chartKinds are the kinds of chart that a batch is drawn as.
func chartKinds() []string { return []string{"survival", "optimism", "outcomes"} }

func (a *app) chartCommand() *cobra.Command {
	var o chartOptions
	c := &cobra.Command{
		Use:   "chart RESULTS [flags]",
		Short: "Draw the charts of stored results again",
		Long:  chartHelp,
		Args:  arguments(1, 1, "RESULTS"),
		RunE: func(_ *cobra.Command, args []string) error {
			l, err := o.look()
			if err != nil {
				return err
			}
			return a.chart(args[0], l, o)
		},
	}
	f := c.Flags()
	f.StringSliceVarP(&o.kinds, "kind", "k", chartKinds(), "kinds of chart, with commas between")
	f.StringSliceVarP(&o.formats, "format", "f", formatWords(), "formats, with commas between")
	f.StringVar(&o.size, "size", "slide", "slide, page or square")
	f.StringVar(&o.theme, "theme", "light", "light, dark or print")
	f.StringVarP(&o.out, "out", "o", "", "folder to make for the charts (default as above)")
	c.ValidArgsFunction = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return nil, cobra.ShellCompDirectiveFilterDirs
	}
	for flag, words := range map[string][]string{
		"kind": chartKinds(), "format": formatWords(), "size": sizeWords(), "theme": themeWords(),
	} {
		// It fails only for a flag there is not, or twice for one: neither is so.
		_ = c.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
	}
	return c
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
	if len(o.kinds) == 0 || len(o.formats) == 0 {
		return l, usage("--kind and --format: each takes at least one word; leave the flag out for all")
	}
	for _, k := range o.kinds {
		if _, err := oneOf("kind", k, chartKinds()); err != nil {
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
func (a *app) chart(results string, l look, o chartOptions) error {
	out, err := o.folder(results)
	if err != nil {
		return err
	}
	if _, err := os.Lstat(out); err == nil {
		return fmt.Errorf("there is something at %s already; choose another folder with --out", out)
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	d, err := drawingOf(results)
	if err != nil {
		return err
	}
	files := map[string][]byte{}
	for _, pic := range d.pictures() {
		if !slices.Contains(o.kinds, pic.kind) {
			continue
		}
		if a.aborted() {
			return study.ErrAborted
		}
		drawn, err := pic.drawn(l)
		if err != nil {
			return err
		}
		maps.Copy(files, drawn)
	}
	if err := newFolder(out, files); err != nil {
		return err
	}
	a.say("charts: %s", out)
	return nil
}

// folder is where the charts go: beside the results, whatever they are called
// by, unless --out says where.
func (o *chartOptions) folder(results string) (string, error) {
	if o.out != "" {
		return o.out, nil
	}
	path := filepath.Clean(results)
	if base := filepath.Base(path); base == "." || base == ".." {
		whole, err := filepath.Abs(path)
		if err != nil {
			return "", err
		}
		path = whole
	}
	path += "-charts-" + o.size
	if o.theme != plots.Light.String() {
		path += "-" + o.theme
	}
	return path, nil
}

// newFolder makes a folder of files under a name that is free.
func newFolder(path string, files map[string][]byte) error {
	parent := filepath.Dir(path)
	if err := os.MkdirAll(parent, 0o777); err != nil {
		return err
	}
	partial, err := os.MkdirTemp(parent, "."+filepath.Base(path)+".partial-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(partial) // nothing is left of it once it has its name
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := os.WriteFile(filepath.Join(partial, name), files[name], 0o666); err != nil {
			return err
		}
	}
	if err := os.Chmod(partial, 0o755); err != nil {
		return err
	}
	return os.Rename(partial, path)
}
