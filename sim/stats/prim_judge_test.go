package stats_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"backchannel/sim/stats"
)

// line is points 0 to 99 whose outcome comes from 30 to 69.
func line() stats.PrimPoints {
	var p stats.PrimPoints
	for i := range 100 {
		p.Inputs = append(p.Inputs, []float64{float64(i), 5})
		p.Outcomes = append(p.Outcomes, 0)
		if i >= 30 && i < 70 {
			p.Outcomes[i] = 1
		}
	}
	return p
}

func open() stats.PrimRange { return stats.PrimRange{Low: math.Inf(-1), High: math.Inf(1)} }

// A box that is too small grows to the true limits and no farther, a limit that
// keeps nothing out goes, and categories come back if they hold nothing else.
func TestPaste(t *testing.T) {
	p := line()
	small := stats.PrimBox{Ranges: []stats.PrimRange{{Low: 45, High: 50}, {Low: 1, High: 9}}}
	careful := stats.PrimRules{Peel: 0.05, Paste: 0.01, MinMass: 0.05} // one point at a time
	got := stats.Paste(p, small, careful)
	if r := got.Ranges[0]; r.Low != 29.5 || r.High != 69.5 || got.Ranges[1].Restricted() || got.N != 40 || got.Density != 1 || got.Coverage != 1 {
		t.Errorf("grew to %+v", got)
	}
	if small.Ranges[0].Low != 45 {
		t.Error("changed the box it was given")
	}
	named := stats.PrimPoints{Unordered: []bool{true}}
	for i := range 40 {
		named.Inputs = append(named.Inputs, []float64{float64(i % 4)})
		named.Outcomes = append(named.Outcomes, float64((i%4)%2)) // 1 and 3 come
	}
	one := open()
	one.Without = []float64{0, 1, 2, 17} // of 17 there is no point
	got = stats.Paste(named, stats.PrimBox{Ranges: []stats.PrimRange{one}}, patient)
	if !slices.Equal(got.Ranges[0].Without, []float64{0, 2}) || got.N != 20 {
		t.Errorf("came back to %+v", got)
	}
	if full := stats.Peel(named, patient); len(full) != 3 || !slices.Equal(full[2].Ranges[0].Without, []float64{0, 2}) || full[2].Density != 1 {
		t.Errorf("categories peeled: %+v", full)
	}
}

// By hand. Points 0 to 4 come, 5 to 9 do not; the box takes 0 to 3. Its 4 came by
// chance with 1/2 to the 4th; as shares 0.1 and 0.3 in place of 0 and 1, with
// (0.3 - 0.2) / (0.1/sqrt 4) = 2 standard deviations.
func TestQuasiP(t *testing.T) {
	var p stats.PrimPoints
	for i := range 10 {
		p.Inputs = append(p.Inputs, []float64{float64(i), 0})
		p.Outcomes = append(p.Outcomes, float64((9-i)/5))
	}
	box := stats.PrimBox{Ranges: []stats.PrimRange{{Low: math.Inf(-1), High: 3.5}, open()}}
	near(t, "binary", stats.QuasiP(p, box)[0], 1.0/16, 1e-14)
	near(t, "free", stats.QuasiP(p, box)[1], math.NaN(), 0)
	for i, y := range p.Outcomes {
		p.Outcomes[i] = 0.1 + 0.2*y
	}
	near(t, "shares", stats.QuasiP(p, box)[0], 0.022750131948179195, 1e-12) // R: pnorm(-2)
	box.Ranges[0].High = -1
	near(t, "empty box", stats.QuasiP(p, box)[0], math.NaN(), 0)
	for i := range p.Outcomes {
		p.Outcomes[i] = 0
	}
	box.Ranges[0].High = 3.5
	near(t, "nothing came", stats.QuasiP(p, box)[0], 1, 0)
}

