package scenarios

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
)

// tied is an entry as it is read that is said to be the same as another.
type tied struct {
	path    string
	n       *node // the table with same_as
	measure *measure
}

// checkTie holds a table with same_as to what goes with it.
func (r *reader) checkTie(n *node, path string) {
	for _, k := range []string{"role", "weights", "why"} {
		if x := n.table[k]; x != nil {
			r.fail(x.at, fmt.Sprintf("`%s` in %s does not go with `same_as`", k, path), "say it of the entry that this one is the same as")
		}
	}
}

// tieUp follows what is said to be the same as something else. Before that, the
// entries of the scenario are read, but for these.
func (r *reader) tieUp(s *Scenario) {
	f := newFinder(s)
	for _, t := range r.ties {
		leader := r.leader(f, t)
		if leader == "" {
			r.broken[t.path] = true
			continue
		}
		s.ties = append(s.ties, tie{follower: t.path, leader: leader})
	}
	slices.SortFunc(s.ties, func(a, b tie) int { return strings.Compare(a.follower, b.follower) })
	for _, t := range s.ties {
		if in, ok := r.inputs[t.leader]; ok {
			in.Follows = append(in.Follows, t.follower)
			r.inputs[t.leader] = in
		}
	}
}

// leader gives a tied entry the value of that which it is the same as, and
// returns the path of that; "" after a fault.
func (r *reader) leader(f *finder, t *tied) string {
	n := t.n.table[sameAs]
	text, ok := n.leaf.(string)
	if !ok {
		r.fail(n.value, fmt.Sprintf("`%s` in %s must be the path of an entry, and is %s", sameAs, t.path, describe(n)), `write for example same_as = "sides.Russia.clarity"`)
		return ""
	}
	keys, err := SplitPath(text)
	if err != nil {
		r.fail(n.value, err.Error(), `write for example same_as = "sides.Russia.clarity"; quote names that hold dots`)
		return ""
	}
	path := pathOf(keys)
	if r.chained(t, n, path) {
		return ""
	}
	x, err := f.find(text, keys)
	switch {
	case r.broken[keys[0]] || r.broken[path]:
		r.spared++ // it follows from another fault
		return ""
	case err != nil:
		what, fix := halves(err)
		r.fail(n.value, what, fix)
		return ""
	case x.number == nil:
		r.fail(n.value, fmt.Sprintf("%s is not a number", path), "name the path of a number")
		return ""
	}
	return r.follow(f, t, n, path, x)
}

// follow gives a tied entry its value, if it may have it.
func (r *reader) follow(f *finder, t *tied, n *node, path string, x found) string {
	low, high := *x.number, *x.number
	if in, open := r.inputs[path]; open {
		low, high = in.Dist.Support()
	}
	own := r.kept(f, t.path)
	switch m := t.measure; {
	case own == nil:
		return "" // its actor is at fault
	case m.Unit != x.measure.Unit:
		r.fail(n.value, fmt.Sprintf("%s is in another unit (%s) than this entry (%s)", path, x.measure.Unit, m.Unit), "name an entry of the same unit")
		return ""
	case math.IsNaN(low):
		r.fail(n.value, fmt.Sprintf("%s is not given", path), "give it a number there, or write the number here")
		return ""
	case !m.Allows(low) || !m.Allows(high):
		r.fail(n.value, fmt.Sprintf("%s can be out of range for this entry", path), refusal(m))
		return ""
	}
	*own = *x.number
	return path
}

// kept returns where the number of a path is kept.
func (r *reader) kept(f *finder, path string) *float64 {
	keys, err := SplitPath(path)
	if err != nil {
		return nil
	}
	x, err := f.find(path, keys)
	if err != nil {
		return nil
	}
	return x.number
}

// chained reports, as a fault, an entry that is the same as one that is itself
// the same as another.
func (r *reader) chained(t *tied, n *node, path string) bool {
	i := slices.IndexFunc(r.ties, func(x *tied) bool { return x.path == path })
	switch {
	case path == t.path:
		r.fail(n.value, fmt.Sprintf("%s is the same as itself", path), "name another entry, or write a number")
	case i < 0:
		return false
	default:
		next, _ := r.ties[i].n.table[sameAs].leaf.(string)
		fix := fmt.Sprintf("write same_as = %s here too", quote(next))
		if keys, err := SplitPath(next); err != nil || r.tiedAt(pathOf(keys)) {
			fix = "let each name one that says what it is"
		}
		r.fail(n.value, fmt.Sprintf("%s is itself the same as another entry", path), fix)
	}
	return true
}

func (r *reader) tiedAt(path string) bool {
	return slices.ContainsFunc(r.ties, func(x *tied) bool { return x.path == path })
}

// halves splits an error that says what is wrong and, after a semicolon, what
// to do.
func halves(err error) (what, fix string) {
	what, fix, _ = strings.Cut(err.Error(), "; ")
	return what, cmp.Or(fix, "see `backchannel params` for the entries")
}
