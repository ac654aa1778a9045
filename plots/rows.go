package plots

import (
	"math"

	"gonum.org/v1/plot/vg"
)

// rows is a chart of estimates in rows, after Cleveland (1984): the name of each
// metric at the left, on its lines one shape for each arm upon its interval, the
// numbers at the right. Metrics of one unit stand together above an axis of
// their own.
type rows struct {
	p      *page
	groups []rowGroup
	arms   []string // of the lines of a block; none are named when there is one
	first  int      // looks of the first arm: -1 when it is the baseline
	zero   bool     // the axes share the place of 0
	tie    bool     // each shape is tied to that of the first arm

	// What follows is found by layout.
	compact bool      // lines are too near one another for words
	stacked bool      // the name of a metric stands above its lines
	text    textStyle // of names and numbers
	pitch   vg.Length // from line to line
	names   vg.Length // width of the column of metrics
	sides   vg.Length // width of the column of arms
	short   []string  // names of the arms that fit there
	values  [3]vg.Length
	plot    [2]vg.Length // left and right edge of the data
	split   float64      // where 0 stands, as a share of the width
}

// rowGroup is what stands above one axis.
type rowGroup struct {
	axis      string
	low, high float64 // of what is to be seen
	bounded   bool    // shares: the axis never leaves 0 to 1
	write     func(x float64, step float64) string
	blocks    []rowBlock
}

// rowBlock is one metric.
type rowBlock struct {
	name  string
	lines []rowLine
}

// rowLine is one arm of one metric.
type rowLine struct {
	Interval
	hollow bool
	words  [3]string // at the right: a sign, the value, its interval
}

// spaces, in units of the pitch or of the page.
const (
	betweenBlocks = 0.4  // pitches
	leastPitch    = 1.12 // font sizes
	mostPitch     = 2.1  // font sizes, where a metric has several lines
	lonePitch     = 3.6  // where it has one
	closePitch    = 0.85 // of each line, where lines have no words
)

func (r *rows) axisHeight() vg.Length { return r.p.m.gap*0.8 + r.p.axisStyle().height(1) }

func (r *rows) betweenGroups() vg.Length { return r.p.m.gap * 0.7 }

// many says whether a metric has several lines.
func (r *rows) many() bool { return len(r.arms) > 1 }

// units returns the height of all blocks in pitches, the gaps between included.
func (r *rows) units() float64 {
	n := 0.0
	for _, g := range r.groups {
		for _, b := range g.blocks {
			lines := len(b.lines)
			if r.stacked {
				lines++
			}
			n += float64(lines)
			if r.many() {
				n += betweenBlocks
			}
		}
	}
	return n
}

// layout finds a form in which all rows have room: with words on every line, in
// smaller words, or with the shapes of a metric close together.
func (r *rows) layout() {
	p := r.p
	free := p.top - p.bottom - r.axisHeight()*vg.Length(len(r.groups)) - r.betweenGroups()*vg.Length(len(r.groups)-1)
	r.compact, r.stacked = false, r.many() && !p.m.wide
	for _, size := range []vg.Length{p.m.label, p.m.small} {
		r.text = textStyle{size: size, colour: p.colours.ink}
		r.pitch = free / vg.Length(r.units())
		if r.pitch >= r.text.size*leastPitch {
			break
		}
	}
	most := vg.Length(lonePitch)
	if r.many() {
		most = mostPitch
	}
	r.pitch = min(r.pitch, r.text.size*most)
	if r.pitch < r.text.size*leastPitch {
		r.compact, r.stacked = true, false
		blocks := 0
		for _, g := range r.groups {
			blocks += len(g.blocks)
		}
		r.pitch = min(free/vg.Length(blocks), p.m.label*closePitch*vg.Length(len(r.arms)+1))
		if r.pitch >= p.m.label*mostPitch {
			r.text.size = p.m.label
		}
	}
	r.columns()
}

