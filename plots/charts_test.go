package plots

import (
	"bytes"
	"encoding/csv"
	"math"
	"slices"
	"strings"
	"testing"
)

// gehan is the 6-MP arm of the leukaemia trial of Freireich et al. (1963), as
// tabled by Kalbfleisch and Prentice (1980): weeks of remission of 21 patients.
func gehan() Curve {
	return Curve{
		Name: "6-MP", N: 21,
		Day:      []float64{6, 7, 9, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 34, 35},
		Survival: []float64{.857, .807, .807, .753, .753, .690, .627, .627, .627, .627, .538, .448, .448, .448, .448, .448},
		Ended:    []int{3, 1, 0, 1, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0},
		Censored: []int{1, 0, 1, 1, 1, 0, 0, 1, 1, 1, 0, 0, 1, 2, 1, 1},
	}
}

// TestRiskTable: the numbers at risk are those of the published table.
func TestRiskTable(t *testing.T) {
	for day, want := range map[float64][3]int{
		0: {21, 0, 0}, 6: {21, 0, 0}, 7: {17, 3, 1}, 10: {15, 4, 2}, 13: {12, 5, 4},
		16: {11, 6, 4}, 22: {7, 7, 7}, 23: {6, 8, 7}, 35: {1, 9, 11}, 36: {0, 9, 12},
	} {
		atRisk, ended, censored := gehan().counts(day)
		if got := [3]int{atRisk, ended, censored}; got != want {
			t.Errorf("week %g: at risk, ended, censored = %v, want %v", day, got, want)
		}
	}
}

// TestTableAlignsWithTicks: each tick has its three numbers right below it,
// in the middle of the tick's own label.
func TestTableAlignsWithTicks(t *testing.T) {
	chart := Survival{Words: sampleWords("Remission", "", ""), Curves: []Curve{gehan()}}
	for _, size := range allSizes {
		cv, _ := drawSample(t, chart, size)
		middle := func(want string) (xs []float64) {
			for _, box := range cv.boxes {
				if box.text == want {
					xs = append(xs, float64(box.Min.X+box.Max.X)/2)
				}
			}
			return xs
		}
		tick := middle("10") // weeks; no number in the table is 10
		atRisk := middle("15")
		if len(tick) != 1 || len(atRisk) == 0 {
			t.Fatalf("%v: %d ticks at 10 and %d cells of 15", size, len(tick), len(atRisk))
		}
		found := false
		for _, x := range atRisk {
			found = found || math.Abs(x-tick[0]) < 1e-6
		}
		if !found {
			t.Errorf("%v: the 15 at risk stand at %v, the tick of week 10 at %v", size, atRisk, tick)
		}
	}
}

// TestCurvePoints: the curve starts at 1, never rises and ends at the horizon
// or at the last day, whichever is earlier.
func TestCurvePoints(t *testing.T) {
	for _, horizon := range []float64{5, 20, 100} {
		pts := gehan().points(horizon)
		if pts[0].X != 0 || pts[0].Y != 1 {
			t.Errorf("curve starts at %v", pts[0])
		}
		for i := 1; i < len(pts); i++ {
			if pts[i].X < pts[i-1].X || pts[i].Y > pts[i-1].Y {
				t.Errorf("curve goes from %v to %v", pts[i-1], pts[i])
			}
		}
		if got, want := pts[len(pts)-1].X, min(horizon, 35); got != want {
			t.Errorf("horizon %g: curve ends on day %g, want %g", horizon, got, want)
		}
	}
}

// TestBandGaps: a missing bound cuts the band in two.
func TestBandGaps(t *testing.T) {
	nan := math.NaN()
	c := Curve{
		N: 9, Day: []float64{1, 2, 3, 4, 5}, Survival: []float64{.9, .8, .7, .6, .5},
		Low: []float64{.8, .7, nan, .5, .4}, High: []float64{1, .9, .8, .7, math.Inf(1)},
	}
	low, high := c.bands(10)
	if len(low) != 2 || len(high) != 2 {
		t.Fatalf("%d and %d pieces, want 2 of each", len(low), len(high))
	}
	// The first holds from day 1 until day 3, where the bound goes missing.
	if first, last := low[0][0], low[0][len(low[0])-1]; first.X != 1 || last.X != 3 || last.Y != .7 {
		t.Errorf("first piece goes from %v to %v", first, last)
	}
	if first, last := high[1][0], high[1][len(high[1])-1]; first.X != 4 || last.X != 5 || last.Y != .7 {
		t.Errorf("second piece goes from %v to %v", first, last)
	}
}

