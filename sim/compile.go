package sim

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// Model is a scenario made ready to run: names resolved to indices, tables in
// canonical order (by name), weights rescaled. It is read-only and may be
// shared by any number of engines.
type Model struct {
	scenario Scenario // canonical
	talks    []talkSpec
	offices  []officeSpec
	deals    []dealSpec
	concerns [][]int // by side: the issues of its talks, ascending
}

// talkSpec is a talk with its names resolved. Slices by side are in the
// talk's order of sides, slices by issue in its order of issues; both ascend.
type talkSpec struct {
	name        string
	key         uint64 // sets its variates apart in an event of several talks
	sides       []int
	issues      []int
	weight      [][]float64 // by side, issue; sums to 1 for each side
	core        []float64   // by side: weight of what is no sweetener
	reservation []float64   // by side
	offices     [][]int     // by side: who carries it from the start
	corps       [][]int     // by side
}

// officeSpec is the seat of an envoy: its holder and those who may follow.
type officeSpec struct {
	side   int
	people []int // envoys: the holder, then his successors in order
	covets []int // talks, ascending
	talks  []int // talks, ascending: the portfolio at the start
}

// dealSpec is a deal that stands at the start.
type dealSpec struct {
	talk    int
	terms   []float64 // by issue of the talk
	signers []int     // offices
	formal  float64
}

// Compile resolves a scenario. The order in which it lists its issues, sides,
// envoys, corps, talks and deals changes nothing. The error joins all that is
// wrong with the structure; ranges are the reader's to check.
func Compile(s *Scenario) (*Model, error) {
	m := &Model{scenario: canonical(s)}
	c := compiler{m: m, s: &m.scenario}
	c.unique()
	c.lengths()
	if len(c.errs) > 0 {
		return nil, errors.Join(c.errs...) // the rest looks values up by index
	}
	c.findOffices()
	for i := range c.s.Talks {
		m.talks = append(m.talks, c.talk(&c.s.Talks[i]))
	}
	c.portfolios()
	c.concerns()
	for i := range c.s.Deals {
		c.deal(&c.s.Deals[i])
	}
	if len(c.errs) > 0 {
		return nil, errors.Join(c.errs...)
	}
	return m, nil
}

// Scenario returns the scenario in canonical order, whose tables the indices
// of an Outcome refer to. It must not be changed.
func (m *Model) Scenario() *Scenario { return &m.scenario }

// TalkSides returns the sides of a talk, as indices into Scenario().Sides, in
// the order in which outcomes list per-side values.
func (m *Model) TalkSides(talk int) []int { return m.talks[talk].sides }

// TalkIssues returns the issues of a talk, as indices into Scenario().Issues,
// in the order in which outcomes list terms.
func (m *Model) TalkIssues(talk int) []int { return m.talks[talk].issues }

// Involved reports whether a side is party to any talk. One that is not takes
// no part: what is said of all sides leaves it out.
func (m *Model) Involved(side int) bool { return len(m.concerns[side]) > 0 }

// Engaged reports whether whoever holds a seat carries a talk, or would. If
// not, what is said of all envoys leaves him out.
func (m *Model) Engaged(seat int) bool {
	return len(m.offices[seat].talks)+len(m.offices[seat].covets) > 0
}

// Holders returns who holds each seat at the start, as indices into
// Scenario().Envoys, in the order of the seats.
func (m *Model) Holders() []int {
	var list []int
	for i := range m.offices {
		list = append(list, m.offices[i].people[0])
	}
	return list
}

type compiler struct {
	m      *Model
	s      *Scenario
	errs   []error
	office map[string]int
}

func (c *compiler) fail(format string, args ...any) {
	c.errs = append(c.errs, fmt.Errorf(format, args...))
}

func find[T any](list []T, name func(*T) string, want string) int {
	return slices.IndexFunc(list, func(x T) bool { return name(&x) == want })
}

func (c *compiler) side(of, name string) int {
	i := find(c.s.Sides, func(s *Side) string { return s.Name }, name)
	if i < 0 {
		c.fail("%s: no side %q", of, name)
		return 0
	}
	return i
}

func (c *compiler) unique() {
	check := func(kind string, names []string) {
		for i, n := range names {
			if n == "" {
				c.fail("%s %d has no name", kind, i+1)
			} else if i > 0 && names[i-1] == n {
				c.fail("two of %s are called %q", kind, n)
			}
		}
	}
	check("issues", names(c.s.Issues, func(x *Issue) string { return x.Name }))
	check("sides", names(c.s.Sides, func(x *Side) string { return x.Name }))
	check("envoys", names(c.s.Envoys, func(x *Envoy) string { return x.Name }))
	check("corps", names(c.s.Corps, func(x *Corps) string { return x.Name }))
	check("talks", names(c.s.Talks, func(x *Talk) string { return x.Name }))
	check("deals", names(c.s.Deals, func(x *StandingDeal) string { return x.Name }))
	if len(c.s.Sides) == 0 {
		c.fail("a scenario needs sides")
	}
	if len(c.s.Issues) == 0 {
		c.fail("a scenario needs issues")
	}
	if !(c.s.Clock.Tick > 0 && c.s.Clock.Horizon > 0) {
		c.fail("the clock needs a tick and a horizon above 0")
	}
}

