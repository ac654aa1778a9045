package stats_test

import (
	"math"
	"slices"
	"testing"

	"backchannel/sim/stats"

	"pgregory.net/rapid"
)

// ones are the bottoms of a mean over n runs.
func ones(n int) []float64 { return slices.Repeat([]float64{1}, n) }

func meanCases(top ...float64) stats.Cases { return stats.Cases{Top: top, Bottom: ones(len(top))} }

// Hours of sleep gained by ten patients under two drugs: Student (1908), data
// set sleep of R, whose paired t.test gives these.
func TestPairedRatioSleep(t *testing.T) {
	a := meanCases(0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2)
	b := meanCases(1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4)
	p := stats.PairedRatio(a, b, 0.95)
	near(t, "difference", p.Difference.Value, 1.58, 1e-12)
	near(t, "low", p.Difference.Low, 0.700114236723, 1e-11)
	near(t, "high", p.Difference.High, 2.459885763277, 1e-11)
	near(t, "standard error", p.StdErr, 0.388958723888, 1e-12)
	near(t, "p", p.P, 0.00283289019738, 1e-13)
	near(t, "correlation", p.Correlation, 0.795170205834, 1e-12)
	near(t, "equivalent", p.Equivalent, 47.6542303173, 1e-9) // 10 (var A + var B)/var(B - A)
	near(t, "A", p.A.Value, 0.75, 1e-12)
	near(t, "B", p.B.Value, 2.33, 1e-12)
	if p.Difference.N != 10 || p.Same {
		t.Errorf("%+v", p)
	}
}

// The cluster sample of Californian schools in 15 districts of R's survey
// package, data set apiclus1: students tested and enrolled by district, in
// elementary schools (A) and others (B), which three districts do not have.
// svyratio with covmat gives these, with n/(n-1) for 15 districts in both arms,
// where ours is for 12 in B.
func TestPairedRatioDistricts(t *testing.T) {
	a := stats.Cases{
		Top:    []float64{3572, 12618, 798, 3486, 5437, 610, 199, 566, 3287, 6084, 731, 2059, 12908, 241, 589},
		Bottom: []float64{3884, 15038, 937, 4121, 6475, 683, 274, 732, 3794, 7535, 842, 2551, 14466, 308, 691},
	}
	b := stats.Cases{
		Top:    []float64{2475, 0, 663, 2449, 2136, 0, 0, 618, 3144, 6208, 1146, 2836, 9544, 291, 784},
		Bottom: []float64{2893, 0, 731, 2837, 2550, 0, 0, 704, 3581, 7433, 1338, 3530, 11348, 372, 950},
	}
	p := stats.PairedRatio(a, b, 0.95)
	near(t, "A", p.A.Value, 0.853267234602, 1e-12)
	near(t, "B", p.B.Value, 0.843912509473, 1e-12)
	near(t, "correlation", p.Correlation, 0.204561735741, 1e-11)
	one, two := 0.0126596621394, 0.00597539539227*math.Sqrt(12.0/11*14/15)
	se := math.Sqrt(one*one + two*two - 2*0.204561735741*one*two)
	near(t, "standard error", p.StdErr, se, 1e-13)
	near(t, "equivalent", p.Equivalent, 15*(one*one+two*two)/(se*se), 1e-8)
	near(t, "low", p.Difference.Low, p.B.Value-p.A.Value-2.20098516009164*se, 1e-6) // t on 11 degrees; one case more each way
	near(t, "high", p.Difference.High, p.B.Value-p.A.Value+2.20098516009164*se, 1e-6)
	if p.Difference.N != 15 || p.P < 0.05 || p.P > 1 {
		t.Errorf("%+v", p)
	}
}

func allUnknown(p stats.Paired) bool {
	return math.IsNaN(p.Difference.Value) && math.IsNaN(p.Difference.Low) && math.IsNaN(p.Difference.High) &&
		math.IsNaN(p.StdErr) && math.IsNaN(p.P) && math.IsNaN(p.Correlation) && math.IsNaN(p.Equivalent) && !p.Same
}

