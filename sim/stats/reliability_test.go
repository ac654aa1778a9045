package stats_test

import (
	"cmp"
	"math"
	"slices"
	"testing"

	"backchannel/sim/stats"

	"pgregory.net/rapid"
)

// The isotonic fit is max over starts of min over ends of the mean between
// (Barlow, Bartholomew, Bremner & Brunk 1972), of which no pooling is a part.
func TestIsotonicMaxMin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		runs := someRuns.Draw(t, "runs")
		all := slices.Concat(runs...)
		slices.SortFunc(all, func(a, b stats.Forecast) int { return cmp.Compare(a.Probability, b.Probability) })
		mean := func(from, to int) float64 { // over whole groups of equal forecasts
			for from > 0 && all[from-1].Probability == all[from].Probability {
				from--
			}
			for to+1 < len(all) && all[to+1].Probability == all[to].Probability {
				to++
			}
			sum := 0.0
			for _, x := range all[from : to+1] {
				sum += outcome(x)
			}
			return sum / float64(to+1-from)
		}
		steps := collect(10, runs).Isotonic().Steps
		at, seen := 0, 0
		for i, x := range all {
			if i == seen+steps[at].N {
				seen += steps[at].N
				at++
			}
			greatest := math.Inf(-1)
			for from := range i + 1 {
				least := math.Inf(1)
				for to := i; to < len(all); to++ {
					least = min(least, mean(from, to))
				}
				greatest = max(greatest, least)
			}
			near(t, "fit", steps[at].Observed, greatest, 1e-12)
			if x.Probability < steps[at].From || x.Probability > steps[at].To {
				t.Fatalf("forecast %v is in the step from %v to %v", x.Probability, steps[at].From, steps[at].To)
			}
		}
	})
}

// The points of the diagram share out all forecasts, each in its bin, and have
// the interval of Share.
func TestReliabilityPoints(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		runs := someRuns.Draw(t, "runs")
		bins := rapid.IntRange(1, 20).Draw(t, "bins")
		f := collect(bins, runs)
		n, before := 0, -1.0
		for _, p := range f.Reliability(0.9) {
			var want stats.Share
			sum := 0.0
			for _, run := range runs {
				came, all := 0, 0
				for _, x := range run {
					// Of whole numbers, so that no rounding moves an edge.
					bin := min(int(math.Round(x.Probability*10_000))*bins/10_000, bins-1)
					if bin != int(math.Round(p.From*float64(bins))) {
						continue
					}
					all++
					sum += x.Probability
					came += int(outcome(x))
				}
				want.Add(came, all)
			}
			if !same(p.Observed, want.Estimate(0.9)) || p.Runs != want.Runs() {
				t.Fatalf("%+v, want %v of %d runs", p, want.Estimate(0.9), want.Runs())
			}
			near(t, "mean forecast", p.Forecast, sum/float64(p.Observed.N), 1e-12)
			near(t, "width", p.To-p.From, 1/float64(bins), 1e-12)
			if p.From <= before || p.Forecast < p.From-1e-12 || p.Forecast > p.To+1e-12 {
				t.Fatalf("%+v after a bin from %v", p, before)
			}
			n, before = n+p.Observed.N, p.From
		}
		if n != f.N() {
			t.Fatalf("the points have %d forecasts of %d", n, f.N())
		}
	})
}
