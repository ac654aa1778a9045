package study

import (
	"fmt"
	"slices"
	"strings"

	"backchannel/scenarios"
	"backchannel/sim"
)

// InputGroup is some inputs that are told apart from others, but not from each
// other.
type InputGroup struct {
	Name   string   `json:"name"`   // a few words, for a table or a chart
	Words  string   `json:"words"`  // that begin a sentence: "How Kirill Dmitriev ..."
	Inputs []string `json:"inputs"` // paths
}

// NamedInputs are inputs that a user puts into one group.
type NamedInputs struct {
	Name  string
	Paths []string // of inputs, or what the paths of several begin with: "sides.Russia"
}

// GroupInputs puts the factors of a space into groups: those that are named, and
// of the others each by itself or, with byActor, all that belong to one issue,
// side, envoy, corps, talk or phase. Groups with inputs that are correlated with
// each other become one, as shares of variance can be told apart only between
// what is independent; the notes say so. The order is that of the factors.
//
// It is an error if a name takes no factor, or two take the same one.
func GroupInputs(x *Space, byActor bool, named []NamedInputs) (groups []InputGroup, notes []string, err error) {
	of := make([]int, len(x.factors)) // by factor, an index into named, from 1
	for n, g := range named {
		if of, err = takeNamed(x, of, n, g); err != nil {
			return nil, nil, err
		}
		if !slices.Contains(of, n+1) {
			return nil, nil, fmt.Errorf("group %s has no input: none of what is varied is %s", g.Name, strings.Join(g.Paths, " or "))
		}
	}
	var keys []string // of the groups
	for i := range x.factors {
		path := x.factors[i].Path
		g, key := InputGroup{Name: path, Words: path, Inputs: []string{path}}, path
		switch {
		case of[i] > 0:
			g.Name, key = named[of[i]-1].Name, fmt.Sprint(of[i])
			g.Words = "Group " + g.Name
		case byActor:
			g.Name, g.Words, key = actorOf(x.scenario.Sim, path)
		}
		if at := slices.Index(keys, key); at >= 0 {
			groups[at].Inputs = append(groups[at].Inputs, path)
			continue
		}
		groups, keys = append(groups, g), append(keys, key)
	}
	groups, notes = mergeCorrelated(x, groups)
	return groups, notes, nil
}

// takeNamed notes the factors of group n.
func takeNamed(x *Space, of []int, n int, g NamedInputs) ([]int, error) {
	for i := range x.factors {
		path := x.factors[i].Path
		if !slices.ContainsFunc(g.Paths, func(p string) bool { return belongs(path, p) }) {
			continue
		}
		if of[i] > 0 && of[i] != n+1 {
			return nil, fmt.Errorf("%s is in two groups: leave it out of one", path)
		}
		of[i] = n + 1
	}
	return of, nil
}

// belongs reports whether a path is, or lies under, another.
func belongs(path, under string) bool {
	a, err := scenarios.SplitPath(path)
	b, err2 := scenarios.SplitPath(under)
	return err == nil && err2 == nil && len(b) <= len(a) && slices.Equal(a[:len(b)], b)
}

// mergeCorrelated makes one group of those that a correlation ties.
func mergeCorrelated(x *Space, groups []InputGroup) ([]InputGroup, []string) {
	var notes []string
	holder := func(path string) int {
		return slices.IndexFunc(groups, func(g InputGroup) bool { return slices.Contains(g.Inputs, path) })
	}
	for _, c := range x.scenario.Correlations {
		a, b := holder(c.Between[0]), holder(c.Between[1])
		if a < 0 || b < 0 || a == b {
			continue
		}
		if a > b {
			a, b = b, a
		}
		notes = append(notes, fmt.Sprintf("%s and %s are one group, as %s and %s are correlated: shares of variance can be told apart only between what is independent.",
			groups[a].Name, groups[b].Name, c.Between[0], c.Between[1]))
		groups[a].Name += " + " + groups[b].Name
		groups[a].Words += ", and " + lowered(groups[b].Words)
		groups[a].Inputs = append(groups[a].Inputs, groups[b].Inputs...)
		groups = slices.Delete(groups, b, b+1)
	}
	return groups, notes
}

// lowered begins a text with a small letter, if its first word is one of ours.
func lowered(words string) string {
	for _, w := range []string{"How ", "What ", "When ", "The ", "Group "} {
		if strings.HasPrefix(words, w) {
			return strings.ToLower(w[:1]) + words[1:]
		}
	}
	return words
}

// actorOf is a name and some words for what an input belongs to, and the path of
// that.
func actorOf(s *sim.Scenario, path string) (name, words, key string) {
	parts, err := scenarios.SplitPath(path)
	if err != nil || len(parts) < 2 {
		return path, path, path
	}
	table, of := parts[0], parts[1]
	key = table + "." + nameOf(of)
	switch table {
	case "issues":
		return "issue " + of, "The issue " + of + ", as it stands and as it irritates", key
	case "sides":
		who := of + "'s principal"
		if i := slices.IndexFunc(s.Sides, func(x sim.Side) bool { return x.Name == of }); i >= 0 && s.Sides[i].Principal != "" && s.Sides[i].Principal != of {
			who = s.Sides[i].Principal
		}
		return "what " + who + " wants", "What " + who + " wants, how clearly that is said, and with what patience", key
	case "envoys":
		if i := slices.IndexFunc(s.Envoys, func(x sim.Envoy) bool { return x.Name == of }); i >= 0 {
			of = personOf(&s.Envoys[i])
		}
		return of, "How " + of + " hears, bargains and reports", key
	case "corps":
		return of, "How the professionals work (" + of + ")", key
	case "talks":
		return "talk " + of, "How often talk " + of + " meets, and in what mood it begins", key
	case "deals":
		return "deal " + of, "The deal " + of + ", which stands at the start", key
	}
	if x, ok := phaseWords()[table]; ok {
		return x[0], x[1], table
	}
	return table, "The rules of " + table, table
}

// phaseWords are a name and some words for the dials of a phase.
func phaseWords() map[string][2]string {
	return map[string][2]string{
		"meeting":    {"envoy meetings", "How envoy meetings work"},
		"contact":    {"professional contacts", "How contacts between professionals work"},
		"signing":    {"signing", "When a deal is signed"},
		"collapse":   {"collapse", "How easily a deal comes to grief"},
		"careers":    {"careers", "How envoys rise and fall"},
		"reputation": {"reputation", "How reputations are made and lost"},
	}
}
