package study

import (
	"slices"
	"testing"

	"backchannel/sim"
)

// TestGridsOfDays: at most 200 days, ascending, from the start to the horizon,
// and a run is looked at once on each, then and not on another day.
func TestGridsOfDays(t *testing.T) {
	for _, clock := range []sim.Clock{
		{Horizon: 730, Tick: 1},
		{Horizon: 1, Tick: 1},
		{Horizon: 1, Tick: 31},
		{Horizon: 198, Tick: 1},
		{Horizon: 199, Tick: 1},
		{Horizon: 200, Tick: 1},
		{Horizon: 365.5, Tick: 0.25},
		{Horizon: 1000, Tick: 7},
		{Horizon: 30, Tick: 0.1},
	} {
		s := theatres()
		s.Clock = clock
		g := newGrid(clock)
		if len(g.days) < 2 || len(g.days) > mostDays || g.days[0] != 0 || g.days[len(g.days)-1] != clock.Horizon {
			t.Errorf("%+v: days %v", clock, g.days)
		}
		for i, day := range g.days {
			if i > 0 && day <= g.days[i-1] {
				t.Errorf("%+v: day %v after day %v", clock, day, g.days[i-1])
			}
		}
		var days []float64
		watch := &sampler{grid: g, look: func(day int, e *sim.Engine) {
			if day != len(days)%len(g.days) {
				t.Errorf("%+v: place %d comes after %d looks", clock, day, len(days))
			}
			days = append(days, e.Now())
		}}
		engine := sim.NewEngine(compiled(t, s))
		engine.Run(1, 1, watch)
		engine.Run(1, 2, watch)
		if !slices.Equal(days, slices.Concat(g.days, g.days)) {
			t.Errorf("%+v: looked at two runs on days %v, not on %v", clock, days, g.days)
		}
	}
}

// TestGridsUseTheDaysTheyMay: where there are more ticks than days, the grid
// takes every so many, and no fewer days than that takes.
func TestGridsUseTheDaysTheyMay(t *testing.T) {
	for horizon, want := range map[float64]int{1: 2, 198: 199, 199: 200, 200: 101, 398: 200, 399: 134, 730: 184} {
		if got := len(newGrid(sim.Clock{Horizon: horizon, Tick: 1}).days); got != want {
			t.Errorf("horizon of %v days: %d days, want %d", horizon, got, want)
		}
	}
}
