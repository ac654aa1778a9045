package scenarios

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"backchannel/sim"
)

// writer writes a scenario as a file that stands alone.
type writer struct {
	s *Scenario
	b bytes.Buffer

	inputs map[string]*Input // by path; nil: there are none
	ties   map[string]string // what is the same as another, by path; nil: nothing is
}

func (w *writer) line(format string, args ...any) { fmt.Fprintf(&w.b, format+"\n", args...) }

func (w *writer) all() []byte {
	x := w.s.Sim
	if w.s.Title != "" {
		w.line("title = %s", quote(w.s.Title))
	}
	if w.s.Description != "" {
		w.line("description = %s", quote(w.s.Description))
	}
	if offBalance(x) {
		w.line("rescale = true")
	}
	w.line("\n[clock]\nstart = %s", w.s.Start.Format(time.DateOnly))
	table(w, "clock", sim.ClockParams(), &x.Clock, "")
	named(w, "issues", sim.IssueParams(), x.Issues, func(i *sim.Issue) string { return i.Name })
	named(w, "sides", sim.SideParams(), x.Sides, func(i *sim.Side) string { return i.Name })
	named(w, "envoys", sim.EnvoyParams(), x.Envoys, func(i *sim.Envoy) string { return i.Name })
	named(w, "corps", sim.CorpsParams(), x.Corps, func(i *sim.Corps) string { return i.Name })
	named(w, "talks", sim.TalkParams(), x.Talks, func(i *sim.Talk) string { return i.Name })
	named(w, "deals", sim.DealParams(), x.Deals, func(i *sim.StandingDeal) string { return i.Name })
	for _, t := range ruleTables() {
		w.line("\n[%s]", t)
		table(w, t, sim.RuleParams(), &x.Rules, t+".")
	}
	for _, c := range w.s.Correlations {
		w.correlation(c)
	}
	if w.s.Sweep != nil {
		w.sweep(w.s.Sweep)
	}
	for _, e := range w.s.Expect {
		w.expectation(e)
	}
	return w.b.Bytes()
}

// expectation writes a table [[expect]]; one versus a file as a comment.
func (w *writer) expectation(e Expectation) {
	if e.Versus != "" && !slices.Contains(Names(), e.Versus) {
		e.Versus = filepath.Base(e.Versus) // the same text wherever it is
		w.line("\n# left out, for the other file does not come along: %s", strings.Map(printable, e.String()))
		return
	}
	w.line("\n[[expect]]\nmetric = %s\ncomparison = %s\nvalue = %s", quote(e.Metric), quote(string(e.Comparison)), formatNumber(e.Value))
	if e.Versus != "" {
		w.line("versus = %s", quote(e.Versus))
	}
	if e.Why != "" {
		w.line("why = %s", quote(e.Why))
	}
}

// printable leaves out what cannot stand in a comment.
func printable(c rune) rune {
	if unseen(c) {
		return '_'
	}
	return c
}

// named writes a table of actors, in order of name.
func named[T any](w *writer, section string, params []sim.Param[T], list []T, name func(*T) string) {
	index := make([]int, len(list))
	for i := range index {
		index[i] = i
	}
	slices.SortFunc(index, func(a, b int) int { return strings.Compare(name(&list[a]), name(&list[b])) })
	for _, i := range index {
		at := section + "." + key(name(&list[i]))
		w.line("\n[%s]", at)
		table(w, at, params, &list[i], "")
	}
}

// table writes the entries of one table, at some path, whose keys have the
// prefix.
func table[T any](w *writer, at string, params []sim.Param[T], x *T, prefix string) {
	for _, p := range params {
		if k, ok := strings.CutPrefix(p.Key, prefix); ok {
			if v := value(w, p, x, at+"."+k); v != "" {
				w.line("%s = %s", k, v)
			}
		}
	}
}

// value writes one entry, of some path; "" where leaving it out says the same.
func value[T any](w *writer, p sim.Param[T], x *T, path string) string {
	switch {
	case p.Number != nil:
		return w.number(*p.Number(x), p.Unit, path)
	case p.Each != nil:
		return w.each(*p.Each(x), p.Unit, p.Over, path)
	case p.Days != nil:
		return bracket(items(w, p, x))
	case p.Flag != nil:
		return fmt.Sprint(*p.Flag(x))
	case p.Text != nil:
		if *p.Text(x) == "" {
			return ""
		}
		return quote(*p.Text(x))
	}
	quoted := items(w, p, x)
	for i, n := range quoted {
		quoted[i] = quote(n)
	}
	return bracket(quoted)
}

// items returns the names or the dates of a list as texts, in the order in
// which they are written; nil for an entry of another kind.
func items[T any](w *writer, p sim.Param[T], x *T) []string {
	switch {
	case p.Days != nil:
		return w.dates(*p.Days(x))
	case p.Names == nil:
		return nil
	case p.Ordered:
		return slices.Clone(*p.Names(x))
	}
	return slices.Sorted(slices.Values(*p.Names(x)))
}

// bracket writes a list; "" for one without items.
func bracket(items []string) string {
	if len(items) == 0 {
		return ""
	}
	return "[" + strings.Join(items, ", ") + "]"
}

// names lists the issues or the sides, in the order of per-name values.
func (w *writer) names(over string) []string {
	var names []string
	if over == "issues" {
		for i := range w.s.Sim.Issues {
			names = append(names, w.s.Sim.Issues[i].Name)
		}
		return names
	}
	for i := range w.s.Sim.Sides {
		names = append(names, w.s.Sim.Sides[i].Name)
	}
	return names
}

// index is the place of an issue or a side in the order of per-name values; -1
// if there is none of that name.
func (w *writer) index(over, name string) int {
	if over == "issues" {
		return slices.IndexFunc(w.s.Sim.Issues, func(i sim.Issue) bool { return i.Name == name })
	}
	return slices.IndexFunc(w.s.Sim.Sides, func(s sim.Side) bool { return s.Name == name })
}

// each writes the values that are given or have a number as default, in order
// of name.
func (w *writer) each(values []float64, unit sim.Unit, over, path string) string {
	names := w.names(over)
	var parts []string
	for i, v := range values {
		k := key(names[i])
		if written := w.number(v, unit, path+"."+k); written != "" {
			parts = append(parts, k+" = "+written)
		}
	}
	if len(parts) == 0 {
		return ""
	}
	slices.Sort(parts)
	return "{ " + strings.Join(parts, ", ") + " }"
}

// offBalance reports whether the weights of some side do not sum to 1.
func offBalance(x *sim.Scenario) bool {
	for i := range x.Talks {
		for _, side := range x.Talks[i].Sides {
			if !isOne(weightSum(x, &x.Talks[i], sideNamed(x, side))) {
				return true
			}
		}
	}
	return false
}

// dates writes days after the start as dates, with the time of day if there is
// one.
func (w *writer) dates(days []float64) []string {
	parts := make([]string, 0, len(days))
	for _, d := range slices.Sorted(slices.Values(days)) {
		at := dateOf(w.s.Start, d)
		layout := time.DateOnly
		if at.Hour()+at.Minute()+at.Second() > 0 {
			layout = "2006-01-02T15:04:05"
		}
		parts = append(parts, at.Format(layout))
	}
	return parts
}

// key writes a key, quoted where TOML wants it.
func key(name string) string {
	bare := func(r rune) bool {
		return r == '-' || r == '_' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z'
	}
	if name != "" && !strings.ContainsFunc(name, func(r rune) bool { return !bare(r) }) {
		return name
	}
	return quote(name)
}

// quote writes a TOML basic string.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < ' ' || r == 0x7f:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
