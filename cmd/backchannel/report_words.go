package main

import (
	"fmt"
	"math"
	"strings"
	"time"

	"backchannel/scenarios"
	"backchannel/sim"
	"backchannel/sim/study"
)

// talkInWords says who carries what between whom, and when.
func talkInWords(s *scenarios.Scenario, t *sim.Talk) []string {
	var sides []string
	for _, name := range t.Sides {
		sides = append(sides, sideInWords(s.Sim, name))
	}
	issues := t.Issues
	if len(issues) == 0 {
		for i := range s.Sim.Issues {
			issues = append(issues, s.Sim.Issues[i].Name)
		}
	}
	out := []string{fmt.Sprintf("%s negotiate over %s.", capital(listed(sides)), listed(issues))}
	if len(t.Envoys) == 0 {
		out = append(out, "No envoy carries messages; professionals negotiate alone.")
	}
	for _, name := range t.Envoys {
		for i := range s.Sim.Envoys {
			if e := &s.Sim.Envoys[i]; e.Name == name {
				out = append(out, envoyInWords(s.Sim, e))
			}
		}
	}
	if len(t.Corps) > 0 {
		var corps []string
		for _, name := range t.Corps {
			for i := range s.Sim.Corps {
				if c := &s.Sim.Corps[i]; c.Name == name {
					corps = append(corps, c.Name+" ("+c.Side+")")
				}
			}
		}
		out = append(out, "Professionals who take part: "+listed(corps)+".")
	}
	return append(out,
		whenInWords("Envoy meetings", s.Start, t.MeetingEvery, t.MeetingDates),
		whenInWords("Professional contacts", s.Start, t.ContactEvery, t.ContactDates))
}

func sideInWords(s *sim.Scenario, name string) string {
	for i := range s.Sides {
		if x := &s.Sides[i]; x.Name == name && x.Principal != "" {
			return name + " (" + x.Principal + ")"
		}
	}
	return name
}

// envoyInWords says for whom an envoy speaks and who follows him.
func envoyInWords(s *sim.Scenario, e *sim.Envoy) string {
	text := personOf(e) + " carries messages for " + sideInWords(s, e.Side)
	var next []string
	for _, name := range e.Successors {
		for i := range s.Envoys {
			if s.Envoys[i].Name == name {
				next = append(next, personOf(&s.Envoys[i]))
			}
		}
	}
	if len(next) > 0 {
		text += "; if he falls, " + strings.Join(next, ", then ") + " follows"
	}
	return text + "."
}

// whenInWords says how often something takes place.
func whenInWords(what string, start time.Time, every float64, dates []float64) string {
	var parts []string
	if !math.IsInf(every, 1) && !math.IsNaN(every) {
		parts = append(parts, "every "+days(every)+" on average, at random")
	}
	if n := len(dates); n > 0 {
		text := "on " + plural(n, "given day")
		if !start.IsZero() {
			text += " from " + onDay(start, dates[0]) + " to " + onDay(start, dates[n-1])
		}
		parts = append(parts, text)
	}
	if len(parts) == 0 {
		return what + ": none."
	}
	return what + ": " + strings.Join(parts, ", and ") + "."
}

func onDay(start time.Time, day float64) string {
	return start.AddDate(0, 0, int(math.Floor(day))).Format("2 January 2006")
}

// listed joins words as a sentence has them: "a, b and c".
func listed(words []string) string {
	if n := len(words); n > 1 {
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
	return strings.Join(words, "")
}

// fewTalks is how many talks have a sentence each on optimism (modelling
// choice of the report); of more, the table tells.
const fewTalks = 2

// optimismInWords says how far announced optimism was from what stood a year
// later.
func optimismInWords(s *study.Summary) []string {
	var out []string
	for _, f := range s.Forecasts {
		if f.Side != "" || f.Envoy != "" || !strings.Contains(f.Target, "365 days") || len(s.Talks) > fewTalks {
			continue
		}
		where := ""
		if len(s.Talks) > 1 {
			where = " in talk " + f.Talk
		}
		said, _ := f.Measures.Get("announced")
		came, _ := f.Measures.Get("happened")
		excess, _ := f.Measures.Get("excess")
		happened, _ := shown(came)
		out = append(out, fmt.Sprintf("%s%s, the sides sounded %s sure on average; that %s came true %s of the time. %s",
			capital(f.Channel), where, percent(said.Value, 0)+"%", f.Target, happened, verdict(excess, s.Level)))
	}
	return out
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
