package main

import (
	"slices"
	"strings"

	"backchannel/sim/study"
)

// place puts each chart into the part of the page that it belongs to.
func (p *reportPage) place(charts []reportChart, s *study.Summary) {
	ends := talkEndings(s.Talks)
	for _, c := range charts {
		switch talk := talkOf(c, ends); {
		case slices.Contains([]string{"standing", "reputation"}, c.kind):
			p.People.Charts = append(p.People.Charts, c)
		case c.kind == "convergence" && p.Precision != nil:
			p.Precision.Charts = append(p.Precision.Charts, c)
		case talk >= 0:
			p.Talks[talk].Charts = append(p.Talks[talk].Charts, c)
		default:
			p.Together.Charts = append(p.Together.Charts, c)
		}
	}
}

// talkEndings are how the names of files of one talk's charts end, by talk, as
// drawing.fileNames makes them: names that come to the same word are told
// apart by hyphens at their end.
func talkEndings(talks []study.Section) []string {
	var out []string
	for _, t := range talks {
		end := "-" + slug(t.Name)
		for slices.Contains(out, end) {
			end += "-"
		}
		out = append(out, end)
	}
	return out
}

// talkOf is the talk that a chart is of; -1 if it is of none or of several. Of
// several talks whose ending fits, the longest counts: a chart of south-ossetia
// is none of ossetia.
func talkOf(c reportChart, ends []string) int {
	if len(ends) == 1 {
		return 0
	}
	best := -1
	for i, end := range ends {
		if strings.HasSuffix(c.name, end) && (best < 0 || len(end) > len(ends[best])) {
			best = i
		}
	}
	return best
}

// people gathers what is said of envoys and sides.
func (p *reportPage) people(s *study.Summary) {
	p.People.ID = "people"
	if len(s.Envoys) > 0 {
		p.People.Overview = append(p.People.Overview, sideBySide("Envoys, held against each other", "Envoy", s.Envoys, []line{
			{"fell", "Fell from grace"}, {"standing", "Standing at the end"}, {"signed", "Deals signed"},
		}))
	}
	if len(s.Sides) > 0 {
		p.People.Overview = append(p.People.Overview, sideBySide("Sides, held against each other", "Side", s.Sides, []line{
			{"reliability", "Held reliable at the end"}, {"broken", "Deals it broke"}, {"honoured", "Deal-time honoured"},
		}))
	}
	for _, x := range s.Envoys {
		p.People.Tables = append(p.People.Tables, figureTable("Envoy: "+x.Name, x.Measures, p.Level))
	}
	for _, x := range s.Sides {
		p.People.Tables = append(p.People.Tables, figureTable("Side: "+x.Name, x.Measures, p.Level))
	}
}
