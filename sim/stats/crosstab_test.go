package stats_test

import (
	"math"
	"testing"

	"backchannel/sim/stats"

	"pgregory.net/rapid"
)

// Airway hyper-responsiveness of 21 children before (A) and after (B) stem cell
// transplantation: Bentur et al. (2009), as table 1 of Fagerland, Lydersen &
// Laake (2013), The McNemar test for binary matched-pairs data, BMC Medical
// Research Methodology 13:91, who give exact 0.0703 and mid-p 0.0391; and
// complete response of 161 patients before and after consolidation therapy:
// Cavo et al. (2012), with binom.test and dbinom of R. Limits by
// Tango_asymptotic_score_CI_paired_2x2 of R's contingencytables 3.0.0.
func TestCrosstabMcNemar(t *testing.T) {
	for _, c := range []struct {
		table                    stats.Crosstab
		low, high, score, ex, mp float64
	}{
		{
			stats.Crosstab{Both: 1, OnlyA: 1, OnlyB: 7, Neither: 12},
			0.0260030324809, 0.517232276421, 0.0338948535247, 0.0703125, 0.0390625,
		},
		{
			stats.Crosstab{Both: 59, OnlyA: 6, OnlyB: 16, Neither: 80},
			0.00543339573168, 0.124023432464, 0.0330062576612, 0.0524787902832, 0.0346896648407,
		},
	} {
		p := c.table.Paired(0.95)
		near(t, "difference", p.Difference.Value, p.B.Value-p.A.Value, 1e-15)
		near(t, "low", p.Difference.Low, c.low, 1e-12)
		near(t, "high", p.Difference.High, c.high, 1e-12)
		near(t, "score p", p.P, c.score, 1e-12)
		near(t, "exact p", c.table.ExactP(), c.ex, 1e-12)
		near(t, "mid-p", c.table.MidP(), c.mp, 1e-12)
		if p.Difference.N != c.table.N() || p.Same {
			t.Errorf("%+v", p)
		}
	}
}

// The limits of Tango (1998) for counts of one kind only, the other, and n, as
// the two implementations for R in contingencytables 3.0.0 and, to 1e-6, in
// PropCIs 0.3-0 (scoreci.mp) give them; 40, 20, 160 is the example of the
// latter, and 0, 1, 44 the trial of contact lens disinfection in Tango's paper.
func TestCrosstabTango(t *testing.T) {
	for _, c := range []struct {
		onlyB, onlyA, n int
		low, high       float64
	}{
		{40, 20, 160, 0.0308645331331, 0.218064244167},
		{0, 1, 44, -0.118077096982, 0.0593932311166},
		{0, 0, 30, -0.113513393174, 0.113513393174},
		{12, 2, 50, 0.0611124061863, 0.344708748282},
		{14, 0, 50, 0.174741706659, 0.41665123696},
		{5, 0, 20, 0.048593552434, 0.468700877619},
		{0, 3, 400, -0.021815720724, 0.0020836365418},
		{20, 5, 100, 0.0561685558482, 0.248823925081},
		{30, 0, 30, 0.772973213652, 1},
		{29, 0, 30, 0.743423660091, 0.994091409618},
	} {
		e := stats.Crosstab{OnlyA: c.onlyA, OnlyB: c.onlyB, Neither: c.n - c.onlyA - c.onlyB}.Paired(0.95).Difference
		near(t, "low", e.Low, c.low, 1e-11)
		near(t, "high", e.High, c.high, 1e-11)
	}
}

