package plots

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
)

// Response shows how a metric goes with one input: a line upon its band of 95%
// intervals, with a mark at each level that was played, since between levels
// nothing is known. Up to four lines are levels of a second input, and up to six
// panels on shared axes levels of a third.
type Response struct {
	Words
	Metric SweepMetric
	// Input is along the axis, which is logarithmic where its levels are spaced so.
	Input SweepInput
	// Lines names the lines, 1 to 4: "every 14 days". A lone line needs no name.
	Lines     []string
	Panels    []ResponsePanel // 1 to 6
	Threshold Threshold       // drawn across
}

// ResponsePanel is one level of a third input, or all there is.
type ResponsePanel struct {
	Name   string         // a lone panel needs none
	Values [][]SweepValue // by line and by level
}

func (r Response) words() Words { return r.Words }

func (r Response) check() error {
	if n := len(r.Lines); n < 1 || n > maxSeries {
		return fmt.Errorf("chart of a response has %d lines: give 1 to %d, and more as panels", n, maxSeries)
	}
	if n := len(r.Panels); n < 1 || n > maxSweepPanels {
		return fmt.Errorf("chart of a response has %d panels: give 1 to %d", n, maxSweepPanels)
	}
	problems := []error{r.Input.check("input", maxLineLevels), r.Metric.checkThreshold(r.Threshold)}
	for i, pn := range r.Panels {
		if err := r.Metric.checkSwept(pn.Values, len(r.Lines), len(r.Input.Levels), "line"); err != nil {
			problems = append(problems, fmt.Errorf("panel %d %q: %w", i+1, pn.Name, err))
		}
	}
	return errors.Join(problems...)
}

// points returns all values in one list.
func (r Response) points() []SweepValue {
	var out []SweepValue
	for _, pn := range r.Panels {
		out = append(out, slices.Concat(pn.Values...)...)
	}
	return out
}

// name returns the name of a line within a panel, as far as there is one.
func (r Response) name(panel, line int) string {
	var parts []string
	if len(r.Panels) > 1 {
		parts = append(parts, orElse(r.Panels[panel].Name, "unnamed"))
	}
	if len(r.Lines) > 1 || clean(r.Lines[line]) != "" {
		parts = append(parts, orElse(r.Lines[line], "unnamed"))
	}
	return clean(strings.Join(parts, ", "))
}

// Alt tells the chart in words: the ends, the least and the greatest of each
// line.
func (r Response) Alt() string {
	var out strings.Builder
	out.WriteString(sentence(r.Title) + " Line chart. " + sentence(r.Metric.axis()+" by "+r.Input.title()))
	all := r.points()
	places := r.Metric.group(all).places()
	for i, pn := range r.Panels {
		for k, line := range pn.Values {
			if k >= len(r.Lines) {
				break
			}
			if name := r.name(i, k); name != "" {
				out.WriteString(" " + name + ":")
			}
			out.WriteString(" " + r.tell(line, places) + ".")
		}
	}
	if r.Threshold.given() {
		out.WriteString(" " + r.Metric.tellThreshold(r.Threshold))
	}
	if finite(r.Input.Own) {
		out.WriteString(" The scenario's own value is " + value(r.Input.Own) + ".")
	}
	out.WriteString(tellGaps(all))
	return clean(out.String())
}

// tell tells one line.
func (r Response) tell(line []SweepValue, places int) string {
	line = line[:min(len(line), len(r.Input.Levels))]
	least, most, first, last := -1, -1, -1, -1
	for j, v := range line {
		if !finite(v.Value) {
			continue
		}
		if first < 0 {
			first, least, most = j, j, j
		}
		last = j
		if v.Value < line[least].Value {
			least = j
		}
		if v.Value > line[most].Value {
			most = j
		}
	}
	if first < 0 {
		return "no values"
	}
	at := func(j int) string { return r.Metric.told(line[j], places) + " at " + r.Input.write(r.Input.Levels[j]) }
	out := at(first)
	if last != first {
		out += ", " + at(last)
	}
	if least != first && least != last {
		out += ", least " + at(least)
	}
	if most != first && most != last {
		out += ", most " + at(most)
	}
	return out
}

// tellThreshold tells what is drawn across.
func (m SweepMetric) tellThreshold(t Threshold) string {
	return "Threshold: " + clean(t.Name) + ", " + m.write(t.Value) + "."
}

// write writes a value without an interval, with as many figures as it has.
func (m SweepMetric) write(v float64) string {
	if m.Share {
		return percent(v)
	}
	return value(v)
}

// tellGaps tells of points without a value.
func tellGaps(values []SweepValue) string {
	failed, nothing := gaps(values)
	out := ""
	if failed > 0 {
		out += fmt.Sprintf(" %s of %s %s.", count(failed), plural(len(values), "point"), notPlayed)
	}
	if nothing > 0 {
		out += fmt.Sprintf(" %s of %s had %s.", count(nothing), plural(len(values), "point"), nothingToCount)
	}
	return out
}

// Data returns one row for each panel, line and level.
func (r Response) Data() (header []string, rows [][]string) {
	header = []string{"panel", "line", orElse(r.Input.Name, "input"), "value", "low", "high", "n", "failed"}
	for _, pn := range r.Panels {
		for k, line := range pn.Values {
			for j, v := range line {
				if k < len(r.Lines) && j < len(r.Input.Levels) {
					rows = append(rows, append([]string{pn.Name, r.Lines[k], number(r.Input.Levels[j])}, v.cells()...))
				}
			}
		}
	}
	return header, rows
}

// cells are the columns of a table: value, low, high, n, failed.
func (v SweepValue) cells() []string {
	if !finite(v.Value) {
		v.Low, v.High = math.NaN(), math.NaN()
	}
	return []string{number(v.Value), number(v.Low), number(v.High), fmt.Sprint(v.N), fmt.Sprint(v.Failed)}
}

// span returns the axis of the metric: it holds every interval and the
// threshold, and begins at 0 where that costs less than half of its length.
func (r Response) span() scale {
	low, high := math.Inf(1), math.Inf(-1)
	for _, v := range r.points() {
		for _, x := range []float64{v.Value, v.Low, v.High} {
			if finite(v.Value) && finite(x) {
				low, high = min(low, x), max(high, x)
			}
		}
	}
	if low > high {
		return newScale(0, 1, 4)
	}
	if r.Threshold.given() {
		low, high = min(low, r.Threshold.Value), max(high, r.Threshold.Value)
	}
	if low > 0 && low <= high/2 {
		low = 0
	}
	if r.Metric.Share && high == low {
		low, high = max(0, low-0.05), min(1, high+0.05)
	}
	s := newScale(low, high, r.steps())
	if r.Metric.Share {
		s.low, s.high = max(0, s.low), min(1, s.high)
	}
	return s
}

// steps is how many grid lines there is room for.
func (r Response) steps() int {
	if len(r.Panels) > 2 {
		return 3
	}
	return 5
}
