package stats

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// Holm adjusts p-values for being several (Holm 1979, step down). Whatever is
// true of them and however they depend on each other, the probability that any
// of the true hypotheses has an adjusted p below alpha is at most alpha. In
// rising order, the i-th of m is multiplied by m-i+1, and is not less than any
// adjusted before it nor more than 1.
//
// An entry that is NaN is no test: it stays NaN and does not count. The result
// is in the order of p, which is not changed. It panics on a p outside [0,1].
func Holm(p []float64) []float64 {
	adjusted := slices.Clone(p)
	var order []int
	for i, x := range p {
		if x < 0 || x > 1 {
			panic(fmt.Sprintf("stats: p-value %v is not between 0 and 1", x))
		}
		if !math.IsNaN(x) {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(p[i], p[j]) })
	greatest := 0.0
	for rank, i := range order {
		greatest = max(greatest, min(float64(len(order)-rank)*p[i], 1))
		adjusted[i] = greatest
	}
	return adjusted
}
