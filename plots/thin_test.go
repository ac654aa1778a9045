package plots

import (
	"math"
	"testing"

	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"
	"pgregory.net/rapid"
)

// TestThinLeavesOutNothingVisible holds a thinned line to the one it was made
// of: it begins and ends where that does, keeps to its vertices, and passes no
// vertex by more than can be seen.
func TestThinLeavesOutNothingVisible(t *testing.T) {
	m, _ := Slide.metrics()
	colours, _ := Light.palette()
	cv, err := newCanvas(vgimg.New(m.width, m.height))
	if err != nil {
		t.Fatal(err)
	}
	p := newPage(cv, m, colours)
	a := p.panel(vg.Rectangle{Min: vg.Point{X: p.left, Y: p.bottom}, Max: vg.Point{X: p.right, Y: p.top}}, 100, 1)
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 300).Draw(t, "vertices")
		smooth := rapid.Bool().Draw(t, "smooth")
		var pts plotter.XYs
		for i := range n {
			y := 0.5 + 0.4*math.Sin(float64(i)/50)
			if !smooth {
				y = rapid.Float64Range(0, 1).Draw(t, "y")
			}
			pts = append(pts, plotter.XY{X: 100 * float64(i) / 300, Y: y})
		}
		thinned := a.thin(pts)
		if n == 0 {
			return
		}
		if len(thinned) > n || thinned[0] != pts[0] || thinned[len(thinned)-1] != pts[n-1] {
			t.Fatalf("%d of %d vertices", len(thinned), n)
		}
		if smooth && n > 100 && len(thinned) > n/2 {
			t.Fatalf("%d of %d vertices of a smooth line are kept", len(thinned), n)
		}
		next := 1
		for _, p := range pts {
			for next < len(thinned)-1 && thinned[next].X < p.X {
				next++
			}
			if len(thinned) == 1 {
				break
			}
			from, to := thinned[next-1], thinned[next]
			share := (p.X - from.X) / (to.X - from.X)
			gap := a.y(p.Y) - a.y(from.Y+share*(to.Y-from.Y))
			slope := float64(a.y(to.Y)-a.y(from.Y)) / float64(a.x(to.X)-a.x(from.X))
			if across := math.Abs(gap.Points()) / math.Hypot(1, slope); across > 1.001*invisible {
				t.Fatalf("the line passes a vertex at %v points", across)
			}
		}
	})
}
