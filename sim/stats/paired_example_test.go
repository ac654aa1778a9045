package stats_test

import (
	"fmt"
	"math"

	"backchannel/sim/stats"
)

// Deals signed in each of eight runs, with and without an envoy who reads his
// principal well, on the same luck.
func ExamplePairedRatio() {
	every := []float64{1, 1, 1, 1, 1, 1, 1, 1}
	without := stats.Cases{Top: []float64{3, 1, 4, 2, 2, 5, 0, 3}, Bottom: every}
	with := stats.Cases{Top: []float64{4, 1, 6, 2, 3, 6, 1, 4}, Bottom: every}
	p := stats.PairedRatio(without, with, stats.Level95)
	d := p.Difference
	fmt.Printf("%.2f more (%.2f to %.2f), p = %.3f\n", d.Value, d.Low, d.High, p.P)
	fmt.Printf("as %.0f independent runs of each would tell\n", p.Equivalent)
	// Output:
	// 0.88 more (0.34 to 1.41), p = 0.006
	// as 128 independent runs of each would tell
}

// Of 1000 runs a deal stood after a year in 210 with either envoy, in 9 with the
// first alone and in 21 with the second alone.
func ExampleCrosstab() {
	c := stats.Crosstab{Both: 210, OnlyA: 9, OnlyB: 21, Neither: 760}
	p := c.Paired(stats.Level95)
	fmt.Printf("%+.3f (%.3f to %.3f), p = %.3f, exact %.3f\n",
		p.Difference.Value, p.Difference.Low, p.Difference.High, p.P, c.ExactP())
	// Output:
	// +0.012 (0.001 to 0.024), p = 0.028, exact 0.043
}

func ExampleHolm() {
	fmt.Println(stats.Holm([]float64{0.25, 0.01, 0.02}))
	// Output:
	// [0.25 0.03 0.04]
}

// First deals with and without a professional at the table, who makes them stand
// for 15 days longer. Without him, there is none in every sixth run.
func ExamplePairedKaplanMeier() {
	var a, b []stats.Life
	none := stats.Life{Watch: math.NaN()}
	for i := range 60 {
		days := float64(10 + 7*i%150)
		a = append(a, stats.Life{Days: days, Watch: 300, Ended: true})
		b = append(b, stats.Life{Days: days + 15, Watch: 280, Ended: true})
		if i%6 == 1 {
			a[i] = none
		}
	}
	c := stats.PairedKaplanMeier(a, b, 200, stats.Level95)
	p := c.RestrictedMean(120)
	fmt.Printf("%.0f and %.0f days of the first 120: %+.1f (%.1f to %.1f)\n",
		p.A.Value, p.B.Value, p.Difference.Value, p.Difference.Low, p.Difference.High)
	// Output:
	// 77 and 87 days of the first 120: +9.9 (4.3 to 15.4)
}
