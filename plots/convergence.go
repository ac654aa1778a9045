package plots

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Convergence shows how an estimate settles as runs are added: the estimate
// with its interval, and the half-width of the interval against the target at
// which a batch stops. Each look at the batch is a dot, where there is room.
type Convergence struct {
	Words
	Name string // of what is estimated, as "share of deals standing a year on"
	// Runs, Estimate, Low and High have one row for each look at the batch, in
	// ascending order of runs. NaN leaves a gap.
	Runs                []int
	Estimate, Low, High []float64
	Target              float64 // half-width aimed at, in the unit of Estimate; 0 for none
	Share               bool    // the estimate is a share: it is written in percent
}

// How far the axes can reach.
const (
	maxRuns     = 1_000_000_000_000
	maxEstimate = 1e12
)

func (c Convergence) words() Words { return c.Words }

func (c Convergence) check() error {
	n := len(c.Runs)
	if len(c.Estimate) != n || len(c.Low) != n || len(c.High) != n {
		return fmt.Errorf("convergence chart has %d rows of Runs, %d of Estimate, %d of Low and %d of High: give as many",
			n, len(c.Estimate), len(c.Low), len(c.High))
	}
	if !(c.Target >= 0 && c.Target <= maxEstimate) {
		return fmt.Errorf("target half-width is %g: give a number above 0, up to %g, or 0 for none", c.Target, maxEstimate)
	}
	var problems []error
	last := 0
	for i, runs := range c.Runs {
		if runs <= last || runs > maxRuns {
			return fmt.Errorf("column Runs, row %d: %d after %d: give ascending numbers from 1 to %d", i+1, runs, last, maxRuns)
		}
		last = runs
		for _, x := range []float64{c.Estimate[i], c.Low[i], c.High[i]} {
			if finite(x) && math.Abs(x) > maxEstimate {
				problems = append(problems, fmt.Errorf("row %d holds %g: give numbers within %g of 0", i+1, x, maxEstimate))
			}
			if c.Share {
				problems = append(problems, checkShare("estimate or bound", x))
			}
		}
	}
	return errors.Join(problems...)
}

// half returns half the width of the interval of a row, NaN when not known.
func (c Convergence) half(i int) float64 { return math.Abs(c.High[i]-c.Low[i]) / 2 }

// last returns the last row with an estimate and an interval, or -1.
func (c Convergence) last() int {
	for i := len(c.Runs) - 1; i >= 0; i-- {
		if finite(c.Estimate[i]) && finite(c.half(i)) {
			return i
		}
	}
	return -1
}

// met returns the first row at which the target was met, or -1.
func (c Convergence) met() int {
	for i := range c.Runs {
		if c.half(i) <= c.Target {
			return i
		}
	}
	return -1
}

// write writes a value to as many places as tell apart values that far apart.
func (c Convergence) write(x, apart float64) string {
	if !finite(x) {
		return "n/a"
	}
	if c.Share {
		x, apart = x*100, apart*100
	}
	if math.Abs(x) >= 1e7 {
		return strconv.FormatFloat(x, 'g', 3, 64)
	}
	places := 0
	if apart > 0 {
		places = max(0, min(9, int(math.Ceil(-math.Log10(apart)-1e-9))))
	}
	s := strconv.FormatFloat(math.Abs(x), 'f', places, 64)
	if x < 0 {
		s = "−" + s
	}
	if c.Share {
		s += "%"
	}
	return s
}

// width writes a half-width to two figures: of a share in percentage points,
// since a percentage of a share could mean either.
func (c Convergence) width(x float64) string { return strings.TrimSuffix(c.write(x, x/10), "%") }

// widthName names the measure of the half-width.
func (c Convergence) widthName() string {
	if c.Share {
		return "Half-width of its interval, in percentage points"
	}
	return "Half-width of its interval"
}

// estimated says where the estimate ended.
func (c Convergence) estimated() string {
	i := c.last()
	if i < 0 {
		return "no runs"
	}
	apart := c.half(i) / 10
	low := strings.TrimSuffix(c.write(c.Low[i], apart), "%")
	return fmt.Sprintf("%s (%s to %s) after %s", c.write(c.Estimate[i], apart), low,
		c.write(c.High[i], apart), plural(c.Runs[i], "run"))
}

// reached says whether the target was met.
func (c Convergence) reached() string {
	i := c.last()
	switch met := c.met(); {
	case i < 0:
		return "no runs"
	case c.Target == 0:
		return "±" + c.width(c.half(i))
	case met >= 0:
		return fmt.Sprintf("target ±%s met after %s", c.width(c.Target), plural(c.Runs[met], "run"))
	default:
		return fmt.Sprintf("±%s, target ±%s not met", c.width(c.half(i)), c.width(c.Target))
	}
}

// Alt tells the chart in words.
func (c Convergence) Alt() string {
	return clean(fmt.Sprintf("%s Estimate of %s by number of runs: %s. %s: %s.",
		sentence(c.Title), orElse(c.Name, "one number"), c.estimated(), c.widthName(), c.reached()))
}

// Data returns one row for each look.
func (c Convergence) Data() (header []string, rows [][]string) {
	header = []string{"runs", "estimate", "low", "high", "half_width"}
	for i, runs := range c.Runs {
		rows = append(rows, []string{
			strconv.Itoa(runs), number(at(c.Estimate, i)), number(at(c.Low, i)), number(at(c.High, i)),
			number((at(c.High, i) - at(c.Low, i)) / 2),
		})
	}
	return header, rows
}
