package scenarios

import (
	"maps"
	"slices"
	"strconv"
)

// node is an entry of a scenario with the place where it was written: a table
// of further nodes, a list of them, or a value.
type node struct {
	at    place // of the key, or of the value in a list
	value place // of the value; as at, where it is a table with a header
	table map[string]*node
	list  []*node
	leaf  any  // string, bool, int64, float64, time.Time
	set   bool // by an override
}

// isTable reports whether there is such an entry and it is a table.
func (n *node) isTable() bool { return n != nil && n.table != nil }

// keys returns the keys of a table in ascending order.
func (n *node) keys() []string {
	if n == nil {
		return nil
	}
	return slices.Sorted(maps.Keys(n.table))
}

// get follows keys down the tables; nil if there is no such entry.
func (n *node) get(keys ...string) *node {
	for _, k := range keys {
		if n == nil {
			return nil
		}
		n = n.table[k]
	}
	return n
}

// overlay puts the entries of top over those of base, both found at some keys:
// tables key by key, everything else whole. So are tables in the place of a
// number, of which whole tells.
func overlay(base, top *node, at []string, whole func(at []string) bool) {
	for _, k := range top.keys() {
		over, under, at := top.table[k], base.table[k], append(slices.Clone(at), k)
		if under.isTable() && over.isTable() && !whole(at) {
			merged := &node{at: over.at, value: over.value, table: map[string]*node{}}
			overlay(merged, under, at, whole)
			overlay(merged, over, at, whole)
			base.table[k] = merged
			continue
		}
		base.table[k] = over
	}
}

// deepest bounds how deep tables and lists may be nested.
const deepest = 16

// grow makes a tree of what the decoder returned. It reports false if it is
// nested too deep.
func grow(value any, path string, where *places, depth int) (*node, bool) {
	if depth > deepest {
		return nil, false
	}
	n := &node{at: where.key(path), value: where.of(path)}
	ok := true
	child := func(v any, key string) *node {
		c, fits := grow(v, path+"\x00"+key, where, depth+1)
		ok = ok && fits
		return c
	}
	switch v := value.(type) {
	case map[string]any:
		n.table = make(map[string]*node, len(v))
		for _, k := range slices.Sorted(maps.Keys(v)) {
			n.table[k] = child(v[k], k)
		}
	case []map[string]any:
		n.list = make([]*node, 0, len(v))
		for i, x := range v {
			n.list = append(n.list, child(x, strconv.Itoa(i)))
		}
	case []any:
		n.list = make([]*node, 0, len(v))
		for i, x := range v {
			n.list = append(n.list, child(x, strconv.Itoa(i)))
		}
	default:
		n.leaf = v
	}
	return n, ok
}

// mark gives a node that an override made, and all below it, one place.
func mark(n *node, at place) {
	n.at, n.value, n.set = at, at, true
	for _, k := range n.keys() {
		mark(n.table[k], at)
	}
	for _, x := range n.list {
		mark(x, at)
	}
}

// tooDeep finds where a TOML text first nests brackets, or dots a key, deeper
// than any scenario does; -1 if nowhere. It goes before the decoder, whose
// time and memory grow with the square of the depth.
func tooDeep(text string) int {
	brackets, dots := 0, 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '#':
			for i+1 < len(text) && text[i+1] != '\n' {
				i++
			}
		case '"', '\'':
			i = skipString(text, i)
		case '[', '{':
			brackets++
			dots = 0
		case ']', '}':
			brackets = max(0, brackets-1)
		case '.':
			dots++
		case '\n', '=', ',':
			dots = 0
		}
		if brackets > deepest || dots > deepest {
			return i
		}
	}
	return -1
}

// skipString returns the index of the last byte of the string, of one of the
// four kinds that TOML has, that opens at i.
func skipString(text string, i int) int {
	quote := text[i : i+1]
	end, long := quote, false
	if triple := quote + quote + quote; len(text) >= i+3 && text[i:i+3] == triple {
		end, long = triple, true
	}
	for i += len(end); i < len(text); i++ {
		switch {
		case text[i] == '\\' && quote == `"`:
			i++
		case text[i] == '\n' && !long:
			return i - 1 // never closed: the decoder will say so
		case text[i] == quote[0] && (!long || i+3 <= len(text) && text[i:i+3] == end):
			i += len(end) - 1
			for long && i+1 < len(text) && text[i+1] == quote[0] {
				i++ // quotes of the text right before the closing ones
			}
			return i
		}
	}
	return len(text) - 1
}