func TestCrosstabEdges(t *testing.T) {
	if p := (stats.Crosstab{}).Paired(0.95); !allUnknown(p) || p.A.N != 0 {
		t.Errorf("of no runs: %+v", p)
	}
	none := stats.Crosstab{Both: 7, Neither: 3}
	p := none.Paired(0.95)
	zz := 1.959963984540054 * 1.959963984540054
	near(t, "low where no run differs", p.Difference.Low, -zz/(10+zz), 1e-15)
	near(t, "high where no run differs", p.Difference.High, zz/(10+zz), 1e-15)
	if p.Difference.Value != 0 || p.P != 1 || p.StdErr != 0 || !p.Same || p.Correlation != 1 || !math.IsInf(p.Equivalent, 1) {
		t.Errorf("where no run differs: %+v", p)
	}
	if none.ExactP() != 1 || none.MidP() != 1 {
		t.Errorf("p where no run differs: %v and %v", none.ExactP(), none.MidP())
	}
	if p := (stats.Crosstab{Both: 4}).Paired(0.95); !math.IsNaN(p.Correlation) || !math.IsNaN(p.Equivalent) || !p.Same {
		t.Errorf("where all are alike: %+v", p)
	}
	if p := (stats.Crosstab{OnlyB: 1}).Paired(0.95); p.Difference.Value != 1 || p.Difference.High != 1 || !math.IsNaN(p.StdErr) ||
		math.Abs(p.P-0.317310507863) > 1e-12 || p.Difference.Low > 0 {
		t.Errorf("of one run: %+v", p)
	}
	for _, c := range []stats.Crosstab{{Both: -1}, {OnlyA: -1}, {OnlyB: -1}, {Neither: -1}} {
		panics(t, "counts", "counts of runs", func() { c.Paired(0.95) })
		panics(t, "counts", "counts of runs", func() { c.ExactP() })
		panics(t, "counts", "counts of runs", func() { c.MidP() })
	}
	panics(t, "level", "level", func() { none.Paired(0) })
}

func TestCrosstabOf(t *testing.T) {
	a, b := meanCases(1, 1, 0, 0, 0), meanCases(1, 0, 1, 0, 0)
	if c, ok := stats.CrosstabOf(a, b); !ok || c != (stats.Crosstab{Both: 1, OnlyA: 1, OnlyB: 1, Neither: 2}) {
		t.Errorf("%+v, %v", c, ok)
	}
	for what, bad := range map[string]stats.Cases{
		"a count":        meanCases(1, 1, 2, 0, 0),
		"a share":        {Top: a.Top, Bottom: []float64{1, 1, 1, 1, 2}},
		"a silent run":   {Top: a.Top, Bottom: []float64{1, 1, 1, 1, 0}},
		"fewer runs":     meanCases(1, 1, 0, 0),
		"no run's worth": {Top: a.Top, Bottom: ones(4)},
	} {
		for _, arms := range [][2]stats.Cases{{bad, b}, {b, bad}} {
			if c, ok := stats.CrosstabOf(arms[0], arms[1]); ok || c != (stats.Crosstab{}) {
				t.Errorf("with %s: %+v, %v", what, c, ok)
			}
		}
	}
}

var someTables = rapid.Custom(func(t *rapid.T) stats.Crosstab {
	count := rapid.IntRange(0, 40)
	return stats.Crosstab{
		Both: count.Draw(t, "both"), OnlyA: count.Draw(t, "only a"), OnlyB: count.Draw(t, "only b"), Neither: count.Draw(t, "neither"),
	}
})

// cases spells a table out run by run.
func cases(c stats.Crosstab) (a, b stats.Cases) {
	add := func(n int, x, y float64) {
		for range n {
			a.Top, b.Top = append(a.Top, x), append(b.Top, y)
		}
	}
	add(c.Both, 1, 1)
	add(c.OnlyA, 1, 0)
	add(c.OnlyB, 0, 1)
	add(c.Neither, 0, 0)
	a.Bottom, b.Bottom = ones(len(a.Top)), ones(len(b.Top))
	return a, b
}

