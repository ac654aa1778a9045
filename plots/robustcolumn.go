package plots

import (
	"math"
	"strconv"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// choiceColumn is one measure on its axis.
type choiceColumn struct {
	measure
	head   []string
	values vg.Length // width of the numbers
	area   vg.Rectangle
	step   float64
	at     []float64 // of ticks
	every  int       // tick that has a label
	brief  bool      // numbers are too wide for the column in full
	x      func(v float64) vg.Length
}

// word returns the number at the right of a mark.
func (c *choiceColumn) word(i int) string {
	x := c.measure.values[i]
	places := c.places
	if c.share {
		places = 0
	}
	out := c.number(x.Value, places)
	if x.Unclear && finite(x.Value) {
		out = doubt + out
	}
	return out
}

// number writes a value as wide as the column allows.
func (c *choiceColumn) number(v float64, places int) string {
	if c.brief && finite(v) {
		return strings.Replace(strconv.FormatFloat(v, 'g', 2, 64), "-", "−", 1)
	}
	return c.write(v, places)
}

// scaled finds the axis of a column: no longer than its numbers need, since the
// column is narrow.
func (d *choiceRows) scaled(c *choiceColumn) {
	low, high, _ := c.group().span()
	if !(high-low > 1e-9*math.Max(1, math.Abs(high))) {
		low, high = low-0.5, high+0.5
		if c.share || c.points {
			low, high = max(0, low), min(1, high)
		}
	}
	pad := d.p.markRadius() * 1.3
	room := c.area.Size().X - 2*pad
	c.x = func(v float64) vg.Length {
		return c.area.Min.X + pad + room*vg.Length((min(max(v, low), high)-low)/(high-low))
	}
	c.step, c.at = niceStep(high-low, 4), nil
	var widest vg.Length
	for k := math.Ceil(low/c.step - 1e-9); k*c.step <= high+c.step*1e-9; k++ {
		c.at = append(c.at, k*c.step)
		widest = max(widest, d.p.width(d.tickStyle(), c.tick(k*c.step)))
	}
	// Where labels would meet, every second tick has one, or every third.
	c.every = 1
	for widest+0.37*d.tickStyle().size > room*vg.Length(c.step*float64(c.every)/(high-low)) && c.every < len(c.at) {
		c.every++
	}
}

// tickStyle is that of the numbers of the axes, of which narrow columns have room
// for few.
func (d *choiceRows) tickStyle() textStyle {
	if d.p.m.wide {
		return d.p.axisStyle()
	}
	return d.p.smallStyle()
}

func (c *choiceColumn) tick(v float64) string {
	if math.Abs(v) < c.step/1e6 {
		v = 0
	}
	return c.number(v, decimals(c.step*c.group().factor(), 1))
}

// column draws one measure of all settings.
func (d *choiceRows) column(c *choiceColumn) {
	p, st := d.p, d.p.axisStyle()
	p.block(st, c.area.Min.X, c.area.Max.Y+p.m.gap*0.5+st.height(len(c.head)), 0, c.head)
	p.strips = append(p.strips, c.area)
	dc := draw.Canvas{Canvas: p.canvas, Rectangle: c.area}
	axis := draw.LineStyle{Color: p.colours.axis, Width: p.m.hairline * 1.4}
	faint := draw.LineStyle{Color: p.colours.faint, Width: p.m.hairline}
	dc.StrokeLine2(axis, c.area.Min.X, c.area.Min.Y, c.area.Max.X, c.area.Min.Y)
	mark := p.m.gap * 0.4
	for i, v := range c.at {
		dc.StrokeLine2(faint, c.x(v), c.area.Min.Y, c.x(v), c.area.Max.Y)
		dc.StrokeLine2(axis, c.x(v), c.area.Min.Y, c.x(v), c.area.Min.Y-mark)
		if i%c.every != 0 {
			continue
		}
		words, small := c.tick(v), d.tickStyle()
		x := min(c.x(v)-p.width(small, words)/2, c.area.Max.X+c.values+p.m.gap-p.width(small, words))
		p.block(small, max(x, c.area.Min.X-p.m.gap*0.8), c.area.Min.Y-mark*2, 0, []string{words})
	}
	for i := range d.Settings {
		middle := c.area.Max.Y - d.text.pitch*(vg.Length(i)+0.5)
		dc.StrokeLine2(faint, c.area.Min.X, middle, c.area.Max.X, middle)
		d.value(c, i, middle)
	}
}

// value draws a setting's value upon its interval, and writes it.
func (d *choiceRows) value(c *choiceColumn, i int, y vg.Length) {
	p, x := d.p, c.measure.values[i]
	st, a := d.text.textStyle, p.otherMark()
	if c.best(i) {
		st, a = d.text.strong(), p.bestMark()
	}
	p.text(st, c.area.Max.X+p.m.gap+c.values, d.text.base(y), 1, c.word(i))
	if !finite(x.Value) {
		return
	}
	if x.known() {
		dc := draw.Canvas{Canvas: p.canvas, Rectangle: c.area}
		for _, line := range []draw.LineStyle{{Color: p.colours.paper, Width: p.m.line * 1.5}, {Color: a.colour, Width: p.m.line * 0.7}} {
			dc.StrokeLine2(line, c.x(x.Low), y, c.x(x.High), y)
		}
	}
	p.mark(a, vg.Point{X: c.x(x.Value), Y: y}, min(p.markRadius()*0.85, d.text.pitch*0.3), x.Unclear)
}
