package study

import (
	"encoding/json"
	"math"

	"backchannel/sim/stats"
)

// Figure is a metric at a point, with its interval of the level stats.Level95 by
// the rule that a summary has for such a figure: Wilson's (1927) score interval
// for a share of cases, one of score type for other means of what is bounded,
// Student's t for the rest.
type Figure struct {
	stats.Estimate
	StdErr float64 // of Value; NaN where fewer than 2 runs have something to say
}

// figureJSON is the JSON form of a Figure.
type figureJSON struct {
	Value  *float64 `json:"value"`
	Low    *float64 `json:"low"`
	High   *float64 `json:"high"`
	N      int      `json:"n"`
	StdErr *float64 `json:"std_err"`
}

// MarshalJSON writes {"value":..,"low":..,"high":..,"n":..,"std_err":..}, with null
// for NaN.
func (f Figure) MarshalJSON() ([]byte, error) {
	return json.Marshal(figureJSON{orNull(f.Value), orNull(f.Low), orNull(f.High), f.N, orNull(f.StdErr)})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (f *Figure) UnmarshalJSON(data []byte) error {
	var j figureJSON
	if err := json.Unmarshal(data, &j); err != nil {
		return err
	}
	*f = Figure{
		Estimate: stats.Estimate{Value: orNaN(j.Value), Low: orNaN(j.Low), High: orNaN(j.High), N: j.N}, StdErr: orNaN(j.StdErr),
	}
	return nil
}

// figure estimates the metric from what runs came to.
func (m *Metric) figure(x *moments) Figure {
	value, stdErr := x.meanAndError()
	f := Figure{StdErr: stdErr}
	switch {
	case m.yes && x.n > 0:
		f.Estimate = stats.Wilson(int(math.Round(value*float64(x.n))), x.n, stats.Level95)
	case m.Unit == aShare, m.Unit == zeroToOne:
		f.Estimate = x.share(stats.Level95)
	case m.Unit == aNumber:
		f.Estimate = x.count(stats.Level95)
	default:
		f.Estimate = x.mean(stats.Level95)
	}
	f.Estimate = possible(f.Estimate, m.Unit)
	return f
}
