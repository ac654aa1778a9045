package main

import (
	"bytes"
	"io"
	"math"
	"reflect"
	"testing"

	"backchannel/sim/record"
)

// TestAFolderHoldsWhatMemoryDoes plays a batch and holds what its charts are
// drawn from to what is read back from its folder; the traced run starts where
// all do, and its path is drawn to the horizon. So it is where several runs are on
// one draw of what is not known, whose lives are kept apart by draw.
func TestAFolderHoldsWhatMemoryDoes(t *testing.T) {
	t.Run("one model", func(t *testing.T) { holdsWhatMemoryDoes(t, 1) })
	t.Run("draws", func(t *testing.T) {
		holdsWhatMemoryDoes(t, 5, "sides.North.clarity={uniform=[0.2,0.6]}", "talks.main.meeting.every={loguniform=[1w,8w]}")
	})
}

func holdsWhatMemoryDoes(t *testing.T, repeats int, set ...string) {
	desk(t)
	a := &app{stdin: &bytes.Buffer{}, stdout: io.Discard, stderr: io.Discard, quiet: true}
	p, err := a.load("mine.toml", set)
	if err != nil {
		t.Fatal(err)
	}
	o := runOptions{runs: 40, seed: 3, trace: 11, noChart: true, look: lookOptions{given: never}, draw: drawOptions{repeats: repeats, given: never}}
	p.config.Seed, p.config.Runs, p.traceRun = o.seed, o.runs, uint64(o.trace)
	if err := p.draws(&o.draw); err != nil {
		t.Fatal(err)
	}
	folder, err := record.Create("results", record.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Abort()
	if err := a.fill(t.Context(), folder, p, o, "mine.toml"); err != nil {
		t.Fatal(err)
	}
	got, _, err := drawingOf("results")
	if err != nil {
		t.Fatal(err)
	}
	want := p.drawing()
	if len(want.forecasts) == 0 || len(want.calibration) == 0 || len(want.standing) == 0 || len(want.reputation) == 0 || want.traceRun != 11 {
		t.Fatalf("%d rows of standing, %d of reputation, run %d", len(want.standing), len(want.reputation), want.traceRun)
	}
	for what, pair := range map[string][2]any{
		"fan": {got.fan, want.fan}, "standing": {got.standing, want.standing}, "reputation": {got.reputation, want.reputation},
		"trace": {got.trace, want.trace}, "diary": {got.diary, want.diary}, "traced run": {got.traceRun, want.traceRun},
		"lives": {got.lives, want.lives}, "deals": {got.deals, want.deals},
		"forecasts": {got.forecasts, want.forecasts}, "calibration": {got.calibration, want.calibration},
	} {
		if !reflect.DeepEqual(pair[0], pair[1]) {
			t.Errorf("%s: the folder holds other than memory", what)
		}
	}
	for _, r := range want.reputation {
		if r.Day == 0 && math.Abs(r.Mean-r.Traced) > 1e-9 {
			t.Errorf("on day 0 all runs are alike: %+v", r)
		}
	}
	if last := want.standing[len(want.standing)-1]; last.Day != want.summary.HorizonDays {
		t.Errorf("the last day is %v", last.Day)
	}
}

func never(string) bool { return false }
