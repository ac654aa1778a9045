package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestChartsDrawnAgainAreThoseOfTheRun draws from the folder what the run drew
// from memory: every file has the same bytes, with one talk and with several.
func TestChartsDrawnAgainAreThoseOfTheRun(t *testing.T) {
	desk(t)
	const two = "extends = [\"mine.toml\"]\n[talks.second]\nsides = [\"North\", \"South\"]\nenvoys = [\"banker\"]\ncorps = [\"ministry\"]\n"
	if err := os.WriteFile("two.toml", []byte(two), 0o666); err != nil {
		t.Fatal(err)
	}
	for ref, runs := range map[string]string{"mine.toml": "60", "two.toml": "25"} {
		out := "of-" + runs
		if code, _, messages := call(t, t.Context(), "run", ref, "--runs", runs, "--trace-run", "9", "--out", out); code != 0 {
			t.Fatal(messages)
		}
		if code, _, messages := call(t, t.Context(), "chart", out); code != 0 {
			t.Fatal(messages)
		}
		want, err := os.ReadDir(filepath.Join(out, "charts"))
		if err != nil || len(want) < 8*5 {
			t.Fatalf("%s: %d files, %v", ref, len(want), err)
		}
		if got, err := os.ReadDir(out + "-charts-slide"); err != nil || len(got) != len(want)+1 { // its manifest
			t.Errorf("%s: %d files, want %d, %v", ref, len(got), len(want)+1, err)
		}
		for _, file := range want {
			a, errA := os.ReadFile(filepath.Join(out, "charts", file.Name()))
			b, errB := os.ReadFile(filepath.Join(out+"-charts-slide", file.Name()))
			if errA != nil || errB != nil || !bytes.Equal(a, b) {
				t.Errorf("%s: %s differs (%v, %v)", ref, file.Name(), errA, errB)
			}
		}
	}
}

// TestInterruptedChartsLeaveNothing: the first Ctrl-C ends it, and neither the
// new folder nor what it was written as is left.
func TestInterruptedChartsLeaveNothing(t *testing.T) {
	desk(t)
	if code, _, messages := call(t, t.Context(), "run", "mine.toml", "--runs", "20", "--no-charts", "--out", "r"); code != 0 {
		t.Fatal(messages)
	}
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		if awaitFile(ctx, ".r-charts-slide.partial-*/*") == nil {
			cancel()
		}
	}()
	code, _, messages := call(t, ctx, "chart", "r")
	if code != exitInterrupted || !strings.HasSuffix(messages, "backchannel: stopped at once; nothing was kept\n") {
		t.Errorf("code %d, messages %q", code, messages)
	}
	list, err := os.ReadDir(".")
	if err != nil || len(list) != 2 {
		t.Errorf("files %v, %v", list, err)
	}
}
