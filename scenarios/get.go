package scenarios

import (
	"fmt"
	"strings"
	"time"

	"backchannel/sim"
)

// Get returns the present value of one entry as text: a number with its unit
// ("21d", "0.4") or how it is distributed ("uniform 0.2 to 0.6"), a date, names or dates with commas between them, or, where
// nothing is given, what its absence means. The path is one that --set takes;
// it must lead to a single value. The error says what is not there, with a
// suggestion.
func (s *Scenario) Get(path string) (string, error) {
	keys, err := SplitPath(path)
	if err != nil {
		return "", err
	}
	switch section := keys[0]; {
	case len(keys) == 1 && section == "title":
		return s.Title, nil
	case len(keys) == 1 && section == "description":
		return s.Description, nil
	case len(keys) == 1 && section == "rescale":
		return fmt.Sprint(offBalance(s.Sim)), nil
	case len(keys) == 2 && section == "clock" && keys[1] == "start":
		return s.Start.Format(time.DateOnly), nil
	}
	finder := newFinder(s)
	f, err := finder.find(path, keys)
	if err != nil {
		return "", err
	}
	if said := finder.w.unknown(pathOf(keys)); said != "" {
		return said, nil
	}
	return f.text(), nil
}

// Number returns the value of a number of the scenario: of one that is not known,
// its median. The error says what is wrong with the path.
func (s *Scenario) Number(path string) (float64, error) {
	keys, err := SplitPath(path)
	if err != nil {
		return 0, err
	}
	f, err := newFinder(s).find(path, keys)
	switch {
	case err != nil:
		return 0, err
	case f.number == nil:
		return 0, fmt.Errorf("%s is not a number", path)
	}
	return *f.number, nil
}

// text writes a number for reading.
func text[T any](v float64, p *sim.Param[T]) string {
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
