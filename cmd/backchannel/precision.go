package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"backchannel/sim/study"
)

// precisionText says in a sentence how surely the measure that was looked at is
// known, and whether that is what was asked for; most is the flag that bounds
// the runs.
func precisionText(p *study.Precision, interrupted bool, most string) string {
	aim, half := 0.0, 0.0
	if p.Aim != nil {
		aim = *p.Aim
	}
	if p.HalfWidth != nil {
		half = *p.HalfWidth
	}
	f := newPlusMinus(p.Unit, aim, half)
	after := fmt.Sprintf("after %s and %s", plural(p.Runs, "run"), plural(p.Looks, "look"))
	found := fmt.Sprintf("%s is %s (%s to %s): %s", p.Measure, f.value(p.Estimate.Value)+f.sign,
		f.value(p.Estimate.Low), f.value(p.Estimate.High), f.half(half, aim == 0 || p.Met))
	if p.HalfWidth == nil {
		found = p.Measure + " has no interval"
	}
	const corrected = "; this interval allows for the looks (Pocock), those of the tables do not."
	switch {
	case p.Looks == 0:
		return fmt.Sprintf("Precision: interrupted before the first look at %s, which was due after %s.", p.Measure, plural(p.MinRuns, "run"))
	case aim == 0 && p.HalfWidth == nil:
		return fmt.Sprintf("Precision: %s, %s.", found, after)
	case aim == 0:
		return fmt.Sprintf("Precision: %s %s%s", found, after, corrected)
	case p.Met:
		return fmt.Sprintf("Precision: %s (aim %s) %s%s", found, f.half(aim, true), after, corrected)
	}
	how, end := "not reached", "."
	if interrupted {
		how = "interrupted before it was reached"
	} else if p.HalfWidth != nil {
		end = fmt.Sprintf(". About %s would do: see %s.", plural(roundUp(float64(p.Runs)*math.Pow(half/aim, 2)), "run"), most)
	}
	text := fmt.Sprintf("Precision: %s: %s (aim %s) %s", how, found, f.half(aim, true), after)
	if p.HalfWidth != nil {
		text += strings.TrimSuffix(corrected, ".")
	}
	return text + end
}

// roundUp rounds up to two digits.
func roundUp(x float64) int {
	unit := math.Pow10(max(0, int(math.Floor(math.Log10(x)))-1))
	return int(math.Ceil(x/unit) * unit)
}

// plusMinus writes a measure and the half-width of its interval with digits that
// tell what was reached from what was asked for.
type plusMinus struct {
	scale  float64
	sign   string
	digits int
}

// newPlusMinus chooses the digits: two that count of the aim and all that it was
// given with, or else two of the half-width. 0 stands for none.
func newPlusMinus(unit string, aim, half float64) plusMinus {
	f := plusMinus{scale: 1}
	shift := 0
	if unit == "share" {
		f.scale, f.sign, shift = 100, "%", 2
	}
	counts := aim
	if aim == 0 {
		counts = half
	}
	if counts > 0 {
		f.digits = min(max(1-int(math.Floor(math.Log10(counts*f.scale))), 0), 9)
	}
	if _, decimals, ok := strings.Cut(strconv.FormatFloat(aim, 'f', -1, 64), "."); ok {
		f.digits = max(f.digits, len(decimals)-shift)
	}
	return f
}

// value is a value of the measure, without the sign of its unit.
func (f plusMinus) value(x float64) string { return fixed(x*f.scale, f.digits) }

// half is a half-width, "± 1.0". One that is not narrow enough is rounded up, so
// that it never looks like one that is.
func (f plusMinus) half(x float64, enough bool) string {
	x *= f.scale
	if unit := math.Pow10(-f.digits); !enough {
		x = math.Ceil(x/unit) * unit
	}
	return "± " + fixed(x, f.digits)
}
