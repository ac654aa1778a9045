package stats_test

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"

	"backchannel/sim/stats"
)

// A deal was signed in 71 of 100 runs.
func ExampleWilson() {
	e := stats.Wilson(71, 100, stats.Level95)
	fmt.Printf("%.2f (95 %% interval %.2f to %.2f, n = %d)\n", e.Value, e.Low, e.High, e.N)
	// Output:
	// 0.71 (95 % interval 0.61 to 0.79, n = 100)
}

func ExampleEstimate_MarshalJSON() {
	text, err := json.Marshal(stats.Wilson(0, 0, stats.Level95))
	fmt.Println(string(text), err)
	// Output:
	// {"value":null,"low":null,"high":null,"n":0} <nil>
}

func ExampleMoments() {
	var meetings stats.Moments
	for _, n := range []float64{14, 9, 11, 17, 12} { // in the order of the runs
		meetings.Add(n)
	}
	e := meetings.Mean(stats.Level95)
	fmt.Printf("%.1f meetings (%.1f to %.1f)\n", e.Value, e.Low, e.High)
	// Output:
	// 12.6 meetings (8.8 to 16.4)
}

// The time to a first understanding, which does not come in every run.
func ExampleCounts() {
	c := stats.NewCounts(365)
	for i := range 80 {
		c.Add(2.5 * float64(i))
	}
	for range 20 {
		c.Add(math.NaN()) // never
	}
	half, most := c.Quantile(0.5, stats.Level95), c.Quantile(0.85, stats.Level95)
	fmt.Println("half of all runs by day", half.Value, "from", half.Low, "to", half.High)
	fmt.Println("0.85 of all runs by day", most.Value, "from", most.Low, "to", most.High)
	fmt.Printf("share of runs by day 30: %.2f\n", c.ShareBy(30, stats.Level95).Value)
	// Output:
	// half of all runs by day 123 from 98 to 150
	// 0.85 of all runs by day NaN from 193 to NaN
	// share of runs by day 30: 0.13
}

// Deals signed on different days of runs of 360 days, so watched for different
// spans; cause 0 is a fall from grace, cause 1 a misreading.
func ExampleKaplanMeier() {
	lives := stats.NewLives(360, 2)
	for i := range 100 {
		watch := 360 - float64(i)
		switch i % 4 {
		case 0:
			lives.Add(30+float64(i)/2, watch, 0)
		case 1:
			lives.Add(120+float64(i), watch, 1)
		default:
			lives.Add(watch, watch, -1)
		}
	}
	curve := stats.KaplanMeier(lives, stats.Level95)
	for _, day := range []int{0, 90, 180, 300} {
		e := curve.At(day)
		fmt.Printf("day %3d: %.3f (%.3f to %.3f), %d at risk, %d ended, %d censored\n",
			day, e.Value, e.Low, e.High, curve.AtRisk(day), curve.Ended(day), curve.Censored(day))
	}
	mean := curve.RestrictedMean(300)
	fmt.Printf("of its first 300 days a deal stood %.0f (%.0f to %.0f)\n", mean.Value, mean.Low, mean.High)
	// Output:
	// day   0: 1.000 (0.963 to 1.000), 100 at risk, 0 ended, 0 censored
	// day  90: 0.750 (0.653 to 0.824), 75 at risk, 25 ended, 0 censored
	// day 180: 0.600 (0.497 to 0.688), 60 at risk, 40 ended, 0 censored
	// day 300: 0.500 (0.399 to 0.593), 30 at risk, 50 ended, 20 censored
	// of its first 300 days a deal stood 206 (185 to 226)
}

// Deals that end of one of two causes or stand to the end of the run.
func ExampleAalenJohansen() {
	lives := stats.NewLives(360, 2)
	for i := range 100 {
		switch i % 4 {
		case 0:
			lives.Add(30+float64(i)/2, 360, 0)
		case 1:
			lives.Add(120+float64(i), 360, 1)
		default:
			lives.Add(360, 360, -1)
		}
	}
	incidence := stats.AalenJohansen(lives, stats.Level95)
	for cause, name := range []string{"fall from grace", "misreading"} {
		e := incidence.At(cause, 180)
		fmt.Printf("%s: %.2f (%.2f to %.2f)\n", name, e.Value, e.Low, e.High)
	}
	// Output:
	// fall from grace: 0.25 (0.18 to 0.35)
	// misreading: 0.15 (0.09 to 0.24)
}

// The mean life of the deals of 40 runs, of which the unlucky have more deals
// and shorter ones: a run is resampled with all its deals.
func ExampleBCa() {
	runs := make([][]float64, 40)
	for i := range runs {
		for j := range 1 + i%4 {
			runs[i] = append(runs[i], 400/float64(1+i%4)+float64(10*j))
		}
	}
	mean := func(sample []int) float64 {
		sum, n := 0.0, 0.0
		for _, run := range sample {
			for _, life := range runs[run] {
				sum += life
				n++
			}
		}
		return sum / n
	}
	e := stats.BCa(len(runs), mean, 2000, stats.Level95, rand.NewPCG(1, 2))
	fmt.Printf("%.0f days (%.0f to %.0f), %d runs\n", e.Value, e.Low, e.High, e.N)
	// Output:
	// 170 days (151 to 194), 40 runs
}

// An envoy who announces 0.9 whatever comes of it, in runs of two
// announcements each; what comes is known to the reference.
func ExampleForecasts() {
	f := stats.NewForecasts(10)
	for i := range 100 {
		came := i%3 == 0
		f.AddRun([]stats.Forecast{
			{Probability: 0.9, Reference: 0.3, Came: came},
			{Probability: 0.9, Reference: 0.4, Came: came || i%10 == 1},
		})
	}
	bias, skill := f.Bias(stats.Level95), f.ReferenceSkill(stats.Level95)
	fmt.Printf("announced above what came: %.2f (%.2f to %.2f)\n", bias.Value, bias.Low, bias.High)
	fmt.Printf("skill against the reference: %.2f (%.2f to %.2f)\n", skill.Value, skill.Low, skill.High)
	bars := f.Consistency(stats.Level95, 1000, rand.NewPCG(1, 2))
	for i, p := range f.Reliability(stats.Level95) {
		fmt.Printf("of %d forecasts of %.1f, %.2f came (%.2f to %.2f); of reliable ones, %.2f to %.2f\n",
			p.Observed.N, p.Forecast, p.Observed.Value, p.Observed.Low, p.Observed.High, bars[i].Low, bars[i].High)
	}
	// Output:
	// announced above what came: 0.53 (0.43 to 0.62)
	// skill against the reference: -1.18 (-1.84 to -0.67)
	// of 200 forecasts of 0.9, 0.38 came (0.29 to 0.47); of reliable ones, 0.84 to 0.95
}

func ExampleHistogram() {
	var optimism stats.Histogram
	for i := range 1000 {
		optimism.Add(math.Sqrt(float64(i) / 1000))
	}
	fmt.Printf("mean %.2f, quartiles %.2f %.2f %.2f\n", optimism.Mean(),
		optimism.Quantile(0.25), optimism.Quantile(0.5), optimism.Quantile(0.75))
	// Output:
	// mean 0.67, quartiles 0.50 0.71 0.87
}
