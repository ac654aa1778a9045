package scenarios_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"backchannel/scenarios"
	"backchannel/sim"
)

// TestNoChangeIsOneHash: two scenarios differ in nothing if and only if they
// have one hash, whatever the kind of the difference, and the difference the
// other way round is its mirror image.
func TestNoChangeIsOneHash(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		a := scenario(rt)
		b := a
		if rapid.IntRange(0, 4).Draw(rt, "other") == 0 {
			b = scenario(rt)
		} else if b = again(rt, a); rapid.Bool().Draw(rt, "altered") {
			alter(rt, b)
		}
		b.Name, b.Title, b.Description = "other", "other", "other"
		forth, back := scenarios.Diff(a, b), scenarios.Diff(b, a)
		if (len(forth) == 0) != (a.Hash() == b.Hash()) {
			rt.Fatalf("%d changes, and one hash is %v:\n%s", len(forth), a.Hash() == b.Hash(), show(forth))
		}
		if got, want := show(mirror(back)), show(forth); got != want {
			rt.Fatalf("back and forth differ:\n%s\n%s", got, want)
		}
	})
}

// again is a copy of a scenario that shares nothing with it.
func again(rt *rapid.T, s *scenarios.Scenario) *scenarios.Scenario {
	copied, err := scenarios.Load("-", scenarios.Options{Stdin: bytes.NewReader(s.Resolved())})
	if err != nil {
		rt.Fatal(err)
	}
	return copied
}

// alter changes one thing, of any kind, or nothing at all.
func alter(rt *rapid.T, s *scenarios.Scenario) {
	x := s.Sim
	side, talk := &x.Sides[0], &x.Talks[0]
	things := []func(){
		func() { s.Start = s.Start.AddDate(0, 0, 1) },
		func() { x.Clock.Horizon++ },
		func() { x.Rules.Careers.Vacancy = 17 },
		func() { side.Principal += "x" },
		func() { side.Ideal[0] = math.Abs(side.Ideal[0] - 0.5) },
		func() { side.Reliability[1] = 0.5 },
		func() { talk.Optimism = math.NaN() },
		func() { talk.MeetingDates = append(slices.Clone(talk.MeetingDates), 0.5) },
		func() { talk.ContactDates = nil },
		func() { talk.Issues = []string{x.Issues[0].Name} },
		func() { x.Issues[0].Sweetener = !x.Issues[0].Sweetener },
		func() { x.Envoys = nil },
		func() { x.Corps = append(x.Corps, sim.Corps{Name: "new", Side: side.Name}) },
		func() { x.Deals = x.Deals[:len(x.Deals)/2] },
		func() { x.Talks = append(x.Talks, sim.Talk{Name: "new", Sides: talk.Sides}) },
		func() {
			for i := range x.Envoys {
				slices.Reverse(x.Envoys[i].Successors)
			}
		},
	}
	things[rapid.IntRange(0, len(things)-1).Draw(rt, "thing")]()
}

func show(list []scenarios.Change) string {
	text, err := json.MarshalIndent(list, "", " ")
	if err != nil {
		panic(err)
	}
	return string(text)
}

// mirror swaps the two scenarios of a difference.
func mirror(list []scenarios.Change) []scenarios.Change {
	other := map[scenarios.ChangeKind]scenarios.ChangeKind{
		scenarios.Changed: scenarios.Changed, scenarios.Added: scenarios.Removed, scenarios.Removed: scenarios.Added,
	}
	var out []scenarios.Change
	for _, c := range list {
		c.Kind, c.Old, c.New, c.AddedItems, c.RemovedItems = other[c.Kind], c.New, c.Old, c.RemovedItems, c.AddedItems
		c.Entries = mirror(c.Entries)
		out = append(out, c)
	}
	return out
}

