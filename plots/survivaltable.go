package plots

import (
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// riskTable is the table beneath survival curves: at risk, ended and censored
// before each tick, under that tick.
type riskTable struct {
	p      *page
	groups []riskGroup // none when the counts are not known
	beside bool        // names stand beside their rows, not above them
	names  vg.Length   // width of the column of names, when beside
	gutter vg.Length   // needed to the left of the panel
	height vg.Length   // of the whole, the gap above it included
	cell   vg.Length   // width of the widest number
}

type riskGroup struct {
	curve Curve
	name  []string
}

// rowsPerGroup is the number of rows of numbers for each curve.
const rowsPerGroup = 3

func riskRows() [rowsPerGroup]string { return [...]string{"At risk", "Ended", "Censored"} }

// table measures the table of the chart. On a wide page the names of the
// curves stand beside their rows, to leave the height to the curves.
func (s Survival) table(p *page) *riskTable {
	t := &riskTable{p: p, beside: p.m.wide}
	for _, c := range s.Curves {
		if len(c.Ended) != len(c.Day) || len(c.Censored) != len(c.Day) {
			t.beside = false
			return t
		}
	}
	name, small := p.nameStyle(), p.smallStyle()
	most, lines := p.wide(), 1
	if t.beside {
		most, lines = p.wide()*0.13, rowsPerGroup
	}
	var measures vg.Length
	for _, row := range riskRows() {
		measures = max(measures, p.width(small, row))
	}
	for _, c := range s.Curves {
		g := riskGroup{curve: c, name: p.wrap(name, orElse(c.Name, "unnamed"), most, lines)}
		t.groups = append(t.groups, g)
		t.cell = max(t.cell, p.width(small, count(c.N)))
		if t.beside {
			t.names = max(t.names, p.widest(name, g.name)+p.m.gap)
		}
	}
	t.gutter = t.names + measures + p.m.gap + t.cell/2
	t.height = p.m.gap + vg.Length(len(t.groups))*(t.groupHeight()+t.between()) - t.between()
	return t
}

// nameStyle is the style of a curve's name in the table.
func (p *page) nameStyle() textStyle {
	return textStyle{size: p.m.small, bold: true, colour: p.colours.ink}
}

func (t *riskTable) rowHeight() vg.Length { return t.p.m.small * 1.24 }

func (t *riskTable) between() vg.Length { return t.p.m.gap * 0.6 }

func (t *riskTable) groupHeight() vg.Length {
	rows := rowsPerGroup
	if !t.beside {
		rows++
	}
	return t.rowHeight() * vg.Length(rows)
}

// draw draws the table downwards from top, its columns under the ticks.
func (t *riskTable) draw(a *panel, ticks []tick, top vg.Length) {
	p := t.p
	name, small := p.nameStyle(), p.smallStyle()
	dc := draw.Canvas{Canvas: p.canvas, Rectangle: a.area}
	for i, g := range t.groups {
		if i > 0 {
			rule := draw.LineStyle{Color: p.colours.faint, Width: p.m.hairline}
			y := top + t.between()*0.8
			dc.StrokeLine2(rule, p.left, y, a.area.Max.X+t.cell/2, y)
		}
		y := top - small.size*capHeight
		for line, words := range g.name {
			p.text(name, p.left, y-t.rowHeight()*vg.Length(line), 0, words)
		}
		if !t.beside {
			y -= t.rowHeight()
		}
		for row, words := range riskRows() {
			p.text(small, p.left+t.names, y-t.rowHeight()*vg.Length(row), 0, words)
		}
		for _, tk := range ticks {
			atRisk, ended, censored := g.curve.counts(tk.at)
			for row, n := range [rowsPerGroup]int{atRisk, ended, censored} {
				p.text(small, a.x(tk.at), y-t.rowHeight()*vg.Length(row), 0.5, count(n))
			}
		}
		top -= t.groupHeight() + t.between()
	}
}
