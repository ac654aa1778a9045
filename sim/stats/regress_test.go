package stats_test

import (
	"math"
	"strings"
	"testing"

	"backchannel/sim/stats"

	"pgregory.net/rapid"
)

// Longley's (1967) data, whose inputs are nearly collinear: the certified R² of
// the NIST Statistical Reference Datasets, and the coefficients and limits of R
// 4.2.2, lm of scaled columns.
func TestStandardizedLongley(t *testing.T) {
	x := [][]float64{
		{83.0, 234.289, 235.6, 159.0, 107.608, 1947},
		{88.5, 259.426, 232.5, 145.6, 108.632, 1948},
		{88.2, 258.054, 368.2, 161.6, 109.773, 1949},
		{89.5, 284.599, 335.1, 165.0, 110.929, 1950},
		{96.2, 328.975, 209.9, 309.9, 112.075, 1951},
		{98.1, 346.999, 193.2, 359.4, 113.270, 1952},
		{99.0, 365.385, 187.0, 354.7, 115.094, 1953},
		{100.0, 363.112, 357.8, 335.0, 116.219, 1954},
		{101.2, 397.469, 290.4, 304.8, 117.388, 1955},
		{104.6, 419.180, 282.2, 285.7, 118.734, 1956},
		{108.4, 442.769, 293.6, 279.8, 120.445, 1957},
		{110.8, 444.546, 468.1, 263.7, 121.950, 1958},
		{112.6, 482.704, 381.3, 255.2, 123.366, 1959},
		{114.2, 502.601, 393.1, 251.4, 125.368, 1960},
		{115.7, 518.173, 480.6, 257.2, 127.852, 1961},
		{116.9, 554.894, 400.7, 282.7, 130.081, 1962},
	}
	y := []float64{
		60.323, 61.122, 60.171, 61.187, 63.221, 63.639, 64.989, 63.761,
		66.019, 67.857, 68.169, 66.513, 68.655, 69.564, 69.331, 70.551,
	}
	r, err := stats.Standardized(x, y, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "R²", r.R2, 0.995479004577296, 1e-12)
	for j, want := range [][3]float64{
		{4.62820226709e-02, -0.5439736626014, 0.6365377079432},
		{-1.01374634871, -3.1579432413470, 1.1304505439179},
		{-0.537542577639, -0.8315174713528, -0.2435676839260},
		{-0.204740692344, -0.3007915083224, -0.1086898763661},
		{-0.101221113946, -1.1141691716925, 0.9117269438008},
		{2.47966438295, 1.0828654649422, 3.8764633009514},
	} {
		near(t, "coefficient", r.Coefficients[j].Value, want[0], 1e-10)
		near(t, "low", r.Coefficients[j].Low, want[1], 1e-8)
		near(t, "high", r.Coefficients[j].High, want[2], 1e-8)
	}
}

// Brownlee's (1965) stack loss, with many ties, on ranks: R 4.2.2, lm of scaled
// ranks.
func TestRankStandardizedStackLoss(t *testing.T) {
	data := [][4]float64{
		{80, 27, 89, 42},
		{80, 27, 88, 37},
		{75, 25, 90, 37},
		{62, 24, 87, 28},
		{62, 22, 87, 18},
		{62, 23, 87, 18},
		{62, 24, 93, 19},
		{62, 24, 93, 20},
		{58, 23, 87, 15},
		{58, 18, 80, 14},
		{58, 18, 89, 14},
		{58, 17, 88, 13},
		{58, 18, 82, 11},
		{58, 19, 93, 12},
		{50, 18, 89, 8},
		{50, 18, 86, 7},
		{50, 19, 72, 8},
		{50, 19, 79, 8},
		{50, 20, 80, 9},
		{56, 20, 82, 15},
		{70, 20, 91, 15},
	}
	var x [][]float64
	var y []float64
	for _, row := range data {
		x, y = append(x, row[:3]), append(y, row[3])
	}
	r, err := stats.RankStandardized(x, y, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "R²", r.R2, 0.912435480464, 1e-11)
	for j, want := range [][3]float64{
		{0.650693765984, 0.3880753369, 0.9133121951},
		{0.382948347070, 0.1574852942, 0.6084113999},
		{-0.0225614418794, -0.2131490801, 0.1680261964},
	} {
		near(t, "coefficient", r.Coefficients[j].Value, want[0], 1e-10)
		near(t, "low", r.Coefficients[j].Low, want[1], 1e-9)
		near(t, "high", r.Coefficients[j].High, want[2], 1e-9)
	}
}

