package study

import (
	"math"
	"math/rand/v2"
	"testing"

	"backchannel/sim"
	"backchannel/sim/stats"
)

// TestClusteredCovers: nominal 95 % intervals of a ratio over runs of unequal
// size, whose units share their run's luck, cover the truth in 93 to 97 of 100
// samples. Of 4000 samples the share lies outside by chance less than once in
// 10^6 if the true coverage is 95 %. Intervals that took all units as
// independent would not pass: the test shows that too.
func TestClusteredCovers(t *testing.T) {
	const samples, runs = 4000, 60
	luck := rand.New(rand.NewPCG(3, 5))
	covered, naive := 0, 0
	for range samples {
		var c clustered
		yes, all := 0, 0
		for range runs {
			n := 1 + luck.IntN(12)
			p := 0.1 + 0.6*luck.Float64() // the run's luck; mean 0.4
			hits := 0
			for range n {
				if luck.Float64() < p {
					hits++
				}
			}
			c.add(float64(hits), n)
			yes, all = yes+hits, all+n
		}
		if e := c.ratio(0.95); e.Low <= 0.4 && 0.4 <= e.High {
			covered++
		}
		if e := stats.Wilson(yes, all, 0.95); e.Low <= 0.4 && 0.4 <= e.High {
			naive++
		}
	}
	share, alone := float64(covered)/samples, float64(naive)/samples
	t.Logf("coverage %.3f by run, %.3f as if independent", share, alone)
	if share < 0.93 || share > 0.97 {
		t.Errorf("coverage %.3f, want 0.93 to 0.97", share)
	}
	if alone > 0.93 {
		t.Errorf("intervals as if independent cover %.3f: the sample is not clustered, and the test shows nothing", alone)
	}
}

// TestClusteredByHand: the ratio and its linearised variance on a sample
// small enough to work out with a pencil: runs with 1 of 2, 3 of 4 and 0 of 1.
func TestClusteredByHand(t *testing.T) {
	var c clustered
	c.add(1, 2)
	c.add(3, 4)
	c.add(0, 0) // has nothing to say
	c.add(0, 1)
	e := c.ratio(0.95)
	// r = 4/7; residuals -1/7, 5/7, -4/7; variance 3/2 x 42/49 / 49.
	half := 4.302652729911275 * math.Sqrt(1.5*42.0/49) / 7
	if e.N != 7 || math.Abs(e.Value-4.0/7) > 1e-12 || math.Abs(e.High-e.Value-half) > 1e-9 {
		t.Errorf("ratio %+v, want 4/7 ± %v over 7 units", e, half)
	}
}

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
			signedSoon: {0, math.NaN(), math.NaN()},
			standsHalf: {2, 1, (sq(0.9-1) + sq(0.7-1)) / 2},
			standsYear: {2, 0, (sq(0.9) + sq(0.7)) / 2},
		},
	} {
		for g, w := range targets {
			s := &f.talks[0].all[c][g]
			happened, brier := s.happened.ratio(0.95), s.brier.ratio(0.95)
			if happened.N != w.n || w.n > 0 && (math.Abs(happened.Value-w.happened) > 1e-8 || math.Abs(brier.Value-w.brier) > 1e-8) {
				t.Errorf("%s, %s: n %d, happened %v, Brier %v; want %+v", c, g, happened.N, happened.Value, brier.Value, w)
			}
		}
	}
	if n := f.talks[0].envoys[0][standsHalf].happened.units(); n != 1 {
		t.Errorf("the first envoy's announcements number %d, want 1", n)
	}
	if n := f.talks[0].envoys[1][standsHalf].happened.units(); n != 0 {
		t.Errorf("a newcomer's announcement counts as his predecessor's")
	}
	if n := f.talks[0].bins[afterMeetings][standsHalf][8].happened.units(); n != 1 {
		t.Errorf("bin 0.8 to 0.9 holds %d announcements, want 1", n)
	}
}

// TestOptimismAfterMeetingsOverstates holds the finding of the built-in
// scenario: after envoy meetings the optimism announced lies above the share
// of talks in which a deal is signed within 90 days, and nearer to it after
// professional contacts. False alarms: limits of 95 % intervals that are some
// 80 standard errors apart.
func TestOptimismAfterMeetingsOverstates(t *testing.T) {
	long(t)
	m := hybrid.model(t)
	r, err := Run(t.Context(), Config{Model: m, Seed: 2025, Runs: 500, Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	talk := &r.Tally.told.talks[0]
	envoys := talk.all[afterMeetings][signedSoon].excess.ratio(0.95)
	professionals := talk.all[afterContacts][signedSoon].excess.ratio(0.95)
	t.Logf("overstated by %.3f (%.3f to %.3f) after meetings, %.3f (%.3f to %.3f) after contacts",
		envoys.Value, envoys.Low, envoys.High, professionals.Value, professionals.Low, professionals.High)
	if !(envoys.Low > 0 && envoys.Low > professionals.High) {
		t.Error("optimism after envoy meetings is not shown to overstate what comes of it")
	}
}
