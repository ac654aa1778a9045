package study

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"backchannel/sim/stats"
)

// caseSet is outcomes of points whose means are to be told with an honest interval.
type caseSet struct {
	outcomes []float64
	cluster  []int // by point: points of one cluster hang together
	clusters int
	// noise has the runs behind the outcomes if all points were played on the same
	// luck, so that what chance adds to one it adds to others too; nil if each has
	// luck of its own, which is then part of the spread of the points.
	noise *Replicates
	at    []int // by point: its place in noise
	level float64
}

// judged is what a box comes to in points that were not used to find it.
type judged struct {
	inside, elsewhere, difference stats.Estimate
	coverage                      float64 // share of the outcome's sum that lies inside
}

// judge holds the points inside against the others, by boxes that were found
// without them.
func (s *caseSet) judge(p stats.PrimPoints, inside []bool, boxes []stats.PrimBox) judged {
	in, out := s.weights(inside, true), s.weights(inside, false)
	moreIn, moreOut, more := instability(p, boxes)
	j := judged{inside: s.mean(in, moreIn), elsewhere: s.mean(out, moreOut)}
	sum, all := 0.0, 0.0
	for i, y := range s.outcomes {
		all += y
		if inside[i] {
			sum += y
		}
	}
	j.coverage = sum / all
	both := make([]float64, len(in))
	for i := range both {
		both[i] = in[i] - out[i]
	}
	j.difference = stats.Estimate{Value: j.inside.Value - j.elsewhere.Value, N: len(both)}
	se, freedom := s.stdErr(both, []float64{j.inside.Value, j.elsewhere.Value})
	half := math.NaN()
	if freedom > 0 {
		half = studentQuantile(freedom, s.level) * math.Sqrt(se*se+more)
	}
	j.difference.Low, j.difference.High = j.difference.Value-half, j.difference.Value+half
	return j
}

// overall is the mean of all points.
func (s *caseSet) overall() stats.Estimate {
	return s.mean(s.weights(make([]bool, len(s.outcomes)), false), 0)
}

// weights are those of the mean of the points that are inside, or of those that
// are not: they sum to 1.
func (s *caseSet) weights(inside []bool, yes bool) []float64 {
	w := make([]float64, len(inside))
	n := 0.0
	for _, in := range inside {
		if in == yes {
			n++
		}
	}
	for i, in := range inside {
		if in == yes {
			w[i] = 1 / n
		}
	}
	return w
}

// mean is a mean of outcomes from 0 to 1, whose variance is greater than that of
// points and runs by what is given.
func (s *caseSet) mean(w []float64, more float64) stats.Estimate {
	value, n := 0.0, 0
	for i, y := range s.outcomes {
		if w[i] != 0 {
			n++
			value += float64(w[i] * y)
		}
	}
	if n == 0 {
		return unknownEstimate(0)
	}
	value = min(max(value, 0), 1) // 1 but for rounding
	if value < 1e-12 || value > 1-1e-12 {
		return stats.Wilson(int(math.Round(value*float64(n))), n, s.level)
	}
	se, freedom := s.stdErr(w, []float64{value})
	se = math.Sqrt(se*se + more)
	if !(freedom > 0) {
		e := unknownEstimate(n)
		e.Value = value
		return e
	}
	return stats.BoundedMean(value, se, freedom, n, s.level)
}

// stdErr is the standard error of a weighted sum of outcomes, about the mean of the
// points of positive weight and, if a second is given, of that of negative weight;
// with its degrees of freedom (Satterthwaite 1946). On common luck the points'
// own variance and that of the runs, which all points share, add up, less what
// is counted in both (Owen 2007; Cameron, Gelbach & Miller 2011).
func (s *caseSet) stdErr(w, means []float64) (se, freedom float64) {
	by, n := make([]float64, s.clusters), map[int]bool{}
	for i, y := range s.outcomes {
		if w[i] == 0 {
			continue
		}
		mean := means[0]
		if w[i] < 0 {
			mean = means[len(means)-1]
		}
		by[s.cluster[i]] += float64(w[i] * (y - mean))
		n[s.cluster[i]] = true
	}
	k := float64(len(n))
	points := 0.0
	for _, e := range by {
		points += float64(e * e)
	}
	points *= k / (k - 1)
	if s.noise == nil {
		return math.Sqrt(points), k - 1
	}
	blocks, both := make([]float64, s.noise.blocks), 0.0
	for i := range s.outcomes {
		if w[i] == 0 {
			continue
		}
		own := make([]float64, s.noise.blocks)
		s.noise.influence(s.at[i], w[i], own)
		both += variance(own)
		for b := range own {
			blocks[b] += own[b]
		}
	}
	runs := variance(blocks)
	freedom = (points + runs) * (points + runs) / (points*points/(k-1) + runs*runs/float64(s.noise.blocks-1))
	return math.Sqrt(max(points+runs-both, points, runs)), freedom
}

func unknownEstimate(n int) stats.Estimate {
	nan := math.NaN()
	return stats.Estimate{Value: nan, Low: nan, High: nan, N: n}
}

// studentQuantile is the half-width, in standard errors, of a two-sided interval.
func studentQuantile(freedom, level float64) float64 {
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: freedom}.Quantile((1 + level) / 2)
}

// instability is the variance, of what a box that is found comes to, that is there
// because other points would have led to another box: inside, elsewhere, and of
// their difference. It is that among the boxes found without one part of the points
// each, in all points, twice: these share most of their points, so that they differ
// less than boxes of new points would (modelling choice: tests by simulation hold the
// intervals that it goes into to their level).
func instability(p stats.PrimPoints, boxes []stats.PrimBox) (inside, elsewhere, difference float64) {
	var in, out, gap stats.Moments
	for _, b := range boxes {
		x, y := meansOf(p, b)
		if !math.IsNaN(x) && !math.IsNaN(y) {
			in.Add(x)
			out.Add(y)
			gap.Add(x - y)
		}
	}
	return 2 * varianceOf(&in), 2 * varianceOf(&out), 2 * varianceOf(&gap)
}

// meansOf are the mean outcomes in a box and beside it; NaN of no points.
func meansOf(p stats.PrimPoints, b stats.PrimBox) (inside, elsewhere float64) {
	var in, out [2]float64 // sum, number
	for i, x := range p.Inputs {
		to := &out
		if b.Holds(x) {
			to = &in
		}
		to[0] += p.Outcomes[i]
		to[1]++
	}
	return in[0] / in[1], out[0] / out[1]
}

// varianceOf is the variance of a sample; 0 of fewer than 2.
func varianceOf(m *stats.Moments) float64 {
	n := m.Mean(stats.Level95).N
	if n < 2 {
		return 0
	}
	return m.StdErr() * m.StdErr() * float64(n)
}
