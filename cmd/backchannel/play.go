package main

import (
	"context"
	"slices"
	"time"

	"backchannel/sim"
	"backchannel/sim/record"
	"backchannel/sim/stats"
	"backchannel/sim/study"
)

// played is a batch that has been played: what is asked, what came of it, and
// one run of it told in full.
type played struct {
	what     study.Scenario
	start    time.Time // date of day 0; zero: none
	resolved []byte    // the scenario as resolved
	model    *sim.Model
	config   study.Config
	result   *study.Result
	summary  *study.Summary
	traceRun uint64
	trace    []record.TraceRow
	diary    []record.DiaryRow

	// What moved over time, over all runs.
	fan        []record.OptimismRow
	standing   []record.StandingRow
	reputation []record.ReputationRow
}

// pathProbs are the quantiles of the tables of standing and reputation: the
// median and the middle half and nine tenths of the runs.
func pathProbs() []float64 { return []float64{0.05, 0.25, 0.5, 0.75, 0.95} }

// play plays the batch, shows how far it has come, and sums up.
func (a *app) play(ctx context.Context, p *played, tables *record.Tables) error {
	bar := a.newProgress(p.config.Runs)
	p.config.Model = p.model
	p.config.Write = tables.Append
	p.config.Progress = bar.done
	p.config.Abort = a.abort
	result, err := study.Run(ctx, p.config)
	bar.clear()
	if err != nil {
		return err
	}
	p.result = result
	if result.Runs == 0 {
		return nil
	}
	p.summary = study.Summarize(p.what, p.config, result, stats.Level95)
	traced := study.Trace(p.model, p.config.Seed, p.traceRun)
	p.trace, p.diary = traced.Trace, traced.Diary
	p.fan = slices.Collect(result.Series.Optimism(fanProbs()))
	p.standing = slices.Collect(result.Series.Standing(pathProbs(), traced))
	p.reputation = slices.Collect(result.Series.Reputation(pathProbs(), traced))
	return nil
}
