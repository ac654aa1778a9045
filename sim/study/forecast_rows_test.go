package study

import (
	"maps"
	"math"
	"reflect"
	"slices"
	"testing"

	"backchannel/sim"
	"backchannel/sim/record"
)

// played is a batch of the fixture in which every kind of forecast is made.
func played(t *testing.T, seed uint64) (Config, *Result) {
	t.Helper()
	c := Config{Model: compiled(t, theatres()), Seed: seed, Runs: 150}
	r, err := Run(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	return c, r
}

// TestForecastTablesAddUp holds both tables to the summary: bins and steps
// of a place hold all that was announced there, and as much of it came true.
func TestForecastTablesAddUp(t *testing.T) {
	c, r := played(t, 3)
	type sums struct{ n, announced, happened float64 }
	bins, steps := map[place]sums{}, map[place]sums{}
	for row := range r.Tally.Forecasts(0.95, c.Seed) {
		at := place{row.Talk, row.Channel, row.Target}
		s, n := bins[at], float64(row.N)
		bins[at] = sums{s.n + n, s.announced + n*row.Announced, s.happened + n*row.Happened}
		if row.Announced < row.From || row.Announced > row.To || row.Runs > row.N || row.Runs < 1 {
			t.Errorf("%+v", row)
		}
		within(t, row, row.Happened, row.Low, row.High, row.Runs > 1)
		within(t, row, row.Announced, row.ReliableLow, row.ReliableHigh, row.Runs >= 10) // of fewer, it depends
	}
	var last record.CalibrationRow
	for row := range r.Tally.Calibration() {
		at := place{row.Talk, row.Channel, row.Target}
		s, n := steps[at], float64(row.N)
		steps[at] = sums{n: s.n + n, happened: s.happened + n*row.Happened}
		if row.From > row.To || s.n > 0 && (row.From <= last.To || row.Happened <= last.Happened) {
			t.Errorf("%+v follows %+v", row, last)
		}
		last = row
	}
	if len(bins) != 8+5 || len(steps) != len(bins) {
		t.Fatalf("%d places with bins, %d with steps; want 8 of the capital and 5 of the frontier, where no professionals talk", len(bins), len(steps))
	}
	for _, f := range Summarize(Scenario{}, c, r, 0.95).Forecasts {
		if f.Side != "" || f.Envoy != "" {
			continue
		}
		at := place{f.Talk, f.Channel, f.Target}
		announced, _ := f.Measures.Get("announced")
		happened, _ := f.Measures.Get("happened")
		b, s, n := bins[at], steps[at], float64(happened.N)
		for _, pair := range [][2]float64{
			{b.n, n}, {s.n, n}, {b.announced / n, announced.Value}, {b.happened / n, happened.Value}, {s.happened / n, happened.Value},
		} {
			if math.Abs(pair[0]-pair[1]) > 1e-12*n {
				t.Errorf("%v: %v in the table, %v in the summary", at, pair[0], pair[1])
			}
		}
	}
}

// within holds limits to a value, if they are known, which they must be where
// told so, and are not of one run.
func within(t *testing.T, row record.ForecastRow, value float64, low, high *float64, known bool) {
	t.Helper()
	if (low == nil) != (high == nil) || low == nil && known || low != nil && row.Runs == 1 {
		t.Errorf("limits of %d runs: %+v", row.Runs, row)
	}
	if low != nil && (*low > value || *high < value) {
		t.Errorf("%v to %v does not hold %v: %+v", *low, *high, value, row)
	}
}

// TestConsistencyHasItsOwnLuck: the bars are the same of the same seed, differ
// with another, and those of one talk do not depend on the other talks.
func TestConsistencyHasItsOwnLuck(t *testing.T) {
	c, r := played(t, 3)
	rows := func(tally *Tally, seed uint64) []record.ForecastRow {
		return slices.Collect(tally.Forecasts(0.95, seed))
	}
	all := rows(r.Tally, c.Seed)
	if !reflect.DeepEqual(all, rows(r.Tally, c.Seed)) {
		t.Error("the rows differ from one time to the next")
	}
	if reflect.DeepEqual(all, rows(r.Tally, c.Seed+1)) {
		t.Error("another seed draws the same bars")
	}
	last := *r.Tally
	last.told.talks = append([]forecasts{newForecasts(2, 4)}, r.Tally.told.talks[1:]...)
	alone := rows(&last, c.Seed)
	at := slices.IndexFunc(all, func(row record.ForecastRow) bool { return row.Talk == alone[0].Talk })
	if at < 1 || !reflect.DeepEqual(alone, all[at:]) {
		t.Error("the bars of the second talk depend on the first")
	}
}

// TestScoresAddUp holds the identities between the measures of a forecast:
// both decompositions of the Brier score and the two skills.
func TestScoresAddUp(t *testing.T) {
	c, r := played(t, 4)
	seen := map[string]int{}
	for _, f := range Summarize(Scenario{}, c, r, 0.95).Forecasts {
		v := func(key string) float64 {
			m, ok := f.Measures.Get(key)
			if !ok {
				t.Fatalf("no measure %s", key)
			}
			return m.Value
		}
		same := func(what string, a, b float64) {
			seen[what]++
			if math.Abs(a-b) > 1e-9 {
				t.Errorf("%s, %s, %s%s%s: %s: %v and %v", f.Talk, f.Channel, f.Target, f.Side, f.Envoy, what, a, b)
			}
		}
		same("isotonic parts", v("brier"), v("miscalibration")-v("discrimination")+v("uncertainty"))
		same("binned parts", v("brier"), v("murphy_reliability")-v("murphy_resolution")+v("uncertainty")+
			v("within_bin_variance")-v("within_bin_covariance"))
		same("base rate", v("brier_base_rate"), v("happened")*(1-v("happened")))
		same("excess", v("excess"), v("announced")-v("happened"))
		if v("uncertainty") > 0 {
			same("skill", v("skill"), 1-v("brier")/v("brier_base_rate"))
		} else if !math.IsNaN(v("skill")) {
			t.Errorf("skill %v against a certain base rate", v("skill"))
		}
		if v("brier_realism") > 0 {
			same("skill over realism", v("skill_over_realism"), 1-v("brier")/v("brier_realism"))
		}
		for _, m := range f.Measures {
			described := slices.Contains([]string{
				"brier_base_rate", "miscalibration", "discrimination", "uncertainty",
				"murphy_reliability", "murphy_resolution", "within_bin_variance", "within_bin_covariance",
			}, m.Key)
			if silent := math.IsNaN(m.Low) && math.IsNaN(m.High); !silent && described || silent && !described && m.N > 2000 {
				t.Errorf("%s: %+v", f.Channel, m)
			}
		}
	}
	for _, what := range slices.Sorted(maps.Keys(seen)) {
		if seen[what] < 30 {
			t.Errorf("%s: only %d forecasts tell", what, seen[what])
		}
	}
}

// TestForecastsOfAModelWithoutAny: where no one speaks, there are no rows.
func TestForecastsOfAModelWithoutAny(t *testing.T) {
	tally := NewTally(compiled(t, theatres()))
	tally.Add(&sim.Outcome{Talks: make([]sim.TalkOutcome, 2), Sides: make([]sim.SideOutcome, 3)})
	for row := range tally.Forecasts(0.95, 1) {
		t.Errorf("%+v", row)
	}
	for row := range tally.Calibration() {
		t.Errorf("%+v", row)
	}
}