func exactlyZero(p stats.Paired) bool {
	return p.Difference.Value == 0 && p.Difference.Low == 0 && p.Difference.High == 0 && p.StdErr == 0 && p.P == 1 && p.Same
}

func TestPairedRatioEdges(t *testing.T) {
	nothing := stats.Cases{Top: []float64{0, 0}, Bottom: []float64{0, 0}}
	some := stats.Cases{Top: []float64{3, 0}, Bottom: []float64{2, 0}}
	for what, p := range map[string]stats.Paired{
		"of no runs":          stats.PairedRatio(stats.Cases{}, stats.Cases{}, 0.95),
		"of no cases":         stats.PairedRatio(nothing, nothing, 0.95),
		"with no cases in A":  stats.PairedRatio(nothing, some, 0.95),
		"and with none in B":  stats.PairedRatio(some, nothing, 0.95),
		"one run, none in B":  stats.PairedRatio(meanCases(2), stats.Cases{Top: []float64{0}, Bottom: []float64{0}}, 0.95),
		"one run, none in it": stats.PairedRatio(stats.Cases{Top: []float64{0}, Bottom: []float64{0}}, meanCases(2), 0.95),
	} {
		if !allUnknown(p) {
			t.Errorf("%s: %+v", what, p)
		}
	}
	if p := stats.PairedRatio(nothing, some, 0.95); p.B.Value != 1.5 || p.B.N != 1 {
		t.Errorf("the arm that has cases: %+v", p.B)
	}
	if p := stats.PairedRatio(meanCases(2), meanCases(7), 0.95); p.Difference.Value != 5 || !math.IsNaN(p.Difference.Low) ||
		!math.IsNaN(p.P) || !math.IsNaN(p.StdErr) || !math.IsNaN(p.Equivalent) || p.Difference.N != 1 {
		t.Errorf("of one run: %+v", p)
	}
	// Cases in many runs of A but in one of B.
	p := stats.PairedRatio(meanCases(1, 2, 3, 4), stats.Cases{Top: []float64{4, 0, 0, 0}, Bottom: []float64{1, 0, 0, 0}}, 0.95)
	if p.Difference.Value != 1.5 || !math.IsNaN(p.P) || !math.IsNaN(p.Difference.High) || p.Difference.N != 4 {
		t.Errorf("of one run in B: %+v", p)
	}
	panics(t, "lengths", "1, 1, 2 and 2 runs", func() { stats.PairedRatio(meanCases(1), meanCases(1, 2), 0.95) })
	panics(t, "lengths", "paired ratio of 2, 1", func() {
		stats.PairedRatio(stats.Cases{Top: ones(2), Bottom: ones(1)}, meanCases(1, 2), 0.95)
	})
	panics(t, "ratio", "ratio of", func() { stats.PairedRatio(meanCases(1), meanCases(math.NaN()), 0.95) })
	panics(t, "level", "level", func() { stats.PairedRatio(meanCases(1), meanCases(1), 1) })
}

