package study

import (
	"math"
	"math/big"

	"backchannel/sim"
	"backchannel/sim/stats"
)

// Runs on one draw of what is not known share it and are not independent. This
// file lets a tally take the draw for its unit: each part of it keeps, beside its
// totals, what the last draw left them at, and sums over draws of what each added.
// All of them are whole numbers, and merge exactly.

// ByDraw makes the tally take the draw for the unit of its intervals: call it
// before the first run is added, and CloseDraw after the last of each draw.
func (t *Tally) ByDraw() {
	t.told.byDraw = true
	for _, m := range t.moments() {
		m.draws = &drawSums{}
	}
	for _, s := range t.shares() {
		s.draws = &shareDraws{}
	}
	for i := range t.talks {
		k := &t.talks[i]
		k.lives.ByCluster()
		k.understanding.ByCluster()
		k.deal.ByCluster()
		for j := range k.watched {
			k.watched[j].draws = &watchDraws{}
		}
	}
}

// CloseDraw ends a draw.
func (t *Tally) CloseDraw() {
	for _, m := range t.moments() {
		m.draws.close(m)
	}
	for _, s := range t.shares() {
		s.draws.of.Add(s.yes-s.draws.yes, s.n-s.draws.n)
		s.draws.yes, s.draws.n = s.yes, s.n
	}
	for i := range t.talks {
		k := &t.talks[i]
		k.lives.CloseCluster()
		k.understanding.CloseCluster()
		k.deal.CloseCluster()
		for j := range k.watched {
			k.watched[j].closeDraw()
		}
	}
	t.told.close()
}

// moments lists all means of the tally.
func (t *Tally) moments() []*moments {
	a := &t.all
	list := []*moments{&a.deals, &a.falls, &a.leaks, &a.reach, &a.honoured, &a.envoyStanding, &a.reliable}
	for i := range a.stood {
		list = append(list, &a.stood[i])
	}
	for i := range t.talks {
		list = append(list, t.talks[i].moments()...)
	}
	for i := range t.envoys {
		e := &t.envoys[i]
		list = append(list, &e.tenure, &e.standing, &e.peak, &e.portfolio, &e.signed, &e.lost, &e.leaksOnHim)
	}
	for i := range t.sides {
		s := &t.sides[i]
		list = append(list, &s.reliability, &s.broken, &s.honoured)
	}
	return list
}

// shares lists all shares of the tally, but for those of watched deals.
func (t *Tally) shares() []*share {
	list := []*share{&t.all.signed}
	for i := range t.talks {
		list = append(list, &t.talks[i].signed, &t.talks[i].byEnvoys)
	}
	for i := range t.envoys {
		list = append(list, &t.envoys[i].fell)
	}
	return list
}

// drawSums are what moments keep of draws: for each the sum S of its n values.
type drawSums struct {
	was     moments // the totals when the last draw ended
	n       int     // draws that had values
	squares big.Int // sum of S²
	cross   big.Int // of S n
	sizes   big.Int // of n²
}

// close ends a draw, given the totals.
func (d *drawSums) close(m *moments) {
	if m.n > d.was.n {
		n := big.NewInt(int64(m.n - d.was.n))
		sum := new(big.Int).Sub(signed128(m.sum), signed128(d.was.sum))
		d.n++
		d.cross.Add(&d.cross, new(big.Int).Mul(sum, n))
		d.squares.Add(&d.squares, sum.Mul(sum, sum))
		d.sizes.Add(&d.sizes, n.Mul(n, n))
	}
	d.was.n, d.was.sum = m.n, m.sum
}

func (d *drawSums) merge(other *drawSums) {
	d.n += other.n
	d.squares.Add(&d.squares, &other.squares)
	d.cross.Add(&d.cross, &other.cross)
	d.sizes.Add(&d.sizes, &other.sizes)
}

// stdErr is the standard error of the mean, in units, by linearisation of the
// ratio of the totals (Cochran 1977), given their sum and number; NaN below two
// draws.
func (d *drawSums) stdErr(sum, n *big.Int) float64 {
	if d.n < 2 {
		return math.NaN()
	}
	// N² times the sum over draws of (S - mean n)² is N² ΣS² - 2N ΣSn sum + Σn² sum².
	times := func(x ...*big.Int) *big.Int {
		product := big.NewInt(1)
		for _, y := range x {
			product.Mul(product, y)
		}
		return product
	}
	top := times(n, n, &d.squares)
	top.Sub(top, times(big.NewInt(2), n, &d.cross, sum))
	top.Add(top, times(&d.sizes, sum, sum))
	top.Mul(top, big.NewInt(int64(d.n)))
	bottom := times(n, n, n, n, big.NewInt(int64(d.n-1)))
	return math.Sqrt(ratio(top, bottom))
}

// freedom is the degrees of freedom of the standard error.
func (m *moments) freedom() float64 {
	if m.draws != nil {
		return float64(m.draws.n - 1)
	}
	return float64(m.n - 1)
}

// shareDraws are what a share keeps of draws.
type shareDraws struct {
	yes, n int // the totals when the last draw ended
	of     stats.Share
}

// watchDraws are what a watch keeps of draws.
type watchDraws struct {
	n     int // the totals when the last draw ended
	ended [sim.NumCauses]int
	of    [sim.NumCauses]stats.Share
}

func (w *watch) closeDraw() {
	for cause := range w.ended {
		w.draws.of[cause].Add(w.ended[cause]-w.draws.ended[cause], w.n-w.draws.n)
	}
	w.draws.n, w.draws.ended = w.n, w.ended
}

func (w *watch) mergeDraws(other *watch) {
	if w.draws == nil {
		return
	}
	for cause := range w.draws.of {
		w.draws.of[cause].Merge(&other.draws.of[cause])
	}
}

// share is the share of watched deals that ended in some way.
func (w *watch) share(cause sim.Cause, level float64) stats.Estimate {
	if w.draws != nil {
		return w.draws.of[cause].Estimate(level)
	}
	return stats.Wilson(w.ended[cause], w.n, level)
}
