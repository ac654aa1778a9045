package scenarios

import (
	"fmt"
	"strings"
	"unicode"
)

// Bounds on names and texts, and on how many each table of actors can have.
const (
	mostActors  = 200
	longestName = 120 // bytes
	longestLine = 200 // bytes
)

// actorNames lists the names in a table of actors and checks them.
func (r *reader) actorNames(table string) []string {
	t := r.root.table[table]
	names := t.keys()
	if len(names) > mostActors {
		r.fail(t.at, fmt.Sprintf("%d %s are too many", len(names), table), fmt.Sprintf("have at most %d", mostActors))
		return names
	}
	for _, name := range names {
		n := t.table[name]
		switch {
		case !n.isTable():
			r.fail(n.at, fmt.Sprintf("`%s` in %s must be a table, and is %s", name, table, describe(n)),
				fmt.Sprintf("write [%s.%s] and its entries below", table, key(name)))
		case strings.TrimSpace(name) != name || name == "":
			r.fail(n.at, fmt.Sprintf("a name in %s is empty or has blanks at its ends", table), "give it a name without")
		case name == "*":
			r.fail(n.at, fmt.Sprintf("a name in %s is *, which stands for any name", table), "give it another name")
		case strings.ContainsFunc(name, func(c rune) bool { return c == '"' || c == '\\' || unseen(c) }):
			r.fail(n.at, fmt.Sprintf("a name in %s holds a quote, a backslash or a character that cannot be printed", table), "leave it out")
		case len(name) > longestName:
			r.fail(n.at, fmt.Sprintf("a name in %s is longer than %d bytes", table, longestName), "shorten it")
		}
	}
	return names
}

// unseen tells characters that no table or chart can show, those that command
// a terminal among them.
func unseen(c rune) bool { return !unicode.IsPrint(c) }

// line holds a text to what fits into one line of a table or chart; false
// after a fault.
func (r *reader) line(at place, what, s string) bool {
	switch {
	case strings.ContainsFunc(s, unseen):
		r.fail(at, what+" holds a character that cannot be printed", "write it on one line, without tabs")
	case len(s) > longestLine:
		r.fail(at, fmt.Sprintf("%s is longer than %d bytes", what, longestLine), "shorten it; there is room in the description")
	default:
		return true
	}
	return false
}
