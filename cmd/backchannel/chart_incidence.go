package main

import (
	"strings"

	"backchannel/plots"
	"backchannel/sim"
	"backchannel/sim/stats"
	"backchannel/sim/study"
)

// incidenceCharts draws of each talk what ended its first deals, and when.
func (d *drawing) incidenceCharts() (list []picture, why string) {
	return d.byTalk("incidence", d.incidence), ""
}

func (d *drawing) incidence(talk int) plots.Chart {
	lives := d.lives[talk]
	curve := newIncidenceCurve(lives)
	c := plots.Incidence{N: lives.N(), Horizon: float64(curve.last)}
	measure := "Aalen–Johansen estimate with pointwise 95% log-log bands, drawn while 5% are at risk; deals standing at the horizon are censored"
	var never []string
	for cause := sim.Misread; cause < sim.NumCauses; cause++ {
		if curve.ends(cause) == 0 {
			never = append(never, strings.ToLower(subjectOf(cause)))
			continue
		}
		c.Causes = append(c.Causes, curve.cause(cause))
	}
	switch {
	case len(c.Causes) == 0: // a panel all the same, of how little is excluded
		c.Causes = []plots.Cause{curve.none()}
	case len(never) > 0:
		measure += ". None ended by " + oneOrOther(never)
	}
	what := "What had ended first deals, by days since signing"
	if lives.N() > 0 {
		what = "What had ended first deals " + plural(curve.last, "day") + " after signing"
	}
	c.Words = d.words(curve.title(), d.ofTalk(what, talk), measure, lives.N(), "first deals")
	return c
}

// oneOrOther writes "a", "a or b", "a, b or c".
func oneOrOther(words []string) string {
	last := len(words) - 1
	if last == 0 {
		return words[0]
	}
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// incidenceCurve is the cumulative incidence of every cause as far as enough
// deals are at risk.
type incidenceCurve struct {
	lives *stats.Lives
	of    stats.Incidence
	last  int // day
}

func newIncidenceCurve(lives *stats.Lives) *incidenceCurve {
	return &incidenceCurve{
		lives: lives, of: stats.AalenJohansen(lives, stats.Level95),
		last: lastOf(followed(stats.KaplanMeier(lives, stats.Level95), lives)),
	}
}

// ends counts the deals that ended of a cause while enough were at risk.
func (c *incidenceCurve) ends(cause sim.Cause) int { return c.lives.Ended(c.last, int(cause)-1) }

// at is the incidence of a cause on the last day.
func (c *incidenceCurve) at(cause sim.Cause) stats.Estimate { return c.of.At(int(cause)-1, c.last) }

// cause is a panel: the days on which a deal ended of the cause, and the last
// day of the curves.
func (c *incidenceCurve) cause(cause sim.Cause) plots.Cause {
	out := plots.Cause{Name: subjectOf(cause) + ": " + study.EndOf(cause)}
	before := 0
	for day := 0; day <= c.last; day++ {
		n := c.lives.Ended(day, int(cause)-1)
		if n > before || day == c.last {
			addEstimate(&out, day, c.of.At(int(cause)-1, day))
		}
		before = n
	}
	return out
}

// none is a panel where no deal has ended: the interval says how rare it may
// be for all that.
func (c *incidenceCurve) none() plots.Cause {
	out := plots.Cause{Name: "Any end"}
	if c.lives.N() > 0 {
		addEstimate(&out, c.last, c.at(sim.Misread)) // of no cause was there any, so each has the same
	}
	return out
}

func addEstimate(c *plots.Cause, day int, e stats.Estimate) {
	c.Day = append(c.Day, float64(day))
	c.Share, c.Low, c.High = append(c.Share, e.Value), append(c.Low, e.Low), append(c.High, e.High)
}

// title says what most often ended first deals.
func (c *incidenceCurve) title() string {
	if c.lives.N() == 0 {
		return noDeal
	}
	if c.lives.N() == c.lives.Censored(c.lives.Horizon()) {
		return "No first deal ended while it was watched"
	}
	const unclear = "What ended first deals, and when"
	var list []stats.Estimate
	for cause := sim.Misread; cause < sim.NumCauses; cause++ {
		list = append(list, c.at(cause))
	}
	best := clearlyGreatest(list)
	if best < 0 {
		return unclear
	}
	return firstShort(
		subjectOf(sim.Misread+sim.Cause(best))+" had ended "+percent(list[best].Value, 0)+"% of first deals after "+plural(c.last, "day"),
		unclear,
	)
}
