package stats_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"backchannel/sim/stats"
)

// Rows of independent points, as the bootstrap takes them to be: 0.935 to 0.965
// of the intervals of level 0.95 hold the truth, but for 4 standard errors, with
// noise and without. An index of 0 is held more often, because limits are cut to
// [0,1]. Rows of the Sobol sequence are better than the bootstrap knows: its
// intervals hold the truth more often.
func TestSobolCoverage(t *testing.T) {
	long(t)
	first, total, _ := ishigamiShares()
	const tries, n = 400, 256
	p := stats.Precision{Level: 0.95, Resamples: 400, Width: 1}
	rng := rand.New(rand.NewPCG(61, 1))
	random := func(model func([]float64) stats.Measured) []stats.SobolRow {
		rows := make([]stats.SobolRow, n)
		for i := range rows {
			a, b := []float64{rng.Float64(), rng.Float64(), rng.Float64()}, []float64{rng.Float64(), rng.Float64(), rng.Float64()}
			rows[i] = stats.SobolRow{A: model(a), B: model(b)}
			for g := range a {
				mixed := slices.Clone(a)
				mixed[g] = b[g]
				rows[i].AB = append(rows[i].AB, model(mixed))
			}
		}
		return rows
	}
	for _, c := range []struct {
		what          string
		rows          func() []stats.SobolRow
		atMost, least float64
	}{
		{"random rows", func() []stats.SobolRow { return random(without(ishigami)) }, 0.965, 0.935},
		{"random noisy rows", func() []stats.SobolRow { return random(noisy(ishigami, 3, 4, rng)) }, 0.965, 0.935},
		{"Sobol rows", func() []stats.SobolRow { return played(t, n, 3, nil, rng, without(ishigami)) }, 1, 0.96},
	} {
		var hits [6]int
		for range tries {
			s := stats.Sobol(c.rows(), p, rng)
			for i := range 3 {
				hits[i] += holds(s.First[i].Share, first[i])
				hits[3+i] += holds(s.Total[i].Share, total[i])
			}
		}
		for i, hit := range hits {
			atMost := c.atMost
			if i == 2 {
				atMost = 1
			}
			share := float64(hit) / tries
			slack := 4 * math.Sqrt(0.95*0.05/tries)
			if share < c.least-slack || share > atMost+slack {
				t.Errorf("%s: index %d is held in %v of the samples; want %v to %v", c.what, i, share, c.least, atMost)
			}
		}
		t.Logf("%s: %v of %d", c.what, hits, tries)
	}
}
