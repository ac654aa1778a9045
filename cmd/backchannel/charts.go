package main

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
	"unicode"

	"backchannel/plots"
	"backchannel/sim"
	"backchannel/sim/record"
	"backchannel/sim/stats"
	"backchannel/sim/study"
)

// inOneChart is how many talks share a chart (modelling choice of the charts:
// four series are the most that can be told apart).
const inOneChart = 4

// fanProbs are the quantiles of the fan chart and of the optimism table.
func fanProbs() []float64 {
	return []float64{0.05, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85, 0.95}
}

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

func (p *played) survival(talks []int) plots.Chart {
	c := plots.Survival{}
	n := 0
	for _, t := range talks {
		lives := p.result.Tally.FirstLives(t)
		n += lives.N()
		name := p.talk(t)
		if len(talks) == 1 {
			name = "first deals"
		}
		c.Curves = append(c.Curves, survivalCurve(name, lives))
	}
	what := "Share of first deals that still stood"
	if len(talks) > 1 {
		what = "Share of each talk's first deals that still stood"
	}
	c.Words = p.words(p.survivalTitle(talks), p.subtitle(what),
		"Kaplan–Meier estimate with pointwise 95% log-log bands; deals standing at the horizon are censored", n, "first deals")
	return c
}

// survivalCurve keeps the days on which something happened.
func survivalCurve(name string, lives *stats.Lives) plots.Curve {
	km := stats.KaplanMeier(lives, stats.Level95)
	c := plots.Curve{Name: name, N: lives.N()}
	for day := 0; day <= lives.Horizon(); day++ {
		ended := km.Ended(day) - km.Ended(day-1)
		censored := km.Censored(day) - km.Censored(day-1)
		if ended+censored == 0 {
			continue
		}
		e := km.At(day)
		c.Day = append(c.Day, float64(day))
		c.Survival, c.Low, c.High = append(c.Survival, e.Value), append(c.Low, e.Low), append(c.High, e.High)
		c.Ended, c.Censored = append(c.Ended, ended), append(c.Censored, censored)
	}
	return c
}

func (p *played) optimism(talks []int) plots.Chart {
	c := plots.Optimism{Probs: fanProbs(), Start: p.start, Horizon: p.model.Scenario().Clock.Horizon}
	if len(talks) == 1 {
		sides := p.model.TalkSides(talks[0])
		for s := range sides[:min(len(sides), inOneChart)] {
			c.Panels = append(c.Panels, p.panel(talks[0], s))
		}
	} else {
		for _, t := range talks {
			c.Panels = append(c.Panels, p.panel(t, -1))
		}
	}
	c.Words = p.words(p.optimismTitle(talks), p.subtitle("Announced optimism, all runs and one of them"),
		"Quantiles over runs by day", p.result.Runs, "runs")
	c.Reading = fmt.Sprintf("The line is run %d, the first of the batch, not a chosen one", p.traceRun)
	if p.traceRun != p.config.First {
		c.Reading = fmt.Sprintf("The line is run %d", p.traceRun)
	}
	return c
}

// panel is the fan of a side of a talk, or of the mean over its sides (-1),
// with the traced run on top.
func (p *played) panel(talk, side int) plots.OptimismPanel {
	fan := p.result.Optimism
	name, at := p.talk(talk), fan.Talk
	if side >= 0 {
		name = p.model.Scenario().Sides[p.model.TalkSides(talk)[side]].Name
		at = func(talk, day int) *stats.Histogram { return fan.Side(talk, side, day) }
	}
	out := plots.OptimismPanel{Name: name}
	quantiles := make([][]float64, len(fanProbs()))
	for i, prob := range fanProbs() {
		for day := range fan.Days() {
			quantiles[i] = append(quantiles[i], at(talk, day).Quantile(prob))
		}
	}
	out.Day, out.Quantiles = fan.Days(), quantiles
	p.traceOnto(&out, talk, side, name)
	return out
}

