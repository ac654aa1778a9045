package plots

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// maxBoxInputs is how many restricted inputs have room in every size. A box that
// restricts more cannot be kept in mind either (Bryant and Lempert 2010).
const maxBoxInputs = 8

// BoxRanges shows under which conditions an outcome comes often: a box found by
// patient rule induction (Friedman and Fisher 1999), as scenario discovery tells
// it (Bryant and Lempert 2010). One row for each input that the box restricts: a
// thin line for all values that were tried, a thick bar for those in the box, with
// its limits. Of inputs whose values are names, the names are marked as kept or
// struck out. At the right stands how probable it is that a restriction means
// nothing (quasi-p) and how often it is found again in random halves of the
// points. Above them, how often the outcome comes in the box and elsewhere, and
// how much of it the box covers.
type BoxRanges struct {
	Words
	Cases string // what is looked for, in the plural: "deals that last the year"; may be empty
	// Density and Elsewhere are the shares of such cases among the points in the box
	// and among all others; Coverage is the share of all such cases that lie in it.
	// From 0 to 1; a Value of NaN is left out.
	Density, Elsewhere, Coverage Interval
	Inputs                       []BoxInput // 1 to 8: those that the box restricts
}

// BoxInput is one input that a box restricts.
type BoxInput struct {
	Name, Unit string
	Low, High  BoxLimit // of all values that were tried
	From, To   BoxLimit // of the box; At is infinite where it has no such limit
	Log        bool     // the values stand on a logarithmic axis
	// Levels are the values of an input that are names, in place of the limits.
	Levels []BoxLevel
	// QuasiP is how probable the density of the box is if this restriction means
	// nothing; it ranks restrictions and is no p-value of a test. Again is the share
	// of random halves of the points in which the search restricts the input
	// again. From 0 to 1; NaN: not known.
	QuasiP, Again float64
}

// BoxLimit is a value of an input.
type BoxLimit struct {
	At   float64
	Text string // as it is written, with its unit; empty: the number and Unit
}

// BoxLevel is a value that is a name.
type BoxLevel struct {
	Name string
	Kept bool // in the box
}

func (b BoxRanges) words() Words { return b.Words }

func (b BoxRanges) check() error {
	if n := len(b.Inputs); n < 1 || n > maxBoxInputs {
		return fmt.Errorf("box has %d restricted inputs: give 1 to %d, and only those that it restricts", n, maxBoxInputs)
	}
	problems := []error{checkInterval("Density", b.Density), checkInterval("Elsewhere", b.Elsewhere), checkInterval("Coverage", b.Coverage)}
	for _, in := range b.Inputs {
		if err := in.check(); err != nil {
			problems = append(problems, fmt.Errorf("input %q: %w", in.Name, err))
		}
	}
	return errors.Join(problems...)
}

func (in BoxInput) check() error {
	err := errors.Join(checkShare("QuasiP", in.QuasiP), checkShare("Again", in.Again))
	if len(in.Levels) > 0 {
		return err
	}
	low, high := in.Low.At, in.High.At
	switch {
	case !(low < high && math.Abs(low) <= maxMetric && math.Abs(high) <= maxMetric):
		err = errors.Join(err, fmt.Errorf("all values go from %g to %g: give a lower and a higher number within %g of 0, or levels", low, high, maxMetric))
	case in.Log && low <= 0:
		err = errors.Join(err, fmt.Errorf("all values begin at %g: on a logarithmic axis give numbers above 0", low))
	}
	if !(in.From.At <= in.To.At) {
		err = errors.Join(err, fmt.Errorf("values in the box go from %g to %g: give From no greater than To, and an infinity where there is no limit", in.From.At, in.To.At))
	}
	return err
}

// open reports whether the box has no limit at that end.
func (in BoxInput) open() (below, above bool) {
	return !(in.From.At > in.Low.At), !(in.To.At < in.High.At)
}

// write writes a value with its unit.
func (in BoxInput) write(l BoxLimit) string {
	if text := clean(l.Text); text != "" {
		return text
	}
	return strings.TrimSpace(value(l.At) + nbsp + in.unit())
}

// end writes a value at an end of an axis, without its unit if that can be.
func (l BoxLimit) end() string { return orElse(clean(l.Text), value(l.At)) }

