package scenarios

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
)

// Bounds on what is read, far above any scenario that can be understood.
const (
	largestFile  = 256 << 10 // bytes
	longestChain = 8         // files that extend one another
)

// loader reads the files of one scenario.
type loader struct {
	problems Problems
	home     string // folder of the user's file, that no include may leave
	rescaled bool   // an issue was removed, so that weights need not sum to 1
}

// file is one file of a scenario.
type file struct {
	ref string // what identifies it in a chain
	dir string // its folder below home; "" in the library
	lib bool
	src *source
	top *node
}

func (l *loader) fail(p Problem) { l.problems = append(l.problems, p) }

// open reads the file that the user named.
func (l *loader) open(ref string, stdin io.Reader) *file {
	switch {
	case ref == "-":
		if stdin == nil {
			stdin = strings.NewReader("")
		}
		l.home = "."
		return l.parse(&file{ref: "-", src: &source{name: "stdin"}}, stdin)
	case ref == "":
		l.fail(Problem{File: "scenario", What: "no scenario is named", Fix: "give a file, - or a name from `backchannel list`"})
		return nil
	case isPath(ref):
		l.home = filepath.Dir(ref)
		return l.local(filepath.Base(ref), ref, place{})
	}
	return l.fromLibrary(ref, place{})
}

// fromLibrary reads a library scenario; by is where it is referred to.
func (l *loader) fromLibrary(name string, by place) *file {
	text, err := library.ReadFile(name + ".toml")
	if err != nil {
		fix := suggest(name, Names()) + "; for a file, give its path or its ending .toml"
		if by.src != nil {
			l.fail(by.problem(fmt.Sprintf("the library has no scenario `%s`", name), fix))
		} else {
			l.fail(Problem{File: name, What: "there is no such file, and the library has no scenario of that name", Fix: fix})
		}
		return nil
	}
	return l.parse(&file{ref: "library:" + name, lib: true, src: &source{name: name + ".toml"}}, bytes.NewReader(text))
}

// local reads a file below the home folder; links that lead out of it are not
// followed. The name is what the user sees of it.
func (l *loader) local(below, name string, by place) *file {
	text, err := readBelow(l.home, below)
	if err != nil {
		what, fix := explain(err)
		if by.src != nil {
			l.fail(by.problem(fmt.Sprintf("cannot read `%s`: %s", below, what), fix))
		} else {
			l.fail(Problem{File: name, What: what, Fix: fix})
		}
		return nil
	}
	return l.parse(&file{ref: filepath.Clean(below), dir: filepath.Dir(below), src: &source{name: name}}, bytes.NewReader(text))
}

// errTooLarge and errFolder are reasons not to read a file.
var (
	errTooLarge = errors.New("the file is too large")
	errFolder   = errors.New("it is a folder")
)

func readBelow(home, below string) ([]byte, error) {
	root, err := os.OpenRoot(home)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	info, err := root.Stat(below)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return nil, errFolder
	}
	f, err := root.Open(below)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, largestFile+1))
}

// explain says in plain words why a file cannot be read.
func explain(err error) (what, fix string) {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "there is no such file", "check the path; `backchannel list` shows the scenarios that are built in"
	case errors.Is(err, errFolder):
		return "it is a folder", "name the file in it"
	case errors.Is(err, fs.ErrPermission):
		return "it may not be read", "change its permissions"
	}
	var inner *fs.PathError
	if errors.As(err, &inner) {
		err = inner.Err
	}
	return "it cannot be read: " + err.Error(), "check the path and its permissions"
}

// parse decodes a file and grows its tree.
func (l *loader) parse(f *file, in io.Reader) *file {
	text, err := io.ReadAll(io.LimitReader(in, largestFile+1))
	f.src.text = text
	bad := func(what, fix string) *file {
		l.fail(Problem{File: f.src.name, What: what, Fix: fix})
		return nil
	}
	switch {
	case err != nil:
		return bad("it cannot be read: "+err.Error(), "try again")
	case len(text) > largestFile:
		return bad("the file is too large", fmt.Sprintf("a scenario has at most %d KiB", largestFile>>10))
	case !utf8.Valid(text):
		at := place{src: f.src, offset: firstInvalid(text), length: 1}
		l.fail(at.problem("this is not UTF-8", "save the file as UTF-8 text"))
		return nil
	case len(bytes.TrimSpace(text)) == 0:
		return bad("the file is empty", "start from one of `backchannel list`: extends = \"us-russia-2025\"")
	}
	var values map[string]any
	if _, err := toml.Decode(string(text), &values); err != nil {
		l.fail(syntax(f.src, err))
		return nil
	}
	top, ok := grow(values, "", locate(f.src), 0)
	if !ok {
		return bad("tables or lists are nested too deep", fmt.Sprintf("nest at most %d", deepest))
	}
	f.top = top
	return f
}

