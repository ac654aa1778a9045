package study

import (
	"math"
	"math/big"

	"gonum.org/v1/gonum/stat/distuv"

	"backchannel/sim/stats"
)

// clustered estimates a ratio of sums, Σx/Σn, over units that come in
// clusters: here the announcements of a run, which share its luck. The
// interval treats runs as independent and nothing within them (linearisation
// of the ratio estimator: Cochran 1977, section 6.3, with clusters of unequal
// size as in section 9A.2; limits by Student's t on the runs). It holds whole
// numbers only and merges exactly in any order. The zero value is empty and
// ready.
type clustered struct {
	x, n, both moments // both sums x+n, of which the cross term follows
}

// add takes in one run's sum of x over its n units. A run without units has
// nothing to say.
func (c *clustered) add(x float64, n int) {
	if n == 0 {
		return
	}
	c.x.add(x)
	c.n.add(float64(n))
	c.both.add(x + float64(n))
}

func (c *clustered) merge(other *clustered) {
	c.x.merge(&other.x)
	c.n.merge(&other.n)
	c.both.merge(&other.both)
}

// units returns the number of units in all runs.
func (c *clustered) units() int { return int(math.Round(c.n.total())) }

// ratio estimates Σx/Σn; its N is the number of units. NaN where there are
// none, and without limits where one run has them all.
func (c *clustered) ratio(level float64) stats.Estimate {
	e := stats.Estimate{Value: math.NaN(), Low: math.NaN(), High: math.NaN(), N: c.units()}
	runs := c.n.n
	if runs == 0 {
		return e
	}
	r := c.x.total() / c.n.total()
	e.Value = r
	if runs == 1 {
		return e
	}
	xx, nn := c.x.totalSquares(), c.n.totalSquares()
	xn := (c.both.totalSquares() - xx - nn) / 2
	residual := max(0, xx-2*r*xn+r*r*nn)
	k := float64(runs)
	se := math.Sqrt(k/(k-1)*residual) / c.n.total()
	half := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: k - 1}.Quantile((1+level)/2) * se
	e.Low, e.High = r-half, r+half
	return e
}

// total is the sum of the values.
func (m *moments) total() float64 {
	sum := word128(m.sum)
	if m.sum[0]>>63 == 1 {
		sum.Sub(sum, new(big.Int).Lsh(big.NewInt(1), 128))
	}
	return ratio(sum, big.NewInt(1)) * unit
}

// totalSquares is the sum of their squares.
func (m *moments) totalSquares() float64 {
	return ratio(word128(m.squares), big.NewInt(1)) * unit * unit
}
