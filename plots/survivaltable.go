package plots

import (
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// riskTable is the table beneath survival curves: at risk, ended and censored
// before each tick, under that tick. Each curve has a row for each of the three,
// or, where that would leave the curves too little room, one row for all.
type riskTable struct {
	p       *page
	groups  []riskGroup // none when the counts are not known
	compact bool        // one row for each curve
	beside  bool        // names stand beside their rows, not above them
	names   vg.Length   // width of the column of names, when beside
	gutter  vg.Length   // needed to the left of the panel
	height  vg.Length   // of the whole, the gap above it included
	cell    vg.Length   // width of the widest cell
}

type riskGroup struct {
	curve Curve
	name  []string
}

// rowsPerGroup is the number of rows of numbers for each curve, unless compact.
const rowsPerGroup = 3

func riskRows() [rowsPerGroup]string { return [...]string{"At risk", "Ended", "Censored"} }

// compactRow names the three numbers of a compact row.
const compactRow = "At risk / ended / censored"

// table measures the table of the chart: it may take three tenths of the page,
// or else is drawn compact.
func (s Survival) table(p *page) *riskTable {
	t := &riskTable{p: p, beside: p.m.wide}
	if !s.counted() {
		t.beside = false
		return t
	}
	t.measure(s.Curves)
	if t.height > p.m.height*0.29 {
		t = &riskTable{p: p, beside: p.m.wide, compact: true}
		t.measure(s.Curves)
	}
	return t
}

// measure lays out the table. On a wide page the names of the curves stand
// beside their rows, to leave the height to the curves.
func (t *riskTable) measure(curves []Curve) {
	p := t.p
	name, small := p.nameStyle(), p.smallStyle()
	most, lines := p.wide(), 1
	switch {
	case t.beside && t.compact:
		most = p.wide() * 0.2
	case t.beside:
		most, lines = p.wide()*0.13, rowsPerGroup
	}
	var measures vg.Length
	if !t.compact {
		for _, row := range riskRows() {
			measures = max(measures, p.width(small, row))
		}
	}
	var names []string
	for _, c := range curves {
		names = append(names, c.Name)
	}
	if lines == 1 {
		names = p.shorten(name, names, most)
	}
	for i, c := range curves {
		g := riskGroup{curve: c, name: p.wrap(name, orElse(names[i], "unnamed"), most, lines)}
		t.groups = append(t.groups, g)
		widest := count(c.N)
		if t.compact {
			_, ended, censored := c.counts(maxHorizon + 1)
			widest = compactCell(c.N, ended, censored)
		}
		t.cell = max(t.cell, p.width(small, widest))
		if t.beside {
			t.names = max(t.names, p.widest(name, g.name)+p.m.gap)
		}
	}
	t.gutter = t.names + measures + p.m.gap + t.cell/2
	t.height = p.m.gap + vg.Length(len(t.groups))*(t.groupHeight()+t.between()) - t.between()
	if t.compact {
		t.height += t.rowHeight() * 1.25
	}
}

// compactCell writes the three numbers of a compact row.
func compactCell(atRisk, ended, censored int) string {
	return count(atRisk) + " / " + count(ended) + " / " + count(censored)
}

// cells writes the numbers of a curve before a day, one for each row.
func (t *riskTable) cells(c Curve, day float64) []string {
	atRisk, ended, censored := c.counts(day)
	if t.compact {
		return []string{compactCell(atRisk, ended, censored)}
	}
	return []string{count(atRisk), count(ended), count(censored)}
}

// nameStyle is the style of a curve's name in the table.
func (p *page) nameStyle() textStyle {
	return textStyle{size: p.m.small, bold: true, colour: p.colours.ink}
}

func (t *riskTable) rowHeight() vg.Length { return t.p.m.small * 1.24 }

func (t *riskTable) between() vg.Length {
	if t.compact {
		return t.p.m.gap * 0.3
	}
	return t.p.m.gap * 0.6
}

func (t *riskTable) groupHeight() vg.Length {
	rows := rowsPerGroup
	if t.compact {
		rows = 1
	}
	if !t.beside {
		rows++
	}
	return t.rowHeight() * vg.Length(rows)
}

// draw draws the table downwards from top, its columns under the ticks.
func (t *riskTable) draw(a *panel, ticks []tick, top vg.Length) {
	p := t.p
	small := p.smallStyle()
	if t.compact && len(t.groups) > 0 {
		p.text(small, p.left, top-small.size*capHeight, 0, compactRow)
		top -= t.rowHeight() * 1.25
	}
	dc := draw.Canvas{Canvas: p.canvas, Rectangle: a.area}
	for i, g := range t.groups {
		if i > 0 && !t.compact {
			rule := draw.LineStyle{Color: p.colours.faint, Width: p.m.hairline}
			y := top + t.between()*0.8
			dc.StrokeLine2(rule, p.left, y, a.area.Max.X+t.cell/2, y)
		}
		t.drawGroup(a, g, ticks, top-small.size*capHeight)
		top -= t.groupHeight() + t.between()
	}
}

// drawGroup draws the rows of one curve, the baseline of the first at y.
func (t *riskTable) drawGroup(a *panel, g riskGroup, ticks []tick, y vg.Length) {
	p := t.p
	small := p.smallStyle()
	for line, words := range g.name {
		p.text(p.nameStyle(), p.left, y-t.rowHeight()*vg.Length(line), 0, words)
	}
	if !t.beside {
		y -= t.rowHeight()
	}
	if !t.compact {
		for row, words := range riskRows() {
			p.text(small, p.left+t.names, y-t.rowHeight()*vg.Length(row), 0, words)
		}
	}
	for _, tk := range ticks {
		for row, words := range t.cells(g.curve, tk.at) {
			p.text(small, a.x(tk.at), y-t.rowHeight()*vg.Length(row), 0.5, words)
		}
	}
}
