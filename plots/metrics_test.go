package plots

import (
	"math"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg/recorder"
	"pgregory.net/rapid"
)

func TestDecimal(t *testing.T) {
	for _, tc := range []struct {
		x      float64
		places int
		signed bool
		want   string
	}{
		{3.456, 1, true, "+3.5"},
		{-3.456, 1, true, "−3.5"},
		{3.456, 0, false, "3"},
		{-0.04, 1, true, "0.0"}, // no sign where nothing is left to have one
		{0, 0, true, "0"},
		{1234567.5, 1, true, "+1,234,567.5"},
		{-1234, 0, false, "−1,234"},
		{math.NaN(), 1, true, "n/a"},
		{math.Inf(-1), 1, true, "n/a"},
	} {
		if got := decimal(tc.x, tc.places, tc.signed); got != tc.want {
			t.Errorf("decimal(%g, %d, %t) = %q, want %q", tc.x, tc.places, tc.signed, got, tc.want)
		}
	}
	for x, want := range map[float64]int{0.025: 3, 0.25: 2, 2.5: 1, 25: 0, 2500: 0, 1e-9: 4} {
		if got := decimals(x, 2); got != want {
			t.Errorf("two figures of %g need %d decimals, want %d", x, got, want)
		}
	}
}

// TestWorth: an error has two figures, or one from .355 on, as in the examples of
// the Review of Particle Physics (Workman et al. 2022, section 5.3 of the
// introduction): 0.827 ± 0.119 is written 0.83 ± 0.12, and 0.827 ± 0.367 is
// 0.8 ± 0.4.
func TestWorth(t *testing.T) {
	for size, want := range map[float64]int{0.119: 2, 0.367: 1, 0.354: 2, 0.0467: 2, 2.5: 1, 4.4: 0, 13: 0, 1300: 0, 1e-9: 4} {
		if got := worth(size); got != want {
			t.Errorf("an error of %g is worth %d decimals, want %d", size, got, want)
		}
	}
}

// TestShortNamesStayApart: names that are cut lose what they begin with alike,
// so that they can still be told apart.
func TestShortNamesStayApart(t *testing.T) {
	c, err := newCanvas(&recorder.Canvas{})
	if err != nil {
		t.Fatal(err)
	}
	p, st := &page{canvas: c}, textStyle{size: 10}
	width := c.width(st, "us-russia-2025-envoys-")
	for _, tc := range []struct{ names, want []string }{
		{[]string{"hybrid", "envoys"}, []string{"hybrid", "envoys"}},
		{
			[]string{"us-russia-2025", "us-russia-2025-envoys-only", "us-russia-2025-professionals"},
			[]string{"us-russia-2025", "…envoys-only", "…professionals"},
		},
		{[]string{"hybrid", "us-russia-2025-envoys-only"}, []string{"hybrid", "us-russia-2025-envo…"}},
		{[]string{"", "a b"}, []string{"unnamed", "a b"}},
	} {
		if got := p.shorten(st, tc.names, width); !slices.Equal(got, tc.want) {
			t.Errorf("%q are shortened to %q, want %q", tc.names, got, tc.want)
		}
	}
	for _, tc := range []struct {
		names []string
		want  string
	}{
		{[]string{"a-b-c", "a-b-d"}, "a-b-"},
		{[]string{"abc", "abd"}, ""},
		{[]string{"a-b", "a-b"}, "a-"},
		{[]string{"a-", "a-b"}, ""},
		{[]string{"a-b"}, ""},
		{nil, ""},
	} {
		if got := commonStart(tc.names); got != tc.want {
			t.Errorf("%q begin with %q, want %q", tc.names, got, tc.want)
		}
	}
}

// TestClear: a difference is clear where its interval leaves out 0 and no
// correction speaks against it.
func TestClear(t *testing.T) {
	nan := math.NaN()
	for _, tc := range []struct {
		x    Interval
		want bool
	}{
		{Interval{Value: 2, Low: 1, High: 3}, true},
		{Interval{Value: -2, Low: -3, High: -1}, true},
		{Interval{Value: 2, Low: 1, High: 3, Unclear: true}, false},
		{Interval{Value: 2, Low: -1, High: 3}, false},
		{Interval{Value: 2, Low: 0, High: 3}, false},
		{Interval{}, false},
		{Interval{Value: 2, Low: nan, High: nan}, false},
	} {
		if got := tc.x.clear(); got != tc.want {
			t.Errorf("%+v is clear: %t, want %t", tc.x, got, tc.want)
		}
	}
}

