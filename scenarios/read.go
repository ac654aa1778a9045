package scenarios

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"backchannel/sim"
)

// reader turns a tree of entries into a scenario, by the declarations in
// package sim.
type reader struct {
	faults
	root     *node
	rescaled bool                // weights need not sum to 1
	added    map[string][]string // for each actor added to those extended, their names
	start    time.Time
	horizon  float64
	names    map[string][]string // by table of actors, ascending
	broken   map[string]bool     // entries with a fault, to blame for nothing further
	spared   int                 // faults not reported because they follow from another
	inputs   map[string]Input    // by path
	ties     []*tied
}

// read reads the whole tree. The scenario is of use only if there are no
// faults.
func (r *reader) read() *Scenario {
	s := &Scenario{Sim: &sim.Scenario{}, declarations: declare()}
	r.names, r.broken, r.inputs = map[string][]string{}, map[string]bool{}, map[string]Input{}
	r.top(s)
	lengths := map[string]int{}
	for _, table := range actorTables() {
		if r.names[table] = r.actorNames(table); len(r.names[table]) > mostActors {
			return s // all else would take long
		}
		lengths[table] = len(r.names[table])
	}
	r.clock(s)
	x := s.Sim
	x.Issues = actors(r, "issues", sim.IssueParams(), lengths, func(i *sim.Issue) *string { return &i.Name })
	x.Sides = actors(r, "sides", sim.SideParams(), lengths, func(i *sim.Side) *string { return &i.Name })
	x.Envoys = actors(r, "envoys", sim.EnvoyParams(), lengths, func(i *sim.Envoy) *string { return &i.Name })
	x.Corps = actors(r, "corps", sim.CorpsParams(), lengths, func(i *sim.Corps) *string { return &i.Name })
	x.Talks = actors(r, "talks", sim.TalkParams(), lengths, func(i *sim.Talk) *string { return &i.Name })
	x.Deals = actors(r, "deals", sim.DealParams(), lengths, func(i *sim.StandingDeal) *string { return &i.Name })
	r.rules(x)
	r.tieUp(s)
	r.inOrder(s)
	r.check(x)
	s.Expect = r.expectations(x)
	r.correlations(s)
	r.sweep(s)
	if len(r.faults) == 0 {
		if _, err := sim.Compile(x); err != nil { // what check has overlooked
			r.fail(r.root.at, err.Error(), "mend the scenario")
		}
	}
	return s
}

// inOrder puts the inputs in the order of walk.
func (r *reader) inOrder(s *Scenario) {
	if len(r.inputs) == 0 {
		return
	}
	for _, f := range s.walk() {
		for i := range f.entries {
			if in, ok := r.inputs[f.path()+"."+f.entries[i].key]; ok {
				slices.Sort(in.Follows)
				s.Inputs = append(s.Inputs, in)
			}
		}
	}
}

// top reads the entries outside all tables and names those that are unknown.
func (r *reader) top(s *Scenario) {
	s.Title = r.text("title")
	s.Description = strings.TrimSpace(r.text("description"))
	r.line(r.at("title"), "`title`", s.Title)
	if strings.ContainsFunc(s.Description, func(c rune) bool { return c != '\n' && c != '\t' && c != '\r' && unseen(c) }) {
		r.fail(r.at("description"), "`description` holds a character that cannot be printed", "leave it out")
	}
	if n := r.root.table["rescale"]; n != nil {
		v, ok := n.leaf.(bool)
		if !ok {
			r.fail(n.value, "`rescale` must be true or false, and is "+describe(n), "write true or false, without quotes")
		}
		r.rescaled = r.rescaled || v
	}
	known := slices.Concat([]string{"title", "description", "extends", "remove", "rescale", "expect", "correlate", "clock", "sweep"}, actorTables(), ruleTables())
	for _, k := range r.root.keys() {
		n := r.root.table[k]
		switch {
		case (k == "expect" || k == "correlate") && n.list == nil:
			r.broken[k] = true
			r.fail(n.at, fmt.Sprintf("`%s` must be a list of tables, and is %s", k, describe(n)), fmt.Sprintf("write [[%s]], with two brackets, and its entries below", k))
		case !slices.Contains(known, k):
			r.miss(n.at, fmt.Sprintf("there is no `%s` at the top of a scenario", k), k, known)
		case slices.Index(known, k) >= slices.Index(known, "clock") && !n.isTable():
			r.broken[k] = true
			header := "[" + k + "]"
			if isActorTable(k) {
				header = "[" + k + ".NAME]"
			}
			r.fail(n.at, fmt.Sprintf("`%s` must be a table, and is %s", k, describe(n)), "write "+header+" and its entries below")
		}
	}
}

