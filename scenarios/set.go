package scenarios

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"backchannel/sim"
)

// override applies one "path=value". The value is written as in a file; a
// word that is not TOML by itself, such as 14d, is taken as text.
func (l *loader) override(tree *node, src *source) {
	set := src.text
	all := place{src: src, length: len(set)}
	cut := equals(set)
	switch {
	case len(set) > largestFile || !utf8.ValidString(set):
		l.fail(place{src: src}, "the override is too long or not UTF-8", "write a file that extends the scenario")
		return
	case cut < 0 && strings.Contains(set, "="):
		l.fail(all, "a quote is not closed", "write for example sides.\"United States\".clarity=0.4")
		return
	case cut < 0:
		l.fail(all, "this is not an override", "write path=value, for example sides.Russia.clarity=0.4")
		return
	}
	path, value := set[:cut], set[cut+1:]
	at := place{src: src, length: max(1, len(path))}
	keys, err := SplitPath(path)
	switch {
	case err != nil:
		l.fail(at, err.Error(), "write for example sides.Russia.clarity; quote names that hold dots")
		return
	case len(keys) == 1 && (keys[0] == "extends" || keys[0] == "remove"), keys[0] == "expect", keys[0] == "correlate":
		l.fail(at, fmt.Sprintf("`%s` cannot be set", keys[0]), "write a file that extends the scenario")
		return
	}
	valueAt := place{src: src, offset: cut + 1, length: len(value)}
	if value == "" {
		valueAt = all
	}
	leaf, ok := parseValue(strings.TrimSpace(value))
	n, fits := grow(leaf, "", &places{src: src}, 0)
	if !ok || !fits {
		l.fail(valueAt, "this is no value", "write it as in a scenario file")
		return
	}
	mark(n, valueAt)
	n.at = at
	l.put(tree, keys, n)
}

// equals finds the = that ends the path of an override: the first outside
// quotes; -1 if there is none.
func equals(set string) int {
	var quote rune
	for i, c := range set {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '=':
			return i
		}
	}
	return -1
}

// put places an override in the tree. Actors cannot be added this way: a name
// that is not there is a typing error.
func (l *loader) put(tree *node, keys []string, n *node) {
	t := tree
	for i, k := range keys {
		next := t.table[k]
		if next == nil && i == 1 && isActorTable(keys[0]) {
			l.miss(n.at, fmt.Sprintf("there is no `%s` in %s", k, keys[0]), k, t.keys())
			return
		}
		switch {
		case i < len(keys)-1:
		case next.isTable() && n.isTable() && !l.isNumber(keys): // laid over, as in a file
			for _, below := range n.keys() {
				l.put(tree, append(slices.Clone(keys), below), n.table[below])
			}
			return
		default:
			t.table[k] = n
			return
		}
		if !next.isTable() {
			next = &node{at: n.at, value: n.at, table: map[string]*node{}}
			t.table[k] = next
		}
		t = next
	}
}

// parseValue reads a value as TOML, or else as a bare word.
func parseValue(text string) (any, bool) {
	if text == "" || strings.ContainsAny(text, "\n\r") || tooDeep(text) >= 0 {
		return nil, false
	}
	for _, written := range []string{text, quoteUnits(text)} {
		var doc map[string]any
		if _, err := toml.Decode("value = "+written, &doc); err == nil && len(doc) == 1 {
			return doc["value"], true
		}
	}
	if strings.ContainsAny(text, `"'[]{},#`) {
		return nil, false
	}
	return text, true
}

// quoteUnits puts quotes round the values with a unit in a list or a table, so
// that [14d, 60d] needs none on the command line.
func quoteUnits(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); {
		end := i + 1
		switch {
		case text[i] == '"' || text[i] == '\'':
			end = skipString(text, i) + 1
		case !strings.ContainsRune("[]{},= \t", rune(text[i])):
			for end < len(text) && !strings.ContainsRune("[]{},= \t\"'", rune(text[end])) {
				end++
			}
		}
		if word := text[i:end]; hasUnit(word) {
			b.WriteString(quote(word))
		} else {
			b.WriteString(word)
		}
		i = end
	}
	return b.String()
}

// hasUnit reports whether a word is a value in one of the units.
func hasUnit(word string) bool {
	for _, u := range []sim.Unit{sim.Days, sim.PerYear, sim.PerRootYear} {
		if _, err := parseUnit(word, u); err == nil {
			return true
		}
	}
	return false
}

// SplitPath splits a parameter path at its dots; a part may stand in quotes of
// either kind, as in TOML: sides."United States".clarity. Blanks around parts
// say nothing. The error says which part is empty or badly quoted.
func SplitPath(path string) ([]string, error) {
	var parts []string
	rest := path
	for {
		var part string
		rest = strings.TrimSpace(rest)
		if strings.HasPrefix(rest, `"`) || strings.HasPrefix(rest, `'`) {
			end := strings.IndexByte(rest[1:], rest[0])
			if end < 0 {
				return nil, fmt.Errorf("path %q: a quote is not closed", path)
			}
			part, rest = rest[1:end+1], strings.TrimSpace(rest[end+2:])
		} else {
			end := strings.IndexByte(rest, '.')
			if end < 0 {
				end = len(rest)
			}
			part, rest = strings.TrimSpace(rest[:end]), rest[end:]
		}
		switch {
		case part == "":
			return nil, fmt.Errorf("path %q: a part is empty", path)
		case rest != "" && rest[0] != '.':
			return nil, fmt.Errorf("path %q: a dot is missing after a quote", path)
		}
		parts = append(parts, part)
		if rest == "" {
			return parts, nil
		}
		rest = rest[1:]
	}
}
