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
	e := Estimate{Value: float64(successes) / float64(n), N: n}
	e.Low, e.High = scoreLimits(float64(successes), float64(n), z)
	return e
}

// scoreLimits are Wilson's, for x successes out of m > 0, which need not be whole.
func scoreLimits(x, m, z float64) (low, high float64) {
	zz := float64(z * z)
	centre := (x + zz/2) / (m + zz)
	half := z * math.Sqrt(float64(x*(m-x))/m+zz/4) / (m + zz)
	low, high = centre-half, centre+half
	// Exact at the ends, where rounding may miss by a unit in the last place.
	if x == 0 {
		low = 0
	}
	if x == m {
		high = 1
	}
	return low, high
}
