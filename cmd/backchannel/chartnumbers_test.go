package main

import (
	"math"
	"slices"
	"strings"
	"testing"

	"backchannel/plots"
	"backchannel/sim"
	"backchannel/sim/record"
	"backchannel/sim/stats"
	"backchannel/sim/study"
)

// TestDotsAreQuantiles: of 100 waits of 1 to 100 days, the i-th of 20 dots is
// the quantile at (i-1/2)/20, the wait of rank 5i-2; of which half never end,
// ten dots are not reached; and there are never more dots than cases.
func TestDotsAreQuantiles(t *testing.T) {
	all, half, few := stats.NewCounts(365), stats.NewCounts(365), stats.NewCounts(365)
	for day := 1.0; day <= 100; day++ {
		all.Add(day)
		half.Add(day)
		half.Add(math.NaN())
	}
	few.Add(30)
	few.Add(math.NaN())
	at := func(c *stats.Counts, last float64) []float64 {
		return dotsAt(c.N(), last, func(p float64) float64 { return c.Quantile(p, 0.95).Value })
	}
	for i, day := range at(all, 365) {
		if want := float64(5*(i+1) - 2); day != want {
			t.Errorf("dot %d on day %v, want %v", i+1, day, want)
		}
	}
	if got := at(half, 365); len(got) != 20 || got[9] != 95 || !math.IsInf(got[10], 1) {
		t.Errorf("half of them: %v", got)
	}
	if got := at(few, 365); !slices.Equal(got, []float64{30, math.Inf(1)}) {
		t.Errorf("two cases: %v", got)
	}
	if got := at(all, 40); got[7] != 38 || !math.IsInf(got[8], 1) {
		t.Errorf("followed for 40 days: %v", got)
	}
}

// TestDotsTellTheMedian: the words above the dots say of half the runs, and of
// half the deals, what the summary and the other charts say, and not where the
// tenth of 20 dots stands, which is the quantile 0.475.
func TestDotsTellTheMedian(t *testing.T) {
	deals, lives := stats.NewCounts(800), stats.NewLives(800, 1)
	for i := 1.0; i <= 1000; i++ {
		deals.Add(i / 2)
		lives.Add(i/4, math.Inf(1), 0)
	}
	d := &drawing{
		summary: &study.Summary{Runs: 1000, HorizonDays: 800, Talks: []study.Section{{Name: "main"}}},
		deals:   []*stats.Counts{deals}, lives: []*stats.Lives{lives},
	}
	c := d.dots(0)
	for _, want := range []string{"Time to the first deal: half by day 250;", "Life of the first deal: half by day 125;"} {
		if !strings.Contains(c.Alt(), want) {
			t.Errorf("%q does not say %q", c.Alt(), want)
		}
	}
}

// TestTogetherIsNotMisledByLateTalks: one talk signs early and half its deals
// end on day 10; another signs so late that nine in ten of its deals are last
// seen on day 5, and of those seen for longer none ended. Weighted by the
// talks' deals, 3 in 4 stand; one life table of all deals, in which those of the
// early talk are nearly alone from day 5 on, would say 55 in 100.
func TestTogetherIsNotMisledByLateTalks(t *testing.T) {
	early, late := stats.NewLives(20, 5), stats.NewLives(20, 5)
	for i := range 100 {
		if i%2 == 0 {
			early.Add(10, 20, 0)
		} else {
			early.Add(20, 20, -1)
		}
		if i%10 == 0 {
			late.Add(20, 20, -1)
		} else {
			late.Add(5, 5, -1)
		}
	}
	d := &drawing{lives: []*stats.Lives{early, late}}
	c := d.together()
	if n := len(c.Day); c.N != 200 || n == 0 || c.Survival[n-1] != 0.75 || c.Low != nil {
		t.Errorf("together: %+v", c)
	}
	pooled := stats.NewLives(20, 5)
	if err := pooled.Merge(early); err != nil {
		t.Fatal(err)
	}
	if err := pooled.Merge(late); err != nil {
		t.Fatal(err)
	}
	if s := stats.KaplanMeier(pooled, 0.95).At(20).Value; math.Abs(s-60.0/110) > 1e-12 {
		t.Errorf("one life table tells %v: the test has no case", s)
	}
}

