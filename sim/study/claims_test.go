package study

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"

	"backchannel/scenarios"
	"backchannel/sim"
)

// These tests hold the direction of the eleven claims of the story in the
// built-in scenarios, on runs paired by their number: run i of either arm has
// the same luck. Each asks whether the mean of the paired differences lies on
// the claimed side of 0 by more than falsely would be seen once in 1000 tests
// of no difference (one-sided, normal approximation). No parameter says that a
// claim holds: each is read off what the mechanisms did.

// zClaim is the 0.999 quantile of the standard normal distribution.
const zClaim = 3.090

// long marks a test that plays many runs; they are left out under -short.
func long(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("plays many runs")
	}
	t.Parallel()
}

// arm is a scenario of a comparison.
type arm struct {
	ref string
	set []string
}

func (a arm) model(t *testing.T) *sim.Model {
	t.Helper()
	s, err := scenarios.Load(a.ref, scenarios.Options{Set: a.set})
	if err != nil {
		t.Fatal(err)
	}
	m, err := sim.Compile(s.Sim)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// metric is one number of a run; NaN where the run has none.
type metric func(*sim.Scenario, *sim.Outcome) float64

// values plays n runs of an arm.
func (a arm) values(t *testing.T, n int, f metric) []float64 {
	m := a.model(t)
	e := sim.NewEngine(m)
	out := make([]float64, n)
	for run := range out {
		out[run] = f(m.Scenario(), e.Run(2025, uint64(run)))
	}
	return out
}

// meanAndError returns mean, standard error and size of what is a number.
func meanAndError(values []float64) (mean, se float64, n int) {
	var sum, squares float64
	for _, v := range values {
		if !math.IsNaN(v) {
			n++
			sum += v
		}
	}
	mean = sum / float64(n)
	for _, v := range values {
		if !math.IsNaN(v) {
			squares += (v - mean) * (v - mean)
		}
	}
	return mean, math.Sqrt(squares / float64(n-1) / float64(n)), n
}

// more claims that the metric is higher in arm a than in arm b, run by run.
func more(t *testing.T, what string, n int, f metric, a, b arm) {
	t.Helper()
	x, y := a.values(t, n, f), b.values(t, n, f)
	diff := make([]float64, n)
	for i := range diff {
		diff[i] = x[i] - y[i]
	}
	meanA, _, _ := meanAndError(x)
	meanB, _, _ := meanAndError(y)
	mean, se, pairs := meanAndError(diff)
	t.Logf("%s: %.4g against %.4g; paired difference %.4g ± %.2g (1 s.e., %d pairs)", what, meanA, meanB, mean, se, pairs)
	if !(mean > zClaim*se) {
		t.Errorf("%s is not shown to be higher", what)
	}
}

// moreApart is for what only some runs have, which differ between the arms:
// the arms are compared as if independent, which is the more cautious.
func moreApart(t *testing.T, what string, n int, f metric, a, b arm) {
	t.Helper()
	meanA, seA, nA := meanAndError(a.values(t, n, f))
	meanB, seB, nB := meanAndError(b.values(t, n, f))
	diff, se := meanA-meanB, math.Hypot(seA, seB)
	t.Logf("%s: %.4g (n %d) against %.4g (n %d); difference %.4g ± %.2g (1 s.e.)", what, meanA, nA, meanB, nB, diff, se)
	if !(diff > zClaim*se) {
		t.Errorf("%s is not shown to be higher", what)
	}
}

var (
	hybrid        = arm{ref: "us-russia-2025"}
	professionals = arm{ref: "us-russia-2025-professionals-only"}
	envoysOnly    = arm{ref: "us-russia-2025-envoys-only"}
)

// with returns an arm with more overrides.
func (a arm) with(set ...string) arm {
	return arm{ref: a.ref, set: append(append([]string{}, a.set...), set...)}
}

func lost(c sim.Cause) metric {
	return func(_ *sim.Scenario, o *sim.Outcome) float64 {
		n := 0.0
		for i := range o.Deals {
			if o.Deals[i].Cause == c {
				n++
			}
		}
		return n
	}
}

func signed(_ *sim.Scenario, o *sim.Outcome) float64 { return float64(len(o.Deals)) }

func anyDeal(_ *sim.Scenario, o *sim.Outcome) float64 {
	if len(o.Deals) > 0 {
		return 1
	}
	return 0
}

// stoodYear says whether the first deal, if signed a year before the horizon
// or earlier, stood a year.
func stoodYear(s *sim.Scenario, o *sim.Outcome) float64 {
	if len(o.Deals) == 0 || o.Deals[0].Day > s.Clock.Horizon-365 {
		return math.NaN()
	}
	if o.Deals[0].Life() >= 365 {
		return 1
	}
	return 0
}

// person is a figure of the one who held an envoy's seat at the start.
func person(name string, f func(*sim.EnvoyOutcome) float64) metric {
	return func(s *sim.Scenario, o *sim.Outcome) float64 {
		for i := range o.Envoys {
			if x := &o.Envoys[i]; x.Generation == 0 && s.Envoys[x.Office].Name == name {
				return f(x)
			}
		}
		panic(fmt.Sprintf("no envoy %s", name))
	}
}

// swing is the mean change of a side's optimism over the ticks with a meeting
// and no contact, or the reverse.
type swing struct {
	side               int
	before             float64
	meetings, contacts int
	rise, fall         float64
	risen, fallen      int
}

func (w *swing) Start(*sim.Engine) {}

func (w *swing) Event(e sim.Event) {
	switch e.Kind {
	case sim.Meeting:
		w.meetings++
	case sim.Contact:
		w.contacts++
	}
}

func (w *swing) Tick(e *sim.Engine) {
	o := e.Optimism(0, w.side)
	switch {
	case w.meetings > 0 && w.contacts == 0:
		w.rise += o - w.before
		w.risen++
	case w.contacts > 0 && w.meetings == 0:
		w.fall += w.before - o
		w.fallen++
	}
	w.before, w.meetings, w.contacts = o, 0, 0
}

func TestC1OptimismRisesAfterEnvoysAndDrainsAfterProfessionals(t *testing.T) {
	long(t)
	m := hybrid.model(t)
	e := sim.NewEngine(m)
	for side := range m.TalkSides(0) {
		var rises, falls []float64
		for run := range uint64(500) {
			w := &swing{side: side, before: 0.2}
			e.Run(2025, run, w)
			rises = append(rises, w.rise/float64(w.risen))
			falls = append(falls, w.fall/float64(w.fallen))
		}
		for what, values := range map[string][]float64{"rise at an envoy meeting": rises, "fall at a professional contact": falls} {
			mean, se, n := meanAndError(values)
			t.Logf("%s, %s: %.3f ± %.4f (1 s.e., %d runs)", m.Scenario().Sides[side].Name, what, mean, se, n)
			if !(mean > zClaim*se) {
				t.Errorf("%s is not above 0", what)
			}
		}
	}
}

func TestC2EnvoysOpenDoors(t *testing.T) {
	long(t)
	understanding := func(s *sim.Scenario, o *sim.Outcome) float64 {
		if first := o.Talks[0].FirstUnderstanding; !math.IsNaN(first) {
			return first
		}
		return s.Clock.Horizon // a lower bound
	}
	more(t, "days to the first understanding without envoys", 1000, understanding, professionals, hybrid)
	more(t, "share of runs with a deal, with envoys", 1000, anyDeal, hybrid, professionals)
}

func TestC3DealsOfEnvoysAreManyAndShort(t *testing.T) {
	long(t)
	moreApart(t, "share of first deals that stood a year, professionals against hybrid", 2000, stoodYear, professionals, hybrid)
	moreApart(t, "the same, hybrid against envoys only", 2000, stoodYear, hybrid, envoysOnly)
	more(t, "deals signed, envoys only against professionals", 2000, signed, envoysOnly, professionals)
	// The curves cross: early on more deals of envoys stand, at the end more of
	// the professionals'.
	more(t, "share of runs with a deal standing on day 500, envoys only against professionals", 2000, standingOn(500), envoysOnly, professionals)
	more(t, "share of runs with a deal standing at the horizon, professionals against envoys only", 2000, standingOn(math.Inf(1)), professionals, envoysOnly)
}

// standingOn says whether a deal stands on a day, or at the horizon.
func standingOn(day float64) metric {
	return func(s *sim.Scenario, o *sim.Outcome) float64 {
		at := min(day, s.Clock.Horizon)
		for i := range o.Deals {
			if d := &o.Deals[i]; d.Day <= at && (at < d.End || d.Cause == sim.Standing) {
				return 1
			}
		}
		return 0
	}
}

func TestC4UnclearPrincipalsAreMisread(t *testing.T) {
	long(t)
	clear := hybrid.with("sides.Russia.clarity=0.8", `sides."United States".clarity=0.8`)
	more(t, "deals lost to misreading", 1000, lost(sim.Misread), hybrid, clear)
	gap := func(_ *sim.Scenario, o *sim.Outcome) float64 {
		var sum, n float64
		for i := range o.Deals {
			for s := range o.Deals[i].Promised {
				sum += math.Abs(o.Deals[i].Promised[s] - o.Deals[i].Utility[s])
				n++
			}
		}
		return sum / n
	}
	more(t, "distance between what was promised and what was got", 1000, gap, hybrid, clear)
}

func TestC5PersonalDealsFallWithTheEnvoy(t *testing.T) {
	long(t)
	unwritten := hybrid.with("contact.draft=0")
	more(t, "deals lost to a fall where nothing is formalised", 2000, lost(sim.Fall), unwritten, hybrid)
	more(t, "deals lost to a fall, against deals that are not personal", 2000, lost(sim.Fall), hybrid, hybrid.with("collapse.personal=0"))
}

func TestC6SteeringRoundIrritantsMakesHollowDeals(t *testing.T) {
	long(t)
	blunt := hybrid.with("envoys.Dmitriev.avoidance=0", "envoys.Witkoff.avoidance=0")
	core := func(_ *sim.Scenario, o *sim.Outcome) float64 {
		if len(o.Deals) == 0 {
			return math.NaN()
		}
		return o.Deals[0].Core
	}
	excess := func(_ *sim.Scenario, o *sim.Outcome) float64 { return o.Talks[0].MeanExcess }
	more(t, "share of the core in the first deal of envoys who raise everything", 1000, core, blunt, hybrid)
	more(t, "optimism beyond realism of those who steer round", 1000, excess, hybrid, blunt)
}

func TestC7ProfessionalsLeakAgainstClout(t *testing.T) {
	long(t)
	leaks := func(_ *sim.Scenario, o *sim.Outcome) float64 { return float64(o.Talks[0].Leaks) }
	high := hybrid.with("envoys.Dmitriev.standing=0.8", "envoys.Witkoff.standing=0.8")
	low := hybrid.with("envoys.Dmitriev.standing=0.3", "envoys.Witkoff.standing=0.3")
	more(t, "leaks against envoys of high standing", 1000, leaks, high, low)
	tight := hybrid.with(`corps."Foreign Ministry".leak_rate=0/year`, `corps."Kremlin foreign-policy office".leak_rate=0/year`, `corps."State Department".leak_rate=0/year`)
	peak := person("Dmitriev", func(x *sim.EnvoyOutcome) float64 { return x.Peak })
	optimism := func(_ *sim.Scenario, o *sim.Outcome) float64 { return o.Talks[0].MeanOptimism }
	more(t, "highest standing of an envoy no one leaks against", 1000, peak, tight, hybrid)
	more(t, "mean optimism without leaks", 1000, optimism, tight, hybrid)
	more(t, "deals lost to leaks", 1000, lost(sim.Leak), hybrid, tight)
}

func TestC8SuccessEarnsTheNextPortfolio(t *testing.T) {
	long(t)
	near := arm{ref: "near-abroad"}
	portfolio := person("Kiriyenko", func(x *sim.EnvoyOutcome) float64 { return float64(x.Portfolio) })
	peak := person("Kiriyenko", func(x *sim.EnvoyOutcome) float64 { return x.Peak })
	unsung := near.with("careers.credit=0", "careers.applause=0")
	more(t, "talks carried where success is credited", 500, portfolio, near, unsung)
	more(t, "highest standing where success is credited", 500, peak, near, unsung)
	first := func(_ *sim.Scenario, o *sim.Outcome) float64 { return float64(o.Talks[0].Meetings) }
	modest := near.with("envoys.Kiriyenko.covets=[]")
	more(t, "meetings in Abkhazia of an envoy who wants no more", 500, first, modest, near)
}

// without writes a scenario that leaves an actor out of another.
func without(t *testing.T, ref, actor string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "without.toml")
	if err := os.WriteFile(path, fmt.Appendf(nil, "extends = %q\nremove = [%q]\n", ref, actor), 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestC9EnvoysCompete(t *testing.T) {
	long(t)
	near, all := arm{ref: "near-abroad"}, arm{ref: "kremlin-2025"}
	spoiled := func(s *sim.Scenario, o *sim.Outcome) float64 {
		n := 0.0
		for i := range o.Deals {
			if d := &o.Deals[i]; d.Cause == sim.Spoiler && s.Talks[d.Talk].Name == "abkhazia" {
				n++
			}
		}
		return n
	}
	tenure := person("Kiriyenko", func(x *sim.EnvoyOutcome) float64 { return x.Until })
	// With one envoy there is no rival, and so no spoiler, by construction; the
	// question is whether a third adds to what a second does.
	two := arm{ref: without(t, "kremlin-2025", "envoys.Shoigu")}
	more(t, "deals with Abkhazia spoiled, three envoys against two", 500, spoiled, all, two)
	more(t, "tenure of one envoy against one of three, days", 500, tenure, near, all)
}

func TestC10BrokenDealsMakeAnUnreliablePartner(t *testing.T) {
	long(t)
	all := arm{ref: "kremlin-2025"}
	forgiven := all.with("reputation.break_weight=0")
	reliability := func(s *sim.Scenario, o *sim.Outcome) float64 {
		for i := range o.Sides {
			if s.Sides[o.Sides[i].Side].Name == "Russia" {
				return o.Sides[i].Reliability
			}
		}
		panic("no Russia")
	}
	more(t, "Russia's reliability were breaks forgiven", 500, reliability, forgiven, all)
	// In the theatres of friends, against a world in which nothing spills over.
	friends := map[string]bool{"china": true, "iran": true, "north-korea": true}
	wait := func(s *sim.Scenario, o *sim.Outcome) float64 {
		var days float64
		for i := range o.Talks {
			if friends[s.Talks[i].Name] {
				if first := o.Talks[i].FirstDeal; math.IsNaN(first) {
					days += s.Clock.Horizon
				} else {
					days += first
				}
			}
		}
		return days / float64(len(friends))
	}
	contained := all.with("reputation.spill=0")
	more(t, "days until friendly talks close where breaks elsewhere are seen", 700, wait, all, contained)
}

func TestC11OnlyTheAmbitiousWin(t *testing.T) {
	long(t)
	ambition := func(a string) arm {
		return hybrid.with("envoys.Dmitriev.ambition="+a, "envoys.Witkoff.ambition="+a)
	}
	standing := func(_ *sim.Scenario, o *sim.Outcome) float64 {
		var sum float64
		for i := range o.Envoys {
			if x := &o.Envoys[i]; x.Generation == 0 {
				sum += x.Standing // 0 after a fall
			}
		}
		return sum / 2
	}
	peak := person("Dmitriev", func(x *sim.EnvoyOutcome) float64 { return x.Peak })
	honoured := func(_ *sim.Scenario, o *sim.Outcome) float64 { return o.Sides[0].Honoured }
	more(t, "standing of ambitious envoys at the end", 4000, standing, ambition("0.9"), ambition("0.1"))
	more(t, "highest standing of an ambitious envoy", 1000, peak, ambition("0.9"), ambition("0.1"))
	more(t, "share of promised deal-time honoured where envoys are modest", 1000, honoured, ambition("0.1"), ambition("0.9"))
}
