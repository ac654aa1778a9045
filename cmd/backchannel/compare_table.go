package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"

	"backchannel/sim/study"
)

// shownMetrics are the labels of metrics in the table of differences: short
// enough that six columns fit 80.
func shownMetrics() []line {
	return []line{
		{"understanding_wait", "understood on day"},
		{"signed", "a deal was signed"},
		{"reached", "talks with a deal"},
		{"deal_wait", "first deal on day"},
		{"deals", "deals signed"},
		{"standing_180", "stood 180 days"},
		{"standing_365", "stood 365 days"},
		{"in_force_end", "in force at the end"},
		{"honoured", "deal-time honoured"},
		{"core", "core issues covered"},
		{"excess", "optimism too high"},
		{"leaks", "leaks"},
		{"falls", "falls from grace"},
		{"reliability", "reliability at end"},
		{"lost_misread", "lost: misread"},
		{"lost_drift", "lost: wants drifted"},
		{"lost_fall", "lost: envoy fell"},
		{"lost_spoiler", "lost: rival spoiled"},
		{"lost_leak", "lost: leaked"},
		{"survival_180", "survived 180 days"},
		{"survival_365", "survived 365 days"},
		{"restricted_life_365", "days stood of 365"},
	}
}

// labelOf is a metric as the tables have it: without what it is of.
func labelOf(d *study.Difference) string {
	list := shownMetrics()
	if at := slices.IndexFunc(list, func(l line) bool { return l.key == d.Key() }); at >= 0 {
		return list[at].label
	}
	return strings.ReplaceAll(d.Key(), "_", " ")
}

// widestLabel is how wide the first column of the table of differences may be.
const widestLabel = 21

// differencesTable has a row for each metric of an arm, under what it is of or,
// if all are of one talk, under the sample that it rests on.
func differencesTable(w io.Writer, f *study.Comparison, arm string) {
	t := newTable(widestLabel, table.Row{"figure", "base", "here", "difference (95%)", "p", "pairs"})
	groups := differenceGroups(f, arm)
	for i, g := range groups {
		if i > 0 {
			t.AppendSeparator()
		}
		head := table.Row{g.title}
		if g.baseline > 0 || g.here > 0 {
			head = append(head, count(g.baseline), count(g.here))
		}
		t.AppendRow(head)
		for _, d := range g.rows {
			t.AppendRow(table.Row{
				"  " + labelOf(d), figure(d, d.Baseline.Value), figure(d, d.Value.Value), change(d), surely(d, f.Level), worth(d, f.Runs),
			})
		}
	}
	if len(groups) > 0 {
		render(w, t)
	}
}

// differenceGroup is some rows under one heading: what they are of, or the
// sample that they rest on and its size in both arms.
type differenceGroup struct {
	title          string
	baseline, here int // 0 where the rows do not share a sample
	rows           []*study.Difference
}

// owned reports whether the figures are of more than one thing, such as talks.
func owned(f *study.Comparison) bool {
	return slices.ContainsFunc(f.Rows, func(d study.Difference) bool { return d.Owner() != f.Rows[0].Owner() })
}

func differenceGroups(f *study.Comparison, arm string) []differenceGroup {
	several := owned(f)
	var keys []string
	var groups []differenceGroup
	for i := range f.Rows {
		d := &f.Rows[i]
		if d.Arm != arm {
			continue
		}
		key, g := d.Sample, differenceGroup{title: sampleText(d.Sample), baseline: d.Baseline.N, here: d.Value.N}
		if several {
			key, g = d.Owner(), differenceGroup{title: ownerText(d.Owner())}
		}
		at := slices.Index(keys, key)
		if at < 0 {
			at = len(keys)
			keys, groups = append(keys, key), append(groups, g)
		}
		groups[at].rows = append(groups[at].rows, d)
	}
	return groups
}

// sampleText is a sample in few words.
func sampleText(sample string) string {
	if rest, ok := strings.CutPrefix(sample, "first deals signed at least "); ok {
		days, _, _ := strings.Cut(rest, " before")
		return "watched " + days
	}
	return sample
}

