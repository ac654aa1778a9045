package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"backchannel/sim/record"
)

// reportFile is the report's name in a results folder.
const reportFile = "report.html"

const reportHelp = `Write the report of a results folder again, from what is stored: no run is
repeated. It is one page without scripts that asks nothing of the network:
findings, charts, tables, the scenario in words, assumptions and method. It
goes to report.html in the folder unless --out names another file.

--pdf prints it instead, to report.pdf in the folder or to the .pdf file that
--out names. That takes Chromium or Google Chrome, looked for in PATH as chromium,
chromium-browser, google-chrome and google-chrome-stable; a path or name in the
environment variable BACKCHANNEL_CHROMIUM comes first. It runs without a window,
without network and with a profile of its own that is removed. Without such a
browser, print report.html from any other: the pages are the same.

Examples:
  backchannel report results/us-russia-2025
  backchannel report results/us-russia-2025 --out briefing.html
  backchannel report results/us-russia-2025 --pdf
  backchannel report results/us-russia-2025 --paper letter --out briefing.pdf`

// reportOptions are the flags of report.
type reportOptions struct {
	out, paper string
	pdf, force bool
	timeout    time.Duration
}

func (a *app) reportCommand() *cobra.Command {
	var o reportOptions
	c := &cobra.Command{
		Use:   "report RESULTS [flags]",
		Short: "Write the report of stored results again, as one page",
		Long:  reportHelp,
		Args:  arguments(1, 1, "RESULTS"),
		RunE: func(c *cobra.Command, args []string) error {
			if err := o.check(c.Flags().Changed); err != nil {
				return err
			}
			return a.report(c.Context(), args[0], o)
		},
	}
	f := c.Flags()
	f.StringVarP(&o.out, "out", "o", "", "file to write (default RESULTS/report.html or RESULTS/report.pdf)")
	f.BoolVar(&o.force, "force", false, "replace the file that --out names if it exists")
	f.BoolVar(&o.pdf, "pdf", false, "print to a PDF; an --out that ends in .pdf means it too")
	f.StringVar(&o.paper, "paper", paperWords()[0], "paper of the PDF: a4 or letter")
	f.DurationVar(&o.timeout, "timeout", 2*time.Minute, "how long printing may take")
	c.ValidArgsFunction = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return nil, cobra.ShellCompDirectiveFilterDirs
	}
	// It fails only for a flag there is not, or twice for one: neither is so.
	_ = c.RegisterFlagCompletionFunc("paper", cobra.FixedCompletions(paperWords(), cobra.ShellCompDirectiveNoFileComp))
	return c
}

// check completes the flags and says what is wrong with them by themselves.
func (o *reportOptions) check(given func(flag string) bool) error {
	named := strings.EqualFold(filepath.Ext(o.out), ".pdf")
	if o.pdf && o.out != "" && !named {
		return usage("--pdf writes a PDF, but --out names %s; give it a name that ends in .pdf, or leave out --pdf", o.out)
	}
	o.pdf = o.pdf || named
	for _, flag := range []string{"paper", "timeout"} {
		if given(flag) && !o.pdf {
			return usage("--%s is for the PDF; add --pdf", flag)
		}
	}
	if o.timeout <= 0 {
		return usage("--timeout: %s is not longer than nothing; for example 2m", o.timeout)
	}
	_, err := oneOf("paper", o.paper, paperWords())
	return err
}

// target is the file to write.
func (o *reportOptions) target(results string) (string, error) {
	switch {
	case o.out != "" && !o.force && exists(o.out):
		return "", fmt.Errorf("file exists: %s; choose another with --out, or replace it with --force", o.out)
	case o.out != "":
		return o.out, nil
	case o.pdf:
		return filepath.Join(results, pdfFile), nil
	}
	return filepath.Join(results, reportFile), nil
}

func (a *app) report(ctx context.Context, results string, o reportOptions) error {
	m, err := record.ReadManifest(results)
	if err != nil {
		return err
	}
	if !slices.Contains([]string{"run", compareStudy, claimsStudy, sensitivityStudy, sweepStudy}, m.Study) {
		return fmt.Errorf("no report for a study of kind %q: %s; give the results of backchannel run, compare, claims, sensitivity or sweep", m.Study, results)
	}
	stored, err := storedFiles(results, m)
	if err != nil {
		return err
	}
	paper := ""
	if o.pdf {
		paper = o.paper
	}
	page, err := storedPage(results, stored, m, paper)
	if err != nil {
		return err
	}
	out, err := o.target(results)
	if err != nil {
		return err
	}
	if o.pdf {
		if page, err = a.pdf(ctx, page, out, o.timeout); err != nil {
			return err
		}
	}
	if err := writeWhole(out, page); err != nil {
		return err
	}
	a.say("report: %s", out)
	return nil
}

// storedPage writes the page of stored results: that of a sweep from its tables too.
func storedPage(results string, stored map[string][]byte, m *record.Manifest, paper string) ([]byte, error) {
	if m.Study != sweepStudy {
		return reportOf(stored, *m, paper)
	}
	d, err := storedSweep(results, m, false)
	if err != nil {
		return nil, err
	}
	return sweepReportOf(d, stored, *m, paper)
}

// pdf prints a page within the time given, unless the user interrupts it.
func (a *app) pdf(ctx context.Context, page []byte, out string, limit time.Duration) ([]byte, error) {
	browser, err := findBrowser()
	if err != nil {
		return nil, err
	}
	slow := fmt.Errorf("the browser did not print within %s: %s; give it more time with --timeout", limit, browser)
	timed, cancel := context.WithTimeoutCause(ctx, limit, slow)
	defer cancel()
	pdf, err := printed(timed, browser, page, out)
	if ctx.Err() != nil {
		return nil, &coded{exitInterrupted, "interrupted: no PDF was written"}
	}
	return pdf, err
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return !errors.Is(err, fs.ErrNotExist)
}

// forReport says whether the report is made of that file.
func forReport(name string) bool {
	chart := strings.HasPrefix(name, "charts/")
	return name == "summary.json" || name == "scenario.toml" || name == comparisonFile || name == claimsFile || name == sensitivityFile ||
		chart && (strings.HasSuffix(name, ".svg") || strings.HasSuffix(name, ".txt"))
}

// storedFiles reads what a report is made of, as it was written.
func storedFiles(results string, m *record.Manifest) (map[string][]byte, error) {
	if err := checkStored(results, m, forReport); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(results)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	out := map[string][]byte{}
	for _, f := range m.Files {
		if !forReport(f.Name) {
			continue
		}
		data, err := root.ReadFile(f.Name)
		if err != nil {
			return nil, fmt.Errorf("results folder not whole: %w", err)
		}
		out[f.Name] = data
	}
	return out, nil
}

// writeWhole writes a file aside and gives it its name once it is complete.
func writeWhole(path string, data []byte) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), ".report-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	_, err = f.Write(data)
	if err = errors.Join(err, f.Chmod(0o644), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
