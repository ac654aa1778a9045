package study

import (
	"math"
	"testing"

	"backchannel/sim"
)

// TestGridsOfDays: at most 200 days, ascending, ending at the horizon.
func TestGridsOfDays(t *testing.T) {
	for _, clock := range []sim.Clock{
		{Horizon: 730, Tick: 1},
		{Horizon: 1, Tick: 1},
		{Horizon: 1, Tick: 31},
		{Horizon: 200, Tick: 1},
		{Horizon: 201, Tick: 1},
		{Horizon: 365.5, Tick: 0.25},
		{Horizon: 1000, Tick: 7},
		{Horizon: 30, Tick: 0.1},
	} {
		s := theatres()
		s.Clock = clock
		f := NewFan(compiled(t, s))
		f.Start()
		sim.NewEngine(compiled(t, s)).Run(1, 1, f)
		days := f.Days()
		if len(days) > mostDays || days[len(days)-1] != clock.Horizon {
			t.Errorf("%+v: %d days, the last %v", clock, len(days), days[len(days)-1])
		}
		for i, day := range days {
			if i > 0 && day <= days[i-1] {
				t.Errorf("%+v: day %v after day %v", clock, day, days[i-1])
			}
			if n := f.Talk(0, i).N(); n != 1 {
				t.Errorf("%+v: %d values on day %v of one run", clock, n, day)
			}
		}
	}
}

// watcher keeps what the engine says on one day.
type watcher struct {
	day             float64
	north, mean, is []float64
}

func (w *watcher) Event(sim.Event) {}

func (w *watcher) Tick(e *sim.Engine) {
	if e.Now() == w.day {
		a, b := e.Optimism(0, 0), e.Optimism(0, 1)
		w.north, w.mean, w.is = append(w.north, a), append(w.mean, (a+b)/2), append(w.is, e.Realism(0))
	}
}

// TestFanHoldsWhatTheEngineSays compares one day of the fan with the values
// taken from the engine.
func TestFanHoldsWhatTheEngineSays(t *testing.T) {
	m := compiled(t, theatres())
	r, err := Run(t.Context(), Config{Model: m, Seed: 6, Runs: 40, Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	const at = 50
	w := &watcher{day: r.Optimism.Days()[at]}
	engine := sim.NewEngine(m)
	for run := range uint64(40) {
		engine.Run(6, run, w)
	}
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"side", r.Optimism.Side(0, 0, at).Mean(), meanOf(w.north).Value},
		{"talk", r.Optimism.Talk(0, at).Mean(), meanOf(w.mean).Value},
		{"realism", r.Optimism.Realism(0, at, 0.95).Value, meanOf(w.is).Value},
	} {
		if math.Abs(c.got-c.want) > 1e-8 {
			t.Errorf("%s: mean %v, want %v", c.name, c.got, c.want)
		}
	}
	if n := r.Optimism.Side(0, 1, at).N(); n != 40 {
		t.Errorf("%d values of 40 runs", n)
	}
}
