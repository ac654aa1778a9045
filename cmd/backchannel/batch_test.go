package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"backchannel/sim/record"
	"backchannel/sim/study"
)

// call runs the program in a folder with nothing in it but mine.toml.
func call(t *testing.T, ctx context.Context, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, messages bytes.Buffer
	code = run(ctx, args, strings.NewReader(""), &out, &messages)
	return code, out.String(), messages.String()
}

// desk makes that folder and goes there.
func desk(t *testing.T) {
	t.Helper()
	mine, err := os.ReadFile("testdata/mine.toml")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	if err := os.WriteFile("mine.toml", mine, 0o666); err != nil {
		t.Fatal(err)
	}
}

func readSummary(t *testing.T, folder string) *study.Summary {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(folder, "summary.json"))
	if err != nil {
		t.Fatal(err)
	}
	s := &study.Summary{}
	if err := json.Unmarshal(text, s); err != nil {
		t.Fatal(err)
	}
	return s
}

// TestInterruptedBatchIsAPrefix cancels a batch of hours once rows are on disk,
// then plays as many runs as were kept: all files must agree.
func TestInterruptedBatchIsAPrefix(t *testing.T) {
	desk(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	go func() {
		if awaitFile(ctx, ".cut.partial-*/runs.csv") == nil {
			cancel()
		}
	}()
	code, _, messages := call(t, ctx, "run", "mine.toml", "--runs", "100000000", "--csv", "--no-charts", "--out", "cut")
	if code != exitInterrupted || !strings.Contains(messages, "interrupted: the first ") {
		t.Fatalf("code %d: %s", code, messages)
	}
	m, err := record.ReadManifest("cut")
	if err != nil || !m.Interrupted || m.RunsDone == 0 || m.RunsAsked != 100_000_000 {
		t.Fatalf("manifest %+v, %v", m, err)
	}
	n := strconv.FormatUint(m.RunsDone, 10)
	if code, _, messages := call(t, t.Context(), "run", "mine.toml", "--runs", n, "--csv", "--no-charts", "--out", "whole"); code != 0 {
		t.Fatal(messages)
	}
	for _, name := range []string{
		"runs.parquet", "deals.parquet", "envoys.parquet", "sides.parquet",
		"runs.csv", "deals.csv", "optimism.parquet", "standing.parquet", "reputation.parquet", "trace.parquet", "diary.parquet",
		"forecasts.parquet", "calibration.parquet",
	} {
		a, errA := os.ReadFile(filepath.Join("cut", name))
		b, errB := os.ReadFile(filepath.Join("whole", name))
		if errA != nil || errB != nil || !bytes.Equal(a, b) {
			t.Errorf("%s differs (%v, %v)", name, errA, errB)
		}
	}
	cut, whole := readSummary(t, "cut"), readSummary(t, "whole")
	cut.Interrupted, cut.RunsAsked = false, cut.Runs
	a, _ := json.Marshal(cut)
	b, _ := json.Marshal(whole)
	if !bytes.Equal(a, b) {
		t.Error("summaries differ")
	}
}

// TestInterruptedBeforeARunKeepsNothing.
func TestInterruptedBeforeARunKeepsNothing(t *testing.T) {
	desk(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	code, out, messages := call(t, ctx, "run", "mine.toml")
	if code != exitInterrupted || out != "" || messages != "backchannel: interrupted before a run was played; nothing was kept\n" {
		t.Errorf("code %d, out %q, messages %q", code, out, messages)
	}
	onlyMine(t)
}

func onlyMine(t *testing.T) {
	t.Helper()
	list, err := os.ReadDir(".")
	if err != nil || len(list) != 1 {
		t.Errorf("files %v, %v", list, err)
	}
}

// TestEveryEstimateIsInOrder reads the JSON that a user gets and holds each
// estimate to low <= value <= high, and each n to the number of runs.
func TestEveryEstimateIsInOrder(t *testing.T) {
	desk(t)
	code, out, messages := call(t, t.Context(), "run", "mine.toml", "--runs", "50", "--json", "--no-charts", "-q")
	if code != 0 || messages != "" {
		t.Fatalf("code %d: %s", code, messages)
	}
	in := json.NewDecoder(strings.NewReader(out))
	var s study.Summary
	if err := in.Decode(&s); err != nil {
		t.Fatal(err)
	}
	if _, err := in.Token(); err != io.EOF {
		t.Error("something follows the object")
	}
	seen := 0
	for _, section := range append(append(append([]study.Section{{Name: "all", Measures: s.All}}, s.Talks...), s.Envoys...), s.Sides...) {
		for _, m := range section.Measures {
			seen++
			if m.Low > m.Value || m.Value > m.High || m.N < 0 || m.N > 50 || m.Sample == "" {
				t.Errorf("%s: %+v", section.Name, m)
			}
			if m.Unit == "share" && m.N > 0 && (math.IsNaN(m.Value) || m.Value < 0 || m.Value > 1) {
				t.Errorf("%s: %+v", section.Name, m)
			}
		}
	}
	if seen < 60 {
		t.Errorf("%d measures", seen)
	}
}

// TestManifestCommandMakesTheSameAgain runs the command that the manifest
// names, in another folder.
func TestManifestCommandMakesTheSameAgain(t *testing.T) {
	desk(t)
	if code, _, messages := call(t, t.Context(), "run", "mine.toml", "--runs", "40", "--seed", "3", "--first", "5",
		"--set", "sides.North.clarity=0.7", "--trace-run", "9", "--csv", "--no-charts", "-w", "2"); code != 0 {
		t.Fatal(messages)
	}
	m, err := record.ReadManifest("results/mine")
	if err != nil {
		t.Fatal(err)
	}
	if code, _, messages := call(t, t.Context(), append(m.Command[1:], "--out", "again")...); code != 0 {
		t.Fatal(messages)
	}
	again, err := record.ReadManifest("again")
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(again.Files, m.Files) {
		t.Errorf("files differ:\n%+v\n%+v", m.Files, again.Files)
	}
}