// lengths checks that values by issue and by side are as many as there are
// issues and sides.
func (c *compiler) lengths() {
	check := func(of, name, what string, have, want int) {
		if have != want {
			c.fail("%s %s: %d values of %s for %d names; give one for each", of, name, have, what, want)
		}
	}
	issues, sides := len(c.s.Issues), len(c.s.Sides)
	for i := range c.s.Sides {
		x := &c.s.Sides[i]
		check("side", x.Name, "ideal", len(x.Ideal), issues)
		check("side", x.Name, "weight", len(x.Weight), issues)
		check("side", x.Name, "reliability", len(x.Reliability), sides)
	}
	for i := range c.s.Envoys {
		check("envoy", c.s.Envoys[i].Name, "bias", len(c.s.Envoys[i].Bias), issues)
	}
	for i := range c.s.Talks {
		if x := &c.s.Talks[i]; len(x.Reservation) > 0 {
			check("talk", x.Name, "reservation", len(x.Reservation), sides)
		}
	}
	for i := range c.s.Deals {
		check("deal", c.s.Deals[i].Name, "terms", len(c.s.Deals[i].Terms), issues)
	}
}

func names[T any](list []T, name func(*T) string) []string {
	out := make([]string, len(list))
	for i := range list {
		out[i] = name(&list[i])
	}
	return out
}

// findOffices gives a seat to every envoy who is nobody's successor.
func (c *compiler) findOffices() {
	c.office = map[string]int{}
	bench := map[string]string{}
	for i := range c.s.Envoys {
		e := &c.s.Envoys[i]
		for _, next := range e.Successors {
			if other, taken := bench[next]; taken {
				c.fail("envoy %q is successor to both %q and %q", next, other, e.Name)
			}
			bench[next] = e.Name
		}
	}
	for i := range c.s.Envoys {
		e := &c.s.Envoys[i]
		if holder, waits := bench[e.Name]; waits {
			if len(e.Successors) > 0 {
				c.fail("envoy %q is a successor (of %q) and so names none", e.Name, holder)
			}
			continue
		}
		c.office[e.Name] = len(c.m.offices)
		c.m.offices = append(c.m.offices, c.officeOf(i))
	}
}

func (c *compiler) officeOf(envoy int) officeSpec {
	e := &c.s.Envoys[envoy]
	o := officeSpec{side: c.side("envoy "+e.Name, e.Side), people: []int{envoy}}
	for _, next := range e.Successors {
		i := find(c.s.Envoys, func(x *Envoy) string { return x.Name }, next)
		switch {
		case i < 0:
			c.fail("envoy %s: no envoy %q to succeed him", e.Name, next)
		case c.s.Envoys[i].Side != e.Side:
			c.fail("envoy %s: his successor %q is of another side", e.Name, next)
		default:
			o.people = append(o.people, i)
		}
	}
	return o
}

func (c *compiler) talk(t *Talk) talkSpec {
	spec := talkSpec{name: t.Name, key: newStream(t.Name, "talk").name[0]}
	for _, name := range t.Sides {
		spec.sides = append(spec.sides, c.side("talk "+t.Name, name))
	}
	slices.Sort(spec.sides)
	spec.sides = slices.Compact(spec.sides)
	if len(spec.sides) < 2 {
		c.fail("talk %s needs two sides or more", t.Name)
	}
	spec.issues = c.issuesOf(t)
	spec.offices = make([][]int, len(spec.sides))
	spec.corps = make([][]int, len(spec.sides))
	for _, name := range t.Envoys {
		office, ok := c.office[name]
		if !ok {
			c.fail("talk %s: no envoy %q who holds a seat", t.Name, name)
			continue
		}
		c.join(&spec.offices, spec.sides, c.m.offices[office].side, office, "talk "+t.Name+": envoy "+name)
	}
	for _, name := range t.Corps {
		i := find(c.s.Corps, func(x *Corps) string { return x.Name }, name)
		if i < 0 {
			c.fail("talk %s: no corps %q", t.Name, name)
			continue
		}
		c.join(&spec.corps, spec.sides, c.side("corps "+name, c.s.Corps[i].Side), i, "talk "+t.Name+": corps "+name)
	}
	for _, side := range spec.sides {
		c.seat(t, &spec, side)
	}
	return spec
}

