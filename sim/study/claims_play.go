package study

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"backchannel/scenarios"
	"backchannel/sim"
)

// claimsPlan is what claims need to have played: each arm once, however many
// tests it is of.
type claimsPlan struct {
	claims []plannedClaim
	arms   []*claimArm
}

type plannedClaim struct {
	scenarios.Claim
	tests []*plannedTest
}

type plannedTest struct {
	scenarios.ClaimTest
	arm, than int // indices into the arms of the plan; than -1: a number
	metric    Metric
}

// claimArm is an arm with the metrics that its tests ask for.
type claimArm struct {
	scenarios.ClaimArm
	scenario *scenarios.Scenario
	model    *sim.Model
	portion  float64 // the most that a test asks for
	metrics  []Metric
	free     []scenarios.Assumption // what varies from world to world, once freed
}

// planClaims reads the arms. The error says of which test of which claim.
func planClaims(claims []scenarios.Claim) (*claimsPlan, error) {
	p := &claimsPlan{}
	for i := range claims {
		c := plannedClaim{Claim: claims[i]}
		for j := range claims[i].Tests {
			t, err := p.plan(claims[i].Tests[j])
			if err != nil {
				return nil, &ClaimError{ID: c.ID, Test: j + 1, Err: err}
			}
			c.tests = append(c.tests, t)
		}
		p.claims = append(p.claims, c)
	}
	return p, nil
}

// ClaimError reports a test whose arms cannot be played.
type ClaimError struct {
	ID   string
	Test int // from 1
	Err  error
}

// Error says which test of which claim, and what is wrong.
func (e *ClaimError) Error() string {
	return fmt.Sprintf("claim %s, test %d, cannot be played: %v", e.ID, e.Test, e.Err)
}

// Unwrap returns what is wrong.
func (e *ClaimError) Unwrap() error { return e.Err }

func (p *claimsPlan) plan(t scenarios.ClaimTest) (_ *plannedTest, err error) {
	out := &plannedTest{ClaimTest: t, than: -1}
	if out.arm, out.metric, err = p.arm(&t.Arm, &t); err == nil && t.Than != nil {
		out.than, _, err = p.arm(t.Than, &t)
	}
	return out, err
}

// arm is the arm of a test, planned if it is not yet, and the test's metric
// in it.
func (p *claimsPlan) arm(a *scenarios.ClaimArm, t *scenarios.ClaimTest) (int, Metric, error) {
	at := slices.IndexFunc(p.arms, func(x *claimArm) bool {
		return x.Scenario == a.Scenario && slices.Equal(x.Set, a.Set) && slices.Equal(x.Remove, a.Remove)
	})
	if at < 0 {
		x := &claimArm{ClaimArm: *a}
		var err error
		if x.scenario, err = a.Load(); err != nil {
			return 0, Metric{}, fmt.Errorf("arm %q: %w", a.Name, err)
		}
		if x.model, err = sim.Compile(x.scenario.Sim); err != nil {
			return 0, Metric{}, fmt.Errorf("arm %q: %w", a.Name, err)
		}
		at = len(p.arms)
		p.arms = append(p.arms, x)
	}
	x := p.arms[at]
	metric, err := FindMetric(x.model, t.Metric)
	if err != nil {
		return 0, Metric{}, fmt.Errorf("arm %q: %w", a.Name, err)
	}
	x.portion = max(x.portion, t.Portion)
	if !slices.ContainsFunc(x.metrics, func(m Metric) bool { return m.Name == metric.Name }) {
		x.metrics = append(x.metrics, metric)
	}
	return at, metric, nil
}

// tests is how many tests the claims have.
func (p *claimsPlan) tests() int {
	n := 0
	for i := range p.claims {
		n += len(p.claims[i].tests)
	}
	return n
}

// portionOf is how many runs a portion of so many are: at least 2, without
// which there is no interval.
func portionOf(runs int, portion float64) int {
	return max(2, int(math.Round(float64(runs)*portion)))
}

// total is how many runs all arms take.
func (p *claimsPlan) total(runs int) int {
	n := 0
	for _, a := range p.arms {
		n += portionOf(runs, a.portion)
	}
	return n
}

func (p *claimsPlan) played(runs int) []PlayedArm {
	var list []PlayedArm
	for _, a := range p.arms {
		list = append(list, PlayedArm{
			Scenario: a.Scenario, Title: a.scenario.Title, Set: a.Set, Remove: a.Remove,
			SHA256: a.scenario.Hash(), Runs: portionOf(runs, a.portion),
		})
	}
	return list
}

// play plays every arm.
func (p *claimsPlan) play(ctx context.Context, c ClaimsConfig) ([]*Panel, error) {
	var panels []*Panel
	before := 0
	for _, a := range p.arms {
		config := Config{
			Model: a.model, Seed: c.Seed, Runs: portionOf(c.Runs, a.portion), Workers: c.Workers, Abort: c.Abort,
		}
		config.Panel = NewPanel(a.model, a.metrics, config.Runs)
		if c.Progress != nil {
			config.Progress = func(done int) { c.Progress(before+done, p.total(c.Runs)) }
		}
		r, err := Run(ctx, config)
		if err != nil {
			return nil, err
		}
		if r.Interrupted {
			return nil, errors.Join(ErrAborted, ctx.Err())
		}
		before += config.Runs
		panels = append(panels, config.Panel)
	}
	return panels, nil
}
