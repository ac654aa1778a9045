package main

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"backchannel/scenarios"
	"backchannel/sim"
)

// scenarioInWords tells the scenario: each talk, and what stands at the start.
func scenarioInWords(s *scenarios.Scenario) []reportWords {
	var out []reportWords
	for i := range s.Sim.Talks {
		t := &s.Sim.Talks[i]
		out = append(out, reportWords{"Talk: " + t.Name, talkInWords(s, t)})
	}
	if len(s.Sim.Deals) > 0 {
		w := reportWords{Name: "Deals that stand at the start"}
		for i := range s.Sim.Deals {
			w.Sentences = append(w.Sentences, standingInWords(s.Sim, &s.Sim.Deals[i]))
		}
		out = append(out, w)
	}
	return out
}

// standingInWords tells a deal that stands when the scenario starts.
func standingInWords(s *sim.Scenario, d *sim.StandingDeal) string {
	var terms []string
	for i, x := range d.Terms {
		if !math.IsNaN(x) {
			terms = append(terms, fmt.Sprintf("%s at %g", s.Issues[i].Name, x))
		}
	}
	by := "an institution's deal: no envoy signed it"
	var people []string
	for _, name := range d.Signers {
		people = append(people, personNamed(s, name))
	}
	if len(people) > 0 {
		by = "signed by " + listed(people)
	}
	return fmt.Sprintf("%s, in talk %s: %s; %s; %s%% of its text is in professionals' hands.",
		d.Name, d.Talk, listed(terms), by, percent(d.Formality, 0))
}

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
	who := coveting(s.Sim, t)
	switch {
	case len(t.Envoys) == 0 && len(who) == 0:
		out = append(out, "No envoy carries messages: professionals negotiate alone.")
	case len(t.Envoys) == 0:
		out = append(out, "At the start no envoy carries messages: professionals negotiate alone.")
	}
	for _, name := range t.Envoys {
		for i := range s.Sim.Envoys {
			if e := &s.Sim.Envoys[i]; e.Name == name {
				out = append(out, envoyInWords(s.Sim, e))
			}
		}
	}
	if len(who) > 0 {
		out = append(out, fmt.Sprintf("%s would like to carry it too: whoever stands above %g with his principal at a review may win it.",
			capital(listed(who)), s.Sim.Rules.Careers.Reach))
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
		whenInWords("Envoy meetings", s.Start, everyInWords(s, t, "meeting", t.MeetingEvery), t.MeetingDates),
		whenInWords("Professional contacts", s.Start, everyInWords(s, t, "contact", t.ContactEvery), t.ContactDates))
}

func sideInWords(s *sim.Scenario, name string) string {
	for i := range s.Sides {
		if x := &s.Sides[i]; x.Name == name && x.Principal != "" {
			return name + " (" + x.Principal + ")"
		}
	}
	return name
}

// coveting are the people who would like to add a talk to what they carry.
func coveting(s *sim.Scenario, t *sim.Talk) []string {
	var who []string
	for i := range s.Envoys {
		if e := &s.Envoys[i]; slices.Contains(e.Covets, t.Name) && !slices.Contains(t.Envoys, e.Name) {
			who = append(who, personOf(e))
		}
	}
	return who
}

// personNamed is the person behind an envoy's name.
func personNamed(s *sim.Scenario, name string) string {
	for i := range s.Envoys {
		if s.Envoys[i].Name == name {
			return personOf(&s.Envoys[i])
		}
	}
	return name
}

// envoyInWords says for whom an envoy speaks and who follows him.
func envoyInWords(s *sim.Scenario, e *sim.Envoy) string {
	text := personOf(e) + " carries messages for " + sideInWords(s, e.Side)
	var next []string
	for _, name := range e.Successors {
		next = append(next, personNamed(s, name))
	}
	if len(next) > 0 {
		text += "; if he falls, " + strings.Join(next, ", then ") + " follows"
	}
	return text + "."
}

// whenInWords says how often something takes place.
func whenInWords(what string, start time.Time, every string, dates []float64) string {
	var parts []string
	if every != "" {
		parts = append(parts, every)
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

// everyInWords says at what mean interval something takes place at random; "" if
// it does not.
func everyInWords(s *scenarios.Scenario, t *sim.Talk, what string, every float64) string {
	path := "talks." + tomlKey(t.Name) + "." + what + ".every"
	i := slices.IndexFunc(s.Inputs, func(x scenarios.Input) bool {
		return x.Role != scenarios.Lever && (x.Path == path || slices.Contains(x.Follows, path))
	})
	switch {
	case i >= 0:
		return "at random, at a mean interval that is not known: " + s.Inputs[i].Words()
	case math.IsInf(every, 1) || math.IsNaN(every):
		return ""
	}
	return "every " + days(every) + " on average, at random"
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
