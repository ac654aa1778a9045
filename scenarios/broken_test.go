package scenarios_test

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"backchannel/scenarios"
)

var update = flag.Bool("update", false, "write the diagnostics that come out into testdata/broken")

// TestBrokenScenarios holds what is said of broken scenarios to the word and
// to the column. Each testdata/broken/*.txtar has the files, of which main.toml
// is loaded, the overrides, one a line, in a file called set, and the
// diagnostics in a file called want. In the comment, "crlf", "bom" and
// "latin1" say how main.toml is changed before it is written.
func TestBrokenScenarios(t *testing.T) {
	t.Parallel()
	paths, err := filepath.Glob("testdata/broken/*.txtar")
	if err != nil || len(paths) < 40 {
		t.Fatalf("%d cases, %v", len(paths), err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			t.Parallel()
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			dir := t.TempDir()
			set := unpack(t, archive, dir)
			_, err = scenarios.Load(filepath.Join(dir, "main.toml"), scenarios.Options{Set: set})
			problems, ok := errors.AsType[scenarios.Problems](err)
			if !ok {
				t.Fatalf("no problems but %v", err)
			}
			for _, p := range problems {
				wellFormed(t, p)
			}
			got := strings.ReplaceAll(problems.Error(), dir+string(filepath.Separator), "") + "\n"
			compare(t, path, archive, got)
		})
	}
}

// unpack writes the files of a case and returns its overrides.
func unpack(t *testing.T, archive *txtar.Archive, dir string) (set []string) {
	t.Helper()
	for _, f := range archive.Files {
		data := f.Data
		switch f.Name {
		case "want":
			continue
		case "set":
			for line := range strings.Lines(string(data)) {
				set = append(set, strings.TrimSuffix(line, "\n"))
			}
			continue
		case "main.toml":
			data = disguise(string(archive.Comment), data)
		}
		name := filepath.Join(dir, f.Name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return set
}

// disguise changes bytes that a golden file cannot well hold.
func disguise(comment string, data []byte) []byte {
	words := strings.FieldsSeq(comment)
	for w := range words {
		switch w {
		case "crlf":
			data = bytes.ReplaceAll(data, []byte("\n"), []byte("\r\n"))
		case "bom":
			data = append([]byte("\xef\xbb\xbf"), data...)
		case "latin1":
			data = bytes.ReplaceAll(data, []byte("é"), []byte("\xe9"))
		}
	}
	return data
}

// wellFormed holds a problem to the rules for messages and places.
func wellFormed(t *testing.T, p scenarios.Problem) {
	t.Helper()
	if p.File == "" || p.What == "" || p.Fix == "" {
		t.Errorf("a part is missing: %+v", p)
	}
	if strings.HasSuffix(p.What, ".") || strings.HasSuffix(p.Fix, ".") && !strings.HasSuffix(p.Fix, "...") {
		t.Errorf("a final period: %q, %q", p.What, p.Fix)
	}
	if p.Fix == "mend the scenario" {
		t.Errorf("found by the compiler and not by the checks: %q", p.What)
	}
	if n := len([]rune(p.Source)); p.Line > 0 && (p.Column < 1 || p.Length < 1 || p.Column-1+p.Length > n && n >= p.Column) {
		t.Errorf("underlines %d characters from %d of a line of %d", p.Length, p.Column, n)
	}
}

// compare holds what came out to the file called want, or writes it there.
func compare(t *testing.T, path string, archive *txtar.Archive, got string) {
	t.Helper()
	last := len(archive.Files) - 1
	if *update {
		if last < 0 || archive.Files[last].Name != "want" {
			archive.Files = append(archive.Files, txtar.File{Name: "want"})
			last++
		}
		archive.Files[last].Data = []byte(got)
		if err := os.WriteFile(path, txtar.Format(archive), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	if last < 0 || archive.Files[last].Name != "want" || string(archive.Files[last].Data) != got {
		t.Errorf("got\n%s\nwhich is not what %s wants; go test -update shows the difference in git diff", got, path)
	}
}
