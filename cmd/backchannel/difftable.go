package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"backchannel/scenarios"
)

// The widest that the columns of the table of changes may be; what it means
// has the rest.
const (
	widestEntry = 24
	widestValue = 15
)

// changesTable has a row for each entry that changed, under the actor or the
// table that it belongs to.
func changesTable(w io.Writer, list []scenarios.Change) {
	t := newTable(widestEntry, table.Row{"entry", "A", "B", "what it is"})
	var widths [3]int
	last := ""
	for _, c := range list {
		if c.Kind != scenarios.Changed {
			continue
		}
		if c.Of != last {
			if last != "" {
				t.AppendSeparator()
			}
			t.AppendRow(table.Row{c.Of})
			widths[0] = max(widths[0], text.StringWidth(c.Of))
			last = c.Of
		}
		old, now := columnsOf(c)
		cells := [3]string{"  " + strings.TrimPrefix(c.Path, c.Of+"."), old, now}
		for i, cell := range cells {
			widths[i] = max(widths[i], text.StringWidth(cell))
		}
		t.AppendRow(table.Row{cells[0], cells[1], cells[2], c.Meaning})
	}
	if last == "" {
		return
	}
	t.SetColumnConfigs(changesColumns(widths))
	render(w, t)
}

// changesColumns shares the width of the page out.
func changesColumns(widths [3]int) []table.ColumnConfig {
	entry, old, now := min(widths[0], widestEntry), min(widths[1], widestValue), min(widths[2], widestValue)
	const gaps = 4 * 2 // after each column
	value := func(number, most int) table.ColumnConfig {
		return table.ColumnConfig{Number: number, WidthMax: most, WidthMaxEnforcer: text.WrapSoft}
	}
	return []table.ColumnConfig{
		{Number: 1, WidthMax: entry, WidthMaxEnforcer: text.WrapSoft},
		value(2, old), value(3, now),
		{Number: 4, WidthMax: width - entry - old - now - gaps, WidthMaxEnforcer: text.WrapSoft},
	}
}

// columnsOf is what the table shows of an entry in A and in B: its values, or
// of a list what the other has not.
func columnsOf(c scenarios.Change) (old, now string) {
	if len(c.RemovedItems)+len(c.AddedItems) == 0 {
		return c.Old, c.New
	}
	return also(c.RemovedItems), also(c.AddedItems)
}

// also tells the first items of a list that the other has not.
func also(items []string) string {
	const most = 12
	switch n := len(items); {
	case n == 0:
		return "–"
	case n > most:
		return "also " + strings.Join(items[:most], ", ") + fmt.Sprintf(" and %d more", n-most)
	}
	return "also " + strings.Join(items, ", ")
}

// onlyIn lists the actors that one scenario alone has, each with his entries.
func (a *app) onlyIn(w io.Writer, title string, list []scenarios.Change, kind scenarios.ChangeKind) {
	if !slices.ContainsFunc(list, func(c scenarios.Change) bool { return c.Kind == kind }) {
		return
	}
	fmt.Fprintln(w, a.bold(title))
	for _, c := range list {
		if c.Kind != kind {
			continue
		}
		fmt.Fprintln(w, wrapTo(c.Path, width-2, "  "))
		words := make([]string, len(c.Entries))
		for i, e := range c.Entries {
			words[i] = strings.TrimPrefix(e.Path, c.Path+".") + " " + e.Old + e.New
		}
		if len(words) > 0 {
			fmt.Fprintln(w, wrapTo(strings.Join(words, "; "), width-4, "    "))
		}
	}
	fmt.Fprintln(w)
}

// inWords says in a sentence how far two scenarios differ.
func inWords(list []scenarios.Change) string {
	n := map[scenarios.ChangeKind]int{}
	for _, c := range list {
		n[c.Kind]++
	}
	var parts []string
	if n[scenarios.Changed] == 1 {
		parts = append(parts, "1 entry differs")
	} else if n[scenarios.Changed] > 1 {
		parts = append(parts, count(n[scenarios.Changed])+" entries differ")
	}
	if only := n[scenarios.Removed]; only > 0 {
		parts = append(parts, plural(only, "actor")+" only in A")
	}
	if only := n[scenarios.Added]; only > 0 {
		parts = append(parts, plural(only, "actor")+" only in B")
	}
	if len(parts) == 0 {
		return "No difference that changes a run."
	}
	return strings.Join(parts, ", ") + "."
}
