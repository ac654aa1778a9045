package study

import (
	"context"
	"errors"
	"fmt"
	"math"

	"backchannel/sim/record"
	"backchannel/sim/stats"
)

// lookFactor is how many times as many runs as at one look are played by the
// next, at most. A batch then plays at most half as many again as it needed,
// and a quarter on average; more looks would make each of their intervals wider
// (modelling choice).
const lookFactor = 1.5

// Plan says at what a batch is looked while it goes on, when, and what ends it.
type Plan struct {
	Target Target
	Half   float64 // the half-width that ends the batch, in the unit of the target, above 0; 0: it is only looked at
	Min    int     // runs before the first look; at least 1
	Max    int     // runs at the last look, where the batch ends in any case; at least Min
	Level  float64 // probability with which the intervals of all looks hold the truth together

	// Look, if given, is told of every look, from the goroutine that called
	// RunUntil.
	Look func(record.LookRow)
}

// Precision says how surely one measure was to be known, and came to be.
type Precision struct {
	Measure  string `json:"measure"` // its name, as Target has it
	Meaning  string `json:"meaning"`
	Unit     string `json:"unit"`
	MinRuns  int    `json:"min_runs"`  // at the first look
	MaxRuns  int    `json:"max_runs"`  // at the last that was planned
	MaxLooks int    `json:"max_looks"` // looks planned

	// Aim is the half-width that was to be reached; nil: none was.
	Aim *float64 `json:"aim,omitempty"`
	Met bool     `json:"met"`
	// HalfWidth is that of Estimate; nil: it has no two limits.
	HalfWidth *float64 `json:"half_width"`
	Looks     int      `json:"looks"` // looks taken
	Runs      int      `json:"runs"`  // at the last of them
	// Level is the probability with which the intervals of all looks hold the
	// truth together; LookLevel is the confidence level of each that makes it so.
	Level     float64 `json:"level"`
	LookLevel float64 `json:"look_level"`
	// Estimate is what was seen at the last look, with its interval of LookLevel.
	Estimate stats.Estimate `json:"estimate"`
}

// RunUntil plays a batch as Run does, but for c.Runs: it looks at one measure
// after Min runs and then whenever about half as many again have been played,
// up to Max, and ends at the first look at which the interval of the measure has a
// half-width of at most Half, or at Max. What it plays and writes is what Run
// does for as many runs.
//
// A measure without two limits is not met yet. The intervals of the looks are
// repeated confidence intervals: they hold the truth together with probability
// Level, and so does the one at the end, whatever ended it. It takes it that the
// information on the measure is proportional to the runs; see stats.Pocock.
//
// When ctx is cancelled, the result is that of the runs played so far, and the
// precision that of the last look before.
func RunUntil(ctx context.Context, c Config, p Plan) (*Result, *Precision, error) {
	c.Runs = wholeDraws([]int{p.Max}, c.Draws.Repeats())[0]
	if err := errors.Join(p.check(), c.check()); err != nil {
		return nil, nil, err
	}
	if c.Panel != nil {
		return nil, nil, errors.New("study until a precision: it makes no panel, whose runs are known before")
	}
	b, sizes := newBatch(c), wholeDraws(p.sizes(), c.Draws.Repeats())
	found := p.begin(sizes)
	for _, runs := range sizes {
		if err := b.play(ctx, runs); err != nil {
			return nil, nil, err
		}
		if b.done < runs {
			break // cancelled: a look that was not planned would not be covered
		}
		t, err := b.tally()
		if err != nil {
			return nil, nil, err
		}
		if found.look(t, &p); found.Met {
			r, err := b.result(runs)
			return r, found, err
		}
	}
	r, err := b.result(c.Runs)
	return r, found, err
}

func (p *Plan) check() error {
	switch {
	case p.Min < 1 || p.Max < p.Min:
		return fmt.Errorf("study until a precision: from %d to %d runs; give at least 1, and no more at the first look than at the last", p.Min, p.Max)
	case !(p.Half >= 0) || math.IsInf(p.Half, 1):
		return fmt.Errorf("study until a precision of %v: give a half-width above 0", p.Half)
	case p.Half >= p.Target.Widest():
		return fmt.Errorf("study until a precision of %v: that is no less than may be known of %s (%s) without a run; give less than %v",
			p.Half, p.Target.Name, p.Target.Unit, p.Target.Widest())
	}
	return nil
}

// sizes are the runs at each look: from Min to Max by a constant factor of at
// most lookFactor, rounded.
func (p *Plan) sizes() []int {
	growth := float64(p.Max) / float64(p.Min)
	steps := math.Ceil(math.Log(growth) / math.Log(lookFactor))
	sizes := []int{p.Min}
	for i := 1.0; i <= steps; i++ {
		n := int(math.Round(float64(p.Min) * math.Pow(growth, i/steps)))
		if n > sizes[len(sizes)-1] {
			sizes = append(sizes, n)
		}
	}
	return sizes
}

// begin is the precision before the first look.
func (p *Plan) begin(sizes []int) *Precision {
	found := &Precision{
		Measure: p.Target.Name, Meaning: p.Target.Meaning, Unit: p.Target.Unit,
		MinRuns: p.Min, MaxRuns: p.Max, MaxLooks: len(sizes),
		Level: p.Level, LookLevel: stats.Pocock(sizes, p.Level),
		Estimate: stats.Estimate{Value: math.NaN(), Low: math.NaN(), High: math.NaN()},
	}
	if p.Half > 0 {
		found.Aim = new(p.Half)
	}
	return found
}

// look looks at what has been played so far.
func (found *Precision) look(t *Tally, p *Plan) {
	e := p.Target.of(t, found.LookLevel)
	found.Looks, found.Runs, found.Estimate = found.Looks+1, t.Runs(), e
	half := (e.High - e.Low) / 2
	found.HalfWidth = orNil(half)
	found.Met = p.Half > 0 && half <= p.Half // false for NaN
	if p.Look != nil {
		p.Look(record.LookRow{
			Measure: found.Measure, Runs: int64(t.Runs()), N: int64(e.N),
			Value: orNil(e.Value), Low: orNil(e.Low), High: orNil(e.High),
		})
	}
}

// orNil is nil for NaN.
func orNil(x float64) *float64 {
	if math.IsNaN(x) {
		return nil
	}
	return &x
}