// TestForestMarksDoubt: each difference that may be chance, and no other, has a
// "~" on its line.
func TestForestMarksDoubt(t *testing.T) {
	chart := sampleForest(armNames(2)...)
	chart.Groups[0].Rows[1].Values[0].Unclear = true
	chart.Groups[1].Rows[0].Values[1] = Interval{Value: 1, Low: -1, High: 3}
	want := 0
	for _, g := range chart.Groups {
		for _, row := range g.Rows {
			for _, x := range row.Values {
				if !x.clear() {
					want++
				}
			}
		}
	}
	for _, size := range allSizes {
		d := drawIn(chart, size, Light)
		if d.err != nil {
			t.Fatal(d.err)
		}
		got := 0
		for _, box := range d.boxes {
			if box.text == doubt {
				got++
			}
		}
		if got != want || want != 2 {
			t.Errorf("%v: %d lines have a %s, want %d", size, got, doubt, want)
		}
	}
	if got := strings.Count(chart.Alt(), "which may be chance"); got != want {
		t.Errorf("the alt text doubts %d differences, want %d", got, want)
	}
}

// TestForestZerosAlign: the axes of a forest plot have their 0 at one place.
func TestForestZerosAlign(t *testing.T) {
	for _, size := range allSizes {
		d := drawIn(sampleForest(armNames(1)...), size, Light)
		if d.err != nil {
			t.Fatal(d.err)
		}
		var at []float64
		for _, box := range d.boxes {
			if box.text == "0" {
				at = append(at, float64(box.Min.X+box.Max.X)/2)
			}
		}
		if len(at) != 3 || slices.Max(at)-slices.Min(at) > 1e-6 {
			t.Errorf("%v: zeros stand at %v, want three at one place", size, at)
		}
	}
}

// TestRowScales: an axis holds all of its numbers, and of a forest plot the 0.
func TestRowScales(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := &rows{zero: rapid.Bool().Draw(t, "zero")}
		number := rapid.Float64Range(-1e6, 1e6)
		for range rapid.IntRange(1, 4).Draw(t, "groups") {
			g := rowGroup{low: number.Draw(t, "low")}
			g.high = g.low + rapid.Float64Range(0, 1e6).Draw(t, "more")
			if r.zero {
				g.low, g.high = min(0, g.low), max(0, g.high)
			}
			r.groups = append(r.groups, g)
		}
		r.splitZero()
		for _, g := range r.groups {
			low, high, step, at := r.scaleOf(g, rapid.IntRange(1, 5).Draw(t, "n"))
			slack := step*1e-6 + math.Max(math.Abs(g.low), math.Abs(g.high))*1e-12
			if low > g.low+slack || high < g.high-slack {
				t.Fatalf("axis from %g to %g for numbers from %g to %g", low, high, g.low, g.high)
			}
			if len(at) == 0 || at[0] < low-slack || at[len(at)-1] > high+slack {
				t.Fatalf("ticks at %v on an axis from %g to %g", at, low, high)
			}
			if r.zero && math.Abs(-low/(high-low)-r.split) > 1e-9 {
				t.Fatalf("0 stands at %g of an axis, at %g of the others", -low/(high-low), r.split)
			}
		}
	})
}

// TestArmsDifferWithoutColour: no two arms have one shape, and the baseline has
// one of its own.
func TestArmsDifferWithoutColour(t *testing.T) {
	p := &page{}
	for i := -1; i < maxArms; i++ {
		for j := -1; j < i; j++ {
			if p.arm(i).shape == p.arm(j).shape {
				t.Errorf("arms %d and %d have one shape", i, j)
			}
		}
	}
}

// TestSharesAreSorted: causes come by the share of the baseline, unknown ones
// last, whatever their order.
func TestSharesAreSorted(t *testing.T) {
	share := func(x float64) []Interval { return []Interval{{Value: x}, {Value: 1 - x}} }
	chart := CauseShares{Arms: []string{"a", "b"}, Causes: []MetricRow{
		{Name: "none", Values: share(math.NaN())}, {Name: "few", Values: share(0.1)}, {Name: "many", Values: share(0.6)},
	}}
	var got []string
	_, rows := chart.Data()
	for _, row := range rows {
		if row[1] == "a" {
			got = append(got, row[0])
		}
	}
	if want := []string{"many", "few", "none"}; !slices.Equal(got, want) {
		t.Errorf("causes are %q, want %q", got, want)
	}
}
