package scenarios

import (
	"fmt"
	"math"
	"slices"

	"backchannel/sim"
)

// checkSuccessors checks who follows whom and returns, for each envoy who
// waits for a seat, whose it is.
func (r *reader) checkSuccessors(x *sim.Scenario) map[string]string {
	waits := map[string]string{}
	for i := range x.Envoys {
		e := &x.Envoys[i]
		for _, name := range e.Successors {
			at := r.item(name, "envoys", e.Name, "successors")
			next := envoyNamed(x, name)
			switch {
			case name == e.Name:
				r.fail(at, fmt.Sprintf("`%s` cannot succeed himself", name), "name another, or none: a newcomer then follows")
			case next.Side != e.Side && next.Side != "" && e.Side != "":
				r.fail(at, fmt.Sprintf("`%s` is an envoy of %s and cannot succeed one of %s", name, next.Side, e.Side), "name one of the same side")
			case waits[name] != "":
				r.fail(at, fmt.Sprintf("`%s` waits to succeed `%s` already", name, waits[name]), "let him wait for one seat only")
			case len(next.Successors) > 0:
				r.fail(at, fmt.Sprintf("`%s` is a successor and names successors himself", name), fmt.Sprintf("list them all at `%s`", e.Name))
			default:
				waits[name] = e.Name
			}
		}
	}
	return waits
}

func (r *reader) checkCovets(x *sim.Scenario) {
	for i := range x.Envoys {
		e := &x.Envoys[i]
		for _, name := range e.Covets {
			if r.absent(talkNamed(x, name), e.Side) {
				r.fail(r.item(name, "envoys", e.Name, "covets"), fmt.Sprintf("`%s` covets talk `%s`, in which %s does not sit", e.Name, name, e.Side), "leave it out")
			}
		}
	}
}

func (r *reader) checkDeals(x *sim.Scenario, waits map[string]string) {
	standing := map[string]string{}
	for i := range x.Deals {
		d := &x.Deals[i]
		if d.Talk == "" {
			continue // reported as missing or unknown
		}
		if other := standing[d.Talk]; other != "" {
			r.fail(r.at("deals", d.Name, "talk"), fmt.Sprintf("talk `%s` has deal `%s` already", d.Talk, other), "let a talk start with one deal at most")
		}
		standing[d.Talk] = d.Name
		t := talkNamed(x, d.Talk)
		r.checkTerms(x, d, t)
		for _, name := range d.Signers {
			at := r.item(name, "deals", d.Name, "signers")
			if side := envoyNamed(x, name).Side; r.absent(t, side) {
				r.fail(at, fmt.Sprintf("`%s` is of %s, which is not in talk `%s`", name, side, d.Talk), "leave him out")
			}
			if waits[name] != "" {
				r.fail(at, fmt.Sprintf("`%s` waits to succeed `%s` and has signed nothing yet", name, waits[name]), fmt.Sprintf("name `%s`", waits[name]))
			}
		}
	}
}

// checkTerms holds the terms of a standing deal to the issues of its talk.
func (r *reader) checkTerms(x *sim.Scenario, d *sim.StandingDeal, t *sim.Talk) {
	covered := false
	for k, v := range d.Terms {
		name := x.Issues[k].Name
		switch {
		case math.IsNaN(v):
		case len(t.Issues) > 0 && !slices.Contains(t.Issues, name):
			r.miss(r.keyAt("deals", d.Name, "terms", name), fmt.Sprintf("`%s` is not an issue of talk `%s`", name, d.Talk), name, t.Issues)
			covered = true // he meant to
		default:
			covered = true
		}
	}
	if !covered && r.sound("deals", d.Name, "terms") {
		r.fail(r.at("deals", d.Name, "terms"), fmt.Sprintf("deal `%s` covers no issue", d.Name), "add terms = { ISSUE = 0.5, ... }")
	}
}
