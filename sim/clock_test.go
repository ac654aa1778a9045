package sim

import (
	"fmt"
	"math"
	"slices"
	"testing"
)

// accepted plays a clock for days and returns the candidates marked below rate.
func accepted(c *clock, seed, run uint64, rate, days float64) []candidate {
	c.reset(seed, run)
	var got []candidate
	for {
		x, ok := c.before(days)
		if !ok {
			return got
		}
		if x.mark < rate {
			got = append(got, x)
		}
	}
}

// TestClockIsPoisson: accepted candidates are Poisson in number and uniform in
// time, at rates inside, at the edge of and across layers. False alarms: alpha
// over all rates.
func TestClockIsPoisson(t *testing.T) {
	const runs, days = 2000, 200.0
	rates := []float64{0.5 / DaysPerYear, firstLayer, 1.5 * firstLayer, 2 * firstLayer, 30 / DaysPerYear, 0.3}
	for _, rate := range rates {
		for _, slack := range []float64{1, 3} {
			c := newClock("x", "test", slack*rate)
			counts := make([]int, runs)
			var times []float64
			for r := range counts {
				got := accepted(&c, 5, uint64(r), rate, days)
				counts[r] = len(got)
				for _, x := range got {
					times = append(times, x.at/days)
				}
				if !slices.IsSortedFunc(got, func(a, b candidate) int { return cmpFloat(a.at, b.at) }) {
					t.Fatal("candidates out of order")
				}
			}
			label := fmt.Sprintf("rate %.4g of %.4g a day", rate, slack*rate)
			plausible(t, label+", counts", poissonP(counts, rate*days), 4*len(rates))
			plausible(t, label+", times", followsP(times, func(v float64) float64 { return v }), 4*len(rates))
		}
	}
}

func cmpFloat(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// TestClockCouples: the events at a lower rate are among those at a higher
// one, with the same keys, whatever the bounds of the two clocks. Exact.
func TestClockCouples(t *testing.T) {
	rates := []float64{0.001, firstLayer, 0.02, 0.05, 0.3, 1}
	for run := range uint64(20) {
		var lower []candidate
		for _, rate := range rates {
			c := newClock("x", "test", rate)
			higher := accepted(&c, 1, run, rate, 300)
			for _, x := range lower {
				if !slices.Contains(higher, x) {
					t.Fatalf("run %d: event %+v is lost at the higher rate %v", run, x, rate)
				}
			}
			if len(higher) < len(lower) {
				t.Fatalf("run %d: fewer events at the higher rate %v", run, rate)
			}
			lower = higher
		}
	}
}

// TestClockCannotRing: a bound of 0, as of an infinite interval, gives no
// candidates; neither does a clock that was never made.
func TestClockCannotRing(t *testing.T) {
	for _, c := range []clock{newClock("x", "test", 1/math.Inf(1)), {}} {
		c.reset(1, 1)
		if got, ok := c.before(math.MaxFloat64); ok {
			t.Errorf("it rang: %+v", got)
		}
	}
}

// TestCandidatesMayBeCutAnywhere: the candidates do not depend on where the
// ticks fall. Exact.
func TestCandidatesMayBeCutAnywhere(t *testing.T) {
	a := agenda{clock: newClock("x", "test", 0.2), calendar: newCalendar("x", "dates", []float64{3, 3.5, 40})}
	take := func(step float64) (all []candidate) {
		a.reset(1, 1)
		for until := step; until <= 120; until += step {
			for {
				c, ok := a.before(until)
				if !ok {
					break
				}
				all = append(all, c)
			}
		}
		return all
	}
	want := take(120)
	if len(want) < 10 {
		t.Fatalf("only %d candidates", len(want))
	}
	for _, step := range []float64{0.25, 1, 8} {
		if got := take(step); !slices.Equal(got, want) {
			t.Errorf("with steps of %v days: %v, want %v", step, got, want)
		}
	}
	if !slices.IsSortedFunc(want, func(a, b candidate) int { return cmpFloat(a.at, b.at) }) {
		t.Error("clock and calendar are not merged in order of time")
	}
}

// TestCalendarKeepsKeys: adding a date keeps the luck of the others. Exact.
func TestCalendarKeepsKeys(t *testing.T) {
	keys := func(days ...float64) map[float64]uint64 {
		c := newCalendar("talk", "meeting dates", days)
		c.reset(1, 7)
		got := map[float64]uint64{}
		for {
			x, ok := c.before(1000)
			if !ok {
				return got
			}
			if !x.dated {
				t.Error("a date is not marked as one")
			}
			got[x.at] = x.key
		}
	}
	few, many := keys(10, 200), keys(5, 10, 11, 200)
	if len(few) != 2 || len(many) != 4 {
		t.Fatalf("dates lost: %v %v", few, many)
	}
	for day, key := range few {
		if many[day] != key {
			t.Errorf("day %v has another key once dates are added", day)
		}
	}
	if many[10] == many[11] {
		t.Error("two dates share their luck")
	}
}
