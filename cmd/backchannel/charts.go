package main

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"backchannel/plots"
	"backchannel/sim/study"
)

// inOneChart is how many panels of optimism share a chart (modelling choice of
// the charts, as are the others of this kind: more cannot be read).
const inOneChart = 4

// picture is a chart and the name of its files, without extension.
type picture struct {
	name  string
	chart plots.Chart
}

// chartKind is a kind of chart that a batch is drawn as.
type chartKind struct {
	name string
	// of makes the charts of the kind. If the batch cannot feed any there are
	// none, and why says so, and what to do.
	of func(d *drawing) (list []picture, why string)
}

// chartKinds are the kinds in the order in which a report tells them.
func chartKinds() []chartKind {
	return []chartKind{
		{"outcomes", (*drawing).outcomesCharts},
		{"survival", (*drawing).survivalCharts},
		{"multiples", (*drawing).multiplesCharts},
		{"incidence", (*drawing).incidenceCharts},
		{"reliability", (*drawing).reliabilityCharts},
		{"optimism", (*drawing).optimismCharts},
		{"dots", (*drawing).dotsCharts},
		{"standing", (*drawing).standingCharts},
		{"reputation", (*drawing).reputationCharts},
		{"convergence", (*drawing).convergenceCharts},
	}
}

// pictures makes every chart that the batch can feed.
func (d *drawing) pictures() []picture {
	var out []picture
	for _, k := range chartKinds() {
		list, _ := k.of(d)
		out = append(out, list...)
	}
	return out
}

// byTalk makes a chart of each talk. Where there are several, the name of the
// talk is part of that of the files.
func (d *drawing) byTalk(kind string, of func(talk int) plots.Chart) []picture {
	var out []picture
	for talk, name := range d.fileNames(kind) {
		out = append(out, picture{name, of(talk)})
	}
	return out
}

// fileNames are the names of a kind's files by talk, each once.
func (d *drawing) fileNames(kind string) []string {
	if len(d.summary.Talks) == 1 {
		return []string{kind}
	}
	var names []string
	for t := range d.summary.Talks {
		name := kind + "-" + slug(d.talk(t))
		for slices.Contains(names, name) {
			name += "-"
		}
		names = append(names, name)
	}
	return names
}

// inParts spreads a list over as many charts as it takes; the names of their
// files are numbered where there are several.
func inParts[T any](kind string, list []T, most int, of func([]T) plots.Chart) []picture {
	var out []picture
	for part := range slices.Chunk(list, most) {
		name := kind
		if len(list) > most {
			name = fmt.Sprintf("%s-%d", kind, len(out)+1)
		}
		out = append(out, picture{name, of(part)})
	}
	return out
}

// slug makes a file name of a name: lower case, and anything that is neither a
// letter nor a digit becomes a hyphen. Scenarios keep names short enough.
func slug(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return '-'
	}, name)
}

func (d *drawing) talk(i int) string { return d.summary.Talks[i].Name }

// talks are the numbers of all talks.
func (d *drawing) talks() []int {
	list := make([]int, len(d.summary.Talks))
	for i := range list {
		list[i] = i
	}
	return list
}

// words are the texts of a chart; n counts what unit names in the plural.
func (d *drawing) words(title, subtitle, measure string, n int, unit string) plots.Words {
	if n == 1 {
		unit = strings.TrimSuffix(unit, "s")
	}
	return plots.Words{
		Title: title, Subtitle: subtitle,
		Caption: plots.Caption{
			Measure: measure + d.drawnText(), Source: "Backchannel simulation of " + d.summary.Scenario.Name + ", no forecast",
			N: n, Unit: unit, Seed: d.summary.Seed, Version: d.version, Scenario: d.summary.Scenario.SHA256,
		},
	}
}

// drawnText says in a caption on what draws the runs were, if anything was drawn.
func (d *drawing) drawnText() string {
	switch u := d.summary.Unknown; {
	case u == nil || u.Draws == 0:
		return ""
	case u.Repeats > 1:
		return fmt.Sprintf(". %s on each of %s of %s; limits are by draw", plural(u.Repeats, "run"), plural(u.Draws, "draw"), notKnownShort(u))
	default:
		return ". Each run has a draw of its own of " + notKnownShort(u)
	}
}

func notKnownShort(u *study.Unknown) string { return plural(len(u.Inputs), "uncertain input") }

func (d *drawing) subtitle(what string) string {
	if d.summary.Scenario.Title != "" {
		return what + ". " + d.summary.Scenario.Title
	}
	return what + ". " + d.summary.Scenario.Name
}

// ofTalk says what a chart shows, and of which talk if there are several.
func (d *drawing) ofTalk(what string, talk int) string {
	if len(d.summary.Talks) > 1 {
		what += ", talk " + d.talk(talk)
	}
	return d.subtitle(what)
}

// look is how charts are drawn.
type look struct {
	formats []plots.Format
	size    plots.Size
	theme   plots.Theme
}

// slides are how run draws: light, in every format.
func slides() look { return look{formats: []plots.Format{plots.PNG, plots.SVG, plots.PDF}} }

// drawn draws a chart in every format of the look, and tells the characters that
// it has boxes for, since no font has them.
func (pic picture) drawn(l look) (out map[string][]byte, boxes []rune, err error) {
	out = map[string][]byte{}
	for _, f := range l.formats {
		var b bytes.Buffer
		err := plots.Render(&b, pic.chart, plots.Options{Format: f, Size: l.size, Theme: l.theme})
		if missing, ok := errors.AsType[*plots.MissingGlyphsError](err); ok {
			boxes = missing.Runes // the same in every format
		} else if err != nil {
			return nil, nil, fmt.Errorf("chart %s: %w", pic.name, err)
		}
		out[pic.name+"."+f.String()] = b.Bytes()
	}
	var b bytes.Buffer
	if err := plots.WriteCSV(&b, pic.chart); err != nil {
		return nil, nil, fmt.Errorf("chart %s: %w", pic.name, err)
	}
	out[pic.name+".csv"] = b.Bytes()
	out[pic.name+".txt"] = []byte(pic.chart.Alt() + "\n")
	return out, boxes, nil
}
