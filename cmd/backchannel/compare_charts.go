package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"backchannel/plots"
	"backchannel/sim"
	"backchannel/sim/study"
)

// comparisonDrawing is what the charts of a comparison are drawn from: no more
// than its folder holds.
type comparisonDrawing struct {
	found   *study.Comparison
	version string     // of the program that compared
	arms    []*drawing // in the order of found.Arms; of each its start, summary, lives and fan
}

// drawing is what a comparison just made is drawn from.
func (c *comparison) drawing() *comparisonDrawing {
	d := &comparisonDrawing{found: c.found, version: shortVersion(version(), commit())}
	for _, x := range c.arms {
		d.arms = append(d.arms, x.drawing)
	}
	return d
}

// comparisonKind is a kind of chart that a comparison is drawn as.
type comparisonKind struct {
	name string
	of   func(d *comparisonDrawing, arms []int, suffix string) []picture
}

// comparisonKinds are the kinds in the order in which a report tells them.
func comparisonKinds() []comparisonKind {
	return []comparisonKind{
		{"forest", (*comparisonDrawing).forests},
		{"dumbbell", (*comparisonDrawing).dumbbells},
		{"survival", (*comparisonDrawing).survivals},
		{"causes", (*comparisonDrawing).causes},
		{"optimism", (*comparisonDrawing).optimisms},
	}
}

// inOneComparison is how many scenarios share a chart beside the baseline: as
// many as four curves or fans allow.
const inOneComparison = 3

// asked makes the charts of the kinds asked for; nil: all.
func (d *comparisonDrawing) asked(kinds []string) ([]picture, error) {
	var out []picture
	for _, k := range comparisonKinds() {
		if kinds != nil && !slices.Contains(kinds, k.name) {
			continue
		}
		list := d.ofKind(k)
		if kinds != nil && len(list) == 0 {
			return nil, fmt.Errorf("no chart of kind %s: the scenarios share nothing that it could show", k.name)
		}
		out = append(out, list...)
	}
	for _, k := range kinds {
		if !slices.ContainsFunc(comparisonKinds(), func(x comparisonKind) bool { return x.name == k }) {
			return nil, fmt.Errorf("no chart of kind %s: a comparison has %s", k, strings.Join(comparisonKindWords(), ", "))
		}
	}
	return out, nil
}

func comparisonKindWords() []string {
	var names []string
	for _, k := range comparisonKinds() {
		names = append(names, k.name)
	}
	return names
}

// ofKind makes the charts of a kind. Many scenarios are spread over several, the
// baseline in each.
func (d *comparisonDrawing) ofKind(k comparisonKind) []picture {
	var others []int
	for i := range d.arms[1:] {
		others = append(others, i+1)
	}
	var out []picture
	for part := range slices.Chunk(others, inOneComparison) {
		suffix := ""
		if len(others) > inOneComparison {
			suffix = fmt.Sprintf("-arms-%d-to-%d", part[0]+1, part[len(part)-1]+1)
		}
		out = append(out, k.of(d, append([]int{0}, part...), suffix)...)
	}
	return out
}

// names are those of some arms.
func (d *comparisonDrawing) names(arms []int) []string {
	var list []string
	for _, i := range arms {
		list = append(list, d.found.Arms[i].Name)
	}
	return list
}

// words are the texts of a chart of some arms.
func (d *comparisonDrawing) words(arms []int, title, subtitle, measure string) plots.Words {
	return plots.Words{
		Title: title, Subtitle: subtitle,
		Caption: plots.Caption{
			Measure: measure, Source: "Backchannel simulation of " + listed(d.names(arms)) + ", no forecast",
			N: d.found.Runs, Unit: "runs of each, on the same luck", Seed: d.found.Seed, Version: d.version, Scenario: d.found.Arms[0].Scenario.SHA256,
		},
	}
}

