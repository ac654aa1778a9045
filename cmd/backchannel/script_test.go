package main

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite the golden texts in testdata")

func TestMain(m *testing.M) {
	// A generated case that fails, fails again; another seed can be asked for.
	if err := flag.Set("rapid.seed", "20250201"); err != nil {
		panic(err)
	}
	testscript.Main(m, map[string]func(){"backchannel": main})
}

// TestScripts runs every script in testdata as a new user would type it, in a
// folder with nothing in it but mine.toml.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("NO_COLOR", "")
			mine, err := os.ReadFile("testdata/mine.toml")
			if err != nil {
				return err
			}
			return os.WriteFile(filepath.Join(e.WorkDir, "mine.toml"), mine, 0o666)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"code":  code,
			"files": files,
			"await": await,
			"same":  same,
		},
	})
}

// code runs the program and asks for an exit code: code 3 run bad.toml.
func code(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: code N [argument ...]")
	}
	var got string
	err := ts.Exec("backchannel", args[1:]...)
	switch e, ok := asExit(err); {
	case err == nil:
		got = "0"
	case ok:
		got = e
	default:
		ts.Fatalf("%v", err)
	}
	if got != args[0] {
		ts.Fatalf("exit code %s, want %s", got, args[0])
	}
}

// files lists everything in the working folder, hidden files too, and asks
// for exactly the given names: after a failure nothing may have appeared.
func files(ts *testscript.TestScript, neg bool, args []string) {
	if neg {
		ts.Fatalf("usage: files [name ...]")
	}
	want := map[string]bool{}
	for _, name := range args {
		want[name] = true
	}
	list, err := os.ReadDir(ts.MkAbs("."))
	ts.Check(err)
	for _, f := range list {
		if f.Name() != ".tmp" && !want[f.Name()] {
			ts.Fatalf("%s has appeared", f.Name())
		}
		delete(want, f.Name())
	}
	for name := range want {
		ts.Fatalf("%s is missing", name)
	}
}

// await waits until a file that matches the pattern holds something.
func await(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: await PATTERN")
	}
	if err := awaitFile(context.Background(), ts.MkAbs(args[0])); err != nil {
		ts.Fatalf("%s: %v", args[0], err)
	}
}

func awaitFile(ctx context.Context, pattern string) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	for {
		matches, err := filepath.Glob(pattern)
		if err != nil {
			return err
		}
		for _, m := range matches {
			if info, err := os.Stat(m); err == nil && info.Size() > 0 {
				return nil
			}
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// same compares files of two folders byte by byte: same A B file ...
func same(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 3 {
		ts.Fatalf("usage: same FOLDER FOLDER file ...")
	}
	for _, name := range args[2:] {
		a := ts.ReadFile(filepath.Join(args[0], name))
		b := ts.ReadFile(filepath.Join(args[1], name))
		if (a == b) == neg {
			ts.Fatalf("%s: the same is %v", name, a == b)
		}
	}
}
