package stats

// BrierParts is a Brier score in parts:
//
//	Brier = Reliability - Resolution + Uncertainty + WithinVariance - WithinCovariance
//
// Reliability is the mean squared distance of forecasts from what came of
// forecasts like them (0 is perfect), Resolution that of what came of them from
// the base rate (more is better), Uncertainty the Brier score of the base rate
// (Murphy 1973). The last two terms are due to bins that hold unlike forecasts
// (Stephenson, Coelho & Jolliffe 2008): the variance of forecasts within bins,
// and twice their covariance with the outcomes. Resolution - WithinVariance +
// WithinCovariance is the resolution that binning hides less of.
//
// The parts are those of the sample. Chance alone makes Reliability and
// Resolution greater than 0, each by about the number of bins times
// Uncertainty over the number of forecasts. All are NaN where there are none.
type BrierParts struct {
	Brier, Reliability, Resolution, Uncertainty float64
	WithinVariance, WithinCovariance            float64 // 0 where each bin holds one value
}

// Murphy takes the Brier score apart by the values of the forecasts, each
// distinct value (of the grid of 1/10,000) being a bin of its own. Where most
// values occur once, that says little: see [Forecasts.Isotonic] and
// [Forecasts.MurphyBinned].
func (f *Forecasts) Murphy() BrierParts { return f.parts(func(step int) int { return step }) }

// MurphyBinned takes the Brier score apart by the bins of the reliability
// diagram.
func (f *Forecasts) MurphyBinned() BrierParts { return f.parts(f.binOf) }

// parts takes the score apart by bins, into which binOf puts the steps of the
// grid in rising order.
func (f *Forecasts) parts(binOf func(step int) int) BrierParts {
	s := f.sums()
	n, base := s[ofAll], s[ofCame]/s[ofAll] // NaN if there are none
	p := BrierParts{Brier: s[ofBrier] / n, Uncertainty: base * (1 - base)}
	if f.runs == 0 {
		p.Reliability, p.Resolution, p.WithinVariance, p.WithinCovariance = base, base, base, base
	}
	for from := 0; from < len(f.counts); {
		to := from + 1
		for to < len(f.counts) && binOf(to) == binOf(from) {
			to++
		}
		p.addBin(f.counts[from:to], from, base, n)
		from = to
	}
	return p
}

// addBin adds what a bin, of the counts from a step of the grid on, brings to
// the parts.
func (p *BrierParts) addBin(counts [][2]uint32, from int, base, n float64) {
	all, came, sum := uint64(0), uint64(0), uint64(0)
	for i, c := range counts {
		here := uint64(c[0]) + uint64(c[1])
		all += here
		came += uint64(c[1])
		sum += here * uint64(from+i)
	}
	if all == 0 {
		return
	}
	size := float64(all)
	forecast, observed := float64(sum)/size/grid, float64(came)/size
	if len(counts) == 1 {
		forecast = float64(from) / grid // which sum/size may miss by rounding
	}
	p.Reliability += float64(size / n * (forecast - observed) * (forecast - observed))
	p.Resolution += float64(size / n * (observed - base) * (observed - base))
	for i, c := range counts {
		gap := float64(from+i)/grid - forecast
		p.WithinVariance += float64((float64(c[0]) + float64(c[1])) / n * gap * gap)
		cross := float64(float64(c[1])*(1-observed)) - float64(float64(c[0])*observed)
		p.WithinCovariance += float64(2 / n * gap * cross)
	}
}
