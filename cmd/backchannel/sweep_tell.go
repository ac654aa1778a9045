package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"backchannel/scenarios"
	"backchannel/sim/study"
)

// sweptJSON is a sweep as it is printed: what sweep.json has, and the points.
type sweptJSON struct {
	*study.SweepSummary
	Played []pointJSON `json:"played"` // by point
}

type pointJSON struct {
	Values  []float64      `json:"values"` // by factor
	SHA256  string         `json:"sha256,omitempty"`
	Error   string         `json:"error,omitempty"`
	Runs    int            `json:"runs"`
	Figures []study.Figure `json:"figures"` // by metric
}

// tellSweep prints what came of the sweep, and what to do next.
func (a *app) tellSweep(s *sweptFolder, ref string, o *sweepOptions) error {
	var err error
	if o.json {
		err = a.printJSON(s.json())
	} else {
		err = a.printSweep(s)
	}
	if err != nil {
		return err
	}
	a.say("results: %s", o.out)
	a.say("next: %s", s.next(ref, o))
	return nil
}

func (s *sweptFolder) json() sweptJSON {
	out := sweptJSON{SweepSummary: s.summary}
	for i := range s.swept.Points {
		p := &s.swept.Points[i]
		x := pointJSON{Values: p.Values, SHA256: p.SHA256, Error: p.Error, Runs: p.Runs, Figures: p.Figures}
		out.Played = append(out.Played, x)
	}
	return out
}

// next is the command that tells more: more points where they can be had, else
// the point where the first metric is greatest, in full.
func (s *sweptFolder) next(ref string, o *sweepOptions) string {
	switch {
	case ref == "-":
		ref = filepath.Join(o.out, scenarioFile) // what was read is gone
	case isResults(ref):
		ref = filepath.Join(ref, scenarioFile)
	}
	worlds := len(s.swept.Points)
	for _, f := range s.swept.Factors {
		if s.plan.design == study.DesignSobol && f.Role == scenarios.Lever {
			worlds /= len(f.Levels)
		}
	}
	point := s.swept.Spread(0).Greatest
	if s.plan.design == study.DesignSobol || len(s.swept.Factors) > mostNamed || point < 0 {
		more := *o
		given := o.given
		more.resume, more.force = true, false
		flag := "runs"
		if more.runs = min(4*o.runs, mostSweepRuns); s.plan.design == study.DesignSobol {
			more.runs, more.points, flag = o.runs, 2*worlds, "points"
		}
		more.given = func(f string) bool { return f == flag || given(f) }
		return strings.Join(more.command(ref, true), " ")
	}
	words := []string{"backchannel", "run", quote(ref)}
	for _, set := range o.set {
		words = append(words, "--set", quote(set))
	}
	for f := range s.swept.Factors {
		words = append(words, "--set", quote(s.swept.Factors[f].Path+"="+s.exactly(point, f)))
	}
	return strings.Join(append(words, "--seed", fmt.Sprint(o.seed), "--out", quote(fmt.Sprintf("%s-point-%d", o.out, point))), " ")
}

// exactly is the value of a factor at a point as --set takes it, to the bit.
func (s *sweptFolder) exactly(point, factor int) string {
	path := s.swept.Factors[factor].Path
	there, err := s.plan.scenario.With(scenarios.Setting{Path: path, Value: s.swept.Points[point].Values[factor]})
	if err != nil {
		return s.at(point, factor) // alone, it contradicts the rest
	}
	text, err := there.Get(path)
	if err != nil {
		return s.at(point, factor)
	}
	return text
}
