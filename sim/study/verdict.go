package study

import (
	"math"

	"backchannel/scenarios"
	"backchannel/sim/stats"
)

// Verdict is what a test of a claim came to.
type Verdict string

// The verdicts. A claim has the worst verdict of its tests, in this order.
const (
	Supported    Verdict = "supported"     // the whole interval is on the claimed side, and some of it matters
	CannotTell   Verdict = "cannot tell"   // the interval allows for more than one of the others
	NotSupported Verdict = "not supported" // the effect is surely smaller than matters
	Reversed     Verdict = "reversed"      // the whole interval is on the other side, and some of it matters
)

// Verdicts lists the verdicts, the best first.
func Verdicts() []Verdict { return []Verdict{Supported, CannotTell, NotSupported, Reversed} }

// verdictOf judges an effect by its interval. An effect surely smaller than
// least counts as none, however clearly it is told from 0: with enough runs
// every effect is.
func verdictOf(expect string, effect stats.Estimate, least float64) Verdict {
	low, high := effect.Low, effect.High
	if math.IsNaN(low) || math.IsNaN(high) {
		return CannotTell
	}
	none := low > -least && high < least || low == 0 && high == 0
	switch expect {
	case scenarios.ExpectLess:
		return verdictOf(scenarios.ExpectMore, stats.Estimate{Low: -high, High: -low}, least)
	case scenarios.ExpectNotLess:
		return verdictOf(scenarios.ExpectNotMore, stats.Estimate{Low: -high, High: -low}, least)
	case scenarios.ExpectMore:
		switch {
		case none:
			return NotSupported
		case low > 0:
			return Supported
		case high < 0:
			return Reversed
		}
	case scenarios.ExpectNotMore:
		switch {
		case high < least || high <= 0:
			return Supported
		case low > least:
			return Reversed
		}
	case scenarios.ExpectAlike:
		switch {
		case none:
			return Supported
		case low > least || high < -least:
			return NotSupported
		}
	}
	return CannotTell
}

// worst is the verdict of a claim with tests of these verdicts.
func worst(list []Verdict) Verdict {
	out := Supported
	for _, v := range Verdicts() {
		for _, x := range list {
			if x == v {
				out = v
			}
		}
	}
	return out
}

// holds reports whether what was seen lies on the claimed side, whatever its
// interval. Nothing does where there is nothing to measure.
func holds(expect string, effect, least float64) bool {
	switch expect {
	case scenarios.ExpectMore:
		return effect > 0
	case scenarios.ExpectLess:
		return effect < 0
	case scenarios.ExpectNotMore:
		return effect < least || effect <= 0
	case scenarios.ExpectNotLess:
		return effect > -least || effect >= 0
	case scenarios.ExpectAlike:
		return math.Abs(effect) < least || effect == 0
	}
	return false
}
