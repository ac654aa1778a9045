package stats

import (
	"fmt"
	"math"
)

// Walk is what the model gave along one trajectory of Morris (1991): Values[k+1]
// is its value after input Order[k] was moved by Steps[k]. A value of NaN is not
// known: neither are the effects of the steps to it and from it.
type Walk struct {
	Order  []int
	Steps  []float64 // in shares of the input's range, signed
	Values []Measured
	// StepVariance is the variance of the error of Values[k+1] less Values[k]. Nil:
	// the sum of the variances of both, as of independent errors. Values of one
	// walk may share their luck, which then cancels in the steps.
	StepVariance []float64
}

// stepVariance is that of step k.
func (w *Walk) stepVariance(k int) float64 {
	if w.StepVariance != nil {
		return w.StepVariance[k]
	}
	return w.Values[k].Variance + w.Values[k+1].Variance
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
// independent of each other. N of each estimate is the number of effects that are
// known: of trajectories, unless values are missing.
//
// Mu and MuStar have Student's interval. That the values are measured with error
// does not shift Mu. It makes the variance of the effects greater by the mean
// of v/step², for v the variance of the error of the difference of the two values,
// which is subtracted from the square of Sigma, down to 0; and it lifts MuStar, by
// up to Floor, the mean of sqrt(2/π v)/|step| (for errors that are about normal).
//
// The standard error of Sigma is that of the variance s² of the effects over
// 2 Sigma, with
//
//	var(s²) = (m4 - (r-3)/(r-1) s⁴) / r
//
// for r effects and m4 the fourth central moment (Cramér 1946), and its
// interval is normal, cut at 0. It is NaN where Sigma is 0.
//
// Limits and errors are NaN below two effects, and all is NaN without one. It panics unless every walk
// moves each input once, by a step that is not 0.
func Morris(walks []Walk, level float64) []Effect {
	checkLevel(level)
	if len(walks) == 0 {
		return nil
	}
	inputs := len(walks[0].Order)
	effects, noise := make([][]float64, inputs), make([][]float64, inputs)
	for _, walk := range walks {
		checkWalk(walk, inputs)
		for k, i := range walk.Order {
			step, rise := walk.Steps[k], walk.Values[k+1].Value-walk.Values[k].Value
			if math.IsNaN(rise) {
				continue
			}
			effects[i] = append(effects[i], rise/step)
			noise[i] = append(noise[i], walk.stepVariance(k)/float64(step*step))
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
	for _, v := range w.Values {
		if !math.IsNaN(v.Value) {
			checkMeasured(v)
		}
	}
	checkSteps(w.StepVariance, inputs)
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
	if len(effects) == 0 {
		e.Floor = math.NaN()
	}
	e.MuStar.Low = max(0, e.MuStar.Low)
	r := float64(len(effects))
	if len(effects) < 2 {
		return e
	}
	square := mu.squares / (r - 1)
	e.Sigma.Value = math.Sqrt(unlessNoise(max(0, square-variance.mean), math.Sqrt(relativeNoise*square)))
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
