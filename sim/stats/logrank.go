package stats

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/distuv"
)

// LogRankTest is the outcome of a log-rank test.
type LogRankTest struct {
	ChiSquare float64
	Freedom   int       // degrees of freedom
	P         float64   // probability of a ChiSquare at least as large if all survive alike; NaN: no test
	Observed  []int     // ends, by table
	Expected  []float64 // ends to be expected if all survive alike, by table
}

// LogRank tests whether two or more groups of lives survive alike, for an end
// of any cause, against a difference in hazard that keeps its sign (Mantel
// 1966; more than two groups as Peto & Peto 1972). On each day, the ends of a
// group are set against its share of those at risk, with hypergeometric
// variance; the statistic is chi-squared with one degree of freedom less than
// there are groups. A group of which none was at risk when any ended says
// nothing and does not count.
//
// The groups must be independent. Two scenarios run on the same random
// numbers are not: they differ by less than chance would have it, and P is
// then too large. Curves that cross may differ widely and yet give a large P.
//
// P is NaN and Freedom is 0 where no test can be made: fewer than two groups
// count, or no life outlasted the first end. It panics on fewer than two
// tables.
func LogRank(tables ...*Lives) LogRankTest {
	if len(tables) < 2 {
		panic(fmt.Sprintf("stats: log-rank test of %d tables", len(tables)))
	}
	t := LogRankTest{P: math.NaN(), Observed: make([]int, len(tables)), Expected: make([]float64, len(tables))}
	atRisk := make([]int, len(tables))
	for i, l := range tables {
		atRisk[i] = l.N()
	}
	variance := mat.NewSymDense(len(tables), nil)
	for day := 0; ; day++ {
		left := false
		ends, all := 0, 0
		for i, l := range tables {
			if day <= l.Horizon() {
				left = true
				t.Observed[i] += endedOn(l, day)
				ends += endedOn(l, day)
			}
			all += atRisk[i]
		}
		if !left {
			break
		}
		t.expect(variance, atRisk, ends, all)
		for i, l := range tables {
			if day <= l.Horizon() {
				atRisk[i] -= endedOn(l, day) + l.censored[day]
			}
		}
	}
	t.compare(variance)
	return t
}

// expect adds a day to the expected ends and their variance.
func (t *LogRankTest) expect(variance *mat.SymDense, atRisk []int, ends, all int) {
	if ends == 0 {
		return
	}
	d, r := float64(ends), float64(all)
	for i, n := range atRisk {
		share := float64(n) / r
		t.Expected[i] += float64(d * share)
		if all == 1 {
			continue // the one at risk ended: no variance
		}
		factor := d * (r - d) / (r - 1) * share
		variance.SetSym(i, i, variance.At(i, i)+float64(factor*(1-share)))
		for j := i + 1; j < len(atRisk); j++ {
			variance.SetSym(i, j, variance.At(i, j)-float64(factor*float64(atRisk[j])/r))
		}
	}
}

// compare forms the statistic from the groups that count but one, which the
// others determine.
func (t *LogRankTest) compare(variance *mat.SymDense) {
	var groups []int
	for i, e := range t.Expected {
		if e > 0 {
			groups = append(groups, i)
		}
	}
	free := len(groups) - 1
	if free < 1 {
		return
	}
	gap, v := mat.NewVecDense(free, nil), mat.NewSymDense(free, nil)
	for a, i := range groups[:free] {
		gap.SetVec(a, float64(t.Observed[i])-t.Expected[i])
		for b, j := range groups[:a+1] {
			v.SetSym(a, b, variance.At(i, j))
		}
	}
	var chol mat.Cholesky
	if !chol.Factorize(v) {
		return // no variance: all ended at once
	}
	var solved mat.VecDense
	if err := chol.SolveVecTo(&solved, gap); err != nil {
		return // so near to none that nothing can be told
	}
	t.ChiSquare, t.Freedom = mat.Dot(gap, &solved), free
	t.P = distuv.ChiSquared{K: float64(free)}.Survival(t.ChiSquare)
}
