package main

import (
	"fmt"
	"math"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"

	"backchannel/scenarios"
	"backchannel/sim/stats"
	"backchannel/sim/study"
)

// playedText says how many runs were played, and on how many draws.
func playedText(s *study.Summary) string {
	text := plural(s.Runs, "run") + " of " + days(s.HorizonDays)
	if u := s.Unknown; u != nil && u.Repeats > 1 {
		text += ", " + count(u.Repeats) + " on each of " + plural(u.Draws, "draw")
	} else if u != nil && u.Repeats == 1 {
		text += ", each on a draw of its own"
	}
	return text
}

// unknownTable says how much of the spread of runs comes from what is not known.
func unknownTable(p *page, s *study.Summary) {
	u := s.Unknown
	if u == nil {
		return
	}
	t := newTable(26, table.Row{"where the spread is from", "between draws", "by chance", "not known"})
	talks := partsByTalk(s)
	for i, of := range talks {
		if len(talks) > 1 {
			if i > 0 {
				t.AppendSeparator()
			}
			t.AppendRow(table.Row{of.talk})
		}
		for _, x := range of.parts {
			t.AppendRow(table.Row{"  " + partLabel(x), deviation(x.Unknown, x.Unit, true), deviation(x.Chance, x.Unit, false), rate(study.Measure{Unit: "share", Estimate: x.Share}, true)})
		}
	}
	if len(talks) > 0 {
		render(p, t)
	}
	for _, said := range unknownInWords(u) {
		fmt.Fprintf(p, "%s\n\n", p.wrap(said))
	}
}

// talkParts are the parts of one talk.
type talkParts struct {
	talk  string
	parts []study.Part
}

// partsByTalk are the parts of which some runs have something to say.
func partsByTalk(s *study.Summary) []talkParts {
	var list []talkParts
	for _, talk := range inOrder(s.Talks) {
		of := talkParts{talk: talk.Name}
		for _, x := range s.Unknown.Parts {
			if parts, err := scenarios.SplitPath(x.Metric); err == nil && parts[0] == talk.Name && !math.IsNaN(x.Share.Value) {
				of.parts = append(of.parts, x)
			}
		}
		if len(of.parts) > 0 {
			list = append(list, of)
		}
	}
	return list
}

// partLabel is a label short enough for the table.
func partLabel(x study.Part) string {
	key := x.Metric[strings.LastIndexByte(x.Metric, '.')+1:]
	for _, l := range []line{
		{"signed", "a deal was signed"},
		{"deal_wait", "days to the first deal"},
		{"standing_365", "stood after 365 days"},
		{"in_force_end", "in force at the end"},
		{"honoured", "deal-time honoured"},
	} {
		if l.key == key {
			return l.label
		}
	}
	return key
}

// deviation writes a standard deviation, of a share in percentage points, with or
// without its interval.
func deviation(e stats.Estimate, unit string, limits bool) string {
	c := deviationCell(e, unit)
	if limits && c.Range != "" {
		return c.Text + " (" + strings.Replace(c.Range, " to ", "–", 1) + ")"
	}
	return c.Text
}

func deviationCell(e stats.Estimate, unit string) cell {
	digits, suffix := 0, ""
	switch {
	case unit == "share":
		e.Value, e.Low, e.High = 100*e.Value, 100*e.Low, 100*e.High
		digits, suffix = 1, " points"
	case unit != "days":
		digits = 2
	default:
		suffix = " days"
	}
	c := cell{Text: fixed(e.Value, digits) + suffix}
	if !math.IsNaN(e.Low) && !math.IsNaN(e.High) {
		c.Range = fixed(e.Low, digits) + " to " + fixed(e.High, digits)
	}
	return c
}

// unknownInWords says what was drawn and held, and what that tells.
func unknownInWords(u *study.Unknown) []string {
	var list []string
	switch n := len(u.Inputs); {
	case n > 0 && u.Repeats > 1:
		list = append(list, notKnown(n)+". “Between draws” is how far the figure itself moves with what is not known, “by chance” how far single runs of one draw lie apart, both as standard deviations; “not known” is the part of the variance of a run that comes from what is not known. Runs on one draw are no independent evidence, so every interval takes the draw for its unit.")
		if u.Draws < 20 {
			list = append(list, fmt.Sprintf("On %s the parts have no intervals; 20 or more are needed, and some hundreds tell more.", plural(u.Draws, "draw")))
		}
	case n > 0:
		list = append(list, notKnown(n)+", and each run has a draw of its own: a figure is the mean over all draws. What of its spread comes from what is not known and what is chance cannot be told from one run a draw; --draws and --repeats can.")
	}
	return append(list, leversHeld(u)...)
}

// leversHeld says which levers are not varied, if there are any, and where they
// stand.
func leversHeld(u *study.Unknown) []string {
	if u == nil || len(u.Levers) == 0 {
		return nil
	}
	var held []string
	for _, x := range u.Levers {
		held = append(held, x.Path)
	}
	return []string{plural(len(held), "lever") + " held at the middle of what can be chosen: " + strings.Join(held, ", ") + "."}
}

func notKnown(n int) string {
	if n == 1 {
		return "1 input is not known"
	}
	return count(n) + " inputs are not known"
}
