package plots

import (
	"slices"

	"gonum.org/v1/plot/vg"
)

// layout finds the columns, and how high a row is.
func (d *tornadoDrawing) layout() {
	p := d.p
	n := len(d.bars)
	foot := p.m.gap*0.8 + p.axisStyle().height(1)
	if d.rest() != "" {
		foot += p.m.gap*0.7 + p.axisStyle().height(1)
	}
	free := p.top - p.bottom - foot
	for _, size := range []vg.Length{p.m.label, p.m.small} {
		d.text = textStyle{size: size, colour: p.colours.ink}
		if d.pitch = min(free/vg.Length(n), size*3.2); d.pitch >= size*1.4 {
			break
		}
	}
	names := p.wide() * 0.34
	if d.pitch < d.twoLines() && d.widest() > names {
		d.text.size = p.m.small // two lines of small words tell more than one
		if d.pitch < d.twoLines() {
			names = p.wide() * 0.42 // and a long one more than a short one
		}
	}
	for i := range d.bars {
		d.ends = append(d.ends, d.labels(i)...)
	}
	if slices.ContainsFunc(d.bars, func(in TornadoInput) bool { return in.length() >= 0 && !in.clear() }) {
		d.sides[1] = p.width(d.strong(), doubt) + p.m.gap*0.6
	}
	// Of long values and names the values are rounded first.
	for _, try := range []struct {
		brief bool
		names vg.Length
	}{{false, names}, {true, names}, {true, p.wide() * 0.2}} {
		d.brief = try.brief
		d.sides[0] = min(d.widest(), try.names) + p.m.gap
		d.area = vg.Rectangle{
			Min: vg.Point{X: p.left + d.sides[0], Y: p.top - d.pitch*vg.Length(len(d.bars))},
			Max: vg.Point{X: p.right - d.sides[1], Y: p.top},
		}
		if d.axisEnds(); d.plot[1]-d.plot[0] >= p.wide()*0.25 {
			return
		}
	}
}

// axisEnds makes the axis as long as leaves the values at the ends of the bars
// room.
func (d *tornadoDrawing) axisEnds() {
	p := d.p
	half := p.m.gap * 0.5
	for _, v := range d.scale.at() {
		half = max(half, p.width(p.axisStyle(), d.Metric.tick(v, d.scale.step))/2)
	}
	d.plot = [2]vg.Length{d.area.Min.X + half, d.area.Max.X - half}
	const rounds, slack = 20, 0.5
	for range rounds {
		for _, l := range d.ends {
			at := d.x(d.reach(l))
			far := (at - d.plot[0]) / (d.plot[1] - d.plot[0])
			if l.right {
				if over := at + d.labelWidth(l) + slack - d.area.Max.X; over > 0 {
					d.plot[1] -= over / max(far, 0.1)
				}
			} else if over := d.area.Min.X - at + d.labelWidth(l) + slack; over > 0 {
				d.plot[0] += over / max(1-far, 0.1)
			}
		}
		if d.plot[1]-d.plot[0] < 1 {
			return
		}
	}
}

// twoLines is the least pitch at which names of two lines stand apart.
func (d *tornadoDrawing) twoLines() vg.Length { return d.text.size * leading * 1.95 }

// widest returns the width of the longest name.
func (d *tornadoDrawing) widest() (w vg.Length) {
	for _, in := range d.bars {
		w = max(w, d.p.width(d.text, SweepInput{Name: in.Name, Unit: in.Unit}.title()))
	}
	return w
}

func (d *tornadoDrawing) strong() textStyle {
	st := d.text
	st.bold = true
	return st
}