// A lead that is the same in every run: the sign test.
func TestPairedRatioConstantLead(t *testing.T) {
	for n, p := range map[int]float64{2: 0.5, 5: 0.0625, 6: 0.03125, 11: 1.0 / 1024} {
		var a, b []float64
		for i := range n {
			a = append(a, 0.1*float64(i))
			b = append(b, 0.1*float64(i)+0.3) // not exactly 0.3 apart, by rounding
		}
		got := stats.PairedRatio(meanCases(a...), meanCases(b...), 0.95)
		near(t, "p", got.P, p, 0)
		near(t, "difference", got.Difference.Value, 0.3, 1e-15)
		known := !math.IsNaN(got.Difference.Low)
		if known != (p < 0.05) || known && (got.Difference.Low != got.Difference.Value || got.Difference.High != got.Difference.Value) {
			t.Errorf("of %d runs: %+v", n, got)
		}
		if got.StdErr != 0 || !math.IsInf(got.Equivalent, 1) || got.Same {
			t.Errorf("of %d runs: %+v", n, got)
		}
		near(t, "correlation", got.Correlation, 1, 1e-15)
	}
	// Runs that do not differ within an arm, and no case in common.
	two, three := []float64{2, 2, 0, 0}, []float64{0, 0, 3, 3}
	apart := stats.PairedRatio(
		stats.Cases{Top: two, Bottom: []float64{1, 1, 0, 0}}, stats.Cases{Top: three, Bottom: []float64{0, 0, 1, 1}}, 0.95)
	if apart.P != 1 || !math.IsNaN(apart.Difference.Low) || !math.IsNaN(apart.Correlation) || !math.IsNaN(apart.Equivalent) ||
		apart.Difference.Value != 1 || apart.Difference.N != 4 {
		t.Errorf("of no case in common: %+v", apart)
	}
}

// No spread in either arm: limits as of independent arms, or none.
func TestPairedRatioOfSharesWithoutSpread(t *testing.T) {
	all := func(n, of int, yes float64) stats.Cases {
		c := stats.Cases{Top: make([]float64, of), Bottom: make([]float64, of)}
		for i := range n {
			c.Top[i], c.Bottom[i] = yes, 1
		}
		return c
	}
	share := func(yes, n int) stats.Estimate {
		var s stats.Share
		for range n {
			s.Add(yes, 1)
		}
		return s.Estimate(0.95)
	}
	p := stats.PairedRatio(all(50, 50, 1), all(4, 50, 1), 0.95)
	if p.Difference.Value != 0 || p.Difference.Low != share(1, 4).Low-1 || p.Difference.High != 1-share(1, 50).Low ||
		p.P != 1 || p.StdErr != 0 || p.Same {
		t.Errorf("all is so: %+v", p)
	}
	p = stats.PairedRatio(all(50, 50, 0), all(40, 50, 1), 0.95)
	if p.Difference.Value != 1 || p.Difference.High != 1 || p.Difference.Low > 0.95 || p.Difference.Low < 0.85 || p.P != math.Exp2(-39) {
		t.Errorf("never and always: %+v", p)
	}
	p = stats.PairedRatio(all(50, 50, 0), all(4, 50, 1), 0.95)
	if p.Difference.Value != 1 || !math.IsNaN(p.Difference.Low) || !math.IsNaN(p.Difference.High) || p.P != 0.125 {
		t.Errorf("never, and always of four: %+v", p)
	}
}

// somePairs generates cases of two arms: luck in common, runs without cases.
var somePairs = rapid.Custom(func(t *rapid.T) [2]stats.Cases {
	var arms [2]stats.Cases
	for range rapid.IntRange(0, 30).Draw(t, "runs") {
		luck := rapid.Float64Range(-100, 100).Draw(t, "luck")
		for i := range arms {
			n, top := float64(rapid.IntRange(0, 3).Draw(t, "cases")), 0.0
			if n > 0 {
				top = luck + rapid.Float64Range(-10, 10).Draw(t, "top")
			}
			arms[i].Top, arms[i].Bottom = append(arms[i].Top, top), append(arms[i].Bottom, n)
		}
	}
	return arms
})

func ratioOf(c stats.Cases) *stats.Ratio {
	var r stats.Ratio
	for i, x := range c.Top {
		r.Add(x, c.Bottom[i])
	}
	return &r
}

