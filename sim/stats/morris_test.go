package stats_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"backchannel/sim/design"
	"backchannel/sim/stats"

	"pgregory.net/rapid"
)

// walked is the model along r trajectories over four levels.
func walked(t rapid.TB, r, d int, src rand.Source, model func([]float64) stats.Measured) []stats.Walk {
	t.Helper()
	trajectories, err := design.Morris(r, d, 4, src)
	if err != nil {
		t.Fatal(err)
	}
	walks := make([]stats.Walk, r)
	for w, path := range trajectories {
		walks[w] = stats.Walk{Order: path.Order, Steps: path.Steps}
		for _, p := range path.Points {
			walks[w].Values = append(walks[w].Values, model(p))
		}
	}
	return walks
}

// morrisFunction is the test function of Morris (1991), section 4: 20 inputs, the
// coefficients below, all other first- and second-order ones standard normal.
func morrisFunction(rng *rand.Rand) func([]float64) float64 {
	var first [20]float64
	var second [20][20]float64
	for i := range 20 {
		first[i] = rng.NormFloat64()
		if i < 10 {
			first[i] = 20
		}
		for j := range i {
			second[j][i] = rng.NormFloat64()
			if i < 6 {
				second[j][i] = -15
			}
		}
	}
	return func(x []float64) float64 {
		var w [20]float64
		for i, v := range x {
			w[i] = 2 * (v - 0.5)
			if i == 2 || i == 4 || i == 6 {
				w[i] = 2 * (1.1*v/(v+0.1) - 0.5)
			}
		}
		y := 0.0
		for i := range 20 {
			y += first[i] * w[i]
			for j := range i {
				y += second[j][i] * w[j] * w[i]
				for k := 0; k < j && i < 5; k++ {
					y += -10 * w[k] * w[j] * w[i]
					for l := 0; l < k && i < 4; l++ {
						y += 5 * w[l] * w[k] * w[j] * w[i]
					}
				}
			}
		}
		return y
	}
}

// The clusters of Morris (1991), figure 1: inputs 1 to 7 interact or are not
// linear (great sigma), 8 to 10 have a great effect that is about the same
// everywhere (40 a range, small sigma), 11 to 20 matter little. His four
// trajectories show them at a glance; forty tell them apart by these bounds for
// every one of ten draws of his random coefficients.
func TestMorrisClusters(t *testing.T) {
	for seed := range uint64(10) {
		f := morrisFunction(rand.New(rand.NewPCG(seed, 1)))
		effects := stats.Morris(walked(t, 40, 20, rand.NewPCG(seed, 2), without(f)), 0.95)
		for i, e := range effects {
			if seed == 0 {
				t.Logf("input %2d: mu %6.1f, mu* %5.1f ± %4.1f, sigma %5.1f ± %3.1f", i+1, e.Mu.Value, e.MuStar.Value, e.MuStarErr, e.Sigma.Value, e.SigmaErr)
			}
			star, sigma := e.MuStar.Value, e.Sigma.Value
			switch {
			case i < 7 && sigma < 18,
				i >= 7 && i < 10 && (sigma > 15 || math.Abs(star-40) > 10),
				i >= 10 && (sigma > 15 || star > 15):
				t.Errorf("seed %d: input %d has mu* %v, sigma %v", seed, i+1, star, sigma)
			}
		}
	}
}

