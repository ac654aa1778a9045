package study

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/stat"

	"backchannel/sim"
	"backchannel/sim/stats"
)

// robustResamples is how often points and blocks are drawn again (modelling
// choice; Efron & Tibshirani 1993 advise 1000 for percentiles).
const robustResamples = 1000

// pick is what some of the runs pick out: the best setting at each point, and the
// worst points of each setting.
type pick struct {
	best  []int   // by point
	order [][]int // by setting: points from the worst on
}

func (x *crossing) pick(blocks []float64) pick {
	p := pick{best: make([]int, len(x.at)), order: make([][]int, len(x.settings))}
	y := x.figures(blocks)
	for u := range x.at {
		for l := range x.settings {
			if y[l][u] > y[p.best[u]][u] {
				p.best[u] = l
			}
		}
	}
	for l := range x.settings {
		for u := range x.at {
			p.order[l] = append(p.order[l], u)
		}
		slices.SortStableFunc(p.order[l], func(a, b int) int { return cmp.Compare(y[l][a], y[l][b]) })
	}
	return p
}

// figures are those of all settings and points, the more the better, from blocks of
// these weights. Where none of them has anything to say, all blocks are taken.
func (x *crossing) figures(blocks []float64) [][]float64 {
	y := make([][]float64, len(x.settings))
	for l := range y {
		y[l] = make([]float64, len(x.at))
		for u, at := range x.at {
			v := x.noise.mean(at[l], blocks)
			if math.IsNaN(v) {
				v = x.noise.mean(at[l], nil)
			}
			y[l][u] = x.sign * v
		}
	}
	return y
}

// picks are what all runs pick out, and what each half of them does.
type picks struct {
	all        pick
	half       [2]pick
	even, odd  []float64 // weights of the blocks in the halves
	enough     float64   // in the sense of figures; NaN: nobody says
	everything []float64 // weights of 1
}

// robustSums are the measures of every setting, of one drawing of points and
// blocks. Regret and worst are there twice: with what is picked out judged by the
// runs that picked it, and by the other half of the runs.
type robustSums struct {
	expected, enough []float64
	worst, regret    [2][]float64
}

// sums works out the measures with each uncertain point and each block as often as
// drawn.
func (x *crossing) sums(p *picks, points, blocks []float64) robustSums {
	all := x.figures(blocks)
	judge := [2][][]float64{x.figures(times(p.odd, blocks)), x.figures(times(p.even, blocks))} // of what the even half picks, and the odd
	n, settings := float64(len(x.at)), len(x.settings)
	r := robustSums{expected: make([]float64, settings), enough: make([]float64, settings)}
	for i := range 2 {
		r.worst[i], r.regret[i] = make([]float64, settings), make([]float64, settings)
	}
	for l := range all {
		for u, w := range points {
			r.expected[l] += w * all[l][u] / n
			if all[l][u] >= p.enough {
				r.enough[l] += w / n
			}
			r.regret[0][l] += w * (all[p.all.best[u]][u] - all[l][u]) / n
			for h, y := range judge {
				r.regret[1][l] += w * (y[p.half[h].best[u]][u] - y[l][u]) / 2 / n
			}
		}
		r.worst[0][l] = tail(all[l], p.all.order[l], points)
		for h, y := range judge {
			r.worst[1][l] += tail(y[l], p.half[h].order[l], points) / 2
		}
	}
	return r
}

func times(a, b []float64) []float64 {
	out := slices.Clone(a)
	for i := range out {
		out[i] *= b[i]
	}
	return out
}

// tail is the mean of the first tenth of the points in an order, the last of them
// only as far as it takes.
func tail(y []float64, order []int, points []float64) float64 {
	left, sum := worstShare*float64(len(order)), 0.0
	all := left
	for _, u := range order {
		w := min(points[u], left)
		sum += w * y[u]
		if left -= w; left <= 0 {
			break
		}
	}
	return sum / all
}

