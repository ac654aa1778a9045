package record

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// makeDirs makes what is missing of a folder and returns it, outermost first.
func makeDirs(dir string) (made []string, err error) {
	var missing []string
	for at := dir; ; at = filepath.Dir(at) {
		if _, err := os.Stat(at); !errors.Is(err, fs.ErrNotExist) || at == filepath.Dir(at) {
			break
		}
		missing = append(missing, at)
	}
	for _, at := range slices.Backward(missing) {
		if err := os.Mkdir(at, 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
			return made, err
		}
		made = append(made, at)
	}
	return made, nil
}

// removeDirs removes what makeDirs made; where others have put something there,
// it stays.
func removeDirs(made []string) {
	for _, dir := range slices.Backward(made) {
		os.Remove(dir)
	}
}

// writeDurably writes a file that is there whole or not at all, whatever ends the
// program or the machine.
func writeDurably(path string, data []byte) (err error) {
	out, err := os.CreateTemp(filepath.Dir(path), ".part-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(out.Name()))
		}
	}()
	_, err = out.Write(data)
	if err == nil {
		err = out.Sync()
	}
	if err = errors.Join(err, out.Close()); err != nil {
		return err
	}
	if err = os.Rename(out.Name(), path); err != nil {
		return err
	}
	if dir, err := os.Open(filepath.Dir(path)); err == nil {
		dir.Sync() // the name too; some systems cannot, and need not
		dir.Close()
	}
	return nil
}
