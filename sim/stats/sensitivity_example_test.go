package stats_test

import (
	"fmt"
	"math/rand/v2"

	"backchannel/sim/design"
	"backchannel/sim/stats"
)

// How much of the variance of a sum each of its parts accounts for: 4/5 and 1/5,
// since the one weighs twice as much as the other.
func ExampleSobol() {
	plan, err := design.NewSaltelli(2, nil, rand.NewPCG(1, 1))
	if err != nil {
		panic(err)
	}
	model := func(x []float64) stats.Measured { return stats.Measured{Value: 2*x[0] + x[1]} }
	var rows []stats.SobolRow
	for i := range 4096 {
		points := plan.At(i)
		row := stats.SobolRow{A: model(points.A), B: model(points.B)}
		for _, p := range points.AB {
			row.AB = append(row.AB, model(p))
		}
		rows = append(rows, row)
	}
	indices := stats.Sobol(rows, stats.Precision{Level: 0.95, Resamples: 2000, Width: 0.1}, rand.NewPCG(1, 2))
	for g, index := range indices.Total {
		fmt.Printf("input %d: %.2f of the variance (%.2f to %.2f), rows missing: %d\n",
			g, index.Share.Value, index.Share.Low, index.Share.High, index.More)
	}
	// Output:
	// input 0: 0.80 of the variance (0.77 to 0.83), rows missing: 0
	// input 1: 0.20 of the variance (0.19 to 0.21), rows missing: 0
}

// Where the outcome comes if one input is high and the other low: from the
// trajectory, the last box that still has nine in ten of all cases.
func ExamplePeel() {
	p := stats.PrimPoints{Inputs: design.CentredLatinHypercube(1000, 3, rand.NewPCG(2, 1))}
	for _, x := range p.Inputs {
		outcome := 0.0
		if x[0] > 0.6 && x[2] < 0.5 {
			outcome = 1
		}
		p.Outcomes = append(p.Outcomes, outcome)
	}
	var chosen stats.PrimBox
	for _, box := range stats.Peel(p, stats.PrimRules{Peel: 0.05, Paste: 0.05, MinMass: 0.05}) {
		if box.Coverage >= 0.9 {
			chosen = box
		}
	}
	for _, j := range chosen.Restricted() {
		fmt.Printf("input %d from %.2f to %.2f\n", j, chosen.Ranges[j].Low, chosen.Ranges[j].High)
	}
	fmt.Printf("%.0f in 100 cases, at %.0f in 100 of its points\n", 100*chosen.Coverage, 100*chosen.Density)
	// Output:
	// input 0 from 0.61 to +Inf
	// input 2 from -Inf to 0.49
	// 94 in 100 cases, at 100 in 100 of its points
}
