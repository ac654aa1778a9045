package scenarios

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"backchannel/sim/uncertain"
)

// mostLevels bounds the levels of a factor, far above what can be told apart.
const mostLevels = 10_000

// Vary reads how a study is to vary one number of the scenario:
//
//	path=low:high:n   n levels, evenly from low to high
//	path=a,b,c        these levels
//	path=low:high     any value between the two, all as likely
//	path              as the file has it, or else over its plausible range
//
// Values of what has a unit are written with it: "14d:60d:5". A number that the
// file calls a lever stays one, and what is the same as it goes with it. The
// error says what is wrong and what may have been meant.
func (s *Scenario) Vary(spec string) (Factor, error) {
	path, values := spec, ""
	cut := equals(spec)
	if cut >= 0 {
		path, values = spec[:cut], strings.TrimSpace(spec[cut+1:])
	}
	in, m, err := s.factor(path)
	switch {
	case err != nil:
		return Factor{}, err
	case cut < 0:
		return s.asIs(in, m)
	case values == "":
		return Factor{}, fmt.Errorf("%s: no values; write low:high:n, a,b,c or low:high after the =", in.Path)
	}
	f := Factor{Input: in}
	if strings.Contains(values, ":") {
		f.Dist, f.Levels, err = between(values, m)
	} else {
		f.Dist, f.Levels, err = listed(values, m)
	}
	if err != nil {
		return Factor{}, fmt.Errorf("%s: %w", in.Path, err)
	}
	f.Dist = within(f.Dist, m)
	return f, nil
}

// factor is the number that a path leads to, as an input without a
// distribution.
func (s *Scenario) factor(path string) (Input, *measure, error) {
	keys, err := SplitPath(path)
	if err != nil {
		return Input{}, nil, err
	}
	f, err := newFinder(s).find(path, keys)
	if err != nil {
		return Input{}, nil, err
	}
	path = pathOf(keys)
	leader := s.leaderOf(path)
	switch {
	case f.number == nil:
		return Input{}, nil, fmt.Errorf("%s is not a number", path)
	case f.measure.Fixed != "":
		return Input{}, nil, fmt.Errorf("%s is not varied: %s", path, f.measure.Fixed)
	case leader != "":
		return Input{}, nil, fmt.Errorf("%s is the same as %s: vary that", path, leader)
	}
	in := Input{Path: path, Unit: string(f.measure.Unit), Meaning: f.measure.Meaning, Role: Uncertainty, Follows: s.followers()[path]}
	if known := s.input(path); known != nil {
		in.Role, in.Why = known.Role, known.Why
	}
	return in, f.measure, nil
}

// asIs varies a number as the file has it, or else as is plausible.
func (s *Scenario) asIs(in Input, m *measure) (Factor, error) {
	list := s.Plausible()
	i := slices.IndexFunc(list, func(x Input) bool { return x.Path == in.Path })
	if i < 0 {
		return Factor{}, fmt.Errorf("%s has no plausible range; say over which: %s=low:high, with low and high %s", in.Path, in.Path, rangeOf(m))
	}
	f := Factor{Input: list[i]}
	if d := f.Dist; d.Kind == uncertain.Choice && (d.Weights == nil || f.Role == Lever) {
		f.Levels = slices.Clone(d.Args)
	}
	return f, nil
}

// between reads low:high or low:high:n.
func between(text string, m *measure) (d uncertain.Dist, levels []float64, err error) {
	parts := strings.Split(text, ":")
	if len(parts) > 3 {
		return d, nil, fmt.Errorf("%q has too many colons; write low:high or low:high:n", text)
	}
	d.Kind = uncertain.Uniform
	for _, p := range parts[:2] {
		v, err := parseNumber(strings.TrimSpace(p), m)
		if err != nil {
			return d, nil, err
		}
		d.Args = append(d.Args, v)
	}
	if err := within(d, m).Check(); err != nil {
		return d, nil, fmt.Errorf("%q: %w", text, err)
	}
	if len(parts) == 2 {
		return d, nil, nil
	}
	n, err := strconv.Atoi(strings.TrimSpace(parts[2]))
	if err != nil || n < 2 || n > mostLevels {
		return d, nil, fmt.Errorf("%q is no number of levels; give a whole number from 2 to %d", parts[2], mostLevels)
	}
	return d, evenly(d.Args[0], d.Args[1], n), nil
}

// evenly spreads n levels from low to high. Those between are rounded to 12
// digits, so that a tenth is 0.1 and not its neighbour.
func evenly(low, high float64, n int) []float64 {
	levels := make([]float64, n)
	for i := range levels {
		v := low + (high-low)*(float64(i)/float64(n-1))
		if r, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 12, 64), 64); err == nil && r > low && r < high {
			v = r
		}
		levels[i] = v
	}
	levels[n-1] = high
	return levels
}

// listed reads a,b,c.
func listed(text string, m *measure) (d uncertain.Dist, levels []float64, err error) {
	for p := range strings.SplitSeq(text, ",") {
		v, err := parseNumber(strings.TrimSpace(p), m)
		if err != nil {
			return d, nil, err
		}
		levels = append(levels, v)
	}
	slices.Sort(levels)
	switch {
	case len(levels) < 2:
		return d, nil, fmt.Errorf("%q is one value; give two or more, or set it with --set", text)
	case len(levels) > mostLevels:
		return d, nil, fmt.Errorf("%d levels are too many; give at most %d", len(levels), mostLevels)
	case len(slices.Compact(slices.Clone(levels))) < len(levels):
		return d, nil, fmt.Errorf("a value is given twice in %q", text)
	}
	return uncertain.Dist{Kind: uncertain.Choice, Args: slices.Clone(levels)}, levels, nil
}

// ParseValue reads a value of a number of the scenario, as --set takes it: "0.4",
// or with its unit, "21d". Lengths of time come out in days, rates per year.
// The error says what is wrong with the path or the value.
func (s *Scenario) ParseValue(path, text string) (float64, error) {
	m, err := s.measureAt(path)
	if err != nil {
		return 0, err
	}
	v, err := parseNumber(strings.TrimSpace(text), m)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", path, err)
	}
	return v, nil
}

// FormatValue writes a value of a number of the scenario for reading, to six
// digits, with its unit: "0.4", "21d". ParseValue takes it.
func (s *Scenario) FormatValue(path string, v float64) string {
	m, err := s.measureAt(path)
	if err != nil {
		return rounded(v, "")
	}
	return rounded(v, m.Unit)
}

// measureAt is the declaration of the number that a path leads to.
func (s *Scenario) measureAt(path string) (*measure, error) {
	keys, err := SplitPath(path)
	if err != nil {
		return nil, err
	}
	f, err := newFinder(s).find(path, keys)
	switch {
	case err != nil:
		return nil, err
	case f.number == nil:
		return nil, fmt.Errorf("%s is not a number", path)
	}
	return f.measure, nil
}
