package scenarios

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"backchannel/sim"
)

// field reads one entry, called k in table where; false after a fault.
func field[T any](r *reader, n *node, where, k string, p sim.Param[T], x *T) bool {
	before := len(r.faults) + r.spared
	switch {
	case p.Number != nil:
		r.number(n, where, k, measureOf(&p), p.Number(x))
	case p.Each != nil:
		each(r, n, where, k, p, *p.Each(x))
	case p.Days != nil:
		*p.Days(x) = r.dates(n, where, k)
	case p.Flag != nil:
		v, ok := n.leaf.(bool)
		if !ok {
			r.fail(n.value, fmt.Sprintf("`%s` in %s must be true or false, and is %s", k, where, describe(n)), "write true or false, without quotes")
		}
		*p.Flag(x) = v
	case p.Text != nil:
		*p.Text(x), _ = r.word(n, where, k, p.Refers)
	case p.Names != nil:
		*p.Names(x) = r.list(n, where, k, p.Refers, p.Ordered)
	}
	return len(r.faults)+r.spared == before
}

// number reads a number: what it is, or how it is distributed.
func (r *reader) number(n *node, where, k string, m *measure, to *float64) {
	if n.isTable() {
		r.spread(n, where, k, m, to)
		return
	}
	r.certain(n, where, k, m, to)
}

// certain reads a number or a dimensioned value and holds it to its range.
func (r *reader) certain(n *node, where, k string, m *measure, to *float64) {
	v, ok := r.bare(n, where, k, m)
	switch {
	case !ok:
	case !m.Allows(v):
		r.fail(n.value, fmt.Sprintf("`%s` in %s is out of range", k, where), refusal(m))
	default:
		*to = v + 0 // turns -0 into 0, so that they have one hash
	}
}

// refusal says what the range of a number is, and what it means.
func refusal(m *measure) string { return fmt.Sprintf("give %s: %s", rangeOf(m), m.Meaning) }

// bare reads a number or a dimensioned value of any size; false after a fault.
func (r *reader) bare(n *node, where, k string, m *measure) (v float64, ok bool) {
	dimension := len(suffixes(m.Unit)) > 0
	switch leaf := n.leaf.(type) {
	case int64:
		v = float64(leaf)
	case float64:
		v = leaf
	case string:
		if !dimension {
			r.fail(n.value, fmt.Sprintf("`%s` in %s must be a number, and is text", k, where), "write it without quotes, from "+rangeOf(m))
			return 0, false
		}
		if v, err := decimal(strings.TrimSpace(leaf)); err == nil {
			return r.unitless(n, where, k, m, v) // quoted, but without a unit
		}
		v, err := parseUnit(leaf, m.Unit)
		if err != nil {
			r.fail(n.value, fmt.Sprintf("`%s` in %s: %s", k, where, err), "write "+example(m.Unit))
		}
		return v, err == nil
	default:
		fix := "write " + example(m.Unit)
		if !dimension {
			fix += " from " + rangeOf(m)
		}
		r.fail(n.value, fmt.Sprintf("`%s` in %s must be %s, and is %s", k, where, article(m.Unit), describe(n)), fix)
		return 0, false
	}
	if dimension {
		return r.unitless(n, where, k, m, v)
	}
	return v, true
}

func (r *reader) unitless(n *node, where, k string, m *measure, v float64) (float64, bool) {
	r.fail(n.value, fmt.Sprintf("`%s` in %s has no unit", k, where), withUnit(v, m.Unit))
	return 0, false
}

func article(u sim.Unit) string {
	switch u {
	case sim.Days:
		return "a length of time"
	case sim.PerYear, sim.PerRootYear:
		return "a rate"
	}
	return "a number"
}

// each reads a table of numbers by name.
func each[T any](r *reader, n *node, where, k string, p sim.Param[T], values []float64) {
	if !n.isTable() {
		r.fail(n.value, fmt.Sprintf("`%s` in %s must be a table of numbers by %s, and is %s", k, where, strings.TrimSuffix(p.Over, "s"), describe(n)),
			fmt.Sprintf("write %s = { NAME = 0.5 }", k))
		return
	}
	for _, name := range n.keys() {
		if i, known := slices.BinarySearch(r.names[p.Over], name); known {
			r.number(n.table[name], where+"."+k, name, measureOf(&p), &values[i])
		} else if isSpread(name) {
			r.fail(n.table[name].at, fmt.Sprintf("`%s` in %s has a number for each of the %s, each with a distribution of its own", k, where, p.Over),
				fmt.Sprintf("write %s = { NAME = { %s = ... } }", k, name))
		} else {
			r.unknown(n.table[name].at, name, where+"."+k, p.Over)
		}
	}
}

