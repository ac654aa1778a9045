package study

import (
	"context"
	"errors"
	"fmt"
	"math"
	"runtime"
	"slices"
	"sync"

	"gonum.org/v1/gonum/stat"

	"backchannel/scenarios"
	"backchannel/sim"
	"backchannel/sim/stats"
)

// WorldsConfig says in how many plausible worlds claims are tested.
type WorldsConfig struct {
	Seed    uint64
	Worlds  int // at least 1
	Runs    int // of each arm in each world, at least 2
	Workers int // 0: as many as Go has processors
	Level   float64
	// Progress, if given, is told how many worlds are done, from the goroutine
	// that called.
	Progress func(done, of int)
	Abort    <-chan struct{}
}

// ClaimWorlds says in what share of plausible worlds claims hold. A world is a
// draw of every assumption from its plausible range, the same in all arms but
// for what an arm sets itself; a few runs of each arm are played in it.
type ClaimWorlds struct {
	Seed        uint64       `json:"seed,string"`
	Worlds      int          `json:"worlds"`
	Runs        int          `json:"runs"`  // of each arm in each world, where its tests ask for no other share
	Level       float64      `json:"level"` // of every interval, also of those by which a world decides
	Assumptions int          `json:"assumptions"`
	Claims      []ClaimFates `json:"claims"`
}

// ClaimFates is what became of a claim in all worlds. It holds, or is shown, in
// a world where all its tests do; else it has the worst verdict of them.
type ClaimFates struct {
	ID string `json:"id"`
	Fates
	Tests []TestFates `json:"tests"`
}

// TestFates is what became of one test in all worlds.
type TestFates struct {
	Says string `json:"says"`
	Unit string `json:"unit"` // of Effect
	Fates
	// Effect is the median of the effects in all worlds, with the 5th and the 95th
	// percentile as its limits: the spread over worlds, and not how well the
	// median is known. The noise of a few runs a world is part of it.
	Effect stats.Estimate `json:"effect"`
}

// Fates are shares of worlds, with Wilson intervals.
//
// The noise of the runs blurs Holds: where an effect is near 0, it decides the
// sign, which draws the share towards one half. Shown and Refuted bound what is
// so: but for the error that the level leaves in each world, a claim is so where
// it is shown, and where it is refuted it is not so by an amount that matters.
// In the worlds between, so few runs cannot tell.
type Fates struct {
	Worlds  int            `json:"worlds"`  // that the shares are of
	Invalid int            `json:"invalid"` // worlds besides, in which a scenario of a test contradicts itself
	Silent  int            `json:"silent"`  // of the Worlds, those in which an arm has nothing to measure: the claim does not hold in them
	Holds   stats.Estimate `json:"holds"`   // what was seen lies on the claimed side, however near 0
	Shown   stats.Estimate `json:"shown"`   // verdict supported
	Unclear stats.Estimate `json:"cannot_tell"`
	Refuted stats.Estimate `json:"refuted"`  // verdict not supported or reversed
	Reverse stats.Estimate `json:"reversed"` // of these, reversed
}

// VaryClaims tests claims in worlds drawn from the plausible ranges of all
// assumptions. Its result is the same whatever the number of workers, and that
// of the first worlds whatever the number of worlds.
//
// Each world plays runs of numbers of its own, so that the noise of one says
// nothing of that of another. When ctx is cancelled nothing is kept, and the
// error is ErrAborted.
func VaryClaims(ctx context.Context, claims []scenarios.Claim, c WorldsConfig) (*ClaimWorlds, error) {
	if c.Worlds < 1 || c.Runs < 2 {
		return nil, fmt.Errorf("claims in %d worlds on %d runs: give at least 1 world and 2 runs", c.Worlds, c.Runs)
	}
	p, err := planClaims(claims)
	if err != nil {
		return nil, err
	}
	var paths []string
	for _, a := range p.arms {
		a.freed()
		for _, x := range a.free {
			paths = append(paths, x.Path)
		}
	}
	slices.Sort(paths)
	worlds, err := p.playWorlds(ctx, c)
	if err != nil {
		return nil, err
	}
	out := &ClaimWorlds{Seed: c.Seed, Worlds: c.Worlds, Runs: c.Runs, Level: c.Level, Assumptions: len(slices.Compact(paths))}
	for i := range p.claims {
		out.Claims = append(out.Claims, p.claims[i].fates(i, worlds, c.Level))
	}
	return out, nil
}

// world is what became of every test, by claim, in one world.
type world [][]worldTest

type worldTest struct {
	invalid bool
	effect  float64 // NaN: an arm has nothing to measure
	verdict Verdict
	holds   bool
}

// playWorlds plays all worlds, several at a time.
func (p *claimsPlan) playWorlds(ctx context.Context, c WorldsConfig) ([]world, error) {
	workers := c.Workers
	if workers == 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	stop := make(chan struct{})
	todo, done := make(chan int), make(chan error)
	worlds := make([]world, c.Worlds)
	var wg sync.WaitGroup
	for range min(workers, c.Worlds) {
		wg.Go(func() {
			for i := range todo {
				var err error
				worlds[i], err = p.playWorld(i, &c, stop)
				select {
				case done <- err:
				case <-stop:
				}
			}
		})
	}
	wg.Go(func() {
		defer close(todo)
		for i := range worlds {
			select {
			case todo <- i:
			case <-stop:
				return
			}
		}
	})
	err := c.await(ctx, done)
	close(stop)
	wg.Wait()
	return worlds, err
}

