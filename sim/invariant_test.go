package sim

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// watcher checks at every event and tick what must hold in any run. It fails
// through fail, which names the rule that is broken.
type watcher struct {
	engine *Engine
	fail   func(format string, args ...any)
	count  map[Kind]int
	byTalk []map[Kind]int
	first  []float64 // by talk: the earliest understanding
	latest []float64 // by talk: the last event that understandings rest on
}

func watch(e *Engine, fail func(string, ...any)) *watcher {
	w := &watcher{engine: e, fail: fail, count: map[Kind]int{}}
	for range e.talks {
		w.byTalk = append(w.byTalk, map[Kind]int{})
		w.first = append(w.first, math.NaN())
		w.latest = append(w.latest, 0)
	}
	return w
}

func (w *watcher) Event(ev Event) {
	e := w.engine
	w.count[ev.Kind]++
	if ev.Day < e.start || ev.Day > e.now {
		w.fail("%s on day %v in the tick [%v, %v)", ev.Kind, ev.Day, e.start, e.now)
	}
	if ev.Envoy >= 0 {
		if o := e.out.Envoys[ev.Envoy]; ev.Day < o.From || ev.Day > o.Until {
			w.fail("%s on day %v concerns an envoy who sat from %v until %v", ev.Kind, ev.Day, o.From, o.Until)
		}
	}
	if ev.Talk < 0 {
		return
	}
	w.byTalk[ev.Talk][ev.Kind]++
	t := &e.talks[ev.Talk]
	switch ev.Kind {
	case Meeting:
		w.latest[ev.Talk] = max(w.latest[ev.Talk], ev.Day)
		w.meeting(t)
	case Contact:
		w.latest[ev.Talk] = max(w.latest[ev.Talk], ev.Day)
	case Understood:
		if !(w.first[ev.Talk] <= ev.Day) {
			w.first[ev.Talk] = ev.Day
		}
		w.share("terms", ev.Value)
	case Signed:
		w.signed(ev)
	case Ended:
		d := e.out.Deals[ev.Deal]
		if d.Cause == Standing || d.End != ev.Day || d.Breaker != ev.Side || d.Cause != ev.Cause {
			w.fail("deal %+v does not match its end %+v", d, ev)
		}
		if ev.Side >= 0 && !slices.Contains(t.spec.sides, ev.Side) {
			w.fail("a deal ended on account of side %d, which is not in the talk", ev.Side)
		}
	}
}

// meeting: every side speaks through one who sits, or never had an envoy.
func (w *watcher) meeting(t *talkState) {
	for s, o := range t.voice {
		switch {
		case o < 0 && len(t.offices[s]) > 0:
			w.fail("a meeting without the envoy of side %d", s)
		case o >= 0 && (!w.engine.offices[o].seated || !slices.Contains(t.offices[s], o)):
			w.fail("the vacant or foreign seat %d spoke at a meeting", o)
		}
	}
}

func (w *watcher) signed(ev Event) {
	e := w.engine
	d := e.out.Deals[ev.Deal]
	if d.Day != w.latest[d.Talk] {
		w.fail("a deal signed on day %v, when the last meeting or contact was on day %v", d.Day, w.latest[d.Talk])
	}
	for _, person := range d.Signers {
		o := e.out.Envoys[person]
		if o.Fell || e.offices[o.Office].person != person {
			w.fail("an envoy who no longer sits signed a deal")
		}
		if e.talks[d.Talk].voice[slices.Index(e.talks[d.Talk].spec.sides, e.offices[o.Office].spec.side)] != o.Office {
			w.fail("an envoy who did not speak signed a deal")
		}
	}
}

func (w *watcher) share(what string, x float64) {
	if !(x >= -1e-12 && x <= 1+1e-12) {
		w.fail("%s is %v", what, x)
	}
}

func (w *watcher) shares(what string, list []float64) {
	for _, x := range list {
		w.share(what, x)
	}
}

func (w *watcher) Start(e *Engine) {
	if e.Now() != 0 {
		w.fail("the run starts on day %v", e.Now())
	}
	w.Tick(e)
}

