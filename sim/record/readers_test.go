package record

import (
	"encoding/json"
	"flag"
	"math"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
)

var forReaders = flag.String("for-readers", "", "write results, and expected.json with what they hold, to this folder")

// holding is what a table must hold, for readers that are not ours.
type holding struct {
	Rows    int       `json:"rows"`
	Columns []content `json:"columns"`
}

// content sums up a column, lists taken apart: a text counts for its bytes, a
// boolean for 1 if true.
type content struct {
	Name     string  `json:"name"`
	Count    int     `json:"count"`
	Nulls    int     `json:"nulls"`
	Distinct int     `json:"distinct"`
	Sum      float64 `json:"sum"`
	Size     float64 `json:"size"` // sum of absolute values
	seen     map[any]bool
}

func (c *content) add(v reflect.Value, optional bool) {
	switch {
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			c.add(v.Index(i), optional)
		}
		return
	case v.Kind() == reflect.Pointer && v.IsNil(), optional && v.IsZero():
		c.Nulls++
		return
	case v.Kind() == reflect.Pointer:
		v = v.Elem()
	}
	var x float64
	switch v.Kind() {
	case reflect.String:
		x = float64(v.Len())
	case reflect.Bool:
		if v.Bool() {
			x = 1
		}
	case reflect.Float64:
		x = v.Float()
	default:
		x = float64(v.Int())
	}
	c.Count, c.Sum, c.Size = c.Count+1, c.Sum+x, c.Size+math.Abs(x)
	c.seen[v.Interface()] = true
	c.Distinct = len(c.seen)
}

func holdingOf[R Row](rows []R) holding {
	h := holding{Rows: len(rows)}
	// An empty text, or a number of 0, is NULL in these columns.
	optional := []string{"deals.breaker"}
	for i, column := range Columns[R]() {
		c := content{Name: column.Name, seen: map[any]bool{}}
		for j := range rows {
			c.add(reflect.ValueOf(rows[j]).Field(i), slices.Contains(optional, table[R]()+"."+c.Name))
		}
		h.Columns = append(h.Columns, c)
	}
	return h
}

// TestForOtherReaders writes tables of several row groups. What they must hold
// is taken from the rows before they are written; CI asks readers that are not
// ours (.ci/parquet), and here ours is asked.
func TestForOtherReaders(t *testing.T) {
	dir := *forReaders
	if dir == "" {
		dir = t.TempDir()
	}
	runs := uint64(200)
	if *forReaders != "" {
		runs = 6000 // two row groups of envoys
	}
	b := outcomes(model(t), 1, runs)
	want := map[string]holding{
		"runs": holdingOf(b.Runs), "deals": holdingOf(b.Deals), "envoys": holdingOf(b.Envoys), "sides": holdingOf(b.Sides),
	}
	results := filepath.Join(dir, "results")
	saveTo(t, results, Options{}, b)
	got := map[string]holding{
		"runs": holdingOf(collect[RunRow](t, results)), "deals": holdingOf(collect[DealRow](t, results)),
		"envoys": holdingOf(collect[EnvoyRow](t, results)), "sides": holdingOf(collect[SideRow](t, results)),
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("read back:\n %+v\nwritten:\n %+v", got, want)
	}
	for _, c := range slices.Concat(want["runs"].Columns, want["deals"].Columns, want["envoys"].Columns, want["sides"].Columns) {
		if c.Count == 0 {
			t.Errorf("column %s holds nothing but NULL: readers would not be asked about it", c.Name)
		}
	}
	for table, names := range map[string][]string{
		"runs": {"first_understanding_day", "first_deal_day", "rise", "sawtooth"}, "deals": {"breaker", "terms"}, "sides": {"honoured_share"},
	} {
		for _, c := range want[table].Columns {
			if slices.Contains(names, c.Name) && c.Nulls == 0 {
				t.Errorf("column %s holds no NULL: readers would not be asked about it", c.Name)
			}
		}
	}
	data, err := json.MarshalIndent(map[string]any{"tables": want}, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "expected.json"), string(data))
}
