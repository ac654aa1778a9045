package plots

import "gonum.org/v1/plot/vg"

// scoreParts names the parts of the Brier score with the signs that make them
// add up to it.
func scoreParts() [4]string {
	return [...]string{"Brier score", "= miscalibration", "− discrimination", "+ uncertainty"}
}

func (pn ReliabilityPanel) scoreCells() [4]string {
	if pn.N == 0 {
		return [...]string{"n/a", "n/a", "n/a", "n/a"}
	}
	return [...]string{pn.brier().scores(), score(pn.Miscalibration), score(pn.Discrimination), score(pn.Uncertainty)}
}

// scores takes the room for the Brier scores, beside the panels on a wide page
// and beneath them elsewhere, and returns what writes them.
func (r Reliability) scores(p *page) func(*page) {
	if p.m.wide {
		return r.scoresBeside(p)
	}
	return r.scoresBeneath(p)
}

func (r Reliability) scoresBeneath(p *page) func(*page) {
	row := p.m.small * 1.35
	p.bottom += row * vg.Length(len(r.Panels)+1)
	top := p.bottom
	p.bottom += p.m.gap
	return func(p *page) {
		small, name := p.smallStyle(), p.nameStyle()
		right, step := p.right, vg.Length(0)
		// Columns are set from the right; what they leave is for the names.
		for column := 3; column >= 0; column-- {
			wide := p.width(small, scoreParts()[column])
			for _, pn := range r.Panels {
				wide = max(wide, p.width(small, pn.scoreCells()[column]))
			}
			right -= step
			y := top - small.size*capHeight
			p.text(small, right, y, 1, scoreParts()[column])
			for i, pn := range r.Panels {
				p.text(small, right, y-row*vg.Length(i+1), 1, pn.scoreCells()[column])
			}
			step = wide + p.m.gap*1.6
		}
		for i, pn := range r.Panels {
			y := top - small.size*capHeight - row*vg.Length(i+1)
			p.text(name, p.left, y, 0, p.oneLine(name, orElse(pn.Name, "unnamed"), right-step-p.left))
		}
	}
}

func (r Reliability) scoresBeside(p *page) func(*page) {
	label, strong := p.axisStyle(), p.strongStyle()
	names, cells := vg.Length(0), vg.Length(0)
	for i, part := range scoreParts() {
		names = max(names, p.width(label, part))
		for _, pn := range r.Panels {
			cells = max(cells, p.width(label, pn.scoreCells()[i]))
		}
	}
	width := names + p.m.gap + cells
	p.right -= width + p.m.gap*2.5
	return func(p *page) {
		left, top := p.right-width, p.top
		for _, pn := range r.Panels {
			title := p.wrap(strong, orElse(pn.Name, "unnamed"), width, 1)
			top = p.block(strong, left, top, 0, title) - p.m.gap*0.35
			for i, part := range scoreParts() {
				y := top - label.size*(capHeight+leading*vg.Length(i))
				p.text(label, left, y, 0, part)
				p.text(label, left+names+p.m.gap, y, 0, pn.scoreCells()[i])
			}
			top -= label.height(4) + p.m.gap*0.9
		}
	}
}
