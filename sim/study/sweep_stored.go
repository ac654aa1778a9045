package study

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"

	"backchannel/scenarios"
	"backchannel/sim/record"
	"backchannel/sim/stats"
	"backchannel/sim/uncertain"
)

// SweepFile is where a results folder has the summary of a sweep.
const SweepFile = "sweep.json"

// SweepSummary says what a sweep was of. Its points are in tables of their own.
type SweepSummary struct {
	Scenario    Scenario      `json:"scenario"`
	Seed        uint64        `json:"seed,string"` // text: many JSON readers round numbers above 2^53
	Design      Design        `json:"design"`
	Luck        string        `json:"luck"`   // "shared": all points play the same runs; or "own"
	Points      int           `json:"points"` // in all
	Bad         int           `json:"bad"`    // of these, points with an error
	Runs        int           `json:"runs"`   // of each point
	Level       float64       `json:"level"`  // confidence level of every interval
	Factors     []SweptFactor `json:"factors"`
	Metrics     []SweptMetric `json:"metrics"`
	InWords     []string      `json:"in_words"`
	HorizonDays float64       `json:"horizon_days"` // of the scenario as it is

	// Robust and Discovery are what was made of the points, by metric, where there is
	// a choice to make or the design lets conditions be looked for: see Judge.
	Enough    *float64        `json:"enough,omitempty"` // what the first metric must reach, if somebody said
	Moved     []TornadoResult `json:"moved,omitempty"`  // of a design that moves one factor at a time
	Robust    []*Robust       `json:"robust,omitempty"`
	Discovery []*Discovery    `json:"discovery,omitempty"`
}

// The two kinds of luck in a SweepSummary.
const (
	LuckShared = "shared"
	LuckOwn    = "own"
)

// SweptFactor is a factor of a sweep as it is stored.
type SweptFactor struct {
	Path    string         `json:"path"`
	Unit    string         `json:"unit"`
	Meaning string         `json:"meaning"`
	Role    scenarios.Role `json:"role"`
	Why     string         `json:"why,omitempty"`
	Value   Number         `json:"value"` // in the scenario as it is
	Follows []string       `json:"follows,omitempty"`
	Levels  []float64      `json:"levels,omitempty"`
	Dist    storedDist     `json:"distribution"`
}

type storedDist struct {
	Kind    uncertain.Kind `json:"kind"`
	Args    []float64      `json:"args"`
	Weights []float64      `json:"weights,omitempty"`
	Low     Number         `json:"low"`
	High    Number         `json:"high"`
}

// Factor is the factor that was stored.
func (f *SweptFactor) Factor() scenarios.Factor {
	d := f.Dist
	return scenarios.Factor{
		Input: scenarios.Input{
			Path: f.Path, Unit: f.Unit, Meaning: f.Meaning, Role: f.Role, Why: f.Why, Follows: f.Follows,
			Dist: uncertain.Dist{Kind: d.Kind, Args: d.Args, Weights: d.Weights, Low: float64(d.Low), High: float64(d.High)},
		},
		Levels: f.Levels,
	}
}

// SummarizeSweep says what a sweep was of and, in words, what it came to.
func SummarizeSweep(what Scenario, d Design, space *Space, x *Swept) (*SweepSummary, error) {
	base, err := space.Base()
	if err != nil {
		return nil, err
	}
	s := &SweepSummary{
		Scenario: what, Seed: x.Seed, Design: d, Luck: LuckShared, Points: len(x.Points), Bad: x.Bad(), Runs: x.Runs, Level: stats.Level95,
		Metrics: x.Metrics, HorizonDays: space.scenario.Sim.Clock.Horizon,
	}
	if x.OwnLuck {
		s.Luck = LuckOwn
	}
	for i := range x.Factors {
		f := &x.Factors[i]
		s.Factors = append(s.Factors, SweptFactor{
			Path: f.Path, Unit: f.Unit, Meaning: f.Meaning, Role: f.Role, Why: f.Why, Value: Number(base[i]), Follows: f.Follows, Levels: f.Levels,
			Dist: storedDist{f.Dist.Kind, f.Dist.Args, f.Dist.Weights, Number(f.Dist.Low), Number(f.Dist.High)},
		})
	}
	s.InWords = s.words(space.scenario, x)
	return s, nil
}

// Bad is how many points have an error.
func (x *Swept) Bad() int {
	n := 0
	for i := range x.Points {
		if x.Points[i].Error != "" {
			n++
		}
	}
	return n
}

// ReadSwept reads a sweep back from a results folder, without its runs, and the
// summary that was stored with it. Whether the folder is as it was written is for
// the manifest to say.
func ReadSwept(folder string) (*Swept, *SweepSummary, error) {
	s := &SweepSummary{}
	text, err := os.ReadFile(filepath.Join(folder, SweepFile))
	if err != nil {
		return nil, nil, err
	}
	if err := json.Unmarshal(text, s); err != nil {
		return nil, nil, fmt.Errorf("%s: %w", filepath.Join(folder, SweepFile), err)
	}
	x := &Swept{Metrics: s.Metrics, Seed: s.Seed, Runs: s.Runs, OwnLuck: s.Luck == LuckOwn}
	for i := range s.Factors {
		x.Factors = append(x.Factors, s.Factors[i].Factor())
	}
	if err := x.readPoints(folder); err != nil {
		return nil, nil, err
	}
	return x, s, x.readFigures(folder)
}

func orNaN(x *float64) float64 {
	if x == nil {
		return math.NaN()
	}
	return *x
}

func (x *Swept) readPoints(folder string) error {
	more, err := record.WideColumns[record.PointRow](folder)
	if err != nil {
		return err
	}
	named := func(c record.Column, f scenarios.Factor) bool { return c.Name == f.Path }
	if !slices.EqualFunc(more, x.Factors, named) {
		return fmt.Errorf("results in %s: the inputs of the table points are not those of %s", folder, SweepFile)
	}
	for row, err := range record.ReadWide[record.PointRow](folder) {
		if err != nil {
			return err
		}
		p := SweptPoint{
			Values: row.More, SHA256: row.Row.SHA256, Error: row.Row.Error, Runs: int(row.Row.Runs),
			Figures: make([]Figure, len(x.Metrics)),
		}
		for m := range p.Figures {
			p.Figures[m] = Figure{Estimate: stats.Estimate{Value: math.NaN(), Low: math.NaN(), High: math.NaN()}, StdErr: math.NaN()}
		}
		x.Points = append(x.Points, p)
	}
	return nil
}

func (x *Swept) readFigures(folder string) error {
	for row, err := range record.Read[record.FigureRow](folder) {
		if err != nil {
			return err
		}
		m := slices.IndexFunc(x.Metrics, func(m SweptMetric) bool { return m.Name == row.Metric })
		if m < 0 || row.Point < 0 || row.Point >= int64(len(x.Points)) {
			return fmt.Errorf("results in %s: figure %q of point %d is of no sweep that is there", folder, row.Metric, row.Point)
		}
		e := &x.Points[row.Point].Figures[m]
		e.Value, e.Low, e.High, e.StdErr, e.N = orNaN(row.Value), orNaN(row.Low), orNaN(row.High), orNaN(row.StdErr), int(row.N)
	}
	return nil
}
