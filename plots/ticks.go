package plots

import (
	"math"
	"strconv"
	"time"
)

// tick is a labelled place on a time axis.
type tick struct {
	at    float64  // days from the start
	label []string // lines
}

// maxHorizon is the longest time axis, in days (about 2,700 years).
const maxHorizon = 1e6

// niceStep returns the smallest of 1, 2 and 5 times a power of ten that needs
// no more than n steps to pass most.
func niceStep(most float64, n int) float64 {
	step := math.Pow(10, math.Floor(math.Log10(most/float64(n))))
	for _, by := range []float64{1, 2, 5, 10} {
		if step*by*float64(n) >= most*(1-1e-9) {
			return step * by
		}
	}
	return step * 10
}

// dayStep returns the least round number of days of which no more than n steps
// lie within most: days, weeks, months of 30 days, half years, years.
func dayStep(most float64, n int) float64 {
	for _, days := range []float64{1, 2, 5, 10, 15, 30, 60, 90, 180, 365, 730, 1825} {
		if math.Floor(most/days) <= float64(n) {
			return days
		}
	}
	return niceStep(most/365, n) * 365
}

// dayTicks puts ticks at round days from 0 to most, at most n+1 of them.
func dayTicks(most float64, n int) []tick {
	step := dayStep(most, n)
	var ticks []tick
	for d := 0.0; d <= most*(1+1e-9); d += step {
		ticks = append(ticks, tick{at: d, label: []string{count(int(d))}})
	}
	return ticks
}

// dateTicks puts ticks at month starts, or at round days when the time is
// short, at most n+1 of them. The year stands below the first and wherever it
// changes.
func dateTicks(start time.Time, most float64, n int) []tick {
	start = midnight(start)
	var ticks []tick
	year := math.MinInt
	add := func(t time.Time, label string) {
		at := daysBetween(start, t)
		if at < 0 || at > most {
			return
		}
		lines := []string{label, ""}
		if label == "" {
			lines = []string{strconv.Itoa(t.Year())}
		} else if t.Year() != year {
			lines[1] = strconv.Itoa(t.Year())
			year = t.Year()
		}
		ticks = append(ticks, tick{at: at, label: lines})
	}
	const month = 365.25 / 12
	if most < month*2 {
		step := int(dayStep(most, n))
		for d := 0; float64(d) <= most; d += step {
			t := start.AddDate(0, 0, d)
			add(t, t.Format("2 Jan"))
		}
		return ticks
	}
	step := monthStep(most/month, n)
	// The first tick stands at a multiple of the step, so that a step of a
	// year falls on 1 January.
	t := time.Date(start.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
	for daysBetween(start, t) <= most {
		label := ""
		if step%12 != 0 {
			label = t.Format("Jan")
		}
		add(t, label)
		t = t.AddDate(0, step, 0)
	}
	if len(ticks) == 0 { // no month start of that step lies on a short axis
		add(start, start.Format("2 Jan"))
	}
	return ticks
}

// monthStep returns the least round number of months of which no more than n
// steps lie within most months.
func monthStep(most float64, n int) int {
	for _, months := range []int{1, 2, 3, 6, 12, 24, 36, 60} {
		if math.Floor(most/float64(months)) <= float64(n) {
			return months
		}
	}
	return int(niceStep(most/12, n)) * 12
}

// midnight drops the hour and the zone of a time.
func midnight(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// daysBetween counts days by seconds, since a time.Duration ends at 292 years.
func daysBetween(from, to time.Time) float64 {
	return float64(to.Unix()-from.Unix()) / 86400
}
