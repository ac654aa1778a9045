package plots

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"time"
)

// long is a name that no panel has room for, three times over.
const long = kiriyenko + " " + kiriyenko + " " + unbroken

// crowdedWords are texts that leave a chart as little room as they may.
func crowdedWords() Words {
	w := sampleWords("Misunderstandings, counterintelligence, disinformation, institutionalisation, "+
		"Abkhazia–Transnistria, unpredictability, personalisation, uncharacteristically, internationally, "+unbroken,
		long, long+". "+long+long)
	return w
}

// talks returns n names of talks.
func talks(n int) []string {
	all := []string{
		"US–Russia", "Abkhazia", "South Ossetia", "Transnistria", "Iran", "China", "North Korea",
		"Mali", "Niger", "Central African Republic", "Burkina Faso", "Venezuela",
	}
	return all[:n]
}

// repeat returns the name n times.
func repeat(name string, n int) []string {
	names := make([]string, n)
	for i := range names {
		names[i] = name
	}
	return names
}

func sampleMultiples(names ...string) SmallMultiples {
	rng := rand.New(rand.NewPCG(5, 6))
	chart := SmallMultiples{
		Words: sampleWords("Deals in the near abroad outlast those with Washington",
			"First deals of each talk of the Kremlin's envoys, against all together",
			"Kaplan–Meier estimate of the share of first deals standing, with pointwise 95% log-log bands"),
		Horizon: 730, Reference: kaplanMeier("all talks together", rng, 1500, 0.0016, 730),
	}
	for i, name := range names {
		chart.Curves = append(chart.Curves, kaplanMeier(name, rng, 40+30*i, 0.0045/float64(1+i), 730))
	}
	return chart
}

// sampleIncidence returns constant hazards of falling size, whose incidence is
// known in closed form.
func sampleIncidence(names ...string) Incidence {
	chart := Incidence{
		Words: sampleWords("Drift and misreading end two deals in three",
			"Why first deals of the US–Russia talks ended",
			"Cumulative incidence by cause (Aalen–Johansen), with pointwise 95% bands"),
		N: 1000, Horizon: 730,
	}
	total := 0.0
	for i := range names {
		total += 0.0012 / float64(1+i*i)
	}
	for i, name := range names {
		c := Cause{Name: name}
		part := 0.0012 / float64(1+i*i) / total
		for day := 3.0; day <= 730; day += 3 {
			share := part * (1 - math.Exp(-total*day))
			half := 1.96 * math.Sqrt(share*(1-share)/400)
			c.Day, c.Share = append(c.Day, day), append(c.Share, share)
			c.Low, c.High = append(c.Low, max(0, share-half)), append(c.High, min(1, share+half))
		}
		chart.Causes = append(chart.Causes, c)
	}
	return chart
}

// samplePaths returns a mean-reverting path for each name, which falls now and
// then.
func samplePaths(names ...string) Paths {
	rng := rand.New(rand.NewPCG(7, 8))
	chart := Paths{Probs: []float64{0.05, 0.25, 0.5, 0.75, 0.95}, Start: time.Date(2025, 2, 12, 0, 0, 0, 0, time.UTC)}
	for i, name := range names {
		pn := Path{Name: name, Quantiles: make([][]float64, len(chart.Probs)), Marked: 0.62 / float64(1+i)}
		level := 0.4
		for day := 0.0; day <= 700; day += 2 {
			level += (0.65-level)*0.02 + 0.02*rng.NormFloat64()
			if rng.Float64() < 0.006 {
				pn.Marks = append(pn.Marks, day)
				level *= 0.3
			}
			level = min(1, max(0, level))
			pn.Day, pn.Run = append(pn.Day, day), append(pn.Run, level)
			mid := 0.45 + 0.2*(1-math.Exp(-day/200)) - 0.08*float64(i%4)
			for j, p := range chart.Probs {
				z := math.Log(p/(1-p)) * 0.4 * (0.3 + 1 - math.Exp(-day/90))
				pn.Quantiles[j] = append(pn.Quantiles[j], 1/(1+math.Exp(-math.Log(mid/(1-mid))-z)))
			}
		}
		chart.Panels = append(chart.Panels, pn)
	}
	return chart
}

func sampleStanding(names ...string) Standing {
	return Standing{Words: sampleWords("Six envoys in ten fall within two years",
		"Standing of envoys with their principals, by day", "Quantiles over runs by day"), Paths: samplePaths(names...)}
}

