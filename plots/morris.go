package plots

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// maxMorris is how many inputs one plane holds.
const maxMorris = 1000

// MorrisPlane shows the screening of many inputs by their elementary effects
// (Morris 1991): across, the mean size of the effect of moving an input over its
// range, μ* (Campolongo, Cariboni and Saltelli 2007); up, the standard deviation of
// that effect over the values of all other inputs, σ. Each input has a floor: what
// chance alone gives it if it has no effect. Inputs whose interval is clear of their
// own floor are named beside their points, the greatest first, as far as there is
// room; the others are grey and hollow, and counted. The shaded strip reaches to the
// highest of all floors, and so a hollow point may lie to its right.
//
// Three lines from the corner read the plane: σ = μ*, μ*/2 and μ*/10, after Garcia
// Sanchez, Lacarrière, Musy and Bourges (2014). Were effects normal, those of an
// input below the second would have one sign in at least 97.7% of all cases, so
// that the outcome is as good as monotone in it; those above the first change sign
// in more than 16%, so that other inputs, or its own value, decide which way it
// works. Below the third the effect is nearly the same everywhere: linear.
type MorrisPlane struct {
	Words
	Axis   string        // the unit of the effects: "percentage points"; may be empty
	Share  bool          // effects are differences of shares, and written in points
	Inputs []MorrisInput // 1 to 1,000
}

// MorrisInput is one input. Effects are in the outcome's unit for the whole range
// of the input.
type MorrisInput struct {
	Name          string
	MuStar, Sigma Interval // at least 0
	Floor         float64  // the MuStar to be expected of an input without effect
}

func (m MorrisPlane) words() Words { return m.Words }

func (m MorrisPlane) check() error {
	if n := len(m.Inputs); n < 1 || n > maxMorris {
		return fmt.Errorf("plane of effects has %d inputs: give 1 to %d", n, maxMorris)
	}
	var problems []error
	for _, in := range m.Inputs {
		err := errors.Join(checkEffect("MuStar", in.MuStar), checkEffect("Sigma", in.Sigma))
		if !(in.Floor >= 0 && in.Floor <= maxMetric) {
			err = errors.Join(err, fmt.Errorf("field Floor is %g: give 0 to %g", in.Floor, maxMetric))
		}
		if err != nil {
			problems = append(problems, fmt.Errorf("input %q: %w", in.Name, err))
		}
	}
	return errors.Join(problems...)
}

// checkEffect says whether x may stand for the size of effects.
func checkEffect(what string, x Interval) error {
	for _, v := range []float64{x.Value, x.Low, x.High} {
		if finite(v) && (v < 0 || v > maxMetric) {
			return fmt.Errorf("%s has %g: give 0 to %g", what, v, maxMetric)
		}
	}
	if x.Low > x.High {
		return fmt.Errorf("%s.Low is %g and %s.High is %g: give Low no greater than High", what, x.Low, what, x.High)
	}
	return nil
}

// placed reports whether an input has a place in the plane.
func (in MorrisInput) placed() bool { return finite(in.MuStar.Value) && finite(in.Sigma.Value) }

// matters reports whether the effect of an input is told from chance.
func (in MorrisInput) matters() bool {
	if in.MuStar.known() {
		return in.MuStar.Low > in.Floor
	}
	return in.MuStar.Value > in.Floor
}

// parted returns the inputs that matter, the greatest effect first, those that are
// not told from chance, and how many have no place.
func (m MorrisPlane) parted() (matter, others []MorrisInput, lost int) {
	for _, in := range m.Inputs {
		switch {
		case !in.placed():
			lost++
		case in.matters():
			matter = append(matter, in)
		default:
			others = append(others, in)
		}
	}
	byEffect := func(a, b MorrisInput) int { return cmp.Compare(b.MuStar.Value, a.MuStar.Value) }
	slices.SortStableFunc(matter, byEffect)
	slices.SortStableFunc(others, byEffect)
	return matter, others, lost
}

