package sim

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// The scenarios of this file leave one mechanism on, so that what must come
// out is known in closed form.

// still returns a duel in which nothing happens of itself: no drift, no falls,
// no fading, no leaks, no discovery, no meetings and no contacts.
func still() *Scenario {
	s := duel()
	for i := range s.Sides {
		s.Sides[i].Drift = 0
	}
	for i := range s.Envoys {
		s.Envoys[i].FallRate = 0
	}
	for i := range s.Corps {
		s.Corps[i].LeakRate = 0
	}
	s.Talks[0].MeetingEvery, s.Talks[0].ContactEvery = never, never
	s.Rules.Meeting.FadeHalfLife = inf
	s.Rules.Collapse.DiscoveryEvery = never
	return s
}

// begin adds a deal that stands at the start, on all issues half-way between
// the sides, signed by both envoys.
func (s *Scenario) begin(formality float64) *StandingDeal {
	d := StandingDeal{Name: "old", Talk: "main", Formality: formality, Signers: []string{"North envoy", "South envoy"}}
	for k := range s.Issues {
		d.Terms = append(d.Terms, (s.Sides[0].Ideal[k]+s.Sides[1].Ideal[k])/2)
	}
	s.Deals = append(s.Deals, d)
	return &s.Deals[len(s.Deals)-1]
}

// TestOnlyFalls: a personal deal of two signers who fall at the rates a and b
// survives to t with probability exp(-(a+b)t), and ends on account of the one
// with odds a:b. False alarms: alpha over the four comparisons.
func TestOnlyFalls(t *testing.T) {
	const a, b, runs = 0.8, 0.3, 4000 // per year
	s := still()
	s.Clock.Horizon = 730
	s.Rules.Careers.Scrutiny, s.Rules.Careers.Rivalry = 0, 0
	s.Rules.Collapse.Personal = 1
	s.Envoys[0].FallRate, s.Envoys[1].FallRate = a, b
	s.begin(0)
	e := NewEngine(mustCompile(t, s))
	var lives []float64
	var stood, first, tenYears int
	for run := range uint64(runs) {
		d := &e.Run(11, run).Deals[0]
		switch d.Cause {
		case Standing:
			stood++
			continue
		case Fall:
		default:
			t.Fatalf("a deal ended as %s", d.Cause)
		}
		lives = append(lives, d.Life())
		if d.Breaker == 0 {
			first++
		}
		if d.Life() < 0.1*DaysPerYear {
			tenYears++
		}
	}
	rate := (a + b) / DaysPerYear
	end := -math.Expm1(-rate * s.Clock.Horizon)
	plausible(t, "standing at the horizon", shareP(stood, runs, 1-end), 4)
	plausible(t, "ended within a tenth of a year", shareP(tenYears, runs, -math.Expm1(-(a+b)/10)), 4)
	plausible(t, "lives, given an end", followsP(lives, func(x float64) float64 { return -math.Expm1(-rate*x) / end }), 4)
	plausible(t, "on whose account", shareP(first, len(lives), a/(a+b)), 4)
}

// TestPersonalAndFormality: of the falls, the share personal*(1-formality)
// ends the deal. False alarms: alpha.
func TestPersonalAndFormality(t *testing.T) {
	const formality, personal = 0.4, 0.7
	s := still()
	s.Rules.Careers.Scrutiny = 0
	s.Rules.Careers.Vacancy = 2000 // one fall a run at most
	s.Rules.Collapse.Personal = personal
	s.Envoys[0].FallRate = 2
	s.begin(formality)
	e := NewEngine(mustCompile(t, s))
	var fell, ended int
	for run := range uint64(4000) {
		o := e.Run(3, run)
		if o.Envoys[0].Fell {
			fell++
		}
		if o.Deals[0].Cause == Fall {
			ended++
		}
	}
	plausible(t, "share of falls that end the deal", shareP(ended, fell, personal*(1-formality)), 1)
}

// tracer notes the optimism of the first talk after every tick, with the
// meetings and contacts held so far.
type tracer struct {
	meetings, contacts int
	tick               func(e *Engine, meetings, contacts int)
}

func (w *tracer) Start(*Engine) {}

func (w *tracer) Event(ev Event) {
	switch ev.Kind {
	case Meeting:
		w.meetings++
	case Contact:
		w.contacts++
	}
}

func (w *tracer) Tick(e *Engine) { w.tick(e, w.meetings, w.contacts) }

