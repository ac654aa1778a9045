package study

import (
	"backchannel/sim"
	"backchannel/sim/record"
)

// mostTicks bounds how many ticks of a run are traced, but for those in which
// something happened (modelling choice: 27 years of days).
const mostTicks = 10_000

// Traced is one run told in full.
type Traced struct {
	Trace []record.TraceRow
	Diary []record.DiaryRow

	values []float64 // by day of the grid, then by place in paths
	n      int       // places
}

// at is the number of one day of the grid in one place of paths.
func (t *Traced) at(day, place int) float64 { return t.values[day*t.n+place] }

// Trace plays one run and tells its trajectory and its events. A run of more
// than 10,000 ticks is traced at its start, on every second, third, ... tick
// and on those in which something happened.
func Trace(m *sim.Model, seed, run uint64) *Traced {
	p, log := newPaths(m), record.NewLog(m)
	every := (p.ticks[len(p.ticks)-1] + mostTicks - 1) / mostTicks
	told := &Traced{n: p.n}
	series := &sampler{grid: p.grid, look: func(_ int, e *sim.Engine) { told.values = p.read(told.values, e) }}
	o := sim.NewEngine(m).Run(seed, run, &thinned{log: log, every: every}, series)
	told.Trace, told.Diary = log.Trace(o), log.Diary(o)
	return told
}

// thinned passes on the start, all events, and every so many ticks.
type thinned struct {
	log         *record.Log
	every, tick int
	stirred     bool // something happened in the tick at hand
}

// Start passes the start on.
func (t *thinned) Start(e *sim.Engine) { t.log.Start(e) }

// Event passes an event on.
func (t *thinned) Event(e sim.Event) {
	t.stirred = true
	t.log.Event(e)
}

// Tick passes a tick on if its turn has come.
func (t *thinned) Tick(e *sim.Engine) {
	t.tick++
	if t.stirred || t.tick%t.every == 0 {
		t.log.Tick(e)
	}
	t.stirred = false
}
