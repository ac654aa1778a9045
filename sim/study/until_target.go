package study

import (
	"fmt"
	"math"
	"slices"

	"backchannel/scenarios"
	"backchannel/sim"
	"backchannel/sim/stats"
)

// Target is a measure that a batch can be held to while it goes on.
type Target struct {
	Name    string // TALK.KEY, all.KEY, envoys.PERSON.KEY or sides.SIDE.KEY, names with dots or blanks in quotes
	Key     string // as of the Measure
	Meaning string // in plain words
	Unit    string // as of the Measure

	of func(t *Tally, level float64) stats.Estimate
}

// Widest is the half-width of all that the measure can be: any interval is
// narrower. +Inf where there is no limit.
func (x Target) Widest() float64 {
	everything := possible(stats.Estimate{Low: math.Inf(-1), High: math.Inf(1)}, x.Unit)
	return (everything.High - everything.Low) / 2
}

// Targets lists the measures of a model's summary: of each talk, of all talks
// together, of each envoy who holds a seat at the start, of each side.
func Targets(m *sim.Model) []Target {
	s := m.Scenario()
	var list []Target
	for i := range s.Talks {
		list = append(list, targets(nameOf(s.Talks[i].Name), talkMeasures(), func(t *Tally) *talkTally { return &t.talks[i] })...)
	}
	list = append(list, targets("all", allMeasures(), func(t *Tally) *allTally { return &t.all })...)
	for _, i := range m.Holders() {
		list = append(list, targets("envoys."+nameOf(personOf(&s.Envoys[i])), envoyMeasures(), func(t *Tally) *envoyTally { return &t.envoys[i] })...)
	}
	for i := range s.Sides {
		list = append(list, targets("sides."+nameOf(s.Sides[i].Name), sideMeasures(), func(t *Tally) *sideTally { return &t.sides[i] })...)
	}
	return list
}

// targets are the measures of one part of a tally.
func targets[T any](of string, definitions []definition[T], part func(*Tally) *T) []Target {
	list := make([]Target, len(definitions))
	for i, d := range definitions {
		list[i] = Target{
			Name: of + "." + d.key, Key: d.key, Meaning: d.meaning, Unit: d.unit,
			of: func(t *Tally, level float64) stats.Estimate { return possible(d.of(part(t), level), d.unit) },
		}
	}
	return list
}

// FindTarget returns the measure of that name. The name of the only talk may be
// left out; no name at all stands for standing_365 of the only talk or, where
// there are several, of all. If there is none, the error is a *MetricError.
func FindTarget(m *sim.Model, name string) (Target, error) {
	talks := m.Scenario().Talks
	if name == "" {
		name = "all.standing_365"
		if len(talks) == 1 {
			name = nameOf(talks[0].Name) + ".standing_365"
		}
	}
	parts, err := scenarios.SplitPath(name)
	if err != nil {
		return Target{}, fmt.Errorf("metric %q: %w", name, err)
	}
	if len(parts) == 1 && len(talks) == 1 {
		parts = []string{talks[0].Name, parts[0]}
	}
	list := Targets(m)
	at := slices.IndexFunc(list, func(x Target) bool {
		of, err := scenarios.SplitPath(x.Name)
		return err == nil && slices.Equal(of, parts)
	})
	if at < 0 {
		known := make([]Metric, len(list))
		for i, x := range list {
			known[i] = Metric{Name: x.Name, Key: x.Key}
		}
		return Target{}, unknownMetric(known, name, parts)
	}
	return list[at], nil
}
