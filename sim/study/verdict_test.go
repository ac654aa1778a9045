package study

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"backchannel/scenarios"
	"backchannel/sim/stats"
)

func TestVerdicts(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		expect           string
		low, high, least float64
		want             Verdict
	}{
		{scenarios.ExpectMore, 0.1, 0.3, 0.05, Supported},
		{scenarios.ExpectMore, 0.01, 0.3, 0.05, Supported},     // it may be small, but it is there
		{scenarios.ExpectMore, 0.01, 0.04, 0.05, NotSupported}, // surely there, surely too small
		{scenarios.ExpectMore, -0.01, 0.3, 0.05, CannotTell},
		{scenarios.ExpectMore, -0.3, -0.1, 0.05, Reversed},
		{scenarios.ExpectMore, 0, 0, 0, NotSupported}, // exactly none
		{scenarios.ExpectLess, -0.3, -0.1, 0.05, Supported},
		{scenarios.ExpectLess, 0.1, 0.3, 0.05, Reversed},
		{scenarios.ExpectAlike, -0.01, 0.04, 0.05, Supported},
		{scenarios.ExpectAlike, -0.01, 0.06, 0.05, CannotTell},
		{scenarios.ExpectAlike, 0.06, 0.07, 0.05, NotSupported},
		{scenarios.ExpectNotMore, -0.9, 0.04, 0.05, Supported},
		{scenarios.ExpectNotMore, -0.9, 0.06, 0.05, CannotTell},
		{scenarios.ExpectNotMore, 0.06, 0.07, 0.05, Reversed},
		{scenarios.ExpectNotLess, -0.04, 0.9, 0.05, Supported},
		{scenarios.ExpectNotLess, -0.07, -0.06, 0.05, Reversed},
		{scenarios.ExpectMore, nan, 0.2, 0.05, CannotTell},
	} {
		if got := verdictOf(c.expect, stats.Estimate{Low: c.low, High: c.high}, c.least); got != c.want {
			t.Errorf("%s, %v to %v, least %v: %s, want %s", c.expect, c.low, c.high, c.least, got, c.want)
		}
	}
	if got := worst([]Verdict{Supported, Reversed, CannotTell}); got != Reversed {
		t.Errorf("worst: %s", got)
	}
}

// TestMoreIsLessTurnedRound holds that the verdict on a claim is that on its
// mirror, and that what is supported is never reversed by a narrower interval.
func TestMoreIsLessTurnedRound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		low := rapid.Float64Range(-1, 1).Draw(t, "low")
		high := low + rapid.Float64Range(0, 1).Draw(t, "width")
		least := rapid.Float64Range(0, 0.5).Draw(t, "least")
		mirror := stats.Estimate{Low: -high, High: -low}
		e := stats.Estimate{Low: low, High: high}
		for a, b := range map[string]string{
			scenarios.ExpectMore: scenarios.ExpectLess, scenarios.ExpectNotMore: scenarios.ExpectNotLess, scenarios.ExpectAlike: scenarios.ExpectAlike,
		} {
			x, y := verdictOf(a, e, least), verdictOf(b, mirror, least)
			if x != y {
				t.Fatalf("%s: %s, mirrored %s", a, x, y)
			}
			mid := (low + high) / 2
			if inner := verdictOf(a, stats.Estimate{Low: mid, High: mid}, least); x == Supported && inner == Reversed || x == Reversed && inner == Supported {
				t.Fatalf("%s: %s, and its middle %s", a, x, inner)
			}
		}
	})
}
