package plots

import (
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// shares draws how often the outcome comes in the box and elsewhere, each share as
// a bar on a track that stands for all.
func (d *boxRows) shares() {
	p, st := d.p, d.p.labelStyle()
	bars := d.bars()
	if len(bars) == 0 {
		return
	}
	head := p.oneLine(p.axisStyle(), "Share of "+d.cases()+", and the part of them that the box covers", p.wide())
	p.top = p.block(p.axisStyle(), p.left, p.top, 0, []string{head}) - p.m.gap*0.6
	strong := p.strongStyle()
	var names, values vg.Length
	for _, b := range bars {
		names = max(names, p.width(st, b.name))
		values = max(values, p.width(strong, withInterval(b.Value, b.Low, b.High)))
	}
	track := vg.Rectangle{
		Min: vg.Point{X: p.left + names + p.m.gap, Y: p.top - st.size*1.3*vg.Length(len(bars))},
		Max: vg.Point{X: p.right - values - p.m.gap, Y: p.top},
	}
	p.strips = append(p.strips, track)
	at := func(v float64) vg.Length { return track.Min.X + track.Size().X*vg.Length(unit(v)) }
	for i, b := range bars {
		middle := p.top - st.size*1.3*(vg.Length(i)+0.5)
		base := middle - st.size*capHeight/2
		p.text(st, p.left, base, 0, b.name)
		p.text(strong, p.right, base, 1, withInterval(b.Value, b.Low, b.High))
		half := st.size * 0.36
		fill := p.colours.main()
		if b.name != bars[0].name {
			fill = p.colours.axis
		}
		for _, part := range []struct {
			colour rgb
			to     float64
		}{{p.colours.faint, 1}, {fill, b.Value}} {
			p.SetColor(part.colour)
			p.Fill(vg.Rectangle{Min: vg.Point{X: track.Min.X, Y: middle - half}, Max: vg.Point{X: at(part.to), Y: middle + half}}.Path())
		}
		if b.known() {
			dc := draw.Canvas{Canvas: p.canvas, Rectangle: track}
			for _, line := range []draw.LineStyle{{Color: p.colours.paper, Width: p.m.line * 1.5}, {Color: p.colours.ink, Width: p.m.line * 0.65}} {
				dc.StrokeLine2(line, at(b.Low), middle, at(b.High), middle)
			}
		}
	}
	p.top = track.Min.Y - p.m.gap
}

func (d *boxRows) sharesHeight() vg.Length {
	p := d.p
	return p.axisStyle().height(1) + p.m.gap*1.6 + p.m.label*1.3*vg.Length(len(d.bars()))
}

// sharesInWords tells the same where there is no room for bars.
func (d *boxRows) sharesInWords() {
	p, st := d.p, d.p.strongStyle()
	var words []string
	for _, b := range d.bars() {
		words = append(words, b.name+" "+percent(b.Value))
	}
	if len(words) > 0 {
		line := p.oneLine(st, strings.Join(words, ". ")+". Cases: "+d.cases(), p.wide())
		p.top = p.block(st, p.left, p.top, 0, []string{line}) - p.m.gap*0.7
	}
}
