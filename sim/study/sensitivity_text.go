package study

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"backchannel/sim/stats"
)

// clause ends words of several parts with a comma.
func clause(words string) string {
	if strings.Contains(words, ", and ") || strings.Contains(words, ", as ") || strings.Contains(words, ", which ") {
		return words + ","
	}
	return words
}

// rankedBy sorts by size, the greatest first and NaN last; what is alike stays in
// order.
func rankedBy[T any](list []T, size func(T) float64) []T {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b T) int {
		x, y := size(a), size(b)
		switch {
		case math.IsNaN(x) && math.IsNaN(y):
			return 0
		case math.IsNaN(x):
			return 1
		case math.IsNaN(y):
			return -1
		}
		return cmp.Compare(y, x)
	})
	return list
}

// Leading is the path of the input that moves a metric most, by the method that
// moves each input by itself best.
func (s *Sensitivity) Leading(metric int) string {
	switch {
	case len(s.Tornado) > 0:
		return s.Tornado[metric].Ranked()[0].Path
	case len(s.Morris) > 0:
		return rankedBy(s.Morris[metric].Inputs, func(x MorrisInput) float64 { return x.MuStar.Value })[0].Path
	case len(s.Quick) > 0 && len(s.Quick[metric].Inputs) > 0:
		return rankedBy(s.Quick[metric].Inputs, func(x QuickInput) float64 { return math.Abs(x.Coefficient.Value) })[0].Path
	case len(s.Sobol) > 0:
		return s.Groups[slices.IndexFunc(s.Groups, func(g InputGroup) bool {
			return g.Name == rankedBy(s.Sobol[metric].Groups, func(x SobolGroup) float64 { return x.Total.Share.Value })[0].Name
		})].Inputs[0]
	}
	return s.Inputs[0].Path
}

// shareWords is "41% (33% to 49%)".
func shareWords(e stats.Estimate) string {
	if math.IsNaN(e.Low) || math.IsNaN(e.High) {
		return percentOf(e.Value)
	}
	return fmt.Sprintf("%s (%s to %s)", percentOf(e.Value), percentOf(e.Low), percentOf(e.High))
}

// percentOf writes a share; what is not all or none is not rounded to it.
func percentOf(x float64) string {
	if math.IsNaN(x) {
		return "an unknown part"
	}
	return inUnit(x, aShare)
}

// written is a value of a metric in its unit.
func written(x float64, unit string) string {
	if math.IsNaN(x) {
		return "not known"
	}
	return inUnit(x, unit)
}

// spreadWritten is a difference of values of a metric, without sign.
func spreadWritten(x float64, unit string) string {
	if unit == aShare {
		return strconv.FormatFloat(100*x, 'f', 1, 64) + " points"
	}
	return written(x, unit)
}

// thousands writes a whole number with commas.
func thousands(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}