func firstInvalid(text []byte) int {
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return 0
}

// syntax turns the decoder's error into a problem at its place.
func syntax(src *source, err error) Problem {
	var pe toml.ParseError
	if !errors.As(err, &pe) {
		return Problem{File: src.name, What: err.Error(), Fix: "see toml.io for the syntax"}
	}
	start := min(pe.Position.Start, len(src.text))
	at := place{src: src, offset: start, length: max(1, min(pe.Position.Len, len(src.text)-start))}
	return at.problem("not valid TOML: "+strings.TrimSuffix(pe.Message, "."), "see toml.io for the syntax")
}

// resolve works what a file extends into its tree; the chain is how it was
// come to.
func (l *loader) resolve(f *file, chain []string) *node {
	if slices.Contains(chain, f.ref) {
		l.fail(f.extendsAt().problem("it extends itself: "+strings.Join(append(chain, f.ref), ", then "), "break the loop"))
		return nil
	}
	chain = append(slices.Clone(chain), f.ref)
	if len(chain) > longestChain {
		l.fail(f.extendsAt().problem("too many files extend one another", fmt.Sprintf("a chain has at most %d", longestChain)))
		return nil
	}
	base := &node{table: map[string]*node{}}
	for _, parent := range l.words(f.top.table["extends"], "extends", "the name of a scenario, or a list of them") {
		p := l.parent(f, parent)
		if p == nil {
			return nil
		}
		tree := l.resolve(p, chain)
		if tree == nil {
			return nil
		}
		overlay(base, tree)
	}
	for _, n := range l.words(f.top.table["remove"], "remove", `a list of actors, as "envoys.NAME"`) {
		l.remove(base, n)
	}
	delete(f.top.table, "extends")
	delete(f.top.table, "remove")
	overlay(base, f.top)
	return base
}

func (f *file) extendsAt() place {
	if n := f.top.table["extends"]; n != nil {
		return n.at
	}
	return place{src: f.src}
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
	for _, x := range list {
		if s, ok := x.leaf.(string); !ok || s == "" {
			l.fail(x.value.problem("`"+key+"` does not take this", "give "+expected))
			return nil
		}
	}
	return list
}

// parent opens a file that another extends: a library name, or a path
// relative to that file's folder.
func (l *loader) parent(f *file, n *node) *file {
	ref := n.leaf.(string)
	below := path.Join(filepath.ToSlash(f.dir), filepath.ToSlash(ref))
	switch {
	case f.lib || !strings.ContainsAny(ref, `/\`) && !strings.HasSuffix(ref, ".toml"):
		return l.fromLibrary(ref, n.value)
	case filepath.IsAbs(ref) || !filepath.IsLocal(filepath.FromSlash(below)):
		l.fail(n.value.problem("a scenario may only extend files in its own folder or below", "copy the file there"))
		return nil
	}
	return l.local(filepath.FromSlash(below), filepath.Join(l.home, below), n.value)
}

// overlay puts the entries of top over those of base: tables key by key,
// everything else whole.
func overlay(base, top *node) {
	for _, k := range top.keys() {
		over := top.table[k]
		under := base.table[k]
		if under != nil && under.isTable() && over.isTable() {
			merged := &node{at: over.at, value: over.value, table: map[string]*node{}}
			overlay(merged, under)
			overlay(merged, over)
			base.table[k] = merged
			continue
		}
		base.table[k] = over
	}
}

// remove takes an actor out of a tree, and out of every list and table that
// names him.
func (l *loader) remove(base *node, n *node) {
	section, name, ok := strings.Cut(n.leaf.(string), ".")
	name = strings.Trim(name, `"`)
	if !ok || !slices.Contains(actorTables(), section) {
		l.fail(n.value.problem("`remove` takes actors, one table's name and theirs", `write for example "envoys.NAME"`))
		return
	}
	if base.get(section, name) == nil {
		l.fail(n.value.problem(fmt.Sprintf("there is no `%s` in %s to remove", name, section), suggest(name, base.get(section).keys())))
		return
	}
	delete(base.table[section].table, name)
	if section == "issues" {
		l.rescaled = true
	}
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
	if n == nil {
		return
	}
	if n.isTable() {
		delete(n.table, name)
		return
	}
	n.list = slices.DeleteFunc(n.list, func(x *node) bool { return x.leaf == name })
}