// TestChangedNumbersCanBeSet: where only numbers differ, setting those that
// are told makes the one scenario the other.
func TestChangedNumbersCanBeSet(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		a := scenario(rt)
		b := again(rt, a)
		redraw(rt, b.Sim)
		var set []string
		for _, c := range scenarios.Diff(a, b) {
			if c.Kind != scenarios.Changed || c.Unit == "" {
				rt.Fatalf("not a changed number: %+v", c)
			}
			if got, err := b.Get(c.Path); got != c.New || err != nil {
				rt.Fatalf("%s is told to be %s and is %s, %v", c.Path, c.New, got, err)
			}
			set = append(set, c.Path+"="+c.New)
		}
		got, err := scenarios.Load("-", scenarios.Options{Stdin: bytes.NewReader(a.Resolved()), Set: set})
		if err != nil || got.Hash() != b.Hash() {
			rt.Fatalf("%v: not the other scenario after\n%s", err, strings.Join(set, "\n"))
		}
	})
}

// redraw draws some of the numbers of a scenario again, but for the horizon,
// which cuts calendars. What must not be given is left so.
func redraw(rt *rapid.T, x *sim.Scenario) {
	redrawOne(rt, sim.RuleParams(), &x.Rules)
	redrawAll(rt, sim.IssueParams(), x.Issues)
	redrawAll(rt, sim.SideParams(), x.Sides)
	redrawAll(rt, sim.EnvoyParams(), x.Envoys)
	redrawAll(rt, sim.CorpsParams(), x.Corps)
	redrawAll(rt, sim.TalkParams(), x.Talks)
	redrawAll(rt, sim.DealParams(), x.Deals)
	for i := range x.Issues {
		if x.Issues[i].Sweetener {
			x.Issues[i].Irritant = 0
		}
	}
	for i := range x.Sides {
		x.Sides[i].Weight[0] = max(x.Sides[i].Weight[0], 0.01)
	}
}

func redrawAll[T any](rt *rapid.T, params []sim.Param[T], list []T) {
	for i := range list {
		redrawOne(rt, params, &list[i])
	}
}

func redrawOne[T any](rt *rapid.T, params []sim.Param[T], x *T) {
	for _, p := range params {
		var numbers []*float64
		switch {
		case p.Number != nil:
			numbers = append(numbers, p.Number(x))
		case p.Each != nil:
			for i := range *p.Each(x) {
				numbers = append(numbers, &(*p.Each(x))[i])
			}
		}
		for _, to := range numbers {
			if !math.IsNaN(*to) && rapid.IntRange(0, 3).Draw(rt, "again") == 0 {
				*to = rapid.Float64Range(p.Min, p.Max).Filter(p.Allows).Draw(rt, p.Key) + 0
			}
		}
	}
}

