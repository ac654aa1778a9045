package stats_test

import (
	"math"
	"slices"
	"testing"

	"backchannel/sim/stats"

	"pgregory.net/rapid"
)

var noLife = stats.Life{Watch: math.NaN()}

// livesOf are lives by run: a minus sign marks those seen standing last, and 0
// a run that has none.
func livesOf(times ...float64) []stats.Life {
	lives := make([]stats.Life, len(times))
	for i, x := range times {
		switch {
		case x == 0:
			lives[i] = noLife
		case x < 0:
			lives[i] = stats.Life{Days: -x, Watch: -x}
		default:
			lives[i] = stats.Life{Days: x, Watch: math.Inf(1), Ended: true}
		}
	}
	return lives
}

// Weeks to a tumour of 50 female rats that were treated and of one control from
// the litter of each, the first listed: Mantel, Bohidar & Ciminera (1977), data
// set rats of R's survival package. The reference is survfit of that package
// with influence = TRUE: the sum over litters of squared differences of the
// influence of both curves. Ours is times n/(n-1).
func TestPairedCurvesRats(t *testing.T) {
	controls := livesOf(49, -102, -104, -97, -104, 96, -94, -104, -77, -104, -91, -70, -45, -69, -104, -72, -63, -104,
		-104, -104, -104, -104, -83, -104, -104, -104, -104, 81, 55, -104, -87, 73, -104, -104, -79, -104, -104, 101, 84,
		81, -95, -104, -104, -98, -104, -83, -104, -79, -91, -104)
	treated := livesOf(-101, -104, -104, -77, -89, 88, 104, 96, -82, 70, 89, -91, 39, 103, -93, -85, -104, -104, -81, 67,
		-104, -104, -104, -87, -104, -89, -78, -104, 86, 34, -76, 103, 102, 80, 45, 94, -104, -104, -76, 80, 72, 73, 92,
		-104, -55, -49, 89, -88, 103, -104)
	c := stats.PairedKaplanMeier(controls, treated, 104, 0.95)
	for _, row := range []struct {
		got                            stats.Paired
		a, b, stdErr, correlation, eqv float64
	}{
		{c.At(60), 0.9591836734694, 0.94, 0.04465003602659, -0.0350972808018, 48.32870082172},
		{c.At(90), 0.8634368953306, 0.7044810122623, 0.08451265687311, 0.06674473685927, 53.41515252786},
		{c.At(104), 0.8015992396968, 0.440320890342, 0.1057163028582, 0.03294025650935, 51.63005259737},
		{c.RestrictedMean(90), 87.48499142054, 84.65994191066, 2.208546878127, -0.05115376222574, 47.78774651419},
		{c.RestrictedMean(104), 99.23872655804, 93.40817966611, 3.11366281332, -0.02460933852954, 48.86366552077},
	} {
		near(t, "A", row.got.A.Value, row.a, 1e-11)
		near(t, "B", row.got.B.Value, row.b, 1e-11)
		near(t, "difference", row.got.Difference.Value, row.b-row.a, 1e-11)
		near(t, "standard error", row.got.StdErr, row.stdErr*math.Sqrt(50.0/49), 1e-11)
		near(t, "correlation", row.got.Correlation, row.correlation, 1e-11)
		near(t, "equivalent", row.got.Equivalent, row.eqv, 1e-9)
		if row.got.Difference.N != 50 {
			t.Errorf("n = %d", row.got.Difference.N)
		}
	}
}

// The Veterans' Administration lung cancer trial by treatment: Kalbfleisch &
// Prentice (1980), data set veteran of R's survival package. Arms that have no
// run in common are independent: rmst2 of R's survRM2 1.0-4 gives restricted
// means to 365 days of 118.97 (13.02) and 112.40 (14.87) and their difference
// as -6.567 (-45.313 to 32.178), without n/(n-1) and by the normal quantile.
func TestPairedCurvesVeterans(t *testing.T) {
	standard := livesOf(72, 411, 228, 126, 118, 10, 82, 110, 314, -100, 42, 8, 144, -25, 11, 30, 384, 4, 54, 13, -123, -97,
		153, 59, 117, 16, 151, 22, 56, 21, 18, 139, 20, 31, 52, 287, 18, 51, 122, 27, 54, 7, 63, 392, 10, 8, 92, 35, 117,
		132, 12, 162, 3, 95, 177, 162, 216, 553, 278, 12, 260, 200, 156, -182, 143, 105, 103, 250, 100)
	test := livesOf(999, 112, -87, -231, 242, 991, 111, 1, 587, 389, 33, 25, 357, 467, 201, 1, 30, 44, 283, 15, 25, -103, 21,
		13, 87, 2, 20, 7, 24, 99, 8, 99, 61, 25, 95, 80, 51, 29, 24, 18, -83, 31, 51, 90, 52, 73, 8, 36, 48, 7, 140, 186,
		84, 19, 45, 80, 52, 164, 19, 53, 15, 43, 340, 133, 111, 231, 378, 49)
	nobody := func(n int) []stats.Life { return slices.Repeat([]stats.Life{noLife}, n) }
	a, b := append(slices.Clone(standard), nobody(len(test))...), append(nobody(len(standard)), test...)
	p := stats.PairedKaplanMeier(a, b, 999, 0.95).RestrictedMean(365)
	near(t, "difference", p.Difference.Value, -6.567408386066, 1e-10)
	one, two := 13.0203783214*math.Sqrt(69.0/68), 14.8747662066*math.Sqrt(68.0/67)
	near(t, "standard error", p.StdErr, math.Hypot(one, two), 1e-8)
	near(t, "correlation", p.Correlation, 0, 1e-15)
	near(t, "equivalent", p.Equivalent, 137, 1e-9)
	near(t, "low", p.Difference.Low, -45.312724862940, 2) // t, n/(n-1) and one run more each way
	near(t, "high", p.Difference.High, 32.17790809081, 2)
	if p.Difference.N != 137 || p.Difference.Low > -45.3127 || p.Difference.High < 32.1779 {
		t.Errorf("%+v", p)
	}
}

