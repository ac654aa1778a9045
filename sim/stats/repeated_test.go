package stats_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
	"pgregory.net/rapid"

	"backchannel/sim/stats"
)

// critical is the critical value of looks at these sizes.
func critical(sizes []int, level float64) float64 {
	return distuv.UnitNormal.Quantile((1 + stats.Pocock(sizes, level)) / 2)
}

// TestPocockTable holds the critical values of equally spaced looks to the
// published ones, to all their digits: Pocock (1977), table 1, as recomputed by
// Jennison & Turnbull (2000), table 2.1.
func TestPocockTable(t *testing.T) {
	for _, c := range []struct {
		alpha float64
		want  []float64 // by number of looks, from 1
	}{
		{0.01, []float64{2.576, 2.772, 2.873, 2.939, 2.986, 3.023, 3.053, 3.078, 3.099, 3.117}},
		{0.05, []float64{1.960, 2.178, 2.289, 2.361, 2.413, 2.453, 2.485, 2.512, 2.535, 2.555}},
		{0.10, []float64{1.645, 1.875, 1.992, 2.067, 2.122, 2.164, 2.197, 2.225, 2.249, 2.270}},
	} {
		for i, want := range c.want {
			near(t, fmt.Sprintf("critical value of %d looks at %v", i+1, c.alpha), critical(equal(i+1), 1-c.alpha), want, 0.0005)
		}
	}
}

// equal is k looks at equal distances.
func equal(k int) []int {
	sizes := make([]int, k)
	for i := range sizes {
		sizes[i] = 100 * (i + 1)
	}
	return sizes
}

// TestPocockTwoLooks holds two looks at any distance to the bivariate normal
// integral of Z_1 and Z_2, worked out another way: in polar coordinates, where
// a rectangle's probability is one integral over the angle.
func TestPocockTwoLooks(t *testing.T) {
	for _, sizes := range [][]int{{1, 1000}, {100, 150}, {90, 100}, {999, 1000}} {
		c := critical(sizes, 0.95)
		rho := math.Sqrt(float64(sizes[0]) / float64(sizes[1]))
		// (Z_1, Z_2) = (u, rho u + sqrt(1-rho²) v); along the ray at angle a it
		// leaves the square at the radius that first takes either to ±c.
		const steps = 400_000 // trapezoids over a period converge fast
		inside := 0.0
		for i := range steps {
			a := 2 * math.Pi * float64(i) / steps
			z1, z2 := math.Cos(a), rho*math.Cos(a)+math.Sqrt(1-rho*rho)*math.Sin(a)
			radius := c / max(math.Abs(z1), math.Abs(z2))
			inside += -math.Expm1(-radius * radius / 2)
		}
		near(t, fmt.Sprintf("probability within at %v", sizes), inside/steps, 0.95, 1e-9)
	}
}

// TestPocockLimits: one look needs no correction; looks at samples of which one
// is next to nothing of the next are independent, as if corrected by Šidák
// (1967); looks at nearly the same sample are as one.
func TestPocockLimits(t *testing.T) {
	if got := stats.Pocock([]int{17}, 0.9); got != 0.9 {
		t.Errorf("one look at level %v", got)
	}
	near(t, "independent looks", stats.Pocock([]int{1, 1e6, 1e12, 1e18}, 0.95), math.Pow(0.95, 0.25), 1e-5)
	near(t, "the same look twice", stats.Pocock([]int{1e5, 1e5 + 1}, 0.95), 0.95, 2e-4)
}

