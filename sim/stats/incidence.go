package stats

import (
	"fmt"
	"math"
)

// Incidence holds the cumulative incidence of competing causes: the
// probability that a life has ended, of this cause, by the close of each
// whole day. The causes share one population: who ends of one is no longer
// there to end of another, and on each day the incidences of all causes and
// the survival of [KaplanMeier] sum to 1.
//
// What [Curve] says of censoring and of independent lives holds here too.
type Incidence struct {
	n     int
	level float64
	days  [][]incidenceDay // by cause, by day
	last  int              // last day on which it is known; -1: none
	spent bool             // no life goes on after last, so none is unknown
}

// incidenceDay is the incidence of one cause at the close of a day, with what
// its variance on the next day needs.
type incidenceDay struct {
	value      float64
	variance   float64
	covariance float64 // with survival
	low, high  float64
}

// AalenJohansen estimates the cumulative incidence of each cause from a life
// table: the sum over days of S d/r, for d ends of the cause among r at risk
// and S the Kaplan-Meier survival to the day before (Aalen & Johansen 1978).
//
// The variance is of the Greenwood type: each day's ends by cause are
// multinomial given those at risk, and their variances are carried forward by
// the recursion of the estimate itself (Andersen, Borgan, Gill & Keiding 1993,
// section IV.4; Allignol, Schumacher & Beyersmann 2010 compare it with others).
// With one cause it is Greenwood's (1926), and without censoring it is
// binomial.
func AalenJohansen(l *Lives, level float64) Incidence {
	c := Incidence{n: l.N(), level: level, last: -1}
	atRisk := c.n
	atRiskBy := make([]int, l.Horizon()+1)
	for day := range atRiskBy {
		atRiskBy[day] = atRisk
		if atRisk > 0 {
			c.last = day
		}
		atRisk -= endedOn(l, day) + l.censored[day]
	}
	for cause := range l.ended {
		c.days = append(c.days, c.accumulate(l, cause, atRiskBy))
	}
	if c.last >= 0 {
		c.spent = endedOn(l, c.last) == atRiskBy[c.last]
	}
	return c
}

// endedOn counts the ends on a day, of every cause.
func endedOn(l *Lives, day int) int {
	ends := 0
	for _, byDay := range l.ended {
		ends += byDay[day]
	}
	return ends
}

// accumulate carries the incidence F of one cause and the survival S forward,
// with the covariance matrix of the two: on a day with a share p of those at
// risk ending of the cause and q of any,
//
//	F' = F + S p    S' = S (1-q)
//
// in which p and q have the multinomial variances p(1-p)/r and q(1-q)/r, and
// covariance p(1-q)/r, and are uncorrelated with what went before.
func (c Incidence) accumulate(l *Lives, cause int, atRisk []int) []incidenceDay {
	days, wide := make([]incidenceDay, len(atRisk)), newWidener(l.sharesOf(cause), c.level)
	survival, survivalVariance := 1.0, 0.0
	now := incidenceDay{}
	for day, risk := range atRisk {
		if risk > 0 {
			r := float64(risk)
			p, q := float64(l.ended[cause][day])/r, float64(endedOn(l, day))/r
			square := float64(survival * survival)
			now.value += float64(survival * p)
			now.variance += float64(2*p*now.covariance) + float64(p*p*survivalVariance) + float64(square*p*(1-p)/r)
			now.covariance = float64((1-q)*(now.covariance+float64(p*survivalVariance))) - float64(square*p*(1-q)/r)
			survivalVariance = float64((1-q)*(1-q)*survivalVariance) + float64(square*q*(1-q)/r)
			survival *= 1 - q
			if survival == 0 && now.value > 1-1e-9 { // 1 but for rounding
				now.value, now.variance = 1, 0
			}
			now.low, now.high = c.limits(now, risk, wide.at(day))
		}
		days[day] = now
	}
	return days
}

// limits are the limits that Incidence.At describes. The fields low and high
// of now still hold those of the day before.
func (c Incidence) limits(now incidenceDay, atRisk int, z float64) (low, high float64) {
	switch f := now.value; f {
	case 0:
		_, high = scoredShare(0, atRisk, z)
		return 0, high
	case 1:
		low, _ = scoredShare(atRisk, atRisk, z)
		return max(now.low, low), 1
	default:
		minusLog := -math.Log1p(-f)
		factor := math.Exp(z * math.Sqrt(max(now.variance, 0)) / float64((1-f)*minusLog))
		return -math.Expm1(-minusLog / factor), -math.Expm1(-float64(minusLog * factor))
	}
}

// At estimates the probability of an end of cause by the close of day. N is
// the size of the whole sample.
//
// The limits are pointwise, by the normal approximation to log(-log(1-F)),
// which with one cause is the scale of [Curve.At] (Kalbfleisch & Prentice
// 1980). At F = 0 the upper limit is Wilson's for those at risk, none of whom
// ended of the cause; at F = 1 the lower limit is the greater of the day
// before's and Wilson's for those last at risk, all of whom did (modelling
// choice, which errs on the wide side).
//
// The value is 0 before day 0, and NaN from the day on which no one was left
// to watch, if any stood when last seen, and beyond the horizon. It panics on a
// cause that the table does not have.
func (c Incidence) At(cause, day int) Estimate {
	c.check(cause)
	if c.n == 0 || day > c.last && !c.spent {
		return unknown(c.n)
	}
	if day < 0 {
		return Estimate{N: c.n}
	}
	d := c.days[cause][min(day, c.last)]
	return Estimate{Value: d.value, Low: d.low, High: d.high, N: c.n}
}

// StdErr returns the standard error of the incidence of cause by the close of
// day. It is 0 where the incidence is 0 or 1, and NaN where it is not known.
func (c Incidence) StdErr(cause, day int) float64 {
	if v := c.At(cause, day).Value; math.IsNaN(v) || day < 0 {
		return v
	}
	return math.Sqrt(max(c.days[cause][min(day, c.last)].variance, 0))
}

func (c Incidence) check(cause int) {
	if cause < 0 || cause >= len(c.days) {
		panic(fmt.Sprintf("stats: cause %d of %d", cause, len(c.days)))
	}
}
