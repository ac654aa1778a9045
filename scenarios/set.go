package scenarios

import (
	"fmt"
	"strings"

	"github.com/BurntSushi/toml"
)

// override applies one "path=value". The value is written as in a file; a
// word that is not TOML by itself, such as 14d, is taken as text.
func (l *loader) override(tree *node, set string) {
	src := &source{name: "--set", text: []byte(set)}
	whole := place{src: src, length: len(set)}
	path, value, ok := strings.Cut(set, "=")
	if !ok {
		l.fail(whole.problem("this is not an override", "write path=value, for example sides.Russia.clarity=0.4"))
		return
	}
	keys, err := SplitPath(strings.TrimSpace(path))
	if err != nil || len(keys) < 2 && keys[0] != "title" && keys[0] != "description" {
		l.fail(whole.problem("this is not the path of an entry", "write for example sides.Russia.clarity; quote names that hold dots"))
		return
	}
	if len(set) > largestFile {
		l.fail(Problem{File: "--set", What: "the override is too long", Fix: "write a file that extends the scenario"})
		return
	}
	leaf, ok := parseValue(strings.TrimSpace(value))
	at := place{src: src, offset: len(path) + 1, length: max(1, len(set)-len(path)-1)}
	if at.offset == len(set) {
		at = whole
	}
	n, fits := grow(leaf, "", &places{src: src}, 0)
	if !ok || !fits {
		l.fail(at.problem("this is no value", "write it as in a scenario file"))
		return
	}
	mark(n, at)
	l.put(tree, keys, n, place{src: src, length: len(path)})
}

// put places an override in the tree. Actors cannot be added this way: a name
// that is not there is a typing error.
func (l *loader) put(tree *node, keys []string, n *node, at place) {
	t := tree
	for i, k := range keys[:len(keys)-1] {
		next := t.table[k]
		if next == nil && i == 1 && isActorTable(keys[0]) {
			l.fail(at.problem(fmt.Sprintf("there is no `%s` in %s", k, keys[0]), suggest(k, t.keys())))
			return
		}
		if next == nil || !next.isTable() {
			next = &node{at: at, value: at, table: map[string]*node{}}
			t.table[k] = next
		}
		t = next
	}
	n.at = at
	t.table[keys[len(keys)-1]] = n
}

func isActorTable(name string) bool {
	for _, t := range actorTables() {
		if t == name {
			return true
		}
	}
	return false
}

// mark gives a node and all below it one place.
func mark(n *node, at place) {
	n.at, n.value = at, at
	for _, k := range n.keys() {
		mark(n.table[k], at)
	}
	for _, x := range n.list {
		mark(x, at)
	}
}

// parseValue reads a value as TOML, or else as a bare word.
func parseValue(text string) (any, bool) {
	if text == "" || strings.ContainsAny(text, "\n\r") {
		return nil, false
	}
	var doc map[string]any
	if _, err := toml.Decode("value = "+text, &doc); err == nil && len(doc) == 1 {
		return doc["value"], true
	}
	if strings.ContainsAny(text, `"'[]{},#`) {
		return nil, false
	}
	return text, true
}

// SplitPath splits a parameter path at its dots; a part may be quoted as in
// TOML: sides."United States".clarity.
func SplitPath(path string) ([]string, error) {
	var parts []string
	rest := path
	for {
		var part string
		if strings.HasPrefix(rest, `"`) {
			end := strings.Index(rest[1:], `"`)
			if end < 0 {
				return nil, fmt.Errorf("path %q: a quote is not closed", path)
			}
			part, rest = rest[1:end+1], rest[end+2:]
		} else {
			end := strings.IndexByte(rest, '.')
			if end < 0 {
				end = len(rest)
			}
			part, rest = strings.TrimSpace(rest[:end]), rest[end:]
		}
		if part == "" {
			return nil, fmt.Errorf("path %q: a part is empty", path)
		}
		parts = append(parts, part)
		if rest == "" {
			return parts, nil
		}
		if rest[0] != '.' {
			return nil, fmt.Errorf("path %q: a dot is missing after a quote", path)
		}
		rest = rest[1:]
	}
}
