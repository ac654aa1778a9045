package plots

import (
	"math"
	"slices"
	"strings"
	"testing"
)

func sampleBox() BoxRanges {
	inf := math.Inf(1)
	return BoxRanges{
		Words: sampleWords("Clear principals and frequent professionals make deals last", "In the box 78 of 100 deals last the year, elsewhere 21",
			"Patient rule induction over 1,024 points; shares by tenfold cross-validation, with 95% intervals"),
		Cases: "deals that last the year", Density: Interval{Value: 0.78, Low: 0.7, High: 0.85}, Elsewhere: Interval{Value: 0.21, Low: 0.18, High: 0.24},
		Coverage: Interval{Value: 0.62, Low: math.NaN(), High: math.NaN()},
		Inputs: []BoxInput{
			{Name: "Russia: clarity", Low: BoxLimit{At: 0.2}, High: BoxLimit{At: 0.8}, From: BoxLimit{At: 0.55}, To: BoxLimit{At: inf}, QuasiP: 1e-7, Again: 1},
			{Name: "Professionals: meetings every", Low: BoxLimit{1, "1d"}, High: BoxLimit{60, "60d"}, From: BoxLimit{At: -inf}, To: BoxLimit{10, "10d"}, Log: true, QuasiP: 0.002, Again: 0.86},
			{Name: "Leaks", Unit: "a year", Low: BoxLimit{At: 0}, High: BoxLimit{At: 6}, From: BoxLimit{At: 1.5}, To: BoxLimit{At: 2}, QuasiP: 0.21, Again: 0.52},
			{
				Name: "Who speaks for the principal", QuasiP: 0.03, Again: 0.64,
				Levels: []BoxLevel{{"ministry", true}, {"envoy", false}, {"both", true}},
			},
		},
	}
}

// boxSamples returns the samples of boxes.
func boxSamples() map[string]Chart {
	nan := math.NaN()
	crowded := sampleBox()
	crowded.Words, crowded.Cases, crowded.Inputs = crowdedWords(), long, nil
	for i := range maxBoxInputs {
		in := sampleBox().Inputs[i%4]
		in.Name, in.Unit = long, unbroken
		for j := range in.Levels {
			in.Levels[j].Name = kiriyenko
		}
		in.Levels = slices.Repeat(in.Levels, 7)
		crowded.Inputs = append(crowded.Inputs, in)
	}
	names := sampleBox()
	names.Inputs = names.Inputs[3:]
	full := sampleBox()
	full.Inputs = slices.Concat(full.Inputs, full.Inputs)
	bare := BoxRanges{
		Words: sampleWords("One value of one input is enough", "", ""), Density: Interval{Value: nan}, Elsewhere: Interval{Value: nan}, Coverage: Interval{Value: nan},
		Inputs: []BoxInput{
			{Name: "Дрейф", Low: BoxLimit{At: -1e6}, High: BoxLimit{At: 1e6}, From: BoxLimit{At: 3}, To: BoxLimit{At: 3}, QuasiP: nan, Again: nan},
			{Low: BoxLimit{At: 0}, High: BoxLimit{At: 1}, From: BoxLimit{At: math.Inf(-1)}, To: BoxLimit{At: math.Inf(1)}, QuasiP: nan, Again: nan},
		},
	}
	return map[string]Chart{"box": sampleBox(), "box-full": full, "box-names": names, "box-crowded": crowded, "box-bare": bare}
}

// TestBoxTellsItsLimits: limits are told in the unit of the input, and an open end
// as open.
func TestBoxTellsItsLimits(t *testing.T) {
	chart := sampleBox()
	for i, want := range []string{"0.55 or more", "10d or less", "1.5 to 2 a year"} {
		if got := strings.ReplaceAll(chart.Inputs[i].limits(), nbsp, " "); got != want {
			t.Errorf("limits are %q, want %q", got, want)
		}
	}
	for _, want := range []string{
		"In the box: 78% (70 to 85%). Elsewhere: 21% (18 to 24%). Covered by the box: 62%.",
		"Russia: clarity: 0.55 or more, of 0.2 to 0.8; quasi-p <0.001; found again in 100% of halves.",
		"Who speaks for the principal: ministry, both, without envoy; quasi-p 0.030; found again in 64% of halves.",
	} {
		if got := strings.ReplaceAll(chart.Alt(), nbsp, " "); !strings.Contains(got, want) {
			t.Errorf("%s\ndoes not say\n%s", got, want)
		}
	}
	for p, want := range map[float64]string{0: "<0.001", 0.0011: "0.001", 0.0449: "0.045", 0.2: "0.20", 1: "1.00", math.NaN(): "–"} {
		if got := quasi(p); got != want {
			t.Errorf("quasi-p %g is written %q, want %q", p, got, want)
		}
	}
}

// TestBoxCountsNames: names that have no room are counted as kept or left out.
func TestBoxCountsNames(t *testing.T) {
	chart := sampleBox()
	in := chart.Inputs[3]
	in.Levels = slices.Repeat(in.Levels, 12)
	chart.Inputs = []BoxInput{in, in, in, in, in, in}
	for _, size := range allSizes {
		d := drawIn(chart, size, Light)
		if d.err != nil {
			t.Fatal(d.err)
		}
		counted, shown := 0, 0
		for _, box := range d.boxes {
			text := strings.ReplaceAll(box.text, nbsp, " ")
			if strings.HasSuffix(text, "more left out") {
				counted++
			}
			if text == "ministry" || text == "both" {
				shown++
			}
		}
		if counted != 6 || shown < 6 {
			t.Errorf("%v: %d rows count names, %d names are shown", size, counted, shown)
		}
	}
}
