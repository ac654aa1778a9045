package scenarios

import (
	"fmt"
	"slices"

	"backchannel/sim"
	"backchannel/sim/uncertain"
)

// sameAs is how an entry says that it is what another is.
const sameAs = "same_as"

// spreadKeys lists what a table in the place of a number can have.
func spreadKeys() []string {
	var keys []string
	for _, k := range uncertain.Kinds() {
		keys = append(keys, string(k))
	}
	return append(keys, sameAs, "role", "weights", "why")
}

// isSpread reports whether a word says how a number is distributed or what it
// is the same as.
func isSpread(k string) bool {
	return k == sameAs || slices.Contains(uncertain.Kinds(), uncertain.Kind(k))
}

// spread reads a table in the place of a number, called k in where: how it is
// distributed, or what it is the same as. The number itself is put at its median.
func (r *reader) spread(n *node, where, k string, m *measure, to *float64) {
	path, before := where+"."+key(k), len(r.faults)+r.spared
	if m.Fixed != "" {
		r.fail(n.value, fmt.Sprintf("`%s` in %s must be %s, and cannot be uncertain: %s", k, where, article(m.Unit), m.Fixed), "write "+example(m.Unit))
		return
	}
	switch says := r.spreadKey(n, where, k, m); says {
	case "":
	case sameAs:
		r.ties = append(r.ties, &tied{path: path, n: n, measure: m})
		r.checkTie(n, path)
		return
	default:
		in := Input{Path: path, Unit: string(m.Unit), Meaning: m.Meaning, Role: Uncertainty}
		in.Dist = r.dist(n, where, k, uncertain.Kind(says), m)
		r.role(n.table["role"], path, &in)
		in.Why = r.why(n.table["why"], path)
		if len(r.faults)+r.spared == before {
			*to = in.Dist.Median() + 0
			r.inputs[path] = in
		}
	}
	if len(r.faults)+r.spared > before {
		r.broken[path] = true
	}
}

// spreadKey returns the one key of a table in the place of a number that says
// what it is; "" after a fault.
func (r *reader) spreadKey(n *node, where, k string, m *measure) string {
	path := where + "." + key(k)
	var says, slips []string
	for _, x := range n.keys() {
		switch {
		case isSpread(x):
			says = append(says, x)
		case !slices.Contains(spreadKeys(), x):
			slips = append(slips, x)
		}
	}
	if len(says) == 0 {
		slips = slices.DeleteFunc(slips, func(x string) bool { return nearest(x, spreadKeys()) == "" })
	}
	for _, x := range slips {
		r.miss(n.table[x].at, fmt.Sprintf("there is no `%s` in %s, which is a number", x, path), x, spreadKeys())
	}
	switch {
	case len(says) == 1:
		return says[0]
	case len(says) > 1:
		r.fail(n.table[says[1]].at, fmt.Sprintf("%s has both `%s` and `%s`", path, says[0], says[1]), "keep one of the two")
	case len(slips) == 0:
		write := "write " + example(m.Unit)
		if len(suffixes(m.Unit)) == 0 {
			write += " from " + rangeOf(m)
		}
		r.fail(n.value, fmt.Sprintf("`%s` in %s must be %s, and is a table that does not say how it is distributed", k, where, article(m.Unit)),
			write+", or { uniform = "+uncertain.Uniform.Form()+" }")
	}
	return ""
}

// dist reads a distribution of a kind.
func (r *reader) dist(n *node, where, k string, kind uncertain.Kind, m *measure) uncertain.Dist {
	path, list := where+"."+key(k), n.table[string(kind)]
	d := within(uncertain.Dist{Kind: kind}, m)
	before := len(r.faults)
	write := "write " + string(kind) + " = " + kind.Form()
	if list.list == nil {
		r.fail(list.value, fmt.Sprintf("`%s` in %s must be a list of numbers, and is %s", kind, path, describe(list)), write)
		return d
	}
	inside := kind != uncertain.Normal && kind != uncertain.Lognormal // which are cut off
	for i, x := range list.list {
		of := m
		if !kind.HasUnit(i) {
			of = &measure{Unit: sim.Number, Min: 0, Max: 1e15}
		}
		v, ok := r.bare(x, path, string(kind), of)
		if ok && inside && kind.HasUnit(i) && !m.Allows(v) {
			r.fail(x.value, fmt.Sprintf("`%s` in %s is out of range", kind, path), refusal(m))
		}
		d.Args = append(d.Args, v+0)
	}
	d.Weights = r.weights(n.table["weights"], path, kind)
	if len(r.faults) > before {
		return d
	}
	if d.Kind == uncertain.Choice && len(d.Weights) == len(d.Args) || d.Weights == nil {
		ascend(&d)
	}
	if err := d.Check(); err != nil {
		r.fail(list.value, fmt.Sprintf("%s: %v", path, err), write)
	}
	return d
}

// weights reads the weights of a choice; nil if there are none.
func (r *reader) weights(n *node, path string, kind uncertain.Kind) []float64 {
	switch {
	case n == nil:
		return nil
	case kind != uncertain.Choice:
		r.fail(n.at, fmt.Sprintf("`weights` in %s goes with `choice`, and here is `%s`", path, kind), "leave it out")
		return nil
	case n.list == nil:
		r.fail(n.value, fmt.Sprintf("`weights` in %s must be a list of numbers, and is %s", path, describe(n)), "write weights = [2, 1], one for each value")
		return nil
	}
	list := make([]float64, 0, len(n.list))
	for _, x := range n.list {
		v, _ := r.bare(x, path, "weights", &measure{Unit: sim.Number, Min: 0, Max: 1e12})
		list = append(list, v)
	}
	return list
}

// ascend puts the values of a choice in ascending order, with their weights.
func ascend(d *uncertain.Dist) {
	if d.Kind != uncertain.Choice {
		return
	}
	order := make([]int, len(d.Args))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case d.Args[a] < d.Args[b]:
			return -1
		case d.Args[a] > d.Args[b]:
			return 1
		}
		return 0
	})
	args, weights := slices.Clone(d.Args), slices.Clone(d.Weights)
	for to, from := range order {
		d.Args[to] = args[from]
		if weights != nil {
			d.Weights[to] = weights[from]
		}
	}
}

// role reads what an uncertain number stands for.
func (r *reader) role(n *node, path string, in *Input) {
	if n == nil {
		return
	}
	s, ok := n.leaf.(string)
	switch {
	case !ok:
		r.fail(n.value, fmt.Sprintf("`role` in %s must be text, and is %s", path, describe(n)), `write role = "lever" for what one can choose, "uncertainty" for what one cannot know`)
	case s != string(Uncertainty) && s != string(Lever):
		r.miss(n.value, fmt.Sprintf("there is no role `%s`", s), s, []string{string(Uncertainty), string(Lever)})
	default:
		in.Role = Role(s)
	}
}

// why reads the reason for something, on one line.
func (r *reader) why(n *node, path string) string {
	if n == nil {
		return ""
	}
	s, _ := r.word(n, path, "why", "")
	return s
}
