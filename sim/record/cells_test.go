package record

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

var testKey = CellKey{Version: "v1", Arch: "any", Seed: 5, Metrics: []string{"main.signed", "main.core"}}

// scenarioNamed is the SHA-256 of something.
func scenarioNamed(n int) string {
	sum := sha256.Sum256(fmt.Append(nil, n))
	return hex.EncodeToString(sum[:])
}

// valuesOf are the values of some runs, each known by scenario, run and metric.
func valuesOf(scenario int, first uint64, runs int) [][]float64 {
	out := make([][]float64, 2)
	for run := range uint64(runs) {
		x := float64(scenario)*1e6 + float64(first+run)
		if out[0] = append(out[0], x); (first+run)%3 == 0 {
			x = math.NaN()
		}
		out[1] = append(out[1], -x)
	}
	return out
}

func openCells(t rapid.TB, out string, o CellOptions) *Cells {
	t.Helper()
	c, err := OpenCells(out, testKey, o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func keep(t rapid.TB, c *Cells, scenario int, first uint64, runs int) {
	t.Helper()
	if err := c.Append(&Cell{SHA256: scenarioNamed(scenario), First: first, Values: valuesOf(scenario, first, runs)}); err != nil {
		t.Fatal(err)
	}
}

func shut(t rapid.TB, c *Cells) {
	t.Helper()
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestCellsComeBack: whatever is kept, in whatever order and however often the
// folder is closed and opened, what is there without a gap comes back, to the bit.
func TestCellsComeBack(t *testing.T) {
	parent := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		dir, err := os.MkdirTemp(parent, "")
		if err != nil {
			t.Fatal(err)
		}
		out := filepath.Join(dir, "out")
		o := CellOptions{Resume: true, Least: rapid.IntRange(1, 20).Draw(t, "least")}
		c := openCells(t, out, o)
		there := map[int]map[uint64]bool{}
		for range rapid.IntRange(0, 30).Draw(t, "steps") {
			if rapid.IntRange(0, 4).Draw(t, "again") == 0 {
				shut(t, c)
				c = openCells(t, out, o)
			}
			scenario, first, runs := rapid.IntRange(0, 2).Draw(t, "scenario"), rapid.Uint64Range(0, 40).Draw(t, "first"), rapid.IntRange(1, 15).Draw(t, "runs")
			keep(t, c, scenario, first, runs)
			if there[scenario] == nil {
				there[scenario] = map[uint64]bool{}
			}
			for run := range uint64(runs) {
				there[scenario][first+run] = true
			}
		}
		for scenario := range 3 {
			first, runs := rapid.Uint64Range(0, 40).Draw(t, "from"), rapid.IntRange(1, 30).Draw(t, "many")
			want := 0
			for want < runs && there[scenario][first+uint64(want)] {
				want++
			}
			got, err := c.Read(scenarioNamed(scenario), first, runs)
			if err != nil {
				t.Fatal(err)
			}
			for m, list := range valuesOf(scenario, first, want) {
				if !slices.EqualFunc(got[m], list, sameBits) {
					t.Fatalf("runs %d to %d of scenario %d are %v, want %v", first, first+uint64(runs), scenario, got[m], list)
				}
			}
		}
		if err := c.Remove(); err != nil {
			t.Fatal(err)
		}
		if left, _ := os.ReadDir(dir); len(left) > 0 {
			t.Fatalf("%v is left", left)
		}
	})
}

// Whatever happens to a part, no wrong run is taken from it: all of it is there
// or none.
func TestDamagedPartsAreLeftOut(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	c := openCells(t, out, CellOptions{Least: 1})
	keep(t, c, 1, 0, 10)
	keep(t, c, 1, 10, 10)
	shut(t, c)
	path := filepath.Join(Unfinished(out), "part-000002")
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		data := slices.Clone(whole)
		if at := rapid.IntRange(0, len(data)-1).Draw(t, "at"); rapid.Bool().Draw(t, "cut") {
			data = data[:at]
		} else {
			data[at] ^= byte(rapid.IntRange(1, 255).Draw(t, "bits"))
		}
		if err := os.WriteFile(path, data, 0o666); err != nil {
			t.Fatal(err)
		}
		c := openCells(t, out, CellOptions{Resume: true, Least: 1})
		defer c.Close()
		got, err := c.Read(scenarioNamed(1), 0, 20)
		if err != nil || len(got[0]) != 10 || c.Damaged != 1 {
			t.Fatalf("%d runs, %d parts damaged, %v", len(got[0]), c.Damaged, err)
		}
	})
	// What replaces it comes under another name, and is found.
	c = openCells(t, out, CellOptions{Resume: true, Least: 1})
	keep(t, c, 1, 10, 10)
	shut(t, c)
	c = openCells(t, out, CellOptions{Resume: true})
	defer c.Close()
	if got, err := c.Read(scenarioNamed(1), 0, 20); err != nil || len(got[0]) != 20 {
		t.Errorf("%d runs, %v", len(got[0]), err)
	}
}

