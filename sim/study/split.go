package study

import (
	"backchannel/scenarios"
	"backchannel/sim"
	"backchannel/sim/stats"
)

// Unknown says what of a scenario was not known, and what of the spread of its
// runs comes from that.
type Unknown struct {
	Draws   int            `json:"draws"`
	Repeats int            `json:"repeats"` // runs of each draw
	Inputs  []UnknownInput `json:"inputs"`
	Levers  []UnknownInput `json:"levers"` // held at the median of their values
	// Parts split the variance of the headline measures of every talk; none with
	// one run a draw, which cannot be split.
	Parts []Part `json:"parts,omitempty"`
}

// UnknownInput is an input of a scenario, in words.
type UnknownInput struct {
	Path    string   `json:"path"`
	Is      string   `json:"is"` // "uniform 0.2 to 0.6"
	Unit    string   `json:"unit"`
	Meaning string   `json:"meaning"`
	Held    *float64 `json:"held,omitempty"` // of a lever: the value it was held at
	Follows []string `json:"follows,omitempty"`
	Why     string   `json:"why,omitempty"` // where the distribution is from
}

// Part is how much of the variance of one measure between runs comes from what is
// not known, and how much is chance: the analysis of variance of stats.OneWay,
// with draws for its groups.
type Part struct {
	Metric  string `json:"metric"`
	Meaning string `json:"meaning"`
	Unit    string `json:"unit"`
	Sample  string `json:"sample"`
	// Unknown is the standard deviation between draws, of the figure that endless
	// runs of one draw would come to; Chance is that between runs of one draw. Both
	// are in the unit of the measure.
	Unknown stats.Estimate `json:"unknown"`
	Chance  stats.Estimate `json:"chance"`
	// Share is the part of the variance of a run that comes from what is not known.
	Share stats.Estimate `json:"share"`
}

// splitKeys lists the measures of a talk whose variance is split.
func splitKeys() []string {
	return []string{"signed", "deal_wait", "standing_365", "in_force_end", "honoured"}
}

// splitter splits the variance of the headline measures of a batch. Draws are
// added in their order.
type splitter struct {
	metrics []Metric
	found   []stats.OneWay // by metric
}

func newSplitter(m *sim.Model) *splitter {
	s := &splitter{}
	for _, name := range under(commonTalks([]*sim.Model{m}), splitKeys()) {
		if x, err := FindMetric(m, name); err == nil {
			s.metrics = append(s.metrics, x)
		}
	}
	s.found = make([]stats.OneWay, len(s.metrics))
	return s
}

// add takes in a draw.
func (s *splitter) add(d *drawnRow) {
	for i, g := range d.groups {
		s.found[i].Add(g.n, g.mean, g.squares)
	}
}

// parts is what the split comes to.
func (s *splitter) parts(level float64) []Part {
	list := make([]Part, len(s.metrics))
	for i, m := range s.metrics {
		x := s.found[i].Split(level)
		list[i] = Part{Metric: m.Name, Meaning: m.Meaning, Unit: m.Unit, Sample: m.Sample, Unknown: x.Between, Chance: x.Within, Share: x.Share}
	}
	return list
}

// unknown says what was not known; nil if all was.
func (c *Config) unknown(r *Result, level float64) *Unknown {
	if c.Draws == nil {
		return nil
	}
	u := UnknownIn(c.Draws.space.scenario)
	u.Draws, u.Repeats = r.Runs/c.Draws.Repeats(), c.Draws.Repeats()
	if r.split != nil {
		u.Parts = r.split.parts(level)
	}
	return u
}

// UnknownIn says what a scenario does not know, and which levers it has; nil if
// there is neither.
func UnknownIn(s *scenarios.Scenario) *Unknown {
	if len(s.Inputs) == 0 {
		return nil
	}
	u := &Unknown{Inputs: []UnknownInput{}, Levers: []UnknownInput{}}
	for i := range s.Inputs {
		in := &s.Inputs[i]
		x := UnknownInput{Path: in.Path, Is: in.Words(), Unit: in.Unit, Meaning: in.Meaning, Follows: in.Follows, Why: in.Why}
		if in.Role == scenarios.Lever {
			x.Held = new(in.Dist.Median())
			u.Levers = append(u.Levers, x)
		} else {
			u.Inputs = append(u.Inputs, x)
		}
	}
	return u
}