// TestOnlyMeetings: the number of meetings is Poisson; with fading off,
// optimism after n of them is 1-(1-O0)(1-rise*show)^n (to 1e-12). False
// alarms: alpha.
func TestOnlyMeetings(t *testing.T) {
	const runs, start = 3000, 0.3
	s := still()
	s.Clock.Horizon = 400
	s.Rules.Meeting.Agenda = 0
	s.Envoys[0].Showmanship, s.Envoys[1].Showmanship = 0.9, 0.4
	s.Rules.Meeting.OwnVoice = 0.75
	s.Talks[0].MeetingEvery, s.Talks[0].Optimism = 35, start
	e := NewEngine(mustCompile(t, s))
	show := []float64{0.75*0.9 + 0.25*0.4, 0.75*0.4 + 0.25*0.9}
	counts := make([]int, runs)
	for run := range counts {
		w := &tracer{tick: func(e *Engine, n, _ int) {
			for side := range 2 {
				want := 1 - (1-start)*math.Pow(1-s.Rules.Meeting.Rise*show[side], float64(n))
				if got := e.Optimism(0, side); math.Abs(got-want) > 1e-12 {
					t.Fatalf("optimism after %d meetings is %v, want %v", n, got, want)
				}
			}
		}}
		counts[run] = e.Run(2, uint64(run), w).Talks[0].Meetings
	}
	plausible(t, "meetings", poissonP(counts, 400.0/35), 1)
}

// TestFading: without events optimism halves its distance to the mood every
// half-life (to 1e-12).
func TestFading(t *testing.T) {
	s := still()
	s.Rules.Meeting.FadeHalfLife = 60
	s.Talks[0].Mood, s.Talks[0].Optimism = 0.2, 0.9
	w := &tracer{tick: func(e *Engine, _, _ int) {
		want := 0.2 + 0.7*math.Exp2(-e.Now()/60)
		if got := e.Optimism(0, 0); math.Abs(got-want) > 1e-12 {
			t.Fatalf("optimism on day %v is %v, want %v", e.Now(), got, want)
		}
	}}
	NewEngine(mustCompile(t, s)).Run(1, 1, w)
}

// TestOnlyContacts: realism R being constant, each contact takes optimism O to
// R + (1-settle)(O-R), from above with settle_down and from below with
// settle_up (to 1e-12).
func TestOnlyContacts(t *testing.T) {
	for _, start := range []float64{0.95, 0.05} {
		s := still()
		if start > 0.5 { // a package that one side would not take: R is low
			s.Sides[0].Reservation = 0.9
		}
		s.Talks[0].ContactEvery, s.Talks[0].Optimism = 60, start
		for i := range s.Corps {
			s.Corps[i].Candour = 0
		}
		s.begin(0.5)
		s.Rules.Contact.SettleDown, s.Rules.Contact.SettleUp = 0.2, 0.1
		settle := s.Rules.Contact.SettleDown
		if start < 0.5 {
			settle = s.Rules.Contact.SettleUp
		}
		e := NewEngine(mustCompile(t, s))
		contacts := 0
		w := &tracer{tick: func(e *Engine, _, n int) {
			r := e.Realism(0)
			if math.Abs(r-start) < 0.1 {
				t.Fatalf("realism %v leaves nothing to settle", r)
			}
			contacts = n
			want := r + (start-r)*math.Pow(1-settle, float64(n))
			if got := e.Optimism(0, 1); math.Abs(got-want) > 1e-12 {
				t.Fatalf("optimism after %d contacts from %v is %v, want %v", n, start, got, want)
			}
		}}
		e.Run(1, 4, w)
		if contacts < 5 {
			t.Errorf("only %d contacts", contacts)
		}
	}
}

// TestRealism is coverage times the logistic of the least margin over tau.
func TestRealism(t *testing.T) {
	s := still()
	d := s.begin(0)
	d.Terms[1] = math.NaN() // open: worth what the status quo is
	e := NewEngine(mustCompile(t, s))
	e.Run(1, 1)
	cover, margin := 0.0, math.Inf(1)
	for i := range s.Sides {
		u := 1.0
		for k, w := range s.Sides[i].Weight {
			x := d.Terms[k]
			if k == 1 {
				x = s.Issues[k].StatusQuo
			} else {
				cover += w / 2
			}
			u -= w * math.Abs(x-s.Sides[i].Ideal[k])
		}
		margin = min(margin, u-s.Sides[i].Reservation)
	}
	want := cover / (1 + math.Exp(-margin/s.Rules.Contact.Tau))
	if got := e.Realism(0); math.Abs(got-want) > 1e-12 {
		t.Errorf("realism %v, want %v", got, want)
	}
}

