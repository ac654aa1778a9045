package plots

import (
	"math"
	"slices"
)

// levels returns n levels evenly spaced.
func levels(low, high float64, n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = low + (high-low)*float64(i)/float64(n-1)
	}
	return out
}

// clarity is an input with n levels, with the scenario's own value among them.
func clarity(n int) SweepInput {
	return SweepInput{Name: "Russia's clarity", Unit: "share", Levels: levels(0, 1, n), Own: 0.4}
}

// everyDays is an input whose levels are spaced by ratio.
func everyDays() SweepInput {
	return SweepInput{Name: "Time between meetings", Unit: "days", Levels: []float64{7, 14, 28, 56, 112}, Own: 21}
}

// standing is a metric of shares.
func standing() SweepMetric {
	return SweepMetric{Name: "Share of deals standing a year on", Share: true}
}

// half is a threshold of it.
func half() Threshold { return Threshold{Value: 0.5, Name: "half of the deals last a year"} }

// sharesOf returns the share that holds at a clarity and a time between
// meetings, with the interval that n runs give (Wald, to have something).
func shareAt(clarity, days float64, n int) SweepValue {
	x := 1 / (1 + math.Exp(-5*(clarity-0.45)+0.9*math.Log(days/21)))
	half := 1.96 * math.Sqrt(x*(1-x)/float64(n))
	return SweepValue{Interval: Interval{Value: x, Low: max(0, x-half), High: min(1, x+half)}, N: n}
}

// sampleResponse returns a panel for each name, with lines of several times
// between meetings.
func sampleResponse(days []float64, panels ...string) Response {
	r := Response{
		Words: sampleWords("Clear orders keep deals standing, whatever the pace", "Each line is one pace of meetings; US–Russia talks",
			"Share of first deals standing a year on, Wilson intervals"),
		Metric: standing(), Input: clarity(11), Threshold: half(),
	}
	for _, d := range days {
		r.Lines = append(r.Lines, "every "+value(d)+" days")
	}
	for i, name := range panels {
		pn := ResponsePanel{Name: name}
		for _, d := range days {
			var line []SweepValue
			for _, c := range r.Input.Levels {
				line = append(line, shareAt(c-0.1*float64(i), d, 200))
			}
			pn.Values = append(pn.Values, line)
		}
		r.Panels = append(r.Panels, pn)
	}
	return r
}

// failed and silent are points without a value.
func failed() SweepValue { return SweepValue{Interval: Interval{Value: math.NaN()}, Failed: true} }

func silent() SweepValue {
	return SweepValue{Interval: Interval{Value: math.NaN(), Low: math.NaN(), High: math.NaN()}}
}

// panelNames are levels of a third input.
func panelNames(n int) []string {
	return []string{"No rival", "One rival", "Two rivals", "Three rivals", "Four rivals", "Five rivals"}[:n]
}

// responseSamples returns the samples of responses.
func responseSamples() map[string]Chart {
	gappy := sampleResponse([]float64{14, 112}, "")
	v := gappy.Panels[0].Values
	v[0][3], v[0][5], v[1][0], v[1][10] = failed(), failed(), silent(), failed()
	v[1][7] = SweepValue{Interval: Interval{Value: 0.61, Low: math.NaN(), High: math.NaN()}}

	ratio := sampleResponse([]float64{21}, "")
	ratio.Input, ratio.Lines, ratio.Panels[0].Values = everyDays(), []string{""}, nil
	ratio.Metric = SweepMetric{Name: "Wait for the first deal", Unit: "days"}
	ratio.Threshold = Threshold{Value: 365, Name: "a year"}
	ratio.Title = "The slower the meetings, the longer the wait"
	var line []SweepValue
	for _, d := range ratio.Input.Levels {
		line = append(line, SweepValue{Interval: around(90+60*math.Log(d), 20+d/4), N: 200})
	}
	ratio.Panels[0].Values = [][]SweepValue{line}

	dense := sampleResponse([]float64{21}, "")
	dense.Input, dense.Lines = clarity(200), []string{""}
	line = nil
	for i, c := range dense.Input.Levels {
		line = append(line, shareAt(c+0.05*math.Sin(float64(i)*1.7), 21, 300))
	}
	dense.Panels[0].Values = [][]SweepValue{line}

	crowded := sampleResponse([]float64{7, 14, 28, 112}, panelNames(6)...)
	crowded.Words = crowdedWords()
	crowded.Lines = repeat(long, 4)
	crowded.Metric.Name, crowded.Input.Name, crowded.Threshold.Name = long, kiriyenko, long
	for i := range crowded.Panels {
		crowded.Panels[i].Name = long
		crowded.Panels[i].Values[i%4][i] = failed()
		crowded.Panels[i].Values[0][10] = silent()
	}
	lone := crowded
	lone.Panels = crowded.Panels[:1]
	lone.Input.Unit, lone.Input.Own = "per √year", 2

	far := sampleResponse([]float64{21}, "")
	far.Metric, far.Threshold = SweepMetric{Name: "Deaths", Unit: "people"}, Threshold{}
	far.Input.Own = math.NaN()
	for j := range far.Panels[0].Values[0] {
		far.Input.Levels[j] = 7e10 * float64(j-5)
		far.Panels[0].Values[0][j].Interval = around(-1e9*float64(j), 1e8)
	}
	fars := far
	fars.Panels = append(slices.Repeat(far.Panels, 3), far.Panels[0])
	one := sampleResponse([]float64{21}, "")
	one.Input.Levels, one.Panels[0].Values = []float64{0.4}, [][]SweepValue{{shareAt(0.4, 21, 50)}}
	none := sampleResponse([]float64{14, 28}, "")
	for _, line := range none.Panels[0].Values {
		for j := range line {
			line[j] = failed()
		}
	}
	flat := sampleResponse([]float64{21}, "")
	for j := range flat.Panels[0].Values[0] {
		flat.Panels[0].Values[0][j] = SweepValue{Interval: around(1, 0)}
	}
	return map[string]Chart{
		"response":         sampleResponse([]float64{7, 21, 63, 112}, ""),
		"response-one":     sampleResponse([]float64{21}, ""),
		"response-gappy":   gappy,
		"response-ratio":   ratio,
		"response-dense":   dense,
		"response-two":     sampleResponse([]float64{7, 28}, panelNames(2)...),
		"response-three":   sampleResponse([]float64{7, 28, 112}, panelNames(3)...),
		"response-six":     sampleResponse([]float64{7, 28, 63, 112}, panelNames(6)...),
		"response-crowded": crowded,
		"response-long":    lone,
		"response-far":     far,
		"response-fars":    fars,
		"response-level":   one,
		"response-none":    none,
		"response-flat":    flat,
	}
}
