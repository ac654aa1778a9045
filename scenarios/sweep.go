package scenarios

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"backchannel/sim"
)

// SweepPlan is how `backchannel sweep` plays a scenario unless told otherwise:
// table [sweep]. It changes no run and is no part of Hash.
type SweepPlan struct {
	Design  string   // one of Designs, or a file of points beside the scenario, ending in .csv; "": not said
	Points  int      // 0: not said
	Runs    int      // of each point; 0: not said
	Metrics []string // as study.FindMetric takes them
	Vary    []string // as Scenario.Vary takes them
}

// Designs lists the designs of a sweep that a file can name.
func Designs() []string { return []string{"grid", "lhs", "sobol", "one-at-a-time"} }

// Bounds of what [sweep] may ask for: beyond these it is a typing error.
const (
	mostPoints    = 1 << 20 // as many as a sweep has at most
	mostSweepRuns = 1_000_000
)

// sweepParams documents the entries of [sweep].
func sweepParams() []Doc {
	return []Doc{
		{Path: "sweep.design", Kind: KindText, Meaning: "how the points of a sweep are chosen: " + strings.Join(Designs(), ", ") + ", or a list of them in a .csv file in the same folder or below", Default: "as the command chooses", section: "sweep", key: "design"},
		{Path: "sweep.points", Kind: KindNumber, Meaning: "how many points", Unit: string(sim.Number), Range: fmt.Sprintf("1 to %d", mostPoints), Default: "as the command chooses", section: "sweep", key: "points"},
		{Path: "sweep.runs", Kind: KindNumber, Meaning: "how many runs at each point", Unit: string(sim.Number), Range: fmt.Sprintf("1 to %d", mostSweepRuns), Default: "as the command chooses", section: "sweep", key: "runs"},
		{Path: "sweep.metric", Kind: KindNames, Meaning: "the figures that are of interest: KEY, TALK.KEY, all.KEY, envoys.PERSON.KEY or sides.SIDE.KEY", Default: "as the command chooses", section: "sweep", key: "metric"},
		{Path: "sweep.vary", Kind: KindNames, Meaning: `what varies: a table of "PATH" = "low:high:n", "a,b,c", "low:high" or "", or a list of texts as --vary takes them`, Default: "all that is uncertain", section: "sweep", key: "vary"},
	}
}

// sweep reads table [sweep].
func (r *reader) sweep(s *Scenario) {
	t := r.root.table["sweep"]
	if !t.isTable() {
		return
	}
	var known []string
	for _, d := range sweepParams() {
		known = append(known, d.key)
	}
	s.Sweep = &SweepPlan{}
	for _, k := range t.keys() {
		switch n := t.table[k]; k {
		case "design":
			s.Sweep.Design = r.design(n)
		case "points":
			s.Sweep.Points = r.whole(n, k, mostPoints)
		case "runs":
			s.Sweep.Runs = r.whole(n, k, mostSweepRuns)
		case "metric":
			s.Sweep.Metrics = r.metrics(s, n)
		case "vary":
			s.Sweep.Vary = r.varied(s, n)
		default:
			r.miss(n.at, fmt.Sprintf("there is no `%s` in sweep", k), k, known)
		}
	}
}

func (r *reader) design(n *node) string {
	design, ok := r.word(n, "sweep", "design", "")
	switch {
	case !ok || slices.Contains(Designs(), design):
	case SweepFile(design) && filepath.IsLocal(filepath.FromSlash(design)):
	case SweepFile(design):
		r.fail(n.value, "the points of a sweep may only be in the folder of the scenario or below", "copy the file there")
	default:
		r.miss(n.value, fmt.Sprintf("there is no design `%s`", design), design, Designs())
	}
	return design
}

// SweepFile reports whether a design is a file that lists the points.
func SweepFile(design string) bool { return strings.HasSuffix(strings.ToLower(design), ".csv") }

// whole reads a whole number from 1.
func (r *reader) whole(n *node, k string, most int64) int {
	v, ok := n.leaf.(int64)
	if !ok || v < 1 || v > most {
		r.fail(n.value, fmt.Sprintf("`%s` in sweep must be a whole number from 1 to %d", k, most), "write for example 256, without quotes")
		return 0
	}
	return int(v)
}

// metrics reads one metric, or a list of them.
func (r *reader) metrics(s *Scenario, n *node) []string {
	list := []*node{n}
	if n.list != nil {
		list = n.list
	}
	var names []string
	for _, x := range list {
		if name, ok := r.word(x, "sweep", "metric", ""); ok {
			r.checkMetric(s.Sim, x)
			names = append(names, name)
		}
	}
	return names
}

// varied reads what varies: a list of texts, or a table by path. In a table,
// paths come in ascending order.
func (r *reader) varied(s *Scenario, n *node) []string {
	var specs []string
	sound := len(r.faults)+r.spared == 0 // else it may follow from another fault
	add := func(x *node, path, spec string) {
		specs = append(specs, spec)
		if !sound {
			return
		}
		if spec == path && r.decided(path, x) {
			specs = specs[:len(specs)-1]
			return
		}
		at := x.value
		_, _, err := s.factor(path)
		if err != nil {
			at = x.at
		} else {
			_, err = s.Vary(spec)
		}
		if err != nil {
			what, fix := halves(err)
			r.fail(at, what, fix)
		}
	}
	switch {
	case n.isTable():
		r.variedBelow(n, nil, add)
	case n.list != nil:
		for _, x := range n.list {
			if spec, ok := r.word(x, "sweep", "vary", ""); ok {
				path := spec
				if cut := equals(spec); cut >= 0 {
					path = spec[:cut]
				}
				add(x, path, spec)
			}
		}
	default:
		r.fail(n.value, "`vary` in sweep must be a table or a list, and is "+describe(n), `write vary = { "sides.Russia.clarity" = "0:1:11" }`)
	}
	return specs
}

// decided reports whether another file or an override has given the number that
// a plan, at x, would vary as the file had it.
func (r *reader) decided(path string, x *node) bool {
	keys, err := SplitPath(path)
	if err != nil {
		return false
	}
	n := r.root.get(keys...)
	return n != nil && n.value.src != x.value.src && !n.isTable()
}

// variedBelow reads a table of specifications by path. A path that is not in
// quotes has made tables of its parts.
func (r *reader) variedBelow(n *node, above []string, add func(x *node, path, spec string)) {
	for _, k := range n.keys() {
		x := n.table[k]
		keys := append(slices.Clone(above), k)
		if parts, err := SplitPath(k); err == nil && len(parts) > 1 {
			keys = append(slices.Clone(above), parts...)
		}
		path := pathOf(keys)
		if x.isTable() {
			r.variedBelow(x, keys, add)
			continue
		}
		if values, ok := r.values(x, path); ok {
			spec := path
			if values != "" {
				spec += "=" + values
			}
			add(x, path, spec)
		}
	}
}

// values reads how one number varies: a text, or a list of its levels.
func (r *reader) values(n *node, path string) (string, bool) {
	list := []*node{n}
	if n.list != nil {
		list = n.list
	}
	words := make([]string, 0, len(list))
	for _, x := range list {
		switch v := x.leaf.(type) {
		case string:
			words = append(words, v)
		case int64, float64:
			words = append(words, fmt.Sprint(v))
		default:
			r.fail(x.value, fmt.Sprintf("%s in sweep.vary must be text or a list of values, and is %s", path, describe(x)), `write "low:high:n", "a,b,c" or "low:high"`)
			return "", false
		}
	}
	return strings.Join(words, ","), true
}
