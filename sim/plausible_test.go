package sim

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// TestPlausibleByRule holds the rule to its words.
func TestPlausibleByRule(t *testing.T) {
	t.Parallel()
	number := func(u Unit, low, high float64) Param[Rules] { return Param[Rules]{Unit: u, Min: low, Max: high} }
	share := number(Share, 0, 1)
	for _, c := range []struct {
		name string
		p    Param[Rules]
		v    float64
		want Range
		ok   bool
	}{
		{"half a share", share, 0.5, Range{0.25, 0.75, false}, true},
		{"a small share", share, 0.25, Range{0.125, 0.375, false}, true},
		{"a large share is what the small one leaves", share, 0.75, Range{0.625, 0.875, false}, true},
		{"none", share, 0, Range{}, false},
		{"all", share, 1, Range{}, false},
		{"a share of either sign", number(Share, -1, 1), -0.25, Range{-0.375, -0.125, false}, true},
		{"a share cut to what is allowed", number(Share, 0.2, 1), 0.25, Range{0.2, 0.375, false}, true},
		{"a length of time", number(Days, 0.25, inf), 30, Range{15, 60, true}, true},
		{"never", number(Days, 0.25, inf), math.Inf(1), Range{}, false},
		{"as long as can be", number(Days, 0.25, inf), inf, Range{inf / 2, inf, true}, true},
		{"a rate", number(PerYear, 0, 50), 40, Range{20, 50, true}, true},
		{"a rate of none", number(PerYear, 0, 50), 0, Range{}, false},
		{"a drift", number(PerRootYear, 0, 2), 0.0625, Range{0.03125, 0.125, true}, true},
		{"a count", number(Number, 1, 1000), 1.5, Range{1, 3, true}, true},
		{"not given", share, math.NaN(), Range{}, false},
		{"an open end", Param[Rules]{Unit: Number, Min: 1, Max: 9, Open: true}, 1.5, Range{math.Nextafter(1, 2), 3, true}, true},
		{"a position", Param[Rules]{Unit: Share, Max: 1, Within: 0.125}, 0, Range{0, 0.125, false}, true},
		{"a position inside", Param[Rules]{Unit: Share, Max: 1, Within: 0.125}, 0.5, Range{0.375, 0.625, false}, true},
		{"fixed", Param[Rules]{Unit: Share, Max: 1, Fixed: "so"}, 0.5, Range{}, false},
		{"inside what a source gives", Param[Rules]{Unit: PerYear, Max: 9, From: Range{0.5, 3, false}}, 3, Range{0.5, 3, true}, true},
		{"outside of it", Param[Rules]{Unit: PerYear, Max: 9, From: Range{0.5, 3, false}}, 4, Range{2, 8, true}, true},
	} {
		got, ok := c.p.Plausible(c.v)
		if ok != c.ok || ok && got != c.want {
			t.Errorf("%s: %v, %v; want %v, %v", c.name, got, ok, c.want, c.ok)
		}
	}
}

// TestPlausibleOfAnyEntry: around any value that a declared entry may have,
// the range is allowed, holds the value and can be drawn from; the two shares
// of one whole have ranges that are each other's mirror image.
func TestPlausibleOfAnyEntry(t *testing.T) {
	t.Parallel()
	checkPlausible(t, "clock", ClockParams())
	checkPlausible(t, "issues", IssueParams())
	checkPlausible(t, "sides", SideParams())
	checkPlausible(t, "envoys", EnvoyParams())
	checkPlausible(t, "corps", CorpsParams())
	checkPlausible(t, "talks", TalkParams())
	checkPlausible(t, "deals", DealParams())
	checkPlausible(t, "rules", RuleParams())
}

func checkPlausible[T any](t *testing.T, table string, params []Param[T]) {
	t.Helper()
	for _, p := range params {
		if p.Number == nil && p.Each == nil {
			continue
		}
		rapid.Check(t, func(rt *rapid.T) {
			v := rapid.Float64Range(p.Min, p.Max).Filter(p.Allows).Draw(rt, p.Key)
			r, ok := p.Plausible(v)
			if ok != (p.Fixed == "" && r.Low < r.High) {
				rt.Fatalf("%s.%s: %v around %v, and varied is %v", table, p.Key, r, v, ok)
			}
			if !ok {
				return
			}
			if !p.Allows(r.Low) || !p.Allows(r.High) || v < r.Low || v > r.High || r.Log && r.Low <= 0 {
				rt.Fatalf("%s.%s: %v around %v", table, p.Key, r, v)
			}
			if mirrored := p.Unit == Share && p.Min == 0 && p.Max == 1; mirrored {
				m, _ := p.Plausible(1 - v)
				if math.Abs(m.Low-(1-r.High)) > 1e-12 || math.Abs(m.High-(1-r.Low)) > 1e-12 {
					rt.Fatalf("%s.%s: %v around %v, %v around %v", table, p.Key, r, v, m, 1-v)
				}
			}
		})
	}
}
