package plots

import (
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// xAxis labels the columns under a map, each or as many as have room, and marks
// the scenario's own value where it has no cell.
func (d *heatDrawing) xAxis(area vg.Rectangle) {
	p := d.p
	st := p.axisStyle()
	cell := area.Size().X / vg.Length(len(d.X.Levels))
	var widest vg.Length
	for _, v := range d.X.Levels {
		widest = max(widest, p.width(p.strongStyle(), d.X.write(v)))
	}
	own, _, outlined := d.ownCell()
	left, right := p.left, p.right
	if len(d.Panels) > 1 { // what stands out of one map must not reach the next
		left, right = max(left, area.Min.X-p.m.gap*0.4), min(right, area.Max.X+p.m.gap*0.4)
	}
	for i := 0; i < len(d.X.Levels); i += stride(widest+st.size*0.6, cell) {
		at := st
		if outlined && i == own {
			at = p.strongStyle()
		}
		x, words := area.Min.X+cell*(vg.Length(i)+0.5), d.X.write(d.X.Levels[i])
		if half := p.width(at, words) / 2; x-half >= left && x+half <= right {
			p.block(at, x, area.Min.Y-p.m.gap*0.8, 0.5, []string{words})
		}
	}
	if place, ok := levelPlace(d.X); ok && !outlined {
		p.ownMark(vg.Point{X: area.Min.X + cell*vg.Length(place), Y: area.Min.Y - p.m.gap*0.4})
	}
}

// yAxis labels the rows at the left of a map.
func (d *heatDrawing) yAxis(area vg.Rectangle) {
	p := d.p
	st := p.axisStyle()
	cell := area.Size().Y / vg.Length(len(d.Y.Levels))
	_, own, outlined := d.ownCell()
	for i := 0; i < len(d.Y.Levels); i += stride(st.size*1.1, cell) {
		at := st
		if outlined && i == own {
			at = p.strongStyle()
		}
		y := area.Min.Y + cell*(vg.Length(i)+0.5)
		p.text(at, area.Min.X-d.labelGap(), y-st.size*capHeight/2, 1, d.Y.write(d.Y.Levels[i]))
	}
	if place, ok := levelPlace(d.Y); ok && !outlined {
		at := vg.Point{X: area.Min.X - p.m.gap*0.4, Y: area.Min.Y + cell*vg.Length(place)}
		r := p.ownRadius()
		dc := draw.Canvas{Canvas: p.canvas}
		dc.FillPolygon(p.colours.ink, []vg.Point{
			{X: at.X + r, Y: at.Y}, {X: at.X - r, Y: at.Y + r}, {X: at.X - r, Y: at.Y - r},
		})
	}
}

// labelGap is what lies between a map and the labels at its left: more where the
// scenario's own value is marked there.
func (d *heatDrawing) labelGap() vg.Length {
	_, ok := levelPlace(d.Y)
	if _, _, outlined := d.ownCell(); ok && !outlined {
		return d.p.m.gap * 1.2
	}
	return d.p.m.gap * 0.7
}

// stride returns every how many cells a label of that extent has room.
func stride(label, cell vg.Length) int { return max(1, int(math.Ceil(float64(label/cell)))) }
