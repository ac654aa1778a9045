package main

import (
	"math"

	"backchannel/plots"
	"backchannel/sim/stats"
	"backchannel/sim/study"
)

// mostDots is how many equally likely outcomes a waiting time is drawn as: so
// few that they can be counted (Kay et al. 2016 use 20 and 50).
const mostDots = 20

// dotsCharts draws of each talk how long the first deal takes and how long it
// lasts.
func (d *drawing) dotsCharts() (list []picture, why string) {
	return d.byTalk("dots", d.dots), ""
}

func (d *drawing) dots(talk int) plots.Chart {
	deals, lives := d.deals[talk], d.lives[talk]
	km := stats.KaplanMeier(lives, stats.Level95)
	last := lastOf(followed(km, lives))
	return plots.Dots{
		Words: d.words(dotsTitle(d.summary.Talks[talk].Measures, lives.N()), d.ofTalk("Until the first deal, and for how long it stands", talk),
			"Quantiles of the day of signature over all runs, and of the life of first deals by Kaplan–Meier ("+plural(lives.N(), "deal")+
				", followed while 5% are at risk)", d.summary.Runs, "runs"),
		Panels: []plots.DotsPanel{
			{
				Name: "Time to the first deal", XLabel: "Days since the start", Horizon: d.summary.HorizonDays,
				Half: deals.Quantile(0.5, stats.Level95).Value,
				At:   dotsAt(deals.N(), d.summary.HorizonDays, func(p float64) float64 { return deals.Quantile(p, stats.Level95).Value }),
			},
			{
				Name: "Life of the first deal", XLabel: "Days since signing", Horizon: float64(last),
				Half: km.Median().Value,
				At:   dotsAt(lives.N(), float64(last), func(p float64) float64 { return km.Quantile(p).Value }),
			},
		},
	}
}

// dotsAt are the quantiles of a sample of n at (i-1/2)/k, for as many dots k
// as may be, but no more than there are cases. Those beyond the last day are
// not reached.
func dotsAt(n int, last float64, quantile func(p float64) float64) []float64 {
	dots := make([]float64, min(n, mostDots))
	for i := range dots {
		day := quantile((float64(i) + 0.5) / float64(len(dots)))
		if !(day <= last) { // NaN too: never
			day = math.Inf(1)
		}
		dots[i] = day
	}
	return dots
}

// dotsTitle says by when half the runs had a deal, where that is known and none
// stood from the start.
func dotsTitle(list study.Measures, deals int) string {
	day, _ := list.Get("deal_day")
	switch known := !math.IsNaN(day.Low) && !math.IsNaN(day.High); {
	case deals == 0:
		return noDeal
	case known && day.Value > 0:
		return "Half of the runs had a deal by day " + count(int(day.Value))
	}
	return "How long a deal took, and how long it stood"
}
