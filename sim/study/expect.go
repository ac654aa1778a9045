package study

import (
	"context"
	"errors"
	"fmt"
	"math"

	"backchannel/scenarios"
	"backchannel/sim"
	"backchannel/sim/stats"
)

// Answer is what a batch says of an expectation.
type Answer string

// The answers. The third is one: so many runs cannot tell.
const (
	Met     Answer = "met"
	NotMet  Answer = "not met"
	Unclear Answer = "cannot tell"
)

// Expected is an expectation of a scenario and what came of it.
type Expected struct {
	Expectation string         `json:"expectation"` // on one line
	Metric      string         `json:"metric"`
	Meaning     string         `json:"meaning"`
	Unit        string         `json:"unit"`
	Versus      string         `json:"versus,omitempty"` // the scenario whose figure is taken off
	Comparison  string         `json:"comparison"`
	Than        float64        `json:"than"` // in the unit of the figure
	Why         string         `json:"why,omitempty"`
	Figure      stats.Estimate `json:"figure"`
	Answer      Answer         `json:"answer"`
}

// answerOf judges an expectation by the interval of the figure: it is met if all
// of the interval is on the expected side, not met if none of it is.
func answerOf(c scenarios.Comparison, value float64, figure stats.Estimate) Answer {
	if math.IsNaN(figure.Low) || math.IsNaN(figure.High) {
		return Unclear // there is no figure to judge by, or none with limits
	}
	switch low, high := c.Holds(figure.Low, value), c.Holds(figure.High, value); {
	case low && high:
		return Met
	case !low && !high:
		return NotMet
	}
	return Unclear
}

// Expectations holds the figures of a batch against what its scenario expects.
// Where that takes figures run by run, as all that is expected against another
// scenario does, the runs are played once more, on the same luck in both; set
// holds the overrides with which the scenario was read, which are the other's
// too. The error says which expectation has a metric that there is not.
func Expectations(ctx context.Context, s *scenarios.Scenario, set []string, c Config, r *Result, level float64) ([]Expected, error) {
	c.Runs, c.Write, c.Drawn, c.Progress = r.Runs, nil, nil, nil
	p := &replay{ctx, c, set}
	var list []Expected
	for i, e := range s.Expect {
		x, err := p.expected(&e, r, level)
		if err != nil {
			return nil, fmt.Errorf("expectation %d, %s: %w", i+1, e, err)
		}
		x.Answer = answerOf(e.Comparison, e.Value, x.Figure)
		list = append(list, x)
	}
	return list, nil
}

// CheckExpectations says what is wrong with the metrics of a scenario's
// expectations before anything is played.
func CheckExpectations(s *scenarios.Scenario, set []string, m *sim.Model) error {
	var errs []error
	for i, e := range s.Expect {
		_, errTarget := FindTarget(m, e.Metric)
		_, err := FindMetric(m, e.Metric)
		if err == nil && e.Versus != "" {
			err = checkVersus(&e, set)
		}
		if err != nil && (e.Versus != "" || errTarget != nil) {
			errs = append(errs, fmt.Errorf("expectation %d, %s: %w", i+1, e, err))
		}
	}
	return errors.Join(errs...)
}

func checkVersus(e *scenarios.Expectation, set []string) error {
	_, other, err := versus(e, set)
	if err == nil {
		_, err = FindMetric(other, e.Metric)
	}
	return err
}

// versus is the scenario that an expectation is held against, and its model.
func versus(e *scenarios.Expectation, set []string) (*scenarios.Scenario, *sim.Model, error) {
	s, err := scenarios.Load(e.Versus, scenarios.Options{Set: set})
	if err != nil {
		return nil, nil, err
	}
	m, err := sim.Compile(s.Sim)
	return s, m, err
}

// replay plays the runs of a batch again, for one metric at a time.
type replay struct {
	ctx    context.Context
	config Config
	set    []string
}

func (p *replay) expected(e *scenarios.Expectation, r *Result, level float64) (Expected, error) {
	x := Expected{
		Expectation: e.String(), Metric: e.Metric, Versus: e.Versus, Comparison: string(e.Comparison), Than: e.Value, Why: e.Why,
	}
	if target, err := FindTarget(p.config.Model, e.Metric); err == nil && e.Versus == "" {
		x.Meaning, x.Unit, x.Figure = target.Meaning, target.Unit, target.of(r.Tally, level)
		return x, nil
	}
	m, cases, err := p.cases(p.config.Model, p.config.Draws, e.Metric)
	if err != nil {
		return x, err
	}
	x.Meaning, x.Unit = m.Meaning, m.Unit
	if e.Versus == "" {
		x.Figure = possible(ratioOf(cases).Estimate(level), m.Unit)
		return x, nil
	}
	other, model, err := versus(e, p.set)
	if err != nil {
		return x, err
	}
	draws, err := NewDraws(other, p.config.Seed, p.config.Draws.Repeats())
	if err != nil {
		return x, err
	}
	_, others, err := p.cases(model, draws, e.Metric)
	if err != nil {
		return x, err
	}
	x.Figure = pairOf(others, cases, level).Difference
	return x, nil
}

// cases plays the runs of a model for a metric. Those of one draw make one case:
// they are not independent.
func (p *replay) cases(m *sim.Model, draws *Draws, name string) (Metric, stats.Cases, error) {
	metric, err := FindMetric(m, name)
	if err != nil {
		return metric, stats.Cases{}, err
	}
	c := p.config
	repeats := c.Draws.Repeats()
	c.Model, c.Draws, c.Panel = m, draws, NewPanel(m, []Metric{metric}, c.Runs)
	r, err := Run(p.ctx, c)
	if err == nil && r.Interrupted {
		err = errors.Join(ErrAborted, p.ctx.Err())
	}
	if err != nil {
		return metric, stats.Cases{}, err
	}
	return metric, pooled(c.Panel.cases(metric.Name), repeats), nil
}

// pooled makes one case of each so many.
func pooled(c stats.Cases, size int) stats.Cases {
	if size == 1 {
		return c
	}
	out := stats.Cases{Top: make([]float64, len(c.Top)/size), Bottom: make([]float64, len(c.Top)/size)}
	for run := range c.Top {
		out.Top[run/size] += c.Top[run]
		out.Bottom[run/size] += c.Bottom[run]
	}
	return out
}

// ratioOf gathers the cases of one arm.
func ratioOf(c stats.Cases) *stats.Ratio {
	r := &stats.Ratio{}
	for run := range c.Top {
		r.Add(c.Top[run], c.Bottom[run])
	}
	return r
}