// TestData: every row of a table has a cell for each column, and reads back.
func TestData(t *testing.T) {
	for name, chart := range samples() {
		var out bytes.Buffer
		if err := WriteCSV(&out, chart); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(&out).ReadAll() // refuses rows of unequal length
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		_, want := chart.Data()
		if len(rows) != len(want)+1 {
			t.Errorf("%s: %d rows were read, %d written", name, len(rows)-1, len(want))
		}
	}
	header, rows := sampleOptimism("Russia").Data()
	if got := strings.Join(header[:5], ","); got != "panel,what,day,p5,p15" {
		t.Errorf("header starts %q", got)
	}
	if rows[0][3] == "" || rows[len(rows)-1][1] != "contact" {
		t.Errorf("first and last rows are %v and %v", rows[0], rows[len(rows)-1])
	}
	_, rows = Survival{Curves: []Curve{gehan()}}.Data()
	if got := strings.Join(rows[3], ","); got != "6-MP,10,0.753,,,15,1,1" {
		t.Errorf("row of week 10 is %q", got)
	}
	header, rows = sampleReliability("After envoy meetings").Data()
	scores := rows[len(rows)-1]
	for name, want := range map[string]string{"what": "score", "observed": "0.31", "excess": "0.31", "excess_low": "0.298", "brier": "0.281", "uncertainty": "0.214"} {
		if got := scores[slices.Index(header, name)]; got != want {
			t.Errorf("%s of the scores is %q, want %s", name, got, want)
		}
	}
}

