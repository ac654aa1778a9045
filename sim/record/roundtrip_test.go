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

	"backchannel/sim"
)

// anyOutcome draws an outcome whose indices fit the model and whose numbers
// are arbitrary: NaN, infinite, negative zero.
func anyOutcome(t *rapid.T, m *sim.Model, run uint64) *sim.Outcome {
	number := rapid.OneOf(rapid.Float64(), rapid.Just(math.NaN()), rapid.Just(0.0), rapid.Just(math.Copysign(0, -1)), rapid.Just(math.Inf(1)))
	x := func() float64 { return number.Draw(t, "number") }
	n := func() int { return int(rapid.Int32().Draw(t, "count")) }
	below := func(limit int) int { return rapid.IntRange(0, limit-1).Draw(t, "index") }
	size := func(limit int) int { return rapid.IntRange(0, limit).Draw(t, "size") }
	real := func() float64 { return rapid.Float64().Draw(t, "real") }
	s := m.Scenario()
	o := &sim.Outcome{Run: run}
	for i := range s.Talks {
		o.Talks = append(o.Talks, sim.TalkOutcome{
			Talk: i, Meetings: n(), Contacts: n(), Leaks: n(), Falls: n(), Deals: n(), FirstUnderstanding: x(), FirstDeal: x(),
			PeakOptimism: real(), MeanOptimism: real(), MeanExcess: real(), Rise: x(), Sawtooth: x(), PromisedTime: real(), HonouredTime: real(),
		})
	}
	for office := range 3 {
		for g := range 1 + size(2) {
			e := sim.EnvoyOutcome{
				Office: office, Person: office, Generation: g, From: real(), Until: real(), Fell: rapid.Bool().Draw(t, "fell"),
				Standing: real(), Peak: real(), Portfolio: n(), Signed: n(), Lost: n(), Leaks: n(),
			}
			if g > 0 {
				e.Person = -1
			}
			o.Envoys = append(o.Envoys, e)
		}
	}
	for range size(3) {
		talk := below(len(s.Talks))
		d := sim.DealOutcome{
			Talk: talk, Number: n(), Day: real(), End: real(), Cause: sim.Cause(below(int(sim.NumCauses))),
			Breaker: below(len(s.Sides)+1) - 1, Route: sim.Route(below(3)), Formality: real(), Coverage: real(), Core: real(), Realism: real(),
		}
		for range m.TalkSides(talk) {
			d.Optimism, d.Promised, d.Utility = append(d.Optimism, real()), append(d.Promised, real()), append(d.Utility, real())
		}
		for range m.TalkIssues(talk) {
			d.Terms = append(d.Terms, x())
		}
		for range size(3) {
			d.Signers = append(d.Signers, below(len(o.Envoys)))
		}
		o.Deals = append(o.Deals, d)
	}
	for i := range s.Sides {
		o.Sides = append(o.Sides, sim.SideOutcome{Side: i, Reliability: x(), Signed: n(), Broken: n(), Honoured: x()})
	}
	return o
}

func TestAnyOutcomeComesBack(t *testing.T) {
	m, parent := model(t), t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		dir, err := os.MkdirTemp(parent, "")
		if err != nil {
			t.Fatal(err)
		}
		dir = filepath.Join(dir, "results")
		f, err := Create(dir, Options{CSV: true})
		if err != nil {
			t.Fatal(err)
		}
		defer f.Abort()
		tables, err := NewTables(f, "")
		if err != nil {
			t.Fatal(err)
		}
		all, b := NewBatch(m), NewBatch(m)
		for run := range uint64(rapid.IntRange(1, 5).Draw(t, "runs")) {
			o := anyOutcome(t, m, run)
			all.Add(o)
			b.Reset()
			b.Add(o)
			if err := tables.Append(b); err != nil {
				t.Fatal(err)
			}
		}
		if err := tables.Close(); err != nil {
			t.Fatal(err)
		}
		if err := f.Commit(Manifest{}); err != nil {
			t.Fatal(err)
		}
		back(t, dir, all.Runs)
		back(t, dir, all.Deals)
		back(t, dir, all.Envoys)
		back(t, dir, all.Sides)
	})
}

