package plots

import (
	"fmt"
	"math"
	"time"
)

// checkHorizon says whether a time axis can reach that far; 0 leaves the end
// to the data.
func checkHorizon(days float64) error {
	if math.IsNaN(days) || days < 0 || days > maxHorizon {
		return fmt.Errorf("horizon is %g days: give 0 to %g", days, maxHorizon)
	}
	return nil
}

// checkStart says whether a calendar can hold the date of day 0.
func checkStart(start time.Time) error {
	if y := start.Year(); !start.IsZero() && (y < 1 || y > 9999) {
		return fmt.Errorf("day 0 lies in the year %d: give a year from 1 to 9999", y)
	}
	return nil
}

// checkDays says whether the days are in ascending order and within reach of a
// time axis. Missing ones are passed over: their rows are not drawn.
func checkDays(what string, days []float64) error {
	last := 0.0
	for i, d := range days {
		switch {
		case !finite(d):
		case d < 0 || d > maxHorizon:
			return fmt.Errorf("%s, row %d: day %g: give 0 to %g", what, i+1, d, maxHorizon)
		case d < last:
			return fmt.Errorf("%s, row %d: day %g comes after day %g: sort the rows by day", what, i+1, d, last)
		default:
			last = d
		}
	}
	return nil
}

// lastDay returns the last finite day, or 0.
func lastDay(days []float64) float64 {
	last := 0.0
	for _, d := range days {
		if finite(d) {
			last = max(last, d)
		}
	}
	return last
}