// floor is what chance alone gives: the highest floor of all inputs.
func (m MorrisPlane) floor() float64 {
	most := 0.0
	for _, in := range m.Inputs {
		most = max(most, in.Floor)
	}
	return most
}

// group is how effects are written.
func (m MorrisPlane) group() MetricGroup {
	g := MetricGroup{Axis: clean(m.Axis), Share: m.Share}
	if m.Share {
		g.Axis = orElse(g.Axis, "percentage points")
	}
	for _, in := range m.Inputs {
		if in.placed() && in.matters() { // they are written, to the figures that they are worth
			g.Rows = append(g.Rows, MetricRow{Values: []Interval{in.MuStar}})
		}
	}
	return g
}

// effect writes the size of an effect with its interval.
func (g MetricGroup) effect(x Interval, places int) string {
	out := decimal(x.Value*g.factor(), places, false)
	if x.known() {
		out += " (" + decimal(x.Low*g.factor(), places, false) + " to " + decimal(x.High*g.factor(), places, false) + ")"
	}
	return out
}

// monotone says in words where σ/μ* places an input.
func (in MorrisInput) monotone() string {
	mu, sigma := in.MuStar.Value, in.Sigma.Value
	switch {
	case sigma <= mu/10:
		return "nearly linear"
	case sigma <= mu/2:
		return "monotone"
	case sigma <= mu:
		return "almost monotone"
	}
	return "interacting or not monotone"
}

// rest counts the inputs that are not named, of those that matter and those that
// may not, and what has no place.
func (m MorrisPlane) rest(unnamed, others, lost int) string {
	var out []string
	if others > 0 {
		out = append(out, "Grey: "+plural(others, "input")+" not told from chance.")
	}
	if unnamed > 0 {
		out = append(out, "Unnamed for want of room: "+count(unnamed)+" of those that matter.")
	}
	if lost > 0 {
		out = append(out, plural(lost, "input")+" without a value.")
	}
	return strings.Join(out, " ")
}

// Alt tells the chart in words.
func (m MorrisPlane) Alt() string {
	matter, others, lost := m.parted()
	g := m.group()
	places, unit := g.places(), ""
	if g.Axis != "" {
		unit = " " + g.Axis
	}
	var out strings.Builder
	fmt.Fprintf(&out, "%s Morris plane of %s: mean size of the effect of each over its range, with 95%% intervals, and its standard deviation.",
		sentence(m.Title), plural(len(m.Inputs), "input"))
	for _, in := range matter {
		fmt.Fprintf(&out, " %s: %s%s, standard deviation %s, %s.", orElse(in.Name, "unnamed"),
			g.effect(in.MuStar, places), unit, decimal(in.Sigma.Value*g.factor(), places, false), in.monotone())
	}
	if floor := m.floor(); floor > 0 {
		fmt.Fprintf(&out, " Chance alone gives up to %s%s.", decimal(floor*g.factor(), places, false), unit)
	}
	return clean(out.String() + " " + m.rest(0, len(others), lost))
}

// Data returns a row for each input, the greatest effect first.
func (m MorrisPlane) Data() (header []string, rows [][]string) {
	header = []string{"input", "mu_star", "mu_star_low", "mu_star_high", "sigma", "sigma_low", "sigma_high", "floor", "clear"}
	all := slices.Clone(m.Inputs)
	slices.SortStableFunc(all, func(a, b MorrisInput) int {
		return cmp.Compare(rank(b.MuStar.Value), rank(a.MuStar.Value))
	})
	for _, in := range all {
		rows = append(rows, []string{
			in.Name, number(in.MuStar.Value), number(in.MuStar.Low), number(in.MuStar.High),
			number(in.Sigma.Value), number(in.Sigma.Low), number(in.Sigma.High), number(in.Floor), strconv.FormatBool(in.placed() && in.matters()),
		})
	}
	return header, rows
}

// rank places what is not known below all else.
func rank(x float64) float64 {
	if !finite(x) {
		return math.Inf(-1)
	}
	return x
}
