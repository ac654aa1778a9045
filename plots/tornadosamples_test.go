package plots

import (
	"fmt"
	"math"
)

// sampleTornado returns n inputs, the effect of each less than that of the one
// before.
func sampleTornado(n int) Tornado {
	names := []TornadoInput{
		{Name: "Russia's clarity", Low: TornadoEnd{At: 0.2}, High: TornadoEnd{At: 0.6}},
		{Name: "Time between envoys' meetings", Unit: "days", Low: TornadoEnd{At: 7}, High: TornadoEnd{At: 42}},
		{Name: "Drift of Russia's aims", Unit: "per √year", Low: TornadoEnd{At: 0.04}, High: TornadoEnd{At: 0.16}},
		{Name: "Leaks", Unit: "per year", Low: TornadoEnd{At: 0.5}, High: TornadoEnd{At: 2}},
		{Name: "Witkoff's realism", Low: TornadoEnd{At: 0.1}, High: TornadoEnd{At: 0.4}},
		{Name: "Rivals' spite", Low: TornadoEnd{At: 0.25}, High: TornadoEnd{At: 0.75}},
	}
	c := Tornado{
		Words: sampleWords("Deals hang on Russia's clarity above all", "One input at a time, at the ends of its plausible range",
			"Share of first deals standing a year on, paired with the base on the same luck"),
		Metric: standing(), Base: Interval{Value: 0.44, Low: 0.41, High: 0.47},
	}
	for i := range n {
		in := names[i%len(names)]
		if i >= len(names) {
			in.Name += fmt.Sprintf(" (%d)", i/len(names)+1)
		}
		reach := 0.3 * math.Pow(0.72, float64(i))
		sign := []float64{-1, 1, 1}[i%3]
		in.Low.Change = around(sign*reach*0.8, 0.022)
		in.High.Change = around(-sign*reach, 0.025)
		if i == 3 { // the scenario has it at its best
			in.Low.Change, in.High.Change = around(-0.09, 0.025), around(-0.05, 0.024)
		}
		in.Swing = around(in.High.Change.Value-in.Low.Change.Value, 0.03)
		c.Inputs = append(c.Inputs, in)
	}
	return c
}

// tornadoSamples returns the samples of tornadoes.
func tornadoSamples() map[string]Chart {
	crowded := sampleTornado(maxTornadoBars)
	crowded.Words, crowded.Metric.Name = crowdedWords(), long
	for i := range crowded.Inputs {
		in := &crowded.Inputs[i]
		in.Name, in.Unit = long, []string{"days", "per √year"}[i%2]
		in.High.At = []float64{1234567.25, math.Inf(1), 3}[i%3]
		if i%4 == 1 {
			in.Low.Change = Interval{Value: math.NaN()}
		}
	}
	for range 120 {
		crowded.Inputs = append(crowded.Inputs, crowded.Inputs[14])
	}
	days := sampleTornado(6)
	days.Metric = SweepMetric{Name: "Wait for the first deal", Unit: "days"}
	days.Base = around(410.3, 14)
	for i := range days.Inputs {
		in := &days.Inputs[i]
		for _, x := range []*Interval{&in.Low.Change, &in.High.Change, &in.Swing} {
			x.Value, x.Low, x.High = x.Value*500, x.Low*500, x.High*500
		}
	}
	gappy := sampleTornado(5)
	gappy.Inputs[0].High.Change = Interval{Value: math.NaN()}
	gappy.Inputs[1].Low.Change, gappy.Inputs[1].High.Change, gappy.Inputs[1].Swing = Interval{Value: math.NaN()}, Interval{Value: math.NaN()}, Interval{}
	gappy.Inputs[2].Low.Change, gappy.Inputs[2].Swing = Interval{}, Interval{}
	gappy.Inputs[4].Low.Change.Low, gappy.Inputs[4].Low.Change.High = math.NaN(), math.NaN()
	chance := sampleTornado(2)
	for i := range chance.Inputs {
		chance.Inputs[i].Low.Change, chance.Inputs[i].High.Change = around(0.01, 0.03), around(-0.012, 0.03)
		chance.Inputs[i].Swing = Interval{}
	}
	chance.Title = "No input can be told from chance"
	none := sampleTornado(2)
	none.Base = Interval{Value: math.NaN()}
	still := sampleTornado(1)
	still.Base = Interval{Value: 1, Low: 1, High: 1}
	still.Inputs[0].Low.Change, still.Inputs[0].High.Change, still.Inputs[0].Swing = Interval{}, Interval{}, Interval{}
	far := days
	far.Inputs = append([]TornadoInput(nil), days.Inputs...)
	far.Base = around(1e10, 1e9)
	for i := range far.Inputs {
		far.Inputs[i].Low.Change, far.Inputs[i].High.Change = around(-3e9*float64(i), 1e9), around(2e10, 1e9)
	}
	return map[string]Chart{
		"tornado":         sampleTornado(8),
		"tornado-fifteen": sampleTornado(15),
		"tornado-many":    sampleTornado(135),
		"tornado-one":     sampleTornado(1),
		"tornado-days":    days,
		"tornado-gappy":   gappy,
		"tornado-chance":  chance,
		"tornado-none":    none,
		"tornado-still":   still,
		"tornado-far":     far,
		"tornado-crowded": crowded,
	}
}
