package plots

import "gonum.org/v1/plot/vg"

// keyItem is one entry of a key: a sample drawn in the given box, and words.
type keyItem struct {
	words  string
	width  vg.Length // of the sample
	sample func(box vg.Rectangle)
}

// samplePad is the space between a sample and its words.
const samplePad = 6

// apart is the space between two entries of a key.
func (p *page) apart() vg.Length { return p.labelStyle().size * 1.8 }

// extent returns the width of an entry.
func (p *page) extent(item keyItem) vg.Length {
	return item.width + samplePad + p.width(p.labelStyle(), item.words)
}

// key draws the entries at the top of what is free, in rows of about the same
// length.
func (p *page) key(items []keyItem) {
	st := p.labelStyle()
	for i := range items {
		items[i].words = p.oneLine(st, items[i].words, p.wide()-items[i].width-samplePad)
	}
	rows := p.keyRows(items, p.wide())
	for width := p.wide() - 1; width > 0; width-- {
		narrower := p.keyRows(items, width)
		if len(narrower) > len(rows) {
			break
		}
		rows = narrower
	}
	pitch := st.size * 1.7
	for i, row := range rows {
		p.keyRow(row, p.left, p.top-pitch*vg.Length(i))
	}
	p.top -= p.keyHeight(len(rows))
}

// keyRows splits the entries into rows that are at most that wide.
func (p *page) keyRows(items []keyItem, width vg.Length) [][]keyItem {
	var rows [][]keyItem
	x := vg.Length(0)
	for _, item := range items {
		if len(rows) == 0 || x+p.extent(item) > width {
			rows, x = append(rows, nil), 0
		}
		last := len(rows) - 1
		rows[last] = append(rows[last], item)
		x += p.extent(item) + p.apart()
	}
	return rows
}

// keyRow draws entries beside one another, the first at x.
func (p *page) keyRow(items []keyItem, x, top vg.Length) {
	st := p.labelStyle()
	middle := top - st.size*capHeight/2
	for _, item := range items {
		item.sample(vg.Rectangle{
			Min: vg.Point{X: x, Y: middle - st.size*0.42},
			Max: vg.Point{X: x + item.width, Y: middle + st.size*0.42},
		})
		p.text(st, x+item.width+samplePad, top-st.size*capHeight, 0, item.words)
		x += p.extent(item) + p.apart()
	}
}

// keyAndAxis draws the key and the names of the axes: on one row, the key at
// the right, where both have room there, or else the key above.
func (p *page) keyAndAxis(items []keyItem, names string) {
	st := p.axisStyle()
	switch {
	case len(items) == 0:
	case p.keyFits(items, names):
		p.keyRow(items, p.right-p.keyWidth(items), p.top)
	default:
		p.key(items)
	}
	p.top = p.block(st, p.left, p.top, 0, []string{p.oneLine(st, names, p.wide())}) - p.m.gap
}

// keyFits says whether the key fits on one row with the names of the axes.
func (p *page) keyFits(items []keyItem, names string) bool {
	return p.width(p.axisStyle(), clean(names))+p.apart()*1.5+p.keyWidth(items) <= p.wide()
}

// keyWidth returns the width of the entries beside one another.
func (p *page) keyWidth(items []keyItem) vg.Length {
	width := -p.apart()
	for _, item := range items {
		width += p.extent(item) + p.apart()
	}
	return width
}

// keyHeight returns what key takes.
func (p *page) keyHeight(rows int) vg.Length {
	st := p.labelStyle()
	return st.size*1.7*vg.Length(rows-1) + st.size + p.m.gap
}

// keyAndAxisHeight returns what keyAndAxis takes.
func (p *page) keyAndAxisHeight(items []keyItem, names string) vg.Length {
	height := p.axisStyle().height(1) + p.m.gap
	if len(items) > 0 && !p.keyFits(items, names) {
		height += p.keyHeight(len(p.keyRows(items, p.wide())))
	}
	return height
}
