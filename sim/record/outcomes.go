package record

import (
	"errors"
	"fmt"
	"iter"
	"math"
	"slices"

	"backchannel/sim"
)

// Outcomes gives back, run by run, what the tables runs, deals, envoys and
// sides of a results folder hold; m must be the model that was played, else it
// is an error. Readouts are in no table and are left out. An error is the last
// that is given.
func Outcomes(folder string, m *sim.Model) iter.Seq2[*sim.Outcome, error] {
	return func(yield func(*sim.Outcome, error) bool) {
		r := newRebuilder(folder, m)
		defer r.stop()
		for {
			o, err := r.next()
			if err != nil {
				yield(nil, fmt.Errorf("results in %s: %w", folder, err))
				return
			}
			if o == nil || !yield(o, nil) {
				return
			}
		}
	}
}

// rebuilder reads the four tables side by side, a run at a time.
type rebuilder struct {
	runs   cursor[RunRow]
	deals  cursor[DealRow]
	envoys cursor[EnvoyRow]
	sides  cursor[SideRow]

	scenario *sim.Scenario
	holders  []int          // by seat: who held it at the start
	seats    map[string]int // by his name
}

func newRebuilder(folder string, m *sim.Model) *rebuilder {
	r := &rebuilder{
		runs: cursorOf[RunRow](folder), deals: cursorOf[DealRow](folder),
		envoys: cursorOf[EnvoyRow](folder), sides: cursorOf[SideRow](folder),
		scenario: m.Scenario(), holders: m.Holders(), seats: map[string]int{},
	}
	for seat, holder := range r.holders {
		r.seats[r.scenario.Envoys[holder].Name] = seat
	}
	return r
}

func (r *rebuilder) stop() {
	r.runs.stop()
	r.deals.stop()
	r.envoys.stop()
	r.sides.stop()
}

// next rebuilds the next run; nil after the last.
func (r *rebuilder) next() (*sim.Outcome, error) {
	first, ok, err := r.runs.peek()
	if !ok || err != nil {
		return nil, err
	}
	run := first.Run
	runs, errRuns := r.runs.of(run, func(x RunRow) int64 { return x.Run })
	envoys, errEnvoys := r.envoys.of(run, func(x EnvoyRow) int64 { return x.Run })
	deals, errDeals := r.deals.of(run, func(x DealRow) int64 { return x.Run })
	sides, errSides := r.sides.of(run, func(x SideRow) int64 { return x.Run })
	if err := errors.Join(errRuns, errEnvoys, errDeals, errSides); err != nil {
		return nil, err
	}
	s := r.scenario
	if len(runs) != len(s.Talks) || len(sides) != len(s.Sides) {
		return nil, fmt.Errorf("run %d has %d talks and %d sides, the scenario %d and %d: they do not belong together",
			run, len(runs), len(sides), len(s.Talks), len(s.Sides))
	}
	o := &sim.Outcome{Run: uint64(run)}
	for i, row := range runs {
		if row.Talk != s.Talks[i].Name {
			return nil, unknown(run, "talk", row.Talk)
		}
		o.Talks = append(o.Talks, talkOutcome(i, row))
	}
	for i, row := range sides {
		if row.Side != s.Sides[i].Name {
			return nil, unknown(run, "side", row.Side)
		}
		o.Sides = append(o.Sides, sim.SideOutcome{
			Side: i, Reliability: number(row.Reliability), Signed: int(row.Signed), Broken: int(row.Broken), Honoured: number(row.Honoured),
		})
	}
	if err := r.addEnvoys(o, envoys); err != nil {
		return nil, err
	}
	return o, r.addDeals(o, deals, envoys)
}

func (r *rebuilder) addEnvoys(o *sim.Outcome, rows []EnvoyRow) error {
	s := r.scenario
	for _, row := range rows {
		seat, ok := r.seats[row.Envoy]
		if !ok || row.Generation < 0 {
			return unknown(int64(o.Run), "envoy", row.Envoy)
		}
		holder := r.holders[seat]
		person := -1 // a newcomer
		if bench := s.Envoys[holder].Successors; row.Generation == 0 {
			person = holder
		} else if g := int(row.Generation); g <= len(bench) {
			person = slices.IndexFunc(s.Envoys, func(e sim.Envoy) bool { return e.Name == bench[g-1] })
		}
		o.Envoys = append(o.Envoys, sim.EnvoyOutcome{
			Office: seat, Person: person, Generation: int(row.Generation), From: row.From, Until: row.Until, Fell: row.Fell,
			Standing: row.Standing, Peak: row.Peak, Portfolio: int(row.Portfolio),
			Signed: int(row.Signed), Lost: int(row.Lost), Leaks: int(row.Leaks),
		})
	}
	return nil
}

