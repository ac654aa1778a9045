package study

import (
	"math"
	"slices"

	"backchannel/sim/stats"
)

// TornadoResult is what becomes of a metric when one input at a time is set to
// its low and to its high end, all else being as the scenario has it.
type TornadoResult struct {
	Metric string         `json:"metric"`
	Base   stats.Estimate `json:"base"`   // of the scenario as it is
	Inputs []TornadoInput `json:"inputs"` // in the order of the inputs
	// Together is the level of one interval: 1 less an equal share, among all ends
	// and swings of all metrics, of what the level of the study leaves to error
	// (Bonferroni). So all hold together, those of the longest bars too.
	Together float64 `json:"level_each"`
}

// TornadoInput is one bar.
type TornadoInput struct {
	Path string     `json:"path"`
	Low  TornadoEnd `json:"low"`  // at the 5th percentile
	High TornadoEnd `json:"high"` // at the 95th percentile
	// Swing is the value at the high end less that at the low end.
	Swing stats.Estimate `json:"swing"`
	// Length is the greatest distance between the values at the low end, the base
	// and the high end, by which bars are ranked: an input may be at its worst, or
	// at its best, where the scenario has it.
	Length Number `json:"length"`
	Clear  bool   `json:"clear"` // the interval of an end or of the swing leaves out 0
}

// TornadoEnd is the metric at one end.
type TornadoEnd struct {
	Setting    float64        `json:"setting"`    // of the input
	Value      stats.Estimate `json:"value"`      // of the metric; its limits, at Level95, are of this point alone
	Difference stats.Estimate `json:"difference"` // from the base, by pairs of runs
}

// Ranked returns the inputs by length, the longest first; of the same length,
// in their order; those without one at the end.
func (t *TornadoResult) Ranked() []TornadoInput {
	return rankedBy(t.Inputs, func(x TornadoInput) float64 { return float64(x.Length) })
}

// tornado lays out the base and then, by input, its low and its high end. All
// points share their luck.
func (c *SensitivityConfig) tornado() (*plan, error) {
	base, err := c.Space.Base()
	if err != nil {
		return nil, err
	}
	p := c.Space.ends(base)
	p.judge = func(out *Sensitivity, s *Swept, metric int) {
		out.Tornado = append(out.Tornado, tornadoResult(s, metric, out.Level))
	}
	return p, nil
}

// ends are the base and, by factor, it with that factor at either end.
func (x *Space) ends(base []float64) *plan {
	p := &plan{points: [][]float64{base}}
	for i := range base {
		for _, end := range []float64{lowEnd, highEnd} {
			at := slices.Clone(base)
			at[i] = x.value(i, end)
			p.points = append(p.points, at)
		}
	}
	p.luck = make([]int, len(p.points))
	return p
}

// tornadoResult holds the ends against the base and against each other.
func tornadoResult(s *Swept, metric int, level float64) TornadoResult {
	tests := 3 * len(s.Factors) * len(s.Metrics)
	r := TornadoResult{
		Metric: s.Metrics[metric].Name, Base: s.Points[0].Figures[metric].Estimate, Together: 1 - (1-level)/float64(max(tests, 1)),
	}
	for i := range s.Factors {
		low, high := 1+2*i, 2+2*i
		in := TornadoInput{
			Path:  s.Factors[i].Path,
			Low:   TornadoEnd{Setting: s.Points[low].Values[i], Value: s.Points[low].Figures[metric].Estimate},
			High:  TornadoEnd{Setting: s.Points[high].Values[i], Value: s.Points[high].Figures[metric].Estimate},
			Swing: pairAt(s, low, high, metric, r.Together),
		}
		in.Low.Difference = pairAt(s, 0, low, metric, r.Together)
		in.High.Difference = pairAt(s, 0, high, metric, r.Together)
		in.Length = Number(longest(in.Low.Difference.Value, in.High.Difference.Value, in.Swing.Value))
		for _, e := range []stats.Estimate{in.Low.Difference, in.High.Difference, in.Swing} {
			in.Clear = in.Clear || e.Low > 0 || e.High < 0
		}
		r.Inputs = append(r.Inputs, in)
	}
	return r
}

// longest is the greatest of some lengths, signs apart; NaN where none is known.
func longest(list ...float64) float64 {
	most := math.NaN()
	for _, x := range list {
		if x = math.Abs(x); !(x <= most) && !math.IsNaN(x) {
			most = x
		}
	}
	return most
}

// pairAt is the difference of point b from point a on the same luck.
func pairAt(s *Swept, a, b, metric int, level float64) stats.Estimate {
	x, y := s.keptAt(a, metric), s.keptAt(b, metric)
	if x == nil || y == nil {
		nan := math.NaN()
		return stats.Estimate{Value: nan, Low: nan, High: nan}
	}
	return pairOf(casesOf(x), casesOf(y), level).Difference
}
