package scenarios

import (
	"fmt"
	"slices"
	"strings"

	"backchannel/sim"
)

// Expectation is what a scenario says will come out when it is played: a
// figure of the results that lies on one side of a value. It changes no run
// and is no part of Hash.
type Expectation struct {
	Metric     string     // "signed", "ukraine.standing_365", "all.deals", "envoys.NAME.fell", "sides.NAME.honoured"
	Comparison Comparison // of the figure with Value
	Value      float64    // in the unit of the figure: a share as 0.5, a time in days
	// Versus is the scenario whose figure is taken off first: a name of the
	// library, or a path that Load takes. Empty: none.
	Versus string
	Why    string // one line; may be empty
}

// Comparison says on which side of a value a figure is expected.
type Comparison string

// The comparisons.
const (
	Less    Comparison = "<"
	AtMost  Comparison = "<="
	More    Comparison = ">"
	AtLeast Comparison = ">="
)

// Holds reports whether x compares with value in this way; never for NaN.
func (c Comparison) Holds(x, value float64) bool {
	switch c {
	case Less:
		return x < value
	case AtMost:
		return x <= value
	case More:
		return x > value
	case AtLeast:
		return x >= value
	}
	return false
}

// String returns the expectation on one line: "signed > 0.9", or
// "signed minus that of near-abroad > 0".
func (e Expectation) String() string {
	of := e.Metric
	if e.Versus != "" {
		of += " minus that of " + e.Versus
	}
	return fmt.Sprintf("%s %s %v", of, e.Comparison, e.Value)
}

// mostExpectations bounds them, far above what can be kept in mind.
const mostExpectations = 200

// expectParams documents the entries of [[expect]].
func expectParams() []Doc {
	return []Doc{
		{Path: "expect.metric", Kind: KindText, Meaning: "a figure of the results, by its key in summary.json: KEY, TALK.KEY, all.KEY, envoys.PERSON.KEY or sides.SIDE.KEY", Default: "must be given", key: "metric"},
		{Path: "expect.comparison", Kind: KindText, Meaning: `on which side of the value it is expected: "<", "<=", ">" or ">="`, Default: "must be given", key: "comparison"},
		{Path: "expect.value", Kind: KindNumber, Meaning: "what it is compared with, in the unit of the figure: a share as 0.5, a time in days, without quotes", Default: "must be given", key: "value"},
		{Path: "expect.versus", Kind: KindText, Meaning: "a scenario whose figure is taken off first: a name from the library, or a file in the same folder or below", Default: "none", key: "versus"},
		{Path: "expect.why", Kind: KindText, Meaning: "why this is expected, on one line", Default: "none", key: "why"},
	}
}

// expectations reads the tables [[expect]], in their order.
func (r *reader) expectations(x *sim.Scenario) []Expectation {
	n := r.root.table["expect"]
	if n == nil || r.broken["expect"] {
		return nil
	}
	if len(n.list) > mostExpectations {
		r.fail(n.at, fmt.Sprintf("%d expectations are too many", len(n.list)), fmt.Sprintf("have at most %d", mostExpectations))
		return nil
	}
	var list []Expectation
	for _, t := range n.list {
		if !t.isTable() {
			r.fail(t.value, "an expectation must be a table, and is "+describe(t), `write [[expect]] and below it metric, comparison and value`)
			continue
		}
		list = append(list, r.expectation(x, t))
	}
	return list
}

func (r *reader) expectation(x *sim.Scenario, t *node) Expectation {
	var known []string
	for _, d := range expectParams() {
		known = append(known, d.key)
	}
	e, slip := Expectation{}, false
	for _, k := range t.keys() {
		n := t.table[k]
		word := func() string {
			s, _ := r.word(n, "expect", k, "")
			return s
		}
		switch k {
		case "metric":
			e.Metric = word()
			r.checkMetric(x, n)
		case "comparison":
			e.Comparison = Comparison(word())
			r.checkComparison(n)
		case "value":
			r.certain(n, "expect", k, valueParam(), &e.Value)
		case "versus":
			e.Versus = r.ref(n) // that it is there, the loader has seen
		case "why":
			e.Why = word()
		default:
			slip = true
			r.miss(n.at, fmt.Sprintf("there is no `%s` in an expectation", k), k, known)
		}
	}
	for _, k := range known[:3] {
		if t.table[k] == nil && !slip { // else that is it, most likely
			r.fail(t.at, fmt.Sprintf("an expectation has no `%s`", k), `write for example metric = "signed", comparison = ">", value = 0.5`)
		}
	}
	return e
}

