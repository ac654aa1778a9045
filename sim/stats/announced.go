package stats

// MeanForecast estimates the mean forecast, with an interval like that of
// [Forecasts.Brier].
func (f *Forecasts) MeanForecast(level float64) Estimate { return f.mean(ofForecast, level) }

// MeanReference is the mean reference forecast.
func (f *Forecasts) MeanReference(level float64) Estimate { return f.mean(ofReferenceMean, level) }

// mean estimates the mean over forecasts of what a tally sums.
func (f *Forecasts) mean(what int, level float64) Estimate {
	s := f.sums()
	value := s[what] / s[ofAll]
	gradient := [tallyLen]float64{ofAll: -value / s[ofAll]}
	gradient[what] = 1 / s[ofAll]
	return BoundedMean(value, f.stdErr(gradient), f.freedom(), f.N(), level)
}

// Observed estimates the share of forecasts that came, as [Share.Estimate] does:
// outcomes are yes or no, so that even of none and of all it has limits, and
// where those of a run are at odds with each other it counts them as
// independent, no more.
func (f *Forecasts) Observed(level float64) Estimate {
	s := Share{
		runs: f.runs, yes: int(f.totals[ofCame]), n: int(f.totals[ofAll]),
		// Each is at most 10^6 runs of 10^12, so that the low word has it all.
		yesYes: int(f.square[ofCame][ofCame].low),
		yesN:   int(f.square[ofAll][ofCame].low),
		nN:     int(f.square[ofAll][ofAll].low),
	}
	return s.Estimate(level)
}
