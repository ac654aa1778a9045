package plots

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Optimism shows how optimism spreads over the runs of a batch: a fan chart in
// small multiples, one panel for each side or talk on a shared scale, the
// central band strongest (as the Bank of England draws its forecasts, Britton,
// Fisher and Whitley 1998), and over it the mean realism of the same runs. On
// top lies one run with its realism, its meetings and its contacts.
type Optimism struct {
	Words
	Panels []OptimismPanel // 1 to 4
	// Probs are the probabilities of the quantile columns, ascending and
	// symmetric about one half: 0.05, 0.15, ..., 0.95.
	Probs []float64
	// Start is the date of day 0. The zero time shows days instead of dates.
	Start time.Time
	// Horizon is the last day shown. 0 shows up to the last day of any panel.
	Horizon float64
	// Reading is a sentence after the built-in one that says how to read the
	// fan; may be empty.
	Reading string
}

// OptimismPanel is one side, or one talk. All columns have one row for each
// day.
type OptimismPanel struct {
	Name string
	Day  []float64 // days from the start, ascending
	// Quantiles has one column for each of Probs, in [0, 1]; NaN leaves a gap.
	Quantiles [][]float64
	// MeanRealism is what a fully informed assessor would have said, in the mean
	// over all runs, in [0, 1]. May be empty.
	MeanRealism []float64
	// Run is the optimism of one run and Realism what a fully informed assessor
	// would have said on that day of the same run, in [0, 1]. Either may be empty.
	Run, Realism []float64
	// Meetings and Contacts are the days on which, in that run, envoys met and
	// professionals talked.
	Meetings, Contacts []float64
}

func (o Optimism) words() Words { return o.Words }

func (o Optimism) check() error {
	if n := len(o.Panels); n < 1 || n > maxSeries {
		return fmt.Errorf("optimism chart has %d panels: give 1 to %d, and draw the others apart", n, maxSeries)
	}
	if err := errors.Join(checkHorizon(o.Horizon), checkProbs(o.Probs)); err != nil {
		return err
	}
	if err := checkStart(o.Start); err != nil {
		return err
	}
	var problems []error
	for _, pn := range o.Panels {
		if err := pn.check(len(o.Probs)); err != nil {
			problems = append(problems, fmt.Errorf("panel %q: %w", pn.Name, err))
		}
	}
	return errors.Join(problems...)
}

// checkProbs says whether the probabilities pair into central bands.
func checkProbs(probs []float64) error {
	for i, p := range probs {
		if !(p > 0 && p < 1) || i > 0 && p <= probs[i-1] {
			return fmt.Errorf("quantile probabilities %v: give ascending numbers between 0 and 1", probs)
		}
		if math.Abs(p+probs[len(probs)-1-i]-1) > 1e-9 {
			return fmt.Errorf("quantile probabilities %v: give pairs that add up to 1, as 0.05 and 0.95", probs)
		}
	}
	return nil
}

func (pn OptimismPanel) check(probs int) error {
	if len(pn.Quantiles) != probs {
		return fmt.Errorf("%d columns of quantiles for %d probabilities: give as many", len(pn.Quantiles), probs)
	}
	problems := []error{checkDays("Day", pn.Day)}
	column := func(name string, xs []float64, optional bool) {
		if len(xs) != len(pn.Day) && (!optional || len(xs) != 0) {
			problems = append(problems, fmt.Errorf("column Day has %d rows and %s has %d: give as many", len(pn.Day), name, len(xs)))
			return
		}
		for _, x := range xs {
			if err := checkShare(name, x); err != nil {
				problems = append(problems, err)
				return
			}
		}
	}
	for i, q := range pn.Quantiles {
		column(fmt.Sprintf("quantile column %d", i+1), q, false)
	}
	column("MeanRealism", pn.MeanRealism, true)
	column("Run", pn.Run, true)
	column("Realism", pn.Realism, true)
	return errors.Join(problems...)
}

// horizon returns the last day of the time axis.
func (o Optimism) horizon() float64 {
	if o.Horizon > 0 {
		return o.Horizon
	}
	last := 0.0
	for _, pn := range o.Panels {
		last = max(last, lastDay(pn.Day))
	}
	if last == 0 {
		return 1
	}
	return last
}

// band is a pair of quantile columns around the middle.
type band struct {
	low, high int     // columns
	share     float64 // of the runs between them
}

// centralBands pairs the quantile columns into bands, the widest first.
func centralBands(probs []float64) []band {
	var out []band
	for i, j := 0, len(probs)-1; i < j; i, j = i+1, j-1 {
		out = append(out, band{low: i, high: j, share: probs[j] - probs[i]})
	}
	return out
}

// bands returns the central bands, the widest first.
func (o Optimism) bands() []band { return centralBands(o.Probs) }

// reading says in words how to read the picture.
func (o Optimism) reading() string {
	marks := ""
	if slices.ContainsFunc(o.Panels, func(pn OptimismPanel) bool { return len(pn.Meetings)+len(pn.Contacts) > 0 }) {
		marks = "Beneath are the envoys' meetings and the professionals' contacts of that run."
	}
	return clean(readBands(o.bands()) + " " + sentence(o.Reading) + " " + marks)
}

