package stats_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"backchannel/sim/stats"

	"pgregory.net/rapid"
)

func meanOf(values []float64) func([]int) float64 {
	return func(runs []int) float64 {
		sum := 0.0
		for _, r := range runs {
			sum += values[r]
		}
		return sum / float64(len(runs))
	}
}

// The spatial test A of 26 children and the variance of its results: Efron &
// Tibshirani (1993), An Introduction to the Bootstrap, chapter 14. Their 90 %
// interval from 2000 resamples is 115.8 to 259.6. That of R's boot package
// 1.3-28 from 400,000, with the influence values of the jackknife, is 115.8 to
// 261.6. Tolerances: 4 standard errors of a limit.
func TestBCaSpatial(t *testing.T) {
	a := []float64{
		48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6,
		0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30, 41,
	}
	e := stats.BCa(len(a), func(runs []int) float64 {
		mean, sum := meanOf(a)(runs), 0.0
		for _, r := range runs {
			sum += math.Pow(a[r]-mean, 2)
		}
		return sum / float64(len(runs))
	}, 100_000, 0.9, rand.NewPCG(41, 1))
	near(t, "value", e.Value, 171.534, 5e-4)
	near(t, "low", e.Low, 115.81, 1.5)
	near(t, "high", e.High, 261.63, 2)
	near(t, "book's low", e.Low, 115.8, 5)
	near(t, "book's high", e.High, 259.6, 10)
	if e.N != 26 {
		t.Errorf("n = %d", e.N)
	}
}

// The law school data of Efron (1982), The Jackknife, the Bootstrap and Other
// Resampling Plans: mean test score and grade of 15 schools, and their
// correlation. Efron (1987) gives 0.43 to 0.92 at 90 %; R's boot package, as
// above, 0.4301 to 0.9273. Tolerances: 4 standard errors of a limit.
func TestBCaLawSchools(t *testing.T) {
	x := []float64{576, 635, 558, 578, 666, 580, 555, 661, 651, 605, 653, 575, 545, 572, 594}
	y := []float64{3.39, 3.30, 2.81, 3.03, 3.44, 3.07, 3.00, 3.43, 3.36, 3.13, 3.12, 2.74, 2.76, 2.88, 2.96}
	e := stats.BCa(len(x), func(runs []int) float64 {
		mx, my := meanOf(x)(runs), meanOf(y)(runs)
		xx, xy, yy := 0.0, 0.0, 0.0
		for _, r := range runs {
			xx += (x[r] - mx) * (x[r] - mx)
			xy += (x[r] - mx) * (y[r] - my)
			yy += (y[r] - my) * (y[r] - my)
		}
		return xy / math.Sqrt(xx*yy)
	}, 200_000, 0.9, rand.NewPCG(42, 1))
	near(t, "value", e.Value, 0.776, 5e-4)
	near(t, "low", e.Low, 0.4301, 0.006)
	near(t, "high", e.High, 0.9273, 0.002)
	near(t, "Efron's low", e.Low, 0.43, 0.01)
	near(t, "Efron's high", e.High, 0.92, 0.01)
}

// distinct counts the runs that a sample has: in a resample, almost always
// fewer than in the sample.
func distinct(runs []int) float64 {
	return float64(len(slices.Compact(slices.Sorted(slices.Values(runs)))))
}

