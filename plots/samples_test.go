package plots

import (
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"time"
)

// words returns the texts of a sample chart.
func sampleWords(title, subtitle, measure string) Words {
	return Words{
		Title: title, Subtitle: subtitle,
		Caption: Caption{
			Measure: measure, Source: "Backchannel, built-in scenarios",
			N: 1000, Unit: "runs each", Version: "v1.2.0", Seed: 20250402, Scenario: "9f2c41d07be8a6",
		},
	}
}

// kaplanMeier computes the product-limit estimate and its log-log band
// (Kalbfleisch and Prentice 1980) of n exponential lives with the given rate a
// day, censored at the horizon or earlier.
func kaplanMeier(name string, rng *rand.Rand, n int, rate, horizon float64) Curve {
	type life struct {
		day   float64
		ended bool
	}
	lives := make([]life, 0, n)
	for range n {
		t, c := math.Ceil(rng.ExpFloat64()/rate), horizon
		if rng.Float64() < 0.2 {
			c = math.Ceil(rng.Float64() * horizon)
		}
		lives = append(lives, life{day: min(t, c), ended: t <= c})
	}
	slices.SortFunc(lives, func(a, b life) int { return int(a.day - b.day) })
	out := Curve{Name: name, N: n}
	s, greenwood, atRisk := 1.0, 0.0, n
	for i := 0; i < n; {
		day, ended, censored := lives[i].day, 0, 0
		for ; i < n && lives[i].day == day; i++ {
			if lives[i].ended {
				ended++
			} else {
				censored++
			}
		}
		s *= 1 - float64(ended)/float64(atRisk)
		if ended < atRisk {
			greenwood += float64(ended) / float64(atRisk) / float64(atRisk-ended)
		}
		low, high := math.NaN(), math.NaN()
		if s > 0 && s < 1 {
			w := 1.96 * math.Sqrt(greenwood) / math.Abs(math.Log(s))
			low, high = math.Pow(s, math.Exp(w)), math.Pow(s, math.Exp(-w))
		}
		atRisk -= ended + censored
		out.Day = append(out.Day, day)
		out.Survival = append(out.Survival, s)
		out.Low, out.High = append(out.Low, low), append(out.High, high)
		out.Ended, out.Censored = append(out.Ended, ended), append(out.Censored, censored)
	}
	return out
}

// sampleSurvival returns a chart with a curve for each name.
func sampleSurvival(names ...string) Survival {
	rng := rand.New(rand.NewPCG(1, 2))
	rates := []float64{0.0006, 0.0016, 0.0049, 0.0023}
	chart := Survival{Words: sampleWords("Deals signed by envoys alone rarely last a year",
		"First deals of the US–Russia talks, by who negotiated",
		"Kaplan–Meier estimate of the share of first deals standing, with pointwise 95% log-log bands"), Horizon: 365}
	for i, name := range names {
		chart.Curves = append(chart.Curves, kaplanMeier(name, rng, 400-90*i, rates[i], 365))
	}
	return chart
}

// sampleOptimism returns a chart with a panel for each name: a sawtooth that
// meetings raise and contacts pull down to realism.
func sampleOptimism(names ...string) Optimism {
	rng := rand.New(rand.NewPCG(3, 4))
	chart := Optimism{
		Words: sampleWords("Each envoy meeting lifts hopes that officials then deflate",
			"Optimism about a deal, by day, in 1,000 runs of the US–Russia talks",
			"Optimism of each side, quantiles over runs by day"),
		Start: time.Date(2025, 2, 12, 0, 0, 0, 0, time.UTC),
	}
	for p := 0.05; p < 1; p += 0.1 {
		chart.Probs = append(chart.Probs, math.Round(p*100)/100)
	}
	for i, name := range names {
		pn := OptimismPanel{Name: name, Quantiles: make([][]float64, len(chart.Probs))}
		o := 0.35
		for day := 0.0; day <= 365; day++ {
			r := 0.12 + 0.1*math.Sin(day/60) + 0.05*float64(i)
			o += (0.3 - o) * 0.01
			if rng.Float64() < 1./17 {
				pn.Meetings = append(pn.Meetings, day)
				o += 0.45 * (1 - o)
			}
			if rng.Float64() < 1./28 {
				pn.Contacts = append(pn.Contacts, day)
				o += 0.7 * (r - o)
			}
			pn.Day = append(pn.Day, day)
			pn.Run, pn.Realism = append(pn.Run, o), append(pn.Realism, r)
			pn.MeanRealism = append(pn.MeanRealism, 0.1+0.12*(1-math.Exp(-day/150)))
			grow := 1 - math.Exp(-day/25)
			for j, p := range chart.Probs {
				z := math.Log(p/(1-p)) * 0.45 * (0.25 + grow)
				mid := 0.35 + 0.15*math.Sin(day/70+float64(i))
				pn.Quantiles[j] = append(pn.Quantiles[j], 1/(1+math.Exp(-math.Log(mid/(1-mid))-z)))
			}
		}
		chart.Panels = append(chart.Panels, pn)
	}
	return chart
}

