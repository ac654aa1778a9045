package study

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"backchannel/sim/stats"
)

// TestMomentsAgreeWithWelford compares the exact sums with the running moments
// of package stats, which keep floating-point numbers.
func TestMomentsAgreeWithWelford(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		scale := rapid.SampledFrom([]float64{1e-3, 1, 1e3}).Draw(t, "scale")
		shift := rapid.Float64Range(-1e4, 1e4).Draw(t, "shift")
		xs := rapid.SliceOfN(rapid.Float64Range(-1, 1), 0, 50).Draw(t, "values")
		var exact moments
		var running stats.Moments
		for _, x := range xs {
			exact.add(scale*x + shift)
			running.Add(scale*x + shift)
		}
		got, want := exact.mean(0.95), running.Mean(0.95)
		if got.N != want.N {
			t.Fatalf("n: %d, want %d", got.N, want.N)
		}
		if math.IsNaN(got.Low) && want.High-want.Low < 2e-6 {
			got.Low, got.High = want.Low, want.High // one value, to the step of the sums: no limits
		}
		for _, pair := range [][2]float64{{got.Value, want.Value}, {got.Low, want.Low}, {got.High, want.High}} {
			if math.IsNaN(pair[0]) != math.IsNaN(pair[1]) || math.Abs(pair[0]-pair[1]) > 2e-6 {
				t.Fatalf("got %v, want %v", got, want)
			}
		}
	})
}

// TestMomentsMergeExactly merges parts of a sample in any order and must get
// the very sums of the whole.
func TestMomentsMergeExactly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		xs := rapid.SliceOf(rapid.Float64Range(-largest, largest)).Draw(t, "values")
		order := rapid.Permutation([]int{0, 1, 2}).Draw(t, "order")
		var whole, merged moments
		var parts [3]moments
		for i, x := range xs {
			whole.add(x)
			parts[i%3].add(x)
		}
		for _, i := range order {
			merged.merge(&parts[i])
		}
		if merged != whole {
			t.Fatalf("merged %v, whole %v", merged, whole)
		}
	})
}

// TestMomentsInClosedForm: 1 to n has mean (n+1)/2 and variance n(n+1)/12; the
// 97.5 % point of t on 3 degrees of freedom is 3.182 in Student's table.
func TestMomentsInClosedForm(t *testing.T) {
	var m moments
	for x := 1.0; x <= 4; x++ {
		m.add(-x)
	}
	e := m.mean(0.95)
	half := 3.182446305 * math.Sqrt(4*5/12.0/4)
	if e.Value != -2.5 || math.Abs(e.High-(-2.5+half)) > 1e-7 || math.Abs(e.Low-(-2.5-half)) > 1e-7 || e.N != 4 {
		t.Errorf("got %+v", e)
	}
}

// TestMomentsKeepTheirDigits: the spread is a millionth of the mean.
func TestMomentsKeepTheirDigits(t *testing.T) {
	var m moments
	for i := range 1000 {
		m.add(1e6 + float64(i%2))
	}
	e := m.mean(0.95)
	want := 1.962341461 * math.Sqrt(0.25*1000/999/1000)
	if e.Value != 1e6+0.5 || math.Abs((e.High-e.Low)/2-want) > 1e-6 {
		t.Errorf("got %+v, half width %v, want %v", e, (e.High-e.Low)/2, want)
	}
}

func TestMomentsRefuseWhatTheyCannotHold(t *testing.T) {
	for _, x := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), 2 * largest, -2 * largest} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%v was summed", x)
				}
			}()
			new(moments).add(x)
		}()
	}
}
