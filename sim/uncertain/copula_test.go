package uncertain

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
	"pgregory.net/rapid"
)

// drawn makes n draws of a copula, by number and draw.
func drawn(c *Copula, dim, n int) [][]float64 {
	rng := rand.New(rand.NewPCG(5, 17))
	out, u := make([][]float64, dim), make([]float64, dim)
	for range n {
		for i := range u {
			u[i] = rng.Float64()
		}
		c.Correlate(u)
		for i, v := range u {
			out[i] = append(out[i], v)
		}
	}
	return out
}

func scores(u []float64) []float64 {
	z := slices.Clone(u)
	for i, p := range u {
		z[i] = distuv.UnitNormal.Quantile(p)
	}
	return z
}

// The correlation of normal scores is ρ, and that of the uniform numbers
// themselves, which is Spearman's of any two inputs made from them, is
// 6/π asin(ρ/2) (Kruskal 1958). The standard error of either is below
// 1/sqrt(n); at 4 of them, one in 15 000 of true copulas would fail a check,
// and the seed is fixed.
func TestCopulaHasTheCorrelationsAskedFor(t *testing.T) {
	const n = 40_000
	rho := mat.NewSymDense(4, []float64{
		1, -0.5, 0.3, 0,
		-0.5, 1, 0.4, 0,
		0.3, 0.4, 1, 0,
		0, 0, 0, 1,
	})
	c, err := NewCopula(rho)
	if err != nil {
		t.Fatal(err)
	}
	u := drawn(c, 4, n)
	for i := range u {
		for j := range i {
			want := rho.At(i, j)
			if got := stat.Correlation(scores(u[i]), scores(u[j]), nil); math.Abs(got-want) > 4/math.Sqrt(n) {
				t.Errorf("normal scores %d and %d correlate by %.4f, want %.4f", i, j, got, want)
			}
			rank := 6 / math.Pi * math.Asin(want/2)
			if got := stat.Correlation(u[i], u[j], nil); math.Abs(got-rank) > 4/math.Sqrt(n) {
				t.Errorf("uniform numbers %d and %d correlate by %.4f, want %.4f", i, j, got, rank)
			}
		}
	}
}

// Whatever they are tied to, the numbers stay uniform. The bound is that of a
// Kolmogorov-Smirnov test at the level 0.0001.
func TestCopulaKeepsNumbersUniform(t *testing.T) {
	const n = 20_000
	c, err := NewCopula(mat.NewSymDense(2, []float64{1, 0.9, 0.9, 1}))
	if err != nil {
		t.Fatal(err)
	}
	for i, u := range drawn(c, 2, n) {
		slices.Sort(u)
		var worst float64
		for k, v := range u {
			worst = max(worst, math.Abs(v-float64(k)/n), math.Abs(v-float64(k+1)/n))
		}
		if limit := math.Sqrt(math.Log(2/0.0001) / (2 * n)); worst > limit {
			t.Errorf("number %d is off the uniform distribution by %.4f, more than %.4f", i, worst, limit)
		}
	}
}

func TestCopulaLeavesWhatIsTiedToNothingBefore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := rapid.Float64Range(-0.99, 0.99).Draw(t, "rho")
		c, err := NewCopula(mat.NewSymDense(3, []float64{1, 0, r, 0, 1, 0, r, 0, 1}))
		if err != nil {
			t.Fatal(err)
		}
		u := []float64{rapid.Float64Range(0, 1).Draw(t, "a"), rapid.Float64Range(0, 1).Draw(t, "b"), rapid.Float64Range(0, 1).Draw(t, "c")}
		was := slices.Clone(u)
		c.Correlate(u)
		if u[0] != was[0] || u[1] != was[1] {
			t.Fatalf("%v became %v", was, u)
		}
		if r == 0 && u[2] != was[2] {
			t.Fatalf("tied to nothing, %v became %v", was[2], u[2])
		}
		if !(u[2] >= 0 && u[2] <= 1) || r != 0 && u[2] == 1 {
			t.Fatalf("%v is no uniform number", u[2])
		}
	})
}

func TestCopulaRefusesWhatCannotBe(t *testing.T) {
	_, err := NewCopula(mat.NewSymDense(3, []float64{1, 0.9, -0.9, 0.9, 1, 0.9, -0.9, 0.9, 1}))
	// The eigenvalues of that matrix are 1.9, 1.9 and -0.8.
	if !errors.Is(err, ErrNotDefinite) || !strings.Contains(err.Error(), "not positive definite, with a least eigenvalue of -0.8") {
		t.Errorf("the error is %v", err)
	}
	if _, err := NewCopula(mat.NewSymDense(2, []float64{1, 1, 1, 1})); err == nil || !strings.Contains(err.Error(), "between -1 and 1") {
		t.Errorf("of a full correlation the error is %v", err)
	}
	if _, err := NewCopula(mat.NewSymDense(2, []float64{2, 0, 0, 1})); err == nil || !strings.Contains(err.Error(), "itself") {
		t.Errorf("of a bad diagonal the error is %v", err)
	}
}
