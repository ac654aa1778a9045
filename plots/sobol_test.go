package plots

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
)

// settledAt is an index that has converged.
func settledAt(x, half float64) SobolShare {
	return SobolShare{Interval: Interval{Value: x, Low: max(0, x-half), High: min(1, x+half)}}
}

func lacksRows(n int) SobolShare {
	return SobolShare{Interval: Interval{Value: 0.5, Low: 0, High: 1}, More: n}
}

func sampleSobol() SobolBars {
	return SobolBars{
		Words: sampleWords("How clear the principal is decides most",
			"What the share of deals standing after a year depends on",
			"Sobol indices (Saltelli et al. 2010; Jansen 1999) with 95% bootstrap intervals; 1,024 rows of a scrambled Sobol sequence"),
		Inputs: []SobolInput{
			{"Talks: meetings every", settledAt(0.11, 0.02), settledAt(0.19, 0.02)},
			{"Russia: clarity", settledAt(0.38, 0.024), settledAt(0.52, 0.022)},
			{"Envoys: all traits", settledAt(0.07, 0.02), lacksRows(3072)},
			{"Russia: drift", settledAt(0.16, 0.02), settledAt(0.21, 0.023)},
			{"US: clarity", lacksRows(1024), settledAt(0.1, 0.024)},
			{"Leaks: chance a meeting", settledAt(0.004, 0.01), settledAt(0.013, 0.01)},
			{"Rivals: how many", lacksRows(1024), lacksRows(3072)},
		},
		Noise: around(0.18, 0.03),
	}
}

// sobolSamples returns the samples of charts of Sobol indices.
func sobolSamples() map[string]Chart {
	nan := math.NaN()
	many := sampleSobol()
	many.Inputs = nil
	for i := range 33 {
		x := 0.45 * math.Pow(0.82, float64(i))
		in := SobolInput{fmt.Sprintf("Sides: parameter number %d of the whole", i+1), settledAt(x*0.7, 0.02), settledAt(x, 0.024)}
		if i%8 == 5 {
			in.First = lacksRows(1 << (i % 13))
		}
		if i == 31 {
			in.Total = lacksRows(1 << 20)
		}
		many.Inputs = append(many.Inputs, in)
	}
	crowded := many
	crowded.Words, crowded.Inputs = crowdedWords(), slices.Clone(many.Inputs)
	for i := range crowded.Inputs {
		in := &crowded.Inputs[i]
		if in.Name = long; i%3 == 0 {
			in.Name = kiriyenko
		}
		in.First, in.Total = settledAt(0.4+0.02*float64(i%20), 0.3), settledAt(0.3+0.02*float64(i), 0.5)
		switch i % 4 {
		case 1:
			in.First.More = 1 << 40
		case 2:
			in.Total.More = 1 << 40
		}
	}
	one := SobolBars{Words: sampleWords("All is due to one input", "", ""), Inputs: []SobolInput{{"Clarity", settledAt(1, 0), settledAt(1, 0)}}, Noise: Interval{Value: 1, Low: 0.999, High: 1}}
	none := SobolBars{Words: sampleWords("Nothing can be told yet", "", ""), Noise: Interval{Value: nan}, Inputs: []SobolInput{
		{"Clarity", lacksRows(64), lacksRows(64)}, {"", SobolShare{Interval: Interval{Value: nan}}, SobolShare{Interval: Interval{Value: nan}}},
	}}
	// The number beside the strip of chance is wider than all others.
	noisy := SobolBars{Words: sampleWords("Chance drowns all of it", "", ""), Noise: Interval{Value: 0.85, Low: 0.56, High: 1}, Inputs: []SobolInput{
		{"Clarity", lacksRows(512), lacksRows(2048)}, {"Drift", lacksRows(512), lacksRows(1024)},
	}}
	zero := SobolBars{Words: sampleWords("Nothing matters", "", ""), Noise: Interval{}, Inputs: []SobolInput{{Name: "Clarity"}, {Name: "Дрейф"}}}
	return map[string]Chart{
		"sobol": sampleSobol(), "sobol-many": many, "sobol-crowded": crowded, "sobol-one": one, "sobol-none": none, "sobol-zero": zero, "sobol-noisy": noisy,
	}
}

