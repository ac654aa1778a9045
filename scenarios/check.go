package scenarios

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"backchannel/sim"
)

// mostTicks bounds the length of one run.
const mostTicks = 1_000_000

// check holds a scenario to what no entry shows by itself.
func (r *reader) check(x *sim.Scenario) {
	r.checkClock(x)
	if len(x.Issues) == 0 {
		r.fail(place{}, "the scenario has no issues", "add [issues.NAME]")
	}
	if len(x.Sides) < 2 {
		r.fail(place{}, "the scenario has fewer than two sides", "add [sides.NAME] for each principal")
	}
	if len(x.Talks) == 0 {
		r.fail(place{}, "the scenario has no talks", "add [talks.NAME] with its sides, issues, envoys and corps")
	}
	for i := range x.Issues {
		if issue := &x.Issues[i]; issue.Sweetener && issue.Irritant > 0 {
			r.fail(r.at("issues", issue.Name, "irritant"), "a sweetener irritates no one", "leave irritant out, or sweetener")
		}
	}
	r.checkSuccessors(x)
	for i := range x.Talks {
		r.checkTalk(x, &x.Talks[i])
	}
	r.checkCovets(x)
	r.checkDeals(x)
}

// at is the place of an entry's value.
func (r *reader) at(keys ...string) place {
	if n := r.root.get(keys...); n != nil {
		return n.value
	}
	if len(keys) > 1 {
		return r.at(keys[:len(keys)-1]...)
	}
	return place{}
}

// item is the place of a name in a list.
func (r *reader) item(name string, keys ...string) place {
	if n := r.root.get(keys...); n != nil {
		for _, x := range n.list {
			if x.leaf == name {
				return x.value
			}
		}
	}
	return r.at(keys...)
}

func (r *reader) checkClock(x *sim.Scenario) {
	c := x.Clock
	if c.Tick > c.Horizon {
		r.fail(r.at("clock", "tick"), "the tick is longer than the horizon", "shorten it; a day is usual")
	}
	if c.Horizon/c.Tick > mostTicks {
		r.fail(r.at("clock", "horizon"), fmt.Sprintf("a run would have more than %d ticks", mostTicks), "shorten the horizon or lengthen the tick")
	}
}

func (r *reader) checkSuccessors(x *sim.Scenario) {
	side := map[string]string{}
	successors := map[string]bool{}
	for i := range x.Envoys {
		side[x.Envoys[i].Name] = x.Envoys[i].Side
		successors[x.Envoys[i].Name] = len(x.Envoys[i].Successors) > 0
	}
	after := map[string]string{}
	for i := range x.Envoys {
		e := &x.Envoys[i]
		for _, next := range e.Successors {
			at := r.item(next, "envoys", e.Name, "successors")
			switch {
			case next == e.Name:
				r.fail(at, fmt.Sprintf("`%s` cannot succeed himself", next), "name another, or none: a newcomer then follows")
			case side[next] != e.Side && side[next] != "" && e.Side != "":
				r.fail(at, fmt.Sprintf("`%s` is envoy of %s and cannot succeed an envoy of %s", next, side[next], e.Side), "name one of the same side")
			case after[next] != "":
				r.fail(at, fmt.Sprintf("`%s` already succeeds `%s`", next, after[next]), "let him wait for one seat only")
			case successors[next]:
				r.fail(at, fmt.Sprintf("`%s` is a successor and names successors himself", next), fmt.Sprintf("list them all at `%s`", e.Name))
			default:
				after[next] = e.Name
			}
		}
	}
	for i := range x.Talks {
		for _, name := range x.Talks[i].Envoys {
			if after[name] != "" {
				r.fail(r.item(name, "talks", x.Talks[i].Name, "envoys"), fmt.Sprintf("`%s` waits to succeed `%s` and holds no seat yet", name, after[name]), "name the other, or take him off the successors")
			}
		}
	}
}

