package main

import (
	"cmp"
	"fmt"
	"strings"

	"backchannel/scenarios"
	"backchannel/sim/study"
)

// measureTable shows every figure of a section.
func measureTable(caption string, list study.Measures, level string) reportTable {
	t := reportTable{Caption: caption, Head: []string{"Figure", "Value", level + " interval", "n", "n counts"}}
	for _, m := range list {
		value, interval := shown(m)
		if m.Unit == "days" && value != "–" && value != "not reached" {
			value += " days"
		}
		if interval == "" {
			interval = "–"
		}
		t.Rows = append(t.Rows, []string{capital(m.Meaning), value, interval, count(m.N), m.Sample})
	}
	return t
}

// forecastColumns are the measures of forecasts that the report has room for;
// summary.json has them all.
func forecastColumns(all study.Measures) study.Measures {
	var out study.Measures
	for _, key := range []string{"announced", "realism", "happened", "excess", "brier", "brier_realism", "brier_base_rate"} {
		if m, ok := all.Get(key); ok {
			out = append(out, m)
		}
	}
	return out
}

// forecastTables are a table for each talk, occasion and target, with a row for
// each who announced and a column for each of some measures.
func forecastTables(list []study.Forecast) []reportTable {
	var out []reportTable
	for _, f := range list {
		caption := "Talk: " + f.Talk + ", " + f.Channel + ", that " + f.Target
		if n := len(out); n == 0 || out[n-1].Caption != caption {
			t := reportTable{ID: fmt.Sprintf("forecasts-%d", n+1), Caption: caption, Head: []string{"Announced by"}}
			for _, m := range forecastColumns(f.Measures) {
				t.Head = append(t.Head, capital(m.Meaning))
			}
			t.Head = append(t.Head, "n")
			out = append(out, t)
		}
		row := []string{cmp.Or(f.Side, f.Envoy, "All")}
		n := 0
		for _, m := range forecastColumns(f.Measures) {
			row = append(row, rate(m, true))
			n = m.N
		}
		last := &out[len(out)-1]
		last.Rows = append(last.Rows, append(row, count(n)))
	}
	return out
}

// assumptions lists the numbers of a resolved scenario, a table for each of
// its sections. It reads the one form in which a resolved scenario is written:
// a heading in brackets, then an entry a line.
func assumptions(resolved []byte) []reportTable {
	var out []reportTable
	section := ""
	for line := range strings.Lines(string(resolved)) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "[") {
			section = strings.Trim(line, "[]")
			continue
		}
		key, value, ok := strings.Cut(line, " = ")
		if !ok || section == "" {
			continue
		}
		docs, err := scenarios.Lookup(section + "." + key)
		if err != nil || len(docs) != 1 || docs[0].Source == "" {
			continue // a name or a text: no assumption
		}
		if n := len(out); n == 0 || out[n-1].Caption != section {
			out = append(out, reportTable{
				ID: fmt.Sprintf("assumptions-%d", n+1), Caption: section,
				Head: []string{"Entry", "Value", "Meaning", "Where the default is from"},
			})
		}
		last := &out[len(out)-1]
		last.Rows = append(last.Rows, []string{key, strings.Trim(value, `"{} `), docs[0].Meaning, docs[0].Source})
	}
	return out
}
