package sim

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

// alpha is the false-alarm rate of each statistical test: with other seeds,
// one in a million runs of a correct engine would fail it. A test that makes
// several comparisons divides it among them (Bonferroni).
const alpha = 1e-6

// plausible fails the test if p is below the false-alarm rate of one of n
// comparisons.
func plausible(t testing.TB, what string, p float64, n int) {
	t.Helper()
	if !(p >= alpha/float64(n)) { // NaN fails too
		t.Errorf("%s: p = %.3g, below %.3g", what, p, alpha/float64(n))
	}
}

// normalP is the two-sided p-value of a standard normal statistic.
func normalP(z float64) float64 { return math.Erfc(math.Abs(z) / math.Sqrt2) }

// shareP tests k successes in n trials of probability p (normal
// approximation; n p (1-p) is large wherever it is used).
func shareP(k, n int, p float64) float64 {
	mean, variance := float64(n)*p, float64(n)*p*(1-p)
	return normalP((float64(k) - mean) / math.Sqrt(variance))
}

// chiSquareP is the p-value of Pearson's test of counts against expectations,
// with cells of an expectation below 5 pooled; lost is the number of degrees
// of freedom spent besides the total.
func chiSquareP(counts []int, expected []float64, lost int) float64 {
	var x, have, want float64
	cells := 0
	add := func() {
		x += (have - want) * (have - want) / want
		cells++
		have, want = 0, 0
	}
	for i := range counts {
		have += float64(counts[i])
		want += expected[i]
		if rest := sum(expected[i+1:]); want >= 5 && (rest >= 5 || i == len(counts)-1) {
			add()
		}
	}
	if want > 0 {
		add()
	}
	return distuv.ChiSquared{K: float64(cells - 1 - lost)}.Survival(x)
}

func sum(list []float64) float64 {
	var s float64
	for _, x := range list {
		s += x
	}
	return s
}

// homogeneityP is the p-value of Pearson's test that two rows of counts come
// from one distribution; columns that hold fewer than 10 are left out.
func homogeneityP(a, b []int) float64 {
	var na, nb float64
	for i := range a {
		if a[i]+b[i] >= 10 {
			na += float64(a[i])
			nb += float64(b[i])
		}
	}
	var x float64
	cells := 0
	for i := range a {
		all := float64(a[i] + b[i])
		if all < 10 {
			continue
		}
		wantA, wantB := all*na/(na+nb), all*nb/(na+nb)
		x += (float64(a[i])-wantA)*(float64(a[i])-wantA)/wantA + (float64(b[i])-wantB)*(float64(b[i])-wantB)/wantB
		cells++
	}
	if cells < 2 {
		return 1
	}
	return distuv.ChiSquared{K: float64(cells - 1)}.Survival(x)
}

// kolmogorovQ is the tail of the Kolmogorov distribution,
// 2 sum (-1)^(k-1) exp(-2 k^2 x^2) (Smirnov 1948).
func kolmogorovQ(x float64) float64 {
	if x < 0.2 {
		return 1
	}
	var q float64
	sign := 1.0
	for k := 1.0; k <= 100; k++ {
		q += sign * math.Exp(-2*k*k*x*x)
		sign = -sign
	}
	return min(1, 2*q)
}

// sameP is the p-value of the two-sample Kolmogorov-Smirnov test, with
// Stephens' (1970) correction for finite samples. Ties make it conservative.
func sameP(a, b []float64) float64 {
	a, b = slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))
	n := math.Sqrt(float64(len(a)) * float64(len(b)) / float64(len(a)+len(b)))
	return kolmogorovQ((n + 0.12 + 0.11/n) * stat.KolmogorovSmirnov(a, nil, b, nil))
}

// followsP is the p-value of the one-sample Kolmogorov-Smirnov test of a
// sample against a continuous distribution function.
func followsP(sample []float64, cdf func(float64) float64) float64 {
	x := slices.Sorted(slices.Values(sample))
	n := float64(len(x))
	var d float64
	for i, v := range x {
		f := cdf(v)
		d = max(d, float64(i+1)/n-f, f-float64(i)/n)
	}
	root := math.Sqrt(n)
	return kolmogorovQ((root + 0.12 + 0.11/root) * d)
}

// poissonP tests counts against the Poisson distribution of the given mean.
func poissonP(counts []int, mean float64) float64 {
	dist := distuv.Poisson{Lambda: mean}
	most := int(mean + 12*math.Sqrt(mean) + 12)
	have, want := make([]int, most+1), make([]float64, most+1)
	for _, c := range counts {
		have[min(c, most)]++
	}
	for k := range want {
		want[k] = float64(len(counts)) * dist.Prob(float64(k))
	}
	return chiSquareP(have, want, 0)
}

// dump writes an outcome out in full, every float exactly (%v is the shortest
// text that reads back as the same number), NaN included.
func dump(o *Outcome) string { return fmt.Sprintf("%+v", *o) }

// TestSamplesCanTell shows that the tests of this file reject what they should.
func TestSamplesCanTell(t *testing.T) {
	s := newStream("samples", "test")
	s.reset(1, 1)
	n := 4000
	a, b, c := make([]float64, n), make([]float64, n), make([]int, n)
	for i := range a {
		a[i], b[i] = s.exponential(), 1.25*s.exponential()
		c[i] = int(4 * s.uniform())
	}
	if p := sameP(a, b); p > alpha {
		t.Errorf("scales 1 and 1.25 pass as the same: p = %g", p)
	}
	if p := followsP(b, func(x float64) float64 { return 1 - math.Exp(-x) }); p > alpha {
		t.Errorf("scale 1.25 passes as 1: p = %g", p)
	}
	plausible(t, "exponential", followsP(a, func(x float64) float64 { return 1 - math.Exp(-x) }), 1)
	if p := poissonP(c, 1.5); p > alpha {
		t.Errorf("a uniform count passes as Poisson: p = %g", p)
	}
	// By hand: 2 (50^2/550) + 2 (50^2/450) = 2000/99 with one degree of freedom,
	// which is the square of a standard normal.
	if p, want := homogeneityP([]int{500, 500}, []int{600, 400}), normalP(math.Sqrt(2000.0/99)); math.Abs(p-want) > 1e-9 {
		t.Errorf("homogeneity of 500:500 and 600:400: p = %g, want %g", p, want)
	}
}
