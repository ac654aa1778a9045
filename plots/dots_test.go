package plots

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// TestDotsAreWhereTheyBelong: no dot is lost, and each stands within half a bin
// of its day.
func TestDotsAreWhereTheyBelong(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		horizon := rapid.Float64Range(1, 1e6).Draw(t, "horizon")
		on := rapid.SliceOfN(rapid.Float64Range(0, horizon), 1, 50).Draw(t, "days")
		length := rapid.Float64Range(0.5, 90).Draw(t, "length")
		stacks := dotStacks(on, horizon, length)
		if n := float64(len(stacks)); n > max(1, length) {
			t.Fatalf("%g dots side by side on a length of %g", n, length)
		}
		total := 0
		for _, n := range stacks {
			total += n
		}
		if total != len(on) {
			t.Fatalf("%d dots of %d", total, len(on))
		}
		width := horizon / float64(len(stacks))
		for _, day := range on {
			near := int(min(math.Floor(day/width), float64(len(stacks)-1)))
			off := math.Abs((float64(near)+0.5)*width - day)
			if stacks[near] == 0 && (near == 0 || stacks[near-1] == 0) || off > width/2*(1+1e-9) {
				t.Fatalf("day %g has no dot within half a bin of %g", day, width)
			}
		}
	})
}

// TestDotsCount: every outcome is on the axis or beyond it.
func TestDotsCount(t *testing.T) {
	chart := sampleDots(20, "To the first deal", "Life of the deal")
	for _, pn := range chart.Panels {
		on, beyond := pn.split()
		if len(on)+beyond != 20 {
			t.Errorf("%s: %d on the axis and %d beyond, want 20 together", pn.Name, len(on), beyond)
		}
	}
	// Of a life of mean 400 days, exp(-730/400) = 16 in 100 outlast 730 days:
	// of the quantiles at (i-0.5)/20 those from 0.875 on, which are three.
	if _, beyond := chart.Panels[1].split(); beyond != 3 {
		t.Errorf("%d dots beyond the axis, want 3", beyond)
	}
}

// TestScale: the grid lines of a scale span what they were asked to, evenly.
func TestScale(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		low := rapid.Float64Range(-1e6, 1e6).Draw(t, "low")
		high := low + rapid.Float64Range(1e-3, 1e6).Draw(t, "more")
		s := newScale(low, high, 4)
		at := s.at()
		slack := s.step * 1e-6
		if at[0] > low+slack || at[len(at)-1] < high-slack || len(at) < 2 || len(at) > 7 {
			t.Fatalf("lines at %v for %g to %g", at, low, high)
		}
	})
}
