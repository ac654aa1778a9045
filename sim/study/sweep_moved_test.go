package study

import (
	"math"
	"testing"

	"backchannel/scenarios"
	"backchannel/sim/stats"
)

// By hand: a base of 0.5, one input that moves it down and up, and one that does
// nothing, on the same luck and without noise.
func TestMoved(t *testing.T) {
	s := &Swept{Runs: 10, Metrics: []SweptMetric{{Name: "m", Unit: aShare}}, Factors: []scenarios.Factor{
		{Input: scenarios.Input{Path: "one", Role: scenarios.Uncertainty}}, {Input: scenarios.Input{Path: "two", Role: scenarios.Uncertainty}},
	}}
	points := [][3]float64{{0.5, 0.5, 0.5}, {0.1, 0.5, 0.2}, {0.9, 0.5, 0.6}, {0.5, 0.9, 0.5}} // inputs, figure
	noise := NewReplicates(len(points), 10)
	for i, p := range points {
		for run := range 10 {
			noise.Add(i, run, p[2])
		}
		s.Points = append(s.Points, SweptPoint{Values: p[:2], Runs: 10, Figures: []Figure{{Estimate: stats.Estimate{Value: p[2], N: 10}}}})
	}
	r := s.moved(0, noise, stats.Level95)
	one, two := r.Inputs[0], r.Inputs[1]
	for what, c := range map[string][2]float64{
		"low": {one.Low.Difference.Value, -0.3}, "high": {one.High.Difference.Value, 0.1}, "swing": {one.Swing.Value, 0.4},
		"length": {float64(one.Length), 0.4}, "at": {one.Low.Setting, 0.1}, "no low": {two.Low.Difference.Value, 0}, "nothing": {two.High.Difference.Value, 0},
		"together": {r.Together, 1 - 0.05/6},
	} {
		if math.Abs(c[0]-c[1]) > 1e-12 {
			t.Errorf("%s: %v, want %v", what, c[0], c[1])
		}
	}
	if !one.Clear || two.Clear {
		t.Errorf("clear: %v, %v", one.Clear, two.Clear)
	}
}
