package study

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"gonum.org/v1/gonum/stat"

	"backchannel/scenarios"
)

// Spread is how a metric lies over the points that have something to say of it.
// Points are spread as their design spreads them: it says what happens in a space
// and not, unless the design draws at random, how often.
type Spread struct {
	N                int     // points
	Low, Median, Top float64 // 5th, 50th and 95th percentile; NaN of no points
	Least, Greatest  int     // the points where it is least and greatest, the first of several; -1 of no points
}

// Spread returns how a metric lies over the points.
func (x *Swept) Spread(metric int) Spread {
	s := Spread{Low: math.NaN(), Median: math.NaN(), Top: math.NaN(), Least: -1, Greatest: -1}
	var list []float64
	for i := range x.Points {
		v := x.Points[i].Figures[metric].Value
		if math.IsNaN(v) {
			continue
		}
		list = append(list, v)
		if s.Least < 0 || v < x.Points[s.Least].Figures[metric].Value {
			s.Least = i
		}
		if s.Greatest < 0 || v > x.Points[s.Greatest].Figures[metric].Value {
			s.Greatest = i
		}
	}
	if s.N = len(list); s.N > 0 {
		slices.Sort(list)
		q := func(p float64) float64 { return stat.Quantile(p, stat.Empirical, list, nil) }
		s.Low, s.Median, s.Top = q(0.05), q(0.5), q(0.95)
	}
	return s
}

// words tells each metric in a sentence, and how many points are bad.
func (s *SweepSummary) words(sc *scenarios.Scenario, x *Swept) []string {
	var list []string
	for m := range x.Metrics {
		metric := &x.Metrics[m]
		over := x.Spread(m)
		told := func(v float64) string { return inUnit(v, metric.Unit) }
		at := func(point int) string { return told(x.Points[point].Figures[m].Value) }
		text := metric.Name + ", " + metric.Meaning + ": "
		switch {
		case over.N == 0:
			text += "no point has anything to say of it"
		case len(x.Factors) == 1:
			f := &x.Factors[0]
			where := func(point int) string { return sc.FormatValue(f.Path, x.Points[point].Values[0]) }
			text += fmt.Sprintf("least at %s=%s with %s, greatest at %s with %s", f.Path, where(over.Least), at(over.Least), where(over.Greatest), at(over.Greatest))
		default:
			text += fmt.Sprintf("%s to %s over %d points, with a median of %s; 9 of 10 points lie between %s and %s",
				at(over.Least), at(over.Greatest), over.N, told(over.Median), told(over.Low), told(over.Top))
		}
		list = append(list, text+".")
	}
	if s.Bad > 0 {
		list = append(list, fmt.Sprintf("%d of %d points could not be played.", s.Bad, s.Points))
	}
	return list
}

// inUnit tells a figure in a sentence: a share in percent, anything else to three
// digits.
func inUnit(v float64, unit string) string {
	switch p := 100 * v; {
	case unit != aShare:
		text := strconv.FormatFloat(v, 'g', 3, 64)
		if math.Abs(v) >= 1000 {
			text = strconv.FormatFloat(v, 'f', 0, 64)
		}
		if unit == inDays {
			text += " days"
		}
		return text
	case p > 0 && p < 0.5:
		return "under 1%"
	case p >= 99.5 && p < 100:
		return "over 99%"
	default:
		return strconv.FormatFloat(p, 'f', 0, 64) + "%"
	}
}
