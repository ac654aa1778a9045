package scenarios

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"backchannel/sim"
)

// entry is one entry of a table, with what it is at present.
type entry struct {
	key      string // below its table, as in a path: "clarity", "weight.arctic"
	declared int    // at which place among the entries of the table
	over     string // table whose names key the number; "" for all others
	name     string // of those, the one that keys this number
	written  string // as a file has it, "" if left out: equal texts, equal values
	text     string // for reading, with its unit, as Get returns it
	items    []string
	plain    bool // what it would be if left out
	number   float64
	near     sim.Range // plausible range around number
	varies   bool      // over that range
	measure  *measure  // of a number
	unit     string
	meaning  string
}

// filled is one table of a scenario with all its entries, in the order in
// which they are declared, those by name in order of name.
type filled struct {
	table   string // "clock", "sides", "careers"
	name    string // of the actor; "" where the table has none
	entries []entry
}

// path is how the table is written in a path: "careers", `sides."North Korea"`.
func (f *filled) path() string {
	if f.name == "" {
		return f.table
	}
	return f.table + "." + key(f.name)
}

// walk returns all that plays a part in the runs of a scenario: tables in the
// order of Params, actors in order of name.
func (s *Scenario) walk() []filled {
	x, w := s.Sim, newWriter(s.bare())
	clock := entriesOf(w, "clock", sim.ClockParams(), &x.Clock, "")
	all := []filled{{table: "clock", entries: append([]entry{startOf(s.Start)}, clock...)}}
	all = append(all, walkNamed(w, "issues", sim.IssueParams(), x.Issues, func(i *sim.Issue) string { return i.Name })...)
	all = append(all, walkNamed(w, "sides", sim.SideParams(), x.Sides, func(i *sim.Side) string { return i.Name })...)
	all = append(all, walkNamed(w, "envoys", sim.EnvoyParams(), x.Envoys, func(i *sim.Envoy) string { return i.Name })...)
	all = append(all, walkNamed(w, "corps", sim.CorpsParams(), x.Corps, func(i *sim.Corps) string { return i.Name })...)
	all = append(all, walkNamed(w, "talks", sim.TalkParams(), x.Talks, func(i *sim.Talk) string { return i.Name })...)
	all = append(all, walkNamed(w, "deals", sim.DealParams(), x.Deals, func(i *sim.StandingDeal) string { return i.Name })...)
	for _, t := range ruleTables() {
		all = append(all, filled{table: t, entries: entriesOf(w, t, sim.RuleParams(), &x.Rules, t+".")})
	}
	return append(all, filled{table: "correlate", entries: []entry{correlationsOf(s)}})
}

// startOf is the one entry that no declaration has: it is the reader's affair.
func startOf(day time.Time) entry {
	date := day.Format(time.DateOnly)
	return entry{key: "start", written: date, text: date, meaning: startMeaning}
}

// correlationsOf is all correlations as one entry, a list.
func correlationsOf(s *Scenario) entry {
	e := entry{key: "rho", meaning: "what is not known goes with what else, by the correlation of normal scores", text: "none", plain: len(s.Correlations) == 0}
	for _, c := range s.Correlations {
		e.items = append(e.items, fmt.Sprintf("%v between %s and %s", c.Rho, c.Between[0], c.Between[1]))
	}
	if e.written = strings.Join(e.items, ", "); e.written != "" {
		e.text = e.written
	}
	return e
}

// walkNamed walks a table of actors.
func walkNamed[T any](w *writer, table string, params []sim.Param[T], list []T, name func(*T) string) []filled {
	all := make([]filled, 0, len(list))
	for i := range list {
		x := &list[i]
		all = append(all, filled{table: table, name: name(x), entries: entriesOf(w, table+"."+key(name(x)), params, x, "")})
	}
	slices.SortFunc(all, func(a, b filled) int { return strings.Compare(a.name, b.name) })
	return all
}

// entriesOf lists the entries of x, a table at some path, whose keys have the
// prefix.
func entriesOf[T any](w *writer, at string, params []sim.Param[T], x *T, prefix string) []entry {
	var all []entry
	for i, p := range params {
		k, ok := strings.CutPrefix(p.Key, prefix)
		if !ok {
			continue
		}
		e := entry{key: k, declared: i + 1, unit: string(p.Unit), meaning: p.Meaning}
		switch {
		case p.Each != nil:
			all = append(all, byName(w, p, x, e, at)...)
			continue
		case p.Number != nil:
			e.numbered(*p.Number(x), measureOf(&p))
			e.text, e.plain = text(e.number, &p), isDefault(e.number, p)
			e.unknown(w, at)
		default:
			e.text, e.items = words(w, p, x), items(w, p, x)
		}
		e.written = value(w, p, x, at+"."+k)
		if p.Number == nil {
			e.plain = e.written == "" || p.Flag != nil && !*p.Flag(x)
		}
		all = append(all, e)
	}
	return all
}

// byName lists numbers by name, each an entry like e, in order of name.
func byName[T any](w *writer, p sim.Param[T], x *T, e entry, at string) []entry {
	names, values, m := w.names(p.Over), *p.Each(x), measureOf(&p)
	all := make([]entry, 0, len(values))
	for i, v := range values {
		one := e
		one.key, one.over, one.name = e.key+"."+key(names[i]), p.Over, names[i]
		one.numbered(v, m)
		one.text, one.plain = text(v, &p), isDefault(v, p)
		one.written = w.number(v, p.Unit, at+"."+one.key)
		one.unknown(w, at)
		all = append(all, one)
	}
	slices.SortFunc(all, func(a, b entry) int { return strings.Compare(a.name, b.name) })
	return all
}

// numbered makes an entry a number, with what is plausible around it.
func (e *entry) numbered(v float64, m *measure) {
	e.number, e.measure = v, m
	e.near, e.varies = m.Plausible(v)
}

// unknown notes that an entry of a table is distributed, or the same as another.
func (e *entry) unknown(w *writer, at string) {
	if said := w.unknown(at + "." + e.key); said != "" {
		e.text, e.plain = said, false
	}
}

// isDefault reports whether leaving an entry out would say the same.
func isDefault[T any](v float64, p sim.Param[T]) bool {
	return !p.Required && (v == p.Default || v != v && p.Default != p.Default)
}
