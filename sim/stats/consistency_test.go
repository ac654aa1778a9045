package stats_test

import (
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"backchannel/sim/stats"
)

// Forecasts all alike fill one bin with a number that resampling does not
// change, so that the bar has the quantiles of the binomial distribution: of
// 35, for 38 independent ones lose 1 to n/(n-1), for having to estimate their
// mean, and 2 to (z/t)², for having to estimate their variance. The sums at the
// quantiles and beside them are 15 standard errors of 100,000 samples or more
// from 0.025 and 0.975.
func TestConsistencyBinomial(t *testing.T) {
	const n, worth, p = 38, 35, 0.35
	f := stats.NewForecasts(10)
	for i := range n {
		f.AddRun([]stats.Forecast{{Probability: p, Came: i%2 == 0}})
	}
	low, high, sum := -1, -1, 0.0
	for x := range worth {
		if sum += binomial(worth, x, p); sum >= 0.025 && low < 0 {
			low = x
		}
		if sum >= 0.975 && high < 0 {
			high = x
		}
	}
	bars := f.Consistency(0.95, 100_000, rand.NewPCG(61, 1))
	if len(bars) != 1 || bars[0].Value != p || bars[0].N != n {
		t.Fatalf("bars %v", bars)
	}
	near(t, "low", bars[0].Low*worth, float64(low), 1e-9)
	near(t, "high", bars[0].High*worth, float64(high), 1e-9)
	again := f.Consistency(0.95, 100_000, rand.NewPCG(61, 1))
	if again[0] != bars[0] {
		t.Errorf("%v, then %v of the same source", bars, again)
	}
}

// A bin that holds some of all forecasts holds more or fewer in a resample: the
// bar has the quantiles of the mixture of binomial distributions. Its
// probabilities are known to 4 standard errors of 100,000 samples.
func TestConsistencyMixture(t *testing.T) {
	const all, some, p = 300, 30, 0.35
	f := stats.NewForecasts(10)
	for i := range all {
		forecast := p
		if i >= some {
			forecast = 0.95
		}
		f.AddRun([]stats.Forecast{{Probability: forecast, Came: i%2 == 0}})
	}
	effect := 30.0 / 29 * math.Pow(2.045229642/1.959963985, 2) // t on 29 degrees
	shares := map[float64]float64{}
	for n := range all + 1 {
		worth := int(math.Round(float64(n) / effect))
		for x := 0; worth > 0 && x <= worth; x++ {
			shares[float64(x)/float64(worth)] += binomial(all, n, some/float64(all)) * binomial(worth, x, p)
		}
	}
	quantile := func(q float64) float64 {
		sum := 0.0
		for _, share := range slices.Sorted(maps.Keys(shares)) {
			if sum += shares[share]; sum >= q {
				return share
			}
		}
		return 1
	}
	bar := f.Consistency(0.95, 100_000, rand.NewPCG(64, 1))[0]
	if bar.Low < quantile(0.023) || bar.Low > quantile(0.027) || bar.High < quantile(0.973) || bar.High > quantile(0.977) {
		t.Errorf("bar from %v to %v, want %v to %v", bar.Low, bar.High, quantile(0.025), quantile(0.975))
	}
}

func TestConsistencyEdges(t *testing.T) {
	f := stats.NewForecasts(2)
	if bars := f.Consistency(0.95, 100, rand.NewPCG(1, 1)); len(bars) != 0 {
		t.Errorf("of no forecasts: %v", bars)
	}
	f.AddRun([]stats.Forecast{{Probability: 0}, {Probability: 1}, {Probability: 1, Came: true}})
	bars := f.Consistency(0.95, 100, rand.NewPCG(1, 1))
	if len(bars) != 2 || bars[0].Value != 0 || !math.IsNaN(bars[0].Low) || !math.IsNaN(bars[0].High) || bars[1].N != 2 {
		t.Errorf("of one run: %v", bars)
	}
	for range 30 {
		f.AddRun([]stats.Forecast{{Probability: 0}, {Probability: 1}})
	}
	bars = f.Consistency(0.95, 100, rand.NewPCG(1, 1))
	for i, want := range []float64{0, 1} { // of which nothing else can come
		if bars[i].Value != want || bars[i].Low != want || bars[i].High != want {
			t.Errorf("of certainties: %v", bars[i])
		}
	}
	panics(t, "samples", "39 samples", func() { f.Consistency(0.95, 39, rand.NewPCG(1, 1)) })
	panics(t, "level", "level", func() { f.Consistency(1, 100, rand.NewPCG(1, 1)) })
}

