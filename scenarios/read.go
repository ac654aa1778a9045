package scenarios

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
	"unicode"

	"backchannel/sim"
)

// reader turns a tree of entries into a scenario, by the declarations in
// package sim.
type reader struct {
	root     *node
	src      *source
	rescaled bool
	problems Problems
	start    time.Time
	horizon  float64
	names    map[string][]string // by table of actors, ascending
}

func (r *reader) fail(at place, what, fix string) {
	if at.src == nil {
		at.src = r.src
	}
	r.problems = append(r.problems, at.problem(what, fix))
}

// mostActors bounds each table of actors.
const mostActors = 200

// read reads the whole tree. The scenario is of use only if there are no
// problems.
func (r *reader) read() *Scenario {
	s := &Scenario{Sim: &sim.Scenario{}}
	r.top(s)
	r.names = map[string][]string{}
	lengths := map[string]int{}
	for _, table := range actorTables() {
		r.names[table] = r.actorNames(table)
		lengths[table] = len(r.names[table])
	}
	r.clock(s)
	x := s.Sim
	x.Issues = actors(r, "issues", sim.IssueParams(), lengths, func(i *sim.Issue) *string { return &i.Name })
	x.Sides = actors(r, "sides", sim.SideParams(), lengths, func(i *sim.Side) *string { return &i.Name })
	x.Envoys = actors(r, "envoys", sim.EnvoyParams(), lengths, func(i *sim.Envoy) *string { return &i.Name })
	x.Corps = actors(r, "corps", sim.CorpsParams(), lengths, func(i *sim.Corps) *string { return &i.Name })
	x.Talks = actors(r, "talks", sim.TalkParams(), lengths, func(i *sim.Talk) *string { return &i.Name })
	x.Deals = actors(r, "deals", sim.DealParams(), lengths, func(i *sim.StandingDeal) *string { return &i.Name })
	r.rules(x)
	r.check(x)
	if len(r.problems) == 0 {
		if _, err := sim.Compile(x); err != nil {
			r.fail(place{}, err.Error(), "mend the scenario")
		}
	}
	return s
}

// top reads the entries outside all tables and names those that are unknown.
func (r *reader) top(s *Scenario) {
	s.Title = r.text("title")
	s.Description = strings.TrimSpace(r.text("description"))
	known := append([]string{"title", "description", "extends", "remove", "clock"}, actorTables()...)
	known = append(known, ruleTables()...)
	for _, k := range r.root.keys() {
		n := r.root.table[k]
		switch {
		case !slices.Contains(known, k):
			r.fail(n.at, fmt.Sprintf("there is no `%s` at the top of a scenario", k), suggest(k, known))
		case k != "title" && k != "description" && !n.isTable():
			r.fail(n.at, fmt.Sprintf("`%s` must be a table", k), fmt.Sprintf("write [%s] or [%s.NAME] and its entries below", k, k))
		}
	}
}

func (r *reader) text(key string) string {
	n := r.root.table[key]
	if n == nil {
		return ""
	}
	s, ok := n.leaf.(string)
	if !ok {
		r.fail(n.value, fmt.Sprintf("`%s` must be text, and is %s", key, describe(n)), "put it in quotes")
	}
	return s
}

// actorNames lists the names in a table of actors and checks them.
func (r *reader) actorNames(table string) []string {
	t := r.root.table[table]
	var names []string
	for _, name := range t.keys() {
		n := t.table[name]
		switch {
		case !n.isTable():
			r.fail(n.at, fmt.Sprintf("`%s` in %s must be a table", name, table), fmt.Sprintf("write [%s.NAME] and its entries below", table))
		case strings.TrimSpace(name) != name || name == "":
			r.fail(n.at, fmt.Sprintf("a name in %s is empty or has blanks at its ends", table), "give it a name without")
		case strings.ContainsFunc(name, unreadable):
			r.fail(n.at, fmt.Sprintf("a name in %s holds a character that cannot be seen, or a quote", table), "leave it out")
		case len(name) > 120:
			r.fail(n.at, fmt.Sprintf("a name in %s is longer than 120 bytes", table), "shorten it")
		default:
			names = append(names, name)
		}
	}
	if len(names) > mostActors {
		r.fail(t.at, fmt.Sprintf("%d %s are too many", len(names), table), fmt.Sprintf("have at most %d", mostActors))
	}
	return names
}

func unreadable(r rune) bool { return r == '"' || r == '\\' || !unicode.IsPrint(r) }