// measure fills in what every setting comes to, and which is best.
func (x *crossing) measure(out *Robust, c *RobustConfig) {
	p := x.picks(c)
	ones := slices.Repeat([]float64{1}, len(x.at))
	value := x.sums(p, ones, p.everything)
	rng := rand.New(sim.Source(c.Seed, "robust choice", "draws"))
	draws := make([]robustSums, robustResamples)
	for i := range draws {
		blocks := p.everything
		if x.shared {
			blocks = drawnWithin(p.even, rng)
			for b, w := range drawnWithin(p.odd, rng) {
				blocks[b] += w
			}
		}
		draws[i] = x.sums(p, drawnWithin(ones, rng), blocks)
	}
	of := func(get func(r *robustSums) float64) stats.Estimate { return x.percentile(&value, draws, get, c.Level) }
	unit, units := out.Metric.Unit, x.units()
	spread := func(e stats.Estimate) stats.Estimate { return spreadOut(e, unit, units, c.Level) }
	for l := range out.Settings {
		r := &out.Settings[l]
		r.Expected = spread(x.told(of(func(r *robustSums) float64 { return r.expected[l] }), unit))
		r.Worst = spread(x.told(spanning(
			of(func(r *robustSums) float64 { return r.worst[0][l] }),
			of(func(r *robustSums) float64 { return r.worst[1][l] }),
		), unit))
		r.MeanRegret = spread(asRegret(spanning(
			of(func(r *robustSums) float64 { return r.regret[0][l] }),
			of(func(r *robustSums) float64 { return r.regret[1][l] }),
		), unit))
		r.MaxRegret = asRegret(x.maxRegret(l, p, unit, c.Level), unit)
		r.inOrder(c.Less)
		r.Enough = unknownEstimate(len(x.at))
		if c.Enough != nil {
			r.Enough = x.share(value.enough[l], draws, l, c.Level)
		}
	}
	out.Best = x.best(out, &value, draws, c)
}

func (x *crossing) picks(c *RobustConfig) *picks {
	p := &picks{enough: math.NaN(), everything: slices.Repeat([]float64{1}, x.noise.blocks)}
	p.even, p.odd = x.halves()
	p.all, p.half = x.pick(nil), [2]pick{x.pick(p.even), x.pick(p.odd)}
	if c.Enough != nil {
		p.enough = x.sign * *c.Enough
	}
	return p
}

// spanning is the middle of two estimates of one thing that err on either side, with
// an interval that spans those of both.
func spanning(a, b stats.Estimate) stats.Estimate {
	return stats.Estimate{Value: a.Value/2 + b.Value/2, Low: min(a.Low, b.Low), High: max(a.High, b.High), N: a.N}
}

// asRegret cuts a regret to what it can be.
func asRegret(e stats.Estimate, unit string) stats.Estimate { return cutTo(e, 0, room(unit)) }

// room is by how much two figures of a unit can differ.
func room(unit string) float64 {
	switch unit {
	case aShare, zeroToOne:
		return 1
	case "-1 to 1":
		return 2
	}
	return math.Inf(1)
}

// cutTo cuts an estimate to what is possible.
func cutTo(e stats.Estimate, least, most float64) stats.Estimate {
	cut := func(x float64) float64 { return min(max(x, least), most) } // NaN for NaN
	return stats.Estimate{Value: cut(e.Value), Low: cut(e.Low), High: cut(e.High), N: e.N}
}

// told turns an estimate in the sense of figures into one of the metric.
func (x *crossing) told(e stats.Estimate, unit string) stats.Estimate {
	if x.sign < 0 {
		e.Value, e.Low, e.High = -e.Value, -e.High, -e.Low
	}
	return possible(e, unit)
}

// drawnWithin draws as many as there are of what has weight, with replacement, and
// returns how often each came.
func drawnWithin(weight []float64, rng *rand.Rand) []float64 {
	var list []int
	for i, w := range weight {
		if w > 0 {
			list = append(list, i)
		}
	}
	out := make([]float64, len(weight))
	for range list {
		out[list[rng.IntN(len(list))]]++
	}
	return out
}

// percentile is a measure with its interval.
func (x *crossing) percentile(value *robustSums, draws []robustSums, of func(*robustSums) float64, level float64) stats.Estimate {
	list := make([]float64, len(draws))
	for i := range draws {
		list[i] = of(&draws[i])
	}
	slices.Sort(list)
	low, high := stat.Quantile((1-level)/2, stat.LinInterp, list, nil), stat.Quantile((1+level)/2, stat.LinInterp, list, nil)
	v := of(value)
	return stats.Estimate{Value: v, Low: min(low, v), High: max(high, v), N: len(x.at)}
}

// share is the share of points that are good enough, with the interval of a
// proportion that has the spread of the draws.
func (x *crossing) share(value float64, draws []robustSums, l int, level float64) stats.Estimate {
	n := len(x.at)
	if k := math.Round(value * float64(n)); k == 0 || int(k) == n {
		return stats.Wilson(int(k), n, level)
	}
	list := make([]float64, len(draws))
	for i := range draws {
		list[i] = draws[i].enough[l]
	}
	return stats.BoundedMean(value, stat.StdDev(list, nil), float64(n-1), n, level)
}
