package stats_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"backchannel/sim/stats"

	"pgregory.net/rapid"
)

// signed is the life table of times of one cause, those of censored lives
// being negative.
func signed(horizon int, times ...float64) *stats.Lives {
	l := stats.NewLives(horizon, 1)
	for _, x := range times {
		if x < 0 {
			l.Add(-x, -x, -1)
		} else {
			l.Add(x, math.Inf(1), 0)
		}
	}
	return l
}

// placebo are the weeks of remission of the children not given
// 6-mercaptopurine, from the table that remissions has.
func placebo() *stats.Lives {
	return signed(40, 1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23)
}

// Chi-squared of 16.79 as textbooks print it for these data (Kleinbaum & Klein,
// Survival Analysis, chapter 2). All digits: survdiff of R's survival package 3.5-3.
func TestLogRankRemissions(t *testing.T) {
	got := stats.LogRank(remissions(), placebo())
	near(t, "textbook", got.ChiSquare, 16.79, 0.005)
	near(t, "chi-squared", got.ChiSquare, 16.79294099, 1e-8)
	near(t, "p", got.P, 4.168809109e-05, 1e-13)
	near(t, "expected", got.Expected[0], 19.25050095, 1e-8)
	near(t, "expected", got.Expected[1], 10.74949905, 1e-8)
	if got.Freedom != 1 || !slices.Equal(got.Observed, []int{9, 21}) {
		t.Errorf("%d degrees of freedom, observed %d", got.Freedom, got.Observed)
	}
}

// Weeks in remission with and without maintenance chemotherapy: Miller (1981),
// Survival Analysis; data set aml of R's survival package, whose survdiff
// prints 3.4 on 1 degree of freedom, p = 0.07. A third group of early
// censorings changes nothing, as in the tests of that package.
func TestLogRankMaintenance(t *testing.T) {
	maintained := signed(161, 9, 13, -13, 18, 23, -28, 31, 34, -45, 48, -161)
	not := signed(161, 5, 5, 8, 8, 12, -16, 23, 27, 30, 33, 43, 45)
	early := signed(161, -1, -2, -2, -3, -3, -3, -4)
	for _, got := range []stats.LogRankTest{
		stats.LogRank(maintained, not), stats.LogRank(early, maintained, not), stats.LogRank(not, early, maintained),
	} {
		near(t, "chi-squared", got.ChiSquare, 3.39638869898, 1e-9)
		near(t, "p", got.P, 0.06533932204, 1e-9)
		if got.Freedom != 1 {
			t.Errorf("%d degrees of freedom", got.Freedom)
		}
	}
}

// The Veterans' Administration lung cancer trial by type of cell: Kalbfleisch &
// Prentice (1980), data set veteran of R's survival package, whose survdiff
// prints 25.4 on 3 degrees of freedom, p = 1e-05.
func TestLogRankVeterans(t *testing.T) {
	got := stats.LogRank(
		signed(999, 72, 411, 228, 126, 118, 10, 82, 110, 314, -100, 42, 8, 144, -25, 11, 999, 112, -87, -231, 242, 991,
			111, 1, 587, 389, 33, 25, 357, 467, 201, 1, 30, 44, 283, 15), // squamous
		signed(999, 30, 384, 4, 54, 13, -123, -97, 153, 59, 117, 16, 151, 22, 56, 21, 18, 139, 20, 31, 52, 287, 18, 51,
			122, 27, 54, 7, 63, 392, 10, 25, -103, 21, 13, 87, 2, 20, 7, 24, 99, 8, 99, 61, 25, 95, 80, 51, 29), // small
		signed(999, 8, 92, 35, 117, 132, 12, 162, 3, 95, 24, 18, -83, 31, 51, 90, 52, 73, 8, 36, 48, 7, 140, 186, 84,
			19, 45, 80), // adeno
		signed(999, 177, 162, 216, 553, 278, 12, 260, 200, 156, -182, 143, 105, 103, 250, 100, 52, 164, 19, 53, 15, 43,
			340, 133, 111, 231, 378, 49), // large
	)
	near(t, "chi-squared", got.ChiSquare, 25.40370035, 1e-7)
	near(t, "p", got.P, 1.271245939e-05, 1e-12)
	for i, want := range []float64{47.65467767, 30.10207933, 15.69376461, 34.54947839} {
		near(t, "expected", got.Expected[i], want, 1e-7)
	}
	if got.Freedom != 3 || !slices.Equal(got.Observed, []int{31, 45, 26, 26}) {
		t.Errorf("%d degrees of freedom, observed %d", got.Freedom, got.Observed)
	}
}

