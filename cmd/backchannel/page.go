package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"golang.org/x/term"
)

const (
	// width is the number of columns that tables and sentences fit in.
	width = 80
	// least is the number of columns that are always taken to be there.
	least = 24
)

// page is text on its way to standard output, and how many columns there are
// for it.
type page struct {
	strings.Builder
	columns int
}

func (a *app) page() *page { return &page{columns: a.columns()} }

// columns is the number of columns of standard output, at most width: what
// COLUMNS says, else what the terminal says, else width.
func (a *app) columns() int {
	n, err := strconv.Atoi(os.Getenv("COLUMNS"))
	if f, ok := a.stdout.(*os.File); ok && (err != nil || n < 1) {
		n, _, _ = term.GetSize(int(f.Fd())) // 0 where there is no terminal
	}
	if n < 1 {
		return width
	}
	return min(max(n, least), width)
}

// wrap breaks a sentence into lines that fit the page.
func (p *page) wrap(sentence string) string { return wrapTo(sentence, p.columns, "") }

// render writes a table and an empty line, without blanks at line ends. A table
// that is wider than its page is written as a list.
func render(w io.Writer, t table.Writer) {
	var lines []string
	widest := 0
	for l := range strings.Lines(t.Render()) {
		l = strings.TrimRight(l, " \n")
		lines = append(lines, l)
		if !isRule(l) { // it is as long as the blanks after the last column
			widest = max(widest, text.StringWidthWithoutEscSequences(l))
		}
	}
	if p, ok := w.(*page); ok {
		if widest > p.columns {
			lines = asList(t, p.columns)
		}
		for i, l := range lines {
			if isRule(l) {
				lines[i] = strings.Repeat("─", min(p.columns, utf8.RuneCountInString(l)))
			}
		}
	}
	for _, l := range lines {
		fmt.Fprintln(w, l)
	}
	fmt.Fprintln(w)
}

// isRule reports whether a line of a table is one between rows.
func isRule(line string) bool { return line != "" && strings.Trim(line, "─") == "" }

// asList is a table as a list, for a page that is too narrow for its columns:
// the first cell of a row by itself, and below it the others, each after the head
// of its column. The table gives up its cells only as text with tabs between.
func asList(t table.Writer, columns int) []string {
	in := csv.NewReader(strings.NewReader(t.RenderTSV()))
	in.Comma, in.FieldsPerRecord = '\t', -1
	rows, err := in.ReadAll()
	if err != nil {
		panic(err) // the library quotes what needs it
	}
	var out []string
	for i, row := range rows {
		margin := row[0][:len(row[0])-len(strings.TrimLeft(row[0], " "))]
		label := strings.Join(strings.Fields(row[0]), " ") // of several lines, one
		out = append(out, wrapTo(label, columns-len(margin), margin))
		if i > 0 { // below the head
			out = append(out, packed(rows[0][1:], row[1:], columns, margin+"  ")...)
		}
	}
	return out
}

// packed writes cells, each after its head, as many to a line as fit.
func packed(heads, cells []string, columns int, margin string) []string {
	var out []string
	line := ""
	for i, cell := range cells {
		if cell == "" {
			continue
		}
		item := heads[i] + ": " + cell
		if line != "" && text.StringWidthWithoutEscSequences(margin+line+"; "+item) <= columns {
			line += "; " + item
			continue
		}
		if line != "" {
			out = append(out, wrapTo(line, columns-len(margin), margin))
		}
		line = item
	}
	if line != "" {
		out = append(out, wrapTo(line, columns-len(margin), margin))
	}
	return out
}
