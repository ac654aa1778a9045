package plots

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Limits of a chart of Sobol indices.
const (
	maxSobolRows   = 20 // that are drawn
	maxSobolInputs = 1000
)

// SobolBars shows how much of the variance of an outcome is due to each uncertain
// input, or group of them (Sobol 1993): its first-order index, the share that
// would go were the input known, and its total index, the share that would stay
// were all else known (Homma and Saltelli 1996). The gap between the two is what
// the input does together with others only. The inputs are sorted by their
// totals; the twenty highest are drawn and the rest counted.
//
// An index that has not converged (Sarrazin, Pianosi and Wagener 2016) is told in
// words with the number of rows that are missing, and never drawn as a value.
type SobolBars struct {
	Words
	Inputs []SobolInput // 1 to 1,000, in any order
	// Noise is the share of the variance of the values that is chance between
	// runs, which no input explains. It is a share of another whole than the
	// indices are, and stands apart from them. NaN: not known, and not drawn.
	Noise Interval
}

// SobolInput is an input, or a group of inputs, with its indices.
type SobolInput struct {
	Name         string
	First, Total SobolShare
}

// SobolShare is an index: a share from 0 to 1 with its interval, or the number of
// rows that it takes more, at least, where it has not converged.
type SobolShare struct {
	Interval
	More int // 0: converged
}

// settled reports whether there is a value to show.
func (s SobolShare) settled() bool { return s.More == 0 && finite(s.Value) }

func (s SobolBars) words() Words { return s.Words }

func (s SobolBars) check() error {
	if n := len(s.Inputs); n < 1 || n > maxSobolInputs {
		return fmt.Errorf("chart of Sobol indices has %d inputs: give 1 to %d", n, maxSobolInputs)
	}
	problems := []error{checkInterval("Noise", s.Noise)}
	for _, in := range s.Inputs {
		for _, part := range []struct {
			name string
			SobolShare
		}{{"First", in.First}, {"Total", in.Total}} {
			err := checkInterval(part.name, part.Interval)
			if part.More < 0 {
				err = errors.Join(err, fmt.Errorf("%s.More is %d: give the number of rows missing, or 0", part.name, part.More))
			}
			if err != nil {
				problems = append(problems, fmt.Errorf("input %q: %w", in.Name, err))
			}
		}
	}
	return errors.Join(problems...)
}

// checkInterval says whether an interval is one of a share.
func checkInterval(what string, x Interval) error {
	err := errors.Join(checkShare(what, x.Value), checkShare(what+".Low", x.Low), checkShare(what+".High", x.High))
	if x.Low > x.High {
		err = errors.Join(err, fmt.Errorf("%s.Low is %g and %s.High is %g: give Low no greater than High", what, x.Low, what, x.High))
	}
	return err
}

// sorted returns the inputs that are drawn, by total index, and the rest. Totals
// that have not converged come after those that have, since they have no place.
func (s SobolBars) sorted() (drawn, rest []SobolInput) {
	all := slices.Clone(s.Inputs)
	rank := func(in SobolInput) float64 {
		switch {
		case in.Total.settled():
			return -in.Total.Value
		case in.Total.More > 0:
			return 1
		}
		return 2
	}
	slices.SortStableFunc(all, func(a, b SobolInput) int {
		switch x, y := rank(a), rank(b); {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	})
	n := min(len(all), maxSobolRows)
	return all[:n], all[n:]
}

// left tells the inputs that are not drawn; nothing when all are.
func left(rest []SobolInput) string {
	if len(rest) == 0 {
		return ""
	}
	settled, missing, most := 0, 0, 0.0
	for _, in := range rest {
		if in.Total.settled() {
			settled++
			most = max(most, in.Total.Value)
		} else {
			missing++
		}
	}
	var parts []string
	if settled > 0 {
		parts = append(parts, fmt.Sprintf("%s more below %d%%", count(settled), int(math.Floor(most*100+1e-9))+1))
	}
	if missing > 0 {
		parts = append(parts, fmt.Sprintf("%s more without a value", count(missing)))
	}
	return "and " + strings.Join(parts, ", ")
}

// unsettled says how many of all indices have not converged, and how many rows it
// takes for all to; nothing when all have.
func (s SobolBars) unsettled() string {
	n, most := 0, 0
	for _, in := range s.Inputs {
		for _, part := range []SobolShare{in.First, in.Total} {
			if most = max(most, part.More); part.More > 0 {
				n++
			}
		}
	}
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%s of %s indices not converged and without a value: for all of them, at least %s more rows.", count(n), count(2*len(s.Inputs)), count(most))
}

// missing says how many rows an index lacks.
func missing(more int) string { return "not converged: at least " + plural(more, "more row") }

// told writes an index.
func (s SobolShare) told() string {
	switch {
	case s.More > 0:
		return missing(s.More)
	case !s.known():
		return percent(s.Value)
	}
	return withInterval(s.Value, s.Low, s.High)
}

const (
	sobolMeasure = "Share of the outcome's variance over the inputs, with 95% intervals"
	sobolFirst   = "first-order: would go, were it known"
	sobolTotal   = "total: would stay, were all else known"
)

// Alt tells the chart in words.
func (s SobolBars) Alt() string {
	var out strings.Builder
	out.WriteString(sentence(s.Title) + " Sobol indices, highest total first. " + sobolMeasure + ".")
	drawn, rest := s.sorted()
	for _, in := range drawn {
		fmt.Fprintf(&out, " %s: total %s, first-order %s.", orElse(in.Name, "unnamed"), in.Total.told(), in.First.told())
	}
	if more := left(rest); more != "" {
		out.WriteString(" " + strings.ToUpper(more[:1]) + more[1:] + ".")
	}
	if finite(s.Noise.Value) {
		out.WriteString(" Chance makes " + withInterval(s.Noise.Value, s.Noise.Low, s.Noise.High) + " of the variance of the values.")
	}
	return clean(out.String() + " " + s.unsettled())
}

// Data returns a row for each index of each input, highest total first, and one
// for chance. An index that has not converged has no numbers but the rows that it
// lacks.
func (s SobolBars) Data() (header []string, rows [][]string) {
	header = []string{"input", "index", "value", "low", "high", "more_rows"}
	drawn, rest := s.sorted()
	row := func(name, index string, x SobolShare) {
		if x.More > 0 {
			x.Value, x.Low, x.High = math.NaN(), math.NaN(), math.NaN()
		}
		rows = append(rows, []string{name, index, number(x.Value), number(x.Low), number(x.High), strconv.Itoa(x.More)})
	}
	for _, in := range slices.Concat(drawn, rest) {
		row(in.Name, "first", in.First)
		row(in.Name, "total", in.Total)
	}
	if finite(s.Noise.Value) {
		row("", "chance", SobolShare{Interval: s.Noise})
	}
	return header, rows
}
