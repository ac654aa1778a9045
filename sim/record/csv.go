package record

import (
	"encoding/csv"
	"errors"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
)

// csvSink writes rows as CSV: the columns of the Parquet table in the same
// order under the same names. NULL is empty; a list is joined by semicolons,
// and a semicolon or backslash within a name gets a backslash before it.
type csvSink[R Row] struct {
	file   *file
	csv    *csv.Writer
	fields [][]int
	record []string
}

// newCSVSink starts a table of R's columns and, after them, more of numbers.
func newCSVSink[R Row](f *Folder, name string, more []Column) (*csvSink[R], error) {
	out, err := f.create(name)
	if err != nil {
		return nil, err
	}
	s := &csvSink[R]{file: out, csv: csv.NewWriter(out)}
	for _, c := range append(Columns[R](), more...) {
		s.record = append(s.record, c.Name)
	}
	for _, field := range reflect.VisibleFields(reflect.TypeFor[R]()) {
		if field.Tag.Get("parquet") != "" {
			s.fields = append(s.fields, field.Index)
		}
	}
	return s, s.csv.Write(s.record)
}

func (s *csvSink[R]) write(rows []R) error {
	for i := range rows {
		if err := s.add(&rows[i], nil); err != nil {
			return err
		}
	}
	return nil
}

// add writes a row, and the numbers after it; NaN is NULL among these.
func (s *csvSink[R]) add(row *R, more []float64) error {
	*s.file.entry.Rows++
	v := reflect.ValueOf(row).Elem()
	for j, index := range s.fields {
		s.record[j] = text(v.FieldByIndex(index))
	}
	for j, x := range more {
		cell := &s.record[len(s.fields)+j]
		if *cell = text(reflect.ValueOf(x)); math.IsNaN(x) {
			*cell = ""
		}
	}
	if err := s.csv.Write(s.record); err != nil {
		return fmt.Errorf("write %s: %w", s.file.entry.Name, err)
	}
	return nil
}

func (s *csvSink[R]) close() error {
	s.csv.Flush()
	err := s.csv.Error()
	if err != nil {
		err = fmt.Errorf("write %s: %w", s.file.entry.Name, err)
	}
	return errors.Join(err, s.file.Close())
}

// text is a value as CSV has it. Numbers are the shortest that read back as
// the same bits.
func text(v reflect.Value) string {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return ""
		}
		return text(v.Elem())
	case reflect.Slice:
		parts := make([]string, v.Len())
		for i := range parts {
			parts[i] = text(v.Index(i))
			if strings.ContainsAny(parts[i], `\;`) {
				parts[i] = strings.ReplaceAll(strings.ReplaceAll(parts[i], `\`, `\\`), `;`, `\;`)
			}
		}
		return strings.Join(parts, ";")
	case reflect.Float64:
		return strconv.FormatFloat(v.Float(), 'g', -1, 64)
	case reflect.Int32, reflect.Int64:
		return strconv.FormatInt(v.Int(), 10)
	case reflect.Bool:
		return strconv.FormatBool(v.Bool())
	default:
		return v.String()
	}
}
