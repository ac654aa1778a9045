package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"pgregory.net/rapid"

	"backchannel/sim/study"
)

func TestColumns(t *testing.T) {
	a := &app{stdout: &bytes.Buffer{}}
	for said, want := range map[string]int{"": 80, "60": 60, "200": 80, "7": least, "0": 80, "-5": 80, "wide": 80, "80": 80} {
		t.Setenv("COLUMNS", said)
		if got := a.columns(); got != want {
			t.Errorf("COLUMNS=%q: %d columns, want %d", said, got, want)
		}
	}
}

// TestNarrowTable: word for word, and with cells that would upset what carries
// them.
func TestNarrowTable(t *testing.T) {
	for _, c := range []struct {
		columns int
		want    string
	}{
		{80, "" +
			"talk             a deal was signed  commonest end\n" +
			"───────────────────────────────────────────────────\n" +
			"group\n" +
			"  the \"big\" one      100% (84–100)    \"drift\" 25%\n" +
			"───────────────────────────────────────────────────\n" +
			"plain                            –\n\n"},
		{44, "" +
			"talk\n" +
			"group\n" +
			"  the \"big\" one\n" +
			"    a deal was signed: 100% (84–100)\n" +
			"    commonest end: \"drift\" 25%\n" +
			"plain\n" +
			"  a deal was signed: –\n\n"},
		{24, "" +
			"talk\n" +
			"group\n" +
			"  the \"big\" one\n" +
			"    a deal was signed:\n" +
			"    100% (84–100)\n" +
			"    commonest end:\n" +
			"    \"drift\" 25%\n" +
			"plain\n" +
			"  a deal was signed: –\n\n"},
	} {
		w := newTable(42, table.Row{"talk", "a deal was signed", "commonest end"})
		w.AppendRow(table.Row{"group"})
		w.AppendRow(table.Row{"  the \"big\" one", "100% (84–100)", "\"drift\" 25%"})
		w.AppendSeparator()
		w.AppendRow(table.Row{"plain", "–", ""})
		p := &page{columns: c.columns}
		if render(p, w); p.String() != c.want {
			t.Errorf("%d columns: got\n%swant\n%s", c.columns, p, c.want)
		}
	}
}

// TestNarrowTablesLoseNothing: on any page no line is too long, and every cell
// is there.
func TestNarrowTablesLoseNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.StringMatching(`[a-zé"%–][a-zé",;\\%– ]{0,40}[a-zé"%–]`)
		head := rapid.SliceOfN(cell, 2, 5).Draw(t, "head")
		w := newTable(42, row(head))
		var cells []string
		for range rapid.IntRange(1, 5).Draw(t, "rows") {
			list := rapid.SliceOfN(cell, len(head), len(head)).Draw(t, "row")
			w.AppendRow(row(list))
			cells = append(cells, list...)
		}
		p := &page{columns: rapid.IntRange(least, width).Draw(t, "columns")}
		render(p, w)
		squeezed := strings.Join(strings.Fields(p.String()), "")
		if strings.ContainsRune(squeezed, '─') {
			return // it fits, and the first column may be wrapped beside others
		}
		for line := range strings.Lines(p.String()) {
			if text.StringWidthWithoutEscSequences(strings.TrimRight(line, "\n")) > p.columns {
				t.Fatalf("beyond %d columns: %q", p.columns, line)
			}
		}
		for _, c := range cells {
			if !strings.Contains(squeezed, strings.Join(strings.Fields(c), "")) {
				t.Fatalf("%q is not in\n%s", c, p)
			}
		}
	})
}

func row(cells []string) table.Row {
	r := make(table.Row, len(cells))
	for i, c := range cells {
		r[i] = c
	}
	return r
}

// TestInOrder: as in a dictionary, and numbers by their size.
func TestInOrder(t *testing.T) {
	var list []study.Section
	for _, name := range []string{"10", "2", "talk 10", "Talk 9", "1", "Zebra", "abkhazia", "Österreich"} {
		list = append(list, study.Section{Name: name})
	}
	var got []string
	for _, s := range inOrder(list) {
		got = append(got, s.Name)
	}
	if want := "1, 2, 10, abkhazia, Österreich, Talk 9, talk 10, Zebra"; strings.Join(got, ", ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, ", "), want)
	}
	if list[0].Name != "10" {
		t.Error("the list itself was changed")
	}
}
