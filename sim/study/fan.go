package study

import (
	"math"

	"backchannel/sim"
	"backchannel/sim/stats"
)

// mostDays is how many days of optimism a batch keeps (modelling choice: a
// chart shows no more).
const mostDays = 200

// Fan gathers the announced optimism of every side of every talk over many
// runs, on a grid of at most 200 days, as histograms. It is the sim.Observer
// of its worker's runs: call Start before each.
type Fan struct {
	every int // ticks from one day of the grid to the next
	days  []float64
	sides []int               // number of sides, by talk
	found [][]stats.Histogram // by talk; by day and series: see at
	truth [][]moments         // realism, by talk and day

	tick, day int // reached in the run at hand
}

// NewFan makes an empty fan for runs of the model.
func NewFan(m *sim.Model) *Fan {
	clock := m.Scenario().Clock
	ticks := ticksOf(clock)
	f := &Fan{every: (ticks + mostDays - 1) / mostDays}
	for tick := f.every; tick < ticks+f.every; tick += f.every {
		f.days = append(f.days, min(float64(min(tick, ticks))*clock.Tick, clock.Horizon))
	}
	for t := range m.Scenario().Talks {
		n := len(m.TalkSides(t))
		f.sides = append(f.sides, n)
		f.found = append(f.found, make([]stats.Histogram, len(f.days)*(n+1)))
		f.truth = append(f.truth, make([]moments, len(f.days)))
	}
	return f
}

// ticksOf is how many ticks a run takes.
func ticksOf(c sim.Clock) int {
	n := int(math.Ceil(c.Horizon / c.Tick))
	for float64(n-1)*c.Tick >= c.Horizon { // the quotient may be rounded up
		n--
	}
	for float64(n)*c.Tick < c.Horizon {
		n++
	}
	return n
}

// Start readies the fan for the next run.
func (f *Fan) Start() { f.tick, f.day = 0, 0 }

// Event does nothing: the fan looks at states.
func (f *Fan) Event(sim.Event) {}

// Tick notes the optimism of every side on days of the grid.
func (f *Fan) Tick(e *sim.Engine) {
	f.tick++
	if f.day == len(f.days) || f.tick != (f.day+1)*f.every && e.Now() != f.days[f.day] {
		return
	}
	for t, sides := range f.sides {
		var sum float64
		for s := range sides {
			o := e.Optimism(t, s)
			sum += o
			f.at(t, s, f.day).Add(o)
		}
		f.at(t, sides, f.day).Add(sum / float64(sides))
		f.truth[t][f.day].add(e.Realism(t))
	}
	f.day++
}

// at is the histogram of one day and series: a side of the talk, or after the
// last side the mean over its sides.
func (f *Fan) at(talk, series, day int) *stats.Histogram {
	return &f.found[talk][day*(f.sides[talk]+1)+series]
}

// merge adds the runs of another fan of the same model.
func (f *Fan) merge(other *Fan) {
	for t := range f.found {
		for i := range f.found[t] {
			f.found[t][i].Merge(&other.found[t][i])
		}
		for i := range f.truth[t] {
			f.truth[t][i].merge(&other.truth[t][i])
		}
	}
}

// Days returns the days of the grid, ascending; the last is the horizon.
func (f *Fan) Days() []float64 { return f.days }

// Side returns the optimism of the side-th side of a talk on the day-th day of
// the grid, over the runs.
func (f *Fan) Side(talk, side, day int) *stats.Histogram { return f.at(talk, side, day) }

// Talk returns the optimism of a talk, averaged over its sides, on the day-th
// day of the grid, over the runs.
func (f *Fan) Talk(talk, day int) *stats.Histogram { return f.at(talk, f.sides[talk], day) }

// Realism estimates the mean realism of a talk on the day-th day of the grid:
// what a fully informed assessor would have said of it, over the runs.
func (f *Fan) Realism(talk, day int, level float64) stats.Estimate {
	return f.truth[talk][day].mean(level)
}
