package scenarios

import "backchannel/sim"

// Assumption is a number of a scenario that could as well be another.
type Assumption struct {
	Path    string  `json:"path"` // as --set takes it
	Value   float64 `json:"value"`
	Low     float64 `json:"low"`  // of its plausible range
	High    float64 `json:"high"` // of its plausible range
	Log     bool    `json:"log"`  // to be spread evenly over its logarithm
	Unit    string  `json:"unit"` // of Value, Low and High: lengths of time in days, rates per year
	Meaning string  `json:"meaning"`
}

// Assumptions lists every number of the scenario that may be varied, with its
// plausible range around the value it has here, by sim.Param's rule: tables in
// the order of Params, actors in order of name. Numbers that are not given, a
// rate of 0 and the like are not in it, nor is what is the same as another entry;
// what is drawn for one may be drawn whatever is drawn for the others. Weights, once varied, are rescaled to sum
// to 1 within each talk, as always.
func (s *Scenario) Assumptions() []Assumption {
	var list []Assumption
	for _, f := range s.walk() {
		for i := range f.entries {
			if e := &f.entries[i]; e.varies && s.leaderOf(f.path()+"."+e.key) == "" {
				list = append(list, Assumption{
					Path: f.path() + "." + e.key, Value: e.number, Low: e.near.Low, High: e.near.High, Log: e.near.Log,
					Unit: e.unit, Meaning: e.meaning,
				})
			}
		}
	}
	return list
}

// plausibleOf says what is plausible around the default or, where that is not
// to be varied, by which rule around a value that a scenario gives.
func plausibleOf[T any](p *sim.Param[T]) string {
	switch r, ok := p.Plausible(p.Default); {
	case p.Fixed != "":
		return "fixed: " + p.Fixed
	case ok:
		return rounded(r.Low, p.Unit) + " to " + rounded(r.High, p.Unit)
	case p.Within > 0:
		return "± " + rounded(p.Within, p.Unit)
	case p.Unit == sim.Share:
		return "± half-way to 0 or 1"
	}
	return "half to twice the value"
}