// blockHeight returns the height of a block, the gap beneath it included.
func (r *rows) blockHeight(b rowBlock) vg.Length {
	if r.compact {
		return r.pitch
	}
	n := float64(len(b.lines))
	if r.stacked {
		n++
	}
	if r.many() {
		n += betweenBlocks
	}
	return r.pitch * vg.Length(n)
}

// line returns how far beneath the top of its block line i of n stands.
func (r *rows) line(i, n int) vg.Length {
	if r.compact {
		return r.pitch * vg.Length(0.15+0.7*(float64(i)+0.5)/float64(n))
	}
	at := float64(i) + 0.5
	if r.stacked {
		at++
	}
	return r.pitch * vg.Length(at)
}

// columns finds the columns of words and, between them, the room for the data.
func (r *rows) columns() {
	p := r.p
	strong, name := r.text, r.text
	strong.bold, name.bold = true, r.many()
	r.names, r.sides, r.values = 0, 0, [3]vg.Length{}
	for _, g := range r.groups {
		r.names = max(r.names, p.width(p.axisStyle(), g.axis)+p.m.gap)
		for _, b := range g.blocks {
			if !r.stacked {
				r.names = max(r.names, p.width(name, orElse(b.name, "unnamed"))+p.m.gap*0.5)
			}
			for _, l := range b.lines {
				for i, words := range l.words {
					r.values[i] = max(r.values[i], p.width(strong, words))
				}
			}
		}
	}
	most := 0.3
	if r.many() && !r.compact {
		most = 0.22
		r.short = p.shorten(r.text, r.arms, p.wide()*0.22-p.m.gap)
		r.sides = p.widest(r.text, r.short) + p.m.gap
	}
	if r.stacked { // the axis is named beside it, where the arms are named
		r.names = min(max(0, r.names-r.sides), p.wide()*0.12)
	}
	r.names = min(r.names, p.wide()*vg.Length(most))
	if r.compact {
		r.values = [3]vg.Length{}
	}
	right := p.right
	for i, w := range r.values {
		if w > 0 {
			right -= w + p.m.gap*[...]vg.Length{0.5, 0.7, 0}[i]
		}
	}
	half := p.width(p.axisStyle(), "100%") / 2
	r.plot = [2]vg.Length{p.left + r.names + r.sides + p.m.gap, right - max(half, p.m.gap*1.2)}
}

// splitZero places 0 where the axes lose least by sharing it: at the mean of
// where each would have it, but never at an edge.
func (r *rows) splitZero() {
	sum, n := 0.0, 0.0
	for _, g := range r.groups {
		if g.high > g.low {
			sum, n = sum-g.low/(g.high-g.low), n+1
		}
	}
	r.split = 0.5
	if n > 0 {
		r.split = min(0.85, max(0.15, sum/n))
	}
}

// scale returns the axis of a group and the places of its ticks, as many as its
// labels leave room for.
func (r *rows) scale(g rowGroup) (low, high, step float64, at []float64) {
	width := r.plot[1] - r.plot[0]
	for n := 5; ; n-- {
		low, high, step, at = r.scaleOf(g, n)
		var widest vg.Length
		for _, v := range at {
			widest = max(widest, r.p.width(r.p.axisStyle(), g.write(v, step)))
		}
		if n == 1 || widest*1.5*vg.Length((high-low)/step) <= width {
			return low, high, step, at
		}
	}
}

// scaleOf returns the axis with about n steps.
func (r *rows) scaleOf(g rowGroup, n int) (low, high, step float64, at []float64) {
	if !r.zero {
		s := newScale(g.low, g.high, n)
		if g.bounded {
			s.low, s.high = max(0, s.low), min(1, s.high)
		}
		return s.low, s.high, s.step, s.at()
	}
	const margin = 1.04
	length := max(-g.low/r.split, g.high/(1-r.split)) * margin
	if !(length > 0) {
		length = 1
	}
	low, high = -length*r.split, length*(1-r.split)
	step = niceStep(high-low, n)
	for k := math.Ceil(low / step); k*step <= high; k++ {
		at = append(at, k*step)
	}
	return low, high, step, at
}
