package main

import "backchannel/sim/study"

// inputsTable lists for a report what is not known, and what can be chosen.
func inputsTable(u *study.Unknown) reportTable {
	t := reportTable{Caption: "What is not known, and what can be chosen", Class: "stacked", Head: []string{"Entry", "Is", "What it means"}}
	add := func(title string, list []study.UnknownInput) {
		g := rowGroup{Title: title}
		for _, x := range list {
			path := cell{Text: x.Path}
			for _, same := range x.Follows {
				path.Lines = append(path.Lines, "the same: "+same)
			}
			is := cell{Text: x.Is}
			if x.Why != "" {
				is.Lines = []string{x.Why}
			}
			g.Rows = append(g.Rows, []cell{path, is, {Text: x.Meaning}})
		}
		if len(g.Rows) > 0 {
			t.Groups = append(t.Groups, g)
		}
	}
	add("Not known: drawn", u.Inputs)
	add("Levers: held at the middle", u.Levers)
	return t
}

// partsTable is the split of the variance for a report.
func partsTable(s *study.Summary) reportTable {
	t := reportTable{Caption: "What is not known, and what is chance", Class: "stacked", Head: []string{"Figure", "Between draws", "By chance", "Part not known"}}
	for _, of := range partsByTalk(s) {
		g := rowGroup{}
		if len(s.Talks) > 1 {
			g.Title = of.talk
		}
		for _, x := range of.parts {
			g.Rows = append(g.Rows, []cell{
				{Text: capital(x.Meaning)},
				deviationCell(x.Unknown, x.Unit),
				{Text: deviation(x.Chance, x.Unit, false)},
				rateCell(study.Measure{Unit: "share", Estimate: x.Share}, true),
			})
		}
		t.Groups = append(t.Groups, g)
	}
	return t
}

// unknownPart is the part of a report on what is not known; nil if all is.
func unknownPart(s *study.Summary) *reportPart {
	if s.Unknown == nil {
		return nil
	}
	p := &reportPart{ID: "unknown", Words: unknownInWords(s.Unknown)}
	if len(partsByTalk(s)) > 0 {
		p.Overview = append(p.Overview, partsTable(s))
	}
	p.Overview = append(p.Overview, inputsTable(s.Unknown))
	return p
}
