package plots

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	stdfont "golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/font/liberation"
	"gonum.org/v1/plot/vg"
)

// canvas is a vg.Canvas that draws text as filled outlines, so that a text
// looks the same in every format and needs no font where it is read.
type canvas struct {
	vg.Canvas

	faces   map[bool][]*sfnt.Font // by bold; in order of preference
	buf     sfnt.Buffer
	missing []rune // characters that no face can draw, sorted
	err     error  // the first thing that went wrong

	boxes  []textBox      // what was written and where, for tests of the layout
	panels []vg.Rectangle // where data are drawn, likewise
	strips []vg.Rectangle // of counts beneath the data, likewise
	cells  []inkCell      // of heat maps, likewise
	marks  []vg.Rectangle // that words within the data keep off
}

// inkCell is a cell that may hold a text.
type inkCell struct {
	vg.Rectangle
	fill rgb
}

// textBox is one line of text as drawn.
type textBox struct {
	text   string
	size   vg.Length
	colour rgb
	glyphs int  // outlines drawn
	inside bool // meant to stand within the data
	vg.Rectangle
}

// newCanvas wraps a canvas. The text face is Liberation Sans; Go fills a few
// gaps in it.
func newCanvas(under vg.Canvas) (*canvas, error) {
	c := &canvas{Canvas: under, faces: make(map[bool][]*sfnt.Font, 2)}
	for _, face := range liberation.Collection() {
		if face.Font.Variant == "Sans" && face.Font.Style == stdfont.StyleNormal {
			bold := isBold(face.Font)
			c.faces[bold] = append(c.faces[bold], face.Face)
		}
	}
	for _, spare := range []struct {
		bold bool
		ttf  []byte
	}{{false, goregular.TTF}, {true, gobold.TTF}} {
		face, err := opentype.Parse(spare.ttf)
		if err != nil {
			return nil, fmt.Errorf("reading an embedded font: %w", err)
		}
		c.faces[spare.bold] = append(c.faces[spare.bold], face)
	}
	return c, nil
}

// fail keeps the first error of a drawing for Render to return.
func (c *canvas) fail(err error) {
	if c.err == nil {
		c.err = err
	}
}

func isBold(f font.Font) bool { return f.Weight >= stdfont.WeightSemiBold }

// FillString draws text that gonum/plot itself places.
func (c *canvas) FillString(f font.Face, at vg.Point, s string) {
	c.fillText(isBold(f.Font), f.Font.Size, at, s)
}

// glyph finds the first face that has the character. ok is false when none
// has: the glyph is then the face's box for unknown characters. Hebrew and
// Arabic count as unknown, since they would need reordering and shaping.
func (c *canvas) glyph(bold bool, r rune) (face *sfnt.Font, g sfnt.GlyphIndex, ok bool) {
	faces := c.faces[bold]
	if !unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana) {
		for _, face := range faces {
			if g, err := face.GlyphIndex(&c.buf, r); err == nil && g != 0 {
				return face, g, true
			}
		}
	}
	return faces[0], 0, false
}

// walk calls visit with every glyph of s and its distance from the start, in
// em, and returns the width of the whole, in em.
func (c *canvas) walk(bold bool, s string, visit func(r rune, face *sfnt.Font, g sfnt.GlyphIndex, x float64)) float64 {
	var (
		x    float64
		last *sfnt.Font
		prev sfnt.GlyphIndex
	)
	for _, r := range s {
		face, g, ok := c.glyph(bold, r)
		if !ok {
			if i, found := slices.BinarySearch(c.missing, r); !found {
				c.missing = slices.Insert(c.missing, i, r)
			}
		}
		em := fixed.I(int(face.UnitsPerEm()))
		if face == last {
			if k, err := face.Kern(&c.buf, prev, g, em, stdfont.HintingNone); err == nil {
				x += float64(k) / float64(em)
			}
		}
		visit(r, face, g, x)
		if a, err := face.GlyphAdvance(&c.buf, g, em, stdfont.HintingNone); err == nil {
			x += float64(a) / float64(em)
		}
		last, prev = face, g
	}
	return x
}

// width returns the width of a line of text.
func (c *canvas) width(st textStyle, s string) vg.Length {
	w := c.walk(st.bold, s, func(rune, *sfnt.Font, sfnt.GlyphIndex, float64) {})
	return vg.Length(w) * st.size
}

// fillText fills the outlines of s with the current colour, its baseline
// starting at the given point.
func (c *canvas) fillText(bold bool, size vg.Length, at vg.Point, s string) {
	if size <= 0 || strings.TrimSpace(s) == "" {
		return
	}
	var line []placed
	w := c.walk(bold, s, func(_ rune, face *sfnt.Font, g sfnt.GlyphIndex, x float64) {
		line = append(line, placed{letter{face, g}, x})
	})
	glyphs := c.fillLine(size, at, line)
	c.boxes = append(c.boxes, textBox{
		text: s, size: size, glyphs: glyphs,
		Rectangle: vg.Rectangle{
			Min: vg.Point{X: at.X, Y: at.Y - descent*size},
			Max: vg.Point{X: at.X + vg.Length(w)*size, Y: at.Y + capHeight*size},
		},
	})
}

// fillLine fills the letters of a line and returns how many leave a mark.
func (c *canvas) fillLine(size vg.Length, at vg.Point, line []placed) (glyphs int) {
	if svg, ok := c.Canvas.(*svgCanvas); ok {
		return svg.line(c, size, at, line)
	}
	var path vg.Path
	for _, p := range line {
		origin := vg.Point{X: at.X + vg.Length(p.x)*size, Y: at.Y}
		if c.outline(&path, p.face, p.glyph, size, origin) > 0 {
			glyphs++
		}
	}
	c.Fill(path)
	return glyphs
}

// outline adds the contours of one glyph to the path and returns how many
// segments it has.
func (c *canvas) outline(path *vg.Path, face *sfnt.Font, g sfnt.GlyphIndex, size vg.Length, origin vg.Point) int {
	em := fixed.I(int(face.UnitsPerEm()))
	segments, err := face.LoadGlyph(&c.buf, g, em, nil)
	if err != nil {
		c.fail(fmt.Errorf("drawing a glyph: %w", err))
		return 0
	}
	place := func(p fixed.Point26_6) vg.Point {
		return vg.Point{
			X: origin.X + size*vg.Length(float64(p.X)/float64(em)),
			Y: origin.Y - size*vg.Length(float64(p.Y)/float64(em)), // fonts count downwards
		}
	}
	var pen vg.Point
	for i, seg := range segments {
		a, b, d := place(seg.Args[0]), place(seg.Args[1]), place(seg.Args[2])
		switch seg.Op {
		case sfnt.SegmentOpMoveTo:
			if i > 0 {
				path.Close()
			}
			path.Move(a)
			pen = a
		case sfnt.SegmentOpLineTo:
			path.Line(a)
			pen = a
		case sfnt.SegmentOpQuadTo:
			// Raised to a cubic, which is exact: fpdf writes a quadratic curve
			// with the PDF operator v, which is another curve.
			path.CubeTo(toward(pen, a, 2./3), toward(b, a, 2./3), b)
			pen = b
		case sfnt.SegmentOpCubeTo:
			path.CubeTo(a, b, d)
			pen = d
		}
	}
	if len(segments) > 0 {
		path.Close()
	}
	return len(segments)
}

// toward returns the point the given share of the way from p to q.
func toward(p, q vg.Point, share vg.Length) vg.Point {
	return p.Add(q.Sub(p).Scale(share))
}
