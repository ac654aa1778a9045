package plots

import (
	"image/color"

	"gonum.org/v1/plot/vg"
)

// rgb is an opaque colour 0xRRGGBB. Opaque, since the PDF canvas mis-colours
// translucent fills: a tint is blended with the paper before it is drawn.
type rgb uint32

const white rgb = 0xFFFFFF

// RGBA makes rgb a color.Color.
func (c rgb) RGBA() (r, g, b, a uint32) {
	return color.RGBA{R: uint8(c >> 16), G: uint8(c >> 8), B: uint8(c), A: 0xFF}.RGBA()
}

// maxSeries is how many series one panel may hold; more need small multiples.
const maxSeries = 4

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

// palette is what a theme colours with. Marks have a contrast of at least 3:1
// against the paper, which is enough for lines and bars but not for text, so
// text is always in ink or slate.
type palette struct {
	paper rgb
	ink   rgb // titles, labels
	slate rgb // axis numbers, captions
	axis  rgb // the zero line and tick marks
	faint rgb // grid lines

	series [maxSeries]rgb
	ramp   ramp // of a heat map, from the least to the greatest
	run    rgb  // one run on top of the fan, and its meetings
	truth  rgb  // what was really so, beside what was said
}

// main is the colour of what a chart of one series shows.
func (c palette) main() rgb { return c.series[0] }

// tint blends a colour with the paper: 1 leaves it as it is, 0 is paper.
func (c palette) tint(of rgb, share float64) rgb {
	return mix(c.paper, of, share)
}