// ref reads a reference to a scenario, which may be a long path.
func (r *reader) ref(n *node) string {
	s, ok := n.leaf.(string)
	if !ok {
		r.fail(n.value, "`versus` in expect must be text, and is "+describe(n), "put it in quotes")
	}
	return s
}

// valueParam declares the value of an expectation, to be read like any number.
func valueParam() *measure {
	const largest = 1e15 // beyond it whole numbers are no longer told apart
	return &measure{Key: "value", Meaning: "what the figure is compared with", Unit: sim.Number, Min: -largest, Max: largest}
}

func (r *reader) checkComparison(n *node) {
	all := []string{string(Less), string(AtMost), string(More), string(AtLeast)}
	if s, ok := n.leaf.(string); ok && !slices.Contains(all, s) {
		r.fail(n.value, fmt.Sprintf("there is no comparison `%s`", s), "give one of `"+strings.Join(all, "`, `")+"`")
	}
}

// checkMetric checks the form of a metric and whom it names. Its key is known
// to those who reckon the figures, not here.
func (r *reader) checkMetric(x *sim.Scenario, n *node) {
	s, ok := n.leaf.(string)
	if !ok {
		return // reported by word
	}
	parts, err := SplitPath(s)
	switch {
	case err != nil:
		r.fail(n.value, "this is no metric: "+err.Error(), `write for example "signed" or "all.signed"`)
	case !isKey(parts[len(parts)-1]):
		r.fail(n.value, fmt.Sprintf("`%s` is no key of a figure", parts[len(parts)-1]), `write it as summary.json has it: "signed", "standing_365"`)
	case len(parts) == 1:
		if len(x.Talks) > 1 {
			r.fail(n.value, "this metric does not say of which talk", fmt.Sprintf("write %s.%s, or all.%s for all talks of a run", key(x.Talks[0].Name), s, s))
		}
	case len(parts) == 2 && slices.Contains([]string{"envoys", "sides"}, parts[0]) && !slices.Contains(r.names["talks"], parts[0]):
		r.fail(n.value, fmt.Sprintf("this metric does not say of which of the %s", parts[0]), fmt.Sprintf("write %s.NAME.%s", parts[0], parts[1]))
	case len(parts) == 2:
		r.checkOwner(n, parts[0], "talks", slices.Concat([]string{"all"}, r.names["talks"]))
	case len(parts) == 3 && parts[0] == "sides":
		r.checkOwner(n, parts[1], "sides", r.names["sides"])
	case len(parts) == 3 && parts[0] == "envoys":
		r.checkOwner(n, parts[1], "envoys", persons(x))
	default:
		r.fail(n.value, "this is no metric", "write KEY, TALK.KEY, all.KEY, envoys.PERSON.KEY or sides.SIDE.KEY")
	}
}

// checkOwner checks that there is what a metric is of.
func (r *reader) checkOwner(n *node, name, table string, names []string) {
	if !slices.Contains(names, name) && !r.broken[table] {
		r.miss(n.value, fmt.Sprintf("this metric is of `%s`, which is not in %s", name, table), name, names)
	}
}

// persons lists the names under which envoys appear in results.
func persons(x *sim.Scenario) []string {
	var names []string
	for i := range x.Envoys {
		name := x.Envoys[i].Person
		if name == "" {
			name = x.Envoys[i].Name
		}
		names = append(names, name)
	}
	return names
}

// isKey reports whether a word is written like the key of a figure.
func isKey(word string) bool {
	return strings.Trim(word, "abcdefghijklmnopqrstuvwxyz0123456789_") == "" && word[0] >= 'a' && word[0] <= 'z'
}