func TestBCaEdges(t *testing.T) {
	run := func(values ...float64) stats.Estimate {
		return stats.BCa(len(values), meanOf(values), 100, 0.95, rand.NewPCG(1, 1))
	}
	if e := run(); !math.IsNaN(e.Value) || !math.IsNaN(e.Low) || e.N != 0 {
		t.Errorf("of no runs: %v", e)
	}
	for what, e := range map[string]stats.Estimate{
		"one run":     run(3),
		"runs alike":  run(3, 3, 3, 3),
		"the unknown": run(3, math.NaN()),
		"what is undefined without run 0": stats.BCa(9, func(runs []int) float64 {
			if !slices.Contains(runs, 0) {
				return math.NaN()
			}
			return float64(len(runs) + runs[1])
		}, 100, 0.95, rand.NewPCG(1, 1)),
		"what is greatest in the sample": stats.BCa(9, distinct, 100, 0.95, rand.NewPCG(1, 1)),
	} {
		if !math.IsNaN(e.Low) || !math.IsNaN(e.High) || e.N == 0 {
			t.Errorf("of %s: %v", what, e)
		}
	}
	greatest := func(runs []int) float64 { return float64(slices.Max(runs)) }
	if e := stats.BCa(50, greatest, 1000, 0.95, rand.NewPCG(1, 1)); e.Value != 49 || e.Low >= 49 || e.High != 49 {
		t.Errorf("of the greatest of all: %v", e)
	}
	panics(t, "resamples", "39 resamples", func() { stats.BCa(5, meanOf(make([]float64, 5)), 39, 0.95, rand.NewPCG(1, 1)) })
	panics(t, "runs", "-1 runs", func() { stats.BCa(-1, nil, 100, 0.95, rand.NewPCG(1, 1)) })
	panics(t, "level", "level", func() { stats.BCa(5, meanOf(make([]float64, 5)), 100, 1, rand.NewPCG(1, 1)) })
}

// wide is i as a float64. Whole numbers keep means that are equal equal under
// the transformations.
func wide(i int) float64 { return float64(i) }

// The interval transforms with the statistic (Efron 1987): a rising function of it
// has the function's interval, but for interpolation; the mirror image has the
// mirrored. The same source gives the same interval.
func TestBCaTransforms(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Map(rapid.IntRange(-500, 500), wide), 5, 30).Draw(t, "values")
		seed := rapid.Uint64().Draw(t, "seed")
		bca := func(f func(float64) float64) stats.Estimate {
			mean := meanOf(values)
			return stats.BCa(len(values), func(runs []int) float64 { return f(mean(runs)) }, 400, 0.9, rand.NewPCG(seed, 2))
		}
		e := bca(func(x float64) float64 { return x })
		ordered(t, "BCa", e)
		if again := bca(func(x float64) float64 { return x }); !same(e, again) {
			t.Fatalf("%v, then %v", e, again)
		}
		scaled := bca(func(x float64) float64 { return 3*x - 40 })
		near(t, "scaled low", scaled.Low, 3*e.Low-40, 1e-6)
		near(t, "scaled high", scaled.High, 3*e.High-40, 1e-6)
		mirrored := bca(func(x float64) float64 { return -x })
		near(t, "mirrored low", mirrored.Low, -e.High, 1e-6)
		near(t, "mirrored high", mirrored.High, -e.Low, 1e-6)
	})
}

// Skewed values, of which the mean is 2; then the mean over all cases of runs
// whose cases share most of their luck.
func TestBCaCoverage(t *testing.T) {
	long(t)
	rng := rand.New(rand.NewPCG(43, 1))
	const tries, n = 4000, 100
	skewed, clustered := 0, 0
	for range tries {
		values, sums, counts := make([]float64, n), make([]float64, n), make([]float64, n)
		for i := range n {
			values[i] = rng.ExpFloat64() + rng.ExpFloat64()
			luck := rng.ExpFloat64() + rng.ExpFloat64()
			for range 1 + rng.IntN(4) {
				sums[i] += 0.7*luck + 0.6*rng.ExpFloat64()
				counts[i]++
			}
		}
		skewed += holds(stats.BCa(n, meanOf(values), 500, 0.95, rng), 2)
		clustered += holds(stats.BCa(n, func(runs []int) float64 {
			return meanOf(sums)(runs) / meanOf(counts)(runs)
		}, 500, 0.95, rng), 2)
	}
	nominal(t, "a bootstrapped mean", skewed, tries)
	nominal(t, "a bootstrapped mean over clusters", clustered, tries)
}
