package record

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func failure[R Row](folder string) (rows int, err error) {
	for _, err := range Read[R](folder) {
		if err != nil {
			return rows, err
		}
		rows++
	}
	return rows, nil
}

func TestTablesThatCannotBeRead(t *testing.T) {
	dir := t.TempDir()
	if _, err := failure[RunRow](dir); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "runs.parquet") {
		t.Errorf("missing: error %v", err)
	}
	write(t, filepath.Join(dir, "runs.parquet"), "no table")
	if _, err := failure[RunRow](dir); err == nil || !strings.Contains(err.Error(), "runs.parquet") {
		t.Errorf("no table: error %v", err)
	}
	// Room for a footer of 4 GB must not be made because a byte is wrong.
	write(t, filepath.Join(dir, "runs.parquet"), "PAR1\x00\xff\xff\xff\xffPAR1")
	if _, err := failure[RunRow](dir); err == nil || !strings.Contains(err.Error(), "cut off") {
		t.Errorf("footer longer than the file: error %v", err)
	}
	good := save(t, Options{}, outcomes(model(t), 1, 3))
	data, err := os.ReadFile(filepath.Join(good, "envoys.parquet"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "runs.parquet"), string(data))
	if _, err := failure[RunRow](dir); err == nil || !strings.Contains(err.Error(), "columns") {
		t.Errorf("the table of others: error %v", err)
	}
}

// A reader may stop early.
func TestReadingMayStop(t *testing.T) {
	dir := save(t, Options{}, outcomes(model(t), 1, 100))
	n := 0
	for _, err := range Read[RunRow](dir) {
		if err != nil {
			t.Fatal(err)
		}
		if n++; n == 70 {
			break
		}
	}
	if n != 70 {
		t.Errorf("read %d rows", n)
	}
}

// Every damaged table gives rows or an error, never a panic.
func FuzzRead(f *testing.F) {
	dir := save(f, Options{}, outcomes(model(f), 1, 2))
	data, err := os.ReadFile(filepath.Join(dir, "deals.parquet"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	for _, at := range []int{4, len(data) / 3, len(data) / 2, len(data) - 200, len(data) - 9} {
		f.Add(data[:at])
		bent := append([]byte(nil), data...)
		bent[at] ^= 0xff
		f.Add(bent)
	}
	parent := f.TempDir()
	f.Fuzz(func(t *testing.T, data []byte) {
		folder, err := os.MkdirTemp(parent, "")
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(folder)
		write(t, filepath.Join(folder, "deals.parquet"), string(data))
		failure[DealRow](folder)
	})
}
