package stats

import "math"

// Difference estimates a - b from two independent estimates of the same level
// and kind: two shares, two survivals, two restricted means. With the limits
// la, ua of a and lb, ub of b, its limits are
//
//	a - b - sqrt((a-la)² + (ub-b)²)    a - b + sqrt((ua-a)² + (b-lb)²)
//
// (Newcombe 1998 for shares with the interval of [Wilson], his method 10; Zou &
// Donner 2008 for any). They lean as those of a and b lean, and are the normal
// interval where those are symmetric. N is the sum of both samples.
//
// Estimates from runs on the same random numbers are not independent: take the
// difference run by run, as [PairedRatio] does. A limit is NaN where one
// that it needs is.
func Difference(a, b Estimate) Estimate {
	value := a.Value - b.Value
	return Estimate{
		Value: value,
		Low:   value - math.Hypot(a.Value-a.Low, b.High-b.Value),
		High:  value + math.Hypot(a.High-a.Value, b.Value-b.Low),
		N:     a.N + b.N,
	}
}
