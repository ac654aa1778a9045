package record

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"math"
	"os"
	"path/filepath"

	"github.com/parquet-go/parquet-go"
)

// Wide writes a table whose first columns are those of R, and whose other
// columns are numbers under names that are known only when it is made: the
// inputs that a sweep varies, the metrics that it was played for. One goroutine
// uses it.
type Wide[R Row] struct {
	file  *file
	pq    *parquet.GenericWriter[any]
	csv   *csvSink[R] // nil: no twin wanted
	own   *parquet.Schema
	more  int // columns besides R's
	chunk []parquet.Row
}

// NewWide starts the table in the folder dir within f ("": at the top), which is
// made if need be. The columns in more come after those of R, in that order. It
// is an error if two columns have one name.
func NewWide[R Row](f *Folder, dir string, more []Column) (*Wide[R], error) {
	columns := append(Columns[R](), more...)
	seen := map[string]bool{}
	for _, c := range columns {
		if seen[c.Name] {
			return nil, fmt.Errorf("table %s has two columns %q", table[R](), c.Name)
		}
		seen[c.Name] = true
	}
	name := tablePath(dir, table[R]())
	out, err := f.create(name + ".parquet")
	if err != nil {
		return nil, err
	}
	own := parquet.SchemaOf(*new(R))
	w := &Wide[R]{file: out, own: own, more: len(more)}
	w.pq = parquet.NewGenericWriter[any](out, append(layout[R](columns), wideSchema(own, more))...)
	if f.csv {
		w.csv, err = newCSVSink[R](f, name+".csv", more)
	}
	return w, err
}

// Append writes a row; NaN in more stands for NULL.
func (w *Wide[R]) Append(row R, more []float64) error {
	if len(more) != w.more {
		return fmt.Errorf("write %s: %d numbers for %d columns", w.file.entry.Name, len(more), w.more)
	}
	values := w.own.Deconstruct(nil, &row)
	first := len(w.own.Columns())
	for i, x := range more {
		v := parquet.NullValue().Level(0, 0, first+i)
		if !math.IsNaN(x) {
			v = parquet.DoubleValue(x).Level(0, 1, first+i)
		}
		values = append(values, v)
	}
	if w.chunk = append(w.chunk, values); len(w.chunk) == chunk {
		if err := w.flush(); err != nil {
			return err
		}
	}
	*w.file.entry.Rows++
	if w.csv != nil {
		return w.csv.add(&row, more)
	}
	return nil
}

func (w *Wide[R]) flush() error {
	if _, err := w.pq.WriteRows(w.chunk); err != nil {
		return fmt.Errorf("write %s: %w", w.file.entry.Name, err)
	}
	w.chunk = w.chunk[:0]
	return nil
}

// Close completes the table.
func (w *Wide[R]) Close() error {
	err := w.flush()
	if e := w.pq.Close(); e != nil {
		err = errors.Join(err, fmt.Errorf("write %s: %w", w.file.entry.Name, e))
	}
	err = errors.Join(err, w.file.Close())
	if w.csv != nil {
		err = errors.Join(err, w.csv.close())
	}
	return err
}

// ordered is a group whose fields stand as given: those of a parquet.Group are in
// order of name.
type ordered struct {
	parquet.Group
	fields []parquet.Field
}

// Fields returns them in order.
func (o ordered) Fields() []parquet.Field { return o.fields }

// wideSchema is the schema of some columns with numbers after them.
func wideSchema(own *parquet.Schema, more []Column) *parquet.Schema {
	o := ordered{Group: parquet.Group{}}
	for _, f := range own.Fields() {
		o.Group[f.Name()], o.fields = f, append(o.fields, f)
	}
	for _, c := range more {
		node := parquet.Optional(parquet.Leaf(parquet.DoubleType))
		o.Group[c.Name] = node
		o.fields = append(o.fields, parquet.Group{c.Name: node}.Fields()[0])
	}
	return parquet.NewSchema(own.Name(), o)
}

// WideColumns returns the columns that R's wide table in a folder has besides
// R's, in their order.
func WideColumns[R Row](folder string) (more []Column, err error) {
	in, path, err := openTable[R](folder)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	f, more, err := openWide[R](in)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	for i := range more {
		more[i].About, _ = f.Lookup("about:" + more[i].Name)
	}
	return more, nil
}

// WideRow is a row of a wide table: what it has in the columns of R and, in their
// order, in the others, NaN for NULL.
type WideRow[R Row] struct {
	Row  R
	More []float64
}

// ReadWide yields the rows of R's wide table in a folder. It stops at the first
// error, which it yields with a zero row.
func ReadWide[R Row](folder string) iter.Seq2[WideRow[R], error] {
	return func(yield func(WideRow[R], error) bool) {
		if err := readWide(folder, yield); err != nil {
			yield(WideRow[R]{}, err)
		}
	}
}

func readWide[R Row](folder string, yield func(WideRow[R], error) bool) error {
	in, path, err := openTable[R](folder)
	if err != nil {
		return err
	}
	defer in.Close()
	f, more, err := openWide[R](in)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	own := parquet.SchemaOf(*new(R))
	rows := parquet.NewGenericReader[any](f, f.Schema())
	defer rows.Close()
	buffer := make([]parquet.Row, chunk)
	for {
		n, err := nextRows(rows, buffer)
		for _, values := range buffer[:n] {
			row, wrong := wideRow[R](own, values, len(more))
			if wrong != nil {
				return fmt.Errorf("%s: %w", path, wrong)
			}
			if !yield(row, nil) {
				return nil
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
}

func wideRow[R Row](own *parquet.Schema, values parquet.Row, more int) (row WideRow[R], err error) {
	defer mend(&err)
	first := len(values) - more // R has no lists
	if err := own.Reconstruct(&row.Row, values[:first]); err != nil {
		return row, err
	}
	row.More = make([]float64, more)
	for i, v := range values[first:] {
		if row.More[i] = v.Double(); v.IsNull() {
			row.More[i] = math.NaN()
		}
	}
	return row, nil
}

func nextRows(rows *parquet.GenericReader[any], buffer []parquet.Row) (n int, err error) {
	defer mend(&err)
	if n, err = rows.ReadRows(buffer); n == 0 && err == nil {
		err = io.ErrNoProgress
	}
	return n, err
}

// openTable opens the file of R's table in a folder.
func openTable[R Row](folder string) (in *os.File, path string, err error) {
	path = filepath.Join(folder, table[R]()+".parquet")
	if in, err = os.Open(path); err != nil {
		return nil, path, fmt.Errorf("results table %s: %w", table[R](), err)
	}
	return in, path, nil
}

// openWide checks that the file is a table of R's columns and numbers after
// them, and returns the names of these.
func openWide[R Row](in *os.File) (f *parquet.File, more []Column, err error) {
	defer mend(&err)
	if f, err = openParquet(in); err != nil {
		return nil, nil, err
	}
	own, fields := parquet.SchemaOf(*new(R)).Fields(), f.Schema().Fields()
	fits := len(fields) >= len(own)
	for i := 0; fits && i < len(fields); i++ {
		if i < len(own) {
			fits = fields[i].Name() == own[i].Name() && parquet.EqualNodes(fields[i], own[i])
			continue
		}
		fits = fields[i].Leaf() && fields[i].Optional() && fields[i].Type().Kind() == parquet.Double
		more = append(more, Column{Name: fields[i].Name()})
	}
	if !fits {
		return nil, nil, fmt.Errorf("its columns are not those of table %q; another version wrote it", table[R]())
	}
	return f, more, nil
}
