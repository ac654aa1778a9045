package plots

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// Forest shows by how much arms differ from a baseline, one row for each metric
// and arm: the difference upon its interval, with a line at no difference and the
// numbers at the right. A difference that may be chance is hollow and has a "~".
//
// Metrics of one unit share an axis in that unit. Differences are not
// standardised: dividing each by its standard deviation would put them on one
// axis, but what a standardised difference means depends on how much the runs of
// that metric vary, and the reader decides about days and deals (Baguley 2009,
// Standardized or simple effect size). The axes have their 0 at one place, so
// that signs can be compared at a glance.
type Forest struct {
	Words
	Baseline string   // the arm that the differences are from
	Arms     []string // the others, 1 to 4
	// Groups are 1 to 4; the metrics in them and twice the groups are at most 16.
	// Values are differences: of the arm less the baseline.
	Groups []MetricGroup
}

func (f Forest) words() Words { return f.Words }

func (f Forest) check() error {
	if err := checkArms(f.Arms, 1, maxArms); err != nil {
		return err
	}
	return checkGroups(f.Groups, len(f.Arms), math.Inf(-1))
}

// measure says what is drawn.
func (f Forest) measure() string {
	return "Difference from " + orElse(f.Baseline, "the baseline") + ", with 95% intervals"
}

// differences returns the groups with names for axes of shares that lack one.
func (f Forest) differences() []MetricGroup {
	groups := slices.Clone(f.Groups)
	for i, g := range groups {
		if g.Share {
			groups[i].Axis = orElse(g.Axis, "percentage points")
		}
	}
	return groups
}

// write writes a difference and its interval, in points where it is of shares.
func (g MetricGroup) write(x Interval, places int) (value, between string) {
	write := func(v float64) string { return decimal(v*g.factor(), places, true) }
	value = write(x.Value)
	if x.known() {
		between = write(x.Low) + " to " + write(x.High)
	}
	return value, between
}

// doubt is written beside a difference that may be chance.
const doubt = "~"

// Alt tells the chart in words.
func (f Forest) Alt() string {
	var out strings.Builder
	out.WriteString(sentence(f.Title) + " Forest plot. " + sentence(f.measure()))
	for _, g := range f.differences() {
		places := g.places()
		for _, row := range g.Rows {
			for i, x := range row.Values {
				if i >= len(f.Arms) {
					break
				}
				out.WriteString(" " + orElse(row.Name, "unnamed") + ", " + orElse(f.Arms[i], "unnamed") + ": ")
				value, between := g.write(x, places)
				if out.WriteString(value); between != "" {
					out.WriteString(" (" + between + ")")
				}
				if axis := clean(g.Axis); axis != "" && finite(x.Value) {
					out.WriteString(" " + axis)
				}
				if finite(x.Value) && !x.clear() {
					out.WriteString(", which may be chance")
				}
				out.WriteString(".")
			}
		}
	}
	return clean(out.String())
}

// Data returns one row for each metric and arm.
func (f Forest) Data() (header []string, rows [][]string) {
	header = []string{"axis", "metric", "baseline", "arm", "difference", "low", "high", "clear"}
	for _, g := range f.Groups {
		for _, row := range g.Rows {
			for i, x := range row.Values {
				if i >= len(f.Arms) {
					break
				}
				rows = append(rows, []string{
					g.Axis, row.Name, f.Baseline, f.Arms[i], number(x.Value), number(x.Low), number(x.High), strconv.FormatBool(x.clear()),
				})
			}
		}
	}
	return header, rows
}

func (f Forest) draw(p *page) {
	r := &rows{p: p, arms: f.Arms, zero: true}
	for _, g := range f.differences() {
		low, high, ok := g.span()
		if !ok {
			low, high = -1, 1
		}
		rg := rowGroup{axis: g.Axis, low: min(0, low), high: max(0, high), write: func(v, step float64) string {
			if math.Abs(v) < step/2 {
				return "0"
			}
			return decimal(v*g.factor(), decimals(step*g.factor(), 1), true)
		}}
		places := g.places()
		for _, row := range g.Rows {
			b := rowBlock{name: row.Name}
			for _, x := range row.Values {
				l := rowLine{Interval: x, hollow: !x.clear()}
				l.words[1], l.words[2] = g.write(x, places)
				if finite(x.Value) && l.hollow {
					l.words[0] = doubt
				}
				b.lines = append(b.lines, l)
			}
			rg.blocks = append(rg.blocks, b)
		}
		r.groups = append(r.groups, rg)
	}
	f.key(p, r)
	r.draw()
}

// key explains hollow shapes, and the arms where their lines have no room for
// names.
func (f Forest) key(p *page, r *rows) {
	hollow := slices.ContainsFunc(r.groups, func(g rowGroup) bool {
		return slices.ContainsFunc(g.blocks, func(b rowBlock) bool {
			return slices.ContainsFunc(b.lines, func(l rowLine) bool { return l.hollow && finite(l.Value) })
		})
	})
	var items []keyItem
	if hollow {
		items = append(items, p.markItem("hollow, "+doubt+": may be chance", p.arm(0), true))
	}
	r.keyed(items, f.measure())
}
