package study

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"backchannel/scenarios"
	"backchannel/sim/stats"
	"backchannel/sim/uncertain"
)

// cube is a space of so many inputs, each uniform from 0 to 1.
func cube(inputs int) *Space {
	x := &Space{scenario: &scenarios.Scenario{}}
	for i := range inputs {
		x.factors = append(x.factors, scenarios.Factor{Input: scenarios.Input{
			Path: fmt.Sprintf("x%d", i+1), Dist: uncertain.Dist{Kind: uncertain.Uniform, Args: []float64{0, 1}},
		}})
	}
	return x
}

// each are groups of one input.
func (x *Space) each() []InputGroup {
	groups, _, err := GroupInputs(x, false, nil)
	if err != nil {
		panic(err)
	}
	return groups
}

// chance is what luck does to a run at a point: the same for the same number.
type chance struct {
	sd      float64
	missing float64 // share of runs that have nothing to say
}

// sweptBy is what a function with chance gives at the points of a plan, as a
// sweep would have it: run r of points with the same luck has the same noise,
// which the first input bends so that it does not cancel wholly.
func sweptBy(x *Space, p *plan, runs int, f func([]float64) float64, c chance) *Swept {
	s := &Swept{Factors: x.factors, Metrics: []SweptMetric{{Name: "f"}}, Runs: runs}
	for i, values := range p.points {
		rng := rand.New(rand.NewPCG(uint64(p.luck[i]), 7))
		kept := make([]float64, runs)
		var m stats.Moments
		for r := range kept {
			noise := rng.NormFloat64() + 0.5*values[0]*rng.NormFloat64()
			kept[r] = f(values) + c.sd*noise
			if rng.Float64() < c.missing {
				kept[r] = math.NaN()
			} else {
				m.Add(kept[r])
			}
		}
		s.Points = append(s.Points, SweptPoint{
			Values: values, Runs: runs, Kept: [][]float64{kept}, Figures: []Figure{{Estimate: m.Mean(stats.Level95), StdErr: m.StdErr()}},
		})
	}
	return s
}

// found is what a method says of a function.
func found(t *testing.T, x *Space, groups []InputGroup, m Method, size MethodSize, f func([]float64) float64, c chance) *Sensitivity {
	t.Helper()
	config := SensitivityConfig{
		Space: x, Groups: groups, Methods: []Method{m}, Sizes: map[Method]MethodSize{m: size}, Width: 0.05, Seed: 1,
	}
	plans, err := config.plans()
	if err != nil {
		t.Fatal(err)
	}
	out := &Sensitivity{Level: stats.Level95}
	plans[0].judge(out, sweptBy(x, plans[0], size.Runs, f, c), 0)
	return out
}

// ishigami is the function of Ishigami & Homma (1990), a = 7 and b = 0.1, on the
// unit cube, and its published shares (Saltelli et al. 2008, section 5.8).
func ishigami(u []float64) float64 {
	x := func(i int) float64 { return math.Pi * (2*u[i] - 1) }
	return math.Sin(x(0)) + 7*math.Pow(math.Sin(x(1)), 2) + 0.1*math.Pow(x(2), 4)*math.Sin(x(0))
}

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s: %v, want %v ± %v", what, got, want, tolerance)
	}
}

// The published shares come out of the points that a study plays, with chance of
// twice the function's variance in every run, and runs of which one in ten says
// nothing. The tolerances are four of the greatest root mean square error of a
// share over 20 seeds: 0.0068 and 0.0026 without chance, 0.0109 and 0.0066 with.
func TestSobolOfIshigami(t *testing.T) {
	x := cube(3)
	const variance = 13.8446
	for _, c := range []struct {
		what         string
		noise        chance
		first, total float64 // tolerance
	}{
		{"without chance", chance{}, 0.028, 0.011},
		{"with chance", chance{sd: math.Sqrt(2 * variance / 1.0833)}, 0.044, 0.027},
		{"with gaps", chance{sd: math.Sqrt(2 * variance / 1.0833), missing: 0.1}, 0.044, 0.027},
	} {
		r := found(t, x, x.each(), Sobol, MethodSize{4096, 10}, ishigami, c.noise).Sobol[0]
		for i, want := range [][2]float64{{0.3139, 0.5576}, {0.4424, 0.4424}, {0, 0.2437}} {
			g := r.Groups[i]
			t.Logf("%s, x%d: S %.4f published, %.4f obtained; ST %.4f, %.4f", c.what, i+1, want[0], g.First.Share.Value, want[1], g.Total.Share.Value)
			if v := g.First.Share.Value; !math.IsNaN(v) || want[0] > 0 { // it may not be told where it is 0
				near(t, c.what+" first", v, want[0], c.first)
			}
			near(t, c.what+" total", g.Total.Share.Value, want[1], c.total)
		}
		near(t, c.what+" deviation", float64(r.StdDev), math.Sqrt(variance), 0.1)
		near(t, c.what+" mean", r.Mean.Value, 3.5, 0.1)
		if c.noise.sd > 0 { // 2 in 3 of a run, by 10 runs or 9
			near(t, c.what+" noise", r.Noise.Value, 0.2/1.2, 0.02)
		}
	}
}