// subtitle says what is held against what, and of which talk if there are
// several.
func (d *comparisonDrawing) subtitle(arms []int, talk string) string {
	text := "Against " + d.found.Arms[0].Name
	if len(arms) == 2 {
		text = d.found.InWords[arms[1]-1].Lead
	}
	if talk != "" && len(d.talks()) > 1 {
		text += ". Talk " + talk
	}
	return text
}

// talks are the talks that all arms have.
func (d *comparisonDrawing) talks() []string {
	var list []string
	for _, x := range d.found.Ends {
		if !slices.Contains(list, x.Talk) {
			list = append(list, x.Talk)
		}
	}
	return list
}

// row is the difference of an arm in a metric; nil: there is none.
func (d *comparisonDrawing) row(metric string, arm int) *study.Difference {
	for i := range d.found.Rows {
		if x := &d.found.Rows[i]; x.Metric == metric && x.Arm == d.found.Arms[arm].Name {
			return x
		}
	}
	return nil
}

// byTalk makes a chart of each talk, with its name in that of the file where
// there are several.
func (d *comparisonDrawing) byTalk(kind, suffix string, of func(talk string) plots.Chart) []picture {
	var out []picture
	for _, talk := range d.talks() {
		name := kind + suffix
		if len(d.talks()) > 1 {
			name = kind + "-" + slug(talk) + suffix
		}
		for slices.ContainsFunc(out, func(p picture) bool { return p.name == name }) {
			name += "-"
		}
		if c := of(talk); c != nil {
			out = append(out, picture{name, c})
		}
	}
	return out
}

// survivals draws the lives of first deals under each scenario in one panel.
func (d *comparisonDrawing) survivals(arms []int, suffix string) []picture {
	return d.byTalk("survival", suffix, func(talk string) plots.Chart {
		c := plots.Survival{}
		var none []string // arms that signed nothing, of which there is no curve
		for _, i := range arms {
			a := d.arms[i]
			if at := a.at(talk); a.lives[at].N() > 0 {
				c.Curves = append(c.Curves, survivalCurve(d.found.Arms[i].Name, a.lives[at]))
			} else {
				none = append(none, d.found.Arms[i].Name)
			}
		}
		if len(c.Curves) == 0 {
			return nil
		}
		title := d.survivalTitle(talk, arms)
		subtitle := d.subtitle(arms, talk)
		if len(none) > 0 {
			subtitle += ". No deal in " + listed(none)
		}
		c.Words = d.words(arms, title, subtitle, kaplanMeier)
		return c
	})
}

// at is the place of a talk in the summary of an arm.
func (d *drawing) at(talk string) int {
	return slices.IndexFunc(d.summary.Talks, func(s study.Section) bool { return s.Name == talk })
}

// causes draws what became of first deals within a year under each scenario.
func (d *comparisonDrawing) causes(arms []int, suffix string) []picture {
	return d.byTalk("causes", suffix, func(talk string) plots.Chart {
		c := plots.CauseShares{Arms: d.names(arms), XLabel: "Share of first deals"}
		watched := false
		for cause := range sim.NumCauses {
			row := plots.MetricRow{Name: endName("ended_" + cause.String() + "_365")}
			if cause == sim.Standing {
				row.Name = endName("standing_365")
			}
			none := true
			for _, i := range arms {
				e := d.ends(talk, i).Shares[cause].Share
				row.Values = append(row.Values, plots.Interval{Value: e.Value, Low: e.Low, High: e.High})
				watched = watched || e.N > 0
				none = none && !(e.Value > 0)
			}
			if !none || cause == sim.Standing {
				c.Causes = append(c.Causes, row)
			}
		}
		if !watched {
			return nil
		}
		c.Words = d.words(arms, d.causesTitle(talk, arms), d.subtitle(arms, talk),
			"What became of first deals within a year: shares with 95% Wilson intervals, of first deals signed at least 365 days before the horizon; causes that ended none are left out")
		return c
	})
}

func (d *comparisonDrawing) ends(talk string, arm int) *study.Ends {
	i := slices.IndexFunc(d.found.Ends, func(e study.Ends) bool { return e.Talk == talk && e.Arm == d.found.Arms[arm].Name })
	return &d.found.Ends[i]
}

