package plots

import (
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// chip is a name of a level, framed if it is kept and struck out if not.
type chip struct {
	name string
	kept bool
}

// chips writes the levels of an input in as many lines as the row has room for,
// those that are kept first. Those without room are counted.
func (d *boxRows) chips(in BoxInput, top vg.Length) {
	p, size := d.p, d.text.size
	pitch := size * 1.75
	most := max(1, int(d.text.pitch/pitch))
	var all []chip
	for _, kept := range []bool{true, false} {
		for _, name := range in.names(kept) {
			all = append(all, chip{p.oneLine(d.text.textStyle, name, d.area.Size().X*0.45), kept})
		}
	}
	lines, tail := d.packed(all, most)
	y := top - d.text.pitch/2 + pitch*vg.Length(len(lines)-1)/2
	for i, line := range lines {
		x := d.area.Min.X
		for _, c := range line {
			d.chip(c, x, y)
			x += d.chipWidth(c) + size*0.5
		}
		if i == len(lines)-1 && tail != "" {
			st := d.text.textStyle
			st.colour = p.colours.slate
			p.text(st, x, d.text.base(y), 0, tail)
		}
		y -= pitch
	}
}

func (d *boxRows) chipWidth(c chip) vg.Length {
	if c.kept {
		return d.p.width(d.text.strong(), c.name) + d.text.size*0.9
	}
	return d.p.width(d.text.textStyle, c.name) + d.text.size*0.2
}

// packed places chips in at most so many lines, and tells those that have no room.
func (d *boxRows) packed(all []chip, most int) (lines [][]chip, tail string) {
	for n := len(all); n >= 0; n-- {
		kept, without := 0, 0
		for _, c := range all[n:] {
			if c.kept {
				kept++
			} else {
				without++
			}
		}
		var words []string
		if kept > 0 {
			words = append(words, count(kept)+" more kept")
		}
		if without > 0 {
			words = append(words, count(without)+" more left out")
		}
		tail = strings.Join(words, ", ")
		if lines = d.lines(all[:n], d.p.width(d.text.textStyle, tail)); len(lines) <= most {
			return lines, tail
		}
	}
	return [][]chip{nil}, tail
}

// lines breaks chips into lines, the last of which leaves so much room.
func (d *boxRows) lines(chips []chip, room vg.Length) [][]chip {
	out := [][]chip{nil}
	x, width := vg.Length(0), d.area.Size().X
	for _, c := range chips {
		w := d.chipWidth(c)
		if x > 0 && x+w > width {
			out, x = append(out, nil), 0
		}
		out[len(out)-1] = append(out[len(out)-1], c)
		x += w + d.text.size*0.5
	}
	if x > 0 && x+room > width && room > 0 {
		out = append(out, nil)
	}
	return out
}

// chip writes one name.
func (d *boxRows) chip(c chip, x, middle vg.Length) {
	p := d.p
	w, half := d.chipWidth(c), d.text.size*0.72
	if c.kept {
		p.frameBox(vg.Rectangle{Min: vg.Point{X: x, Y: middle - half}, Max: vg.Point{X: x + w, Y: middle + half}})
		p.text(d.text.strong(), x+d.text.size*0.45, d.text.base(middle), 0, c.name)
		return
	}
	st := d.text.textStyle
	st.colour = p.colours.slate
	p.text(st, x+d.text.size*0.1, d.text.base(middle), 0, c.name)
	dc := draw.Canvas{Canvas: p.canvas, Rectangle: d.area}
	dc.StrokeLine2(p.triedStyle(), x, middle, x+w, middle)
}
