package study

import (
	"fmt"
	"strconv"
	"strings"

	"backchannel/scenarios"
)

// VariedInput is an input that was varied.
type VariedInput struct {
	Path    string   `json:"path"`
	Meaning string   `json:"meaning"`
	Unit    string   `json:"unit"`
	Spread  string   `json:"spread"` // its distribution in words
	Follows []string `json:"follows,omitempty"`
	Low     float64  `json:"low"`  // 5th percentile
	Base    float64  `json:"base"` // in the scenario as it is
	High    float64  `json:"high"` // 95th percentile
	// The same with their units, the ends to three digits.
	LowText  string `json:"low_text"`
	BaseText string `json:"base_text"`
	HighText string `json:"high_text"`
}

// The percentiles between which an input is moved by Morris and Tornado: the same
// of every distribution, so that no input has a wider range than another because
// of its form, and none is put at a place where it never is.
const lowEnd, highEnd = 0.05, 0.95

// inputs says what was varied.
func (c *SensitivityConfig) inputs() ([]VariedInput, error) {
	s := c.Space.Scenario()
	base, err := c.Space.Base()
	if err != nil {
		return nil, err
	}
	var list []VariedInput
	for i, f := range c.Space.Factors() {
		x := VariedInput{
			Path: f.Path, Meaning: f.Meaning, Unit: f.Unit, Spread: spreadWords(s, &f), Follows: f.Follows,
			Low: c.Space.value(i, lowEnd), Base: base[i], High: c.Space.value(i, highEnd),
		}
		x.LowText, x.BaseText, x.HighText = s.FormatValue(f.Path, shortened(x.Low)), s.FormatValue(f.Path, x.Base), s.FormatValue(f.Path, shortened(x.High))
		list = append(list, x)
	}
	return list, nil
}

// shortened rounds to three digits.
func shortened(x float64) float64 {
	short, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 3, 64), 64)
	if err != nil {
		return x
	}
	return short
}

// spreadWords says which values a factor has.
func spreadWords(s *scenarios.Scenario, f *scenarios.Factor) string {
	write := func(v float64) string { return s.FormatValue(f.Path, v) }
	if len(f.Levels) == 0 {
		return f.Dist.Words(write)
	}
	if n := len(f.Levels); n > 6 {
		return fmt.Sprintf("%d values from %s to %s", n, write(f.Levels[0]), write(f.Levels[n-1]))
	}
	var list []string
	for _, v := range f.Levels {
		list = append(list, write(v))
	}
	return "one of " + strings.Join(list, ", ")
}
