package study

import (
	"iter"
	"math"

	"backchannel/sim"
	"backchannel/sim/record"
	"backchannel/sim/stats"
)

// Forecast scores what was announced on one kind of occasion against one
// target. Side and Envoy are empty where all are taken together.
type Forecast struct {
	Talk     string   `json:"talk"`
	Channel  string   `json:"channel"` // "after envoy meetings", "after professional contacts", "at signature"
	Target   string   `json:"target"`  // "a deal stands 365 days later"
	Side     string   `json:"side,omitempty"`
	Envoy    string   `json:"envoy,omitempty"`
	Measures Measures `json:"measures"`
}

// announcements is the sample of all measures of forecasts.
const announcements = "announcements by a side; intervals by run"

func forecastMeasures() []definition[scores] {
	by := func(of func(*scores) *clustered) func(*scores, float64) stats.Estimate {
		return func(s *scores, level float64) stats.Estimate { return of(s).ratio(level) }
	}
	return []definition[scores]{
		{"announced", "mean optimism announced", zeroToOne, announcements, by(func(s *scores) *clustered { return &s.announced })},
		{"realism", "mean realism at that moment", zeroToOne, announcements, by(func(s *scores) *clustered { return &s.realism })},
		{"happened", "share of announcements that came true", aShare, announcements, by(func(s *scores) *clustered { return &s.happened })},
		{"excess", "announced optimism above what came true", "-1 to 1", announcements, by(func(s *scores) *clustered { return &s.excess })},
		{"brier", "Brier score of optimism: 0 is perfect", zeroToOne, announcements, by(func(s *scores) *clustered { return &s.brier })},
		{"brier_realism", "Brier score of realism", zeroToOne, announcements, by(func(s *scores) *clustered { return &s.informed })},
		{"brier_base_rate", "Brier score of always announcing the share that came true", zeroToOne, announcements, baseRate},
	}
}

// baseRate is the Brier score of the share that came true, p(1-p), without
// limits: it is what the others are held against.
func baseRate(s *scores, level float64) stats.Estimate {
	p := s.happened.ratio(level)
	return stats.Estimate{Value: p.Value * (1 - p.Value), Low: math.NaN(), High: math.NaN(), N: p.N}
}

// summary lists the forecasts that were made, by talk, channel and target:
// all together, then by side, then by envoy.
func (f *forecaster) summary(m *sim.Model, level float64) []Forecast {
	s := m.Scenario()
	out := []Forecast{}
	add := func(x Forecast, c *scores) {
		if c.happened.n.n > 0 {
			x.Measures = measured(forecastMeasures(), c, level)
			out = append(out, x)
		}
	}
	for i := range f.talks {
		talk := &f.talks[i]
		for c := range numChannels {
			for t := range numTargets {
				x := Forecast{Talk: s.Talks[i].Name, Channel: c.String(), Target: t.String()}
				add(x, &talk.all[c][t])
				for side, at := range m.TalkSides(i) {
					x.Side = s.Sides[at].Name
					add(x, &talk.sides[side][c][t])
				}
				x.Side = ""
				for e := range talk.envoys {
					if x.Envoy = personOf(&s.Envoys[e]); c == afterMeetings {
						add(x, &talk.envoys[e][t])
					}
				}
			}
		}
	}
	return out
}

func personOf(e *sim.Envoy) string {
	if e.Person != "" {
		return e.Person
	}
	return e.Name
}

// Forecasts returns the rows of a reliability diagram for every talk, channel
// and target: announcements in ten bins of equal width, and what came of them.
// Bins without any are left out.
func (t *Tally) Forecasts(level float64) iter.Seq[record.ForecastRow] {
	return func(yield func(record.ForecastRow) bool) {
		for i := range t.told.talks {
			for c := range numChannels {
				for g := range numTargets {
					row := record.ForecastRow{Talk: t.model.Scenario().Talks[i].Name, Channel: c.String(), Target: g.String()}
					for b := range forecastBins {
						if x := &t.told.talks[i].bins[c][g][b]; x.happened.n.n > 0 && !yield(x.row(row, b, level)) {
							return
						}
					}
				}
			}
		}
	}
}

func (x *bin) row(row record.ForecastRow, b int, level float64) record.ForecastRow {
	happened := possible(x.happened.ratio(level), aShare)
	row.From, row.To = float64(b)/forecastBins, float64(b+1)/forecastBins
	row.N, row.Runs = int64(happened.N), int64(x.happened.n.n)
	row.Announced = x.announced.ratio(level).Value
	row.Happened = happened.Value
	if !math.IsNaN(happened.Low) {
		row.Low, row.High = &happened.Low, &happened.High
	}
	return row
}
