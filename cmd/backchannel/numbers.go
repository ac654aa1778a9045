package main

import (
	"fmt"
	"math"
	"strconv"

	"backchannel/sim/study"
)

// shown is a measure as the table has it: value, limits, both in the unit that
// value shows.
func shown(m study.Measure) (value, interval string) {
	format := formatOf(m)
	suffix := ""
	if m.Unit == "share" {
		suffix = "%"
	}
	switch {
	case !math.IsNaN(m.Value):
		value = format(m.Value) + suffix
	case m.N > 0 && m.Unit == "days":
		value = "not reached"
	default:
		value = "–"
	}
	return value, between(m, format)
}

// between is "12 to 15"; where one limit is not known, "from 12" or "up to 15".
func between(m study.Measure, format func(float64) string) string {
	low, high := !math.IsNaN(m.Low), !math.IsNaN(m.High)
	switch {
	case low && high:
		return format(m.Low) + " to " + format(m.High)
	case low:
		return "from " + format(m.Low)
	case high:
		return "up to " + format(m.High)
	}
	return ""
}

// formatOf writes numbers with as many digits as are worth telling: a share by
// the size of the sample, other figures by the width of their interval.
func formatOf(m study.Measure) func(float64) string {
	digits := 0
	switch m.Unit {
	case "share":
		if m.N >= 1000 {
			digits = 1
		}
		return func(x float64) string { return percent(x, digits) }
	case "number":
		digits = 1
	case "days":
	default:
		digits = 2
	}
	if half := (m.High - m.Low) / 2; half > 0 { // false for NaN
		digits = min(max(int(math.Ceil(-math.Log10(half))), digits), 3)
	}
	return func(x float64) string { return fixed(x, digits) }
}

// percent writes a share in percent, without the sign. What is not exactly
// none or all is never rounded to it.
func percent(x float64, digits int) string {
	least := math.Pow10(-digits)
	switch p := 100 * x; {
	case p == 0 || p == 100:
		return fixed(p, 0)
	case p > 0 && p < least/2:
		return "<" + fixed(least, digits)
	case p < 100 && p >= 100-least/2:
		return ">" + fixed(100-least, digits)
	default:
		return fixed(p, digits)
	}
}

func fixed(x float64, digits int) string {
	text := strconv.FormatFloat(x, 'f', digits, 64)
	if zero := fmt.Sprintf("-%.*f", digits, 0.0); text == zero {
		return text[1:]
	}
	return text
}

// rate is a measure in one cell: "14.1% (12.6–15.8)".
func rate(m study.Measure, ok bool) string {
	if !ok || math.IsNaN(m.Value) {
		return "–"
	}
	format := formatOf(m)
	sign := ""
	if m.Unit == "share" {
		sign = "%"
	}
	if math.IsNaN(m.Low) || math.IsNaN(m.High) {
		return format(m.Value) + sign
	}
	return fmt.Sprintf("%s%s (%s–%s)", format(m.Value), sign, format(m.Low), format(m.High))
}

// orNaN is the number pointed to, NaN where there is none.
func orNaN(x *float64) float64 {
	if x == nil {
		return math.NaN()
	}
	return *x
}
