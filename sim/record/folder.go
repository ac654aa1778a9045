package record

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// Options say how a results folder is made.
type Options struct {
	Replace bool // an existing results folder of ours gives way on Commit
	CSV     bool // every table also as CSV
	// Aside is a folder beside the results folder in which it is made; "": it is
	// made under a temporary name of its own.
	Aside string
}

// Folder is a results folder being written. Until Commit it has a temporary
// name beside its own, beginning with a dot; Abort leaves nothing of it.
type Folder struct {
	path    string
	base    string // last element of path
	temp    string // the temporary name
	aside   string // folder within parent where temporary names are
	replace bool
	csv     bool
	parent  *os.Root
	made    []string // parents that were missing, outermost first
	empty   *hollow  // what stood there; nil: nothing

	mu    sync.Mutex
	root  *os.Root // nil once committed or aborted
	busy  []*file
	files []File
}

// Create starts a results folder at path. Missing parents are made, and an empty
// folder that is there makes room. If anything else is there already and is not
// to be replaced, the error is an *ExistsError and nothing is touched.
func Create(path string, o Options) (*Folder, error) {
	full, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	f := &Folder{path: path, base: filepath.Base(full), aside: o.Aside, replace: o.Replace, csv: o.CSV}
	if f.empty = emptyAt(full); f.empty == nil {
		if err := f.vacant(full); err != nil {
			return nil, err
		}
	}
	if err := f.begin(filepath.Dir(full)); err != nil {
		f.discard()
		return nil, fmt.Errorf("make results folder %q: %w", path, err)
	}
	return f, nil
}

// vacant returns an error if the path is taken by what must not be replaced.
func (f *Folder) vacant(full string) error {
	info, err := os.Lstat(full)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	} else if err != nil {
		return fmt.Errorf("make results folder %q: %w", f.path, err)
	}
	results := false
	if info.IsDir() { // not a link to one
		_, err := ReadManifest(full)
		results = err == nil
	}
	if results && f.replace {
		return nil
	}
	return &ExistsError{Path: f.path, Results: results}
}

func (f *Folder) begin(dir string) error {
	var err error
	if f.made, err = makeDirs(dir); err != nil {
		return err
	}
	if f.parent, err = os.OpenRoot(dir); err != nil {
		return err
	}
	if f.temp, err = f.spare("partial"); err != nil {
		return err
	}
	if f.root, err = f.parent.OpenRoot(f.temp); err != nil {
		return err
	}
	return f.empty.remove(f.parent, f.base)
}

// spare makes an empty folder beside the target under a name that no one has.
func (f *Folder) spare(what string) (string, error) {
	for n := 1; ; n++ {
		name := filepath.Join(f.aside, fmt.Sprintf(".%s.%s-%d-%d", f.base, what, os.Getpid(), n))
		err := f.parent.Mkdir(name, 0o777)
		if !errors.Is(err, fs.ErrExist) {
			return name, err
		}
	}
}

// Path returns the path that the folder will have.
func (f *Folder) Path() string { return f.path }

// Commit writes the manifest and gives the folder its name. Every file must
// be closed. After an error the folder is as it was, still under its temporary
// name: Abort removes it.
func (f *Folder) Commit(m Manifest) error {
	if err := f.complete(m); err != nil {
		return fmt.Errorf("complete results folder %q: %w", f.path, err)
	}
	if err := f.vacant(filepath.Join(f.parent.Name(), f.base)); err != nil {
		return err
	}
	old, err := f.swap()
	if err != nil {
		return fmt.Errorf("name results folder %q: %w", f.path, err)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.root.Close()
	f.root = nil
	if old != "" {
		err = f.parent.RemoveAll(old)
	}
	if err = errors.Join(err, f.parent.Close()); err != nil {
		return fmt.Errorf("results folder %q is complete, but what it replaced could not be removed: %w", f.path, err)
	}
	return nil
}

func (f *Folder) complete(m Manifest) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.root == nil {
		return errors.New("it is closed")
	}
	if len(f.busy) > 0 {
		return fmt.Errorf("%s is still being written", f.busy[0].entry.Name)
	}
	m.Tool, m.Files = tool, slices.SortedFunc(slices.Values(f.files), func(a, b File) int {
		return strings.Compare(a.Name, b.Name)
	})
	text, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	return f.root.WriteFile(ManifestFile, append(text, '\n'), 0o666)
}

// swap puts the folder in its place and returns the name now borne by what
// was there, if anything was. If it fails, all is as before.
func (f *Folder) swap() (string, error) {
	if _, err := f.parent.Lstat(f.base); errors.Is(err, fs.ErrNotExist) {
		return "", f.parent.Rename(f.temp, f.base)
	}
	old, err := f.spare("replaced")
	if err != nil {
		return "", err
	}
	// The old folder goes inside the spare one: a rename onto a folder, even
	// an empty one, is not allowed everywhere.
	aside := filepath.Join(old, f.base)
	if err := f.parent.Rename(f.base, aside); err != nil {
		return "", errors.Join(err, f.parent.RemoveAll(old))
	}
	if err := f.parent.Rename(f.temp, f.base); err != nil {
		if back := f.parent.Rename(aside, f.base); back != nil {
			return "", fmt.Errorf("%w; what was there is now in %q", errors.Join(err, back), aside)
		}
		return "", errors.Join(err, f.parent.RemoveAll(old))
	}
	return old, nil
}

// Abort removes the folder and the parents made for it. After Commit, or a
// second time, it does nothing: it may always be deferred.
func (f *Folder) Abort() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.root == nil {
		return nil
	}
	for _, w := range f.busy {
		w.out.Close()
	}
	f.root.Close()
	f.root, f.busy = nil, nil
	return f.discard()
}

// discard removes what was made on disk.
func (f *Folder) discard() error {
	var err error
	if f.parent != nil {
		if f.temp != "" {
			err = f.parent.RemoveAll(f.temp)
		}
		err = errors.Join(err, f.empty.restore(f.parent, f.base))
		err = errors.Join(err, f.parent.Close())
	}
	removeDirs(f.made)
	return err
}
