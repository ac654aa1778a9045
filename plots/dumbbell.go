package plots

import (
	"math"
	"strings"
)

// Dumbbell shows what metrics are under several arms, one row for each metric
// with a shape for each arm upon its interval, tied to the baseline. The first
// arm is the baseline: a diamond. Metrics of one unit share an axis.
type Dumbbell struct {
	Words
	Arms []string // the baseline first; 2 to 5
	// Groups are 1 to 4; the metrics in them and twice the groups are at most 16.
	Groups []MetricGroup
}

func (d Dumbbell) words() Words { return d.Words }

func (d Dumbbell) check() error {
	if err := checkArms(d.Arms, 2, maxArms+1); err != nil {
		return err
	}
	return checkGroups(d.Groups, len(d.Arms), math.Inf(-1))
}

// levelsOf says what is drawn.
const levelsOf = "Value under each scenario, with 95% intervals"

// level writes a value and its interval, shares in percent.
func (g MetricGroup) level(x Interval, places int) (value, between string) {
	if !x.known() {
		x.Low, x.High = math.NaN(), math.NaN()
	}
	if g.Share {
		return percent(x.Value), interval(x.Low, x.High)
	}
	value = decimal(x.Value, places, false)
	if x.known() {
		between = decimal(x.Low, places, false) + " to " + decimal(x.High, places, false)
	}
	return value, between
}

// Alt tells the chart in words.
func (d Dumbbell) Alt() string {
	return clean(sentence(d.Title) + " Dumbbell plot. " + levelsOf + "." + altLevels(d.Arms, d.Groups))
}

// altLevels tells the values of each metric, arm by arm.
func altLevels(arms []string, groups []MetricGroup) string {
	var out strings.Builder
	for _, g := range groups {
		places := g.places()
		for _, row := range g.Rows {
			out.WriteString(" " + orElse(row.Name, "unnamed"))
			if axis := clean(g.Axis); axis != "" {
				out.WriteString(" (" + axis + ")")
			}
			for i, x := range row.Values {
				if i >= len(arms) {
					break
				}
				value, between := g.level(x, places)
				out.WriteString([]string{": ", "; "}[min(i, 1)] + orElse(arms[i], "unnamed") + " " + value)
				if between != "" {
					out.WriteString(" (" + between + ")")
				}
			}
			out.WriteString(".")
		}
	}
	return out.String()
}

// Data returns one row for each metric and arm, the baseline first.
func (d Dumbbell) Data() (header []string, rows [][]string) {
	return []string{"axis", "metric", "arm", "value", "low", "high"}, dataLevels(d.Arms, d.Groups)
}

func dataLevels(arms []string, groups []MetricGroup) (rows [][]string) {
	for _, g := range groups {
		for _, row := range g.Rows {
			for i, x := range row.Values {
				if i < len(arms) {
					rows = append(rows, []string{g.Axis, row.Name, arms[i], number(x.Value), number(x.Low), number(x.High)})
				}
			}
		}
	}
	return rows
}

func (d Dumbbell) draw(p *page) {
	r := levelRows(p, d.Arms, d.Groups)
	r.tie = true
	r.keyed([]keyItem{p.markItem(p.armWords(d.Arms[0], ", the baseline"), p.arm(-1), false)}, levelsOf)
	r.draw()
}

// levelRows lays out values, the baseline first.
func levelRows(p *page, arms []string, groups []MetricGroup) *rows {
	r := &rows{p: p, arms: arms, first: -1}
	for _, g := range groups {
		low, high, ok := g.span()
		if !ok {
			low, high = 0, 1
		}
		rg := rowGroup{axis: g.Axis, low: low, high: high, bounded: g.Share, write: func(v, step float64) string {
			if places := decimals(step*g.factor(), 1); places > 0 || !g.Share {
				return decimal(v*g.factor(), places, false) + strings.Repeat("%", int(g.factor())/100)
			}
			return percent(v)
		}}
		places := g.places()
		for _, row := range g.Rows {
			b := rowBlock{name: row.Name}
			for _, x := range row.Values {
				l := rowLine{Interval: x}
				l.words[1], l.words[2] = g.level(x, places)
				b.lines = append(b.lines, l)
			}
			rg.blocks = append(rg.blocks, b)
		}
		r.groups = append(r.groups, rg)
	}
	return r
}
