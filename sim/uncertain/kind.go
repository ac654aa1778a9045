package uncertain

import (
	"errors"
	"fmt"
	"math"
	"strings"
)

// Kind is the shape of a distribution, by the word that a scenario file has
// for it.
type Kind string

// The kinds.
const (
	Uniform    Kind = "uniform"    // every value between two is as likely
	Loguniform Kind = "loguniform" // every factor is as likely
	Triangular Kind = "triangular" // most likely in the middle, falling in straight lines to both ends
	Normal     Kind = "normal"     // by its mean and standard deviation before it is cut off
	Lognormal  Kind = "lognormal"  // by its median, and the standard deviation of its logarithm, before it is cut off
	Beta       Kind = "beta"       // by its two shapes, on all that is allowed
	Choice     Kind = "choice"     // one of a few values
)

// Kinds lists the kinds, in the order in which they are documented.
func Kinds() []Kind {
	return []Kind{Uniform, Loguniform, Triangular, Normal, Lognormal, Beta, Choice}
}

// arg is one number that tells a distribution of a kind from others of it.
type arg struct {
	name string
	bare bool // it has no unit, whatever the distribution is of
}

// form is what a distribution of one kind is told by.
type form struct {
	args  []arg
	check func(d Dist) error // of as many finite Args as args
}

// form declares a kind; false if there is none of that name.
func (k Kind) form() (form, bool) {
	switch k {
	case Uniform:
		return form{[]arg{{name: "low"}, {name: "high"}}, ascends}, true
	case Loguniform:
		return form{[]arg{{name: "low"}, {name: "high"}}, ascendsAboveZero}, true
	case Triangular:
		return form{[]arg{{name: "low"}, {name: "most likely"}, {name: "high"}}, triangle}, true
	case Normal:
		return form{[]arg{{name: "mean"}, {name: "standard deviation"}}, spread}, true
	case Lognormal:
		return form{[]arg{{name: "median"}, {name: "sigma of the logarithm", bare: true}}, logSpread}, true
	case Beta:
		return form{[]arg{{name: "a", bare: true}, {name: "b", bare: true}}, shapes}, true
	case Choice:
		return form{[]arg{{name: "value"}}, choices}, true
	}
	return form{}, false
}

// Form says what a distribution of the kind is given by: "[low, high]".
func (k Kind) Form() string {
	if k == Choice {
		return "[value, value, ...]"
	}
	var names []string
	f, _ := k.form()
	for _, a := range f.args {
		names = append(names, a.name)
	}
	return "[" + strings.Join(names, ", ") + "]"
}

// HasUnit reports whether number i of a distribution of the kind is measured
// in the unit of what is distributed.
func (k Kind) HasUnit(i int) bool {
	f, known := k.form()
	return known && !f.args[min(i, len(f.args)-1)].bare
}

func ascends(d Dist) error {
	if !(d.Args[0] < d.Args[1]) {
		return errors.New("the first number must be below the second")
	}
	return nil
}

func ascendsAboveZero(d Dist) error {
	if !(d.Args[0] > 0) {
		return errors.New("both numbers must be above 0, for it is spread over their logarithms")
	}
	return ascends(d)
}

func triangle(d Dist) error {
	if low, mode, high := d.Args[0], d.Args[1], d.Args[2]; !(low <= mode && mode <= high && low < high) {
		return errors.New("the three numbers must not descend, and the first must be below the last")
	}
	return nil
}

func spread(d Dist) error {
	if !(d.Args[1] > 0) {
		return errors.New("the standard deviation must be above 0")
	}
	return nil
}

func logSpread(d Dist) error {
	switch {
	case !(d.Args[0] > 0):
		return errors.New("the median must be above 0")
	case !(d.Args[1] > 0 && d.Args[1] <= widestSigma):
		return fmt.Errorf("sigma, the standard deviation of the logarithm, must be above 0 and at most %v", widestSigma)
	}
	return nil
}

func shapes(d Dist) error {
	for _, x := range d.Args {
		if !(x >= leastShape && x <= mostShape) {
			return fmt.Errorf("a and b must each be from %v to %v", leastShape, mostShape)
		}
	}
	if low, high := d.bounds(); math.IsInf(low, 0) || math.IsInf(high, 0) {
		return errors.New("a beta distribution needs an entry whose range has two ends; write triangular or lognormal")
	}
	return nil
}

func choices(d Dist) error {
	for i := 1; i < len(d.Args); i++ {
		switch {
		case d.Args[i-1] == d.Args[i]:
			return errors.New("a value of the choice is given twice")
		case !(d.Args[i-1] < d.Args[i]):
			return errors.New("the values of a choice must ascend")
		}
	}
	return nil
}
