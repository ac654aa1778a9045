package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"

	"backchannel/sim/record"
	"backchannel/sim/stats"
	"backchannel/sim/study"
)

// judge looks for the conditions of outcomes and holds the settings of levers
// against each other, from the runs that were kept.
func (s *sweptFolder) judge(cells *record.Cells, o *sweepOptions) error {
	c := study.JudgeConfig{Format: func(path string, x float64) string { return valueInWords(s.plan.scenario, path, x) }, OnlyTalk: onlyTalk(s.plan.scenario)}
	if o.better != "" {
		c.Less = new(o.better == "less")
	}
	if o.given("enough") {
		c.Enough = &o.enough
	}
	noise := func(metric int) (*study.Replicates, error) { return s.swept.Replicates(metric, cells) }
	return s.summary.Judge(s.swept, noise, c)
}

// judged writes what the judgement came to: a table of the settings, and sentences.
func (s *sweptFolder) judged(b *page) {
	noted := false
	for _, r := range s.summary.Robust {
		robustTable(b, r, s.plan.scenario.FormatValue)
		if r.Metric.Unit == "share" && !noted {
			noted = true // of all tables
			fmt.Fprintln(b, b.wrap("Regret is in points of a hundred."))
		}
		for _, sentence := range append(robustWords(r), r.InWords...) {
			fmt.Fprintln(b, b.wrap(sentence))
		}
		fmt.Fprintln(b)
	}
	for _, d := range s.summary.Discovery {
		for _, sentence := range d.InWords {
			fmt.Fprintln(b, b.wrap(sentence))
		}
		fmt.Fprintln(b)
	}
	for _, why := range s.swept.Unjudged(s.summary.Design) {
		fmt.Fprintf(b, "%s\n\n", b.wrap(why))
	}
}

// checkShare refuses a figure in percent where a share is asked for.
func checkShare(flag, unit string, x float64) error {
	if unit == "share" && (x < 0 || x > 1) {
		return usage("--%s: %s; a share is from 0 to 1: 0.4 is 40%%", flag, strconv.FormatFloat(x, 'g', -1, 64))
	}
	return nil
}

// robustTable has a row for each setting of the levers.
func robustTable(b *page, r *study.Robust, format func(path string, x float64) string) {
	fmt.Fprintf(b, "%s\n\n", b.wrap(fmt.Sprintf("what can be chosen, %s, over %s: %s, of which %s is better",
		strings.Join(r.Levers, " and "), plural(r.Points, "uncertain point"), r.Metric.Name, r.Better)))
	regret := regretUnit(r.Metric.Unit)
	head := table.Row{"setting", "mean", "worst tenth", "mean regret", "most regret"}
	if r.Enough != nil {
		head = append(head, "enough")
	}
	t := newTable(narrow, head)
	for i := range r.Settings {
		x := &r.Settings[i]
		var values []string
		for j, path := range r.Levers {
			values = append(values, format(path, x.Values[j]))
		}
		row := table.Row{strings.Join(values, ", ")}
		row = append(row, judgedFigure(x.Expected, r.Metric.Unit), judgedFigure(x.Worst, r.Metric.Unit), judgedFigure(x.MeanRegret, regret), judgedFigure(x.MaxRegret, regret))
		if r.Enough != nil {
			row = append(row, judgedFigure(x.Enough, "share"))
		}
		t.AppendRow(row)
	}
	render(b, t)
}

// points is the unit of differences of shares.
const points = "points"

// regretUnit is the unit of regret in a metric.
func regretUnit(unit string) string {
	if unit == "share" {
		return points
	}
	return unit
}

// judgedFigure is a figure with its interval below it: no wider than a column.
func judgedFigure(e stats.Estimate, unit string) string {
	if math.IsNaN(e.Value) {
		return "–"
	}
	scale := 1.0
	if unit == "share" || unit == points {
		scale = 100
	}
	digits := study.Digits(e.Value*scale, (e.High-e.Low)/2*scale)
	text := fixed(e.Value*scale, digits)
	if unit == "share" {
		text += "%"
	}
	if math.IsNaN(e.Low) || math.IsNaN(e.High) {
		return text + "\n–"
	}
	return text + "\n" + fixed(e.Low*scale, digits) + "–" + fixed(e.High*scale, digits)
}

// robustWords say how many points the settings were held against each other at, if
// not all, and at how many chance decides whether they are good enough.
func robustWords(r *study.Robust) []string {
	var out []string
	if r.Left > 0 {
		out = append(out, fmt.Sprintf("%s besides, where a setting has no figure to compare, are left out.", plural(r.Left, "point")))
	}
	near := 0
	for i := range r.Settings {
		near += r.Settings[i].Near
	}
	if near > 0 {
		out = append(out, fmt.Sprintf("Of %s, %s are so near what is good enough that their runs do not tell.", plural(r.Points*len(r.Settings), "figure"), count(near)))
	}
	return out
}
