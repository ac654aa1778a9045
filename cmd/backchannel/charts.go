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
	name  string
	chart plots.Chart
}

// pictures makes the charts of a batch: survival and optimism for up to four
// talks at a time, outcomes for each talk.
func (p *played) pictures() []picture {
	var out []picture
	talks := make([]int, len(p.model.Scenario().Talks))
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
			picture{"survival" + suffix, p.survival(part)},
			picture{"optimism" + suffix, p.optimism(part)},
		)
	}
	taken := map[string]bool{}
	for _, t := range talks {
		name := "outcomes"
		if len(talks) > 1 {
			name += "-" + slug(p.talk(t))
			for taken[name] {
				name += "-"
			}
			taken[name] = true
		}
		out = append(out, picture{name, p.outcomes(t)})
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

func (p *played) talk(i int) string { return p.model.Scenario().Talks[i].Name }

// words are the texts of a chart; n counts what unit names.
func (p *played) words(title, subtitle, measure string, n int, unit string) plots.Words {
	return plots.Words{
		Title: title, Subtitle: subtitle,
		Caption: plots.Caption{
			Measure: measure, Source: "Backchannel simulation of " + p.what.Name + ", no forecast",
			N: n, Unit: unit, Seed: p.config.Seed, Scenario: p.what.SHA256,
		},
	}
}

func (p *played) subtitle(what string) string {
	if p.what.Title != "" {
		return what + ". " + p.what.Title
	}
	return what + ". " + p.what.Name
}

// files draws a chart in every format; only what fails outright is an error.
func (pic picture) files() (map[string][]byte, error) {
	out := map[string][]byte{}
	for _, f := range []plots.Format{plots.PNG, plots.SVG, plots.PDF} {
		var b bytes.Buffer
		err := plots.Render(&b, pic.chart, plots.Options{Format: f})
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