func TestPairedCurvesEdges(t *testing.T) {
	some := livesOf(3, -9, 5, 0)
	for what, c := range map[string]stats.PairedCurves{
		"of no runs":       stats.PairedKaplanMeier(nil, nil, 9, 0.95),
		"of no lives":      stats.PairedKaplanMeier(livesOf(0, 0), livesOf(0, 0), 9, 0.95),
		"of none in A":     stats.PairedKaplanMeier(livesOf(0, 0, 0, 0), some, 9, 0.95),
		"of none in B":     stats.PairedKaplanMeier(some, livesOf(0, 0, 0, 0), 9, 0.95),
		"of a curve short": stats.PairedKaplanMeier(some, livesOf(-1, -2, 1, -2), 9, 0.95),
	} {
		for _, p := range []stats.Paired{c.At(8), c.RestrictedMean(8)} {
			if !allUnknown(p) {
				t.Errorf("%s: %+v", what, p)
			}
		}
	}
	if p := stats.PairedKaplanMeier(livesOf(3), livesOf(5), 9, 0.95).At(4); p.Difference.Value != 1 || !math.IsNaN(p.Difference.Low) ||
		!math.IsNaN(p.P) || !math.IsNaN(p.StdErr) || p.Difference.N != 1 {
		t.Errorf("of one run: %+v", p)
	}
	if p := stats.PairedKaplanMeier(livesOf(3), livesOf(3), 9, 0.95).At(4); !exactlyZero(p) {
		t.Errorf("of one run that is the same: %+v", p)
	}
	if p := stats.PairedKaplanMeier(some, some, 9, 0.95).At(-1); !exactlyZero(p) {
		t.Errorf("before day 0: %+v", p)
	}
	panics(t, "runs", "of 1 and 2 runs", func() { stats.PairedKaplanMeier(livesOf(1), livesOf(1, 2), 9, 0.95) })
	panics(t, "life", "life of 3 days", func() {
		stats.PairedKaplanMeier([]stats.Life{{Days: 3, Watch: 2}}, livesOf(1), 9, 0.95)
	})
	panics(t, "horizon", "horizon", func() { stats.PairedKaplanMeier(nil, nil, -1, 0.95) })
	panics(t, "tau", "restricted to 0", func() { stats.PairedKaplanMeier(some, some, 9, 0.95).RestrictedMean(0) })
	panics(t, "level", "level", func() { stats.PairedKaplanMeier(some, some, 9, 2) })
}

// No spread: none has ended yet in either arm, or all have in one of them.
func TestPairedCurvesWithoutSpread(t *testing.T) {
	many, few := slices.Repeat([]float64{-9}, 100), slices.Repeat([]float64{0}, 100)
	copy(few, []float64{5, 5, 5})
	c := stats.PairedKaplanMeier(livesOf(many...), livesOf(few...), 9, 0.95)
	low := stats.Wilson(3, 3, 0.95).Low
	p := c.At(4)
	near(t, "low", p.Difference.Low, low-1, 1e-15)
	near(t, "high", p.Difference.High, 1-stats.Wilson(100, 100, 0.95).Low, 1e-15)
	if p.Difference.Value != 0 || p.P != 1 || p.StdErr != 0 || p.Same || p.Difference.N != 100 {
		t.Errorf("none ended: %+v", p)
	}
	if p := c.At(5); p.Difference.Value != -1 || p.P != 0.25 || !math.IsNaN(p.Difference.Low) {
		t.Errorf("all three ended: %+v", p)
	}
	fell := livesOf(slices.Repeat([]float64{5}, 100)...)
	p = stats.PairedKaplanMeier(livesOf(many...), fell, 9, 0.95).At(5)
	if p.Difference.Value != -1 || p.P > 1e-20 || p.Difference.Low != -1 || p.Difference.High > -0.94 || p.Difference.High <= -1 {
		t.Errorf("all hundred ended: %+v", p)
	}
}

