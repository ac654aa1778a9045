package plots

import (
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// segment is a line that words had better not cross.
type segment [2]vg.Point

// labeller names points in a plane, each name beside its point and clear of all
// that is drawn there.
type labeller struct {
	p     *page
	area  vg.Rectangle
	lines []segment
	words []vg.Rectangle // of labels placed
}

// near are the directions in which a label is tried next to its point, the best
// first.
func near() []vg.Point {
	return []vg.Point{{X: 1}, {X: -1}, {Y: 1}, {Y: -1}, {X: 0.7, Y: 0.7}, {X: -0.7, Y: 0.7}, {X: 0.7, Y: -0.7}, {X: -0.7, Y: -0.7}}
}

// slanting are those in which it is tried further away: a line that leads along an
// axis would be taken for an interval.
func slanting() []vg.Point {
	var out []vg.Point
	for _, to := range []vg.Point{{X: 0.7, Y: 0.7}, {X: 0.9, Y: 0.42}, {X: 0.42, Y: 0.9}} {
		for _, way := range []vg.Point{{X: 1, Y: 1}, {X: -1, Y: 1}, {X: 1, Y: -1}, {X: -1, Y: -1}} {
			out = append(out, vg.Point{X: to.X * way.X, Y: to.Y * way.Y})
		}
	}
	return out
}

// place writes lines beside the point and reports whether there was room. From
// where it had to go far a thin line leads back to the point.
func (l *labeller) place(st textStyle, at vg.Point, radius vg.Length, lines []string) bool {
	size := vg.Point{X: l.p.widest(st, lines), Y: st.height(len(lines))}
	for _, far := range []vg.Length{0, 1, 2.2, 3.6, 5.2, 7.5, 10} {
		directions := slanting()
		if far == 0 {
			directions = near()
		}
		for _, to := range directions {
			reach := radius + st.size*(0.35+far)
			box := beside(at, to, reach, size)
			if !l.free(box, st.size*0.3) {
				continue
			}
			if far > 0 {
				line := segment{at, nearestPoint(box, at)}
				if !l.clear(line, at, radius) {
					continue
				}
				l.lead(line, at, radius)
			}
			l.words = append(l.words, box)
			l.p.inside(st, box.Min.X, box.Max.Y, 0, lines)
			return true
		}
	}
	return false
}

// beside returns the box of that size that stands at a distance from a point, in
// a direction of length 1.
func beside(at, to vg.Point, reach vg.Length, size vg.Point) vg.Rectangle {
	from := func(way, size vg.Length) vg.Length {
		switch {
		case way > 0:
			return way * reach
		case way < 0:
			return way*reach - size
		}
		return -size / 2
	}
	corner := at.Add(vg.Point{X: from(to.X, size.X), Y: from(to.Y, size.Y)})
	return vg.Rectangle{Min: corner, Max: corner.Add(size)}
}

// free reports whether a box lies within the area, apart from marks, labels and
// lines.
func (l *labeller) free(box vg.Rectangle, apart vg.Length) bool {
	wide := grown(box, apart)
	if wide.Min.X < l.area.Min.X || wide.Max.X > l.area.Max.X || wide.Min.Y < l.area.Min.Y || wide.Max.Y > l.area.Max.Y {
		return false
	}
	for _, r := range l.p.marks {
		if meet(wide, r) {
			return false
		}
	}
	for _, r := range l.words {
		if meet(grown(wide, apart/2), r) {
			return false
		}
	}
	for _, s := range l.lines {
		if s.crosses(grown(box, apart/3)) {
			return false
		}
	}
	return true
}

// clear reports whether a line from a point meets no label, and no mark but those
// at the point.
func (l *labeller) clear(s segment, at vg.Point, radius vg.Length) bool {
	own := grown(vg.Rectangle{Min: at, Max: at}, radius)
	for _, r := range l.p.marks {
		if !meet(r, own) && s.crosses(r) {
			return false
		}
	}
	return !slices.ContainsFunc(l.words, s.crosses)
}

// lead draws a line from the edge of a mark to its label.
func (l *labeller) lead(s segment, at vg.Point, radius vg.Length) {
	d := s[1].Sub(at)
	length := vg.Length(math.Hypot(float64(d.X), float64(d.Y)))
	if length <= radius {
		return
	}
	from := at.Add(d.Scale(radius / length))
	dc := draw.Canvas{Canvas: l.p.canvas, Rectangle: l.area}
	dc.StrokeLine2(draw.LineStyle{Color: l.p.colours.axis, Width: l.p.m.hairline * 1.2}, from.X, from.Y, s[1].X, s[1].Y)
	l.lines = append(l.lines, segment{from, s[1]})
}

func grown(r vg.Rectangle, by vg.Length) vg.Rectangle {
	d := vg.Point{X: by, Y: by}
	return vg.Rectangle{Min: r.Min.Sub(d), Max: r.Max.Add(d)}
}

func meet(a, b vg.Rectangle) bool {
	return a.Min.X < b.Max.X && b.Min.X < a.Max.X && a.Min.Y < b.Max.Y && b.Min.Y < a.Max.Y
}

// nearestPoint returns the point of a box that is nearest to another.
func nearestPoint(r vg.Rectangle, to vg.Point) vg.Point {
	return vg.Point{X: min(max(to.X, r.Min.X), r.Max.X), Y: min(max(to.Y, r.Min.Y), r.Max.Y)}
}

// crosses reports whether any of the segment lies in the box, by clipping it to
// one side of the box after the other (Liang and Barsky 1984).
func (s segment) crosses(r vg.Rectangle) bool {
	d := s[1].Sub(s[0])
	from, to := vg.Length(0), vg.Length(1)
	for _, side := range [4][2]vg.Length{
		{-d.X, s[0].X - r.Min.X}, {d.X, r.Max.X - s[0].X}, {-d.Y, s[0].Y - r.Min.Y}, {d.Y, r.Max.Y - s[0].Y},
	} {
		way, room := side[0], side[1]
		switch {
		case way == 0 && room <= 0:
			return false
		case way < 0:
			from = max(from, room/way)
		case way > 0:
			to = min(to, room/way)
		}
	}
	return from < to
}
