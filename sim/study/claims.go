package study

import (
	"context"
	"fmt"

	"backchannel/scenarios"
	"backchannel/sim/stats"
)

// ClaimsConfig says how claims are tested.
type ClaimsConfig struct {
	Seed    uint64
	Runs    int // of each arm, at least 2; a test with a portion of its own plays that share of them
	Workers int // 0: as many as Go has processors
	Level   float64
	// Progress, if given, is told how many runs of how many are played.
	Progress func(done, of int)
	Abort    <-chan struct{}
}

// ClaimsResult is what a set of claims came to.
type ClaimsResult struct {
	Seed  uint64  `json:"seed,string"` // text: many JSON readers round numbers above 2^53
	Runs  int     `json:"runs"`        // of each arm, where its tests ask for no other share
	Level float64 `json:"level"`       // with which the intervals of all tests together hold
	// TestLevel is the level of the interval of one test: 1 less an equal share
	// of what Level leaves to error (Bonferroni).
	TestLevel float64       `json:"test_level"`
	Claims    []ClaimResult `json:"claims"`
	Arms      []PlayedArm   `json:"arms"`
	Worlds    *ClaimWorlds  `json:"worlds,omitempty"` // where the assumptions were varied
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
	Why     string         `json:"why,omitempty"` // it stands for the claim
	Metric  string         `json:"metric"`
	Meaning string         `json:"meaning"`
	Unit    string         `json:"unit"` // of Least, Value, Other and Effect
	Expect  string         `json:"expect"`
	Least   float64        `json:"least"` // smallest effect that matters
	Arm     string         `json:"arm"`
	Than    string         `json:"than"` // the other arm, or the number it is held against
	Value   stats.Estimate `json:"value"`
	Other   stats.Estimate `json:"other"`
	Effect  stats.Estimate `json:"effect"` // Value less Other
	Runs    int            `json:"runs"`
	Verdict Verdict        `json:"verdict"`
}

// PlayedArm is a scenario that was played for the tests of claims. Arms that
// several tests share are played once.
type PlayedArm struct {
	Scenario string   `json:"scenario"`
	Title    string   `json:"title"`
	Set      []string `json:"set,omitempty"`
	Remove   []string `json:"remove,omitempty"`
	SHA256   string   `json:"sha256"` // of the scenario as played, Set and Remove worked in
	Runs     int      `json:"runs"`
}

// TestClaims plays the arms of claims and holds them against each other on the
// same luck. Its intervals hold at the level for all tests together
// (Bonferroni); a claim is supported if all its tests are.
//
// When ctx is cancelled nothing is kept, and the error is ErrAborted.
func TestClaims(ctx context.Context, claims []scenarios.Claim, c ClaimsConfig) (*ClaimsResult, error) {
	if c.Runs < 2 {
		return nil, fmt.Errorf("claims on %d runs: play at least 2", c.Runs)
	}
	p, err := planClaims(claims)
	if err != nil {
		return nil, err
	}
	panels, err := p.play(ctx, c)
	if err != nil {
		return nil, err
	}
	out := &ClaimsResult{Seed: c.Seed, Runs: c.Runs, Level: c.Level, TestLevel: 1 - (1-c.Level)/float64(max(p.tests(), 1)), Arms: p.played(c.Runs)}
	for i := range p.claims {
		x := &p.claims[i]
		r := ClaimResult{ID: x.ID, Title: x.Title, Source: x.Source, Against: x.Against}
		var list []Verdict
		for _, t := range x.tests {
			found := t.result(panels, c.Runs, out.TestLevel)
			r.Tests, list = append(r.Tests, found), append(list, found.Verdict)
		}
		r.Verdict = worst(list)
		out.Claims = append(out.Claims, r)
	}
	return out, nil
}

// result holds the arms of a test against each other.
func (t *plannedTest) result(panels []*Panel, runs int, level float64) TestResult {
	n := portionOf(runs, t.Portion)
	m := t.metric
	out := TestResult{
		Says: t.Says, Why: t.Why, Metric: m.Name, Meaning: m.Meaning, Unit: m.Unit,
		Expect: t.Expect, Least: t.Least, Arm: t.Arm.Name, Runs: n,
	}
	arm := panels[t.arm].upTo(m.Name, n)
	if t.Than == nil {
		out.Than, out.Value = fmt.Sprint(*t.Value), ratioOf(arm).Estimate(level)
		out.Other = stats.Estimate{Value: *t.Value, Low: *t.Value, High: *t.Value}
		out.Effect = out.Value
		out.Effect.Value -= *t.Value
		out.Effect.Low -= *t.Value
		out.Effect.High -= *t.Value
	} else {
		pair := pairOf(panels[t.than].upTo(m.Name, n), arm, level)
		out.Than, out.Value, out.Other, out.Effect = t.Than.Name, pair.B, pair.A, pair.Difference
	}
	out.Value, out.Other = possible(out.Value, m.Unit), possible(out.Other, m.Unit)
	out.Verdict = verdictOf(t.Expect, out.Effect, t.Least)
	return out
}
