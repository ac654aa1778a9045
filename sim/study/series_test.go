package study

import (
	"cmp"
	"iter"
	"math"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"backchannel/sim"
	"backchannel/sim/record"
	"backchannel/sim/stats"
)

// point names a number: what it is, whose, and of which day.
type point struct {
	what, who string
	day       float64
}

// plain is an observer that keeps everything of every tick, and tells a fall
// from the event.
type plain struct {
	model  *sim.Model
	fallen []bool // by seat: who held it at the start
	seen   map[point][]float64
}

func newPlain(m *sim.Model) *plain { return &plain{model: m, seen: map[point][]float64{}} }

func (p *plain) note(e *sim.Engine, what, who string, x float64) {
	at := point{what, who, e.Now()}
	p.seen[at] = append(p.seen[at], x)
}

func (p *plain) Start(e *sim.Engine) {
	p.fallen = make([]bool, len(p.model.Holders()))
	p.Tick(e)
}

// Event: those who hold the seats at the start are the first of Outcome.Envoys.
func (p *plain) Event(ev sim.Event) {
	if ev.Kind == sim.Fell && ev.Envoy < len(p.fallen) {
		p.fallen[ev.Envoy] = true
	}
}

func (p *plain) Tick(e *sim.Engine) {
	s := p.model.Scenario()
	for t := range s.Talks {
		var list []float64
		for i, side := range p.model.TalkSides(t) {
			list = append(list, e.Optimism(t, i))
			p.note(e, s.Talks[t].Name, s.Sides[side].Name, e.Optimism(t, i))
		}
		p.note(e, s.Talks[t].Name, "", mean(nil, list).Value)
		p.note(e, s.Talks[t].Name, "realism", e.Realism(t))
	}
	for seat, holder := range p.model.Holders() {
		now := e.StandingOf(seat)
		if p.fallen[seat] {
			now = 0
		}
		p.note(e, "standing", cmp.Or(s.Envoys[holder].Person, s.Envoys[holder].Name), now)
	}
	for i := range s.Sides {
		p.note(e, "reputation", s.Sides[i].Name, e.ReliabilityOf(i))
	}
}

// compare holds what a row says of a point to what was seen there.
func (p *plain) compare(t *testing.T, at point, n int64, mean float64, levels, quantiles []float64) {
	t.Helper()
	var h stats.Histogram
	for _, x := range p.seen[at] {
		h.Add(x)
	}
	if n == 0 || n != int64(h.N()) || math.Abs(mean-h.Mean()) > 1e-9 || !slices.Equal(levels, someProbs()) {
		t.Fatalf("%+v: n %d, mean %v, levels %v; want %d, %v", at, n, mean, levels, h.N(), h.Mean())
	}
	for i, q := range quantiles {
		if want := h.Quantile(levels[i]); q != want {
			t.Fatalf("%+v: quantile %v is %v, want %v", at, levels[i], q, want)
		}
	}
}

func someProbs() []float64 { return []float64{0.1, 0.5, 0.9} }

