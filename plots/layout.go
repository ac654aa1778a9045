package plots

import (
	"gonum.org/v1/plot/vg"
)

// page is a picture being laid out from the top and the foot inwards. What is
// still free lies between left and right, bottom and top.
type page struct {
	*canvas
	m                        metrics
	left, right, bottom, top vg.Length
}

func newPage(c *canvas, m metrics) *page {
	c.SetColor(white)
	whole := vg.Rectangle{Max: vg.Point{X: m.width, Y: m.height}}
	c.Fill(whole.Path())
	return &page{
		canvas: c, m: m,
		left: m.margin, right: m.width - m.margin,
		bottom: m.margin, top: m.height - m.margin,
	}
}

func (p *page) titleStyle() textStyle    { return textStyle{size: p.m.title, bold: true, colour: ink} }
func (p *page) subtitleStyle() textStyle { return textStyle{size: p.m.subtitle, colour: slate} }
func (p *page) labelStyle() textStyle    { return textStyle{size: p.m.label, colour: ink} }
func (p *page) strongStyle() textStyle   { return textStyle{size: p.m.label, bold: true, colour: ink} }
func (p *page) axisStyle() textStyle     { return textStyle{size: p.m.label, colour: slate} }
func (p *page) smallStyle() textStyle    { return textStyle{size: p.m.small, colour: slate} }

func (p *page) wide() vg.Length { return p.right - p.left }

// frame draws the title and subtitle at the head and the caption at the foot.
func (p *page) frame(w Words) {
	const mostTitle, mostSubtitle, mostCaption = 3, 2, 4
	title := p.titleStyle()
	p.top = p.block(title, p.left, p.top, 0, p.wrap(title, w.Title, p.wide(), mostTitle))
	sub := p.subtitleStyle()
	if lines := p.wrap(sub, w.Subtitle, p.wide(), mostSubtitle); len(lines) > 0 {
		p.top = p.block(sub, p.left, p.top-p.m.gap*0.5, 0, lines)
	}
	p.top -= p.m.gap * 1.5

	p.foot(p.smallStyle(), w.Caption.String(), mostCaption)
}

// foot draws a text at the foot of what is free.
func (p *page) foot(st textStyle, s string, most int) {
	lines := p.wrap(st, s, p.wide(), most)
	if len(lines) == 0 {
		return
	}
	h := st.height(len(lines))
	p.block(st, p.left, p.bottom+h, 0, lines)
	p.bottom += h + p.m.gap
}

// note writes a sentence in the middle of an empty panel.
func (p *page) note(area vg.Rectangle, s string) {
	st := p.axisStyle()
	size := area.Size()
	lines := p.wrap(st, s, size.X*0.8, 3)
	mid := area.Min.Add(size.Scale(0.5))
	p.block(st, mid.X, mid.Y+st.height(len(lines))/2, 0.5, lines)
}

// keyItem is one entry of a key: a sample drawn in the given box, and words.
type keyItem struct {
	words  string
	width  vg.Length // of the sample
	sample func(box vg.Rectangle)
}

// key draws the entries in rows at the top of what is free.
func (p *page) key(items []keyItem) {
	st := p.labelStyle()
	const pad = 6 // between sample and words
	between := st.size * 1.8
	x, row := p.left, p.top
	for _, item := range items {
		words := p.oneLine(st, item.words, p.wide()-item.width-pad)
		w := item.width + pad + p.width(st, words)
		if x > p.left && x+w > p.right {
			x, row = p.left, row-st.size*1.7
		}
		middle := row - st.size*capHeight/2
		item.sample(vg.Rectangle{
			Min: vg.Point{X: x, Y: middle - st.size*0.42},
			Max: vg.Point{X: x + item.width, Y: middle + st.size*0.42},
		})
		p.text(st, x+item.width+pad, row-st.size*capHeight, 0, words)
		x += w + between
	}
	p.top = row - st.size - p.m.gap
}
