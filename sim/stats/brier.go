package stats

import "math"

// Brier estimates the Brier score (Brier 1950): the mean of
// (forecast - outcome)², the outcome being 1 or 0. 0 is perfect; always to say
// 1/2 scores 1/4.
//
// Standard errors of the figures of [Forecasts] are by linearisation, with the
// run for the unit (Cochran 1977). As some runs have many forecasts and some
// few, they count as the number of equal runs that Kish (1965) holds them to be
// worth, (Σn)²/Σn² for n forecasts in a run: the variance is then unbiased where
// that of a run's total is in proportion to its n, and Student's t has a degree
// of freedom less than that number. A mean of values from 0 to 1, such
// as this, has the interval of [BoundedMean]. N is the number of forecasts. The
// limits are NaN where the runs are worth less than thirty (modelling choice: of
// fewer, scores are too skewed for their spread to tell), and where all say the
// same.
func (f *Forecasts) Brier(level float64) Estimate { return f.mean(ofBrier, level) }

// ReferenceBrier is the Brier score of the reference forecasts.
func (f *Forecasts) ReferenceBrier(level float64) Estimate { return f.mean(ofReference, level) }

// Bias estimates the mean forecast less the share that came: above 0, the
// forecasts overstate. Its interval is Student's, cut to [-1, 1].
func (f *Forecasts) Bias(level float64) Estimate {
	checkLevel(level)
	s := f.sums()
	n := s[ofAll]
	e := unknown(f.N())
	e.Value = (s[ofForecast] - s[ofCame]) / n
	se := f.stdErr([tallyLen]float64{ofForecast: 1 / n, ofCame: -1 / n, ofAll: -e.Value / n})
	if se > 0 {
		half := float64(studentQuantile(f.freedom(), level) * se)
		e.Low, e.High = max(e.Value-half, -1), min(e.Value+half, 1)
	}
	return e
}

// Skill estimates the skill against the base rate: 1 less the Brier score over
// that of always forecasting the share that came, p(1-p). 1 is perfect, 0 no
// better than the base rate, which the forecaster does not know beforehand. NaN
// where all came or none.
//
// A ratio of scores cannot fall below 0 and leans to the right: its interval is
// Student's on its logarithm.
func (f *Forecasts) Skill(level float64) Estimate {
	s := f.sums()
	n, came, missed := s[ofAll], s[ofCame], s[ofAll]-s[ofCame]
	per := n / came / missed
	ratio := float64(s[ofBrier] * per)
	return f.skill(ratio, [tallyLen]float64{
		ofBrier: per, ofCame: ratio * (1/missed - 1/came), ofAll: ratio * (1/n - 1/missed),
	}, came > 0 && missed > 0, level)
}

// ReferenceSkill estimates the skill against the reference forecasts: 1 less
// the Brier score over theirs, as [Forecasts.Skill] does. NaN where theirs is 0.
func (f *Forecasts) ReferenceSkill(level float64) Estimate {
	s := f.sums()
	ratio := s[ofBrier] / s[ofReference]
	return f.skill(ratio, [tallyLen]float64{ofBrier: 1 / s[ofReference], ofReference: -ratio / s[ofReference]},
		s[ofReference] > 0, level)
}

// skill is 1 less a ratio of scores, of which the gradient is given; known is
// false where the other score is 0.
func (f *Forecasts) skill(ratio float64, gradient [tallyLen]float64, known bool, level float64) Estimate {
	checkLevel(level)
	e := unknown(f.N())
	if !known {
		return e
	}
	e.Value = 1 - ratio
	if se := f.stdErr(gradient); se > 0 && ratio > 0 {
		stretch := math.Exp(float64(studentQuantile(f.freedom(), level) * se / ratio))
		e.Low, e.High = 1-ratio*stretch, 1-ratio/stretch
	}
	return e
}

// sums are the totals in natural units.
func (f *Forecasts) sums() [tallyLen]float64 {
	var s [tallyLen]float64
	for i, x := range f.totals {
		s[i] = float64(float64(x) * tallyUnit[i])
	}
	return s
}

// fewestRuns is how many runs a standard error needs (modelling choice).
const fewestRuns = 30

// freedom is how many degrees of freedom a standard error rests on: one less
// than the runs are worth.
func (f *Forecasts) freedom() float64 {
	n := float64(f.totals[ofAll])
	return float64(n*n)/f.square[ofAll][ofAll].float() - 1
}

// stdErr is the standard error of a function of the totals, whose value does
// not change when all of them are multiplied alike, with its gradient: the sum
// over runs of gradient times tally is then 0, and its square sum is the
// variance. NaN where the runs are worth too few, or all say the same but for
// rounding.
func (f *Forecasts) stdErr(gradient [tallyLen]float64) float64 {
	variance, size := 0.0, 0.0
	for i := range f.square {
		for j := range i + 1 {
			term := float64(gradient[i] * gradient[j] * (tallyUnit[i] * tallyUnit[j]) * f.square[i][j].float())
			if j < i {
				term *= 2
			}
			variance += term
			size += math.Abs(term)
		}
	}
	k := f.freedom()
	if !(k >= fewestRuns-1 && variance > 1e-13*size) {
		return math.NaN()
	}
	return math.Sqrt((k + 1) / k * variance)
}
