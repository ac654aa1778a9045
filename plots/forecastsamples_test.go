package plots

import (
	"math"
	"math/rand/v2"
)

// sampleReliability returns forecasts in ten bins for each name, of which ever
// fewer come true than was said.
func sampleReliability(names ...string) Reliability {
	chart := Reliability{Words: sampleWords("After envoy meetings, twice as much is announced as holds",
		"Announced optimism at each readout, and whether a deal signed within 90 days stood a year on",
		"Ten bins of equal width; Wilson 95% intervals by run; consistency bars at 95%")}
	for i, name := range names {
		held := 0.5 + 0.4*float64(i)/float64(max(1, len(names)-1))
		pn := ReliabilityPanel{
			Name: name, MeanForecast: 0.62 - 0.2*float64(i),
			BaseRate: Interval{Value: 0.31 + 0.03*float64(i), Low: 0.298 + 0.03*float64(i), High: 0.322 + 0.03*float64(i)},
			Excess:   Interval{Value: 0.31 - 0.23*float64(i), Low: 0.298 - 0.23*float64(i), High: 0.322 - 0.23*float64(i)},
			Brier:    0.281 - 0.08*float64(i), BrierLow: 0.27 - 0.08*float64(i), BrierHigh: 0.292 - 0.08*float64(i),
			Miscalibration: 0.096 - 0.08*float64(i), Discrimination: 0.029, Uncertainty: 0.214,
		}
		for b := range 10 {
			mid := 0.05 + 0.1*float64(b)
			n := int(900 * math.Exp(-8*(mid-pn.MeanForecast)*(mid-pn.MeanForecast)))
			observed := mid * held
			half, spread := 1.96*math.Sqrt(observed*(1-observed)/float64(n)), 1.96*math.Sqrt(mid*(1-mid)/float64(n))
			pn.N += n
			pn.Bins = append(pn.Bins, ReliabilityBin{
				From: mid - 0.05, To: mid + 0.05, N: n, Forecast: mid + 0.01, Observed: observed,
				Low: max(0, observed-half), High: min(1, observed+half),
				ConsistencyLow: max(0, mid-spread), ConsistencyHigh: min(1, mid+spread),
			})
			pn.Forecast, pn.Isotonic = append(pn.Forecast, mid), append(pn.Isotonic, observed)
		}
		chart.Panels = append(chart.Panels, pn)
	}
	return chart
}

// sampleDots returns n quantiles of exponential waiting times, those beyond the
// horizon unknown.
func sampleDots(n int, names ...string) Dots {
	chart := Dots{Words: sampleWords("Deals come in weeks and fall within the year",
		"Time to the first deal of the US–Russia talks, and how long it stood", "Kaplan–Meier quantiles")}
	for i, name := range names {
		pn := DotsPanel{Name: name, Horizon: 365 * float64(1+i), XLabel: "Days since the start"}
		for j := range n {
			day := -math.Log(1-(float64(j)+0.5)/float64(n)) * (90 + 310*float64(i))
			if day > pn.Horizon {
				day = math.Inf(1)
			}
			pn.At = append(pn.At, day)
		}
		if mean := 90 + 310*float64(i); i > 0 {
			pn.Half = mean * math.Ln2
		}
		chart.Panels = append(chart.Panels, pn)
	}
	return chart
}

// sampleConvergence returns a share estimated after every hundred runs, until
// the half-width is met.
func sampleConvergence(target float64) Convergence {
	rng := rand.New(rand.NewPCG(9, 10))
	chart := Convergence{
		Words: sampleWords("The estimate settled within a point after 8,900 runs", "Share of first deals standing a year on",
			"Wilson 95% interval at each look"),
		Name: "deals standing a year on", Target: target, Share: true,
	}
	held := 0
	for n := 1; n <= 9500; n++ {
		if rng.Float64() < 0.36 {
			held++
		}
		if n%100 == 0 {
			share := float64(held) / float64(n)
			half := 1.96 * math.Sqrt(share*(1-share)/float64(n))
			chart.Runs, chart.Estimate = append(chart.Runs, n), append(chart.Estimate, share)
			chart.Low, chart.High = append(chart.Low, share-half), append(chart.High, share+half)
		}
	}
	return chart
}
