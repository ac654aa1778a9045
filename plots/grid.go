package plots

import (
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
)

// maxMultiples is how many small multiples fit in every size.
const maxMultiples = 12

// head is what stands above one of the small multiples.
type head struct {
	name string
	// values say its finding in a few words, in forms of falling length, and
	// shorts where there is room for a word. Either may be empty.
	values, shorts []string
}

// form returns the i-th form, or the shortest.
func form(forms []string, i int) string {
	if len(forms) == 0 {
		return ""
	}
	return forms[min(i, len(forms)-1)]
}

// grid is a page of small multiples, filled row by row, with shared axes: the
// vertical one stands at the left of each row, the other beneath the lowest
// panel of each column.
type grid struct {
	p     *page
	heads []head

	gutter vg.Length // left of the first column, for the vertical axis
	label  vg.Length // width of a label of the horizontal axis
	strip  vg.Length // beneath each panel, for rugs
	apart  vg.Length // more between columns, for vertical axes of their own
	foot   vg.Length // beneath the lowest panels, for the horizontal axis
	// aspect is the width of a panel over its height that the columns aim at;
	// 0 means 1.8.
	aspect float64
	// beside is how many times its data's width a panel needs, where something
	// stands beside the data; 0 means 1.
	beside float64

	columns int
	lines   int // of each name and each value, at most; 0: one line for both
}

// cell is the place of one of the small multiples.
type cell struct {
	area   vg.Rectangle // of the data
	first  bool         // of its row
	lowest bool         // of its column
}

func (g *grid) rows() int { return (len(g.heads) + g.columns - 1) / g.columns }

// between is the gap between columns: half a label of the horizontal axis may
// stand out on either side of a panel.
func (g *grid) between() vg.Length { return g.label + g.p.m.gap + g.apart }

// size returns the size of the area of data of each panel.
func (g *grid) size() (w, h vg.Length) {
	columns, rows := vg.Length(g.columns), vg.Length(g.rows())
	p := g.p
	w = (p.wide() - g.gutter - g.label/2 - g.between()*(columns-1)) / columns
	h = (p.top-p.bottom-g.foot-g.under()*(rows-1))/rows - g.headHeight(w) - g.strip
	return w, h
}

// under is the gap between rows.
func (g *grid) under() vg.Length {
	if g.lines == 0 {
		return g.p.m.gap * 0.7
	}
	return g.p.m.gap
}

// headHeight returns the height of the tallest head, for panels of that width.
func (g *grid) headHeight(width vg.Length) vg.Length {
	var height vg.Length
	for _, h := range g.heads {
		name, value := g.wrapped(h, width)
		height = max(height, g.p.strongStyle().height(len(name)+len(value)))
	}
	return height + g.p.m.gap*0.5
}

// wrapped returns the lines of a head. Where name and value share a line, value
// is empty and the short value is written at the right.
func (g *grid) wrapped(h head, width vg.Length) (name, value []string) {
	if g.lines == 0 {
		return []string{g.p.oneLine(g.p.strongStyle(), orElse(h.name, "unnamed"), g.beforeShort(h, width, g.shortForm(width)))}, nil
	}
	name = g.p.balance(g.p.strongStyle(), orElse(h.name, "unnamed"), width, g.lines)
	return name, g.p.wrap(g.p.axisStyle(), form(h.values, g.valueForm(width)), width, g.lines)
}

// beforeShort returns the room for a name before its short value.
func (g *grid) beforeShort(h head, width vg.Length, i int) vg.Length {
	if short := g.p.width(g.p.axisStyle(), form(h.shorts, i)); short > 0 {
		width -= short + g.p.m.gap*0.7
	}
	return width
}

// shortForm returns the longest form of the short values that leaves every name
// whole: one for all panels, since they are compared.
func (g *grid) shortForm(width vg.Length) int {
	return g.firstForm(func(h head) []string { return h.shorts }, func(h head, i int) bool {
		return g.p.width(g.p.strongStyle(), orElse(h.name, "unnamed")) <= g.beforeShort(h, width, i)
	})
}

// valueForm returns the longest form of the values that fits in all panels.
func (g *grid) valueForm(width vg.Length) int {
	return g.firstForm(func(h head) []string { return h.values }, func(h head, i int) bool {
		return len(g.p.wrap(g.p.axisStyle(), form(h.values, i), width, 0)) <= g.lines
	})
}

// firstForm returns the first form that fits in every panel, or the shortest.
func (g *grid) firstForm(forms func(head) []string, fits func(h head, i int) bool) int {
	shortest := 0
	for _, h := range g.heads {
		shortest = max(shortest, len(forms(h))-1)
	}
	for i := range shortest {
		if !slices.ContainsFunc(g.heads, func(h head) bool { return !fits(h, i) }) {
			return i
		}
	}
	return shortest
}

// arrange chooses the number of columns that brings the panels nearest to the
// wanted shape and leaves each enough room, with as many lines of words above
// them as that allows.
func (g *grid) arrange() {
	if g.aspect == 0 {
		g.aspect = 1.8
	}
	best, fit := math.Inf(1), false
	columns, lines := 1, 0
	for l := 2; l >= 0 && !fit; l-- {
		for c := 1; c <= len(g.heads); c++ {
			g.columns, g.lines = c, l
			w, h := g.size()
			if w < 1 || h < 1 {
				continue
			}
			// Too little room counts as a hundred times worse than any shape.
			short := max(0, g.p.m.width*0.155*vg.Length(max(1, g.beside))/w-1) + max(0, g.p.m.label*4.1/h-1)
			empty := float64(c*g.rows()-len(g.heads)) / float64(len(g.heads))
			wordy := float64(g.headHeight(w) / (4 * g.p.m.label))
			off := math.Abs(math.Log(float64(w/h)/g.aspect)) + empty + wordy + 100*float64(short)
			if off < best {
				best, fit, columns, lines = off, short == 0, c, l
			}
		}
	}
	g.columns, g.lines = columns, lines
}

// cells arranges the panels, writes what stands above each and returns where
// their data belong.
func (g *grid) cells() []cell {
	g.arrange()
	w, h := g.size()
	above := g.headHeight(w)
	p := g.p
	var out []cell
	for i, hd := range g.heads {
		column, row := i%g.columns, i/g.columns
		left := p.left + g.gutter + (w+g.between())*vg.Length(column)
		top := p.top - (above+h+g.strip+g.under())*vg.Length(row)
		c := cell{
			area: vg.Rectangle{
				Min: vg.Point{X: left, Y: top - above - h},
				Max: vg.Point{X: left + w, Y: top - above},
			},
			first: column == 0, lowest: i+g.columns >= len(g.heads),
		}
		name, value := g.wrapped(hd, w)
		p.block(p.strongStyle(), left, top, 0, name)
		p.block(p.axisStyle(), left, top-p.m.label*leading*vg.Length(len(name)), 0, value)
		if g.lines == 0 {
			p.text(p.axisStyle(), left+w, top-p.m.label*capHeight, 1, form(hd.shorts, g.shortForm(w)))
		}
		out = append(out, c)
	}
	return out
}
