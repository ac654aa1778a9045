package plots

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
)

// rgb is an opaque colour 0xRRGGBB. Opaque, since the PDF canvas mis-colours
// translucent fills: a tint is blended with white before it is drawn.
type rgb uint32

// The categorical colours are the accessible palette of the UK Government
// Analysis Function, in its order. Each has a contrast of at least 3:1 against
// white, which is enough for lines and bars but not for text, so text is
// always in ink or slate.
const (
	navy   rgb = 0x12436D
	teal   rgb = 0x28A197
	plum   rgb = 0x801650
	orange rgb = 0xF46A25

	white rgb = 0xFFFFFF
	ink   rgb = 0x1A1F24 // titles, labels
	slate rgb = 0x4F5B66 // axis numbers, captions
	axis  rgb = 0x8A949E // the zero line and tick marks
	faint rgb = 0xE1E5E8 // grid lines
)

// RGBA makes rgb a color.Color.
func (c rgb) RGBA() (r, g, b, a uint32) {
	return color.RGBA{R: uint8(c >> 16), G: uint8(c >> 8), B: uint8(c), A: 0xFF}.RGBA()
}

// tint blends the colour with white: 1 leaves it as it is, 0 is white.
func (c rgb) tint(share float64) rgb {
	mix := func(shift uint) rgb {
		part := float64(c >> shift & 0xFF)
		return rgb(math.Round(255+(part-255)*share)) << shift
	}
	return mix(16) | mix(8) | mix(0)
}

// maxSeries is how many series one panel may hold; more need small multiples.
const maxSeries = 4

// seriesColour returns the colour of series i in [0, maxSeries).
func seriesColour(i int) rgb {
	return [maxSeries]rgb{navy, teal, plum, orange}[i]
}

// seriesDash returns the dashes of series i, so that curves can be told apart
// without colour. Lengths are in units of the line width.
func seriesDash(i int, width vg.Length) []vg.Length {
	pattern := [maxSeries][]vg.Length{nil, {5, 2}, {1.5, 1.5}, {7, 2, 1.5, 2}}[i]
	dashes := make([]vg.Length, 0, len(pattern))
	for _, d := range pattern {
		dashes = append(dashes, d*width)
	}
	return dashes
}
