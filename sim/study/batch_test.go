package study

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"backchannel/sim"
	"backchannel/sim/record"
)

// kept gathers the rows of a batch as text, one string a run and table.
type kept struct{ rows []string }

func (k *kept) write(b *record.Batch) error {
	for _, table := range []any{b.Runs, b.Deals, b.Envoys, b.Sides} {
		rows, err := json.Marshal(table)
		if err != nil {
			return err
		}
		k.rows = append(k.rows, string(rows))
	}
	return nil
}

// digest is all that a batch came to, as comparable text.
func digest(t *testing.T, c Config, r *Result) string {
	t.Helper()
	text, err := json.Marshal(Summarize(Scenario{Name: "test"}, c, r, 0.95))
	if err != nil {
		t.Fatal(err)
	}
	told := Trace(c.Model, c.Seed, c.First)
	rows, err := json.Marshal([]any{
		slices.Collect(r.Series.Optimism(someProbs())),
		slices.Collect(r.Series.Standing(someProbs(), told)),
		slices.Collect(r.Series.Reputation(someProbs(), told)),
	})
	if err != nil {
		t.Fatal(err)
	}
	return string(text) + string(rows)
}

func mustRun(t *testing.T, ctx context.Context, c Config) (*Result, *kept) {
	t.Helper()
	k := &kept{}
	c.Write = k.write
	r, err := Run(ctx, c)
	if err != nil {
		t.Fatal(err)
	}
	return r, k
}

// TestWorkersDoNotShow plays the same batch on one, two, three and seven workers.
func TestWorkersDoNotShow(t *testing.T) {
	c := Config{Model: compiled(t, theatres()), Seed: 5, First: 3, Runs: 200, Workers: 1}
	r, rows := mustRun(t, t.Context(), c)
	want := digest(t, c, r)
	for _, workers := range []int{2, 3, 7} {
		c.Workers = workers
		r2, rows2 := mustRun(t, t.Context(), c)
		if digest(t, c, r2) != want {
			t.Errorf("%d workers come to another summary", workers)
		}
		if !reflect.DeepEqual(rows2.rows, rows.rows) {
			t.Errorf("%d workers write other rows", workers)
		}
		if !reflect.DeepEqual(r2.Tally, r.Tally) {
			t.Errorf("%d workers come to another tally", workers)
		}
		if !reflect.DeepEqual(r2.Series.found, r.Series.found) {
			t.Errorf("%d workers come to other series", workers)
		}
	}
}

// TestACancelledBatchIsAPrefix cancels after some chunks and compares with a
// batch of as many runs.
func TestACancelledBatchIsAPrefix(t *testing.T) {
	c := Config{Model: compiled(t, theatres()), Seed: 9, Runs: 100_000, Workers: 3}
	ctx, cancel := context.WithCancel(t.Context())
	c.Progress = func(done int) {
		if done >= 150 {
			cancel()
		}
	}
	r, rows := mustRun(t, ctx, c)
	if !r.Interrupted || r.Runs < 150 || r.Runs > 150+64*(4*3+3) {
		t.Fatalf("interrupted %v after %d runs", r.Interrupted, r.Runs)
	}
	short := Config{Model: c.Model, Seed: 9, Runs: r.Runs, Workers: 1}
	r2, rows2 := mustRun(t, t.Context(), short)
	if r2.Interrupted {
		t.Error("a whole batch says that it was interrupted")
	}
	r.Interrupted, c.Runs = false, r.Runs
	if digest(t, c, r) != digest(t, short, r2) || !reflect.DeepEqual(rows.rows, rows2.rows) {
		t.Error("what was done before the interruption is not what a batch of as many runs does")
	}
}

func TestCancelledBeforeItBegins(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	r, rows := mustRun(t, ctx, Config{Model: compiled(t, theatres()), Runs: 10})
	if r.Runs != 0 || !r.Interrupted || len(rows.rows) != 0 {
		t.Errorf("%d runs, interrupted %v, %d tables of rows", r.Runs, r.Interrupted, len(rows.rows))
	}
}

// TestAnyRunCanBePlayedAlone holds the rows of run 7 by itself against those
// of run 7 in the midst of others: nothing leaks from one run into the next.
func TestAnyRunCanBePlayedAlone(t *testing.T) {
	m := compiled(t, theatres())
	for _, run := range []uint64{0, 7, 63} {
		var within []string
		engine := sim.NewEngine(m)
		for i := range run + 1 {
			b := record.NewBatch(m)
			b.Add(engine.Run(4, i))
			k := &kept{}
			if err := k.write(b); err != nil {
				t.Fatal(err)
			}
			within = k.rows
		}
		_, alone := mustRun(t, t.Context(), Config{Model: m, Seed: 4, First: run, Runs: 1})
		if !reflect.DeepEqual(alone.rows, within) {
			t.Errorf("run %d alone differs from run %d after %d others", run, run, run)
		}
	}
}

