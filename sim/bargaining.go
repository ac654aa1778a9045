package sim

import "math"

// tactic is how far and how fast a side at the table concedes: the
// time-dependent family of Faratin, Sierra & Jennings (1998).
type tactic struct {
	exponent float64 // below 1 Boulware, 1 linear, above 1 conceder
	rounds   float64 // rounds until the limit is reached
	stretch  float64 // multiple of the limit that is really offered
	limit    float64 // share of the way to the farthest counterpart, at most
}

// positions is the part of the table that is the s-th side's.
func (t *talkState) positions(s int) []float64 {
	n := len(t.spec.issues)
	return t.position[s*n : (s+1)*n]
}

// limits sets, for each side, the share of the way to the farthest position
// of the others that it could concede on every issue at once before the whole
// package, as it reads its interest, is worth no more than walking away.
func (e *Engine) limits(t *talkState) {
	for s := range t.spec.sides {
		var cost float64
		for k, w := range t.spec.weight[s] {
			low, high := t.span(k)
			own := t.positions(s)[k]
			cost += float64(w * max(high-own, own-low))
		}
		limit := 1.0
		if room := 1 - t.spec.reservation[s]; cost > room {
			limit = room / cost
		}
		t.tactic[s].limit = min(1, limit*t.tactic[s].stretch)
	}
}

// span returns the lowest and highest position on the k-th issue.
func (t *talkState) span(k int) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for s := range t.spec.sides {
		p := t.positions(s)[k]
		low, high = min(low, p), max(high, p)
	}
	return low, high
}

// concession is the share of the way that a side offers on its k-th issue:
// limit * min(1, n/rounds)^(1/e) * (K*w)^-g, at most 1.
func (e *Engine) concession(t *talkState, s, k int) float64 {
	c := t.tactic[s]
	progress := min(1, t.rounds[k]/c.rounds)
	if c.exponent != 1 {
		progress = math.Pow(progress, 1/c.exponent)
	}
	offer := c.limit * progress
	// What has no weight is conceded outright, but not before its first round:
	// 0 times the infinite factor is no number.
	if g := e.rules.Meeting.Logroll; g > 0 && offer > 0 {
		offer *= math.Pow(float64(len(t.spec.issues))*t.spec.weight[s][k], -g)
	}
	return min(1, offer)
}

// cross sees whether the offers on the k-th issue meet. Each side accepts all
// positions from its own as far as it concedes to either end; once these
// ranges have a point in common the issue is understood at the middle of the
// overlap. With two sides that is where the offers cross, the overlap split
// evenly (Chatterjee & Samuelson 1983, k = 1/2).
func (e *Engine) cross(t *talkState, k int, at float64) {
	low, high := t.span(k)
	from, to := math.Inf(-1), math.Inf(1)
	for s := range t.spec.sides {
		own, offer := t.positions(s)[k], e.concession(t, s, k)
		from = max(from, own-float64(offer*(own-low)))
		to = min(to, own+float64(offer*(high-own)))
	}
	if from > to+1e-12 {
		return
	}
	t.understood[k] = true
	t.terms[k] = clamp((from + to) / 2)
	out := &e.out.Talks[t.index]
	if math.IsNaN(out.FirstUnderstanding) || at < out.FirstUnderstanding {
		out.FirstUnderstanding = at
	}
	ev := happened(at, Understood, t.index)
	ev.Issue, ev.Value = t.spec.issues[k], t.terms[k]
	e.tell(ev)
}
