package main

import (
	"cmp"
	"fmt"
	"math"
	"strings"

	"backchannel/sim/study"
)

// fewTalks is how many talks have a sentence each on optimism (modelling
// choice of the report); of more, the extremes are told.
const fewTalks = 2

// optimismInWords says how far announced optimism was from what stood a year
// later, on each kind of occasion.
func optimismInWords(s *study.Summary) []string {
	var out []string
	channels := map[string][]study.Forecast{}
	var order []string
	for _, f := range s.Forecasts {
		if f.Side != "" || f.Envoy != "" || !strings.Contains(f.Target, "365 days") {
			continue
		}
		if _, known := channels[f.Channel]; !known {
			order = append(order, f.Channel)
		}
		channels[f.Channel] = append(channels[f.Channel], f)
	}
	for _, channel := range order {
		list := channels[channel]
		if len(s.Talks) > fewTalks {
			out = append(out, extremesInWords(channel, list, s.Level))
			continue
		}
		for i := range list {
			where := ""
			if len(s.Talks) > 1 {
				where = " in talk " + list[i].Talk
			}
			out = append(out, capital(channel)+where+", "+soundedInWords(&list[i], s.Level))
		}
	}
	return out
}

// soundedInWords holds what was said against what came of it.
func soundedInWords(f *study.Forecast, level float64) string {
	said, _ := f.Measures.Get("announced")
	came, _ := f.Measures.Get("happened")
	excess, _ := f.Measures.Get("excess")
	happened, _ := shown(came)
	return fmt.Sprintf("the sides sounded %s sure on average; that %s came true %s of the time. %s",
		percent(said.Value, 0)+"%", f.Target, happened, verdict(excess, level))
}

// extremesInWords tells of many talks the one where optimism overstated most,
// and how far the talks are apart.
func extremesInWords(channel string, list []study.Forecast, level float64) string {
	excess := func(f *study.Forecast) study.Measure {
		m, _ := f.Measures.Get("excess")
		return m
	}
	most, least, unclear := &list[0], &list[0], 0
	for i := range list {
		if f := &list[i]; excess(f).Value > excess(most).Value {
			most = f
		} else if excess(f).Value < excess(least).Value {
			least = f
		}
	}
	low := excess(most).Low
	for i := range list {
		if f := &list[i]; f != most && !(excess(f).High < low) {
			unclear++
		}
	}
	lead := "optimism overstated most in talk " + most.Talk
	switch {
	case !(low > 0): // also where there is no interval
		lead = "in no talk was optimism clearly overstated; it came nearest to it in talk " + most.Talk
	case unclear > 0:
		lead += fmt.Sprintf(", by the estimate: the interval overlaps that of %s", plural(unclear, "other talk"))
	}
	return fmt.Sprintf("%s, %s. There %s Over the %s, what was said less what came true goes from %s points (talk %s) to %s.",
		capital(channel), lead, soundedInWords(most, level), plural(len(list), "talk"),
		fixed(100*excess(least).Value, 1), least.Talk, fixed(100*excess(most).Value, 1))
}

// verdict claims a difference only where the interval leaves no doubt.
func verdict(excess study.Measure, level float64) string {
	points := func(x float64) string { return fixed(100*x, 1) }
	low, high := excess.Low, excess.High
	if math.IsNaN(low) || math.IsNaN(high) {
		return "There are too few runs to tell by how much the two differ."
	}
	text, value := "No clear difference: what was said less what came true is %s points (%s%% interval %s to %s).", excess.Value
	switch {
	case low > 0:
		text = "That is %s points too sure (%s%% interval %s to %s)."
	case high < 0:
		text, value = "That is %s points too unsure (%s%% interval %s to %s).", -value
		low, high = -high, -low
	}
	return fmt.Sprintf(text, points(value), fixed(100*level, 0), points(low), points(high))
}

// expectations holds what the scenario expects against what came of it; nil
// where it expects nothing.
func expectations(list []study.Expected, level string) *reportTable {
	if len(list) == 0 {
		return nil
	}
	t := &reportTable{
		ID: "table-expected", Caption: "What the scenario expects", Class: "stacked untitled",
		Head: []string{"Expected", "Found", level + " interval", "Answer"},
	}
	var g rowGroup
	for i := range list {
		x := &list[i]
		value, interval := found(x)
		what := cell{Text: expectedInWords(x), Lines: []string{capital(x.Meaning) + "."}}
		if x.Why != "" {
			what.Lines = append(what.Lines, "Why: "+x.Why)
		}
		g.Rows = append(g.Rows, []cell{what, {Text: value}, {Text: cmp.Or(interval, "–")}, {Text: string(x.Answer)}})
	}
	t.Groups = []rowGroup{g}
	return t
}

// lookedInWords says how surely one measure was to be known, and came to be.
func lookedInWords(p *study.Precision) []string {
	m := study.Measure{Unit: p.Unit, Estimate: p.Estimate}
	value, interval := shown(m)
	out := []string{fmt.Sprintf("The batch was looked at while it went on, to know one figure surely enough: %s (%s). After %s, at look %d of at most %d, it was %s%s.",
		p.Meaning, p.Measure, plural(p.Runs, "run"), p.Looks, p.MaxLooks, value, inBrackets(interval))}
	if p.Aim != nil {
		verb := "was not reached by the last look"
		if p.Met {
			verb = "was reached"
		}
		out = append(out, fmt.Sprintf("The half-width asked for, %s, %s.", formatAim(*p.Aim, p.Unit), verb))
	}
	return append(out, fmt.Sprintf("That interval, and those of all looks before it, hold the truth together with a probability of %s%%; to make it so, each has a level of %s%%. The intervals elsewhere on this page make no such allowance.",
		fixed(100*p.Level, 0), fixed(100*p.LookLevel, 2)))
}

func inBrackets(interval string) string {
	if interval == "" {
		return ""
	}
	return " (" + interval + ")"
}

// formatAim writes a half-width in the unit of its measure.
func formatAim(x float64, unit string) string {
	switch unit {
	case "share":
		return fmt.Sprintf("%g percentage points", math.Round(1e6*x)/1e4)
	case "days":
		return fmt.Sprintf("%g days", x)
	}
	return fmt.Sprintf("%g", x)
}
