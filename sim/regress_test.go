package sim

import (
	"math"
	"strings"
	"testing"
)

// eventsOf plays one run and returns what happened.
func eventsOf(e *Engine, seed, run uint64) []Event {
	l := &eventLog{}
	e.Run(seed, run, l)
	return l.events
}

type eventLog struct{ events []Event }

func (l *eventLog) Start(*Engine)  {}
func (l *eventLog) Event(ev Event) { l.events = append(l.events, ev) }
func (l *eventLog) Tick(*Engine)   {}

// TestWhoSpokeLast: who speaks for a side changes only at meetings that are
// held, not at candidates that are not, and not where a meeting is cancelled.
func TestWhoSpokeLast(t *testing.T) {
	s := theatres()
	s.Rules.Careers.Rivalry = 3
	s.Rules.Meeting.Spread = 2
	e := NewEngine(mustCompile(t, s))
	var before [][]int
	held := map[int]bool{}
	fell := false
	w := &hooks{
		event: func(ev Event) {
			if ev.Kind == Meeting {
				held[ev.Talk] = true
			}
			fell = fell || ev.Kind == Fell
		},
		tick: func(e *Engine) {
			for i := range e.talks {
				now := append([]int(nil), e.talks[i].voice...)
				if i < len(before) && !held[i] && !fell {
					for s := range now {
						if now[s] != before[i][s] {
							t.Fatalf("talk %d: %v speak in the place of %v, though no one met", i, now, before[i])
						}
					}
				}
				if i < len(before) {
					before[i] = now
				} else {
					before = append(before, now)
				}
			}
			clear(held)
			fell = false
		},
	}
	for run := range uint64(5) {
		before = nil
		e.Run(1, run, w)
	}
}

type hooks struct {
	event func(Event)
	tick  func(*Engine)
}

func (h *hooks) Start(*Engine)  {}
func (h *hooks) Event(ev Event) { h.event(ev) }
func (h *hooks) Tick(e *Engine) { h.tick(e) }

// TestEventsOfATalkComeInOrder: within any tick meetings, contacts and
// signatures of a talk are played in the order of time.
func TestEventsOfATalkComeInOrder(t *testing.T) {
	for _, tick := range []float64{1, 7, 31} {
		s := theatres()
		s.Clock.Tick = tick
		e := NewEngine(mustCompile(t, s))
		for run := range uint64(20) {
			last := make([]float64, len(s.Talks))
			for _, ev := range eventsOf(e, 1, run) {
				switch ev.Kind {
				case Meeting, Contact, Understood, Reopened, Signed, Refused:
					if ev.Day < last[ev.Talk] {
						t.Fatalf("tick %v: %s on day %v after something on day %v", tick, ev.Kind, ev.Day, last[ev.Talk])
					}
					last[ev.Talk] = ev.Day
				}
			}
		}
	}
}

// TestMeetingsOnTheirDates: with a calendar alone every meeting falls on its
// day, and none is missed while all seats are taken.
func TestMeetingsOnTheirDates(t *testing.T) {
	s := still()
	s.Talks[0].MeetingDates = []float64{400, 0, 12.5, 13, 1094.9, 1095, 2000}
	var days []float64
	for _, ev := range eventsOf(NewEngine(mustCompile(t, s)), 1, 1) {
		if ev.Kind == Meeting {
			days = append(days, ev.Day)
		}
	}
	want := []float64{0, 12.5, 13, 400, 1094.9} // the horizon itself is past the end
	if len(days) != len(want) {
		t.Fatalf("met on %v, want %v", days, want)
	}
	for i := range want {
		if days[i] != want[i] {
			t.Fatalf("met on %v, want %v", days, want)
		}
	}
}

// TestRivalCountsOnce: one rival of ambition and standing 1 spoils a deal of
// which nothing is formal at spoil_rate, though he rivals two of its signers.
func TestRivalCountsOnce(t *testing.T) {
	s := still()
	for _, name := range []string{"North second", "North third"} {
		e := s.envoy(name, "North")
		e.Standing, e.Ambition = 1, 1
	}
	s.Talks[0].Envoys = append(s.Talks[0].Envoys, "North second", "North third")
	d := s.begin(0)
	d.Signers = append(d.Signers, "North second", "North second")
	e := NewEngine(mustCompile(t, s))
	e.reset(1, 1)
	rate, by := e.spoilRate(&e.talks[0])
	if math.Abs(rate-s.Rules.Collapse.SpoilRate) > 1e-12 || by != 0 {
		t.Errorf("rate %v by side %d, want %v by side 0", rate, by, s.Rules.Collapse.SpoilRate)
	}
	if n := len(e.out.Deals[0].Signers); n != 3 {
		t.Errorf("%d signers, want 3: one is named twice", n)
	}
}