// TestIncidencesAndSurvivalSumToOne holds the curves of two charts, each drawn
// from the tables of a batch, to each other on their last day.
func TestIncidencesAndSurvivalSumToOne(t *testing.T) {
	desk(t)
	if code, _, messages := call(t, t.Context(), "run", "mine.toml", "--runs", "300", "--no-charts", "--out", "r"); code != 0 {
		t.Fatal(messages)
	}
	d, _, err := drawingOf("r")
	if err != nil {
		t.Fatal(err)
	}
	survival := survivalCurve("", d.lives[0])
	n := len(survival.Day)
	sum := survival.Survival[n-1]
	causes := d.incidence(0).(plots.Incidence).Causes
	for _, c := range causes {
		if c.Day[len(c.Day)-1] != survival.Day[n-1] {
			t.Errorf("%s ends on day %v, survival on %v", c.Name, c.Day[len(c.Day)-1], survival.Day[n-1])
		}
		sum += c.Share[len(c.Share)-1]
	}
	if len(causes) < 2 || math.Abs(sum-1) > 1e-12 {
		t.Errorf("%d causes; they and survival sum to %v", len(causes), sum)
	}
}

// TestTitlesAreSilentInDoubt: a title names the greatest only if its interval
// is clear of all others, of the third too, and known.
func TestTitlesAreSilentInDoubt(t *testing.T) {
	e := func(low, value, high float64) stats.Estimate {
		return stats.Estimate{Value: value, Low: low, High: high, N: 100}
	}
	nan := math.NaN()
	for _, c := range []struct {
		list []stats.Estimate
		want int
	}{
		{nil, -1},
		{[]stats.Estimate{e(0.1, 0.2, 0.3)}, 0},
		{[]stats.Estimate{e(0.1, 0.2, 0.3), e(0.4, 0.5, 0.6)}, 1},
		{[]stats.Estimate{e(0.1, 0.2, 0.3), e(0.3, 0.5, 0.6)}, -1},
		{[]stats.Estimate{e(0.4, 0.5, 0.6), e(0.2, 0.3, 0.35), e(0, 0.1, 0.7)}, -1},
		{[]stats.Estimate{e(0.4, 0.5, 0.6), e(nan, 0.3, nan)}, -1},
		{[]stats.Estimate{e(nan, 0.5, nan), e(0.2, 0.3, 0.35)}, -1},
		{[]stats.Estimate{e(nan, nan, nan), e(0.2, 0.3, 0.35)}, -1},
	} {
		if got := clearlyGreatest(c.list); got != c.want {
			t.Errorf("%v: %d, want %d", c.list, got, c.want)
		}
	}
}