// A linear model has the same effect everywhere, and mu is it exactly. Effects of
// x² over the levels 0, 1/3, 2/3, 1 are 2/3 or 4/3 with equal probability; of
// (x - 1/2)², -1/3 or 1/3: mu is 0 and mu* is not (Campolongo, Cariboni &
// Saltelli 2007).
func TestMorrisEffects(t *testing.T) {
	f := func(x []float64) float64 { return 5*x[0] - 3*x[1] + x[2]*x[2] + math.Pow(x[3]-0.5, 2) + 0*x[4] }
	const r = 2000
	e := stats.Morris(walked(t, r, 5, rand.NewPCG(5, 1), without(f)), 0.95)
	near(t, "linear mu", e[0].Mu.Value, 5, 1e-12)
	near(t, "falling mu", e[1].Mu.Value, -3, 1e-12)
	near(t, "falling mu*", e[1].MuStar.Value, 3, 1e-12)
	near(t, "linear sigma", e[0].Sigma.Value, 0, 1e-12)
	slack := 4 / (3 * math.Sqrt(r)) // 4 standard errors of the mean of ±1/3
	near(t, "square mu", e[2].Mu.Value, 1, slack)
	near(t, "square sigma", e[2].Sigma.Value, 1.0/3, 0.001)
	near(t, "square mu's error", e[2].MuErr, 1/(3*math.Sqrt(r)), 1e-5)
	near(t, "bowl mu", e[3].Mu.Value, 0, slack)
	near(t, "bowl mu*", e[3].MuStar.Value, 1.0/3, 1e-12)
	near(t, "inert mu*", e[4].MuStar.Value, 0, 0)
	if e[0].Floor != 0 || e[0].Mu.N != r {
		t.Errorf("%+v", e[0])
	}
}

// Chance in the values leaves mu as it is, is taken out of sigma, and gives an
// inert input a mu* of Floor. Tolerances: 4 standard errors.
func TestMorrisNoise(t *testing.T) {
	const r = 4000
	rng := rand.New(rand.NewPCG(6, 1))
	model := noisy(func(x []float64) float64 { return x[0] * x[0] }, 0.4, 8, rng)
	e := stats.Morris(walked(t, r, 2, rand.NewPCG(6, 2), model), 0.95)
	near(t, "mu", e[0].Mu.Value, 1, 4*e[0].MuErr)
	near(t, "sigma", e[0].Sigma.Value, 1.0/3, 4*e[0].SigmaErr)
	near(t, "inert mu*", e[1].MuStar.Value, e[1].Floor, 4*e[1].MuStarErr+0.01)
	// sqrt(2/π) times the error of a difference of two means of 8, over 2/3. The
	// root of an estimated variance is 2 in 100 too small in the mean.
	near(t, "floor", e[1].Floor, math.Sqrt(2/math.Pi*2*0.16/8)*1.5, 0.006)
	if e[0].SigmaErr > 0.02 || e[1].MuStar.Low > e[1].MuStar.Value {
		t.Errorf("%+v", e)
	}
}

// The points of a trajectory on the same luck: an input that does nothing has no
// effect at all and no floor, and sigma is that of the function. Tolerances: 4
// standard errors.
func TestMorrisSharedLuck(t *testing.T) {
	const r, runs = 2000, 8
	play := lucky(func(x []float64) float64 { return x[0] * x[0] }, 0.4, runs)
	trajectories, err := design.Morris(r, 2, 4, rand.NewPCG(8, 1))
	if err != nil {
		t.Fatal(err)
	}
	walks := make([]stats.Walk, r)
	for w, path := range trajectories {
		walks[w] = stats.Walk{Order: path.Order, Steps: path.Steps}
		var last []float64
		for k, p := range path.Points {
			values := play(p, uint64(w))
			walks[w].Values = append(walks[w].Values, measured(values))
			if k > 0 {
				walks[w].StepVariance = append(walks[w].StepVariance, stepVariance(last, values))
			}
			last = values
		}
	}
	e := stats.Morris(walks, 0.95)
	near(t, "mu", e[0].Mu.Value, 1, 4*e[0].MuErr)
	near(t, "sigma", e[0].Sigma.Value, 1.0/3, 4*e[0].SigmaErr)
	if e[1].MuStar.Value != 0 || e[1].Floor != 0 {
		t.Errorf("an input that does nothing: %+v", e[1])
	}
	walks[0].StepVariance = walks[0].StepVariance[:1]
	panics(t, "steps", "variances of 1 steps", func() { stats.Morris(walks, 0.95) })
}

