package study

import (
	"math"

	"backchannel/sim/stats"
)

// Crosstab counts runs by whether something came about in the baseline and in
// an arm of the same luck.
type Crosstab struct {
	Talk         string `json:"talk"`
	Arm          string `json:"arm"`
	What         string `json:"what"`
	Both         int    `json:"both"`
	OnlyBaseline int    `json:"only_baseline"`
	OnlyArm      int    `json:"only_arm"`
	Neither      int    `json:"neither"`
	P            Number `json:"p_mcnemar"` // McNemar's (1947) test, without correction for looking at several
}

// yearDays is the longest of the windows.
const yearDays = 365

// crosstabs sets the runs of two arms against each other: those with a deal,
// and those whose first deal stood a year.
func crosstabs(talk string, a, b *Arm, level float64) []Crosstab {
	x, y := a.Panel.First[a.talk(talk)], b.Panel.First[b.talk(talk)]
	signed := Crosstab{Talk: talk, Arm: b.Name, What: "a deal was signed"}
	stood := Crosstab{Talk: talk, Arm: b.Name, What: "a first deal stood a year"}
	for run := range x {
		signed.add(!math.IsNaN(x[run].Day), !math.IsNaN(y[run].Day))
		stood.add(x[run].Life >= yearDays, y[run].Life >= yearDays)
	}
	signed.test(level)
	stood.test(level)
	return []Crosstab{signed, stood}
}

func (c *Crosstab) add(inBaseline, inArm bool) {
	switch {
	case inBaseline && inArm:
		c.Both++
	case inBaseline:
		c.OnlyBaseline++
	case inArm:
		c.OnlyArm++
	default:
		c.Neither++
	}
}

// test fills in P.
func (c *Crosstab) test(level float64) {
	runs := stats.Crosstab{Both: c.Both, OnlyA: c.OnlyBaseline, OnlyB: c.OnlyArm, Neither: c.Neither}
	c.P = Number(runs.Paired(level).P)
}

// Turned lists the runs in which the first deal of a talk, watched for a year
// in both arms, fared differently: to be traced one by one.
type Turned struct {
	Talk  string   `json:"talk"`
	Arm   string   `json:"arm"`
	Broke []uint64 `json:"broke"` // it stood a year in the baseline, and not in the arm
	Held  []uint64 `json:"held"`  // the reverse
}

func turned(talk string, a, b *Arm, first uint64) Turned {
	out := Turned{Talk: talk, Arm: b.Name, Broke: []uint64{}, Held: []uint64{}}
	x, y := a.Panel.First[a.talk(talk)], b.Panel.First[b.talk(talk)]
	for run := range x {
		if !a.watchedYear(x[run]) || !b.watchedYear(y[run]) {
			continue
		}
		switch before, after := x[run].Life >= yearDays, y[run].Life >= yearDays; {
		case before && !after:
			out.Broke = append(out.Broke, first+uint64(run))
		case after && !before:
			out.Held = append(out.Held, first+uint64(run))
		}
	}
	return out
}

// watchedYear reports whether a first deal was signed a year or more before
// the arm's horizon.
func (a *Arm) watchedYear(d FirstDeal) bool {
	return !math.IsNaN(d.Day) && a.Model.Scenario().Clock.Horizon-d.Day >= yearDays
}
