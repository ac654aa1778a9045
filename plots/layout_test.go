package plots

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"
	"unicode"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/recorder"
)

// drawSample draws a chart on a canvas that keeps no picture.
func drawSample(t *testing.T, c Chart, size Size) (*canvas, metrics) {
	t.Helper()
	m, _ := size.metrics()
	cv, err := drawOn(&recorder.Canvas{}, m, c)
	if err != nil {
		t.Fatal(err)
	}
	return cv, m
}

// eachSample runs a test on every sample in every size.
func eachSample(t *testing.T, test func(t *testing.T, cv *canvas, m metrics)) {
	all := samples()
	for _, name := range slices.Sorted(maps.Keys(all)) {
		for _, size := range []Size{Slide, Page, Square} {
			t.Run(name+"/"+size.String(), func(t *testing.T) {
				cv, m := drawSample(t, all[name], size)
				test(t, cv, m)
			})
		}
	}
}

func overlap(a, b vg.Rectangle, apart vg.Length) bool {
	return a.Min.X < b.Max.X+apart && b.Min.X < a.Max.X+apart && a.Min.Y < b.Max.Y && b.Min.Y < a.Max.Y
}

// TestTextsKeepApart: no text touches another, leaves the margins or stands in
// the data, whatever the length of the names. Texts of one line keep half a
// capital's height between them.
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
			for _, panel := range cv.panels {
				if !note && overlap(a.Rectangle, panel, 0) {
					t.Errorf("%q at %v stands in the data at %v", a.text, a.Rectangle, panel)
				}
			}
		}
	})
}

// TestPanelsHaveRoom: texts never squeeze the data to less than a strip, and
// panels never overlap.
func TestPanelsHaveRoom(t *testing.T) {
	eachSample(t, func(t *testing.T, cv *canvas, m metrics) {
		if len(cv.panels) == 0 {
			t.Fatal("no panel was drawn")
		}
		for i, a := range cv.panels {
			if size := a.Size(); size.X < m.width*0.15 || size.Y < 4*m.label {
				t.Errorf("panel %v is %v by %v points: too small to read", a, size.X, size.Y)
			}
			for _, b := range cv.panels[i+1:] {
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

// luminance is the relative luminance of WCAG 2.2.
func luminance(c rgb) float64 {
	linear := func(shift uint) float64 {
		v := float64(c>>shift&0xFF) / 255
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(16) + 0.7152*linear(8) + 0.0722*linear(0)
}

func contrast(a, b rgb) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// TestContrast: text has 4.5:1 (WCAG 2.2, 1.4.3), marks have 3:1 (1.4.11).
func TestContrast(t *testing.T) {
	if got := contrast(0x000000, white); math.Abs(got-21) > 1e-9 {
		t.Fatalf("black on white has contrast %g, want 21 by definition", got)
	}
	eachSample(t, func(t *testing.T, cv *canvas, _ metrics) {
		for _, box := range cv.boxes {
			if got := contrast(box.colour, white); got < 4.5 {
				t.Errorf("%q has contrast %.2f", box.text, got)
			}
		}
	})
	for i := range maxSeries {
		if got := contrast(seriesColour(i), white); got < 3 {
			t.Errorf("series %d has contrast %.2f", i, got)
		}
	}
}

// TestPalette pins the order of the categorical colours.
func TestPalette(t *testing.T) {
	var got strings.Builder
	for i := range maxSeries {
		got.WriteString(fmt.Sprintf("#%06X ", seriesColour(i)))
	}
	if want := "#12436D #28A197 #801650 #F46A25 "; got.String() != want {
		t.Errorf("colours are %s, want %s", got.String(), want)
	}
}

// TestSeriesDifferWithoutColour: no two series have the same dashes.
func TestSeriesDifferWithoutColour(t *testing.T) {
	for i := range maxSeries {
		for j := range i {
			if slices.Equal(seriesDash(i, 1), seriesDash(j, 1)) {
				t.Errorf("series %d and %d have the same dashes", i, j)
			}
		}
	}
}
