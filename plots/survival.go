package plots

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Survival shows how long deals last: Kaplan-Meier curves (Kaplan and Meier
// 1958) with confidence bands, and beneath them how many were at risk, had
// ended and were censored by each day, in the form that the KMunicate study
// recommends (Morris et al. 2019).
type Survival struct {
	Words
	Curves []Curve // 1 to 4, drawn in this order
	// Horizon is the last day shown. 0 shows up to the last day of any curve.
	Horizon float64
	// YLabel and XLabel name the axes; when empty they are "Share of deals
	// still standing" and "Days since signing".
	YLabel, XLabel string
}

// Curve is one Kaplan-Meier curve. The five columns Day to Censored have one
// row for each distinct day on which something ended or was censored, in
// ascending order.
type Curve struct {
	Name string // what the direct label and the table call it
	N    int    // number observed, at risk on day 0

	Day      []float64 // days since the start, 0 or more
	Survival []float64 // share surviving from this day on, in [0, 1]
	// Low and High bound Survival pointwise, usually the 95% log-log interval.
	// NaN leaves a gap, as where the interval is not defined. Both may be
	// empty: there is no band then.
	Low, High []float64
	// Ended and Censored count what ended and what was censored on this very
	// day. Both may be empty: the table is left out then.
	Ended, Censored []int
}

func (s Survival) words() Words { return s.Words }

func (s Survival) check() error {
	if n := len(s.Curves); n < 1 || n > maxSeries {
		return fmt.Errorf("survival chart has %d curves: give 1 to %d, and draw more as small multiples", n, maxSeries)
	}
	if err := checkHorizon(s.Horizon); err != nil {
		return err
	}
	var problems []error
	for _, c := range s.Curves {
		if err := c.check(); err != nil {
			problems = append(problems, fmt.Errorf("curve %q: %w", c.Name, err))
		}
	}
	return errors.Join(problems...)
}

func (c Curve) check() error {
	n := len(c.Day)
	for _, column := range []struct {
		name     string
		rows     int
		optional bool
	}{
		{"Survival", len(c.Survival), false},
		{"Low", len(c.Low), true},
		{"High", len(c.High), true},
		{"Ended", len(c.Ended), true},
		{"Censored", len(c.Censored), true},
	} {
		if column.rows != n && (!column.optional || column.rows != 0) {
			return fmt.Errorf("column Day has %d rows and %s has %d: give as many", n, column.name, column.rows)
		}
	}
	if len(c.Low) != len(c.High) || len(c.Ended) != len(c.Censored) {
		return errors.New("give both Low and High or neither, and both Ended and Censored or neither")
	}
	if c.N < 0 {
		return fmt.Errorf("field N is %d: give 0 or more", c.N)
	}
	return c.checkRows()
}

func (c Curve) checkRows() error {
	if err := checkDays("Day", c.Day); err != nil {
		return err
	}
	gone := 0
	for i := range c.Day {
		if err := checkShare("Survival", c.Survival[i]); err != nil {
			return err
		}
		if len(c.Low) > 0 {
			if err := errors.Join(checkShare("Low", c.Low[i]), checkShare("High", c.High[i])); err != nil {
				return err
			}
		}
		if len(c.Ended) > 0 {
			if c.Ended[i] < 0 || c.Censored[i] < 0 || c.Ended[i] > c.N || c.Censored[i] > c.N {
				return fmt.Errorf("row %d: Ended %d and Censored %d: give counts from 0 to N (%d)", i+1, c.Ended[i], c.Censored[i], c.N)
			}
			gone += c.Ended[i] + c.Censored[i]
		}
	}
	if gone > c.N {
		return fmt.Errorf("%d ended or were censored, but N is %d: count each once", gone, c.N)
	}
	return nil
}

// horizon returns the last day of the time axis.
func (s Survival) horizon() float64 {
	if s.Horizon > 0 {
		return s.Horizon
	}
	last := 0.0
	for _, c := range s.Curves {
		last = max(last, lastDay(c.Day))
	}
	if last == 0 {
		return 1
	}
	return last
}

// Alt tells the chart in words.
func (s Survival) Alt() string {
	var out strings.Builder
	out.WriteString(sentence(s.Title) + " Survival curves of " + plural(len(s.Curves), "group"))
	if s.counted() {
		out.WriteString(", with a table of numbers at risk")
	}
	out.WriteString(".")
	for _, c := range s.Curves {
		out.WriteString(" " + orElse(c.Name, "unnamed") + ": " + c.finding(s.horizon()) + ".")
	}
	return clean(out.String())
}

// counted says whether it is known of every curve how many were at risk.
func (s Survival) counted() bool {
	return !slices.ContainsFunc(s.Curves, func(c Curve) bool {
		return len(c.Ended) != len(c.Day) || len(c.Censored) != len(c.Day)
	})
}

// finding says what was left of a curve at its end, and when half had ended.
func (c Curve) finding(horizon float64) string {
	day, share, low, high, ok := c.end(horizon)
	if !ok {
		return "nothing observed"
	}
	out := fmt.Sprintf("%s of %s still standing on day %s", withInterval(share, low, high), count(c.N), count(int(day)))
	for i, d := range c.Day {
		if finite(d) && d <= horizon && at(c.Survival, i) <= 0.5 {
			return out + "; half had ended by day " + count(int(d))
		}
	}
	return out
}

// Data returns one row for each curve and day. At risk means observed until
// just before that day.
func (s Survival) Data() (header []string, rows [][]string) {
	header = []string{"curve", "day", "survival", "low", "high", "at_risk", "ended", "censored"}
	for _, c := range s.Curves {
		for i, day := range c.Day {
			row := []string{
				c.Name, number(day), number(at(c.Survival, i)),
				number(at(c.Low, i)), number(at(c.High, i)), "", "", "",
			}
			if i < min(len(c.Ended), len(c.Censored)) {
				atRisk, _, _ := c.counts(day)
				row[5], row[6], row[7] = strconv.Itoa(atRisk), strconv.Itoa(c.Ended[i]), strconv.Itoa(c.Censored[i])
			}
			rows = append(rows, row)
		}
	}
	return header, rows
}

// end returns the last estimate no later than the horizon.
func (c Curve) end(horizon float64) (day, share, low, high float64, ok bool) {
	if c.N == 0 && len(c.Day) == 0 {
		return 0, math.NaN(), math.NaN(), math.NaN(), false
	}
	share, low, high = 1, math.NaN(), math.NaN()
	for i, d := range c.Day {
		if s := at(c.Survival, i); finite(d) && d <= horizon && finite(s) {
			share, low, high = unit(s), at(c.Low, i), at(c.High, i)
		}
	}
	return min(lastDay(c.Day), horizon), share, low, high, true
}

// counts returns how many were at risk, had ended and were censored before the
// given day: together always N.
func (c Curve) counts(day float64) (atRisk, ended, censored int) {
	for i, d := range c.Day {
		if finite(d) && d < day && i < min(len(c.Ended), len(c.Censored)) {
			ended += c.Ended[i]
			censored += c.Censored[i]
		}
	}
	return c.N - ended - censored, ended, censored
}
