package stats

import (
	"fmt"
	"math"
)

const (
	bins = 200
	// unit is the fixed-point unit of the sum, 2^-32: the mean is exact to
	// 2^-33, and the sum holds some 2^32 values.
	unit = 1.0 / (1 << 32)
)

// Histogram counts values in [0,1], such as optimism, in 200 equal bins, and
// keeps their sum in whole units of 2^-32. Being whole numbers, both merge
// exactly in any order. The zero value is empty and ready. It holds up to
// 2^32 values.
type Histogram struct {
	counts [bins]uint32
	n      uint64
	sum    uint64 // in units
}

// Add takes in one value. It panics unless 0 <= x <= 1.
func (h *Histogram) Add(x float64) {
	if !(x >= 0 && x <= 1) { // so written, it catches NaN
		panic(fmt.Sprintf("stats: histogram value %v is not in [0,1]", x))
	}
	h.counts[min(int(x*bins), bins-1)]++
	h.n++
	h.sum += uint64(math.Round(x / unit))
}

// Merge adds the other histogram's sample to this one.
func (h *Histogram) Merge(other *Histogram) {
	for i, c := range other.counts {
		h.counts[i] += c
	}
	h.n += other.n
	h.sum += other.sum
}

// N returns the number of values.
func (h *Histogram) N() int { return int(h.n) }

// Mean returns the mean, correct to 2^-33; NaN if there are no values.
func (h *Histogram) Mean() float64 {
	return float64(h.sum) / float64(h.n) * unit // 0/0 is NaN
}

// Quantile returns the value below which a share p of the sample lies, for p
// in [0,1], taking the values of a bin as spread evenly over it: it lies
// within 1/200 of the sample quantile. NaN if there are no values.
func (h *Histogram) Quantile(p float64) float64 {
	if !(p >= 0 && p <= 1) {
		panic(fmt.Sprintf("stats: probability %v is not in [0,1]", p))
	}
	if h.n == 0 {
		return math.NaN()
	}
	wanted := float64(p * float64(h.n)) // the conversion prevents fusing
	below := 0.0
	last := 0.0
	for i, c := range h.counts {
		if c == 0 {
			continue
		}
		if count := float64(c); below+count >= wanted {
			return (float64(i) + (wanted-below)/count) / bins
		}
		below += float64(c)
		last = float64(i+1) / bins
	}
	return last
}
