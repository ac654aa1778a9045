package scenarios

import (
	"bytes"
	"maps"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2/unstable"
)

// source is a text that scenario entries come from.
type source struct {
	name string
	text []byte
}

// place is where an entry stands: a stretch of bytes of a source.
type place struct {
	src    *source
	offset int
	length int
}

// problem makes a problem of what stands at the place.
func (at place) problem(what, fix string) Problem {
	p := Problem{What: what, Fix: fix}
	if at.src == nil {
		return p
	}
	p.File = at.src.name
	if at.length == 0 {
		return p
	}
	text := at.src.text
	start := bytes.LastIndexByte(text[:at.offset], '\n') + 1
	end := len(text)
	if i := bytes.IndexByte(text[at.offset:], '\n'); i >= 0 {
		end = at.offset + i
	}
	p.Line = bytes.Count(text[:at.offset], []byte{'\n'}) + 1
	p.Column = utf8.RuneCount(text[start:at.offset]) + 1
	p.Length = utf8.RuneCount(text[at.offset:min(end, at.offset+at.length)])
	p.Source = string(bytes.TrimRight(text[start:end], "\r"))
	return p
}

// node is an entry of a scenario with the place where it was written: a table
// of further nodes, a list of them, or a value.
type node struct {
	at    place // of the key, or of the value in a list
	value place // of the value; as at, where it is a table
	table map[string]*node
	list  []*node
	leaf  any // string, bool, int64, float64, time.Time
}

func (n *node) isTable() bool { return n.table != nil }

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

// places maps the paths of a TOML text to where they stand in it.
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
	p.Reset(src.text)
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
			table += "\x00" + strconv.Itoa(i)
		case unstable.KeyValue:
			w.entry(table, e)
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

func (w *places) entry(table string, e *unstable.Node) {
	w.value(w.path(table, e.Key()), e.Value(), 0)
}

// value notes the place of a value and of all that it holds.
func (w *places) value(path string, v *unstable.Node, depth int) {
	if v == nil || depth > deepest {
		return
	}
	if v.Raw.Length > 0 {
		w.values[path] = w.place(v)
	}
	children := v.Children()
	switch v.Kind {
	case unstable.InlineTable:
		for children.Next() {
			if c := children.Node(); c.Kind == unstable.KeyValue {
				w.value(w.path(path, c.Key()), c.Value(), depth+1)
			}
		}
	case unstable.Array:
		i := 0
		for children.Next() {
			c := children.Node()
			if c.Kind == unstable.Comment {
				continue
			}
			item := path + "\x00" + strconv.Itoa(i)
			w.value(item, c, depth+1)
			w.keys[item] = w.of(item)
			i++
		}
	}
}
