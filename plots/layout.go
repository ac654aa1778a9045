package plots

import (
	"gonum.org/v1/plot/vg"
)

// page is a picture being laid out from the top and the foot inwards. What is
// still free lies between left and right, bottom and top.
type page struct {
	*canvas
	m                        metrics
	colours                  palette
	left, right, bottom, top vg.Length
}

func newPage(c *canvas, m metrics, colours palette) *page {
	c.SetColor(colours.paper)
	whole := vg.Rectangle{Max: vg.Point{X: m.width, Y: m.height}}
	c.Fill(whole.Path())
	return &page{
		canvas: c, m: m, colours: colours,
		left: m.margin, right: m.width - m.margin,
		bottom: m.margin, top: m.height - m.margin,
	}
}

func (p *page) titleStyle() textStyle {
	return textStyle{size: p.m.title, bold: true, colour: p.colours.ink}
}

func (p *page) subtitleStyle() textStyle {
	return textStyle{size: p.m.subtitle, colour: p.colours.slate}
}

func (p *page) labelStyle() textStyle { return textStyle{size: p.m.label, colour: p.colours.ink} }

func (p *page) strongStyle() textStyle {
	return textStyle{size: p.m.label, bold: true, colour: p.colours.ink}
}

func (p *page) axisStyle() textStyle { return textStyle{size: p.m.label, colour: p.colours.slate} }

func (p *page) smallStyle() textStyle { return textStyle{size: p.m.small, colour: p.colours.slate} }

func (p *page) wide() vg.Length { return p.right - p.left }

// frame draws the title and subtitle at the head and the caption at the foot.
func (p *page) frame(w Words) {
	title := p.titleStyle()
	p.top = p.block(title, p.left, p.top, 0, p.balance(title, w.Title, p.wide(), p.m.titleLines))
	sub := p.subtitleStyle()
	if lines := p.wrap(sub, w.Subtitle, p.wide(), p.m.subtitleLines); len(lines) > 0 {
		p.top = p.block(sub, p.left, p.top-p.m.gap*0.65, 0, lines)
	}
	p.top -= p.m.gap * 1.4

	small := p.smallStyle()
	lines := p.wrap(small, w.Caption.String(), p.wide(), 0)
	if len(lines) > p.m.captionLines {
		// Words may be cut, but not the seed and the hash.
		lines = append(p.wrap(small, w.Caption.about(), p.wide(), p.m.captionLines-1),
			p.oneLine(small, w.Caption.provenance(), p.wide()))
	}
	p.foot(small, lines)
}

// foot draws lines at the foot of what is free.
func (p *page) foot(st textStyle, lines []string) {
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

// key draws the entries at the top of what is free, in rows of about the same
// length.
func (p *page) key(items []keyItem) {
	st := p.labelStyle()
	between := st.size * 1.8
	for i := range items {
		items[i].words = p.oneLine(st, items[i].words, p.wide()-items[i].width-samplePad)
	}
	extent := func(item keyItem) vg.Length { return item.width + samplePad + p.width(st, item.words) }
	// split returns the row of each entry when rows are at most that wide.
	split := func(width vg.Length) []int {
		rows := make([]int, len(items))
		x, row := vg.Length(0), 0
		for i, item := range items {
			if x > 0 && x+extent(item) > width {
				x, row = 0, row+1
			}
			rows[i] = row
			x += extent(item) + between
		}
		return rows
	}
	rows := split(p.wide())
	last := rows[len(rows)-1]
	for width := p.wide() - 1; width > 0; width-- {
		narrower := split(width)
		if narrower[len(narrower)-1] > last {
			break
		}
		rows = narrower
	}
	pitch := st.size * 1.7
	x := p.left
	for i, item := range items {
		if i > 0 && rows[i] != rows[i-1] {
			x = p.left
		}
		top := p.top - pitch*vg.Length(rows[i])
		middle := top - st.size*capHeight/2
		item.sample(vg.Rectangle{
			Min: vg.Point{X: x, Y: middle - st.size*0.42},
			Max: vg.Point{X: x + item.width, Y: middle + st.size*0.42},
		})
		p.text(st, x+item.width+samplePad, top-st.size*capHeight, 0, item.words)
		x += extent(item) + between
	}
	p.top -= pitch*vg.Length(last) + st.size + p.m.gap
}
