package uncertain

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// Dist is a distribution of one number.
type Dist struct {
	Kind Kind
	Args []float64 // what they are, Kind.Form says
	// Weights of the values of a choice, in any scale; nil: they are equal.
	Weights []float64
	// Low and High are the ends of what is allowed: a normal or lognormal
	// distribution is cut off there and scaled up to have all its mass between
	// them, a beta distribution stretches from one to the other, and the others
	// must lie inside. Infinite, or both 0: there is no such end; a beta
	// distribution then goes from 0 to 1.
	Low, High float64
}

// Bounds on what a Dist may have, far above what anyone means.
const (
	mostChoices = 100
	widestSigma = 10.0   // of the logarithm
	leastShape  = 0.1    // of a beta distribution
	mostShape   = 1000.0 // of a beta distribution
	// leastKept is how much of a normal or lognormal distribution must lie
	// inside what is allowed. With less, hardly anything is left of its shape.
	leastKept = 0.001
)

// Check reports what is wrong with the distribution, in words that do not
// repeat its values: the caller shows them.
func (d Dist) Check() error {
	form, known := d.Kind.form()
	if !known {
		return fmt.Errorf("there is no distribution %q", string(d.Kind))
	}
	if d.Kind == Choice {
		if len(d.Args) < 1 || len(d.Args) > mostChoices {
			return fmt.Errorf("a choice has 1 to %d values", mostChoices)
		}
	} else if len(d.Args) != len(form.args) {
		return fmt.Errorf("%s takes %d numbers: %s", d.Kind, len(form.args), d.Kind.Form())
	}
	unreal := func(v float64) bool { return math.IsNaN(v) || math.IsInf(v, 0) }
	if slices.ContainsFunc(d.Args, unreal) {
		return fmt.Errorf("%s takes finite numbers", d.Kind)
	}
	if low, high := d.bounds(); !(low < high) {
		return fmt.Errorf("nothing is allowed between %v and %v", d.Low, d.High)
	}
	if err := d.checkWeights(unreal); err != nil {
		return err
	}
	if err := form.check(d); err != nil {
		return err
	}
	return d.checkInside()
}

func (d Dist) checkWeights(unreal func(float64) bool) error {
	switch {
	case d.Weights == nil:
	case d.Kind != Choice:
		return fmt.Errorf("%s takes no weights; only a choice does", d.Kind)
	case len(d.Weights) != len(d.Args):
		return fmt.Errorf("a choice of %d takes %d weights, not %d", len(d.Args), len(d.Args), len(d.Weights))
	case slices.ContainsFunc(d.Weights, func(w float64) bool { return unreal(w) || !(w > 0) || w > 1e12 }):
		return fmt.Errorf("a weight must be above 0, and at most 1e12")
	}
	return nil
}

// checkInside holds the distribution to what is allowed.
func (d Dist) checkInside() error {
	allowed, most := d.bounds()
	switch d.Kind {
	case Beta:
	case Normal, Lognormal:
		if from, to := d.kept(); to-from < leastKept {
			return fmt.Errorf("less than 1 in %.0f of it lies in what is allowed, %s", 1/leastKept, span(allowed, most))
		}
	default:
		if low, high := d.Support(); low < allowed || high > most {
			return fmt.Errorf("it leaves what is allowed, %s", span(allowed, most))
		}
	}
	return nil
}

// span says in words what lies between two ends, of which either may be
// infinite.
func span(low, high float64) string {
	switch {
	case math.IsInf(low, -1):
		return fmt.Sprintf("%v or less", high)
	case math.IsInf(high, 1):
		return fmt.Sprintf("%v or more", low)
	}
	return fmt.Sprintf("%v to %v", low, high)
}

// bounds returns Low and High as they are meant.
func (d Dist) bounds() (low, high float64) {
	switch {
	case d.Low != 0 || d.High != 0:
		return d.Low, d.High
	case d.Kind == Beta:
		return 0, 1
	}
	return math.Inf(-1), math.Inf(1)
}

// Median returns the value that is exceeded as often as not; of a choice, the
// least value that at least half of the draws do not exceed.
func (d Dist) Median() float64 { return d.Quantile(0.5) }

// Support returns the ends between which every value lies; they are infinite
// where there is none.
func (d Dist) Support() (low, high float64) {
	switch d.Kind {
	case Normal, Beta:
		return d.bounds()
	case Lognormal:
		low, high := d.bounds()
		return max(low, 0), high
	}
	return d.Args[0], d.Args[len(d.Args)-1] // in ascending order, as Check holds them to be
}

// String returns the distribution in words: "uniform 0.2 to 0.6".
func (d Dist) String() string { return d.Words(func(v float64) string { return fmt.Sprint(v) }) }

// Words is String with the values as format writes them, with their unit for
// instance. What has no unit, such as the shape of a beta distribution, is
// written as it is.
func (d Dist) Words(format func(v float64) string) string {
	x := make([]string, len(d.Args))
	for i, v := range d.Args {
		x[i] = fmt.Sprint(v)
		if d.Kind.HasUnit(i) {
			x[i] = format(v)
		}
	}
	switch d.Kind {
	case Uniform, Loguniform:
		return fmt.Sprintf("%s %s to %s", d.Kind, x[0], x[1])
	case Triangular:
		return fmt.Sprintf("triangular %s to %s, most likely %s", x[0], x[2], x[1])
	case Normal:
		return fmt.Sprintf("normal %s ± %s", x[0], x[1])
	case Lognormal:
		return fmt.Sprintf("lognormal, median %s, sigma %s", x[0], x[1])
	case Beta:
		return fmt.Sprintf("beta %s, %s", x[0], x[1])
	}
	if d.Weights != nil {
		for i, w := range d.Weights {
			x[i] += fmt.Sprintf(" (weight %v)", w)
		}
	}
	return "one of " + strings.Join(x, ", ")
}
