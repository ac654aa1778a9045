package stats

import (
	"fmt"
	"math"
	"sort"

	"gonum.org/v1/gonum/stat/distuv"
)

// Counts holds, by whole day from 0 to a horizon, in how many of a sample
// something first happened, and in how many it did not. All of the sample
// must have been watched to the horizon; where some were watched for less,
// use [Lives].
type Counts struct {
	happened []int // by day
	never    int

	shares  dayShares // of clusters; nil: cases are independent
	cluster []int     // days of the cluster at hand, -1 for never
}

// NewCounts makes an empty table for days 0 to horizon.
func NewCounts(horizon int) *Counts {
	checkHorizon(horizon)
	return &Counts{happened: make([]int, horizon+1)}
}

// Add takes in one time, in days. It counts on the first whole day by which
// it has come; NaN (never) and a time beyond the horizon count as not
// happened. It panics on a time below 0.
func (c *Counts) Add(time float64) {
	if time < 0 {
		panic(fmt.Sprintf("stats: time of %v days", time))
	}
	at := -1
	if day := dayUp(time); day <= float64(len(c.happened)-1) { // false for NaN
		at = int(max(day, 0))
		c.happened[at]++
	} else {
		c.never++
	}
	if c.shares != nil {
		c.cluster = append(c.cluster, at)
	}
}

// Merge adds the other table's sample to this one. Merging is exact, in any
// order. It is an error if the horizons differ; the table is then unchanged.
func (c *Counts) Merge(other *Counts) error {
	if len(c.happened) != len(other.happened) {
		return fmt.Errorf("merge of day counts: horizons of %d and %d days differ; merge parts of the same study",
			len(c.happened)-1, len(other.happened)-1)
	}
	addAll(c.happened, other.happened)
	c.shares.merge(other.shares)
	c.never += other.never
	return nil
}

// N returns the size of the sample.
func (c *Counts) N() int { return through(c.happened, len(c.happened)) + c.never }

// ShareBy estimates the probability that it has happened by the end of day,
// with the interval of [Wilson]. Beyond the horizon it is NaN.
func (c *Counts) ShareBy(day int, level float64) Estimate {
	checkLevel(level)
	if day >= len(c.happened) {
		return unknown(c.N())
	}
	if c.shares != nil && day >= 0 {
		return c.shares[day].Estimate(level)
	}
	return Wilson(through(c.happened, day), c.N(), level)
}

// Quantile estimates the day by which it has happened in a share p, strictly
// between 0 and 1, of all cases. Cases in which it never happens count as
// later than every day, so the median of a sample of which fewer than half had
// it is NaN, not the median of those that did.
//
// The value is the order statistic of rank ceil(n p) (definition 1 of Hyndman
// & Fan 1996). The limits are order statistics too, of ranks l and u with
//
//	l largest with P(B < l) <= (1-level)/2,  u smallest with P(B >= u) <= (1-level)/2
//
// for B binomial (n, p) (Thompson 1936 for the median; Hahn & Meeker 1991).
// They assume no shape of distribution. Coverage is at least level, and more
// where days are tied (Scheffé & Tukey 1945). Low is 0 where the sample is too
// small for such an l. High is NaN where it is too small for such a u, and each
// of the three where its rank falls among cases that never happened.
func (c *Counts) Quantile(p, level float64) Estimate {
	checkProbability(p)
	checkLevel(level)
	n := c.N()
	if n == 0 {
		return unknown(0)
	}
	if c.shares != nil {
		return c.clusteredQuantile(p, level)
	}
	low, high := quantileRanks(n, p, level)
	e := Estimate{Value: c.ranked(sampleRank(n, p)), High: c.ranked(high), N: n}
	if low > 0 {
		e.Low = c.ranked(low)
	}
	return e
}

// sampleRank is ceil(n p), at least 1, forgiving the rounding of n p: 0.1
// of 30 is 3.
func sampleRank(n int, p float64) int {
	return min(max(int(math.Ceil(float64(float64(n)*p)-1e-9)), 1), n)
}

// quantileRanks are the ranks l and u of the limits: 0 <= l < u <= n+1.
func quantileRanks(n int, p, level float64) (low, high int) {
	tail := (1 - level) / 2
	b := distuv.Binomial{N: float64(n), P: p} // for its CDF; it draws nothing
	low = sort.Search(n, func(k int) bool { return b.CDF(float64(k)) > tail })
	high = 1 + sort.Search(n, func(k int) bool { return b.CDF(float64(k)) >= 1-tail })
	return low, high
}

// ranked is the day of the case of that rank in order of time, from 1; NaN
// where it is a case that never happened or rank exceeds the sample.
func (c *Counts) ranked(rank int) float64 {
	seen := 0
	for day, count := range c.happened {
		if seen += count; seen >= rank {
			return float64(day)
		}
	}
	return math.NaN()
}