// A value that is not known takes with it the effects of the steps next to it
// and no others.
func TestMorrisMissing(t *testing.T) {
	f := func(x []float64) float64 { return 5*x[0] - 3*x[1] + x[2] }
	walks := walked(t, 3, 3, rand.NewPCG(9, 1), without(f))
	walks[0].Values[1].Value = math.NaN()
	lost := map[int]bool{walks[0].Order[0]: true, walks[0].Order[1]: true}
	for i, e := range stats.Morris(walks, 0.95) {
		n := 3
		if lost[i] {
			n = 2
		}
		if e.Mu.N != n || e.Sigma.N != n {
			t.Errorf("input %d has %d effects, want %d", i, e.Mu.N, n)
		}
		near(t, "mu", e.Mu.Value, []float64{5, -3, 1}[i], 1e-12)
	}
	for k := range walks[0].Values {
		walks[0].Values[k].Value = math.NaN()
	}
	if e := stats.Morris(walks[:1], 0.95)[0]; !math.IsNaN(e.MuStar.Value) || !math.IsNaN(e.Floor) || e.Mu.N != 0 {
		t.Errorf("of nothing: %+v", e)
	}
}

func TestMorrisEdges(t *testing.T) {
	if e := stats.Morris(nil, 0.95); e != nil {
		t.Errorf("of no walks: %v", e)
	}
	one := walked(t, 1, 2, rand.NewPCG(7, 1), without(func(x []float64) float64 { return x[0] }))
	e := stats.Morris(one, 0.95)[0]
	near(t, "mu of one", e.Mu.Value, 1, 1e-12)
	for _, x := range []float64{e.Mu.Low, e.MuErr, e.Sigma.Value, e.SigmaErr, e.MuStar.High, e.MuStar.Low} {
		if !math.IsNaN(x) {
			t.Errorf("of one: %+v", e)
		}
	}
	bad := func(change func(w *stats.Walk)) func() {
		return func() {
			w := walked(t, 1, 2, rand.NewPCG(7, 1), without(func(x []float64) float64 { return x[0] }))[0]
			change(&w)
			stats.Morris([]stats.Walk{one[0], w}, 0.95)
		}
	}
	panics(t, "no step", "step 0", bad(func(w *stats.Walk) { w.Steps[1] = 0 }))
	panics(t, "twice", "walk with step", bad(func(w *stats.Walk) { w.Order[1] = w.Order[0] }))
	panics(t, "short", "1 steps", bad(func(w *stats.Walk) { w.Steps = w.Steps[:1] }))
	panics(t, "infinite", "measured +Inf", bad(func(w *stats.Walk) { w.Values[0].Value = math.Inf(1) }))
}

// The intervals hold the truth, which a long sample tells, and the standard error
// of sigma is what repetition shows: within 0.06 of it, 5 errors of a standard
// deviation from so many repetitions.
func TestMorrisCoverage(t *testing.T) {
	long(t)
	const tries, r = 4000, 40
	f := func(x []float64) float64 { return x[0]*x[0]*x[0] + x[0]*x[1] }
	all := stats.Morris(walked(t, 200_000, 2, rand.NewPCG(62, 1), without(f)), 0.95)[0]
	mu, sigma := 0, 0
	var values, errs stats.Moments
	src := rand.NewPCG(62, 2)
	for range tries {
		e := stats.Morris(walked(t, r, 2, src, without(f)), 0.95)[0]
		mu += holds(e.Mu, all.Mu.Value)
		sigma += holds(e.Sigma, all.Sigma.Value)
		values.Add(e.Sigma.Value)
		errs.Add(e.SigmaErr)
	}
	nominal(t, "mu", mu, tries)
	nominal(t, "sigma", sigma, tries)
	near(t, "sigma's error", errs.Mean(0.95).Value, values.StdErr()*math.Sqrt(tries), 0.06*errs.Mean(0.95).Value)
}
