package plots

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// percent writes a share in [0, 1] as a whole percentage. What is not exactly
// none or all is never rounded to it.
func percent(share float64) string {
	switch p := share * 100; {
	case !finite(share):
		return "n/a"
	case p > 0 && p < 0.5:
		return "<1%"
	case p < 100 && p >= 99.5:
		return ">99%"
	default:
		return strconv.Itoa(int(math.Round(p))) + "%"
	}
}

// interval writes two shares as "29 to 40%", or nothing when either is missing.
func interval(low, high float64) string {
	if !finite(low) || !finite(high) {
		return ""
	}
	l, h := percent(low), percent(high)
	if l == h {
		return h
	}
	return strings.TrimSuffix(l, "%") + " to " + h
}

// withInterval writes "34% (29 to 40%)", or the share alone.
func withInterval(share, low, high float64) string {
	if between := interval(low, high); between != "" {
		return percent(share) + " (" + between + ")"
	}
	return percent(share)
}

// count writes a whole number with commas between thousands.
func count(n int) string {
	digits := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, digits = "−", digits[1:]
	}
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return sign + digits
}

// plural writes "1 deal", "2 deals".
func plural(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return count(n) + " " + one + "s"
}

// at returns row i of a column, or NaN where there is none.
func at(column []float64, i int) float64 {
	if i < len(column) {
		return column[i]
	}
	return math.NaN()
}

// checkShare says whether x may stand where a share belongs. A missing number
// may: it leaves a gap.
func checkShare(what string, x float64) error {
	const rounding = 1e-9
	if finite(x) && (x < -rounding || x > 1+rounding) {
		return fmt.Errorf("%s is %g: give a share from 0 to 1", what, x)
	}
	return nil
}
