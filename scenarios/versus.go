package scenarios

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// findVersus finds the scenarios that the expectations of a file refer to, and
// writes into its tree how Load would be asked for them. That they are there
// is all that is checked: they are scenarios of their own, read when their
// figures are wanted. Two that refer to each other are no loop, for what a
// scenario expects bears on no figure.
func (l *loader) findVersus(f *file) {
	list := f.top.table["expect"]
	if list == nil {
		return
	}
	for _, t := range list.list {
		n := t.get("versus")
		if n == nil {
			continue
		}
		if s, ok := n.leaf.(string); ok {
			n.leaf = l.versus(f, s, n.value)
		}
	}
}

// versus returns how Load would be asked for a scenario that f refers to.
func (l *loader) versus(f *file, ref string, at place) string {
	below := path.Join(filepath.ToSlash(f.dir), filepath.ToSlash(ref))
	switch {
	case ref == "":
		l.fail(at, "`versus` names no scenario", "leave it out, or give a name from `backchannel list` or a file")
		return ""
	case f.lib || !strings.ContainsAny(ref, `/\`) && !strings.HasSuffix(ref, ".toml"):
		if !slices.Contains(Names(), ref) {
			l.fail(at, fmt.Sprintf("the library has no scenario `%s`", ref), notInLibrary(ref))
		} else if f.lib && f.ref == libraryRef(ref) {
			l.versusItself(at)
		}
		return ref
	case filepath.IsAbs(ref) || strings.HasPrefix(ref, "/") || !filepath.IsLocal(filepath.FromSlash(below)):
		l.fail(at, "a scenario may only be held against files in its own folder or below", "copy the file there")
		return ""
	}
	below = filepath.FromSlash(below)
	there, err := openBelow(l.home, below)
	if err != nil {
		what, fix := explain(err)
		l.fail(at, fmt.Sprintf("cannot read `%s`: %s", below, what), fix)
		return ""
	}
	there.Close()
	if filepath.Clean(below) == f.ref {
		l.versusItself(at)
	}
	return asPath(filepath.Join(l.home, below))
}

func (l *loader) versusItself(at place) {
	l.fail(at, "`versus` names this very scenario, from which nothing differs", "leave it out, or name another")
}

// asPath writes a path so that it cannot be taken for a name of the library.
func asPath(name string) string {
	if strings.ContainsRune(name, os.PathSeparator) || strings.HasSuffix(name, ".toml") {
		return name
	}
	return "." + string(os.PathSeparator) + name
}
