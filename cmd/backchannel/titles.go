package main

import (
	"fmt"
	"math"
	"strings"

	"backchannel/plots"
	"backchannel/sim"
	"backchannel/sim/stats"
	"backchannel/sim/study"
)

// survivalTitle says how long first deals lasted. What stood a year on is told
// by the outcomes chart, of the deals that were watched for one: the curve
// estimates that from all first deals, and two figures for one thing in one
// folder would help no one.
func (d *drawing) survivalTitle(talks []int) string {
	if len(talks) == 1 {
		lives := d.lives[talks[0]]
		return medianTitle(stats.KaplanMeier(lives, stats.Level95).Median())
	}
	best, second := d.longest(talks)
	// A finding only where the intervals do not touch.
	if best.Low > second.High {
		return short("First deals lasted longest in talk "+best.Sample, "How long first deals lasted, by talk")
	}
	return "How long first deals lasted, by talk"
}

// medianTitle tells the median life of first deals.
func medianTitle(median stats.Estimate) string {
	switch {
	case median.N == 0:
		return "No deal was ever signed"
	case math.IsNaN(median.Value):
		return "Too few first deals ended to tell their median life"
	}
	return "Half of first deals had ended after " + days(median.Value)
}

// longest are the two highest shares that stood a year, with the talk's name
// as Sample; with fewer than two talks to compare, their limits are NaN.
func (d *drawing) longest(talks []int) (best, second study.Measure) {
	best.Low, second.High = math.NaN(), math.NaN()
	for _, t := range talks {
		m, _ := d.summary.Talks[t].Measures.Get("standing_365")
		if m.N == 0 {
			continue
		}
		m.Sample = d.talk(t)
		switch {
		case best.Sample == "":
			best = m
		case m.Value > best.Value:
			best, second = m, best
		case second.Sample == "" || m.Value > second.Value:
			second = m
		}
	}
	return best, second
}

// optimismTitle says how far optimism ran from realism, where the interval
// leaves no doubt. The sawtooth is no finding of its own: it counts what
// contacts take off optimism and not what they add.
func (d *drawing) optimismTitle(talks []int) string {
	if len(talks) > 1 {
		return "Announced optimism over time, by talk"
	}
	list := d.summary.Talks[talks[0]].Measures
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

// outcomesTitle says what most often became of first deals within a year, and
// returns the key of that measure.
func outcomesTitle(list study.Measures) (title, key string) {
	stood, _ := list.Get("standing_365")
	if stood.N == 0 {
		if first, _ := list.Get("announced"); first.N == 0 {
			return "No deal was ever signed", ""
		}
		return "No first deal was watched for a year", ""
	}
	best := stood
	for _, k := range endKeys() {
		if m, _ := list.Get(k); m.Value > best.Value {
			best = m
		}
	}
	if best.Key == stood.Key {
		return stoodTitle(best.Estimate), best.Key
	}
	often := ofHundred(best.Estimate)
	return short(
		subject(best.Key)+" ended "+often+" first deals within a year",
		subject(best.Key)+" ended "+often+" deals within a year",
	), best.Key
}

// subject is a cause as the subject of a title, in one word.
func subject(key string) string {
	for cause := sim.Misread; cause < sim.NumCauses; cause++ {
		if key == "ended_"+cause.String()+"_365" {
			return [...]string{"", "Misreading", "Drift", "Falls", "Rivals", "Leaks"}[cause]
		}
	}
	return ""
}

// stoodTitle says what share stood after a year.
func stoodTitle(e stats.Estimate) string {
	often := ofHundred(e)
	return short("One year on, "+often+" first deals still stood", "One year on, "+often+" deals still stood")
}

// ofHundred is a share of a sample in few words: "14 of 100", "over 99 of 100".
func ofHundred(e stats.Estimate) string {
	text := study.OfHundred(int(math.Round(e.Value*float64(e.N))), e.N)
	return strings.NewReplacer("more than", "over", "fewer than", "under").Replace(text)
}

// short is the title if it has no more words than a title may, or else the
// other one.
func short(title, other string) string {
	if len(strings.Fields(title)) > plots.MaxTitleWords {
		return other
	}
	return title
}