// causes plays generated scenarios, each as change leaves it, and counts how
// their deals ended; deals that stood at the start are left out.
func causes(t *testing.T, change func(*Scenario)) (count [NumCauses]int) {
	rapid.Check(t, func(rt *rapid.T) {
		s := scenarios().Draw(rt, "scenario")
		change(s)
		e := NewEngine(mustCompileRapid(rt, s))
		for run := range uint64(4) {
			for i := range e.Run(13, run).Deals {
				if d := &e.out.Deals[i]; d.Route != AtStart {
					count[d.Cause]++
				}
			}
		}
	})
	all := 0
	for _, n := range count {
		all += n
	}
	if !testing.Short() && (all < 200 || all == count[Standing]) {
		t.Fatalf("only %d deals, %d still standing: the test shows nothing", all, count[Standing])
	}
	return count
}

// TestNothingIsMisreadWhereAllIsClear: with clarity 1, lean 0, bias 0, noise 0,
// no drift and gloss 0 no deal is lost to misreading, nor to drift, in any run.
func TestNothingIsMisreadWhereAllIsClear(t *testing.T) {
	count := causes(t, func(s *Scenario) {
		s.Rules.Signing.Gloss = 0
		for i := range s.Sides {
			s.Sides[i].Clarity, s.Sides[i].Drift = 1, 0
		}
		for i := range s.Envoys {
			e := &s.Envoys[i]
			e.Lean, e.Noise = 0, 0
			clear(e.Bias)
		}
	})
	if count[Misread] > 0 || count[Drift] > 0 {
		t.Errorf("%d deals lost to misreading and %d to drift", count[Misread], count[Drift])
	}
}

// TestNothingDriftsWithoutDrift: deals are still misread, but none drifts.
func TestNothingDriftsWithoutDrift(t *testing.T) {
	count := causes(t, func(s *Scenario) {
		for i := range s.Sides {
			s.Sides[i].Drift = 0
		}
	})
	if count[Drift] > 0 || count[Misread] == 0 {
		t.Errorf("%d deals lost to drift, %d to misreading", count[Drift], count[Misread])
	}
}

// TestNoSpoilersWithoutRivals: with one envoy a side nothing is spoiled.
func TestNoSpoilersWithoutRivals(t *testing.T) {
	count := causes(t, func(s *Scenario) {
		kept := map[string]string{}
		for i := range s.Envoys {
			if e := &s.Envoys[i]; kept[e.Side] == "" && !waits(s, e.Name) {
				kept[e.Side] = e.Name
			}
		}
		keep := func(names []string) (one []string) {
			for _, n := range names {
				for _, k := range kept {
					if n == k {
						one = append(one, n)
					}
				}
			}
			return one
		}
		for i := range s.Envoys {
			if e := &s.Envoys[i]; kept[e.Side] != e.Name {
				e.Covets = nil
			}
		}
		for i := range s.Talks {
			s.Talks[i].Envoys = keep(s.Talks[i].Envoys)
		}
		for i := range s.Deals {
			s.Deals[i].Signers = keep(s.Deals[i].Signers)
		}
	})
	if count[Spoiler] > 0 {
		t.Errorf("%d deals spoiled", count[Spoiler])
	}
}

// TestSplitIssue: an issue split in two with half the weight each and the same
// ideal is worth the same (to 1e-12), also as Compile rescales the weights.
func TestSplitIssue(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(1, 6).Draw(rt, "issues")
		share := rapid.Float64Range(0, 1)
		list := func(what string) []float64 { return rapid.SliceOfN(share, n, n).Draw(rt, what) }
		weight, terms, ideal := list("weight"), list("terms"), list("ideal")
		weight[0] += 0.1
		total := sum(weight)
		for k := range weight {
			weight[k] /= total
		}
		want := utility(weight, terms, ideal)
		k := rapid.IntRange(0, n-1).Draw(rt, "split")
		weight[k] /= 2
		got := utility(append(weight, weight[k]), append(terms, terms[k]), append(ideal, ideal[k]))
		if math.Abs(got-want) > 1e-12 {
			rt.Fatalf("utility %v, split %v", want, got)
		}
	})
}
