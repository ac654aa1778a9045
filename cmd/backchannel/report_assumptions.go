package main

import (
	"slices"
	"strings"

	"backchannel/scenarios"
	"backchannel/sim"
)

// assumptions lists every number of a scenario, a table for each kind of actor
// and each phase, with a row for each entry: its value for everyone who has it,
// and where that is from.
func assumptions(s *scenarios.Scenario) []reportTable {
	var out []reportTable
	for _, d := range scenarios.Params() {
		if d.Source == "" {
			continue // a name, a date or a text: no assumption
		}
		table, entry, _ := strings.Cut(d.Path, ".")
		v := valuesOf(s, table, strings.TrimPrefix(entry, "*."), d)
		if len(v.values) == 0 {
			continue // no such actors
		}
		if n := len(out); n == 0 || out[n-1].Caption != table {
			out = append(out, reportTable{Caption: table, Class: "stacked assumed", Head: []string{"Entry", "Value in these runs", "Where it is from"}, Groups: []rowGroup{{}}})
		}
		name := strings.TrimSuffix(strings.TrimPrefix(entry, "*."), ".*")
		meaning := d.Meaning
		if d.Unit != "" {
			meaning += " (" + d.Unit + ")"
		}
		g := &out[len(out)-1].Groups[0]
		g.Rows = append(g.Rows, []cell{{Text: name, Lines: []string{meaning}}, {Lines: v.words(d.Default)}, {Lines: v.sources(d)}})
	}
	return out
}

// entryValues are the values of one entry: who has which, in order. A value
// may be of several names, such as an ideal point for each issue.
type entryValues struct {
	owners []string  // empty where the entry has no owner
	values [][]keyed // by owner
	single bool      // one value for each owner, without a name
}

type keyed struct{ name, value string }

// valuesOf reads the values of an entry for every actor of its table.
func valuesOf(s *scenarios.Scenario, table, entry string, d scenarios.Doc) entryValues {
	owners := actorsOf(s.Sim, table)
	v := entryValues{single: d.Kind != scenarios.KindEach}
	if !slices.Contains([]string{"issues", "sides", "envoys", "corps", "talks", "deals"}, table) {
		owners = []string{""}
	}
	for _, owner := range owners {
		path := table + "."
		if owner != "" {
			path += tomlKey(owner) + "."
		}
		var list []keyed
		if v.single {
			if value, err := s.Get(path + entry); err == nil {
				list = append(list, keyed{value: value})
			}
		} else {
			list = byName(s, path+strings.TrimSuffix(entry, "*"))
		}
		if len(list) > 0 {
			v.owners, v.values = append(v.owners, owner), append(v.values, list)
		}
	}
	return v
}

// byName reads an entry that has a value for each issue or for each side.
func byName(s *scenarios.Scenario, path string) []keyed {
	var list []keyed
	for _, table := range []string{"issues", "sides"} {
		for _, name := range actorsOf(s.Sim, table) {
			if value, err := s.Get(path + tomlKey(name)); err == nil {
				list = append(list, keyed{name, value})
			}
		}
		if len(list) > 0 {
			break // an entry goes by the names of one table
		}
	}
	return list
}

// actorsOf are the names in a table of actors.
func actorsOf(s *sim.Scenario, table string) []string {
	switch table {
	case "issues":
		return names(s.Issues, func(x *sim.Issue) string { return x.Name })
	case "sides":
		return names(s.Sides, func(x *sim.Side) string { return x.Name })
	case "envoys":
		return names(s.Envoys, func(x *sim.Envoy) string { return x.Name })
	case "corps":
		return names(s.Corps, func(x *sim.Corps) string { return x.Name })
	case "talks":
		return names(s.Talks, func(x *sim.Talk) string { return x.Name })
	case "deals":
		return names(s.Deals, func(x *sim.StandingDeal) string { return x.Name })
	}
	return nil
}

func names[T any](list []T, of func(*T) string) []string {
	var out []string
	for i := range list {
		out = append(out, of(&list[i]))
	}
	return out
}

// words are the values for reading, a line for each value or each owner: what
// many share is said once.
func (v *entryValues) words(normal string) []string {
	if v.single {
		return grouped(v.owners, v.values)
	}
	var out, plain []string
	for i, owner := range v.owners {
		var list []string
		for _, x := range v.values[i] {
			if x.value != normal {
				list = append(list, x.name+" "+x.value)
			}
		}
		if len(list) == 0 {
			plain = append(plain, owner)
			continue
		}
		if len(list) < len(v.values[i]) {
			list = append(list, "the rest "+normal)
		}
		out = append(out, owner+": "+strings.Join(list, ", "))
	}
	switch {
	case len(plain) == len(v.owners):
		return []string{normal + " for all"}
	case len(plain) > 0:
		out = append(out, strings.Join(plain, ", ")+": "+normal+" for all")
	}
	return out
}

// grouped names the owners of each value.
func grouped(owners []string, values [][]keyed) []string {
	var order []string
	of := map[string][]string{}
	for i, owner := range owners {
		value := values[i][0].value
		if _, known := of[value]; !known {
			order = append(order, value)
		}
		of[value] = append(of[value], owner)
	}
	if len(order) == 1 {
		if len(owners) > 1 {
			return []string{order[0] + " for all"}
		}
		return []string{strings.TrimSuffix(order[0]+": "+owners[0], ": ")}
	}
	var out []string
	for _, value := range order {
		out = append(out, value+": "+strings.Join(of[value], ", "))
	}
	return out
}

// sources says of the values that the scenario gives, and of those that are the
// default, where they are from. A results folder keeps no source for the first.
func (v *entryValues) sources(d scenarios.Doc) []string {
	own, normal := false, false
	for _, list := range v.values {
		for _, x := range list {
			own, normal = own || x.value != d.Default, normal || x.value == d.Default
		}
	}
	const choice = "modelling choice"
	cited := d.Source != choice
	switch {
	case own && normal && cited:
		return []string{"Assumption where given by the scenario.", "Default " + d.Default + ": " + d.Source + "."}
	case own && normal:
		return []string{"Assumption: given by the scenario, or the default."}
	case own && cited:
		return []string{"Assumption: given by the scenario.", "The default would be " + d.Default + ": " + d.Source + "."}
	case own:
		return []string{"Assumption: given by the scenario."}
	case cited:
		return []string{"Default: " + d.Source + "."}
	}
	return []string{"Assumption: the default, a " + choice + "."}
}