func (r *reader) checkTalk(x *sim.Scenario, t *sim.Talk) {
	if len(t.Sides) == 1 {
		r.fail(r.at("talks", t.Name, "sides"), fmt.Sprintf("talk `%s` has one side", t.Name), "name two or more")
	}
	present := func(key, name, side string) {
		if side != "" && len(t.Sides) > 1 && !slices.Contains(t.Sides, side) {
			r.fail(r.item(name, "talks", t.Name, key), fmt.Sprintf("`%s` is of %s, which is not in talk `%s`", name, side, t.Name),
				fmt.Sprintf("the talk is between %s; leave him out, or add the side", strings.Join(t.Sides, " and ")))
		}
	}
	for _, name := range t.Envoys {
		present("envoys", name, x.Envoys[slices.IndexFunc(x.Envoys, func(e sim.Envoy) bool { return e.Name == name })].Side)
	}
	for _, name := range t.Corps {
		present("corps", name, x.Corps[slices.IndexFunc(x.Corps, func(c sim.Corps) bool { return c.Name == name })].Side)
	}
	for i, v := range t.Reservation {
		if !math.IsNaN(v) && !slices.Contains(t.Sides, x.Sides[i].Name) {
			r.fail(r.at("talks", t.Name, "reservation", x.Sides[i].Name), fmt.Sprintf("%s is not in talk `%s`", x.Sides[i].Name, t.Name), "leave it out")
		}
	}
	for _, name := range t.Sides {
		r.checkWeights(x, t, name)
	}
}

// checkWeights holds a side's weights on the issues of a talk to a sum of 1.
// They are rescaled to that anyway: where an issue was removed, or a weight
// was set from outside the file, any sum will do.
func (r *reader) checkWeights(x *sim.Scenario, t *sim.Talk, side string) {
	s := &x.Sides[slices.IndexFunc(x.Sides, func(s sim.Side) bool { return s.Name == side })]
	var sum float64
	for k, w := range s.Weight {
		if len(t.Issues) == 0 || slices.Contains(t.Issues, x.Issues[k].Name) {
			sum += w
		}
	}
	at := r.at("sides", side, "weight")
	if n := r.root.get("sides", side, "weight"); n != nil {
		at = n.at
		for _, k := range n.keys() {
			if n.table[k].at.src != nil && n.table[k].at.src.name == "--set" && sum > 0 {
				return
			}
		}
	}
	switch {
	case sum <= 0:
		r.fail(at, fmt.Sprintf("%s gives no weight to any issue of talk `%s`", side, t.Name), "add weight = { ISSUE = 0.5, ... } to the side")
	case math.Abs(sum-1) > 1e-6 && !r.rescaled:
		r.fail(at, fmt.Sprintf("the weights of %s on the issues of talk `%s` sum to %.6g", side, t.Name, sum), "make them sum to 1")
	}
}

func (r *reader) checkCovets(x *sim.Scenario) {
	for i := range x.Envoys {
		e := &x.Envoys[i]
		for _, name := range e.Covets {
			t := &x.Talks[slices.IndexFunc(x.Talks, func(t sim.Talk) bool { return t.Name == name })]
			if e.Side != "" && len(t.Sides) > 1 && !slices.Contains(t.Sides, e.Side) {
				r.fail(r.item(name, "envoys", e.Name, "covets"), fmt.Sprintf("`%s` covets talk `%s`, in which %s does not sit", e.Name, name, e.Side), "leave it out")
			}
		}
	}
}

func (r *reader) checkDeals(x *sim.Scenario) {
	standing := map[string]string{}
	for i := range x.Deals {
		d := &x.Deals[i]
		if other := standing[d.Talk]; other != "" {
			r.fail(r.at("deals", d.Name, "talk"), fmt.Sprintf("talk `%s` has deal `%s` already", d.Talk, other), "a talk has one deal at a time")
		}
		if d.Talk == "" {
			continue
		}
		standing[d.Talk] = d.Name
		t := &x.Talks[slices.IndexFunc(x.Talks, func(t sim.Talk) bool { return t.Name == d.Talk })]
		covered := 0
		for k, v := range d.Terms {
			if math.IsNaN(v) {
				continue
			}
			covered++
			if name := x.Issues[k].Name; len(t.Issues) > 0 && !slices.Contains(t.Issues, name) {
				r.fail(r.at("deals", d.Name, "terms", name), fmt.Sprintf("`%s` is not an issue of talk `%s`", name, d.Talk), suggest(name, t.Issues))
			}
		}
		if covered == 0 {
			r.fail(r.at("deals", d.Name, "terms"), fmt.Sprintf("deal `%s` covers no issue", d.Name), "add terms = { ISSUE = 0.5, ... }")
		}
		for _, name := range d.Signers {
			e := &x.Envoys[slices.IndexFunc(x.Envoys, func(e sim.Envoy) bool { return e.Name == name })]
			if len(t.Sides) > 1 && e.Side != "" && !slices.Contains(t.Sides, e.Side) {
				r.fail(r.item(name, "deals", d.Name, "signers"), fmt.Sprintf("`%s` is of %s, which is not in talk `%s`", name, e.Side, d.Talk), "leave him out")
			}
		}
	}
}
