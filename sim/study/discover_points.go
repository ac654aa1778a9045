package study

import (
	"fmt"
	"math"

	"backchannel/scenarios"
	"backchannel/sim/stats"
)

// points gathers what is searched: the points that have a figure, by those inputs
// that vary among them. Points that have the same uncertainties, and differ by what
// is chosen, hang together.
func (c *DiscoverConfig) points(s *Swept, found *Discovery) (p stats.PrimPoints, out *caseSet, factors []scenarios.Factor) {
	m := s.metric(c.Metric)
	var at []int
	for i := range s.Points {
		switch x := &s.Points[i]; {
		case x.Error != "":
			found.Bad++
		case math.IsNaN(x.Figures[m].Value):
			found.Silent++
		default:
			at = append(at, i)
		}
	}
	var vary []int
	for j, f := range s.Factors {
		low, high := math.Inf(1), math.Inf(-1)
		for _, i := range at {
			low, high = min(low, s.Points[i].Values[j]), max(high, s.Points[i].Values[j])
		}
		if !(low < high) {
			found.Constant = append(found.Constant, f.Path)
			continue
		}
		vary, factors = append(vary, j), append(factors, f)
		found.Inputs = append(found.Inputs, SearchedInput{Path: f.Path, Unit: f.Unit, Meaning: f.Meaning, Low: low, High: high})
	}
	out = &caseSet{level: c.Level, at: at}
	if c.Above == nil && c.Below == nil && s.Luck() {
		out.noise = c.Noise
	}
	cluster := map[string]int{}
	for _, i := range at {
		x := &s.Points[i]
		var values []float64
		for _, j := range vary {
			values = append(values, x.Values[j])
		}
		key := s.uncertain(i)
		if _, known := cluster[key]; !known {
			cluster[key] = len(cluster)
		}
		p.Inputs, p.Outcomes = append(p.Inputs, values), append(p.Outcomes, c.outcome(x.Figures[m]))
		out.cluster = append(out.cluster, cluster[key])
		if c.near(x.Figures[m]) {
			found.Near++
		}
	}
	out.outcomes, out.clusters = p.Outcomes, len(cluster)
	return p, out, factors
}

// uncertain names a point by the values of what is not known in it.
func (s *Swept) uncertain(point int) string {
	var key []byte
	for j, f := range s.Factors {
		if f.Role != scenarios.Lever {
			key = fmt.Appendf(key, "%x ", s.Points[point].Values[j])
		}
	}
	return string(key)
}

// outcome is that of a point with this figure.
func (c *DiscoverConfig) outcome(f Figure) float64 {
	yes := f.Value
	switch {
	case c.Above != nil:
		yes, _ = whether(f.Value > *c.Above)
	case c.Below != nil:
		yes, _ = whether(f.Value < *c.Below)
	}
	return min(max(yes, 0), 1)
}

// near reports whether chance may have put a figure on its side of the threshold.
func (c *DiscoverConfig) near(f Figure) bool {
	at := c.Above
	if at == nil {
		at = c.Below
	}
	return at != nil && !(f.Low > *at) && !(f.High < *at) // true for NaN
}
