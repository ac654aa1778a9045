package main

import (
	"fmt"
	"slices"
	"strings"

	"backchannel/plots"
	"backchannel/sim/study"
)

// What a chart of a grid has room for.
const (
	mostLines     = 4
	mostPanels    = 6
	mostHeat      = 15
	mostAlongLine = 1000
)

// gridded are the places of the factors, the one with the most levels first, if the
// points are every combination of their levels; nil if not.
func (d *sweepDrawing) gridded() (factors []int, levels [][]float64) {
	n := 1
	for f := range d.swept.Factors {
		l := d.levelsOf(f)
		factors, levels = append(factors, f), append(levels, l)
		if n *= len(l); n > len(d.swept.Points) {
			return nil, nil
		}
	}
	if n != len(d.swept.Points) {
		return nil, nil
	}
	slices.SortStableFunc(factors, func(a, b int) int { return len(levels[b]) - len(levels[a]) })
	sorted := make([][]float64, len(levels))
	for i, f := range factors {
		sorted[i] = levels[f]
	}
	return factors, sorted
}

// cells are the values of a metric by the levels of two factors, rows first, others
// being fixed.
func (d *sweepDrawing) cells(metric, rows, columns int, down, across []float64, fixed map[int]float64) [][]plots.SweepValue {
	by := d.at()
	var out [][]plots.SweepValue
	for _, y := range down {
		var row []plots.SweepValue
		for _, x := range across {
			values := make([]float64, len(d.swept.Factors))
			for f, v := range fixed {
				values[f] = v
			}
			if rows >= 0 {
				values[rows] = y
			}
			values[columns] = x
			row = append(row, d.value(by[fmt.Sprintf("%x", values)], metric))
		}
		out = append(out, row)
	}
	return out
}

// responseCharts draw a metric along one input, and a line for each level of a
// second, if it has few.
func (d *sweepDrawing) responseCharts(metric int) plots.Chart {
	factors, levels := d.gridded()
	if len(factors) < 1 || len(factors) > 2 || len(levels[0]) > mostAlongLine || len(levels[0]) < 2 {
		return nil
	}
	c := plots.Response{
		Metric: d.metricOf(metric), Input: d.input(factors[0], levels[0]), Lines: []string{""}, Threshold: d.threshold(metric),
	}
	if len(factors) == 1 {
		c.Panels = []plots.ResponsePanel{{Values: d.cells(metric, -1, factors[0], []float64{0}, levels[0], nil)}}
		c.Words = d.words(d.responseTitle(metric, c.Panels[0].Values[0], factors[0], levels[0]), d.subtitle(), metricName(&d.swept.Metrics[metric])+", with 95% intervals")
		return c
	}
	if len(levels[1]) > mostLines {
		return nil
	}
	c.Lines = nil
	for _, v := range levels[1] {
		c.Lines = append(c.Lines, d.level(factors[1], v))
	}
	c.Panels = []plots.ResponsePanel{{Values: d.cells(metric, factors[1], factors[0], levels[1], levels[0], nil)}}
	c.Words = d.words("How it goes with "+d.inputName(d.swept.Factors[factors[0]].Path), d.subtitle(), metricName(&d.swept.Metrics[metric])+", with 95% intervals")
	return c
}

// responseTitle tells the ends, if their intervals lie apart.
func (d *sweepDrawing) responseTitle(metric int, line []plots.SweepValue, factor int, levels []float64) string {
	first, last, n := line[0], line[len(line)-1], len(levels)-1
	name := d.inputName(d.swept.Factors[factor].Path)
	unclear := "How it goes with " + name
	if !(first.High < last.Low || last.High < first.Low) {
		return firstShort(unclear, "How it goes with one input")
	}
	tell := func(v plots.SweepValue) string {
		if d.swept.Metrics[metric].Unit == "share" {
			return percent(v.Value, 0) + "%"
		}
		return fixed(v.Value, study.Digits(v.Value, (v.High-v.Low)/2))
	}
	at := func(i int) string { return valueInWords(d.scenario, d.swept.Factors[factor].Path, levels[i]) }
	return firstShort(
		fmt.Sprintf("%s at %s %s, %s at %s", tell(first), name, at(0), tell(last), at(n)),
		fmt.Sprintf("%s at %s, %s at %s", tell(first), at(0), tell(last), at(n)),
		"How it goes with one input",
	)
}

// heatCharts draw a metric over two inputs, and in panels for a third.
func (d *sweepDrawing) heatCharts(metric int) plots.Chart {
	factors, levels := d.gridded()
	if len(factors) < 2 || len(factors) > 3 || len(levels[0]) > mostHeat || len(levels[1]) < 2 {
		return nil
	}
	c := plots.HeatMap{
		Metric: d.metricOf(metric), X: d.input(factors[0], levels[0]), Y: d.input(factors[1], levels[1]), Threshold: d.threshold(metric),
	}
	if c.Metric.Share && c.Threshold.Name == "" {
		c.Widest = 0.3
	}
	if len(factors) == 2 {
		c.Panels = []plots.HeatPanel{{Values: d.cells(metric, factors[1], factors[0], levels[1], levels[0], nil)}}
	} else {
		if len(levels[2]) > mostPanels {
			return nil
		}
		for _, v := range levels[2] {
			c.Panels = append(c.Panels, plots.HeatPanel{
				Name: d.level(factors[2], v), Values: d.cells(metric, factors[1], factors[0], levels[1], levels[0], map[int]float64{factors[2]: v}),
			})
		}
	}
	c.Words = d.words(d.heatTitle(metric, c.Panels), d.subtitle(), metricName(&d.swept.Metrics[metric]))
	return c
}

// heatTitle counts the combinations that are surely good enough, if somebody said
// what is.
func (d *sweepDrawing) heatTitle(metric int, panels []plots.HeatPanel) string {
	if metric > 0 || d.summary.Enough == nil {
		if title := "How it goes with " + listed(d.shortNames()); len(strings.Fields(title)) <= plots.MaxTitleWords {
			return title
		}
		return fmt.Sprintf("How it goes with %d inputs", len(d.swept.Factors))
	}
	n, all := 0, 0
	for _, pn := range panels {
		for _, row := range pn.Values {
			for _, v := range row {
				all++
				if d.less(metric) && v.High <= *d.summary.Enough || !d.less(metric) && v.Low >= *d.summary.Enough {
					n++
				}
			}
		}
	}
	return fmt.Sprintf("Surely good enough in %d of %d combinations", n, all)
}

// shortNames are what varies, in few words.
func (d *sweepDrawing) shortNames() []string {
	var list []string
	for i := range d.swept.Factors {
		list = append(list, d.inputName(d.swept.Factors[i].Path))
	}
	return list
}

// subtitle names the scenario.
func (d *sweepDrawing) subtitle() string {
	if d.summary.Scenario.Title != "" {
		return d.summary.Scenario.Title
	}
	return d.summary.Scenario.Name
}