func TestLogRankEdges(t *testing.T) {
	none := stats.NewLives(9, 1)
	for what, got := range map[string]stats.LogRankTest{
		"of no lives":         stats.LogRank(none, none),
		"of one group":        stats.LogRank(signed(9, 1, 2, 3), none),
		"where none ended":    stats.LogRank(signed(9, -9, -9), signed(9, -9)),
		"where all ended":     stats.LogRank(signed(9, 3, 3), signed(9, 3)),
		"of one life at risk": stats.LogRank(signed(9, 3), signed(9, -1)),
	} {
		if !math.IsNaN(got.P) || got.Freedom != 0 || got.ChiSquare != 0 {
			t.Errorf("%s: %v", what, got)
		}
	}
	got := stats.LogRank(signed(9, 1, 2, 3), signed(5, 1, 2, 3)) // horizons may differ
	if got.ChiSquare > 1e-12 || got.P < 1-1e-5 || got.Freedom != 1 {
		t.Errorf("of two alike: %v", got)
	}
	panics(t, "one table", "of 1 tables", func() { stats.LogRank(none) })
}

// The order of the groups does not matter, ends balance, and two groups alike
// in proportion show no difference.
func TestLogRankShape(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := someLives.Draw(t, "a"), someLives.Draw(t, "b"), someLives.Draw(t, "c")
		x, y, z := table(25, 3, a), table(25, 3, b), table(25, 3, c)
		one, other := stats.LogRank(x, y, z), stats.LogRank(z, x, y)
		near(t, "in another order", one.ChiSquare, other.ChiSquare, 1e-6*(1+one.ChiSquare))
		if one.Freedom != other.Freedom || one.ChiSquare < 0 || one.P < 0 || one.P > 1 {
			t.Fatalf("%v, in another order %v", one, other)
		}
		observed, expected := 0.0, 0.0
		for i := range 3 {
			observed += float64(one.Observed[i])
			expected += one.Expected[i]
		}
		near(t, "ends expected", expected, observed, 1e-9)
		near(t, "of one group doubled", stats.LogRank(x, table(25, 3, a, a)).ChiSquare, 0, 1e-9)
	})
}

// Where all groups survive alike, p falls below 0.05 in 5 % of samples. The
// chi-squared distribution is approximate: at this size to 0.006.
func TestLogRankLevel(t *testing.T) {
	long(t)
	rng := rand.New(rand.NewPCG(32, 1))
	two, three := 0, 0
	for range samples {
		var groups [3]*stats.Lives
		for i, n := range []int{60, 60, 90} {
			groups[i] = stats.NewLives(150, 1)
			for range n {
				if x, watch := 100*rng.ExpFloat64(), 50+100*rng.Float64(); x <= watch {
					groups[i].Add(x, watch, 0)
				} else {
					groups[i].Add(watch, watch, -1)
				}
			}
		}
		if stats.LogRank(groups[:2]...).P >= 0.05 {
			two++
		}
		if stats.LogRank(groups[:]...).P >= 0.05 {
			three++
		}
	}
	covers(t, "p of two groups", two, 0.95, 0.006)
	covers(t, "p of three groups", three, 0.95, 0.006)
}