// TestAnySeriesComesBack: what is held against rows made by hand elsewhere,
// here with any numbers and both as Parquet and as CSV.
func TestAnySeriesComesBack(t *testing.T) {
	parent := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		dir, err := os.MkdirTemp(parent, "")
		if err != nil {
			t.Fatal(err)
		}
		dir = filepath.Join(dir, "results")
		f, err := Create(dir, Options{CSV: true})
		if err != nil {
			t.Fatal(err)
		}
		defer f.Abort()
		standing, reputation := anyRows[StandingRow](t), anyRows[ReputationRow](t)
		steps, looks, forecasts := anyRows[CalibrationRow](t), anyRows[LookRow](t), anyRows[ForecastRow](t)
		if err := errors.Join(
			Write(f, "", slices.Values(standing)), Write(f, "", slices.Values(reputation)),
			Write(f, "", slices.Values(steps)), Write(f, "", slices.Values(looks)), Write(f, "", slices.Values(forecasts)),
			f.Commit(Manifest{}),
		); err != nil {
			t.Fatal(err)
		}
		back(t, dir, standing)
		back(t, dir, reputation)
		back(t, dir, steps)
		back(t, dir, looks)
		back(t, dir, forecasts)
	})
}

// anyRows draws up to five rows whose numbers are arbitrary and whose texts are
// names.
func anyRows[R Row](t *rapid.T) []R {
	rows := rapid.SliceOfN(rapid.Make[R](), 0, 5).Draw(t, table[R]())
	for i := range rows {
		for _, field := range reflect.ValueOf(&rows[i]).Elem().Fields() {
			if field.Kind() == reflect.String {
				field.SetString(rapid.SampledFrom([]string{"Ève East", "North, or \"N\"", "main"}).Draw(t, "name"))
			}
		}
	}
	return rows
}

// back checks that both the Parquet table and its CSV twin hold the rows, to
// the bit.
func back[R Row](t *rapid.T, dir string, want []R) {
	i := 0
	for row, err := range Read[R](dir) {
		if err != nil {
			t.Fatal(err)
		}
		if i >= len(want) || !alike(reflect.ValueOf(row), reflect.ValueOf(want[i])) {
			t.Fatalf("%s.parquet, row %d:\n got %+v\nwant %+v", table[R](), i, row, want[min(i, len(want)-1)])
		}
		i++
	}
	if i != len(want) {
		t.Fatalf("%s.parquet: %d rows of %d", table[R](), i, len(want))
	}
	in, err := os.Open(filepath.Join(dir, table[R]()+".csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	records, err := csv.NewReader(in).ReadAll()
	if err != nil || len(records) != len(want)+1 {
		t.Fatalf("%s.csv: %d records for %d rows, error %v", table[R](), len(records), len(want), err)
	}
	for i := range want {
		row := reflect.ValueOf(want[i])
		for j, cell := range records[i+1] {
			if !says(cell, row.Field(j)) {
				t.Fatalf("%s.csv, row %d, %s: %q for %v", table[R](), i, records[0][j], cell, row.Field(j))
			}
		}
	}
}

// alike is deep equality in which numbers are compared by their bits and an
// absent list is an empty one.
func alike(a, b reflect.Value) bool {
	switch a.Kind() {
	case reflect.Struct:
		for i := range a.NumField() {
			if !alike(a.Field(i), b.Field(i)) {
				return false
			}
		}
		return true
	case reflect.Slice:
		for i := range min(a.Len(), b.Len()) {
			if !alike(a.Index(i), b.Index(i)) {
				return false
			}
		}
		return a.Len() == b.Len()
	case reflect.Pointer:
		if a.IsNil() || b.IsNil() {
			return a.IsNil() == b.IsNil()
		}
		return alike(a.Elem(), b.Elem())
	case reflect.Float64:
		return math.Float64bits(a.Float()) == math.Float64bits(b.Float())
	default:
		return a.Equal(b)
	}
}

// says reads a cell back and compares it with the value it stands for.
func says(cell string, v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Pointer:
		return v.IsNil() && cell == "" || !v.IsNil() && says(cell, v.Elem())
	case reflect.Slice:
		if v.Len() == 0 {
			return cell == ""
		}
		parts := strings.Split(cell, ";") // no name of the model has one
		return len(parts) == v.Len() && !slices.ContainsFunc(indices(v.Len()), func(i int) bool { return !says(parts[i], v.Index(i)) })
	case reflect.Float64:
		x, err := strconv.ParseFloat(cell, 64)
		return err == nil && math.Float64bits(x) == math.Float64bits(v.Float())
	case reflect.Int32, reflect.Int64:
		x, err := strconv.ParseInt(cell, 10, 64)
		return err == nil && x == v.Int()
	case reflect.Bool:
		return cell == strconv.FormatBool(v.Bool())
	default:
		return cell == v.String()
	}
}

func indices(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}
