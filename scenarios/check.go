package scenarios

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"backchannel/sim"
)

// mostTicks bounds the length of one run.
const mostTicks = 200_000

// check holds a scenario to what no entry shows by itself.
func (r *reader) check(x *sim.Scenario) {
	r.checkClock(x.Clock)
	atLeast := func(table string, have, want int, what, fix string) {
		if have < want && !r.broken[table] {
			r.fail(r.root.at, what, fix)
		}
	}
	atLeast("issues", len(x.Issues), 1, "the scenario has no issues", "add [issues.NAME]")
	atLeast("sides", len(x.Sides), 2, "the scenario has fewer than two sides", "add [sides.NAME] for each principal")
	atLeast("talks", len(x.Talks), 1, "the scenario has no talks", "add [talks.NAME] with its sides, issues, envoys and corps")
	for i := range x.Issues {
		if issue := &x.Issues[i]; issue.Sweetener && issue.Irritant > 0 {
			r.fail(r.at("issues", issue.Name, "irritant"), fmt.Sprintf("`%s` is a sweetener, which irritates no one", issue.Name), "leave irritant out, or sweetener")
		}
	}
	for i := range x.Sides {
		if name := x.Sides[i].Name; !math.IsNaN(x.Sides[i].Reliability[i]) {
			r.fail(r.keyAt("sides", name, "reliability", name), fmt.Sprintf("`%s` says how reliable it holds itself", name), "leave it out: the entry is about the other sides")
		}
	}
	r.checkSlips(x)
	waits := r.checkSuccessors(x)
	for i := range x.Talks {
		r.checkTalk(x, &x.Talks[i], waits)
	}
	r.checkCovets(x)
	r.checkDeals(x, waits)
}

// at is the place of an entry's value, or of the nearest table around it.
func (r *reader) at(keys ...string) place {
	if n := r.root.get(keys...); n != nil {
		return n.value
	}
	if len(keys) > 1 {
		return r.at(keys[:len(keys)-1]...)
	}
	return r.root.at
}