func sampleReputation(names ...string) Reputation {
	return Reputation{Words: sampleWords("Every broken deal costs trust that returns slowly",
		"How reliable the others believe each side to be", "Mean of the Beta belief, quantiles over runs by day"), Paths: samplePaths(names...)}
}

// oneDay returns a chart of each kind over time whose data have one row: batches
// of one day, or of one look.
func oneDay() map[string]Chart {
	one := []float64{1}
	columns := [][]float64{{0.2}, {0.4}, {0.5}, {0.6}, {0.8}}
	w := sampleWords("One day says little", "A batch over a single day", "")
	path := Path{Name: "Russia", Day: one, Quantiles: columns, Run: []float64{0.7}, Marks: one, Marked: 0.01}
	paths := Paths{Probs: []float64{0.05, 0.25, 0.5, 0.75, 0.95}, Start: time.Date(2025, 2, 12, 0, 0, 0, 0, time.UTC), Panels: []Path{path}}
	curve := Curve{Name: "Iran", N: 4, Day: one, Survival: []float64{0.75}, Ended: []int{1}, Censored: []int{3}}
	return map[string]Chart{
		"optimism": Optimism{Words: w, Probs: paths.Probs, Start: paths.Start, Panels: []OptimismPanel{{
			Name: "Russia", Day: one, Quantiles: columns, MeanRealism: []float64{0.1}, Run: []float64{0.7},
			Realism: []float64{0.3}, Meetings: one,
		}}},
		"standing": Standing{w, paths}, "reputation": Reputation{w, paths},
		"multiples": SmallMultiples{Words: w, Curves: []Curve{curve, curve}},
		"incidence": Incidence{Words: w, N: 4, Causes: []Cause{
			{Name: "A leak ended it", Day: one, Share: []float64{0.25}, Low: []float64{0.1}, High: []float64{0.4}},
		}},
		"dots": Dots{Words: w, Panels: []DotsPanel{{Name: "To the first deal", At: slices.Repeat(one, 20), Half: 1}}},
		"convergence": Convergence{
			Words: w, Name: "deals standing", Runs: []int{100}, Estimate: []float64{0.3},
			Low: []float64{0.2}, High: []float64{0.4}, Target: 0.05, Share: true,
		},
	}
}

