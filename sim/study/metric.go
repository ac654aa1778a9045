package study

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"backchannel/scenarios"
	"backchannel/sim"
)

// Metric is a figure that every run contributes to: the sum of its tops over
// the sum of its bottoms. The mean of what every run has one of has a bottom of
// 1 in each; a share of first deals has a bottom of 1 where the run has a first
// deal that counts, and of 0 where it has nothing to say.
//
// Arms of a comparison are held against each other by metrics, run by run. A
// metric with the key of a Measure has the value of that measure.
type Metric struct {
	Name    string // TALK.KEY, all.KEY, envoys.PERSON.KEY or sides.SIDE.KEY, names with dots or blanks in quotes
	Key     string // "standing_365"
	Meaning string // in plain words
	Unit    string // as of a Measure
	Sample  string // what the bottoms count

	yes bool // it is a share of cases, of which each run has one at most
	of  func(r *facts) (top, bottom float64)
}

// facts is one run as metrics see it.
type facts struct {
	outcome *sim.Outcome
	horizon float64
	first   []*sim.DealOutcome // by talk; nil: none
}

// Of returns what one run, given by its outcome under the model that the
// metric is of, contributes.
func (m Metric) Of(model *sim.Model, o *sim.Outcome) (top, bottom float64) {
	r := newFacts(model)
	r.read(o)
	return m.of(r)
}

func newFacts(m *sim.Model) *facts {
	s := m.Scenario()
	return &facts{horizon: s.Clock.Horizon, first: make([]*sim.DealOutcome, len(s.Talks))}
}

// read takes in the run of an outcome.
func (r *facts) read(o *sim.Outcome) {
	r.outcome = o
	clear(r.first)
	for i := range o.Deals {
		if d := &o.Deals[i]; r.first[d.Talk] == nil {
			r.first[d.Talk] = d
		}
	}
}

// watched reports whether there is a first deal that was signed so many days
// or more before the horizon.
func (r *facts) watched(talk, days int) bool {
	d := r.first[talk]
	return d != nil && r.horizon-d.Day >= float64(days)
}

// once is a figure that every run has one of.
func once(x float64) (top, bottom float64) { return x, 1 }

// nothing is of a run that has nothing to say.
func nothing() (top, bottom float64) { return 0, 0 }

// known leaves out a run whose figure is NaN.
func known(x float64) (top, bottom float64) {
	if math.IsNaN(x) {
		return nothing()
	}
	return x, 1
}

// whether is 1 for a yes.
func whether(yes bool) (top, bottom float64) {
	if yes {
		return 1, 1
	}
	return 0, 1
}

// Metrics lists the metrics of a model: of each talk, of all talks together,
// of each envoy who holds a seat at the start, of each side. Beyond these,
// FindMetric knows in_force_DAY of a talk for any whole day.
func Metrics(m *sim.Model) []Metric {
	s := m.Scenario()
	var list []Metric
	for i := range s.Talks {
		list = append(list, named(talkMetrics(i), nameOf(s.Talks[i].Name))...)
	}
	list = append(list, named(allMetrics(m), "all")...)
	for _, i := range m.Holders() {
		list = append(list, named(envoyMetrics(i), "envoys."+nameOf(personOf(&s.Envoys[i])))...)
	}
	for i := range s.Sides {
		list = append(list, named(sideMetrics(i), "sides."+nameOf(s.Sides[i].Name))...)
	}
	return list
}

// named puts metrics under the name of what they are of.
func named(list []Metric, of string) []Metric {
	for i := range list {
		list[i].Name = of + "." + list[i].Key
	}
	return list
}

// nameOf is a name as a part of a path: in quotes where it must be.
func nameOf(name string) string {
	if parts, err := scenarios.SplitPath(name); err == nil && len(parts) == 1 && parts[0] == name {
		return name
	}
	return strconv.Quote(name)
}

// FindMetric returns the metric of that name. The name of the only talk may be
// left out. The error says what there is.
func FindMetric(m *sim.Model, name string) (Metric, error) {
	parts, err := scenarios.SplitPath(name)
	if err != nil {
		return Metric{}, fmt.Errorf("metric %q: %w", name, err)
	}
	talks := m.Scenario().Talks
	if len(parts) == 1 && len(talks) == 1 {
		parts = []string{talks[0].Name, parts[0]}
	}
	list := Metrics(m)
	for i := range talks {
		if len(parts) == 2 && parts[0] == talks[i].Name {
			if x, ok := inForceOn(i, parts[1]); ok {
				list = append(list, named([]Metric{x}, nameOf(talks[i].Name))...)
			}
		}
	}
	at := slices.IndexFunc(list, func(x Metric) bool {
		of, err := scenarios.SplitPath(x.Name)
		return err == nil && slices.Equal(of, parts)
	})
	if at < 0 {
		return Metric{}, unknownMetric(list, name, parts)
	}
	return list[at], nil
}

// unknownMetric says what there is under the part of the name that is right.
func unknownMetric(list []Metric, name string, parts []string) error {
	var keys, owners []string
	for _, x := range list {
		owner := strings.TrimSuffix(x.Name, "."+x.Key)
		if of, err := scenarios.SplitPath(owner); err == nil && slices.Equal(of, parts[:len(parts)-1]) {
			keys = append(keys, x.Key)
		}
		if !slices.Contains(owners, owner) {
			owners = append(owners, owner)
		}
	}
	if len(keys) > 0 {
		return &MetricError{Name: name, Known: keys, Of: "keys"}
	}
	return &MetricError{Name: name, Known: owners, Of: "names that a key can follow"}
}

// MetricError reports a metric that the scenario does not have.
type MetricError struct {
	Name  string   // as given
	Of    string   // what Known lists
	Known []string // what might have been meant
}

// Error says what is not there, and what is.
func (e *MetricError) Error() string {
	return fmt.Sprintf("no metric %q; the %s are: %s", e.Name, e.Of, strings.Join(e.Known, ", "))
}
