package sim

import "math"

// intent is phase 1: every ideal point takes one step of a Brownian motion
// reflected at 0 and 1, with the side's drift as standard deviation after one
// year (modelling choice). Ideal points on issues that a side negotiates with
// no one are left alone: nothing reads them.
func (e *Engine) intent() {
	root := math.Sqrt((e.now - e.start) / DaysPerYear)
	for i := range e.sides {
		drift := e.model.scenario.Sides[i].Drift
		if drift == 0 {
			continue
		}
		s := &e.sides[i]
		for _, k := range e.model.concerns[i] {
			s.theta[k] = reflect(s.theta[k] + float64(drift*root*s.drift[k].normal()))
		}
	}
}

// reflect folds x back into [0, 1].
func reflect(x float64) float64 {
	if x >= 0 && x <= 1 {
		return x
	}
	x = math.Mod(math.Abs(x), 2)
	if x > 1 {
		return 2 - x
	}
	return x
}

// clamp cuts x off at 0 and 1.
func clamp(x float64) float64 { return max(0, min(1, x)) }
