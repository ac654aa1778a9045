package stats_test

import (
	"math"
	"slices"
	"testing"

	"backchannel/sim/stats"

	"pgregory.net/rapid"
)

func TestHistogramUniform(t *testing.T) {
	var h stats.Histogram
	const n = 10_000
	for i := range n {
		h.Add((float64(i) + 0.5) / n)
	}
	for _, p := range []float64{0, 0.001, 0.25, 0.5, 0.9, 1} {
		near(t, "quantile of evenly spread values", h.Quantile(p), p, 1e-12)
	}
	near(t, "mean", h.Mean(), 0.5, 1e-9)
}

func TestHistogramEdges(t *testing.T) {
	var h stats.Histogram
	if !math.IsNaN(h.Mean()) || !math.IsNaN(h.Quantile(0.5)) || h.N() != 0 {
		t.Errorf("of none: mean %v, median %v, n %d", h.Mean(), h.Quantile(0.5), h.N())
	}
	for _, x := range []float64{-1e-9, 1 + 1e-9, math.NaN(), math.Inf(1)} {
		panics(t, "value", "not in [0,1]", func() { h.Add(x) })
	}
	panics(t, "probability", "not in [0,1]", func() { h.Quantile(1.1) })
	if h.N() != 0 {
		t.Errorf("a refused value was counted: n = %d", h.N())
	}
	for range 3 {
		h.Add(1)
	}
	if h.Mean() != 1 || h.Quantile(1) != 1 || h.Quantile(0) != 0.995 {
		t.Errorf("of ones: mean %v, quantiles %v to %v", h.Mean(), h.Quantile(0), h.Quantile(1))
	}
}

func TestHistogramBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Float64Range(0, 1), 1, 300).Draw(t, "values")
		percent := rapid.IntRange(1, 100).Draw(t, "percent")
		var h stats.Histogram
		sum := 0.0
		for _, x := range values {
			h.Add(x)
			sum += x
		}
		near(t, "mean", h.Mean(), sum/float64(len(values)), 1.0/(1<<33)+1e-14)
		slices.Sort(values)
		rank := (len(values)*percent + 99) / 100 // ceil, in whole numbers
		p := float64(percent) / 100
		near(t, "quantile", h.Quantile(p-1e-12), values[rank-1], 1.0/200+1e-12)
		if lower := h.Quantile(p - 0.01); lower > h.Quantile(p) {
			t.Fatalf("quantile %v is %v, above the next", p-0.01, lower)
		}
	})
}

func TestHistogramMerge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOf(rapid.Float64Range(0, 1))
		a, b, c := values.Draw(t, "a"), values.Draw(t, "b"), values.Draw(t, "c")
		of := func(parts ...[]float64) *stats.Histogram {
			var h stats.Histogram
			for _, x := range slices.Concat(parts...) {
				h.Add(x)
			}
			return &h
		}
		left, right, want := of(a), of(c), of(a, b, c)
		left.Merge(of(b))
		left.Merge(of(c))
		right.Merge(of(b))
		right.Merge(of(a))
		if *left != *want || *right != *want {
			t.Fatal("the merged histograms differ from one made of all values")
		}
		if want.N() != len(a)+len(b)+len(c) {
			t.Fatalf("n = %d, want %d", want.N(), len(a)+len(b)+len(c))
		}
	})
}
