package plots

import "gonum.org/v1/plot/vg"

// rowText is how the rows of a table with marks are written: a name at the left,
// numbers at the right, all of one size.
type rowText struct {
	textStyle
	pitch vg.Length // from row to row
}

// rowText finds the size of text and the pitch of n rows in the height that is
// free, of which each takes at most so many times the size of its text.
func (p *page) rowText(n float64, free vg.Length, most vg.Length) rowText {
	var r rowText
	for _, size := range []vg.Length{p.m.label, p.m.small} {
		r = rowText{textStyle{size: size, colour: p.colours.ink}, min(free/vg.Length(n), size*most)}
		if r.pitch >= size*1.25 {
			break
		}
	}
	return r
}

// roomy reports whether a row is high enough for its marks and words to be told
// from those of its neighbours.
func (r rowText) roomy() bool { return r.pitch >= r.size*0.96 }

func (r rowText) strong() textStyle {
	st := r.textStyle
	st.bold = true
	return st
}

// names returns the width that names take, at most so much.
func (r rowText) names(p *page, names []string, most vg.Length) vg.Length {
	var w vg.Length
	for _, name := range names {
		w = max(w, p.width(r.textStyle, orElse(clean(name), "unnamed")))
	}
	return min(w, most)
}

// base returns the baseline of text in the middle of a row.
func (r rowText) base(middle vg.Length) vg.Length { return middle - r.size*capHeight/2 }

// two reports whether a row has room for two lines.
func (r rowText) two() bool { return r.pitch >= r.height(2)*1.05 }

// fitted returns the text made smaller where some name is wider than its column
// and two lines of small words have room: they tell more than one that is cut.
func (r rowText) fitted(p *page, names []string, width vg.Length) rowText {
	small := r
	small.size = p.m.small
	for _, name := range names {
		if !r.two() && small.two() && p.width(r.textStyle, clean(name)) > width {
			return small
		}
	}
	return r
}

// shortened returns names cut so that they can still be told apart on one line,
// where there is no second.
func (r rowText) shortened(p *page, names []string, width vg.Length) []string {
	if r.two() {
		return names
	}
	return p.shorten(r.textStyle, names, width)
}

// name writes the name of a row, on two lines where it needs them and the row is
// that high.
func (r rowText) name(p *page, name string, x, middle, width vg.Length) {
	lines := 1
	if r.two() {
		lines = 2
	}
	words := p.balance(r.textStyle, orElse(clean(name), "unnamed"), width, lines)
	p.block(r.textStyle, x, r.middleTop(middle, len(words)), 0, words)
}
