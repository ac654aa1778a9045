package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"backchannel/scenarios"
	"backchannel/sim/study"
)

// pointList is what a file of points holds.
type pointList struct {
	factors []scenarios.Factor
	points  [][]float64 // values by factor
}

const (
	mostTold   = 20 // problems of a file that are told
	mostLevels = 50 // values of a column that are taken for its levels
)

// pointReader reads a file of points and notes all that is wrong with it.
type pointReader struct {
	path     string
	scenario *scenarios.Scenario
	csv      *csv.Reader
	problems []string
	places   []string   // of the columns in the header
	columns  []string   // paths; "": the column cannot be read
	cells    [][]string // by column and row
	list     pointList
}

// readPoints reads a CSV file with the paths of numbers in its first row, and
// their values, with units, below. What is wrong with it is told all at once.
func readPoints(path string, s *scenarios.Scenario) (*pointList, error) {
	in, err := os.Open(path)
	if err != nil {
		return nil, usage("--design: %v", err)
	}
	defer in.Close()
	return parsePoints(path, in, s)
}

// parsePoints reads what a file of that path holds.
func parsePoints(path string, in io.Reader, s *scenarios.Scenario) (*pointList, error) {
	r := &pointReader{path: path, scenario: s, csv: csv.NewReader(in)}
	r.csv.FieldsPerRecord, r.csv.TrimLeadingSpace, r.csv.Comment = -1, true, '#'
	r.readHeader()
	if len(r.problems) == 0 {
		r.readRows()
	}
	if len(r.problems) == 0 {
		r.makeFactors()
	}
	if n := len(r.problems); n > 0 {
		told := r.problems[:min(n, mostTold)]
		if n > mostTold {
			told = append(told, fmt.Sprintf("... and %d more", n-mostTold))
		}
		return nil, usage("points not valid: %s; %s\n\n%s", path, plural(n, "problem"), strings.Join(told, "\n"))
	}
	return &r.list, nil
}

// fail notes what is wrong in a field of the row read last.
func (r *pointReader) fail(field int, format string, args ...any) {
	r.problems = append(r.problems, r.place(field)+": "+fmt.Sprintf(format, args...))
}

// place is where a field of the row read last begins.
func (r *pointReader) place(field int) string {
	line, column := r.csv.FieldPos(field)
	return fmt.Sprintf("%s:%d:%d", r.path, line, column)
}

// read reads a row; false at the end. A row that is no CSV is a problem, and the
// last that is read.
func (r *pointReader) read() ([]string, bool) {
	row, err := r.csv.Read()
	if errors.Is(err, io.EOF) {
		return nil, false
	}
	if wrong, ok := errors.AsType[*csv.ParseError](err); ok {
		r.problems = append(r.problems, fmt.Sprintf("%s:%d:%d: %v", r.path, wrong.Line, wrong.Column, wrong.Err))
		return nil, false
	} else if err != nil {
		r.problems = append(r.problems, fmt.Sprintf("%s: %v", r.path, err))
		return nil, false
	}
	return row, true
}

func (r *pointReader) readHeader() {
	row, ok := r.read()
	switch {
	case !ok && len(r.problems) == 0:
		r.problems = append(r.problems, r.path+": it is empty; give a row of paths, and a row for each point")
	case !ok:
	default:
		row[0] = strings.TrimPrefix(row[0], "\ufeff") // which some spreadsheets begin with
	}
	for i, name := range row {
		name = strings.TrimSpace(name)
		switch _, err := r.scenario.Number(name); {
		case err != nil && strings.ContainsAny(name, ";\t"):
			r.fail(i, "%q is no path; columns are parted by commas", name)
		case err != nil:
			r.fail(i, "%v", err)
		case slices.Contains(r.columns, name):
			r.fail(i, "%s has two columns", name)
		}
		r.columns, r.places = append(r.columns, name), append(r.places, r.place(i))
	}
	r.cells = make([][]string, len(row))
}

func (r *pointReader) readRows() {
	for {
		row, ok := r.read()
		if !ok {
			break
		}
		if len(row) != len(r.columns) {
			r.fail(0, "%s for %s", plural(len(row), "value"), plural(len(r.columns), "column"))
			continue
		}
		values := make([]float64, len(row))
		for i, text := range row {
			var err error
			if values[i], err = r.scenario.ParseValue(r.columns[i], text); err != nil {
				r.fail(i, "%v", err)
			}
			r.cells[i] = append(r.cells[i], strings.TrimSpace(text))
		}
		if r.list.points = append(r.list.points, values); len(r.list.points) > study.MostSweepPoints {
			r.fail(0, "more than %s points", count(study.MostSweepPoints))
			return
		}
	}
	if len(r.list.points) == 0 && len(r.problems) == 0 {
		r.problems = append(r.problems, r.path+": there is no point below the row of paths")
	}
}

// makeFactors says what varies: each column between its least and its greatest
// value.
func (r *pointReader) makeFactors() {
	for i, path := range r.columns {
		least, greatest := 0, 0
		var levels []float64
		for row, p := range r.list.points {
			if levels = append(levels, p[i]); p[i] < r.list.points[least][i] {
				least = row
			}
			if p[i] > r.list.points[greatest][i] {
				greatest = row
			}
		}
		if r.list.points[least][i] == r.list.points[greatest][i] {
			r.problems = append(r.problems, fmt.Sprintf("%s: %s is %s in every row; leave the column out, and give --set %s=%s",
				r.places[i], path, r.cells[i][0], quote(path), r.cells[i][0]))
			continue
		}
		f, err := r.scenario.Vary(path + "=" + r.cells[i][least] + ":" + r.cells[i][greatest])
		if err != nil {
			r.problems = append(r.problems, fmt.Sprintf("%s: %v", r.places[i], err))
			continue
		}
		slices.Sort(levels)
		if levels = slices.Compact(levels); len(levels) <= mostLevels {
			f.Levels = levels
		}
		r.list.factors = append(r.list.factors, f)
	}
}