// The arms are those of Ratio, to the bit; arms that change places mirror the
// result, to the bit; limits and p agree; runs that have nothing to say change
// nothing but the number of equivalent runs; and the standard error follows
// from those of the arms and their correlation.
func TestPairedRatioShape(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		arms := somePairs.Draw(t, "arms")
		level := rapid.Float64Range(0.5, 0.99).Draw(t, "level")
		p, q := stats.PairedRatio(arms[0], arms[1], level), stats.PairedRatio(arms[1], arms[0], level)
		x, y := ratioOf(arms[0]), ratioOf(arms[1])
		if !same(p.A, x.Estimate(level)) || !same(p.B, y.Estimate(level)) || !same(p.A, q.B) || !same(p.B, q.A) {
			t.Fatalf("arms: %+v and %+v", p, q)
		}
		mirrored := stats.Estimate{Value: -q.Difference.Value, Low: -q.Difference.High, High: -q.Difference.Low, N: q.Difference.N}
		if !same(p.Difference, mirrored) {
			t.Fatalf("mirrored: %+v and %+v", p, q)
		}
		near(t, "p, mirrored", p.P, q.P, 0)
		near(t, "correlation, mirrored", p.Correlation, q.Correlation, 1e-15)
		if p.Equivalent != q.Equivalent { // both may be +Inf
			near(t, "equivalent, mirrored", p.Equivalent, q.Equivalent, 0)
		}
		ordered(t, "difference", p.Difference)
		if beyond := p.Difference.Low > 0 || p.Difference.High < 0; beyond != (p.P < 1-level) && math.Abs(p.P-(1-level)) > 1e-9 {
			t.Fatalf("p is %v, and the limits are %v", p.P, p.Difference)
		}
		if p.StdErr > 0 && !math.IsNaN(p.Correlation) {
			one, two := x.StdErr(), y.StdErr()
			variance := one*one + two*two - 2*p.Correlation*one*two
			near(t, "variance", p.StdErr*p.StdErr, variance, 1e-6*(one*one+two*two))
			near(t, "equivalent", p.Equivalent/float64(len(arms[0].Top)), (one*one+two*two)/(p.StdErr*p.StdErr), 1e-6*p.Equivalent)
		}
		for i := range arms {
			arms[i].Top, arms[i].Bottom = append(arms[i].Top, 0), append(arms[i].Bottom, 0)
		}
		if r := stats.PairedRatio(arms[0], arms[1], level); !same(r.Difference, p.Difference) || r.P != p.P && !math.IsNaN(p.P) {
			t.Fatalf("%+v, with a run that has nothing to say: %+v", p, r)
		}
	})
}

// A scenario against itself: exactly 0 everywhere, from one run on.
func TestPairedRatioOfTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		arm := somePairs.Draw(t, "arms")[0]
		p := stats.PairedRatio(arm, stats.Cases{Top: slices.Clone(arm.Top), Bottom: slices.Clone(arm.Bottom)}, 0.95)
		if p.A.N == 0 {
			if !allUnknown(p) {
				t.Fatalf("of no cases: %+v", p)
			}
			return
		}
		if !exactlyZero(p) || !math.IsNaN(p.Correlation) && math.Abs(p.Correlation-1) > 1e-15 ||
			!math.IsNaN(p.Equivalent) && !math.IsInf(p.Equivalent, 1) {
			t.Fatalf("%+v", p)
		}
	})
}

// With a bottom of 1 throughout, the difference is the mean of the differences
// of the runs. A large common part does not drown it.
func TestPairedRatioOfMeans(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var a, b []float64
		var m stats.Moments
		common := rapid.SampledFrom([]float64{0, 1, 1e6}).Draw(t, "common")
		for range rapid.IntRange(2, 40).Draw(t, "runs") {
			x, y := rapid.Float64Range(-1, 1).Draw(t, "a"), rapid.Float64Range(-1, 1).Draw(t, "b")
			a, b = append(a, common+x), append(b, common+y)
			m.Add((common + y) - (common + x))
		}
		p, want := stats.PairedRatio(meanCases(a...), meanCases(b...), 0.9), m.Mean(0.9)
		if m.StdErr() < 1e-3 {
			return // of an order with rounding, at the largest common part
		}
		near(t, "value", p.Difference.Value, want.Value, 1e-8)
		near(t, "low", p.Difference.Low, want.Low, 1e-7)
		near(t, "high", p.Difference.High, want.High, 1e-7)
	})
}