// keyAt is the place of an entry's key, or of the nearest table around it.
func (r *reader) keyAt(keys ...string) place {
	if n := r.root.get(keys...); n != nil {
		return n.at
	}
	return r.at(keys...)
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

// sound reports whether an entry of an actor was read without a fault, so that
// what follows from it can be checked.
func (r *reader) sound(table, name, k string) bool {
	where := table + "." + key(name)
	return !r.broken[table] && !r.broken[where] && !r.broken[where+"."+k]
}

func (r *reader) checkClock(c sim.Clock) {
	if c.Tick > c.Horizon {
		r.fail(r.at("clock", "tick"), "the tick is longer than the horizon", "shorten it; a day is usual")
	}
	if c.Horizon/c.Tick > mostTicks {
		r.fail(r.at("clock", "horizon"), fmt.Sprintf("a run would have more than %d ticks", mostTicks), "shorten the horizon or lengthen the tick")
	}
}

func sideNamed(x *sim.Scenario, name string) *sim.Side {
	return &x.Sides[slices.IndexFunc(x.Sides, func(s sim.Side) bool { return s.Name == name })]
}

func envoyNamed(x *sim.Scenario, name string) *sim.Envoy {
	return &x.Envoys[slices.IndexFunc(x.Envoys, func(e sim.Envoy) bool { return e.Name == name })]
}

func corpsNamed(x *sim.Scenario, name string) *sim.Corps {
	return &x.Corps[slices.IndexFunc(x.Corps, func(c sim.Corps) bool { return c.Name == name })]
}

func talkNamed(x *sim.Scenario, name string) *sim.Talk {
	return &x.Talks[slices.IndexFunc(x.Talks, func(t sim.Talk) bool { return t.Name == name })]
}

// absent reports whether a side is known not to sit in a talk.
func (r *reader) absent(t *sim.Talk, side string) bool {
	return side != "" && r.sound("talks", t.Name, "sides") && !slices.Contains(t.Sides, side)
}

// checkTalk checks who sits in a talk. Waits says who waits to succeed whom.
func (r *reader) checkTalk(x *sim.Scenario, t *sim.Talk, waits map[string]string) {
	if len(t.Sides) < 2 && r.sound("talks", t.Name, "sides") {
		r.fail(r.at("talks", t.Name, "sides"), fmt.Sprintf("talk `%s` has fewer than two sides", t.Name), "name two or more")
	}
	if n := r.root.get("talks", t.Name, "issues"); n != nil && n.list != nil && len(n.list) == 0 {
		r.fail(n.value, fmt.Sprintf("talk `%s` is left with no issues", t.Name), "name one or more, or leave the entry out: then all issues are negotiated")
	}
	between := fmt.Sprintf("the talk is between %s; leave it out, or add the side", strings.Join(t.Sides, " and "))
	for _, name := range t.Envoys {
		at := r.item(name, "talks", t.Name, "envoys")
		if side := envoyNamed(x, name).Side; r.absent(t, side) {
			r.fail(at, fmt.Sprintf("`%s` is of %s, which is not in talk `%s`", name, side, t.Name), between)
		}
		if waits[name] != "" {
			r.fail(at, fmt.Sprintf("`%s` waits to succeed `%s` and holds no seat yet", name, waits[name]), fmt.Sprintf("name `%s`, or take `%s` off his successors", waits[name], name))
		}
	}
	for _, name := range t.Corps {
		if side := corpsNamed(x, name).Side; r.absent(t, side) {
			r.fail(r.item(name, "talks", t.Name, "corps"), fmt.Sprintf("`%s` is of %s, which is not in talk `%s`", name, side, t.Name), between)
		}
	}
	for i, v := range t.Reservation {
		if side := x.Sides[i].Name; !math.IsNaN(v) && r.absent(t, side) {
			r.fail(r.keyAt("talks", t.Name, "reservation", side), fmt.Sprintf("%s is not in talk `%s`", side, t.Name), between)
		}
	}
	for _, name := range t.Sides {
		r.checkWeights(x, t, name)
	}
}

// checkWeights holds a side's weights on the issues of a talk to a sum of 1.
// They are rescaled to that anyway: where the file asks for it, an issue was
// removed, a weight was set from outside the file, or one is uncertain, any sum
// above 0 will do.
func (r *reader) checkWeights(x *sim.Scenario, t *sim.Talk, side string) {
	if !r.sound("sides", side, "weight") || !r.sound("talks", t.Name, "issues") {
		return
	}
	at := r.at("sides", side)
	set := false
	if n := r.root.get("sides", side, "weight"); n != nil {
		at = n.at
		for _, k := range n.keys() {
			set = set || n.table[k].set || n.table[k].isTable()
		}
	}
	switch sum := weightSum(x, t, sideNamed(x, side)); {
	case sum <= 0:
		r.fail(at, fmt.Sprintf("%s gives no weight to any issue of talk `%s`", side, t.Name), "add weight = { ISSUE = 0.5, ... } to the side")
	case !isOne(sum) && !r.rescaled && !set:
		r.fail(at, fmt.Sprintf("the weights of %s on the issues of talk `%s` sum to %.6g", side, t.Name, sum),
			"make them sum to 1, or write rescale = true at the top of the file")
	}
}

// isOne allows for weights that were rounded to six digits.
func isOne(sum float64) bool { return math.Abs(sum-1) <= 1e-6 }

// weightSum adds up a side's weights on the issues of a talk.
func weightSum(x *sim.Scenario, t *sim.Talk, side *sim.Side) float64 {
	var sum float64
	for k, w := range side.Weight {
		if len(t.Issues) == 0 || slices.Contains(t.Issues, x.Issues[k].Name) {
			sum += w
		}
	}
	return sum
}