// TestDiffInWords holds what is told of each kind of difference to the word.
func TestDiffInWords(t *testing.T) {
	t.Parallel()
	const base = "us-russia-2025"
	for _, c := range []struct {
		name string
		b    string // laid over the base
		want []string
	}{
		{"nothing", "title = \"Other\"\ndescription = \"Other\"", nil},
		{"written otherwise", "[talks.ukraine]\nmeeting.every = \"4w\"\n[careers]\nvacancy = \"720h\"", nil},
		{"numbers", "[clock]\nhorizon = \"1y\"\n[sides.\"United States\"]\nclarity = 0.7\n[envoys.Dmitriev]\nfall_rate = \"0.125/month\"", []string{
			"changed clock.horizon 1449d 365.25d (days)",
			`changed sides."United States".clarity 0.3 0.7 (share)`,
			"changed envoys.Dmitriev.fall_rate 0.3/year 1.5/year (per year)",
		}},
		{"numbers by name", "[sides.Russia.weight]\narctic = 0.2\n[talks.ukraine.reservation]\nRussia = 0.5", []string{
			"changed sides.Russia.weight.arctic 0.08 0.2 (share)",
			"changed talks.ukraine.reservation.Russia the side's own 0.5 (share)",
		}},
		{"lists", "[talks.ukraine]\nenvoys = [\"Witkoff\"]\nissues = [\"ceasefire\", \"territory\"]\nmeeting.dates = [2025-03-01, 2025-04-11T09:30:00]", []string{
			"changed talks.ukraine.issues arctic, ceasefire, guarantees, resources, sanctions, space, territory ceasefire, territory () -[arctic guarantees resources sanctions space]",
			"changed talks.ukraine.envoys Dmitriev, Witkoff Witkoff () -[Dmitriev]",
			"changed talks.ukraine.meeting.dates none 2025-03-01, 2025-04-11T09:30:00 ()",
		}},
		{"texts", "[envoys.Witkoff]\nperson = \"Steve\"\n[issues.arctic]\nsweetener = false", []string{
			"changed issues.arctic.sweetener true false ()",
			"changed envoys.Witkoff.person Steve Witkoff Steve ()",
		}},
		{"a talk and what it needs", "[sides.China]\nweight = { arctic = 1 }\n[talks.north]\nsides = [\"Russia\", \"China\"]\nissues = [\"arctic\"]\nreservation = { Russia = 0.4 }\n[sides.Russia.reliability]\nChina = 0.3", []string{
			"added sides.China   ()",
			"  added sides.China.weight.arctic  1 (share)",
			"  added sides.Russia.reliability.China  0.3 (share)",
			"added talks.north   ()",
			"  added talks.north.sides  China, Russia ()",
			"  added talks.north.issues  arctic ()",
			"  added talks.north.reservation.Russia  0.4 (share)",
		}},
		{"actors", "remove = [\"issues.space\"]\n[corps.Kremlin]\nside = \"Russia\"\nnoise = 0.07", []string{
			"removed issues.space   ()",
			"  removed issues.space.sweetener true  ()",
			"  removed sides.Russia.ideal.space 0.7  (share)",
			"  removed sides.Russia.weight.space 0.05  (share)",
			`  removed sides."United States".ideal.space 0.8  (share)`,
			`  removed sides."United States".weight.space 0.05  (share)`,
			"added corps.Kremlin   ()",
			"  added corps.Kremlin.side  Russia ()",
			"  added corps.Kremlin.noise  0.07 (share)",
			"changed talks.ukraine.issues arctic, ceasefire, guarantees, resources, sanctions, space, territory arctic, ceasefire, guarantees, resources, sanctions, territory () -[space]",
		}},
	} {
		b, err := scenarios.Load("-", scenarios.Options{Stdin: strings.NewReader("extends = \"" + base + "\"\nrescale = true\n" + c.b)})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := told(scenarios.Diff(load(t, base), b)); !slices.Equal(got, c.want) {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}

// TestAbsenceIsNotItsWording: what leaving an entry out means, and the same
// words written out, are two things.
func TestAbsenceIsNotItsWording(t *testing.T) {
	t.Parallel()
	a, b := load(t, "us-russia-2025", `sides.Russia.principal=""`), load(t, "us-russia-2025", `sides.Russia.principal="the side's name"`)
	if list := scenarios.Diff(a, b); a.Hash() == b.Hash() || len(list) != 1 || list[0].Old != list[0].New {
		t.Errorf("%+v", list)
	}
}

// told writes changes as lines, the entries of an actor indented.
func told(list []scenarios.Change) []string {
	var out []string
	for _, c := range list {
		line := fmt.Sprintf("%s %s %s %s (%s)", c.Kind, c.Path, c.Old, c.New, c.Unit)
		if len(c.AddedItems) > 0 {
			line += fmt.Sprintf(" +%v", c.AddedItems)
		}
		if len(c.RemovedItems) > 0 {
			line += fmt.Sprintf(" -%v", c.RemovedItems)
		}
		out = append(out, line)
		for _, l := range told(c.Entries) {
			out = append(out, "  "+l)
		}
	}
	return out
}
