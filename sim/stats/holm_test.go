package stats_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"backchannel/sim/stats"

	"pgregory.net/rapid"
)

// The example of R's p.adjust (seed 123, rounded to four digits before the
// adjustment), method holm.
func TestHolmExample(t *testing.T) {
	p := []float64{
		2.354e-07, 2.102e-05, 2.577e-05, 9.815e-05, 1.053e-04, 1.241e-04, 1.326e-04, 1.569e-04, 2.255e-04, 3.795e-04,
		6.115e-04, 1.614e-03, 3.302e-03, 3.538e-03, 5.237e-03, 6.832e-03, 7.059e-03, 8.805e-03, 9.401e-03, 1.130e-02,
		2.115e-02, 4.923e-02, 6.053e-02, 6.262e-02, 7.395e-02, 8.281e-02, 8.633e-02, 1.191e-01, 1.891e-01, 2.058e-01,
		2.209e-01, 2.856e-01, 3.049e-01, 4.661e-01, 4.831e-01, 4.922e-01, 5.319e-01, 5.752e-01, 5.783e-01, 6.186e-01,
		6.364e-01, 6.449e-01, 6.558e-01, 6.886e-01, 7.190e-01, 8.180e-01, 8.274e-01, 8.971e-01, 9.119e-01, 9.438e-01,
	}
	want := []float64{
		0.00001177, 0.00102998, 0.00123696, 0.00461305, 0.00484380, 0.00558450, 0.00583440, 0.00674670, 0.00947100,
		0.01555950, 0.02446000, 0.06294600, 0.12547600, 0.13090600, 0.18853200, 0.23912000, 0.24000600, 0.29056500,
		0.30083200, 0.35030000, 0.63450000,
	}
	want = append(want, ones(29)...)
	order := rand.New(rand.NewPCG(1, 1)).Perm(len(p))
	mixed := make([]float64, len(p))
	for i, from := range order {
		mixed[i] = p[from]
	}
	for i, got := range stats.Holm(mixed) {
		near(t, "adjusted", got, want[order[i]], 1e-9)
	}
}

// As p.adjust of R has it, with NA for NaN.
func TestHolmEdges(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct{ p, want []float64 }{
		{nil, nil},
		{[]float64{nan}, []float64{nan}},
		{[]float64{0.3}, []float64{0.3}},
		{[]float64{0.3, 0.01, nan, 0.01, 0.04, 1, 0.02}, []float64{0.6, 0.06, nan, 0.06, 0.12, 1, 0.08}},
		{[]float64{0.05, 0.05, 0.05}, []float64{0.15, 0.15, 0.15}},
		{[]float64{0.01, 0.04, 0.03, nan, 0.5}, []float64{0.04, 0.09, 0.09, nan, 0.5}},
		{[]float64{0, 1}, []float64{0, 1}},
	} {
		got := stats.Holm(c.p)
		if len(got) != len(c.want) {
			t.Fatalf("of %v: %v", c.p, got)
		}
		for i := range got {
			near(t, "adjusted", got[i], c.want[i], 1e-15)
		}
	}
	for _, bad := range []float64{-0.1, 1.1, math.Inf(1)} {
		panics(t, "p", "p-value", func() { stats.Holm([]float64{0.5, bad}) })
	}
}

// Never below the p given nor above Bonferroni's, in the same order, and
// whatever the order given.
func TestHolmShape(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SliceOf(rapid.Float64Range(0, 1)).Draw(t, "p")
		before := slices.Clone(p)
		got := stats.Holm(p)
		if !slices.Equal(p, before) {
			t.Fatal("it changed its argument")
		}
		for i, x := range got {
			if x < p[i] || x > min(1, float64(len(p))*p[i]) {
				t.Fatalf("%v adjusted to %v", p[i], x)
			}
			for j, y := range got {
				if p[i] < p[j] && x > y || p[i] == p[j] && x != y {
					t.Fatalf("%v and %v adjusted to %v and %v", p[i], p[j], x, y)
				}
			}
		}
		slices.Reverse(p)
		again := stats.Holm(p)
		slices.Reverse(again)
		if !slices.Equal(got, again) {
			t.Fatalf("in reverse: %v, not %v", again, got)
		}
	})
}

// Of m true hypotheses with independent tests, any is rejected at alpha with
// probability 1-(1-alpha/m)^m. With tests that depend on each other, it is
// rejected more rarely; with false ones among them, never more often.
func TestHolmFamilyLevel(t *testing.T) {
	long(t)
	rng := rand.New(rand.NewPCG(63, 1))
	const alpha, m = 0.05, 8
	independent, alike, mixed := 0, 0, 0
	for range samples {
		p := make([]float64, m)
		for i := range p {
			p[i] = rng.Float64()
		}
		if slices.Min(stats.Holm(p)) > alpha {
			independent++
		}
		for i := range 4 {
			p[i] *= 1e-6 // false hypotheses, all found
		}
		if slices.Min(stats.Holm(p)[4:]) > alpha {
			mixed++
		}
		common := rng.NormFloat64()
		for i := range p {
			p[i] = math.Erfc(math.Abs(common+rng.NormFloat64()) / 2)
		}
		if slices.Min(stats.Holm(p)) > alpha {
			alike++
		}
	}
	covers(t, "all of eight true hypotheses", independent, math.Pow(1-alpha/m, m), 0)
	covers(t, "the four that are true of eight", mixed, math.Pow(1-alpha/4, 4), 0)
	if alike < independent {
		t.Errorf("false alarms in %d of %d samples of tests alike, %d of independent ones", samples-alike, samples, samples-independent)
	}
}
