package study

import (
	"math"
	"slices"
	"sort"
	"strconv"

	"backchannel/sim/stats"
)

// roundLimits gives the limits of a range as few digits as they need where up to so
// many points may change sides: 0.55 in place of 0.5483871.
func roundLimits(p stats.PrimPoints, input int, r stats.PrimRange, slack int) stats.PrimRange {
	values := make([]float64, len(p.Inputs))
	for i, point := range p.Inputs {
		values[i] = point[input]
	}
	slices.Sort(values)
	if !math.IsInf(r.Low, 0) {
		r.Low = rounded(values, sort.Search(len(values), func(i int) bool { return values[i] >= r.Low }), r.Low, slack)
	}
	if !math.IsInf(r.High, 0) {
		r.High = rounded(values, sort.Search(len(values), func(i int) bool { return values[i] > r.High }), r.High, slack)
	}
	return r
}

// rounded is a limit that comes before the value at a place, between the values so
// many places away.
func rounded(values []float64, place int, limit float64, slack int) float64 {
	low, high := place-1-slack, place+slack
	if low < 0 || high >= len(values) || !(values[low] < values[high]) {
		return limit
	}
	return simplest(values[low], values[high])
}

// simplest is the number of the fewest significant digits that lies between two
// others, and of equal ones the nearest to their middle.
func simplest(low, high float64) float64 {
	middle := low/2 + high/2
	for digits := range 17 {
		x, err := strconv.ParseFloat(strconv.FormatFloat(middle, 'g', digits+1, 64), 64)
		if err == nil && low < x && x < high {
			return x
		}
	}
	return middle
}

// plainNumber writes a number as people do.
func plainNumber(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
