package stats

import (
	"fmt"
	"math"
)

// At estimates survival to the close of day. N is the size of the whole
// sample.
//
// The limits are pointwise, by the normal approximation to log(-log S) with
// Greenwood's (1926) variance: S to the power exp(±z se) (Kalbfleisch &
// Prentice 1980). At S = 1 or 0 that has no value. At 1 the
// lower limit is then Wilson's for those at risk, all standing; at 0 the upper
// limit is the lesser of the day before's and Wilson's for those last at risk,
// none standing (modelling choice; each holds at its own level, and both err
// on the wide side).
//
// The value is 1 before day 0, and NaN from the day on which no one was left to
// watch, if any stood when last seen, and beyond the horizon.
func (c Curve) At(day int) Estimate {
	if c.n == 0 || day > c.last && !c.extinct() {
		return unknown(c.n)
	}
	if day < 0 {
		return Estimate{Value: 1, Low: 1, High: 1, N: c.n}
	}
	d := c.days[min(day, c.last)]
	return Estimate{Value: d.survival, Low: d.low, High: d.high, N: c.n}
}

// extinct reports whether the curve reaches 0, where it then stays.
func (c Curve) extinct() bool { return c.last >= 0 && c.days[c.last].survival == 0 }

// StdErr returns the standard error of survival at the close of day
// (Greenwood 1926). It is 0 where survival is 1 or 0, and NaN where it is not
// known.
func (c Curve) StdErr(day int) float64 {
	s := c.At(day).Value
	if math.IsNaN(s) {
		return s
	}
	if s == 1 || s == 0 {
		return 0
	}
	return s * math.Sqrt(c.days[min(day, c.last)].greenwood)
}

// AtRisk returns how many were standing when day began and were watched to its
// close.
func (c Curve) AtRisk(day int) int {
	if day < 0 {
		return c.n
	}
	if day >= len(c.days) {
		return 0
	}
	return c.days[day].atRisk
}

// Ended returns how many had ended by the close of day.
func (c Curve) Ended(day int) int { return c.upTo(day).ended }

// Censored returns how many had been censored by the close of day.
func (c Curve) Censored(day int) int { return c.upTo(day).censored }

func (c Curve) upTo(day int) curveDay {
	if day < 0 {
		return curveDay{}
	}
	return c.days[min(day, len(c.days)-1)]
}

// Median estimates the day by the close of which half have ended: [Curve.Quantile]
// of 1/2.
func (c Curve) Median() Estimate { return c.Quantile(0.5) }

// Quantile estimates the day by the close of which a share p, strictly between
// 0 and 1, have ended: the first with survival of at most 1-p. The limits are
// the first days on which the lower and the upper limit of survival are at most
// 1-p (Brookmeyer & Crowley 1982, on the log-log scale). Each is NaN where there
// is no such day. It panics on any other p.
func (c Curve) Quantile(p float64) Estimate {
	checkProbability(p)
	return Estimate{
		Value: c.first(1-p, func(d curveDay) float64 { return d.survival }),
		Low:   c.first(1-p, func(d curveDay) float64 { return d.low }),
		High:  c.first(1-p, func(d curveDay) float64 { return d.high }),
		N:     c.n,
	}
}

// first is the first known day on which of is at most a share, but for
// rounding.
func (c Curve) first(share float64, of func(curveDay) float64) float64 {
	for i, d := range c.days[:c.last+1] {
		if of(d) <= share+1e-12 {
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
// day to tau (Kaplan & Meier 1958), and the interval is normal, cut to [0, tau].
// If none ended before tau, the lower limit is tau times that of survival. It is NaN where the curve is not known up to tau. It panics
// if tau is below 1.
func (c Curve) RestrictedMean(tau int) Estimate {
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
	for day := min(tau-1, c.last); day >= 0; day-- {
		area += c.days[day].survival // now the area from this day to tau
		r, d := float64(c.days[day].atRisk), float64(c.Ended(day)-c.Ended(day-1))
		if r > d { // else the area is 0 too
			variance += float64(area*area) * d / (r * (r - d))
		}
	}
	half := float64(c.wide.at(tau-1) * math.Sqrt(variance))
	return Estimate{Value: area, Low: max(area-half, 0), High: min(area+half, float64(tau)), N: c.n}
}
