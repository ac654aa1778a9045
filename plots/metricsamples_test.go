package plots

import "math"

// armNames returns the names of n arms.
func armNames(n int) []string {
	return []string{"Clear principal", "One rival more", "No leaks", "Officials alone"}[:n]
}

// around is an interval of the given half-width.
func around(x, half float64) Interval { return Interval{Value: x, Low: x - half, High: x + half} }

// metricNames are of three units: shares, days and numbers.
func metricNames() []MetricGroup {
	return []MetricGroup{
		{Axis: "percentage points", Share: true, Rows: []MetricRow{
			{Name: "First deals standing a year on"}, {Name: "Runs with a deal"}, {Name: "Deal-time honoured"},
		}},
		{Axis: "days", Rows: []MetricRow{{Name: "Wait for the first deal"}, {Name: "Wait for an understanding"}}},
		{Axis: "number a run", Rows: []MetricRow{{Name: "Leaks"}, {Name: "Falls from grace"}}},
	}
}

// sampleForest returns differences of every metric for each arm.
func sampleForest(arms ...string) Forest {
	chart := Forest{
		Words: sampleWords("A clear principal's deals stand longer", "Arms held against the vague principal, on the same luck",
			"Paired differences over runs; hollow after Holm's correction over all rows"),
		Baseline: "Vague principal", Arms: arms, Groups: metricNames(),
	}
	scale := []float64{0.05, 30, 0.6}
	for i, g := range chart.Groups {
		for j := range g.Rows {
			for k := range arms {
				x := scale[i] * math.Cos(float64(1+j+2*k)) * float64(1+j) * 1.3
				g.Rows[j].Values = append(g.Rows[j].Values, around(x, scale[i]*(0.4+0.15*float64(k))))
			}
		}
	}
	return chart
}

// sampleDumbbell returns values of every metric, the baseline's first.
func sampleDumbbell(arms ...string) Dumbbell {
	chart := Dumbbell{
		Words: sampleWords("A clear principal's deals stand longer", "Four scenarios on the same luck", "Wilson and Student intervals"),
		Arms:  append([]string{"Vague principal"}, arms...), Groups: metricNames(),
	}
	middle, scale := []float64{0.45, 310, 4.2}, []float64{0.09, 60, 1.1}
	chart.Groups[0].Axis = "share"
	for i, g := range chart.Groups {
		for j := range g.Rows {
			for k := range chart.Arms {
				x := middle[i] + scale[i]*(math.Sin(float64(1+3*j+2*k))+float64(j))
				g.Rows[j].Values = append(g.Rows[j].Values, around(x, scale[i]*0.35))
			}
		}
	}
	return chart
}

// sampleShares returns what became of deals under each arm.
func sampleShares(arms ...string) CauseShares {
	chart := CauseShares{
		Words: sampleWords("Clarity turns misreadings into deals that stand", "What became of first deals within a year", "Wilson 95% intervals"),
		Arms:  append([]string{"Vague principal"}, arms...), XLabel: "Share of first deals",
	}
	for i, name := range outcomeNames {
		row := MetricRow{Name: name}
		for k := range chart.Arms {
			share := 0.4 * math.Pow(0.62, math.Mod(float64(i+k), 6))
			half := 1.96 * math.Sqrt(share*(1-share)/400)
			row.Values = append(row.Values, Interval{Value: share, Low: max(0, share-half), High: share + half})
		}
		chart.Causes = append(chart.Causes, row)
	}
	return chart
}

// metricSamples returns the samples of the charts that compare arms.
func metricSamples() map[string]Chart {
	nan := math.NaN()
	crowdedGroups := func(arms int) []MetricGroup {
		groups := make([]MetricGroup, maxMetricGroups)
		for i := range maxMetricRows - 2*maxMetricGroups {
			row := MetricRow{Name: long}
			for k := range arms {
				row.Values = append(row.Values, around(float64(k-2)*1234.5, 1e3))
			}
			g := &groups[i%maxMetricGroups]
			g.Axis, g.Rows = long, append(g.Rows, row)
		}
		return groups
	}
	crowded := Forest{Words: crowdedWords(), Baseline: long, Arms: repeat(long, maxArms), Groups: crowdedGroups(maxArms)}
	crowdedBells := Dumbbell{Words: crowdedWords(), Arms: repeat(long, maxArms+1), Groups: crowdedGroups(maxArms + 1)}
	crowdedShares := CauseShares{Words: crowdedWords(), Arms: repeat(long, maxArms+1), XLabel: long}
	for i := range maxCompared {
		row := MetricRow{Name: long}
		for k := range maxArms + 1 {
			row.Values = append(row.Values, around(0.5-float64(i)*0.02+float64(k)*0.05, 0.1))
		}
		crowdedShares.Causes = append(crowdedShares.Causes, row)
	}
	one := Forest{Words: sampleWords("Nothing clear differs", "", ""), Arms: armNames(1), Groups: []MetricGroup{{
		Share: true, Rows: []MetricRow{{Name: "Runs with a deal", Values: []Interval{around(0.01, 0.03)}}},
	}}}
	same := Forest{Words: sampleWords("A scenario does not differ from itself", "", ""), Baseline: "Vague", Arms: []string{"Vague again"}, Groups: []MetricGroup{
		{Axis: "days", Rows: []MetricRow{{Name: "Wait for the first deal", Values: []Interval{{}}}, {Name: "Life", Values: []Interval{{Value: nan, Low: nan, High: nan}}}}},
	}}
	none := Forest{Words: sampleWords("Nothing can be compared", "", ""), Arms: armNames(2), Groups: []MetricGroup{
		{Axis: "days", Rows: []MetricRow{{Name: "Life", Values: []Interval{{Value: nan}, {Value: math.Inf(1)}}}}},
	}}
	holm := sampleForest(armNames(1)...)
	for i := range holm.Groups {
		holm.Groups[i].Rows[0].Values[0].Unclear = true
	}
	noShares := CauseShares{Words: sampleWords("No deal was ever signed", "", ""), Arms: []string{"Vague", "Clear"}, Causes: []MetricRow{
		{Name: "Still standing", Values: []Interval{{Value: nan}, {Value: nan}}},
	}}
	oneCause := CauseShares{Words: sampleWords("Every deal fell to a leak", "", ""), Arms: []string{"Vague", "Clear"}, Causes: []MetricRow{
		{Name: "A leak ended it", Values: []Interval{{Value: 1, Low: 0.97, High: 1}, {Value: 0, Low: 0, High: 0.03}}},
	}}
	return map[string]Chart{
		"forest":           sampleForest(armNames(1)...),
		"forest-two":       sampleForest(armNames(2)...),
		"forest-four":      sampleForest(armNames(4)...),
		"forest-arms":      sampleForest("us-russia-2025-professionals-only", "us-russia-2025-envoys-only"),
		"forest-holm":      holm,
		"forest-one":       one,
		"forest-same":      same,
		"forest-none":      none,
		"forest-crowded":   crowded,
		"dumbbell":         sampleDumbbell(armNames(3)...),
		"dumbbell-two":     sampleDumbbell(armNames(1)...),
		"dumbbell-five":    sampleDumbbell(armNames(4)...),
		"dumbbell-crowded": crowdedBells,
		"shares":           sampleShares(armNames(2)...),
		"shares-two":       sampleShares(armNames(1)...),
		"shares-five":      sampleShares(armNames(4)...),
		"shares-crowded":   crowdedShares,
		"shares-none":      noShares,
		"shares-cause":     oneCause,
	}
}