// unknown reports a name that is in no table, unless that is itself at fault.
func (r *reader) unknown(at place, name, where, table string) {
	if r.broken[table] {
		r.spared++
	} else {
		r.miss(at, fmt.Sprintf("%s names `%s`, which is not in %s", where, name, table), name, r.names[table])
	}
}

// word reads a text, or the name of an actor.
func (r *reader) word(n *node, where, k, refers string) (string, bool) {
	s, ok := n.leaf.(string)
	switch {
	case !ok:
		r.fail(n.value, fmt.Sprintf("`%s` in %s must be text, and is %s", k, where, describe(n)), "put it in quotes")
		return "", false
	case refers == "":
		return s, r.line(n.value, fmt.Sprintf("`%s` in %s", k, where), s)
	case !slices.Contains(r.names[refers], s):
		r.unknown(n.value, s, where+"."+k, refers)
		return "", false
	}
	return s, true
}

// list reads a list of names, as written if their order means something and in
// ascending order if not.
func (r *reader) list(n *node, where, k, refers string, ordered bool) []string {
	if n.list == nil {
		r.fail(n.value, fmt.Sprintf("`%s` in %s must be a list of names, and is %s", k, where, describe(n)), fmt.Sprintf("write %s = [\"NAME\", ...]", k))
		return nil
	}
	var names []string
	for _, x := range n.list {
		s, ok := r.word(x, where, k, refers)
		switch {
		case !ok:
		case slices.Contains(names, s):
			r.fail(x.value, fmt.Sprintf("`%s` is named twice in %s.%s", s, where, k), "leave one out")
		default:
			names = append(names, s)
		}
	}
	if !ordered {
		slices.Sort(names)
	}
	return names
}

// dates reads calendar dates as days after the start, in order. They are exact
// to the second, which makes a day a float that the writer can turn back into
// the same date.
func (r *reader) dates(n *node, where, k string) []float64 {
	if n.list == nil {
		r.fail(n.value, fmt.Sprintf("`%s` in %s must be a list of dates, and is %s", k, where, describe(n)), "write [2025-04-02, 2025-04-03], without quotes")
		return nil
	}
	var days []float64
	for _, x := range n.list {
		t, ok := x.leaf.(time.Time)
		date := wall(t)
		day := float64(date.Unix()-r.start.Unix()) / secondsPerDay
		switch {
		case !ok:
			r.fail(x.value, "this must be a date, and is "+describe(x), "write it as 2025-04-02, without quotes")
		case t.Year() == 0:
			r.fail(x.value, "this is a time of day and no date", "write it as 2025-04-02, or 2025-04-02T09:00:00, without quotes")
		case date.Nanosecond() != 0:
			r.fail(x.value, "this date has a fraction of a second", "write it to the second at most")
		case r.start.IsZero():
		case (day < 0 || day >= r.horizon) && r.moved():
			// an override of the clock cuts the calendar to its span
		case day < 0 || day >= r.horizon:
			r.fail(x.value, "this date is outside the scenario", fmt.Sprintf("it runs from %s to %s; move the date, or [clock] start or horizon",
				r.start.Format(time.DateOnly), dateOf(r.start, r.horizon).Format(time.DateOnly)))
		case slices.Contains(days, day):
			r.fail(x.value, "this date is given twice", "leave one out")
		default:
			days = append(days, day)
		}
	}
	slices.Sort(days)
	return days
}

const secondsPerDay = 24 * 60 * 60

// dateOf is the second nearest to so many days after the start.
func dateOf(start time.Time, days float64) time.Time {
	seconds := time.Duration(days*secondsPerDay + 0.5)
	return start.Add(seconds * time.Second)
}

// wall is what the calendar and the clock on the wall show, taken as UTC:
// scenarios know no time zones.
func wall(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC)
}

// describe says what kind of value was found.
func describe(n *node) string {
	switch {
	case n.isTable():
		return "a table"
	case n.list != nil:
		return "a list"
	}
	switch n.leaf.(type) {
	case string:
		return "text"
	case bool:
		return "true or false"
	case int64, float64:
		return "a number"
	}
	return "a date" // the one kind of value left in TOML
}
