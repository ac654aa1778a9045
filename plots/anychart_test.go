package plots

import (
	"errors"
	"io"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"gonum.org/v1/plot/vg/recorder"
	"pgregory.net/rapid"
)

// TestNothingPanics draws random charts, sound and unsound: each is drawn with
// finite coordinates or refused.
func TestNothingPanics(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		chart := anyChart(t)
		chart.Alt()
		chart.Data()
		if err := WriteCSV(io.Discard, chart); (err == nil) != (chart.check() == nil) {
			t.Fatalf("check and WriteCSV disagree: %v", err)
		}
		if errors.Join(chart.words().check(), chart.check()) != nil {
			return
		}
		m, _ := Size(rapid.IntRange(0, 2).Draw(t, "size")).metrics()
		under := &recorder.Canvas{}
		colours, _ := Theme(rapid.IntRange(0, 2).Draw(t, "theme")).palette()
		cv, err := drawOn(under, m, colours, chart)
		if err != nil {
			t.Fatalf("a checked chart failed: %v", err)
		}
		for _, box := range cv.boxes {
			for _, v := range []float64{float64(box.Min.X), float64(box.Max.X), float64(box.Min.Y), float64(box.Max.Y)} {
				if !finite(v) {
					t.Fatalf("%q stands at %v", box.text, box.Rectangle)
				}
			}
		}
		for _, action := range under.Actions {
			if call := action.Call(); strings.Contains(call, "NaN") || strings.Contains(call, "Inf") {
				t.Fatalf("drawn at no place: %s", call)
			}
		}
	})
}