// The same source gives the same shares. Where the outcome is noise, a box still
// restricts inputs, and they are not found again as those of a true box are, always.
func TestReproduce(t *testing.T) {
	rng := rand.New(rand.NewPCG(72, 1))
	p := stats.PrimPoints{}
	for range 400 {
		x := make([]float64, 10)
		for j := range x {
			x[j] = rng.Float64()
		}
		p.Inputs = append(p.Inputs, x)
		p.Outcomes = append(p.Outcomes, float64(rng.IntN(2)))
	}
	trajectory := stats.Peel(p, patient)
	box := trajectory[len(trajectory)/3]
	a := stats.Reproduce(p, box, patient, 20, rand.NewPCG(72, 2))
	if b := stats.Reproduce(p, box, patient, 20, rand.NewPCG(72, 2)); !slices.Equal(a, b) {
		t.Errorf("%v, then %v", a, b)
	}
	mean := 0.0
	for _, j := range box.Restricted() {
		mean += a[j].ByCoverage / float64(len(box.Restricted()))
	}
	if !(mean < 0.75) {
		t.Errorf("of noise, the inputs %v are reproduced in %v in the mean: %v", box.Restricted(), mean, a)
	}
}

func TestPeelEdges(t *testing.T) {
	if b := stats.Peel(stats.PrimPoints{}, patient); b != nil {
		t.Errorf("of no points: %v", b)
	}
	all := func(n int, y float64) stats.PrimPoints {
		p := stats.PrimPoints{}
		for i := range n {
			p.Inputs = append(p.Inputs, []float64{float64(i), 1})
			p.Outcomes = append(p.Outcomes, y)
		}
		return p
	}
	for what, p := range map[string]stats.PrimPoints{
		"one point":          all(1, 1),
		"all came":           all(50, 1),
		"none came":          all(50, 0),
		"all the same share": all(50, 0.3),
		"one place":          {Inputs: [][]float64{{1}, {1}, {1}}, Outcomes: []float64{0, 1, 1}},
		"one category":       {Inputs: [][]float64{{1}, {1}, {1}}, Outcomes: []float64{0, 1, 1}, Unordered: []bool{true}},
	} {
		if b := stats.Peel(p, patient); len(b) != 1 || b[0].N != len(p.Outcomes) || len(b[0].Restricted()) != 0 {
			t.Errorf("%s: %+v", what, b)
		}
	}
	if b := stats.Peel(all(50, 0), patient); !math.IsNaN(b[0].Coverage) || b[0].Density != 0 {
		t.Errorf("none came: %+v", b)
	}
	// Neighbouring numbers have nothing between them.
	next := math.Nextafter(1, 2)
	b := stats.Peel(stats.PrimPoints{Inputs: [][]float64{{1}, {next}}, Outcomes: []float64{1, 0}}, patient)
	if len(b) != 2 || !b[1].Holds([]float64{1}) || b[1].Holds([]float64{next}) {
		t.Errorf("neighbours: %+v", b)
	}
	p := line()
	panics(t, "rules", "probability 0", func() { stats.Peel(p, stats.PrimRules{Peel: 0, Paste: 0.05}) })
	panics(t, "mass", "probability 1", func() { stats.Paste(p, b[0], stats.PrimRules{Peel: 0.1, Paste: 0.05, MinMass: 1}) })
	panics(t, "resamples", "no resamples", func() { stats.Reproduce(p, b[0], patient, 0, nil) })
	panics(t, "lengths", "1 outcomes of 2", func() { stats.Peel(stats.PrimPoints{Inputs: [][]float64{{1}, {2}}, Outcomes: []float64{1}}, patient) })
	panics(t, "outcome", "outcome 2", func() { stats.Peel(stats.PrimPoints{Inputs: [][]float64{{1}}, Outcomes: []float64{2}}, patient) })
	panics(t, "input", "NaN", func() {
		stats.Peel(stats.PrimPoints{Inputs: [][]float64{{math.NaN()}}, Outcomes: []float64{1}}, patient)
	})
	panics(t, "inputs", "point 1 has 2", func() {
		stats.QuasiP(stats.PrimPoints{Inputs: [][]float64{{1}, {1, 2}}, Outcomes: []float64{1, 0}}, b[0])
	})
}
