package study

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"backchannel/sim/record"
)

// storedSweep is a sweep of three points, one of them bad, in a results folder.
func storedSweep(t *testing.T, own bool) (folder string, x *Swept, s *SweepSummary) {
	t.Helper()
	sc := shortScenario(t)
	space := levered(t, "sides.Russia.clarity=0:1", "envoys.Witkoff.lean=0.2,0.8")
	kept := &shelf{}
	x = swept(t, SweepConfig{
		Space: space, Points: [][]float64{{0.2, 0.8}, {7, 0.2}, {0.2, 0.2}}, Metrics: []string{"optimism", "standing_180"}, Seed: 3, Runs: 230,
		OwnLuck: own, Keep: true, Store: kept,
	})
	s, err := SummarizeSweep(Scenario{Name: sc.Name, Title: sc.Title, SHA256: sc.Hash()}, DesignList, space, x)
	if err != nil {
		t.Fatal(err)
	}
	folder = filepath.Join(t.TempDir(), "results")
	f, err := record.Create(folder, record.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Abort()
	text, err := json.Marshal(s)
	if err := errors.Join(err, x.Write(f, kept), f.WriteFile(SweepFile, text), f.Commit(record.Manifest{})); err != nil {
		t.Fatal(err)
	}
	return folder, x, s
}

func TestASweepComesBack(t *testing.T) {
	for _, own := range []bool{false, true} {
		folder, x, s := storedSweep(t, own)
		got, summary, err := ReadSwept(folder)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(summary, s) {
			t.Errorf("the summary is %+v, want %+v", summary, s)
		}
		for i := range x.Points {
			p, want := got.Points[i], x.Points[i]
			p.Kept, want.Kept = nil, nil
			if !sameText(p, want) {
				t.Errorf("point %d is %+v, want %+v", i, p, want)
			}
		}
		got.Points, x.Points, x.Reused = nil, nil, 0
		if !reflect.DeepEqual(got, x) {
			t.Errorf("the sweep is %+v, want %+v", got, x)
		}
	}
}

// sameText compares what may hold NaN.
func sameText(a, b SweptPoint) bool { return fmt.Sprint(a) == fmt.Sprint(b) }

// The tables belong together: every run that was kept is in the table of runs,
// under the number by which it can be played again, and worlds and choices number
// what is uncertain and what is chosen.
func TestTheTablesOfASweepBelongTogether(t *testing.T) {
	folder, x, _ := storedSweep(t, true)
	at, n := map[int64]int{}, 0
	for row, err := range record.ReadWide[record.PlayedRow](folder) {
		if err != nil {
			t.Fatal(err)
		}
		p, run := row.Row.Point, at[row.Row.Point]
		at[p]++
		n++
		if row.Row.Run != p*1_000_000_000+int64(run) {
			t.Fatalf("run %d of point %d has the number %d", run, p, row.Row.Run)
		}
		for m, v := range row.More {
			if !sameNumber(v, x.Points[p].Kept[m][run]) {
				t.Fatalf("run %d of point %d has %v, want %v", run, p, v, x.Points[p].Kept[m][run])
			}
		}
	}
	if n != 2*x.Runs || at[1] != 0 {
		t.Errorf("%d runs, of points %v", n, at)
	}
	var worlds, choices []int64
	for row, err := range record.ReadWide[record.PointRow](folder) {
		if err != nil {
			t.Fatal(err)
		}
		worlds, choices = append(worlds, row.Row.World), append(choices, row.Row.Choice)
	}
	if !slices.Equal(worlds, []int64{0, 1, 0}) || !slices.Equal(choices, []int64{0, 1, 1}) {
		t.Errorf("worlds %v, choices %v", worlds, choices)
	}
}

func TestSweepsOfOtherTablesAreRefused(t *testing.T) {
	if _, _, err := ReadSwept(t.TempDir()); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("of an empty folder the error is %v", err)
	}
	folder, _, s := storedSweep(t, false)
	rewrite := func(change func()) error {
		change()
		text, err := json.Marshal(s)
		if err := errors.Join(err, os.WriteFile(filepath.Join(folder, SweepFile), text, 0o666)); err != nil {
			t.Fatal(err)
		}
		_, _, err = ReadSwept(folder)
		return err
	}
	if err := rewrite(func() { s.Metrics = s.Metrics[:1] }); err == nil || !strings.Contains(err.Error(), `standing_180" of point 0 is of no sweep`) {
		t.Errorf("of a metric that is not said the error is %v", err)
	}
	if err := rewrite(func() { s.Factors = s.Factors[:1] }); err == nil || !strings.Contains(err.Error(), "inputs of the table points") {
		t.Errorf("of an input that is not said the error is %v", err)
	}
}

func TestSpreadOverPoints(t *testing.T) {
	x := &Swept{Metrics: make([]SweptMetric, 1)}
	if s := x.Spread(0); s.N != 0 || s.Least != -1 || !math.IsNaN(s.Median) {
		t.Errorf("of no points: %+v", s)
	}
	for i := range 101 {
		p := SweptPoint{Figures: make([]Figure, 1)}
		if p.Figures[0].Value = float64((i * 37) % 101); i == 50 {
			p.Figures[0].Value = math.NaN()
		}
		x.Points = append(x.Points, p)
	}
	s := x.Spread(0)
	// 50*37 = 1850 = 32 (mod 101) is missing; 37 i = 100 (mod 101) where i = 30.
	if s.N != 100 || s.Low != 4 || s.Median != 50 || s.Top != 95 || s.Least != 0 || s.Greatest != 30 {
		t.Errorf("the spread is %+v", s)
	}
}

func TestSweepsInWords(t *testing.T) {
	_, _, s := storedSweep(t, false)
	last := s.InWords[len(s.InWords)-1]
	if len(s.InWords) != 3 || last != "1 of 3 points could not be played." || !strings.Contains(s.InWords[0], " over 2 points, with a median of ") {
		t.Errorf("in words: %q", s.InWords)
	}
	for _, c := range []struct {
		v    float64
		unit string
		want string
	}{
		{0.456, "share", "46%"},
		{0.001, "share", "under 1%"},
		{0, "share", "0%"},
		{0.999, "share", "over 99%"},
		{1, "share", "100%"},
		{123.4, "days", "123 days"},
		{12345.6, "number", "12346"},
		{-0.01234, "-1 to 1", "-0.0123"},
	} {
		if got := inUnit(c.v, c.unit); got != c.want {
			t.Errorf("%v in %s is %q, want %q", c.v, c.unit, got, c.want)
		}
	}
}
