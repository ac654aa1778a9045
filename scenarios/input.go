package scenarios

import (
	"slices"
	"strings"

	"backchannel/sim/uncertain"
)

// Role says what an uncertain number stands for.
type Role string

// The roles.
const (
	Uncertainty Role = "uncertainty" // what one cannot know
	Lever       Role = "lever"       // what one can choose
)

// Input is a number of a scenario that is not known, or that is a choice.
type Input struct {
	Path    string // as --set takes it, written as Assumption.Path is
	Unit    string // of its values: lengths of time in days, rates per year
	Meaning string
	Dist    uncertain.Dist // of its values, cut off at what the entry allows
	Role    Role
	Why     string   // where the distribution is from, on one line; may be empty
	Follows []string // paths of the entries that are said to be the same as this, in order
}

// Correlation ties two inputs to each other.
type Correlation struct {
	Between [2]string // paths of the inputs, in the order in which Scenario.Inputs has them
	Rho     float64   // correlation of their normal scores, above -1 and below 1
	Why     string    // on one line; may be empty
}

// Factor is an input as a study varies it.
type Factor struct {
	Input
	// Levels are the values that a study gives it, ascending; nil: any that Dist
	// gives.
	Levels []float64
}

// tie is an entry that is said to be the same as another.
type tie struct{ follower, leader string } // paths

// Plausible lists every number of the scenario that is not known or could as
// well be another: those that the file says are uncertain, with the distribution
// that it gives them, and all other Assumptions, spread evenly over their
// plausible range or its logarithm. The order is that of Assumptions. What is
// the same as another entry goes with that.
func (s *Scenario) Plausible() []Input {
	var list []Input
	follows := s.followers()
	for _, f := range s.walk() {
		for i := range f.entries {
			e := &f.entries[i]
			path := f.path() + "." + e.key
			switch in := s.input(path); {
			case in != nil:
				list = append(list, *in)
			case e.varies && s.leaderOf(path) == "":
				d := uncertain.Dist{Kind: uncertain.Uniform, Args: []float64{e.near.Low, e.near.High}}
				if e.near.Log {
					d.Kind = uncertain.Loguniform
				}
				list = append(list, Input{
					Path: path, Unit: e.unit, Meaning: e.meaning, Dist: within(d, e.measure), Role: Uncertainty, Follows: follows[path],
				})
			}
		}
	}
	return list
}

// input returns the input of that path; nil if the scenario is sure of it.
func (s *Scenario) input(path string) *Input {
	if i := slices.IndexFunc(s.Inputs, func(x Input) bool { return x.Path == path }); i >= 0 {
		return &s.Inputs[i]
	}
	return nil
}

// leaderOf returns what an entry is the same as; "" if it is one of its own.
func (s *Scenario) leaderOf(path string) string {
	for _, t := range s.ties {
		if t.follower == path {
			return t.leader
		}
	}
	return ""
}

// followers lists the entries that are the same as another, by that other.
func (s *Scenario) followers() map[string][]string {
	all := map[string][]string{}
	for _, t := range s.ties {
		all[t.leader] = append(all[t.leader], t.follower)
	}
	return all
}

// pathOf writes the keys of an entry as its one path.
func pathOf(keys []string) string {
	parts := make([]string, len(keys))
	for i, k := range keys {
		parts[i] = key(k)
	}
	return strings.Join(parts, ".")
}
