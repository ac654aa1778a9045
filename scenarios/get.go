package scenarios

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"backchannel/sim"
)

// Get returns the present value of one entry as text: a number with its unit
// ("21d", "0.4"), a date, names or dates with commas between them, or, where
// nothing is given, what its absence means. The path is one that --set takes;
// it must lead to a single value. The error says what is not there, with a
// suggestion.
func (s *Scenario) Get(path string) (string, error) {
	keys, err := SplitPath(path)
	if err != nil {
		return "", err
	}
	x, w := s.Sim, &writer{s: s}
	switch section := keys[0]; {
	case len(keys) == 1 && section == "title":
		return s.Title, nil
	case len(keys) == 1 && section == "description":
		return s.Description, nil
	case len(keys) == 1 && section == "rescale":
		return fmt.Sprint(offBalance(x)), nil
	case len(keys) == 2 && section == "clock" && keys[1] == "start":
		return s.Start.Format(time.DateOnly), nil
	case section == "clock":
		return get(w, sim.ClockParams(), &x.Clock, path, keys[1:])
	case slices.Contains(ruleTables(), section):
		return get(w, sim.RuleParams(), &x.Rules, path, keys)
	case section == "issues":
		return getNamed(w, sim.IssueParams(), x.Issues, func(i *sim.Issue) string { return i.Name }, path, keys)
	case section == "sides":
		return getNamed(w, sim.SideParams(), x.Sides, func(i *sim.Side) string { return i.Name }, path, keys)
	case section == "envoys":
		return getNamed(w, sim.EnvoyParams(), x.Envoys, func(i *sim.Envoy) string { return i.Name }, path, keys)
	case section == "corps":
		return getNamed(w, sim.CorpsParams(), x.Corps, func(i *sim.Corps) string { return i.Name }, path, keys)
	case section == "talks":
		return getNamed(w, sim.TalkParams(), x.Talks, func(i *sim.Talk) string { return i.Name }, path, keys)
	case section == "deals":
		return getNamed(w, sim.DealParams(), x.Deals, func(i *sim.StandingDeal) string { return i.Name }, path, keys)
	}
	return "", fmt.Errorf("path %q: no such entry; %s", path, suggest(keys[0], slices.Concat([]string{"clock"}, actorTables(), ruleTables())))
}

// getNamed finds the actor that a path leads through.
func getNamed[T any](w *writer, params []sim.Param[T], list []T, name func(*T) string, path string, keys []string) (string, error) {
	names := make([]string, len(list))
	for i := range list {
		names[i] = name(&list[i])
	}
	if len(keys) < 3 {
		return "", fmt.Errorf("path %q leads to a table; name an entry of it", path)
	}
	i := slices.Index(names, keys[1])
	if i < 0 {
		return "", fmt.Errorf("path %q: there is no %q in %s; %s", path, keys[1], keys[0], suggest(keys[1], names))
	}
	return get(w, params, &list[i], path, keys[2:])
}

// get returns the entry of x that the keys name.
func get[T any](w *writer, params []sim.Param[T], x *T, path string, keys []string) (string, error) {
	var known []string
	for _, p := range params {
		known = append(known, p.Key)
		rest, ok := strings.CutPrefix(strings.Join(keys, "."), p.Key)
		switch {
		case p.Each != nil && ok && strings.HasPrefix(rest, "."):
			i := slices.Index(w.names(p.Over), rest[1:])
			if i < 0 || i >= len(*p.Each(x)) {
				return "", fmt.Errorf("path %q: there is no %q in %s; %s", path, rest[1:], p.Over, suggest(rest[1:], w.names(p.Over)))
			}
			return text((*p.Each(x))[i], p), nil
		case ok && rest == "" && p.Each != nil:
			return "", fmt.Errorf("path %q leads to a table; add a name from %s", path, p.Over)
		case ok && rest == "" && p.Number != nil:
			return text(*p.Number(x), p), nil
		case ok && rest == "":
			return words(w, p, x), nil
		}
	}
	return "", fmt.Errorf("path %q: no such entry; %s", path, suggest(strings.Join(keys, "."), known))
}

// text writes a number for reading.
func text[T any](v float64, p sim.Param[T]) string {
	if v != v {
		return p.Absent
	}
	return plain(v, p.Unit)
}

// words writes an entry that is no number for reading.
func words[T any](w *writer, p sim.Param[T], x *T) string {
	switch list := items(w, p, x); {
	case len(list) > 0:
		return strings.Join(list, ", ")
	case p.Flag != nil:
		return fmt.Sprint(*p.Flag(x))
	case p.Text != nil && *p.Text(x) != "":
		return *p.Text(x)
	}
	return p.Absent
}
