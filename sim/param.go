package sim

import "math"

// Unit is what a parameter is measured in. It is printed in the documentation
// and tells a reader of scenario files which suffix a value must carry.
type Unit string

// The units in use. Time inside the engine is always in days and rates are
// always per year of 365.25 days.
const (
	Share       Unit = "share"     // a plain number, as a rule in [0, 1]
	Number      Unit = "number"    // a plain number, a count or a ratio
	Days        Unit = "days"      // a length of time: "6h", "21d", "6w", "2y"
	PerYear     Unit = "per year"  // a rate: "0.4/year"
	PerRootYear Unit = "per √year" // a diffusion coefficient: "0.1/sqrt(year)"
	NoUnit      Unit = ""          // text, names, dates
)

// DaysPerYear converts rates per year to rates per day (Julian year).
const DaysPerYear = 365.25

// Param declares one entry of a scenario, once: how it is called, what it
// means, in which unit and range it is given, what it is when left out, and
// where the default comes from. Reading, checking, `params` and the generated
// tables of docs/ODD.md all read this declaration and nothing else.
//
// T is the description type that the entry belongs to. Exactly one of the
// accessors Number, Each, Days, Flag, Text and Names is set; it says both
// what kind of value the entry takes and where in a T it is kept.
type Param[T any] struct {
	Key     string // relative to its table, dotted: "meeting.every"
	Meaning string
	Unit    Unit
	Min     float64 // least allowed value
	Max     float64 // greatest allowed value
	Open    bool    // Min itself is not allowed
	Default float64 // NaN: see Absent
	Source  string  // where the default is from, or "modelling choice"

	// The plausible range follows a rule, see Plausible. The exceptions:
	Fixed  string  // why the entry is never varied; empty: it may be
	Within float64 // half-width of the range of a position, whose 0 and 1 are labels
	From   Range   // range that Source gives, for a value inside it

	// Required entries have no default and must be written.
	Required bool
	// Absent says, for an optional entry without a number as default, what
	// leaving it out means.
	Absent string
	// Refers is the table ("sides", "issues", "talks", ...) whose names a
	// Text or Names value must be taken from; empty for free text.
	Refers string
	// Ordered lists mean something by their order; others are sets.
	Ordered bool
	// Over is the table ("issues" or "sides") whose names key an Each value.
	Over string

	Number func(*T) *float64   // a number or a dimensioned value
	Each   func(*T) *[]float64 // numbers by name, in the order of table Over
	Days   func(*T) *[]float64 // calendar dates, as days after the start
	Flag   func(*T) *bool
	Text   func(*T) *string
	Names  func(*T) *[]string
}

// Allows reports whether v is in the declared range. A length of time without
// an upper bound may be infinite: never.
func (p Param[T]) Allows(v float64) bool {
	if p.Unbounded() && math.IsInf(v, 1) {
		return true
	}
	return !math.IsNaN(v) && v >= p.Min && v <= p.Max && (!p.Open || v > p.Min)
}

// Unbounded reports whether the range has no upper end.
func (p Param[T]) Unbounded() bool { return p.Max == inf }

// Fill sets every number of x to its declared default, per-name values to the
// default for each of the names that lengths gives for table Over.
func Fill[T any](params []Param[T], x *T, lengths map[string]int) {
	for _, p := range params {
		switch {
		case p.Number != nil:
			*p.Number(x) = p.Default
		case p.Each != nil:
			values := make([]float64, lengths[p.Over])
			for i := range values {
				values[i] = p.Default
			}
			*p.Each(x) = values
		}
	}
}
