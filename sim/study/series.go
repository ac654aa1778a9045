package study

import (
	"backchannel/sim"
	"backchannel/sim/stats"
)

// Series says how optimism, standing and reputation moved over time in a batch
// of runs: on at most 200 days from the start to the horizon, as histograms
// over the runs. Its size does not grow with their number.
type Series struct {
	paths *paths
	found []stats.Histogram // by day, then by place in paths
	watch *sampler          // of the worker's runs
	today []float64         // room for the numbers of one day
}

// newSeries makes empty series for runs of the model.
func newSeries(m *sim.Model) *Series {
	p := newPaths(m)
	s := &Series{paths: p, found: make([]stats.Histogram, len(p.days)*p.n)}
	s.watch = &sampler{grid: p.grid, look: s.look}
	return s
}

func (s *Series) look(day int, e *sim.Engine) {
	s.today = s.paths.read(s.today[:0], e)
	for place, x := range s.today {
		s.at(day, place).Add(x)
	}
}

// at is what the runs came to on one day in one place.
func (s *Series) at(day, place int) *stats.Histogram {
	return &s.found[day*s.paths.n+place]
}

// merge adds the runs of other series of the same model, exactly and in any
// order: histograms are counts.
func (s *Series) merge(other *Series) {
	for i := range s.found {
		s.found[i].Merge(&other.found[i])
	}
}

// quantiles are those of the given probabilities.
func quantiles(h *stats.Histogram, probs []float64) []float64 {
	list := make([]float64, len(probs))
	for i, p := range probs {
		list[i] = h.Quantile(p)
	}
	return list
}
