package stats

import (
	"fmt"
	"math"
)

// OneWay splits the variance of a quantity in two: between groups, such as draws
// of what is not known, and within them, between runs of one draw. It is the
// analysis of variance of one random effect with groups of any sizes (Searle,
// Casella & McCulloch 1992, section 3.6). The zero value is empty and ready.
//
// It grows by 24 bytes a group. Like that of [Moments], the result depends in its
// last digits on the order of the groups.
type OneWay struct {
	groups []oneGroup
	origin float64 // that means are taken from, so that no digits are lost
	sums   oneSums
}

// oneGroup is a group of values: how many, their mean less the origin, and the
// sum of their squared deviations from it.
type oneGroup struct{ n, mean, squares float64 }

// oneSums are sums over groups.
type oneSums struct {
	groups float64
	n      float64 // of n
	nm     float64 // of n mean
	nmm    float64 // of n mean²
	nn     float64 // of n²
	q      float64 // of squares
}

// add adds a group, or takes it away again where sign is -1.
func (s *oneSums) add(g oneGroup, sign float64) {
	s.groups += sign
	s.n += float64(sign * g.n)
	s.nm += float64(sign * g.n * g.mean)
	s.nmm += float64(sign * g.n * g.mean * g.mean)
	s.nn += float64(sign * g.n * g.n)
	s.q += float64(sign * g.squares)
}

// squares returns the mean squares between and within groups, and the size of
// group that stands for all in what the former is expected to be.
func (s *oneSums) squares() (between, within, size float64) {
	between = (s.nmm - float64(s.nm*s.nm)/s.n) / (s.groups - 1)
	within = s.q / (s.n - s.groups)
	size = (s.n - s.nn/s.n) / (s.groups - 1)
	return max(between, 0), max(within, 0), size
}

// Add takes in a group: how many values it has, their mean, and the sum of their
// squared deviations from it. A group without values is left out. It panics on
// what no values have.
func (o *OneWay) Add(n int, mean, squares float64) {
	if n == 0 {
		return
	}
	if n < 0 || math.IsNaN(mean) || math.IsInf(mean, 0) || !(squares >= 0) || math.IsInf(squares, 1) {
		panic(fmt.Sprintf("stats: group of %d values with mean %v and squares %v", n, mean, squares))
	}
	if len(o.groups) == 0 {
		o.origin = mean
	}
	g := oneGroup{float64(n), mean - o.origin, squares}
	o.groups = append(o.groups, g)
	o.sums.add(g, 1)
}

// Split is what OneWay finds. N counts groups.
type Split struct {
	// Between is the standard deviation of the groups' true means, Within that of
	// the values of one group about it.
	Between, Within Estimate
	// Share is the part of the variance of one value that is between groups: the
	// intraclass correlation.
	Share Estimate
}

// leastGroups is with how few groups the interval of a split still keeps its
// coverage, by simulation.
const leastGroups = 20

// Split estimates the two parts. Where groups differ no more than chance makes
// them, the estimate of the part between is 0 and the interval begins there: never
// a negative share. It does not end there: mean squares that are less apart than
// chance makes them by chance are taken for equal.
//
// The interval of the share is that of Student's t on the logarithm of the ratio of
// the two mean squares, with its standard error by the jackknife over groups, so
// that neither values nor the means of groups need be normal (Arvesen & Schmitz
// 1970). Those of the deviations are the same on the logarithm of each. In
// simulations they cover in 93 to 97 of 100 samples, of values that are normal,
// 0 or 1, or rarely 1; of strongly skewed ones a point less where there are but a
// few hundred groups. They are NaN below 20 groups, and where one group alone has
// values that differ. Nothing is known where no two values are of one group.
func (o *OneWay) Split(level float64) Split {
	checkLevel(level)
	n := len(o.groups)
	s := Split{Between: unknown(n), Within: unknown(n), Share: unknown(n)}
	if n < 2 || o.sums.n == o.sums.groups {
		return s
	}
	between, within, size := o.sums.squares()
	variance := max((between-within)/size, 0)
	s.Between.Value, s.Within.Value = math.Sqrt(variance), math.Sqrt(within)
	if variance+within == 0 {
		return s // all values are one
	}
	s.Share.Value = variance / (variance + within)
	if n >= leastGroups && between > 0 && within > 0 {
		o.limits(&s, level)
	}
	return s
}

// limits puts limits to a split.
func (o *OneWay) limits(s *Split, level float64) {
	between, within, size := o.sums.squares()
	t := studentQuantile(float64(len(o.groups)-1), level)
	ratio, variance, rest, ok := o.jackknife()
	if !ok {
		return // all hangs on one group
	}
	half := float64(t * ratio.StdErr())
	low, high := math.Exp(ratio.mean-half), math.Exp(max(ratio.mean, 0)+half)
	share := func(f float64) float64 { return max((f-1)/(f-1+size), 0) }
	s.Share.Low, s.Share.High = min(share(low), s.Share.Value), max(share(high), s.Share.Value)

	factor := math.Exp(t * rest.StdErr() / 2) // of a deviation, half the logarithm of a variance
	s.Within.Low, s.Within.High = s.Within.Value/factor, s.Within.Value*factor

	if s.Share.Low == 0 { // which no logarithm reaches
		s.Between.Low, s.Between.High = 0, math.Sqrt(max(high-1, 0)*within/size)
		s.Between.High = max(s.Between.High, s.Between.Value)
		return
	}
	factor = math.Exp(t * variance.StdErr() / ((between - within) / size) / 2)
	s.Between.Low, s.Between.High = s.Between.Value/factor, s.Between.Value*factor
}

// jackknife returns the pseudo-values, each from all groups but one, of the
// logarithm of the ratio of the mean squares, of the variance between groups, and
// of the logarithm of that within. It reports false if without one of the groups
// they are not known.
func (o *OneWay) jackknife() (ratio, variance, rest Moments, ok bool) {
	n := float64(len(o.groups))
	between, within, size := o.sums.squares()
	for _, g := range o.groups {
		fewer := o.sums
		fewer.add(g, -1)
		b, w, z := fewer.squares()
		if fewer.n == fewer.groups || !(b > 0 && w > 0) {
			return ratio, variance, rest, false
		}
		pseudo := func(all, without float64) float64 { return float64(n*all) - float64((n-1)*without) }
		ratio.Add(pseudo(math.Log(between/within), math.Log(b/w)))
		rest.Add(pseudo(math.Log(within), math.Log(w)))
		variance.Add(pseudo((between-within)/size, (b-w)/z))
	}
	return ratio, variance, rest, true
}
