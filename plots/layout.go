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
	if lines := p.sentences(sub, w.Subtitle, p.wide(), p.m.subtitleLines); len(lines) > 0 {
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

// note writes a sentence in the middle of an empty panel, on a patch of paper
// that keeps grid lines off it.
func (p *page) note(area vg.Rectangle, s string) {
	st := p.axisStyle()
	size := area.Size()
	lines := p.wrap(st, s, size.X*0.8, 3)
	mid := area.Min.Add(size.Scale(0.5))
	half := vg.Point{X: p.widest(st, lines)/2 + st.size/2, Y: st.height(len(lines))/2 + st.size/3}
	patch := vg.Rectangle{Min: mid.Sub(half), Max: mid.Add(half)}
	p.SetColor(p.colours.paper)
	p.Fill(patch.Path())
	p.block(st, mid.X, mid.Y+st.height(len(lines))/2, 0.5, lines)
}