func TestRunsOfAnotherKindAreLeftOut(t *testing.T) {
	for says, change := range map[string]func(k *CellKey){
		"another version of the program": func(k *CellKey) { k.Build = "b" },
		"another processor architecture": func(k *CellKey) { k.Arch = "other" },
		"another seed":                   func(k *CellKey) { k.Seed = 6 },
		"other metrics":                  func(k *CellKey) { k.Metrics = []string{"main.core", "main.signed"} },
	} {
		out := filepath.Join(t.TempDir(), "out")
		c := openCells(t, out, CellOptions{Least: 1})
		keep(t, c, 1, 0, 10)
		shut(t, c)
		key := testKey
		change(&key)
		c, err := OpenCells(out, key, CellOptions{Resume: true})
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		if got, err := c.Read(scenarioNamed(1), 0, 10); err != nil || len(got[0]) > 0 || c.Other[says] != 1 {
			t.Errorf("%s: %d runs, %v, %v", says, len(got[0]), c.Other, err)
		}
	}
}

func TestOneSweepAtATime(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "deep", "out")
	c := openCells(t, out, CellOptions{})
	_, err := OpenCells(out, testKey, CellOptions{Resume: true})
	if busy, ok := errors.AsType[*BusyError](err); !ok || busy.Path != out {
		t.Errorf("the second sweep is told %v", err)
	}
	_, err = OpenCells(out, testKey, CellOptions{Restart: true})
	if _, ok := errors.AsType[*BusyError](err); !ok {
		t.Errorf("one that wants to start over is told %v", err)
	}
	keep(t, c, 1, 0, 10)
	shut(t, c)
	_, err = OpenCells(out, testKey, CellOptions{})
	if left, ok := errors.AsType[*UnfinishedError](err); !ok || left.Path != out+".unfinished" {
		t.Errorf("one that does not say what to do with what is left is told %v", err)
	}
	// Half-written, as when the machine stopped.
	for _, name := range []string{".part-123", ".out.partial-1-1/charts/x"} {
		path := filepath.Join(Unfinished(out), name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o777), os.WriteFile(path, []byte("x"), 0o666)); err != nil {
			t.Fatal(err)
		}
	}
	c = openCells(t, out, CellOptions{Restart: true})
	if got, err := c.Read(scenarioNamed(1), 0, 10); err != nil || len(got[0]) > 0 {
		t.Errorf("after a new start %d runs are there, %v", len(got[0]), err)
	}
	shut(t, c)
	if left, err := os.ReadDir(dir); err != nil || len(left) > 1 {
		t.Errorf("%v is left, %v", left, err)
	}
	if left, _ := os.ReadDir(filepath.Join(dir, "deep")); len(left) > 0 {
		t.Errorf("%v is left", left)
	}
}

func TestOthersFilesAreNotTouched(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	letter := filepath.Join(Unfinished(out), "letter.txt")
	if err := errors.Join(os.Mkdir(Unfinished(out), 0o777), os.WriteFile(letter, []byte("dear"), 0o666)); err != nil {
		t.Fatal(err)
	}
	_, err := OpenCells(out, testKey, CellOptions{Restart: true})
	if err == nil || !strings.Contains(err.Error(), `"letter.txt", which no sweep has put there`) {
		t.Errorf("the error is %v", err)
	}
	if text, err := os.ReadFile(letter); err != nil || string(text) != "dear" {
		t.Errorf("the file is %q, %v", text, err)
	}
}

// The runs of finished results are there too, once.
func TestRunsOfFinishedResults(t *testing.T) {
	dir := t.TempDir()
	done, out := filepath.Join(dir, "done"), filepath.Join(dir, "out")
	f, err := Create(done, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Abort()
	points, err1 := NewWide[PointRow](f, "", nil)
	runs, err2 := NewWide[PlayedRow](f, "", []Column{{Name: "main.signed"}, {Name: "main.core"}})
	if err := errors.Join(err1, err2); err != nil {
		t.Fatal(err)
	}
	for p := range 3 {
		err := points.Append(PointRow{Point: int64(p), SHA256: scenarioNamed(p)}, nil)
		for run := range uint64(1300) {
			v := valuesOf(p, run, 1)
			err = errors.Join(err, runs.Append(PlayedRow{Point: int64(p), Run: int64(run)}, []float64{v[0][0], v[1][0]}))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	m := Manifest{Version: "v1", Arch: "any", Seed: 5}
	if err := errors.Join(points.Close(), runs.Close(), f.Commit(m)); err != nil {
		t.Fatal(err)
	}
	c := openCells(t, out, CellOptions{Least: 2000})
	defer c.Close()
	for range 2 {
		if other, err := c.Import(done); other != "" || err != nil {
			t.Fatal(other, err)
		}
	}
	if c.next != 3 {
		t.Errorf("%d parts were written for 3900 runs of 2000 or more each", c.next-1)
	}
	for p := range 3 {
		got, err := c.Read(scenarioNamed(p), 0, 1300)
		if err != nil || !slices.EqualFunc(got[1], valuesOf(p, 0, 1300)[1], sameBits) {
			t.Errorf("point %d has %d runs, %v", p, len(got[1]), err)
		}
	}
	c.key.Seed = 6
	if other, err := c.Import(done); other != "another seed" || err != nil {
		t.Errorf("of another seed: %q, %v", other, err)
	}
	c.key.Seed = 5
	if err := os.WriteFile(filepath.Join(done, "points.parquet"), []byte("x"), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Import(done); err == nil || !strings.Contains(err.Error(), "changed after it was written") {
		t.Errorf("of damaged results the error is %v", err)
	}
}
