package study

import "math"

// mostBlocks is how many blocks the runs of a point are kept in at most
// (modelling choice): so many that the spread of the blocks tells the noise of
// their mean with 39 degrees of freedom, so few that a point takes some hundred
// bytes whatever the number of its runs.
const mostBlocks = 40

// Replicates holds, for each point of a sweep, what came of the blocks of its
// runs in one metric: what tells the noise of a figure, and what the figures of
// two points have in common when they were played on the same luck. Run number i
// is in block i modulo the number of blocks, at every point.
type Replicates struct {
	blocks int
	sum, n [][]float64 // by point, block
}

// NewReplicates makes room for a number of points of at most so many runs each.
func NewReplicates(points, runs int) *Replicates {
	r := &Replicates{blocks: max(1, min(runs, mostBlocks))}
	for range points {
		r.sum, r.n = append(r.sum, make([]float64, r.blocks)), append(r.n, make([]float64, r.blocks))
	}
	return r
}

// Add takes in what one run of a point, counted from 0, came to; NaN is a run that
// has nothing to say. The order of the runs of a point changes nothing but the
// last digits of sums.
func (r *Replicates) Add(point, run int, value float64) {
	if math.IsNaN(value) {
		return
	}
	r.sum[point][run%r.blocks] += value
	r.n[point][run%r.blocks]++
}

// mean is the figure of a point from its blocks, each as often as its weight says;
// a nil weight is 1 for all. NaN if no run says anything.
func (r *Replicates) mean(point int, weight []float64) float64 {
	sum, n := 0.0, 0.0
	for b := range r.blocks {
		w := 1.0
		if weight != nil {
			w = weight[b]
		}
		sum += float64(w * r.sum[point][b])
		n += float64(w * r.n[point][b])
	}
	return sum / n
}

// influence adds, by block, the part that each has in the error of a point's
// figure (the linearisation of a ratio: Cochran 1977), times a factor. The parts of
// a point sum to 0.
func (r *Replicates) influence(point int, factor float64, into []float64) {
	mean, n := r.mean(point, nil), 0.0
	for _, k := range r.n[point] {
		n += k
	}
	if n == 0 {
		return
	}
	for b := range into {
		into[b] += float64(factor * (r.sum[point][b] - float64(mean*r.n[point][b])) / n)
	}
}

// variance is that of a sum of blocks whose parts in its error are given, with the
// degrees of freedom that blocks leave; NaN if there is but one.
func variance(influence []float64) float64 {
	g := float64(len(influence))
	squares := 0.0
	for _, x := range influence {
		squares += float64(x * x)
	}
	return squares * g / (g - 1) // NaN for one block: 0 by 0
}
