package main

import (
	"strings"
	"testing"

	"backchannel/sim/stats"
	"backchannel/sim/study"
)

// A difference is told with the digits that its interval is worth, up to three,
// and where that cuts it short its limits err on the wide side.
func TestDifferencesAreToldInThreeDecimals(t *testing.T) {
	for _, x := range []struct {
		unit             string
		value, low, high float64
		want             string
	}{
		{"number", 0.204, 0.187, 0.221, "+0.204 (0.187 to 0.221)"},
		{"number", 0, -0.00096, 0.00096, "0.000 (-0.001 to 0.001)"},
		{"0 to 1", -0.00512, -0.00603, -0.00412, "-0.005 (-0.007 to -0.004)"},
		{"share", 0.0288, 0.0221, 0.0353, "+2.9 (2.2 to 3.5)"},
		{"days", 266.4, 254.2, 277.1, "+266 (254 to 277)"},
		{"days", 0, 0, 0, "0 in every run"},
	} {
		d := study.Difference{Unit: x.unit, Difference: stats.Estimate{Value: x.value, Low: x.low, High: x.high, N: 4000}}
		if got := change(&d); got != x.want {
			t.Errorf("%v: %q, want %q", x, got, x.want)
		}
	}
}

// As many runs as the command plays unasked, and five times as many, are told in
// a table of 80 columns and not in a list.
func TestDifferencesFitThePage(t *testing.T) {
	for _, n := range []int{4000, 20_000} {
		f := &study.Comparison{Runs: n, Level: 0.95}
		for _, x := range []struct {
			key, unit        string
			base, half, diff float64
		}{
			{"lost_drift", "number", 0.6244, 0.0149, -0.1251},
			{"lost_spoiler", "number", 0, 0.0004, 0},
			{"deal_wait", "days", 1277.34, 11.4, 742.11},
			{"understanding_wait", "days", 168.65, 0.17, -10.58},
			{"signed", "share", 0.99351, 0.0014, 0.0003},
			{"excess", "-1 to 1", 0.18911, 0.0009, -0.1051},
		} {
			f.Rows = append(f.Rows, study.Difference{
				Metric: "main." + x.key, Unit: x.unit, Sample: "runs", Arm: "b", P: 1, Adjusted: 1, Worth: study.Number(51.4 * float64(n)),
				Baseline: stats.Estimate{Value: x.base, N: n}, Value: stats.Estimate{Value: x.base + x.diff, N: n},
				Difference: stats.Estimate{Value: x.diff, Low: x.diff - x.half, High: x.diff + x.half, N: n},
			})
		}
		p := &page{columns: width}
		differencesTable(p, f, "b")
		if text := p.String(); !strings.HasPrefix(text, "figure  ") || strings.Contains(text, "base: ") {
			t.Errorf("%d runs:\n%s", n, text)
		}
	}
}
