package plots

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/recorder"
)

var (
	themes   = []Theme{Light, Dark, Print}
	allSizes = []Size{Slide, Page, Square}
)

// TestContrast: in every theme, text has 4.5:1 (WCAG 2.2, 1.4.3) and marks have
// 3:1 (1.4.11) against the paper.
func TestContrast(t *testing.T) {
	if got := contrast(0x000000, 0xFFFFFF); math.Abs(got-21) > 1e-9 {
		t.Fatalf("black on white has contrast %g, want 21 by definition", got)
	}
	for _, theme := range themes {
		colours, _ := theme.palette()
		for name, chart := range mainSamples() {
			d := drawIn(chart, Slide, theme)
			if d.err != nil {
				t.Fatalf("%s, %v: %v", name, theme, d.err)
			}
			for _, box := range d.boxes {
				if got := contrast(box.colour, d.ground(box.Rectangle, colours.paper)); got < 4.5 {
					t.Errorf("%s, %v: %q has contrast %.2f", name, theme, box.text, got)
				}
			}
		}
		marks := append(colours.series[:], colours.run, colours.truth, colours.axis, colours.tint(colours.main(), paleBar))
		for i, c := range marks {
			if got := contrast(c, colours.paper); got < 3 {
				t.Errorf("%v: mark %d (#%06X) has contrast %.2f", theme, i, c, got)
			}
		}
		// The run lies on the fan, and an edge of paper lies between them.
		if got := contrast(colours.paper, colours.run); got < 3 {
			t.Errorf("%v: the run has contrast %.2f against its edge", theme, got)
		}
	}
}

// ground returns what a text stands on: the fill of a cell, or the paper.
func (c *canvas) ground(text vg.Rectangle, paper rgb) rgb {
	text.Min.Y = text.Max.Y - 1 // beneath the line there are no tails of figures
	for _, cell := range c.cells {
		if overlap(text, cell.Rectangle, 0) {
			return cell.fill
		}
	}
	return paper
}

// TestPrintIsGrey: what is printed holds no colour that a copier could lose.
func TestPrintIsGrey(t *testing.T) {
	for name, chart := range mainSamples() {
		d := drawIn(chart, Slide, Print)
		if d.err != nil {
			t.Fatal(d.err)
		}
		seen := 0
		for _, action := range d.on.Actions {
			set, ok := action.(*recorder.SetColor)
			if !ok {
				continue
			}
			seen++
			if r, g, b, a := set.Color.RGBA(); r != g || g != b || a != 0xFFFF {
				t.Errorf("%s: colour %v is no solid grey", name, set.Color)
			}
		}
		if seen < 10 {
			t.Errorf("%s: %d colours were set, want a picture", name, seen)
		}
	}
}

// TestBandsAreNamedForAnyPaper: the sentence beneath a fan and the alt text name
// bands by their width, since the palest on white is the darkest on black.
func TestBandsAreNamedForAnyPaper(t *testing.T) {
	for _, chart := range []Chart{sampleOptimism("Russia"), sampleStanding("Kirill Dmitriev")} {
		for _, theme := range themes {
			var text strings.Builder
			text.WriteString(chart.Alt())
			for _, box := range drawIn(chart, Slide, theme).boxes {
				text.WriteString(" " + box.text)
			}
			if strings.Count(text.String(), "the widest band") != 2 {
				t.Errorf("%v: picture and alt text do not both speak of the widest band: %s", theme, text.String())
			}
			for _, shade := range []string{"palest", "darkest", "lightest"} {
				if strings.Contains(text.String(), shade) {
					t.Errorf("%v: a band is called the %s", theme, shade)
				}
			}
		}
	}
}

// TestPalette pins the order of the categorical colours.
func TestPalette(t *testing.T) {
	var got strings.Builder
	colours, _ := Light.palette()
	for _, c := range colours.series {
		got.WriteString(fmt.Sprintf("#%06X ", c))
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
