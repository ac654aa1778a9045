package study

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"backchannel/sim/stats"
)

// Method is a way of asking on what an outcome depends.
type Method string

// The methods.
const (
	Quick   Method = "quick"   // regression on points spread over all inputs
	Morris  Method = "morris"  // elementary effects along trajectories
	Sobol   Method = "sobol"   // shares of variance, by group of inputs
	Tornado Method = "tornado" // one input at a time, low and high
)

// Methods lists the methods, the cheapest first.
func Methods() []Method { return []Method{Quick, Morris, Sobol, Tornado} }

// SensitivityConfig says what an outcome's dependence on its inputs is asked of.
type SensitivityConfig struct {
	Space   *Space
	Groups  []InputGroup // of the factors, each in exactly one: what Sobol tells apart
	Metrics []string     // as FindMetric knows them; at least one
	Methods []Method     // each once; at least one
	// Sizes says how many points, trajectories or rows a method plays, and how many
	// runs of each point, at least 2. Tornado has no N.
	Sizes map[Method]MethodSize
	Width float64 // of the interval at which a share of variance has converged, above 0
	Seed  uint64

	Workers int // 0: as many as Go has processors
	// Store, if given, has runs that need not be played again, and takes those
	// that are played, of all methods.
	Store CellStore
	// Progress, if given, is told how many of the runs of a method are done.
	Progress func(m Method, done, of int)
	Abort    <-chan struct{}
}

// MethodSize is how much of a method is played.
type MethodSize struct {
	N    int `json:"n"`    // points, trajectories or rows
	Runs int `json:"runs"` // of each point
}

// Sensitivity says on which of its inputs an outcome depends, by how much, and
// how surely.
type Sensitivity struct {
	Scenario Scenario        `json:"scenario"`    // which one; for the caller to fill in
	Seed     uint64          `json:"seed,string"` // text: many JSON readers round numbers above 2^53
	Level    float64         `json:"level"`       // of every interval
	InWords  []MetricWords   `json:"in_words"`    // by metric
	Notes    []string        `json:"notes"`       // on how it was done that bear on what it says
	Metrics  []SweptMetric   `json:"metrics"`
	Inputs   []VariedInput   `json:"inputs"`
	Groups   []InputGroup    `json:"groups"`
	Methods  []PlayedMethod  `json:"methods"`
	Quick    []QuickResult   `json:"quick,omitempty"` // by metric, as are the others
	Morris   []MorrisResult  `json:"morris,omitempty"`
	Sobol    []SobolResult   `json:"sobol,omitempty"`
	Tornado  []TornadoResult `json:"tornado,omitempty"`
}

// PlayedMethod is what was played for a method.
type PlayedMethod struct {
	Method Method `json:"method"`
	MethodSize
	Points int `json:"points"`
	Failed int `json:"failed"` // points that could not be played
}

// Left counts what a method could not use for want of cases.
type Left struct {
	Points int `json:"points"` // that have fewer than 2 cases of the metric, and so no mean with an error
	Of     int `json:"of"`
}

// Share is how much of all it is.
func (l Left) Share() float64 { return float64(l.Points) / float64(max(l.Of, 1)) }

// ManyLeft is the share of points without cases above which what is found is no
// longer of all that the inputs may be (modelling choice).
const ManyLeft = 0.05

// MethodSweep is what was played for a method, to be written down.
type MethodSweep struct {
	Method Method
	*Swept
}

// plan is what a method has played, and how that is judged.
type plan struct {
	method Method
	points [][]float64 // values by factor
	luck   []int       // by point
	runs   int
	judge  func(out *Sensitivity, s *Swept, metric int)
}

// plans lays out the methods in the order of Methods.
func (c *SensitivityConfig) plans() ([]*plan, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	var list []*plan
	for _, m := range Methods() {
		if !slices.Contains(c.Methods, m) {
			continue
		}
		p, err := map[Method]func() (*plan, error){
			Quick: c.quick, Morris: c.morris, Sobol: c.sobol, Tornado: c.tornado,
		}[m]()
		if err != nil {
			return nil, fmt.Errorf("method %s: %w", m, err)
		}
		p.method, p.runs = m, c.Sizes[m].Runs
		list = append(list, p)
	}
	return list, nil
}

