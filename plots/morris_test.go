package plots

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
)

func sampleMorris() MorrisPlane {
	chart := MorrisPlane{
		Words: sampleWords("Eleven of thirty inputs matter; clarity most of all", "Effect of each uncertain input on the share of deals standing after a year",
			"Elementary effects (Morris 1991) over 40 trajectories, with 95% intervals"),
		Share: true,
	}
	names := []string{
		"Russia: clarity", "Russia: drift", "Talks: meetings every", "US: clarity", "Dmitriev: candour", "Leaks: chance a meeting",
		"Rivals: how many", "Witkoff: showmanship", "Lavrov: access", "US: patience",
	}
	sigma := []float64{0.7, 0.3, 1.3, 0.52, 0.08, 1.8, 0.9, 0.4, 0.6, 1.1}
	for i := range 30 {
		x := 0.24 * math.Pow(0.84, float64(i))
		in := MorrisInput{Name: fmt.Sprintf("Small parameter %d", i), MuStar: around(x, 0.12*x), Sigma: around(x*0.8, 0.2*x), Floor: 0.035}
		if i < len(names) {
			in.Name, in.Sigma = names[i], around(x*sigma[i], 0.2*x*sigma[i])
		}
		chart.Inputs = append(chart.Inputs, in)
	}
	return chart
}

// morrisSamples returns the samples of planes of effects.
func morrisSamples() map[string]Chart {
	nan := math.NaN()
	unknown := Interval{Value: nan, Low: nan, High: nan}
	crowded := MorrisPlane{Words: crowdedWords(), Axis: long}
	for i := range 200 {
		x := 40 + 3*math.Sin(float64(i))
		crowded.Inputs = append(crowded.Inputs, MorrisInput{Name: long, MuStar: around(x, 8), Sigma: around(x/2+2*math.Cos(float64(3*i)), 9), Floor: 2})
	}
	steep := sampleMorris()
	for i := range steep.Inputs {
		in := &steep.Inputs[i]
		in.Sigma, in.Floor = around(in.MuStar.Value*(3+float64(i%3)), 0.1*in.MuStar.Value), 0
	}
	steep.Title = "Everything depends on everything"
	flat := MorrisPlane{Words: sampleWords("The outcome is linear in all inputs", "", ""), Axis: "days", Inputs: []MorrisInput{
		{Name: "Clarity", MuStar: around(812, 4)}, {Name: "Дрейф", MuStar: around(300, 4), Sigma: Interval{Value: 20, Low: nan, High: nan}},
	}}
	none := MorrisPlane{Words: sampleWords("Nothing was tried twice", "", ""), Inputs: []MorrisInput{{Name: "Clarity", MuStar: unknown, Sigma: unknown}}}
	same := MorrisPlane{Words: sampleWords("Nothing matters", "", ""), Inputs: slices.Repeat([]MorrisInput{{Name: "Clarity"}}, 12)}
	chance := sampleMorris()
	chance.Title = "Nothing is told from chance"
	for i := range chance.Inputs {
		chance.Inputs[i].Floor = 0.3
	}
	return map[string]Chart{
		"morris": sampleMorris(), "morris-crowded": crowded, "morris-steep": steep, "morris-flat": flat, "morris-none": none,
		"morris-same": same, "morris-chance": chance,
	}
}

// TestMorrisNamesWhatMatters: names stand beside inputs that are told from chance
// and no others, and what is not named is counted.
func TestMorrisNamesWhatMatters(t *testing.T) {
	chart := sampleMorris()
	for _, size := range allSizes {
		d := drawIn(chart, size, Light)
		if d.err != nil {
			t.Fatal(d.err)
		}
		var text strings.Builder
		for _, box := range d.boxes {
			if box.inside {
				text.WriteString(" " + strings.ReplaceAll(box.text, nbsp, " "))
			}
		}
		// μ* less 12% is above the floor for i <= 10: 0.24 * 0.84^10 * 0.88 = 0.0369.
		for i, in := range chart.Inputs {
			if in.matters() != (i <= 10) {
				t.Errorf("input %d matters: %t", i, in.matters())
			}
			if i > 10 && strings.Contains(text.String(), in.Name) {
				t.Errorf("%v: %s is named and is not told from chance", size, in.Name)
			}
		}
		if !strings.Contains(text.String(), "Russia: clarity") {
			t.Errorf("%v: the greatest effect has no name among %s", size, text.String())
		}
	}
	if got := chart.Alt(); !strings.Contains(got, "Russia: clarity: 24.0 (21.1 to 26.9) percentage points, standard deviation 16.8, almost monotone.") ||
		!strings.Contains(got, "Grey: 19 inputs not told from chance.") {
		t.Error(got)
	}
}

// TestMorrisKeyIsTrue: an input that is not told from chance may lie outside the
// shading, which is the highest floor, and the key says why it is hollow.
func TestMorrisKeyIsTrue(t *testing.T) {
	chart := sampleMorris()
	chart.Inputs = []MorrisInput{
		{Name: "sure", MuStar: around(0.2, 0.02), Sigma: around(0.1, 0.02), Floor: 0.03},
		{Name: "wide", MuStar: around(0.15, 0.14), Sigma: around(0.1, 0.02), Floor: 0.02},
	}
	if wide := chart.Inputs[1]; wide.matters() || wide.MuStar.Value <= chart.floor() || chart.floor() != 0.03 {
		t.Fatalf("%+v beside a floor of %v", wide, chart.floor())
	}
	for _, size := range allSizes {
		d := drawIn(chart, size, Light)
		if d.err != nil {
			t.Fatal(d.err)
		}
		var text strings.Builder
		for _, box := range d.boxes {
			text.WriteString(" " + strings.ReplaceAll(box.text, nbsp, " "))
		}
		for _, want := range []string{"hollow: interval reaches what chance gives it", "highest of what chance gives"} {
			if !strings.Contains(text.String(), want) {
				t.Errorf("%v: the key lacks %q: %s", size, want, text.String())
			}
		}
	}
}

// TestMorrisReads: where an input lies is told by the ratio of σ to μ*.
func TestMorrisReads(t *testing.T) {
	for sigma, want := range map[float64]string{
		0: "nearly linear", 0.1: "nearly linear", 0.2: "monotone", 0.5: "monotone", 0.9: "almost monotone", 1: "almost monotone", 1.01: "interacting or not monotone",
	} {
		in := MorrisInput{MuStar: Interval{Value: 1}, Sigma: Interval{Value: sigma}}
		if got := in.monotone(); got != want {
			t.Errorf("σ/μ* = %g is told as %q, want %q", sigma, got, want)
		}
	}
}
