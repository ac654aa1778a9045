package study

import (
	"fmt"
	"math"
	"math/big"
	"math/bits"

	"gonum.org/v1/gonum/stat/distuv"

	"backchannel/sim/stats"
)

// unit is the step to which values are rounded before they are summed, 2^-28,
// about 4e-9.
const unit = 1.0 / (1 << 28)

// largest is the greatest size of a value that can be summed. The square of
// one this large takes 104 bits of 128; should a sum of squares overflow all
// the same, add panics.
const largest = 1 << 24

// moments sums values and their squares in whole units. Unlike running floating-point
// moments it merges exactly in any order, which is what lets every worker
// keep sums of its own. The zero value is empty and ready.
type moments struct {
	n       int
	sum     [2]uint64 // high and low word of a 128-bit two's complement number
	squares [2]uint64 // high and low word

	draws *drawSums // nil: the values are independent
}

// add takes in one value. It panics unless |x| <= largest.
func (m *moments) add(x float64) {
	if !(math.Abs(x) <= largest) { // so written, it catches NaN
		panic(fmt.Sprintf("study: cannot sum %v", x))
	}
	units := int64(math.RoundToEven(x / unit))
	size := uint64(max(units, -units))
	high, low := bits.Mul64(size, size)
	m.merge(&moments{
		n:       1,
		sum:     [2]uint64{uint64(units >> 63), uint64(units)},
		squares: [2]uint64{high, low},
	})
}

// addKnown takes in a value unless it is NaN: the run has nothing to say.
func (m *moments) addKnown(x float64) {
	if !math.IsNaN(x) {
		m.add(x)
	}
}

// merge adds the other sample to this one.
func (m *moments) merge(other *moments) {
	m.n += other.n
	m.sum, _ = plus(m.sum, other.sum)
	var carry uint64
	m.squares, carry = plus(m.squares, other.squares)
	if carry != 0 {
		panic("study: a sum of squares overflows 128 bits")
	}
	if m.draws != nil && other.draws != nil {
		m.draws.merge(other.draws)
	}
}

func plus(a, b [2]uint64) (sum [2]uint64, carry uint64) {
	sum[1], carry = bits.Add64(a[1], b[1], 0)
	sum[0], carry = bits.Add64(a[0], b[0], carry)
	return sum, carry
}

// mean estimates the mean, with the t interval on n-1 degrees of freedom
// (Student 1908); NaN where there are no values, and without limits where
// there is one or all are the same.
func (m *moments) mean(level float64) stats.Estimate {
	value, se := m.meanAndError()
	e := stats.Estimate{Value: value, Low: math.NaN(), High: math.NaN(), N: m.n}
	if se > 0 { // else their spread says nothing of the next
		half := float64(distuv.StudentsT{Mu: 0, Sigma: 1, Nu: m.freedom()}.Quantile((1+level)/2) * se)
		e.Low, e.High = value-half, value+half
	}
	return e
}

// share is mean for values from 0 to 1, with the interval of
// stats.BoundedMean: many a run has none of it, or all.
func (m *moments) share(level float64) stats.Estimate {
	value, se := m.meanAndError()
	return stats.BoundedMean(value, se, m.freedom(), m.n, level)
}

// count is mean for counts, with the interval of stats.CountMean: what is rare
// happens in few runs.
func (m *moments) count(level float64) stats.Estimate {
	value, se := m.meanAndError()
	return stats.CountMean(value, se, m.freedom(), m.n, level)
}

// meanAndError returns the mean and its standard error, NaN where there are not
// the values for it. The variance is worked out in whole numbers, so that no
// digits are lost when the mean is large beside the spread.
func (m *moments) meanAndError() (mean, se float64) {
	if m.n == 0 {
		return math.NaN(), math.NaN()
	}
	n := big.NewInt(int64(m.n))
	sum := signed128(m.sum)
	mean = ratio(sum, n) * unit
	switch {
	case m.n == 1:
		return mean, math.NaN()
	case m.draws != nil:
		return mean, m.draws.stdErr(sum, n) * unit
	}
	// variance of the mean = (n Σx² - (Σx)²) / (n² (n-1))
	top := word128(m.squares)
	top.Mul(top, n).Sub(top, sum.Mul(sum, sum))
	bottom := new(big.Int).Mul(n, n)
	bottom.Mul(bottom, big.NewInt(int64(m.n-1)))
	return mean, math.Sqrt(ratio(top, bottom)) * unit
}

func word128(w [2]uint64) *big.Int {
	x := new(big.Int).SetUint64(w[0])
	return x.Lsh(x, 64).Or(x, new(big.Int).SetUint64(w[1]))
}

// signed128 is word128 of a number in two's complement.
func signed128(w [2]uint64) *big.Int {
	x := word128(w)
	if w[0]>>63 == 1 {
		x.Sub(x, new(big.Int).Lsh(big.NewInt(1), 128))
	}
	return x
}

// ratio is a/b, rounded once.
func ratio(a, b *big.Int) float64 {
	x, _ := new(big.Rat).SetFrac(a, b).Float64()
	return x
}
