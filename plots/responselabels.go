package plots

import "gonum.org/v1/plot/vg"

// labels are the names of the lines of a lone panel, at their ends.
func (d *responseDrawing) labels(height vg.Length) *endLabels {
	for lines := 3; ; lines-- {
		out, total := d.labelsOf(lines)
		if lines == 1 || total <= height {
			return out
		}
	}
}

func (d *responseDrawing) labelsOf(lines int) (out *endLabels, total vg.Length) {
	p := d.p
	out = &endLabels{p: p, marked: true}
	if len(d.Lines) == 1 && clean(d.Lines[0]) == "" {
		return out, 0
	}
	lead := p.m.gap*1.1 + p.sampleWidth() + samplePad
	most := p.wide()*0.27 - lead
	for k, name := range d.Lines {
		l := endLabel{series: k, name: p.wrap(p.strongStyle(), orElse(name, "unnamed"), most, lines)}
		said := "no values"
		for j, v := range d.Panels[0].Values[k] {
			if finite(v.Value) {
				l.drawn, l.at = true, v.Value
				if said = d.Metric.told(v, d.places); j < len(d.Input.Levels)-1 {
					said += " at" + nbsp + d.Input.write(d.Input.Levels[j])
				}
			}
		}
		l.value = p.wrap(p.axisStyle(), said, most, 0)
		out.labels = append(out.labels, l)
		out.width = max(out.width, lead+max(p.widest(p.strongStyle(), l.name), p.widest(p.axisStyle(), l.value)))
		total += l.height(p) + out.gap()
	}
	return out, total
}
