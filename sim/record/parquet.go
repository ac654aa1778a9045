package record

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"

	"github.com/parquet-go/parquet-go"
)

const (
	// chunk is how many rows the Parquet library takes between two looks at
	// whether a page is full. Handing over whole chunks makes the pages, and
	// so the bytes, depend on the rows alone.
	chunk = 64
	// groupRows bounds a row group, and with it what a writer holds in memory.
	groupRows = 1024 * chunk
	// createdBy is fixed: a table's bytes do not depend on who built us.
	createdBy = "backchannel version 1.0.0 (build 1)"
)

// sink streams rows into the files of one table.
type sink[R Row] struct {
	file *file
	pq   *parquet.GenericWriter[R]
	csv  *csvSink[R] // nil: no twin wanted
}

func newSink[R Row](f *Folder, dir string) (*sink[R], error) {
	name := tablePath(dir, table[R]())
	out, err := f.create(name + ".parquet")
	if err != nil {
		return nil, err
	}
	s := &sink[R]{file: out, pq: parquet.NewGenericWriter[R](out, layout[R](Columns[R]())...)}
	if f.csv {
		s.csv, err = newCSVSink[R](f, name+".csv", nil)
	}
	return s, err
}

// layout says how a table with these columns is written.
func layout[R Row](columns []Column) []parquet.WriterOption {
	options := []parquet.WriterOption{
		&parquet.WriterConfig{CreatedBy: createdBy},
		parquet.Compression(&parquet.Zstd),
		parquet.MaxRowsPerRowGroup(groupRows),
		parquet.KeyValueMetadata("table", table[R]()),
	}
	for _, c := range columns {
		options = append(options, parquet.KeyValueMetadata("about:"+c.Name, c.About))
	}
	return options
}

// write appends rows: a whole number of chunks, but for the last time.
func (s *sink[R]) write(rows []R) error {
	if len(rows) == 0 {
		return nil
	}
	*s.file.entry.Rows += int64(len(rows))
	if _, err := s.pq.Write(rows); err != nil {
		return fmt.Errorf("write %s: %w", s.file.entry.Name, err)
	}
	if s.csv != nil {
		return s.csv.write(rows)
	}
	return nil
}

func (s *sink[R]) close() error {
	err := s.pq.Close()
	if err != nil {
		err = fmt.Errorf("write %s: %w", s.file.entry.Name, err)
	}
	err = errors.Join(err, s.file.Close())
	if s.csv != nil {
		err = errors.Join(err, s.csv.close())
	}
	return err
}

// Write stores the rows as a table of the folder, in the folder dir within it
// ("": at the top), which is made if need be.
func Write[R Row](f *Folder, dir string, rows iter.Seq[R]) error {
	s, err := newSink[R](f, dir)
	if err != nil {
		return err
	}
	buffer := make([]R, 0, chunk)
	for row := range rows {
		if buffer = append(buffer, row); len(buffer) == chunk {
			if err := s.write(buffer); err != nil {
				return errors.Join(err, s.close())
			}
			buffer = buffer[:0]
		}
	}
	return errors.Join(s.write(buffer), s.close())
}

// Read yields the rows of R's table in a results folder, or in a folder
// within it. It stops at the first error, which it yields with a zero row.
func Read[R Row](folder string) iter.Seq2[R, error] {
	return func(yield func(R, error) bool) {
		if err := read(folder, yield); err != nil {
			var none R
			yield(none, err)
		}
	}
}

func read[R Row](folder string, yield func(R, error) bool) error {
	in, path, err := openTable[R](folder)
	if err != nil {
		return err
	}
	defer in.Close()
	rows, err := open[R](in)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	defer rows.Close()
	for {
		buffer := make([]R, chunk) // the rows are the caller's to keep
		n, err := next(rows, buffer)
		for i := range n {
			if !yield(buffer[i], nil) {
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

// open checks that the file is a table of R's columns.
func open[R Row](in *os.File) (rows *parquet.GenericReader[R], err error) {
	defer mend(&err)
	f, err := openParquet(in)
	if err != nil {
		return nil, err
	}
	if want := parquet.SchemaOf(*new(R)); !parquet.EqualNodes(want, f.Schema()) {
		return nil, fmt.Errorf("its columns are not those of table %q; another version wrote it", table[R]())
	}
	return parquet.NewGenericReader[R](f), nil
}

func openParquet(in *os.File) (*parquet.File, error) {
	info, err := in.Stat()
	if err != nil {
		return nil, err
	}
	if err := footed(in, info.Size()); err != nil {
		return nil, err
	}
	f, err := parquet.OpenFile(in, info.Size())
	if err != nil {
		return nil, fmt.Errorf("not a readable table: %w", err)
	}
	return f, nil
}

// footed checks the length that the file gives for its footer, which the
// library would make room for untested.
func footed(in io.ReaderAt, size int64) error {
	const frame = 8 // length of the footer, magic number
	var end [frame]byte
	if size < frame {
		return errors.New("not a readable table: it is too short")
	}
	if _, err := in.ReadAt(end[:], size-frame); err != nil {
		return err
	}
	if string(end[4:]) != "PAR1" || int64(binary.LittleEndian.Uint32(end[:])) > size-frame {
		return errors.New("not a readable table: it was cut off or is of another kind")
	}
	return nil
}

func next[R Row](rows *parquet.GenericReader[R], buffer []R) (n int, err error) {
	defer mend(&err)
	if n, err = rows.Read(buffer); n == 0 && err == nil {
		err = io.ErrNoProgress
	}
	return n, err
}

// mend makes an error of a panic: the library panics on some damaged files.
func mend(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("damaged table: %v", r)
	}
}

func tablePath(dir, name string) string {
	if cmp.Or(dir, ".") == "." {
		return name
	}
	return dir + "/" + name
}
