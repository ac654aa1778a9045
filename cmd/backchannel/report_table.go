package main

import (
	"cmp"
	"fmt"
	"math"
	"strings"

	"backchannel/sim/study"
)

// reportTable is a table.
type reportTable struct {
	ID, Caption string
	Class       string // how it is set: as figures, or stacked: on a narrow screen each row is a card
	Open        bool   // from the start, where it can be opened and closed
	Head        []string
	Groups      []rowGroup
}

// rowGroup is some rows under a heading of their own, or under none.
type rowGroup struct {
	Title string
	Rows  [][]cell // the first of a row is its heading
}

// cell is what stands in one place of a table.
type cell struct {
	Text  string
	Range string   // its interval
	Link  string   // where in the page it leads
	Lines []string // after the text, each on a line of its own
}

// rateCell is a measure with its interval.
func rateCell(m study.Measure, ok bool) cell {
	if !ok {
		return cell{Text: "–"}
	}
	value, interval := shown(m)
	return cell{Text: value, Range: interval}
}

// figureTable shows every figure of a section, by the sample that it rests on.
func figureTable(caption string, list study.Measures, level string) reportTable {
	t := reportTable{Caption: caption, Class: "figures", Head: []string{"Figure", "Value", level + " interval"}}
	at := map[string]int{}
	for _, m := range list {
		title := capital(m.Sample) + ": n = " + count(m.N)
		if _, known := at[title]; !known {
			at[title] = len(t.Groups)
			t.Groups = append(t.Groups, rowGroup{Title: title})
		}
		value, interval := shown(m)
		if m.Unit == "days" && value != "–" && value != "not reached" {
			value += " days"
		}
		g := &t.Groups[at[title]]
		g.Rows = append(g.Rows, []cell{{Text: capital(m.Meaning)}, {Text: value}, {Text: cmp.Or(interval, "–")}})
	}
	return t
}

// sideBySide has a row for each section and a column for some measures.
func sideBySide(caption, what string, list []study.Section, columns []line) reportTable {
	t := reportTable{Caption: caption, Class: "stacked", Head: []string{what}}
	for _, c := range columns {
		t.Head = append(t.Head, c.label)
	}
	var g rowGroup
	for _, s := range list {
		row := []cell{{Text: s.Name}}
		for _, c := range columns {
			row = append(row, rateCell(s.Measures.Get(c.key)))
		}
		g.Rows = append(g.Rows, row)
	}
	t.Groups = []rowGroup{g}
	return t
}

// glance holds the talks against each other.
func glance(s *study.Summary) *reportTable {
	t := &reportTable{
		Caption: "The talks at a glance", Class: "stacked",
		Head: []string{"Talk", "A deal was signed", "First deal stood for a year", "Median life of first deals", "Commonest end within a year"},
	}
	var g rowGroup
	for i, talk := range s.Talks {
		life := rateCell(talk.Measures.Get("median_life"))
		if life.Range != "" || life.Text != "–" && life.Text != "not reached" {
			life.Text += " days"
		}
		g.Rows = append(g.Rows, []cell{
			{Text: talk.Name, Link: fmt.Sprintf("#talk-%d", i+1)},
			rateCell(talk.Measures.Get("signed")), rateCell(talk.Measures.Get("standing_365")), life, commonestCell(talk.Measures),
		})
	}
	t.Groups = []rowGroup{g}
	return t
}

// commonestCell is the commonest end within a year, in words.
func commonestCell(list study.Measures) cell {
	best := study.Measure{}
	for _, m := range list {
		if strings.HasPrefix(m.Key, "ended_") && m.Value > best.Value {
			best = m
		}
	}
	if best.Key == "" {
		return cell{Text: "–"}
	}
	value, interval := shown(best)
	return cell{Text: endName(best.Key) + ": " + value, Range: interval}
}

// forecastColumns are the measures of forecasts that the report has room for,
// under names short enough for a column; summary.json has them all.
func forecastColumns() []line {
	return []line{
		{"announced", "Announced"},
		{"happened", "Came true"},
		{"excess", "Overstated by"},
		{"brier", "Brier score"},
		{"brier_realism", "… of realism"},
		{"brier_base_rate", "… of base rate"},
	}
}

// forecastTables are what was announced in a talk held against what came of
// it: a table for each target, by occasion, with a row for each who announced.
func forecastTables(list []study.Forecast, talk string) []reportTable {
	var out []reportTable
	at := map[string]int{}
	for _, f := range list {
		if f.Talk != talk {
			continue
		}
		if _, known := at[f.Target]; !known {
			at[f.Target] = len(out)
			t := reportTable{Caption: "Announced: " + f.Target, Class: "stacked", Head: []string{"Announced by"}}
			for _, c := range forecastColumns() {
				t.Head = append(t.Head, c.label)
			}
			t.Head = append(t.Head, "n")
			out = append(out, t)
		}
		t := &out[at[f.Target]]
		title := capital(f.Channel)
		if n := len(t.Groups); n == 0 || t.Groups[n-1].Title != title {
			t.Groups = append(t.Groups, rowGroup{Title: title})
		}
		g := &t.Groups[len(t.Groups)-1]
		g.Rows = append(g.Rows, forecastRow(&f))
	}
	return out
}

func forecastRow(f *study.Forecast) []cell {
	row := []cell{{Text: cmp.Or(f.Side, f.Envoy, "All together")}}
	n := 0
	for _, c := range forecastColumns() {
		m, ok := f.Measures.Get(c.key)
		x := rateCell(m, ok)
		if x.Range == "" && !math.IsNaN(m.Value) {
			x.Text = fixed(m.Value, 3) // as the scores beside it
		}
		row = append(row, x)
		n = max(n, m.N)
	}
	return append(row, cell{Text: count(n)})
}
