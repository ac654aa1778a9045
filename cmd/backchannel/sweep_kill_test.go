package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"
)

// TestASweepSurvivesBeingKilled kills a sweep twenty times at random moments, as
// nothing could be caught, and some times more while it writes its results. Taken
// up again each time, it comes to the bytes of one that nothing befell, and leaves
// nothing beside them.
func TestASweepSurvivesBeingKilled(t *testing.T) {
	kills, runs := 20, 2000
	if testing.Short() {
		kills, runs = 4, 600
	}
	for _, workers := range []int{1, 2} {
		t.Run(fmt.Sprint(workers), func(t *testing.T) {
			k := newKiller(t, runs, workers)
			for k.killed < kills {
				// Together, some two thirds of the sweep.
				if !k.attempt(k.whole * 4 / 3 / time.Duration(kills)) {
					k.same()
					k.anew()
				}
			}
			k.timed("hunted")
			k.same()
			// Once more, with nothing to play: what there is gives way to the same.
			for range kills / 2 {
				k.attempt(k.writing)
			}
			k.timed("hunted")
			k.same()
		})
	}
}

// killer sweeps in a folder of its own, beside results that nothing befell.
type killer struct {
	t              *testing.T
	dir            string
	runs, workers  int
	rng            *rand.Rand
	whole, writing time.Duration // that a sweep takes, all of it and with nothing to play
	killed         int
}

func newKiller(t *testing.T, runs, workers int) *killer {
	k := &killer{t: t, dir: t.TempDir(), runs: runs, workers: workers, rng: rand.New(rand.NewPCG(41, uint64(workers)))}
	mine, err := os.ReadFile("testdata/mine.toml")
	if err == nil {
		err = os.WriteFile(filepath.Join(k.dir, "mine.toml"), mine, 0o666)
	}
	if err != nil {
		t.Fatal(err)
	}
	k.whole = k.timed("whole")
	k.writing = k.timed("whole")
	return k
}

func (k *killer) sweep(out string) *exec.Cmd {
	c := exec.CommandContext(k.t.Context(), "backchannel", "sweep", "mine.toml",
		"--vary", "sides.North.clarity=0:1:3", "--vary", "talks.main.meeting.every=10d,30d,60d", "--on", "standing_365", "--on", "deal_wait",
		"--runs", fmt.Sprint(k.runs), "--out", out, "--workers", fmt.Sprint(k.workers), "--resume", "--csv", "--quiet")
	c.Dir = k.dir
	return c
}

// timed sweeps to the end and says how long it took.
func (k *killer) timed(out string) time.Duration {
	k.t.Helper()
	began := time.Now()
	if text, err := k.sweep(out).CombinedOutput(); err != nil {
		k.t.Fatalf("%v\n%s", err, text)
	}
	return time.Since(began)
}

// attempt sweeps and kills that at some moment until the limit; false if it has
// come to its end before.
func (k *killer) attempt(limit time.Duration) bool {
	k.t.Helper()
	c := k.sweep("hunted")
	if err := c.Start(); err != nil {
		k.t.Fatal(err)
	}
	moment := time.AfterFunc(time.Duration(k.rng.Float64()*float64(limit)), func() { c.Process.Kill() })
	err := c.Wait()
	moment.Stop()
	if _, failed := asExit(err); failed && c.ProcessState.ExitCode() == -1 {
		k.killed++
		return true
	}
	if err != nil {
		k.t.Fatal(err)
	}
	return false
}

// anew removes what came of the sweep.
func (k *killer) anew() {
	k.t.Helper()
	if err := os.RemoveAll(filepath.Join(k.dir, "hunted")); err != nil {
		k.t.Fatal(err)
	}
}

// same holds the results to those that nothing befell.
func (k *killer) same() {
	k.t.Helper()
	left, err := os.ReadDir(k.dir)
	if err != nil || len(left) != 3 {
		k.t.Fatalf("there are %v, %v; want mine.toml and two results folders", left, err)
	}
	want, got := k.contents("whole"), k.contents("hunted")
	if len(want) < 8 || len(want) != len(got) {
		k.t.Fatalf("there are %d files, want the %d of the sweep that nothing befell", len(got), len(want))
	}
	for name, text := range want {
		if name != "manifest.json" && !slices.Equal(got[name], text) {
			k.t.Errorf("%s differs from that of the sweep that nothing befell", name)
		}
	}
	if a, b := timeless(k.t, want["manifest.json"]), timeless(k.t, got["manifest.json"]); !reflect.DeepEqual(a, b) {
		k.t.Errorf("the manifest is %v, want %v", b, a)
	}
}

// contents are the files of a folder, by name.
func (k *killer) contents(folder string) map[string][]byte {
	k.t.Helper()
	out := map[string][]byte{}
	root := os.DirFS(filepath.Join(k.dir, folder))
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		out[name], err = fs.ReadFile(root, name)
		return err
	})
	if err != nil {
		k.t.Fatal(err)
	}
	return out
}

// timeless is a manifest without the times in it.
func timeless(t *testing.T, text []byte) map[string]any {
	t.Helper()
	var m map[string]any
	if err := json.Unmarshal(text, &m); err != nil {
		t.Fatal(err)
	}
	delete(m, "started")
	delete(m, "finished")
	return m
}
