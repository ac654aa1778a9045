package study

import (
	"math"

	"backchannel/sim"
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

// scorecard is what the measures of forecasts are read from: the forecasts,
// and their Brier score in parts, worked out once.
type scorecard struct {
	*stats.Forecasts
	corp  stats.Isotonic
	parts stats.BrierParts
}

func newScorecard(f *stats.Forecasts) *scorecard {
	return &scorecard{Forecasts: f, corp: f.Isotonic(), parts: f.MurphyBinned()}
}

// forecastMeasures lists what is said of announcements of one kind. The share
// that came true has the score interval, cut to the sample's worth, and all
// other intervals are by linearisation; both take the run for the unit. What
// describes the sample and is no estimate of more has no interval: the Brier
// score of the base rate, and the parts of the Brier score.
func forecastMeasures() []definition[scorecard] {
	of := func(estimate func(*stats.Forecasts, float64) stats.Estimate) func(*scorecard, float64) stats.Estimate {
		return func(s *scorecard, level float64) stats.Estimate { return estimate(s.Forecasts, level) }
	}
	part := func(value func(*scorecard) float64) func(*scorecard, float64) stats.Estimate {
		return func(s *scorecard, _ float64) stats.Estimate {
			return stats.Estimate{Value: value(s), Low: math.NaN(), High: math.NaN(), N: s.N()}
		}
	}
	return []definition[scorecard]{
		{"announced", "mean optimism announced", zeroToOne, announcements, of((*stats.Forecasts).MeanForecast)},
		{"realism", "mean realism at that moment", zeroToOne, announcements, of((*stats.Forecasts).MeanReference)},
		{"happened", "share of announcements that came true", aShare, announcements, of((*stats.Forecasts).Observed)},
		{"excess", "announced optimism above what came true", "-1 to 1", announcements, of((*stats.Forecasts).Bias)},
		{"brier", "Brier score of optimism: 0 is perfect", zeroToOne, announcements, of((*stats.Forecasts).Brier)},
		{"brier_realism", "Brier score of realism", zeroToOne, announcements, of((*stats.Forecasts).ReferenceBrier)},
		{"brier_base_rate", "Brier score of always announcing the share that came true", zeroToOne, announcements, part(func(s *scorecard) float64 { return s.corp.Uncertainty })},
		{"skill", "skill of optimism against always announcing the share that came true: 1 is perfect, 0 no better", upToOne, announcements, of((*stats.Forecasts).Skill)},
		{"skill_over_realism", "skill of optimism against announcing realism: below 0, worse", upToOne, announcements, of((*stats.Forecasts).ReferenceSkill)},
		{"miscalibration", "part of the Brier score that reading each announcement for what came of those like it would save (isotonic fit)", zeroToOne, announcements, part(func(s *scorecard) float64 { return s.corp.Miscalibration })},
		{"discrimination", "part of the Brier score that announcements so read would save over the share that came true (isotonic fit)", zeroToOne, announcements, part(func(s *scorecard) float64 { return s.corp.Discrimination })},
		{"uncertainty", "Brier score = miscalibration - discrimination + uncertainty", zeroToOne, announcements, part(func(s *scorecard) float64 { return s.corp.Uncertainty })},
		{"murphy_reliability", "mean squared distance of the ten bins' announcements from what came of them: 0 is perfect", zeroToOne, announcements, part(func(s *scorecard) float64 { return s.parts.Reliability })},
		{"murphy_resolution", "mean squared distance of what came of the ten bins from the share that came true: more is better", zeroToOne, announcements, part(func(s *scorecard) float64 { return s.parts.Resolution })},
		{"within_bin_variance", "variance of announcements within the ten bins", zeroToOne, announcements, part(func(s *scorecard) float64 { return s.parts.WithinVariance })},
		{"within_bin_covariance", "twice the covariance of announcements and what came of them within the ten bins", "-1 to 1", announcements, part(func(s *scorecard) float64 { return s.parts.WithinCovariance })},
	}
}

// summary lists the forecasts that were made, by talk, channel and target:
// all together, then by side, then by envoy.
func (f *forecaster) summary(m *sim.Model, level float64) []Forecast {
	s := m.Scenario()
	out := []Forecast{}
	add := func(x Forecast, by *scored) {
		if by.all != nil {
			x.Measures = measured(forecastMeasures(), newScorecard(by.all), level)
			out = append(out, x)
		}
	}
	for i := range f.talks {
		talk := &f.talks[i]
		for c := range numChannels {
			for t := range numTargets {
				x := Forecast{Talk: s.Talks[i].Name, Channel: c.String(), Target: t.String()}
				add(x, talk.of(everyone, c, t))
				for side, at := range m.TalkSides(i) {
					x.Side = s.Sides[at].Name
					add(x, talk.of(talk.side(side), c, t))
				}
				x.Side = ""
				for e := range s.Envoys {
					x.Envoy = personOf(&s.Envoys[e])
					add(x, talk.of(talk.envoy(e), c, t))
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