// TestPocockBounds: whatever the looks, each is between uncorrected and
// Bonferroni's, it depends on the ratio of sizes alone, and one look more asks
// for more of each.
func TestPocockBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var sizes []int
		for n := 0; n < 2000; sizes = append(sizes, n) {
			n += rapid.IntRange(1+n/5, 50+2*n).Draw(t, "gap")
		}
		level := rapid.SampledFrom([]float64{0.5, 0.8, 0.95, 0.99}).Draw(t, "level")
		got := stats.Pocock(sizes, level)
		// Šidák's inequality (1967) is sharper than Bonferroni's.
		if k := float64(len(sizes)); got < level || got > math.Pow(level, 1/k)+1e-9 {
			t.Fatalf("level %v at each of %v", got, sizes)
		}
		if fewer := stats.Pocock(sizes[:len(sizes)-1], level); fewer > got {
			t.Fatalf("%v at each of %v, but %v at fewer", got, sizes, fewer)
		}
		for i := range sizes {
			sizes[i] *= 7
		}
		if again := stats.Pocock(sizes, level); math.Abs(again-got) > 1e-12 {
			t.Fatalf("%v, and of samples 7 times as large %v", got, again)
		}
	})
}

func TestPocockMisuse(t *testing.T) {
	for _, sizes := range [][]int{nil, {0}, {5, 5}, {7, 3}} {
		panics(t, "looks", "stats:", func() { stats.Pocock(sizes, 0.95) })
	}
	panics(t, "looks", "stats:", func() { stats.Pocock([]int{1}, 1) })
}

// growing is the plan of looks that the simulations stop at.
func growing() []int { return []int{100, 150, 225, 338, 506, 759, 1139, 1709} }

// stopped is one sequential experiment: draw grows the sample to n cases and
// estimates at a level. It is stopped at the first look that stop likes, else at
// the last; returned is whether that look's interval holds the truth, and
// whether those of all looks do.
func stopped(draw func(n int, level float64) stats.Estimate, level, truth float64, stop func(stats.Estimate) bool) (reported, all bool) {
	all, done := true, false
	sizes := growing()
	for i, n := range sizes {
		e := draw(n, level)
		hit := holds(e, truth) == 1
		all = all && hit
		if !done && (stop(e) || i == len(sizes)-1) {
			reported, done = hit, true
		}
	}
	return reported, all
}

// TestRepeatedCoverage looks at growing samples of known truth. All intervals
// hold it together in 95 % of cases, so those at the stop do in 95 % or more:
// when stopped at a width, as backchannel run --until does, and also by the
// spiteful, who stop at the first interval that misses, for whom it is
// exactly as many. Without the correction the spiteful would make 79 % of it.
//
// The normal case is exact but for Student's t taken for normal at 100 cases or
// more: 0.002. A share of 0.3 is off by up to 0.006 for counts being whole.
func TestRepeatedCoverage(t *testing.T) {
	long(t)
	rng := rand.New(rand.NewPCG(77, 1))
	each := stats.Pocock(growing(), 0.95)
	narrow := func(e stats.Estimate) bool { return (e.High-e.Low)/2 <= 0.06 }
	for _, c := range []struct {
		what         string
		truth, slack float64
		start        func() func(n int, level float64) stats.Estimate
	}{
		{"a mean", 5, 0.002, func() func(int, float64) stats.Estimate {
			var m stats.Moments
			cases := 0
			return func(n int, level float64) stats.Estimate {
				for ; cases < n; cases++ {
					m.Add(5 + 0.5*rng.NormFloat64())
				}
				return m.Mean(level)
			}
		}},
		{"a share", 0.3, 0.006, func() func(int, float64) stats.Estimate {
			yes, cases := 0, 0
			return func(n int, level float64) stats.Estimate {
				for ; cases < n; cases++ {
					if rng.Float64() < 0.3 {
						yes++
					}
				}
				return stats.Wilson(yes, n, level)
			}
		}},
	} {
		atWidth, together, naive := 0, 0, 0
		for range samples {
			reported, all := stopped(c.start(), each, c.truth, narrow)
			_, uncorrected := stopped(c.start(), 0.95, c.truth, narrow)
			atWidth, together, naive = atWidth+count(reported), together+count(all), naive+count(uncorrected)
		}
		covers(t, c.what+" at all looks", together, 0.95, c.slack)
		if share := float64(atWidth) / samples; share < 0.95 {
			t.Errorf("%s stopped at a width: covered in %v", c.what, share)
		}
		if share := float64(naive) / samples; share > 0.85 {
			t.Errorf("%s without correction: covered in %v of cases, so that this test tells nothing", c.what, share)
		}
	}
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
