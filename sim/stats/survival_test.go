package stats_test

import (
	"math"
	"slices"
	"testing"

	"backchannel/sim/stats"

	"pgregory.net/rapid"
)

// remissions are the weeks of remission of 21 children given 6-mercaptopurine,
// censored ones apart: Freireich et al. (1963), The effect of
// 6-mercaptopurine on the duration of steroid-induced remissions in acute
// leukemia, Blood 21, 699-716; table 1.1 of Cox & Oakes (1984), Analysis of
// Survival Data.
func remissions() *stats.Lives {
	l := stats.NewLives(40, 1)
	for _, week := range []float64{6, 6, 6, 7, 10, 13, 16, 22, 23} {
		l.Add(week, math.Inf(1), 0)
	}
	for _, week := range []float64{6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35} {
		l.Add(week, week, -1)
	}
	return l
}

// Survival and Greenwood's standard error as printed in textbooks (Klein &
// Moeschberger, Survival Analysis, table 4.1A); the log-log limits as
// statistical packages print them for these data.
func TestKaplanMeierRemissions(t *testing.T) {
	c := stats.KaplanMeier(remissions(), 0.95)
	for _, row := range []struct {
		week, atRisk, ended         int
		survival, stdErr, low, high float64
	}{
		{6, 21, 3, 0.857, 0.0764, 0.6197, 0.9516},
		{7, 17, 4, 0.807, 0.0869, 0.5631, 0.9228},
		{10, 15, 5, 0.753, 0.0963, 0.5032, 0.8894},
		{13, 12, 6, 0.690, 0.1068, 0.4316, 0.8491},
		{16, 11, 7, 0.627, 0.1141, 0.3675, 0.8049},
		{22, 7, 8, 0.538, 0.1282, 0.2678, 0.7468},
		{23, 6, 9, 0.448, 0.1346, 0.1881, 0.6801},
	} {
		e := c.At(row.week)
		near(t, "survival", e.Value, row.survival, 0.5001e-3)
		near(t, "standard error", c.StdErr(row.week), row.stdErr, 0.5001e-4)
		near(t, "low", e.Low, row.low, 0.5001e-4)
		near(t, "high", e.High, row.high, 0.5001e-4)
		if e.N != 21 || c.AtRisk(row.week) != row.atRisk || c.Ended(row.week) != row.ended {
			t.Errorf("week %d: n %d, at risk %d, ended %d", row.week, e.N, c.AtRisk(row.week), c.Ended(row.week))
		}
	}
	if c.At(24) != c.At(23) || c.At(35) != c.At(23) {
		t.Error("the curve moved after the last relapse")
	}
	if got := c.Censored(22); got != 7 {
		t.Errorf("%d censored by week 22, want 7", got)
	}
	if e := c.At(36); !math.IsNaN(e.Value) || !math.IsNaN(c.StdErr(36)) || e.N != 21 {
		t.Errorf("a week after the last child was seen: %v", e)
	}
	if e := c.Median(); e.Value != 23 || e.Low != 13 || !math.IsNaN(e.High) || e.N != 21 {
		t.Errorf("median: %v, want 23 from 13", e)
	}
}

// Quantiles of the remissions, read off the printed curve above: 0.75 is first
// passed in week 13 (0.690), 0.6 in week 22 (0.538), and 0.44 never.
func TestQuantilesOfRemissions(t *testing.T) {
	c := stats.KaplanMeier(remissions(), 0.95)
	for p, want := range map[float64]float64{0.1: 6, 0.25: 13, 0.4: 22, 0.5: 23, 0.55: 23, 0.56: math.NaN()} {
		if e := c.Quantile(p); e.Value != want && !(math.IsNaN(e.Value) && math.IsNaN(want)) || e.N != 21 {
			t.Errorf("quantile %v: %v, want %v", p, e, want)
		}
	}
	// The lower limit of survival is at most 0.75 by week 6, the upper by week 22.
	if e := c.Quantile(0.25); e.Low != 6 || e.High != 22 {
		t.Errorf("limits of the lower quartile: %v, want 6 and 22", e)
	}
}

// The product-limit estimate of the mean up to the last relapse is 17.909
// weeks; its standard error as statistical packages print it, 1.647, has the
// correction sqrt(d/(d-1)) of Kaplan & Meier (1958) for d = 9 relapses. R's
// survival package 3.5-3 (print of survfit, rmean = 23) has none and prints
// 17.909244 and 1.55319.
func TestRestrictedMeanRemissions(t *testing.T) {
	c := stats.KaplanMeier(remissions(), 0.95)
	e := c.RestrictedMean(23)
	near(t, "mean", e.Value, 17.909, 0.5e-3)
	half := 1.959963984540054 * 1.647 / math.Sqrt(9.0/8)
	near(t, "low", e.Low, 17.909-half, 2e-3)
	near(t, "high", e.High, 17.909+half, 2e-3)
	const z = 1.959963984540054
	near(t, "mean of R", e.Value, 17.909244, 0.5e-6)
	near(t, "standard error of R", (e.High-e.Value)/z, 1.55319, 0.5e-5)
	near(t, "standard error of R", (e.Value-e.Low)/z, 1.55319, 0.5e-5)
	if e := c.RestrictedMean(36); math.IsNaN(e.Value) {
		t.Error("no mean up to the close of the last week when a child was watched")
	}
	if e := c.RestrictedMean(37); !math.IsNaN(e.Value) {
		t.Errorf("mean up to a week when no child was watched: %v", e)
	}
	panics(t, "tau", "restricted to 0", func() { c.RestrictedMean(0) })
}

