package plots

import (
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// choiceRows is a choice being drawn.
type choiceRows struct {
	RobustChoice
	p        *page
	text     rowText
	names    vg.Length
	heads    vg.Length // height of the heads of the columns
	measures []choiceColumn
}

func (r RobustChoice) draw(p *page) {
	d := &choiceRows{RobustChoice: r, p: p}
	for _, m := range r.measures() {
		d.measures = append(d.measures, choiceColumn{measure: m})
	}
	d.key()
	st := p.axisStyle()
	p.top = p.block(st, p.left, p.top, 0, []string{p.oneLine(st, r.measure(), p.wide())}) - p.m.gap*0.9
	if len(d.measures) == 0 {
		area := vg.Rectangle{Min: vg.Point{X: p.left, Y: p.bottom}, Max: vg.Point{X: p.right, Y: p.top}}
		p.strips = append(p.strips, area)
		p.note(area, "No settings to compare: nothing was measured")
		return
	}
	d.layout()
	if d.narrowest() < p.markRadius()*4 || !d.text.roomy() {
		p.fail(errNoRoom())
		return
	}
	for i, name := range d.text.shortened(p, d.all(), d.names) {
		middle := d.measures[0].area.Max.Y - d.text.pitch*(vg.Length(i)+0.5)
		d.text.name(p, name, p.left, middle, d.names)
	}
	for i := range d.measures {
		d.column(&d.measures[i])
	}
}

// narrowest returns the width of the narrowest of the areas of data.
func (d *choiceRows) narrowest() vg.Length {
	least := d.p.wide()
	for _, c := range d.measures {
		least = min(least, c.area.Size().X)
	}
	return least
}

// bestMark and otherMark tell the best setting of a measure by its shape.
func (p *page) bestMark() arm  { return arm{diamondGlyph{}, p.colours.series[0]} }
func (p *page) otherMark() arm { return arm{draw.CircleGlyph{}, p.colours.slate} }

// key explains the shapes.
func (d *choiceRows) key() {
	p := d.p
	items := []keyItem{p.markItem("best by its measure", p.bestMark(), false), p.markItem("other settings", p.otherMark(), false)}
	for _, m := range d.measures {
		for _, x := range m.measure.values {
			if x.Unclear && finite(x.Value) {
				p.key(append(items, p.markItem("hollow, "+doubt+": may be chance", p.otherMark(), true)))
				return
			}
		}
	}
	p.key(items)
}

// layout finds the columns, their heads and how high a row is.
func (d *choiceRows) layout() {
	p, st := d.p, d.p.axisStyle()
	n := len(d.Settings)
	foot := p.m.gap*0.8 + st.height(1)
	most := p.wide() * 0.3
	if !p.m.wide {
		most = p.wide() * 0.24
	}
	d.text = rowText{textStyle: p.labelStyle()}
	for range 2 {
		d.names = d.text.names(p, d.all(), most)
		d.spread()
		d.text = p.rowText(float64(n), p.top-d.heads-p.m.gap*0.5-p.bottom-foot, 3.4).fitted(p, d.all(), d.names)
	}
	top := p.top - d.heads - p.m.gap*0.5
	for i := range d.measures {
		c := &d.measures[i]
		c.area.Max.Y, c.area.Min.Y = top, top-d.text.pitch*vg.Length(n)
		d.scaled(c)
	}
}

// all returns the names of the settings.
func (d *choiceRows) all() []string {
	var names []string
	for _, s := range d.Settings {
		names = append(names, s.Name)
	}
	return names
}

// spread gives each column its part of the width.
func (d *choiceRows) spread() {
	p, st := d.p, d.p.axisStyle()
	k := vg.Length(len(d.measures))
	between := p.m.gap * 1.6
	left := p.left + d.names + p.m.gap
	width := (p.right - left - between*(k-1)) / k
	d.heads = 0
	for i := range d.measures {
		c := &d.measures[i]
		for _, c.brief = range []bool{false, true} {
			c.values = 0
			for j := range d.Settings {
				c.values = max(c.values, p.width(d.text.strong(), c.word(j)))
			}
			if c.values <= width*0.55 {
				break
			}
		}
		c.area.Min.X = left + (width+between)*vg.Length(i)
		c.area.Max.X = c.area.Min.X + width - c.values - p.m.gap
		c.head = p.balance(st, c.name, width, 3)
		d.heads = max(d.heads, st.height(len(c.head)))
	}
}
