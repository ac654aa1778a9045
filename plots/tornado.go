package plots

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
)

// Tornado shows how far a metric moves when one input at a time is set to a low
// and to a high value, all else being as the scenario has it (Eschenbach 1992,
// Spiderplots versus tornado diagrams for sensitivity analysis): bars from the
// metric's base value, the longest first, with the value of the input at their
// ends. A triangle that points down marks the low value, one that points up the
// high one. An input whose effect may be chance is hollow and has a "~".
//
// Where both ends move the metric the same way, the bars stand one above the
// other, the low value's above. The fifteen longest are drawn, and of the rest is
// said how many they are and how far they reach.
type Tornado struct {
	Words
	Metric SweepMetric
	Base   Interval       // the metric as the scenario is
	Inputs []TornadoInput // at least 1, in any order
}

// TornadoInput is one input and its two ends.
type TornadoInput struct {
	Name, Unit string // as of a SweepInput
	Low, High  TornadoEnd
	// Swing is the metric at the high end less that at the low end, with its
	// interval. It may be left out; it can be clear where neither Change is.
	Swing Interval
}

// TornadoEnd is what the metric is at one value of an input.
type TornadoEnd struct {
	At float64 // the value of the input; infinity is allowed
	// Change is the metric there less Base, with its interval: on the same luck,
	// that of the pairs. NaN where there is none.
	Change Interval
}

// Limits of a tornado.
const (
	maxTornadoBars   = 15
	maxTornadoInputs = 10_000
)

func (c Tornado) words() Words { return c.Words }

func (c Tornado) check() error {
	if n := len(c.Inputs); n < 1 || n > maxTornadoInputs {
		return fmt.Errorf("tornado has %d inputs: give 1 to %d", n, maxTornadoInputs)
	}
	var problems []error
	if err := c.Metric.check(SweepValue{Interval: c.Base}); err != nil {
		problems = append(problems, fmt.Errorf("base: %w", err))
	}
	for _, in := range c.Inputs {
		for _, part := range []struct {
			what   string
			change Interval
		}{{"low end", in.Low.Change}, {"high end", in.High.Change}, {"swing", in.Swing}} {
			if err := c.checkChange(part.change); err != nil {
				problems = append(problems, fmt.Errorf("input %q, %s: %w", in.Name, part.what, err))
			}
		}
		if math.IsNaN(in.Low.At) || math.IsNaN(in.High.At) {
			problems = append(problems, fmt.Errorf("input %q: ends at %g and %g: give both values", in.Name, in.Low.At, in.High.At))
		}
	}
	return errors.Join(problems...)
}

func (c Tornado) checkChange(x Interval) error {
	most := maxMetric
	if c.Metric.Share {
		most = 1
	}
	const rounding = 1e-9
	for _, v := range []float64{x.Value, x.Low, x.High} {
		if finite(v) && math.Abs(v) > most+rounding {
			return fmt.Errorf("%g: give numbers from %g to %g", v, -most, most)
		}
	}
	if x.Low > x.High {
		return fmt.Errorf("field Low is %g and High is %g: give Low no greater than High", x.Low, x.High)
	}
	return nil
}

// clear reports whether the effect of an input is told from chance.
func (in TornadoInput) clear() bool {
	return in.Low.Change.clear() || in.High.Change.clear() || in.Swing.clear()
}

// length is the greatest distance between the values at the low end, the base and
// the high end; -1 where neither end has a value.
func (in TornadoInput) length() float64 {
	low, high := in.Low.Change.Value, in.High.Change.Value
	most := -1.0
	for _, x := range []float64{low, high, high - low} {
		if finite(x) {
			most = max(most, math.Abs(x))
		}
	}
	return most
}

// ranked returns the inputs, the longest bar first, those without a value last.
func (c Tornado) ranked() []TornadoInput {
	out := slices.Clone(c.Inputs)
	slices.SortStableFunc(out, func(a, b TornadoInput) int { return cmp.Compare(b.length(), a.length()) })
	return out
}

