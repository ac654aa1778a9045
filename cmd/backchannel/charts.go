package main

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"backchannel/plots"
)

// inOneChart is how many talks share a chart (modelling choice of the charts:
// four series are the most that can be told apart).
const inOneChart = 4

// picture is a chart and the name of its files, without extension.
type picture struct {
	kind  string // one of chartKinds
	name  string
	chart plots.Chart
}

// pictures makes the charts of a batch: survival and optimism for up to four
// talks at a time, outcomes for each talk.
func (d *drawing) pictures() []picture {
	var out []picture
	talks := make([]int, len(d.summary.Talks))
	for i := range talks {
		talks[i] = i
	}
	parts := slices.Collect(slices.Chunk(talks, inOneChart))
	for i, part := range parts {
		suffix := ""
		if len(parts) > 1 {
			suffix = fmt.Sprintf("-%d", i+1)
		}
		out = append(
			out,
			picture{"survival", "survival" + suffix, d.survival(part)},
			picture{"optimism", "optimism" + suffix, d.optimism(part)},
		)
	}
	taken := map[string]bool{}
	for _, t := range talks {
		name := "outcomes"
		if len(talks) > 1 {
			name += "-" + slug(d.talk(t))
			for taken[name] {
				name += "-"
			}
			taken[name] = true
		}
		out = append(out, picture{"outcomes", name, d.outcomes(t)})
	}
	return out
}

// slug makes a file name of a name: lower case, and anything that is neither a
// letter nor a digit becomes a hyphen.
func slug(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return '-'
	}, name)
}

func (d *drawing) talk(i int) string { return d.summary.Talks[i].Name }

// words are the texts of a chart; n counts what unit names.
func (d *drawing) words(title, subtitle, measure string, n int, unit string) plots.Words {
	return plots.Words{
		Title: title, Subtitle: subtitle,
		Caption: plots.Caption{
			Measure: measure, Source: "Backchannel simulation of " + d.summary.Scenario.Name + ", no forecast",
			N: n, Unit: unit, Seed: d.summary.Seed, Scenario: d.summary.Scenario.SHA256,
		},
	}
}

func (d *drawing) subtitle(what string) string {
	if d.summary.Scenario.Title != "" {
		return what + ". " + d.summary.Scenario.Title
	}
	return what + ". " + d.summary.Scenario.Name
}

// look is how charts are drawn.
type look struct {
	formats []plots.Format
	size    plots.Size
	theme   plots.Theme
}

// files draws a chart as run does: as a light slide in every format.
func (pic picture) files() (map[string][]byte, error) {
	return pic.drawn(look{formats: []plots.Format{plots.PNG, plots.SVG, plots.PDF}})
}

// drawn draws a chart in every format of the look; only what fails outright is
// an error.
func (pic picture) drawn(l look) (map[string][]byte, error) {
	out := map[string][]byte{}
	for _, f := range l.formats {
		var b bytes.Buffer
		err := plots.Render(&b, pic.chart, plots.Options{Format: f, Size: l.size, Theme: l.theme})
		if _, boxes := errors.AsType[*plots.MissingGlyphsError](err); err != nil && !boxes {
			return nil, fmt.Errorf("chart %s: %w", pic.name, err)
		}
		out[pic.name+"."+f.String()] = b.Bytes()
	}
	var b bytes.Buffer
	if err := plots.WriteCSV(&b, pic.chart); err != nil {
		return nil, fmt.Errorf("chart %s: %w", pic.name, err)
	}
	out[pic.name+".csv"] = b.Bytes()
	out[pic.name+".txt"] = []byte(pic.chart.Alt() + "\n")
	return out, nil
}