// traceOnto adds the traced run. Its days are the chart's, so the fan is
// carried from each day of its grid to the next.
func (p *played) traceOnto(out *plots.OptimismPanel, talk, side int, name string) {
	days := out.Day
	var all []float64
	byDay := map[float64]int{}
	var sum, count, truth []float64
	for i := range p.trace {
		r := &p.trace[i]
		if r.Talk != p.talk(talk) || side >= 0 && r.Side != name {
			continue
		}
		at, ok := byDay[r.Day]
		if !ok {
			at = len(all)
			byDay[r.Day] = at
			all, sum, count, truth = append(all, r.Day), append(sum, 0), append(count, 0), append(truth, r.Realism)
		}
		sum[at] += r.Optimism
		count[at]++
	}
	for i := range sum {
		out.Run = append(out.Run, sum[i]/count[i])
	}
	out.Realism = truth
	for i, column := range out.Quantiles {
		wide := make([]float64, len(all))
		next := 0
		for j, day := range all {
			for next < len(days)-1 && days[next] < day {
				next++
			}
			wide[j] = between2(days, column, next, day)
		}
		out.Quantiles[i] = wide
	}
	out.Day = all
	for i := range p.diary {
		e := &p.diary[i]
		switch {
		case e.Talk != p.talk(talk):
		case e.Kind == sim.Meeting.String():
			out.Meetings = append(out.Meetings, e.Day)
		case e.Kind == sim.Contact.String():
			out.Contacts = append(out.Contacts, e.Day)
		}
	}
}

// between2 is the column at a day, on the straight line between two days of
// the grid; before the first of them it is the first.
func between2(days, column []float64, next int, day float64) float64 {
	if next == 0 || day >= days[next] {
		return column[next]
	}
	share := (day - days[next-1]) / (days[next] - days[next-1])
	return column[next-1] + float64(share*(column[next]-column[next-1]))
}

func (p *played) outcomes(talk int) plots.Chart {
	list := p.summary.Talks[talk].Measures
	c := plots.Outcomes{}
	n := 0
	for _, key := range append([]string{"stood_365d"}, endKeys()...) {
		m, _ := list.Get(key)
		n = m.N
		if m.N == 0 {
			continue
		}
		c.Outcomes = append(c.Outcomes, plots.Outcome{
			Name: endName(key), Count: int(math.Round(m.Value * float64(m.N))),
			Share: m.Value, Low: m.Low, High: m.High,
		})
	}
	title, accent := outcomesTitle(list)
	for i := range c.Outcomes {
		c.Outcomes[i].Accent = c.Outcomes[i].Name == endName(accent)
	}
	what := "What became of first deals within a year"
	if len(p.summary.Talks) > 1 {
		what += ", talk " + p.talk(talk)
	}
	c.Words = p.words(title, p.subtitle(what),
		"Shares with 95% Wilson intervals, of first deals signed at least 365 days before the horizon", n, "first deals")
	c.XLabel = "Share of first deals"
	return c
}

func endKeys() []string {
	var keys []string
	for cause := sim.Misread; cause < sim.NumCauses; cause++ {
		keys = append(keys, "ended_"+cause.String()+"_365d")
	}
	return keys
}

// endName is a bar's name for a measure's key.
func endName(key string) string {
	if key == "stood_365d" {
		return "Still stood after a year"
	}
	for cause := sim.Misread; cause < sim.NumCauses; cause++ {
		if key == "ended_"+cause.String()+"_365d" {
			text := []rune(study.EndOf(cause))
			return string(unicode.ToUpper(text[0])) + string(text[1:])
		}
	}
	return ""
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

// optimismRows are the fan as a table.
func (p *played) optimismRows() []record.OptimismRow {
	fan, s := p.result.Optimism, p.model.Scenario()
	var rows []record.OptimismRow
	row := func(talk, day int, side string, h *stats.Histogram) {
		r := record.OptimismRow{
			Talk: s.Talks[talk].Name, Side: side, Day: fan.Days()[day], N: int64(h.N()), Mean: h.Mean(),
			Realism: new(fan.Realism(talk, day, stats.Level95).Value), Levels: fanProbs(),
		}
		for _, prob := range fanProbs() {
			r.Quantiles = append(r.Quantiles, h.Quantile(prob))
		}
		rows = append(rows, r)
	}
	for talk := range s.Talks {
		for day := range fan.Days() {
			for i, side := range p.model.TalkSides(talk) {
				row(talk, day, s.Sides[side].Name, fan.Side(talk, i, day))
			}
			row(talk, day, "", fan.Talk(talk, day))
		}
	}
	return rows
}

// startOf reads the date of day 0; the zero time if the scenario has none.
func startOf(date string) time.Time {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return time.Time{}
	}
	return t
}
