package study

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"backchannel/scenarios"
	"backchannel/sim/stats"
)

// sameEverywhere is a sweep of two settings at so many points, each with its own
// figure at all of them and in every run.
func sameEverywhere(unit string, points, runs int, first, second float64) (*Swept, *Replicates) {
	s := &Swept{Runs: runs, Metrics: []SweptMetric{{Name: "m", Unit: unit}, {Name: "other", Unit: unit}}, Factors: []scenarios.Factor{
		{Input: scenarios.Input{Path: "lever", Role: scenarios.Lever}}, {Input: scenarios.Input{Path: "unknown", Role: scenarios.Uncertainty}},
	}}
	noise := NewReplicates(2*points, runs)
	for u := range points {
		for l, y := range []float64{first, second} {
			for run := range runs {
				noise.Add(len(s.Points), run, y)
			}
			f := Figure{Estimate: stats.Estimate{Value: y, Low: y, High: y, N: runs}}
			s.Points = append(s.Points, SweptPoint{Values: []float64{float64(l), float64(u)}, Runs: runs, Figures: []Figure{f, f}})
		}
	}
	return s, noise
}

// That none was seen in 16 points of 20 runs does not say that there is none: limits
// are Wilson's of the 16 points, and with fewer runs than points those of the runs.
func TestRobustOfNoneAndAll(t *testing.T) {
	for _, c := range []struct{ points, runs, units int }{{16, 20, 16}, {16, 4, 4}} {
		none, all := stats.Wilson(0, c.units, stats.Level95), stats.Wilson(c.units, c.units, stats.Level95)
		s, noise := sameEverywhere(aShare, c.points, c.runs, 0, 0)
		r, err := Choose(s, RobustConfig{Metric: "m", Noise: noise, Level: stats.Level95})
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range r.Settings {
			for i, e := range []stats.Estimate{x.Expected, x.Worst, x.MeanRegret} {
				if e.Value != 0 || e.Low != 0 || !(math.Abs(e.High-none.High) < 1e-12) {
					t.Errorf("%+v, measure %d: %+v, want up to %v", c, i, e, none.High)
				}
			}
			if x.MaxRegret.Value != 0 || x.MaxRegret.Low != 0 || !(x.MaxRegret.High >= none.High) {
				t.Errorf("greatest regret %+v", x.MaxRegret)
			}
		}
		s, noise = sameEverywhere(aShare, c.points, c.runs, 0, 1)
		if r, err = Choose(s, RobustConfig{Metric: "m", Noise: noise, Level: stats.Level95}); err != nil {
			t.Fatal(err)
		}
		for i, e := range []stats.Estimate{r.Settings[1].Expected, r.Settings[1].Worst, r.Settings[0].MeanRegret} {
			if e.Value != 1 || e.High != 1 || !(math.Abs(e.Low-all.Low) < 1e-12) {
				t.Errorf("%+v, measure %d: %+v, want from %v", c, i, e, all.Low)
			}
		}
	}
}