// TestRunsComeOnceAndInOrder also holds that batches are cut as the model
// says, not as the workers happen to finish.
func TestRunsComeOnceAndInOrder(t *testing.T) {
	next := int64(10)
	c := Config{Model: compiled(t, theatres()), First: 10, Runs: 150, Workers: 2}
	c.Write = func(b *record.Batch) error {
		for i := range b.Runs {
			if i%2 == 1 { // two talks a run
				continue
			}
			if b.Runs[i].Run != next {
				t.Errorf("run %d came where %d was due", b.Runs[i].Run, next)
			}
			next++
		}
		return nil
	}
	if _, err := Run(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	if next != 160 {
		t.Errorf("rows up to run %d", next-1)
	}
}

func TestAWriteThatFailsEndsTheBatch(t *testing.T) {
	full := errors.New("disk full")
	calls := 0
	c := Config{Model: compiled(t, theatres()), Runs: 100_000, Workers: 2, Write: func(*record.Batch) error {
		if calls++; calls == 2 {
			return full
		}
		return nil
	}}
	if r, err := Run(t.Context(), c); !errors.Is(err, full) || r != nil {
		t.Errorf("result %v, error %v", r, err)
	}
	if calls != 2 {
		t.Errorf("%d calls", calls)
	}
}

// TestAbort closes the channel in the midst of a batch that would take hours;
// in the bubble, workers left behind would be found out.
func TestAbort(t *testing.T) {
	m := compiled(t, theatres())
	synctest.Test(t, func(t *testing.T) {
		abort := make(chan struct{})
		c := Config{Model: m, Runs: 1 << 30, Workers: 2, Abort: abort}
		c.Progress = func(done int) {
			if done == 128 {
				close(abort)
			}
		}
		if r, err := Run(t.Context(), c); !errors.Is(err, ErrAborted) || r != nil {
			t.Errorf("result %v, error %v", r, err)
		}
	})
}

// TestARunThatFailsIsNamed breaks the model's promise that ideal points lie in
// [0, 1], which no scenario file can.
func TestARunThatFailsIsNamed(t *testing.T) {
	s := theatres()
	s.Talks[0].Mood, s.Talks[0].Optimism = 7, 7
	_, err := Run(t.Context(), Config{Model: compiled(t, s), Seed: 11, First: 21, Runs: 2})
	if err == nil || !strings.Contains(err.Error(), "run 21 of seed 11 failed") {
		t.Errorf("error %v", err)
	}
}

func TestConfigsThatMakeNoSense(t *testing.T) {
	m := compiled(t, theatres())
	for _, c := range []Config{{Model: m, Runs: 0}, {Model: m, Runs: -3}, {Model: m, Runs: 1, Workers: -1}} {
		if _, err := Run(t.Context(), c); err == nil {
			t.Errorf("%+v was played", c)
		}
	}
}

// TestTraceIsTheRun: what is traced is the run of that number, whole.
func TestTraceIsTheRun(t *testing.T) {
	m := compiled(t, theatres())
	told := Trace(m, 4, 7)
	trace, diary := told.Trace, told.Diary
	o := sim.NewEngine(m).Run(4, 7)
	signed := 0
	for _, e := range diary {
		if e.Kind == sim.Signed.String() {
			signed++
		}
	}
	at := 0
	for _, d := range o.Deals {
		if d.Route == sim.AtStart {
			at++
		}
	}
	if signed != len(o.Deals)-at {
		t.Errorf("%d signatures in the diary, %d deals in the outcome", signed, len(o.Deals)-at)
	}
	if want := (1 + 600) * (2 + 2); len(trace) != want {
		t.Errorf("%d rows of trace, want %d", len(trace), want)
	}
	first, last := trace[0], trace[len(trace)-1]
	if first.Day != 0 || last.Day != 600 || last.Run != 7 {
		t.Errorf("the trace begins with %+v and ends with %+v", first, last)
	}
}

// TestLongTracesAreThinned plays hourly ticks over ten years.
func TestLongTracesAreThinned(t *testing.T) {
	s := theatres()
	s.Clock = sim.Clock{Horizon: 3650, Tick: 1.0 / 24}
	told := Trace(compiled(t, s), 1, 0)
	trace, diary := told.Trace, told.Diary
	if most := 4 * (1 + mostTicks + len(diary)); len(trace) > most {
		t.Errorf("%d rows, at most %d", len(trace), most)
	}
	hours := map[float64]bool{}
	for _, r := range trace {
		hours[math.Round(r.Day*24)] = true
	}
	for _, e := range diary {
		if hour := math.Floor(e.Day*24) + 1; !hours[hour] {
			t.Fatalf("day %v, %s: not in the trace", e.Day, e.Kind)
		}
	}
}
