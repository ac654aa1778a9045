package record

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// file is one file of a folder being written; it learns its own size and hash
// on the way.
type file struct {
	folder *Folder
	out    *os.File
	sum    hash.Hash
	entry  File
	closed bool
}

// Write appends to the file.
func (w *file) Write(p []byte) (int, error) {
	n, err := w.out.Write(p)
	w.sum.Write(p[:n])
	w.entry.Bytes += int64(n)
	return n, err
}

// Close enters the file in the folder's list. Closing it again does nothing.
func (w *file) Close() error {
	if w.closed {
		return nil
	}
	w.closed = true
	w.entry.SHA256 = hex.EncodeToString(w.sum.Sum(nil))
	err := w.out.Close()
	w.folder.done(w, err == nil)
	return err
}

// Writer makes a file in the folder. The name is a path with slashes that
// stays within it; missing folders on the way are made. The file counts once
// it is closed. It may be called from several goroutines.
func (f *Folder) Writer(name string) (io.WriteCloser, error) { return f.open(name) }

// WriteFile makes a file in the folder with the given contents.
func (f *Folder) WriteFile(name string, data []byte) error {
	w, err := f.open(name)
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return errors.Join(err, w.Close())
}

// create makes the file of a table.
func (f *Folder) create(name string) (*file, error) {
	w, err := f.open(name)
	if err == nil {
		w.entry.Rows = new(int64)
	}
	return w, err
}

func (f *Folder) open(name string) (*file, error) {
	if name != path.Clean(name) || strings.Contains(name, `\`) || !filepath.IsLocal(filepath.FromSlash(name)) || name == "." {
		return nil, fmt.Errorf("%q is no path within a results folder", name)
	}
	if name == ManifestFile {
		return nil, fmt.Errorf("%s is written by Commit alone", name)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.root == nil {
		return nil, fmt.Errorf("write %s: results folder %q is closed", name, f.path)
	}
	if err := f.root.MkdirAll(filepath.FromSlash(path.Dir(name)), 0o777); err != nil {
		return nil, err
	}
	out, err := f.root.OpenFile(filepath.FromSlash(name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return nil, err
	}
	w := &file{folder: f, out: out, sum: sha256.New(), entry: File{Name: name}}
	f.busy = append(f.busy, w)
	return w, nil
}

// done moves a file from those being written to those that count.
func (f *Folder) done(w *file, ok bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.busy = slices.DeleteFunc(f.busy, func(other *file) bool { return other == w })
	if ok {
		f.files = append(f.files, w.entry)
	}
}
