package stats

import (
	"fmt"
	"math"
	"slices"
)

// Life is the one life of a run, such as that of its first deal.
type Life struct {
	Days  float64 // how long it lasted, or was seen to last
	Watch float64 // how long it would have been watched, as of [Lives]; NaN: the run has none
	Ended bool    // or else it is censored
}

// alike reports whether two runs have the same life, or none.
func (l Life) alike(other Life) bool {
	return l == other || math.IsNaN(l.Watch) && math.IsNaN(other.Watch)
}

// PairedCurves are the survival curves of two arms on the same random numbers,
// run by run.
//
// Each curve is the one of [KaplanMeier] for the lives of its arm; a run without
// a life says nothing of it. A difference is linearised. The influence of a run
// on survival to day t is the sum, over the days u up to t on which its life is
// at risk, for d ends among r,
//
//	S(t) (d/(r (r-d)), less 1/(r-d) if it ends on the day)
//
// and its influence on the restricted mean is the same with, in place of S(t),
// the area under the curve from u to tau (the influence function of Reid 1981).
// The squares of the influences on one arm sum to the variance of Greenwood
// (1926). As in [PairedRatio] they are taken times n/(n-1) for the n lives of the
// arm, and the variance of the difference is the sum over runs of (v - u)².
// Without censoring, that is how PairedRatio compares the shares that stand, or
// the means of lives cut at tau.
//
// Where few lives differ between the arms, as where scenarios are nearly the
// same or few deals end, that variance is often too small, and resampling would
// not make it greater: what is rare is missing from the sample. So the limits and
// P, but not StdErr, take in two runs more, one in which the life of A ends while
// that of B goes on and one the other way round, each on a day drawn evenly from
// those that lives were at risk on (modelling choice, after what Bonett & Price
// 2012 do for paired shares). With many ends that hardly shows; with few it errs
// on the wide side.
type PairedCurves struct {
	a, b  armLives
	runs  overlap
	same  bool
	level float64
}

// armLives are the lives of one arm, placed on their days.
type armLives struct {
	curve Curve
	day   []int // by run; -1: none
	ended []bool
}

// PairedKaplanMeier estimates the curves of both arms from the lives of their
// runs, for days 0 to horizon. It panics if the arms differ in their number of
// runs, and unless 0 <= Days <= Watch where there is a life.
func PairedKaplanMeier(a, b []Life, horizon int, level float64) PairedCurves {
	checkLevel(level)
	if len(a) != len(b) {
		panic(fmt.Sprintf("stats: paired curves of %d and %d runs", len(a), len(b)))
	}
	c := PairedCurves{
		a: placeLives(a, horizon, level), b: placeLives(b, horizon, level),
		same: slices.EqualFunc(a, b, Life.alike), level: level,
	}
	for i, day := range c.a.day {
		c.runs.count(day >= 0, c.b.day[i] >= 0)
	}
	return c
}

func placeLives(lives []Life, horizon int, level float64) armLives {
	table := NewLives(horizon, 1)
	arm := armLives{day: make([]int, len(lives)), ended: make([]bool, len(lives))}
	for i, l := range lives {
		if math.IsNaN(l.Watch) {
			arm.day[i] = -1
			continue
		}
		cause := -1
		if l.Ended {
			cause = 0
		}
		table.Add(l.Days, l.Watch, cause)
		arm.day[i], arm.ended[i] = placeLife(l.Days, l.Watch, l.Ended, horizon)
	}
	arm.curve = KaplanMeier(table, level)
	return arm
}

// A returns the curve of the first arm alone.
func (c PairedCurves) A() Curve { return c.a.curve }

// B returns the curve of the second arm alone.
func (c PairedCurves) B() Curve { return c.b.curve }

// At compares survival to the close of day. A and B are those of [Curve.At].
// What is said of [PairedRatio] holds, but where there is no spread since each
// arm's survival is 1 or 0: the limits are then those of [Difference], which
// take the arms for independent and err on the wide side. Limits are cut to
// [-1,1]. All is NaN but the arms where a curve is not known.
func (c PairedCurves) At(day int) Paired {
	return c.compare(c.a.curve.At(day), c.b.curve.At(day), 1, func(arm Curve) []float64 {
		return slices.Repeat([]float64{arm.At(day).Value}, max(min(day, arm.last)+1, 0))
	})
}

// RestrictedMean compares the mean number of days that a life lasts within its
// first tau days. A and B are those of [Curve.RestrictedMean]; the rest is as of
// At, with limits cut to [-tau,tau]. It panics if tau is below 1.
func (c PairedCurves) RestrictedMean(tau int) Paired {
	a, b := c.a.curve.RestrictedMean(tau), c.b.curve.RestrictedMean(tau)
	return c.compare(a, b, float64(tau), func(arm Curve) []float64 {
		areas := make([]float64, min(tau-1, arm.last)+1)
		area := 0.0
		for day := len(areas) - 1; day >= 0; day-- {
			area += arm.days[day].survival
			areas[day] = area
		}
		return areas
	})
}

// compare makes the Paired of a figure from 0 to most that moves, when survival
// is cut on a day by a small share, by that share of what weights has for the
// day.
func (c PairedCurves) compare(a, b Estimate, most float64, weights func(Curve) []float64) Paired {
	if math.IsNaN(a.Value) || math.IsNaN(b.Value) {
		return unknownPair(a, b)
	}
	u, v := c.a.influence(weights(c.a.curve)), c.b.influence(weights(c.b.curve))
	p := pair(a, b, u, v, c.runs, c.level)
	p.withoutSpread(a, b, most, c.level)
	if c.same {
		p.same()
	}
	return p
}

// influence is that of every run on a figure of the arm, by the weights of its
// days.
func (l *armLives) influence(weights []float64) influence {
	outlived := make([]float64, len(weights)) // what a life gains by being at risk through a day
	ended := make([]float64, len(weights))    // and loses by ending on it
	sum, atRisk := 0.0, 0.0
	var x influence
	for day, w := range weights {
		r, d := float64(l.curve.AtRisk(day)), float64(l.curve.Ended(day)-l.curve.Ended(day-1))
		if r > d { // else the weight is 0
			sum += w * d / (r * (r - d))
			ended[day] = w / (r - d)
			x.more += r * float64(ended[day]*ended[day])
			atRisk += r
		}
		outlived[day] = sum
	}
	n := float64(l.curve.n)
	scale := math.Sqrt(n / max(n-1, 1))
	if atRisk > 0 {
		x.more /= atRisk
	}
	x.of, x.runs = make([]float64, len(l.day)), l.curve.n
	size := 0.0
	for i, day := range l.day {
		if day < 0 || len(weights) == 0 {
			continue
		}
		gain, loss := outlived[min(day, len(weights)-1)], 0.0
		if day < len(weights) && l.ended[i] {
			loss = ended[day]
		}
		x.of[i] = (gain - loss) * scale
		size += float64((gain + loss) * (gain + loss) * scale * scale)
	}
	x.noise = relativeNoise * math.Sqrt(size)
	return x
}
