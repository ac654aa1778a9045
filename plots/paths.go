package plots

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
)

// Standing shows the standing of each envoy with his principal over time: one
// panel an envoy, the median and central bands over runs, one run on top, and
// the days on which he fell from grace in that run.
type Standing struct {
	Words
	Paths
}

// Reputation shows how reliable the others believe each side to be over time:
// one panel a side, or a pair of sides, the median and central bands over runs,
// one run on top, and the days on which the side broke a deal in that run.
type Reputation struct {
	Words
	Paths
}

// maxPaths is how many panels with marks beneath them fit in every size.
const maxPaths = 8

// Paths are quantities from 0 to 1 that move over time, in small multiples on
// shared axes.
type Paths struct {
	Panels []Path // 1 to 8, drawn in this order
	// Probs are the probabilities of the quantile columns, ascending and
	// symmetric about one half; 0.5 among them draws the median.
	Probs []float64
	// Start is the date of day 0. The zero time shows days instead of dates.
	Start time.Time
	// Horizon is the last day shown. 0 shows up to the last day of any panel.
	Horizon float64
}

// Path is one envoy, or one side. All columns have one row for each day.
type Path struct {
	Name string
	Day  []float64 // days from the start, ascending
	// Quantiles has one column for each of Probs, in [0, 1]; NaN leaves a gap.
	Quantiles [][]float64
	Run       []float64 // one run, in [0, 1]; may be empty
	// Marks are the days of that run on which the envoy fell, or the side broke
	// a deal.
	Marks []float64
	// Marked is the share of runs with at least one mark, in [0, 1]; NaN when
	// not known.
	Marked float64
}

// pathWords are what tells the charts of paths apart.
type pathWords struct {
	axis   string // name of the vertical axis
	mark   string // what a mark is, in the key
	marked string // "fell in", before the share of runs
}

func standingWords() pathWords {
	return pathWords{
		axis: "Standing with the principal, from 0 (none) to 1 (full)",
		mark: "falls from grace in that run", marked: "fell in",
	}
}

func reputationWords() pathWords {
	return pathWords{
		axis: "Reliability as the others see it, from 0 (none) to 1 (full)",
		mark: "deals broken in that run", marked: "broke a deal in",
	}
}

func (s Standing) words() Words { return s.Words }

func (s Standing) check() error { return s.Paths.check("standing") }

// Alt tells the chart in words.
func (s Standing) Alt() string { return s.alt(s.Title, "Standing of envoys by day", standingWords()) }

// Data returns one row for each envoy and day, and one for each fall; "what"
// tells them apart.
func (s Standing) Data() (header []string, rows [][]string) { return s.data("fall") }

func (s Standing) draw(p *page) { s.Paths.draw(p, standingWords()) }

func (r Reputation) words() Words { return r.Words }

func (r Reputation) check() error { return r.Paths.check("reputation") }

// Alt tells the chart in words.
func (r Reputation) Alt() string {
	return r.alt(r.Title, "Believed reliability of sides by day", reputationWords())
}

// Data returns one row for each side and day, and one for each deal broken;
// "what" tells them apart.
func (r Reputation) Data() (header []string, rows [][]string) { return r.data("break") }

func (r Reputation) draw(p *page) { r.Paths.draw(p, reputationWords()) }

func (ps Paths) check(kind string) error {
	if n := len(ps.Panels); n < 1 || n > maxPaths {
		return fmt.Errorf("%s chart has %d panels: give 1 to %d, and draw the others apart", kind, n, maxPaths)
	}
	if err := errors.Join(checkHorizon(ps.Horizon), checkStart(ps.Start), checkProbs(ps.Probs)); err != nil {
		return err
	}
	var problems []error
	for _, pn := range ps.Panels {
		if err := pn.check(len(ps.Probs)); err != nil {
			problems = append(problems, fmt.Errorf("panel %q: %w", pn.Name, err))
		}
	}
	return errors.Join(problems...)
}

func (pn Path) check(probs int) error {
	if len(pn.Quantiles) != probs {
		return fmt.Errorf("%d columns of quantiles for %d probabilities: give as many", len(pn.Quantiles), probs)
	}
	columns := []column{{"Run", pn.Run, true}}
	for i, q := range pn.Quantiles {
		columns = append(columns, column{fmt.Sprintf("quantile column %d", i+1), q, false})
	}
	return errors.Join(checkColumns(pn.Day, columns...), checkShare("Marked", pn.Marked))
}

// horizon returns the last day of the time axis.
func (ps Paths) horizon() float64 {
	if ps.Horizon > 0 {
		return ps.Horizon
	}
	last := 0.0
	for _, pn := range ps.Panels {
		last = max(last, lastDay(pn.Day))
	}
	if last == 0 {
		return 1
	}
	return last
}

// median returns the column of medians, or -1.
func (ps Paths) median() int {
	return slices.IndexFunc(ps.Probs, func(p float64) bool { return math.Abs(p-0.5) < 1e-9 })
}

// reading says in words how to read the bands.
func (ps Paths) reading() string { return readBands(centralBands(ps.Probs)) }

func (ps Paths) alt(title, what string, w pathWords) string {
	var out strings.Builder
	out.WriteString(sentence(title) + " " + what + ", in " + plural(len(ps.Panels), "panel") + ". " + ps.reading())
	for _, pn := range ps.Panels {
		out.WriteString(" " + orElse(pn.Name, "unnamed") + ": ")
		if first, last, ok := ps.medians(pn); ok {
			out.WriteString(fmt.Sprintf("median from %.2f to %.2f", first, last))
		} else {
			out.WriteString("no median")
		}
		if finite(pn.Marked) {
			out.WriteString("; " + w.marked + " " + percent(pn.Marked) + " of runs")
		}
		out.WriteString(".")
	}
	return clean(out.String())
}

// medians returns the first and the last known median up to the horizon.
func (ps Paths) medians(pn Path) (first, last float64, ok bool) {
	i := ps.median()
	if i < 0 {
		return 0, 0, false
	}
	for row, day := range pn.Day {
		if m := pn.Quantiles[i][row]; finite(day) && day <= ps.horizon() && finite(m) {
			if !ok {
				first = m
			}
			last, ok = m, true
		}
	}
	return first, last, ok
}

func (ps Paths) data(event string) (header []string, rows [][]string) {
	header = []string{"panel", "what", "day"}
	for _, p := range ps.Probs {
		header = append(header, "p"+number(math.Round(p*1e6)/1e4))
	}
	header = append(header, "run")
	for _, pn := range ps.Panels {
		for i, day := range pn.Day {
			row := []string{pn.Name, "state", number(day)}
			for _, q := range pn.Quantiles {
				row = append(row, number(at(q, i)))
			}
			rows = append(rows, append(row, number(at(pn.Run, i))))
		}
		for _, day := range pn.Marks {
			row := make([]string, len(header))
			row[0], row[1], row[2] = pn.Name, event, number(day)
			rows = append(rows, row)
		}
	}
	return header, rows
}