func (r *rebuilder) addDeals(o *sim.Outcome, rows []DealRow, envoys []EnvoyRow) error {
	s := r.scenario
	for _, row := range rows {
		talk := slices.IndexFunc(s.Talks, func(t sim.Talk) bool { return t.Name == row.Talk })
		cause, route := causeOf(row.Cause), routeOf(row.Route)
		if talk < 0 || cause < 0 || route < 0 {
			return fmt.Errorf("run %d: deal of talk %q, route %q, cause %q is not the scenario's", o.Run, row.Talk, row.Route, row.Cause)
		}
		d := sim.DealOutcome{
			Talk: talk, Number: int(row.Deal), Day: row.Day, End: row.End, Cause: sim.Cause(cause), Route: sim.Route(route),
			Breaker:   slices.IndexFunc(s.Sides, func(x sim.Side) bool { return x.Name == row.Breaker }),
			Formality: row.Formality, Coverage: row.Coverage, Core: row.Core, Realism: row.Realism,
			Optimism: row.Optimism, Promised: row.Promised, Utility: row.Utility,
		}
		for _, x := range row.Terms {
			d.Terms = append(d.Terms, number(x))
		}
		for _, name := range row.Signers {
			at := signer(envoys, name, d.Day)
			if at < 0 || apart(&envoys[at], d.Day) > s.Clock.Tick {
				return unknown(int64(o.Run), "signer", name)
			}
			d.Signers = append(d.Signers, at)
		}
		o.Deals = append(o.Deals, d)
	}
	return nil
}

// signer is the envoy of that name who held his seat on the day or, as one who
// falls in the tick in which he signs may fall a few hours before, nearest to
// it; -1: there is none.
func signer(envoys []EnvoyRow, name string, day float64) int {
	best := -1
	for i := range envoys {
		if e := &envoys[i]; e.Person == name && (best < 0 || apart(e, day) < apart(&envoys[best], day)) {
			best = i
		}
	}
	return best
}

// apart is how far a day is from the tenure of an envoy; 0: it is in it.
func apart(e *EnvoyRow, day float64) float64 { return max(e.From-day, day-e.Until, 0) }

func talkOutcome(talk int, row RunRow) sim.TalkOutcome {
	return sim.TalkOutcome{
		Talk: talk, Meetings: int(row.Meetings), Contacts: int(row.Contacts), Leaks: int(row.Leaks),
		Falls: int(row.Falls), Deals: int(row.Deals),
		FirstUnderstanding: number(row.FirstUnderstandingDay), FirstDeal: number(row.FirstDealDay),
		PeakOptimism: row.PeakOptimism, MeanOptimism: row.MeanOptimism, MeanExcess: row.MeanExcess,
		Rise: number(row.Rise), Sawtooth: number(row.Sawtooth),
		PromisedTime: row.PromisedDays, HonouredTime: row.HonouredDays,
	}
}

func unknown(run int64, what, name string) error {
	return fmt.Errorf("run %d: %s %q is not the scenario's", run, what, name)
}

// number is NaN for NULL.
func number(x *float64) float64 {
	if x == nil {
		return math.NaN()
	}
	return *x
}

// causeOf is the cause of that name; -1: there is none.
func causeOf(name string) int {
	for c := range sim.NumCauses {
		if c.String() == name {
			return int(c)
		}
	}
	return -1
}

// routeOf is the route of that name; -1: there is none.
func routeOf(name string) int {
	return slices.Index([]string{sim.ByEnvoys.String(), sim.ByProfessionals.String(), sim.AtStart.String()}, name)
}

// cursor reads a table row by row and can look one row ahead.
type cursor[R Row] struct {
	pull  func() (R, error, bool)
	stop  func()
	ahead R
	err   error
	have  bool // ahead and err are the next row
}

func cursorOf[R Row](folder string) cursor[R] {
	pull, stop := iter.Pull2(Read[R](folder))
	return cursor[R]{pull: pull, stop: stop}
}

// peek returns the next row and leaves it there.
func (c *cursor[R]) peek() (row R, ok bool, err error) {
	if !c.have {
		c.ahead, c.err, c.have = c.pull()
	}
	return c.ahead, c.have && c.err == nil, c.err
}

// of takes the rows of a run, which follow one another.
func (c *cursor[R]) of(run int64, runOf func(R) int64) (rows []R, err error) {
	for {
		row, ok, err := c.peek()
		if !ok || runOf(row) != run {
			return rows, err
		}
		rows, c.have = append(rows, row), false
	}
}