func TestKaplanMeierEdges(t *testing.T) {
	empty := stats.KaplanMeier(stats.NewLives(5, 1), 0.95)
	for _, e := range []stats.Estimate{empty.At(-1), empty.At(0), empty.At(9), empty.Median(), empty.RestrictedMean(2)} {
		if !math.IsNaN(e.Value) || !math.IsNaN(e.Low) || !math.IsNaN(e.High) || e.N != 0 {
			t.Errorf("of no lives: %v", e)
		}
	}
	stood := stats.NewLives(5, 1)
	for range 20 {
		stood.Add(5, 5, -1)
	}
	c := stats.KaplanMeier(stood, 0.95)
	low := stats.Wilson(20, 20, 0.95).Low
	if e := c.At(5); e.Value != 1 || e.Low != low || e.High != 1 {
		t.Errorf("all stood: %v, want a lower limit of %v", e, low)
	}
	if e := c.RestrictedMean(5); e.Value != 5 || e.Low != 5*low || e.High != 5 {
		t.Errorf("mean where all stood: %v", e)
	}
	if e := c.Median(); !math.IsNaN(e.Value) || !math.IsNaN(e.Low) || e.N != 20 {
		t.Errorf("median where all stood: %v", e)
	}
	fell := stats.NewLives(5, 1)
	for range 20 {
		fell.Add(2.5, 5, 0)
	}
	c = stats.KaplanMeier(fell, 0.95)
	high := stats.Wilson(0, 20, 0.95).High
	for _, day := range []int{3, 4, 5, 99} { // none is left to end later
		if e := c.At(day); e.Value != 0 || e.Low != 0 || e.High != high || c.StdErr(day) != 0 {
			t.Errorf("all fell: on day %d %v, want an upper limit of %v", day, e, high)
		}
	}
	if c.AtRisk(3) != 20 || c.AtRisk(4) != 0 || c.AtRisk(-1) != 20 || c.AtRisk(99) != 0 {
		t.Error("at risk: wrong where all fell on day 3")
	}
	if c.Ended(-1) != 0 || c.Ended(99) != 20 || c.Censored(99) != 0 {
		t.Error("ended: wrong where all fell on day 3")
	}
	if e := c.RestrictedMean(5); e.Value != 3 {
		t.Errorf("mean where all fell on day 3: %v", e)
	}
}

func TestKaplanMeierShape(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lives := someLives.Draw(t, "lives")
		c := stats.KaplanMeier(table(25, 3, lives), 0.95)
		before := c.At(-1)
		for day := range 26 {
			e := c.At(day)
			ordered(t, "survival", e)
			if e.Value > before.Value || e.Low < 0 || e.High > 1 {
				t.Fatalf("day %d: %v after %v", day, e, before)
			}
			if left := c.AtRisk(day) + c.Ended(day-1) + c.Censored(day-1); left != len(lives) {
				t.Fatalf("day %d: %d lives are accounted for, of %d", day, left, len(lives))
			}
			if c.AtRisk(day) > 0 && math.IsNaN(e.Value) {
				t.Fatalf("day %d: no survival with %d at risk", day, c.AtRisk(day))
			}
			before = e
		}
		ordered(t, "median", c.Median())
		ordered(t, "mean", c.RestrictedMean(10))
	})
}

// Without censoring, survival is the share that stands and Greenwood's
// variance is binomial; the restricted mean is the plain mean of the shortened
// lives, with the variance of divisor n.
func TestKaplanMeierUncensored(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		days := rapid.SliceOfN(rapid.IntRange(0, 30), 1, 60).Draw(t, "days")
		tau := rapid.IntRange(1, 30).Draw(t, "tau")
		l := stats.NewLives(30, 1)
		for _, d := range days {
			l.Add(float64(d), 30, 0)
		}
		c, n := stats.KaplanMeier(l, 0.95), float64(len(days))
		for day := range 31 {
			stand := 0.0
			for _, d := range days {
				if d > day {
					stand++
				}
			}
			near(t, "survival", c.At(day).Value, stand/n, 1e-12)
			near(t, "standard error", c.StdErr(day), math.Sqrt(stand/n*(1-stand/n)/n), 1e-9)
		}
		sorted := slices.Sorted(slices.Values(days))
		near(t, "median", c.Median().Value, float64(sorted[(len(days)+1)/2-1]), 0)
		mean, squares := 0.0, 0.0
		for _, d := range days {
			mean += float64(min(d, tau)) / n
		}
		for _, d := range days {
			squares += math.Pow(float64(min(d, tau))-mean, 2)
		}
		e := c.RestrictedMean(tau)
		near(t, "mean", e.Value, mean, 1e-9)
		if mean < float64(tau)-1e-9 { // else none ended before tau
			half := 1.959963984540054 * math.Sqrt(squares) / n
			near(t, "low", e.Low, max(mean-half, 0), 1e-6)
			near(t, "high", e.High, min(mean+half, float64(tau)), 1e-6)
		}
	})
}
