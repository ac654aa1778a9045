package study

import (
	"math"
	"testing"

	"backchannel/sim"
	"backchannel/sim/stats"
)

// told is a run of one talk with two sides: a deal from day 100 to 400.
func told() *sim.Outcome {
	return &sim.Outcome{
		Talks:  make([]sim.TalkOutcome, 1),
		Envoys: []sim.EnvoyOutcome{{Person: 0}, {Person: 1}, {Person: -1, Generation: 1}},
		Deals: []sim.DealOutcome{{
			Day: 100, End: 400, Cause: sim.Misread, Realism: 0.5, Optimism: []float64{0.9, 0.7},
		}},
		Readouts: []sim.Readout{
			{Day: 5, Side: 0, After: sim.Meeting, Speaker: 0, Optimism: 0.8, Realism: 0.1},    // not signed by 95; standing on 185 and 370
			{Day: 20, Side: 1, After: sim.Meeting, Speaker: 2, Optimism: 0.6, Realism: 0.1},   // signed by 110
			{Day: 150, Side: 0, After: sim.Contact, Speaker: -1, Optimism: 0.3, Realism: 0.4}, // a deal stands; on 330 too, on 515 not
			{Day: 900, Side: 1, After: sim.Contact, Speaker: -1, Optimism: 0.2, Realism: 0.0}, // 990 is within the horizon, the rest is not
		},
	}
}

// TestForecastsAreScoredByHand holds every rule of scoring to a run small
// enough to follow.
func TestForecastsAreScoredByHand(t *testing.T) {
	f := forecaster{talks: []forecasts{newForecasts(2, 2)}, deals: make([][]*sim.DealOutcome, 1), horizon: 1000}
	f.add(told())
	type want struct {
		n               int
		happened, brier float64
	}
	sq := func(x float64) float64 { return x * x }
	for c, targets := range map[channel]map[target]want{
		afterMeetings: {
			signedSoon: {2, 0.5, (sq(0.8) + sq(0.6-1)) / 2},
			standsHalf: {2, 1, (sq(0.8-1) + sq(0.6-1)) / 2},
			standsYear: {2, 1, (sq(0.8-1) + sq(0.6-1)) / 2},
		},
		afterContacts: {
			signedSoon: {1, 0, sq(0.2)},
			standsHalf: {1, 1, sq(0.3 - 1)},
			standsYear: {1, 0, sq(0.3)},
		},
		atSignature: {
			signedSoon: {},
			standsHalf: {2, 1, (sq(0.9-1) + sq(0.7-1)) / 2},
			standsYear: {2, 0, (sq(0.9) + sq(0.7)) / 2},
		},
	} {
		for g, w := range targets {
			if w.n == 0 {
				if f.talks[0].of(everyone, c, g).all != nil {
					t.Errorf("%s, %s: something was scored", c, g)
				}
				continue
			}
			s := f.talks[0].of(everyone, c, g).all
			happened, brier := s.Observed(0.95), s.Brier(0.95)
			if happened.N != w.n || math.Abs(happened.Value-w.happened) > 1e-12 || math.Abs(brier.Value-w.brier) > 1e-12 {
				t.Errorf("%s, %s: n %d, happened %v, Brier %v; want %+v", c, g, happened.N, happened.Value, brier.Value, w)
			}
		}
	}
	talk := &f.talks[0]
	if n := talk.of(talk.envoy(0), afterMeetings, standsHalf).all.N(); n != 1 {
		t.Errorf("the first envoy's announcements number %d, want 1", n)
	}
	if talk.of(talk.envoy(1), afterMeetings, standsHalf).all != nil {
		t.Errorf("a newcomer's announcement counts as his predecessor's")
	}
	if n := talk.of(talk.side(1), afterMeetings, standsHalf).all.N(); n != 1 {
		t.Errorf("the second side's announcements number %d, want 1", n)
	}
	bins := talk.of(everyone, afterMeetings, standsHalf).all.Reliability(0.95)
	if len(bins) != 2 || bins[1].From != 0.8 || bins[1].Observed.N != 1 {
		t.Errorf("bins %+v, want one announcement from 0.6 and one from 0.8", bins)
	}
	realism := talk.of(everyone, atSignature, standsYear).all.MeanReference(0.95)
	if realism.Value != 0.5 {
		t.Errorf("mean realism at signature %v, want 0.5", realism.Value)
	}
}

// TestOptimismAfterMeetingsOverstates holds the finding of the built-in
// scenario: after envoy meetings the optimism announced lies above the share of
// talks in which a deal is signed within 90 days, stands half a year and stands
// a year later, and is a worse forecast than that share would be; after
// professional contacts it overstates none of them. Where meetings lift no
// optimism, the same test does not find it. False alarms: limits of 99.9 %
// intervals, by run; the nearest figure lies six standard errors from its bound.
func TestOptimismAfterMeetingsOverstates(t *testing.T) {
	long(t)
	for target := range numTargets {
		meetings, contacts := announced(t, hybrid, target)
		logForecasts(t, target, afterMeetings, meetings)
		logForecasts(t, target, afterContacts, contacts)
		if !overstates(meetings) || meetings.Skill(0.999).High >= 0 {
			t.Errorf("that %s: optimism after envoy meetings is not shown to overstate it, with less skill than the base rate", target)
		}
		if overstates(contacts) {
			t.Errorf("that %s: optimism after professional contacts overstates it too", target)
		}
	}
	meetings, _ := announced(t, hybrid.with("meeting.rise=0"), signedSoon)
	logForecasts(t, signedSoon, afterMeetings, meetings)
	if overstates(meetings) {
		t.Error("meetings that lift no optimism are found to overstate: the test shows nothing")
	}
}

// announced plays 500 runs of an arm of one talk.
func announced(t *testing.T, a arm, g target) (meetings, contacts *stats.Forecasts) {
	t.Helper()
	r, err := Run(t.Context(), Config{Model: a.model(t), Seed: 2025, Runs: 500, Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	talk := &r.Tally.told.talks[0]
	return talk.of(everyone, afterMeetings, g).all, talk.of(everyone, afterContacts, g).all
}

// overstates reports whether more was announced than came true, beyond doubt.
func overstates(f *stats.Forecasts) bool { return f.Bias(0.999).Low > 0 }

func logForecasts(t *testing.T, g target, c channel, f *stats.Forecasts) {
	t.Helper()
	bias, skill := f.Bias(0.95), f.Skill(0.95)
	t.Logf("that %s, %s: announced %.3f, came true %.3f, overstated by %.3f (%.3f to %.3f), skill %.2f (%.2f to %.2f)",
		g, c, f.MeanForecast(0.95).Value, f.Observed(0.95).Value, bias.Value, bias.Low, bias.High, skill.Value, skill.Low, skill.High)
}