// optimisms draws the announced optimism of each scenario, a panel each.
func (d *comparisonDrawing) optimisms(arms []int, suffix string) []picture {
	return d.byTalk("optimism", suffix, func(talk string) plots.Chart {
		c, dated := plots.Optimism{Probs: fanProbs()}, true
		for n, i := range arms {
			a := d.arms[i]
			pn := a.panel(a.at(talk), "")
			pn.Name = d.found.Arms[i].Name
			if a.summary.Runs != d.found.Runs {
				pn.Name += " (all " + plural(a.summary.Runs, "run") + ")"
			}
			c.Panels = append(c.Panels, pn)
			c.Horizon = max(c.Horizon, a.summary.HorizonDays)
			if c.Start = a.start; n > 0 && !a.start.Equal(d.arms[0].start) {
				dated = false
			}
		}
		if !dated { // they start on days of their own
			c.Start = time.Time{}
		}
		c.Words = d.words(arms, d.optimismTitle(talk, arms), d.subtitle(arms, talk),
			"Announced optimism, mean over the sides: quantiles over runs by day")
		c.Reading = d.tracedInWords(arms)
		return c
	})
}

// tracedInWords says which run lies on the fans.
func (d *comparisonDrawing) tracedInWords(arms []int) string {
	var runs []uint64
	for _, i := range arms {
		runs = append(runs, d.arms[i].traceRun)
	}
	if slices.Min(runs) == slices.Max(runs) {
		return fmt.Sprintf("The line on each fan is run %d, with the same luck", runs[0])
	}
	return "The line on each fan is one run, and not the same"
}

// clearRow is the difference of the only arm beside the baseline, if it is
// clear.
func (d *comparisonDrawing) clearRow(talk, key string, arms []int) *study.Difference {
	if len(arms) != 2 {
		return nil
	}
	for i := range d.found.Rows {
		x := &d.found.Rows[i]
		if x.Key() == key && x.Arm == d.found.Arms[arms[1]].Name && unquoted(x.Owner()) == talk && x.Clear(d.found.Level) {
			return x
		}
	}
	return nil
}

// unquoted is the name of a talk from that of its metric.
func unquoted(owner string) string { return strings.Trim(owner, `"`) }

// moreOrFewer is "25 more" or "25 fewer", of 100.
func moreOrFewer(x float64) string {
	text := fixed(math.Abs(100*x), 0)
	if text == "0" {
		text = "under 1"
	}
	if x > 0 {
		return text + " more"
	}
	return text + " fewer"
}

func (d *comparisonDrawing) survivalTitle(talk string, arms []int) string {
	const unclear = "How long first deals stood, by scenario"
	if x := d.clearRow(talk, "survival_365", arms); x != nil {
		return moreOrFewer(x.Difference.Value) + " of 100 first deals survived a year"
	}
	return unclear
}

func (d *comparisonDrawing) causesTitle(talk string, arms []int) string {
	if x := d.clearRow(talk, "standing_365", arms); x != nil {
		return moreOrFewer(x.Difference.Value) + " of 100 first deals stood a year"
	}
	return "What became of first deals within a year"
}

func (d *comparisonDrawing) optimismTitle(talk string, arms []int) string {
	x := d.clearRow(talk, "excess", arms)
	if x == nil || math.Abs(x.Difference.Value) < 0.005 {
		return "Announced optimism over time, by scenario"
	}
	return fmt.Sprintf("Optimism exceeded realism by %.2f %s", math.Abs(x.Difference.Value), pick(x.Difference.Value > 0, "more", "less"))
}

func pick(yes bool, a, b string) string {
	if yes {
		return a
	}
	return b
}

// inShortTitle says how many figures differ clearly.
func (d *comparisonDrawing) inShortTitle(arms []int) string {
	if len(arms) != 2 {
		return "What differs from " + cmp.Or(d.found.Arms[0].Name, "the baseline")
	}
	return capitalized(d.found.InWords[arms[1]-1].InShort)
}
