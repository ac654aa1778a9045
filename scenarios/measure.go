package scenarios

import (
	"fmt"
	"math"

	"backchannel/sim"
	"backchannel/sim/uncertain"
)

// measure is the declaration of a number without the table that it is of.
type measure = sim.Param[struct{}]

func measureOf[T any](p *sim.Param[T]) *measure {
	return &measure{
		Key: p.Key, Meaning: p.Meaning, Unit: p.Unit, Min: p.Min, Max: p.Max, Open: p.Open, Default: p.Default, Source: p.Source,
		Fixed: p.Fixed, Within: p.Within, From: p.From, Required: p.Required, Absent: p.Absent, Over: p.Over,
	}
}

// within gives a distribution the ends of what the entry allows.
func within(d uncertain.Dist, m *measure) uncertain.Dist {
	d.Low, d.High = m.Min, m.Max
	if m.Open {
		d.Low = math.Nextafter(m.Min, math.Inf(1))
	}
	if m.Unbounded() {
		d.High = math.Inf(1)
	}
	return d
}

// parseNumber reads a number of the entry from text: "0.4", or with the unit
// that it must have, "21d". The error says what is wrong with it alone.
func parseNumber(text string, m *measure) (float64, error) {
	v, err := decimal(text)
	switch dimension := len(suffixes(m.Unit)) > 0; {
	case dimension && err == nil:
		return 0, fmt.Errorf("%q has no unit; %s", text, withUnit(v, m.Unit))
	case dimension:
		if v, err = parseUnit(text, m.Unit); err != nil {
			return 0, fmt.Errorf("%w; write %s", err, example(m.Unit))
		}
	case err != nil:
		return 0, fmt.Errorf("%q is not a number; give %s", text, rangeOf(m))
	}
	if !m.Allows(v) {
		return 0, fmt.Errorf("%q is out of range; give %s", text, rangeOf(m))
	}
	return v + 0, nil // turns -0 into 0
}
