package plots

import (
	"fmt"

	"gonum.org/v1/plot/vg"
)

// Size is the shape of a picture.
type Size int

// The sizes. A PNG has two pixels to the point.
const (
	// Slide fills a 16:9 slide: 960 x 540 points.
	Slide Size = iota
	// Page fills the text column of an A4 page: 454 x 500 points.
	Page
	// Square suits a hand-out or a post: 640 x 640 points.
	Square
)

// String returns the name of the size in lower case.
func (s Size) String() string {
	switch s {
	case Slide:
		return "slide"
	case Page:
		return "page"
	case Square:
		return "square"
	}
	return fmt.Sprintf("size(%d)", int(s))
}

// metrics are the measures that differ from size to size, in points.
type metrics struct {
	width, height vg.Length
	margin        vg.Length // kept clear on every side
	gap           vg.Length // between the parts of a page

	title, subtitle, label, small vg.Length // font sizes

	line, hairline vg.Length // widths of data lines and of grid lines
	wide           bool      // panels side by side, row labels beside the table

	titleLines, subtitleLines, captionLines int // at most
}

// metrics returns the measures of the size. An unknown size has none: Render
// refuses it.
func (s Size) metrics() (metrics, bool) {
	switch s {
	case Slide:
		return metrics{
			width: 960, height: 540, margin: 32, gap: 14,
			title: 27, subtitle: 16, label: 13.5, small: 11.5,
			line: 2.4, hairline: 0.75, wide: true,
			titleLines: 2, subtitleLines: 1, captionLines: 3,
		}, true
	case Page:
		return metrics{
			width: 454, height: 500, margin: 12, gap: 8,
			title: 16, subtitle: 11, label: 9.5, small: 8.5,
			line: 1.5, hairline: 0.5,
			titleLines: 3, subtitleLines: 2, captionLines: 4,
		}, true
	case Square:
		return metrics{
			width: 640, height: 640, margin: 28, gap: 12,
			title: 24, subtitle: 14.5, label: 12, small: 10.5,
			line: 2, hairline: 0.6,
			titleLines: 3, subtitleLines: 2, captionLines: 4,
		}, true
	}
	return metrics{}, false
}
