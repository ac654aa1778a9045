package study

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// Warning is something that a reader of a comparison should know before he
// believes it.
type Warning struct {
	Code string `json:"code"` // stable, for programs
	Arm  string `json:"arm,omitempty"`
	Talk string `json:"talk,omitempty"`
	Text string `json:"text"`
}

// fewRuns and fewDeals are sizes below which intervals are not to be relied
// on (modelling choice: the approximations behind them want some tens of
// cases).
const (
	fewRuns  = 100
	fewDeals = 30
)

func warnings(arms []Arm, talks []string, c *Comparison) []Warning {
	list := []Warning{}
	if c.Runs < fewRuns {
		list = append(list, Warning{Code: "few_runs", Text: fmt.Sprintf("few runs, %d: intervals and tests are rough below %d", c.Runs, fewRuns)})
	}
	for i := range arms {
		a := &arms[i]
		for _, name := range talks {
			list = append(list, a.deals(name)...)
		}
		if i > 0 {
			list = append(list, unlike(&arms[0], a, talks)...)
		}
	}
	return list
}

// deals warns of a talk in which there is little or nothing to compare.
func (a *Arm) deals(talk string) []Warning {
	signed, watched := 0, 0
	for _, d := range a.Panel.First[a.talk(talk)] {
		if !math.IsNaN(d.Day) {
			signed++
		}
		if a.watchedYear(d) {
			watched++
		}
	}
	switch {
	case signed == 0:
		return []Warning{{Code: "no_deals", Arm: a.Name, Talk: talk, Text: fmt.Sprintf("no deal of talk %s in %s: what becomes of deals cannot be compared", talk, a.Name)}}
	case watched < fewDeals:
		return []Warning{{Code: "few_deals", Arm: a.Name, Talk: talk, Text: fmt.Sprintf("few first deals of talk %s in %s were watched for a year: %d", talk, a.Name, watched)}}
	}
	return nil
}

// unlike says in what the arms can only be compared on what they share.
func unlike(a, b *Arm, talks []string) []Warning {
	var list []Warning
	warn := func(code, talk, text string) {
		list = append(list, Warning{Code: code, Arm: b.Name, Talk: talk, Text: text})
	}
	x, y := a.Model.Scenario(), b.Model.Scenario()
	if x.Clock.Horizon != y.Clock.Horizon {
		warn("horizon", "", fmt.Sprintf("%s runs for %v days and %s for %v: figures that grow with time, such as counts, differ for that alone; --set clock.horizon=%vd lets them run alike",
			a.Name, x.Clock.Horizon, b.Name, y.Clock.Horizon, min(x.Clock.Horizon, y.Clock.Horizon)))
	}
	for _, pair := range [][2]*Arm{{a, b}, {b, a}} {
		if alone := pair[0].talksBut(func(name string) bool { return pair[1].talk(name) >= 0 }); len(alone) > 0 {
			warn("talks", "", fmt.Sprintf("%s has %s, and %s has not: left out, but for what is said of all talks of a run", pair[0].Name, strings.Join(alone, ", "), pair[1].Name))
		}
	}
	if both := a.talksBut(func(name string) bool { return b.talk(name) < 0 || slices.Contains(talks, name) }); len(both) > 0 {
		warn("talks", "", fmt.Sprintf("%s and %s both have %s, and another scenario has not: left out; compare the two alone", a.Name, b.Name, strings.Join(both, ", ")))
	}
	for _, talk := range talks {
		if p, q := a.issues(talk), b.issues(talk); !slices.Equal(p, q) {
			warn("issues", talk, fmt.Sprintf("talk %s is about %s in %s and about %s in %s: its deals are not the same deals",
				talk, strings.Join(p, ", "), a.Name, strings.Join(q, ", "), b.Name))
		}
		if p, q := a.sides(talk), b.sides(talk); !slices.Equal(p, q) {
			warn("sides", talk, fmt.Sprintf("talk %s is between %s in %s and %s in %s",
				talk, strings.Join(p, ", "), a.Name, strings.Join(q, ", "), b.Name))
		}
	}
	return list
}

// talksBut are the names of the arm's talks, those left out that are so.
func (a *Arm) talksBut(so func(name string) bool) []string {
	var names []string
	for _, t := range a.Model.Scenario().Talks {
		if !so(t.Name) {
			names = append(names, t.Name)
		}
	}
	return names
}

func (a *Arm) issues(talk string) []string {
	var names []string
	for _, i := range a.Model.TalkIssues(a.talk(talk)) {
		names = append(names, a.Model.Scenario().Issues[i].Name)
	}
	return names
}

func (a *Arm) sides(talk string) []string {
	var names []string
	for _, i := range a.Model.TalkSides(a.talk(talk)) {
		names = append(names, a.Model.Scenario().Sides[i].Name)
	}
	return names
}
