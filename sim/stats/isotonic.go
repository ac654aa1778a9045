package stats

// Isotonic is the reliability diagram of the CORP form (Dimitriadis, Gneiting
// & Jordan 2021), which needs no choice of bins, and its parts of the Brier
// score:
//
//	Brier = Miscalibration - Discrimination + Uncertainty
//
// Miscalibration is by how much the score would fall if each forecast were
// replaced by what came of forecasts like it, as Steps has it (0 is perfect);
// Discrimination by how much the forecasts so corrected beat the base rate;
// Uncertainty is the Brier score of the base rate. None is below 0. All are NaN
// where there are no forecasts.
type Isotonic struct {
	Brier, Miscalibration, Discrimination, Uncertainty float64
	Steps                                              []IsotonicStep
}

// IsotonicStep is a range of forecasts of which the same share came.
type IsotonicStep struct {
	From, To float64 // least and greatest forecast
	Observed float64 // share that came
	N        int     // number of forecasts
}

// Isotonic fits the share that comes as a function of the forecast that
// never falls, by least squares: isotonic regression by pooling adjacent
// violators (Ayer, Brunk, Ewing, Reid & Silverman 1955). A step is a set of
// forecasts pooled, in rising order of forecast and of Observed.
func (f *Forecasts) Isotonic() Isotonic {
	s := f.sums()
	n, base := s[ofAll], s[ofCame]/s[ofAll] // NaN if there are none
	c := Isotonic{Brier: s[ofBrier] / n, Uncertainty: base * (1 - base), Discrimination: base, Miscalibration: base}
	if f.runs == 0 {
		return c
	}
	corrected := 0.0
	c.Discrimination = 0
	for _, b := range f.pools() {
		size, observed := float64(b.all), float64(b.came)/float64(b.all)
		c.Steps = append(c.Steps, IsotonicStep{
			From: float64(b.from) / grid, To: float64(b.to) / grid, Observed: observed, N: int(b.all),
		})
		corrected += float64(size / n * observed * (1 - observed))
		c.Discrimination += float64(size / n * (observed - base) * (observed - base))
	}
	c.Miscalibration = max(c.Brier-corrected, 0)
	return c
}

// pool is a set of adjacent steps of the grid.
type pool struct {
	from, to  int
	came, all uint64
}

// pools are the forecasts pooled until the share that came rises from each
// pool to the next. It is decided in whole numbers, so that no rounding
// enters.
func (f *Forecasts) pools() []pool {
	var pools []pool
	for step, c := range f.counts {
		next := pool{step, step, uint64(c[1]), uint64(c[0]) + uint64(c[1])}
		if next.all == 0 {
			continue
		}
		for len(pools) > 0 {
			last := pools[len(pools)-1]
			if last.came*next.all < next.came*last.all {
				break
			}
			next = pool{last.from, next.to, last.came + next.came, last.all + next.all}
			pools = pools[:len(pools)-1]
		}
		pools = append(pools, next)
	}
	return pools
}