// The g function of Sobol with the parameters of Saltelli et al. (2010), whose
// shares have a closed form, by inputs and by groups of unlike ones, with chance.
func TestSobolOfG(t *testing.T) {
	a := []float64{0, 1, 4.5, 9, 99, 99, 99, 99}
	g := func(x []float64) float64 {
		y := 1.0
		for i, u := range x {
			y *= (math.Abs(4*u-2) + a[i]) / (1 + a[i])
		}
		return y
	}
	x := cube(8)
	named, _, err := GroupInputs(x, false, []NamedInputs{{"first", []string{"x8", "x1", "x3"}}, {"last", []string{"x4", "x5", "x6", "x7"}}})
	if err != nil {
		t.Fatal(err)
	}
	for what, groups := range map[string][]InputGroup{"inputs": x.each(), "groups": named} {
		r := found(t, x, groups, Sobol, MethodSize{2048, 8}, g, chance{sd: 0.4}).Sobol[0]
		part := func(inputs []string) float64 {
			p := 1.0
			for _, name := range inputs {
				p *= 1 + 1/(3*math.Pow(1+a[x.index(name)], 2))
			}
			return p
		}
		all := []string{"x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8"}
		v := part(all) - 1
		for i, group := range groups {
			first := (part(group.Inputs) - 1) / v
			total := (v + 1) / part(group.Inputs) * (part(group.Inputs) - 1) / v
			s := r.Groups[i]
			t.Logf("%s %v: S %.4f, obtained %.4f; ST %.4f, obtained %.4f", what, group.Inputs, first, s.First.Share.Value, total, s.Total.Share.Value)
			for _, one := range []struct {
				got  SobolShare
				want float64
			}{{s.First, first}, {s.Total, total}} {
				if one.got.More == 0 || !math.IsNaN(one.got.Share.Value) {
					near(t, what, one.got.Share.Value, one.want, 0.03)
				}
				if one.got.Share.Low < 0 || one.got.Share.Value < 0 {
					t.Errorf("%s: a share below 0: %+v", what, one.got)
				}
			}
		}
	}
}

// Morris's own function (1991, section 4), with chance: inputs 1 to 7 interact or
// are not linear, 8 to 10 have an effect of about 40 everywhere, 11 to 20 matter
// little. A study moves inputs over the middle nine tenths of their range, so
// effects are about nine tenths of his.
func TestMorrisOfMorris(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 1))
	f := morrisFunction(rng)
	x := cube(20)
	r := found(t, x, x.each(), Morris, MethodSize{50, 10}, f, chance{sd: 20}).Morris[0]
	for i, in := range r.Inputs {
		star, sigma := in.MuStar.Value, in.Sigma.Value
		t.Logf("x%-2d mu* %5.1f (%5.1f to %5.1f), sigma %5.1f, floor %4.1f, matters %v", i+1, star, in.MuStar.Low, in.MuStar.High, sigma, float64(in.Floor), in.Matters())
		switch {
		case i < 7 && sigma < 14, i >= 7 && i < 10 && (sigma > 15 || math.Abs(star-36) > 8), i >= 10 && (sigma > 15 || star > 15):
			t.Errorf("input %d has mu* %v, sigma %v", i+1, star, sigma)
		}
		if in.MuStar.N != 50 || r.Left.Points != 0 {
			t.Errorf("input %d: %d effects of 50 trajectories, left out %+v", i+1, in.MuStar.N, r.Left)
		}
	}
}

