package plots

import (
	"errors"
	"fmt"
	"math"
	"strings"
)

// Limits of a quantile dot plot.
const (
	maxDotPanels = 4
	maxDots      = 100 // of a panel: beyond that they cannot be counted
)

// Dots shows how long something takes as a quantile dot plot (Kay, Kola,
// Hullman and Munson 2016): 20 or 50 equally likely outcomes, one dot each, so
// that chances can be counted. What had not happened by the end of the axis, or
// of what was followed, stands beside the axis as hollow dots: it is neither
// left out nor given a day.
type Dots struct {
	Words
	Panels []DotsPanel // 1 to 4, each on an axis of its own
}

// DotsPanel is one waiting time: to the first deal, or of a deal's life.
type DotsPanel struct {
	Name string
	// At are the outcomes in days, ascending, at most 100: the quantiles at
	// (i-0.5)/n for i from 1 to n. Those not reached in what was followed are
	// +Inf or NaN, and come last.
	At []float64
	// Half is the day by which half had happened, which no dot stands for
	// exactly; NaN when fewer than half had. 0: not known, and dots are counted.
	Half float64
	// Horizon is the end of the axis, in days. 0 means the last finite outcome.
	Horizon float64
	XLabel  string // names the axis; when empty it is "Days"
}

func (d Dots) words() Words { return d.Words }

func (d Dots) check() error {
	if n := len(d.Panels); n < 1 || n > maxDotPanels {
		return fmt.Errorf("dot plot has %d panels: give 1 to %d", n, maxDotPanels)
	}
	var problems []error
	for _, pn := range d.Panels {
		if err := pn.check(); err != nil {
			problems = append(problems, fmt.Errorf("panel %q: %w", pn.Name, err))
		}
	}
	return errors.Join(problems...)
}

func (pn DotsPanel) check() error {
	if len(pn.At) > maxDots {
		return fmt.Errorf("%d dots: give at most %d", len(pn.At), maxDots)
	}
	known := true
	for i, x := range pn.At {
		if math.IsInf(x, -1) || finite(x) && !known {
			return fmt.Errorf("column At, row %d: %g: give days, and +Inf only after the last of them", i+1, x)
		}
		known = known && finite(x)
	}
	if finite(pn.Half) && (pn.Half < 0 || pn.Half > maxHorizon) || math.IsInf(pn.Half, 0) {
		return fmt.Errorf("field Half is %g: give a day from 0 to %g, or NaN", pn.Half, maxHorizon)
	}
	return errors.Join(checkHorizon(pn.Horizon), checkDays("column At", pn.At))
}

// horizon returns the end of the axis.
func (pn DotsPanel) horizon() float64 {
	if pn.Horizon > 0 {
		return pn.Horizon
	}
	if last := lastDay(pn.At); last > 0 {
		return last
	}
	return 1
}

// split returns the outcomes on the axis and how many lie beyond it.
func (pn DotsPanel) split() (on []float64, beyond int) {
	for _, x := range pn.At {
		if finite(x) && x <= pn.horizon() {
			on = append(on, x)
		}
	}
	return on, len(pn.At) - len(on)
}

// finding says by when half had happened, and how many never did.
func (pn DotsPanel) finding() string {
	on, beyond := pn.split()
	if len(pn.At) == 0 {
		return "nothing observed"
	}
	end := unbreakable("day " + count(int(math.Round(pn.horizon()))))
	out := fmt.Sprintf("%s not by %s", ofDots(beyond, len(pn.At)), end)
	if beyond == 0 {
		out = fmt.Sprintf("%s by %s", ofDots(len(pn.At), len(pn.At)), end)
	}
	if half := pn.half(on, end); half != "" {
		out = half + "; " + out
	}
	return out
}

// half says by when half had happened: by the day given, or else by counting
// dots; nothing when neither tells.
func (pn DotsPanel) half(on []float64, end string) string {
	by := func(day float64) string { return " by " + unbreakable("day "+count(int(math.Round(day)))) }
	switch n := len(pn.At) / 2; {
	case math.IsNaN(pn.Half), pn.Half > pn.horizon():
		return "fewer than half by " + end
	case pn.Half > 0:
		return "half" + by(pn.Half)
	case n > 0 && n <= len(on):
		return ofDots(n, len(pn.At)) + by(on[n-1])
	}
	return ""
}

// ofDots writes "3 of 20".
func ofDots(n, of int) string { return unbreakable(fmt.Sprintf("%d of %d", n, of)) }

// reading says what a dot is.
func (d Dots) reading() string {
	n := len(d.Panels[0].At)
	for _, pn := range d.Panels {
		if len(pn.At) != n {
			n = 0
		}
	}
	if n == 0 {
		return "The dots of a panel are equally likely outcomes."
	}
	return fmt.Sprintf("Each dot is 1 of %d equally likely outcomes.", n)
}

// Alt tells the chart in words.
func (d Dots) Alt() string {
	var out strings.Builder
	out.WriteString(sentence(d.Title) + " Quantile dot plot in " + plural(len(d.Panels), "panel") + ".")
	for _, pn := range d.Panels {
		out.WriteString(" " + orElse(pn.Name, "unnamed") + ": " + strings.ReplaceAll(pn.finding(), nbsp, " ") + ".")
	}
	return clean(out.String())
}

// Data returns one row for each dot; the day is empty where it is beyond what
// was followed.
func (d Dots) Data() (header []string, rows [][]string) {
	header = []string{"panel", "probability", "day"}
	for _, pn := range d.Panels {
		for i, x := range pn.At {
			rows = append(rows, []string{pn.Name, number((float64(i) + 0.5) / float64(len(pn.At))), number(x)})
		}
	}
	return header, rows
}

// dotStacks returns the number of bins along an axis of the given length, in
// units of a dot, and how many dots stand in each. A dot stands within half a
// bin of its outcome.
func dotStacks(on []float64, horizon, length float64) []int {
	stacks := make([]int, max(1, int(length)))
	for _, x := range on {
		i := int(x / horizon * float64(len(stacks)))
		stacks[min(i, len(stacks)-1)]++
	}
	return stacks
}
