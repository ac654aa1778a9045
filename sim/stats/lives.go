package stats

import "fmt"

// Lives is a life table in whole days from 0 to a horizon: how many of a
// sample ended on each day, by cause, and on each day how many were censored,
// that is, passed out of sight while still standing.
type Lives struct {
	ended    [][]int // by cause, by day
	censored []int   // by day

	shares  []dayShares   // of clusters, of any cause and by cause; nil: lives are independent
	cluster []clusterLife // of the cluster at hand
}

// NewLives makes an empty table for days 0 to horizon and causes 0 to
// causes-1.
func NewLives(horizon, causes int) *Lives {
	checkHorizon(horizon)
	if causes < 1 {
		panic(fmt.Sprintf("stats: life table of %d causes", causes))
	}
	l := &Lives{ended: make([][]int, causes), censored: make([]int, horizon+1)}
	for i := range l.ended {
		l.ended[i] = make([]int, horizon+1)
	}
	return l
}

// Add takes in one life, in days, and the cause of its end. A negative cause
// means that it had not ended: it is censored.
//
// watch is for how long this life would have been watched had it not ended,
// in days: the end of the run less the day of signature. It may be +Inf where
// times are whole and it is not known.
//
// An end at time t counts on day ceil(t), a censoring at t on day floor(t): a
// deal last seen standing at 100.5 is not at risk on day 101. An end on a day
// that would not have been watched to its close is therefore censored too, on
// day floor(watch): among deals watched to 100.5, an end at 100.2 must not
// count on day 101, when those that stood are no longer at risk, or the late
// hazard would come out too high. So the table holds, exactly, times
// rounded up and watches rounded down. Nothing is counted after the horizon: a
// life that goes beyond is censored there.
//
// It panics unless 0 <= life <= watch and cause is below the number of causes.
func (l *Lives) Add(life, watch float64, cause int) {
	if !(life >= 0 && life <= watch) { // so written, it catches NaN
		panic(fmt.Sprintf("stats: life of %v days watched for %v days", life, watch))
	}
	if cause >= len(l.ended) {
		panic(fmt.Sprintf("stats: cause %d of %d", cause, len(l.ended)))
	}
	day, ended := placeLife(life, watch, cause >= 0, l.Horizon())
	if ended {
		l.ended[cause][day]++
	} else {
		l.censored[day]++
	}
	if l.shares != nil {
		x := clusterLife{watched: day, ended: day + 1, cause: cause}
		if ended {
			x.watched, x.ended = int(min(dayDown(watch), float64(l.Horizon()))), day
		}
		l.cluster = append(l.cluster, x)
	}
}

// placeLife is the day on which a life counts, and whether as ended or as
// censored: the rule of Lives.Add.
func placeLife(life, watch float64, ended bool, horizon int) (int, bool) {
	last := min(dayDown(watch), float64(horizon))
	if !ended {
		return int(min(dayDown(life), last)), false
	}
	if day := max(dayUp(life), 0); day <= last {
		return int(day), true
	}
	return int(last), false
}

// Merge adds the other table's sample to this one. Merging is exact, in any
// order. It is an error if horizons or causes differ; the table is then
// unchanged.
func (l *Lives) Merge(other *Lives) error {
	if l.Horizon() != other.Horizon() || l.Causes() != other.Causes() {
		return fmt.Errorf("merge of life tables: %d days and %d causes differ from %d days and %d causes; "+
			"merge parts of the same study", l.Horizon(), l.Causes(), other.Horizon(), other.Causes())
	}
	for i := range l.ended {
		addAll(l.ended[i], other.ended[i])
	}
	addAll(l.censored, other.censored)
	for i := range l.shares {
		l.shares[i].merge(other.shares[i])
	}
	return nil
}

// Horizon returns the last day of the table.
func (l *Lives) Horizon() int { return len(l.censored) - 1 }

// Causes returns the number of causes.
func (l *Lives) Causes() int { return len(l.ended) }

// N returns the size of the sample.
func (l *Lives) N() int {
	n := l.Censored(l.Horizon())
	for cause := range l.ended {
		n += l.Ended(l.Horizon(), cause)
	}
	return n
}

// Ended returns how many had ended of cause by the close of day.
func (l *Lives) Ended(day, cause int) int { return through(l.ended[cause], day) }

// Censored returns how many had been censored by the close of day.
func (l *Lives) Censored(day int) int { return through(l.censored, day) }
