package record

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// names lists what is in a folder, hidden or not.
func list(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	found := []string{}
	for _, e := range entries {
		found = append(found, e.Name())
	}
	return found
}

func create(t *testing.T, path string, o Options) *Folder {
	t.Helper()
	f, err := Create(path, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Abort() })
	return f
}

func put(t *testing.T, f *Folder, name, text string) {
	t.Helper()
	if err := f.WriteFile(name, []byte(text)); err != nil {
		t.Fatal(err)
	}
}

func commit(t *testing.T, f *Folder) {
	t.Helper()
	if err := f.Commit(Manifest{}); err != nil {
		t.Fatal(err)
	}
}

func holds(t *testing.T, path, want string) {
	t.Helper()
	if got, err := os.ReadFile(path); err != nil || string(got) != want {
		t.Errorf("%s holds %q (error %v), want %q", path, got, err, want)
	}
}

func TestNothingIsThereBeforeCommit(t *testing.T) {
	parent := t.TempDir()
	f := create(t, filepath.Join(parent, "new"), Options{})
	put(t, f, "charts/survival.svg", "<svg/>")
	if found := list(t, parent); len(found) != 1 || !strings.HasPrefix(found[0], ".new.partial-") {
		t.Errorf("before Commit there is %v", found)
	}
	commit(t, f)
	if found := list(t, parent); !slices.Equal(found, []string{"new"}) {
		t.Errorf("after Commit there is %v", found)
	}
	holds(t, filepath.Join(parent, "new", "charts", "survival.svg"), "<svg/>")
	if err := f.Abort(); err != nil {
		t.Error(err)
	}
	holds(t, filepath.Join(parent, "new", "charts", "survival.svg"), "<svg/>")
	if err := f.WriteFile("late", nil); err == nil {
		t.Error("a file was added after Commit")
	}
}

func TestAbortLeavesNothing(t *testing.T) {
	parent := t.TempDir()
	f := create(t, filepath.Join(parent, "a", "b", "new"), Options{CSV: true})
	put(t, f, "charts/survival.svg", "<svg/>")
	tables, err := NewTables(f, "")
	if err != nil {
		t.Fatal(err)
	}
	b := outcomes(model(t), 1, 3)
	if err := tables.Append(b); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := f.Abort(); err != nil {
			t.Fatal(err)
		}
	}
	if found := list(t, parent); len(found) > 0 {
		t.Errorf("after Abort there is %v", found)
	}
	if err := tables.Close(); err == nil {
		t.Error("tables could be completed after Abort")
	}
	if err := f.Commit(Manifest{}); err == nil {
		t.Error("Commit after Abort is no error")
	}
	if found := list(t, parent); len(found) > 0 {
		t.Errorf("after a late Commit there is %v", found)
	}
}

