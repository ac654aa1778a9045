package stats

import (
	"math"
	"testing"
)

// The rule of convergence, by cases: estimates from 100 rows, width 0.1.
func TestSobolIndexRule(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		what             string
		value, low, high float64 // as estimated
		want             SobolIndex
	}{
		{"narrow", 0.3, 0.26, 0.35, SobolIndex{Estimate{0.3, 0.26, 0.35, 100}, 0}},
		{"narrow, about 0", -0.01, -0.05, 0.03, SobolIndex{Estimate{0, 0, 0.03, 100}, 0}},
		{"narrow, below 0", -0.04, -0.0625, -0.03125, SobolIndex{Estimate{0, 0, 0.03125, 100}, 0}},
		{"narrow, above 1", 1.04, 1.03125, 1.0625, SobolIndex{Estimate{1, 0.96875, 1, 100}, 0}},
		// 1.25 times too wide: 157 rows are needed, and 256 is the next power of two.
		{"wide", 0.5, 0.4375, 0.5625, SobolIndex{Estimate{0.5, 0.4375, 0.5625, 100}, 156}},
		{"wide, below 0", -0.1, -0.5, 0.1, SobolIndex{Estimate{nan, 0, 0.1, 100}, 4096 - 100}},
		{"wide, all below 0", -0.3, -0.5, -0.25, SobolIndex{Estimate{nan, 0, 0.25, 100}, 1024 - 100}},
		{"wide, above 1", 1.2, 0.9, 1.5, SobolIndex{Estimate{nan, 0.9, 1, 100}, 4096 - 100}},
		{"no limits", 0.2, nan, nan, SobolIndex{Estimate{0.2, nan, nan, 100}, 28}},
		{"nothing", nan, nan, nan, SobolIndex{Estimate{nan, nan, nan, 100}, 28}},
	} {
		got := sobolIndex(Estimate{c.value, c.low, c.high, 100}, 0.1)
		same := func(a, b float64) bool { return math.Abs(a-b) < 1e-12 || math.IsNaN(a) && math.IsNaN(b) }
		if !same(got.Share.Value, c.want.Share.Value) || !same(got.Share.Low, c.want.Share.Low) ||
			!same(got.Share.High, c.want.Share.High) || got.More != c.want.More || got.Share.N != 100 {
			t.Errorf("%s: %+v, want %+v", c.what, got, c.want)
		}
	}
	if got := rowsMissing(1024, 1e9); got != 1<<30-1024 {
		t.Errorf("of an interval that is hopeless, %d rows are missing", got)
	}
}
