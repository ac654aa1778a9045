package scenarios

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"backchannel/sim"
)

// TestUnitsRoundTrip: every finite value, written with its unit and read, is
// the same to the last bit; so is the length of time without end.
func TestUnitsRoundTrip(t *testing.T) {
	t.Parallel()
	for _, u := range []sim.Unit{sim.Days, sim.PerYear, sim.PerRootYear} {
		rapid.Check(t, func(rt *rapid.T) {
			v := rapid.Float64().Draw(rt, "value") // every finite float
			text, err := strconv.Unquote(formatUnit(v, u))
			if err != nil {
				rt.Fatal(err)
			}
			got, err := parseUnit(text, u)
			if err != nil || math.Float64bits(got) != math.Float64bits(v) {
				rt.Fatalf("%v is written %s and read %v, %v", v, text, got, err)
			}
		})
	}
	if got, err := parseUnit(strings.Trim(formatUnit(math.Inf(1), sim.Days), `"`), sim.Days); err != nil || !math.IsInf(got, 1) {
		t.Errorf("never is %v, %v", got, err)
	}
}

// TestParseUnit gives the values by hand.
func TestParseUnit(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]float64{
		"21d": 21, "6h": 0.25, "6w": 42, "2y": 730.5, " 1.5 d ": 1.5, "+5d": 5, "1e3d": 1000, "-0.5d": -0.5, "18h": 0.75, "never": math.Inf(1),
	} {
		if got, err := parseUnit(text, sim.Days); got != want || err != nil {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
	for text, want := range map[string]float64{
		"0.4/year": 0.4, "0.4/y": 0.4, "0.1/month": 12 * 0.1, "7/week": 365.25, "1/day": 365.25, "2 /year": 2, "1e-400/year": 0,
	} {
		if got, err := parseUnit(text, sim.PerYear); math.Abs(got-want) > 1e-12*want || err != nil {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
	for text, u := range map[string]sim.Unit{
		"": sim.Days, "d": sim.Days, "21": sim.Days, "2 1d": sim.Days, "0x10d": sim.Days, "0x1p4d": sim.Days, "1_000d": sim.Days, "infd": sim.Days,
		"nand": sim.Days, "Infinityd": sim.Days, "1e400d": sim.Days, "1e308y": sim.Days, "ne ver": sim.Days, "1d2d": sim.Days, "1.2.3d": sim.Days, "--1d": sim.Days,
		"21D": sim.Days, "never": sim.PerYear, "0.3/d": sim.PerYear, "0.3": sim.PerYear, "1e308/day": sim.PerYear, "0.1/year": sim.PerRootYear, "0.1/sqrt(month)": sim.PerRootYear,
	} {
		if got, err := parseUnit(text, u); err == nil {
			t.Errorf("%q %s: read as %v", text, u, got)
		}
	}
}

func FuzzParseUnit(f *testing.F) {
	for _, s := range []string{"21d", "6h", "never", "0.4/year", "0.1/sqrt(year)", "0x10d", "+5d", "1_000d", "1e400d", "-0d", "d", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, u := range []sim.Unit{sim.Days, sim.PerYear, sim.PerRootYear} {
			v, err := parseUnit(text, u)
			if err != nil {
				continue
			}
			if math.IsNaN(v) || math.IsInf(v, -1) || math.IsInf(v, 1) && strings.TrimSpace(text) != never {
				t.Fatalf("%q: %v", text, v)
			}
			again, err := parseUnit(strings.Trim(formatUnit(v, u), `"`), u)
			if err != nil || again != v {
				t.Fatalf("%q: %v and then %v, %v", text, v, again, err)
			}
		}
	})
}

// TestPlain: what is shown of a value is short, and still a way to write it.
func TestPlain(t *testing.T) {
	t.Parallel()
	for want, v := range map[string]float64{"6h": 0.25, "1h": 1.0 / 24, "23h": 23.0 / 24, "1d": 1, "0.3d": 0.3, "0d": 0, "21d": 21, "never": math.Inf(1)} {
		if got := plain(v, sim.Days); got != want {
			t.Errorf("%v is shown as %s, not %s", v, got, want)
		}
		if back, err := parseUnit(plain(v, sim.Days), sim.Days); back != v || err != nil {
			t.Errorf("%s is read as %v, %v", want, back, err)
		}
	}
}

// TestCells counts columns by hand: East Asian Width and combining marks as in
// Unicode Standard Annex 11 and the general category.
func TestCells(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]int{"": 0, "abc": 3, "Жук": 3, "北方": 4, "ｱ": 1, "Ａ": 2, "e\u0301": 1, "é": 1, "한국": 4, "√": 1} {
		if got := cells(s); got != want {
			t.Errorf("%q takes %d columns, not %d", s, got, want)
		}
	}
}