func ownerText(owner string) string {
	if owner == "all" {
		return "all talks together"
	}
	return owner
}

// figure is a value with as many digits as its difference.
func figure(d *study.Difference, x float64) string {
	if math.IsNaN(x) {
		return "–"
	}
	if d.Unit == "share" {
		return percent(x, digitsOf(d)) + "%"
	}
	return fixed(x, digitsOf(d))
}

// mostDecimals is how many decimals a figure of a table has at most, so that six
// columns fit 80. Limits that want more are rounded outward.
const mostDecimals = 3

// digitsOf is how many decimals the difference and what it is of are told with.
func digitsOf(d *study.Difference) int { return min(finestOf(d), mostDecimals) }

// finestOf is the same where there is room for any number.
func finestOf(d *study.Difference) int {
	e := d.Difference
	if e.Low == e.High && e.Value == 0 { // known without error, so that what it is of sets the digits
		e = d.Baseline
	}
	return study.Digits(e.Value*d.Scale(), (e.High-e.Low)/2*d.Scale())
}

// limits are the ends of the interval of a difference, in the unit it is shown in.
func limits(d *study.Difference) (low, high float64) {
	low, high = d.Difference.Low*d.Scale(), d.Difference.High*d.Scale()
	if finestOf(d) > mostDecimals {
		unit := math.Pow10(-mostDecimals)
		low, high = math.Floor(low/unit)*unit, math.Ceil(high/unit)*unit
	}
	return low, high
}

// change is "+9.1 (7.0 to 11.2)", with ~ in front where chance may have made it.
func change(d *study.Difference) string {
	e, digits := d.Difference, digitsOf(d)
	switch {
	case math.IsNaN(e.Value):
		return "–"
	case e.Low == 0 && e.High == 0:
		return "0 in every run"
	case math.IsNaN(e.Low) || math.IsNaN(e.High):
		return signed(fixed(e.Value*d.Scale(), digits))
	}
	low, high := limits(d)
	return fmt.Sprintf("%s (%s to %s)", signed(fixed(e.Value*d.Scale(), digits)), fixed(low, digits), fixed(high, digits))
}

// signed puts a plus in front of what is above 0.
func signed(number string) string {
	if strings.HasPrefix(number, "-") || strings.Trim(number, "0.") == "" {
		return number
	}
	return "+" + number
}

// surely is the adjusted p, after ~ where chance may have made the difference.
func surely(d *study.Difference, level float64) string {
	p := float64(d.Adjusted)
	switch {
	case math.IsNaN(p):
		return "–"
	case d.Clear(level):
		return pValue(p)
	default:
		return "~ " + pValue(p)
	}
}

func pValue(p float64) string {
	if p < 0.001 {
		return "<0.001"
	}
	if p < 0.1 {
		return fixed(p, 3)
	}
	return fixed(p, 2)
}

// worth is how many runs on luck of their own one paired run is worth.
func worth(d *study.Difference, runs int) string {
	factor := float64(d.Worth) / float64(runs)
	switch {
	case math.IsNaN(factor):
		return "–"
	case factor >= 100: // infinite too
		return ">99×"
	default:
		return fixed(factor, 1) + "×"
	}
}

// crosstabTable counts runs by what came about in either arm.
func crosstabTable(w io.Writer, f *study.Comparison, arm string) {
	t := newTable(30, table.Row{"runs in which", "in both", "base only", "here only", "neither", "p"})
	several := slices.ContainsFunc(f.Crosstabs, func(x study.Crosstab) bool { return x.Talk != f.Crosstabs[0].Talk })
	last, margin := "", ""
	for i := range f.Crosstabs {
		x := &f.Crosstabs[i]
		if x.Arm != arm {
			continue
		}
		if several && x.Talk != last {
			t.AppendRow(table.Row{x.Talk})
			last, margin = x.Talk, "  "
		}
		t.AppendRow(table.Row{margin + x.What, count(x.Both), count(x.OnlyBaseline), count(x.OnlyArm), count(x.Neither), pValue(float64(x.P))})
	}
	if t.Length() > 0 {
		render(w, t)
	}
}
