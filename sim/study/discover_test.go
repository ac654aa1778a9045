package study

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"backchannel/scenarios"
	"backchannel/sim/design"
	"backchannel/sim/stats"
)

// knownModel is a model that is known: how probable a yes is at a point, and
// how much of the luck of a run is the same at all points.
type knownModel struct {
	inputs int
	chance func(x []float64) float64
	common float64 // correlation of the luck of one run at two points
	own    bool    // each point plays runs of its own
}

// swept plays points of a Latin hypercube.
func (k knownModel) swept(points, runs int, rng *rand.Rand) (*Swept, *Replicates) {
	s := &Swept{Seed: 1, Runs: runs, OwnLuck: k.own, Metrics: []SweptMetric{{Name: "talk.standing_365", Meaning: "stood", Unit: aShare, Sample: firstDeals}}}
	for j := range k.inputs {
		s.Factors = append(s.Factors, scenarios.Factor{Input: scenarios.Input{Path: fmt.Sprintf("sides.S%d.clarity", j+1), Role: scenarios.Uncertainty}})
	}
	luck := make([]float64, runs)
	for i := range luck {
		luck[i] = rng.NormFloat64()
	}
	noise := NewReplicates(points, runs)
	for i, x := range design.LatinHypercube(points, k.inputs, rng) {
		least := distuv.UnitNormal.Quantile(1 - k.chance(x))
		yes := 0
		for run := range runs {
			if k.own {
				luck[run] = rng.NormFloat64()
			}
			y, _ := whether(math.Sqrt(k.common)*luck[run]+math.Sqrt(1-k.common)*rng.NormFloat64() > least)
			yes += int(y)
			noise.Add(i, run, y)
		}
		s.Points = append(s.Points, SweptPoint{Values: x, Runs: runs, Figures: []Figure{{Estimate: stats.Wilson(yes, runs, stats.Level95)}}})
	}
	return s, noise
}

// inBox is the mean chance in a box and beside it, by a fine design of the space.
func (k knownModel) inBox(box *Box, rng *rand.Rand) (inside, elsewhere float64) {
	var in, out, n, m float64
	for _, x := range design.LatinHypercube(4000, k.inputs, rng) {
		holds := true
		for _, l := range box.Limits {
			var j int
			_, _ = fmt.Sscanf(l.Path, "sides.S%d.clarity", &j)
			holds = holds && !(x[j-1] < float64(l.Above)) && !(x[j-1] > float64(l.Below))
		}
		if holds {
			in, n = in+k.chance(x), n+1
		} else {
			out, m = out+k.chance(x), m+1
		}
	}
	return in / n, out / m
}

// Models of six inputs: with a box of known limits, with none but a slope in three
// inputs, and with neither.
func boxed(x []float64) float64 {
	if x[0] > 0.5 && x[2] < 0.6 {
		return 0.75
	}
	return 0.2
}

func sloped(x []float64) float64 { return 1 / (1 + math.Exp(-3*(x[0]+x[1]-x[2]-0.5))) }

func flat([]float64) float64 { return 0.4 }

// TestDiscoveredBoxesKeepTheirWord plays sweeps of models whose chances are known
// and asks of each box how often the outcome comes in it, and elsewhere, really.
// As found, boxes claim too much; held out, they are off by 1.5 points of a hundred at
// most: the size of the box is chosen by the same held-out points. 95 % intervals must hold
// the truth in 95 % of 100 sweeps, less 3.1 standard errors: of 12 such tests one
// fails by chance in 1 of 80; the seed is fixed.
func TestDiscoveredBoxesKeepTheirWord(t *testing.T) {
	long(t)
	const sweeps = 100
	least := 0.95 - 3.1*math.Sqrt(0.95*0.05/sweeps)
	for what, k := range map[string]knownModel{
		"box, shared luck":   {inputs: 6, chance: boxed, common: 0.5},
		"box, own luck":      {inputs: 6, chance: boxed, common: 0.5, own: true},
		"slope, shared luck": {inputs: 6, chance: sloped, common: 0.5},
		"slope, own luck":    {inputs: 6, chance: sloped, common: 0.5, own: true},
	} {
		rng := rand.New(rand.NewPCG(74, 1))
		var found, held stats.Moments
		var inside, elsewhere, difference, n float64
		for range sweeps {
			s, noise := k.swept(128, 60, rng)
			d, err := Discover(s, DiscoverConfig{Metric: "talk.standing_365", Noise: noise, Seed: 5, Level: stats.Level95})
			if err != nil {
				t.Fatal(err)
			}
			if d.Box == nil {
				continue
			}
			n++
			in, out := k.inBox(d.Box, rng)
			found.Add(d.Box.Density - in)
			held.Add(d.Box.Inside.Value - in)
			inside += holding(d.Box.Inside, in)
			elsewhere += holding(d.Box.Elsewhere, out)
			difference += holding(d.Box.Difference, in-out)
		}
		f, h := found.Mean(stats.Level95), held.Mean(stats.Level95)
		t.Logf("%s: %v boxes; too much by %+.4f as found, %+.4f held out; intervals hold %.3f %.3f %.3f",
			what, n, f.Value, h.Value, inside/n, elsewhere/n, difference/n)
		if n < sweeps*0.94 {
			t.Errorf("%s: a box in %v of %d sweeps", what, n, sweeps)
		}
		if math.Abs(h.Value) > 0.015 || h.Value >= f.Value {
			t.Errorf("%s: held out, boxes claim %+.4f too much; as found %+.4f", what, h.Value, f.Value)
		}
		if min(inside, elsewhere, difference)/n < least {
			t.Errorf("%s: intervals hold %.3f, %.3f, %.3f", what, inside/n, elsewhere/n, difference/n)
		}
	}
}

func holding(e stats.Estimate, truth float64) float64 {
	if e.Low <= truth && truth <= e.High {
		return 1
	}
	return 0
}

// TestNoBoxOfNothing: where no input matters, hardly any sweep says that one
// does: at most 5 % of 50, at 3.1 standard errors.
func TestNoBoxOfNothing(t *testing.T) {
	long(t)
	for _, own := range []bool{false, true} {
		k, rng, n := knownModel{inputs: 6, chance: flat, common: 0.5, own: own}, rand.New(rand.NewPCG(75, 1)), 0
		for range 50 {
			s, noise := k.swept(100, 40, rng)
			d, err := Discover(s, DiscoverConfig{Metric: "talk.standing_365", Noise: noise, Seed: 5, Level: stats.Level95})
			if err != nil {
				t.Fatal(err)
			}
			if d.Box != nil {
				n++
			} else if len(d.InWords) != 1 || d.Why == "" {
				t.Errorf("says %q", d.InWords)
			}
		}
		t.Logf("own luck %v: %d of 50", own, n)
		if n > 7 {
			t.Errorf("own luck %v: a box in %d of 50 sweeps", own, n)
		}
	}
}
