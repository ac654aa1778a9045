package plots

import (
	"fmt"
	"slices"
	"strings"
)

// toldCells is up to how many cells the alt text tells one by one.
const toldCells = 25

// Alt tells the chart in words: each cell of a small map, and of a large one the
// corners, the extremes and the side of the threshold.
func (h HeatMap) Alt() string {
	var out strings.Builder
	out.WriteString(sentence(h.Title) + " Heat map. " + sentence(h.Metric.axis()+" by "+h.X.title()+" and "+h.Y.title()))
	all := h.points()
	places := h.Metric.group(all).places()
	for _, pn := range h.Panels {
		if len(h.Panels) > 1 {
			out.WriteString(" " + orElse(pn.Name, "unnamed") + ":")
		}
		for _, c := range h.telling(pn, len(all)) {
			out.WriteString(" " + h.tell(pn, c, places))
		}
		out.WriteString(h.tellSides(pn))
	}
	if h.Threshold.given() {
		out.WriteString(" " + h.Metric.tellThreshold(h.Threshold))
	}
	if x, y, ok := h.ownCell(); ok {
		out.WriteString(" The scenario's own cell is " + h.X.write(h.X.Levels[x]) + " and " + h.Y.write(h.Y.Levels[y]) + ".")
	}
	out.WriteString(tellGaps(all))
	return clean(out.String())
}

// toldCell is a cell of an alt text, and why it is told.
type toldCell struct {
	what string
	x, y int
}

// telling returns the cells that the alt text tells of a panel.
func (h HeatMap) telling(pn HeatPanel, all int) []toldCell {
	var out []toldCell
	least, most := toldCell{x: -1}, toldCell{x: -1}
	for y, row := range pn.Values {
		for x, v := range row {
			if x >= len(h.X.Levels) || y >= len(h.Y.Levels) {
				continue
			}
			out = append(out, toldCell{"", x, y})
			if !finite(v.Value) {
				continue
			}
			if least.x < 0 || v.Value < pn.Values[least.y][least.x].Value {
				least = toldCell{"least", x, y}
			}
			if most.x < 0 || v.Value > pn.Values[most.y][most.x].Value {
				most = toldCell{"most", x, y}
			}
		}
	}
	if all <= toldCells || len(out) == 0 {
		return out
	}
	last := out[len(out)-1]
	out = []toldCell{{"corners", 0, 0}, {"", last.x, 0}, {"", 0, last.y}, {"", last.x, last.y}}
	if least.x >= 0 {
		out = append(out, least, most)
	}
	return out
}

// tell tells one cell.
func (h HeatMap) tell(pn HeatPanel, c toldCell, places int) string {
	what := c.what
	if what != "" {
		what += " "
	}
	v := pn.Values[c.y][c.x]
	out := what + h.Metric.told(v, places) + " at " + h.X.write(h.X.Levels[c.x]) + " and " + h.Y.write(h.Y.Levels[c.y])
	if h.unsure(v) {
		out += ", too few runs to say"
	}
	return out + "."
}

// tellSides counts the cells of a panel by side of the threshold.
func (h HeatMap) tellSides(pn HeatPanel) string {
	above, unsure, all := 0, 0, 0
	for _, v := range slices.Concat(pn.Values...) {
		if !finite(v.Value) {
			continue
		}
		all++
		if v.Value >= h.Threshold.Value {
			above++
		}
		if h.unsure(v) {
			unsure++
		}
	}
	out := ""
	if h.Threshold.given() {
		out = fmt.Sprintf(" %s of %s at or above the threshold.", count(above), plural(all, "cell"))
	}
	if unsure > 0 {
		out += fmt.Sprintf(" Hatched, %s: %s.", h.unsureWords(), count(unsure))
	}
	return out
}

// Data returns one row for each panel and cell.
func (h HeatMap) Data() (header []string, rows [][]string) {
	header = []string{"panel", orElse(h.Y.Name, "y"), orElse(h.X.Name, "x"), "value", "low", "high", "n", "failed", "too_few_to_say"}
	for _, pn := range h.Panels {
		for y, row := range pn.Values {
			for x, v := range row {
				if y < len(h.Y.Levels) && x < len(h.X.Levels) {
					cells := append([]string{pn.Name, number(h.Y.Levels[y]), number(h.X.Levels[x])}, v.cells()...)
					rows = append(rows, append(cells, fmt.Sprint(h.unsure(v))))
				}
			}
		}
	}
	return header, rows
}
