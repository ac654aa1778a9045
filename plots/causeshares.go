package plots

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// maxCompared is how many causes are compared between arms.
const maxCompared = maxMetricRows - 2

// CauseShares shows what became of deals under several arms: a dot plot
// (Cleveland 1984) grouped by cause, one line for each arm with its interval, all
// on one axis from 0. Stacked bars would show no interval, and let no part but
// the lowest be compared between arms, since the others stand on steps.
type CauseShares struct {
	Words
	Arms []string // the baseline first; 2 to 5
	// Causes are up to 14, with a share for each arm. They are drawn by the share
	// of the baseline, the largest first.
	Causes []MetricRow
	// XLabel names the measure; when empty it is "Share of deals".
	XLabel string
}

func (c CauseShares) words() Words { return c.Words }

func (c CauseShares) check() error {
	if err := checkArms(c.Arms, 2, maxArms+1); err != nil {
		return err
	}
	if n := len(c.Causes); n < 1 || n > maxCompared {
		return fmt.Errorf("shares of %d causes: give 1 to %d, and gather the rest as one", n, maxCompared)
	}
	return checkGroups([]MetricGroup{c.group()}, len(c.Arms), 0)
}

// group returns the causes in the order drawn.
func (c CauseShares) group() MetricGroup {
	g := MetricGroup{Share: true, Rows: slices.Clone(c.Causes)}
	share := func(row MetricRow) float64 {
		if len(row.Values) > 0 && finite(row.Values[0].Value) {
			return row.Values[0].Value
		}
		return math.Inf(-1)
	}
	slices.SortStableFunc(g.Rows, func(a, b MetricRow) int { return cmp.Compare(share(b), share(a)) })
	return g
}

// measure says what is drawn.
func (c CauseShares) measure() string {
	return orElse(c.XLabel, "Share of deals") + " under each scenario, with 95% intervals"
}

// Alt tells the chart in words.
func (c CauseShares) Alt() string {
	return clean(sentence(c.Title) + " Dot plot by cause. " + sentence(c.measure()) +
		altLevels(c.Arms, []MetricGroup{c.group()}))
}

// Data returns one row for each cause and arm, in the order drawn.
func (c CauseShares) Data() (header []string, rows [][]string) {
	for _, row := range dataLevels(c.Arms, []MetricGroup{c.group()}) {
		rows = append(rows, row[1:]) // all have one axis
	}
	return []string{"cause", "arm", "share", "low", "high"}, rows
}

func (c CauseShares) draw(p *page) {
	r := levelRows(p, c.Arms, []MetricGroup{c.group()})
	r.groups[0].low = 0
	r.keyed([]keyItem{p.markItem(p.armWords(c.Arms[0], ", the baseline"), p.arm(-1), false)}, c.measure())
	r.draw()
}
