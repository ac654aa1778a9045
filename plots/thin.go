package plots

import (
	"math"

	"gonum.org/v1/plot/plotter"
)

// invisible is how far, in points, a line may pass from a vertex that it leaves
// out: a tenth of a pixel of a PNG.
const invisible = 0.05

// thin leaves out the vertices of a line that make no visible difference, so
// that a file is not many times as large as what it shows.
func (a *panel) thin(pts plotter.XYs) plotter.XYs {
	if len(pts) < 3 {
		return pts
	}
	out := plotter.XYs{pts[0]}
	last := 0 // the vertex kept last
	for i := 2; i < len(pts); i++ {
		if !a.straight(pts[last : i+1]) {
			last = i - 1
			out = append(out, pts[last])
		}
	}
	return append(out, pts[len(pts)-1])
}

// straight reports whether all vertices lie on the line from the first to the
// last, to within what can be seen, and none turns back along it.
func (a *panel) straight(pts plotter.XYs) bool {
	if len(pts) > longest {
		return false
	}
	at := func(i int) (x, y float64) { return a.x(pts[i].X).Points(), a.y(pts[i].Y).Points() }
	x0, y0 := at(0)
	x1, y1 := at(len(pts) - 1)
	dx, dy := x1-x0, y1-y0
	length := math.Hypot(dx, dy)
	for i := 1; i < len(pts)-1; i++ {
		x, y := at(i)
		along, across := (x-x0)*dx+(y-y0)*dy, math.Abs((x-x0)*dy-(y-y0)*dx)
		if length == 0 || along < 0 || along > length*length || across > invisible*length {
			return false
		}
	}
	return true
}

// longest bounds the vertices that are left out in a row, and so the time it
// takes.
const longest = 100
