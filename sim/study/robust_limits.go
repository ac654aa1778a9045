package study

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"backchannel/sim/stats"
)

// noSpread is the width below which an interval is one of rounding alone.
const noSpread = 1e-12

// bounded reports whether figures of a unit lie between 0 and 1.
func bounded(unit string) bool { return unit == aShare || unit == zeroToOne }

// units are what the interval of a setting rests on where all of its draws come to
// the same: its uncertain points, or the cases of one of them if luck is shared and
// these are fewer. No more can be told apart for sure (modelling choice).
func (x *crossing) units() int {
	n := float64(len(x.at))
	for _, at := range x.at {
		for _, point := range at {
			if x.shared {
				n = min(n, x.noise.cases(point))
			}
		}
	}
	return int(n)
}

// cases is how many runs of a point have something to say.
func (r *Replicates) cases(point int) float64 {
	n := 0.0
	for _, k := range r.n[point] {
		n += k
	}
	return n
}

// spreadOut gives an estimate limits where drawing again moves nothing, as where all
// figures are 0: that none was seen does not say that there is none. Between 0 and 1
// they are Wilson's (1927) for so many units, as no values between 0 and 1 with this
// mean spread wider than yes and no. Of what has no upper end nothing can be said,
// and the limits are NaN.
func spreadOut(e stats.Estimate, unit string, units int, level float64) stats.Estimate {
	if !(e.High-e.Low < noSpread) {
		return e
	}
	v := e.Value
	switch {
	case !bounded(unit) || units < 1:
		e.Low, e.High = math.NaN(), math.NaN()
	case v < noSpread:
		e.Low, e.High = 0, stats.Wilson(0, units, level).High
	case v > 1-noSpread:
		e.Low, e.High = stats.Wilson(units, units, level).Low, 1
	default:
		n, z := float64(units), distuv.UnitNormal.Quantile((1+level)/2)
		middle, half := v+z*z/2/n, z*math.Sqrt(v*(1-v)/n+z*z/4/n/n)
		e.Low, e.High = (middle-half)/(1+z*z/n), (middle+half)/(1+z*z/n)
	}
	return e
}

// inOrder keeps the figures of a setting to the order that they have by definition:
// no mean of the worst points is better than that of all, and no greatest regret
// below the mean. Each is estimated by itself and partly from one half of the runs,
// so that where they are next to equal noise may turn the estimates round.
func (r *RobustSetting) inOrder(less bool) {
	if less {
		r.Worst = noLower(r.Worst, r.Expected)
	} else {
		r.Worst = noHigher(r.Worst, r.Expected)
	}
	r.MaxRegret = noLower(r.MaxRegret, r.MeanRegret)
}

// noLower raises what lies below the same of another estimate. Limits that are not
// known ask for nothing and stay unknown.
func noLower(e, least stats.Estimate) stats.Estimate {
	raised := func(x, least float64) float64 {
		if x < least {
			return least
		}
		return x
	}
	return stats.Estimate{Value: raised(e.Value, least.Value), Low: raised(e.Low, least.Low), High: raised(e.High, least.High), N: e.N}
}

// noHigher lowers what lies above the same of another estimate.
func noHigher(e, most stats.Estimate) stats.Estimate {
	return mirrored(noLower(mirrored(e), mirrored(most)))
}

func mirrored(e stats.Estimate) stats.Estimate {
	return stats.Estimate{Value: -e.Value, Low: -e.High, High: -e.Low, N: e.N}
}