// drawn returns the inputs that are drawn.
func (c Tornado) drawn() []TornadoInput {
	all := c.ranked()
	return all[:min(len(all), maxTornadoBars)]
}

// rest says how many inputs are not drawn and how far they move the metric; it is
// rounded up, so that it holds.
func (c Tornado) rest() string {
	all := c.ranked()
	if len(all) <= maxTornadoBars {
		return ""
	}
	furthest, unknown := 0.0, 0
	for _, in := range all[maxTornadoBars:] {
		if in.length() < 0 {
			unknown++
		}
		for _, x := range []float64{in.Low.Change.Value, in.High.Change.Value} {
			if finite(x) {
				furthest = max(furthest, math.Abs(x))
			}
		}
	}
	out := "and " + count(len(all)-maxTornadoBars) + " more"
	if unknown < len(all)-maxTornadoBars {
		scaled := furthest * c.Metric.group(nil).factor()
		unit, places := math.Pow10(c.places()), c.places()
		out += ", none beyond ±" + decimal(math.Ceil(scaled*unit-1e-9)/unit, places, false) + c.changeUnit()
	}
	if unknown > 0 {
		out += "; " + count(unknown) + " without a value"
	}
	return out
}

// changeUnit is written behind a change.
func (c Tornado) changeUnit() string {
	switch unit := clean(c.Metric.Unit); {
	case c.Metric.Share:
		return nbsp + "points"
	case unit != "" && unit != "number":
		return nbsp + unit
	}
	return ""
}

// places is how many decimals the changes are worth.
func (c Tornado) places() int {
	var all []SweepValue
	for _, in := range c.Inputs {
		all = append(all, SweepValue{Interval: in.Low.Change}, SweepValue{Interval: in.High.Change})
	}
	return c.Metric.group(all).places()
}

// endValue writes a value of an input.
func endValue(v float64) string {
	switch {
	case math.IsInf(v, 1):
		return "∞"
	case math.IsInf(v, -1):
		return "−∞"
	}
	return value(v)
}

// Alt tells the chart in words.
func (c Tornado) Alt() string {
	var out strings.Builder
	out.WriteString(sentence(c.Title) + " Tornado chart. " + sentence(c.Metric.axis()))
	out.WriteString(" As the scenario is: " + c.Metric.told(SweepValue{Interval: c.Base}, c.Metric.group([]SweepValue{{Interval: c.Base}}).places()) + ".")
	g, places := c.Metric.group(nil), c.places()
	for _, in := range c.drawn() {
		fmt.Fprintf(&out, " %s:", SweepInput{Name: in.Name, Unit: in.Unit}.title())
		for i, end := range []TornadoEnd{in.Low, in.High} {
			said := "no value"
			if finite(end.Change.Value) {
				change, between := g.write(end.Change, places)
				if said = change + c.changeUnit(); between != "" {
					said += " (" + between + ")"
				}
			}
			out.WriteString([]string{" ", ", "}[i] + said + " at " + endValue(end.At))
		}
		if in.length() >= 0 && !in.clear() {
			out.WriteString(", which may be chance")
		}
		out.WriteString(".")
	}
	if rest := c.rest(); rest != "" {
		out.WriteString(" " + strings.ToUpper(rest[:1]) + rest[1:] + ".")
	}
	return clean(out.String())
}

// Data returns two rows for each input, also for those that are not drawn, the
// longest bar first.
func (c Tornado) Data() (header []string, rows [][]string) {
	header = []string{"input", "unit", "end", "input_value", "base", "change", "low", "high", "clear"}
	for _, in := range c.ranked() {
		for i, end := range []TornadoEnd{in.Low, in.High} {
			x := end.Change
			rows = append(rows, []string{
				in.Name, in.Unit, []string{"low", "high"}[i], fmt.Sprint(end.At), number(c.Base.Value), number(x.Value), number(x.Low), number(x.High), fmt.Sprint(in.clear()),
			})
		}
	}
	return header, rows
}
