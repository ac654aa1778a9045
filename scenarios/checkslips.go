package scenarios

import (
	"fmt"
	"slices"

	"backchannel/sim"
)

// checkSlips finds sides and issues that a file adds to those it extends,
// under nearly the name of one of them, and that then go for nothing: no talk
// and no weight speaks of them. All other actors have entries that must be
// given, whose lack tells a slip of the fingers.
func (r *reader) checkSlips(x *sim.Scenario) {
	for i := range x.Sides {
		name := x.Sides[i].Name
		sits := func(t sim.Talk) bool { return slices.Contains(t.Sides, name) }
		if r.broken["talks"] || slices.ContainsFunc(x.Talks, sits) {
			continue
		}
		if near := nearest(name, r.added["sides."+key(name)]); near != "" {
			r.fail(r.root.get("sides", name).at, fmt.Sprintf("`%s` is new in sides and sits in no talk", name), fmt.Sprintf("did you mean `%s`?", near))
		}
	}
	for k := range x.Issues {
		name := x.Issues[k].Name
		cares := func(s sim.Side) bool { return s.Weight[k] > 0 || !r.sound("sides", s.Name, "weight") }
		if slices.ContainsFunc(x.Sides, cares) {
			continue
		}
		if near := nearest(name, r.added["issues."+key(name)]); near != "" {
			r.fail(r.root.get("issues", name).at, fmt.Sprintf("`%s` is new in issues and no side gives it any weight", name), fmt.Sprintf("did you mean `%s`?", near))
		}
	}
}
