package stats

import "math"

// Brier estimates the Brier score (Brier 1950): the mean of
// (forecast - outcome)², the outcome being 1 or 0. 0 is perfect; always to say
// 1/2 scores 1/4.
//
// Its interval and those of the other figures of [Forecasts] are by
// linearisation, with the run for the unit, on Student's t with one degree of
// freedom less than there are runs, as of [Ratio]; they are cut to what is
// possible. N is the number of forecasts. The limits are NaN at one run.
func (f *Forecasts) Brier(level float64) Estimate {
	s := f.sums()
	b := s[ofBrier] / s[ofAll]
	return f.linearised(b, [tallyLen]float64{ofBrier: 1 / s[ofAll], ofAll: -b / s[ofAll]}, 0, 1, level)
}

// ReferenceBrier is the Brier score of the reference forecasts.
func (f *Forecasts) ReferenceBrier(level float64) Estimate {
	s := f.sums()
	b := s[ofReference] / s[ofAll]
	return f.linearised(b, [tallyLen]float64{ofReference: 1 / s[ofAll], ofAll: -b / s[ofAll]}, 0, 1, level)
}

// Bias estimates the mean forecast less the share that came: above 0, the
// forecasts overstate.
func (f *Forecasts) Bias(level float64) Estimate {
	s := f.sums()
	n := s[ofAll]
	bias := (s[ofForecast] - s[ofCame]) / n
	return f.linearised(bias, [tallyLen]float64{ofForecast: 1 / n, ofCame: -1 / n, ofAll: -bias / n}, -1, 1, level)
}

// Skill estimates the skill against the base rate: 1 less the Brier score over
// that of always forecasting the share that came, p(1-p). 1 is perfect, 0 no
// better than the base rate, which the forecaster does not know beforehand. NaN
// where all came or none.
func (f *Forecasts) Skill(level float64) Estimate {
	s := f.sums()
	n, came, missed := s[ofAll], s[ofCame], s[ofAll]-s[ofCame]
	if came == 0 || missed == 0 {
		return unknown(f.N())
	}
	per := n / came / missed
	ratio := float64(s[ofBrier] * per)
	return f.linearised(1-ratio, [tallyLen]float64{
		ofBrier: -per, ofCame: ratio * (1/came - 1/missed), ofAll: ratio * (1/missed - 1/n),
	}, math.Inf(-1), 1, level)
}

// ReferenceSkill estimates the skill against the reference forecasts: 1 less
// the Brier score over theirs. NaN where theirs is 0.
func (f *Forecasts) ReferenceSkill(level float64) Estimate {
	s := f.sums()
	if s[ofReference] == 0 {
		return unknown(f.N())
	}
	ratio := s[ofBrier] / s[ofReference]
	return f.linearised(1-ratio, [tallyLen]float64{ofBrier: -1 / s[ofReference], ofReference: ratio / s[ofReference]},
		math.Inf(-1), 1, level)
}

// sums are the totals in natural units.
func (f *Forecasts) sums() [tallyLen]float64 {
	var s [tallyLen]float64
	for i, x := range f.totals {
		s[i] = float64(float64(x) * tallyUnit[i])
	}
	return s
}

// linearised is the estimate of a function of the totals whose value does not
// change when all of them are multiplied alike, with its gradient. The sum over
// runs of gradient times tally is then 0, and its square sum is the variance
// (Cochran 1977).
func (f *Forecasts) linearised(value float64, gradient [tallyLen]float64, least, greatest, level float64) Estimate {
	checkLevel(level)
	e := unknown(f.N())
	if f.runs == 0 {
		return e
	}
	e.Value = value
	if f.runs < 2 {
		return e
	}
	variance := 0.0
	for i := range f.square {
		for j := range i + 1 {
			term := gradient[i] * gradient[j] * (tallyUnit[i] * tallyUnit[j]) * f.square[i][j].float()
			if j < i {
				term *= 2
			}
			variance += float64(term)
		}
	}
	m := float64(f.runs)
	half := float64(studentQuantile(f.runs-1, level) * math.Sqrt(m/(m-1)*max(variance, 0)))
	e.Low, e.High = max(value-half, least), min(value+half, greatest)
	return e
}
