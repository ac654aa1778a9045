package stats_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"backchannel/sim/design"
	"backchannel/sim/stats"

	"pgregory.net/rapid"
)

var patient = stats.PrimRules{Peel: 0.05, Paste: 0.05, MinMass: 0.05}

// mixed is 600 points of two amounts, a number from 0 to 7, one of four
// categories and an amount that does not matter, with a tenth of the outcomes
// turned round; all by formula, so that another program can have the same.
func mixed() stats.PrimPoints {
	part := func(i int, prime float64) float64 {
		v := (float64(i) + 0.5) * math.Sqrt(prime)
		return v - math.Floor(v)
	}
	p := stats.PrimPoints{Unordered: []bool{false, false, false, true, false}}
	for i := range 600 {
		x := []float64{part(i, 2), part(i, 3), math.Floor(8 * part(i, 5)), math.Floor(4 * part(i, 7)), part(i, 11)}
		came := x[0] > 0.55 && x[1] < 0.6 && x[2] >= 3 && (x[3] == 0 || x[3] == 2)
		if part(i, 13) < 0.1 {
			came = !came
		}
		p.Inputs = append(p.Inputs, x)
		p.Outcomes = append(p.Outcomes, 0)
		if came {
			p.Outcomes[i] = 1
		}
	}
	return p
}

// The trajectory, the limits and the quasi-p-values are those of the Exploratory
// Modeling Workbench (Kwakkel 2017), version 3.0, with its default objective and
// the same alpha, for the same points. It ends one box earlier: where the best slice
// is too great for the least mass, it does not try the others.
func TestPeelWorkbench(t *testing.T) {
	p := mixed()
	trajectory := stats.Peel(p, patient)
	sizes := []int{
		600, 570, 426, 404, 271, 212, 201, 190, 161, 152, 144, 136, 129, 122, 115,
		109, 103, 97, 92, 87, 82, 77, 73, 69, 65, 61, 57, 54, 51, 45,
	}
	coverage := []float64{
		1, 0.981308, 0.841121, 0.841121, 0.700935, 0.654206, 0.644860, 0.635514, 0.607477, 0.598131, 0.588785, 0.588785, 0.570093, 0.560748, 0.551402,
		0.542056, 0.542056, 0.532710, 0.523364, 0.514019, 0.514019, 0.504673, 0.495327, 0.495327, 0.495327, 0.485981, 0.467290, 0.457944, 0.439252, 0.401869,
	}
	restricted := []int{0, 1, 2, 3, 3, 4}
	if len(trajectory) != len(sizes)+1 {
		t.Fatalf("%d boxes", len(trajectory))
	}
	for k, b := range trajectory[:len(sizes)] {
		if b.N != sizes[k] || len(b.Restricted()) != restricted[min(k, 5)] {
			t.Errorf("box %d has %d points, restricts %v", k, b.N, b.Restricted())
		}
		near(t, "coverage", b.Coverage, coverage[k], 5e-7)
		near(t, "mass", b.Mass, float64(sizes[k])/600, 0)
		near(t, "density", b.Density, b.Coverage*107/float64(b.N), 1e-12) // 107 outcomes in all
	}
	for k, want := range map[int]struct{ a, b, c, pa, pb, pc, pd float64 }{
		10: {0.195959, 0.902429, 2.5, 0.059153645752732395, 0.19315541223740654, 0.0011915075917408816, 5.130786644425463e-05},
		20: {0.484848, 0.799889, 2.5, 4.64989504098206e-07, 0.01681124157191793, 0.00013300939909847092, 6.657829952297805e-07},
		29: {0.567676, 0.577963, 3.5, 2.944489096989855e-11, 5.810250340541316e-08, 1.144129227879465e-06, 1.4462256014996028e-07},
	} {
		box := trajectory[k]
		near(t, "a above", box.Ranges[0].Low, want.a, 5e-7)
		near(t, "b below", box.Ranges[1].High, want.b, 5e-7)
		near(t, "c above", box.Ranges[2].Low, want.c, 0)
		if !slices.Equal(box.Ranges[3].Without, []float64{1, 3}) || !math.IsInf(box.Ranges[2].High, 1) || box.Ranges[4].Restricted() {
			t.Errorf("box %d: %v", k, box.Ranges)
		}
		q := stats.QuasiP(p, box)
		for j, want := range []float64{want.pa, want.pb, want.pc, want.pd} {
			near(t, "quasi-p", q[j], want, 1e-11*want)
		}
		near(t, "quasi-p of the free input", q[4], math.NaN(), 0)
	}
}

