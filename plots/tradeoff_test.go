package plots

import (
	"math"
	"slices"
	"strings"
	"testing"
)

// trajectory peels n slices off: density rises as coverage and mass fall.
func trajectory(n int) []TradeOffBox {
	var out []TradeOffBox
	mass, coverage := 1.0, 1.0
	for i := range n {
		out = append(out, TradeOffBox{Coverage: coverage, Density: min(1, 0.27*coverage/mass), Mass: mass, Restricted: min(7, int(math.Sqrt(float64(i)*0.7)))})
		mass *= 0.93
		coverage *= 0.985 - 0.001*float64(i)
	}
	return out
}

func sampleTradeOff(n, chosen int) TradeOff {
	return TradeOff{
		Words: sampleWords("Three inputs raise the odds from 27 to 68%", "What each step of the search gives up and gains",
			"Patient rule induction (Friedman and Fisher 1999), 5% peeled off at a time, 1,024 points"),
		Cases: "deals that last the year", Boxes: trajectory(n), Chosen: chosen, BaseRate: 0.27,
	}
}

// tradeOffSamples returns the samples of trade-offs.
func tradeOffSamples() map[string]Chart {
	nan := math.NaN()
	crowded := sampleTradeOff(60, 59)
	crowded.Words, crowded.Cases, crowded.BaseRate = crowdedWords(), long, 1
	for i := range crowded.Boxes {
		crowded.Boxes[i].Restricted = i
	}
	rare := sampleTradeOff(40, 12)
	rare.Title, rare.BaseRate = "The outcome is rare everywhere", 0.0004
	for i := range rare.Boxes {
		rare.Boxes[i].Density *= 0.002
	}
	same := sampleTradeOff(1, 0)
	same.Boxes = slices.Repeat(same.Boxes, maxBoxes)
	return map[string]Chart{
		"tradeoff": sampleTradeOff(32, 19), "tradeoff-none": TradeOff{Words: sampleWords("No case of interest was seen", "", ""), Boxes: []TradeOffBox{{Coverage: nan}}, Chosen: 0, BaseRate: nan},
		"tradeoff-one": sampleTradeOff(1, 0), "tradeoff-unchosen": sampleTradeOff(48, -1), "tradeoff-crowded": crowded, "tradeoff-rare": rare, "tradeoff-same": same,
	}
}

// TestTradeOffTells: the box chosen and the base rate are told in words and in the
// picture, and each number of inputs where it first comes.
func TestTradeOffTells(t *testing.T) {
	chart := sampleTradeOff(32, 19)
	if got := chart.Alt(); !strings.Contains(got, "Base rate 27%.") || !strings.Contains(got, "Chosen: 3 inputs restricted, coverage 63%, density 68%.") {
		t.Error(got)
	}
	for share, want := range map[float64]string{0: "0%", 0.00042: "0.04%", 0.27: "27%", 1: "100%"} {
		if got := rare(share); got != want {
			t.Errorf("%g is written %q, want %q", share, got, want)
		}
	}
	if got, want := chart.firsts(), []int{0, 2, 6, 13, 23}; !slices.Equal(got, want) {
		t.Errorf("numbers of inputs change at %v, want %v", got, want)
	}
	for _, size := range allSizes {
		d := drawIn(chart, size, Light)
		if d.err != nil {
			t.Fatal(d.err)
		}
		var inside, all strings.Builder
		for _, box := range d.boxes {
			text := strings.ReplaceAll(box.text, nbsp, " ") + " "
			if all.WriteString(text); box.inside {
				inside.WriteString(text)
			}
		}
		for _, want := range []string{"coverage 63%", "0 ", "1 ", "2 ", "3 ", "4 "} {
			if !strings.Contains(inside.String(), want) {
				t.Errorf("%v: %q is not said among %q", size, want, inside.String())
			}
		}
		if !strings.Contains(all.String(), "base rate 27%") {
			t.Errorf("%v: the base rate is not named", size)
		}
	}
}
