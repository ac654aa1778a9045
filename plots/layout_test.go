package plots

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/recorder"
)

// drawSample draws a chart on a canvas that keeps no picture.
func drawSample(t *testing.T, c Chart, size Size) (*canvas, metrics) {
	t.Helper()
	d := drawIn(c, size, Light)
	if d.err != nil {
		t.Fatal(d.err)
	}
	return d.canvas, d.m
}

// drawing is a chart as drawn in one size and theme.
type drawing struct {
	*canvas
	name string // of the sample, and its size
	m    metrics
	on   *recorder.Canvas
	err  error
}

func drawIn(c Chart, size Size, theme Theme) drawing {
	m, _ := size.metrics()
	colours, _ := theme.palette()
	on := &recorder.Canvas{}
	cv, err := drawOn(on, m, colours, c)
	return drawing{canvas: cv, m: m, on: on, err: err}
}

// drawings returns every sample in every size, drawn once for all tests.
var drawings = sync.OnceValue(func() []drawing {
	var out []drawing
	all := samples()
	for _, name := range slices.Sorted(maps.Keys(all)) {
		for _, size := range allSizes {
			d := drawIn(all[name], size, Light)
			d.name, d.on = name+"/"+size.String(), nil
			out = append(out, d)
		}
	}
	return out
})

// eachSample runs a test on every sample in every size.
func eachSample(t *testing.T, test func(t *testing.T, cv *canvas, m metrics)) {
	for _, d := range drawings() {
		t.Run(d.name, func(t *testing.T) {
			if d.err != nil {
				t.Fatal(d.err)
			}
			test(t, d.canvas, d.m)
		})
	}
}

func overlap(a, b vg.Rectangle, apart vg.Length) bool {
	return a.Min.X < b.Max.X+apart && b.Min.X < a.Max.X+apart && a.Min.Y < b.Max.Y && b.Min.Y < a.Max.Y
}

// TestTextsKeepApart: no text touches another, leaves the margins or stands in
// the data, whatever the length of the names. Texts of one line keep half a
// capital's height between them. Words that are meant to stand within the data
// stand wholly in it and touch no mark.
func TestTextsKeepApart(t *testing.T) {
	eachSample(t, func(t *testing.T, cv *canvas, m metrics) {
		const rounding = 0.01
		inside := vg.Rectangle{
			Min: vg.Point{X: m.margin - rounding, Y: m.margin - rounding},
			Max: vg.Point{X: m.width - m.margin + rounding, Y: m.height - m.margin + rounding},
		}
		for i, a := range cv.boxes {
			if a.Min.X < inside.Min.X || a.Max.X > inside.Max.X || a.Min.Y < inside.Min.Y || a.Max.Y > inside.Max.Y {
				t.Errorf("%q at %v leaves the margins %v", a.text, a.Rectangle, inside)
			}
			for _, b := range cv.boxes[i+1:] {
				if overlap(a.Rectangle, b.Rectangle, 0.35*min(a.size, b.size)) {
					t.Errorf("%q at %v touches %q at %v", a.text, a.Rectangle, b.text, b.Rectangle)
				}
			}
			note := strings.HasPrefix(a.text, "No ") // a sentence in an empty panel
			within := false
			for _, panel := range slices.Concat(cv.panels, cv.strips) {
				within = within || a.Min.X >= panel.Min.X && a.Max.X <= panel.Max.X && a.Min.Y >= panel.Min.Y && a.Max.Y <= panel.Max.Y
				if !note && !a.inside && overlap(a.Rectangle, panel, 0) {
					t.Errorf("%q at %v stands in the data at %v", a.text, a.Rectangle, panel)
				}
			}
			if a.inside && !within {
				t.Errorf("%q at %v is meant to stand in the data and leaves them", a.text, a.Rectangle)
			}
			for _, mark := range cv.marks {
				if overlap(a.Rectangle, mark, 0) {
					t.Errorf("%q at %v touches the mark at %v", a.text, a.Rectangle, mark)
				}
			}
		}
	})
}

// TestPanelsHaveRoom: texts never squeeze the data to less than a strip, and
// panels never overlap.
func TestPanelsHaveRoom(t *testing.T) {
	eachSample(t, func(t *testing.T, cv *canvas, m metrics) {
		if len(cv.panels)+len(cv.strips)+len(cv.cells) == 0 {
			t.Fatal("no panel was drawn")
		}
		for i, a := range cv.panels {
			if size := a.Size(); size.X < m.width*0.15 || size.Y < 4*m.label {
				t.Errorf("panel %v is %v by %v points: too small to read", a, size.X, size.Y)
			}
			for _, b := range slices.Concat(cv.panels[i+1:], cv.strips) {
				if overlap(a, b, 0) {
					t.Errorf("panels %v and %v overlap", a, b)
				}
			}
		}
	})
}

// TestTextHasInk: every character that is not a space leaves an outline.
func TestTextHasInk(t *testing.T) {
	eachSample(t, func(t *testing.T, cv *canvas, _ metrics) {
		for _, box := range cv.boxes {
			want := 0
			for _, r := range box.text {
				if !unicode.IsSpace(r) {
					want++
				}
			}
			if box.glyphs != want {
				t.Errorf("%q has %d outlines, want %d", box.text, box.glyphs, want)
			}
		}
		if len(cv.missing) > 0 {
			t.Errorf("characters without a glyph: %q", string(cv.missing))
		}
	})
}
