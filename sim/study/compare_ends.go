package study

import (
	"math"

	"backchannel/sim"
	"backchannel/sim/stats"
)

// Ends says what had become, a year after signature, of the first deals of a
// talk that were watched that long, in one arm.
type Ends struct {
	Talk   string     `json:"talk"`
	Arm    string     `json:"arm"`
	Shares []EndShare `json:"shares"` // of those that stood, then by cause
}

// EndShare is the share of deals that had ended of one cause.
type EndShare struct {
	Cause string         `json:"cause"` // "standing", "misread", ...
	Share stats.Estimate `json:"share"` // with Wilson's interval, as each run has one first deal
}

func (a *Arm) ends(talk string, level float64) Ends {
	var count [sim.NumCauses]int
	n := 0
	for _, d := range a.Panel.First[a.talk(talk)] {
		switch {
		case !a.watchedYear(d):
			continue
		case d.Life >= yearDays:
			count[sim.Standing]++
		default:
			count[d.Cause]++
		}
		n++
	}
	out := Ends{Talk: talk, Arm: a.Name, Shares: []EndShare{}}
	for cause, k := range count {
		out.Shares = append(out.Shares, EndShare{sim.Cause(cause).String(), stats.Wilson(k, n, level)})
	}
	return out
}

// Lives are the lives of a talk's first deals, as Tally.FirstLives has them.
func (p *Panel) Lives(talk int) *stats.Lives {
	horizon := p.model.Scenario().Clock.Horizon
	lives := stats.NewLives(int(math.Ceil(horizon)), int(sim.NumCauses)-1)
	for _, d := range p.First[talk] {
		if !math.IsNaN(d.Day) {
			lives.Add(d.Life, horizon-d.Day, int(d.Cause)-1)
		}
	}
	return lives
}
