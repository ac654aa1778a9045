package main

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"backchannel/plots"
	"backchannel/sim"
	"backchannel/sim/stats"
	"backchannel/sim/study"
)

// noDeal is the title of charts about deals where there are none.
const noDeal = "No deal was ever signed"

// medianTitle tells the median life of first deals. What stood a year on is told
// by the outcomes chart, of the deals that were watched for one: the curve
// estimates that from all first deals, and two figures for one thing in one
// folder would help no one.
func medianTitle(median stats.Estimate) string {
	switch {
	case median.N == 0:
		return noDeal
	case math.IsNaN(median.Value):
		return "Too few first deals ended to tell their median life"
	case math.IsNaN(median.Low) || math.IsNaN(median.High):
		return "How long first deals stood"
	}
	return "Half of first deals had ended after " + plural(int(median.Value), "day")
}

// multiplesTitle says in which of all talks first deals lasted longest, by the
// shares that stood a year, on the chart that has it, where that is clear.
func (d *drawing) multiplesTitle(talks []int) string {
	const unclear = "How long first deals lasted, by talk"
	if d.firstDeals(d.talks()) == 0 {
		return noDeal
	}
	var stood []stats.Estimate
	var of []int
	for _, t := range d.talks() {
		if m, _ := d.summary.Talks[t].Measures.Get("standing_365"); m.N > 0 {
			stood, of = append(stood, m.Estimate), append(of, t)
		}
	}
	best := clearlyGreatest(stood)
	if best < 0 || len(stood) == 1 || !slices.Contains(talks, of[best]) {
		return unclear
	}
	return firstShort("First deals lasted longest in talk "+d.talk(of[best]), unclear)
}

// clearlyGreatest is the place of the estimate whose interval lies above all
// others, or -1. Two intervals of 95 % that do not touch are further apart than
// chance puts them once in twenty times, however the two estimates hang
// together: their difference is beyond 1.96 times the sum of the standard
// errors, and the standard error of a difference is never more than that sum.
func clearlyGreatest(list []stats.Estimate) int {
	best := -1
	for i, e := range list {
		if best < 0 || e.Value > list[best].Value {
			best = i
		}
	}
	for i, e := range list {
		if i != best && !(list[best].Low > e.High) { // so written, NaN leaves doubt
			return -1
		}
	}
	return best
}

// optimismTitle says how far optimism ran from realism, where the interval
// leaves no doubt. The sawtooth is no finding of its own: it counts what
// contacts take off optimism and not what they add.
func (d *drawing) optimismTitle(panels []plots.OptimismPanel) string {
	if len(d.summary.Talks) > 1 {
		return d.furthestTitle(panels)
	}
	list := d.summary.Talks[0].Measures
	excess, _ := list.Get("excess")
	const least = 0.005 // rounds to 0.01
	switch {
	case excess.Low > 0 && excess.Value >= least:
		return fmt.Sprintf("Announced optimism ran %.2f above realism on average", excess.Value)
	case excess.High < 0 && excess.Value <= -least:
		return fmt.Sprintf("Announced optimism stayed %.2f below realism on average", -excess.Value)
	}
	return "Announced optimism over time"
}

// furthestTitle says in which of all talks optimism ran furthest above realism,
// on the chart that has it, where that is clear.
func (d *drawing) furthestTitle(panels []plots.OptimismPanel) string {
	const unclear = "Announced optimism over time, by talk"
	var excess []stats.Estimate
	for _, t := range d.summary.Talks {
		excess = append(excess, measureOf(d.summary.Talks, t.Name, "excess"))
	}
	most := clearlyGreatest(excess)
	if most < 0 || excess[most].Low <= 0 {
		return unclear
	}
	name := d.talk(most)
	if !slices.ContainsFunc(panels, func(p plots.OptimismPanel) bool { return p.Name == name }) {
		return unclear
	}
	return firstShort("Optimism ran furthest above realism in talk "+name, unclear)
}

// outcomesTitle says what most often became of first deals within a year, and
// returns the key of that measure.
func outcomesTitle(list study.Measures) (title, key string) {
	stood, _ := list.Get("standing_365")
	if stood.N == 0 {
		if first, _ := list.Get("announced"); first.N == 0 {
			return noDeal, ""
		}
		return "No first deal was watched for a year", ""
	}
	keys, shares := []string{stood.Key}, []stats.Estimate{stood.Estimate}
	for _, k := range endKeys() {
		m, _ := list.Get(k)
		keys, shares = append(keys, k), append(shares, m.Estimate)
	}
	best := clearlyGreatest(shares)
	switch {
	case best < 0:
		return "What became of first deals within a year", ""
	case keys[best] == stood.Key:
		return stoodTitle(shares[best]), stood.Key
	}
	often := ofHundred(shares[best])
	return firstShort(
		subject(keys[best])+" ended "+often+" first deals within a year",
		subject(keys[best])+" ended "+often+" deals within a year",
	), keys[best]
}

// subject is a cause as the subject of a title, in one word.
func subject(key string) string {
	for cause := sim.Misread; cause < sim.NumCauses; cause++ {
		if key == "ended_"+cause.String()+"_365" {
			return subjectOf(cause)
		}
	}
	return ""
}

// subjectOf is a cause as the subject of a title, in one word.
func subjectOf(cause sim.Cause) string {
	return [...]string{"", "Misreading", "Drift", "Falls", "Rivals", "Leaks"}[cause]
}

// stoodTitle says what share stood after a year.
func stoodTitle(e stats.Estimate) string {
	often := ofHundred(e)
	return firstShort("One year on, "+often+" first deals still stood", "One year on, "+often+" deals still stood")
}

// ofHundred is a share of a sample in few words: "14 of 100", "over 99 of 100".
func ofHundred(e stats.Estimate) string {
	text := study.OfHundred(int(math.Round(e.Value*float64(e.N))), e.N)
	return strings.NewReplacer("more than", "over", "fewer than", "under").Replace(text)
}

// firstShort is the first title that has no more words than a title may; the
// last must.
func firstShort(titles ...string) string {
	for _, title := range titles[:len(titles)-1] {
		if len(strings.Fields(title)) <= plots.MaxTitleWords {
			return title
		}
	}
	return titles[len(titles)-1]
}
