package study

import (
	"math"
	"strconv"

	"backchannel/sim/stats"
)

// roundLimits gives the limits of a range as few digits as keep in and out the
// same values of the points: 0.55 in place of 0.5483871.
func roundLimits(p stats.PrimPoints, input int, r stats.PrimRange) stats.PrimRange {
	below, above := math.Inf(-1), math.Inf(1) // nearest values kept out
	low, high := math.Inf(1), math.Inf(-1)    // least and greatest kept
	for _, point := range p.Inputs {
		switch x := point[input]; {
		case x < r.Low:
			below = max(below, x)
		case x > r.High:
			above = min(above, x)
		default:
			low, high = min(low, x), max(high, x)
		}
	}
	if !math.IsInf(below, 0) {
		r.Low = simplest(below, low)
	}
	if !math.IsInf(above, 0) {
		r.High = simplest(high, above)
	}
	return r
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
