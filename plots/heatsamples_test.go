package plots

import "math"

// sampleHeat returns a map of clarity in nx and meetings in ny levels for each
// panel name, each point of so many runs.
func sampleHeat(nx, ny, runs int, panels ...string) HeatMap {
	h := HeatMap{
		Words: sampleWords("Deals last where orders are clear and meetings frequent", "US–Russia talks, each cell its own runs",
			"Share of first deals standing a year on, Wilson intervals"),
		Metric: standing(), X: clarity(nx), Threshold: half(),
		Y: SweepInput{Name: "Time between meetings", Unit: "days", Levels: levels(7, 7*float64(ny), ny), Own: 21},
	}
	for i, name := range panels {
		pn := HeatPanel{Name: name}
		for _, days := range h.Y.Levels {
			var row []SweepValue
			for _, c := range h.X.Levels {
				row = append(row, shareAt(c-0.12*float64(i), days, runs))
			}
			pn.Values = append(pn.Values, row)
		}
		h.Panels = append(h.Panels, pn)
	}
	return h
}

// island is a map whose threshold is a closed line.
func island() HeatMap {
	h := sampleHeat(9, 7, 400, "")
	for y, row := range h.Panels[0].Values {
		for x := range row {
			v := math.Exp(-(math.Pow(float64(x-4)/2.4, 2) + math.Pow(float64(y-3)/2.1, 2)))
			row[x].Interval = Interval{Value: v, Low: max(0, v-0.03), High: min(1, v+0.03)}
		}
	}
	h.Title = "Only the middle way lasts"
	return h
}

// heatSamples returns the samples of heat maps.
func heatSamples() map[string]Chart {
	gappy := sampleHeat(6, 5, 100, "")
	v := gappy.Panels[0].Values
	v[0][0], v[1][3], v[1][4], v[4][5] = failed(), failed(), silent(), silent()
	v[3][2].Low, v[3][2].High = math.NaN(), math.NaN()
	gappy.X.Own, gappy.Y.Own, gappy.Widest = 0.45, 90, 0.17

	days := sampleHeat(8, 6, 100, "")
	days.Metric = SweepMetric{Name: "Wait for the first deal", Unit: "days"}
	days.Threshold = Threshold{Value: 365, Name: "a year"}
	days.Title = "Slow meetings make for a long wait"
	for y, row := range days.Panels[0].Values {
		for x := range row {
			row[x].Interval = around(30+90*float64(y)+45*float64(8-x)+0.3, 41.5)
		}
	}
	side := days
	side.Threshold.Name, side.Metric.Unit = long, "days"
	topExit := sampleHeat(7, 5, 1000, "")
	for _, row := range topExit.Panels[0].Values {
		for x := range row {
			row[x] = shareAt(topExit.X.Levels[x], 21, 1000)
		}
	}
	above := sampleHeat(4, 3, 1000, "")
	for _, row := range above.Panels[0].Values {
		for x := range row {
			row[x].Interval = Interval{Value: 0.9 + 0.01*float64(x), Low: 0.85, High: 0.97}
		}
	}
	plain := sampleHeat(5, 4, 100, "")
	plain.Threshold, plain.X.Own, plain.Widest = Threshold{}, math.NaN(), 0.15
	ratio := sampleHeat(5, 5, 100, "")
	ratio.Y = everyDays()
	ratio.Y.Own = 20

	crowded := sampleHeat(15, 15, 60, panelNames(6)...)
	crowded.Words = crowdedWords()
	crowded.Metric.Name, crowded.X.Name, crowded.Y.Name, crowded.Threshold.Name = long, kiriyenko, long, long
	crowded.X.Unit, crowded.Y.Unit, crowded.Widest = "per √year", "days", 0.2
	for i := range crowded.Panels {
		crowded.Panels[i].Name = long
		crowded.Panels[i].Values[i][2*i], crowded.Panels[i].Values[2*i][i] = failed(), silent()
	}
	lone := crowded
	lone.Panels = crowded.Panels[:1]
	far := sampleHeat(15, 15, 60, "")
	far.Metric, far.Threshold = SweepMetric{Name: "Deaths", Unit: "people"}, Threshold{Value: -1e10, Name: "ten thousand million lost"}
	for i := range far.X.Levels {
		far.X.Levels[i] = 5e10 * float64(i+1)
		for j := range far.Y.Levels {
			far.Panels[0].Values[i][j].Interval = around(-1e9*float64(i+j), 3e8)
		}
	}
	one := sampleHeat(2, 2, 60, "")
	one.X.Levels, one.Y.Levels = []float64{0.4}, []float64{21}
	one.Panels[0].Values = [][]SweepValue{{shareAt(0.4, 21, 60)}}
	none := sampleHeat(3, 3, 60, "")
	for _, row := range none.Panels[0].Values {
		for x := range row {
			row[x] = failed()
		}
	}
	return map[string]Chart{
		"heatmap":         sampleHeat(11, 8, 150, ""),
		"heatmap-two":     sampleHeat(2, 2, 150, ""),
		"heatmap-fifteen": sampleHeat(15, 15, 300, ""),
		"heatmap-wide":    sampleHeat(15, 2, 300, ""),
		"heatmap-tall":    sampleHeat(2, 15, 300, ""),
		"heatmap-gappy":   gappy,
		"heatmap-days":    days,
		"heatmap-side":    side,
		"heatmap-top":     topExit,
		"heatmap-island":  island(),
		"heatmap-above":   above,
		"heatmap-plain":   plain,
		"heatmap-ratio":   ratio,
		"heatmap-long":    lone,
		"heatmap-far":     far,
		"heatmap-one":     one,
		"heatmap-none":    none,
		"heats-two":       sampleHeat(6, 5, 300, panelNames(2)...),
		"heats-three":     sampleHeat(6, 5, 300, panelNames(3)...),
		"heats-six":       sampleHeat(8, 6, 300, panelNames(6)...),
		"heats-crowded":   crowded,
	}
}