// readBands says how to read bands. They hold day by day, not for whole runs,
// and the sentence says so. It calls bands by their width and not by their
// shade, which is the other way round on dark paper.
func readBands(bands []band) string {
	if len(bands) == 0 {
		return ""
	}
	out := fmt.Sprintf("On any one day, %s runs lay within the widest band", ofTen(bands[0].share))
	if n := len(bands); n > 1 {
		out += fmt.Sprintf(" and %s within the narrowest", ofTen(bands[n-1].share))
	}
	return out + "."
}

// ofTen writes a share as "9 of 10", or "85 of 100" when tenths do not do.
func ofTen(share float64) string {
	if tenths := share * 10; math.Abs(tenths-math.Round(tenths)) < 1e-6 {
		return strconv.Itoa(int(math.Round(tenths))) + " of 10"
	}
	return strconv.Itoa(int(math.Round(share*100))) + " of 100"
}

// Alt tells the chart in words.
func (o Optimism) Alt() string {
	var out strings.Builder
	out.WriteString(sentence(o.Title) + " Fan chart of optimism by day, in " + plural(len(o.Panels), "panel") + ". " +
		readBands(o.bands()) + " " + sentence(o.Reading))
	for _, pn := range o.Panels {
		out.WriteString(" " + orElse(pn.Name, "unnamed") + ": " + strings.Join(o.findings(pn), "; ") + ".")
	}
	return clean(out.String())
}

// findings says of a panel where the fan and the realism ended, and what the
// run shown did.
func (o Optimism) findings(pn OptimismPanel) []string {
	var out []string
	if bands := o.bands(); len(bands) > 0 {
		widest := bands[0]
		if i := o.lastRow(pn.Day, pn.Quantiles[widest.low], pn.Quantiles[widest.high]); i >= 0 {
			out = append(out, fmt.Sprintf("on day %s, %s runs lay from %.2f to %.2f", count(int(pn.Day[i])),
				ofTen(widest.share), pn.Quantiles[widest.low][i], pn.Quantiles[widest.high][i]))
		}
	}
	if i := o.lastRow(pn.Day, pn.MeanRealism); i >= 0 {
		out = append(out, fmt.Sprintf("mean realism of all runs %.2f on day %s", pn.MeanRealism[i], count(int(pn.Day[i]))))
	}
	if low, high, ok := o.span(pn.Day, pn.Run); ok {
		out = append(out, fmt.Sprintf("optimism of the run shown from %.2f to %.2f, over %s and %s", low, high,
			plural(o.shown(pn.Meetings), "envoy meeting"), plural(o.shown(pn.Contacts), "professional contact")))
	}
	if len(out) == 0 {
		return []string{"no runs"}
	}
	return out
}

// lastRow returns the last row no later than the horizon in which all columns
// are known, or -1.
func (o Optimism) lastRow(days []float64, columns ...[]float64) int {
	for i := len(days) - 1; i >= 0; i-- {
		known := finite(days[i]) && days[i] <= o.horizon()
		for _, c := range columns {
			known = known && finite(at(c, i))
		}
		if known {
			return i
		}
	}
	return -1
}

// span returns the least and the greatest of what is shown of a column.
func (o Optimism) span(days, xs []float64) (low, high float64, ok bool) {
	low, high = math.Inf(1), math.Inf(-1)
	for i, x := range xs {
		if day := at(days, i); finite(x) && finite(day) && day <= o.horizon() {
			low, high, ok = min(low, x), max(high, x), true
		}
	}
	return low, high, ok
}

// shown returns how many of the days are on the axis.
func (o Optimism) shown(days []float64) int {
	n := 0
	for _, d := range days {
		if finite(d) && d >= 0 && d <= o.horizon() {
			n++
		}
	}
	return n
}

// Data returns one row for each panel and day, and one for each meeting and
// contact; "what" tells them apart.
func (o Optimism) Data() (header []string, rows [][]string) {
	header = []string{"panel", "what", "day"}
	for _, p := range o.Probs {
		header = append(header, "p"+number(math.Round(p*1e6)/1e4))
	}
	header = append(header, "mean_realism", "run", "run_realism")
	for _, pn := range o.Panels {
		for i, day := range pn.Day {
			row := []string{pn.Name, "state", number(day)}
			for _, q := range pn.Quantiles {
				row = append(row, number(at(q, i)))
			}
			rows = append(rows, append(row, number(at(pn.MeanRealism, i)), number(at(pn.Run, i)), number(at(pn.Realism, i))))
		}
		for _, event := range []struct {
			what string
			days []float64
		}{{"meeting", pn.Meetings}, {"contact", pn.Contacts}} {
			for _, day := range event.days {
				row := make([]string, len(header))
				row[0], row[1], row[2] = pn.Name, event.what, number(day)
				rows = append(rows, row)
			}
		}
	}
	return header, rows
}
