package record

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
)

// Cells keeps the runs of a sweep on disk while it goes on, so that nothing that
// was played is lost to whatever ends it: in a folder beside the results, named
// as they are with ".unfinished" after it, as parts that are written whole or not
// at all. Only one sweep has it at a time. One goroutine uses it.
type Cells struct {
	Damaged int            // parts that could not be read
	Other   map[string]int // parts of runs that are not the same, by what is other
	path    string         // of the folder
	made    []string       // folders that were missing on the way to it, outermost first
	lock    *flock.Flock   // nil: closed
	key     CellKey        // of what is kept
	least   int            // runs of a part, or more
	index   map[scenarioKey][]span
	part    []byte // the next, as far as it is filled; nil: not begun
	runs    int    // in it
	next    uint32 // its number
	open    map[uint32]*os.File
}

// CellOptions say what becomes of what an unfinished sweep left.
type CellOptions struct {
	Resume  bool // use it
	Restart bool // remove it, unless it is to be used
	Least   int  // runs to a part, or more: what may be lost
}

const (
	unfinished = ".unfinished"
	lockFile   = "lock"
	partName   = "part-%06d"
	mostOpen   = 128 // files
)

// Unfinished is the folder in which runs are kept until the results folder is
// complete.
func Unfinished(results string) string { return filepath.Clean(results) + unfinished }

// UnfinishedError says that runs of an unfinished sweep are there, and that it is
// not said what to do with them.
type UnfinishedError struct{ Path string }

// Error says where they are.
func (e *UnfinishedError) Error() string {
	return fmt.Sprintf("an unfinished sweep is in %q: take it up again, or have it removed", e.Path)
}

// BusyError says that another sweep is at work on the same results.
type BusyError struct{ Path string }

// Error says on which.
func (e *BusyError) Error() string {
	return fmt.Sprintf("another sweep is at work on %q: let it end, or choose another folder", e.Path)
}

// OpenCells takes hold of the folder beside the results, and makes it if need be.
// If another sweep has it, the error is a *BusyError; if an unfinished one left
// runs there and o does not say what to do with them, an *UnfinishedError.
func OpenCells(results string, key CellKey, o CellOptions) (*Cells, error) {
	c := &Cells{
		path: Unfinished(results), key: key, least: o.Least, Other: map[string]int{},
		index: map[scenarioKey][]span{}, open: map[uint32]*os.File{},
	}
	err := c.hold(results)
	if err == nil {
		err = c.find(o)
	}
	if err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return c, nil
}

// hold makes the folder and locks it.
func (c *Cells) hold(results string) (err error) {
	if c.made, err = makeDirs(filepath.Dir(c.path)); err != nil {
		return err
	}
	if err := os.Mkdir(c.path, 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	if err := c.mine(); err != nil {
		return err
	}
	lock := flock.New(filepath.Join(c.path, lockFile))
	held, err := lock.TryLock()
	if err != nil {
		return fmt.Errorf("lock %q: %w", c.path, err)
	}
	if !held || !stillThere(lock) {
		return errors.Join(&BusyError{Path: results}, lock.Close())
	}
	c.lock = lock
	return nil
}

// stillThere is false if whoever had the lock has removed its file in the
// meantime: then it is no lock on what is there now.
func stillThere(lock *flock.Flock) bool {
	mine, err := lock.Stat()
	there, gone := os.Stat(lock.Path())
	return err == nil && gone == nil && os.SameFile(mine, there)
}

// Kept reports whether runs are there.
func (c *Cells) Kept() bool { return len(c.index) > 0 }

// Path returns where they are.
func (c *Cells) Path() string { return c.path }

// Aside is a place in the folder for results that are not yet complete: what is
// there is removed with the folder, or when it is opened again.
func (c *Cells) Aside() string { return filepath.Base(c.path) }

// Close puts on disk what was given, and lets go of the folder. If it holds
// nothing, it is removed, with the folders that were made for it. To close it
// again does nothing.
func (c *Cells) Close() error {
	if c.lock == nil {
		os.Remove(c.path) // if it was made, but could not be locked; else it is not empty
		removeDirs(c.made)
		return nil
	}
	err := c.Flush()
	list, wrong := os.ReadDir(c.path)
	if err = errors.Join(err, wrong); err == nil && len(list) == 1 {
		return c.Remove()
	}
	c.closeFiles()
	err = errors.Join(err, c.lock.Close())
	c.lock, c.made = nil, nil
	return err
}

// Remove removes the folder with all that is in it, and lets go of it.
func (c *Cells) Remove() error {
	c.closeFiles()
	list, err := os.ReadDir(c.path)
	for _, f := range list {
		if f.Name() != lockFile { // as long as it is there, no other sweep comes in
			err = errors.Join(err, os.RemoveAll(filepath.Join(c.path, f.Name())))
		}
	}
	if os.Remove(c.lock.Path()) != nil {
		// Some systems remove no file that is open.
		err = errors.Join(err, c.lock.Close(), os.Remove(c.lock.Path()))
	}
	err = errors.Join(err, os.Remove(c.path), c.lock.Close())
	c.lock = nil
	removeDirs(c.made)
	return err
}
