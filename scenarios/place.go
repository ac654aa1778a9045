package scenarios

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2/unstable"
)

// source is a text that scenario entries come from.
type source struct {
	name  string
	text  string
	order int // among sources of one name
}

// place is where an entry stands: a stretch of bytes of a source. Without a
// length it is the source as a whole.
type place struct {
	src    *source
	offset int
	length int
}

func (at place) name() string {
	if at.src == nil {
		return ""
	}
	return at.src.name
}

func (at place) order() int {
	if at.src == nil {
		return 0
	}
	return at.src.order
}

// problem makes a problem of what stands at the place.
func (at place) problem(what, fix string) Problem {
	p := Problem{File: at.name(), What: what, Fix: fix}
	if at.src == nil || at.length == 0 {
		return p
	}
	text := at.src.text
	start := strings.LastIndexByte(text[:at.offset], '\n') + 1
	end := len(text)
	if i := strings.IndexByte(text[at.offset:], '\n'); i >= 0 {
		end = at.offset + i
	}
	p.Line = strings.Count(text[:at.offset], "\n") + 1
	p.Column = utf8.RuneCountInString(text[start:at.offset]) + 1
	p.Source = strings.TrimRight(text[start:end], "\r")
	last := max(at.offset, min(start+len(p.Source), at.offset+at.length))
	p.Length = max(1, utf8.RuneCountInString(text[at.offset:last]))
	return p
}

// places maps the paths of a TOML text to where they stand in it. A path is
// its keys and list indices, each after a NUL.
type places struct {
	src    *source
	keys   map[string]place
	values map[string]place
}

func (w *places) key(path string) place {
	if at, ok := w.keys[path]; ok {
		return at
	}
	return place{src: w.src}
}

func (w *places) of(path string) place {
	if at, ok := w.values[path]; ok {
		return at
	}
	return w.key(path)
}

// locate finds the places of all entries with a syntax tree of the text. The
// decoder has accepted the text before; where the two disagree, entries are
// left without a place.
func locate(src *source) *places {
	w := &places{src: src, keys: map[string]place{}, values: map[string]place{}}
	var p unstable.Parser
	p.Reset([]byte(src.text))
	table := ""
	arrays := map[string]int{}
	for p.NextExpression() {
		e := p.Expression()
		switch e.Kind {
		case unstable.Table:
			table = w.path("", e.Key())
		case unstable.ArrayTable:
			table = w.path("", e.Key())
			i := arrays[table]
			arrays[table]++
			header := w.last(e.Key())
			table += "\x00" + strconv.Itoa(i)
			w.keys[table] = header
		case unstable.KeyValue:
			w.entry(table, e, 0)
		}
	}
	return w
}

// path notes the places of a dotted key's parts below a table.
func (w *places) path(table string, keys unstable.Iterator) string {
	for keys.Next() {
		k := keys.Node()
		table += "\x00" + string(k.Data)
		if _, known := w.keys[table]; !known {
			w.keys[table] = w.place(k)
		}
	}
	return table
}

func (w *places) place(n *unstable.Node) place {
	return place{src: w.src, offset: int(n.Raw.Offset), length: int(n.Raw.Length)}
}

// last is the place of the last part of a dotted key.
func (w *places) last(keys unstable.Iterator) place {
	var last place
	for keys.Next() {
		last = w.place(keys.Node())
	}
	return last
}

// entry notes the places of a key and its value. The syntax tree does not say
// how far lists and inline tables go; the rest of their entry does.
func (w *places) entry(table string, e *unstable.Node, depth int) {
	path := w.path(table, e.Key())
	w.value(path, e.Value(), depth)
	end := int(e.Raw.Offset + e.Raw.Length)
	last := w.last(e.Key())
	start := last.offset + last.length
	if start > end {
		return
	}
	value := strings.TrimLeft(w.src.text[start:end], " \t=")
	w.values[path] = place{src: w.src, offset: end - len(value), length: len(strings.TrimRight(value, " \t"))}
}

// value notes the place of a value and of all that it holds.
func (w *places) value(path string, v *unstable.Node, depth int) {
	if depth > deepest {
		return
	}
	if v.Raw.Length > 0 {
		w.values[path] = w.place(v)
	}
	children := v.Children()
	i := 0
	for children.Next() {
		c := children.Node()
		switch {
		case c.Kind == unstable.Comment:
		case c.Kind == unstable.KeyValue:
			w.entry(path, c, depth+1)
		case v.Kind == unstable.Array:
			item := path + "\x00" + strconv.Itoa(i)
			w.value(item, c, depth+1)
			w.keys[item] = w.of(item)
			i++
		}
	}
}