// TestSobolLacksNoValue: an index that has not converged is told by the rows that
// it lacks, in the picture, in words and in the table, and by no number of its own.
func TestSobolLacksNoValue(t *testing.T) {
	chart := sampleSobol()
	odd := SobolShare{Interval: Interval{Value: 0.777, Low: 0.666, High: 0.888}, More: 512}
	chart.Inputs = []SobolInput{{"one", odd, settledAt(0.05, 0.01)}, {"both", odd, odd}, {"none", settledAt(0.1, 0.01), settledAt(0.3, 0.01)}}
	var said strings.Builder
	said.WriteString(chart.Alt())
	_, rows := chart.Data()
	for _, row := range rows {
		said.WriteString(" " + strings.Join(row, " "))
	}
	for _, size := range allSizes {
		d := drawIn(chart, size, Light)
		if d.err != nil {
			t.Fatal(d.err)
		}
		var inside strings.Builder
		for _, box := range d.boxes {
			said.WriteString(" " + box.text)
			if box.inside {
				inside.WriteString(" " + strings.ReplaceAll(box.text, nbsp, " "))
			}
		}
		if n := strings.Count(inside.String(), "at least 512 more rows"); n != 2 {
			t.Errorf("%v: %d rows say what they lack, want 2: %s", size, n, inside.String())
		}
		// Two marks of the last row, and one of the first.
		if len(d.marks) != 3 {
			t.Errorf("%v: %d marks, want 3", size, len(d.marks))
		}
	}
	for _, number := range []string{"777", "78%", "666", "67%", "888", "89%"} {
		if strings.Contains(said.String(), number) {
			t.Errorf("a value that has not converged is told: %s in %s", number, said.String())
		}
	}
}

// TestSobolChanceIsTold: the number beside the strip of chance stands clear of it,
// however narrow the columns above are.
func TestSobolChanceIsTold(t *testing.T) {
	for _, size := range allSizes {
		d := drawIn(sobolSamples()["sobol-noisy"], size, Light)
		if d.err != nil {
			t.Fatal(d.err)
		}
		found := false
		for _, box := range d.boxes {
			if !strings.HasPrefix(box.text, "85%") {
				continue
			}
			found = true
			for _, strip := range d.strips {
				if overlap(box.Rectangle, strip, 0) {
					t.Errorf("%v: %q is over the data", size, box.text)
				}
			}
		}
		if !found {
			t.Errorf("%v: the share of chance is not told", size)
		}
	}
}

// TestSobolOrder: inputs come by their total; what has not converged has no place
// among them; what is left out is counted below a bound that holds.
func TestSobolOrder(t *testing.T) {
	chart := SobolBars{Words: sampleWords("T", "", "")}
	for i := range 25 {
		chart.Inputs = append(chart.Inputs, SobolInput{Name: fmt.Sprint(i), Total: settledAt(float64(i)/100, 0)})
	}
	chart.Inputs[24].Total.More = 8
	drawn, rest := chart.sorted()
	if len(drawn) != maxSobolRows || drawn[0].Name != "23" || drawn[19].Name != "4" || len(rest) != 5 || rest[4].Name != "24" {
		t.Errorf("drawn %v, rest %v", drawn, rest)
	}
	if got, want := left(rest), "and 4 more below 4%, 1 more without a value"; got != want {
		t.Errorf("rest is told as %q, want %q", got, want)
	}
	if _, rows := chart.Data(); len(rows) != 51 || rows[0][0] != "23" {
		t.Errorf("%d rows, the first %v", len(rows), rows[0])
	}
	for x, want := range map[float64]string{0: "1%", 0.0099: "1%", 0.01: "2%", 0.29: "30%"} {
		if got := left([]SobolInput{{Total: settledAt(x, 0)}}); got != "and 1 more below "+want {
			t.Errorf("%g is told as %q", x, got)
		}
	}
}