// text reads a text at the top of the file.
func (r *reader) text(key string) string {
	n := r.root.table[key]
	if n == nil {
		return ""
	}
	s, ok := n.leaf.(string)
	if !ok {
		r.fail(n.value, fmt.Sprintf("`%s` must be text, and is %s", key, describe(n)), "put it in quotes")
	}
	return s
}

// rules reads the tables of the phases.
func (r *reader) rules(x *sim.Scenario) {
	params := sim.RuleParams()
	sim.Fill(params, &x.Rules, nil)
	for _, table := range ruleTables() {
		if t := r.root.table[table]; t.isTable() {
			fields(r, t, table, table+".", params, &x.Rules)
		}
	}
}

// actors reads a table of named actors, in order of name.
func actors[T any](r *reader, table string, params []sim.Param[T], lengths map[string]int, name func(*T) *string) []T {
	list := make([]T, 0, len(r.names[table]))
	for _, n := range r.names[table] {
		var x T
		sim.Fill(params, &x, lengths)
		*name(&x) = n
		if t := r.root.get(table, n); t.isTable() {
			where := table + "." + key(n)
			fields(r, t, where, "", params, &x)
			require(r, t, where, n, params)
		} else {
			r.broken[table+"."+key(n)] = true
		}
		list = append(list, x)
	}
	return list
}

// require names the entries that must be there and are not.
func require[T any](r *reader, t *node, where, actor string, params []sim.Param[T]) {
	for _, p := range params {
		if p.Required && t.get(strings.Split(p.Key, ".")...) == nil {
			r.broken[where+"."+p.Key] = true
			r.faults = append(r.faults, fault{
				at: t.at, what: fmt.Sprintf("%s has no `%s`: %s", where, p.Key, p.Meaning), fix: "add " + p.Key + " = " + exampleOf(r, p),
				name: actor, names: r.added[where],
			})
		}
	}
}

// exampleOf shows how a required entry could be written.
func exampleOf[T any](r *reader, p sim.Param[T]) string {
	names := r.names[p.Refers]
	first, second := "NAME", "NAME"
	if len(names) > 0 {
		first = names[0]
	}
	if len(names) > 1 {
		second = names[1]
	}
	if p.Names != nil {
		return fmt.Sprintf("[%q, %q]", first, second)
	}
	return fmt.Sprintf("%q", first)
}

// fields reads the entries of one table into x. Prefix is what the keys of
// the declarations have before the table's own keys.
func fields[T any](r *reader, t *node, where, prefix string, params []sim.Param[T], x *T, also ...string) {
	for _, k := range t.keys() {
		n := t.table[k]
		full := prefix + k
		i := slices.IndexFunc(params, func(p sim.Param[T]) bool { return p.Key == full })
		below := keysBelow(params, full+".")
		switch {
		case slices.Contains(also, k):
		case i >= 0:
			if !field(r, n, where, k, params[i], x) {
				r.broken[where+"."+k] = true
			}
		case len(below) > 0 && n.isTable():
			fields(r, n, where+"."+k, full+".", params, x)
		case len(below) > 0:
			r.fail(n.value, fmt.Sprintf("`%s` in %s must be a table, and is %s", k, where, describe(n)),
				fmt.Sprintf("write %s = { %s = ... }", k, strings.Join(below, " = ..., ")))
		default:
			r.miss(n.at, fmt.Sprintf("there is no `%s` in %s", k, where), k, append(keysBelow(params, prefix), also...))
		}
	}
}

// keysBelow lists the keys that a table with this prefix can have.
func keysBelow[T any](params []sim.Param[T], prefix string) []string {
	var keys []string
	for _, p := range params {
		if rest, ok := strings.CutPrefix(p.Key, prefix); ok {
			head, _, _ := strings.Cut(rest, ".")
			keys = append(keys, head)
		}
	}
	return slices.Compact(keys)
}
