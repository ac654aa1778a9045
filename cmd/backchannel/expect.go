package main

import (
	"context"
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"

	"backchannel/sim/stats"
	"backchannel/sim/study"
)

// expect holds what was played against what its scenario expects.
func (p *played) expect(ctx context.Context) (err error) {
	p.summary.Expectations, err = study.Expectations(ctx, p.scenario, p.set, p.config, p.result, stats.Level95)
	return err
}

// expect answers what the scenarios of the arms expect. Of a stored arm, the
// answers are those that were given when it was played.
func (c *comparison) expect(ctx context.Context) error {
	for i, x := range c.arms {
		if !x.stored {
			if err := x.played.expect(ctx); err != nil {
				return err
			}
		}
		c.found.Arms[i].Expectations = x.drawing.summary.Expectations
	}
	return nil
}

// expected are the expectations of all arms.
func expected(f *study.Comparison) (list []study.Expected) {
	for _, x := range f.Arms {
		list = append(list, x.Expectations...)
	}
	return list
}

// expectTable says of each expectation whether it is met.
func expectTable(w io.Writer, title string, list []study.Expected) {
	if len(list) == 0 {
		return
	}
	t := newTable(34, table.Row{title, "found", "95% interval", ""})
	for _, x := range list {
		value, interval := found(&x)
		t.AppendRow(table.Row{expectedInWords(&x), value, interval, string(x.Answer)})
	}
	render(w, t)
}

// found is the figure of an expectation, and its limits: of shares that are held
// against another scenario's, in percentage points.
func found(x *study.Expected) (value, interval string) {
	value, interval = shown(study.Measure{Unit: x.Unit, Estimate: x.Figure})
	if number, ok := strings.CutSuffix(value, "%"); ok && x.Versus != "" {
		value = number + " points"
	}
	return value, interval
}

// expectedInWords is an expectation in the unit that its figure is shown in.
func expectedInWords(x *study.Expected) string {
	text := x.Metric
	if x.Versus != "" {
		text += " less that of " + x.Versus
	}
	than := fmt.Sprint(x.Than)
	if x.Unit == "share" {
		than = fmt.Sprint(math.Round(1e6*x.Than) / 1e4)
		if x.Versus == "" {
			than += "%"
		} else {
			than += " points"
		}
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