// join adds an actor to the list of his side in a talk.
func (c *compiler) join(lists *[][]int, sides []int, side, actor int, who string) {
	at := slices.Index(sides, side)
	if at < 0 {
		c.fail("%s is of a side that is not in the talk", who)
		return
	}
	list := append((*lists)[at], actor)
	slices.Sort(list)
	(*lists)[at] = slices.Compact(list)
}

func (c *compiler) issuesOf(t *Talk) []int {
	var issues []int
	for i := range c.s.Issues {
		if len(t.Issues) == 0 || slices.Contains(t.Issues, c.s.Issues[i].Name) {
			issues = append(issues, i)
		}
	}
	for _, name := range t.Issues {
		if find(c.s.Issues, func(x *Issue) string { return x.Name }, name) < 0 {
			c.fail("talk %s: no issue %q", t.Name, name)
		}
	}
	return issues
}

// seat fills in what a side brings to a talk: weights and walk-away.
func (c *compiler) seat(t *Talk, spec *talkSpec, side int) {
	s := &c.s.Sides[side]
	var sum float64
	for _, k := range spec.issues {
		sum += s.Weight[k]
	}
	if sum <= 0 {
		c.fail("talk %s: side %s gives no weight to any of its issues", t.Name, s.Name)
		sum = 1
	}
	weight := make([]float64, len(spec.issues))
	var core float64
	for i, k := range spec.issues {
		weight[i] = s.Weight[k] / sum
		if !c.s.Issues[k].Sweetener {
			core += weight[i]
		}
	}
	reservation := s.Reservation
	if len(t.Reservation) > 0 && !math.IsNaN(t.Reservation[side]) {
		reservation = t.Reservation[side]
	}
	spec.weight = append(spec.weight, weight)
	spec.core = append(spec.core, core)
	spec.reservation = append(spec.reservation, reservation)
}

// concerns lists for each side the issues of the talks it sits in.
func (c *compiler) concerns() {
	c.m.concerns = make([][]int, len(c.s.Sides))
	for i := range c.m.talks {
		for _, side := range c.m.talks[i].sides {
			c.m.concerns[side] = append(c.m.concerns[side], c.m.talks[i].issues...)
		}
	}
	for i, issues := range c.m.concerns {
		slices.Sort(issues)
		c.m.concerns[i] = slices.Compact(issues)
	}
}

// portfolios tells each office which talks it has and which it covets.
func (c *compiler) portfolios() {
	for o := range c.m.offices {
		office := &c.m.offices[o]
		for t := range c.m.talks {
			for _, list := range c.m.talks[t].offices {
				if slices.Contains(list, o) {
					office.talks = append(office.talks, t)
				}
			}
		}
		c.coveted(office)
	}
}

func (c *compiler) coveted(office *officeSpec) {
	e := &c.s.Envoys[office.people[0]]
	for _, name := range e.Covets {
		t := find(c.m.talks, func(x *talkSpec) string { return x.name }, name)
		switch {
		case t < 0:
			c.fail("envoy %s covets %q, which is no talk", e.Name, name)
		case !slices.Contains(c.m.talks[t].sides, office.side):
			c.fail("envoy %s covets %q, in which his side does not sit", e.Name, name)
		default:
			office.covets = append(office.covets, t)
		}
	}
	slices.Sort(office.covets)
	office.covets = slices.Compact(office.covets)
}

func (c *compiler) deal(d *StandingDeal) {
	t := find(c.m.talks, func(x *talkSpec) string { return x.name }, d.Talk)
	if t < 0 {
		c.fail("deal %s: no talk %q", d.Name, d.Talk)
		return
	}
	if slices.ContainsFunc(c.m.deals, func(other dealSpec) bool { return other.talk == t }) {
		c.fail("talk %s has two deals standing at the start; one is the most", d.Talk)
	}
	spec := dealSpec{talk: t, formal: d.Formality}
	covered := false
	for _, k := range c.m.talks[t].issues {
		spec.terms = append(spec.terms, d.Terms[k])
		covered = covered || !math.IsNaN(d.Terms[k])
	}
	if !covered {
		c.fail("deal %s covers no issue of talk %s", d.Name, d.Talk)
	}
	for _, name := range d.Signers {
		office, ok := c.office[name]
		if !ok {
			c.fail("deal %s: no envoy %q who holds a seat", d.Name, name)
			continue
		}
		if !slices.Contains(c.m.talks[t].sides, c.m.offices[office].side) {
			c.fail("deal %s: envoy %q is of a side that is not in talk %s", d.Name, name, d.Talk)
			continue
		}
		spec.signers = append(spec.signers, office)
	}
	slices.Sort(spec.signers)
	spec.signers = slices.Compact(spec.signers)
	c.m.deals = append(c.m.deals, spec)
}
