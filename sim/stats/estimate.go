package stats

import (
	"encoding/json"
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Level95 is the confidence level that the program reports by default.
const Level95 = 0.95

// Estimate is a value with its confidence interval and the sample it rests on.
// Low <= Value <= High where they are known.
//
// NaN stands for what the sample does not tell, and is null in JSON. All
// three are NaN where there is nothing to estimate from. A limit alone is NaN
// where the interval is open on that side: the High of a quantile that fewer
// of the sample reached, or both limits of a mean of one. The Value of a
// quantile that was not reached is NaN, while its Low may be known.
type Estimate struct {
	Value float64
	Low   float64
	High  float64
	N     int // size of the sample
}

// unknown is the estimate from a sample of n that tells nothing.
func unknown(n int) Estimate {
	return Estimate{Value: math.NaN(), Low: math.NaN(), High: math.NaN(), N: n}
}

// estimateJSON is the JSON form of an Estimate.
type estimateJSON struct {
	Value *float64 `json:"value"`
	Low   *float64 `json:"low"`
	High  *float64 `json:"high"`
	N     int      `json:"n"`
}

// MarshalJSON writes {"value":..,"low":..,"high":..,"n":..}, with null for
// NaN. An infinity is an error: JSON has no number for it.
func (e Estimate) MarshalJSON() ([]byte, error) {
	return json.Marshal(estimateJSON{
		Value: orNull(e.Value), Low: orNull(e.Low), High: orNull(e.High), N: e.N,
	})
}

// UnmarshalJSON reads what MarshalJSON writes. A number that is null or
// absent is NaN.
func (e *Estimate) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		return nil // by the convention of encoding/json, no change
	}
	var j estimateJSON
	if err := json.Unmarshal(data, &j); err != nil {
		return err
	}
	*e = Estimate{Value: orNaN(j.Value), Low: orNaN(j.Low), High: orNaN(j.High), N: j.N}
	return nil
}

func orNull(x float64) *float64 {
	if math.IsNaN(x) {
		return nil
	}
	return &x
}

func orNaN(x *float64) float64 {
	if x == nil {
		return math.NaN()
	}
	return *x
}

// normalQuantile is the z for which a standard normal variate lies within
// +-z with probability level.
func normalQuantile(level float64) float64 {
	checkLevel(level)
	return distuv.UnitNormal.Quantile((1 + level) / 2)
}

func checkLevel(level float64) {
	if !(level > 0 && level < 1) { // so written, it catches NaN
		panic(fmt.Sprintf("stats: confidence level %v is not between 0 and 1", level))
	}
}

// checkProbability panics unless 0 < p < 1.
func checkProbability(p float64) {
	if !(p > 0 && p < 1) {
		panic(fmt.Sprintf("stats: probability %v is not between 0 and 1", p))
	}
}
