package main

import (
	"encoding/json"
	"fmt"
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
