package sim

import "math"

// utility is the weighted city-block utility 1 - sum_k w[k] |x[k]-ideal[k]|
// of a package, in [0, 1] when the weights sum to 1.
func utility(weight, terms, ideal []float64) float64 {
	u := 1.0
	for k, w := range weight {
		u -= float64(w * math.Abs(terms[k]-ideal[k]))
	}
	return u
}

// trueUtility is what the terms are worth to the s-th side of a talk by its
// present ideal points.
func (e *Engine) trueUtility(t *talkState, s int, terms []float64) float64 {
	theta := e.sides[t.spec.sides[s]].theta
	u := 1.0
	for k, w := range t.spec.weight[s] {
		u -= float64(w * math.Abs(terms[k]-theta[t.spec.issues[k]]))
	}
	return u
}

// coverage is the weight of the issues understood, averaged over the sides.
func (e *Engine) coverage(t *talkState) float64 {
	var sum float64
	for _, weight := range t.spec.weight {
		for k, w := range weight {
			if t.understood[k] {
				sum += w
			}
		}
	}
	return min(1, sum/float64(len(t.spec.weight)))
}

// core is the weight covered of the issues that are no sweeteners, as a share
// of their whole weight, averaged over the sides; 1 where there are none.
func (e *Engine) core(t *talkState) float64 {
	var sum float64
	for s, weight := range t.spec.weight {
		var got float64
		for k, w := range weight {
			if t.understood[k] && !e.model.scenario.Issues[t.spec.issues[k]].Sweetener {
				got += w
			}
		}
		if t.spec.core[s] > 0 {
			got /= t.spec.core[s]
		} else {
			got = 1
		}
		sum += got
	}
	return min(1, sum/float64(len(t.spec.weight)))
}

// formality is the share of what is understood that professionals have
// drafted, by weight averaged over the sides.
func (e *Engine) formality(t *talkState) float64 {
	var drafted, all float64
	for _, weight := range t.spec.weight {
		for k, w := range weight {
			if t.understood[k] {
				all += w
				drafted += float64(w * t.formal[k])
			}
		}
	}
	if all == 0 {
		return 0
	}
	return min(1, drafted/all)
}

func (e *Engine) realism(t *talkState) float64 {
	margin := math.Inf(1)
	for s := range t.spec.sides {
		margin = min(margin, e.trueUtility(t, s, t.terms)-t.spec.reservation[s])
	}
	return e.coverage(t) / (1 + math.Exp(-margin/e.rules.Contact.Tau))
}
