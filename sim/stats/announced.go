package stats

// MeanForecast estimates the mean forecast, with the interval of
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
	return f.linearised(value, gradient, 0, 1, level)
}

// Observed estimates the share of forecasts that came. Its interval is that of
// [Share.Estimate] and not by linearisation, as of the others: outcomes are yes
// or no, and where few of them came or few failed the linearised interval is
// too short, and of none or all has no width.
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
