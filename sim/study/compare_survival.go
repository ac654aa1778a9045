package study

import (
	"fmt"
	"math"

	"backchannel/sim"
	"backchannel/sim/stats"
)

// survivals compares how long the first deals of a talk stand, those cut off by
// the horizon as censored: survival to the ends of the windows, and the days
// stood of the first year. Of one talk among several, survival to a year alone.
func survivals(talk string, only bool, a, b *Arm, level float64) []Difference {
	horizon := math.Ceil(max(a.Model.Scenario().Clock.Horizon, b.Model.Scenario().Clock.Horizon))
	curves := stats.PairedKaplanMeier(a.lives(talk), b.lives(talk), int(horizon), level)
	row := func(key, meaning, unit string, pair stats.Paired) Difference {
		d := differenceOf(pair)
		d.Metric, d.Meaning, d.Unit, d.Sample, d.Arm = nameOf(talk)+"."+key, meaning, unit, firstDeals, b.Name
		d.exact(a, b)
		return d
	}
	var list []Difference
	for _, days := range windows {
		if only || days == yearDays {
			list = append(list, row(fmt.Sprintf("survival_%d", days),
				fmt.Sprintf("a first deal stood %d days after its signature (Kaplan-Meier)", days), aShare, curves.At(days)))
		}
	}
	if only {
		list = append(list, row(restrictedLifeKey(yearDays), restrictedLifeMeaning(yearDays), inDays, curves.RestrictedMean(yearDays)))
	}
	return list
}

// lives are the lives of the first deals of a talk, by run.
func (a *Arm) lives(talk string) []stats.Life {
	horizon := a.Model.Scenario().Clock.Horizon
	list := make([]stats.Life, a.Panel.Runs())
	for run, d := range a.Panel.First[a.talk(talk)] {
		list[run] = stats.Life{Days: d.Life, Watch: horizon - d.Day, Ended: d.Cause != sim.Standing}
	}
	return list
}
