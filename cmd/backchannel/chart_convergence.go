package main

import (
	"backchannel/plots"
)

// convergenceCharts draws how the figure that a batch was looked at for settled
// as runs were added.
func (d *drawing) convergenceCharts() (list []picture, why string) {
	if len(d.looks) == 0 || d.summary.Precision == nil {
		return nil, "no figure was looked at while it was played; play it again with --until or --on"
	}
	return []picture{{"convergence", d.convergence()}}, ""
}

func (d *drawing) convergence() plots.Chart {
	p := d.summary.Precision
	c := plots.Convergence{Name: p.Meaning, Share: p.Unit == "share"}
	if p.Aim != nil {
		c.Target = *p.Aim
	}
	for i := range d.looks {
		r := &d.looks[i]
		c.Runs = append(c.Runs, int(r.Runs))
		c.Estimate, c.Low, c.High = append(c.Estimate, orNaN(r.Value)), append(c.Low, orNaN(r.Low)), append(c.High, orNaN(r.High))
	}
	c.Words = d.words(d.convergenceTitle(), d.subtitle("How "+p.Measure+" settled"),
		"Estimate at each look, with repeated confidence intervals that hold the truth together in 95% of batches (Pocock)",
		p.Estimate.N, "in the sample")
	return c
}

// convergenceTitle says whether the figure is known as closely as was asked
// for, or how closely it is known.
func (d *drawing) convergenceTitle() string {
	p := d.summary.Precision
	aim, half := 0.0, 0.0
	if p.Aim != nil {
		aim = *p.Aim
	}
	if p.HalfWidth == nil {
		return "Too few runs to tell how surely it is known"
	}
	half = *p.HalfWidth
	f := newPlusMinus(p.Unit, aim, half)
	unit := map[string]string{"share": " points", "days": " days"}[p.Unit]
	switch {
	case aim == 0:
		return "Known to " + f.half(half, true) + unit + " after " + plural(p.Runs, "run")
	case p.Met:
		return "Known to " + f.half(aim, true) + unit + ", as asked, after " + plural(p.Runs, "run")
	}
	return "Known to " + f.half(half, false) + unit + ", not yet " + f.half(aim, true)
}
