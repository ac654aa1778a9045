package stats_test

import (
	"math"
	"math/rand/v2"
	"strconv"
	"testing"

	"backchannel/sim/stats"
)

// luck is how two arms of lives come about: exponential lives of given means,
// signed on a day of the first half of 360, some runs without one, and in a
// share of the runs both arms have the same luck in life and, drawn apart, in
// the day of signature. So lives are censored, and a run without a life in one
// arm may have one in the other.
type luck struct {
	meanA, meanB, share, noneA, noneB float64
}

func (l luck) draw(rng *rand.Rand, runs int) (a, b []stats.Life) {
	const horizon = 360
	one := func(life, signed, chance, none float64) stats.Life {
		watch := horizon - signed
		switch {
		case chance < none:
			return noLife
		case life <= watch:
			return stats.Life{Days: life, Watch: watch, Ended: true}
		default:
			return stats.Life{Days: watch, Watch: watch}
		}
	}
	for range runs {
		life, signed, chance := rng.ExpFloat64(), rng.Float64()*horizon/2, rng.Float64()
		otherLife, otherSigned := rng.ExpFloat64(), rng.Float64()*horizon/2
		if rng.Float64() < l.share {
			otherLife = life
		}
		if rng.Float64() < l.share {
			otherSigned = signed
		}
		a = append(a, one(l.meanA*life, signed, chance, l.noneA))
		b = append(b, one(l.meanB*otherLife, otherSigned, chance, l.noneB))
	}
	return a, b
}

// Coverage of the difference in survival to days 30 and 150 and in restricted
// means to both: 0.94 to 0.96 where many lives differ, and 0.95 or more where few
// do. Two pairs of arms are alike, and there it is P that stays quiet as often
// (TestPairedCurvesShape). By chance, to 4 standard errors.
func TestPairedCurvesCoverage(t *testing.T) {
	long(t)
	const tries = 4000
	rng := rand.New(rand.NewPCG(64, 1))
	for _, c := range []struct {
		luck
		runs int
		few  bool // lives differ between the arms
	}{
		{luck{100, 130, 0.8, 0.1, 0.3}, 100, true},
		{luck{100, 130, 0.8, 0.1, 0.3}, 400, false},
		{luck{60, 60, 0.5, 0.1, 0.3}, 100, false},
		{luck{2000, 4000, 0.8, 0.1, 0.3}, 100, true},
		{luck{2000, 4000, 0.8, 0.1, 0.3}, 400, true},
		{luck{100, 101, 0.99, 0.1, 0.1}, 100, true},
		{luck{1500, 1500, 0.97, 0.1, 0.2}, 400, true},
	} {
		survival := func(day float64) float64 { return math.Exp(-day/c.meanB) - math.Exp(-day/c.meanA) }
		mean := func(tau float64) float64 {
			return math.Expm1(-tau/c.meanB)/math.Expm1(-1/c.meanB) - math.Expm1(-tau/c.meanA)/math.Expm1(-1/c.meanA)
		}
		truth := [4]float64{survival(30), survival(150), mean(30), mean(150)}
		var hits [4]int
		for range tries {
			a, b := c.draw(rng, c.runs)
			curves := stats.PairedKaplanMeier(a, b, 150, 0.95)
			for i, p := range []stats.Paired{curves.At(30), curves.At(150), curves.RestrictedMean(30), curves.RestrictedMean(150)} {
				hits[i] += holds(p.Difference, truth[i])
			}
		}
		chance := 4 * math.Sqrt(0.95*0.05/tries)
		for i, h := range hits {
			if got := float64(h) / tries; got < 0.95-chance || got > 0.96+chance && !c.few {
				t.Errorf("%+v: coverage %v of figure %d", c, got, i)
			}
		}
	}
}

// Equivalent, with lives that are censored: the variance of the difference over
// many independent samples against that over as many paired ones.
func TestPairedCurvesEquivalent(t *testing.T) {
	long(t)
	const runs, tries = 200, 10_000
	rng := rand.New(rand.NewPCG(65, 1))
	arms := luck{100, 130, 0.8, 0.1, 0.2}
	var paired, independent, factor stats.Moments
	for range tries {
		a, b := arms.draw(rng, runs)
		_, other := arms.draw(rng, runs)
		p := stats.PairedKaplanMeier(a, b, 120, 0.95).RestrictedMean(120)
		paired.Add(p.Difference.Value)
		factor.Add(p.Equivalent / runs)
		independent.Add(stats.PairedKaplanMeier(a, other, 120, 0.95).RestrictedMean(120).Difference.Value)
	}
	got, want := factor.Mean(0.95).Value, math.Pow(independent.StdErr()/paired.StdErr(), 2)
	// A variance of 10,000 values is known to 1.4 %, a ratio of two to 2 %.
	near(t, "variance reduction", got/want, 1, 4*0.02+0.02)
	if want < 2 {
		t.Errorf("the pairing is worth %v: too little to tell", want)
	}
}

// Three figures of a comparison.
func BenchmarkPairedCurves(b *testing.B) {
	for _, runs := range []int{4000, 100_000} {
		x, y := luck{100, 130, 0.8, 0.1, 0.3}.draw(rand.New(rand.NewPCG(66, 1)), runs)
		b.Run(strconv.Itoa(runs), func(b *testing.B) {
			for b.Loop() {
				c := stats.PairedKaplanMeier(x, y, 360, 0.95)
				if c.At(30).P+c.At(150).P+c.RestrictedMean(150).P > 3 {
					b.Fatal("P above 1")
				}
			}
		})
	}
}

func BenchmarkPairedRatio(b *testing.B) {
	for _, runs := range []int{4000, 100_000} {
		x, y := pairedSample(rand.New(rand.NewPCG(67, 1)), runs, 0.3)
		b.Run(strconv.Itoa(runs), func(b *testing.B) {
			for b.Loop() {
				if stats.PairedRatio(x, y, 0.95).P > 1 {
					b.Fatal("P above 1")
				}
			}
		})
	}
}
