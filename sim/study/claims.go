package study

import (
	"context"
	"errors"
	"fmt"

	"backchannel/scenarios"
	"backchannel/sim"
	"backchannel/sim/stats"
)

// ClaimsConfig says how claims are tested.
type ClaimsConfig struct {
	Seed    uint64
	Runs    int // of each arm, of tests that do not say how many
	Workers int
	Level   float64 // confidence level of all intervals together
	// Progress, if given, is told how many arms of how many are played.
	Progress func(done, of int)
	Abort    <-chan struct{}
}

// ClaimResult is what the tests of a claim came to.
type ClaimResult struct {
	ID      string       `json:"id"`
	Title   string       `json:"title"`
	Source  string       `json:"source,omitempty"`
	Against bool         `json:"against"` // it cuts against the premise
	Verdict Verdict      `json:"verdict"`
	Tests   []TestResult `json:"tests"`
}

// TestResult is one test of a claim.
type TestResult struct {
	Says    string         `json:"says"`
	Metric  string         `json:"metric"`
	Meaning string         `json:"meaning"`
	Unit    string         `json:"unit"`
	Expect  string         `json:"expect"`
	Least   float64        `json:"least"` // smallest effect that matters
	Arm     string         `json:"arm"`
	Than    string         `json:"than"` // the other arm, or the number it is held against
	Value   stats.Estimate `json:"value"`
	Other   stats.Estimate `json:"other"`
	Effect  stats.Estimate `json:"effect"` // Value less Other; intervals hold for all tests together
	Runs    int            `json:"runs"`
	Verdict Verdict        `json:"verdict"`
}

// TestClaims plays the arms of claims and holds them against each other on the
// same luck. Its intervals hold at the level for all tests together
// (Bonferroni): each has 1 less a share of the error.
func TestClaims(ctx context.Context, claims []scenarios.Claim, c ClaimsConfig) ([]ClaimResult, error) {
	p := newClaimPlayer(c)
	tests := 0
	for i := range claims {
		tests += len(claims[i].Tests)
		for j := range claims[i].Tests {
			if err := p.plan(&claims[i].Tests[j]); err != nil {
				return nil, fmt.Errorf("claim %s: %w", claims[i].ID, err)
			}
		}
	}
	if err := p.play(ctx); err != nil {
		return nil, err
	}
	level := 1 - (1-c.Level)/float64(max(tests, 1))
	var out []ClaimResult
	for i := range claims {
		r := ClaimResult{ID: claims[i].ID, Title: claims[i].Title, Source: claims[i].Source, Against: claims[i].Against}
		var list []Verdict
		for j := range claims[i].Tests {
			x := p.test(&claims[i].Tests[j], level)
			r.Tests, list = append(r.Tests, x), append(list, x.Verdict)
		}
		r.Verdict = worst(list)
		out = append(out, r)
	}
	return out, nil
}

// claimPlayer plays each arm once, however many tests it is of.
type claimPlayer struct {
	config ClaimsConfig
	arms   []*claimArm
	byKey  map[string]*claimArm
}

// claimArm is an arm with the metrics that its tests ask for.
type claimArm struct {
	model   *sim.Model
	runs    int
	metrics []Metric
	panel   *Panel
}

func newClaimPlayer(c ClaimsConfig) *claimPlayer {
	return &claimPlayer{config: c, byKey: map[string]*claimArm{}}
}

// plan notes what a test needs to have played.
func (p *claimPlayer) plan(t *scenarios.ClaimTest) error {
	_, err := p.arm(&t.Arm, t)
	if err == nil && t.Than != nil {
		_, err = p.arm(t.Than, t)
	}
	return err
}

// runs is how many runs a test is of.
func (p *claimPlayer) runs(t *scenarios.ClaimTest) int {
	if t.Runs > 0 {
		return t.Runs
	}
	return p.config.Runs
}

// arm is the arm of a test, planned if it is not yet.
func (p *claimPlayer) arm(a *scenarios.ClaimArm, t *scenarios.ClaimTest) (*claimArm, error) {
	key := fmt.Sprintf("%q", []any{a.Scenario, a.Set, a.Remove})
	x := p.byKey[key]
	if x == nil {
		s, err := a.Load()
		if err != nil {
			return nil, fmt.Errorf("arm %q: %w", a.Name, err)
		}
		m, err := sim.Compile(s.Sim)
		if err != nil {
			return nil, fmt.Errorf("arm %q: %w", a.Name, err)
		}
		x = &claimArm{model: m}
		p.byKey[key] = x
		p.arms = append(p.arms, x)
	}
	x.runs = max(x.runs, p.runs(t))
	metric, err := FindMetric(x.model, t.Metric)
	if err != nil {
		return nil, fmt.Errorf("arm %q: %w", a.Name, err)
	}
	for _, have := range x.metrics {
		if have.Name == metric.Name {
			return x, nil
		}
	}
	x.metrics = append(x.metrics, metric)
	return x, nil
}

// play plays every arm for the most runs that a test of it wants.
func (p *claimPlayer) play(ctx context.Context) error {
	for i, a := range p.arms {
		if p.config.Progress != nil {
			p.config.Progress(i, len(p.arms))
		}
		a.panel = NewPanel(a.model, a.metrics, a.runs)
		r, err := Run(ctx, Config{
			Model: a.model, Seed: p.config.Seed, Runs: a.runs, Workers: p.config.Workers, Panel: a.panel, Abort: p.config.Abort,
		})
		if err != nil {
			return err
		}
		if r.Interrupted {
			return errors.Join(ErrAborted, ctx.Err())
		}
	}
	return nil
}

// test holds the arms of a test against each other.
func (p *claimPlayer) test(t *scenarios.ClaimTest, level float64) TestResult {
	runs := p.runs(t)
	cases := func(a *scenarios.ClaimArm) (stats.Cases, Metric) {
		x, err := p.arm(a, t)
		if err != nil {
			panic(err) // it was planned
		}
		m, _ := FindMetric(x.model, t.Metric)
		c := x.panel.cases(m.Name)
		return stats.Cases{Top: c.Top[:runs], Bottom: c.Bottom[:runs]}, m
	}
	arm, m := cases(&t.Arm)
	out := TestResult{
		Says: t.Says, Metric: m.Name, Meaning: m.Meaning, Unit: m.Unit, Expect: t.Expect, Least: t.Least, Arm: t.Arm.Name, Runs: runs,
	}
	if t.Than == nil {
		out.against(arm, *t.Value, level)
	} else {
		than, _ := cases(t.Than)
		pair := pairOf(than, arm, level)
		out.Than, out.Value, out.Other, out.Effect = t.Than.Name, pair.B, pair.A, pair.Difference
	}
	out.Verdict = verdictOf(t.Expect, out.Effect, t.Least)
	return out
}

// against holds an arm against a number.
func (r *TestResult) against(c stats.Cases, value, level float64) {
	var ratio stats.Ratio
	for run := range c.Top {
		ratio.Add(c.Top[run], c.Bottom[run])
	}
	e := ratio.Estimate(level)
	r.Than, r.Value, r.Effect = fmt.Sprint(value), e, e
	r.Other = stats.Estimate{Value: value, Low: value, High: value}
	r.Effect.Value, r.Effect.Low, r.Effect.High = e.Value-value, e.Low-value, e.High-value
}
