package scenarios

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"backchannel/sim"
)

// A dimensioned value is written as a number and a suffix. Each unit has a
// few suffixes; the first is the one written back.
type suffix struct {
	text  string
	worth float64 // in the unit the engine uses
}

// never is how a length of time without end is written.
const never = "never"

// suffixes lists the ways to write a unit; none for plain numbers.
func suffixes(u sim.Unit) []suffix {
	switch u {
	case sim.Days:
		return []suffix{{"d", 1}, {"h", 1.0 / 24}, {"w", 7}, {"y", sim.DaysPerYear}}
	case sim.PerYear:
		return []suffix{{"/year", 1}, {"/y", 1}, {"/month", 12}, {"/week", sim.DaysPerYear / 7}, {"/day", sim.DaysPerYear}}
	case sim.PerRootYear:
		return []suffix{{"/sqrt(year)", 1}, {"/sqrt(y)", 1}}
	}
	return nil
}

// example shows how a value of the unit is written.
func example(u sim.Unit) string {
	switch u {
	case sim.Days:
		return `a length of time in quotes: "6h", "21d", "6w" or "2y"`
	case sim.PerYear:
		return `a rate in quotes: "0.4/year" or "0.1/month"`
	case sim.PerRootYear:
		return `a rate of drift in quotes: "0.1/sqrt(year)"`
	}
	return "a number"
}

// parseUnit reads a dimensioned value: a number as TOML has it, a blank or
// none, and a suffix.
func parseUnit(text string, u sim.Unit) (float64, error) {
	s := strings.TrimSpace(text)
	if s == never && u == sim.Days {
		return math.Inf(1), nil
	}
	best := suffix{}
	for _, x := range suffixes(u) {
		if strings.HasSuffix(s, x.text) && len(x.text) > len(best.text) {
			best = x
		}
	}
	if best.text == "" {
		return 0, fmt.Errorf("%q has no unit that fits", text)
	}
	s = strings.TrimSpace(strings.TrimSuffix(s, best.text))
	v, err := decimal(s)
	switch {
	case errors.Is(err, strconv.ErrRange):
		return 0, fmt.Errorf("%q is too large", text)
	case err != nil:
		return 0, fmt.Errorf("%q does not start with a number", text)
	}
	if best.worth == 1.0/24 {
		return v / 24, nil // exact for whole quarters of a day
	}
	if v *= best.worth; math.IsInf(v, 0) {
		return 0, fmt.Errorf("%q is too large", text)
	}
	return v, nil
}

// withUnit says how a bare number could have been meant.
func withUnit(v float64, u sim.Unit) string {
	switch {
	case math.IsNaN(v) || math.IsInf(v, 0):
		return "write " + example(u)
	case u == sim.Days:
		return fmt.Sprintf("write %s if days are meant; hours, weeks and years end in h, w and y", formatUnit(v, u))
	}
	return fmt.Sprintf("write %s if that is meant", formatUnit(v, u))
}

// decimal reads a number in decimal digits: ParseFloat also knows hexadecimal
// ones, infinities and words, which no one means here.
func decimal(s string) (float64, error) {
	if strings.Trim(s, "+-.0123456789eE") != "" {
		return 0, strconv.ErrSyntax
	}
	return strconv.ParseFloat(s, 64)
}

// formatUnit writes a value as a scenario file has it, so that reading it
// gives the same number.
func formatUnit(v float64, u sim.Unit) string {
	if math.IsInf(v, 1) {
		return strconv.Quote(never)
	}
	list := suffixes(u)
	if len(list) == 0 {
		return formatNumber(v)
	}
	return strconv.Quote(strconv.FormatFloat(v, 'g', -1, 64) + list[0].text)
}

// formatNumber writes a number that TOML reads back as the same float.
func formatNumber(v float64) string {
	s := strconv.FormatFloat(v, 'g', -1, 64)
	if !strings.ContainsAny(s, ".e") {
		s += ".0"
	}
	return s
}
