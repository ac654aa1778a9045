package plots

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"
)

// A Chart is one of the charts of this package: [Survival], [SmallMultiples],
// [Incidence], [Outcomes], [Dots], [Optimism], [Reliability], [Standing],
// [Reputation] and [Convergence] of one scenario; [Forest], [Dumbbell] and
// [CauseShares] of several; [Verdicts] of claims; [Response] and [HeatMap] of a
// sweep; [Tornado], [MorrisPlane] and [SobolBars] of what an outcome depends on;
// [BoxRanges] and [TradeOff] of when it comes; [RobustChoice] of what to choose.
type Chart interface {
	// Alt tells the chart in words, for who cannot see it.
	Alt() string
	// Data returns the numbers drawn, one row an observation (a tidy table).
	// Numbers that are missing are empty cells.
	Data() (header []string, rows [][]string)

	words() Words
	// check says what is wrong with the chart, before anything is drawn.
	check() error
	draw(p *page)
}

// Format is the kind of file a chart is drawn as.
type Format int

// The formats.
const (
	PNG Format = iota // two pixels to the point
	SVG               // with title and description for screen readers
	PDF               // one page, with title, subject and language
)

// String returns the usual extension of the format, without a dot.
func (f Format) String() string {
	switch f {
	case PNG:
		return "png"
	case SVG:
		return "svg"
	case PDF:
		return "pdf"
	}
	return fmt.Sprintf("format(%d)", int(f))
}

// Options says how a chart is drawn. The zero value is a light PNG for a
// slide.
type Options struct {
	Format Format
	Size   Size
	Theme  Theme
}

// MissingGlyphsError reports characters that no embedded font can draw. Boxes
// stand in their place; the picture is otherwise complete and was written.
type MissingGlyphsError struct {
	Runes []rune // in ascending order, each once
}

// Error lists the characters.
func (e *MissingGlyphsError) Error() string {
	list := make([]string, 0, len(e.Runes))
	for _, r := range e.Runes {
		list = append(list, fmt.Sprintf("%U", r))
	}
	return fmt.Sprintf("no embedded font has %s: boxes were drawn instead, write the names in Latin, Greek or Cyrillic letters",
		strings.Join(list, " "))
}

// Render draws a chart and writes the picture to w. The same chart and options
// give the same bytes.
//
// When the chart itself is at fault (no title, columns of unequal length, more
// than four series, a probability outside [0, 1]) nothing is written. A
// *[MissingGlyphsError] comes after a complete picture was written: callers may
// treat it as a warning.
func Render(w io.Writer, c Chart, o Options) error {
	m, ok := o.Size.metrics()
	if !ok {
		return fmt.Errorf("unknown chart size %d: use Slide, Page or Square", int(o.Size))
	}
	colours, ok := o.Theme.palette()
	if !ok {
		return fmt.Errorf("unknown chart theme %d: use Light, Dark or Print", int(o.Theme))
	}
	if err := errors.Join(c.words().check(), c.check()); err != nil {
		return fmt.Errorf("drawing a chart: %w", err)
	}
	under, write, err := open(o.Format, m, c)
	if err != nil {
		return err
	}
	drawn, err := drawOn(under, m, colours, c)
	if err != nil {
		return err
	}
	if err := write(w); err != nil {
		return fmt.Errorf("writing a chart as %s: %w", o.Format, err)
	}
	if len(drawn.missing) > 0 {
		return &MissingGlyphsError{Runes: drawn.missing}
	}
	return nil
}

// open returns a canvas for the format and the function that writes it out.
func open(f Format, m metrics, c Chart) (vg.Canvas, func(io.Writer) error, error) {
	switch f {
	case PNG:
		under := vgimg.NewWith(vgimg.UseWH(m.width, m.height), vgimg.UseDPI(dotsPerInch))
		return under, func(w io.Writer) error { return writePNG(w, under.Image()) }, nil
	case SVG:
		under := newSVG(m.width, m.height)
		return under, func(w io.Writer) error { return writeSVG(w, under, c.words().Title, c.Alt()) }, nil
	case PDF:
		under := newPDF(m.width, m.height, c.words().Title, c.Alt())
		return under, under.write, nil
	}
	return nil, nil, fmt.Errorf("unknown chart format %d: use PNG, SVG or PDF", int(f))
}

// drawOn draws the whole chart on a bare canvas.
func drawOn(under vg.Canvas, m metrics, colours palette, c Chart) (*canvas, error) {
	cv, err := newCanvas(under)
	if err != nil {
		return nil, err
	}
	p := newPage(cv, m, colours)
	p.frame(c.words())
	c.draw(p)
	if cv.err != nil {
		return nil, fmt.Errorf("drawing a chart: %w", cv.err)
	}
	return cv, nil
}
