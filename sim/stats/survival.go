package stats

import "math"

// Curve is a survival curve: the probability that a life goes on after the
// close of each whole day. It is a step function that holds its value from
// one day to the next.
//
// It takes it that a censored life would have gone on like the others still
// standing. The end of a run cuts late deals shorter than early ones, so the
// curve is off to the degree that late deals are sturdier, or frailer. The
// intervals take lives as independent, as the first deals of different runs
// are; two deals of one run are not. Of lives in clusters, the limits of each day
// are widened by its design effect.
type Curve struct {
	n    int
	wide *widener
	days []curveDay
	last int // last day on which the curve is known; -1: none
}

type curveDay struct {
	survival  float64
	greenwood float64 // sum of d/(r(r-d)) so far: variance of log survival
	high      float64 // upper limit
	low       float64 // lower limit
	atRisk    int     // standing when the day began, and watched to its close
	ended     int     // so far
	censored  int     // so far
}

// KaplanMeier estimates the survival curve from a life table, for an end of
// any cause: the product over days of 1 - d/r, for d ends among r at risk
// (Kaplan & Meier 1958). Those censored on a day are at risk on it.
func KaplanMeier(l *Lives, level float64) Curve {
	n := l.N()
	c := Curve{n: n, wide: newWidener(l.sharesOf(-1), level), last: -1}
	c.days = make([]curveDay, l.Horizon()+1)
	day := curveDay{survival: 1, low: 1, high: 1}
	for i := range c.days {
		day.atRisk = n - day.ended - day.censored
		ends := 0
		for _, byDay := range l.ended {
			ends += byDay[i]
		}
		day.ended += ends
		day.censored += l.censored[i]
		if ends > 0 {
			r, d := float64(day.atRisk), float64(ends)
			day.survival *= (r - d) / r
			day.greenwood += d / (r * (r - d)) // +Inf when all end
		}
		if day.atRisk > 0 {
			c.last = i
			day.low, day.high = c.limits(day, c.wide.at(i))
		}
		c.days[i] = day
	}
	return c
}

// limits are the limits that Curve.At describes, for one day. The fields low
// and high still hold those of the day before.
func (c Curve) limits(day curveDay, z float64) (low, high float64) {
	switch {
	case day.survival == 1:
		low, _ = scoredShare(day.atRisk, day.atRisk, z)
		return low, 1
	case day.survival > 0:
		minusLog := -math.Log(day.survival)
		factor := math.Exp(z * math.Sqrt(day.greenwood) / minusLog)
		return math.Exp(-minusLog * factor), math.Exp(-minusLog / factor)
	default:
		_, high = scoredShare(0, day.atRisk, z)
		return 0, min(day.high, high)
	}
}
