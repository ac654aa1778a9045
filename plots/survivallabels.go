package plots

import (
	"cmp"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// endLabels are the direct labels at the right of the curves: a sample of the
// line, the name, and the share at the end.
type endLabels struct {
	p      *page
	width  vg.Length // of the column, samples included
	marked bool      // the lines have marks
	labels []endLabel
}

type endLabel struct {
	series int
	drawn  bool    // there is a curve
	at     float64 // y value of its end
	name   []string
	value  []string
	middle vg.Length // where it is placed
}

// sampleWidth is the length of a line sample beside a label: the longest dashes
// are seen once whole.
func (p *page) sampleWidth() vg.Length { return p.m.line * 13 }

// labels measures the direct labels for a panel of the given height. The column
// never takes more than about a quarter of the page; names take as many lines,
// up to three, as leave every label room beside the panel.
func (s Survival) labels(p *page, horizon float64, height vg.Length) *endLabels {
	for lines := 3; ; lines-- {
		out, total := s.labelsOf(p, horizon, lines)
		if lines == 1 || total <= height {
			return out
		}
	}
}

// labelsOf measures the labels with names of at most that many lines, and
// returns the height that all need together.
func (s Survival) labelsOf(p *page, horizon float64, lines int) (out *endLabels, total vg.Length) {
	out = &endLabels{p: p}
	lead := p.m.gap*1.1 + p.sampleWidth() + samplePad
	most := p.wide()*0.27 - lead
	for i, c := range s.Curves {
		l := endLabel{series: i}
		value := "nothing observed"
		if day, share, low, high, ok := c.end(horizon); ok {
			l.drawn, l.at, value = true, share, strings.Join(ending(day, share, low, high), " ")
		}
		l.name = p.wrap(p.strongStyle(), orElse(c.Name, "unnamed"), most, lines)
		l.value = p.wrap(p.axisStyle(), value, most, 0)
		out.labels = append(out.labels, l)
		out.width = max(out.width, lead+max(p.widest(p.strongStyle(), l.name), p.widest(p.axisStyle(), l.value)))
		total += l.height(p) + out.gap()
	}
	return out, total
}

// ending says in three parts that are not to be broken what was left of a curve
// at its end: the share, its interval and the day.
func ending(day, share, low, high float64) []string {
	out := []string{percent(share)}
	if between := interval(low, high); between != "" {
		out = append(out, "("+unbreakable(between)+")")
	}
	return append(out, unbreakable("on day "+count(int(day))))
}

// unbreakable keeps a text on one line.
func unbreakable(s string) string { return strings.ReplaceAll(s, " ", nbsp) }

// gap is the least distance between two labels.
func (e *endLabels) gap() vg.Length { return e.p.m.gap * 0.6 }

func (l endLabel) height(p *page) vg.Length {
	return p.strongStyle().height(len(l.name) + len(l.value))
}

// draw places each label at the height of its curve's end, pushed apart where
// they would overlap, and draws them.
func (e *endLabels) draw(a *panel) {
	slices.SortStableFunc(e.labels, func(x, y endLabel) int { return cmp.Compare(y.at, x.at) })
	heights := make([]vg.Length, len(e.labels))
	middles := make([]vg.Length, len(e.labels))
	for i, l := range e.labels {
		// The first line of words stands level with the end of the curve.
		heights[i] = l.height(e.p)
		middles[i] = a.y(l.at) + e.p.m.label*capHeight/2 - heights[i]/2
	}
	// A label may stand out below the panel by its value, above by half a line.
	over := e.p.m.label * capHeight / 2
	spread(middles, heights, e.gap(), a.area.Min.Y-e.p.m.label*leading, a.area.Max.Y+over)
	for i, l := range e.labels {
		l.middle = middles[i]
		e.drawOne(a, l, heights[i])
	}
}

func (e *endLabels) drawOne(a *panel, l endLabel, height vg.Length) {
	p := e.p
	x := a.area.Max.X + p.m.gap*1.1
	top := l.middle + height/2
	line := top - p.m.label*capHeight/2
	if l.drawn {
		dc := draw.Canvas{Canvas: p.canvas, Rectangle: a.area}
		lead := draw.LineStyle{Color: p.colours.axis, Width: p.m.hairline}
		dc.StrokeLine2(lead, a.area.Max.X+2, a.y(l.at), x-2, line)
		dc.StrokeLine2(p.series(l.series), x, line, x+p.sampleWidth(), line)
		if e.marked {
			p.mark(p.arm(l.series), vg.Point{X: x + p.sampleWidth()/2, Y: line}, p.dotRadius(), false)
		}
	}
	x += p.sampleWidth() + samplePad
	p.block(p.strongStyle(), x, top, 0, l.name)
	p.block(p.axisStyle(), x, top-p.m.label*leading*vg.Length(len(l.name)), 0, l.value)
}

// spread moves the middles of boxes, given from the top down, as little as it
// can so that they keep a gap and stay between low and high. When they do not
// all fit they start at high and run below low.
func spread(middles, heights []vg.Length, gap, low, high vg.Length) {
	floor := low
	for i := len(middles) - 1; i >= 0; i-- {
		middles[i] = max(middles[i], floor+heights[i]/2)
		floor = middles[i] + heights[i]/2 + gap
	}
	ceiling := high
	for i := range middles {
		middles[i] = min(middles[i], ceiling-heights[i]/2)
		ceiling = middles[i] - heights[i]/2 - gap
	}
}
