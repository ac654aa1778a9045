package main

import (
	"slices"

	"backchannel/plots"
	"backchannel/sim/stats"
)

// inMultiples is how many talks share a chart of small multiples.
const inMultiples = 12

// multiplesCharts draws the lives of each talk's first deals, a panel a talk.
func (d *drawing) multiplesCharts() (list []picture, why string) {
	if len(d.summary.Talks) == 1 {
		return nil, "it has one talk, and multiples compare several; ask for survival"
	}
	return inParts("multiples", d.talks(), inMultiples, d.multiples), ""
}

func (d *drawing) multiples(talks []int) plots.Chart {
	c := plots.SmallMultiples{Reference: d.together()}
	for _, t := range talks {
		c.Curves = append(c.Curves, survivalCurve(d.talk(t), d.lives[t]))
	}
	c.Words = d.words(d.multiplesTitle(talks), d.subtitle("Share of each talk's first deals that still stood"),
		kaplanMeier+dashed, d.firstDeals(talks), "first deals")
	return c
}

// firstDeals counts the first deals of some talks.
func (d *drawing) firstDeals(talks []int) int {
	n := 0
	for _, t := range talks {
		n += d.lives[t].N()
	}
	return n
}

// dashed is how the caption tells what the dashed curve is.
const dashed = ". Dashed: mean of all talks' curves, weighted by their first deals, as far as all are known"

// together is the mean of all talks' curves, weighted by their first deals: the
// share of all first deals that would stand were none censored. One estimate
// from all deals pooled would not be that: talks that sign late are cut off
// early, so late in the curve it would tell of the others. It has no band: the
// deals of one run are not independent.
func (d *drawing) together() plots.Curve {
	c := plots.Curve{Name: "all talks together"}
	var curves []stats.Curve
	var weights []float64
	var days []int
	last := d.lives[0].Horizon()
	for _, lives := range d.lives {
		if lives.N() == 0 {
			continue
		}
		km := stats.KaplanMeier(lives, stats.Level95)
		on := followed(km, lives)
		curves, weights, days = append(curves, km), append(weights, float64(lives.N())), append(days, on...)
		last = min(last, lastOf(on))
		c.N += lives.N()
	}
	slices.Sort(days)
	for _, day := range slices.Compact(days) {
		if day > last {
			break
		}
		sum := 0.0
		for i, km := range curves {
			sum += float64(weights[i] * km.At(day).Value)
		}
		c.Day, c.Survival = append(c.Day, float64(day)), append(c.Survival, sum/float64(c.N))
	}
	return c
}
