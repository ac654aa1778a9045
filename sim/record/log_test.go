package record

import (
	"path/filepath"
	"slices"
	"testing"

	"backchannel/sim"
)

// The diary and the outcome tell of the same run.
func TestLogAgreesWithTheOutcome(t *testing.T) {
	m := model(t)
	e := newEngine(m)
	kinds := map[string]int{}
	for run := range uint64(30) {
		log := NewLog(m)
		o := e.Run(7, run, log)
		b := NewBatch(m)
		b.Add(o)
		diary, trace := log.Diary(o), log.Trace(o)
		count := func(kind, talk string) (n int32) {
			for _, row := range diary {
				if row.Kind == kind && row.Talk == talk {
					n++
				}
			}
			return n
		}
		for _, row := range b.Runs {
			if count("meeting", row.Talk) != row.Meetings || count("contact", row.Talk) != row.Contacts ||
				count("leaked", row.Talk) != row.Leaks || count("signed", row.Talk) != row.Deals {
				t.Errorf("run %d, talk %s: the diary does not add up to %+v", run, row.Talk, row)
			}
		}
		for _, d := range b.Deals {
			ended := slices.ContainsFunc(diary, func(row DiaryRow) bool {
				return row.Kind == "ended" && row.Talk == d.Talk && row.Deal == d.Deal && row.Day == d.End && row.Cause == d.Cause && row.Side == d.Breaker
			})
			if ended != d.Ended {
				t.Errorf("run %d: deal %+v, in the diary ended: %t", run, d, ended)
			}
		}
		for _, p := range b.Envoys {
			fell := slices.ContainsFunc(diary, func(row DiaryRow) bool {
				return row.Kind == "fell" && row.Envoy == p.Person && row.Day == p.Until && row.Side == p.Side
			})
			if fell != p.Fell {
				t.Errorf("run %d: %+v, in the diary fell: %t", run, p, fell)
			}
		}
		checkTrace(t, b, trace)
		for _, row := range diary {
			kinds[row.Kind]++
			if row.Run != int64(run) || row.Kind == "understood" && (row.Value == nil || row.Issue == "") {
				t.Errorf("run %d: %+v", run, row)
			}
		}
	}
	for kind := sim.Meeting; kind <= sim.Seated; kind++ {
		if kinds[kind.String()] == 0 && kind != sim.Reopened && kind != sim.Refused {
			t.Errorf("nothing was %s in thirty runs: the test saw none of it", kind)
		}
	}
}

// checkTrace holds the trace to the peak that the outcome gives.
func checkTrace(t *testing.T, b *Batch, trace []TraceRow) {
	t.Helper()
	if want := (1 + 720) * 6; len(trace) != want { // start and ticks, sides of three talks
		t.Fatalf("%d rows of trace, want %d", len(trace), want)
	}
	for _, run := range b.Runs {
		for _, row := range trace {
			if row.Talk == run.Talk && (row.Optimism > run.PeakOptimism || row.Run != run.Run || row.Realism < 0 || row.Realism > 1) {
				t.Errorf("%+v in a run of %+v", row, run)
			}
		}
	}
}

func TestSeriesComeBack(t *testing.T) {
	m := model(t)
	log := NewLog(m)
	o := newEngine(m).Run(7, 3, log)
	fan := []OptimismRow{
		{Talk: "main", Side: "North", Day: 1, N: 10, Mean: 0.5, Realism: new(0.0), Levels: []float64{0.05, 0.95}, Quantiles: []float64{0.1, 0.9}},
		{Talk: "main", Day: 2, N: 11, Mean: 0.25, Levels: []float64{0.05, 0.95}, Quantiles: []float64{0.2, 0.8}},
	}
	standing := []StandingRow{
		{Person: "Ève East", Side: "East", Day: 0, N: 10, Mean: 0.5, Levels: []float64{0.05, 0.5, 0.95}, Quantiles: []float64{0.1, 0.5, 0.9}, Traced: 0.5},
		{Person: "Ève East", Side: "East", Day: 0.25, N: 10, Mean: 0.45, Levels: []float64{0.05, 0.5, 0.95}, Quantiles: []float64{0, 0.5, 0.8}},
	}
	reputation := []ReputationRow{
		{Side: "East", Day: 1, N: 10, Mean: 0.625, Levels: []float64{0.5}, Quantiles: []float64{0.6}, Traced: 0.7},
		{Side: "North", Day: 1, N: 10, Mean: 0.1, Levels: []float64{0.5}, Quantiles: []float64{0.2}, Traced: 0.3},
	}
	calibration := []CalibrationRow{
		{Talk: "main", Channel: "after envoy meetings", Target: "signed within 90 days", From: 0.1, To: 0.4, N: 7, Happened: 0.125},
		{Talk: "main", Channel: "after envoy meetings", Target: "signed within 90 days", From: 0.5, To: 0.9, N: 3, Happened: 1},
	}
	looks := []LookRow{
		{Measure: "main.signed", Runs: 64, Value: new(0.5), Low: new(0.25), High: new(0.75), N: 64},
		{Measure: "all.standing_365", Runs: 64},
	}
	path := filepath.Join(t.TempDir(), "r")
	f := create(t, path, Options{})
	diary := log.Diary(o)
	for _, err := range []error{
		Write(f, "", slices.Values(fan)), Write(f, "", slices.Values(standing)), Write(f, "", slices.Values(reputation)),
		Write(f, "", slices.Values(calibration)), Write(f, "", slices.Values(looks)),
		Write(f, "one", slices.Values(log.Trace(o))), Write(f, "one/deeper", slices.Values(diary)),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	commit(t, f)
	same(t, collect[OptimismRow](t, path), fan)
	same(t, collect[StandingRow](t, path), standing)
	same(t, collect[ReputationRow](t, path), reputation)
	same(t, collect[CalibrationRow](t, path), calibration)
	same(t, collect[LookRow](t, path), looks)
	same(t, collect[TraceRow](t, filepath.Join(path, "one")), log.Trace(o))
	same(t, collect[DiaryRow](t, filepath.Join(path, "one", "deeper")), diary)
}

func TestNamesOfPeople(t *testing.T) {
	m := model(t)
	e, b := newEngine(m), NewBatch(m)
	seen := map[string]EnvoyRow{}
	for run := range uint64(200) {
		b.Reset()
		b.Add(e.Run(7, run))
		for _, row := range b.Envoys {
			seen[row.Person] = row
		}
	}
	for person, want := range map[string]EnvoyRow{
		"Sam South":                  {Envoy: "south-envoy", Side: "South"},
		"north-envoy":                {Envoy: "north-envoy", Side: "North"},
		"Dana Deputy":                {Envoy: "north-envoy", Side: "North", Generation: 1},
		"successor 2 of north-envoy": {Envoy: "north-envoy", Side: "North", Generation: 2},
		"successor 1 of Ève East":    {Envoy: "east-envoy", Side: "East", Generation: 1},
	} {
		got := seen[person]
		if got.Envoy != want.Envoy || got.Side != want.Side || got.Generation != want.Generation {
			t.Errorf("%s: %+v, want %+v", person, got, want)
		}
	}
}
