package stats_test

import (
	"math"
	"reflect"
	"slices"
	"testing"

	"backchannel/sim/stats"

	"gonum.org/v1/gonum/stat/distuv"
	"pgregory.net/rapid"
)

// someRuns are runs of forecasts on the grid, of which many fall together.
var someRuns = rapid.SliceOf(rapid.SliceOf(rapid.Custom(func(t *rapid.T) stats.Forecast {
	steps := rapid.OneOf(rapid.IntRange(0, 10_000), rapid.Map(rapid.IntRange(0, 20), func(i int) int { return 500 * i }))
	return stats.Forecast{
		Probability: float64(steps.Draw(t, "probability")) / 10_000,
		Reference:   float64(steps.Draw(t, "reference")) / 10_000,
		Came:        rapid.Bool().Draw(t, "came"),
	}
})))

func collect(bins int, parts ...[][]stats.Forecast) *stats.Forecasts {
	f := stats.NewForecasts(bins)
	for _, runs := range parts {
		for _, run := range runs {
			f.AddRun(run)
		}
	}
	return f
}

func outcome(x stats.Forecast) float64 {
	if x.Came {
		return 1
	}
	return 0
}

func TestForecastsMerge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := someRuns.Draw(t, "a"), someRuns.Draw(t, "b"), someRuns.Draw(t, "c")
		want := collect(10, a, b, c)
		merged := func(parts ...[][]stats.Forecast) *stats.Forecasts {
			f := stats.NewForecasts(10)
			for _, part := range parts {
				if err := f.Merge(collect(10, part)); err != nil {
					t.Fatal(err)
				}
			}
			return f
		}
		if !reflect.DeepEqual(merged(a, b, c), want) || !reflect.DeepEqual(merged(c, a, b), want) {
			t.Fatal("the merged forecasts differ from those collected at once")
		}
		if err := want.Merge(stats.NewForecasts(5)); err == nil {
			t.Fatal("diagrams of 10 and 5 bins were merged")
		}
	})
}

// The parts add up to the score, which is the plain mean of squared errors;
// none is on the wrong side of 0.
func TestBrierParts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		runs := someRuns.Draw(t, "runs")
		f := collect(rapid.IntRange(1, 100).Draw(t, "bins"), runs)
		all := slices.Concat(runs...)
		if len(all) == 0 {
			return
		}
		brier, came, sum := 0.0, 0.0, 0.0
		for _, x := range all {
			brier += math.Pow(x.Probability-outcome(x), 2) / float64(len(all))
			came += outcome(x) / float64(len(all))
			sum += x.Probability / float64(len(all))
		}
		near(t, "Brier score", f.Brier(0.95).Value, brier, 1e-12)
		near(t, "bias", f.Bias(0.95).Value, sum-came, 1e-12)
		for _, p := range []stats.BrierParts{f.Murphy(), f.MurphyBinned()} {
			near(t, "sum of parts", p.Reliability-p.Resolution+p.Uncertainty+p.WithinVariance-p.WithinCovariance, brier, 1e-12)
			near(t, "Brier score", p.Brier, brier, 1e-12)
			near(t, "uncertainty", p.Uncertainty, came*(1-came), 1e-12)
			if p.Reliability < 0 || p.Resolution < 0 || p.WithinVariance < 0 {
				t.Fatalf("%+v", p)
			}
		}
		c := f.Isotonic()
		near(t, "sum of isotonic parts", c.Miscalibration-c.Discrimination+c.Uncertainty, brier, 1e-12)
		if c.Miscalibration < 0 || c.Discrimination < 0 || c.Discrimination > c.Uncertainty+1e-12 {
			t.Fatalf("%+v", c)
		}
	})
}

