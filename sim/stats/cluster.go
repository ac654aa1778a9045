package stats

import "math"

// Cases of a sample that come in clusters, several that are not independent of
// one another, as runs on one draw of what is not known: what tables of days keep
// of them, day by day.

// dayShares are shares of cases by day, with the cluster for their unit.
type dayShares []Share

func (d dayShares) merge(other dayShares) {
	for day := range d {
		d[day].Merge(&other[day])
	}
}

// widener says how many standard errors of independent cases the limits of each
// day lie off its estimate.
type widener struct {
	shares dayShares // nil: cases are independent
	level  float64
	z      float64 // two-sided normal quantile of level
	runs   int     // clusters that t is for
	t      float64
}

func newWidener(shares dayShares, level float64) *widener {
	return &widener{shares: shares, level: level, z: normalQuantile(level)}
}

// at is Student's t of one degree of freedom less than there are clusters, times
// the square root of the day's design effect, the factor by which the clusters
// inflate the variance (Kish 1965; Rao & Scott 1992). Without clusters it is z.
// NaN below two clusters.
func (w *widener) at(day int) float64 {
	if w.shares == nil {
		return w.z
	}
	s := &w.shares[min(max(day, 0), len(w.shares)-1)]
	if s.runs < 2 {
		return math.NaN()
	}
	if s.runs != w.runs { // mostly it is the same from day to day
		w.runs, w.t = s.runs, studentQuantile(float64(s.runs-1), w.level)
	}
	return w.t * math.Sqrt(s.DesignEffect())
}

// scoredShare is Wilson with another number of standard errors, which may be NaN.
func scoredShare(successes, n int, z float64) (low, high float64) {
	if math.IsNaN(z) {
		return math.NaN(), math.NaN()
	}
	return scoreLimits(float64(successes), float64(n), z)
}

// ByCluster makes the table keep apart the clusters that its cases come in: call
// it before the first is added, and CloseCluster after the last of each. Its
// intervals then take the cluster for their unit.
func (c *Counts) ByCluster() { c.shares = make(dayShares, len(c.happened)) }

// CloseCluster ends a cluster.
func (c *Counts) CloseCluster() {
	by, seen := make([]int, len(c.happened)), 0
	for _, day := range c.cluster {
		if day >= 0 {
			by[day]++
		}
	}
	for day, n := range by {
		seen += n
		c.shares[day].Add(seen, len(c.cluster))
	}
	c.cluster = c.cluster[:0]
}

// clusteredQuantile is Quantile with the cluster for its unit: the days on which
// the limits of the share until then pass p (Woodruff 1952).
func (c *Counts) clusteredQuantile(p, level float64) Estimate {
	n := c.N()
	e := unknown(n)
	e.Value = c.ranked(sampleRank(n, p))
	w := newWidener(c.shares, level)
	for day := len(c.shares) - 1; day >= 0; day-- {
		low, high := scoredShare(c.shares[day].yes, n, w.at(day))
		if high >= p {
			e.Low = float64(day)
		}
		if low >= p {
			e.High = float64(day)
		}
	}
	return e
}

// clusterLife is one life of the cluster at hand.
type clusterLife struct {
	watched int // last day on which it is watched
	ended   int // day of its end; beyond watched if it did not end
	cause   int
}

// ByCluster makes the table keep apart the clusters that its lives come in: call
// it before the first is added, and CloseCluster after the last of each. The
// limits of curves then take the cluster for their unit: each day's is widened
// by the design effect of the lives that were watched for so long.
func (l *Lives) ByCluster() {
	l.shares = make([]dayShares, 1+len(l.ended))
	for i := range l.shares {
		l.shares[i] = make(dayShares, len(l.censored))
	}
}

// CloseCluster ends a cluster.
func (l *Lives) CloseCluster() {
	days := len(l.censored)
	watched, ended := make([]int, days+1), make([][]int, 1+len(l.ended))
	for i := range ended {
		ended[i] = make([]int, days+1)
	}
	for _, x := range l.cluster {
		watched[x.watched]++
		if x.ended <= x.watched {
			for _, i := range []int{0, 1 + x.cause} {
				ended[i][x.ended]++
				ended[i][x.watched+1]-- // from then on it is not looked at
			}
		}
	}
	n := len(l.cluster)
	seen := make([]int, len(ended))
	for day := range days {
		for i := range ended {
			seen[i] += ended[i][day]
			l.shares[i][day].Add(seen[i], n)
		}
		n -= watched[day]
	}
	l.cluster = l.cluster[:0]
}

// sharesOf are those of lives that ended, of any cause for -1; nil: lives are
// independent.
func (l *Lives) sharesOf(cause int) dayShares {
	if l.shares == nil {
		return nil
	}
	return l.shares[1+cause]
}
