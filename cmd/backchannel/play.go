package main

import (
	"context"
	"slices"
	"time"

	"backchannel/scenarios"
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
	scenario *scenarios.Scenario
	set      []string // overrides that it was read with
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

	plan  *study.Plan // of looks while the batch goes on; nil: none
	looks []record.LookRow

	// What was announced against what came of it, in bins and in steps.
	forecasts   []record.ForecastRow
	calibration []record.CalibrationRow
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
	result, precision, err := p.run(ctx, bar)
	bar.clear()
	if err != nil {
		return err
	}
	if err := p.sum(result, precision); err != nil || result.Runs == 0 {
		return err
	}
	return p.expect(context.WithoutCancel(ctx)) // an interrupt ends the batch early, not this: it is short
}

// sum takes in what the batch came to, and tells one run of it in full. Of no
// runs there is nothing to tell.
func (p *played) sum(result *study.Result, precision *study.Precision) error {
	p.result = result
	if result.Runs == 0 {
		return nil
	}
	p.summary = study.Summarize(p.what, p.config, result, stats.Level95)
	p.summary.Precision = precision
	if p.summary.Unknown == nil {
		p.summary.Unknown = study.UnknownIn(p.scenario) // nothing but levers, or nothing
	}
	model, err := p.config.ModelOf(p.traceRun)
	if err != nil {
		return err
	}
	traced := study.Trace(model, p.config.Seed, p.traceRun)
	p.trace, p.diary = traced.Trace, traced.Diary
	p.fan = slices.Collect(result.Series.Optimism(fanProbs()))
	p.standing = slices.Collect(result.Series.Standing(pathProbs(), traced))
	p.reputation = slices.Collect(result.Series.Reputation(pathProbs(), traced))
	p.forecasts = slices.Collect(result.Tally.Forecasts(stats.Level95, p.config.Seed))
	p.calibration = slices.Collect(result.Tally.Calibration())
	return nil
}

// run plays the runs asked for, or as many as the plan takes. The precision is
// nil without a plan.
func (p *played) run(ctx context.Context, bar *progress) (*study.Result, *study.Precision, error) {
	if p.plan == nil {
		result, err := study.Run(ctx, p.config)
		return result, nil, err
	}
	p.plan.Look = p.looking(bar)
	result, precision, err := study.RunUntil(ctx, p.config, *p.plan)
	if err == nil && !result.Interrupted {
		p.config.Runs = result.Runs // what was asked for turned out to be this many
	}
	return result, precision, err
}