func TestExistingFoldersAreUntouched(t *testing.T) {
	parent := t.TempDir()
	ours := filepath.Join(parent, "ours")
	f := create(t, ours, Options{})
	put(t, f, "scenario.toml", "old")
	commit(t, f)
	foreign := filepath.Join(parent, "foreign")
	other := filepath.Join(parent, "other")
	for _, dir := range []string{foreign, other} {
		if err := os.Mkdir(dir, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	write(t, filepath.Join(foreign, "thesis.txt"), "years of work")
	write(t, filepath.Join(other, ManifestFile), `{"tool": "another"}`)
	write(t, filepath.Join(parent, "file"), "a file")
	if err := os.Symlink(ours, filepath.Join(parent, "link")); err != nil {
		t.Fatal(err)
	}
	before := list(t, parent)
	for _, test := range []struct {
		name    string
		replace bool
		results bool
	}{
		{"ours", false, true},
		{"foreign", false, false},
		{"foreign", true, false},
		{"other", true, false},
		{"file", true, false},
		{"link", true, false},
	} {
		_, err := Create(filepath.Join(parent, test.name), Options{Replace: test.replace})
		exists, ok := errors.AsType[*ExistsError](err)
		if !ok || exists.Results != test.results || !errors.Is(err, fs.ErrExist) || !strings.Contains(err.Error(), exists.Path) {
			t.Errorf("%s, replace %t: error %v", test.name, test.replace, err)
		}
		if found := list(t, parent); !slices.Equal(found, before) {
			t.Errorf("%s: there is %v, was %v", test.name, found, before)
		}
	}
	holds(t, filepath.Join(ours, "scenario.toml"), "old")
	holds(t, filepath.Join(foreign, "thesis.txt"), "years of work")
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestReplaceSwapsOnlyWhenComplete(t *testing.T) {
	parent := t.TempDir()
	path := filepath.Join(parent, "r")
	f := create(t, path, Options{})
	put(t, f, "old.txt", "old")
	commit(t, f)
	f = create(t, path, Options{Replace: true})
	put(t, f, "new.txt", "new")
	holds(t, filepath.Join(path, "old.txt"), "old")
	if err := f.Abort(); err != nil {
		t.Fatal(err)
	}
	holds(t, filepath.Join(path, "old.txt"), "old")
	f = create(t, path, Options{Replace: true})
	put(t, f, "new.txt", "new")
	commit(t, f)
	if found := list(t, path); !slices.Equal(found, []string{ManifestFile, "new.txt"}) {
		t.Errorf("the new folder has %v", found)
	}
	if found := list(t, parent); !slices.Equal(found, []string{"r"}) {
		t.Errorf("beside it there is %v", found)
	}
}

func TestAFailedSwapLeavesTheOldFolder(t *testing.T) {
	parent := t.TempDir()
	path := filepath.Join(parent, "r")
	f := create(t, path, Options{})
	put(t, f, "old.txt", "old")
	commit(t, f)
	f = create(t, path, Options{Replace: true})
	put(t, f, "new.txt", "new")
	// Someone takes the new folder away under our hands.
	if err := os.Rename(filepath.Join(parent, f.temp), filepath.Join(parent, "gone")); err != nil {
		t.Fatal(err)
	}
	if err := f.Commit(Manifest{}); err == nil {
		t.Fatal("the swap did not fail")
	}
	if err := f.Abort(); err != nil {
		t.Fatal(err)
	}
	holds(t, filepath.Join(path, "old.txt"), "old")
	if found := list(t, parent); !slices.Equal(found, []string{"gone", "r"}) {
		t.Errorf("beside it there is %v", found)
	}
}

// TestAnEmptyFolderMakesRoom: it holds nothing to lose. Abort puts it back as
// it was.
func TestAnEmptyFolderMakesRoom(t *testing.T) {
	parent := t.TempDir()
	path := filepath.Join(parent, "r")
	if err := os.Mkdir(path, 0o750); err != nil {
		t.Fatal(err)
	}
	for _, replace := range []bool{false, true} {
		f := create(t, path, Options{Replace: replace})
		put(t, f, "x", "half a study")
		if err := f.Abort(); err != nil {
			t.Fatal(err)
		}
		if info, err := os.Stat(path); err != nil || info.Mode() != fs.ModeDir|0o750 {
			t.Fatalf("replace %t: after Abort %v, %v", replace, info, err)
		}
		if found := list(t, parent); !slices.Equal(found, []string{"r"}) || len(list(t, path)) > 0 {
			t.Fatalf("replace %t: after Abort there is %v", replace, found)
		}
	}
	f := create(t, path, Options{})
	put(t, f, "x", "whole")
	commit(t, f)
	holds(t, filepath.Join(path, "x"), "whole")
	if found := list(t, parent); !slices.Equal(found, []string{"r"}) {
		t.Errorf("beside it there is %v", found)
	}
}

// TestTheWorkingFolderStays, empty as it is.
func TestTheWorkingFolderStays(t *testing.T) {
	path := filepath.Join(t.TempDir(), "here")
	if err := os.Mkdir(path, 0o777); err != nil {
		t.Fatal(err)
	}
	t.Chdir(path)
	for _, name := range []string{".", path} {
		if _, err := Create(name, Options{Replace: true}); !errors.Is(err, fs.ErrExist) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if found := list(t, filepath.Dir(path)); !slices.Equal(found, []string{"here"}) {
		t.Errorf("beside it there is %v", found)
	}
}

func TestWhatAppearsMeanwhileIsNotReplaced(t *testing.T) {
	for _, replace := range []bool{false, true} {
		path := filepath.Join(t.TempDir(), "r")
		f := create(t, path, Options{Replace: replace})
		if err := os.Mkdir(path, 0o777); err != nil {
			t.Fatal(err)
		}
		err := f.Commit(Manifest{})
		if _, ok := errors.AsType[*ExistsError](err); !ok {
			t.Errorf("replace %t: error %v", replace, err)
		}
		if found := list(t, path); len(found) > 0 {
			t.Errorf("replace %t: %v was put into a folder that is not ours", replace, found)
		}
	}
}

func TestTwoStudiesMayRunSideBySide(t *testing.T) {
	path := filepath.Join(t.TempDir(), "r")
	first, second := create(t, path, Options{}), create(t, path, Options{})
	put(t, first, "x", "first")
	put(t, second, "x", "second")
	commit(t, second)
	if err := first.Commit(Manifest{}); !errors.Is(err, fs.ErrExist) {
		t.Errorf("the later of two is told %v", err)
	}
	holds(t, filepath.Join(path, "x"), "second")
}
