package study

import (
	"iter"
	"math"

	"backchannel/sim"
	"backchannel/sim/record"
	"backchannel/sim/stats"
)

// consistencySamples is how many resamples a consistency bar rests on
// (modelling choice; Bröcker & Smith 2007 ask for 1000 or more). At level 0.95
// each limit is the 50th of 2000 from its end.
const consistencySamples = 2000

// Forecasts returns the rows of a reliability diagram for every talk, channel
// and target: announcements in ten bins of equal width, what came of them, and
// where that would lie were the announcements reliable. Bins without any are
// left out.
//
// The last rests on resampling. Every diagram has a random stream of its own,
// named after its talk, channel and target, of the seed, which should be that
// of the runs: a diagram's rows do not depend on what else is in the study.
func (t *Tally) Forecasts(level float64, seed uint64) iter.Seq[record.ForecastRow] {
	return func(yield func(record.ForecastRow) bool) {
		for p, f := range t.places() {
			luck := sim.Source(seed, p.talk, "consistency/"+p.channel+"/"+p.target)
			bars := f.Consistency(level, consistencySamples, luck)
			for i, bin := range f.Reliability(level) {
				if !yield(p.forecastRow(&bin, bars[i])) {
					return
				}
			}
		}
	}
}

// Calibration returns, for every talk, channel and target, the steps of the
// isotonic fit of what came true to what was announced: what an announcement
// was worth.
func (t *Tally) Calibration() iter.Seq[record.CalibrationRow] {
	return func(yield func(record.CalibrationRow) bool) {
		for p, f := range t.places() {
			for _, s := range f.Isotonic().Steps {
				row := record.CalibrationRow{
					Talk: p.talk, Channel: p.channel, Target: p.target,
					From: s.From, To: s.To, N: int64(s.N), Happened: s.Observed,
				}
				if !yield(row) {
					return
				}
			}
		}
	}
}

// place names what a reliability diagram is of.
type place struct{ talk, channel, target string }

// places returns, by talk, channel and target, all that was announced there,
// in a fixed order.
func (t *Tally) places() iter.Seq2[place, *stats.Forecasts] {
	return func(yield func(place, *stats.Forecasts) bool) {
		for i := range t.told.talks {
			name := t.model.Scenario().Talks[i].Name
			for c := range numChannels {
				for g := range numTargets {
					f := t.told.talks[i].of(everyone, c, g).all
					if f != nil && !yield(place{name, c.String(), g.String()}, f) {
						return
					}
				}
			}
		}
	}
}

func (p place) forecastRow(bin *stats.ReliabilityBin, bar stats.Estimate) record.ForecastRow {
	known := func(x float64) *float64 {
		if math.IsNaN(x) {
			return nil
		}
		return &x
	}
	return record.ForecastRow{
		Talk: p.talk, Channel: p.channel, Target: p.target,
		From: bin.From, To: bin.To, N: int64(bin.Observed.N), Runs: int64(bin.Runs),
		Announced: bin.Forecast, Happened: bin.Observed.Value,
		Low: known(bin.Observed.Low), High: known(bin.Observed.High),
		ReliableLow: known(bar.Low), ReliableHigh: known(bar.High),
	}
}
