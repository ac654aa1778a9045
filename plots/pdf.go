package plots

import (
	"fmt"
	"image"
	"image/color"
	"io"
	"math"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// pdfCanvas draws on one page of a PDF. It stands in for gonum's vgpdf, which
// gives no way to set the dates, the title or the language of its document:
// with the clock in it, the same chart would not give the same bytes.
//
// It knows no text and no images: the canvas above it draws text as outlines,
// and no chart here holds an image.
type pdfCanvas struct {
	doc   *fpdf.Fpdf
	width vg.Length   // line width now
	stack []vg.Length // line widths kept by Push
}

// newPDF starts a document of one page of the given size, with the title and
// alt text in its properties.
func newPDF(w, h vg.Length, title, alt string) *pdfCanvas {
	doc := fpdf.NewCustom(&fpdf.InitType{
		UnitStr: "pt",
		Size:    fpdf.SizeType{Wd: w.Points(), Ht: h.Points()},
	})
	// The dates are required by the library and must not come from a clock.
	fixed := time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC)
	doc.SetCreationDate(fixed)
	doc.SetModificationDate(fixed)
	doc.SetCatalogSort(true)
	doc.SetProducer("backchannel", true)
	doc.SetTitle(clean(title), true)
	doc.SetSubject(clean(alt), true)
	doc.SetLang("en")
	doc.SetMargins(0, 0, 0)
	doc.SetAutoPageBreak(false, 0)
	doc.AddPage()

	c := &pdfCanvas{doc: doc}
	c.Push() // ended by write
	c.doc.TransformTranslate(0, h.Points())
	c.Scale(1, -1) // fpdf counts downwards from the top
	vg.Initialize(c)
	return c
}

// write closes the document and writes it out.
func (c *pdfCanvas) write(w io.Writer) error {
	c.Pop()
	return c.doc.Output(w)
}

// SetLineWidth sets the width of strokes; without one nothing is stroked.
func (c *pdfCanvas) SetLineWidth(w vg.Length) {
	c.width = w
	c.doc.SetLineWidth(w.Points())
}

// SetLineDash sets the lengths of dashes and gaps.
func (c *pdfCanvas) SetLineDash(pattern []vg.Length, offset vg.Length) {
	dashes := make([]float64, len(pattern))
	for i, d := range pattern {
		dashes[i] = d.Points()
	}
	c.doc.SetDashPattern(dashes, offset.Points())
}

// SetColor sets the colour of strokes and fills. It must be opaque.
func (c *pdfCanvas) SetColor(clr color.Color) {
	if clr == nil {
		clr = color.Black
	}
	r, g, b, _ := clr.RGBA()
	c.doc.SetFillColor(int(r>>8), int(g>>8), int(b>>8))
	c.doc.SetDrawColor(int(r>>8), int(g>>8), int(b>>8))
}

// Rotate turns what is drawn next, in radians.
func (c *pdfCanvas) Rotate(rad float64) { c.doc.TransformRotate(-rad*180/math.Pi, 0, 0) }

// Translate moves what is drawn next.
func (c *pdfCanvas) Translate(pt vg.Point) { c.doc.TransformTranslate(pt.X.Points(), pt.Y.Points()) }

// Scale stretches what is drawn next.
func (c *pdfCanvas) Scale(x, y float64) { c.doc.TransformScale(x*100, y*100, 0, 0) }

// Push keeps the state for Pop.
func (c *pdfCanvas) Push() {
	c.stack = append(c.stack, c.width)
	c.doc.TransformBegin()
}

// Pop brings back the state kept last.
func (c *pdfCanvas) Pop() {
	c.doc.TransformEnd()
	last := len(c.stack) - 1
	c.width, c.stack = c.stack[last], c.stack[:last]
}

// Stroke draws along the path.
func (c *pdfCanvas) Stroke(p vg.Path) {
	if c.width > 0 {
		c.path(p, "D")
	}
}

// Fill fills the path.
func (c *pdfCanvas) Fill(p vg.Path) { c.path(p, "F") }

// FillString is never reached: the canvas above draws text as outlines.
func (c *pdfCanvas) FillString(font.Face, vg.Point, string) {
	c.doc.SetErrorf("plots: text reached the PDF canvas unoutlined")
}

// DrawImage is never reached: no chart here holds an image.
func (c *pdfCanvas) DrawImage(vg.Rectangle, image.Image) {
	c.doc.SetErrorf("plots: images are not supported in PDF")
}

// path adds the path to the page and paints it.
func (c *pdfCanvas) path(p vg.Path, style string) {
	for _, comp := range p {
		x, y := comp.Pos.X.Points(), comp.Pos.Y.Points()
		switch comp.Type {
		case vg.MoveComp:
			c.doc.MoveTo(x, y)
		case vg.LineComp:
			c.doc.LineTo(x, y)
		case vg.ArcComp:
			c.arc(comp)
		case vg.CurveComp:
			c.curve(comp)
		case vg.CloseComp:
			c.doc.ClosePath()
		default:
			c.doc.SetErrorf("plots: path with an unknown part %d", comp.Type)
		}
	}
	c.doc.DrawPath(style)
}

func (c *pdfCanvas) curve(comp vg.PathComp) {
	if len(comp.Control) != 2 {
		c.doc.SetError(fmt.Errorf("plots: only cubic curves can be drawn, not one with %d control points", len(comp.Control)))
		return
	}
	a, b := comp.Control[0], comp.Control[1]
	c.doc.CurveBezierCubicTo(a.X.Points(), a.Y.Points(), b.X.Points(), b.Y.Points(),
		comp.Pos.X.Points(), comp.Pos.Y.Points())
}

// arc approximates an arc by cubic curves of at most a quarter turn each, with
// the usual handle length 4/3 tan(angle/4) (error below 0.03 % of the radius).
func (c *pdfCanvas) arc(comp vg.PathComp) {
	n := max(1, int(math.Ceil(math.Abs(comp.Angle)/(math.Pi/2)-1e-9)))
	step := comp.Angle / float64(n)
	handle := 4. / 3 * math.Tan(step/4)
	at := func(angle, along float64) (x, y float64) {
		sin, cos := math.Sincos(angle)
		r := comp.Radius.Points()
		return comp.Pos.X.Points() + r*(cos-along*sin), comp.Pos.Y.Points() + r*(sin+along*cos)
	}
	c.doc.LineTo(at(comp.Start, 0))
	for i := range n {
		from := comp.Start + step*float64(i)
		ax, ay := at(from, handle)
		bx, by := at(from+step, -handle)
		x, y := at(from+step, 0)
		c.doc.CurveBezierCubicTo(ax, ay, bx, by, x, y)
	}
}
