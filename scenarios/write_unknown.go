package scenarios

import (
	"fmt"
	"math"
	"strings"

	"backchannel/sim"
	"backchannel/sim/uncertain"
)

// number writes a number as a file has it: what it is, how it is distributed or
// what it is the same as; "" if it is not given.
func (w *writer) number(v float64, unit sim.Unit, path string) string {
	if leader := w.ties[path]; leader != "" {
		return fmt.Sprintf("{ same_as = %s }", quote(leader))
	}
	switch in := w.inputs[path]; {
	case in != nil:
		return spreadOf(in)
	case math.IsNaN(v):
		return ""
	}
	return formatUnit(v, unit)
}

// spreadOf writes the table that stands in the place of a number.
func spreadOf(in *Input) string {
	d, bare := in.Dist, sim.Number
	list := func(values []float64) string {
		parts := make([]string, len(values))
		for i, v := range values {
			unit := bare
			if d.Kind.HasUnit(i) {
				unit = sim.Unit(in.Unit)
			}
			parts[i] = formatUnit(v, unit)
		}
		return bracket(parts)
	}
	parts := []string{string(d.Kind) + " = " + list(d.Args)}
	if d.Weights != nil {
		weights := make([]string, len(d.Weights))
		for i, x := range d.Weights {
			weights[i] = formatNumber(x)
		}
		parts = append(parts, "weights = "+bracket(weights))
	}
	if in.Role == Lever {
		parts = append(parts, "role = "+quote(string(Lever)))
	}
	if in.Why != "" {
		parts = append(parts, "why = "+quote(in.Why))
	}
	return "{ " + strings.Join(parts, ", ") + " }"
}

// unknown says for reading how a number is distributed or what it is the same
// as; "" if the scenario is sure of it.
func (w *writer) unknown(path string) string {
	if leader := w.ties[path]; leader != "" {
		return "the same as " + leader
	}
	if in := w.inputs[path]; in != nil {
		return in.Words()
	}
	return ""
}

// Words says for reading how the input is distributed, with units: "uniform
// 14d to 60d".
func (in *Input) Words() string {
	text := in.Dist.Words(func(v float64) string { return plain(v, sim.Unit(in.Unit)) })
	if in.Dist.Kind == uncertain.Beta {
		text += " on " + plain(in.Dist.Low, sim.Unit(in.Unit)) + " to " + plain(in.Dist.High, sim.Unit(in.Unit))
	}
	if in.Role == Lever {
		text += ", a lever"
	}
	return text
}

// correlation writes a table [[correlate]].
func (w *writer) correlation(c Correlation) {
	w.line("\n[[correlate]]\nbetween = [%s, %s]\nrho = %s", quote(c.Between[0]), quote(c.Between[1]), formatNumber(c.Rho))
	if c.Why != "" {
		w.line("why = %s", quote(c.Why))
	}
}

// sweep writes table [sweep].
func (w *writer) sweep(p *SweepPlan) {
	w.line("\n[sweep]")
	if p.Design != "" {
		w.line("design = %s", quote(p.Design))
	}
	if p.Points > 0 {
		w.line("points = %d", p.Points)
	}
	if p.Runs > 0 {
		w.line("runs = %d", p.Runs)
	}
	for _, list := range []struct {
		key   string
		words []string
	}{{"metric", p.Metrics}, {"vary", p.Vary}} {
		if len(list.words) > 0 {
			parts := make([]string, len(list.words))
			for i, s := range list.words {
				parts[i] = quote(s)
			}
			w.line("%s = %s", list.key, bracket(parts))
		}
	}
}

// newWriter notes what the scenario does not know.
func newWriter(s *Scenario) *writer {
	w := &writer{s: s}
	for i := range s.Inputs {
		if w.inputs == nil {
			w.inputs = make(map[string]*Input, len(s.Inputs))
		}
		w.inputs[s.Inputs[i].Path] = &s.Inputs[i]
	}
	for _, t := range s.ties {
		if w.ties == nil {
			w.ties = make(map[string]string, len(s.ties))
		}
		w.ties[t.follower] = t.leader
	}
	return w
}
