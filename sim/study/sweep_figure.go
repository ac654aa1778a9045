package study

import (
	"math"

	"backchannel/sim/stats"
)

// Figure is a metric at a point, with its interval of the level stats.Level95 by
// the rule that a summary has for such a figure: Wilson's (1927) score interval
// for a share of cases, one of score type for other means of what is bounded,
// Student's t for the rest.
type Figure struct {
	stats.Estimate
	StdErr float64 // of Value; NaN where fewer than 2 runs have something to say
}

// figure estimates the metric from what runs came to.
func (m *Metric) figure(x *moments) Figure {
	value, stdErr := x.meanAndError()
	f := Figure{StdErr: stdErr}
	switch {
	case m.yes && x.n > 0:
		f.Estimate = stats.Wilson(int(math.Round(value*float64(x.n))), x.n, stats.Level95)
	case m.Unit == aShare, m.Unit == zeroToOne:
		f.Estimate = x.share(stats.Level95)
	case m.Unit == aNumber:
		f.Estimate = x.count(stats.Level95)
	default:
		f.Estimate = x.mean(stats.Level95)
	}
	f.Estimate = possible(f.Estimate, m.Unit)
	return f
}
