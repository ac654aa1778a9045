package plots

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// maxBoxes is how many boxes a trajectory may have.
const maxBoxes = 1000

// TradeOff shows the boxes that the patient rule induction method went through
// (Friedman and Fisher 1999), as scenario discovery looks at them (Bryant and
// Lempert 2010): across, the share of all cases of interest that lie in a box, its
// coverage; up, the share of its points that are such cases, its density. Each
// step of the search leaves out a slice, and trades coverage for density. The
// dashed line is the density of all points.
//
// A number stands where a box first restricts that many inputs, since who reads
// the box has to understand each of them.
type TradeOff struct {
	Words
	Cases    string        // what the cases of interest are, in the plural: "deals that last the year"; may be empty
	Boxes    []TradeOffBox // 1 to 1,000, in the order of the search
	Chosen   int           // index of the box that was chosen; -1: none
	BaseRate float64       // density of all points, from 0 to 1; NaN: not drawn
}

// TradeOffBox is one box.
type TradeOffBox struct {
	Coverage, Density float64 // from 0 to 1
	Mass              float64 // share of all points that lie in it
	Restricted        int     // inputs that it restricts
}

// placed reports whether the box has a place in the picture.
func (b TradeOffBox) placed() bool { return finite(b.Coverage) && finite(b.Density) }

func (t TradeOff) words() Words { return t.Words }

func (t TradeOff) check() error {
	if n := len(t.Boxes); n < 1 || n > maxBoxes {
		return fmt.Errorf("trade-off has %d boxes: give 1 to %d", n, maxBoxes)
	}
	problems := []error{checkShare("BaseRate", t.BaseRate)}
	if t.Chosen < -1 || t.Chosen >= len(t.Boxes) {
		problems = append(problems, fmt.Errorf("field Chosen is %d: give the index of one of the %d boxes, or -1", t.Chosen, len(t.Boxes)))
	}
	for i, b := range t.Boxes {
		err := errors.Join(checkShare("Coverage", b.Coverage), checkShare("Density", b.Density), checkShare("Mass", b.Mass))
		if b.Restricted < 0 {
			err = errors.Join(err, fmt.Errorf("field Restricted is %d: give 0 or more", b.Restricted))
		}
		if err != nil {
			problems = append(problems, fmt.Errorf("box %d: %w", i+1, err))
		}
	}
	return errors.Join(problems...)
}

// cases names what is looked for.
func (t TradeOff) cases() string { return orElse(clean(t.Cases), "cases of interest") }

// firsts returns the indices of the boxes that are the first to restrict as many
// inputs, in order.
func (t TradeOff) firsts() []int {
	var out []int
	seen := map[int]bool{}
	for i, b := range t.Boxes {
		if b.placed() && !seen[b.Restricted] {
			seen[b.Restricted] = true
			out = append(out, i)
		}
	}
	return out
}

// inputs writes "no input", "1 input", "2 inputs".
func inputs(n int) string {
	if n == 0 {
		return "no input"
	}
	return plural(n, "input")
}

// told describes a box.
func (b TradeOffBox) told() string {
	return fmt.Sprintf("%s restricted, coverage %s, density %s", inputs(b.Restricted), percent(b.Coverage), rare(b.Density))
}

// Alt tells the chart in words.
func (t TradeOff) Alt() string {
	var out strings.Builder
	fmt.Fprintf(&out, "%s Trade-off of %s: coverage, the share of all %s in a box, against density, their share of its points.",
		sentence(t.Title), boxes(len(t.Boxes)), t.cases())
	if finite(t.BaseRate) {
		fmt.Fprintf(&out, " Base rate %s.", rare(t.BaseRate))
	}
	for _, i := range t.firsts() {
		out.WriteString(" First with " + t.Boxes[i].told() + ".")
	}
	if t.Chosen >= 0 && t.Chosen < len(t.Boxes) {
		out.WriteString(" Chosen: " + t.Boxes[t.Chosen].told() + ".")
	}
	return clean(out.String())
}

// rare writes a share in percent, with a figure where it rounds to none.
func rare(share float64) string {
	if p := share * 100; p > 0 && p < 0.5 {
		return decimal(p, decimals(p, 1), false) + "%"
	}
	return percent(share)
}

func boxes(n int) string {
	if n == 1 {
		return "1 box"
	}
	return count(n) + " boxes"
}

// Data returns a row for each box, in the order of the search.
func (t TradeOff) Data() (header []string, rows [][]string) {
	header = []string{"box", "coverage", "density", "mass", "restricted", "chosen"}
	for i, b := range t.Boxes {
		rows = append(rows, []string{
			strconv.Itoa(i + 1), number(b.Coverage), number(b.Density), number(b.Mass), strconv.Itoa(b.Restricted), strconv.FormatBool(i == t.Chosen),
		})
	}
	return header, rows
}

// top returns the end of the axis of densities.
func (t TradeOff) top() scale {
	most := 0.0
	for _, v := range append([]float64{t.BaseRate}, t.densities()...) {
		if finite(v) {
			most = max(most, v)
		}
	}
	s := newScale(0, orOne(most), 4)
	s.high = min(1, math.Max(s.high, s.step))
	return s
}

func (t TradeOff) densities() []float64 {
	var out []float64
	for _, b := range t.Boxes {
		out = append(out, b.Density)
	}
	return out
}
