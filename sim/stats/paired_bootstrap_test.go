package stats_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"backchannel/sim/stats"
)

// resampled is the percentile interval of the paired bootstrap over runs (Efron &
// Tibshirani 1993): a run is drawn with its lives in both arms.
func resampled(rng *rand.Rand, a, b []stats.Life, draws int, of func(stats.PairedCurves) stats.Paired) stats.Estimate {
	x, y := make([]stats.Life, len(a)), make([]stats.Life, len(b))
	var values []float64
	for range draws {
		for i := range x {
			j := rng.IntN(len(a))
			x[i], y[i] = a[j], b[j]
		}
		values = append(values, of(stats.PairedKaplanMeier(x, y, 150, 0.95)).Difference.Value)
	}
	slices.Sort(values)
	tail := int(math.Round(0.025*float64(draws+1))) - 1
	return stats.Estimate{Low: values[tail], High: values[draws-1-tail]}
}

// The limits of the influence method beside those of the paired bootstrap over
// runs, on the same samples: where many lives differ, both hold the truth as often
// as they say and are as wide to 5 %; where few do, resampling misses what is rare
// and holds it too seldom, while the influence method errs on the wide side. Shares
// are tested at 3.5 standard errors.
func TestInfluenceAgainstPairedBootstrap(t *testing.T) {
	long(t)
	const tries, draws, runs = 200, 199, 200
	slack := 3.5 * math.Sqrt(0.95*0.05/tries)
	rng := rand.New(rand.NewPCG(71, 1))
	for _, c := range []struct {
		luck
		few bool // lives differ between the arms
	}{
		{luck{100, 130, 0.8, 0.1, 0.3}, false},
		{luck{1500, 1500, 0.97, 0.1, 0.2}, true},
	} {
		truth := math.Expm1(-150/c.meanB)/math.Expm1(-1/c.meanB) - math.Expm1(-150/c.meanA)/math.Expm1(-1/c.meanA)
		restricted := func(p stats.PairedCurves) stats.Paired { return p.RestrictedMean(150) }
		influence, bootstrap := 0, 0
		var wide, bootWide float64
		for range tries {
			a, b := c.draw(rng, runs)
			e := restricted(stats.PairedKaplanMeier(a, b, 150, 0.95)).Difference
			r := resampled(rng, a, b, draws, restricted)
			influence += holds(e, truth)
			bootstrap += holds(r, truth)
			wide += e.High - e.Low
			bootWide += r.High - r.Low
		}
		share, resampledShare := float64(influence)/tries, float64(bootstrap)/tries
		t.Logf("%+v: influence holds in %.3f, bootstrap in %.3f; mean widths %.3f and %.3f", c, share, resampledShare, wide/tries, bootWide/tries)
		if share < 0.95-slack {
			t.Errorf("%+v: the influence method holds the truth in %v", c, share)
		}
		switch {
		case !c.few && (math.Abs(wide/bootWide-1) > 0.05 || resampledShare < 0.95-slack):
			t.Errorf("%+v: widths %v and %v, bootstrap holds in %v", c, wide/tries, bootWide/tries, resampledShare)
		case c.few && resampledShare > 0.95-slack/2:
			t.Errorf("%+v: resampling holds the truth in %v: the reason to do without it is gone", c, resampledShare)
		}
	}
}
