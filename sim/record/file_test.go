package record

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

func TestFilesStayWithinTheFolder(t *testing.T) {
	parent := t.TempDir()
	f := create(t, filepath.Join(parent, "r"), Options{})
	for _, name := range []string{"", ".", "..", "../x", "/x", "a/../../x", "a//x", "./x", `a\x`, "charts/", ManifestFile} {
		if err := f.WriteFile(name, nil); err == nil {
			t.Errorf("%q was written", name)
		}
	}
	if err := os.Symlink(parent, filepath.Join(parent, f.temp, "out")); err != nil {
		t.Fatal(err)
	}
	if err := f.WriteFile("out/x", nil); err == nil {
		t.Error("a file was written through a link out of the folder")
	}
	put(t, f, "charts/x.svg", "")
	if err := f.WriteFile("charts/x.svg", nil); err == nil {
		t.Error("a file was written twice")
	}
}

func TestCommitWaitsForEveryFile(t *testing.T) {
	f := create(t, filepath.Join(t.TempDir(), "r"), Options{})
	w, err := f.Writer("notes.txt")
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Commit(Manifest{}); err == nil || !strings.Contains(err.Error(), "notes.txt") {
		t.Errorf("error %v, want one that names the open file", err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	commit(t, f)
}

func TestFilesMayBeWrittenAtTheSameTime(t *testing.T) {
	path := filepath.Join(t.TempDir(), "r")
	f := create(t, path, Options{})
	var wg sync.WaitGroup
	for name := range strings.SplitSeq("abcdefghijklmnop", "") {
		wg.Go(func() {
			if err := f.WriteFile("charts/"+name, []byte(name)); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	commit(t, f)
	m, err := ReadManifest(path)
	if err != nil {
		t.Fatal(err)
	}
	if len(m.Files) != 16 {
		t.Errorf("the manifest lists %d files", len(m.Files))
	}
	if err := m.Verify(path); err != nil {
		t.Error(err)
	}
}

func TestParentsThatCannotBeWritten(t *testing.T) {
	parent := t.TempDir()
	write(t, filepath.Join(parent, "file"), "a file")
	for _, path := range []string{filepath.Join(parent, "file", "r"), filepath.Join(parent, "file", "deeper", "r")} {
		if _, err := Create(path, Options{}); err == nil || !strings.Contains(err.Error(), path) {
			t.Errorf("in a file: error %v, want one that names %s", err, path)
		}
	}
	holds(t, filepath.Join(parent, "file"), "a file")
}

func TestReadOnlyParent(t *testing.T) {
	parent := filepath.Join(t.TempDir(), "locked")
	if err := os.Mkdir(parent, 0o555); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(parent, "probe"), 0o777); err == nil {
		t.Skip("this user may write anywhere")
	}
	path := filepath.Join(parent, "r")
	_, err := Create(path, Options{})
	if err == nil || !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), fs.ErrPermission.Error()) {
		t.Errorf("error %v, want one that names the path and says that it is not permitted", err)
	}
}

// Results are as readable as other files of the user.
func TestPermissionsAreTheUsual(t *testing.T) {
	parent := t.TempDir()
	usual := filepath.Join(parent, "usual")
	if err := os.Mkdir(usual, 0o777); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(parent, "r")
	f := create(t, path, Options{})
	commit(t, f)
	want, err := os.Stat(usual)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := os.Stat(path); err != nil || got.Mode() != want.Mode() {
		t.Errorf("mode %v (error %v), want %v", got.Mode(), err, want.Mode())
	}
}
