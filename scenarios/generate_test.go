package scenarios_test

import (
	"math"
	"slices"
	"strings"
	"time"

	"pgregory.net/rapid"

	"backchannel/scenarios"
	"backchannel/sim"
)

// scenario generates valid scenarios of every shape, with every entry anywhere
// in its declared range and names that TOML has to quote.
func scenario(rt *rapid.T) *scenarios.Scenario {
	issues, sides := names(rt, "issue", 1, 5), names(rt, "side", 2, 4)
	lengths := map[string]int{"issues": len(issues), "sides": len(sides)}
	x := &sim.Scenario{}
	vary(rt, sim.ClockParams(), &x.Clock, nil)
	x.Clock.Tick = min(x.Clock.Tick, x.Clock.Horizon)
	x.Clock.Horizon = min(x.Clock.Horizon, 100_000*x.Clock.Tick)
	vary(rt, sim.RuleParams(), &x.Rules, nil)
	for _, n := range issues {
		i := sim.Issue{Name: n}
		vary(rt, sim.IssueParams(), &i, nil)
		if i.Sweetener = rapid.Bool().Draw(rt, "sweetener"); i.Sweetener {
			i.Irritant = 0
		}
		x.Issues = append(x.Issues, i)
	}
	for i, n := range sides {
		s := sim.Side{Name: n, Principal: word().Draw(rt, "principal")}
		vary(rt, sim.SideParams(), &s, lengths)
		s.Reliability[i] = math.NaN()
		s.Weight[0] = max(s.Weight[0], 0.01)
		x.Sides = append(x.Sides, s)
	}
	for _, n := range names(rt, "envoy", 0, 5) {
		e := sim.Envoy{Name: n, Person: word().Draw(rt, "person"), Side: rapid.SampledFrom(sides).Draw(rt, "side")}
		vary(rt, sim.EnvoyParams(), &e, lengths)
		x.Envoys = append(x.Envoys, e)
	}
	for _, n := range names(rt, "corps", 0, 3) {
		c := sim.Corps{Name: n, Side: rapid.SampledFrom(sides).Draw(rt, "side")}
		vary(rt, sim.CorpsParams(), &c, lengths)
		x.Corps = append(x.Corps, c)
	}
	waits := bench(rt, x)
	for _, n := range names(rt, "talk", 1, 4) {
		x.Talks = append(x.Talks, talk(rt, x, n, issues, sides, lengths, waits))
	}
	deals(rt, x, lengths, waits)
	s := &scenarios.Scenario{Title: word().Draw(rt, "title"), Description: word().Draw(rt, "description"), Sim: x}
	s.Expect = expectations(rt, x)
	s.Start = time.Date(rapid.IntRange(1000, 9000).Draw(rt, "year"), time.Month(rapid.IntRange(1, 12).Draw(rt, "month")), rapid.IntRange(1, 28).Draw(rt, "day"), 0, 0, 0, 0, time.UTC)
	return s
}

// expectations draws what may be expected of a scenario.
func expectations(rt *rapid.T, x *sim.Scenario) []scenarios.Expectation {
	owners := []string{"all.", "sides.'" + x.Sides[0].Name + "'.", "'" + x.Talks[0].Name + "'."}
	if strings.Contains(x.Sides[0].Name+x.Talks[0].Name, "'") {
		owners = owners[:1]
	}
	if len(x.Talks) == 1 {
		owners = append(owners, "")
	}
	var list []scenarios.Expectation
	for range rapid.IntRange(0, 3).Draw(rt, "expectations") {
		list = append(list, scenarios.Expectation{
			Metric:     rapid.SampledFrom(owners).Draw(rt, "owner") + rapid.StringMatching(`[a-z][a-z_0-9]{0,5}`).Draw(rt, "key"),
			Comparison: rapid.SampledFrom([]scenarios.Comparison{scenarios.Less, scenarios.AtMost, scenarios.More, scenarios.AtLeast}).Draw(rt, "comparison"),
			Value:      rapid.Float64Range(-1e15, 1e15).Draw(rt, "value") + 0,
			Versus:     rapid.SampledFrom(append(scenarios.Names(), "")).Draw(rt, "versus"),
			Why:        word().Draw(rt, "why"),
		})
	}
	return list
}

// bench lets some envoys wait behind one of the same side.
func bench(rt *rapid.T, x *sim.Scenario) map[string]bool {
	waits := map[string]bool{}
	for i := range x.Envoys {
		for j := range x.Envoys[:i] {
			holder, next := &x.Envoys[j], &x.Envoys[i]
			if holder.Side == next.Side && !waits[holder.Name] && !waits[next.Name] && rapid.Bool().Draw(rt, "waits") {
				holder.Successors = append([]string{next.Name}, holder.Successors...) // any order but that of names
				waits[next.Name] = true
			}
		}
	}
	return waits
}

