package stats

import (
	"fmt"
	"math"
)

// snap is how far from a whole day a time still counts as whole, days (a
// tenth of a second; modelling choice). A life is a difference of two times,
// each rounded: without it, an end 24 hourly ticks after the signature could
// count on day 2.
const snap = 1e-6

// dayUp is the first whole day by which time t has come.
func dayUp(t float64) float64 { return math.Ceil(t - snap) }

// dayDown is the last whole day that has come by time t.
func dayDown(t float64) float64 { return math.Floor(t + snap) }

func checkHorizon(horizon int) {
	if horizon < 0 {
		panic(fmt.Sprintf("stats: horizon of %d days", horizon))
	}
}

// through sums counts over the days up to and including day.
func through(counts []int, day int) int {
	total := 0
	for _, c := range counts[:min(max(day+1, 0), len(counts))] {
		total += c
	}
	return total
}

func addAll(to, from []int) {
	for i, c := range from {
		to[i] += c
	}
}
