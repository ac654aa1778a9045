package stats

import (
	"fmt"
	"math"
)

// Curve is a survival curve: the probability that a life goes on after the
// close of each whole day. It is a step function that holds its value from
// one day to the next.
//
// Censoring must tell nothing about the life it cuts short, as holds for lives
// cut by the end of a run. The intervals take lives as independent, as
// first deals of different runs are; two deals of one run are not.
type Curve struct {
	n     int
	level float64
	z     float64 // two-sided normal quantile of level
	days  []curveDay
	last  int // last day on which the curve is known; -1: none
}

type curveDay struct {
	survival  float64
	greenwood float64 // sum of d/(r(r-d)) so far: variance of log survival
	high      float64 // upper limit
	low       float64 // lower limit
	atRisk    int     // standing and watched when the day began
	ended     int     // so far
	censored  int     // so far
}

// KaplanMeier estimates the survival curve from a life table, for an end of
// any cause: the product over days of 1 - d/r, for d ends among r at risk
// (Kaplan & Meier 1958). Those censored on a day are at risk on it.
func KaplanMeier(l *Lives, level float64) Curve {
	n := l.N()
	c := Curve{n: n, level: level, z: normalQuantile(level), last: -1}
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
		if day.atRisk > 0 || (n > 0 && day.survival == 0) {
			c.last = i
			day.low, day.high = c.limits(day)
		}
		c.days[i] = day
	}
	return c
}

// limits are the log-log limits of one day; before is what stood the day
// before, in the fields low and high.
func (c *Curve) limits(day curveDay) (low, high float64) {
	switch {
	case day.survival == 1:
		return Wilson(day.atRisk, day.atRisk, c.level).Low, 1
	case day.survival > 0:
		minusLog := -math.Log(day.survival)
		factor := math.Exp(c.z * math.Sqrt(day.greenwood) / minusLog)
		return math.Exp(-minusLog * factor), math.Exp(-minusLog / factor)
	case day.atRisk > 0:
		return 0, min(day.high, Wilson(0, day.atRisk, c.level).High)
	default:
		return 0, day.high
	}
}

// At estimates survival to the close of day. N is the size of the whole
// sample.
//
// The limits are pointwise, by the normal approximation to log(-log S) with
// Greenwood's (1926) variance: S to the power exp(±z se) (Kalbfleisch &
// Prentice 1980, section 1.3). At S = 1 or 0 that has no value. At 1 the
// lower limit is then Wilson's for those at risk, all standing; at 0 the upper
// limit is the lesser of the day before's and Wilson's for those last at risk,
// none standing (modelling choice; each holds at its own level, and both err
// on the wide side).
//
// The value is 1 before day 0, and NaN from the day on which no one was left to
// watch, if any stood when last seen, and beyond the horizon.
func (c *Curve) At(day int) Estimate {
	if c.n == 0 || day > c.last && !c.extinct() {
		return unknown(c.n)
	}
	if day < 0 {
		return Estimate{Value: 1, Low: 1, High: 1, N: c.n}
	}
	d := c.days[min(day, c.last)]
	return Estimate{Value: d.survival, Low: d.low, High: d.high, N: c.n}
}

// extinct reports whether the curve reaches 0.
func (c *Curve) extinct() bool { return c.last >= 0 && c.days[c.last].survival == 0 }

// StdErr returns the standard error of survival at the close of day
// (Greenwood 1926). It is 0 where survival is 1 or 0, and NaN where it is not
// known.
func (c *Curve) StdErr(day int) float64 {
	s := c.At(day).Value
	if math.IsNaN(s) {
		return s
	}
	if s == 1 || s == 0 {
		return 0
	}
	return s * math.Sqrt(c.days[min(day, c.last)].greenwood)
}

// AtRisk returns how many were standing and watched when day began.
func (c *Curve) AtRisk(day int) int {
	if day < 0 {
		return c.n
	}
	if day >= len(c.days) {
		return 0
	}
	return c.days[day].atRisk
}

// Ended returns how many had ended by the close of day.
func (c *Curve) Ended(day int) int { return c.upTo(day).ended }

// Censored returns how many had been censored by the close of day.
func (c *Curve) Censored(day int) int { return c.upTo(day).censored }

func (c *Curve) upTo(day int) curveDay {
	if day < 0 {
		return curveDay{}
	}
	return c.days[min(day, len(c.days)-1)]
}

// Median estimates the day by the close of which half have ended: the first
// with survival of at most 1/2. The limits are the first days on which the
// lower and the upper limit of survival are at most 1/2 (Brookmeyer & Crowley
// 1982, on the log-log scale). Each is NaN where there is no such day.
func (c *Curve) Median() Estimate {
	return Estimate{
		Value: c.first(func(d curveDay) float64 { return d.survival }),
		Low:   c.first(func(d curveDay) float64 { return d.low }),
		High:  c.first(func(d curveDay) float64 { return d.high }),
		N:     c.n,
	}
}

// first is the first known day on which of is at most 1/2, but for rounding.
func (c *Curve) first(of func(curveDay) float64) float64 {
	for i, d := range c.days[:c.last+1] {
		if of(d) <= 0.5+1e-12 {
			return float64(i)
		}
	}
	return math.NaN()
}

// RestrictedMean estimates the mean number of days that a life lasts within
// its first tau days: the area under the curve from 0 to tau. As an end
// counts at the close of its day, it exceeds the mean of unrounded lives by
// less than a day.
//
// The variance is the sum over days of A² d/(r(r-d)), for A the area from that
// day to tau (Kaplan & Meier 1958, section 6.2, without their correction for
// few ends; Kalbfleisch & Prentice 1980), and the interval is normal, cut to
// [0, tau]. If none ended before tau, the lower limit is tau times that of
// survival. It is NaN where the curve is not known up to tau. It panics
// if tau is below 1.
func (c *Curve) RestrictedMean(tau int) Estimate {
	if tau < 1 {
		panic(fmt.Sprintf("stats: mean life restricted to %d days", tau))
	}
	end := c.At(tau - 1)
	if math.IsNaN(end.Value) {
		return unknown(c.n)
	}
	if end.Value == 1 {
		return Estimate{Value: float64(tau), Low: float64(tau) * end.Low, High: float64(tau), N: c.n}
	}
	area, variance := 0.0, 0.0
	for day := tau - 1; day >= 0; day-- {
		d := c.days[min(day, c.last)]
		area += d.survival // now the area from this day to tau
		if d.survival > 0 {
			variance += float64(float64(area*area) * (d.greenwood - c.upTo(day-1).greenwood))
		}
	}
	half := float64(c.z * math.Sqrt(variance))
	return Estimate{Value: area, Low: max(area-half, 0), High: min(area+half, float64(tau)), N: c.n}
}
