package study

import (
	"math"

	"backchannel/sim"
)

// mostDays is on how many days of a run a batch looks at most (modelling
// choice: a chart shows no more).
const mostDays = 200

// grid is the days on which a batch looks at a run: day 0, the horizon, and
// every so many ticks between.
type grid struct {
	ticks []int // gone by on each day; ascending
	days  []float64
}

func newGrid(c sim.Clock) grid {
	last := ticksOf(c)
	every := (last + mostDays - 2) / (mostDays - 1)
	var g grid
	for tick := 0; tick < last+every; tick += every {
		g.ticks = append(g.ticks, min(tick, last))
		g.days = append(g.days, min(float64(min(tick, last))*c.Tick, c.Horizon))
	}
	return g
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

// sampler is a sim.Observer that looks at every run on each day of a grid.
type sampler struct {
	grid
	look func(day int, e *sim.Engine) // the day by its place in the grid

	tick, next int // gone by in the run at hand; place of the day to come
}

// Start looks at the start of a run.
func (s *sampler) Start(e *sim.Engine) {
	s.tick, s.next = 0, 0
	s.reach(e)
}

// Event does nothing: a sampler looks at states.
func (s *sampler) Event(sim.Event) {}

// Tick looks if a day of the grid has come.
func (s *sampler) Tick(e *sim.Engine) {
	s.tick++
	s.reach(e)
}

func (s *sampler) reach(e *sim.Engine) {
	if s.next < len(s.ticks) && s.tick == s.ticks[s.next] {
		s.look(s.next, e)
		s.next++
	}
}
