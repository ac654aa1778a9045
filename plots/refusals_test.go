package plots

import (
	"bytes"
	"errors"
	"io"
	"math"
	"strings"
	"testing"
)

// TestRefusals: a faulty chart leaves nothing written and an error that names
// the fault.
func TestRefusals(t *testing.T) {
	w := sampleWords("A title", "", "")
	curve := Curve{Name: "X", N: 3, Day: []float64{1}, Survival: []float64{0.5}}
	for _, tc := range []struct {
		chart Chart
		o     Options
		want  string
	}{
		{Outcomes{}, Options{}, "no title"},
		{Outcomes{Words: Words{Title: strings.Repeat("word ", 11)}}, Options{}, "11 words"},
		{Outcomes{Words: w}, Options{Size: 9}, "chart size 9"},
		{Outcomes{Words: w}, Options{Format: 9}, "chart format 9"},
		{Outcomes{Words: w}, Options{Theme: 9}, "chart theme 9"},
		{Outcomes{Words: w, Outcomes: make([]Outcome, 13)}, Options{}, "13 bars"},
		{Outcomes{Words: w, Outcomes: []Outcome{{Name: "leak", Share: 1.2}}}, Options{}, `"leak": Share is 1.2`},
		{Outcomes{Words: w, Outcomes: []Outcome{{Low: 0.5, High: 0.4}}}, Options{}, "Low is 0.5"},
		{Survival{Words: w}, Options{}, "0 curves"},
		{Survival{Words: w, Curves: make([]Curve, 5)}, Options{}, "5 curves"},
		{Survival{Words: w, Horizon: 1e9, Curves: []Curve{curve}}, Options{}, "horizon is 1e+09"},
		{Survival{Words: w, Curves: []Curve{{Day: []float64{1}}}}, Options{}, "Survival has 0"},
		{Survival{Words: w, Curves: []Curve{{Day: []float64{2, 1}, Survival: []float64{1, 1}}}}, Options{}, "sort the rows"},
		{Survival{Words: w, Curves: []Curve{{
			N: 1, Day: []float64{1}, Survival: []float64{1}, Ended: []int{1}, Censored: []int{1},
		}}}, Options{}, "2 ended or were censored, but N is 1"},
		{Optimism{Words: w}, Options{}, "0 panels"},
		{Optimism{Words: w, Panels: make([]OptimismPanel, 1), Probs: []float64{0.1, 0.8}}, Options{}, "add up to 1"},
		{Optimism{Words: w, Panels: make([]OptimismPanel, 1), Probs: []float64{0.1, 0.9}}, Options{}, "0 columns of quantiles for 2"},
		{Optimism{Words: w, Panels: []OptimismPanel{{Name: "EU", Day: []float64{0}, Run: []float64{-0.1}}}}, Options{}, `"EU": Run is -0.1`},
		{Optimism{Words: w, Panels: []OptimismPanel{{Name: "EU", Day: []float64{0}, MeanRealism: []float64{1.1}}}}, Options{}, `"EU": MeanRealism is 1.1`},
		{SmallMultiples{Words: w}, Options{}, "0 curves"},
		{SmallMultiples{Words: w, Curves: make([]Curve, 13)}, Options{}, "13 curves"},
		{SmallMultiples{Words: w, Curves: []Curve{curve}, Reference: Curve{Day: []float64{1}}}, Options{}, "Survival has 0"},
		{Incidence{Words: w}, Options{}, "0 causes"},
		{Incidence{Words: w, Causes: make([]Cause, 9)}, Options{}, "9 causes"},
		{Incidence{Words: w, N: -1, Causes: make([]Cause, 1)}, Options{}, "N is -1"},
		{Incidence{Words: w, Causes: []Cause{{Name: "leak", Day: []float64{1}}}}, Options{}, `"leak": column Day has 1 rows and Share has 0`},
		{Incidence{Words: w, Causes: []Cause{{Low: []float64{1}}}}, Options{}, "both Low and High"},
		{Reliability{Words: w}, Options{}, "0 panels"},
		{Reliability{Words: w, Panels: []ReliabilityPanel{{Name: "EU", Bins: []ReliabilityBin{{From: 0.2, To: 0.2}}}}}, Options{}, `"EU": bin 1: it goes from 0.2 to 0.2`},
		{Reliability{Words: w, Panels: []ReliabilityPanel{{Forecast: []float64{1, 0}, Isotonic: []float64{1, 1}}}}, Options{}, "0 comes after 1: sort"},
		{Reliability{Words: w, Panels: []ReliabilityPanel{{Excess: Interval{Low: -1.2}}}}, Options{}, "Excess is -1.2"},
		{Reliability{Words: w, Panels: []ReliabilityPanel{{Forecast: []float64{1}}}}, Options{}, "Isotonic has 0"},
		{Dots{Words: w}, Options{}, "0 panels"},
		{Dots{Words: w, Panels: []DotsPanel{{At: make([]float64, 101)}}}, Options{}, "101 dots"},
		{Dots{Words: w, Panels: []DotsPanel{{Name: "life", At: []float64{math.NaN(), 3}}}}, Options{}, `"life": column At, row 2`},
		{Dots{Words: w, Panels: []DotsPanel{{At: []float64{3, 2}}}}, Options{}, "sort the rows"},
		{Dots{Words: w, Panels: []DotsPanel{{Half: -1}}}, Options{}, "Half is -1"},
		{Convergence{Words: w, Runs: []int{1}}, Options{}, "0 of Estimate"},
		{Convergence{Words: w, Target: -1}, Options{}, "half-width is -1"},
		{Convergence{Words: w, Target: math.NaN()}, Options{}, "half-width is NaN"},
		{Convergence{Words: w, Runs: []int{2, 2}, Estimate: []float64{0, 0}, Low: []float64{0, 0}, High: []float64{0, 0}}, Options{}, "row 2: 2 after 2"},
		{Convergence{Words: w, Share: true, Runs: []int{2}, Estimate: []float64{0}, Low: []float64{0}, High: []float64{2}}, Options{}, "bound is 2"},
		{Forest{Words: w}, Options{}, "0 arms"},
		{Forest{Words: w, Arms: make([]string, 5)}, Options{}, "5 arms"},
		{Forest{Words: w, Arms: make([]string, 1)}, Options{}, "0 groups"},
		{Forest{Words: w, Arms: make([]string, 1), Groups: make([]MetricGroup, 1)}, Options{}, "0 metrics in 1 group"},
		{Forest{Words: w, Arms: make([]string, 1), Groups: []MetricGroup{{Rows: make([]MetricRow, 13)}, {}}}, Options{}, "13 metrics in 2 groups: give 1 to 12"},
		{Forest{Words: w, Arms: make([]string, 1), Groups: []MetricGroup{{Rows: []MetricRow{{Name: "life"}}}}}, Options{}, `"life": 0 values for 1 arm`},
		{Forest{Words: w, Arms: make([]string, 1), Groups: []MetricGroup{{Share: true, Rows: []MetricRow{{Name: "life", Values: []Interval{{Value: -1.5}}}}}}}, Options{}, `"life": arm 1: -1.5: give numbers from -1 to 1`},
		{Forest{Words: w, Arms: make([]string, 1), Groups: []MetricGroup{{Rows: []MetricRow{{Values: []Interval{{Low: 2, High: 1}}}}}}}, Options{}, "Low is 2"},
		{Dumbbell{Words: w, Arms: make([]string, 1)}, Options{}, "chart of 1 arm: give 2 to 5"},
		{CauseShares{Words: w, Arms: make([]string, 2)}, Options{}, "0 causes"},
		{CauseShares{Words: w, Arms: make([]string, 2), Causes: make([]MetricRow, 15)}, Options{}, "15 causes"},
		{CauseShares{Words: w, Arms: make([]string, 2), Causes: []MetricRow{{Name: "leak", Values: []Interval{{Value: -0.1}, {}}}}}, Options{}, `"leak": arm 1: -0.1`},
		{SobolBars{Words: w}, Options{}, "0 inputs: give 1 to 1000"},
		{SobolBars{Words: w, Inputs: []SobolInput{{Name: "drift", Total: SobolShare{More: -1}}}}, Options{}, `"drift": Total.More is -1`},
		{SobolBars{Words: w, Inputs: []SobolInput{{Name: "drift", First: settledAt(1.5, 0)}}}, Options{}, `"drift": First is 1.5`},
		{SobolBars{Words: w, Inputs: make([]SobolInput, 1), Noise: Interval{Low: 0.5, High: 0.4}}, Options{}, "Noise.Low is 0.5"},
		{MorrisPlane{Words: w}, Options{}, "0 inputs: give 1 to 1000"},
		{MorrisPlane{Words: w, Inputs: []MorrisInput{{Name: "drift", MuStar: Interval{Value: -1}}}}, Options{}, `"drift": MuStar has -1`},
		{MorrisPlane{Words: w, Inputs: []MorrisInput{{Sigma: Interval{Low: 2, High: 1}}}}, Options{}, "Sigma.Low is 2"},
		{MorrisPlane{Words: w, Inputs: []MorrisInput{{Floor: math.NaN()}}}, Options{}, "Floor is NaN"},
		{TradeOff{Words: w}, Options{}, "0 boxes: give 1 to 1000"},
		{TradeOff{Words: w, Boxes: make([]TradeOffBox, 2), Chosen: 2}, Options{}, "field Chosen is 2"},
		{TradeOff{Words: w, Boxes: []TradeOffBox{{}, {Density: 2, Restricted: -1}}}, Options{}, "box 2: Density is 2"},
		{TradeOff{Words: w, Boxes: make([]TradeOffBox, 1), BaseRate: 27}, Options{}, "BaseRate is 27"},
		{BoxRanges{Words: w}, Options{}, "0 restricted inputs: give 1 to 8"},
		{BoxRanges{Words: w, Inputs: []BoxInput{{Name: "drift"}}}, Options{}, `"drift": all values go from 0 to 0`},
		{BoxRanges{Words: w, Inputs: []BoxInput{{Log: true, High: BoxLimit{At: 1}}}}, Options{}, "logarithmic axis"},
		{BoxRanges{Words: w, Inputs: []BoxInput{{High: BoxLimit{At: 1}, From: BoxLimit{At: 2}, To: BoxLimit{At: 1}}}}, Options{}, "from 2 to 1"},
		{BoxRanges{Words: w, Inputs: []BoxInput{{Levels: make([]BoxLevel, 1), QuasiP: 2}}}, Options{}, "QuasiP is 2"},
		{RobustChoice{Words: w, Settings: make([]ChoiceSetting, 1)}, Options{}, "1 settings: give 2 to 16"},
		{RobustChoice{Words: w, Settings: []ChoiceSetting{{}, {Name: "weekly", MaxRegret: around(-1, 0)}}}, Options{}, `"weekly": field MaxRegret`},
		{RobustChoice{Words: w, Share: true, Settings: []ChoiceSetting{{}, {Worst: around(40, 0)}}}, Options{}, "field Worst"},
		{RobustChoice{Words: w, Settings: []ChoiceSetting{{}, {Enough: around(40, 0)}}}, Options{}, "Enough is 40"},
		{Standing{Words: w}, Options{}, "standing chart has 0 panels"},
		{Reputation{w, Paths{Panels: make([]Path, 9)}}, Options{}, "reputation chart has 9 panels"},
		{Reputation{w, Paths{Panels: []Path{{Name: "EU", Marked: 2}}}}, Options{}, `"EU": Marked is 2`},
	} {
		var out bytes.Buffer
		err := Render(&out, tc.chart, tc.o)
		if err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("error is %v, want one with %q", err, tc.want)
		}
		if out.Len() > 0 {
			t.Errorf("%q: %d bytes were written", tc.want, out.Len())
		}
	}
}

// broken is a writer that always fails.
type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

// TestWriteErrors: the writer's own error comes through.
func TestWriteErrors(t *testing.T) {
	for _, format := range []Format{PNG, SVG, PDF} {
		if err := Render(broken{}, sampleOutcomes("leak"), Options{Format: format}); !errors.Is(err, io.ErrClosedPipe) {
			t.Errorf("%v: error is %v", format, err)
		}
	}
	if err := WriteCSV(broken{}, sampleOutcomes("leak")); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("csv: error is %v", err)
	}
}
