package main

import (
	"time"

	"backchannel/sim/record"
	"backchannel/sim/stats"
	"backchannel/sim/study"
)

// drawing is what charts are drawn from: no more than a results folder holds,
// so that they can be drawn again from it without playing a run.
type drawing struct {
	version string    // of the program that played the runs
	start   time.Time // date of day 0; zero: none
	summary *study.Summary
	lives   []*stats.Lives  // of first deals, by talk
	deals   []*stats.Counts // days to the first deal, by talk
	fan     []record.OptimismRow

	forecasts   []record.ForecastRow
	calibration []record.CalibrationRow

	traceRun uint64
	trace    []record.TraceRow
	diary    []record.DiaryRow

	standing   []record.StandingRow
	reputation []record.ReputationRow
	looks      []record.LookRow // empty unless the batch was looked at on its way
}

// drawing is what a batch just played is drawn from.
func (p *played) drawing() *drawing {
	d := &drawing{
		version: shortVersion(version(), commit()), start: p.start, summary: p.summary, fan: p.fan,
		traceRun: p.traceRun, trace: p.trace, diary: p.diary,
		standing: p.standing, reputation: p.reputation, looks: p.looks,
		forecasts: p.forecasts, calibration: p.calibration,
	}
	for talk := range p.summary.Talks {
		d.lives = append(d.lives, p.result.Tally.FirstLives(talk))
		d.deals = append(d.deals, p.result.Tally.FirstDeals(talk))
	}
	return d
}

// pictures makes the charts of a batch just played.
func (p *played) pictures() []picture { return p.drawing().pictures() }
