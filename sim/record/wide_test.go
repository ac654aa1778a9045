package record

import (
	"encoding/csv"
	"errors"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestAnyWideTableComesBack: whatever the columns are called and whatever is in
// them, in Parquet and in CSV, in the order given.
func TestAnyWideTableComesBack(t *testing.T) {
	parent := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		dir, err := os.MkdirTemp(parent, "")
		if err != nil {
			t.Fatal(err)
		}
		dir = filepath.Join(dir, "results")
		name := rapid.StringMatching(`[a-z]{1,3}\.("[A-Z ,.é]{1,4}"|[a-z_]{1,4})`)
		var more []Column
		for _, n := range rapid.SliceOfNDistinct(name, 0, 6, rapid.ID).Draw(t, "columns") {
			more = append(more, Column{Name: n, About: "about " + n})
		}
		number := rapid.OneOf(rapid.Float64(), rapid.Just(math.NaN()), rapid.Just(0.0))
		var want []WideRow[PointRow]
		for i := range rapid.IntRange(0, 3*chunk).Draw(t, "rows") {
			row := WideRow[PointRow]{Row: PointRow{Point: int64(i), Runs: 7}, More: make([]float64, len(more))}
			if row.Row.SHA256 = "abc"; i%3 == 1 {
				row.Row.SHA256, row.Row.Error = "", "weights, \"all\" of them"
			}
			for j := range more {
				row.More[j] = number.Draw(t, "number")
			}
			want = append(want, row)
		}
		saveWide(t, dir, more, want)

		if got, err := WideColumns[PointRow](dir); err != nil || !slices.Equal(got, more) {
			t.Fatalf("columns %v, %v; want %v", got, err, more)
		}
		i := 0
		for got, err := range ReadWide[PointRow](dir) {
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got.Row, want[i].Row) || !slices.EqualFunc(got.More, want[i].More, sameBits) {
				t.Fatalf("row %d is %v, want %v", i, got, want[i])
			}
			i++
		}
		if i != len(want) {
			t.Fatalf("%d rows, want %d", i, len(want))
		}
		sameCSV(t, filepath.Join(dir, "points.csv"), more, want)
	})
}

func sameBits(a, b float64) bool {
	return math.Float64bits(a) == math.Float64bits(b) || math.IsNaN(a) && math.IsNaN(b)
}

func saveWide(t rapid.TB, dir string, more []Column, rows []WideRow[PointRow]) {
	f, err := Create(dir, Options{CSV: true})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Abort()
	w, err := NewWide[PointRow](f, "", more)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if err := w.Append(row.Row, row.More); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(w.Close(), f.Commit(Manifest{})); err != nil {
		t.Fatal(err)
	}
	m, err := ReadManifest(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range m.Files {
		if *entry.Rows != int64(len(rows)) {
			t.Fatalf("the manifest has %d rows of %s, want %d", *entry.Rows, entry.Name, len(rows))
		}
	}
}

func sameCSV(t rapid.TB, path string, more []Column, want []WideRow[PointRow]) {
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(strings.NewReader(string(text))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	own := len(Columns[PointRow]())
	for j, c := range more {
		if records[0][own+j] != c.Name {
			t.Fatalf("column %d of the CSV is %q, want %q", own+j, records[0][own+j], c.Name)
		}
	}
	for i, row := range want {
		for j, x := range row.More {
			got, err := strconv.ParseFloat(records[i+1][own+j], 64)
			if math.IsNaN(x) != (records[i+1][own+j] == "") || !math.IsNaN(x) && (err != nil || !sameBits(got, x)) {
				t.Fatalf("row %d of the CSV has %q for %v", i, records[i+1][own+j], x)
			}
		}
	}
}

func TestWideTablesRefuse(t *testing.T) {
	f, err := Create(filepath.Join(t.TempDir(), "results"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Abort()
	if _, err := NewWide[PointRow](f, "", []Column{{Name: "a.b"}, {Name: "a.b"}}); err == nil || !strings.Contains(err.Error(), `two columns "a.b"`) {
		t.Errorf("of a name given twice the error is %v", err)
	}
	w, err := NewWide[PointRow](f, "", []Column{{Name: "a.b"}})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Append(PointRow{}, nil); err == nil {
		t.Error("a row without its numbers is taken")
	}
}

// A table of other columns is another version's, and says so.
func TestWideTableOfOtherColumns(t *testing.T) {
	dir := save(t, Options{}, outcomes(model(t), 0, 3))
	_, err := WideColumns[PlayedRow](dir)
	if err == nil || !strings.Contains(err.Error(), `not those of table "runs"`) {
		t.Errorf("the error is %v", err)
	}
	for _, err := range ReadWide[PlayedRow](t.TempDir()) {
		if !errors.Is(err, os.ErrNotExist) {
			t.Errorf("of a missing table the error is %v", err)
		}
	}
}
