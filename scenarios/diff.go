package scenarios

import (
	"cmp"
	"slices"
	"strings"
)

// ChangeKind says how two scenarios differ in an entry or an actor.
type ChangeKind string

// The kinds of change.
const (
	Changed ChangeKind = "changed" // both have it, and it is not the same
	Added   ChangeKind = "added"   // an actor that only the second has
	Removed ChangeKind = "removed" // an actor that only the first has
)

// Change is one thing in which the runs of two scenarios may differ.
type Change struct {
	Kind    ChangeKind `json:"kind"`
	Path    string     `json:"path"`              // as --set takes it; of an actor, its table: "envoys.Witkoff"
	Of      string     `json:"of"`                // what it belongs to: "sides.Russia", "careers", "envoys"
	Old     string     `json:"old,omitempty"`     // in the first scenario, as Get returns it
	New     string     `json:"new,omitempty"`     // in the second
	Unit    string     `json:"unit,omitempty"`    // of a number
	Meaning string     `json:"meaning,omitempty"` // of an entry, as declared

	// AddedItems and RemovedItems are the names or dates that only the second
	// or only the first list has. They are left out where one of the lists is:
	// its absence may mean that all are in it.
	AddedItems   []string `json:"added_items,omitempty"`
	RemovedItems []string `json:"removed_items,omitempty"`

	// Entries are what must be said of an actor that only one scenario has:
	// all of his entries that are not what they would be if left out, and the
	// numbers that others have by his name, with Old or New alone.
	Entries []Change `json:"entries,omitempty"`
}

// Diff returns all that may make the runs of two scenarios differ, once what
// they extend and every override is worked in. Tables come in the order of
// Params, actors in order of name. Values are compared and not how they are
// written: "3w" is "21d". Titles, descriptions and names of scenarios make no
// difference. There are no changes if and only if both have the same Hash.
func Diff(a, b *Scenario) []Change {
	var d differ
	old, now := a.walk(), b.walk()
	for len(old) > 0 || len(now) > 0 {
		switch first := which(old, now); {
		case first < 0:
			d.only(Removed, &old[0])
			old = old[1:]
		case first > 0:
			d.only(Added, &now[0])
			now = now[1:]
		default:
			d.both(&old[0], &now[0])
			old, now = old[1:], now[1:]
		}
	}
	return d.changes()
}

// which says whose table is the next: below 0 the first's, above 0 the
// second's, 0 one that both have.
func which(old, now []filled) int {
	switch {
	case len(old) == 0:
		return 1
	case len(now) == 0:
		return -1
	}
	order := slices.Concat([]string{"clock"}, actorTables(), ruleTables(), []string{"correlate"})
	return cmp.Or(
		cmp.Compare(slices.Index(order, old[0].table), slices.Index(order, now[0].table)),
		strings.Compare(old[0].name, now[0].name),
	)
}

// differ collects changes.
type differ struct {
	list  []Change
	given []given
}

// given is a number that an actor has by the name of another, whom only one
// scenario has.
type given struct {
	to    string // path of the other
	entry Change
}

// only notes an actor that one scenario has and the other has not.
func (d *differ) only(kind ChangeKind, f *filled) {
	c := Change{Kind: kind, Path: f.path(), Of: f.table}
	for i := range f.entries {
		if e := &f.entries[i]; !e.plain {
			c.Entries = append(c.Entries, alone(kind, f, e))
		}
	}
	d.list = append(d.list, c)
}

// alone is an entry that only one scenario has.
func alone(kind ChangeKind, f *filled, e *entry) Change {
	c := Change{Kind: kind, Path: f.path() + "." + e.key, Of: f.path(), Unit: e.unit, Meaning: e.meaning}
	if kind == Added {
		c.New = e.text
	} else {
		c.Old = e.text
	}
	return c
}

// both notes how a table that both scenarios have differs. Its entries are in
// the same order in both; numbers by name may be in one alone.
func (d *differ) both(old, now *filled) {
	was, is := old.entries, now.entries
	for len(was) > 0 || len(is) > 0 {
		switch first := whichEntry(was, is); {
		case first < 0:
			d.give(Removed, old, &was[0])
			was = was[1:]
		case first > 0:
			d.give(Added, now, &is[0])
			is = is[1:]
		default:
			if was[0].written != is[0].written {
				d.list = append(d.list, changed(now, &was[0], &is[0]))
			}
			was, is = was[1:], is[1:]
		}
	}
}

// whichEntry is which for the entries of a table. They can be out of step only
// among numbers by name.
func whichEntry(was, is []entry) int {
	switch {
	case len(was) == 0:
		return 1
	case len(is) == 0:
		return -1
	case was[0].key == is[0].key:
		return 0
	case was[0].declared != is[0].declared:
		return cmp.Compare(was[0].declared, is[0].declared)
	}
	return strings.Compare(was[0].name, is[0].name)
}

// give notes a number by the name of an actor whom only one scenario has.
func (d *differ) give(kind ChangeKind, f *filled, e *entry) {
	if !e.plain {
		d.given = append(d.given, given{to: e.over + "." + key(e.name), entry: alone(kind, f, e)})
	}
}

// changes returns all changes, numbers given to an actor under that actor.
func (d *differ) changes() []Change {
	for _, g := range d.given {
		i := slices.IndexFunc(d.list, func(c Change) bool { return c.Path == g.to })
		d.list[i].Entries = append(d.list[i].Entries, g.entry)
	}
	return d.list
}

// changed is an entry that both scenarios have, and not the same.
func changed(f *filled, was, is *entry) Change {
	c := Change{Kind: Changed, Path: f.path() + "." + is.key, Of: f.path(), Old: was.text, New: is.text, Unit: is.unit, Meaning: is.meaning}
	if len(was.items) > 0 && len(is.items) > 0 {
		c.AddedItems, c.RemovedItems = missing(is.items, was.items), missing(was.items, is.items)
	}
	return c
}

// missing returns the items of a list that another has not.
func missing(list, other []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(x string) bool { return slices.Contains(other, x) })
}