func anyChart(t *rapid.T) Chart {
	name := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{kiriyenko, unbroken, "", "Иран", "ایران", "Inf ation"}))
	words := Words{
		Title:    rapid.SampledFrom([]string{"Title", "A title of just ten words, which is the most", unbroken, kiriyenko}).Draw(t, "title"),
		Subtitle: name.Draw(t, "subtitle"),
		Caption:  Caption{Measure: name.Draw(t, "measure"), N: rapid.IntRange(0, 1e9).Draw(t, "n"), Scenario: name.Draw(t, "hash")},
	}
	share := rapid.OneOf(rapid.Float64Range(0, 1), rapid.SampledFrom([]float64{0, 1, math.NaN(), math.Inf(1), 1e-300}))
	column := func(n int) []float64 { return rapid.SliceOfN(share, n, n).Draw(t, "column") }
	optional := func(n int) []float64 {
		if rapid.Bool().Draw(t, "absent") {
			return nil
		}
		return column(n)
	}
	days := func(n int) []float64 {
		gap := rapid.OneOf(rapid.Float64Range(0, 100), rapid.SampledFrom([]float64{0, 1e-12, 1e5, math.NaN(), math.Inf(1)}))
		at, out := 0.0, make([]float64, n)
		for i := range out {
			if g := gap.Draw(t, "gap"); finite(g) {
				at += g
				out[i] = at
			} else {
				out[i] = g
			}
		}
		return out
	}
	horizon := rapid.SampledFrom([]float64{0, 1e-300, 0.5, 1, 365, maxHorizon}).Draw(t, "horizon")
	rows := rapid.IntRange(0, 6)
	curves := func(most int) (out []Curve) {
		for range rapid.IntRange(1, most).Draw(t, "curves") {
			n := rows.Draw(t, "rows")
			c := Curve{Name: name.Draw(t, "name"), N: rapid.IntRange(0, 1e9).Draw(t, "n"), Day: days(n), Survival: column(n)}
			if c.Low = optional(n); c.Low != nil {
				c.High = column(n)
			}
			if rapid.Bool().Draw(t, "table") {
				few := rapid.IntRange(0, 10)
				c.Ended, c.Censored = rapid.SliceOfN(few, n, n).Draw(t, "ended"), rapid.SliceOfN(few, n, n).Draw(t, "censored")
			}
			out = append(out, c)
		}
		return out
	}
	anyProbs := rapid.SampledFrom([][]float64{nil, {.5}, {.05, .95}, {.05, .25, .75, .95}, {.1, .5, .9}})
	start := func() (day0 time.Time) {
		if rapid.Bool().Draw(t, "dated") {
			day0 = time.Unix(rapid.Int64Range(-6e10, 2e11).Draw(t, "start"), 0)
		}
		return day0
	}
	switch rapid.IntRange(0, 15).Draw(t, "chart") {
	case 13, 14, 15:
		return anyInsight(t, words, name)
	case 9, 10, 11:
		return anyComparison(t, words, name)
	case 0:
		return Survival{Words: words, Horizon: horizon, XLabel: name.Draw(t, "x"), Curves: curves(maxSeries)}
	case 1:
		chart := Optimism{Words: words, Horizon: horizon, Reading: name.Draw(t, "reading")}
		chart.Probs, chart.Start = anyProbs.Draw(t, "probs"), start()
		for range rapid.IntRange(1, 4).Draw(t, "panels") {
			n := rows.Draw(t, "rows")
			pn := OptimismPanel{Name: name.Draw(t, "name"), Day: days(n), Run: optional(n), Realism: optional(n), MeanRealism: optional(n)}
			for range chart.Probs {
				pn.Quantiles = append(pn.Quantiles, column(n))
			}
			pn.Meetings, pn.Contacts = days(rows.Draw(t, "meetings")), days(rows.Draw(t, "contacts"))
			chart.Panels = append(chart.Panels, pn)
		}
		return chart
	case 2:
		chart := SmallMultiples{Words: words, Horizon: horizon, XLabel: name.Draw(t, "x"), Curves: curves(maxMultiples)}
		if rapid.Bool().Draw(t, "reference") {
			chart.Reference = curves(1)[0]
		}
		return chart
	case 3:
		chart := Incidence{Words: words, N: rapid.IntRange(-1, 9).Draw(t, "n"), Horizon: horizon, YLabel: name.Draw(t, "y")}
		for range rapid.IntRange(1, maxCauses).Draw(t, "causes") {
			n := rows.Draw(t, "rows")
			c := Cause{Name: name.Draw(t, "name"), Day: days(n), Share: column(n)}
			if c.Low = optional(n); c.Low != nil {
				c.High = column(n)
			}
			chart.Causes = append(chart.Causes, c)
		}
		return chart
	case 4, 5:
		paths := Paths{Horizon: horizon, Probs: anyProbs.Draw(t, "probs"), Start: start()}
		for range rapid.IntRange(1, maxPaths).Draw(t, "panels") {
			n := rows.Draw(t, "rows")
			pn := Path{Name: name.Draw(t, "name"), Day: days(n), Run: optional(n), Marks: days(rows.Draw(t, "marks")), Marked: share.Draw(t, "marked")}
			for range paths.Probs {
				pn.Quantiles = append(pn.Quantiles, column(n))
			}
			paths.Panels = append(paths.Panels, pn)
		}
		if rapid.Bool().Draw(t, "standing") {
			return Standing{words, paths}
		}
		return Reputation{words, paths}
	case 6:
		chart := Reliability{Words: words, XLabel: name.Draw(t, "x")}
		for range rapid.IntRange(1, maxReliability).Draw(t, "panels") {
			n := rows.Draw(t, "steps")
			pn := ReliabilityPanel{Name: name.Draw(t, "name"), N: rapid.IntRange(0, 1e9).Draw(t, "n"), Forecast: column(n), Isotonic: column(n)}
			slices.Sort(pn.Forecast)
			s := column(7)
			pn.BaseRate.Low, pn.BaseRate.High = s[5], s[6]
			pn.Excess = Interval{Value: s[4] - s[5], Low: -s[6], High: s[3]}
			pn.MeanForecast, pn.BaseRate.Value, pn.Brier, pn.BrierLow = s[0], s[1], s[2], s[3]
			pn.Miscalibration, pn.Discrimination, pn.Uncertainty = s[4], s[5], s[6]
			for range rapid.IntRange(0, maxBins).Draw(t, "bins") {
				s := column(6)
				pn.Bins = append(pn.Bins, ReliabilityBin{
					From: rapid.Float64Range(0, 0.5).Draw(t, "from"), To: rapid.Float64Range(0.5, 1).Draw(t, "to"),
					N: rapid.IntRange(0, 1e9).Draw(t, "n"), Forecast: s[0], Observed: s[1], Low: s[2], High: s[3],
					ConsistencyLow: s[4], ConsistencyHigh: s[5],
				})
			}
			chart.Panels = append(chart.Panels, pn)
		}
		return chart
	case 7:
		chart := Dots{Words: words}
		for range rapid.IntRange(1, maxDotPanels).Draw(t, "panels") {
			at := days(rapid.IntRange(0, 9).Draw(t, "dots"))
			for i, x := range at {
				if !finite(x) { // unknown ones come last, mostly
					at = append(at[:i], math.Inf(1), math.NaN())
					break
				}
			}
			chart.Panels = append(chart.Panels, DotsPanel{Name: name.Draw(t, "name"), At: at, Horizon: horizon, Half: share.Draw(t, "half"), XLabel: name.Draw(t, "x")})
		}
		return chart
	case 8:
		n := rows.Draw(t, "rows")
		chart := Convergence{Words: words, Name: name.Draw(t, "name"), Share: rapid.Bool().Draw(t, "share")}
		chart.Target = rapid.SampledFrom([]float64{0, 0.01, 1e-300, 1e300}).Draw(t, "target")
		chart.Runs = rapid.SliceOfNDistinct(rapid.IntRange(1, maxRuns), n, n, rapid.ID).Draw(t, "runs")
		slices.Sort(chart.Runs)
		chart.Estimate, chart.Low, chart.High = column(n), column(n), column(n)
		if !chart.Share && n > 0 {
			chart.High[0] = rapid.SampledFrom([]float64{-1e12, 1e12, 1e-12, 7}).Draw(t, "far")
		}
		return chart
	default:
		chart := Outcomes{Words: words}
		for range rapid.IntRange(0, 13).Draw(t, "bars") {
			chart.Outcomes = append(chart.Outcomes, Outcome{
				Name: name.Draw(t, "name"), Count: rapid.IntRange(-1, 9).Draw(t, "count"),
				Share: share.Draw(t, "share"), Low: share.Draw(t, "low"), High: share.Draw(t, "high"),
			})
		}
		return chart
	}
}