// await counts the worlds that are done.
func (c *WorldsConfig) await(ctx context.Context, done <-chan error) error {
	for n := range c.Worlds {
		select {
		case err := <-done:
			if err != nil {
				return err
			}
		case <-ctx.Done():
			return errors.Join(ErrAborted, ctx.Err())
		case <-c.Abort:
			return ErrAborted
		}
		if c.Progress != nil {
			c.Progress(n+1, c.Worlds)
		}
	}
	return nil
}

// playWorld plays every arm in one world and judges every test. What goes wrong
// inside the model becomes an error that names the world.
func (p *claimsPlan) playWorld(number int, c *WorldsConfig, stop <-chan struct{}) (w world, err error) {
	defer func() {
		if wrong := recover(); wrong != nil {
			w, err = nil, fmt.Errorf("world %d of seed %d failed: %v", number, c.Seed, wrong)
		}
	}()
	panels := make([]*Panel, len(p.arms))
	for i, a := range p.arms {
		m, err := a.inWorld(c.Seed, number)
		if err != nil {
			continue // the world contradicts itself there: its tests say so
		}
		if panels[i] = a.playIn(m, c, number, stop); panels[i] == nil {
			return nil, ErrAborted
		}
	}
	for i := range p.claims {
		var list []worldTest
		for _, t := range p.claims[i].tests {
			list = append(list, t.in(panels, c.Runs, c.Level))
		}
		w = append(w, list)
	}
	return w, nil
}

// playIn plays the runs of a world; nil: it was stopped.
func (a *claimArm) playIn(m *sim.Model, c *WorldsConfig, number int, stop <-chan struct{}) *Panel {
	runs := portionOf(c.Runs, a.portion)
	panel := NewPanel(m, a.metrics, runs)
	e, r := sim.NewEngine(m), newFacts(m)
	most := portionOf(c.Runs, scenarios.MostPortion)
	for run := range runs {
		select {
		case <-stop:
			return nil
		default:
		}
		r.read(e.Run(c.Seed, uint64(number*most+run)))
		panel.set(run, r)
	}
	return panel
}

// in is the test in one world.
func (t *plannedTest) in(panels []*Panel, runs int, level float64) worldTest {
	if panels[t.arm] == nil || t.than >= 0 && panels[t.than] == nil {
		return worldTest{invalid: true}
	}
	r := t.result(panels, runs, level)
	return worldTest{effect: r.Effect.Value, verdict: r.Verdict, holds: holds(t.Expect, r.Effect.Value, t.Least)}
}

// fates counts what became of a claim.
func (c *plannedClaim) fates(claim int, worlds []world, level float64) ClaimFates {
	out := ClaimFates{ID: c.ID}
	all := make([]worldTest, len(worlds))
	for w := range worlds {
		all[w] = together(worlds[w][claim])
	}
	out.Fates = fatesOf(all, level)
	for i, t := range c.tests {
		list := make([]worldTest, len(worlds))
		for w := range worlds {
			list[w] = worlds[w][claim][i]
		}
		out.Tests = append(out.Tests, TestFates{Says: t.Says, Unit: t.metric.Unit, Fates: fatesOf(list, level), Effect: spreadOf(list)})
	}
	return out
}

// together is what the tests of a claim come to in one world.
func together(tests []worldTest) worldTest {
	out := worldTest{holds: true}
	var list []Verdict
	for _, x := range tests {
		out.invalid = out.invalid || x.invalid
		out.holds = out.holds && x.holds
		if math.IsNaN(x.effect) {
			out.effect = x.effect
		}
		list = append(list, x.verdict)
	}
	out.verdict = worst(list)
	return out
}

func fatesOf(list []worldTest, level float64) Fates {
	var f Fates
	holds, by := 0, map[Verdict]int{}
	for _, x := range list {
		if x.invalid {
			f.Invalid++
			continue
		}
		f.Worlds++
		by[x.verdict]++
		if x.holds {
			holds++
		}
		if math.IsNaN(x.effect) {
			f.Silent++
		}
	}
	share := func(n int) stats.Estimate { return stats.Wilson(n, f.Worlds, level) }
	f.Holds, f.Shown, f.Unclear = share(holds), share(by[Supported]), share(by[CannotTell])
	f.Refuted, f.Reverse = share(by[NotSupported]+by[Reversed]), share(by[Reversed])
	return f
}

// spreadOf is the spread of the effects over worlds.
func spreadOf(list []worldTest) stats.Estimate {
	var effects []float64
	for _, x := range list {
		if !x.invalid && !math.IsNaN(x.effect) {
			effects = append(effects, x.effect)
		}
	}
	if len(effects) == 0 {
		return stats.Estimate{Value: math.NaN(), Low: math.NaN(), High: math.NaN()}
	}
	slices.Sort(effects)
	q := func(p float64) float64 { return stat.Quantile(p, stat.Empirical, effects, nil) }
	return stats.Estimate{Value: q(0.5), Low: q(0.05), High: q(0.95), N: len(effects)}
}