// TestTitlesOfReliability: what was overstated, by how much, and nothing where
// the interval holds 0 or is not known.
func TestTitlesOfReliability(t *testing.T) {
	year, soon := allForetold()[1], allForetold()[0]
	nan := math.NaN()
	for _, c := range []struct {
		f                foretold
		channel          string
		low, value, high float64
		want             string
	}{
		{year, "after envoy meetings", 0.2, 0.208, 0.216, "After envoy meetings, optimism overstated what held by 0.21"},
		{soon, "after professional contacts", -0.2, -0.1, -0.05, "After professional contacts, optimism understated a deal's chance by 0.10"},
		{soon, "after envoy meetings", -0.1, 0.1, 0.3, "After envoy meetings, optimism showed no clear bias"},
		{soon, "at signature", nan, 0.3, nan, "Announced optimism against what came of it"},
	} {
		first := study.Forecast{Channel: c.channel, Measures: study.Measures{
			{Key: "excess", Estimate: stats.Estimate{Value: c.value, Low: c.low, High: c.high, N: 300}},
		}}
		got := reliabilityTitle(c.f, &first)
		if got != c.want || len(strings.Fields(got)) > plots.MaxTitleWords {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// TestTheBestOfAllIsNamedWhereItIsDrawn: of talks spread over several charts,
// only the chart with the best of all names it, and only if it is clear.
func TestTheBestOfAllIsNamedWhereItIsDrawn(t *testing.T) {
	d := &drawing{summary: &study.Summary{}}
	for i, name := range []string{"A", "B", "C", "D", "E"} {
		d.lives = append(d.lives, stats.NewLives(10, 5))
		d.lives[i].Add(1, 10, 0)
		middle := 0.1 * float64(i)
		e := stats.Estimate{Value: middle, Low: middle - 0.03, High: middle + 0.03, N: 100}
		d.summary.Talks = append(d.summary.Talks, study.Section{Name: name, Measures: study.Measures{
			{Key: "excess", Estimate: e}, {Key: "standing_365", Estimate: e},
		}})
	}
	charts, _ := d.optimismCharts()
	if len(charts) != 2 {
		t.Fatalf("%d charts", len(charts))
	}
	for i, want := range []string{"Announced optimism over time, by talk", "Optimism ran furthest above realism in talk E"} {
		if got := charts[i].chart.(plots.Optimism).Title; got != want {
			t.Errorf("chart %d: %q, want %q", i+1, got, want)
		}
	}
	for part, want := range map[int]string{0: "How long first deals lasted, by talk", 4: "First deals lasted longest in talk E"} {
		if got := d.multiplesTitle([]int{part}); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	for i := range d.summary.Talks[3].Measures { // D as good as E
		d.summary.Talks[3].Measures[i].Estimate = d.summary.Talks[4].Measures[i].Estimate
	}
	if a, b := d.furthestTitle([]plots.OptimismPanel{{Name: "E"}}), d.multiplesTitle(d.talks()); strings.Contains(a+b, "E") {
		t.Errorf("in doubt: %q, %q", a, b)
	}
}

// TestTitlesOfConvergence: what is known, in its unit, and whether that is what
// was asked for.
func TestTitlesOfConvergence(t *testing.T) {
	for _, c := range []struct {
		unit      string
		aim, half float64 // 0: none
		met       bool
		want      string
	}{
		{"share", 0.02, 0.0195, true, "Known to ± 2.0 points, as asked, after 4,843 runs"},
		{"share", 0.02, 0.0301, false, "Known to ± 3.1 points, not yet ± 2.0"},
		{"days", 0, 11.2, false, "Known to ± 11 days after 4,843 runs"},
		{"0 to 1", 0, 0.0123, false, "Known to ± 0.012 after 4,843 runs"},
		{"share", 0.02, 0, false, "Too few runs to tell how surely it is known"},
	} {
		p := &study.Precision{Unit: c.unit, Met: c.met, Runs: 4843}
		if c.aim > 0 {
			p.Aim = &c.aim
		}
		if c.half > 0 {
			p.HalfWidth = &c.half
		}
		d := &drawing{summary: &study.Summary{Precision: p}}
		if got := d.convergenceTitle(); got != c.want || len(strings.Fields(got)) > plots.MaxTitleWords {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// TestPathsHaveAPanelEach: rows of standing and reputation, in the order in
// which they are stored, become a panel an envoy or side with the days on which
// he fell or it broke a deal, and more than eight share several charts.
func TestPathsHaveAPanelEach(t *testing.T) {
	d := &drawing{summary: &study.Summary{Runs: 5, HorizonDays: 10}}
	names := []string{"A", "B", "C", "D", "E", "F", "G", "H", "I"}
	quantiles := []float64{0.1, 0.2, 0.3, 0.4, 0.5}
	for i, name := range names {
		fell := stats.Wilson(10*i, 100, 0.95)
		d.summary.Envoys = append(d.summary.Envoys, study.Section{Name: name, Measures: study.Measures{{Key: "fell", Estimate: fell}}})
		for day := range 3 {
			d.standing = append(d.standing, record.StandingRow{Person: name, Day: float64(day), Quantiles: quantiles, Traced: 0.25})
			d.reputation = append(d.reputation, record.ReputationRow{Side: name, Day: float64(day), Quantiles: quantiles, Traced: 0.75})
		}
	}
	d.diary = []record.DiaryRow{
		{Day: 1, Kind: sim.Fell.String(), Envoy: "B"},
		{Day: 2, Kind: sim.Ended.String(), Side: "C", Deal: 1},
		{Day: 3, Kind: sim.Ended.String(), Deal: 1}, // on no one's account
	}
	list, _ := d.standingCharts()
	if len(list) != 2 || list[0].name != "standing-1" || list[1].name != "standing-2" {
		t.Fatalf("%d charts of standing", len(list))
	}
	c := list[0].chart.(plots.Standing)
	b := c.Panels[1]
	if len(c.Panels) != 8 || b.Name != "B" || len(b.Day) != 3 || !slices.Equal(b.Marks, []float64{1}) || b.Marked != 0.1 || b.Run[2] != 0.25 ||
		len(c.Panels[0].Marks) != 0 {
		t.Errorf("panel of B: %+v", b)
	}
	// I's interval touches H's.
	if last := list[1].chart.(plots.Standing); last.Title != "How envoys' standing with their principals moved" {
		t.Errorf("title %q", last.Title)
	}
	d.summary.Envoys[8].Measures[0].Estimate = stats.Wilson(99, 100, 0.95)
	list, _ = d.standingCharts()
	for i, want := range []string{"How envoys' standing with their principals moved", "I fell most often: in 99 of 100 runs"} {
		if got := list[i].chart.(plots.Standing).Title; got != want {
			t.Errorf("title %q, want %q", got, want)
		}
	}
	sides, _ := d.reputationCharts()
	r := sides[0].chart.(plots.Reputation)
	if len(sides) != 2 || len(r.Panels) != 8 || !slices.Equal(r.Panels[2].Marks, []float64{2}) || len(r.Panels[0].Marks) != 0 {
		t.Errorf("panel of C: %+v", r.Panels[2])
	}
	for _, pic := range append(list, sides...) {
		if _, _, err := pic.drawn(look{formats: []plots.Format{plots.SVG}}); err != nil {
			t.Error(err)
		}
	}
}
