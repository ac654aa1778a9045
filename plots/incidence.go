package plots

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg/draw"
)

// maxCauses is how many causes an incidence chart compares at most.
const maxCauses = 8

// Incidence shows why deals end: the cumulative incidence of each competing
// cause (Aalen and Johansen 1978) with its band, one panel a cause on shared
// axes, the commonest first. In each panel the other causes lie in grey behind,
// so that the panels can be compared. The shares are not stacked: a stack shows
// no band, and all but its lowest layer stand on slopes.
type Incidence struct {
	Words
	N      int     // deals followed from day 0
	Causes []Cause // 1 to 8
	// Horizon is the last day shown. 0 shows up to the last day of any cause.
	Horizon float64
	// YLabel and XLabel name the axes; when empty they are "Share of deals
	// ended by each cause" and "days since signing".
	YLabel, XLabel string
}

// Cause is one way in which a deal can end. All columns have one row for each
// day on which the estimate changes, in ascending order.
type Cause struct {
	Name string
	Day  []float64 // days since the start, 0 or more
	// Share is the cumulative incidence from this day on, in [0, 1].
	Share []float64
	// Low and High bound Share pointwise. NaN leaves a gap. Both may be empty:
	// there is no band then.
	Low, High []float64
}

func (in Incidence) words() Words { return in.Words }

func (in Incidence) check() error {
	if n := len(in.Causes); n < 1 || n > maxCauses {
		return fmt.Errorf("incidence chart has %d causes: give 1 to %d, and gather the rest as one", n, maxCauses)
	}
	if in.N < 0 {
		return fmt.Errorf("field N is %d: give 0 or more", in.N)
	}
	if err := checkHorizon(in.Horizon); err != nil {
		return err
	}
	var problems []error
	for _, c := range in.Causes {
		if err := c.check(); err != nil {
			problems = append(problems, fmt.Errorf("cause %q: %w", c.Name, err))
		}
	}
	return errors.Join(problems...)
}

func (c Cause) check() error {
	if len(c.Low) != len(c.High) {
		return errors.New("give both Low and High or neither")
	}
	return checkColumns(c.Day,
		column{"Share", c.Share, false}, column{"Low", c.Low, true}, column{"High", c.High, true})
}

// end returns the last estimate no later than the horizon: 0 before the first
// end from this cause.
func (c Cause) end(horizon float64) (share, low, high float64) {
	low, high = math.NaN(), math.NaN()
	for i, d := range c.Day {
		if s := at(c.Share, i); finite(d) && d <= horizon && finite(s) {
			share, low, high = unit(s), at(c.Low, i), at(c.High, i)
		}
	}
	return share, low, high
}

// horizon returns the last day of the time axis.
func (in Incidence) horizon() float64 {
	if in.Horizon > 0 {
		return in.Horizon
	}
	if last := in.last(); last > 0 {
		return last
	}
	return 1
}

// last returns the last day of any cause: up to there each of them is known.
func (in Incidence) last() float64 {
	last := 0.0
	for _, c := range in.Causes {
		last = max(last, lastDay(c.Day))
	}
	return last
}

// sorted returns the causes, the commonest first.
func (in Incidence) sorted() []Cause {
	causes := slices.Clone(in.Causes)
	slices.SortStableFunc(causes, func(a, b Cause) int {
		x, _, _ := a.end(in.horizon())
		y, _, _ := b.end(in.horizon())
		return cmp.Compare(y, x)
	})
	return causes
}

// Alt tells the chart in words.
func (in Incidence) Alt() string {
	var out strings.Builder
	out.WriteString(sentence(in.Title) + fmt.Sprintf(" Cumulative incidence of %s of end, of %s followed, by day %s.",
		plural(len(in.Causes), "cause"), plural(in.N, "deal"), count(int(in.horizon()))))
	for _, c := range in.sorted() {
		value := "no deals followed"
		if in.N > 0 {
			value = withInterval(c.end(in.horizon()))
		}
		out.WriteString(" " + orElse(c.Name, "unnamed") + ": " + value + ".")
	}
	return clean(out.String())
}

// Data returns one row for each cause and day, in the order drawn.
func (in Incidence) Data() (header []string, rows [][]string) {
	header = []string{"cause", "day", "share", "low", "high"}
	for _, c := range in.sorted() {
		for i, day := range c.Day {
			rows = append(rows, []string{
				c.Name, number(day), number(at(c.Share, i)), number(at(c.Low, i)), number(at(c.High, i)),
			})
		}
	}
	return header, rows
}

func (in Incidence) draw(p *page) {
	causes, horizon := in.sorted(), in.horizon()
	behind := draw.LineStyle{Color: p.colours.axis, Width: p.m.line * 0.45}
	var key []keyItem
	if len(causes) > 1 {
		key = []keyItem{
			p.lineItem("the cause named above", p.series(0)),
			p.lineItem("the other causes", behind),
		}
	}
	g := &grid{p: p}
	greatest := 0.0
	for _, c := range causes {
		h := head{name: c.Name, values: []string{"no deals followed"}, shorts: []string{"none"}}
		if in.N > 0 {
			value := unbreakable(withInterval(c.end(horizon)))
			share, _, _ := c.end(horizon)
			h.values = []string{value + " " + unbreakable("by day "+count(int(horizon))), value}
			h.shorts = []string{percent(share)}
		}
		g.heads = append(g.heads, h)
		greatest = max(greatest, most(c.Share, c.High))
	}
	names := orElse(in.YLabel, "Share of deals ended by each cause") + ", by " + orElse(in.XLabel, "days since signing")
	newShareAxis(greatest, len(causes)).panels(g, key, names, timeAxis{horizon: horizon}, func(a *panel, i int) bool {
		if in.N == 0 {
			return false
		}
		low, high := stepBands(causes[i].Day, causes[i].Low, causes[i].High, horizon, in.until())
		a.stepBand(low, high)
		for j, other := range causes {
			if j != i {
				a.line(in.points(other), behind, true)
			}
		}
		a.line(in.points(causes[i]), p.series(0), true)
		return true
	})
}

// until returns the day on which the curves stop.
func (in Incidence) until() float64 {
	if in.last() == 0 {
		return in.horizon()
	}
	return min(in.last(), in.horizon())
}

// points returns the corners of a cause's curve.
func (in Incidence) points(c Cause) plotter.XYs {
	share, _, _ := c.end(in.horizon())
	return append(stepPoints(0, c.Day, c.Share, in.horizon()), plotter.XY{X: in.until(), Y: share})
}
