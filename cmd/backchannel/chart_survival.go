package main

import (
	"backchannel/plots"
	"backchannel/sim/stats"
)

// survivalCharts draws the lives of first deals, of one talk alone: curves of
// several in one panel hide one another.
func (d *drawing) survivalCharts() (list []picture, why string) {
	if n := len(d.summary.Talks); n > 1 {
		return nil, "it has " + plural(n, "talk") + ", whose curves would hide one another; ask for multiples, a panel each"
	}
	return d.byTalk("survival", d.survival), ""
}

// kaplanMeier is how a caption describes a survival curve.
const kaplanMeier = "Kaplan–Meier estimate with pointwise 95% log-log bands, drawn while 5% are at risk; deals standing at the horizon are censored"

func (d *drawing) survival(talk int) plots.Chart {
	lives := d.lives[talk]
	median := stats.KaplanMeier(lives, stats.Level95).Median()
	return plots.Survival{
		Words: d.words(medianTitle(median), d.subtitle("Share of first deals that still stood"), kaplanMeier, lives.N(), "first deals"),
		// The only curve is named for the table beneath it.
		Curves: []plots.Curve{survivalCurve("first deals", lives)},
	}
}

// leastAtRisk is the share of a sample down to which its curve is drawn: what
// the last few decide is noise (Pocock, Clayton & Altman 2002 advise to stop
// at 10 to 20 %; 5 % is a modelling choice for samples of thousands).
const leastAtRisk = 0.05

// followed are the days on which something happened, as long as enough deals
// are at risk.
func followed(km stats.Curve, lives *stats.Lives) []int {
	var days []int
	for day := 0; day <= lives.Horizon(); day++ {
		if km.Ended(day) == km.Ended(day-1) && km.Censored(day) == km.Censored(day-1) {
			continue
		}
		if float64(km.AtRisk(day)) < leastAtRisk*float64(lives.N()) {
			break
		}
		days = append(days, day)
	}
	return days
}

// lastOf is the last of some days, 0 if there are none.
func lastOf(days []int) int {
	if len(days) == 0 {
		return 0
	}
	return days[len(days)-1]
}

// survivalCurve is the curve on the days on which something happened.
func survivalCurve(name string, lives *stats.Lives) plots.Curve {
	km := stats.KaplanMeier(lives, stats.Level95)
	c := plots.Curve{Name: name, N: lives.N()}
	for _, day := range followed(km, lives) {
		e := km.At(day)
		c.Day = append(c.Day, float64(day))
		c.Survival, c.Low, c.High = append(c.Survival, e.Value), append(c.Low, e.Low), append(c.High, e.High)
		c.Ended = append(c.Ended, km.Ended(day)-km.Ended(day-1))
		c.Censored = append(c.Censored, km.Censored(day)-km.Censored(day-1))
	}
	return c
}
