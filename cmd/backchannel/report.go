package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"backchannel/sim/record"
)

// reportFile is the report's name in a results folder.
const reportFile = "report.html"

const reportHelp = `Write the report of a results folder again, from what is stored: no run is
repeated. It is one page without scripts that asks nothing of the network:
findings, charts, tables, the scenario in words, assumptions and method. It
goes to report.html in the folder unless --out names another file.

Examples:
  backchannel report results/us-russia-2025
  backchannel report results/us-russia-2025 --out briefing.html`

func (a *app) reportCommand() *cobra.Command {
	var out string
	var force bool
	c := &cobra.Command{
		Use:   "report RESULTS [flags]",
		Short: "Write the report of stored results again, as one page",
		Long:  reportHelp,
		Args:  arguments(1, 1, "RESULTS"),
		RunE: func(_ *cobra.Command, args []string) error {
			return a.report(args[0], out, force)
		},
	}
	c.Flags().StringVarP(&out, "out", "o", "", "file to write (default RESULTS/report.html)")
	c.Flags().BoolVar(&force, "force", false, "replace the file that --out names if it exists")
	c.ValidArgsFunction = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return nil, cobra.ShellCompDirectiveFilterDirs
	}
	return c
}

func (a *app) report(results, out string, force bool) error {
	m, err := record.ReadManifest(results)
	if err != nil {
		return err
	}
	if m.Study != "run" {
		return fmt.Errorf("no report for a study of kind %q: %s; give the results of backchannel run", m.Study, results)
	}
	stored, err := storedFiles(results, m)
	if err != nil {
		return err
	}
	page, err := reportOf(stored, *m)
	if err != nil {
		return err
	}
	switch {
	case out == "":
		out = filepath.Join(results, reportFile)
	case !force && exists(out):
		return fmt.Errorf("file exists: %s; choose another with --out, or replace it with --force", out)
	}
	if err := writeWhole(out, page); err != nil {
		return err
	}
	a.say("report: %s", out)
	return nil
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return !errors.Is(err, fs.ErrNotExist)
}

// forReport says whether the report is made of that file.
func forReport(name string) bool {
	chart := strings.HasPrefix(name, "charts/")
	return name == "summary.json" || name == "scenario.toml" ||
		chart && (strings.HasSuffix(name, ".svg") || strings.HasSuffix(name, ".txt"))
}

// storedFiles reads what a report is made of. A file that is not what the
// manifest says is an error: a report must not tell of other results.
func storedFiles(results string, m *record.Manifest) (map[string][]byte, error) {
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
		if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != f.SHA256 {
			return nil, fmt.Errorf("changed since it was written: %s; run the study again", filepath.Join(results, f.Name))
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
