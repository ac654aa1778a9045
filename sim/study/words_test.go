package study

import (
	"strings"
	"testing"

	"backchannel/sim"
)

func TestOfHundred(t *testing.T) {
	for _, c := range []struct {
		x, n int
		want string
	}{
		{0, 0, "none of 0"},
		{0, 4000, "none of 4,000"},
		{4000, 4000, "all of 4,000"},
		{7, 10, "7 of 10"},
		{71, 100, "71 of 100"},
		{1, 4000, "fewer than 1 of 100"},
		{3999, 4000, "more than 99 of 100"},
		{142, 1000, "14 of 100"},
		{145, 1000, "15 of 100"},
		{5, 1000, "1 of 100"},
		{4, 1000, "fewer than 1 of 100"},
		{995, 1000, "more than 99 of 100"},
		{994, 1000, "99 of 100"},
	} {
		if got := OfHundred(c.x, c.n); got != c.want {
			t.Errorf("%d of %d: %q, want %q", c.x, c.n, got, c.want)
		}
	}
}

// deal is a first deal of a talk watched to day 730.
func deal(day, life float64, cause sim.Cause, route sim.Route) *sim.DealOutcome {
	return &sim.DealOutcome{Number: 1, Day: day, End: day + life, Cause: cause, Route: route, Optimism: []float64{0.5}}
}

func TestWords(t *testing.T) {
	for _, c := range []struct {
		name, talk string
		deals      []*sim.DealOutcome
		want       string
	}{
		{"as in the example", "", []*sim.DealOutcome{
			deal(100, 50, sim.Misread, sim.ByEnvoys), deal(100, 630, sim.Standing, sim.ByEnvoys), nil,
		}, "In 2 of 3 runs a deal was signed; one year on, 1 of 2 of those watched that long still stood. " +
			"The commonest end: the principal found it was not what he meant."},
		{
			"one is watched", "",
			[]*sim.DealOutcome{deal(600, 100, sim.Standing, sim.ByEnvoys), deal(100, 50, sim.Fall, sim.ByEnvoys)},
			"In all of 2 runs a deal was signed; one year on, the only one watched that long had ended. The commonest end: the envoy whose deal it was fell from grace.",
		},
		{"one run", "main", []*sim.DealOutcome{nil}, "main: in the only run no deal was signed."},
		{"no deal", "main", []*sim.DealOutcome{nil, nil}, "main: in none of 2 runs was a deal signed."},
		{
			"too late to tell", "",
			[]*sim.DealOutcome{deal(700, 30, sim.Standing, sim.ByEnvoys)},
			"In the only run a deal was signed; none is watched for 365 days.",
		},
		{"of a tie the first", "", []*sim.DealOutcome{
			deal(1, 5, sim.Leak, sim.ByEnvoys), deal(1, 5, sim.Drift, sim.ByProfessionals),
		}, "In all of 2 runs a deal was signed; one year on, none of 2 of those watched that long still stood. " +
			"The commonest end: what the principal wanted moved away from it."},
		{
			"a deal that stood", "",
			[]*sim.DealOutcome{deal(0, 400, sim.Fall, sim.AtStart)},
			"In the only run no new deal was signed; one year on, the deal that stood at the start still stood. " +
				"The commonest end: the envoy whose deal it was fell from grace.",
		},
	} {
		tally := newTalkTally(730)
		for _, d := range c.deals {
			if d != nil {
				tally.addDeal(d)
			}
			tally.add(&sim.TalkOutcome{PromisedTime: 1}, d)
		}
		if got := tally.words(c.talk, len(c.deals)); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

// TestWordsOfOneRun of several talks, whatever became of them.
func TestWordsOfOneRun(t *testing.T) {
	for _, horizon := range []float64{40, 600} {
		s := theatres()
		s.Clock.Horizon = horizon
		c := Config{Model: compiled(t, s), Seed: 2, Runs: 1}
		r, err := Run(t.Context(), c)
		if err != nil {
			t.Fatal(err)
		}
		text := Summarize(Scenario{}, c, r, 0.95).InWords[0]
		want := "In the only run a deal was signed in one talk or more; one year on, "
		if horizon == 40 {
			want = "In the only run no deal was signed in any talk."
		}
		if !strings.HasPrefix(text, want) || strings.Contains(text, "average") {
			t.Errorf("%v days: %s", horizon, text)
		}
	}
}
