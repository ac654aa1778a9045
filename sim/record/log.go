package record

import (
	"math"
	"slices"

	"backchannel/sim"
)

// Log is a sim.Observer that keeps the diary and the trace of one run.
type Log struct {
	model  *sim.Model
	names  *names
	events []sim.Event
	trace  []TraceRow
}

// NewLog returns an empty log for a run of the model.
func NewLog(m *sim.Model) *Log { return &Log{model: m, names: newNames(m)} }

// Event keeps an event.
func (l *Log) Event(e sim.Event) { l.events = append(l.events, e) }

// Start keeps every side's optimism in every talk as the run starts.
func (l *Log) Start(e *sim.Engine) { l.Tick(e) }

// Tick keeps every side's optimism in every talk.
func (l *Log) Tick(e *sim.Engine) {
	for t := range l.names.sides {
		realism := e.Realism(t)
		for s, side := range l.names.sides[t] {
			l.trace = append(l.trace, TraceRow{
				Day: e.Now(), Talk: l.names.talk(t), Side: side,
				Optimism: e.Optimism(t, s), Realism: realism,
			})
		}
	}
}

// Trace returns the trace of the run that came to o.
func (l *Log) Trace(o *sim.Outcome) []TraceRow {
	rows := slices.Clone(l.trace)
	for i := range rows {
		rows[i].Run = int64(o.Run)
	}
	return rows
}

// Diary returns the events of the run that came to o, with names, in the
// order in which they happened.
func (l *Log) Diary(o *sim.Outcome) []DiaryRow {
	l.names.seat(o)
	rows := make([]DiaryRow, 0, len(l.events))
	for i := range l.events {
		rows = append(rows, l.diary(&l.events[i], o))
	}
	return rows
}

func (l *Log) diary(e *sim.Event, o *sim.Outcome) DiaryRow {
	row := DiaryRow{
		Run: int64(o.Run), Day: e.Day, Kind: e.Kind.String(),
		Talk: at(e.Talk, l.names.talk), Side: at(e.Side, l.names.side), Issue: at(e.Issue, l.names.issue),
	}
	if e.Envoy >= 0 {
		row.Envoy = l.names.person(&o.Envoys[e.Envoy])
	}
	if e.Deal >= 0 {
		row.Deal = int32(o.Deals[e.Deal].Number)
	}
	if e.Kind == sim.Ended {
		row.Cause = e.Cause.String()
	}
	if !math.IsNaN(e.Value) {
		row.Value = new(e.Value)
	}
	return row
}
