package study

import (
	"backchannel/sim"
	"backchannel/sim/record"
)

// mostTicks bounds how many ticks of a run are traced, but for those in which
// something happened (modelling choice: 27 years of days).
const mostTicks = 10_000

// Trace plays one run and returns its trajectory and its events. A run of
// more than 10,000 ticks is traced on every second, third, ... tick and on
// those in which something happened.
func Trace(m *sim.Model, seed, run uint64) ([]record.TraceRow, []record.DiaryRow) {
	log := record.NewLog(m)
	ticks := ticksOf(m.Scenario().Clock)
	o := sim.NewEngine(m).Run(seed, run, &thinned{log: log, every: (ticks + mostTicks - 1) / mostTicks})
	return log.Trace(o), log.Diary(o)
}

// thinned passes on all events, and every so many ticks.
type thinned struct {
	log         *record.Log
	every, tick int
	stirred     bool // something happened in the tick at hand
}

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