// morrisFunction draws all coefficients that he leaves to chance.
func morrisFunction(rng *rand.Rand) func([]float64) float64 {
	var first [20]float64
	var second [20][20]float64
	for i := range 20 {
		if first[i] = rng.NormFloat64(); i < 10 {
			first[i] = 20
		}
		for j := range i {
			if second[j][i] = rng.NormFloat64(); i < 6 {
				second[j][i] = -15
			}
		}
	}
	return func(x []float64) float64 {
		var w [20]float64
		for i, v := range x {
			if w[i] = 2 * (v - 0.5); i == 2 || i == 4 || i == 6 {
				w[i] = 2 * (1.1*v/(v+0.1) - 0.5)
			}
		}
		y := 0.0
		for i := range 20 {
			y += first[i] * w[i]
			for j := range i {
				y += second[j][i] * w[j] * w[i]
				for k := 0; k < j && i < 5; k++ {
					y -= 10 * w[k] * w[j] * w[i]
					for l := 0; l < k && i < 4; l++ {
						y += 5 * w[l] * w[k] * w[j] * w[i]
					}
				}
			}
		}
		return y
	}
}

// A linear function has coefficients in proportion to its slopes, and the line
// explains all that is not chance; of a function that falls and rises again it
// explains nothing, and says so.
func TestQuickOfLines(t *testing.T) {
	x := cube(4)
	linear := func(u []float64) float64 { return 4*u[0] - 2*u[1] + u[2] }
	q := found(t, x, x.each(), Quick, MethodSize{512, 10}, linear, chance{sd: 2}).Quick[0]
	scale := math.Sqrt(21 * (1 - float64(q.Noise))) // of what is not chance
	for i, slope := range []float64{4, -2, 1, 0} {
		want := slope / math.Sqrt(21) * math.Sqrt(1-float64(q.Noise))
		near(t, "coefficient", q.Inputs[i].Coefficient.Value, want, 0.06)
		if e := q.Inputs[i].Coefficient; slope != 0 && e.Low <= 0 && e.High >= 0 {
			t.Errorf("input %d: %+v does not leave out 0", i+1, e)
		}
	}
	near(t, "explained", float64(q.Explained), 1, 0.05)
	if scale <= 0 || !q.Sure {
		t.Errorf("a line through a line: %+v", q)
	}
	for i, want := range []float64{16, 4, 1, 0} {
		near(t, "share", q.Groups[i].Share.Value, want/21, 0.06)
		if e := q.Groups[i].Share; !(e.Low <= want/21 && want/21 <= e.High) || e.High-e.Low > 0.2 {
			t.Errorf("group %d: %+v does not hold %v", i+1, e, want/21)
		}
	}
	bowl := func(u []float64) float64 { return math.Pow(u[0]-0.5, 2) }
	q = found(t, x, x.each(), Quick, MethodSize{512, 10}, bowl, chance{sd: 0.05}).Quick[0]
	if q.Sure || float64(q.R2) > 0.1 {
		t.Errorf("a line through a bowl: %+v", q)
	}
}

// Of hardly more points than inputs a line explains anything, and is not trusted:
// in none of 50 samples of nothing but chance, nor where a line is what there is.
func TestQuickOfTooFewPoints(t *testing.T) {
	x := cube(30)
	for seed := range 50 {
		for what, f := range map[string]func([]float64) float64{
			"nothing": func([]float64) float64 { return 0 }, "a line": func(u []float64) float64 { return u[0] + u[1] },
		} {
			config := SensitivityConfig{
				Space: x, Groups: x.each(), Methods: []Method{Quick}, Sizes: map[Method]MethodSize{Quick: {36, 5}}, Width: 0.1, Seed: uint64(seed),
			}
			plans, err := config.plans()
			if err != nil {
				t.Fatal(err)
			}
			for i := range plans[0].luck {
				plans[0].luck[i] += seed << 20
			}
			out := &Sensitivity{Level: stats.Level95}
			plans[0].judge(out, sweptBy(x, plans[0], 5, f, chance{sd: 1}), 0)
			q := out.Quick[0]
			if q.Sure {
				t.Errorf("%s, seed %d: sure of %+v", what, seed, q)
			}
			for _, g := range q.Groups {
				if e := g.Share; !(e.Low <= e.Value && e.Value <= e.High && e.Low >= 0 && e.High <= 1) {
					t.Errorf("%s, seed %d: share %+v", what, seed, e)
				}
			}
		}
	}
}