// Forecasts that are reliable, and outcomes of one run that hang together: each
// has the run's luck with probability 3/4, else its own, and the forecasts of a
// run are much alike. Of level 0.95, the bars hold what was observed in 93 to
// 97 % of bins.
func TestConsistencyCoverage(t *testing.T) {
	long(t)
	rng := rand.New(rand.NewPCG(62, 1))
	hits, bins := 0, 0
	for range 900 {
		f := stats.NewForecasts(5)
		for range 150 {
			luck, about, run := rng.Float64(), 0.9*rng.Float64(), make([]stats.Forecast, 1+rng.IntN(6))
			for i := range run {
				own := luck
				if rng.IntN(4) == 0 {
					own = rng.Float64()
				}
				p := about + 0.1*rng.Float64()
				run[i] = stats.Forecast{Probability: p, Came: own < p}
			}
			f.AddRun(run)
		}
		bars := f.Consistency(0.95, 400, rng)
		for i, point := range f.Reliability(0.95) {
			bins++
			if o := point.Observed.Value; bars[i].Low <= o && o <= bars[i].High {
				hits++
			}
		}
	}
	nominal(t, "consistency bars", hits, bins)
}

// Runs with a luck u of which the outcomes know more than the forecasts: each
// comes with probability 1/4 + u/2, and is forecast with 0.3 + (u+v)/4, u and v
// being even from 0 to 1. The reference knows the probability. Then, with
// E f² = 0.55² + 2/192 and E f p = 0.55/2 + 1/96, the Brier score is
// E f² - 2 E f p + 1/2 and the reference's 1/2 - 1/4 - 1/48. In the bin from
// 0.5 to 0.6, half come; in that from 0.4 to 0.5, where u+v is 0.4 to 0.8 with
// a density in proportion to it, 1/4 + (0.8³-0.4³)/12 / ((0.8²-0.4²)/2).
func TestForecastsCoverage(t *testing.T) {
	long(t)
	rng := rand.New(rand.NewPCG(63, 1))
	const tries = 4000
	brier := 0.55*0.55 + 2.0/192 - 2*(0.275+1.0/96) + 0.5
	reference := 0.25 - 1.0/48
	low := 0.25 + (0.512-0.064)/12/((0.64-0.16)/2)
	figures := []struct {
		name  string
		of    func(*stats.Forecasts) stats.Estimate
		truth float64
		hits  int
	}{
		{"the Brier score", func(f *stats.Forecasts) stats.Estimate { return f.Brier(0.95) }, brier, 0},
		{"the reference's Brier score", func(f *stats.Forecasts) stats.Estimate { return f.ReferenceBrier(0.95) }, reference, 0},
		{"the bias", func(f *stats.Forecasts) stats.Estimate { return f.Bias(0.95) }, 0.05, 0},
		{"skill", func(f *stats.Forecasts) stats.Estimate { return f.Skill(0.95) }, 1 - brier/0.25, 0},
		{"skill against the reference", func(f *stats.Forecasts) stats.Estimate { return f.ReferenceSkill(0.95) }, 1 - brier/reference, 0},
		{"what came in the middle bin", func(f *stats.Forecasts) stats.Estimate { return point(f, 0.5) }, 0.5, 0},
		{"what came in the bin below", func(f *stats.Forecasts) stats.Estimate { return point(f, 0.4) }, low, 0},
	}
	for range tries {
		f := stats.NewForecasts(10)
		for range 150 {
			u, run := rng.Float64(), make([]stats.Forecast, 1+rng.IntN(5))
			for i := range run {
				p := 0.25 + u/2
				run[i] = stats.Forecast{Probability: 0.3 + (u+rng.Float64())/4, Reference: p, Came: rng.Float64() < p}
			}
			f.AddRun(run)
		}
		for i := range figures {
			figures[i].hits += holds(figures[i].of(f), figures[i].truth)
		}
	}
	for _, c := range figures {
		nominal(t, c.name, c.hits, tries)
	}
}

// point is what came in the bin that begins there.
func point(f *stats.Forecasts, from float64) stats.Estimate {
	for _, p := range f.Reliability(0.95) {
		if math.Abs(p.From-from) < 1e-9 {
			return p.Observed
		}
	}
	return stats.Estimate{Low: math.NaN()}
}
