package plots

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestTornadoRefused names the fault of a chart.
func TestTornadoRefused(t *testing.T) {
	fault := func(want string, spoil func(c *Tornado)) refusedSweep {
		c := sampleTornado(3)
		spoil(&c)
		return refusedSweep{c, want}
	}
	refuse(t, []refusedSweep{
		fault("0 inputs", func(c *Tornado) { c.Inputs = nil }),
		fault("10001 inputs", func(c *Tornado) { c.Inputs = make([]TornadoInput, maxTornadoInputs+1) }),
		fault("base: share or bound is 1.5", func(c *Tornado) { c.Base.Value = 1.5 }),
		fault(`input "Russia's clarity", high end: 2: give numbers from -1 to 1`, func(c *Tornado) { c.Inputs[0].High.Change.Value = 2 }),
		fault(`"Drift of Russia's aims", swing: field Low is 1 and High is 0`, func(c *Tornado) { c.Inputs[2].Swing = Interval{Low: 1} }),
		fault("ends at NaN and 0.6: give both values", func(c *Tornado) { c.Inputs[0].Low.At = math.NaN() }),
	})
}

// TestTornadoRanked: bars come by length, whatever their order, and those without
// a value last; an input at its best in the scenario has a length, too.
func TestTornadoRanked(t *testing.T) {
	nan := math.NaN()
	input := func(name string, low, high float64) TornadoInput {
		return TornadoInput{Name: name, Low: TornadoEnd{Change: Interval{Value: low}}, High: TornadoEnd{Change: Interval{Value: high}}}
	}
	c := Tornado{Inputs: []TornadoInput{
		input("none", nan, nan), input("small", -0.01, 0.01), input("peak", -0.1, -0.3), input("both", 0.2, -0.2), input("one", nan, 0.15), input("still", 0, 0),
	}}
	var got []string
	for _, in := range c.ranked() {
		got = append(got, in.Name)
	}
	if want := []string{"both", "peak", "one", "small", "still", "none"}; !slices.Equal(got, want) {
		t.Errorf("bars come as %q, want %q", got, want)
	}
	for _, tc := range []struct {
		low, high        float64
		lowLeft, oneSide bool
	}{
		{-1, 2, true, false},
		{1, -2, false, false},
		{1, 2, false, true},
		{-1, -2, true, true},
		{0, 2, true, false},
		{0, -2, false, false},
		{nan, 1, true, false},
		{nan, -1, false, false},
		{nan, nan, true, false},
		{0, 0, true, false},
		{-1, 0, true, false},
		{1, nan, false, false},
	} {
		in := input("", tc.low, tc.high)
		if in.side(0) == tc.lowLeft || in.split() != tc.oneSide {
			t.Errorf("changes of %g and %g: the low end at the right %t, both on one side %t", tc.low, tc.high, in.side(0), in.split())
		}
	}
}

// TestTornadoRest: of inputs that are not drawn is said how many there are, and a
// reach that none of them passes.
func TestTornadoRest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := sampleTornado(1)
		furthest := 0.0
		n := rapid.IntRange(0, 40).Draw(t, "more")
		for range maxTornadoBars - 1 {
			c.Inputs = append(c.Inputs, c.Inputs[0])
		}
		for range n {
			x := rapid.Float64Range(-0.01, 0.01).Draw(t, "change")
			furthest = max(furthest, math.Abs(x))
			c.Inputs = append(c.Inputs, TornadoInput{Name: "X", Low: TornadoEnd{Change: Interval{Value: x}}, High: TornadoEnd{Change: Interval{Value: -x / 2}}})
		}
		if n == 0 {
			if got := c.rest(); got != "" {
				t.Fatalf("of none is said %q", got)
			}
			return
		}
		got := c.rest()
		var said float64
		if _, err := fmt.Sscanf(got, fmt.Sprintf("and %d more, none beyond ±%%f", n), &said); err != nil {
			t.Fatalf("%q: %v", got, err)
		}
		if furthest*100 > said+1e-9 || said > furthest*100+0.1+1e-9 {
			t.Fatalf("%q of changes up to %g points", got, furthest*100)
		}
	})
	c := tornadoSamples()["tornado-many"].(Tornado)
	for range 3 {
		c.Inputs = append(c.Inputs, TornadoInput{Name: "Unknown", Low: TornadoEnd{Change: Interval{Value: math.NaN()}}, High: TornadoEnd{Change: Interval{Value: math.NaN()}}})
	}
	if got := strings.ReplaceAll(c.rest(), nbsp, " "); got != "and 123 more, none beyond ±0.3 points; 3 without a value" {
		t.Errorf("of the rest is said %q", got)
	}
}

// TestTornadoMarksDoubt: each input that may be chance, and no other, has a "~";
// the values of all inputs stand at the ends of their bars.
func TestTornadoMarksDoubt(t *testing.T) {
	for name, want := range map[string]int{"tornado": 0, "tornado-fifteen": 6, "tornado-many": 6, "tornado-chance": 2, "tornado-still": 1} {
		chart := tornadoSamples()[name].(Tornado)
		for _, size := range allSizes {
			d := drawIn(chart, size, Light)
			doubts, values := 0, map[string]int{}
			for _, box := range d.boxes {
				if box.text == doubt {
					doubts++
				}
				if box.inside {
					values[box.text]++
				}
			}
			if doubts != want {
				t.Errorf("%s, %v: %d inputs have a %s, want %d", name, size, doubts, doubt, want)
			}
			for _, in := range chart.drawn() {
				values[endValue(in.Low.At)]--
				values[endValue(in.High.At)]--
			}
			for text, n := range values {
				if n != 0 {
					t.Errorf("%s, %v: the value %s stands %d times too often", name, size, text, n)
				}
			}
		}
		if got := strings.Count(chart.Alt(), "which may be chance"); got != want {
			t.Errorf("%s: the alt text doubts %d inputs, want %d", name, got, want)
		}
	}
}

// TestTornadoTold: words and table tell what is drawn.
func TestTornadoTold(t *testing.T) {
	alt := tornadoSamples()["tornado-gappy"].(Tornado).Alt()
	for _, want := range []string{
		"As the scenario is: 44% (41 to 47%).", "Russia's clarity: −24.0 points (−26.2 to −21.8) at 0.2, no value at 0.6.",
		"Time between envoys' meetings (days): no value at 7, no value at 42.",
	} {
		if !strings.Contains(strings.ReplaceAll(alt, nbsp, " "), want) {
			t.Errorf("%q is not in %q", want, alt)
		}
	}
	c := sampleTornado(20)
	slices.Reverse(c.Inputs)
	_, rows := c.Data()
	if len(rows) != 40 || rows[0][0] != "Russia's clarity" || rows[0][2] != "low" || rows[0][3] != "0.2" || rows[1][2] != "high" {
		t.Errorf("table of %d rows begins %q and %q", len(rows), rows[0], rows[1])
	}
}