func (w *watcher) Tick(e *Engine) {
	for i := range e.sides {
		w.shares("an ideal point", e.sides[i].theta)
		if len(e.sides) > 1 {
			w.share("what the others believe of a side", e.ReliabilityOf(i))
		}
		for j, b := range e.sides[i].belief {
			if j != i {
				w.share("a belief", b.good/(b.good+b.bad))
			}
			if b.good < 0 || b.bad < 0 {
				w.fail("a belief rests on negative counts: %+v", b)
			}
		}
	}
	for i := range e.offices {
		o := &e.offices[i]
		w.share("standing", o.standing)
		w.share("standing", e.StandingOf(i))
		switch first, at := &e.out.Envoys[i], e.StandingOfFirst(i); {
		case first.Office != i || first.Generation != 0:
			w.fail("person %d is not who held seat %d at the start: %+v", i, i, first)
		case first.Fell && at != 0 || !first.Fell && at != o.standing:
			w.fail("the first holder of seat %d stands at %v; in the seat %v, fell %t", i, at, o.standing, first.Fell)
		}
		for _, t := range o.talks {
			w.shares("a reading", o.reading[t])
			w.share("rapport", o.rapport[t])
		}
		if o.seated == e.out.Envoys[o.person].Fell {
			w.fail("seat %d: seated and fallen, or neither", i)
		}
	}
	for i := range e.corps {
		w.share("standing of a corps", e.corps[i].standing)
	}
	for i := range e.talks {
		w.talk(&e.talks[i])
	}
}

func (w *watcher) talk(t *talkState) {
	e := w.engine
	w.shares("optimism", t.optimism)
	w.shares("terms", t.terms)
	w.shares("formality by issue", t.formal)
	w.share("formality", e.formality(t))
	w.share("coverage", e.coverage(t))
	w.share("core", e.core(t))
	w.share("realism", e.Realism(t.index))
	for s := range t.spec.sides {
		w.share("optimism", e.Optimism(t.index, s))
		w.share("utility", e.trueUtility(t, s, t.terms))
		for p := range t.spec.sides {
			if p != s {
				w.share("reliability", e.reliability(t, s, p))
			}
		}
	}
	standing := 0
	for j := range e.out.Deals {
		if d := &e.out.Deals[j]; d.Talk == t.index && d.Cause == Standing {
			standing++
			if t.deal != j {
				w.fail("deal %d stands and is not the talk's", j)
			}
		}
	}
	if standing > 1 || (standing == 0) != (t.deal < 0) {
		w.fail("%d deals stand in talk %d", standing, t.index)
	}
	for k := range t.rounds {
		if !(t.rounds[k] >= 0) {
			w.fail("rounds are %v", t.rounds[k])
		}
	}
}

// TestInvariants holds in every run of every scenario; no false alarms.
func TestInvariants(t *testing.T) {
	var total [NumCauses]int
	kinds := map[Kind]int{}
	rapid.Check(t, func(rt *rapid.T) {
		e := NewEngine(mustCompileRapid(rt, scenarios().Draw(rt, "scenario")))
		for run := range uint64(3) {
			w := watch(e, rt.Fatalf)
			o := e.Run(7, run, w)
			checkOutcome(w, o)
			for i := range o.Deals {
				total[o.Deals[i].Cause]++
			}
			for k, n := range w.count {
				kinds[k] += n
			}
		}
	})
	if testing.Short() {
		return // too few scenarios for everything to happen
	}
	// The test is worth nothing unless the generator gets everything to happen.
	for c := range NumCauses {
		if total[c] == 0 {
			t.Errorf("no generated deal ended as %s", c)
		}
	}
	for k := Meeting; k <= Won; k++ {
		if kinds[k] == 0 {
			t.Errorf("no generated run had the event %s", k)
		}
	}
}

func mustCompileRapid(rt *rapid.T, s *Scenario) *Model {
	m, err := Compile(s)
	if err != nil {
		rt.Fatal(err)
	}
	return m
}

// checkOutcome holds the outcome against itself and against the events.
func checkOutcome(w *watcher, o *Outcome) {
	checkReadouts(w, o)
	e := w.engine
	clock := e.model.scenario.Clock
	deals := make([]int, len(o.Talks))
	atStart := make([]int, len(o.Talks))
	var ended int
	tick := 0.0
	for i := range o.Deals {
		d := &o.Deals[i]
		deals[d.Talk]++
		if d.Number != deals[d.Talk] {
			w.fail("deal %d of a talk is numbered %d", deals[d.Talk], d.Number)
		}
		if at := math.Floor(d.Day / clock.Tick); at < tick {
			w.fail("the deals are not in the order of their ticks")
		} else {
			tick = at
		}
		if !(0 <= d.Day && d.Day <= d.End && d.End <= clock.Horizon) {
			w.fail("deal from %v to %v with the horizon at %v", d.Day, d.End, clock.Horizon)
		}
		if d.Cause != Standing {
			ended++
		} else if d.End != clock.Horizon || d.Breaker >= 0 {
			w.fail("a standing deal ended: %+v", d)
		}
		if d.Route == AtStart {
			atStart[d.Talk]++
		}
		w.shares("promised utility", d.Promised)
		w.shares("utility", d.Utility)
		w.shares("optimism", d.Optimism)
		w.shares("figures at signature", []float64{d.Formality, d.Coverage, d.Core, d.Realism})
		for _, x := range d.Terms {
			if !math.IsNaN(x) {
				w.share("terms", x)
			}
		}
	}
	if ended != w.count[Ended] {
		w.fail("%d deals ended in %d events", ended, w.count[Ended])
	}
	checkTalks(w, o, deals, atStart)
	checkEnvoys(w, o)
	checkSides(w, o)
}

