package plots

import (
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// chanceName names the strip of chance, beside rows that are shares of another
// whole.
const chanceName = "Chance between runs, of the variance of the values"

// stripHeight is that of the strip of chance and of the numbers beneath it.
func (d *sobolRows) stripHeight() vg.Length {
	return d.text.size*0.8 + d.p.m.gap*0.3 + d.p.smallStyle().height(1)
}

// beneath tells of the inputs left out and of chance.
func (d *sobolRows) beneath() {
	p := d.p
	more, chance, height := d.below()
	p.block(d.text.textStyle, p.left, d.area.Min.Y-p.m.gap*0.8, 0, more)
	if finite(d.Noise.Value) {
		d.chance(chance, height)
	}
}

// chanceTold writes the share of chance beside its strip.
func (d *sobolRows) chanceTold() string { return d.value(SobolShare{Interval: d.Noise}) }

// chance draws the strip whose name, in lines, ends so far beneath the rows.
func (d *sobolRows) chance(chance []string, height vg.Length) {
	p, x := d.p, d.Noise
	tall := max(d.text.height(len(chance)), d.stripHeight())
	middle := d.area.Min.Y - height + tall/2
	strip := d.area
	// The strip has an axis of its own: its ends are named beneath.
	st := p.smallStyle()
	strip.Max.Y = middle + d.stripHeight()/2
	strip.Min.Y = strip.Max.Y - d.text.size*0.8
	for i, end := range []string{"0%", "100%"} {
		p.block(st, d.area.Min.X+d.area.Size().X*vg.Length(i), strip.Min.Y-p.m.gap*0.3, 0.5, []string{end})
	}
	if len(chance) > 1 {
		p.block(d.text.textStyle, p.left, d.text.middleTop(middle, len(chance)), 0, chance)
	}
	middle = (strip.Min.Y + strip.Max.Y) / 2
	if len(chance) == 1 {
		p.text(d.text.textStyle, p.left, d.text.base(middle), 0, chance[0])
	}
	p.text(d.text.strong(), p.right, d.text.base(middle), 1, d.chanceTold())
	p.strips = append(p.strips, strip)
	at := func(v float64) vg.Length { return strip.Min.X + strip.Size().X*vg.Length(unit(v)) }
	for _, part := range []struct {
		colour rgb
		to     float64
	}{{p.colours.faint, 1}, {p.colours.axis, x.Value}} {
		p.SetColor(part.colour)
		p.Fill(vg.Rectangle{Min: strip.Min, Max: vg.Point{X: at(part.to), Y: strip.Max.Y}}.Path())
	}
	if x.known() {
		dc := draw.Canvas{Canvas: p.canvas, Rectangle: strip}
		for _, s := range []draw.LineStyle{{Color: p.colours.paper, Width: p.m.line * 1.5}, {Color: p.colours.ink, Width: p.m.line * 0.65}} {
			dc.StrokeLine2(s, at(x.Low), middle, at(x.High), middle)
		}
	}
}
