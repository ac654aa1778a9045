package stats

import "math/bits"

// wide is a whole number from 0 to 2^128-1: sums of products of counts need
// more than 64 bits to stay exact, and so to merge in any order.
type wide struct{ high, low uint64 }

// addProduct adds a b.
func (w *wide) addProduct(a, b uint64) {
	high, low := bits.Mul64(a, b)
	w.add(wide{high, low})
}

func (w *wide) add(x wide) {
	var carry uint64
	w.low, carry = bits.Add64(w.low, x.low, 0)
	w.high, _ = bits.Add64(w.high, x.high, carry)
}

// float is the nearest double, but for a rounding of either half.
func (w wide) float() float64 { return float64(float64(w.high)*(1<<64)) + float64(w.low) }
