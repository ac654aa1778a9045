package scenarios

import (
	"fmt"
	"slices"
	"strconv"

	"backchannel/sim"
)

// Setting is a number to be given to one entry of a scenario.
type Setting struct {
	Path  string // as --set takes it
	Value float64
}

// With returns a copy of the scenario with some numbers set, checked as a file
// is. It comes to what Load does with the same overrides, without reading a
// file, so that a study may do it for each of thousands of draws. Of settings
// with one path the last counts. An input that is set is certain in the copy;
// what is the same as it goes with it, unless it is set as well. An error is of type Problems.
func (s *Scenario) With(settings ...Setting) (*Scenario, error) {
	out := *s
	out.Sim = clone(s.Sim, s.declared())
	r := &reader{root: &node{table: map[string]*node{}}, rescaled: offBalance(s.Sim)}
	f := newFinder(&out)
	for i, set := range settings {
		r.give(f, set, i)
	}
	for i, set := range out.decide(settings) {
		r.give(f, set, len(settings)+i)
	}
	if n := r.root.get("clock", "horizon"); n != nil {
		cutCalendars(out.Sim)
	}
	if len(r.faults) == 0 {
		r.check(out.Sim)
	}
	if len(r.faults) > 0 {
		return nil, r.problems()
	}
	return &out, nil
}

// decide takes out of the inputs what is set, and returns what is to be set with
// it, because it is the same.
func (s *Scenario) decide(settings []Setting) (also []Setting) {
	if len(s.Inputs)+len(s.ties) == 0 && s.Sweep == nil {
		return nil
	}
	given := make(map[string]float64, len(settings))
	for _, set := range settings {
		if keys, err := SplitPath(set.Path); err == nil {
			given[pathOf(keys)] = set.Value
		}
	}
	is := func(path string) bool {
		_, ok := given[path]
		return ok
	}
	s.ties = slices.DeleteFunc(slices.Clone(s.ties), func(t tie) bool { return is(t.follower) })
	for _, t := range s.ties {
		if is(t.leader) {
			also = append(also, Setting{Path: t.follower, Value: given[t.leader]})
		}
	}
	s.Inputs = slices.DeleteFunc(slices.Clone(s.Inputs), func(x Input) bool { return is(x.Path) })
	for i, x := range s.Inputs {
		s.Inputs[i].Follows = slices.DeleteFunc(slices.Clone(x.Follows), is)
	}
	s.Correlations = slices.DeleteFunc(slices.Clone(s.Correlations), func(c Correlation) bool { return is(c.Between[0]) || is(c.Between[1]) })
	if s.Sweep != nil {
		plan := *s.Sweep
		plan.Vary = slices.DeleteFunc(slices.Clone(plan.Vary), is) // what was to be varied as the file has it
		s.Sweep = &plan
	}
	return also
}

// give sets one number, and notes in the tree what a check must know of it:
// that it was set, and where to put the blame.
func (r *reader) give(finder *finder, set Setting, order int) {
	src := &source{name: "--set", text: set.Path + "=" + strconv.FormatFloat(set.Value, 'g', -1, 64), order: order}
	all := place{src: src, length: len(src.text)}
	keys, err := SplitPath(set.Path)
	if err != nil {
		r.fail(all, err.Error(), "write for example sides.Russia.clarity; quote names that hold dots")
		return
	}
	f, err := finder.find(set.Path, keys)
	switch {
	case err != nil:
		r.fail(all, err.Error(), "see `backchannel params` for the entries")
		return
	case f.number == nil:
		r.fail(all, fmt.Sprintf("%s is not a number", set.Path), "set numbers only")
		return
	case !f.measure.Allows(set.Value):
		r.fail(all, fmt.Sprintf("%s is out of range", set.Path), refusal(f.measure))
		return
	}
	*f.number = set.Value + 0 // turns -0 into 0, as reading does
	r.root.grow(keys, &node{at: all, value: all, set: true, leaf: set.Value})
}

// grow puts a leaf into a tree of tables.
func (n *node) grow(keys []string, leaf *node) {
	for _, k := range keys[:len(keys)-1] {
		next := n.table[k]
		if next == nil {
			next = &node{at: leaf.at, value: leaf.at, table: map[string]*node{}}
			n.table[k] = next
		}
		n = next
	}
	n.table[keys[len(keys)-1]] = leaf
}

// cutCalendars leaves out the dates after the horizon.
func cutCalendars(x *sim.Scenario) {
	late := func(day float64) bool { return day >= x.Clock.Horizon }
	for i := range x.Talks {
		t := &x.Talks[i]
		t.MeetingDates = slices.DeleteFunc(t.MeetingDates, late)
		t.ContactDates = slices.DeleteFunc(t.ContactDates, late)
	}
}

// clone copies a scenario and all that can be set in it.
func clone(x *sim.Scenario, d *declarations) *sim.Scenario {
	out := *x
	out.Issues = cloneList(d.issues, x.Issues)
	out.Sides = cloneList(d.sides, x.Sides)
	out.Envoys = cloneList(d.envoys, x.Envoys)
	out.Corps = cloneList(d.corps, x.Corps)
	out.Talks = cloneList(d.talks, x.Talks)
	out.Deals = cloneList(d.deals, x.Deals)
	return &out
}

// cloneList copies actors with all lists that they have.
func cloneList[T any](params []sim.Param[T], list []T) []T {
	out := slices.Clone(list)
	for i := range out {
		for j := range params {
			switch p := &params[j]; {
			case p.Each != nil:
				*p.Each(&out[i]) = slices.Clone(*p.Each(&out[i]))
			case p.Days != nil:
				*p.Days(&out[i]) = slices.Clone(*p.Days(&out[i]))
			case p.Names != nil:
				*p.Names(&out[i]) = slices.Clone(*p.Names(&out[i]))
			}
		}
	}
	return out
}