// someArms generates lives of two arms on days 0 to 30, some without one.
var someArms = rapid.Custom(func(t *rapid.T) [2][]stats.Life {
	var arms [2][]stats.Life
	for range rapid.IntRange(0, 30).Draw(t, "runs") {
		for i := range arms {
			watch := rapid.IntRange(0, 30).Draw(t, "watch")
			l := stats.Life{Days: float64(rapid.IntRange(0, watch).Draw(t, "days")), Watch: float64(watch)}
			l.Ended = rapid.Bool().Draw(t, "ended")
			if rapid.IntRange(0, 4).Draw(t, "none") == 0 {
				l = noLife
			}
			arms[i] = append(arms[i], l)
		}
	}
	return arms
})

// The arms are those of KaplanMeier, to the bit; arms that change places mirror
// the result; limits and p agree; and an arm against itself gives exactly 0.
func TestPairedCurvesShape(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		arms := someArms.Draw(t, "arms")
		level := rapid.Float64Range(0.5, 0.99).Draw(t, "level")
		day := rapid.IntRange(1, 25).Draw(t, "day")
		c, d := stats.PairedKaplanMeier(arms[0], arms[1], 25, level), stats.PairedKaplanMeier(arms[1], arms[0], 25, level)
		itself := stats.PairedKaplanMeier(arms[0], slices.Clone(arms[0]), 25, level)
		table := stats.NewLives(25, 1)
		for _, l := range arms[0] {
			if !math.IsNaN(l.Watch) && l.Ended {
				table.Add(l.Days, l.Watch, 0)
			} else if !math.IsNaN(l.Watch) {
				table.Add(l.Days, l.Watch, -1)
			}
		}
		curve := stats.KaplanMeier(table, level)
		for i, p := range []stats.Paired{c.At(day), c.RestrictedMean(day)} {
			want := []stats.Estimate{curve.At(day), curve.RestrictedMean(day)}[i]
			q := []stats.Paired{d.At(day), d.RestrictedMean(day)}[i]
			if !same(p.A, want) || !same(p.A, q.B) || !same(p.B, q.A) {
				t.Fatalf("arms: %+v, mirrored %+v, want A %+v", p, q, want)
			}
			ordered(t, "difference", p.Difference)
			mirrored := stats.Estimate{Value: -q.Difference.Value, Low: -q.Difference.High, High: -q.Difference.Low, N: q.Difference.N}
			if !same(p.Difference, mirrored) || p.P != q.P && !math.IsNaN(p.P) || p.P < 0 || p.P > 1 {
				t.Fatalf("%+v, mirrored %+v", p, q)
			}
			if beyond := p.Difference.Low > 0 || p.Difference.High < 0; beyond != (p.P < 1-level) && math.Abs(p.P-(1-level)) > 1e-9 {
				t.Fatalf("p is %v, and the limits are %v", p.P, p.Difference)
			}
			if p := []stats.Paired{itself.At(day), itself.RestrictedMean(day)}[i]; !exactlyZero(p) && !allUnknown(p) {
				t.Fatalf("against itself: %+v", p)
			}
		}
	})
}

// Without censoring: survival is a share and the restricted mean a mean, and
// they are compared as PairedRatio compares those.
func TestPairedCurvesUncensored(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		arms := someArms.Draw(t, "arms")
		day := rapid.IntRange(1, 30).Draw(t, "day")
		var share, mean [2]stats.Cases
		for i := range arms {
			for run, l := range arms[i] {
				stands, days, bottom := 0.0, 0.0, 0.0
				if !math.IsNaN(l.Watch) {
					arms[i][run].Watch, arms[i][run].Ended = 30, true
					bottom, days = 1, min(l.Days, float64(day))
					if l.Days > float64(day) {
						stands = 1
					}
				}
				share[i].Top, share[i].Bottom = append(share[i].Top, stands), append(share[i].Bottom, bottom)
				mean[i].Top, mean[i].Bottom = append(mean[i].Top, days), append(mean[i].Bottom, bottom)
			}
		}
		c := stats.PairedKaplanMeier(arms[0], arms[1], 30, 0.95)
		for i, got := range []stats.Paired{c.At(day), c.RestrictedMean(day)} {
			x := [][2]stats.Cases{share, mean}[i]
			want := stats.PairedRatio(x[0], x[1], 0.95)
			near(t, "difference", got.Difference.Value, want.Difference.Value, 1e-11)
			if want.Same {
				continue // though the lives may differ
			}
			near(t, "standard error", got.StdErr, want.StdErr, 1e-11)
			near(t, "correlation", got.Correlation, want.Correlation, 1e-9)
			if got.Equivalent != want.Equivalent {
				near(t, "equivalent", got.Equivalent, want.Equivalent, 1e-9*want.Equivalent)
			}
			if got.Difference.N != want.Difference.N {
				t.Fatalf("%+v, as a ratio %+v", got, want)
			}
		}
	})
}
