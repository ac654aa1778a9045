package scenarios

import (
	"fmt"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Bounds on what is read, far above any scenario that can be understood.
const (
	longestChain = 8  // files that extend one another
	mostFiles    = 64 // files in all; a file that two others extend counts twice
)

// loader reads the files of one scenario.
type loader struct {
	faults
	home     string // folder of the user's file, that no include may leave
	files    int
	rescaled bool                // an issue was removed, so that weights need not sum to 1
	added    map[string][]string // for each actor added to those extended, their names
	numbers  map[string]bool     // paths of the numbers that are declared, * for any name
}

// isNumber reports whether keys lead to a number, in whose place a table says
// how it is distributed.
func (l *loader) isNumber(at []string) bool {
	if l.numbers == nil {
		l.numbers = map[string]bool{}
		for _, d := range Params() {
			if d.Kind == KindNumber || d.Kind == KindEach {
				l.numbers[d.Path] = true
			}
		}
	}
	at = slices.Clone(at)
	if len(at) > 1 && isActorTable(at[0]) {
		at[1] = "*"
	}
	if l.numbers[strings.Join(at, ".")] {
		return true
	}
	at[len(at)-1] = "*" // of numbers by name
	return len(at) > 3 && l.numbers[strings.Join(at, ".")]
}

// resolve works what a file extends into its tree; the chain is how it was
// come to, the file itself included.
func (l *loader) resolve(f *file, chain []*file) *node {
	base := &node{at: f.top.at, value: f.top.value, table: map[string]*node{}}
	ok := true
	for _, n := range l.words(f.top.table["extends"], "extends", "the name of a scenario, or a list of them") {
		if tree := l.extend(f, n, chain); tree != nil {
			overlay(base, tree, nil, l.isNumber)
		} else {
			ok = false
		}
	}
	if !ok {
		return nil // all else would be misleading
	}
	for _, n := range l.words(f.top.table["remove"], "remove", `a list of actors, as "envoys.NAME"`) {
		l.remove(base, n)
	}
	delete(f.top.table, "extends")
	delete(f.top.table, "remove")
	l.compare(base, f.top)
	overlay(base, f.top, nil, l.isNumber)
	return base
}

// compare notes the actors that a file adds to those that it extends. One who
// goes for nothing may have been meant for one of them.
func (l *loader) compare(base, top *node) {
	for _, table := range actorTables() {
		there := base.get(table).keys()
		for _, name := range top.get(table).keys() {
			if _, known := slices.BinarySearch(there, name); !known && len(there) > 0 {
				l.added[table+"."+key(name)] = there
			}
		}
	}
}

// extend reads and resolves the file that f names at n; nil after a fault.
func (l *loader) extend(f *file, n *node, chain []*file) *node {
	if l.files++; l.files > mostFiles {
		if l.files == mostFiles+1 {
			l.fail(n.value, "too many files are extended", fmt.Sprintf("a scenario has at most %d in all", mostFiles))
		}
		return nil
	}
	parent := l.parent(f, n)
	if parent == nil {
		return nil
	}
	if i := slices.IndexFunc(chain, func(x *file) bool { return x.ref == parent.ref }); i >= 0 {
		var names []string
		for _, x := range chain[i:] {
			names = append(names, x.src.name)
		}
		l.fail(n.value, "it extends itself: "+strings.Join(append(names, parent.src.name), " extends "), "break the loop")
		return nil
	}
	if len(chain) == longestChain {
		l.fail(n.value, "too many files extend one another", fmt.Sprintf("a chain has at most %d", longestChain))
		return nil
	}
	// What a scenario expects is said of it, and a counterfactual is there to
	// differ: expectations are not taken over.
	delete(parent.top.table, "expect")
	return l.resolve(parent, append(slices.Clone(chain), parent))
}

// words returns the texts of an entry that may be one or a list.
func (l *loader) words(n *node, key, expected string) []*node {
	if n == nil {
		return nil
	}
	list := []*node{n}
	if n.list != nil {
		list = n.list
	}
	var words []*node
	for _, x := range list {
		if s, ok := x.leaf.(string); ok && s != "" {
			words = append(words, x)
		} else {
			l.fail(x.value, "`"+key+"` does not take this", "give "+expected)
		}
	}
	return words
}

// parent opens a file that another extends: a library name, or a path
// relative to that file's folder.
func (l *loader) parent(f *file, n *node) *file {
	ref := n.leaf.(string)
	below := path.Join(filepath.ToSlash(f.dir), filepath.ToSlash(ref))
	switch {
	case f.lib || !strings.ContainsAny(ref, `/\`) && !strings.HasSuffix(ref, ".toml"):
		return l.fromLibrary(ref, n.value)
	case filepath.IsAbs(ref) || strings.HasPrefix(ref, "/") || !filepath.IsLocal(filepath.FromSlash(below)):
		l.fail(n.value, "a scenario may only extend files in its own folder or below", "copy the file there")
		return nil
	}
	return l.local(filepath.FromSlash(below), n.value)
}

// remove takes an actor out of a tree, and out of every list and table that
// names him.
func (l *loader) remove(base, n *node) {
	section, name, ok := strings.Cut(n.leaf.(string), ".")
	if !ok || !isActorTable(section) {
		l.fail(n.value, "`remove` takes the table and the name of an actor", `write for example "envoys.NAME"`)
		return
	}
	if inner, quoted := strings.CutPrefix(name, `"`); quoted && strings.HasSuffix(inner, `"`) {
		name = strings.TrimSuffix(inner, `"`)
	}
	if base.get(section, name) == nil {
		l.miss(n.value, fmt.Sprintf("there is no `%s` in %s to remove", name, section), name, base.get(section).keys())
		return
	}
	delete(base.table[section].table, name)
	if section == "issues" {
		l.rescaled = true
	}
	l.forgetInputs(base, section, name)
	for _, d := range Params() {
		if (d.refers == section || d.over == section) && d.section != "" {
			for _, actor := range base.get(d.section).keys() {
				forget(base.get(d.section, actor), strings.Split(d.key, "."), name)
			}
		}
	}
}

// forget takes a name out of a list, or out of a table keyed by names.
func forget(actor *node, keys []string, name string) {
	n := actor.get(keys...)
	switch {
	case n.isTable():
		delete(n.table, name)
	case n != nil:
		n.list = slices.DeleteFunc(n.list, func(x *node) bool { return x.leaf == name })
	}
}

// forgetInputs takes the correlations and the plans of a sweep that name an
// actor out of a tree.
func (l *loader) forgetInputs(base *node, section, name string) {
	names := func(path any) bool {
		text, ok := path.(string)
		if cut := equals(text); cut >= 0 {
			text = text[:cut]
		}
		keys, err := SplitPath(text)
		if !ok || err != nil || len(keys) < 2 {
			return false
		}
		return keys[0] == section && keys[1] == name || section == "issues" && keys[len(keys)-1] == name && l.isNumber(keys)
	}
	if n := base.get("correlate"); n != nil {
		n.list = slices.DeleteFunc(n.list, func(t *node) bool {
			between := t.get("between")
			return between != nil && slices.ContainsFunc(between.list, func(x *node) bool { return names(x.leaf) })
		})
	}
	switch n := base.get("sweep", "vary"); {
	case n.isTable():
		maps.DeleteFunc(n.table, func(path string, _ *node) bool { return names(path) })
	case n != nil:
		n.list = slices.DeleteFunc(n.list, func(x *node) bool { return names(x.leaf) })
	}
}
