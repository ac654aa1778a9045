package main

import (
	"io"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"backchannel/sim/study"
)

// narrow is how wide a name may be where several columns follow it.
const narrow = 16

// group is part of the table of one talk: measures that rest on one sample.
type group struct {
	title string
	rows  []line
}

// line is one measure under a label short enough for the table.
type line struct{ key, label string }

// talkGroups lists what the table says of a talk. summary.json has it all.
func talkGroups() []group {
	return []group{
		{"runs", []line{
			{"understanding_day", "median day of the first understanding"},
			{"signed", "a deal was signed"},
			{"deal_day", "median day of the first deal"},
			{"meetings", "envoy meetings"},
			{"contacts", "professional contacts"},
			{"excess", "optimism above realism"},
			{"sawtooth", "fall of optimism at a contact"},
			{"leaks", "leaks"},
		}},
		{"first deals", []line{
			{"by_envoys", "signed on the envoys' word"},
			{"announced", "optimism at signature"},
			{"realism", "realism at signature"},
			{"core", "weight of core issues covered"},
			{"median_life", "median life in days"},
			{"restricted_life_365", "days stood of the first 365"},
		}},
		{"first deals watched for half a year", []line{
			{"standing_180", "stood after 180 days"},
		}},
		{"first deals watched for a year", []line{
			{"standing_365", "stood after 365 days"},
			{"ended_misread_365", "ended: not what the principal meant"},
			{"ended_drift_365", "ended: the principal wanted otherwise"},
			{"ended_fall_365", "ended: the envoy fell from grace"},
			{"ended_spoiler_365", "ended: spoiled by a rival envoy"},
			{"ended_leak_365", "ended: brought down by a leak"},
		}},
		{"runs with a deal", []line{
			{"honoured", "share of promised deal-time honoured"},
		}},
	}
}

// tables writes the summary as tables that fit 80 columns. Talks, envoys and
// sides stand in the order of a dictionary, 2 before 10.
func tables(w io.Writer, s *study.Summary) {
	sorted := *s
	sorted.Talks, sorted.Envoys, sorted.Sides = inOrder(s.Talks), inOrder(s.Envoys), inOrder(s.Sides)
	s = &sorted
	if len(s.Talks) == 1 {
		talkTable(w, s.Talks[0])
		forecastTable(w, byTarget(s.Forecasts))
	} else {
		talksTable(w, s)
		allTable(w, s)
	}
	if len(s.Envoys) > 0 {
		sections(w, s.Envoys, "envoy", []line{
			{"fell", "fell from grace"}, {"standing", "standing at end"}, {"signed", "deals signed"},
		})
	}
	sections(w, s.Sides, "side", []line{
		{"reliability", "reliability at end"}, {"broken", "deals it broke"}, {"honoured", "deal-time honoured"},
	})
}

// inOrder sorts sections by name as a dictionary does, numbers by their size.
func inOrder(list []study.Section) []study.Section {
	c := collate.New(language.Und, collate.Numeric)
	return slices.SortedStableFunc(slices.Values(list), func(a, b study.Section) int { return c.CompareString(a.Name, b.Name) })
}

func talkTable(w io.Writer, s study.Section) {
	t := newTable(42, table.Row{s.Name, "value", "95% interval", "n"})
	for i, g := range talkGroups() {
		if !g.known(s.Measures) {
			continue
		}
		if i > 0 {
			t.AppendSeparator()
		}
		t.AppendRow(table.Row{g.title})
		for _, l := range g.rows {
			t.AppendRow(measureRow(s.Measures, l))
		}
	}
	render(w, t)
}

// known reports whether there is anything to say of the group.
func (g group) known(list study.Measures) bool {
	return slices.ContainsFunc(g.rows, func(l line) bool {
		m, ok := list.Get(l.key)
		return ok && m.N > 0
	})
}

func allTable(w io.Writer, s *study.Summary) {
	t := newTable(42, table.Row{"all talks of a run", "value", "95% interval", "n"})
	for _, l := range []line{
		{"signed", "a deal was signed in some talk"},
		{"reached", "share of talks that came to a deal"},
		{"deals", "deals signed"},
		{"standing_180", "share of first deals that stood 180 days"},
		{"standing_365", "share of first deals that stood 365 days"},
		{"honoured", "share of promised deal-time honoured"},
		{"falls", "falls from grace"},
		{"leaks", "leaks"},
	} {
		t.AppendRow(measureRow(s.All, l))
	}
	render(w, t)
}

func measureRow(list study.Measures, l line) table.Row {
	m, _ := list.Get(l.key)
	value, interval := shown(m)
	return table.Row{"  " + l.label, value, interval, count(m.N)}
}

// talksTable has a row for each talk.
func talksTable(w io.Writer, s *study.Summary) {
	t := newTable(narrow, table.Row{"talk", "a deal was signed", "stood for a year", "of", "commonest end"})
	for _, talk := range s.Talks {
		signed, _ := talk.Measures.Get("signed")
		stood, _ := talk.Measures.Get("standing_365")
		t.AppendRow(table.Row{talk.Name, rate(signed, true), rate(stood, true), count(stood.N), commonest(talk.Measures)})
	}
	render(w, t)
}

// commonest is the commonest end within a year, with how common it was.
func commonest(list study.Measures) string {
	best := study.Measure{}
	for _, m := range list {
		if strings.HasPrefix(m.Key, "ended_") && m.Value > best.Value {
			best = m
		}
	}
	if best.Key == "" {
		return "–"
	}
	cause := strings.TrimSuffix(strings.TrimPrefix(best.Key, "ended_"), "_365")
	value, _ := shown(best)
	return cause + " " + value
}

// sections has a row for each envoy or side.
func sections(w io.Writer, list []study.Section, what string, columns []line) {
	head := table.Row{what}
	for _, c := range columns {
		head = append(head, c.label)
	}
	t := newTable(narrow, head)
	for _, s := range list {
		row := table.Row{s.Name}
		for _, c := range columns {
			row = append(row, rate(s.Measures.Get(c.key)))
		}
		t.AppendRow(row)
	}
	render(w, t)
}

// newTable makes a table in the house style: light rules, no lines between
// columns, numbers to the right. The first column is at most name wide.
func newTable(name int, head table.Row) table.Writer {
	t := table.NewWriter()
	style := table.StyleLight
	style.Format.Header = text.FormatDefault
	style.Options.SeparateColumns = false
	style.Options.DrawBorder = false
	style.Box.PaddingLeft, style.Box.PaddingRight = "", "  "
	t.SetStyle(style)
	t.AppendHeader(head)
	columns := []table.ColumnConfig{{Number: 1, WidthMax: name, WidthMaxEnforcer: text.WrapSoft}}
	for i := range head[1:] {
		columns = append(columns, table.ColumnConfig{Number: i + 2, Align: text.AlignRight, AlignHeader: text.AlignRight})
	}
	t.SetColumnConfigs(columns)
	return t
}
