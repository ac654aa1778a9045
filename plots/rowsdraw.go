package plots

import (
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// keyed draws a key of the items and the name of the axes. Arms that will not be
// named on their lines, or not in full, are added to it.
func (r *rows) keyed(items []keyItem, names string) {
	p := r.p
	top := p.top
	p.top -= p.keyAndAxisHeight(items, names)
	r.layout()
	p.top = top
	if r.many() && (r.compact || !slices.Equal(r.short, r.arms)) {
		for i, name := range r.arms {
			if r.first+i >= 0 { // the baseline is among the items
				items = append(items, p.markItem(p.armWords(name, ""), p.arm(r.first+i), false))
			}
		}
	}
	p.keyAndAxis(items, names)
}

// armWords returns the name of an arm for a key, with words after it, cut so
// that several stand side by side.
func (p *page) armWords(name, after string) string {
	share := vg.Length(0.4)
	if p.m.wide {
		share = 0.27
	}
	return p.oneLine(p.labelStyle(), orElse(name, "unnamed"), p.wide()*share-p.width(p.labelStyle(), after)) + after
}

// draw draws the groups from the top of what is free downwards.
func (r *rows) draw() {
	p := r.p
	r.layout()
	if r.zero {
		r.splitZero()
	}
	for _, g := range r.groups {
		height := vg.Length(0)
		for _, b := range g.blocks {
			height += r.blockHeight(b)
		}
		area := vg.Rectangle{
			Min: vg.Point{X: r.plot[0], Y: p.top - height},
			Max: vg.Point{X: r.plot[1], Y: p.top},
		}
		if area.Size().X < p.wide()*0.2 || r.pitch < p.m.small*0.7 {
			p.fail(errNoRoom())
			return
		}
		r.group(g, area)
		p.top = area.Min.Y - r.axisHeight() - r.betweenGroups()
	}
}

// group draws the blocks of one axis, and the axis beneath them.
func (r *rows) group(g rowGroup, area vg.Rectangle) {
	p := r.p
	low, high, step, at := r.scale(g)
	x := func(v float64) vg.Length { return area.Min.X + area.Size().X*vg.Length((v-low)/(high-low)) }
	dc := draw.Canvas{Canvas: p.canvas, Rectangle: area}
	faint := draw.LineStyle{Color: p.colours.faint, Width: p.m.hairline}
	axis := draw.LineStyle{Color: p.colours.axis, Width: p.m.hairline * 1.4}
	st := p.axisStyle()
	none := draw.LineStyle{Color: p.colours.ink, Width: p.m.hairline * 1.6}
	for _, part := range r.parts(g, area) {
		// Strips and not panels, since few rows make low ones.
		p.strips = append(p.strips, part)
		for _, v := range at {
			dc.StrokeLine2(faint, x(v), part.Min.Y, x(v), part.Max.Y)
		}
		if r.zero {
			dc.StrokeLine2(none, x(0), part.Min.Y, x(0), part.Max.Y)
		}
	}
	dc.StrokeLine2(axis, area.Min.X, area.Min.Y, area.Max.X, area.Min.Y)
	mark := p.m.gap * 0.4
	for _, v := range at {
		dc.StrokeLine2(axis, x(v), area.Min.Y, x(v), area.Min.Y-mark)
		p.block(st, x(v), area.Min.Y-mark*2, 0.5, []string{g.write(v, step)})
	}
	room := x(at[0]) - p.width(st, g.write(at[0], step))/2 - p.m.gap*0.8 - p.left
	p.block(st, p.left, area.Min.Y-mark*2, 0, []string{p.oneLine(st, g.axis, room)})

	top := area.Max.Y
	for _, b := range g.blocks {
		r.block(b, area, top, x)
		top -= r.blockHeight(b)
	}
}

// parts returns where the grid is drawn: everywhere, or around the names of
// metrics that stand above their lines.
func (r *rows) parts(g rowGroup, area vg.Rectangle) []vg.Rectangle {
	if !r.stacked {
		return []vg.Rectangle{area}
	}
	var out []vg.Rectangle
	top := area.Max.Y
	for i, b := range g.blocks {
		part := area
		part.Max.Y = top - r.pitch
		top -= r.blockHeight(b)
		if part.Min.Y = top + r.pitch*betweenBlocks; i == len(g.blocks)-1 {
			part.Min.Y = area.Min.Y
		}
		out = append(out, part)
	}
	return out
}

// block draws one metric: its name, and a line for each arm.
func (r *rows) block(b rowBlock, area vg.Rectangle, top vg.Length, x func(float64) vg.Length) {
	p := r.p
	dc := draw.Canvas{Canvas: p.canvas, Rectangle: area}
	r.name(b, top)
	guide := draw.LineStyle{Color: p.colours.faint, Width: p.m.hairline}
	y := func(i int) vg.Length { return top - r.line(i, len(b.lines)) }
	for i := range b.lines {
		dc.StrokeLine2(guide, area.Min.X, y(i), area.Max.X, y(i))
	}
	if r.tie {
		r.ties(dc, b, x, y)
	}
	radius := min(p.markRadius(), r.lineHeight(b)*0.42)
	if r.compact { // neighbours may overlap: their shapes are all that tells arms
		radius = min(p.markRadius(), max(r.lineHeight(b)*0.6, p.m.small*0.26))
	}
	for i, l := range b.lines {
		if !finite(l.Value) {
			continue
		}
		a := p.arm(r.first + i)
		if l.known() {
			for _, st := range []draw.LineStyle{
				{Color: p.colours.paper, Width: p.m.line * 1.5}, {Color: a.colour, Width: p.m.line * 0.75},
			} {
				dc.StrokeLine2(st, x(l.Low), y(i), x(l.High), y(i))
			}
		}
		p.mark(a, vg.Point{X: x(l.Value), Y: y(i)}, radius, l.hollow)
	}
	if !r.compact {
		r.words(b, y)
	}
}

// lineHeight returns the distance between the lines of a block.
func (r *rows) lineHeight(b rowBlock) vg.Length {
	if r.compact {
		return r.pitch * 0.7 / vg.Length(len(b.lines))
	}
	return r.pitch
}

// ties draws a line down from the first arm, and from it to each of the others.
func (r *rows) ties(dc draw.Canvas, b rowBlock, x func(float64) vg.Length, y func(int) vg.Length) {
	from := b.lines[0].Value
	if !finite(from) {
		return
	}
	p, last := r.p, len(b.lines)-1
	stem := draw.LineStyle{Color: p.colours.axis, Width: p.m.hairline * 1.2}
	dc.StrokeLine2(stem, x(from), y(0), x(from), y(last))
	tie := draw.LineStyle{Color: p.colours.tint(p.colours.axis, 0.5), Width: p.m.line * 1.9}
	for i := 1; i <= last; i++ {
		if to := b.lines[i].Value; finite(to) {
			dc.StrokeLine2(tie, x(from), y(i), x(to), y(i))
		}
	}
}

// name writes the name of a metric: above its lines, or beside the first, or in
// the middle of them where no line has words of its own.
func (r *rows) name(b rowBlock, top vg.Length) {
	p := r.p
	st := r.text
	st.bold = r.many()
	name := orElse(b.name, "unnamed")
	switch {
	case r.stacked:
		base := top - (r.pitch-st.height(1))/2 - st.size*capHeight
		p.text(st, p.left, base, 0, p.oneLine(st, name, p.right-p.left))
	case r.compact || !r.many():
		lines := 1
		if r.pitch >= st.height(2)*1.15 {
			lines = 2
		}
		words := p.wrap(st, name, r.names, lines)
		p.block(st, p.left, st.middleTop(top-r.pitch*0.5, len(words)), 0, words)
	default:
		lines := len(b.lines)
		step := min(r.pitch, st.size*leading)
		for i, w := range p.wrap(st, name, r.names-p.m.gap*0.5, lines) {
			p.text(st, p.left, top-r.line(0, lines)-st.size*capHeight/2-step*vg.Length(i), 0, w)
		}
	}
}

// words writes the name of each arm before its line and its numbers behind.
func (r *rows) words(b rowBlock, y func(int) vg.Length) {
	p := r.p
	plain, strong := r.text, r.text
	plain.colour, strong.bold = p.colours.slate, true
	for i, l := range b.lines {
		base := y(i) - r.text.size*capHeight/2
		if r.many() {
			p.text(plain, p.left+r.names+r.sides-p.m.gap, base, 1, r.short[i])
		}
		left := p.right
		for _, column := range []int{2, 1, 0} {
			if r.values[column] == 0 {
				continue
			}
			left -= r.values[column]
			st := strong
			if column == 2 {
				st = plain
			}
			p.text(st, left, base, 0, l.words[column])
			left -= p.m.gap * [...]vg.Length{0, 0.5, 0.7}[column]
		}
	}
}
