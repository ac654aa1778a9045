package plots

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"gonum.org/v1/plot/vg"
	"pgregory.net/rapid"
)

func TestPercent(t *testing.T) {
	for share, want := range map[float64]string{
		0: "0%", 1: "100%", 0.001: "<1%", 0.999: ">99%", 0.994: "99%", 0.345: "35%", 0.005: "1%", math.Inf(1): "n/a",
	} {
		if got := percent(share); got != want {
			t.Errorf("percent(%g) = %q, want %q", share, got, want)
		}
	}
	if got := withInterval(0.34, 0.29, math.NaN()); got != "34%" {
		t.Errorf("half an interval gives %q", got)
	}
	if got := withInterval(0.34, 0.29, 0.4); got != "34% (29 to 40%)" {
		t.Errorf("interval gives %q", got)
	}
	for x, want := range map[float64]string{0.2814: "0.281", -0.0004: "0.000", -0.0642: "−0.064", 1: "1.000", math.Inf(1): "n/a"} {
		if got := score(x); got != want {
			t.Errorf("score(%g) = %q, want %q", x, got, want)
		}
	}
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567", -1000: "−1,000"} {
		if got := count(n); got != want {
			t.Errorf("count(%d) = %q, want %q", n, got, want)
		}
	}
}

func labels(ticks []tick) string {
	var out []string
	for _, t := range ticks {
		out = append(out, strings.TrimSpace(strings.Join(t.label, " ")))
	}
	return strings.Join(out, "|")
}

// TestTicks: ticks stand at round days and at month starts.
func TestTicks(t *testing.T) {
	start := time.Date(2025, 2, 12, 17, 30, 59, 0, time.FixedZone("MSK", 3*3600))
	for _, tc := range []struct {
		got  []tick
		want string
	}{
		{dayTicks(1, 8), "0|1"},
		{dayTicks(7, 8), "0|1|2|3|4|5|6|7"},
		{dayTicks(90, 6), "0|15|30|45|60|75|90"},
		{dayTicks(365, 8), "0|60|120|180|240|300|360"},
		{dayTicks(365, 4), "0|90|180|270|360"},
		{dayTicks(3650, 5), "0|730|1,460|2,190|2,920|3,650"},
		{dateTicks(start, 10, 6), "12 Feb 2025|14 Feb|16 Feb|18 Feb|20 Feb|22 Feb"},
		{dateTicks(start, 180, 6), "Mar 2025|Apr|May|Jun|Jul|Aug"},
		{dateTicks(start, 365, 4), "Apr 2025|Jul|Oct|Jan 2026"},
		{dateTicks(start, 1500, 5), "2026|2027|2028|2029"},
	} {
		if got := labels(tc.got); got != tc.want {
			t.Errorf("ticks are %s, want %s", got, tc.want)
		}
	}
	// 1 March 2025 is 17 days after 12 February.
	if got := dateTicks(start, 180, 6)[0].at; got != 17 {
		t.Errorf("1 March stands at day %g, want 17", got)
	}
}

// TestTicksAlwaysFit: ticks ascend, lie on the axis and are at most n+1.
func TestTicksAlwaysFit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		most := rapid.Float64Range(1e-3, maxHorizon).Draw(t, "most")
		n := rapid.IntRange(1, 8).Draw(t, "n")
		start := time.Unix(rapid.Int64Range(-6e10, 2e11).Draw(t, "start"), 0)
		for _, ticks := range [][]tick{dayTicks(most, n), dateTicks(start, most, n)} {
			if len(ticks) == 0 || len(ticks) > n+1 {
				t.Fatalf("%d ticks over %g days, want 1 to %d", len(ticks), most, n+1)
			}
			for i, tk := range ticks {
				if tk.at < 0 || tk.at > most*(1+1e-9) || i > 0 && tk.at <= ticks[i-1].at {
					t.Fatalf("ticks over %g days stand at %v", most, ticks)
				}
			}
		}
	})
}

// TestSpread: boxes that fit keep their order and their gaps and stay between
// the bounds; boxes that need no room stay where they are.
func TestSpread(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		middles := rapid.SliceOfN(rapid.Float64Range(0, 100), 1, 4).Draw(t, "middles")
		slices.SortFunc(middles, func(a, b float64) int { return -int(math.Copysign(1, a-b)) })
		at := make([]vg.Length, len(middles))
		heights := make([]vg.Length, len(middles))
		for i := range middles {
			at[i], heights[i] = vg.Length(middles[i]), vg.Length(rapid.Float64Range(1, 20).Draw(t, "height"))
		}
		before := slices.Clone(at)
		const gap = 2
		apart := true
		for i := range at {
			low, high := before[i]-heights[i]/2, before[i]+heights[i]/2
			apart = apart && low >= 0 && high <= 100 && (i == 0 || before[i-1]-heights[i-1]/2-gap >= high)
		}
		spread(at, heights, gap, 0, 100)
		if apart && !slices.Equal(at, before) {
			t.Fatalf("boxes at %v were moved to %v without need", before, at)
		}
		const rounding = 1e-9
		for i := range at {
			if at[i]+heights[i]/2 > 100+rounding || at[i]-heights[i]/2 < -rounding {
				t.Fatalf("box %d of %v leaves 0 to 100", i, at)
			}
			if i > 0 && at[i-1]-heights[i-1]/2-gap < at[i]+heights[i]/2-rounding {
				t.Fatalf("boxes %d and %d of %v come too near", i-1, i, at)
			}
		}
	})
}