// The variance of each figure is the sum over runs of its squared change per
// unit of weight on the run, but for the factor m/(m-1): by numerical
// differentiation of the figure itself. The limits solve the equations that
// define them.
func TestLinearisation(t *testing.T) {
	figures := map[string]struct {
		estimate func(*stats.Forecasts) stats.Estimate
		of       func(brier, reference, forecast, came, n float64) float64
	}{
		"mean":            {func(f *stats.Forecasts) stats.Estimate { return f.MeanForecast(0.95) }, func(_, _, p, _, n float64) float64 { return p / n }},
		"Brier":           {func(f *stats.Forecasts) stats.Estimate { return f.Brier(0.95) }, func(b, _, _, _, n float64) float64 { return b / n }},
		"reference Brier": {func(f *stats.Forecasts) stats.Estimate { return f.ReferenceBrier(0.95) }, func(_, r, _, _, n float64) float64 { return r / n }},
		"bias":            {func(f *stats.Forecasts) stats.Estimate { return f.Bias(0.95) }, func(_, _, p, c, n float64) float64 { return (p - c) / n }},
		"skill": {func(f *stats.Forecasts) stats.Estimate { return f.Skill(0.95) }, func(b, _, _, c, n float64) float64 {
			return 1 - b/n/(c/n*(1-c/n))
		}},
		"reference skill": {func(f *stats.Forecasts) stats.Estimate { return f.ReferenceSkill(0.95) }, func(b, r, _, _, _ float64) float64 { return 1 - b/r }},
	}
	runs := [][]stats.Forecast{
		{{0.9, 0.4, false}, {0.8, 0.3, false}, {0.85, 0.5, true}},
		{{0.6, 0.7, true}},
		{{0.7, 0.2, false}, {0.75, 0.35, true}},
		{{0.95, 0.8, true}, {0.9, 0.75, true}, {0.99, 0.6, true}, {0.7, 0.65, false}},
		{{0.3, 0.25, false}, {0.5, 0.45, true}},
		{{0.65, 0.15, true}},
	}
	runs = slices.Repeat(runs, 7)
	f := collect(10, runs)
	swapped := make([][]stats.Forecast, len(runs))
	var came stats.Share
	for i, run := range runs {
		yes := 0
		for _, x := range run {
			swapped[i] = append(swapped[i], stats.Forecast{Probability: x.Reference, Reference: x.Probability, Came: x.Came})
			yes += int(outcome(x))
		}
		came.Add(yes, len(run))
	}
	if got, want := f.MeanReference(0.95), collect(10, swapped).MeanForecast(0.95); got != want {
		t.Errorf("mean reference %v, as forecasts %v", got, want)
	}
	if got, want := f.Observed(0.95), came.Estimate(0.95); got != want {
		t.Errorf("observed %v, want the share %v", got, want)
	}
	for name, figure := range figures {
		value := func(weights []float64) float64 {
			var b, r, p, c, n float64
			for i, run := range runs {
				for _, x := range run {
					b += weights[i] * math.Pow(x.Probability-outcome(x), 2)
					r += weights[i] * math.Pow(x.Reference-outcome(x), 2)
					p += weights[i] * x.Probability
					c += weights[i] * outcome(x)
					n += weights[i]
				}
			}
			return figure.of(b, r, p, c, n)
		}
		weights := slices.Repeat([]float64{1}, len(runs))
		e, variance := figure.estimate(f), 0.0
		const m = 7 * 13.0 * 13 / (9 + 1 + 4 + 16 + 4 + 1) // what seven times six runs of 3, 1, 2, 4, 2 and 1 are worth
		near(t, name, e.Value, value(weights), 1e-12)
		for i := range weights {
			const h = 1e-5
			weights[i] = 1 + h
			up := value(weights)
			weights[i] = 1 - h
			down := value(weights)
			weights[i] = 1
			variance += math.Pow((up-down)/(2*h), 2)
		}
		half := distuv.StudentsT{Sigma: 1, Nu: m - 1}.Quantile(0.975) * math.Sqrt(m/(m-1)*variance)
		for _, limit := range []float64{e.Low, e.High} {
			gap := math.Abs(limit - e.Value)
			switch name {
			case "bias":
				near(t, name, gap, half, 1e-8)
			case "skill", "reference skill":
				near(t, name, math.Abs(math.Log((1-limit)/(1-e.Value))), half/(1-e.Value), 1e-8)
			default:
				near(t, name, gap, half*math.Sqrt(limit*(1-limit)/(e.Value*(1-e.Value))), 1e-8)
			}
		}
		if !(e.Low < e.Value && e.Value < e.High) {
			t.Errorf("%s: %v", name, e)
		}
	}
}

