package plots

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// MetricGroup holds metrics of one unit, which share an axis.
type MetricGroup struct {
	// Axis names the axis, with its unit: "days", "share of first deals".
	Axis string
	// Share says that the values are shares, or differences of shares: they are
	// written in percent, differences in percentage points.
	Share bool
	Rows  []MetricRow
}

// MetricRow is one metric in every arm.
type MetricRow struct {
	Name   string     // in plain words
	Values []Interval // one for each arm, in their order
}

// Interval is an estimate with its confidence interval. NaN stands for what is
// not known.
type Interval struct {
	Value, Low, High float64
	// Unclear marks a difference as one that chance may have made although its
	// interval leaves out 0, as after a correction for the number of rows. A
	// chart of values takes no heed of it.
	Unclear bool
}

// clear reports whether a difference is told from chance.
func (x Interval) clear() bool { return !x.Unclear && (x.Low > 0 || x.High < 0) }

// known reports whether there is an interval to draw.
func (x Interval) known() bool { return finite(x.Value) && finite(x.Low) && finite(x.High) }

// Limits of a chart of metrics: rows and axes together must fit in every size.
const (
	maxMetricRows   = 16 // where an axis counts as two rows
	maxMetricGroups = 4
	maxMetric       = 1e12
)

// checkGroups says whether there is room for the groups, and whether each row has
// a value for each arm, at least least and, of shares, at most 1.
func checkGroups(groups []MetricGroup, arms int, least float64) error {
	if n := len(groups); n < 1 || n > maxMetricGroups {
		return fmt.Errorf("%d groups of metrics: give 1 to %d, and draw the others apart", n, maxMetricGroups)
	}
	room := maxMetricRows - 2*len(groups)
	rows := 0
	var problems []error
	for _, g := range groups {
		rows += len(g.Rows)
		for _, row := range g.Rows {
			if err := row.check(arms, g.Share, least); err != nil {
				problems = append(problems, fmt.Errorf("metric %q: %w", row.Name, err))
			}
		}
	}
	if rows < 1 || rows > room {
		return fmt.Errorf("%d metrics in %s: give 1 to %d, and draw the others apart", rows, plural(len(groups), "group"), room)
	}
	return errors.Join(problems...)
}

func (row MetricRow) check(arms int, share bool, least float64) error {
	if len(row.Values) != arms {
		return fmt.Errorf("%d values for %s: give as many", len(row.Values), plural(arms, "arm"))
	}
	most := maxMetric
	if share {
		most = 1
	}
	const rounding = 1e-9
	for i, x := range row.Values {
		for _, v := range []float64{x.Value, x.Low, x.High} {
			if finite(v) && (v < max(least, -most)-rounding || v > most+rounding) {
				return fmt.Errorf("arm %d: %g: give numbers from %g to %g", i+1, v, max(least, -most), most)
			}
		}
		if x.Low > x.High {
			return fmt.Errorf("arm %d: Low is %g and High is %g: give Low no greater than High", i+1, x.Low, x.High)
		}
	}
	return nil
}

// checkArms says whether the arms can be told apart by their names and looks.
func checkArms(arms []string, least, most int) error {
	if n := len(arms); n < least || n > most {
		return fmt.Errorf("chart of %s: give %d to %d", plural(n, "arm"), least, most)
	}
	return nil
}

// span returns the least and the greatest number of a group.
func (g MetricGroup) span() (low, high float64, ok bool) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, row := range g.Rows {
		for _, x := range row.Values {
			for _, v := range []float64{x.Value, x.Low, x.High} {
				if finite(x.Value) && finite(v) {
					low, high, ok = min(low, v), max(high, v), true
				}
			}
		}
	}
	return low, high, ok
}

// places returns how many decimals the values of a group are written with: as
// many as the half-widths of their intervals are worth, the middle one by size.
func (g MetricGroup) places() int {
	var halves []float64
	for _, row := range g.Rows {
		for _, x := range row.Values {
			if half := (x.High - x.Low) / 2; x.known() && half > 0 {
				halves = append(halves, half)
			}
		}
	}
	if len(halves) == 0 {
		return 1
	}
	return worth(median(halves) * g.factor())
}

// factor is by what values are multiplied to be written.
func (g MetricGroup) factor() float64 {
	if g.Share {
		return 100
	}
	return 1
}

// worth returns how many decimals an error of that size leaves of use: two
// figures of it, or one where the first three are 355 or more (the rounding rule
// of the Particle Data Group, Workman et al. 2022).
func worth(size float64) int {
	places := decimals(size, 1)
	if lead := size * math.Pow10(-int(math.Floor(math.Log10(size)+1e-9))); lead < 3.55 {
		places = decimals(size, 2)
	}
	return places
}

// decimals returns how many decimals show so many figures of x, at most 4.
func decimals(x float64, figures int) int {
	return max(0, min(4, figures-1-int(math.Floor(math.Log10(x)+1e-9))))
}

// decimal writes x with so many decimals, a minus sign, and commas between
// thousands; with signed, a plus sign too.
func decimal(x float64, places int, signed bool) string {
	if !finite(x) {
		return "n/a"
	}
	whole, fraction, _ := strings.Cut(strconv.FormatFloat(math.Abs(x), 'f', places, 64), ".")
	out := whole
	if n, err := strconv.Atoi(whole); err == nil {
		out = count(n)
	}
	if fraction != "" {
		out += "." + fraction
	}
	zero := strings.Trim(out, "0.,") == ""
	switch {
	case zero:
		return out
	case x < 0:
		return "−" + out
	case signed:
		return "+" + out
	}
	return out
}

// median returns the middle of the numbers by size, the upper one of two.
func median(xs []float64) float64 {
	sorted := slices.Sorted(slices.Values(xs))
	return sorted[len(sorted)/2]
}
