package scenarios

import (
	"fmt"
	"slices"

	"gonum.org/v1/gonum/mat"

	"backchannel/sim"
	"backchannel/sim/uncertain"
)

// mostCorrelations bounds them, far above what anyone can have a view on.
const mostCorrelations = 1000

// correlateParams documents the entries of [[correlate]].
func correlateParams() []Doc {
	return []Doc{
		{Path: "correlate.between", Kind: KindNames, Meaning: "the paths of two uncertain numbers that go with each other", Default: "must be given", key: "between"},
		{Path: "correlate.rho", Kind: KindNumber, Meaning: "the correlation of their normal scores (a Gaussian copula)", Unit: string(sim.Number), Range: "above -1 and below 1", Default: "must be given", key: "rho"},
		{Path: "correlate.why", Kind: KindText, Meaning: "why they go with each other, on one line", Default: "none", key: "why"},
	}
}

// correlations reads the tables [[correlate]]. The inputs are in order before.
func (r *reader) correlations(s *Scenario) {
	n := r.root.table["correlate"]
	if n == nil || r.broken["correlate"] {
		return
	}
	if len(n.list) > mostCorrelations {
		r.fail(n.at, fmt.Sprintf("%d correlations are too many", len(n.list)), fmt.Sprintf("have at most %d", mostCorrelations))
		return
	}
	before := len(r.faults) + r.spared
	for _, t := range n.list {
		if !t.isTable() {
			r.fail(t.value, "a correlation must be a table, and is "+describe(t), "write [[correlate]] and below it between and rho")
			continue
		}
		if c, ok := r.correlation(s, t); ok {
			s.Correlations = append(s.Correlations, c)
		}
	}
	index := func(path string) int {
		return slices.IndexFunc(s.Inputs, func(x Input) bool { return x.Path == path })
	}
	order := func(c Correlation) int { return index(c.Between[0])*len(s.Inputs) + index(c.Between[1]) }
	slices.SortFunc(s.Correlations, func(a, b Correlation) int { return order(a) - order(b) })
	if len(r.faults)+r.spared == before {
		r.definite(n, s, index)
	}
}

// correlation reads one table; false after a fault, and if one of the two is no
// longer uncertain because another file or an override has set it.
func (r *reader) correlation(s *Scenario, t *node) (c Correlation, ok bool) {
	before := len(r.faults) + r.spared
	var known []string
	for _, d := range correlateParams() {
		known = append(known, d.key)
	}
	slip := false
	for _, k := range t.keys() {
		if !slices.Contains(known, k) {
			slip = true
			r.miss(t.table[k].at, fmt.Sprintf("there is no `%s` in a correlation", k), k, known)
		}
	}
	for _, k := range known[:2] {
		if t.table[k] == nil && !slip {
			r.fail(t.at, fmt.Sprintf("a correlation has no `%s`", k), `write between = ["sides.Russia.clarity", "sides.Russia.drift"] and rho = -0.5`)
		}
	}
	r.rho(t.table["rho"], &c)
	c.Why = r.why(t.table["why"], "correlate")
	moot := r.between(s, t.table["between"], &c)
	return c, !moot && len(r.faults)+r.spared == before && c.Between[0] != ""
}

func (r *reader) rho(n *node, c *Correlation) {
	if n == nil {
		return
	}
	m := &measure{Meaning: "the correlation of two normal scores", Unit: sim.Number, Min: -1, Max: 1}
	switch v, ok := r.bare(n, "correlate", "rho", m); {
	case !ok:
	case v == 1:
		r.fail(n.value, "a correlation of 1 makes two numbers one", "write same_as in place of one of the two distributions")
	case !(v > -1 && v < 1):
		r.fail(n.value, "`rho` in correlate is out of range", "give a number above -1 and below 1")
	default:
		c.Rho = v + 0
	}
}

// between reads the two paths. It reports whether one of them leads to a number
// that has been set since, so that there is nothing left to correlate.
func (r *reader) between(s *Scenario, n *node, c *Correlation) (moot bool) {
	if n == nil {
		return false
	}
	if len(n.list) != 2 {
		r.fail(n.value, "`between` in correlate must be a list of two paths", `write between = ["sides.Russia.clarity", "sides.Russia.drift"]`)
		return false
	}
	f := newFinder(s)
	for i, x := range n.list {
		path, set := r.correlated(f, x, n)
		c.Between[i], moot = path, moot || set
	}
	a, b := r.indexOf(s, c.Between[0]), r.indexOf(s, c.Between[1])
	twice := func(x Correlation) bool {
		return x.Between == c.Between || x.Between == [2]string{c.Between[1], c.Between[0]}
	}
	switch {
	case a < 0 || b < 0:
	case a == b:
		r.fail(n.list[1].value, fmt.Sprintf("%s is correlated with itself", c.Between[0]), "name two inputs")
	case slices.ContainsFunc(s.Correlations, twice):
		r.fail(n.value, "these two are correlated above already", "leave one out")
	case a > b:
		c.Between[0], c.Between[1] = c.Between[1], c.Between[0]
	}
	return moot
}

func (r *reader) indexOf(s *Scenario, path string) int {
	return slices.IndexFunc(s.Inputs, func(x Input) bool { return x.Path == path })
}

// correlated reads one of the two paths: "" after a fault. It reports whether
// the number was set by another file or an override.
func (r *reader) correlated(f *finder, x, list *node) (path string, set bool) {
	text, ok := x.leaf.(string)
	if !ok {
		r.fail(x.value, "this must be the path of an uncertain number, and is "+describe(x), `write for example "sides.Russia.clarity"`)
		return "", false
	}
	keys, err := SplitPath(text)
	if err != nil {
		r.fail(x.value, err.Error(), "write for example sides.Russia.clarity; quote names that hold dots")
		return "", false
	}
	path = pathOf(keys)
	in, open := r.inputs[path]
	entry, err := f.find(text, keys)
	switch at := r.root.get(keys...); {
	case open && in.Role == Lever:
		r.fail(x.value, fmt.Sprintf("%s is a lever, which goes with nothing: it is chosen", path), "leave the correlation out, or the role")
	case open:
		return path, false
	case r.broken[keys[0]] || r.broken[path]:
		r.spared++
	case err != nil:
		what, fix := halves(err)
		r.fail(x.value, what, fix)
	case entry.number == nil:
		r.fail(x.value, fmt.Sprintf("%s is not a number", path), "name two uncertain numbers")
	case at != nil && at.value.src != list.value.src:
		return path, true
	case r.tiedAt(path):
		r.fail(x.value, fmt.Sprintf("%s is the same as another entry", path), "name that entry")
	default:
		r.fail(x.value, fmt.Sprintf("%s is not uncertain", path), "give it a distribution, or leave the correlation out")
	}
	return "", false
}

// definite holds all correlations together to what can be.
func (r *reader) definite(n *node, s *Scenario, index func(string) int) {
	if len(s.Correlations) == 0 {
		return
	}
	rho := mat.NewSymDense(len(s.Inputs), nil)
	for i := range s.Inputs {
		rho.SetSym(i, i, 1)
	}
	for _, c := range s.Correlations {
		rho.SetSym(index(c.Between[0]), index(c.Between[1]), c.Rho)
	}
	if _, err := uncertain.NewCopula(rho); err != nil {
		r.fail(n.at, err.Error(), "bring some of them nearer to 0")
	}
}