func talk(rt *rapid.T, x *sim.Scenario, name string, issues, sides []string, lengths map[string]int, waits map[string]bool) sim.Talk {
	t := sim.Talk{Name: name}
	vary(rt, sim.TalkParams(), &t, lengths)
	t.Sides = slices.Sorted(slices.Values(rapid.Permutation(sides).Draw(rt, "sides")[:rapid.IntRange(2, len(sides)).Draw(rt, "sides of talk")]))
	if rapid.Bool().Draw(rt, "some issues") {
		t.Issues = slices.Sorted(slices.Values(issues[:rapid.IntRange(1, len(issues)).Draw(rt, "issues of talk")]))
	}
	for i := range x.Sides {
		if !slices.Contains(t.Sides, x.Sides[i].Name) {
			t.Reservation[i] = math.NaN()
		}
	}
	for i := range x.Envoys {
		e := &x.Envoys[i]
		switch here := slices.Contains(t.Sides, e.Side); {
		case here && !waits[e.Name] && rapid.Bool().Draw(rt, "sits"):
			t.Envoys = append(t.Envoys, e.Name)
		case here && rapid.Bool().Draw(rt, "covets"):
			e.Covets = slices.Sorted(slices.Values(append(e.Covets, name)))
		}
	}
	for i := range x.Corps {
		if slices.Contains(t.Sides, x.Corps[i].Side) && rapid.Bool().Draw(rt, "takes part") {
			t.Corps = append(t.Corps, x.Corps[i].Name)
		}
	}
	slices.Sort(t.Envoys)
	slices.Sort(t.Corps)
	t.MeetingDates, t.ContactDates = dates(rt, x.Clock.Horizon), dates(rt, x.Clock.Horizon)
	return t
}

// dates draws days after the start that are whole seconds, as calendars go.
func dates(rt *rapid.T, horizon float64) []float64 {
	last := int(math.Ceil(horizon*86400)) - 1
	var days []float64
	for _, s := range rapid.SliceOfNDistinct(rapid.IntRange(0, last), 0, 4, rapid.ID).Draw(rt, "dates") {
		days = append(days, float64(s)/86400)
	}
	slices.Sort(days)
	return days
}

func deals(rt *rapid.T, x *sim.Scenario, lengths map[string]int, waits map[string]bool) {
	for i := range x.Talks {
		t := &x.Talks[i]
		if !rapid.Bool().Draw(rt, "stands") {
			continue
		}
		d := sim.StandingDeal{Name: "deal on " + t.Name, Talk: t.Name}
		vary(rt, sim.DealParams(), &d, lengths)
		covered := false
		for k := range d.Terms {
			inTalk := len(t.Issues) == 0 || slices.Contains(t.Issues, x.Issues[k].Name)
			switch {
			case !inTalk:
				d.Terms[k] = math.NaN()
			case !covered:
				d.Terms[k], covered = 0.25, true
			}
		}
		for j := range x.Envoys {
			if e := &x.Envoys[j]; slices.Contains(t.Sides, e.Side) && !waits[e.Name] {
				d.Signers = append(d.Signers, e.Name)
			}
		}
		x.Deals = append(x.Deals, d)
	}
}

// names draws distinct names, in order, of letters, digits, blanks, dots and
// signs of several scripts.
func names(rt *rapid.T, kind string, least, most int) []string {
	list := rapid.SliceOfNDistinct(rapid.StringMatching(`[A-Za-z0-9_ÄéЖ北.#=\]'-]( ?[a-z.Ж北0-9-]){0,6}`), least, most, rapid.ID).Draw(rt, kind)
	slices.Sort(list)
	return list
}

// word draws a text that can be printed, quotes and backslashes included.
func word() *rapid.Generator[string] {
	return rapid.StringMatching(`([A-Za-zÄé北"\\'#]( ?[a-z.,:"\\]){0,9})?`)
}

// vary draws every number of x that params declare.
func vary[T any](rt *rapid.T, params []sim.Param[T], x *T, lengths map[string]int) {
	sim.Fill(params, x, lengths)
	for _, p := range params {
		draw := func(to *float64) {
			switch rapid.IntRange(0, 3).Draw(rt, p.Key+" kind") {
			case 0:
				*to = p.Max
			case 1:
				if *to = p.Min; p.Open {
					*to = math.Nextafter(p.Min, p.Max)
				}
			case 2:
				*to = rapid.Float64Range(p.Min, p.Max).Filter(p.Allows).Draw(rt, p.Key) + 0
			}
		}
		switch {
		case p.Number != nil:
			draw(p.Number(x))
		case p.Each != nil:
			for i := range *p.Each(x) {
				draw(&(*p.Each(x))[i])
			}
		}
	}
}