// Of long runs, whose squared sums go far beyond 64 bits, the interval is still
// that of Ratio, but for what runs of unequal size are worth.
func TestForecastsOfLongRuns(t *testing.T) {
	f, other := stats.NewForecasts(10), stats.NewForecasts(10)
	var want stats.Ratio
	size, squares := 0.0, 0.0
	for i := range 200 {
		run, sum := make([]stats.Forecast, 20_000+100*i), 0.0
		for j := range run {
			run[j] = stats.Forecast{Probability: float64((i*j)%10_001) / 10_000, Came: (i+j)%3 == 0}
			sum += run[j].Probability - outcome(run[j])
		}
		n := float64(len(run))
		want.Add(sum, n)
		size, squares = size+n, squares+n*n
		if i%2 == 0 {
			f.AddRun(run)
		} else {
			other.AddRun(run)
		}
	}
	if err := f.Merge(other); err != nil {
		t.Fatal(err)
	}
	worth := size * size / squares
	e, w := f.Bias(0.95), want.Estimate(0.95)
	near(t, "bias", e.Value, w.Value, 1e-10)
	half := want.StdErr() * math.Sqrt(199.0/200*worth/(worth-1)) * distuv.StudentsT{Sigma: 1, Nu: worth - 1}.Quantile(0.975)
	near(t, "low", e.Low, w.Value-half, 1e-9)
	near(t, "high", e.High, w.Value+half, 1e-9)
}

func TestForecastsEdges(t *testing.T) {
	f := stats.NewForecasts(10)
	f.AddRun(nil)
	for name, e := range map[string]stats.Estimate{
		"Brier": f.Brier(0.95), "reference": f.ReferenceBrier(0.95), "bias": f.Bias(0.95),
		"skill": f.Skill(0.95), "reference skill": f.ReferenceSkill(0.95),
	} {
		if !math.IsNaN(e.Value) || !math.IsNaN(e.Low) || !math.IsNaN(e.High) || e.N != 0 {
			t.Errorf("%s of no forecasts: %v", name, e)
		}
	}
	p, c := f.MurphyBinned(), f.Isotonic()
	for _, x := range []float64{
		p.Brier, p.Reliability, p.Resolution, p.Uncertainty, p.WithinVariance, p.WithinCovariance,
		c.Brier, c.Miscalibration, c.Discrimination, c.Uncertainty,
	} {
		if !math.IsNaN(x) {
			t.Errorf("of no forecasts: %v", x)
		}
	}
	if f.Runs() != 0 || len(c.Steps) != 0 || len(f.Reliability(0.95)) != 0 {
		t.Error("no forecasts left something behind")
	}
	for _, bad := range []stats.Forecast{{-0.1, 0, true}, {1.1, 0, true}, {math.NaN(), 0, true}, {0, math.NaN(), true}, {0, 2, true}} {
		panics(t, "probability", "forecast of", func() { f.AddRun([]stats.Forecast{{0.5, 0.5, true}, bad}) })
	}
	if f.N() != 0 {
		t.Error("a run with a refused forecast was counted")
	}
	for i := range 30 { // equal
		f.AddRun([]stats.Forecast{{0.03 * float64(i), 0, true}, {0.5, 0, false}})
	}
	if e := f.Brier(0.95); math.IsNaN(e.Low) || math.IsNaN(e.High) {
		t.Errorf("of thirty runs: %v", e)
	}
	f.AddRun(slices.Repeat([]stats.Forecast{{0.9, 0, true}}, 5))
	for name, e := range map[string]stats.Estimate{"Brier": f.Brier(0.95), "bias": f.Bias(0.95), "skill": f.Skill(0.95)} {
		if !math.IsNaN(e.Low) || !math.IsNaN(e.High) || math.IsNaN(e.Value) {
			t.Errorf("%s of unequal runs, worth less: %v", name, e)
		}
	}
	f = stats.NewForecasts(10)
	for range 40 {
		f.AddRun([]stats.Forecast{{0.7, 0.2, false}, {0.3, 0.9, true}})
	}
	if e := f.Brier(0.95); !math.IsNaN(e.Low) || !math.IsNaN(e.High) {
		t.Errorf("of runs that say the same: %v", e)
	}
	f = stats.NewForecasts(10)
	f.AddRun([]stats.Forecast{{1, 0, true}, {1, 1, true}})
	if e := f.Brier(0.95); e.Value != 0 || !math.IsNaN(e.Low) || !math.IsNaN(e.High) || e.N != 2 {
		t.Errorf("of one run: %v", e)
	}
	if e := f.Skill(0.95); !math.IsNaN(e.Value) {
		t.Errorf("skill where all came: %v", e)
	}
	panics(t, "level", "confidence level", func() { f.Brier(0) })
	panics(t, "level", "confidence level", func() { f.Reliability(1) })
	for _, bins := range []int{0, 101} {
		panics(t, "bins", "bins", func() { stats.NewForecasts(bins) })
	}
}
