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
	p.top -= pitch*vg.Length(len(rows)-1) + st.size + p.m.gap
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
	width := -p.apart()
	for _, item := range items {
		width += p.extent(item) + p.apart()
	}
	names = p.oneLine(st, names, p.wide())
	if len(items) > 0 {
		if p.width(st, names)+p.apart()*1.5+width <= p.wide() {
			p.keyRow(items, p.right-width, p.top)
		} else {
			p.key(items)
		}
	}
	p.top = p.block(st, p.left, p.top, 0, []string{names}) - p.m.gap
}
