package plots

import (
	"bytes"
	"fmt"
	"image/color"
	"math"
	"strconv"

	"golang.org/x/image/font/sfnt"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgsvg"
)

// svgCanvas is an SVG in which each outline of a letter stands once, however
// often it is used: a chart is then an eighth as large as with every letter
// written out. All text lies above all else.
type svgCanvas struct {
	*vgsvg.Canvas
	colour color.Color
	known  map[letter]int // by letter, its number
	defs   bytes.Buffer
	lines  bytes.Buffer
}

// letter is a glyph of one of the fonts.
type letter struct {
	face  *sfnt.Font
	glyph sfnt.GlyphIndex
}

func newSVG(w, h vg.Length) *svgCanvas {
	return &svgCanvas{Canvas: vgsvg.New(w, h), colour: color.Black, known: map[letter]int{}}
}

// SetColor sets the colour of strokes, fills and text.
func (s *svgCanvas) SetColor(c color.Color) {
	s.colour = c
	s.Canvas.SetColor(c)
}

// placed is a letter of a line and its distance from the start, in em.
type placed struct {
	letter
	x float64
}

// line writes a line of text; its baseline starts at a point. The letters are
// in font units, in which a step is too small to see.
func (s *svgCanvas) line(c *canvas, size vg.Length, at vg.Point, list []placed) (drawn int) {
	var uses bytes.Buffer
	for _, p := range list {
		n, ok := s.known[p.letter]
		if !ok {
			n = s.define(c, p.letter)
		}
		if n < 0 {
			continue // a blank
		}
		drawn++
		fmt.Fprintf(&uses, `<use xlink:href="#g%d"`, n)
		if x := math.Round(p.x * commonEm); x != 0 {
			fmt.Fprintf(&uses, ` x="%v"`, x)
		}
		uses.WriteString("/>")
	}
	if drawn == 0 {
		return 0
	}
	r, g, b, _ := s.colour.RGBA()
	scale := size.Points() / commonEm
	fmt.Fprintf(&s.lines, `<g transform="translate(%s %s) scale(%s %s)" style="fill:#%02X%02X%02X">%s</g>`+"\n",
		coordinate(at.X.Points(), 3), coordinate(at.Y.Points(), 3), coordinate(scale, 7), coordinate(-scale, 7), r>>8, g>>8, b>>8, uses.Bytes())
	return drawn
}

// commonEm is the units of an em in which letters of every font are written.
const commonEm = 2048

// define writes the outline of a letter and gives it a number; -1 for one that
// leaves no mark.
func (s *svgCanvas) define(c *canvas, l letter) int {
	var path vg.Path
	if c.outline(&path, l.face, l.glyph, commonEm, vg.Point{}) == 0 {
		s.known[l] = -1
		return -1
	}
	n := len(s.known)
	s.known[l] = n
	fmt.Fprintf(&s.defs, `<path id="g%d" d="`, n)
	for _, p := range path {
		switch p.Type {
		case vg.MoveComp:
			s.points("M", p.Pos)
		case vg.LineComp:
			s.points("L", p.Pos)
		case vg.CurveComp:
			s.points("C", append(append([]vg.Point{}, p.Control...), p.Pos)...)
		case vg.CloseComp:
			s.defs.WriteString("Z")
		}
	}
	s.defs.WriteString("\"/>\n")
	return n
}

func (s *svgCanvas) points(command string, list ...vg.Point) {
	s.defs.WriteString(command)
	for i, p := range list {
		if i > 0 {
			s.defs.WriteString(" ")
		}
		fmt.Fprintf(&s.defs, "%s,%s", coordinate(p.X.Points(), 0), coordinate(-p.Y.Points(), 0))
	}
}

// coordinate writes a number with at most so many decimals and no more than it
// needs.
func coordinate(x float64, digits int) string {
	shift := math.Pow10(digits)
	x = math.Round(x*shift) / shift
	if x == 0 {
		return "0" // never -0
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}
