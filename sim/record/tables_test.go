package record

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
)

func TestTablesComeBackAsTheyWere(t *testing.T) {
	b := outcomes(model(t), 1, 300)
	dir := save(t, Options{}, b)
	same(t, collect[RunRow](t, dir), b.Runs)
	same(t, collect[DealRow](t, dir), b.Deals)
	same(t, collect[EnvoyRow](t, dir), b.Envoys)
	same(t, collect[SideRow](t, dir), b.Sides)
}

func same[R Row](t testing.TB, got, want []R) {
	t.Helper()
	if len(got) != len(want) || len(want) == 0 {
		t.Fatalf("%s: %d rows came back of %d", table[R](), len(got), len(want))
	}
	for i := range want {
		if !reflect.DeepEqual(got[i], want[i]) {
			t.Fatalf("%s, row %d:\n got %+v\nwant %+v", table[R](), i, got[i], want[i])
		}
	}
}

// contents maps the files of a folder, the manifest apart, to their bytes.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path == ManifestFile {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, path))
		files[path] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// Enough deals are written for several row groups, and enough in each for the
// library to start new pages if it looked at them at other moments.
func TestBytesDependOnTheRowsAlone(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and one goroutine: nothing for the race detector")
	}
	few := outcomes(model(t), 1, 50)
	var deals []DealRow
	for run := range int64(2*groupRows + 1000) {
		row := few.Deals[run%int64(len(few.Deals))]
		row.Run = run
		deals = append(deals, row)
	}
	cut := func(sizes ...int) []*Batch {
		var batches []*Batch
		for rest := deals; len(rest) > 0; {
			n := min(sizes[len(batches)%len(sizes)], len(rest))
			batches = append(batches, &Batch{Deals: rest[:n]})
			rest = rest[n:]
		}
		return batches
	}
	whole := contents(t, save(t, Options{}, cut(len(deals))...))
	for _, sizes := range [][]int{{len(deals)}, {1000}, {37}, {1, 63, 64, 65, 500}, {90_000, 10}} {
		if !reflect.DeepEqual(contents(t, save(t, Options{}, cut(sizes...)...)), whole) {
			t.Errorf("in batches of %v the same rows give other bytes", sizes)
		}
	}
}

func TestRunsInTenBatchesGiveTheBytesOfOne(t *testing.T) {
	m := model(t)
	one := contents(t, save(t, Options{CSV: true}, outcomes(m, 1, 100)))
	var ten []*Batch
	for i := range uint64(10) {
		ten = append(ten, outcomes(m, 1+10*i, 10))
	}
	if got := contents(t, save(t, Options{CSV: true}, ten...)); !reflect.DeepEqual(got, one) {
		t.Error("ten batches of ten runs give other bytes than one of a hundred")
	}
	if len(one) != 8 {
		t.Errorf("%d files, want four tables and their twins", len(one))
	}
}

