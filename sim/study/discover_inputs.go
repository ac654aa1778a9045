package study

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"

	"backchannel/sim/stats"
)

// bestOf is the place of the input, of those left, that lets a box explain most
// together with those that were taken, and that box; -1: none lets it explain more,
// by a restriction that is not likely to be chance.
func bestOf(p stats.PrimPoints, taken, left []int, most float64) (at int, box stats.PrimBox) {
	at = -1
	for k, j := range left {
		q := only(p, append(slices.Clone(taken), j))
		found := peeled(q)
		b := found.box
		if t := explained(b, found.trajectory[0].Density); t > most && b.Ranges[len(taken)].Restricted() {
			at, most, box = k, t, b
		}
	}
	if at >= 0 {
		q := only(p, append(slices.Clone(taken), left[at]))
		if !(stats.QuasiP(q, box)[len(taken)] <= mostQuasiP) {
			return -1, box
		}
	}
	return at, box
}

// mattering are the inputs that a box restricts and random halves of the points
// restrict again, and those that the outcome goes up or down with.
func mattering(p stats.PrimPoints, box stats.PrimBox, src rand.Source) []int {
	list := append(reproducedInputs(p, box, src), monotone(p)...)
	slices.Sort(list)
	return slices.Compact(list)
}

// reproducedInputs are the inputs that a box restricts and that random halves of the
// points restrict again.
func reproducedInputs(p stats.PrimPoints, box stats.PrimBox, src rand.Source) []int {
	var list []int
	again := stats.Reproduce(p, box, primRules(len(p.Outcomes)), screening, src)
	for _, j := range box.Restricted() {
		if max(again[j].ByCoverage, again[j].ByDensity) >= reproduced {
			list = append(list, j)
		}
	}
	return list
}

// monotone are the inputs whose rank correlation with the outcome (Spearman 1904) is
// told from chance, for all inputs together (Bonferroni).
func monotone(p stats.PrimPoints) []int {
	n, d := len(p.Outcomes), len(p.Inputs[0])
	least := distuv.UnitNormal.Quantile(1-mostQuasiP/2/float64(d)) / math.Sqrt(float64(n-1))
	var list []int
	y, x := ranks(p.Outcomes), make([]float64, n)
	for j := range d {
		for i := range x {
			x[i] = p.Inputs[i][j]
		}
		if math.Abs(stat.Correlation(ranks(x), y, nil)) > least { // false for NaN
			list = append(list, j)
		}
	}
	return list
}

// ranks are the ranks of values, in the middle of those that are the same.
func ranks(values []float64) []float64 {
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(cmp.Compare(values[a], values[b]), a-b) })
	out := make([]float64, len(values))
	for i := 0; i < len(order); {
		k := i + 1
		for k < len(order) && values[order[k]] == values[order[i]] {
			k++
		}
		for _, at := range order[i:k] {
			out[at] = float64(i+k-1) / 2
		}
		i = k
	}
	return out
}

// only has the points by some of their inputs.
func only(p stats.PrimPoints, inputs []int) stats.PrimPoints {
	q := stats.PrimPoints{Outcomes: p.Outcomes}
	for _, x := range p.Inputs {
		values := make([]float64, len(inputs))
		for k, j := range inputs {
			values[k] = x[j]
		}
		q.Inputs = append(q.Inputs, values)
	}
	return q
}
