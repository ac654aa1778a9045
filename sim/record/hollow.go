package record

import (
	"errors"
	"io/fs"
	"os"
)

// hollow is an empty folder that stood where results are to go. It is taken away
// before anything is played, and not at the end, so that one that cannot be
// (a mounted volume) is found out at once. A nil hollow is none.
type hollow struct {
	mode    fs.FileMode
	removed bool
}

// emptyAt returns the empty folder at path, if that is what is there and it is
// not the one that the program works in.
func emptyAt(path string) *hollow {
	info, err := os.Lstat(path)
	if err != nil || !info.IsDir() {
		return nil
	}
	if here, err := os.Stat("."); err != nil || os.SameFile(here, info) {
		return nil // whoever works in it would be left in a folder that is gone
	}
	if entries, err := os.ReadDir(path); err != nil || len(entries) > 0 {
		return nil
	}
	return &hollow{mode: info.Mode().Perm()}
}

// remove fails, and takes nothing away, if the folder is empty no longer.
func (h *hollow) remove(parent *os.Root, name string) error {
	if h == nil {
		return nil
	}
	err := parent.Remove(name)
	h.removed = err == nil
	return err
}

// restore puts the folder back, unless something else is there by now.
func (h *hollow) restore(parent *os.Root, name string) error {
	if h == nil || !h.removed {
		return nil
	}
	h.removed = false
	err := parent.Mkdir(name, h.mode)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	return err
}
