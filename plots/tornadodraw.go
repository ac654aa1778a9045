package plots

import (
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// tornadoDrawing is a tornado being drawn.
type tornadoDrawing struct {
	Tornado
	p     *page
	bars  []TornadoInput
	scale scale
	text  textStyle
	pitch vg.Length
	sides [2]vg.Length   // of the names and the marks of doubt
	area  vg.Rectangle   // of the bars and the values at their ends
	plot  [2]vg.Length   // left and right end of the axis
	brief bool           // values of inputs are written with three figures
	ends  []tornadoLabel // of the bars, by row: those at the left, those at the right
}

// tornadoLabel is what stands at the outer end of the bars on one side of a row.
type tornadoLabel struct {
	row   int
	right bool
	ends  []int // 0 low, 1 high; from left to right
}

func (c Tornado) draw(p *page) {
	d := &tornadoDrawing{Tornado: c, p: p, bars: c.drawn()}
	d.scale = d.span()
	p.keyAndAxis(d.key(), p.cut(p.axisStyle(), c.Metric.name(), c.Metric.unit(), p.wide()))
	d.layout()
	if d.plot[1]-d.plot[0] < p.wide()*0.12 || d.pitch < p.m.small*0.9 {
		p.fail(errNoRoom())
		return
	}
	d.axis()
	for i := range d.bars {
		d.row(i)
	}
	if !finite(c.Base.Value) {
		p.note(d.area, "No value of the scenario itself")
	}
}

// span returns the axis of the metric, which holds all bars and whiskers.
func (d *tornadoDrawing) span() scale {
	base := d.Base.Value
	if !finite(base) {
		return newScale(0, 1, 5)
	}
	low, high := base, base
	for _, in := range d.bars {
		for _, x := range []Interval{in.Low.Change, in.High.Change} {
			if !finite(x.Value) {
				continue
			}
			low, high = min(low, base+x.Value), max(high, base+x.Value)
			if x.known() {
				low, high = min(low, base+x.Low), max(high, base+x.High)
			}
		}
	}
	if d.Metric.Share {
		if low, high = max(0, low), min(1, high); high-low < 1e-9 {
			low, high = max(0, low-0.05), min(1, high+0.05)
		}
	}
	s := newScale(low, high, 5)
	if d.Metric.Share {
		s.low, s.high = max(0, s.low), min(1, s.high)
	}
	return s
}

// fill is the colour of the bars of one end of the inputs.
func (d *tornadoDrawing) fill(end int) rgb { return d.p.colours.series[[2]int{0, 3}[end]] }

// shape is the mark of an end: it points down at the low value and up at the
// high one.
func (d *tornadoDrawing) shape(end int) arm {
	if end == 0 {
		return arm{downGlyph{}, d.fill(0)}
	}
	return arm{draw.PyramidGlyph{}, d.fill(1)}
}

// key explains the marks.
func (d *tornadoDrawing) key() []keyItem {
	p := d.p
	base := "as the scenario is"
	if finite(d.Base.Value) {
		base += ": " + d.Metric.told(SweepValue{Interval: d.Base}, d.Metric.group([]SweepValue{{Interval: d.Base}}).places())
	}
	items := []keyItem{
		p.markItem("input at its low value", d.shape(0), false), p.markItem("input at its high value", d.shape(1), false),
		p.lineItem(base, d.baseStyle()),
	}
	has := func(of func(in TornadoInput) bool) bool { return slices.ContainsFunc(d.bars, of) }
	if has(func(in TornadoInput) bool { return in.Low.Change.known() || in.High.Change.known() }) {
		items = append(items, keyItem{words: "95% interval", width: p.m.label * 1.6, sample: func(r vg.Rectangle) {
			d.whisker(r.Min.X, r.Max.X, (r.Min.Y+r.Max.Y)/2, r.Size().Y*0.3)
		}})
	}
	if has(func(in TornadoInput) bool { return in.length() >= 0 && !in.clear() }) {
		items = append(items, keyItem{words: "hollow, " + doubt + ": may be chance", width: p.m.label * 1.6, sample: func(r vg.Rectangle) {
			d.bar(r, d.fill(0), true)
		}})
	}
	if has(func(in TornadoInput) bool { return !finite(in.Low.Change.Value) || !finite(in.High.Change.Value) }) {
		r := p.markRadius() * 0.8
		items = append(items, keyItem{words: "no value", width: 2 * r, sample: func(box vg.Rectangle) {
			p.gapMark(true, vg.Point{X: (box.Min.X + box.Max.X) / 2, Y: (box.Min.Y + box.Max.Y) / 2}, r, p.colours.ink)
		}})
	}
	return items
}

func (d *tornadoDrawing) baseStyle() draw.LineStyle {
	return draw.LineStyle{Color: d.p.colours.ink, Width: d.p.m.line * 0.6}
}

// x places a value of the metric.
func (d *tornadoDrawing) x(v float64) vg.Length {
	s := d.scale
	v = min(max(v, s.low), s.high)
	return d.plot[0] + (d.plot[1]-d.plot[0])*vg.Length((v-s.low)/(s.high-s.low))
}

// middle returns the middle of a row.
func (d *tornadoDrawing) middle(row int) vg.Length {
	return d.area.Max.Y - d.pitch*(vg.Length(row)+0.5)
}

// axis draws the grid, the base and the ticks, and says of the rest.
func (d *tornadoDrawing) axis() {
	p := d.p
	st := p.axisStyle()
	within := d.area
	within.Min.Y -= p.m.gap * 0.3 // tails of the lowest row
	p.strips = append(p.strips, within)
	dc := draw.Canvas{Canvas: p.canvas, Rectangle: d.area}
	faint := draw.LineStyle{Color: p.colours.faint, Width: p.m.hairline}
	line := draw.LineStyle{Color: p.colours.axis, Width: p.m.hairline * 1.4}
	bottom := d.area.Min.Y
	dc.StrokeLine2(line, d.plot[0], bottom, d.plot[1], bottom)
	mark := p.m.gap * 0.4
	end := vg.Length(math.Inf(-1))
	for _, v := range d.scale.at() {
		if v > d.scale.high {
			continue
		}
		words := d.Metric.tick(v, d.scale.step)
		half := p.width(st, words) / 2
		dc.StrokeLine2(faint, d.x(v), bottom, d.x(v), d.area.Max.Y)
		if d.x(v)-half < end+st.size*0.6 {
			continue
		}
		end = d.x(v) + half
		dc.StrokeLine2(line, d.x(v), bottom, d.x(v), bottom-mark)
		p.block(st, d.x(v), bottom-mark*2, 0.5, []string{words})
	}
	if rest := d.rest(); rest != "" {
		p.block(st, p.left, bottom-mark*2-st.height(1)-p.m.gap*0.7, 0, []string{p.oneLine(st, rest, p.wide())})
	}
}

// row draws the name and the bars of one input.
func (d *tornadoDrawing) row(i int) {
	p, in, middle := d.p, d.bars[i], d.middle(i)
	lines := 1
	if d.pitch >= d.twoLines() {
		lines = 2
	}
	name := SweepInput{Name: in.Name, Unit: in.Unit}
	words := p.wrap(d.text, name.title(), d.sides[0]-p.m.gap, 0)
	if len(words) > lines {
		words = p.wrap(d.text, name.name(), d.sides[0]-p.m.gap, lines)
		last := len(words) - 1
		words[last] = p.cut(d.text, words[last], name.unit(), d.sides[0]-p.m.gap)
	}
	p.block(d.text, p.left, d.text.middleTop(middle, len(words)), 0, words)
	if in.length() >= 0 && !in.clear() {
		p.text(d.strong(), p.right, middle-d.text.size*capHeight/2, 1, doubt)
	}
	if finite(d.Base.Value) {
		d.both(in, middle)
		for _, l := range d.ends {
			if l.row == i {
				d.label(l)
			}
		}
	}
	dc := draw.Canvas{Canvas: p.canvas}
	if finite(d.Base.Value) {
		dc.StrokeLine2(d.baseStyle(), d.x(d.Base.Value), middle-d.pitch/2, d.x(d.Base.Value), middle+d.pitch/2)
	}
}
