package scenarios

import (
	"fmt"
	"time"

	"backchannel/sim"
)

// The years in which a scenario can start: dates are written with four digits,
// and a run takes up to a century.
const (
	firstYear = 1000
	lastYear  = 9000
)

// clock reads table [clock].
func (r *reader) clock(s *Scenario) {
	params := sim.ClockParams()
	sim.Fill(params, &s.Sim.Clock, nil)
	t := r.root.table["clock"]
	start := t.get("start")
	switch {
	case r.broken["clock"]:
	case start == nil:
		at := r.root.at
		if t != nil {
			at = t.at
		}
		r.fail(at, "the scenario has no start", "write [clock] and below it start = 2025-02-01, without quotes")
	default:
		r.start = r.midnight(start)
		s.Start = r.start
	}
	if t.isTable() {
		fields(r, t, "clock", "", params, &s.Sim.Clock, "start")
	}
	r.horizon = s.Sim.Clock.Horizon
}

// moved reports whether an override, and not the file, says when the scenario
// starts or ends.
func (r *reader) moved() bool {
	for _, k := range []string{"start", "horizon"} {
		if n := r.root.get("clock", k); n != nil && n.set {
			return true
		}
	}
	return false
}

// midnight reads the date of the start; the zero time after a fault.
func (r *reader) midnight(n *node) time.Time {
	t, ok := n.leaf.(time.Time)
	day := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	switch {
	case !ok:
		r.fail(n.value, "`start` must be a date, and is "+describe(n), "write it as 2025-02-01, without quotes")
	case t.Year() < firstYear || t.Year() > lastYear:
		r.fail(n.value, "`start` is out of range", fmt.Sprintf("give a date in the years %d to %d", firstYear, lastYear))
	case !wall(t).Equal(day):
		r.fail(n.value, "`start` has a time of day", "write the date alone, as 2025-02-01: a scenario starts at midnight")
	default:
		return day
	}
	return time.Time{}
}
