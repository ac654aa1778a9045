package study

import "backchannel/sim"

// paths lays out the numbers in [0, 1] that are followed over time: first
// those of every talk, then of every seat, then of every side.
type paths struct {
	grid
	model      *sim.Model
	optimism   opinions
	standing   standings
	reputation reputations
	n          int // how many numbers a day
}

func newPaths(m *sim.Model) *paths {
	p := &paths{grid: newGrid(m.Scenario().Clock), model: m}
	p.optimism = newOpinions(m, 0)
	p.standing = newStandings(m, p.optimism.end())
	p.reputation = newReputations(m, p.standing.end())
	p.n = p.reputation.end()
	return p
}

// read appends the numbers of the day that the engine has reached.
func (p *paths) read(x []float64, e *sim.Engine) []float64 {
	x = p.optimism.read(x, e)
	x = p.standing.read(x, e)
	return p.reputation.read(x, e)
}
