package record

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
)

// As published: FIPS 180-2, appendix B.1.
const sumOfABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

func sample() Manifest {
	return Manifest{
		Version: "0.1.0", Commit: "abc", Go: "go1.26.0", Arch: "amd64", Command: []string{"backchannel", "run"}, Study: "run",
		Scenarios: []Scenario{{Name: "duel", Title: "A duel", Start: "2025-02-12", SHA256: sumOfABC}},
		Seed:      math.MaxUint64, FirstRun: 1, RunsAsked: 100, RunsDone: 60, Interrupted: true, Workers: 2,
		Started: time.Date(2025, 4, 2, 10, 0, 0, 0, time.UTC), Finished: time.Date(2025, 4, 2, 10, 0, 3, 0, time.UTC),
	}
}

func TestManifestText(t *testing.T) {
	path := filepath.Join(t.TempDir(), "r")
	f := create(t, path, Options{})
	put(t, f, "scenario.toml", "abc")
	if err := Write(f, "", func(yield func(SideRow) bool) { yield(SideRow{}) }); err != nil {
		t.Fatal(err)
	}
	if err := f.Commit(sample()); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join(path, ManifestFile))
	if err != nil {
		t.Fatal(err)
	}
	table, err := os.ReadFile(filepath.Join(path, "sides.parquet"))
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(table)
	m, err := ReadManifest(path)
	if err != nil {
		t.Fatal(err)
	}
	want := sample()
	want.Tool, want.Files = "backchannel", []File{
		{Name: "scenario.toml", SHA256: sumOfABC, Bytes: 3},
		{Name: "sides.parquet", SHA256: hex.EncodeToString(sum[:]), Bytes: int64(len(table)), Rows: new(int64(1))},
	}
	if !reflect.DeepEqual(*m, want) {
		t.Errorf("read back\n %+v\nwant\n %+v", *m, want)
	}
	for _, line := range []string{
		`"tool": "backchannel",`, `"seed": "18446744073709551615",`, `"runs_asked": 100,`, `"runs_done": 60,`, `"first_run": 1,`,
		`"interrupted": true,`, `"started": "2025-04-02T10:00:00Z",`, `"rows": 1`, `"title": "A duel",`, `"arch": "amd64",`,
	} {
		if !strings.Contains(string(got), line) {
			t.Errorf("no line %s in\n%s", line, got)
		}
	}
}

func TestVerifyFindsWhatChanged(t *testing.T) {
	path := filepath.Join(t.TempDir(), "r")
	f := create(t, path, Options{})
	put(t, f, "a", "abc")
	put(t, f, "b", "abc")
	put(t, f, "c", "abc")
	commit(t, f)
	m, err := ReadManifest(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Verify(path); err != nil {
		t.Error(err)
	}
	write(t, filepath.Join(path, "a"), "abd")
	if err := os.Remove(filepath.Join(path, "c")); err != nil {
		t.Fatal(err)
	}
	err = m.Verify(path)
	if err == nil || !strings.Contains(err.Error(), "a in ") || strings.Contains(err.Error(), "b in ") || !strings.Contains(err.Error(), "c in ") {
		t.Errorf("error %v, want a and c named", err)
	}
}

func TestReadManifestOfWhatIsNone(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "file"), "")
	for name, text := range map[string]string{"other": `{"tool":"x"}`, "list": `[]`, "torn": `{"tool":"backch`, "empty": ``} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o777); err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, name, ManifestFile), text)
	}
	for _, name := range []string{"", "missing", "file", "other", "list", "torn", "empty"} {
		path := filepath.Join(dir, name)
		_, err := ReadManifest(path)
		none, ok := errors.AsType[*NoResultsError](err)
		if !ok || none.Path != path || none.Reason == "" {
			t.Errorf("%q: error %v", name, err)
		}
	}
}