func (in BoxInput) unit() string {
	if unit := clean(in.Unit); unit != "share" && unit != "number" {
		return unit
	}
	return ""
}

// limits tells the values in the box.
func (in BoxInput) limits() string {
	switch below, above := in.open(); {
	case below && above:
		return "any value"
	case below:
		return in.write(in.To) + " or less"
	case above:
		return in.write(in.From) + " or more"
	case in.From.At == in.To.At:
		return "only " + in.write(in.From)
	}
	from := in.write(in.From)
	if clean(in.From.Text) == "" && clean(in.To.Text) == "" {
		from = value(in.From.At) // the unit stands behind the other
	}
	return from + " to " + in.write(in.To)
}

// names lists the levels that are kept, or those that are not.
func (in BoxInput) names(kept bool) []string {
	var out []string
	for _, l := range in.Levels {
		if l.Kept == kept {
			out = append(out, orElse(clean(l.Name), "unnamed"))
		}
	}
	return out
}

// told describes the restriction.
func (in BoxInput) told() string {
	if len(in.Levels) == 0 {
		return in.limits() + ", of " + in.write(in.Low) + " to " + in.write(in.High)
	}
	out := strings.Join(in.names(true), ", ")
	if without := in.names(false); len(without) > 0 {
		out += ", without " + strings.Join(without, ", ")
	}
	return out
}

// quasi writes a quasi-p-value.
func quasi(p float64) string {
	switch {
	case !finite(p):
		return "–"
	case p < 0.001:
		return "<0.001"
	case p < 0.1:
		return strconv.FormatFloat(p, 'f', 3, 64)
	}
	return strconv.FormatFloat(p, 'f', 2, 64)
}

// again writes a share of halves.
func again(share float64) string {
	if !finite(share) {
		return "–"
	}
	return percent(share)
}

// boxBar is one of the shares that a box comes to.
type boxBar struct {
	name string
	Interval
}

// bars are the shares that are known.
func (b BoxRanges) bars() []boxBar {
	var out []boxBar
	for _, x := range []boxBar{{"In the box", b.Density}, {"Elsewhere", b.Elsewhere}, {"Covered by the box", b.Coverage}} {
		if finite(x.Value) {
			out = append(out, x)
		}
	}
	return out
}

// cases names what is looked for.
func (b BoxRanges) cases() string { return orElse(clean(b.Cases), "cases of interest") }

// Alt tells the chart in words.
func (b BoxRanges) Alt() string {
	var out strings.Builder
	fmt.Fprintf(&out, "%s Box with %s restricted, in which to find %s.", sentence(b.Title), inputs(len(b.Inputs)), b.cases())
	for _, x := range b.bars() {
		fmt.Fprintf(&out, " %s: %s.", x.name, withInterval(x.Value, x.Low, x.High))
	}
	for _, in := range b.Inputs {
		fmt.Fprintf(&out, " %s: %s", orElse(in.Name, "unnamed"), in.told())
		if finite(in.QuasiP) {
			out.WriteString("; quasi-p " + quasi(in.QuasiP))
		}
		if finite(in.Again) {
			fmt.Fprintf(&out, "; found again in %s of halves", again(in.Again))
		}
		out.WriteString(".")
	}
	return clean(out.String())
}

// Data returns a row for each restricted input, and for each of its levels where
// it has names; then one for each share that the box comes to.
func (b BoxRanges) Data() (header []string, rows [][]string) {
	header = []string{"input", "unit", "low", "high", "from", "to", "level", "kept", "quasi_p", "found_again", "share", "share_low", "share_high"}
	for _, in := range b.Inputs {
		judged := []string{number(in.QuasiP), number(in.Again), "", "", ""}
		if len(in.Levels) == 0 {
			rows = append(rows, append([]string{in.Name, in.Unit, number(in.Low.At), number(in.High.At), number(in.From.At), number(in.To.At), "", ""}, judged...))
		}
		for _, l := range in.Levels {
			rows = append(rows, append([]string{in.Name, in.Unit, "", "", "", "", l.Name, strconv.FormatBool(l.Kept)}, judged...))
		}
	}
	for _, x := range b.bars() {
		rows = append(rows, []string{x.name, "", "", "", "", "", "", "", "", "", number(x.Value), number(x.Low), number(x.High)})
	}
	return header, rows
}
