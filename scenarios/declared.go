package scenarios

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"backchannel/sim"
)

// Kind is the kind of value that an entry takes.
type Kind string

// The kinds.
const (
	KindNumber Kind = "number"
	KindEach   Kind = "number by name"
	KindDates  Kind = "dates"
	KindFlag   Kind = "true or false"
	KindText   Kind = "text"
	KindNames  Kind = "list of names"
)

// Doc documents one entry of a scenario, from its declaration in package sim.
type Doc struct {
	Path    string `json:"path"` // "sides.*.clarity"; * stands for a name
	Kind    Kind   `json:"kind"`
	Meaning string `json:"meaning"`
	Unit    string `json:"unit"`
	Range   string `json:"range"`
	Default string `json:"default"` // what it is when left out
	Source  string `json:"source"`  // of the default

	// Plausible is the range in which a number could as well lie: around the
	// default or, where that is not to be varied, around what is given.
	Plausible string `json:"plausible"`

	section string
	key     string
	refers  string // table of the names in its value
	over    string // table of the names that key its values
}

// actorTables lists the tables of named actors in the order in which they are
// documented and written.
func actorTables() []string {
	return []string{"issues", "sides", "envoys", "corps", "talks", "deals"}
}

// ruleTables lists the tables of rules, one a phase.
func ruleTables() []string {
	return []string{"meeting", "contact", "signing", "collapse", "careers", "reputation"}
}

// startMeaning is what clock.start means: it is not declared in package sim.
const startMeaning = "the date on which the scenario starts"

// Params documents every entry that a scenario can have, in the order of the
// tables.
func Params() []Doc {
	docs := []Doc{
		{Path: "title", Kind: KindText, Meaning: "what the scenario is called in tables and charts", Default: "its name", key: "title"},
		{Path: "description", Kind: KindText, Meaning: "what it is about", Default: "none", key: "description"},
		{Path: "extends", Kind: KindNames, Meaning: "scenarios whose entries are taken over: names from the library, or files in the same folder or below", Default: "none", key: "extends"},
		{Path: "remove", Kind: KindNames, Meaning: "actors taken over that are to be left out, as envoys.NAME; lists that name them are shortened", Default: "none", key: "remove"},
		{Path: "rescale", Kind: KindFlag, Meaning: "let a side's weights on the issues of a talk sum to anything above 0: they are rescaled to 1", Default: "false", key: "rescale"},
		{Path: "clock.start", Kind: KindDates, Meaning: startMeaning, Default: "must be given", section: "clock", key: "start"},
	}
	docs = slices.Insert(docs, len(docs)-1, slices.Concat(expectParams(), correlateParams(), sweepParams())...)
	docs = append(docs, document("clock", false, sim.ClockParams())...)
	docs = append(docs, document("issues", true, sim.IssueParams())...)
	docs = append(docs, document("sides", true, sim.SideParams())...)
	docs = append(docs, document("envoys", true, sim.EnvoyParams())...)
	docs = append(docs, document("corps", true, sim.CorpsParams())...)
	docs = append(docs, document("talks", true, sim.TalkParams())...)
	docs = append(docs, document("deals", true, sim.DealParams())...)
	return append(docs, document("", false, sim.RuleParams())...)
}

// document turns declarations into documentation.
func document[T any](section string, named bool, params []sim.Param[T]) []Doc {
	docs := make([]Doc, 0, len(params))
	for _, p := range params {
		d := Doc{
			Kind: kindOf(p), Meaning: p.Meaning, Unit: string(p.Unit), Default: defaultOf(p), Source: p.Source,
			section: section, key: p.Key, refers: p.Refers, over: p.Over,
		}
		parts := make([]string, 0, 4)
		if section != "" {
			parts = append(parts, section)
		}
		if named {
			parts = append(parts, "*")
		}
		parts = append(parts, p.Key)
		if d.Kind == KindEach {
			parts = append(parts, "*")
		}
		d.Path = strings.Join(parts, ".")
		if d.Kind == KindNumber || d.Kind == KindEach {
			d.Range, d.Plausible = rangeOf(&p), plausibleOf(&p)
		}
		docs = append(docs, d)
	}
	return docs
}

func kindOf[T any](p sim.Param[T]) Kind {
	switch {
	case p.Number != nil:
		return KindNumber
	case p.Each != nil:
		return KindEach
	case p.Days != nil:
		return KindDates
	case p.Flag != nil:
		return KindFlag
	case p.Text != nil:
		return KindText
	}
	return KindNames
}

func defaultOf[T any](p sim.Param[T]) string {
	switch {
	case p.Required:
		return "must be given"
	case p.Absent != "":
		return p.Absent
	case math.IsNaN(p.Default):
		return "none"
	}
	return strings.Trim(plain(p.Default, p.Unit), `"`)
}

// rangeOf says what values are allowed, as "0 to 1" or "0.25d or more".
func rangeOf[T any](p *sim.Param[T]) string {
	low, high := plain(p.Min, p.Unit), plain(p.Max, p.Unit)
	if p.Open {
		low = "above " + low
	}
	if p.Unbounded() {
		return low + " or more"
	}
	return low + " to " + high
}

// plain writes a value for reading: "21d", "6h", "0.4/year", "0.5".
func plain(v float64, u sim.Unit) string {
	if hours := math.Round(v * 24); u == sim.Days && hours > 0 && v < 1 && hours/24 == v {
		return fmt.Sprintf("%gh", hours)
	}
	if len(suffixes(u)) == 0 {
		return fmt.Sprint(v)
	}
	return strings.Trim(formatUnit(v, u), `"`)
}

// rounded is plain to six digits.
func rounded(v float64, u sim.Unit) string {
	r, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 6, 64), 64)
	if err != nil {
		return plain(v, u)
	}
	return plain(r, u)
}

// isActorTable reports whether a table has one table for each of its names.
func isActorTable(name string) bool { return slices.Contains(actorTables(), name) }
