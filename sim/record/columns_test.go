package record

import (
	"encoding/csv"
	"errors"
	"io"
	"maps"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"backchannel/sim"
)

// marked is an outcome in which no two numbers are alike, so that a value
// under the wrong header cannot pass.
func marked() *sim.Outcome {
	return &sim.Outcome{
		Run: 900,
		Talks: []sim.TalkOutcome{{
			Talk: 1, Meetings: 11, Contacts: 12, Leaks: 13, Falls: 14, Deals: 15,
			FirstUnderstanding: 16.5, FirstDeal: 17.5, PeakOptimism: 0.18, MeanOptimism: 0.19,
			MeanExcess: -0.2, Rise: 0.205, Sawtooth: 0.21, PromisedTime: 22.5, HonouredTime: 23.5,
		}},
		Deals: []sim.DealOutcome{{
			Talk: 1, Number: 31, Day: 32.25, End: 48.5, Cause: sim.Spoiler, Breaker: 2, Route: sim.ByProfessionals,
			Formality: 0.34, Coverage: 0.35, Core: 0.36, Realism: 0.37,
			Optimism: []float64{0.38, 0.39}, Promised: []float64{0.41, 0.42}, Utility: []float64{0.43, 0.44},
			Terms: []float64{0, math.NaN(), 0.46}, Signers: []int{1, 0},
		}},
		Envoys: []sim.EnvoyOutcome{
			{Office: 1, Person: 2, From: 51.5, Until: 60.25, Fell: true, Standing: 0.52, Peak: 0.53, Portfolio: 54, Signed: 55, Lost: 56, Leaks: 57},
			{Office: 1, Person: -1, Generation: 2, From: 61.5, Until: 80, Standing: 0.62, Peak: 0.63, Portfolio: 64, Signed: 65, Lost: 66, Leaks: 67},
		},
		Sides: []sim.SideOutcome{{Side: 2, Reliability: 0.71, Signed: 72, Broken: 73, Honoured: 0.74}},
	}
}

// cells is the first row of each table of marked, by column, as CSV has it.
func cells() map[string]map[string]string {
	return map[string]map[string]string{
		"runs": {
			"run": "900", "talk": "main", "meetings": "11", "contacts": "12", "leaks": "13", "falls": "14", "deals": "15",
			"first_understanding_day": "16.5", "first_deal_day": "17.5", "peak_optimism": "0.18", "mean_optimism": "0.19",
			"mean_excess_optimism": "-0.2", "rise": "0.205", "sawtooth": "0.21", "promised_days": "22.5", "honoured_days": "23.5",
		},
		"deals": {
			"run": "900", "talk": "main", "deal": "31", "signed_day": "32.25", "end_day": "48.5", "life_days": "16.25",
			"ended": "true", "cause": "spoiler", "breaker": "South", "route": "professionals", "formality": "0.34",
			"coverage": "0.35", "core_coverage": "0.36", "realism": "0.37", "sides": "North;South",
			"optimism": "0.38;0.39", "promised_utility": "0.41;0.42", "true_utility": "0.43;0.44",
			"issues": "arctic;trade;war", "terms": "0;;0.46", "signers": "successor 2 of north-envoy;north-envoy",
		},
		"envoys": {
			"run": "900", "envoy": "north-envoy", "person": "north-envoy", "side": "North", "generation": "0",
			"from_day": "51.5", "until_day": "60.25", "tenure_days": "8.75", "fell": "true", "standing": "0.52",
			"peak_standing": "0.53", "portfolio": "54", "deals_signed": "55", "deals_lost": "56", "leaks": "57",
		},
		"sides": {
			"run": "900", "side": "South", "reliability": "0.71", "deals_signed": "72", "deals_broken": "73", "honoured_share": "0.74",
		},
	}
}

func TestHeadersAgreeWithTheirColumns(t *testing.T) {
	b := NewBatch(model(t))
	b.Add(marked())
	dir := save(t, Options{CSV: true}, b)
	for table, want := range cells() {
		got := map[string]string{}
		records := readCSV(t, dir, table)
		for i, name := range records[0] {
			got[name] = records[1][i]
		}
		if !maps.Equal(got, want) {
			t.Errorf("%s.csv:\n got %v\nwant %v", table, got, want)
		}
		// The Parquet file, read without the row types.
		got = firstRow(t, dir, table)
		if !maps.Equal(got, want) {
			t.Errorf("%s.parquet:\n got %v\nwant %v", table, got, want)
		}
	}
}

