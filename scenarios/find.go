package scenarios

import (
	"fmt"
	"slices"
	"strings"

	"backchannel/sim"
)

// finder follows paths to the declared entries of a scenario.
type finder struct {
	w *writer
	*declarations
}

// declarations are what package sim declares, which it makes anew whenever it is
// asked. Nothing changes them, so that the copies of a scenario share them.
type declarations struct {
	clock  []sim.Param[sim.Clock]
	issues []sim.Param[sim.Issue]
	sides  []sim.Param[sim.Side]
	envoys []sim.Param[sim.Envoy]
	corps  []sim.Param[sim.Corps]
	talks  []sim.Param[sim.Talk]
	deals  []sim.Param[sim.StandingDeal]
	rules  []sim.Param[sim.Rules]
}

func newFinder(s *Scenario) *finder { return &finder{w: newWriter(s), declarations: s.declared()} }

// declared returns the declarations.
func (s *Scenario) declared() *declarations {
	if s.declarations != nil {
		return s.declarations
	}
	return declare()
}

func declare() *declarations {
	return &declarations{
		clock: sim.ClockParams(), issues: sim.IssueParams(), sides: sim.SideParams(), envoys: sim.EnvoyParams(),
		corps: sim.CorpsParams(), talks: sim.TalkParams(), deals: sim.DealParams(), rules: sim.RuleParams(),
	}
}

// found is one declared entry of a scenario.
type found struct {
	text    func() string // for reading
	number  *float64      // nil: it is none
	measure *measure      // of a number
}

// find follows a path, given with its keys.
func (f *finder) find(path string, keys []string) (found, error) {
	x := f.w.s.Sim
	switch section := keys[0]; section {
	case "clock":
		return findIn(f.w, f.clock, &x.Clock, path, keys[1:])
	case "issues":
		return findNamed(f.w, f.issues, x.Issues, func(i *sim.Issue) string { return i.Name }, path, keys)
	case "sides":
		return findNamed(f.w, f.sides, x.Sides, func(i *sim.Side) string { return i.Name }, path, keys)
	case "envoys":
		return findNamed(f.w, f.envoys, x.Envoys, func(i *sim.Envoy) string { return i.Name }, path, keys)
	case "corps":
		return findNamed(f.w, f.corps, x.Corps, func(i *sim.Corps) string { return i.Name }, path, keys)
	case "talks":
		return findNamed(f.w, f.talks, x.Talks, func(i *sim.Talk) string { return i.Name }, path, keys)
	case "deals":
		return findNamed(f.w, f.deals, x.Deals, func(i *sim.StandingDeal) string { return i.Name }, path, keys)
	default:
		if slices.Contains(ruleTables(), section) {
			return findIn(f.w, f.rules, &x.Rules, path, keys)
		}
	}
	return found{}, fmt.Errorf("path %q: no such entry; %s", path, suggest(keys[0], slices.Concat([]string{"clock"}, actorTables(), ruleTables())))
}

// findNamed finds the actor that a path leads through.
func findNamed[T any](w *writer, params []sim.Param[T], list []T, name func(*T) string, path string, keys []string) (found, error) {
	if len(keys) < 3 {
		return found{}, fmt.Errorf("path %q leads to a table; name an entry of it", path)
	}
	for i := range list {
		if name(&list[i]) == keys[1] {
			return findIn(w, params, &list[i], path, keys[2:])
		}
	}
	names := make([]string, len(list))
	for i := range list {
		names[i] = name(&list[i])
	}
	return found{}, fmt.Errorf("path %q: there is no %q in %s; %s", path, keys[1], keys[0], suggest(keys[1], names))
}

// findIn finds the entry of x that the keys name.
func findIn[T any](w *writer, params []sim.Param[T], x *T, path string, keys []string) (found, error) {
	rest := strings.Join(keys, ".")
	for i := range params {
		p := &params[i]
		below, ok := strings.CutPrefix(rest, p.Key)
		switch {
		case !ok || below != "" && (p.Each == nil || below[0] != '.'):
		case p.Number != nil:
			return foundNumber(p, p.Number(x)), nil
		case p.Each == nil:
			return found{text: func() string { return words(w, *p, x) }}, nil
		case below == "":
			return found{}, fmt.Errorf("path %q leads to a table; add a name from %s", path, p.Over)
		default:
			return findByName(w, p, *p.Each(x), path, below[1:])
		}
	}
	known := make([]string, len(params))
	for i := range params {
		known[i] = params[i].Key
	}
	return found{}, fmt.Errorf("path %q: no such entry; %s", path, suggest(rest, known))
}

// findByName finds the number of a name.
func findByName[T any](w *writer, p *sim.Param[T], values []float64, path, name string) (found, error) {
	i := w.index(p.Over, name)
	if i < 0 || i >= len(values) {
		return found{}, fmt.Errorf("path %q: there is no %q in %s; %s", path, name, p.Over, suggest(name, w.names(p.Over)))
	}
	return foundNumber(p, &values[i]), nil
}

func foundNumber[T any](p *sim.Param[T], v *float64) found {
	return found{text: func() string { return text(*v, p) }, number: v, measure: measureOf(p)}
}