// clock reads table [clock].
func (r *reader) clock(s *Scenario) {
	params := sim.ClockParams()
	sim.Fill(params, &s.Sim.Clock, nil)
	r.horizon = s.Sim.Clock.Horizon
	t := r.root.table["clock"]
	if t == nil || t.table["start"] == nil {
		at := place{}
		if t != nil {
			at = t.at
		}
		r.fail(at, "the scenario has no start", "write [clock] and below it start = 2025-02-01, without quotes")
	} else if start, ok := t.table["start"].leaf.(time.Time); ok {
		r.start = time.Date(start.Year(), start.Month(), start.Day(), 0, 0, 0, 0, time.UTC)
		s.Start = r.start
	} else {
		r.fail(t.table["start"].value, "`start` must be a date, and is "+describe(t.table["start"]), "write it as 2025-02-01, without quotes")
	}
	if t.isTableSafe() {
		fields(r, t, "clock", "", params, &s.Sim.Clock, "start")
	}
	r.horizon = s.Sim.Clock.Horizon
}

func (n *node) isTableSafe() bool { return n != nil && n.isTable() }

// rules reads the tables of the phases.
func (r *reader) rules(x *sim.Scenario) {
	params := sim.RuleParams()
	sim.Fill(params, &x.Rules, nil)
	for _, table := range ruleTables() {
		if t := r.root.table[table]; t.isTableSafe() {
			fields(r, t, table, table+".", params, &x.Rules)
		}
	}
}

// actors reads a table of named actors, in order of name.
func actors[T any](r *reader, table string, params []sim.Param[T], lengths map[string]int, name func(*T) *string) []T {
	list := make([]T, 0, len(r.names[table]))
	for _, n := range r.names[table] {
		var x T
		sim.Fill(params, &x, lengths)
		*name(&x) = n
		t := r.root.get(table, n)
		where := table + "." + n
		fields(r, t, where, "", params, &x)
		for _, p := range params {
			if p.Required && t.get(strings.Split(p.Key, ".")...) == nil {
				r.fail(t.at, fmt.Sprintf("%s has no `%s`: %s", where, p.Key, p.Meaning), "add "+p.Key+" = "+exampleOf(r, p))
			}
		}
		list = append(list, x)
	}
	return list
}

// exampleOf shows how a required entry could be written.
func exampleOf[T any](r *reader, p sim.Param[T]) string {
	names := r.names[p.Refers]
	first, second := "NAME", "NAME"
	if len(names) > 0 {
		first, second = names[0], names[len(names)-1]
	}
	if p.Names != nil {
		return fmt.Sprintf("[%q, %q]", first, second)
	}
	return fmt.Sprintf("%q", first)
}

// fields reads the entries of one table into x. Prefix is what the keys of
// the declarations have before the table's own keys.
func fields[T any](r *reader, t *node, where, prefix string, params []sim.Param[T], x *T, also ...string) {
	for _, k := range t.keys() {
		n := t.table[k]
		key := prefix + k
		i := slices.IndexFunc(params, func(p sim.Param[T]) bool { return p.Key == key })
		switch {
		case slices.Contains(also, k):
		case i >= 0:
			field(r, n, where, params[i], x)
		case hasPrefix(params, key+".") && n.isTable():
			fields(r, n, where+"."+k, key+".", params, x)
		case hasPrefix(params, key+"."):
			r.fail(n.value, fmt.Sprintf("`%s` in %s must be a table, and is %s", k, where, describe(n)),
				fmt.Sprintf("write %s = { %s = ... }", k, strings.Join(keysBelow(params, key+"."), " = ..., ")))
		default:
			r.fail(n.at, fmt.Sprintf("there is no `%s` in %s", k, where), suggest(k, append(keysBelow(params, prefix), also...)))
		}
	}
}

func hasPrefix[T any](params []sim.Param[T], prefix string) bool {
	return slices.ContainsFunc(params, func(p sim.Param[T]) bool { return strings.HasPrefix(p.Key, prefix) })
}

// keysBelow lists the keys that a table with this prefix can have.
func keysBelow[T any](params []sim.Param[T], prefix string) []string {
	var keys []string
	for _, p := range params {
		if rest, ok := strings.CutPrefix(p.Key, prefix); ok {
			head, _, _ := strings.Cut(rest, ".")
			keys = append(keys, head)
		}
	}
	return slices.Compact(keys)
}

// field reads one entry.
func field[T any](r *reader, n *node, where string, p sim.Param[T], x *T) {
	switch {
	case p.Number != nil:
		if v, ok := number(r, n, where, p.Key, p); ok {
			*p.Number(x) = v
		}
	case p.Each != nil:
		each(r, n, where, p, *p.Each(x))
	case p.Days != nil:
		*p.Days(x) = r.dates(n, where+"."+p.Key)
	case p.Flag != nil:
		v, ok := n.leaf.(bool)
		if !ok {
			r.fail(n.value, fmt.Sprintf("`%s` must be true or false, and is %s", p.Key, describe(n)), "write true or false, without quotes")
		}
		*p.Flag(x) = v
	case p.Text != nil:
		if v, ok := r.word(n, p.Key, p.Refers); ok {
			*p.Text(x) = v
		}
	case p.Names != nil:
		*p.Names(x) = r.list(n, p.Key, p.Refers)
	}
}