// sampleOutcomes returns a chart with a bar for each name.
func sampleOutcomes(names ...string) Outcomes {
	chart := Outcomes{Words: sampleWords("Most deals fall to a misreading of the principal",
		"What became of the first deal within a year", "Cumulative incidence by cause (Aalen–Johansen), with 95% intervals")}
	left := 1.0
	for i, name := range names {
		share := left * 0.38
		left -= share
		half := 1.96 * math.Sqrt(share*(1-share)/400)
		chart.Outcomes = append(chart.Outcomes, Outcome{
			Name: name, Count: int(share * 400), Share: share,
			Low: max(0, share-half), High: min(1, share+half), Accent: i == 0,
		})
	}
	return chart
}

var outcomeNames = []string{
	"The principal found it was not what he meant", "Interests drifted apart", "The envoy fell from grace",
	"Still standing", "A rival spoiled it", "A leak ended it",
}

const (
	kiriyenko = "Сергей Владиленович Кириенко, первый заместитель руководителя Администрации"
	unbroken  = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
)

// samples returns the charts that the tests of layout draw.
func samples() map[string]Chart {
	all := firstSamples()
	maps.Copy(all, responseSamples())
	maps.Copy(all, heatSamples())
	maps.Copy(all, tornadoSamples())
	maps.Copy(all, panelSamples())
	maps.Copy(all, metricSamples())
	maps.Copy(all, verdictSamples())
	maps.Copy(all, sobolSamples())
	maps.Copy(all, morrisSamples())
	maps.Copy(all, tradeOffSamples())
	maps.Copy(all, boxSamples())
	maps.Copy(all, choiceSamples())
	return all
}

func firstSamples() map[string]Chart {
	longTitle := sampleOutcomes(outcomeNames...)
	longTitle.Title = "Misunderstandings, counterintelligence, disinformation, institutionalisation, " +
		"Abkhazia–Transnistria, unpredictability, personalisation, uncharacteristically, internationally, " + unbroken
	longTitle.Caption.Measure += ". " + kiriyenko + ". " + unbroken + kiriyenko + unbroken
	var many []string
	for range maxOutcomes {
		many = append(many, kiriyenko)
	}
	crowded := sampleSurvival(kiriyenko, kiriyenko, unbroken, unbroken)
	crowded.Title, crowded.Caption.Measure = longTitle.Title, longTitle.Caption.Measure
	crowded.Subtitle = kiriyenko + kiriyenko + kiriyenko
	crowded.XLabel, crowded.YLabel = kiriyenko, unbroken
	crowdedFan := sampleOptimism(kiriyenko, kiriyenko, unbroken, unbroken)
	crowdedFan.Words = crowded.Words
	crowdedFan.Reading = kiriyenko + kiriyenko + kiriyenko
	month := sampleOptimism("United States", "Russia")
	month.Start, month.Horizon = time.Date(2025, 9, 28, 15, 4, 5, 0, time.UTC), 30
	huge := sampleSurvival("Envoys only")
	huge.Horizon, huge.Curves[0].N = maxHorizon, 1e9
	day := sampleSurvival("Envoys only", "Hybrid")
	day.Horizon = 1
	days := sampleOptimism("Kremlin")
	days.Start = time.Time{}
	return map[string]Chart{
		"survival":      sampleSurvival("Professionals only", "Hybrid", "Envoys only"),
		"survival-one":  sampleSurvival("Hybrid"),
		"survival-two":  sampleSurvival("Professionals only", "Envoys only"),
		"survival-four": sampleSurvival("Professionals only", "Hybrid", "Envoys only", "Envoys, one rival"),
		"survival-long": sampleSurvival(kiriyenko, unbroken, "Dmitriev", kiriyenko),
		"survival-arms": sampleSurvival("us-russia-2025-professionals-only", "us-russia-2025", "us-russia-2025-envoys-only",
			"us-russia-2025-envoys-only-one-rival-more"),
		"survival-crowded": crowded,
		"survival-huge":    huge,
		"survival-day":     day,
		"survival-censored": Survival{Words: sampleWords("Every deal still stands", "", ""), Curves: []Curve{{
			Name: "Professionals only", N: 3, Day: []float64{30}, Survival: []float64{1},
			Ended: []int{0}, Censored: []int{3},
		}}},
		"optimism-crowded":   crowdedFan,
		"optimism-month":     month,
		"survival-none":      Survival{Words: sampleWords("No deal was ever signed", "", ""), Curves: []Curve{{Name: "Envoys only"}}},
		"optimism":           sampleOptimism("United States", "Russia"),
		"optimism-one":       days,
		"optimism-three":     sampleOptimism("Abkhazia", "South Ossetia", "Transnistria"),
		"optimism-long":      sampleOptimism(kiriyenko, unbroken, "Иран", kiriyenko),
		"optimism-none":      Optimism{Words: sampleWords("Nothing was run", "", ""), Panels: []OptimismPanel{{Name: "Russia"}}},
		"outcomes":           sampleOutcomes(outcomeNames...),
		"outcomes-one":       sampleOutcomes("Still standing"),
		"outcomes-long":      sampleOutcomes(many...),
		"outcomes-longtitle": longTitle,
		"outcomes-none":      Outcomes{Words: sampleWords("No deal was ever signed", "", "")},
	}
}
