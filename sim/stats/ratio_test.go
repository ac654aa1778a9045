package stats_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"backchannel/sim/stats"

	"pgregory.net/rapid"
)

// The populations of 10 cities in 1920 and 1930, in thousands: Cochran (1977),
// Sampling Techniques, as data set city of R's boot package. Ratio 1.520 and
// variance by linearisation 0.0325: Davison & Hinkley (1997), Bootstrap Methods
// and their Application, chapter 2, and var.linear of that package. Its divisor
// is 10 where ours is 9.
func TestRatioCities(t *testing.T) {
	var r stats.Ratio
	for _, c := range [][2]float64{
		{143, 138}, {104, 93}, {69, 61}, {260, 179}, {75, 48}, {63, 37}, {50, 29}, {48, 23}, {111, 30}, {50, 2},
	} {
		r.Add(c[0], c[1])
	}
	e := r.Estimate(0.95)
	near(t, "ratio", e.Value, 1.5203125, 1e-12)
	near(t, "variance", r.StdErr()*r.StdErr()*9/10, 0.0325, 0.5e-4)
	near(t, "low", e.Low, e.Value-2.262157163*r.StdErr(), 1e-8) // t on 9 degrees
	near(t, "high", e.High, e.Value+2.262157163*r.StdErr(), 1e-8)
	if e.N != 10 {
		t.Errorf("n = %d", e.N)
	}
}

// The cluster sample of 183 Californian schools in 15 districts of R's survey
// package, data set apiclus1: students tested and enrolled, by district.
// svyratio prints 0.8497087 and 0.008386297, which has a correction for a
// population of 757 districts.
func TestRatioDistricts(t *testing.T) {
	tested := []float64{6047, 12618, 1461, 5935, 7573, 610, 199, 1184, 6431, 12292, 1877, 4895, 22452, 532, 1373}
	enrolled := []float64{6777, 15038, 1668, 6958, 9025, 683, 274, 1436, 7375, 14968, 2180, 6081, 25814, 680, 1641}
	var r stats.Ratio
	for i := range tested {
		r.Add(tested[i], enrolled[i])
	}
	near(t, "ratio", r.Estimate(0.95).Value, 0.8497087417, 1e-10)
	near(t, "standard error", r.StdErr()*math.Sqrt(1-15.0/757), 0.008386297169, 1e-11)
}

func TestRatioEdges(t *testing.T) {
	var r stats.Ratio
	r.Add(0, 0) // a run without cases
	if e := r.Estimate(0.95); !math.IsNaN(e.Value) || !math.IsNaN(e.Low) || e.N != 0 || !math.IsNaN(r.StdErr()) {
		t.Errorf("of no runs: %v", e)
	}
	r.Add(3, 2)
	if e := r.Estimate(0.95); e.Value != 1.5 || !math.IsNaN(e.Low) || !math.IsNaN(e.High) || e.N != 1 {
		t.Errorf("of one run: %v", e)
	}
	for _, c := range [][2]float64{
		{1, 0},
		{1, -1},
		{math.NaN(), 1},
		{1, math.NaN()},
		{math.Inf(1), 1},
		{1, math.Inf(1)},
	} {
		panics(t, "ratio", "ratio of", func() { r.Add(c[0], c[1]) })
	}
	panics(t, "level", "confidence level", func() { r.Estimate(95) })
	if e := r.Estimate(0.95); e.N != 1 {
		t.Errorf("a refused run was counted: %v", e)
	}
}

// With one case to a run the ratio is the mean, and its interval that of
// Moments.
func TestRatioOfSingleCases(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var r stats.Ratio
		var m stats.Moments
		for _, x := range rapid.SliceOfN(rapid.Float64Range(-1e3, 1e3), 2, 40).Draw(t, "values") {
			r.Add(x, 1)
			m.Add(x)
		}
		e, want := r.Estimate(0.9), m.Mean(0.9)
		near(t, "value", e.Value, want.Value, 1e-9)
		near(t, "low", e.Low, want.Low, 1e-6)
		near(t, "high", e.High, want.High, 1e-6)
		near(t, "standard error", r.StdErr(), m.StdErr(), 1e-6)
	})
}

// The mean over all cases of 150 runs of 0 to 5 cases that share some of
// their luck, and of which more come in lucky runs. The mean over cases is
// E[luck count]/E[count].
func TestRatioCoverage(t *testing.T) {
	long(t)
	rng := rand.New(rand.NewPCG(51, 1))
	hits := 0
	for range samples {
		var r stats.Ratio
		for range 150 {
			luck, n, sum := rng.Float64(), 0, 0.0
			for range 5 {
				if rng.Float64() < 0.2+0.6*luck {
					n++
					sum += luck + rng.ExpFloat64()
				}
			}
			r.Add(sum, float64(n))
		}
		hits += holds(r.Estimate(0.95), 1+(0.2*0.5+0.6/3)/(0.2+0.6*0.5))
	}
	covers(t, "a ratio", hits, 0.95, 0.005)
}