// firstRow reads the first row of a table value by value: what stands under
// each column's name in the file, with none of our types in between.
func firstRow(t *testing.T, dir, table string) map[string]string {
	t.Helper()
	f := parquetFile(t, dir, table)
	rows := f.RowGroups()[0].Rows()
	defer rows.Close()
	buffer := make([]parquet.Row, 1)
	if _, err := rows.ReadRows(buffer); err != nil && !errors.Is(err, io.EOF) {
		t.Fatal(err)
	}
	got := map[string]string{}
	paths := f.Schema().Columns()
	buffer[0].Range(func(column int, values []parquet.Value) bool {
		var parts []string
		for _, v := range values {
			parts = append(parts, plain(v))
		}
		got[paths[column][0]] = strings.Join(parts, ";")
		return true
	})
	return got
}

func plain(v parquet.Value) string {
	switch {
	case v.IsNull():
		return ""
	case v.Kind() == parquet.ByteArray:
		return string(v.ByteArray())
	case v.Kind() == parquet.Double:
		return strconv.FormatFloat(v.Double(), 'g', -1, 64)
	case v.Kind() == parquet.Boolean:
		return strconv.FormatBool(v.Boolean())
	case v.Kind() == parquet.Int32:
		return strconv.Itoa(int(v.Int32()))
	default:
		return strconv.FormatInt(v.Int64(), 10)
	}
}

func readCSV(t *testing.T, dir, table string) [][]string {
	t.Helper()
	in, err := os.Open(filepath.Join(dir, table+".csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	records, err := csv.NewReader(in).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return records
}

func TestColumnsStandInTheSameOrderInBoth(t *testing.T) {
	dir := save(t, Options{CSV: true}, outcomes(model(t), 1, 3))
	for table := range cells() {
		var names []string
		for _, path := range parquetFile(t, dir, table).Schema().Columns() {
			names = append(names, path[0])
		}
		if head := readCSV(t, dir, table)[0]; !slices.Equal(head, names) {
			t.Errorf("%s: CSV has %v, Parquet %v", table, head, names)
		}
	}
}

// NaN is NULL, zero is zero.
func TestNeverIsNull(t *testing.T) {
	o := marked()
	nan := math.NaN()
	talk, side := &o.Talks[0], &o.Sides[0]
	talk.FirstUnderstanding, talk.FirstDeal, talk.Sawtooth = nan, 0, 0
	side.Reliability, side.Honoured = 0, nan
	o.Deals[0].Breaker = -1
	b := NewBatch(model(t))
	b.Add(o)
	dir := save(t, Options{CSV: true}, b)
	run, s, d := collect[RunRow](t, dir)[0], collect[SideRow](t, dir)[0], collect[DealRow](t, dir)[0]
	switch {
	case run.FirstUnderstandingDay != nil, run.FirstDealDay == nil, *run.FirstDealDay != 0, run.Sawtooth == nil, *run.Sawtooth != 0:
		t.Errorf("runs: %+v", run)
	case s.Reliability == nil, *s.Reliability != 0, s.Honoured != nil:
		t.Errorf("sides: %+v", s)
	case d.Breaker != "", d.Terms[0] == nil, *d.Terms[0] != 0, d.Terms[1] != nil:
		t.Errorf("deals: %+v", d)
	}
	if row := readCSV(t, dir, "runs")[1]; row[7] != "" || row[8] != "0" {
		t.Errorf("runs.csv: %q", row)
	}
	if value := firstRow(t, dir, "deals")["breaker"]; value != "" {
		t.Errorf("breaker is %q, want NULL", value)
	}
}

func TestSemicolonsInNamesAreEscaped(t *testing.T) {
	got := text(reflect.ValueOf([]string{`a;b`, `c\d`, `e`}))
	if want := `a\;b;c\\d;e`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
