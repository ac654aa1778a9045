package stats

import (
	"fmt"
	"math"
)

// Wilson estimates a probability from successes out of n independent trials,
// with the score interval (Wilson 1927): the values of p that the score test
// does not reject at 1-level,
//
//	(x + z²/2 ± z sqrt(x(n-x)/n + z²/4)) / (n + z²).
//
// It stays within [0,1] and has a width above 0 even at 0 or n successes.
// n = 0 gives NaN. It panics unless 0 <= successes <= n.
func Wilson(successes, n int, level float64) Estimate {
	if successes < 0 || successes > n {
		panic(fmt.Sprintf("stats: %d successes out of %d trials", successes, n))
	}
	z := normalQuantile(level)
	if n == 0 {
		return unknown(0)
	}
	x, m, zz := float64(successes), float64(n), float64(z*z)
	centre := (x + zz/2) / (m + zz)
	half := z * math.Sqrt(float64(x*(m-x))/m+zz/4) / (m + zz)
	e := Estimate{Value: x / m, Low: centre - half, High: centre + half, N: n}
	// Exact at the ends, where rounding may miss by a unit in the last place.
	if successes == 0 {
		e.Low = 0
	}
	if successes == n {
		e.High = 1
	}
	return e
}