func checkTalks(w *watcher, o *Outcome, deals, atStart []int) {
	for i := range o.Talks {
		t, n := &o.Talks[i], w.byTalk[i]
		if t.Meetings != n[Meeting] || t.Contacts != n[Contact] || t.Leaks != n[Leaked] ||
			t.Deals != deals[i] || t.Deals-atStart[i] != n[Signed] {
			w.fail("talk %+v does not match its events %v", t, n)
		}
		if math.Float64bits(t.FirstUnderstanding) != math.Float64bits(w.first[i]) {
			w.fail("first understanding on day %v, first told of %v", t.FirstUnderstanding, w.first[i])
		}
		if (deals[i] == 0) != math.IsNaN(t.FirstDeal) || (t.Contacts == 0) != math.IsNaN(t.Sawtooth) || (t.Meetings == 0) != math.IsNaN(t.Rise) {
			w.fail("talk %+v has a figure for what never was, or none for what was", t)
		}
		w.shares("optimism", []float64{t.PeakOptimism, t.MeanOptimism})
		if !(math.Abs(t.MeanExcess) <= 1) || t.HonouredTime > t.PromisedTime {
			w.fail("talk %+v", t)
		}
	}
}

func checkEnvoys(w *watcher, o *Outcome) {
	var fell, followed, signed, leaks int
	for i := range o.Envoys {
		x := &o.Envoys[i]
		if !(0 <= x.From && x.From <= x.Until && x.Until <= w.engine.model.scenario.Clock.Horizon) {
			w.fail("tenure %+v", x)
		}
		w.shares("standing", []float64{x.Standing, x.Peak})
		if x.Standing > x.Peak+1e-12 || x.Lost > x.Signed {
			w.fail("tenure %+v", x)
		}
		if x.Fell {
			fell++
		}
		if x.Generation > 0 {
			followed++
		}
		signed += x.Signed
		leaks += x.Leaks
	}
	if fell != w.count[Fell] || followed != w.count[Seated] || leaks != w.count[Leaked] {
		w.fail("%d falls, %d successions and %d leaks do not match the events %v", fell, followed, leaks, w.count)
	}
	var names int
	for i := range o.Deals {
		names += len(o.Deals[i].Signers)
	}
	if signed != names {
		w.fail("envoys signed %d times, deals name %d signers", signed, names)
	}
}

func checkSides(w *watcher, o *Outcome) {
	signed, broken := make([]int, len(o.Sides)), make([]int, len(o.Sides))
	for i := range o.Deals {
		for _, s := range w.engine.model.TalkSides(o.Deals[i].Talk) {
			signed[s]++
		}
		if b := o.Deals[i].Breaker; b >= 0 {
			broken[b]++
		}
	}
	for i := range o.Sides {
		x := &o.Sides[i]
		if x.Signed != signed[i] || x.Broken != broken[i] {
			w.fail("side %+v signed %d and broke %d", x, signed[i], broken[i])
		}
		w.share("reliability", x.Reliability)
		if (x.Signed == 0) != math.IsNaN(x.Honoured) {
			w.fail("side %+v", x)
		}
	}
}

// checkReadouts: after each meeting and contact every side of the talk says
// something, in order of time.
func checkReadouts(w *watcher, o *Outcome) {
	want := map[Kind]int{}
	for i := range o.Talks {
		sides := len(w.engine.model.talks[i].sides)
		want[Meeting] += o.Talks[i].Meetings * sides
		want[Contact] += o.Talks[i].Contacts * sides
	}
	last := make([]float64, len(o.Talks))
	for _, r := range o.Readouts {
		want[r.After]--
		w.shares("announced optimism and realism", []float64{r.Optimism, r.Realism})
		if r.Day < last[r.Talk] {
			w.fail("a readout of day %v follows one of day %v", r.Day, last[r.Talk])
		}
		last[r.Talk] = r.Day
		if r.Speaker >= 0 && (r.After != Meeting || r.Speaker >= len(o.Envoys)) {
			w.fail("person %d spoke after a %s", r.Speaker, r.After)
		}
	}
	for kind, left := range want {
		if left != 0 {
			w.fail("%d readouts after a %s are missing", left, kind)
		}
	}
}
