package main

import (
	"backchannel/plots"
	"backchannel/sim/stats"
)

func (d *drawing) survival(talks []int) plots.Chart {
	c := plots.Survival{}
	n := 0
	for _, t := range talks {
		lives := d.lives[t]
		n += lives.N()
		name := d.talk(t)
		if len(talks) == 1 {
			name = "first deals"
		}
		c.Curves = append(c.Curves, survivalCurve(name, lives))
	}
	what := "Share of first deals that still stood"
	if len(talks) > 1 {
		what = "Share of each talk's first deals that still stood"
	}
	c.Words = d.words(d.survivalTitle(talks), d.subtitle(what),
		"Kaplan–Meier estimate with pointwise 95% log-log bands, drawn while 5% are at risk; deals standing at the horizon are censored", n, "first deals")
	return c
}

// leastAtRisk is the share of a sample down to which its curve is drawn: what
// the last few decide is noise (Pocock, Clayton & Altman 2002 advise to stop
// at 10 to 20 %; 5 % is a modelling choice for samples of thousands).
const leastAtRisk = 0.05

// survivalCurve keeps the days on which something happened, as long as enough
// deals are at risk.
func survivalCurve(name string, lives *stats.Lives) plots.Curve {
	km := stats.KaplanMeier(lives, stats.Level95)
	c := plots.Curve{Name: name, N: lives.N()}
	for day := 0; day <= lives.Horizon(); day++ {
		ended := km.Ended(day) - km.Ended(day-1)
		censored := km.Censored(day) - km.Censored(day-1)
		if ended+censored == 0 {
			continue
		}
		if float64(km.AtRisk(day)) < leastAtRisk*float64(lives.N()) {
			break
		}
		e := km.At(day)
		c.Day = append(c.Day, float64(day))
		c.Survival, c.Low, c.High = append(c.Survival, e.Value), append(c.Low, e.Low), append(c.High, e.High)
		c.Ended, c.Censored = append(c.Ended, ended), append(c.Censored, censored)
	}
	return c
}
