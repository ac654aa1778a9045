package main

import (
	"context"
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
}

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
	p.trace, p.diary = study.Trace(p.model, p.config.Seed, p.traceRun)
	return nil
}