// number reads a number or a dimensioned value and holds it to its range.
func number[T any](r *reader, n *node, where, key string, p sim.Param[T]) (float64, bool) {
	var v float64
	dimension := len(suffixes(p.Unit)) > 0
	switch leaf := n.leaf.(type) {
	case int64:
		v = float64(leaf)
	case float64:
		v = leaf
	case string:
		if !dimension {
			r.fail(n.value, fmt.Sprintf("`%s` must be a number, and is text", key), "write it without quotes, from "+rangeOf(p))
			return 0, false
		}
		var err error
		if v, err = parseUnit(leaf, p.Unit); err != nil {
			r.fail(n.value, fmt.Sprintf("`%s`: %s", key, err), "write "+example(p.Unit))
			return 0, false
		}
		dimension = false
	default:
		r.fail(n.value, fmt.Sprintf("`%s` must be %s, and is %s", key, article(p.Unit), describe(n)), "write "+example(p.Unit))
		return 0, false
	}
	if dimension {
		r.fail(n.value, fmt.Sprintf("`%s` carries no unit", key), "write "+example(p.Unit))
		return 0, false
	}
	if !p.Allows(v) {
		r.fail(n.value, fmt.Sprintf("`%s` in %s is out of range", key, where), fmt.Sprintf("%s goes from %s", p.Meaning, rangeOf(p)))
		return 0, false
	}
	return v, true
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
func each[T any](r *reader, n *node, where string, p sim.Param[T], values []float64) {
	if !n.isTable() {
		r.fail(n.value, fmt.Sprintf("`%s` must be a table of numbers by %s, and is %s", p.Key, strings.TrimSuffix(p.Over, "s"), describe(n)),
			fmt.Sprintf("write %s = { NAME = 0.5 }", p.Key))
		return
	}
	for _, name := range n.keys() {
		i, known := slices.BinarySearch(r.names[p.Over], name)
		if !known {
			r.fail(n.table[name].at, fmt.Sprintf("there is no `%s` in %s", name, p.Over), suggest(name, r.names[p.Over]))
			continue
		}
		if v, ok := number(r, n.table[name], where, p.Key+"."+name, p); ok {
			values[i] = v
		}
	}
}

// word reads a text, or the name of an actor.
func (r *reader) word(n *node, key, refers string) (string, bool) {
	s, ok := n.leaf.(string)
	if !ok {
		r.fail(n.value, fmt.Sprintf("`%s` must be text, and is %s", key, describe(n)), "put it in quotes")
		return "", false
	}
	if refers != "" && !slices.Contains(r.names[refers], s) {
		r.fail(n.value, fmt.Sprintf("there is no `%s` in %s", s, refers), suggest(s, r.names[refers]))
		return "", false
	}
	return s, true
}

// list reads a list of names.
func (r *reader) list(n *node, key, refers string) []string {
	if n.list == nil {
		r.fail(n.value, fmt.Sprintf("`%s` must be a list of names, and is %s", key, describe(n)), fmt.Sprintf("write %s = [\"NAME\", ...]", key))
		return nil
	}
	var names []string
	for _, x := range n.list {
		s, ok := r.word(x, key, refers)
		switch {
		case !ok:
		case slices.Contains(names, s):
			r.fail(x.value, fmt.Sprintf("`%s` is named twice in `%s`", s, key), "leave one out")
		default:
			names = append(names, s)
		}
	}
	return names
}

// dates reads calendar dates as days after the start.
func (r *reader) dates(n *node, key string) []float64 {
	if n.list == nil {
		r.fail(n.value, fmt.Sprintf("`%s` must be a list of dates, and is %s", key, describe(n)), "write [2025-04-02, 2025-04-03], without quotes")
		return nil
	}
	var days []float64
	for _, x := range n.list {
		date, ok := x.leaf.(time.Time)
		if !ok {
			r.fail(x.value, "this must be a date, and is "+describe(x), "write it as 2025-04-02, without quotes")
			continue
		}
		day := wall(date).Sub(r.start).Hours() / 24
		switch {
		case r.start.IsZero():
		case day < 0 || day >= r.horizon && !math.IsNaN(r.horizon):
			r.fail(x.value, "this date is outside the scenario",
				fmt.Sprintf("it runs from %s to %s; move the date, or [clock] start or horizon", r.start.Format(time.DateOnly), r.start.Add(time.Duration(r.horizon*24*float64(time.Hour))).Format(time.DateOnly)))
		case slices.Contains(days, day):
			r.fail(x.value, "this date is given twice", "leave one out")
		default:
			days = append(days, day)
		}
	}
	return days
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
	case time.Time:
		return "a date"
	}
	return "something else"
}