// checkSeries holds every row of a batch, and the path of the traced run, to
// the runs played once more under a plain observer; it returns how many rows
// there are of each table.
func checkSeries(t *testing.T, m *sim.Model, runs uint64, traced uint64) (optimism, standing, reputation int) {
	t.Helper()
	r, err := Run(t.Context(), Config{Model: m, Seed: 6, Runs: int(runs), Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	all, one, engine := newPlain(m), newPlain(m), sim.NewEngine(m)
	for run := range runs {
		engine.Run(6, run, all)
	}
	engine.Run(6, traced, one)
	told := Trace(m, 6, traced)
	for row := range r.Series.Optimism(someProbs()) {
		optimism++
		all.compare(t, point{row.Talk, row.Side, row.Day}, row.N, row.Mean, row.Levels, row.Quantiles)
		if want := mean(nil, all.seen[point{row.Talk, "realism", row.Day}]).Value; math.Abs(*row.Realism-want) > 1e-8 {
			t.Fatalf("realism of %s on day %v: %v, want %v", row.Talk, row.Day, *row.Realism, want)
		}
	}
	for row := range r.Series.Standing(someProbs(), told) {
		standing++
		at := point{"standing", row.Person, row.Day}
		all.compare(t, at, row.N, row.Mean, row.Levels, row.Quantiles)
		if row.Traced != one.seen[at][0] {
			t.Fatalf("%+v: in the traced run %v, want %v", at, row.Traced, one.seen[at][0])
		}
	}
	for row := range r.Series.Reputation(someProbs(), told) {
		reputation++
		at := point{"reputation", row.Side, row.Day}
		all.compare(t, at, row.N, row.Mean, row.Levels, row.Quantiles)
		if row.Traced != one.seen[at][0] {
			t.Fatalf("%+v: in the traced run %v, want %v", at, row.Traced, one.seen[at][0])
		}
	}
	return optimism, standing, reputation
}

// TestSeriesHoldWhatTheRunsSay: two talks of two sides, three seats, three
// sides, on 151 days.
func TestSeriesHoldWhatTheRunsSay(t *testing.T) {
	a, b, c := checkSeries(t, compiled(t, theatres()), 40, 7)
	if days := 151; a != 6*days || b != 3*days || c != 3*days {
		t.Errorf("%d rows of optimism, %d of standing, %d of reputation", a, b, c)
	}
}

// TestSeriesOfOneTick: a horizon of one tick has two days, start and end.
func TestSeriesOfOneTick(t *testing.T) {
	s := theatres()
	s.Clock = sim.Clock{Horizon: 1, Tick: 7}
	if a, b, c := checkSeries(t, compiled(t, s), 5, 3); a != 12 || b != 6 || c != 6 {
		t.Errorf("%d rows of optimism, %d of standing, %d of reputation", a, b, c)
	}
}

// TestSeriesBeginWithTheScenario holds day 0 to what the scenario says, and the
// last day to what the outcome of the traced run does.
func TestSeriesBeginWithTheScenario(t *testing.T) {
	s := theatres()
	s.Sides[1].Reliability = []float64{0.9, math.NaN(), 0.25} // what North believes of East and of South
	m := compiled(t, s)
	o := sim.NewEngine(m).Run(6, 3)
	r, err := Run(t.Context(), Config{Model: m, Seed: 6, Runs: 3})
	if err != nil {
		t.Fatal(err)
	}
	prior := s.Rules.Reputation.Prior
	begin := map[string]float64{"East": (0.9 + prior) / 2, "North": prior, "South": (0.25 + prior) / 2}
	told := Trace(m, 6, 3)
	for row := range r.Series.Reputation(someProbs(), told) {
		i := slices.IndexFunc(m.Scenario().Sides, func(x sim.Side) bool { return x.Name == row.Side })
		if row.Day == 0 && (math.Abs(row.Mean-begin[row.Side]) > 1e-9 || math.Abs(row.Traced-begin[row.Side]) > 1e-12) {
			t.Errorf("%+v, want %v", row, begin[row.Side])
		}
		if row.Day == 600 && row.Traced != o.Sides[i].Reliability {
			t.Errorf("%+v, want %v", row, o.Sides[i].Reliability)
		}
	}
	for row := range r.Series.Standing(someProbs(), told) {
		i := slices.IndexFunc(m.Scenario().Envoys, func(x sim.Envoy) bool { return cmp.Or(x.Person, x.Name) == row.Person })
		if home := m.Scenario().Envoys[i].Standing; row.Day == 0 && (math.Abs(row.Mean-home) > 1e-9 || row.Traced != home) {
			t.Errorf("%+v, want %v", row, home)
		}
		for k := range o.Envoys[:3] {
			if e := &o.Envoys[k]; row.Day == 600 && e.Person == i && row.Traced != e.Standing {
				t.Errorf("%+v, want %v", row, e.Standing)
			}
		}
	}
}

// TestSeriesOfThoseWhoFallAtOnce: all fall within the first tick, mostly, and
// successors sit before it is through; their standing is not the first
// holders'.
func TestSeriesOfThoseWhoFallAtOnce(t *testing.T) {
	s := theatres()
	s.Clock.Horizon = 3
	s.Rules.Careers.Vacancy = 0
	for i := range s.Envoys {
		s.Envoys[i].FallRate = 2 * sim.DaysPerYear
	}
	m := compiled(t, s)
	checkSeries(t, m, 50, 0)
	replaced := 0
	engine := sim.NewEngine(m)
	watch := &sampler{grid: newGrid(s.Clock), look: func(day int, e *sim.Engine) {
		for seat := range m.Holders() {
			if day == 1 && e.StandingOfFirst(seat) == 0 && e.StandingOf(seat) > 0 {
				replaced++
			}
		}
	}}
	for run := range uint64(50) {
		engine.Run(6, run, watch)
	}
	if replaced < 50 {
		t.Errorf("%d of 150 seats had a successor at the end of the first tick", replaced)
	}
}

// TestSeriesOfNoOne: without envoys there is no standing, and a side that is
// alone is known to no one.
func TestSeriesOfNoOne(t *testing.T) {
	s := theatres()
	s.Envoys, s.Deals = nil, nil
	for i := range s.Talks {
		s.Talks[i].Envoys = nil
	}
	if a, b, c := checkSeries(t, compiled(t, s), 5, 0); a == 0 || b != 0 || c == 0 {
		t.Errorf("without envoys: %d rows of optimism, %d of standing, %d of reputation", a, b, c)
	}
	s = theatres()
	s.Sides, s.Talks, s.Corps, s.Deals = s.Sides[:1], nil, nil, nil
	s.Envoys = s.Envoys[len(s.Envoys)-1:] // East's guest
	s.Sides[0].Reliability = []float64{math.NaN()}
	m := compiled(t, s)
	series := newSeries(m)
	sim.NewEngine(m).Run(6, 0, series.watch)
	told := Trace(m, 6, 0)
	if a, b, c := count(series.Optimism(nil)), count(series.Standing(nil, told)), count(series.Reputation(nil, told)); a != 0 || b != 151 || c != 0 {
		t.Errorf("a side alone: %d rows of optimism, %d of standing, %d of reputation", a, b, c)
	}
}

func count[R record.Row](rows iter.Seq[R]) (n int) {
	for range rows {
		n++
	}
	return n
}

// TestSeriesMergeInAnyOrder deals runs out to several series at random and
// merges these in a random order: the whole is the same to the last bit.
func TestSeriesMergeInAnyOrder(t *testing.T) {
	s := theatres()
	s.Clock.Horizon = 60
	m := compiled(t, s)
	engine, whole := sim.NewEngine(m), newSeries(m)
	const runs = 12
	for run := range uint64(runs) {
		engine.Run(2, run, whole.watch)
	}
	rapid.Check(t, func(t *rapid.T) {
		parts := make([]*Series, rapid.IntRange(1, 5).Draw(t, "parts"))
		for i := range parts {
			parts[i] = newSeries(m)
		}
		for _, run := range rapid.Permutation(list(runs)).Draw(t, "order of runs") {
			part := rapid.IntRange(0, len(parts)-1).Draw(t, "part")
			engine.Run(2, uint64(run), parts[part].watch)
		}
		sum := newSeries(m)
		for _, i := range rapid.Permutation(list(len(parts))).Draw(t, "order of parts") {
			sum.merge(parts[i])
		}
		if !reflect.DeepEqual(sum.found, whole.found) {
			t.Error("parts merge to another whole")
		}
	})
}

func list(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

// TestSeriesCanBeLeftHalfway: a reader who stops gets no more rows.
func TestSeriesCanBeLeftHalfway(t *testing.T) {
	m := compiled(t, theatres())
	series := newSeries(m)
	sim.NewEngine(m).Run(6, 0, series.watch)
	told := Trace(m, 6, 0)
	for range series.Optimism(nil) {
		break
	}
	for range series.Standing(nil, told) {
		break
	}
	for range series.Reputation(nil, told) {
		break
	}
}