// P agrees with the limits; the limits lie in [-1,1] on both sides of the
// difference; arms that change places mirror them to the bit; mid-p is below
// exact p; and what does not come from the score test is as PairedRatio has it.
func TestCrosstabShape(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := someTables.Draw(t, "table")
		level := rapid.Float64Range(0.5, 0.999).Draw(t, "level")
		p, q := c.Paired(level), stats.Crosstab{Both: c.Both, OnlyA: c.OnlyB, OnlyB: c.OnlyA, Neither: c.Neither}.Paired(level)
		ordered(t, "difference", p.Difference)
		if p.Difference.Low < -1 || p.Difference.High > 1 || p.P < 0 || p.P > 1 {
			t.Fatalf("%+v", p)
		}
		if c.N() > 0 && (p.Difference.Low != -q.Difference.High || p.Difference.High != -q.Difference.Low || p.P != q.P) {
			t.Fatalf("%+v, mirrored: %+v", p, q)
		}
		if beyond := p.Difference.Low > 0 || p.Difference.High < 0; beyond != (p.P < 1-level) && math.Abs(p.P-(1-level)) > 1e-9 {
			t.Fatalf("p is %v, and the limits are %v", p.P, p.Difference)
		}
		if c.MidP() > c.ExactP() || c.ExactP() > 1 || c.MidP() < 0 {
			t.Fatalf("mid-p %v, exact p %v", c.MidP(), c.ExactP())
		}
		a, b := cases(c)
		if back, ok := stats.CrosstabOf(a, b); !ok || back != c {
			t.Fatalf("%+v made into runs and back: %+v", c, back)
		}
		r := stats.PairedRatio(a, b, level)
		near(t, "difference", p.Difference.Value, r.Difference.Value, 1e-12)
		near(t, "standard error", p.StdErr, r.StdErr, 1e-12)
		near(t, "correlation", p.Correlation, r.Correlation, 1e-12)
		if p.Equivalent != r.Equivalent { // both may be +Inf
			near(t, "equivalent", p.Equivalent, r.Equivalent, 1e-9*r.Equivalent)
		}
		if p.Same != r.Same {
			t.Fatalf("%+v, of runs: %+v", p, r)
		}
	})
}

// tables calls f for every table of n runs by the counts that matter, with its
// probability where a run is OnlyA with probability pa and OnlyB with pb.
func tables(n int, pa, pb float64, f func(c stats.Crosstab, probability float64)) {
	for differ := range n + 1 {
		p := binomial(n, differ, pa+pb)
		for b := range differ + 1 {
			f(stats.Crosstab{OnlyA: differ - b, OnlyB: b, Neither: n - differ}, p*binomial(differ, b, pb/(pa+pb)))
		}
	}
}

// Coverage of the limits by adding up the probability of every table. It
// swings about the level as discrete intervals do; below, it stays within 0.02
// of it where 5 runs or more are expected to differ (Tango 1998 finds as much),
// and above where fewer do.
func TestCrosstabCoverage(t *testing.T) {
	for _, n := range []int{25, 60} {
		for _, c := range [][2]float64{{0.1, 0.1}, {0.05, 0.15}, {0.01, 0.2}, {0.2, 0.3}, {0.02, 0.02}, {0.001, 0.01}} {
			pa, pb := c[0], c[1]
			covered := 0.0
			tables(n, pa, pb, func(c stats.Crosstab, p float64) {
				if e := c.Paired(0.95).Difference; e.Low <= pb-pa && pb-pa <= e.High {
					covered += p
				}
			})
			if covered < 0.93 || covered > 1+1e-12 || covered > 0.98 && float64(n)*(pa+pb) > 5 {
				t.Errorf("%d runs, of which %v and %v differ: coverage %v", n, pa, pb, covered)
			}
		}
	}
}

// False alarms at 0.05 of the three p-values, by adding up the probability of
// every table of 25 runs or more: below 0.055 for the score test and for mid-p,
// at most 0.05 for exact p.
func TestCrosstabFalseAlarms(t *testing.T) {
	const alpha = 0.05
	worst := [3]float64{}
	for _, n := range []int{25, 50, 100} {
		for differ := 0.02; differ < 1; differ += 0.02 {
			var alarms [3]float64
			tables(n, differ/2, differ/2, func(c stats.Crosstab, probability float64) {
				for i, p := range []float64{c.Paired(0.95).P, c.MidP(), c.ExactP()} {
					if p < alpha {
						alarms[i] += probability
					}
				}
			})
			for i := range worst {
				worst[i] = max(worst[i], alarms[i])
			}
		}
	}
	if worst[0] >= 0.055 || worst[1] >= 0.055 || worst[2] > alpha {
		t.Errorf("false alarms of up to %v", worst)
	}
	if worst[0] < 0.05 || worst[1] < 0.045 || worst[2] > worst[1] {
		t.Errorf("false alarms of only up to %v: a test that finds too little", worst)
	}
}
