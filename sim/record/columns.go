package record

import (
	"reflect"
	"strings"
)

// Column describes a column of a table.
type Column struct {
	Name  string // the same in Parquet and CSV
	About string // unit or range, and meaning
}

// Columns lists the columns of R's table in order.
func Columns[R Row]() []Column {
	var columns []Column
	for _, f := range reflect.VisibleFields(reflect.TypeFor[R]()) {
		if name, _, _ := strings.Cut(f.Tag.Get("parquet"), ","); name != "" {
			columns = append(columns, Column{Name: name, About: f.Tag.Get("about")})
		}
	}
	return columns
}

func table[R Row]() string {
	var row R
	return row.Table()
}