// TestRatesStayBelowTheirBounds: no state-dependent rate exceeds the bound of
// the clock that is thinned to it.
func TestRatesStayBelowTheirBounds(t *testing.T) {
	s := theatres()
	s.Rules.Careers.Scrutiny, s.Rules.Careers.Rivalry = 4, 2
	e := NewEngine(mustCompile(t, s))
	height := func(c *clock) float64 {
		if len(c.layers) == 0 {
			return 0
		}
		top := c.layers[len(c.layers)-1]
		return (top.floor + top.height) * DaysPerYear
	}
	w := &tracer{tick: func(e *Engine, _, _ int) {
		for i := range e.offices {
			if r := e.fallRate(i); e.offices[i].seated && r > height(&e.offices[i].fall) {
				t.Fatalf("fall rate %v a year above %v", r, height(&e.offices[i].fall))
			}
		}
		for i := range e.talks {
			if r, _ := e.spoilRate(&e.talks[i]); r > height(&e.talks[i].spoiling) {
				t.Fatalf("spoil rate %v a year above %v", r, height(&e.talks[i].spoiling))
			}
		}
	}}
	for run := range uint64(5) {
		e.Run(1, run, w)
	}
}

// TestSuccessorDidNotSpeak: a package on which only a fallen envoy has spoken
// is not signed on his successor's word.
func TestSuccessorDidNotSpeak(t *testing.T) {
	e := NewEngine(mustCompile(t, duel()))
	e.reset(1, 1)
	e.now = 1
	talk := &e.talks[0]
	talk.voice[0], talk.voice[1] = 0, 1
	if !e.spokenFor(talk) {
		t.Fatal("both sides spoke")
	}
	e.topple(0, candidate{at: 0.5, key: 1})
	e.seat(0, 1)
	if e.spokenFor(talk) {
		t.Error("a successor who met no one is taken to have spoken")
	}
}

// TestAddedTalkSharesLuck: another talk of an envoy shifts neither his first
// reading for the old one nor the traits of those who follow him.
func TestAddedTalkSharesLuck(t *testing.T) {
	alone := duel()
	both := duel()
	x := *both.talk("a talk before main", "North", "South")
	x.Envoys = []string{"North envoy"}
	both.Talks[1] = x
	a, b := NewEngine(mustCompile(t, alone)), NewEngine(mustCompile(t, both))
	for run := range uint64(10) {
		a.reset(1, run)
		b.reset(1, run)
		for generation := range 3 {
			for k, m := range a.offices[0].reading[0] {
				if got := b.offices[0].reading[1][k]; got != m {
					t.Fatalf("generation %d reads %v with another talk, %v without", generation, got, m)
				}
			}
			if x, y := a.offices[0].traits.Lean, b.offices[0].traits.Lean; x != y {
				t.Fatalf("generation %d leans %v with another talk, %v without", generation, y, x)
			}
			a.seat(0, 1)
			b.seat(0, 1)
		}
	}
}

// TestPeakStartsAtTheStart: optimism is at its peak on day 0 if it only fades.
func TestPeakStartsAtTheStart(t *testing.T) {
	s := still()
	s.Talks[0].Optimism = 0.9
	if got := NewEngine(mustCompile(t, s)).Run(1, 1).Talks[0].PeakOptimism; got != 0.9 {
		t.Errorf("peak %v, want 0.9", got)
	}
}

// TestCompileReportsAll: all that is wrong with a structure comes in one error,
// and nothing panics.
func TestCompileReportsAll(t *testing.T) {
	s := duel()
	s.envoy("stray", "West")
	s.Envoys[0].Successors = []string{"nobody"}
	s.Envoys[1].Covets = []string{"no talk"}
	s.Talks[0].Issues = []string{"border", "moon"}
	s.begin(0).Signers = []string{"no one"}
	s.Deals[0].Talk = "main"
	expectErrors(t, s, `"West"`, `"nobody"`, `"no talk"`, `"moon"`, `"no one"`)

	s = duel()
	s.Sides[0].Weight = s.Sides[0].Weight[:2]
	s.Envoys[0].Bias = nil
	s.Talks[0].Reservation = []float64{1}
	expectErrors(t, s, "2 values of weight for 4 names", "0 values of bias", "1 values of reservation")

	s = duel()
	s.Sides = append(s.Sides, s.Sides[0])
	s.Sides[2].Name = "West"
	for i := range s.Sides {
		s.Sides[i].Reliability = []float64{math.NaN(), math.NaN(), math.NaN()}
	}
	s.Talks[0].Reservation = nil
	s.envoy("west envoy", "West")
	s.begin(0).Signers = []string{"west envoy"}
	expectErrors(t, s, `"west envoy" is of a side that is not in talk main`)
}

func expectErrors(t *testing.T, s *Scenario, parts ...string) {
	t.Helper()
	_, err := Compile(s)
	if err == nil {
		t.Fatal("compiled")
	}
	for _, part := range parts {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("the error does not mention %s:\n%v", part, err)
		}
	}
}