func (c *SensitivityConfig) check() error {
	switch {
	case len(c.Methods) == 0:
		return fmt.Errorf("sensitivity by no method: give at least one of %s", methodList())
	case !(c.Width > 0 && c.Width < 1):
		return fmt.Errorf("sensitivity: a width of %v is not between 0 and 1", c.Width)
	}
	for _, m := range c.Methods {
		size := c.Sizes[m]
		switch {
		case !slices.Contains(Methods(), m):
			return fmt.Errorf("sensitivity: no method %q; there are %s", m, methodList())
		case size.Runs < 2:
			return fmt.Errorf("method %s: %d runs of each point tell nothing of chance; play at least 2", m, size.Runs)
		case m != Tornado && size.N < 2:
			return fmt.Errorf("method %s: a size of %d is too small; give at least 2", m, size.N)
		}
	}
	return nil
}

func methodList() string {
	var list []string
	for _, m := range Methods() {
		list = append(list, string(m))
	}
	return strings.Join(list, ", ")
}

// PlanSensitivity says what FindSensitivity would play, playing nothing.
func PlanSensitivity(c SensitivityConfig) ([]PlayedMethod, error) {
	plans, err := c.plans()
	if err != nil {
		return nil, err
	}
	var list []PlayedMethod
	for _, p := range plans {
		list = append(list, PlayedMethod{Method: p.method, MethodSize: c.Sizes[p.method], Points: len(p.points)})
	}
	return list, nil
}

// FindSensitivity plays the points that each method asks for, and says what the
// metrics depend on. Its result is the same whatever the number of workers.
//
// Each method has luck of its own: that of Tornado is common to all its points,
// that of Morris to the points of a trajectory, that of Sobol to the points of a
// row but B, and in Quick no two points share any. When ctx is cancelled, what
// was played is in the store and nothing is judged: the error is ErrAborted.
func FindSensitivity(ctx context.Context, c SensitivityConfig) (*Sensitivity, []MethodSweep, error) {
	plans, err := c.plans()
	if err != nil {
		return nil, nil, err
	}
	out := &Sensitivity{Seed: c.Seed, Level: stats.Level95, Groups: c.Groups, Notes: []string{}}
	if out.Inputs, err = c.inputs(); err != nil {
		return nil, nil, err
	}
	var played []MethodSweep
	for _, p := range plans {
		s, err := c.play(ctx, p)
		if err != nil {
			return nil, nil, err
		}
		played = append(played, MethodSweep{p.method, s})
		out.Metrics = s.Metrics
		done := PlayedMethod{Method: p.method, MethodSize: c.Sizes[p.method], Points: len(p.points)}
		for i := range s.Points {
			if s.Points[i].Error != "" {
				done.Failed++
			}
		}
		out.Methods = append(out.Methods, done)
		for m := range s.Metrics {
			p.judge(out, s, m)
		}
	}
	out.tell()
	return out, played, nil
}

// play sweeps the points of a method.
func (c *SensitivityConfig) play(ctx context.Context, p *plan) (*Swept, error) {
	config := SweepConfig{
		Space: c.Space, Points: p.points, Luck: p.luck, Metrics: c.Metrics, Seed: c.Seed, Runs: p.runs,
		Workers: c.Workers, Keep: true, Store: c.Store, Abort: c.Abort,
	}
	if c.Progress != nil {
		config.Progress = func(done, of int) { c.Progress(p.method, done, of) }
	}
	s, err := Sweep(ctx, config)
	if err != nil {
		return nil, err
	}
	if s.Interrupted {
		return nil, errors.Join(ErrAborted, ctx.Err())
	}
	return s, nil
}

// Played says what was played for a method; nothing, if it was left out.
func (s *Sensitivity) Played(m Method) PlayedMethod {
	if i := slices.IndexFunc(s.Methods, func(x PlayedMethod) bool { return x.Method == m }); i >= 0 {
		return s.Methods[i]
	}
	return PlayedMethod{Method: m}
}
