package stats

import (
	"fmt"
	"math"
)

// Walk is what the model gave along one trajectory of Morris (1991): Values[k+1]
// is its value after input Order[k] was moved by Steps[k].
type Walk struct {
	Order  []int
	Steps  []float64 // in shares of the input's range, signed
	Values []Measured
}

// Effect sums up the elementary effects of one input: by how much the value
// changes, per range of the input, when the input alone is moved.
type Effect struct {
	// Mu is the mean of the effects (Morris 1991): effects of different sign
	// cancel. MuStar is the mean of their magnitudes (Campolongo, Cariboni &
	// Saltelli 2007), by which inputs are ranked.
	Mu, MuStar Estimate
	// Sigma is the standard deviation of the effects, chance left out: great if
	// the input interacts with others or its effect is not linear.
	Sigma Estimate

	MuErr, MuStarErr, SigmaErr float64 // standard errors

	// Floor is the MuStar to be expected of an input without any effect, by the
	// errors of the values alone. Where MuStar is not clear of it, the input has
	// not been seen to matter.
	Floor float64
}

// Morris estimates the effects of each input from trajectories that are
// independent of each other. N of each estimate is the number of trajectories.
//
// Mu and MuStar have Student's interval. That the values are measured with error
// does not shift Mu. It makes the variance of the effects greater by the mean
// of (v + v')/step², for v and v' the variances of the two values, which is
// subtracted from the square of Sigma, down to 0; and it lifts MuStar, by up to
// Floor, the mean of sqrt(2/π (v + v'))/|step| (for errors that are about normal).
//
// The standard error of Sigma is that of the variance s² of the effects over
// 2 Sigma, with
//
//	var(s²) = (m4 - (r-3)/(r-1) s⁴) / r
//
// for r trajectories and m4 the fourth central moment (Cramér 1946), and its
// interval is normal, cut at 0. It is NaN where Sigma is 0.
//
// Limits and errors are NaN below two trajectories. It panics unless every walk
// moves each input once, by a step that is not 0.
func Morris(walks []Walk, level float64) []Effect {
	checkLevel(level)
	if len(walks) == 0 {
		return nil
	}
	inputs := len(walks[0].Order)
	effects, noise := zeros(inputs, len(walks)), zeros(inputs, len(walks))
	for w, walk := range walks {
		checkWalk(walk, inputs)
		for k, i := range walk.Order {
			step, from, to := walk.Steps[k], walk.Values[k], walk.Values[k+1]
			effects[i][w] = (to.Value - from.Value) / step
			noise[i][w] = (from.Variance + to.Variance) / float64(step*step)
		}
	}
	result := make([]Effect, inputs)
	for i := range result {
		result[i] = effectOf(effects[i], noise[i], level)
	}
	return result
}

func checkWalk(w Walk, inputs int) {
	if len(w.Order) != inputs || len(w.Steps) != inputs || len(w.Values) != inputs+1 {
		panic(fmt.Sprintf("stats: walk with %d inputs, %d steps, %d values, for %d inputs",
			len(w.Order), len(w.Steps), len(w.Values), inputs))
	}
	checkMeasured(w.Values...)
	moved := make([]bool, inputs)
	for k, i := range w.Order {
		if i < 0 || i >= inputs || moved[i] || w.Steps[k] == 0 || math.IsNaN(w.Steps[k]) {
			panic(fmt.Sprintf("stats: walk with step %v in input %d", w.Steps[k], i))
		}
		moved[i] = true
	}
}

func effectOf(effects, noise []float64, level float64) Effect {
	var mu, star, variance, floor Moments
	for w, x := range effects {
		mu.Add(x)
		star.Add(math.Abs(x))
		variance.Add(noise[w])
		floor.Add(math.Sqrt(2 / math.Pi * noise[w]))
	}
	e := Effect{
		Mu: mu.Mean(level), MuStar: star.Mean(level), Sigma: unknown(len(effects)),
		MuErr: mu.StdErr(), MuStarErr: star.StdErr(), SigmaErr: math.NaN(),
		Floor: floor.mean,
	}
	e.MuStar.Low = max(0, e.MuStar.Low)
	r := float64(len(effects))
	if len(effects) < 2 {
		return e
	}
	square := mu.squares / (r - 1)
	e.Sigma.Value = math.Sqrt(max(0, square-variance.mean))
	fourth := 0.0
	for _, x := range effects {
		fourth += math.Pow(x-mu.mean, 4) / r
	}
	if e.Sigma.Value > 0 {
		e.SigmaErr = math.Sqrt((fourth-(r-3)/(r-1)*square*square)/r) / (2 * e.Sigma.Value)
		half := normalQuantile(level) * e.SigmaErr
		e.Sigma.Low, e.Sigma.High = max(0, e.Sigma.Value-half), e.Sigma.Value+half
	}
	return e
}
