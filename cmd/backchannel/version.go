package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
)

// version is the version of the program, as the build knows it.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}

// commit is the commit that the program was built from, marked if there were
// changes beside it; empty where the build does not know.
func commit() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	revision, dirty := "", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			revision = s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			dirty = "+changes"
		}
	}
	if revision == "" {
		return ""
	}
	return revision + dirty
}

// build is the SHA-256 of the program, where its version and commit leave open
// which it is: built from changes that were not committed, or from neither. Empty
// where they tell, or the program cannot be read.
func build() string {
	v, c := version(), commit()
	if !strings.Contains(v, "dirty") && !strings.Contains(c, "+") && (v != "(devel)" || c != "") {
		return ""
	}
	path, err := os.Executable()
	if err != nil {
		return ""
	}
	in, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer in.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, in); err != nil {
		return ""
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// shortVersion tells a version in a caption: a release by its number, what was
// built between two by its commit, and a build that knows neither as that.
func shortVersion(version, commit string) string {
	revision, changes, changed := strings.Cut(commit, "+")
	switch _, _, pseudo := strings.Cut(version, "-"); {
	case revision == "" && (version == "" || version == "(devel)"):
		return "unreleased"
	case revision == "" || version != "(devel)" && !pseudo && !changed:
		return version
	case changed:
		return revision[:min(len(revision), 7)] + " with " + changes
	}
	return revision[:min(len(revision), 7)]
}

func (a *app) versionCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "version",
		Short: "Say which version this is",
		Args:  arguments(0, 0, ""),
		RunE: func(*cobra.Command, []string) error {
			if asJSON {
				return a.printJSON(map[string]string{
					"version": version(), "commit": commit(), "go": runtime.Version(), "arch": runtime.GOARCH,
				})
			}
			text := fmt.Sprintf("backchannel %s\n", version())
			if c := commit(); c != "" {
				text += fmt.Sprintf("commit %s\n", c)
			}
			_, err := fmt.Fprintf(a.stdout, "%s%s %s/%s\n", text, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	return c
}

// printJSON writes a value as indented JSON to standard output.
func (a *app) printJSON(v any) error {
	text, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	_, err = a.stdout.Write(append(text, '\n'))
	return err
}
