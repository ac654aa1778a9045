package main

import (
	"context"
	"fmt"
	"io"
	"math"

	"github.com/jedib0t/go-pretty/v6/table"

	"backchannel/sim/stats"
	"backchannel/sim/study"
)

// expect holds what was played against what its scenario expects. The first
// interrupt, which ends a batch early, does not end this: it is short.
func (p *played) expect(ctx context.Context) (err error) {
	p.summary.Expectations, err = study.Expectations(context.WithoutCancel(ctx), p.scenario, p.set, p.config, p.result, stats.Level95)
	return err
}

// expectTable says of each expectation whether it is met.
func expectTable(w io.Writer, list []study.Expected) {
	if len(list) == 0 {
		return
	}
	t := newTable(34, table.Row{"expected", "found", "95% interval", ""})
	for _, x := range list {
		m := study.Measure{Unit: x.Unit, Estimate: x.Figure}
		value, interval := shown(m)
		t.AppendRow(table.Row{expectedInWords(&x), value, interval, string(x.Answer)})
	}
	render(w, t)
}

// expectedInWords is an expectation in the unit that its figure is shown in.
func expectedInWords(x *study.Expected) string {
	text := x.Metric
	if x.Versus != "" {
		text += " less that of " + x.Versus
	}
	than := fmt.Sprint(x.Than)
	if x.Unit == "share" {
		than = fmt.Sprintf("%v%%", math.Round(1e6*x.Than)/1e4)
	}
	return fmt.Sprintf("%s %s %s", text, x.Comparison, than)
}

// unmet ends a program that was asked to check with its exit code, if an
// expectation is not met. That it cannot be told is no failure.
func unmet(check bool, list []study.Expected) error {
	n := 0
	for _, x := range list {
		if x.Answer == study.NotMet {
			n++
		}
	}
	if !check || n == 0 {
		return nil
	}
	return &coded{exitUnmet, fmt.Sprintf("not met: %d of %s", n, plural(len(list), "expectation"))}
}
