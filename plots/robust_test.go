package plots

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// sampleChoice returns a choice between n settings.
func sampleChoice(n int) RobustChoice {
	chart := RobustChoice{
		Words: sampleWords("Weekly professionals do well whatever is true", "Settings of the two levers, over 256 uncertain points",
			"Mean, worst tenth, largest regret and share of points good enough; 95% bootstrap intervals"),
		Outcome: "share of deals standing a year on", Share: true, Enough: "40% or more",
	}
	for i := range n {
		far := float64(i) / float64(max(8, n))
		x := 0.55 + 0.1*math.Cos(float64(3*i)) - 0.4*far
		s := ChoiceSetting{
			Name: fmt.Sprintf("Professionals every %d d, %d envoys", 7*(1+i%4), i/4), Expected: around(x, 0.03), Worst: around(x*0.5+0.05*math.Sin(float64(i)), 0.04),
			MaxRegret: around(0.1+0.3*far+0.04*math.Sin(float64(2*i)), 0.05), Enough: around(0.85-0.6*far, 0.04),
		}
		s.Expected.Unclear, s.Worst.Unclear = i%4 == 2, i < 2
		chart.Settings = append(chart.Settings, s)
	}
	return chart
}

// choiceSamples returns the samples of robust choices.
func choiceSamples() map[string]Chart {
	nan := math.NaN()
	unknown := Interval{Value: nan, Low: nan, High: nan}
	crowded := sampleChoice(maxChoices)
	crowded.Words, crowded.Outcome, crowded.Enough = crowdedWords(), long, long
	for i := range crowded.Settings {
		crowded.Settings[i].Name = long
	}
	days := sampleChoice(4)
	days.Title, days.Outcome, days.Share, days.Less, days.Enough = "Nobody waits less than a month", "days to the first deal", false, true, ""
	for i := range days.Settings {
		s := &days.Settings[i]
		s.Expected, s.Worst, s.MaxRegret = around(1234.5+100*float64(i), 30), around(99000, 4000), around(70*float64(i), 0)
		s.Enough = unknown
	}
	none := RobustChoice{Words: sampleWords("Nothing was measured", "", ""), Settings: []ChoiceSetting{{"A", unknown, unknown, unknown, unknown}, {"B", unknown, unknown, unknown, unknown}}}
	same := RobustChoice{Words: sampleWords("It is all one", "", ""), Share: true, Settings: make([]ChoiceSetting, 3)}
	gap := sampleChoice(3)
	gap.Settings[1].Expected, gap.Settings[2].Enough = unknown, Interval{Value: 0.5, Low: nan, High: nan}
	return map[string]Chart{
		"choice": sampleChoice(8), "choice-two": sampleChoice(2), "choice-full": sampleChoice(maxChoices), "choice-crowded": crowded,
		"choice-days": days, "choice-none": none, "choice-same": same, "choice-gap": gap,
	}
}

// TestChoiceKnowsTheBest: the best has the most of what is good and the least of
// what is not, and all that are equal are the best.
func TestChoiceKnowsTheBest(t *testing.T) {
	m := measure{values: []Interval{{Value: 1}, {Value: 3}, {Value: math.NaN()}, {Value: 3}}}
	for i, want := range []bool{false, true, false, true} {
		if m.best(i) != want {
			t.Errorf("more is better: %d is best: %t", i, !want)
		}
	}
	m.less = true
	for i, want := range []bool{true, false, false, false} {
		if m.best(i) != want {
			t.Errorf("less is better: %d is best: %t", i, !want)
		}
	}
	less := sampleChoice(4)
	less.Less = true
	for i, want := range []bool{true, true, true, false} { // regret is the less the better, whatever the outcome
		if got := less.measures()[i].less; got != want {
			t.Errorf("less of measure %d is better: %t", i, got)
		}
	}
}

// TestChoiceSaysNearTies: what is not told from the best has a "~", and so has a
// best whose lead may be chance; in words, too.
func TestChoiceSaysNearTies(t *testing.T) {
	chart := sampleChoice(2)
	for i, x := range []float64{0.5, 0.4} {
		s := &chart.Settings[i]
		s.Expected, s.Worst, s.MaxRegret, s.Enough = around(x, 0.1), around(x/2, 0.01), around(0.1+x, 0.01), around(x, 0.02)
		s.Expected.Unclear, s.Worst.Unclear = true, false
	}
	for _, size := range allSizes {
		d := drawIn(chart, size, Light)
		if d.err != nil {
			t.Fatal(d.err)
		}
		got := 0
		for _, box := range d.boxes {
			if box.text == "~50%" || box.text == "~40%" {
				got++
			}
		}
		if got != 2 {
			t.Errorf("%v: %d values have a ~, want 2", size, got)
		}
	}
	for _, want := range []string{
		"expected 50% (40 to 60%), best, but its lead may be chance", "expected 40% (30 to 50%), not told from the best",
		"largest regret, points 50.0 (49.0 to 51.0), best", "good enough: 40% or more 50% (48 to 52%), best",
	} {
		if got := strings.ReplaceAll(chart.Alt(), nbsp, " "); !strings.Contains(got, want) {
			t.Errorf("%s\ndoes not say\n%s", got, want)
		}
	}
}
