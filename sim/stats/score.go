package stats

import "math"

// BoundedMean is the estimate of a mean of values from 0 to 1, given the mean
// of a sample of n, its standard error, and the degrees of freedom that the
// latter rests on. Its interval is of score type: it holds the means μ with
//
//	|value - μ| <= t stdErr sqrt(μ(1-μ) / (value(1-value)))
//
// for Student's t, so that the standard error changes with the mean as that of
// a proportion does. That is the interval of [Wilson] for the number of
// proportions that would have this standard error (Rao & Scott 1992; Korn &
// Graubard 1998). Where stdErr is small beside the distance to 0 and 1 it is
// the t interval. Near them it is not, and keeps its coverage where most
// values are 0, or 1, and some tens are not: there a t interval ends short on
// the side away from the end.
//
// The limits are NaN where the sample tells nothing of them: value 0 or 1 or
// beyond, stdErr 0 or NaN, freedom 0.
func BoundedMean(value, stdErr, freedom float64, n int, level float64) Estimate {
	e, a := scored(value, stdErr, freedom, n, level, value*(1-value))
	half := math.Sqrt(float64(a*value*(1-value)) + a*a/4)
	e.Low, e.High = (value+a/2-half)/(1+a), (value+a/2+half)/(1+a)
	return e
}

// CountMean is BoundedMean for a mean of counts, or of other values from 0 up,
// whose variance is taken to be in proportion to the mean, as that of Poisson
// counts is, whatever the proportion (quasi-likelihood: McCullagh & Nelder
// 1989):
//
//	|value - μ| <= t stdErr sqrt(μ / value)
func CountMean(value, stdErr, freedom float64, n int, level float64) Estimate {
	e, a := scored(value, stdErr, freedom, n, level, value)
	half := math.Sqrt(float64(a*value) + a*a/4)
	e.Low, e.High = value+a/2-half, value+a/2+half
	return e
}

// scored begins a score interval: a is the squared half width over the
// variance function at the value, NaN where that tells nothing.
func scored(value, stdErr, freedom float64, n int, level, variance float64) (e Estimate, a float64) {
	checkLevel(level)
	e = unknown(n)
	e.Value = value
	if !(variance > 0 && stdErr > 0 && freedom > 0) {
		return e, math.NaN()
	}
	half := float64(studentQuantile(freedom, level) * stdErr)
	return e, float64(half*half) / variance
}