// TestAlt: the alt text gives the finding and the numbers.
func TestAlt(t *testing.T) {
	for _, tc := range []struct {
		chart Chart
		want  []string
	}{
		{
			Survival{Words: Words{Title: "It lasts"}, Curves: []Curve{gehan(), {Name: "None"}}},
			[]string{"It lasts.", "6-MP: 45% of 21 still standing on day 35; half had ended by day 23.", "None: nothing observed."},
		},
		{sampleOptimism("Russia"), []string{"9 of 10 runs", "1 of 10 within the narrowest", "Russia: "}},
		{
			Outcomes{Words: Words{Title: "Drift!"}, Outcomes: []Outcome{{Name: "leak", Share: .1}, {Name: "drift", Share: .34, Low: .29, High: .4}}},
			[]string{"Drift! Bars, longest first. Share of deals, with 95% intervals. drift: 34% (29 to 40%). leak: 10%"},
		},
		{Outcomes{Words: Words{Title: "Nothing"}}, []string{"There are no deals."}},
		{
			SmallMultiples{Words: Words{Title: "Some last"}, Curves: []Curve{gehan(), {Name: "Mali"}}},
			[]string{"in 2 panels.", "6-MP: 45% of 21 still standing on day 35; half had ended by day 23.", "Mali: nothing observed."},
		},
		{
			Incidence{Words: Words{Title: "Drift"}, N: 40, Causes: []Cause{
				{Name: "leak", Day: []float64{5}, Share: []float64{.1}},
				{Name: "drift", Day: []float64{3, 9}, Share: []float64{.2, .3}, Low: []float64{.1, .2}, High: []float64{.3, .4}},
			}},
			[]string{"2 causes of end, of 40 deals followed, by day 9.", "drift: 30% (20 to 40%). leak: 10%."},
		},
		{
			sampleStanding("Kirill Dmitriev"),
			[]string{"9 of 10 runs lay within the widest band", "Kirill Dmitriev: median from 0.45 to 0.64; fell in 62% of runs."},
		},
		{
			sampleReliability("After envoy meetings"),
			[]string{"After envoy meetings: 5,245 forecasts, mean 62%, came true 31% (30 to 32%), overstated by 0.310 (0.298 to 0.322). Brier", "Brier score 0.281 (0.270 to 0.292): miscalibration 0.096 less discrimination 0.029 plus uncertainty 0.214."},
		},
		// Of 20 quantiles of an exponential life of mean 90 days the tenth is at
		// 0.475, hence 90*ln(1/0.525) = 58 days.
		{sampleDots(20, "To the first deal"), []string{"To the first deal: 10 of 20 by day 58; 20 of 20 by day 365."}},
		{
			Dots{Words: Words{Title: "T"}, Panels: []DotsPanel{{Name: "life", At: []float64{1, math.NaN(), math.Inf(1)}, Horizon: 9}}},
			[]string{"life: 1 of 3 by day 1; 2 of 3 not by day 9."},
		},
		{
			Dots{Words: Words{Title: "T"}, Panels: []DotsPanel{
				{Name: "life", At: []float64{1, 4, math.Inf(1)}, Horizon: 9, Half: 3.6},
				{Name: "wait", At: []float64{1, 4, math.Inf(1)}, Horizon: 9, Half: math.NaN()},
			}},
			[]string{"life: half by day 4; 1 of 3 not by day 9.", "wait: fewer than half by day 9; 1 of 3 not by day 9."},
		},
		{
			Convergence{Words: Words{Title: "T"}, Runs: []int{100, 400}, Estimate: []float64{.4, .36}, Low: []float64{.3, .31}, High: []float64{.5, .41}, Target: .05, Share: true},
			[]string{"36.0% (31.0 to 41.0%) after 400 runs", "in percentage points: target ±5.0 met after 400 runs"},
		},
		{
			sampleForest(armNames(1)...),
			[]string{
				"Difference from Vague principal, with 95% intervals.", // cos(1) * 0.05 * 1.3 = 0.035
				"First deals standing a year on, Clear principal: +3.5 (+1.5 to +5.5) percentage points.",
				"Leaks, Clear principal: +0.42 (+0.18 to +0.66) number a run.",
			},
		},
		{
			Dumbbell{Words: Words{Title: "T"}, Arms: []string{"Vague", "Clear"}, Groups: []MetricGroup{
				{Axis: "days", Rows: []MetricRow{{Name: "Life", Values: []Interval{{Value: 191, Low: 180, High: 204}, {Value: math.NaN()}}}}},
				{Share: true, Rows: []MetricRow{{Name: "Signed", Values: []Interval{{Value: 0.5, Low: 0.4, High: 0.6}, {Value: 1, Low: math.NaN()}}}}},
			}},
			[]string{"Life (days): Vague 191 (180 to 204); Clear n/a. Signed: Vague 50% (40 to 60%); Clear 100%."},
		},
		{
			CauseShares{Words: Words{Title: "T"}, Arms: []string{"Vague", "Clear"}, Causes: []MetricRow{
				{Name: "leak", Values: []Interval{{Value: 0.1, Low: 0.05, High: 0.2}, {Value: 0.3, Low: 0.2, High: 0.4}}},
			}},
			[]string{"leak: Vague 10% (5 to 20%); Clear 30% (20 to 40%)."},
		},
		{sampleReputation("Russia"), []string{"Russia: median from 0.45 to 0.64; broke a deal in 62% of runs."}},
	} {
		for _, want := range tc.want {
			if got := tc.chart.Alt(); !strings.Contains(got, want) {
				t.Errorf("alt text is %q, want it to say %q", got, want)
			}
		}
	}
}

// TestCaptionKeepsProvenance: however long the words, seed, sample and hash
// are on the picture.
func TestCaptionKeepsProvenance(t *testing.T) {
	chart := sampleOutcomes(outcomeNames...)
	chart.Caption.Measure = strings.Repeat(kiriyenko+" ", 40)
	for _, size := range allSizes {
		cv, _ := drawSample(t, chart, size)
		var text strings.Builder
		for _, box := range cv.boxes {
			text.WriteString(strings.ReplaceAll(box.text, nbsp, " ") + " ")
		}
		for _, want := range []string{"n = 1,000 runs each.", "Version v1.2.0.", "Seed 20250402.", "Scenario 9f2c41d07be8."} {
			if !strings.Contains(text.String(), want) {
				t.Errorf("%v: the picture does not say %q", size, want)
			}
		}
	}
}