// Of counts that are all 0 nothing can be said of how far they might go.
func TestRobustOfCountsWithoutSpread(t *testing.T) {
	s, noise := sameEverywhere("number", 16, 20, 0, 0)
	r, err := Choose(s, RobustConfig{Metric: "m", Noise: noise, Level: stats.Level95, Less: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range r.Settings {
		for i, e := range []stats.Estimate{x.Expected, x.Worst, x.MeanRegret, x.MaxRegret} {
			if e.Value != 0 || !math.IsNaN(e.Low) || !math.IsNaN(e.High) {
				t.Errorf("measure %d: %+v", i, e)
			}
		}
	}
}

// A figure between 0 and 1 without spread has the limits of a proportion.
func TestSpreadOutIsWilson(t *testing.T) {
	for k := 0; k <= 16; k++ {
		v := float64(k) / 16
		got, want := spreadOut(stats.Estimate{Value: v, Low: v, High: v}, aShare, 16, stats.Level95), stats.Wilson(k, 16, stats.Level95)
		if !(math.Abs(got.Low-want.Low) < 1e-9 && math.Abs(got.High-want.High) < 1e-9) {
			t.Errorf("%d of 16: %+v, want %+v", k, got, want)
		}
	}
}

// Whatever the figures, the worst tenth is no better than the mean and the greatest
// regret no less than the mean regret, and estimates lie within their limits.
func TestRobustKeepsOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		points, runs, less := rapid.IntRange(2, 6).Draw(t, "points"), rapid.IntRange(2, 5).Draw(t, "runs"), rapid.Bool().Draw(t, "less")
		s, _ := sameEverywhere(aShare, points, runs, 0, 0)
		noise := NewReplicates(2*points, runs)
		for p := range s.Points {
			for run := range runs {
				noise.Add(p, run, float64(rapid.IntRange(0, 1).Draw(t, "yes")))
			}
		}
		r, err := Choose(s, RobustConfig{Metric: "m", Noise: noise, Level: stats.Level95, Less: less})
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range r.Settings {
			worse, better := x.Worst, x.Expected
			if less {
				worse, better = mirrored(worse), mirrored(better)
			}
			for _, pair := range [][2]stats.Estimate{{worse, better}, {x.MeanRegret, x.MaxRegret}} {
				if a, b := pair[0], pair[1]; a.Value > b.Value || a.Low > b.Low || a.High > b.High {
					t.Fatalf("less %v: %+v above %+v", less, a, b)
				}
			}
			for _, e := range []stats.Estimate{x.Expected, x.Worst, x.MeanRegret, x.MaxRegret} {
				if !(e.Low <= e.Value && e.Value <= e.High && e.High-e.Low > noSpread) {
					t.Fatalf("%+v", e)
				}
			}
		}
	})
}

// Where several metrics are judged, no sentence is the same for two of them.
func TestRobustWordsNameTheMetric(t *testing.T) {
	for _, second := range []float64{0, 1} {
		s, noise := sameEverywhere(aShare, 16, 20, 0, second)
		sum := &SweepSummary{Level: stats.Level95, Design: DesignGrid}
		if err := sum.Judge(s, func(int) (*Replicates, error) { return noise, nil }, JudgeConfig{}); err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for _, sentence := range sum.InWords {
			if seen[sentence] || !strings.Contains(sentence, " in m") && !strings.Contains(sentence, " in other") && !strings.Contains(sentence, " of m.") && !strings.Contains(sentence, " of other.") {
				t.Errorf("twice, or of no metric: %s", sentence)
			}
			seen[sentence] = true
		}
		if len(sum.Robust) != 2 || len(seen) < 4 {
			t.Errorf("%q", sum.InWords)
		}
	}
}

// What is not judged is said, with the reason.
func TestUnjudged(t *testing.T) {
	factors := func(levers, unknown int) (list []scenarios.Factor) {
		for range levers {
			list = append(list, scenarios.Factor{Input: scenarios.Input{Role: scenarios.Lever}})
		}
		for range unknown {
			list = append(list, scenarios.Factor{Input: scenarios.Input{Role: scenarios.Uncertainty}})
		}
		return list
	}
	for _, c := range []struct {
		design                        Design
		points, runs, levers, unknown int
		unit, want                    string
	}{
		{DesignSobol, 16, 20, 0, 2, aShare, "16 points are too few"},
		{DesignLatin, 64, 20, 0, 2, aShare, ""},
		{DesignLatin, 64, 20, 0, 2, "number", "no metric is a share"},
		{DesignGrid, 64, 20, 0, 3, aShare, ""},
		{DesignGrid, 81, 20, 0, 4, aShare, "backchannel discover looks"},
		{DesignGrid, 16, 20, 0, 4, aShare, "16 points are too few"},
		{DesignList, 64, 20, 0, 2, aShare, "backchannel discover looks"},
		{DesignOneAtATime, 64, 20, 0, 5, aShare, ""},
		{DesignGrid, 4, 20, 2, 0, aShare, "Nothing is uncertain"},
		{DesignGrid, 4, 1, 1, 1, aShare, "2 or more runs"},
		{DesignGrid, 4, 20, 1, 1, aShare, ""},
	} {
		s := &Swept{Runs: c.runs, Factors: factors(c.levers, c.unknown), Points: make([]SweptPoint, c.points), Metrics: []SweptMetric{{Unit: c.unit}}}
		got := strings.Join(s.Unjudged(c.design), " ")
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%+v: %q", c, got)
		}
	}
}
