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

// survivalTitle says how many first deals stood a year on, in words that the
// numbers bear out.
func (p *played) survivalTitle(talks []int) string {
	if len(talks) == 1 {
		lives := p.result.Tally.FirstLives(talks[0])
		year := stats.KaplanMeier(lives, stats.Level95).At(365)
		switch {
		case lives.N() == 0:
			return "No deal was ever signed"
		case math.IsNaN(year.Value):
			return "How long first deals lasted"
		}
		return "One year on, " + ofHundred(year) + " first deals still stood"
	}
	best, worst := p.extremes(talks)
	// A finding only where the intervals do not touch.
	if best.Low > worst.High {
		return short("First deals lasted longest in "+best.Sample, "How long first deals lasted, by talk")
	}
	return "How long first deals lasted, by talk"
}

// extremes are the highest and the lowest share that stood a year, with the
// talk's name as Sample.
func (p *played) extremes(talks []int) (best, worst study.Measure) {
	best.Low, worst.High = math.NaN(), math.NaN()
	for _, t := range talks {
		m, _ := p.summary.Talks[t].Measures.Get("stood_365d")
		if m.N == 0 {
			continue
		}
		m.Sample = p.talk(t)
		if best.Sample == "" || m.Value > best.Value {
			best = m
		}
		if worst.Sample == "" || m.Value < worst.Value {
			worst = m
		}
	}
	return best, worst
}

// optimismTitle says how far optimism ran from realism, or else what a contact
// took off it, where the interval leaves no doubt.
func (p *played) optimismTitle(talks []int) string {
	if len(talks) > 1 {
		return "Announced optimism over time, by talk"
	}
	list := p.summary.Talks[talks[0]].Measures
	excess, _ := list.Get("excess")
	sawtooth, _ := list.Get("sawtooth")
	const least = 0.005 // rounds to 0.01
	switch {
	case excess.Low > 0 && excess.Value >= least:
		return fmt.Sprintf("Announced optimism ran %.2f above realism on average", excess.Value)
	case excess.High < 0 && excess.Value <= -least:
		return fmt.Sprintf("Announced optimism stayed %.2f below realism on average", -excess.Value)
	case sawtooth.Low > 0 && sawtooth.Value >= least:
		return fmt.Sprintf("Each professional contact took %.2f off announced optimism", sawtooth.Value)
	}
	return "Announced optimism over time"
}

// outcomesTitle says what most often became of first deals within a year, and
// returns the key of that measure.
func outcomesTitle(list study.Measures) (title, key string) {
	stood, _ := list.Get("stood_365d")
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
		return "One year on, " + ofHundred(best.Estimate) + " first deals still stood", best.Key
	}
	return subject(best.Key) + " ended " + ofHundred(best.Estimate) + " first deals within a year", best.Key
}

// subject is a cause as the subject of a title, in one word.
func subject(key string) string {
	for cause := sim.Misread; cause < sim.NumCauses; cause++ {
		if key == "ended_"+cause.String()+"_365d" {
			return [...]string{"", "Misreading", "Drift", "Falls", "Rivals", "Leaks"}[cause]
		}
	}
	return ""
}

// ofHundred is a share of a sample in words: "14 of 100".
func ofHundred(e stats.Estimate) string {
	return study.OfHundred(int(math.Round(e.Value*float64(e.N))), e.N)
}

// short is the title if it has no more words than a title may, or else the
// other one.
func short(title, other string) string {
	if len(strings.Fields(title)) > plots.MaxTitleWords {
		return other
	}
	return title
}