// A box of known limits in two of eight inputs, with a tenth of the outcomes turned
// round: the box on the trajectory with the true coverage has about its limits
// and restricts what it does, all halves of the points restrict these two, and
// few others. The limits are off by what a slice of the box takes or less.
func TestPeelFindsBox(t *testing.T) {
	rng := rand.New(rand.NewPCG(71, 1))
	p := stats.PrimPoints{Inputs: design.LatinHypercube(2000, 8, rng)}
	for _, x := range p.Inputs {
		came := x[2] > 0.3 && x[2] < 0.7 && x[5] < 0.5
		if rng.Float64() < 0.1 {
			came = !came
		}
		p.Outcomes = append(p.Outcomes, 0)
		if came {
			p.Outcomes[len(p.Outcomes)-1] = 1
		}
	}
	trajectory := stats.Peel(p, patient)
	best := trajectory[0]
	for _, b := range trajectory {
		if math.Abs(b.Mass-0.2) < math.Abs(best.Mass-0.2) {
			best = b
		}
	}
	best = stats.Paste(p, best, patient)
	if !slices.Equal(best.Restricted(), []int{2, 5}) {
		t.Errorf("restricts %v", best.Restricted())
	}
	near(t, "low", best.Ranges[2].Low, 0.3, 0.02)
	near(t, "high", best.Ranges[2].High, 0.7, 0.02)
	near(t, "below", best.Ranges[5].High, 0.5, 0.025)
	near(t, "density", best.Density, 0.9, 0.03)
	for j, share := range stats.Reproduce(p, best, patient, 10, rand.NewPCG(71, 2)) {
		if j == 2 || j == 5 {
			near(t, "reproduced", share.ByCoverage, 1, 0)
			near(t, "reproduced", share.ByDensity, 1, 0)
		} else if share.ByCoverage > 0.5 || share.ByDensity > 0.5 {
			t.Errorf("input %d: %+v", j, share)
		}
	}
	for j, q := range stats.QuasiP(p, best) {
		if restricted := j == 2 || j == 5; restricted && !(q < 1e-10) || !restricted && !math.IsNaN(q) {
			t.Errorf("input %d: quasi-p %v", j, q)
		}
	}
}

// drawn is points of which some are tied and some are named.
func drawn(t *rapid.T) stats.PrimPoints {
	n := rapid.IntRange(1, 120).Draw(t, "n")
	binary := rapid.Bool().Draw(t, "binary")
	p := stats.PrimPoints{Unordered: []bool{false, false, true}}
	for range n {
		p.Inputs = append(p.Inputs, []float64{
			float64(rapid.IntRange(0, 10_000).Draw(t, "amount")),
			float64(rapid.IntRange(0, 4).Draw(t, "number")),
			float64(rapid.IntRange(0, 3).Draw(t, "name")),
		})
		y := float64(rapid.IntRange(0, 8).Draw(t, "eighths")) / 8 // sums are exact
		if binary {
			y = math.Round(y)
		}
		p.Outcomes = append(p.Outcomes, y)
	}
	return p
}

// Boxes lie within each other, hold what they say, get denser, and never smaller
// than allowed; each slice is as large as it has to be. The order of the points
// changes nothing, nor does a rising change of scale but for the limits.
func TestPeelInvariants(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawn(t)
		rules := stats.PrimRules{
			Peel:    rapid.Float64Range(0.01, 0.5).Draw(t, "peel"),
			Paste:   rapid.Float64Range(0.01, 0.5).Draw(t, "paste"),
			MinMass: rapid.SampledFrom([]float64{0, 0.05, 0.3}).Draw(t, "mass"),
			Onward:  rapid.Bool().Draw(t, "onward"),
		}
		trajectory := stats.Peel(p, rules)
		recounted(t, p, trajectory)
		for k, b := range trajectory[1:] {
			before := trajectory[k]
			if before.N-b.N < int(float64(before.N-1)*rules.Peel)+1 || !rules.Onward && b.Density <= before.Density || b.N < 1 || b.Mass < rules.MinMass-1e-9 {
				t.Fatalf("after %+v, %+v", before, b)
			}
			for i, x := range p.Inputs {
				if b.Holds(x) && !before.Holds(x) {
					t.Fatalf("point %d came back", i)
				}
			}
		}
		order := rapid.Permutation(seq(len(p.Inputs))).Draw(t, "order")
		q := stats.PrimPoints{Unordered: p.Unordered}
		for _, i := range order {
			x := p.Inputs[i]
			q.Inputs = append(q.Inputs, []float64{x[0] / 4, 8*x[1] - 100, x[2]})
			q.Outcomes = append(q.Outcomes, p.Outcomes[i])
		}
		again := stats.Peel(q, rules)
		for k, b := range again {
			if len(again) != len(trajectory) || b.N != trajectory[k].N || b.Ranges[0].Low != trajectory[k].Ranges[0].Low/4 || b.Ranges[1].High != 8*trajectory[k].Ranges[1].High-100 {
				t.Fatalf("box %d: %+v, and %+v", k, trajectory[k], b)
			}
		}
		box := trajectory[rapid.IntRange(0, len(trajectory)-1).Draw(t, "box")]
		pasted := stats.Paste(p, box, rules)
		recounted(t, p, []stats.PrimBox{pasted})
		if pasted.N < box.N || pasted.Density < box.Density-1e-9 {
			t.Fatalf("pasted %+v on to %+v", pasted, box)
		}
		for i, x := range p.Inputs {
			if box.Holds(x) && !pasted.Holds(x) {
				t.Fatalf("point %d was lost", i)
			}
		}
		for _, v := range stats.QuasiP(p, box) {
			if v < 0 || v > 1 {
				t.Fatalf("quasi-p %v", v)
			}
		}
	})
}

func recounted(t *rapid.T, p stats.PrimPoints, boxes []stats.PrimBox) {
	t.Helper()
	for _, b := range boxes {
		n, in, all := 0, 0.0, 0.0
		for i, x := range p.Inputs {
			all += p.Outcomes[i]
			if b.Holds(x) {
				n++
				in += p.Outcomes[i]
			}
		}
		if n != b.N {
			t.Fatalf("%d points in %+v", n, b)
		}
		near(t, "mass", b.Mass, float64(n)/float64(len(p.Inputs)), 1e-15)
		near(t, "density", b.Density, in/float64(n), 1e-15)
		near(t, "coverage", b.Coverage, in/all, 1e-15) // NaN of 0 by 0
	}
}

func seq(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}
