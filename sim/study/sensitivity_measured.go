package study

import (
	"math"

	"backchannel/sim/stats"
)

// casesOf are what the runs of a point contribute to a metric, of which each has
// one value or nothing to say.
func casesOf(kept []float64) stats.Cases {
	c := stats.Cases{Top: make([]float64, len(kept)), Bottom: make([]float64, len(kept))}
	for run, v := range kept {
		if !math.IsNaN(v) {
			c.Top[run], c.Bottom[run] = v, 1
		}
	}
	return c
}

// measuredOf is the mean over the runs of a point that have something to say,
// and its squared standard error. With fewer than two there is no error to judge
// by, and the value is NaN.
func measuredOf(kept []float64) stats.Measured {
	var m stats.Moments
	for _, v := range kept {
		if !math.IsNaN(v) {
			m.Add(v)
		}
	}
	e := m.Mean(stats.Level95)
	if e.N < 2 {
		return stats.Measured{Value: math.NaN()}
	}
	return stats.Measured{Value: e.Value, Variance: math.Pow(m.StdErr(), 2)}
}

// stepVariance is the squared standard error of the difference between the means
// of two points on the same luck, by pairs of runs.
func stepVariance(a, b []float64) float64 {
	if v := math.Pow(stats.PairedRatio(casesOf(a), casesOf(b), stats.Level95).StdErr, 2); v >= 0 {
		return v
	}
	return 0 // of what is not known nothing is used
}

// keptAt are the values of a metric at a point; none of a point that could not
// be played.
func (s *Swept) keptAt(point, metric int) []float64 {
	p := &s.Points[point]
	if p.Error != "" {
		return nil
	}
	return p.Kept[metric]
}

// left counts the points that were played and have no mean.
func (s *Swept) left(metric int) Left {
	l := Left{}
	for i := range s.Points {
		if s.Points[i].Error != "" {
			continue
		}
		l.Of++
		if math.IsNaN(measuredOf(s.keptAt(i, metric)).Value) {
			l.Points++
		}
	}
	return l
}