// Neither units nor zero points matter; on ranks, no rising change of scale does.
func TestStandardizedTransforms(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(6, 40).Draw(t, "n")
		number := rapid.Map(rapid.IntRange(-400, 400), func(i int) float64 { return float64(i) / 64 }) // exact in all that follows, so ties stay ties
		x, moved, bent := make([][]float64, n), make([][]float64, n), make([][]float64, n)
		y, up := make([]float64, n), make([]float64, n)
		for i := range n {
			a, b := number.Draw(t, "a"), number.Draw(t, "b")
			x[i], moved[i], bent[i] = []float64{a, b}, []float64{7 - 2*a, 100 + b}, []float64{math.Exp(a), 3*b - 2}
			y[i] = a*b + number.Draw(t, "y")
			up[i] = 10*y[i] + 3
		}
		plain, err := stats.Standardized(x, y, 0.9)
		again, err2 := stats.Standardized(moved, up, 0.9)
		if (err == nil) != (err2 == nil) {
			t.Fatalf("%v, and %v", err, err2)
		}
		if err != nil || math.IsNaN(plain.R2) {
			return // an input or the value is the same everywhere
		}
		near(t, "R²", again.R2, plain.R2, 1e-6)
		near(t, "turned", again.Coefficients[0].Value, -plain.Coefficients[0].Value, 1e-6)
		near(t, "moved", again.Coefficients[1].Value, plain.Coefficients[1].Value, 1e-6)
		ordered(t, "coefficient", plain.Coefficients[0])
		if plain.R2 < -1e-9 || plain.R2 > 1+1e-9 {
			t.Fatalf("R² %v", plain.R2)
		}
		ranked, err := stats.RankStandardized(x, y, 0.9)
		rebent, err2 := stats.RankStandardized(bent, up, 0.9)
		if (err == nil) != (err2 == nil) || err == nil && (!same(ranked.Coefficients[0], rebent.Coefficients[0]) || ranked.R2 != rebent.R2) {
			t.Fatalf("%+v, %v, and %+v, %v", ranked, err, rebent, err2)
		}
	})
}

func TestStandardizedEdges(t *testing.T) {
	x := [][]float64{{1, 2}, {2, 3}, {3, 5}, {4, 1}, {5, 7}}
	y := []float64{1, 2, 3, 4, 5}
	flat, err := stats.Standardized(x, make([]float64, 5), 0.95)
	if err != nil || !math.IsNaN(flat.R2) || !math.IsNaN(flat.Coefficients[1].Value) || len(flat.Coefficients) != 2 {
		t.Errorf("of a constant value: %+v, %v", flat, err)
	}
	for want, points := range map[string][][]float64{
		"needs 4 points or more, and there are 3": x[:3],
		"input 2 is 2 at all points":              {{1, 2}, {2, 2}, {3, 2}, {4, 2}, {7, 2}},
		"depend linearly on each other":           {{1, 2}, {2, 4}, {3, 6}, {4, 8}, {7, 14}},
	} {
		if _, err := stats.Standardized(points, y[:len(points)], 0.95); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", want, err)
		}
	}
	panics(t, "lengths", "4 values on 5", func() { _, _ = stats.Standardized(x, y[:4], 0.95) })
	panics(t, "inputs", "point 1 has 1", func() { _, _ = stats.Standardized([][]float64{{1, 2}, {1}}, y[:2], 0.95) })
	panics(t, "NaN", "NaN", func() { _, _ = stats.RankStandardized([][]float64{{math.NaN()}}, y[:1], 0.95) })
}