// panelSamples returns the samples of the charts in small multiples.
func panelSamples() map[string]Chart {
	crowded := sampleMultiples(repeat(long, maxMultiples)...)
	crowded.Words, crowded.XLabel, crowded.YLabel, crowded.Reference.Name = crowdedWords(), long, long, long
	alone := sampleMultiples("US–Russia")
	alone.Reference = Curve{}
	allCensored := SmallMultiples{Words: sampleWords("Every deal still stands", "", ""), Curves: []Curve{
		{Name: "Iran", N: 3, Day: []float64{30}, Survival: []float64{1}, Ended: []int{0}, Censored: []int{3}}, {Name: "Mali"},
	}}
	causes := sampleIncidence(repeat(long, maxCauses)...)
	causes.Words, causes.XLabel, causes.YLabel = crowdedWords(), long, long
	gaps := sampleIncidence(outcomeNames[:2]...)
	for i := range 40 {
		gaps.Causes[0].Low[i+20], gaps.Causes[1].Share[i+60] = math.NaN(), math.NaN()
	}
	none := Incidence{Words: sampleWords("No deal was ever signed", "", ""), Causes: []Cause{{Name: "A leak ended it"}, {Name: "Drift"}}}
	censored := Incidence{Words: sampleWords("No deal ended", "", ""), N: 40, Causes: []Cause{{Name: "A leak ended it"}, {Name: "Drift"}}}
	standing := sampleStanding(repeat(long, maxPaths)...)
	standing.Words = crowdedWords()
	unmarked := sampleReputation("Russia")
	unmarked.Panels[0].Marks, unmarked.Panels[0].Run, unmarked.Panels[0].Marked = nil, nil, math.NaN()
	unmarked.Start = time.Time{}
	channels := []string{"After envoy meetings", "After professional contacts", "At signings"}
	reliability := sampleReliability(long, long, long)
	reliability.Words, reliability.XLabel, reliability.YLabel = crowdedWords(), long, long
	nothing := Reliability{Words: sampleWords("Nothing was forecast", "", ""), Panels: []ReliabilityPanel{
		{Name: channels[0], MeanForecast: math.NaN(), BaseRate: Interval{Value: math.NaN()}, Brier: math.NaN()},
		{
			Name: channels[1], N: 1, MeanForecast: 1, BaseRate: Interval{Low: math.NaN(), High: math.NaN()}, Brier: 1, BrierLow: math.NaN(), BrierHigh: math.NaN(),
			Excess: Interval{Value: 1, Low: math.NaN(), High: math.NaN()}, Bins: []ReliabilityBin{{
				From: 0.9, To: 1, N: 1, Forecast: 1, Observed: 0, Low: math.NaN(), High: math.NaN(),
				ConsistencyLow: math.NaN(), ConsistencyHigh: math.NaN(),
			}},
		},
	}}
	dots := sampleDots(50, long, long, long, long)
	dots.Words = crowdedWords()
	for i := range dots.Panels {
		dots.Panels[i].XLabel = long
	}
	same := Dots{Words: sampleWords("All on one day, or never", "", ""), Panels: []DotsPanel{
		{Name: "One day", At: make([]float64, maxDots)}, {Name: "Never", At: []float64{math.NaN(), math.Inf(1)}, Horizon: 365}, {Name: "Nothing"},
	}}
	settled := sampleConvergence(0.01)
	settled.Words, settled.Name = crowdedWords(), long
	few := sampleConvergence(0.01)
	few.Runs, few.Estimate, few.Low, few.High = nil, nil, nil, nil
	for n := 500; n <= 8000; n *= 2 {
		half := 1.96 * math.Sqrt(0.36*0.64/float64(n))
		few.Runs, few.Estimate = append(few.Runs, n), append(few.Estimate, 0.36)
		few.Low, few.High = append(few.Low, 0.36-half), append(few.High, 0.36+half)
	}
	odd := Convergence{
		Words: sampleWords("The mean has gaps", "", ""), Runs: []int{1, 2, 30, 40, 50}, Target: 0.5,
		Estimate: []float64{-1200, math.NaN(), -1211, -1212, -1211}, Low: []float64{-1300, -1250, math.NaN(), -1214, -1212},
		High: []float64{-1100, math.Inf(1), -1200, -1210, -1210},
	}
	all := map[string]Chart{
		"dots":                sampleDots(20, "To the first deal", "Life of the deal"),
		"dots-fifty":          sampleDots(50, "To the first deal", "Life of the deal"),
		"dots-one":            sampleDots(20, "To the first deal"),
		"dots-crowded":        dots,
		"dots-same":           same,
		"convergence":         sampleConvergence(0.01),
		"convergence-looks":   few,
		"convergence-missed":  sampleConvergence(0.005),
		"convergence-free":    sampleConvergence(0),
		"convergence-crowded": settled,
		"convergence-odd":     odd,
		"convergence-none":    Convergence{Words: sampleWords("Nothing was run", "", ""), Target: 0.01},
		"reliability":         sampleReliability(channels[:2]...),
		"reliability-one":     sampleReliability(channels[0]),
		"reliability-three":   sampleReliability(channels...),
		"reliability-crowded": reliability,
		"reliability-none":    nothing,
		"multiples-one":       alone,
		"multiples-crowded":   crowded,
		"multiples-censored":  allCensored,
		"incidence":           sampleIncidence("Interests drifted apart", outcomeNames[0], outcomeNames[2], outcomeNames[5], outcomeNames[4]),
		"incidence-one":       sampleIncidence(outcomeNames[0]),
		"incidence-crowded":   causes,
		"incidence-gaps":      gaps,
		"incidence-none":      none,
		"incidence-censored":  censored,
		"standing":            sampleStanding("Kirill Dmitriev", "Steve Witkoff", "Sergei Lavrov", "Yuri Ushakov", "Sergei Kiriyenko"),
		"standing-two":        sampleStanding("Kirill Dmitriev", "Steve Witkoff"),
		"standing-crowded":    standing,
		"standing-none":       Standing{Words: sampleWords("Nothing was run", "", ""), Paths: Paths{Panels: []Path{{Name: "Dmitriev"}}}},
		"reputation":          sampleReputation("Russia", "United States"),
		"reputation-unmarked": unmarked,
	}
	for kind, chart := range oneDay() {
		all[kind+"-day"] = chart
	}
	for _, n := range []int{2, 3, 4, 5, 7, 9, 12} {
		all[fmt.Sprintf("multiples-%d", n)] = sampleMultiples(talks(n)...)
	}
	return all
}