// The shares that a line ascribes to groups of many inputs, one of them of inputs
// that do nothing: in the mean over 100 samples they are the true ones to within 4
// standard errors, and 90 to 100 of the 95% intervals hold the truth (of 95
// expected, fewer than 90 come up by chance in 12 of 1000 such samples).
func TestQuickSharesHold(t *testing.T) {
	x := cube(24)
	f := func(u []float64) float64 { return 3*u[0] + u[1] + u[2] + u[3] }
	var rest []string
	for _, in := range x.factors[4:] {
		rest = append(rest, in.Path)
	}
	groups, _, err := GroupInputs(x, false, []NamedInputs{{"great", []string{"x1"}}, {"small", []string{"x2", "x3", "x4"}}, {"nothing", rest}})
	if err != nil {
		t.Fatal(err)
	}
	truth := []float64{9.0 / 12, 3.0 / 12, 0}
	hits := make([]int, 3)
	means := make([]stats.Moments, 3)
	for seed := range uint64(100) {
		config := SensitivityConfig{
			Space: x, Groups: groups, Methods: []Method{Quick}, Sizes: map[Method]MethodSize{Quick: {256, 10}}, Width: 0.1, Seed: seed,
		}
		plans, err := config.plans()
		if err != nil {
			t.Fatal(err)
		}
		for i := range plans[0].luck {
			plans[0].luck[i] += int(seed) << 20
		}
		out := &Sensitivity{Level: stats.Level95}
		plans[0].judge(out, sweptBy(x, plans[0], 10, f, chance{sd: 2}), 0)
		for i, g := range out.Quick[0].Groups {
			means[i].Add(g.Share.Value)
			if g.Share.Low <= truth[i] && truth[i] <= g.Share.High {
				hits[i]++
			}
		}
	}
	for i, want := range truth {
		t.Logf("group %d: %.3f in the mean, true %.3f; %d of 100 intervals hold it", i+1, means[i].Mean(0.95).Value, want, hits[i])
		slack := 4 * means[i].StdErr()
		if want == 0 {
			slack += 0.02 // cut at 0, it is above it in the mean
		}
		near(t, "mean share", means[i].Mean(0.95).Value, want, slack)
		if hits[i] < 90 {
			t.Errorf("group %d: %d of 100 intervals hold %v", i+1, hits[i], want)
		}
	}
}

// Ends and swings of a tornado are the function's, exactly where luck is the same
// and does no more than add to it; of 100 inputs that do nothing none is called
// clear, though their runs differ.
func TestTornadoOfKnown(t *testing.T) {
	x := cube(103)
	f := func(u []float64) float64 { return 3*u[1] - u[2]*u[2] }
	base := make([]float64, len(x.factors))
	for i := range base {
		base[i] = 0.5
	}
	p := x.ends(base)
	r := tornadoResult(sweptBy(x, p, 200, f, chance{sd: 1}), 0, stats.Level95)
	for i, in := range r.Inputs {
		low, high := 0.05, 0.95
		want := [3]float64{}
		switch i {
		case 1:
			want = [3]float64{3 * (low - 0.5), 3 * (high - 0.5), 3 * (high - low)}
		case 2:
			want = [3]float64{0.25 - low*low, 0.25 - high*high, low*low - high*high}
		case 0:
			if in.Clear { // it changes the noise alone
				t.Errorf("noise is called an effect: %+v", in)
			}
			continue
		}
		near(t, "low", in.Low.Difference.Value, want[0], 1e-9)
		near(t, "high", in.High.Difference.Value, want[1], 1e-9)
		near(t, "swing", in.Swing.Value, want[2], 1e-9)
		if in.Clear != (want[2] != 0) {
			t.Errorf("input %d: clear is %v: %+v", i+1, in.Clear, in)
		}
	}
	if top := r.Ranked()[0].Path; top != "x2" {
		t.Errorf("%s is ranked first", top)
	}
	// Luck of their own: differences are chance, and hold together.
	for i := range p.luck {
		p.luck[i] = i
	}
	r = tornadoResult(sweptBy(x, p, 200, func([]float64) float64 { return 0 }, chance{sd: 1}), 0, stats.Level95)
	for i, in := range r.Inputs {
		if in.Clear {
			t.Errorf("input %d does nothing and is called clear: %+v", i+1, in)
		}
	}
}