// A batch that is filled again must not change what was appended from it.
func TestAppendKeepsNothingOfTheBatch(t *testing.T) {
	m := model(t)
	var parts []*Batch
	for i := range uint64(20) {
		parts = append(parts, outcomes(m, 1+3*i, 3))
	}
	dir := filepath.Join(t.TempDir(), "reused")
	f, err := Create(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Abort()
	tables, err := NewTables(f, "")
	if err != nil {
		t.Fatal(err)
	}
	e, b := newEngine(m), NewBatch(m)
	for run := range uint64(60) {
		b.Add(e.Run(7, 1+run))
		if run%3 == 2 {
			if err := tables.Append(b); err != nil {
				t.Fatal(err)
			}
			b.Reset()
		}
	}
	if err := tables.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Commit(Manifest{}); err != nil {
		t.Fatal(err)
	}
	same(t, collect[RunRow](t, dir), concat(parts, func(b *Batch) []RunRow { return b.Runs }))
	same(t, collect[DealRow](t, dir), concat(parts, func(b *Batch) []DealRow { return b.Deals }))
	same(t, collect[EnvoyRow](t, dir), concat(parts, func(b *Batch) []EnvoyRow { return b.Envoys }))
	same(t, collect[SideRow](t, dir), concat(parts, func(b *Batch) []SideRow { return b.Sides }))
}

func TestBatchesOutOfOrderAreRefused(t *testing.T) {
	m := model(t)
	for _, first := range []uint64{1, 5, 9, 10} {
		f, err := Create(filepath.Join(t.TempDir(), "r"), Options{})
		if err != nil {
			t.Fatal(err)
		}
		tables, err := NewTables(f, "")
		if err != nil {
			t.Fatal(err)
		}
		if err := tables.Append(outcomes(m, 6, 5)); err != nil {
			t.Fatal(err)
		}
		if err := tables.Append(outcomes(m, first, 2)); err == nil || !strings.Contains(err.Error(), "order") {
			t.Errorf("run %d after run 10: error %v", first, err)
		}
		if err := f.Abort(); err != nil {
			t.Fatal(err)
		}
	}
}

// Rows reach the disk in groups of bounded size while more are appended.
func TestMemoryIsBoundedByRowGroups(t *testing.T) {
	const n, step = 200_000, 1000
	parent := t.TempDir()
	f, err := Create(filepath.Join(parent, "big"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Abort()
	tables, err := NewTables(f, "")
	if err != nil {
		t.Fatal(err)
	}
	var sizes []int64
	for from := int64(0); from < n; from += step {
		b := &Batch{}
		for run := from; run < from+step; run++ {
			sum := sha256.Sum256(fmt.Append(nil, run)) // that it will not compress
			x := float64(sum[0])/256 + float64(sum[1])/65536 + float64(sum[2])/(1<<24)
			b.Sides = append(b.Sides, SideRow{Run: run, Side: "North", Reliability: &x})
		}
		if err := tables.Append(b); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(filepath.Join(parent, f.temp, "sides.parquet"))
		if err != nil {
			t.Fatal(err)
		}
		sizes = append(sizes, info.Size())
	}
	if sizes = slices.Compact(sizes); len(sizes) < n/groupRows {
		t.Errorf("the file grew to %v bytes while %d rows were appended, want a step for each full group of %d", sizes, n, groupRows)
	}
	if err := tables.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Commit(Manifest{}); err != nil {
		t.Fatal(err)
	}
	groups := parquetFile(t, f.Path(), "sides").RowGroups()
	if len(groups) != (n+groupRows-1)/groupRows {
		t.Errorf("%d row groups", len(groups))
	}
	for _, g := range groups {
		if g.NumRows() > groupRows {
			t.Errorf("a row group of %d rows, want at most %d", g.NumRows(), groupRows)
		}
	}
}

func parquetFile(t *testing.T, dir, table string) *parquet.File {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, table+".parquet"))
	if err != nil {
		t.Fatal(err)
	}
	f, err := parquet.OpenFile(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestFilesDescribeTheirColumns(t *testing.T) {
	dir := save(t, Options{}, outcomes(model(t), 1, 3))
	f := parquetFile(t, dir, "deals")
	if got, ok := f.Lookup("about:life_days"); !ok || got != "days from signature to end_day" {
		t.Errorf("life_days is described as %q", got)
	}
	for _, c := range slices.Concat(Columns[RunRow](), Columns[DealRow](), Columns[EnvoyRow](), Columns[SideRow](),
		Columns[OptimismRow](), Columns[TraceRow](), Columns[DiaryRow](), Columns[ForecastRow](),
		Columns[CalibrationRow](), Columns[StandingRow](), Columns[ReputationRow](), Columns[LookRow]()) {
		if c.About == "" || strings.ToLower(c.Name) != c.Name {
			t.Errorf("column %q is described as %q", c.Name, c.About)
		}
	}
}
