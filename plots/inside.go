package plots

import "gonum.org/v1/plot/vg"

// Words within the data are the exception: a text that says why a mark is
// missing, or the name of a point in a plane. They keep off every mark, which is
// why marks are noted as they are drawn.

// taken notes where a mark is, for words to keep off.
func (p *page) taken(r vg.Rectangle) { p.marks = append(p.marks, r) }

// inside writes lines within the data, downwards from top.
func (p *page) inside(st textStyle, x, top vg.Length, align float64, lines []string) {
	from := len(p.boxes)
	p.block(st, x, top, align, lines)
	for i := range p.boxes[from:] {
		p.boxes[from+i].inside = true
	}
}
