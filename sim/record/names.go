package record

import (
	"strconv"

	"backchannel/sim"
)

// names turns the indices of an outcome into names. It is not safe for
// concurrent use: it remembers the successors it has named.
type names struct {
	scenario *sim.Scenario
	sides    [][]string // by talk
	issues   [][]string // by talk
	people   []string   // by envoy: the name to print
	holders  []int      // by seat: the envoy who held it at the start of the run
	unnamed  [][]string // by first holder, generation
}

func newNames(m *sim.Model) *names {
	s := m.Scenario()
	n := &names{scenario: s, unnamed: make([][]string, len(s.Envoys))}
	for t := range s.Talks {
		var sides, issues []string
		for _, i := range m.TalkSides(t) {
			sides = append(sides, s.Sides[i].Name)
		}
		for _, i := range m.TalkIssues(t) {
			issues = append(issues, s.Issues[i].Name)
		}
		n.sides, n.issues = append(n.sides, sides), append(n.issues, issues)
	}
	for i := range s.Envoys {
		name := s.Envoys[i].Person
		if name == "" {
			name = s.Envoys[i].Name
		}
		n.people = append(n.people, name)
	}
	return n
}

// seat notes who held each seat at the start of a run, before its people can
// be named: an unnamed successor is called after him.
func (n *names) seat(o *sim.Outcome) {
	n.holders = n.holders[:0]
	for i := range o.Envoys {
		e := &o.Envoys[i]
		for len(n.holders) <= e.Office {
			n.holders = append(n.holders, -1)
		}
		if e.Generation == 0 {
			n.holders[e.Office] = e.Person
		}
	}
}

// holder is the envoy who held the seat at the start of the run last seated.
func (n *names) holder(office int) *sim.Envoy {
	return &n.scenario.Envoys[n.holders[office]]
}

// person is who held a seat: the described envoy, or a numbered successor.
func (n *names) person(e *sim.EnvoyOutcome) string {
	if e.Person >= 0 {
		return n.people[e.Person]
	}
	first := n.holders[e.Office]
	for len(n.unnamed[first]) <= e.Generation {
		next := strconv.Itoa(len(n.unnamed[first]))
		n.unnamed[first] = append(n.unnamed[first], "successor "+next+" of "+n.people[first])
	}
	return n.unnamed[first][e.Generation]
}

// at returns the name at an index, or nothing for an index of -1.
func at(index int, name func(int) string) string {
	if index < 0 {
		return ""
	}
	return name(index)
}

func (n *names) side(i int) string  { return n.scenario.Sides[i].Name }
func (n *names) talk(i int) string  { return n.scenario.Talks[i].Name }
func (n *names) issue(i int) string { return n.scenario.Issues[i].Name }
